"""Namesakes that a list knows in one script and not in the other.

Lists have 로스토프 for the Rostov of Yaroslavl alone, and the Arabic name of Khartoum for its state and not
for its city. Who writes so may mean the far larger town that is called by the same name in Latin letters.
In Cyrillic the lists are as full as in Latin letters.
"""

from __future__ import annotations

from dataclasses import replace

from geomoves.places.areas import contains
from geomoves.places.index import NameIndex
from geomoves.places.kinds import AREAS, SETTLEMENTS
from geomoves.places.matching import Filter, Match, find, rank
from geomoves.places.naming import ROMANISED
from geomoves.places.place import Place
from geomoves.places.queries import Found
from geomoves.wording import tell

__all__ = ["with_namesakes"]

_FIRST_AFTER_CYRILLIC = "\u0530"
# A name that fits less well leads to no others.
_SUREST = 0.9
_MOST_NAMES = 3
# A town is not left out for one so many times smaller.
_FAR_LARGER = 5


def with_namesakes(index: NameIndex, name: str, found: Found, year: int | None, accepts: Filter) -> Found:
    """Return what is found with the far larger towns that bear its usual names in Latin letters.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    name : str
        As it was asked; one in Latin or Cyrillic letters is known as it is.
    found : Found
        What is called so.
    year : int or None
        When it was written.
    accepts : callable
        Which places may be meant at all.
    """
    if max(found.key, default="") < _FIRST_AFTER_CYRILLIC:
        return found
    if not found.known or found.containers or found.doubt:
        return found
    sure = [match.place for match in found.matches if not match.suggestion and match.fit >= _SUREST]
    usual = dict.fromkeys(place.name for place in sure)
    if not usual or len(usual) > _MOST_NAMES:
        return found
    known = {match.place.id for match in found.matches}
    more: dict[str, Match] = {}
    for latin in usual:
        for match in find(index, latin, year, accepts):
            place = match.place
            if (
                place.id not in known
                and not match.suggestion
                and match.fit >= _SUREST
                and all(_outdoes(place, other) for other in sure)
            ):
                said = tell("reason.latin", name=name)
                more.setdefault(place.id, replace(match, fit=match.fit * ROMANISED, reasons=(said,)))
    return replace(found, matches=tuple(rank((*found.matches, *more.values())))) if more else found


def _outdoes(town: Place, other: Place) -> bool:
    """Whether a town would be thought of before another place of its name."""
    if town.kind not in SETTLEMENTS:
        return False
    if other.kind in AREAS:
        return other.kind != "country" and contains(other, town)
    return (town.population or 0) > _FAR_LARGER * max(other.population or 0, 1)
