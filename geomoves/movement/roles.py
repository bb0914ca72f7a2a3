"""What a place was to a movement, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geomoves.movement.records import Leg
from geomoves.movement.spots import Spot
from geomoves.reports import PLACE_ROLES_OF_ARRIVAL, Claim, RoleNote
from geomoves.wording import tell

__all__ = ["PlaceRole", "assign_roles"]


@dataclass(frozen=True, slots=True)
class PlaceRole:
    """A role of a place: `basis` is ``said``, ``position`` or ``author``; `words` say why."""

    place: str
    role: str
    basis: str
    words: str
    claim: str
    #: Further claims that say so, in words or by the author's hand.
    also: tuple[str, ...] = ()


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
        before = found.get((place, role, basis))
        if before is None:
            found[place, role, basis] = PlaceRole(place, role, basis, words, claim)
        elif basis != "position" and claim not in (before.claim, *before.also):
            found[place, role, basis] = replace(before, also=(*before.also, claim))

    signed: set[tuple[str, str, str]] = set()
    for claim in claims:
        for spot in spots.get(claim.id, ()):
            # Most ends have no role but by position.
            if spot.place is None or not (claim.role or spot.end.role):
                continue
            for role, basis in _stated(claim, spot):
                note(spot.place.id, role, basis.basis, basis.words, claim.id)
                signed.add((claim.id, spot.field, spot.place.id))
    starts = [(leg.force, leg.start.key) if leg.start is not None else None for leg in legs]
    ends = [(leg.force, leg.end.key) if leg.end is not None else None for leg in legs]
    onward, reached = set(starts), set(ends)
    by_position = {role: tell(f"by_position.{role}") for role in ("origin", "transit", "destination")}
    for leg, start, end in zip(legs, starts, ends, strict=True):
        stops: list[tuple[str, Spot | None, str]] = []
        if start is not None and start not in reached:
            stops.append(("from", leg.start, "origin"))
        stops += [("via", spot, "transit") for spot in leg.via]
        arrival = "transit" if end is not None and end in onward else "destination"
        stops.append(("to", leg.end, arrival))
        for field, stop, role in stops:
            if stop is None or stop.place is None:
                continue
            if signed and any((key, field, stop.place.id) in signed for key in leg.claims):
                continue
            if role == "transit" and stop.unnamed:
                continue
            note(stop.place.id, role, "position", by_position[role], leg.claims[0])
    return list(found.values())


def _stated(claim: Claim, spot: Spot) -> Iterator[tuple[str, RoleNote]]:
    yield from spot.end.role.items()
    for role, basis in claim.role.items():
        arrives = spot.field in ("to", "at", "at_one_of")
        if (role in PLACE_ROLES_OF_ARRIVAL and arrives) or (
            role == "origin" and spot.field in ("from", "at")
        ):
            yield role, basis
