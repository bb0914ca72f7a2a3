"""Lines and rings on the basemap's whole-number grid: how they are written, and how they are cut to a window.

The encoding ------------ A line or ring is one flat list of whole numbers, ``[x0, y0, dx1, dy1, dx2, dy2,
…]``: the first point, then the step from each point to the next. A unit is ``1 / scale`` degree (``scale``
stands beside the data), x is the longitude, y the latitude, WGS 84. To read one::

    let x = 0, y = 0;
    for (let i = 0; i < flat.length; i += 2) { x += flat[i]; y += flat[i + 1]; use(x / scale, y / scale); }

A ring does not repeat its first point; a line that is closed does.

A ring that is cut stays one ring: where it leaves the window and comes back, the window's edge joins the two
points, and several pieces of one ring hang together by stretches of the edge that enclose nothing. That is
right for filling and wrong for stroking, so what is to be stroked is cut as a line.

Cutting is done on whole numbers throughout, so the result is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Box", "Point", "box_of", "cut_line", "cut_ring", "decode", "double_area", "encode"]

Point = tuple[int, int]


class Box(NamedTuple):
    """A window or extent in grid units; its edges belong to it."""

    west: int
    south: int
    east: int
    north: int

    def covers(self, other: Box) -> bool:
        """Whether `other` lies in this one as a whole."""
        return (
            self.west <= other.west
            and other.east <= self.east
            and self.south <= other.south
            and other.north <= self.north
        )

    def meets(self, other: Box) -> bool:
        """Whether `other` and this one have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def moved(self, dx: int) -> Box:
        """Return it `dx` units further east."""
        return Box(self.west + dx, self.south, self.east + dx, self.north)


def encode(points: Iterable[Point]) -> list[int]:
    """Write points as one flat list of steps.

    Examples
    --------
    >>> encode([(10, 20), (13, 19), (13, 25)])
    [10, 20, 3, -1, 0, 6]
    """
    flat: list[int] = []
    last_x = last_y = 0
    for x, y in points:
        flat += (x - last_x, y - last_y)
        last_x, last_y = x, y
    return flat


def decode(flat: Sequence[int]) -> list[Point]:
    """Read what `encode` wrote.

    Examples
    --------
    >>> decode([10, 20, 3, -1, 0, 6])
    [(10, 20), (13, 19), (13, 25)]
    """
    return list(zip(accumulate(flat[0::2]), accumulate(flat[1::2]), strict=True))


def box_of(points: Sequence[Point]) -> Box:
    """Return the extent of some points, at least one."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def double_area(ring: Sequence[Point]) -> int:
    """Return twice the area that a ring encloses, in square grid units; below zero when it runs clockwise.

    Examples
    --------
    >>> double_area([(0, 0), (2, 0), (2, 3), (0, 3)])
    12
    """
    total = 0
    last_x, last_y = ring[-1]
    for x, y in ring:
        total += last_x * y - x * last_y
        last_x, last_y = x, y
    return total


def cut_ring(ring: Sequence[Point], window: Box) -> list[Point]:
    """Cut a ring to a window, for filling.

    Parameters
    ----------
    ring : sequence of (int, int)
        At least three points; the first is not repeated.
    window : Box
        Where it is wanted.

    Returns
    -------
    list of (int, int)
        One ring, in part along the window's edge; empty when none of its area lies in the window.

    Notes
    -----
    Sutherland and Hodgman's way [1]_: one edge of the window after the other.

    .. [1] I. E. Sutherland and G. W. Hodgman, "Reentrant polygon clipping", CACM 17 (1974), 32–42.

    Examples
    --------
    >>> cut_ring([(-5, 2), (5, 2), (5, 8), (-5, 8)], Box(0, 0, 10, 10))
    [(0, 2), (5, 2), (5, 8), (0, 8)]
    """
    points = list(ring)
    for axis, limit, keeps_above in (
        (0, window.west, True),
        (0, window.east, False),
        (1, window.south, True),
        (1, window.north, False),
    ):
        if not points:
            return []
        points = _cut_at(points, axis, limit, keeps_above=keeps_above)
    # Rounding may leave a point twice.
    points = [point for index, point in enumerate(points) if point != points[index - 1]]
    return points if len(points) > 2 and double_area(points) else []


def _cut_at(points: list[Point], axis: int, limit: int, *, keeps_above: bool) -> list[Point]:
    kept: list[Point] = []
    last = points[-1]
    last_in = last[axis] >= limit if keeps_above else last[axis] <= limit
    for point in points:
        point_in = point[axis] >= limit if keeps_above else point[axis] <= limit
        if point_in != last_in:
            kept.append(_crossing(last, point, axis, limit))
        if point_in:
            kept.append(point)
        last, last_in = point, point_in
    return kept


def _crossing(first: Point, second: Point, axis: int, limit: int) -> Point:
    # Exact until it is rounded, and rounded the same whichever way the line runs: two areas with a common
    # border stay flush.
    across = 1 - axis
    share, whole = limit - first[axis], second[axis] - first[axis]
    if whole < 0:
        share, whole = -share, -whole
    there = first[across] + (2 * (second[across] - first[across]) * share + whole) // (2 * whole)
    return (limit, there) if axis == 0 else (there, limit)


def cut_line(points: Sequence[Point], window: Box) -> list[list[Point]]:
    """Cut a line to a window, for stroking.

    Parameters
    ----------
    points : sequence of (int, int)
        At least two points.
    window : Box
        Where it is wanted.

    Returns
    -------
    list of list of (int, int)
        The pieces in the window, in order, each of at least two points. No piece runs along the window's
        edge unless the line itself does.

    Examples
    --------
    >>> cut_line([(-5, 2), (5, 2), (5, 12), (7, 12), (7, 9)], Box(0, 0, 10, 10))
    [[(0, 2), (5, 2), (5, 10)], [(7, 10), (7, 9)]]
    """
    pieces: list[list[Point]] = []
    piece: list[Point] = []
    west, south, east, north = window
    last = points[0]
    last_in = west <= last[0] <= east and south <= last[1] <= north
    for point in points[1:]:
        x, y = point
        point_in = west <= x <= east and south <= y <= north
        if last_in and point_in:
            if not piece:
                piece.append(last)
            piece.append(point)
        else:
            cut = _cut_segment(last, point, window)
            if cut is not None:
                start, end = cut
                if not (piece and last_in):
                    piece = [start]
                if end != start:
                    piece.append(end)
            if not point_in:
                if len(piece) > 1:
                    pieces.append(piece)
                piece = []
        last, last_in = point, point_in
    if len(piece) > 1:
        pieces.append(piece)
    return pieces


def _cut_segment(start: Point, end: Point, window: Box) -> tuple[Point, Point] | None:
    for axis, limit, keeps_above in (
        (0, window.west, True),
        (0, window.east, False),
        (1, window.south, True),
        (1, window.north, False),
    ):
        start_out = start[axis] < limit if keeps_above else start[axis] > limit
        end_out = end[axis] < limit if keeps_above else end[axis] > limit
        if start_out and end_out:
            return None
        if start_out:
            start = _crossing(start, end, axis, limit)
        elif end_out:
            end = _crossing(start, end, axis, limit)
    return start, end
