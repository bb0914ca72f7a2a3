"""Asking for a name as people write it: alone, or with what it lies in ("X, Amur Oblast")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomoves.places.areas import anywhere, claimed_only, code_of, contains
from geomoves.places.countries import codes_named, countries
from geomoves.places.index import NameIndex
from geomoves.places.kinds import SETTLEMENTS
from geomoves.places.matching import Filter, Match, find
from geomoves.places.names.folding import fold
from geomoves.places.names.wrappers import split_containers
from geomoves.places.place import Place
from geomoves.places.quick import is_nobodys
from geomoves.values import value_class
from geomoves.wording import tell

__all__ = ["Found", "ask", "container_places", "lying_in"]

# A name whose surroundings could not be checked fits less well than its bare form.
_UNCHECKED = 0.8

# In a country only by that country's own claim: a namesake that is there beyond dispute comes first.
_CLAIMED = 0.15

_SUREST_CONTAINER = 0.9

# Of two towns that are named together, one is in the other only when that is so many times as large.
_TIMES_AS_LARGE = 5


@value_class(frozen=True, slots=True)
class Found:
    """What is called by a name.

    Parameters
    ----------
    key : str
        The folded bare name, without what it lies in.
    matches : tuple of Match
        Best first. When all are suggestions, nothing has the name.
    containers : tuple of Place
        The areas that the name itself says it lies in.
    doubt : str
        Why none of the matches can be taken as the answer; empty when one can.
    whole : bool
        Whether the matches are called by the whole name: of those anywhere, the ones inside a theatre are
        then what is called so there, when there are any.
    """

    key: str
    matches: tuple[Match, ...] = ()
    containers: tuple[Place, ...] = ()
    doubt: str = ""
    whole: bool = False

    @property
    def known(self) -> bool:
        """Whether something has the name."""
        return any(not match.suggestion for match in self.matches)


def ask(index: NameIndex, name: str, year: int | None, accepts: Filter) -> Found:
    """Return what is called `name`; "X, Y", "X (Y)" and "X in Y" mean the X in Y, and so does "Y, X"."""
    key = fold(name)
    if is_nobodys(index, name, key):
        return Found(key)
    found = Found(key, tuple(find(index, name, year, accepts)), whole=True)
    if found.known:
        return found
    head, outer = split_containers(name)
    if not outer:
        return found
    forward = _ask_inside(index, head, outer, year, accepts)
    if forward.known and not forward.doubt:
        return forward
    backward = _ask_inside(index, outer[-1], (head, *outer[:-1]), year, accepts, turned=True)
    return backward if backward.known and not backward.doubt else forward


def _ask_inside(
    index: NameIndex,
    head: str,
    outer: tuple[str, ...],
    year: int | None,
    accepts: Filter,
    *,
    turned: bool = False,
) -> Found:
    """Return what `head` is in all of `outer`; `turned` when they stood the other way round."""
    found = find(index, head, year, accepts, alone=False)
    matches = tuple(match for match in found if not match.suggestion)
    if not matches:
        return Found(fold(head))
    areas: list[Place] = []
    for text in outer:
        meant = container_places(index, text, year)
        # A code is ISO's own view; a country's name in a text may be the view of who wrote it. And "Mongolia
        # (MN)" is how the country itself is labelled.
        is_code = text in countries()
        said = tell("reason.as_it_says", area=text)
        apart = [area for area in meant if not _is_neighbour(area, matches[0].place, turned=turned)]
        inside = lying_in(matches, apart, said, claims_count=not is_code)
        if not inside and not turned:
            # "Sudzha, Kursk" is in the area of Kursk. But no hamlet called as a city is: it may be a list.
            inside = lying_in(matches[:1], _areas_of(index, text), said)
        if is_code:
            own = (
                match for match in matches if match.place.kind == "country" and code_of(match.place) == text
            )
            inside = (*(replace(match, reasons=(*match.reasons, said)) for match in own), *inside)
        if not meant or not inside:
            doubt = (
                tell("reason.area_unknown", area=text)
                if not meant
                else tell("reason.area_of_none", area=text)
            )
            unchecked = (
                replace(match, fit=match.fit * _UNCHECKED, reasons=(*match.reasons, doubt))
                for match in matches
            )
            return Found(fold(head), tuple(unchecked), doubt=doubt)
        matches = inside
        areas += meant if len(meant) == 1 else ()
    return Found(fold(head), matches, tuple(areas))


def _is_neighbour(area: Place, place: Place, *, turned: bool) -> bool:
    """Whether two places are towns that stand side by side: "Kupiansk, Svatove" is no town in another."""
    if area.kind not in SETTLEMENTS or place.kind not in SETTLEMENTS:
        return False
    return turned or (area.population or 0) < _TIMES_AS_LARGE * (place.population or 0)


def _areas_of(index: NameIndex, text: str) -> list[Place]:
    """Return the first-level areas that are called after `text`: Kursk Oblast after Kursk."""
    entries = (entry for entry, _ in index.unwrapped(fold(text)))
    return [entry.place for entry in entries if entry.place.kind == "admin1"]


def lying_in(
    matches: tuple[Match, ...], areas: Sequence[Place], reason: str, *, claims_count: bool = True
) -> tuple[Match, ...]:
    """Return the matches that lie in one of `areas`, with `reason` added.

    What a country only claims lies in it with less weight, or not at all when claims do not count.
    """
    inside: list[Match] = []
    for match in matches:
        around = [area for area in areas if area.id != match.place.id and contains(area, match.place)]
        if not around:
            continue
        if all(claimed_only(area, match.place) for area in around):
            if not claims_count:
                continue
            codes = sorted({code_of(area) for area in around})
            claim = tell("reason.claimed", countries=", ".join(codes))
            inside.append(
                replace(match, weight=match.weight * _CLAIMED, reasons=(*match.reasons, reason, claim))
            )
        else:
            inside.append(replace(match, reasons=(*match.reasons, reason)))
    return tuple(inside)


def container_places(index: NameIndex, text: str, year: int | None) -> list[Place]:
    """Return the places that `text` may mean as something to lie in, by name, ISO code or id."""
    with_id = index.get(text) or index.get(f"iso:{text}")
    if with_id:
        return [with_id]
    matches = find(index, text, year, anywhere)
    meant = [match.place for match in matches if not match.suggestion and match.fit >= _SUREST_CONTAINER]
    known = {code_of(place) for place in meant if place.kind == "country"}
    for code in codes_named(text):
        if code not in known:
            # A gazetteer need not have a row for every country to know what lies in it.
            country = countries()[code]
            meant.append(Place(f"iso:{code}", country.name, 0.0, 0.0, "country", code, precision=6))
    return meant
