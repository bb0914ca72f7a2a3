"""Great-circle arcs, the plain line where no route is reported: all lines go through at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pyproj import Geod
    from shapely.geometry.base import BaseGeometry

    Numbers = NDArray[np.float64]
    Whole = NDArray[np.intp]

__all__ = [
    "arc_geometries",
    "arc_geometry",
    "geodesic_points",
    "great_circles",
    "split_at_antimeridian",
    "split_lines",
    "unwrap",
]

LonLat = tuple[float, float]
_STEP_KM = 50.0
#: Points of each arc that are solved on the ellipsoid. The others lie on the polynomial through their unit
#: vectors: over half the earth 13 leave an error below a millimetre.
_NODES = 13


@cache
def _wgs84() -> Geod:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def great_circles(starts: Numbers, ends: Numbers, points: int) -> Numbers:
    """Return points along the WGS 84 geodesic of each pair of ends, evenly spaced by distance.

    Parameters
    ----------
    starts, ends : array of shape (n, 2)
        Longitude and latitude, degrees.
    points : int
        Points of each line, both ends included; at least 2.

    Returns
    -------
    array of shape (n, points, 2)
        Longitude and latitude, degrees. Longitudes are unwrapped: they run on past ±180 where the line does.
        The ends are exactly those given, save for whole turns.

    Examples
    --------
    >>> import numpy as np
    >>> line = great_circles(np.array([[170.0, 60.0]]), np.array([[-170.0, 60.0]]), 3)[0]
    >>> line.round(3).tolist()
    [[170.0, 60.0], [180.0, 60.379], [190.0, 60.0]]
    """
    import numpy as np

    count = len(starts)
    lon1, lat1, lon2, lat2 = (np.ascontiguousarray(each) for each in (*starts.T, *ends.T))
    azimuth, _, length_m = _wgs84().inv(lon1, lat1, lon2, lat2)
    # Chebyshev points of the second kind: they hold the ends, and a polynomial through them does not swing.
    nodes = (1.0 - np.cos(np.pi * np.arange(_NODES) / (_NODES - 1))) / 2.0
    each = np.repeat(np.arange(count), _NODES)
    lon, lat, _ = _wgs84().fwd(
        lon1[each], lat1[each], np.asarray(azimuth)[each], np.outer(length_m, nodes).ravel()
    )
    lam, phi = np.radians(lon), np.radians(lat)
    vectors = np.stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))
    found = vectors.reshape(3, count, _NODES) @ _weights(nodes, np.linspace(0.0, 1.0, points)).T
    line = np.empty((count, points, 2))
    line[..., 0] = np.degrees(np.arctan2(found[1], found[0]))
    line[..., 1] = np.degrees(np.arctan2(found[2], np.hypot(found[0], found[1])))
    line[:, 0], line[:, -1] = starts, ends
    step = np.diff(line[..., 0], axis=1)
    line[:, 1:, 0] -= 360.0 * np.cumsum(np.rint(step / 360.0), axis=1)
    return line


def _weights(nodes: Numbers, wanted: Numbers) -> Numbers:
    """Return the matrix that takes values at the nodes to the values of their polynomial elsewhere.

    The barycentric formula: J.-P. Berrut and L. N. Trefethen, SIAM Review 46 (3), 2004.
    """
    import numpy as np

    weights = (-1.0) ** np.arange(len(nodes))
    weights[[0, -1]] /= 2.0
    away = wanted[:, None] - nodes[None, :]
    at_node = away == 0.0
    parts = weights / np.where(at_node, 1.0, away)
    parts[at_node.any(axis=1)] = 0.0
    parts[at_node] = 1.0
    result: Numbers = parts / parts.sum(axis=1, keepdims=True)
    return result


def split_lines(points: Numbers, lengths: Whole) -> tuple[Numbers, Whole, Whole]:
    """Cut lines where they cross ±180 degrees, as RFC 7946 asks of files: all of them at once.

    Parameters
    ----------
    points : array of shape (n, 2)
        The points of all lines, one line after the other: degrees, unwrapped, no step longer than 180.
    lengths : array of int
        How many of them each line has, at least one.

    Returns
    -------
    points : array of shape (m, 2)
        Of all parts, one after the other, longitudes within −180…180.
    lengths : array of int
        How many points each part has.
    lines : array of int
        The line that each part is of.

    Notes
    -----
    A part begins where the one before it ends, on the other side. A point on ±180 itself goes with the
    point before it, so that a line that only touches the edge stays whole.
    """
    import numpy as np

    lon, lat = points[:, 0], points[:, 1]
    line = np.repeat(np.arange(len(lengths)), lengths)
    first = np.zeros(len(points), dtype=bool)
    first[np.cumsum(lengths)[:-1]] = True
    first[:1] = True
    turn = np.floor((lon + 180.0) / 360.0)
    # Adding 180 to a longitude just below 180 rounds up to a whole turn.
    turn -= lon - 360.0 * turn < -180.0
    on_edge = turn * 360.0 - 180.0 == lon
    if on_edge.any():
        turn = _with_neighbours(turn, on_edge, line)
    crossing = np.zeros(len(points), dtype=bool)
    crossing[:-1] = (turn[1:] != turn[:-1]) & ~first[1:]
    before = np.flatnonzero(crossing)
    wrapped = np.column_stack((lon - 360.0 * turn, lat))
    if not len(before):
        return wrapped, np.asarray(lengths), np.arange(len(lengths))
    eastward = turn[before + 1] > turn[before]
    edge = np.where(eastward, turn[before] * 360.0 + 180.0, turn[before] * 360.0 - 180.0)
    share = (edge - lon[before]) / (lon[before + 1] - lon[before])
    edge_lat = lat[before] + share * (lat[before + 1] - lat[before])
    side = np.where(eastward, 180.0, -180.0)
    # Two points go in behind each point before a crossing: where the part ends, and where the next begins.
    place = np.arange(len(points)) + 2 * np.concatenate(([0], np.cumsum(crossing)[:-1]))
    total = len(points) + 2 * len(before)
    out, out_line = np.empty((total, 2)), np.empty(total, dtype=np.intp)
    begins = np.zeros(total, dtype=bool)
    out[place], out_line[place] = wrapped, line
    begins[place] = first
    out[place[before] + 1] = np.column_stack((side, edge_lat))
    out[place[before] + 2] = np.column_stack((-side, edge_lat))
    out_line[place[before] + 1] = out_line[place[before] + 2] = line[before]
    begins[place[before] + 2] = True
    # A point on the edge itself ends its part already.
    keep = np.ones(total, dtype=bool)
    keep[place[before[share == 0.0]] + 1] = False
    out, out_line, begins = out[keep], out_line[keep], begins[keep]
    return _without_stubs(out, out_line, begins)


def _with_neighbours(turn: Numbers, on_edge: NDArray[np.bool_], line: Whole) -> Numbers:
    """Return the turns with that of the point before, or else after, for points on the edge."""
    import numpy as np

    rows = np.arange(len(turn))
    known = np.where(on_edge, -1, rows)
    before = np.maximum.accumulate(known)
    after = np.minimum.accumulate(np.where(on_edge, len(turn), rows)[::-1])[::-1]
    has_before = (before >= 0) & (line[np.maximum(before, 0)] == line)
    clipped = np.minimum(after, len(turn) - 1)
    has_after = (after < len(turn)) & (line[clipped] == line)
    source = np.where(has_before, before, np.where(has_after, clipped, rows))
    found: Numbers = turn[source]
    return found


def _without_stubs(points: Numbers, line: Whole, begins: NDArray[np.bool_]) -> tuple[Numbers, Whole, Whole]:
    """Leave out parts without length: a line that ends on the edge has none on its other side."""
    import numpy as np

    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, len(points)))
    part = np.repeat(np.arange(len(starts)), lengths)
    moved = np.zeros(len(starts), dtype=bool)
    differs = (points[1:] != points[:-1]).any(axis=1) & (part[1:] == part[:-1])
    moved[part[1:][differs]] = True
    # Of a line that is a point altogether, the point stays.
    lines = line[starts]
    none_moved = np.bincount(lines, weights=moved, minlength=int(lines.max()) + 1)[lines] == 0
    first_of_line = np.concatenate(([True], lines[1:] != lines[:-1]))
    keep = moved | (none_moved & first_of_line)
    return points[keep[part]], lengths[keep], lines[keep]


def arc_geometries(lines: Sequence[Sequence[LonLat]], *, step_km: float = _STEP_KM) -> list[BaseGeometry]:
    """Return the arc through each list of waypoints: a LineString, or a MultiLineString cut at ±180.

    Parameters
    ----------
    lines : sequence of sequence of (lon, lat)
        Degrees; at least two waypoints each.
    step_km : float
        Longest way between two points, kilometres, greater than 0.

    Returns
    -------
    list of LineString or MultiLineString
        In the order of `lines`.
    """
    import numpy as np
    import shapely

    if not lines:
        return []
    points, lengths = _filled(lines, step_km)
    cut, parts, of_line = split_lines(points, lengths)
    pieces = np.asarray(shapely.linestrings(cut, indices=np.repeat(np.arange(len(parts)), parts)))
    counts = np.bincount(of_line, minlength=len(lines))
    firsts = np.searchsorted(of_line, np.arange(len(lines)))
    found = pieces[firsts]
    several = np.flatnonzero(counts > 1)
    if len(several):
        chosen = np.isin(of_line, several)
        number = np.searchsorted(several, of_line[chosen])
        found[several] = shapely.multilinestrings(pieces[chosen], indices=number)
    return list(found)


def _filled(lines: Sequence[Sequence[LonLat]], step_km: float) -> tuple[Numbers, Whole]:
    """Return the points of all lines one after the other, unwrapped, and how many each has."""
    import numpy as np

    waypoints = np.array([point for line in lines for point in line], dtype=float)
    counts = np.array([len(line) for line in lines])
    ends = np.cumsum(counts)
    is_last = np.zeros(len(waypoints), dtype=bool)
    is_last[ends - 1] = True
    starts = np.flatnonzero(~is_last)
    first, second = waypoints[starts], waypoints[starts + 1]
    _, _, length_m = _wgs84().inv(*first.T, *second.T)
    steps = np.maximum(1, np.ceil(np.asarray(length_m) / 1000.0 / step_km)).astype(int)
    line_of = np.repeat(np.arange(len(lines)), counts)[starts]
    is_final = np.append(line_of[1:] != line_of[:-1], True)
    # Each stretch gives all its points but the last, which begins the next; the final one gives both.
    given = steps + is_final
    offsets = np.concatenate(([0], np.cumsum(given)))
    points = np.empty((offsets[-1], 2))
    for step in np.unique(steps):
        rows = np.flatnonzero(steps == step)
        arcs = great_circles(first[rows], second[rows], int(step) + 1)
        places = offsets[rows][:, None] + np.arange(step)
        points[places] = arcs[:, :-1]
        final = rows[is_final[rows]]
        points[offsets[final] + step] = second[final]
    lengths = np.bincount(line_of, weights=given, minlength=len(lines)).astype(int)
    line = np.repeat(np.arange(len(lines)), lengths)
    turns = np.zeros(len(points))
    turns[1:] = -np.rint(np.diff(points[:, 0]) / 360.0)
    turns[np.cumsum(lengths)[:-1]] = 0.0
    running = np.cumsum(turns)
    begins = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    points[:, 0] += 360.0 * (running - running[begins][line])
    return points, lengths


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
    if len(waypoints) < 2:
        return [(float(lon), float(lat)) for lon, lat in waypoints]
    points, _ = _filled([waypoints], step_km)
    return _pairs(points)


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
    import numpy as np

    cut, lengths, _ = split_lines(np.array(points, dtype=float), np.array([len(points)]))
    ends = np.cumsum(lengths)
    return [_pairs(cut[end - length : end]) for end, length in zip(ends, lengths, strict=True)]


def _pairs(points: Any) -> list[LonLat]:
    return [(lon, lat) for lon, lat in points.tolist()]


def arc_geometry(waypoints: Sequence[LonLat]) -> BaseGeometry:
    """Return the arc through `waypoints` as a LineString, or a MultiLineString cut at ±180 degrees."""
    return arc_geometries([waypoints])[0]
