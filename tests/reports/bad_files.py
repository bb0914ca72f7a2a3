"""Dossier files that are wrong in their form, and what has to be said about each.

Every case is one kind of mistake. `expected` lists each problem as (line, field, part of its message
or of its remedy); a case is right only when exactly these are told, all of them at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class BadFile:
    """A file that is wrong: its name, what stands in it, and what has to be said."""

    name: str
    content: bytes
    expected: tuple[tuple[int | None, str, str], ...]
    ending: str = ".yaml"


#: A dossier without a mistake. Cases replace a line of it, or add some below.
GOOD = """\
geomoves: 1
title: A dossier
as_of: 2024-10-18
theatre: [KP, RU]
documents:
  page: {citation: A page}
speakers:
  nis: {name: The service}
  media: {name: The media, named: false}
evidence:
  photo: {kind: image, read_by: nis, in: page}
forces:
  dprk: {name: Soldiers, country: KP}
  first: {name: The first of them, part_of: dprk}
questions:
  war: Are they in the war?
claims:
  crossing:
    kind: movement
    in: page
    said_by: nis
    force: dprk
    strength: 1500
    to: Vladivostok
    when: 2024-10-08/2024-10-13
  kremlin: {kind: response, in: page, said_by: media, about: war, stance: denies}
"""
_LINES = GOOD.splitlines()


def line_of(start: str) -> int:
    """Return the number of the line of `GOOD` that begins with `start`."""
    return next(row for row, line in enumerate(_LINES, start=1) if line.strip().startswith(start))


def with_line(
    name: str, replaced: str, by: str, *expected: tuple[str, str], line: int | None = None
) -> BadFile:
    """Replace the line of `GOOD` that begins with `replaced`; every problem is on it."""
    row = line_of(replaced)
    indent = _LINES[row - 1][: len(_LINES[row - 1]) - len(_LINES[row - 1].lstrip())]
    text = "\n".join([*_LINES[: row - 1], indent + by, *_LINES[row:]]) + "\n"
    return whole_file(name, text, *((line or row, field, said) for field, said in expected))


def with_more(name: str, added: str, *expected: tuple[int, str, str]) -> BadFile:
    """Add lines below `GOOD`; the lines of the problems are counted from the first added one."""
    below = len(_LINES)
    return whole_file(name, GOOD + added, *((below + row, field, said) for row, field, said in expected))


def whole_file(
    name: str, text: str | bytes, *expected: tuple[int | None, str, str], ending: str = ".yaml"
) -> BadFile:
    content = text if isinstance(text, bytes) else text.encode()
    # ~ is short for the first claim of `GOOD`.
    found = tuple((line, field.replace("~", "claims.crossing"), said) for line, field, said in expected)
    return BadFile(name, content, found, ending)


def json_file(name: str, change: dict[str, object], *expected: tuple[int | None, str, str]) -> BadFile:
    plain = {
        "geomoves": 1,
        "documents": {"page": {"citation": "A page"}},
        "speakers": {"nis": "The service"},
        "forces": {"dprk": "Soldiers"},
        "claims": {
            "there": {"kind": "presence", "in": "page", "said_by": "nis", "force": "dprk", "at": "Ussuriysk"}
        },
    }
    return whole_file(name, json.dumps(plain | change, indent=1), *expected, ending=".json")


def with_claim(name: str, fields: str, *expected: tuple[str, str]) -> BadFile:
    """Add one more claim, ``extra``, on one line."""
    found = ((1, field.replace("~", "claims.extra"), said) for field, said in expected)
    return with_more(name, f"  extra: {{in: page, said_by: nis, {fields}}}\n", *found)


_BOMB = "geomoves: 1\n" + "".join(
    f"x-{letter}: &{letter} [{', '.join([f'*{before}'] * 9)}]\n"
    if before
    else f"x-{letter}: &{letter} [lol, lol]\n"
    for before, letter in zip(["", *"abcdefghi"], "abcdefghij", strict=True)
)

#: What is no dossier, no YAML, no JSON, or names its fields wrong.
FORMS = [
    # What is no dossier at all
    whole_file("empty file", "", (None, "", "the file is empty")),
    whole_file("only comments", "# nothing\n", (None, "", "the file is empty")),
    whole_file("only a marker", "---\n", (None, "", "the file is empty")),
    whole_file("empty JSON file", "", (1, "", "this is no JSON"), ending=".json"),
    whole_file("JSON null", "null", (None, "", "the file is empty"), ending=".json"),
    whole_file("a word", "hello\n", (1, "", "a dossier is a mapping")),
    whole_file("a list", "- one\n- two\n", (1, "", "a dossier is a mapping")),
    whole_file("JSON list", "[1, 2]", (1, "", "a dossier is a mapping"), ending=".json"),
    whole_file("a web page", "<!DOCTYPE html>\n<p>text</p>\n", (1, "", "a dossier is a mapping")),
    whole_file("an empty dossier", "geomoves: 1\n", (1, "claims", "holds no claims")),
    whole_file("no claims in it", "geomoves: 1\nclaims: {}\n", (2, "claims", "holds no claims")),
    # Encodings
    whole_file(
        "Windows-1252", GOOD.replace("A page", "A –page").encode("cp1252"), (6, "", "this is not UTF-8")
    ),
    whole_file("UTF-16", GOOD.encode("utf-16"), (1, "", "UTF-16")),
    whole_file("UTF-16 without a mark", GOOD.encode("utf-16-le"), (1, "", "null character")),
    whole_file("a null character", GOOD.replace("A dossier", "A\0dossier"), (2, "", "null character")),
    whole_file("a control character", GOOD.replace("A page", "A\x07page"), (6, "", "control character")),
    with_line("an escaped one", "title:", 'title: "a\\x07b"', ("title", "control character")),
    with_line(
        "a stray byte of Windows",
        "page:",
        'page: {citation: "a\\x96b"}',
        ("documents.page.citation", "control"),
    ),
    with_line("half a character", "title:", 'title: "\\ud800"', ("", "this is no YAML")),
    json_file("half a character in JSON", {"title": "a\ud800"}, (23, "title", "cannot be written as UTF-8")),
    # Broken YAML
    with_line("a tab for indentation", "kind: movement", "\tkind: movement", ("", "tab")),
    with_line("an open quote", "title:", 'title: "A dossier', ("", "close the quotes")),
    with_line("an open bracket", "theatre:", "theatre: [KP, RU", ("", "close the bracket"), line=5),
    with_line("two colons", "title:", "title: A dossier: with a colon", ("", "in quotes")),
    with_line("an at sign", "title:", "title: @author", ("", "in quotes")),
    with_line("an unknown escape", "title:", 'title: "C:\\temp\\q"', ("", "backslash")),
    with_line("wrong indentation", "in: page", " in: page", ("", "indent")),
    with_line("an unknown alias", "title:", "title: *star", ("", "in quotes")),
    whole_file("two documents", GOOD + "---\n" + GOOD, (len(_LINES) + 1, "", "a second document")),
    whole_file("a newer YAML", "%YAML 3.0\n---\n" + GOOD, (1, "", "this is no YAML")),
    # YAML that does more than hold data
    with_line(
        "a Python tag", "title:", "title: !!python/object/apply:os.system [id]", ("", "tags are not read")
    ),
    with_line("a type tag", "title:", "title: !!int 5", ("", "tags are not read")),
    whole_file(
        "a merge key",
        GOOD.replace("kind: movement", "<<: {kind: movement}"),
        (18, "~.kind", "required"),
        (19, "~.<<", "merge keys"),
    ),
    whole_file("aliases that swell", _BOMB + "claims: *j\n", (6, "", "swell")),
    with_line("an alias of itself", "title:", "title: &a [*a]", ("", "holds itself")),
    with_line(
        "an anchor set again in itself", "title:", "title: &a b\nx-a: &a [*a]", ("", "holds itself"), line=3
    ),
    with_line("a key that is a list", "title:", "? [a, b]\n: c", ("", "a key must be text")),
    whole_file(
        "a thousand brackets", "x-a: " + "[" * 1000 + "]" * 1000 + "\n" + GOOD, (1, "", "nests too deep")
    ),
    whole_file(
        "JSON brackets",
        '{"x-a": ' + "[" * 100_000 + "]" * 100_000 + "}",
        (None, "", "nests too deep"),
        ending=".json",
    ),
    json_file(
        "a deep extension",
        {"x-a": [[[[[[[[[[[[[[[[[[[[[[[[[["a"]]]]]]]]]]]]]]]]]]]]]]]]]]},
        (23, "x-a", "nests too deep"),
    ),
    # Broken JSON
    whole_file("JSON cut short", '{"geomoves": 1,\n "claims": {', (2, "", "this is no JSON"), ending=".json"),
    whole_file("a comma too many", '{"geomoves": 1,\n}', (2, "", "this is no JSON"), ending=".json"),
    whole_file("NaN", '{"geomoves": 1,\n "x-a": NaN}', (2, "", "NaN is no number"), ending=".json"),
    whole_file(
        "twice in JSON",
        '{"geomoves": 1,\n "title": "a",\n "claims": {},\n "title": "b"}',
        (4, "title", "first on line 2"),
        ending=".json",
    ),
    # Keys and fields
    with_more("a claim twice", "  crossing: {kind: total}\n", (1, "claims.crossing", "first on line 18")),
    with_line(
        "a field twice",
        "kind: movement",
        "kind: movement\n    kind: loss",
        ("~.kind", "first on line 19"),
        line=20,
    ),
    with_line("an unknown field", "title:", "titel: A dossier", ("titel", "did you mean `title`?")),
    with_line("an unknown field of a claim", "when:", "wen: 2024", ("~.wen", "did you mean `when`")),
    with_line(
        "an unknown field of an end", "to:", "to: {nam: Vladivostok}", ("~.to.nam", "did you mean `name`?")
    ),
    with_line(
        "a Python name", "to:", "from_: Vladivostok\n    to: Kursk", ("~.from_", "did you mean `from`?")
    ),
    with_line("the name of the extensions", "title:", "extensions: {x-a: b}", ("extensions", "not known")),
    with_line(
        "a comma in braces",
        "page:",
        "page: {citation: A book, page 3}",
        ("documents.page.'page 3'", "in quotes"),
    ),
    with_line(
        "thousands in braces", "strength:", "strength: {best: 12,000}", ("~.strength.000", "in quotes")
    ),
    with_line("a missing field", "said_by:", "note: none", ("~.said_by", "required"), line=18),
    with_line("no version", "geomoves:", "x-geomoves: 1", ("", "begin the file with")),
    with_line("another version", "geomoves:", "geomoves: 2", ("geomoves", "newer geomoves")),
    whole_file(
        "another version with other fields",
        "geomoves: 2\nstatements: [a]\nclaims: {a: {sort: move}}\n",
        (1, "geomoves", "newer geomoves"),
    ),
    with_line("no version at all", "geomoves:", "geomoves: one", ("geomoves", "not known")),
    with_line(
        "an id with a space",
        "nis:",
        "the service: {name: The service}\n  nis: NIS",
        ("speakers.'the service'", "no id"),
    ),
    with_line("an empty id", "nis:", '"": {name: The service}\n  nis: NIS', ("speakers.''", "empty")),
    with_line(
        "an id that is text",
        "kremlin:",
        "the kremlin!: {kind: response, in: page, said_by: nis, about: war, stance: denies}",
        ("claims.'the kremlin!'.id", "no id"),
    ),
    with_line("nothing below an id", "nis:", "nis:", ("speakers.nis", "nothing stands here")),
    with_line("a claim that is text", "kremlin:", "kremlin: denied it", ("claims.kremlin", "wrong shape")),
    with_line("speakers as a list", "evidence:", "links: {a: b}\nevidence:", ("links", "a list")),
    json_file(
        "documents as a list",
        {"documents": ["page"]},
        (3, "documents", "mapping of ids"),
        (15, "claims.there.in", "no such"),
    ),
    json_file("claims as text", {"claims": "none"}, (14, "claims", "mapping of ids")),
]
