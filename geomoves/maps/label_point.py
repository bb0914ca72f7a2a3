"""Where the name of an area stands: inside it, as far from its edges as can be."""

from __future__ import annotations

import heapq
import math

from geomoves.maps.rings import Point, box_of, double_area

__all__ = ["label_point"]

_MOST_POINTS = 240
_PRECISION = 0.02


def label_point(rings: list[list[Point]]) -> tuple[float, float]:
    """Return the point that is furthest from the edges of the largest of some rings.

    Parameters
    ----------
    rings : list of list of Point
        In grid units (see `geomoves.maps.rings`); those that lie in the largest are its holes, and empty ones
        count for nothing. One at least holds something.

    Returns
    -------
    tuple of float
        x and y, grid units.

    Examples
    --------
    >>> x, y = label_point([[(0, 0), (400, 0), (400, 400), (0, 400)], [(900, 0), (910, 0), (910, 10)]])
    >>> round(x), round(y)
    (200, 200)
    """
    # A label needs no fine edge, if the point that is found without it is right at all.
    largest = _largest(rings)
    holes = [ring for ring in rings if ring and ring is not largest and _inside([largest], *ring[0])]
    coarse = largest
    box = box_of(largest)
    tolerance = max(box.east - box.west, box.north - box.south) / _MOST_POINTS
    while len(coarse) > _MOST_POINTS:
        coarse = _spread(coarse, tolerance)
        tolerance *= 1.5
    point = _furthest_inside([coarse, *holes])
    return point if _inside([largest, *holes], *point) else _furthest_inside([largest, *holes])


def _spread(ring: list[Point], apart: float) -> list[Point]:
    """Return a ring without points that are nearer than `apart` to the one before."""
    kept = [ring[0]]
    for x, y in ring[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= apart:
            kept.append((x, y))
    return kept


def _largest(rings: list[list[Point]]) -> list[Point]:
    """Return the ring that is largest on the ground."""

    def on_the_ground(ring: list[Point]) -> float:
        if not ring:
            return 0.0
        box = box_of(ring)
        return abs(double_area(ring)) * math.cos(math.radians((box.south + box.north) / 2000))

    return max(rings, key=on_the_ground)


def _inside(rings: list[list[Point]], x: float, y: float) -> bool:
    inside = False
    for ring in rings:
        last_x, last_y = ring[-1]
        for next_x, next_y in ring:
            if (last_y > y) != (next_y > y) and x < last_x + (next_x - last_x) * (y - last_y) / (
                next_y - last_y
            ):
                inside = not inside
            last_x, last_y = next_x, next_y
    return inside


def _furthest_inside(rings: list[list[Point]]) -> tuple[float, float]:
    """Return the pole of inaccessibility [1]_ of a ring with holes, on a plane true at its middle latitude.

    .. [1] V. Agafonkin, "A new algorithm for finding a visual center of a polygon", 2016.
    """
    box = box_of(rings[0])
    narrowing = math.cos(math.radians((box.south + box.north) / 2000))
    plane = [[(x * narrowing, float(y)) for x, y in ring] for ring in rings]
    width, height = (box.east - box.west) * narrowing, float(box.north - box.south)
    cell = max(min(width, height), max(width, height) / 8) / 2
    precision = max(width, height) * _PRECISION

    def reach(x: float, y: float) -> float:
        """Return the distance from the nearest edge, below zero outside."""
        least = math.inf
        inside = False
        for ring in plane:
            ax, ay = ring[-1]
            for bx, by in ring:
                ux, uy = bx - ax, by - ay
                length = ux * ux + uy * uy
                share = max(0.0, min(1.0, ((x - ax) * ux + (y - ay) * uy) / length)) if length else 0.0
                dx, dy = x - ax - share * ux, y - ay - share * uy
                least = min(least, dx * dx + dy * dy)
                if (ay > y) != (by > y) and x < ax + ux * (y - ay) / uy:
                    inside = not inside
                ax, ay = bx, by
        return math.sqrt(least) if inside else -math.sqrt(least)

    heap: list[tuple[float, float, float, float, float]] = []

    def look_at(x: float, y: float, half: float) -> None:
        distance = reach(x, y)
        heapq.heappush(heap, (-(distance + half * math.sqrt(2)), x, y, half, distance))

    for column in range(max(1, math.ceil(width / (2 * cell)))):
        for row in range(max(1, math.ceil(height / (2 * cell)))):
            look_at(box.west * narrowing + (2 * column + 1) * cell, box.south + (2 * row + 1) * cell, cell)
    best = (-math.inf, 0.0, 0.0)
    while heap:
        most, x, y, half, distance = heapq.heappop(heap)
        best = max(best, (distance, x, y))
        if -most - best[0] <= precision:
            if best[0] > 0:
                break
            precision /= 4
        half /= 2
        for dx, dy in ((-half, -half), (half, -half), (-half, half), (half, half)):
            look_at(x + dx, y + dy, half)
    return best[1] / narrowing, best[2]
