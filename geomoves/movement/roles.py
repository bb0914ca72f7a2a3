"""What a place was to a movement, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geomoves.movement.records import Leg
from geomoves.movement.spots import Spot
from geomoves.reports import PLACE_ROLES_OF_ARRIVAL, Claim, RoleNote
from geomoves.wording import say

__all__ = ["PlaceRole", "assign_roles"]


@dataclass(frozen=True, slots=True)
class PlaceRole:
    """A role of a place: `basis` is ``said``, ``position`` or ``author``; `words` say why."""

    place: str
    role: str
    basis: str
    words: str
    claim: str


def assign_roles(
    claims: Sequence[Claim], spots: Mapping[str, Sequence[Spot]], legs: Sequence[Leg]
) -> list[PlaceRole]:
    """Give places their roles: those said, those the author signs, and those that position alone gives.

    Position gives origin, transit (a stop on the way, or an arrival from which the same force is
    reported to have gone on) and destination, never staging or training. A place that the force is
    reported to have reached before it left is no origin, and a position without a name that it only
    passed is no place: it is a bend of the way.
    """
    found: dict[tuple[str, str, str], PlaceRole] = {}

    def note(place: str, role: str, basis: str, words: str, claim: str) -> None:
        found.setdefault((place, role, basis), PlaceRole(place, role, basis, words, claim))

    signed: set[tuple[str, str, str]] = set()
    for claim in claims:
        for spot in spots.get(claim.id, ()):
            if spot.place is None:
                continue
            for role, basis in _stated(claim, spot):
                note(spot.place.id, role, basis.basis, basis.words, claim.id)
                signed.add((claim.id, spot.field, spot.place.id))
    onward = {(leg.force, leg.start.key) for leg in legs if leg.start is not None}
    reached = {(leg.force, leg.end.key) for leg in legs if leg.end is not None}
    for leg in legs:
        claim_id = leg.claims[0]
        ends: list[tuple[str, Spot | None, str]] = []
        if leg.start is not None and (leg.force, leg.start.key) not in reached:
            ends.append(("from", leg.start, "origin"))
        ends += [("via", spot, "transit") for spot in leg.via]
        arrival = "transit" if leg.end is not None and (leg.force, leg.end.key) in onward else "destination"
        ends.append(("to", leg.end, arrival))
        for field, stop, role in ends:
            if stop is None or stop.place is None:
                continue
            if any((key, field, stop.place.id) in signed for key in leg.claims):
                continue
            if role == "transit" and stop.unnamed:
                continue
            note(stop.place.id, role, "position", say(f"by_position.{role}"), claim_id)
    return list(found.values())


def _stated(claim: Claim, spot: Spot) -> Iterator[tuple[str, RoleNote]]:
    yield from spot.end.role.items()
    for role, basis in claim.role.items():
        arrives = spot.field in ("to", "at", "at_one_of")
        if (role in PLACE_ROLES_OF_ARRIVAL and arrives) or (
            role == "origin" and spot.field in ("from", "at")
        ):
            yield role, basis
