"""What a basemap shows of the world, and how finely: one choice, which borders and outlines follow alike.

The wider a map, the less of a coast it can show. A frame settles it all from the window: the edition that is
read, the level to which lines are thinned, the grid that points are rounded to, and how small an island may
be.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geomoves.errors import ArgumentError
from geomoves.maps.atlas import Edition, Shapes, land_and_arcs
from geomoves.maps.rings import Box, Point

__all__ = ["TURN_DEG", "Frame", "coarsened", "frame_of", "ring_of"]

TURN_DEG = 360

_FURTHEST_LON_DEG = 3 * TURN_DEG
_LARGEST_WIDTH_DEG = 2 * TURN_DEG
# Web Mercator ends at 85.0511°; the land goes a little beyond, so that no edge of it shows.
_MERCATOR_END_DEG = 85.06
# Natural Earth's 1:10 million edition serves windows narrower than this.
_NARROW_DEG = 30.0
# A map of W degrees has a grid of W / 8000: a sixth of a pixel at 1,280 pixels, and still less than one when
# it is zoomed in twice. It is thinned by as much, a wide one by twice and one of the world by four times.
_FINENESS = 8000
_WORLD_DEG = 250.0
# An island smaller than half a pixel at 1,280 pixels is left out.
_LEAST_SHARE = 2560
# Grids, in units of the atlas.
_UNITS = (50, 20, 10, 5, 2, 1)
_SCREEN_PX = 1280
_TILE_PX = 256


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the world, and how finely what lies in it is drawn.

    Parameters
    ----------
    edition : {"10m", "50m"}
        Which edition of the atlas is drawn.
    shapes : Shapes
        Its land and arcs.
    window : Box
        In units of the atlas, east greater than west, its edges on the frame's grid.
    level : int
        The level to which lines are thinned.
    unit : int
        Points are rounded to whole numbers of this many units of the atlas.
    """

    edition: Edition
    shapes: Shapes
    window: Box
    level: int
    unit: int

    @property
    def scale(self) -> int:
        """Units of the frame's grid in a degree."""
        return self.shapes.scale // self.unit

    @property
    def width_deg(self) -> float:
        """How wide it is."""
        return (self.window.east - self.window.west) / self.shapes.scale

    @property
    def zoom(self) -> float:
        """The zoom of a web map at which it is 1,280 pixels wide."""
        return math.log2(_SCREEN_PX * TURN_DEG / (_TILE_PX * min(TURN_DEG, self.width_deg)))

    @property
    def least(self) -> int:
        """The extent below which an island or a lake is left out, in units of the atlas."""
        return 0 if self.edition == "10m" else (self.window.east - self.window.west) // _LEAST_SHARE

    @property
    def turn(self) -> int:
        """Units of the atlas around the globe."""
        return TURN_DEG * self.shapes.scale

    def turns(self, box: Box) -> range:
        """Return by how many units something has to be moved east, turn by turn, to lie in the window."""
        window = self.window
        if box.south > window.north or box.north < window.south:
            return range(0)
        first = -((box.east - window.west) // self.turn)
        last = (window.east - box.west) // self.turn
        return range(first * self.turn, (last + 1) * self.turn, self.turn)

    def ring(self, arcs: list[int], *, near: Box | None = None) -> list[Point]:
        """Return a ring as the frame draws it, without its last point: empty when it is too small to see."""
        return ring_of(self.shapes, arcs, level=self.level, least=self.least, near=near)

    def on_grid(self, points: Sequence[Point]) -> list[Point]:
        """Return points on the frame's grid."""
        return coarsened(points, self.unit)


def ring_of(
    shapes: Shapes, arcs: list[int], *, level: int = 0, least: int = 0, near: Box | None = None
) -> list[Point]:
    """Return a ring without its last point.

    Parameters
    ----------
    shapes : Shapes
        Of which edition it is.
    arcs : list of int
        What it is made of.
    level : int
        To which it is thinned, or less where that would leave nothing of it, as of a narrow island.
    least : int
        It is empty when its extent is smaller than this.
    near : Box, optional
        Arcs apart from it are no more than their ends.
    """
    box = shapes.box(arcs)
    if max(box.east - box.west, box.north - box.south) < least:
        return []
    for finer in range(level, 0, -1):
        ring = shapes.run(arcs, finer, near)[:-1]
        if len(ring) > 2:
            return ring
    return shapes.run(arcs, 0, near)[:-1]


def coarsened(points: Sequence[Point], unit: int) -> list[Point]:
    """Return points in whole numbers of `unit`, without repeated ones.

    Examples
    --------
    >>> coarsened([(0, 0), (4, 4), (12, 5), (25, -5)], 10)
    [(0, 0), (1, 1), (3, 0)]
    """
    if unit == 1:
        return list(points)
    half = unit // 2
    coarse = [((x + half) // unit, (y + half) // unit) for x, y in points]
    return [point for at, point in enumerate(coarse) if at == 0 or point != coarse[at - 1]]


def frame_of(bounds: Sequence[float]) -> Frame:
    """Return the frame of bounds in degrees.

    Parameters
    ----------
    bounds : (west, south, east, north)
        Degrees, WGS 84. Where west is greater than east the window crosses the antimeridian.

    Raises
    ------
    ArgumentError
        They are no window.
    AssetError
        A file of the package is missing or damaged.

    Examples
    --------
    >>> frame = frame_of((126, 38, 136, 50))
    >>> frame.edition, frame.scale, frame_of((-180, -60, 180, 75)).scale
    ('10m', 1000, 50)
    """
    west, south, east, north = _edges(bounds)
    width = east - west
    edition: Edition = "10m" if width < _NARROW_DEG else "50m"
    shapes = land_and_arcs(edition)
    finest = width / _FINENESS
    unit = next((unit for unit in _UNITS if unit <= finest * shapes.scale), 1)
    # Outwards onto the grid, so that what is cut at an edge still lies on it once it is rounded.
    window = Box(
        math.floor(round(west * shapes.scale) / unit) * unit,
        math.floor(round(south * shapes.scale) / unit) * unit,
        math.ceil(round(east * shapes.scale) / unit) * unit,
        math.ceil(round(north * shapes.scale) / unit) * unit,
    )
    if window.west >= window.east or window.south >= window.north:
        raise ArgumentError("bounds", "nothing of the map lies between these edges", _REMEDY)
    coarser = 1 if edition == "10m" else 2 if width < _WORLD_DEG else 4
    return Frame(edition, shapes, window, shapes.level_for(coarser * finest), unit)


_REMEDY = "give west, south, east, north in degrees"


def _edges(bounds: Sequence[float]) -> tuple[float, float, float, float]:
    """Return the edges of a window, its east greater than its west, within what a Mercator map can show."""
    try:
        west, south, east, north = (float(edge) for edge in bounds)
    except (TypeError, ValueError) as error:
        raise ArgumentError("bounds", "these are not four numbers", _REMEDY) from error
    if not all(map(math.isfinite, (west, south, east, north))):
        raise ArgumentError("bounds", "an edge is not a finite number", _REMEDY)
    if max(abs(west), abs(east)) > _FURTHEST_LON_DEG:
        raise ArgumentError("bounds", f"a longitude lies beyond ±{_FURTHEST_LON_DEG}", _REMEDY)
    if not -90 <= south < north <= 90:
        raise ArgumentError("bounds", f"south {south:g} and north {north:g} enclose no latitudes", _REMEDY)
    if west > east:
        east += math.ceil((west - east) / TURN_DEG) * TURN_DEG
    if east - west > _LARGEST_WIDTH_DEG:
        raise ArgumentError(
            "bounds", f"{east - west:g}° is more than {_LARGEST_WIDTH_DEG}°", "give a narrower window"
        )
    south, north = max(south, -_MERCATOR_END_DEG), min(north, _MERCATOR_END_DEG)
    if west >= east or south >= north:
        raise ArgumentError("bounds", "nothing of the map lies between these edges", _REMEDY)
    return west, south, east, north
