"""The places of a model as another language calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomoves.movement.spots import Spot
from geomoves.places import Place, local_place
from geomoves.wording import retold, say

__all__ = ["spots_in"]

_NEAR = "near:"
_POINT = "point:"


def spots_in(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Return the ends of claims with their places and reasons in the language that is spoken.

    Parameters
    ----------
    spots : sequence of Spot
        As they were decided.
    """
    places: dict[int, Place] = {}

    def called(place: Place, spot: Spot) -> Place:
        # Ends share their places, and 100,000 of them have a few thousand.
        if id(place) not in places:
            places[id(place)] = _called(place, spot)
        return places[id(place)]

    reasons: dict[int, tuple[str, ...]] = {}

    def told(stated: tuple[str, ...]) -> tuple[str, ...]:
        if id(stated) not in reasons:
            reasons[id(stated)] = tuple(map(retold, stated))
        return reasons[id(stated)]

    return tuple(
        # Written out: dataclasses.replace takes ten times as long.
        Spot(
            spot.claim,
            spot.field,
            spot.index,
            spot.end,
            spot.status,
            None if spot.place is None else called(spot.place, spot),
            told(spot.reasons),
            tuple(map(local_place, spot.others)),
            spot.settle,
            spot.settled,
        )
        for spot in spots
    )


def _called(place: Place, spot: Spot) -> Place:
    if place.id.startswith(_POINT):
        # A position that nobody named is called by its coordinates, and those by the language's compass.
        return replace(place, name=spot.end.label, source=say("place_reason.given"))
    if not place.id.startswith(_NEAR):
        return local_place(place)
    about = local_place(replace(place, id=place.id.removeprefix(_NEAR), name=spot.end.near or ""))
    return replace(about, id=place.id, name=say("near", place=about.name))
