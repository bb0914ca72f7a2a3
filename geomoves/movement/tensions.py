"""Claims that sit badly together and can both be true: linked by the author, or found by their days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from geomoves.movement.records import Event, Leg, Presence, Reported
from geomoves.movement.sentences import force_name
from geomoves.movement.spots import Spot
from geomoves.reports import Dossier, day_label
from geomoves.wording import tell

__all__ = ["Tension", "find_tensions"]

_REPORTED = frozenset({"happened", "under way"})


@dataclass(frozen=True, slots=True)
class Tension:
    """Two claims that sit badly together: both can be true.

    `basis` is ``author`` where the dossier links them, ``days`` where their days tell.
    """

    first: str
    second: str
    basis: str
    because: str


def find_tensions(dossier: Dossier, legs: Sequence[Leg], others: Sequence[Presence | Event]) -> list[Tension]:
    """Find claims in tension.

    A loss or presence of a force in a country before its first reported arrival there is one: either
    somebody came earlier, or a day is wrong. Where the force set out from that country nothing follows.

    Parameters
    ----------
    dossier : Dossier
        For the author's own links, and which force is part of which.
    legs : sequence of Leg
        What arrived.
    others : sequence of Presence or Event
        Presences and losses.

    Returns
    -------
    list of Tension
        The author's first; no pair twice.
    """
    found = {
        frozenset((link.a, link.b)): Tension(link.a, link.b, "author", link.because or "")
        for link in dossier.links
        if link.kind == "tension"
    }
    arrivals = _first_arrivals(legs)
    for other in others:
        last = other.when.latest
        if other.phase not in _REPORTED or last is None:
            continue
        for country in {_country(spot) for spot in other.spots} - {""}:
            for force in _family(dossier, other.force):
                arrival = arrivals.get((force, country))
                if arrival is None or arrival.day <= last:
                    continue
                pair = frozenset((other.claims[0], arrival.leg.claims[0]))
                if len(pair) == 2 and pair not in found:
                    found[pair] = _tension(dossier, other, last, arrival)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Arrival:
    leg: Leg
    day: date


def _first_arrivals(legs: Iterable[Leg]) -> dict[tuple[str, str], _Arrival]:
    """Return the first day on which each force can have come into each country, where all is known."""
    found: dict[tuple[str, str], _Arrival] = {}
    unsure: set[tuple[str, str]] = set()
    for leg in legs:
        country = _country(leg.end)
        if not country or leg.phase not in _REPORTED:
            continue
        key = (leg.force, country)
        if leg.when.earliest is None or country == _country(leg.start):
            # It may have come at any time, or was there all along.
            unsure.add(key)
        elif key not in found or leg.when.earliest < found[key].day:
            found[key] = _Arrival(leg, leg.when.earliest)
    return {key: arrival for key, arrival in found.items() if key not in unsure}


def _country(spot: Spot | None) -> str:
    if spot is None:
        return ""
    return spot.place.country if spot.place is not None else spot.end.within or ""


def _family(dossier: Dossier, force: str) -> list[str]:
    """Return a force and what it is part of: who comes first of the whole comes before all its parts."""
    found = []
    while force and force not in found:
        found.append(force)
        force = dossier.forces[force].part_of or ""
    return found


def _tension(dossier: Dossier, other: Reported, last: date, arrival: _Arrival) -> Tension:
    because = tell(
        "tension.before_arrival",
        force=force_name(dossier, other.force),
        last=partial(day_label, last),
        arrival=partial(day_label, arrival.day),
        days=str((arrival.day - last).days),
    )
    return Tension(other.claims[0], arrival.leg.claims[0], "days", because)
