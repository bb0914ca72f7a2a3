"""Tables that are wrong, and what has to be said about each: (line, part of the place, part of the text)."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = "id,kind,said_by,in,force,how_many,from,to,at,when,said,phase,about,stance,role,note"
_COLUMNS = HEAD.split(",")


def row(**cells: str) -> str:
    """Return a row of the table with the usual cells, and others in their place."""
    usual = {
        "id": "x",
        "kind": "movement",
        "said_by": "NIS",
        "in": "page",
        "force": "body",
        "to": "Vladivostok",
    }
    filled = {**usual, **{name.rstrip("_"): cell for name, cell in cells.items()}}
    return ",".join('"' + filled.get(name, "").replace('"', '""') + '"' for name in _COLUMNS)


@dataclass(frozen=True)
class BadTable:
    """A table, the files beside it, and what is expected."""

    name: str
    content: bytes
    expected: tuple[tuple[int | None, str, str], ...]
    beside: tuple[tuple[str, str], ...] = ()


def table(
    name: str, *expected: tuple[int | None, str, str], rows: str | None = None, **cells: str
) -> BadTable:
    """Return a table of one good row and one that is wrong."""
    text = f"{HEAD}\n{row(id='good')}\n{rows if rows is not None else row(**cells)}\n"
    return BadTable(name, text.encode(), expected)


def whole(name: str, content: str | bytes, *expected: tuple[int | None, str, str], **beside: str) -> BadTable:
    """Return a table written out, with the files beside it."""
    raw = content if isinstance(content, bytes) else content.encode()
    return BadTable(name, raw, expected, tuple(beside.items()))


GOOD = f"{HEAD}\n{row()}\n"

TABLES = [
    # Encodings
    whole("empty", "", (1, "", "no header")),
    whole("only line ends", "\n\n\n", (1, "", "no header")),
    whole("a header alone", HEAD + "\n", (None, "", "holds no claims")),
    whole("Windows-1251", GOOD.replace("body", "солдаты").encode("windows-1251"), (2, "", "windows-1251")),
    whole("Windows-1252", GOOD.replace("body", "armée").encode("windows-1252"), (2, "", "windows-1252")),
    whole("UTF-16 without its mark", GOOD.encode("utf-16-le"), (1, "", "null character")),
    whole("a null", GOOD.replace("body", "bo\x00dy"), (2, "", "null character")),
    whole("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), (1, "", "not UTF-8")),
    # Shape
    whole(
        "no kind",
        GOOD.replace("kind", "sort", 1),
        (1, "column sort", "not known"),
        (1, "", "no column `kind`"),
        (2, "kind", "required"),
    ),
    whole(
        "no speaker",
        GOOD.replace("said_by", "voice", 1),
        (1, "column voice", "not known"),
        (1, "", "no column `said_by`"),
        (2, "said_by", "required"),
    ),
    whole("a slip in the header", GOOD.replace("how_many", "how_mny", 1), (1, "how_mny", "`how_many`")),
    whole("a column twice", GOOD.replace("note", "id", 1), (1, "id", "stands twice")),
    whole(
        "a column without a name",
        GOOD.replace("note", "", 1).replace("id", "id", 1) + row(id="y", note="here") + "\n",
        (3, "", "has 16 cells and the header 15"),
    ),
    table("a short row", (3, "", "has 3 cells"), rows="x,movement,NIS"),
    table("a long row", (3, "", "has 17 cells"), rows=row() + ",more"),
    table("a quote never closed", (3, "", "never closed"), rows='x,"movement,NIS'),
    table("a quote in the middle", (3, "", "quotes of this row"), rows='x,"move"ment,NIS' + "," * 13),
    table("an endless cell", (3, "", "longer than"), rows=row(note="a" * 200_000)),
    table("an id twice", (3, "claims", "taken"), id="good"),
    # Words
    table("an unknown kind", (3, "kind", "movement"), kind="move"),
    table("an unknown phase", (3, "phase", "happened"), phase="happend"),
    table(
        "no id at all in a reference",
        (3, "about", "no such claim or question"),
        kind="response",
        force="",
        to="",
        stance="denies",
        about="nothing",
    ),
    table(
        "a response without its stance",
        (3, "stance", "needs `stance`"),
        kind="response",
        force="",
        to="",
        about="good",
    ),
    table(
        "a response with a number",
        (3, "how_many", "no number of its own"),
        kind="response",
        force="",
        to="",
        about="good",
        stance="denies",
        how_many="5",
    ),
    table(
        "a response about itself",
        (3, "about", "about itself"),
        kind="response",
        force="",
        to="",
        about="x",
        stance="denies",
    ),
    table("a movement nowhere", (3, "to", "needs `from`, `via` or `to`"), to=""),
    table("a movement that stands still", (3, "at", "has no `at`"), at="Kursk"),
    table("a presence that moves", (3, "to", "has no `to`"), kind="presence"),
    table("no force", (3, "force", "needs `force`"), force=""),
    table("a control character", (3, "note", "control character"), note="a\x07b"),
    table("an id with a space", (3, "id", "no id"), id="a b"),
    # Days
    table("no day", (3, "when", "no date"), when="soon"),
    table("a day that is none", (3, "when", "no day 30"), when="2024-02-30"),
    table("day and month swapped", (3, "when", "no month 18"), when="2024-18-10"),
    table("an American day", (3, "when", "2024-10-18"), when="10/18/2024"),
    table("a day with two digits", (3, "when", "no date"), when="18.10.24"),
    table("a serial number for a day", (3, "when", "no date"), when="45583"),
    table("the end before the start", (3, "when", "before it starts"), when="2024-10-13/2024-10-08"),
    table("a clock without its zone", (3, "when", "zone"), when="2024-10-18T14:00"),
    table("counted from nothing", (3, "when", "add `said`"), when="the past week"),
    table("said counts from itself", (3, "said", "counts from itself"), said="last week"),
    table("a weekday", (3, "when", "last Friday"), when="on Friday"),
    # Numbers
    table("no figure", (3, "how_many", "no figure"), how_many="lots"),
    table("a figure with two readings", (3, "how_many", "two ways"), how_many="1.500"),
    table("a negative figure", (3, "how_many", "no figure"), how_many="-5"),
    table("bounds upside down", (3, "how_many", "not in order"), how_many="1,200–1,000"),
    table("an endless figure", (3, "how_many", "out of range"), how_many="9" * 40),
    # Places
    table("swapped coordinates", (3, "to", "swapped"), to="(131.9 N, 43.1 E)"),
    table("no such latitude", (3, "to", "not on Earth"), to="(95 N, 20 E)"),
    table("no such longitude", (3, "to", "not on Earth"), to="(43.1 N, 200 E)"),
    table("one or the other", (3, "to", "only `at` can say that"), to="Kursk / Sudzha"),
    table("a plus with nothing beside it", (3, "to", "missing beside the +"), to="Kursk +"),
    table("a question mark alone", (3, "to", "no words follow"), to="?"),
    table("an unknown pin", (3, "to", "is not known"), to="Donetsk [somewhere]"),
    table("an unknown country", (3, "to", "country code"), to="Donetsk [country: ZZ]"),
    table("what has no place with a pin", (3, "to", "country and a kind only"), to="? a port [geonames:5]"),
    table("broken JSON", (3, "to", "no JSON"), to='{"name": "Donetsk"'),
    table("a key twice in JSON", (3, "to", "stands twice"), to='{"name": "a", "name": "b"}'),
    table("an unknown field in JSON", (3, "to", "not known"), to='{"nam": "Donetsk"}'),
    table("JSON too deep", (3, "to", "nests too deep"), to="[" * 5000 + '"' * 2),
    table("not a number in JSON", (3, "to", "is no number"), to='{"lon": NaN, "lat": 3}'),
    table("swapped in JSON", (3, "to", "swapped"), to='{"lon": 43.1, "lat": 131.9}'),
    table("a role without its basis", (3, "role", "needs its basis"), role="staging"),
    table("an unknown role", (3, "role", "no such role"), role="resting: by the author: so"),
    # Sheets beside
    whole(
        "an unknown speaker", GOOD, (2, "said_by", "no such speaker"), speakers="id,name\nnus,NIS of Korea\n"
    ),
    whole(
        "an unknown document", GOOD, (2, "in", "did you mean `pages`"), documents="id,title\npages,A page\n"
    ),
    whole("an unknown force", GOOD, (2, "force", "no such force"), forces="id,name\ndprk,Soldiers\n"),
    whole("a speaker twice", GOOD, (3, "id", "stands twice"), speakers="id,name\nNIS,A\nNIS,B\n"),
    whole(
        "a speaker without an id",
        GOOD,
        (2, "id", "no id"),
        (2, "said_by", "no such speaker"),
        speakers="id,name\n,A\n",
    ),
    whole(
        "a speaker without a name",
        GOOD,
        (2, "speakers.NIS", "nothing stands here"),
        speakers="id,name\nNIS,\n",
    ),
    whole(
        "an unknown column beside",
        GOOD,
        (1, "column nam", "`name`"),
        (2, "speakers.NIS", "nothing stands here"),
        speakers="id,nam\nNIS,x\n",
    ),
    whole(
        "a bad country beside",
        GOOD,
        (2, "country", "country code"),
        speakers="id,name,country\nNIS,A,Korea\n",
    ),
    whole(
        "a force in a circle", GOOD, (2, "part_of", "part of itself"), forces="id,name,part_of\nbody,A,body\n"
    ),
    whole(
        "a script for an address",
        GOOD,
        (2, "url", "no web address"),
        documents="id,title,url\npage,A,javascript:alert(1)\n",
    ),
    whole("a link to nothing", GOOD, (2, "b", "no such claim"), links="a,kind,b\nx,repeats,y\n"),
    whole("a link with itself", GOOD, (2, "b", "linked to itself"), links="a,kind,b\nx,repeats,x\n"),
    whole("an unknown field of the dossier", GOOD, (2, "field", "`title`"), dossier="field,value\ntitel,A\n"),
    whole(
        "a field of the dossier twice",
        GOOD,
        (3, "field", "stands twice"),
        dossier="field,value\ntitle,A\ntitle,B\n",
    ),
    whole("no day to be as of", GOOD, (2, "as_of", "no date"), dossier="field,value\nas_of,now\n"),
    whole(
        "a country that is none",
        GOOD,
        (2, "theatre", "country code"),
        dossier="field,value\ntheatre,KP + ZZ\n",
    ),
    whole("a question for a claim", GOOD, (2, "questions.x", "one id"), questions="id,text\nx,How many?\n"),
    whole(
        "two addresses",
        GOOD.replace("note", "url", 1).replace('""', '""')
        + row(id="y", note="https://b.example/")
        + "\n"
        + row(id="z", note="https://c.example/")
        + "\n",
        (4, "url", "another address already"),
    ),
]
