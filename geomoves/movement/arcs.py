"""Great-circle arcs: the plain line that is drawn where no route is reported."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import Geod
    from shapely.geometry.base import BaseGeometry

__all__ = ["arc_geometry", "geodesic_points", "split_at_antimeridian", "unwrap"]

LonLat = tuple[float, float]
_STEP_KM = 50.0


@cache
def _wgs84() -> Geod:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def geodesic_points(waypoints: Sequence[LonLat], *, step_km: float = _STEP_KM) -> list[LonLat]:
    """Fill the way between waypoints with points along WGS 84 geodesics.

    Parameters
    ----------
    waypoints : sequence of (lon, lat)
        Degrees; at least one.
    step_km : float
        Longest way between two points, kilometres, greater than 0.

    Returns
    -------
    list of (lon, lat)
        Degrees, longitudes unwrapped: neighbours differ by no more than 180.

    Examples
    --------
    >>> points = geodesic_points([(131.9, 43.1), (33.1, 69.0)])
    >>> points[0], points[-1], max(lat for _, lat in points) > 69.0
    ((131.9, 43.1), (33.1, 69.0), True)
    """
    points: list[LonLat] = [tuple(waypoints[0])]  # type: ignore[list-item]
    for (lon1, lat1), (lon2, lat2) in pairwise(waypoints):
        _, _, length_m = _wgs84().inv(lon1, lat1, lon2, lat2)
        between = max(0, math.ceil(length_m / 1000 / step_km) - 1)
        if between:
            found = _wgs84().inv_intermediate(lon1, lat1, lon2, lat2, between, return_back_azimuth=False)
            points += zip(map(float, found.lons), map(float, found.lats), strict=True)
        points.append((lon2, lat2))
    return unwrap(points)


def unwrap(points: Sequence[LonLat]) -> list[LonLat]:
    """Shift longitudes by whole turns so that neighbours differ by no more than 180 degrees.

    Examples
    --------
    >>> unwrap([(179.5, 0.0), (-179.5, 1.0)])
    [(179.5, 0.0), (180.5, 1.0)]
    """
    found: list[LonLat] = []
    for lon, lat in points:
        if found:
            turns = round((found[-1][0] - lon) / 360.0)
            found.append((lon + 360.0 * turns, lat))
        else:
            found.append((lon, lat))
    return found


def split_at_antimeridian(points: Sequence[LonLat]) -> list[list[LonLat]]:
    """Cut an unwrapped line where it crosses ±180 degrees, as RFC 7946 asks of files.

    Parameters
    ----------
    points : sequence of (lon, lat)
        Degrees, unwrapped (see `unwrap`).

    Returns
    -------
    list of list of (lon, lat)
        Each part within −180…180; a part begins where the one before it ends, on the other side.

    Examples
    --------
    >>> split_at_antimeridian([(179.0, 0.0), (181.0, 2.0)])
    [[(179.0, 0.0), (180.0, 1.0)], [(-180.0, 1.0), (-179.0, 2.0)]]
    """
    parts: list[list[LonLat]] = []
    current: list[LonLat] = []
    turn = 0
    for index, (lon, lat) in enumerate(points):
        if index == 0:
            turn = _turn_of(lon)
            current = [(lon - 360.0 * turn, lat)]
            continue
        before_lon, before_lat = points[index - 1]
        while not -180.0 <= lon - 360.0 * turn <= 180.0:
            eastward = lon - 360.0 * turn > 180.0
            edge = 360.0 * turn + (180.0 if eastward else -180.0)
            share = (edge - before_lon) / (lon - before_lon)
            edge_lat = before_lat + share * (lat - before_lat)
            current.append((180.0 if eastward else -180.0, edge_lat))
            parts.append(current)
            turn += 1 if eastward else -1
            current = [(-180.0 if eastward else 180.0, edge_lat)]
        current.append((lon - 360.0 * turn, lat))
    parts.append(current)
    # A line that only touches the edge leaves a part without length.
    return [part for part in parts if len(part) > 1 and len(set(part)) > 1] or [list(parts[0])]


def _turn_of(lon: float) -> int:
    """Return by how many whole turns a longitude lies outside −180…180."""
    turn = round(lon / 360.0)
    # Adding 180 to a longitude just below 180 rounds up to a whole turn: compare, do not divide.
    while lon - 360.0 * turn > 180.0:
        turn += 1
    while lon - 360.0 * turn < -180.0:
        turn -= 1
    return turn


def arc_geometry(waypoints: Sequence[LonLat]) -> BaseGeometry:
    """Return the arc through `waypoints` as a LineString, or a MultiLineString cut at ±180 degrees."""
    from shapely import LineString, MultiLineString

    parts = split_at_antimeridian(geodesic_points(waypoints))
    return LineString(parts[0]) if len(parts) == 1 else MultiLineString(parts)
