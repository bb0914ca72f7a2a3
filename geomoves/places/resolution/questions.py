"""What each mention of a document may mean, before the document as a whole is looked at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from geomoves.places.areas import anywhere, overshadowed
from geomoves.places.index import NameIndex
from geomoves.places.matching import Match, match_of, suggestions
from geomoves.places.names.folding import fold
from geomoves.places.place import Candidate, Mention, Place
from geomoves.places.queries import Found, ask, lying_in
from geomoves.places.quick import has_no_form
from geomoves.places.resolution.bearers import is_borne
from geomoves.places.resolution.document import Document
from geomoves.places.resolution.namesakes import with_namesakes
from geomoves.places.resolution.sightings import Sighting
from geomoves.wording import tell

__all__ = [
    "Areas", "OnlineSearch", "Question", "Sense", "area_beside", "areas_among", "is_borne_by_other",
    "narrowed", "occurrences", "question",
]  # fmt: skip

# "In northern Lebanon", "in the north of Lebanon", "на севере Ливана" are in Lebanon.
_SIDE = (
    r"(?:(?:far\s+)?(?:north|south|east|west|central)[\w-]*\s+(?:of\s+)?(?:the\s+)?"
    r"|(?:север|юг|юж|вост|запад|центр|півн|півд|схід|східн|захід)[\w-]*\s+)?"
)
_BESIDE = re.compile(
    rf"\s*(?:,|\()\s*(?:in\s+(?:the\s+)?)?{_SIDE}|\s*,?\s+(?:in\s+(?:the\s+)?|во?\s+|на\s+|у\s+){_SIDE}",
    re.IGNORECASE,
)
# "The Lebanese city of Tripoli", "украинском городе Лиман". What else may stand there says nothing of where.
_OF_IT = re.compile(
    r"(?:['’]s)?\s+(?:(?:(?:north|south|east|west)[\w-]*|central|port|border|coastal|capital|industrial|mining"
    r"|small|second|largest|main|key)\s+){0,3}(?:city|town|village|settlement|port|region|province|oblast|district)"
    r"\s+(?:of\s+)?(?:the\s+)?"
    r"|\s+(?:портов\w+\s+)?(?:город|сел|посёлк|поселк|місто|місті|міста|селищ)\w*\s+",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"\s*,?\s*(?:and|or|as well as|и|или|та|і|й|або|/|&)(?:\s|$)", re.IGNORECASE)
_LONGEST_CONNECTION = 32
_LONGEST_BEFORE = 60

OnlineSearch = Callable[[str], Sequence[Candidate]]


class Areas(NamedTuple):
    """The names in a text that may be areas, in their order, and where they start."""

    starts: list[int]
    sightings: list[Sighting]


class Sense:
    """What tells a name with its candidates from one with others.

    Parameters
    ----------
    key : str
        The folded name.
    matches : sequence of Match
        Its candidates.
    """

    __slots__ = ("_hash", "parts")

    def __init__(self, key: str, matches: Sequence[Match]) -> None:
        #: What it is made of; senses are sorted by it.
        self.parts = key, tuple((match.place.id, match.weight) for match in matches)
        self._hash = hash(self.parts)

    def __hash__(self) -> int:
        # It is asked for over and over, and the candidates may be many.
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sense) and self.parts == other.parts


_NO_SENSE = Sense("", ())


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A name with everything that it may mean, the same for all mentions of which no more is known.

    Parameters
    ----------
    key : str
        The folded bare name.
    whole_key : str
        The folded name as it was asked.
    sense : Sense
        What tells it from questions with other candidates.
    known : tuple of Match
        All that is called so, inside the theatre.
    matches : tuple of Match
        Those of them that compete.
    shadowed : tuple of (Match, str)
        Those that stand behind one of these, with the reason.
    left_out : tuple of Match
        Outside the theatre.
    suggested : tuple of Match
        What may have been meant by a name that is not known.
    containers : tuple of Place
        The areas that the name itself says it lies in.
    doubt : str
        Why none of them can be the answer, empty when one can.
    told : bool
        Whether words in or beside the name say where it lies.
    borne : bool
        Whether the words beside it say that a person or a ship is called so.
    """

    key: str
    whole_key: str
    sense: Sense
    known: tuple[Match, ...] = ()
    matches: tuple[Match, ...] = ()
    shadowed: tuple[tuple[Match, str], ...] = ()
    left_out: tuple[Match, ...] = ()
    suggested: tuple[Match, ...] = ()
    containers: tuple[Place, ...] = ()
    doubt: str = ""
    told: bool = False
    borne: bool = False


