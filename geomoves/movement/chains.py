"""Legs of one force in the order in which they are reported: a movement, with its splits and merges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomoves.movement.order import in_order
from geomoves.movement.records import Leg, Presence
from geomoves.reports import Dossier

__all__ = ["Movement", "chain_legs"]


@dataclass(frozen=True, slots=True)
class Movement:
    """A chain of legs of one force.

    Parameters
    ----------
    id, force, name : str
        The force's id twice, and its name.
    legs, presences : tuple of str
        Ids in the order of travel (see `in_order`).
    stops : tuple of str
        Place ids in the order of travel, each once.
    splits, merges : tuple of str
        Places that several legs leave, and that several legs reach.
    """

    id: str
    force: str
    name: str
    legs: tuple[str, ...]
    presences: tuple[str, ...]
    stops: tuple[str, ...]
    splits: tuple[str, ...]
    merges: tuple[str, ...]


def chain_legs(dossier: Dossier, legs: Sequence[Leg], presences: Sequence[Presence]) -> list[Movement]:
    """Chain the legs of each force; a force without a leg has no movement."""
    by_force: dict[str, list[Leg]] = {}
    for leg in legs:
        by_force.setdefault(leg.force, []).append(leg)
    there: dict[str, list[Presence]] = {}
    for presence in presences:
        there.setdefault(presence.force, []).append(presence)
    return [_movement(dossier, force, members, there.get(force, ())) for force, members in by_force.items()]


def _movement(dossier: Dossier, force: str, legs: Sequence[Leg], presences: Sequence[Presence]) -> Movement:
    ordered, _ = in_order(legs)
    # In the order of travel, each once.
    stops: dict[str, None] = {}
    leaving: dict[str, int] = {}
    reaching: dict[str, int] = {}
    for leg in ordered:
        for spot in (leg.start, *leg.via, leg.end):
            if spot is not None and spot.place is not None:
                stops[spot.place.id] = None
        if leg.start is not None and leg.start.place is not None:
            leaving[leg.start.place.id] = leaving.get(leg.start.place.id, 0) + 1
        if leg.end is not None and leg.end.place is not None:
            reaching[leg.end.place.id] = reaching.get(leg.end.place.id, 0) + 1
    for presence in presences:
        stops |= {spot.place.id: None for spot in presence.spots if spot.place is not None}
    return Movement(
        id=f"movement:{force}",
        force=force,
        name=dossier.forces[force].name,
        legs=tuple(leg.id for leg in ordered),
        presences=tuple(presence.id for presence in in_order(presences)[0]),
        stops=tuple(stops),
        splits=tuple(place for place, count in leaving.items() if count > 1),
        merges=tuple(place for place, count in reaching.items() if count > 1),
    )
