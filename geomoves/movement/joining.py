"""Presences of one force joined by lines, on request only: nobody reports a movement between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from geomoves.movement.order import in_order
from geomoves.movement.records import Leg, Presence
from geomoves.movement.spots import Spot
from geomoves.wording import tell

__all__ = ["Join", "join_presences"]

_REPORTED = frozenset({"happened", "under way"})


@dataclass(frozen=True, slots=True)
class Join:
    """A line between two presences of one force: inferred, not reported, without a direction on the map.

    `order` is ``days`` or ``sequence`` where these tell which came first, else ``none``.
    """

    id: str
    force: str
    start: Spot
    end: Spot
    order: str
    presences: tuple[str, str]
    claims: tuple[str, ...]
    words: str


def join_presences(presences: Sequence[Presence], legs: Sequence[Leg]) -> list[Join]:
    """Join successive presences of each force that no leg joins already.

    Presences in several places at once, or in one of several, are left alone: which place would be
    joined is not known. So are those without a place, and those of a force that a leg reports to have
    gone between the two.

    Parameters
    ----------
    presences, legs : sequence
        Records of the model.

    Returns
    -------
    list of Join
        By force, in the order of the dossier.
    """
    reported = {
        (leg.force, leg.start.key, leg.end.key)
        for leg in legs
        if leg.start is not None and leg.end is not None
    }
    by_force: dict[str, list[Presence]] = {}
    for presence in presences:
        if presence.phase in _REPORTED and len(presence.spots) == 1 and presence.spots[0].drawn:
            by_force.setdefault(presence.force, []).append(presence)
    found: list[Join] = []
    for force, members in by_force.items():
        ordered, basis = in_order(members)
        for first, second in pairwise(ordered):
            start, end = first.spots[0], second.spots[0]
            gone = {(force, start.key, end.key), (force, end.key, start.key)} & reported
            if start.key == end.key or gone:
                continue
            order = "sequence" if basis == "sequence" else "days" if _surely_before(first, second) else "none"
            found.append(
                Join(
                    id=f"{first.id}~{second.id}",
                    force=force,
                    start=start,
                    end=end,
                    order=order,
                    presences=(first.id, second.id),
                    claims=(*first.claims, *second.claims),
                    words=tell(f"join.{order}"),
                )
            )
    return found


def _surely_before(first: Presence, second: Presence) -> bool:
    ends, begins = first.when.latest, second.when.earliest
    return ends is not None and begins is not None and ends < begins
