"""What `build_basemap` does to lines and rings: join them, cut them into shared arcs, rank their points.

All of it works on the basemap's whole-number grid and needs nothing but the standard library, so the
same input gives the same bytes on every machine.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from geomoves.maps.rings import Point

__all__ = [
    "TOLERANCES_DEG",
    "Topology",
    "cut_between",
    "join_at_antimeridian",
    "levels",
    "on_grid",
    "snapped",
]

# The steps of simplification, in degrees of longitude. A point's level is the number of steps that keep it.
TOLERANCES_DEG = tuple(0.005 * 2**step for step in range(9))

# Natural Earth's cut at the antimeridian wanders by up to 0.001 degree, and its two sides differ by as much.
_SEAM_SLACK = 2
_JOINT_SLACK = 5


def on_grid(coordinates: Iterable[Sequence[float]], scale: int, *, closed: bool) -> list[Point]:
    """Return coordinates in grid units without repeated points; a closed line loses its last point."""
    points: list[Point] = []
    for lon, lat in coordinates:
        point = (round(lon * scale), round(lat * scale))
        if not points or point != points[-1]:
            points.append(point)
    if closed:
        while len(points) > 1 and points[0] == points[-1]:
            points.pop()
    return points


def join_at_antimeridian(
    rings: Iterable[list[Point]], half_turn: int
) -> tuple[list[list[Point]], list[list[Point]]]:
    """Undo the cut at longitude 180: return whole rings that run on beyond it, and lines around the globe.

    A ring around a pole is cut open there and closed by way of the pole; without both it is a line
    from −180 to 180.
    """
    whole: list[list[Point]] = []
    chains: list[list[Point]] = []
    around: list[list[Point]] = []

    def at_seam(point: Point) -> bool:
        return abs(point[0]) >= half_turn - _SEAM_SLACK or abs(point[1]) >= half_turn // 2 - 10

    for ring in rings:
        seams = [index for index in range(len(ring)) if at_seam(ring[index - 1]) and at_seam(ring[index])]
        if not seams:
            whole.append(ring)
            continue
        for first, after in zip(seams, [*seams[1:], seams[0] + len(ring)], strict=True):
            chain = [ring[index % len(ring)] for index in range(first, after)]
            if len(chain) < 2:
                continue
            starts_west, ends_west = chain[0][0] < 0, chain[-1][0] < 0
            if starts_west != ends_west:
                around.append(
                    [
                        (-half_turn if starts_west else half_turn, chain[0][1]),
                        *chain[1:-1],
                        (-half_turn if ends_west else half_turn, chain[-1][1]),
                    ]
                )
                continue
            turned = [(x + 2 * half_turn, y) for x, y in chain] if starts_west else chain
            chains.append([(half_turn, turned[0][1]), *turned[1:-1], (half_turn, turned[-1][1])])
    while chains:
        line = chains.pop(0)
        while not _near(line[-1], line[0]):
            following = next((other for other in chains if _near(line[-1], other[0])), None)
            if following is None:
                raise ValueError(f"nothing joins the coast that reaches the antimeridian at {line[-1]}")
            chains.remove(following)
            line = [*line[:-1], min(line[-1], following[0]), *following[1:]]
        whole.append([min(line[0], line[-1]), *line[1:-1]])
    return whole, around


def _near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) <= _JOINT_SLACK and abs(one[1] - other[1]) <= _JOINT_SLACK


def cut_between(ring: list[Point], start: Point, end: Point) -> tuple[list[Point], list[Point]]:
    """Cut a ring in two between the points of it that are nearest to `start` and `end`."""
    first, second = sorted(
        min(range(len(ring)), key=lambda index: math.dist(ring[index], wanted)) for wanted in (start, end)
    )
    return ring[first : second + 1], [*ring[second:], *ring[: first + 1]]


def snapped(points: list[Point], known: set[Point], reach: int = 2) -> list[Point]:
    """Move each point that is not a known one onto a known one at most `reach` units away."""
    steps = sorted(
        ((dx, dy) for dx in range(-reach, reach + 1) for dy in range(-reach, reach + 1)),
        key=lambda step: (step[0] ** 2 + step[1] ** 2, step),
    )
    moved: list[Point] = []
    for x, y in points:
        point = next(((x + dx, y + dy) for dx, dy in steps if (x + dx, y + dy) in known), (x, y))
        if not moved or point != moved[-1]:
            moved.append(point)
    return moved


def levels(arc: Sequence[Point], scale: int, tolerances: Sequence[float] = TOLERANCES_DEG) -> str:
    """Return a digit for each point: the number of tolerances at which it is still needed.

    Visvalingam and Whyatt's measure [1]_, the triangle that a point spans with its neighbours, taken on the
    Mercator plane on which the map is drawn. The ends of an arc are always needed.

    .. [1] M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of points",
       The Cartographic Journal 30 (1993), 46–51.
    """
    count = len(arc)
    plane = [(x / scale, _mercator_deg(y / scale)) for x, y in arc]
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))

    def spanned(index: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = plane[before[index]], plane[index], plane[after[index]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    needed = [math.inf] * count
    current = [math.inf, *(spanned(index) for index in range(1, count - 1)), math.inf]
    heap = [(current[index], index) for index in range(1, count - 1)]
    heapq.heapify(heap)
    largest = 0.0
    while heap:
        area, index = heapq.heappop(heap)
        if area != current[index]:
            continue
        largest = max(largest, area)
        needed[index] = largest
        current[index] = -1.0
        for neighbour in (before[index], after[index]):
            if neighbour == before[index]:
                after[neighbour] = after[index]
            else:
                before[neighbour] = before[index]
        for neighbour in (before[index], after[index]):
            if 0 < neighbour < count - 1:
                current[neighbour] = spanned(neighbour)
                heapq.heappush(heap, (current[neighbour], neighbour))
    return "".join(str(sum(math.sqrt(area) >= step for step in tolerances)) for area in needed)


def _mercator_deg(lat: float) -> float:
    bounded = math.radians(max(-85.06, min(85.06, lat)))
    return math.degrees(math.asinh(math.tan(bounded)))


class Topology:
    """Lines and rings cut into arcs, each held once however many of them run along it.

    Parameters
    ----------
    lines : list of list of point
        Open lines.
    rings : list of list of point
        Rings, the first point not repeated.
    """

    def __init__(self, lines: list[list[Point]], rings: list[list[Point]]) -> None:
        self.arcs: list[list[Point]] = []
        self._known: dict[tuple[Point, ...], int] = {}
        self._nodes = _nodes(lines, rings)

    def line(self, points: list[Point]) -> list[int]:
        """Return the arcs of an open line in order; ``~i`` is arc ``i`` run backwards."""
        cuts = [index for index, point in enumerate(points) if point in self._nodes]
        return [self._arc(points[first : second + 1]) for first, second in pairwise(cuts)]

    def ring(self, points: list[Point]) -> list[int]:
        """Return the arcs of a ring in order."""
        first = next((index for index, point in enumerate(points) if point in self._nodes), None)
        if first is None:
            # Nothing else touches it: it starts at its lowest point, so that all who share it agree.
            first = min(range(len(points)), key=points.__getitem__)
            return [self._arc([*points[first:], *points[: first + 1]])]
        turned = [*points[first:], *points[: first + 1]]
        return self.line(turned)

    def _arc(self, points: list[Point]) -> int:
        forward, backward = tuple(points), tuple(reversed(points))
        if forward in self._known:
            return self._known[forward]
        if backward in self._known:
            return ~self._known[backward]
        self._known[forward] = len(self.arcs)
        self.arcs.append(points)
        return self._known[forward]


def _nodes(lines: list[list[Point]], rings: list[list[Point]]) -> set[Point]:
    neighbours: dict[Point, tuple[Point, Point]] = {}
    nodes: set[Point] = set()
    for line in lines:
        nodes.update((line[0], line[-1]))
    runs = [zip(line, line[1:], line[2:], strict=False) for line in lines]
    runs += [zip([ring[-1], *ring], ring, [*ring[1:], ring[0]], strict=False) for ring in rings]
    for run in runs:
        for last, point, following in run:
            pair = (last, following) if last < following else (following, last)
            if neighbours.setdefault(point, pair) != pair:
                nodes.add(point)
    return nodes