def question(index: NameIndex, name: str, document: Document, online: OnlineSearch | None) -> Question:
    """Return what `name` may mean, whatever stands around it."""
    year, in_theatre, countries = document.year, document.in_theatre, document.countries
    everywhere = ask(index, name, year, anywhere)
    inside = everywhere if countries is None else _inside(index, name, everywhere, document)
    left_out = (
        tuple(match for match in everywhere.matches if not match.suggestion and not in_theatre(match.place))
        if countries
        else ()
    )
    inside = with_namesakes(index, name, inside, year, in_theatre)
    if inside.known or left_out or not document.suggest:
        return _competing(name, inside, left_out)
    close = [*inside.matches, *suggestions(index, name, year, in_theatre, countries)]
    if online is not None:
        answers = [match_of(answer) for answer in online(name)]
        if any(not answer.suggestion for answer in answers):
            return _competing(name, replace(inside, matches=tuple(answers)), left_out)
        close = answers + close
    first = {match.place.id: match for match in reversed(close)}
    suggested = tuple(match for match in close if first[match.place.id] is match)
    return Question(
        inside.key, fold(name), Sense(inside.key, ()), left_out=left_out, suggested=suggested,
        containers=inside.containers, doubt=inside.doubt, told=bool(inside.containers),
    )  # fmt: skip


def _inside(index: NameIndex, name: str, everywhere: Found, document: Document) -> Found:
    """Return what `name` may mean inside the theatre, by what it may mean everywhere."""
    if not everywhere.matches:
        # What is nowhere is not in the theatre either.
        return everywhere
    matches = tuple(match for match in everywhere.matches if document.in_theatre(match.place))
    if everywhere.whole and any(not match.suggestion for match in matches):
        return replace(everywhere, matches=matches)
    if not matches and has_no_form(index, name, everywhere.key):
        return Found(everywhere.key)
    # What has the name is elsewhere: what has it in another form may be inside.
    return ask(index, name, document.year, document.in_theatre)


def _competing(name: str, found: Found, left_out: tuple[Match, ...]) -> Question:
    known = tuple(match for match in found.matches if not match.suggestion)
    matches, shadowed = _apart(known)
    return Question(
        found.key, fold(name), Sense(found.key, matches), known, matches, shadowed, left_out,
        containers=found.containers, doubt=found.doubt, told=bool(found.containers),
    )  # fmt: skip


def _behind(known: Sequence[Match]) -> dict[str, str]:
    return overshadowed([match.place for match in known], [match.matched_name for match in known])


def _apart(known: tuple[Match, ...]) -> tuple[tuple[Match, ...], tuple[tuple[Match, str], ...]]:
    behind = _behind(known) if len(known) > 1 else {}
    if not behind:
        return known, ()
    return (
        tuple(match for match in known if match.place.id not in behind),
        tuple((match, behind[match.place.id]) for match in known if match.place.id in behind),
    )


def narrowed(asked: Question, area: tuple[str, Sequence[Place]]) -> Question:
    """Return what is meant by a name beside which an area stands, called so, that may be one of those."""
    name, meant = area
    inside = lying_in(asked.known, meant, tell("reason.beside", name=name))
    if not inside or len(inside) == len(asked.known):
        return asked
    matches, shadowed = _apart(inside)
    return replace(asked, matches=matches, shadowed=shadowed, told=True, sense=Sense(asked.key, matches))


def areas_among(seen: Sequence[Sighting]) -> Areas:
    """Return the sightings that may be areas."""
    areas = [sighting for sighting in seen if sighting.areas]
    return Areas([sighting.start for sighting in areas], areas)


def area_beside(mention: Mention, text: str, areas: Areas) -> tuple[str, Sequence[Place]] | None:
    """Return the area beside a mention everywhere in the text: "X, Y", "X (Y)", "X in Y", "the Y city of X".

    Returns
    -------
    tuple, or None
        How it is called, and what that may be.
    """
    found: dict[str, tuple[str, Sequence[Place]]] = {}
    for first, end in occurrences(mention, text):
        before = _area_before(first, text, areas)
        if before is not None:
            found.setdefault(fold(before.name), (before.name, before.areas))
        for number in range(bisect_right(areas.starts, end), len(areas.starts)):
            start, sighting = areas.starts[number], areas.sightings[number]
            if start > end + _LONGEST_CONNECTION:
                break
            if _BESIDE.fullmatch(text, end, start) and not _ENUMERATED.match(text, sighting.end):
                found.setdefault(fold(sighting.name), (sighting.name, sighting.areas))
    # Said to be in two places, it is not said to be in one.
    return next(iter(found.values())) if len(found) == 1 else None


def is_borne_by_other(mention: Mention, text: str) -> bool:
    """Whether a person or a ship is called so wherever the mention stands in the text."""
    if mention.start is not None and mention.end is not None:
        return is_borne(text, mention.start, mention.end)
    where = occurrences(mention, text)
    return bool(where) and all(is_borne(text, *span) for span in where)


def _area_before(first: int, text: str, areas: Areas) -> Sighting | None:
    """Return the area whose city or region the name is said to be that starts at `first`."""
    for number in range(bisect_left(areas.starts, first) - 1, -1, -1):
        sighting = areas.sightings[number]
        if sighting.start <= first - _LONGEST_BEFORE:
            break
        if sighting.end < first:
            return sighting if _OF_IT.fullmatch(text, sighting.end, first) else None
    return None


def occurrences(mention: Mention, text: str) -> list[tuple[int, int]]:
    """Return where a mention stands in the text: where it says, else everywhere."""
    if mention.start is not None and mention.end is not None:
        return [(mention.start, mention.end)]
    whole = re.compile(r"(?<!\w)" + re.escape(mention.name.strip()) + r"(?!\w)")
    return [found.span() for found in whole.finditer(text)]
