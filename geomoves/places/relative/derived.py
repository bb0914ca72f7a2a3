"""A place that is told by others, as a point with how far around it the place may be, and why.

Nothing here is more exact than the words. A distance without a direction is a disc about the anchor; with one
it is a point that may lie half as far off again, as people name eight winds and measure along roads. What is
derived has an id of its own and lies in no country that anybody named: near a border it may be beyond it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import hypot, pi, radians, sin, sqrt
from typing import TYPE_CHECKING

from geomoves.places.distance import rounded_km
from geomoves.places.kinds import SETTLEMENTS, SITES
from geomoves.places.local import labels_of
from geomoves.places.place import Place
from geomoves.places.relative.geodesic import destination, midpoint, separation
from geomoves.wording import tell

if TYPE_CHECKING:
    # Its patterns are read only when a name of several words needs them.
    from geomoves.places.relative.relations import Relation

__all__ = ["PREFIX", "anchor_ids", "derive", "hides_others", "reach_km_of", "rounded_by_km"]

#: What the id of every derived place starts with.
PREFIX = "relative:"

# What nearness, a side, a direction of advance and a coast reach when no distance is said, kilometres. The
# first is the limit of the Uppsala Conflict Data Program's precision code 2 ("within a 25 km radius around a
# known point"); the others are vague, code 5, and at sea, code 7.
_NEAR_KM = 25.0
_VAGUE_KM = 50.0
_EDGE_KM = 3.0
_NEAR, _VAGUE, _AT_SEA = 2, 5, 7

# Roads wind: what is 20 km away by road is 13 to 20 km away, by a part of the distance.
_WINDING = 0.35
_ALONG_A_ROAD = 0.5
# The positions of small places are often whole minutes of arc.
_LEAST_KM = 1.9

# A town of n inhabitants is about a disc of this many to a square kilometre.
_PER_SQUARE_KM = 2500.0

_MUNICIPAL = frozenset({"admin2", "admin3"})
_POINTS = SETTLEMENTS | SITES | {"other", "island", "lake", "peninsula"}


@dataclass(frozen=True, slots=True)
class _Spot:
    """A point with how far around it, the code of its precision, its id and the reason."""

    lon: float
    lat: float
    radius_km: float
    precision: int
    id: str
    reason: str


def derive(
    relation: Relation, anchors: Sequence[Place], towards: Place | None = None, name: str = ""
) -> Place | None:
    """Return the place that `relation` tells of when its anchors are `anchors`.

    Parameters
    ----------
    relation : Relation
        How it lies to them.
    anchors : sequence of Place
        As many as the relation has.
    towards : Place, optional
        Where the road leads on which it lies.
    name : str, optional
        What to call it; the relation's words by default.

    Returns
    -------
    Place or None
        A place of kind ``place`` with precision 2 (near a known place), 5 (vague) or 7 (at sea), a radius in
        kilometres within which it lies, and the reason as its note. None when an anchor is an area: nothing
        lies 20 km from the label of a province.

    Examples
    --------
    >>> from geomoves.places.relative.relations import read_relations
    >>> town = Place("own:town", "Pokrovsk", 37.18, 48.28, "city", "UA")
    >>> place = derive(read_relations("25 km NW of Pokrovsk")[0], [town])
    >>> place.id, round(place.lon, 2), round(place.lat, 2), place.precision, round(place.radius_km)
    ('relative:25km-315:own:town', 36.94, 48.44, 2, 18)
    """
    if any(anchor.kind not in _POINTS for anchor in anchors):
        return None
    spot = _spot(relation, anchors, towards)
    return Place(
        PREFIX + spot.id,
        name or relation.words,
        spot.lon,
        spot.lat,
        "place",
        precision=spot.precision,
        radius_km=round(spot.radius_km, 1),
        source=anchor_ids(anchors),
        note=spot.reason,
    )


def hides_others(anchor: Place) -> bool:
    """Whether a place is an area so large that its name with words around it tells of no smaller namesake.

    A municipality is called after its town, and the town is what something lies near to.
    """
    return anchor.kind not in _POINTS and anchor.kind not in _MUNICIPAL


def anchor_ids(anchors: Sequence[Place]) -> str:
    """Return what the source of a place says that was derived from `anchors`.

    Examples
    --------
    >>> anchor_ids([Place("own:town", "Pokrovsk", 37.18, 48.28, "city")])
    'Pokrovsk (own:town)'
    """
    return "; ".join(f"{anchor.name} ({anchor.id})" for anchor in anchors)


def _spot(relation: Relation, anchors: Sequence[Place], towards: Place | None) -> _Spot:
    anchor = anchors[0]
    said: dict[str, str | Callable[[], str]] = {
        "words": relation.words,
        "anchor": partial(labels_of, (anchor,)),
    }
    if len(anchors) == 2:
        other = anchors[1]
        half_km = separation(*anchor.lonlat, *other.lonlat)[0] / 2
        aside = half_km * _WINDING if relation.manner == "road" else 0.0
        radius_km = half_km + aside + max(reach_km_of(anchor), reach_km_of(other))
        ids = "+".join(sorted((anchor.id, other.id)))
        reason = tell(
            "reason.relative.between",
            **said,
            other=partial(labels_of, (other,)),
            km=partial(rounded_km, half_km),
        )
        # From either end the same point.
        ends = sorted((anchor.lonlat, other.lonlat))
        return _Spot(
            *midpoint(*ends[0], *ends[1]), radius_km, _code(half_km), f"{relation.manner}:{ids}", reason
        )
    reach_km = reach_km_of(anchor)
    if relation.distance_km is not None:
        return _at_distance(relation, anchor, towards, relation.distance_km, said)
    if relation.bearing_deg is not None:
        lon, lat = destination(*anchor.lonlat, relation.bearing_deg, _NEAR_KM)
        reason = tell("reason.relative.side", **said, bearing=f"{relation.bearing_deg:g}")
        return _Spot(
            lon, lat, _NEAR_KM + reach_km, _VAGUE, f"side-{relation.bearing_deg:g}:{anchor.id}", reason
        )
    radius_km, code = {
        "near": (max(_NEAR_KM, reach_km), _NEAR),
        "outskirts": (reach_km + _EDGE_KM, _NEAR),
        "coast": (_VAGUE_KM, _AT_SEA),
    }.get(relation.manner, (_VAGUE_KM, _VAGUE))
    key = "reason.relative.coast" if relation.manner == "coast" else "reason.relative.around"
    reason = tell(key, **said, km=partial(rounded_km, radius_km))
    return _Spot(*anchor.lonlat, radius_km, code, f"{relation.manner}:{anchor.id}", reason)


def _at_distance(
    relation: Relation,
    anchor: Place,
    towards: Place | None,
    distance_km: tuple[float, float],
    said: dict[str, str | Callable[[], str]],
) -> _Spot:
    least, most = distance_km
    middle = (least + most) / 2
    reach_km = reach_km_of(anchor) + (most - least) / 2 + rounded_by_km(middle)
    kilometres = f"{least:g}km" if least == most else f"{least:g}-{most:g}km"
    if relation.bearing_deg is not None:
        sideways = 2 * sin(radians(relation.half_sector_deg) / 2)
        radius_km = reach_km + middle * hypot(sideways, _WINDING)
        lon, lat = destination(*anchor.lonlat, relation.bearing_deg, middle)
        reason = tell(
            "reason.relative.there",
            **said,
            km=partial(rounded_km, middle),
            bearing=f"{relation.bearing_deg:g}",
        )
        return _Spot(
            lon,
            lat,
            radius_km,
            _code(most),
            f"{kilometres}-{relation.bearing_deg:g}:{anchor.id}",
            reason,
        )
    if towards is not None:
        _, bearing = separation(*anchor.lonlat, *towards.lonlat)
        radius_km = reach_km + middle * _ALONG_A_ROAD
        reason = tell(
            "reason.relative.along",
            **said,
            km=partial(rounded_km, middle),
            other=partial(labels_of, (towards,)),
        )
        lon, lat = destination(*anchor.lonlat, bearing, middle)
        return _Spot(lon, lat, radius_km, _code(most), f"{kilometres}-to-{towards.id}:{anchor.id}", reason)
    radius_km = reach_km_of(anchor) + most + rounded_by_km(most)
    reason = tell("reason.relative.disc", **said, km=partial(rounded_km, most))
    return _Spot(*anchor.lonlat, radius_km, _code(most), f"{kilometres}:{anchor.id}", reason)


def rounded_by_km(distance_km: float) -> float:
    """Return by how much a distance may have been rounded: "10 km" is 5 to 15, "7 km" 6.5 to 7.5."""
    for step in (10, 5):
        if distance_km >= step and distance_km % step == 0:
            return step / 2
    return min(0.5, distance_km / 2)


def _code(distance_km: float) -> int:
    return _NEAR if distance_km <= _NEAR_KM else _VAGUE


def reach_km_of(anchor: Place) -> float:
    """Return how far from its point an anchor itself may reach, and so where a distance is counted from."""
    if anchor.radius_km:
        return anchor.radius_km
    return max(_LEAST_KM, sqrt((anchor.population or 0) / _PER_SQUARE_KM / pi))
