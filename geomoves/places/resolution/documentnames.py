"""The names of a document: what each may mean, where it stands, what speaks against its being a place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from geomoves.places.matching import Match
from geomoves.places.resolution.document import Document
from geomoves.places.resolution.likelihood import Columns
from geomoves.places.resolution.sightings import Sighting

__all__ = ["DocumentName", "doubts_of", "outside", "pairs_beside"]

# Not learned, for the corpora have no theatre and no file written by hand: a name inside a stated theatre, or
# of a place that somebody put down for this subject, is seldom something else.
_IN_THEATRE = -2.0
_BY_HAND = -3.0
# What only stands in the text may be a person's name; what is said to lie in an area is none.
_ONLY_SEEN = 1.0
_TOLD = -2.0
# Nor this: the corpora have the names of places alone. Wherever it stands it is a person's or a ship's.
_BORNE = 8.0

_SPACES = (" ", "\t")

_NOWHERE = (sys.maxsize, 0)


@dataclass(slots=True)
class DocumentName:
    """One name of a document: it stands for all mentions that have its candidates.

    Parameters
    ----------
    key : str
        The folded name.
    matches : tuple of Match
        What it may mean.
    columns : Columns
        What the model knows of each.
    how : str
        "in a mention" or "in the text".
    told : bool
        Whether words in or beside it say where it lies.
    borne : bool
        Whether it is a person's or a ship's wherever it was asked for.
    spans : list of (int, int)
        Where it stands in the text.
    shares, company : sequence of float
        For each match, how likely it is and what the other names say for it.
    order : sequence of int
        The numbers of the matches, the likeliest first.
    """

    key: str
    matches: tuple[Match, ...]
    columns: Columns
    how: str
    told: bool = False
    borne: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    shares: Sequence[float] = ()
    company: Sequence[float] = ()
    order: Sequence[int] = ()


def outside(seen: Iterable[Sighting], spans: list[tuple[int, int]]) -> Iterator[Sighting]:
    """Yield the sightings that are no part of these spans; they follow one another in the text."""
    following = iter(sorted(spans))
    start, end = next(following, _NOWHERE)
    last = 0
    for sighting in seen:
        while start <= sighting.start:
            last = max(last, end)
            start, end = next(following, _NOWHERE)
        if last < sighting.end:
            yield sighting


def doubts_of(names: Iterable[DocumentName], document: Document) -> list[float]:
    """Return for each name what speaks for its being no place at all, beside the model: a logarithm."""
    in_theatre = _IN_THEATRE if document.countries else 0.0
    return [
        in_theatre
        + (_ONLY_SEEN if name.how == "in the text" else 0.0)
        + (_TOLD if name.told else 0.0)
        + (_BY_HAND if name.columns.any_by_hand else 0.0)
        + (_BORNE if name.borne else 0.0)
        for name in names
    ]


def pairs_beside(names: Sequence[DocumentName], text: str) -> set[tuple[int, int]]:
    """Return which names are followed by another with nothing but a space between: "Franklin Tex."."""
    starts = {start: number for number, name in enumerate(names) for start, _ in name.spans}
    found: set[tuple[int, int]] = set()
    for number, name in enumerate(names):
        for _, end in name.spans:
            if not text.startswith(_SPACES, end):
                continue
            after = end + 1
            while text.startswith(_SPACES, after):
                after += 1
            following = starts.get(after)
            if following is not None and following != number:
                found.add((number, following))
    return found
