"""The map below the movements: land, water, borders and towns around the data, without a network.

The data are Natural Earth's 1:50 million edition, public domain, cut to the window of the map and thinned to
what its width can show. They are for orientation: a coast may be some kilometres off, towns bear Natural
Earth's names and figures, and whose view of the borders is drawn is a parameter (`geomoves.maps.viewpoints`)
that belongs on the map.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TypedDict

from geomoves.errors import ArgumentError
from geomoves.maps.atlas import Line, Shapes, borders_and_areas, land_and_arcs, towns, water
from geomoves.maps.rings import Box, Point, box_of, cut_line, cut_ring, encode
from geomoves.maps.viewpoints import DEFAULT_POINT_OF_VIEW, point_of_view_named

__all__ = [
    "BasemapBlock",
    "Border",
    "Credit",
    "PointOfViewBlock",
    "basemap_block",
    "level_in",
    "ring_at_level",
    "window_of",
]

_TURN_DEG = 360
_FURTHEST_LON_DEG = 3 * _TURN_DEG
_LARGEST_WIDTH_DEG = 2 * _TURN_DEG
# Web Mercator ends at 85.0511°; the land goes a little beyond, so that no edge of it shows.
_MERCATOR_END_DEG = 85.06
# A map of W degrees is thinned by W / 8000: a sixth of a pixel at 1,280 pixels, and still no more than one
# when it is zoomed in twice.
_FINENESS = 8000

Border = TypedDict("Border", {"class": str, "line": list[int]})
"""A stretch of border: its class in the point of view that is drawn, and where it runs."""


class PointOfViewBlock(TypedDict):
    """Whose view of the borders is drawn, as `geomoves.maps.viewpoints.PointOfView` has it."""

    key: str
    label: str
    column: str


class Credit(TypedDict):
    """Whom a map credits."""

    text: str
    url: str


class BasemapBlock(TypedDict):
    """What `basemap_block` returns; it goes into the page as it is."""

    scale: int
    window: list[int]
    land: list[list[int]]
    coast: list[list[int]]
    lakes: list[list[int]]
    lake_ranks: list[int]
    rivers: list[list[int]]
    river_ranks: list[int]
    borders: list[Border]
    borders_left_out: int
    cities: list[list[str | float]]
    point_of_view: PointOfViewBlock | None
    credits: list[Credit]


NATURAL_EARTH: Credit = {
    "text": "Natural Earth 1:50m, public domain",
    "url": "https://www.naturalearthdata.com/",
}


def basemap_block(
    bounds: Sequence[float], *, point_of_view: str = DEFAULT_POINT_OF_VIEW, borders: bool = True
) -> BasemapBlock:
    """Return the basemap of a window as plain data.

    Parameters
    ----------
    bounds : (west, south, east, north)
        The window in degrees, WGS 84, margin included. Where west is greater than east it crosses the
        antimeridian; longitudes beyond ±180 say the same. What lies beyond ±85.06° of latitude is left out,
        since Web Mercator cannot show it. At most 720° wide.
    point_of_view : str
        A key of `geomoves.maps.viewpoints.points_of_view`.
    borders : bool
        Whether borders are drawn. Today's are out of place on a map of 1943.

    Returns
    -------
    dict
        All of it JSON. Lines and rings are lists of whole numbers, ``[x0, y0, dx1, dy1, dx2, dy2, …]``: a
        point, then the steps from point to point, in ``1 / scale`` degree (x longitude, y latitude).
        Longitudes run on across the antimeridian, from the window's west to its east, where needed beyond
        ±180.

        ``scale``
            Units in a degree.
        ``window``
            West, south, east, north in units, east greater than west.
        ``land``
            Rings. Fill all of them as one path by the even-odd rule (the Caspian Sea is a ring within a
            ring). They are cut at the window and run along its edge there: do not stroke them.
        ``coast``
            Lines: the coast within the window, without any edge of the window. Stroke these.
        ``lakes``, ``lake_ranks``
            Rings, to be filled as one path by the even-odd rule (islands are rings), and the rank of each: 0
            is the most prominent, 6 the least. In the order of the ranks.
        ``rivers``, ``river_ranks``
            Lines, and the rank of each, from 1, in the order of the ranks.
        ``borders``
            ``class`` and ``line`` of each. The classes are "international", "disputed", "line of control",
            "indefinite", "claim" (a border that somebody claims) and "admin-1" (inside a state).
        ``borders_left_out``
            How many stretches in the window this point of view does not know, and so are not drawn.
        ``cities``
            ``[name, lon, lat, rank, inhabitants, country, capital]``: degrees, rank as above, 0 inhabitants
            are not known, country is the ISO 3166-1 alpha-2 code of the state that the point of view gives it
            to ("" is none), capital is 1 or 0. The most prominent first, then the largest.
        ``point_of_view``
            ``key``, ``label`` and ``column``, or None when no borders are drawn.
        ``credits``
            ``text`` and ``url`` of each; to be shown with the map.

    Raises
    ------
    ArgumentError
        The bounds are no window, or there is no such point of view.
    AssetError
        A file of the package is missing or damaged.

    Notes
    -----
    A wide window is thinned by Visvalingam's measure to about an eight-thousandth of its width; one of less
    than 40° keeps every point. Coasts, borders and `geomoves.maps.outlines` are thinned alike and stay flush.

    Examples
    --------
    >>> block = basemap_block((126, 38, 136, 50))
    >>> block["scale"], block["point_of_view"]["label"]
    (1000, 'ISO 3166')
    >>> [city[0] for city in block["cities"][:2]]
    ['Harbin', 'Vladivostok']
    """
    view = point_of_view_named(point_of_view)
    shapes = land_and_arcs()
    window = window_of(bounds, shapes.scale)
    level = level_in(window, shapes)
    lines, areas = borders_and_areas()
    lakes, rivers = water()
    cut_lakes = list(_cut_lakes(lakes, window, shapes, level))
    cut_rivers = [
        (encode(piece), river.rank)
        for river in rivers
        for piece in _pieces(river.at_level(level), river.box, window, shapes.scale)
    ]
    met = [line for line in lines if _turns(shapes.box(line.arcs), window, shapes.scale)] if borders else []
    return {
        "scale": shapes.scale,
        "window": list(window),
        "land": [encode(ring) for ring in _cut_land(shapes, window, level)],
        "coast": [encode(piece) for piece in _cut_coast(shapes, window, level)],
        "lakes": [flat for flat, _ in cut_lakes],
        "lake_ranks": [rank for _, rank in cut_lakes],
        "rivers": [flat for flat, _ in cut_rivers],
        "river_ranks": [rank for _, rank in cut_rivers],
        "borders": [
            {"class": line.class_in(view.key), "line": encode(piece)}
            for line in met
            if line.class_in(view.key)
            for piece in _pieces(shapes.run(line.arcs, level), shapes.box(line.arcs), window, shapes.scale)
        ],
        "borders_left_out": sum(not line.class_in(view.key) for line in met),
        "cities": [
            [
                town.name,
                (town.x + dx) / shapes.scale,
                town.y / shapes.scale,
                town.rank,
                town.inhabitants,
                areas[town.area].holder_in(view.key) if town.area >= 0 else "",
                int(town.capital),
            ]
            for town in towns()
            for dx in _turns(Box(town.x, town.y, town.x, town.y), window, shapes.scale)
        ],
        "point_of_view": {"key": view.key, "label": view.label, "column": view.column} if borders else None,
        "credits": [Credit(**NATURAL_EARTH)],
    }


def window_of(bounds: Sequence[float], scale: int) -> Box:
    """Return bounds in degrees as a window in grid units, its east greater than its west.

    Raises
    ------
    ArgumentError
        They are no window.
    """
    remedy = "give west, south, east, north in degrees"
    try:
        west, south, east, north = (float(edge) for edge in bounds)
    except (TypeError, ValueError) as error:
        raise ArgumentError("bounds", "these are not four numbers", remedy) from error
    if not all(map(math.isfinite, (west, south, east, north))):
        raise ArgumentError("bounds", "an edge is not a finite number", remedy)
    if max(abs(west), abs(east)) > _FURTHEST_LON_DEG:
        raise ArgumentError("bounds", f"a longitude lies beyond ±{_FURTHEST_LON_DEG}", remedy)
    if not -90 <= south < north <= 90:
        raise ArgumentError("bounds", f"south {south:g} and north {north:g} enclose no latitudes", remedy)
    if west > east:
        east += math.ceil((west - east) / _TURN_DEG) * _TURN_DEG
    if east - west > _LARGEST_WIDTH_DEG:
        raise ArgumentError(
            "bounds", f"{east - west:g}° is more than {_LARGEST_WIDTH_DEG}°", "give a narrower window"
        )
    south, north = max(south, -_MERCATOR_END_DEG), min(north, _MERCATOR_END_DEG)
    window = Box(*(round(edge * scale) for edge in (west, south, east, north)))
    if window.west >= window.east or window.south >= window.north:
        raise ArgumentError("bounds", "nothing of the map lies between these edges", remedy)
    return window


def level_in(window: Box, shapes: Shapes) -> int:
    """Return the level to which lines are thinned in a window."""
    return shapes.level_for((window.east - window.west) / shapes.scale / _FINENESS)


def _turns(box: Box, window: Box, scale: int) -> range:
    """Return by how many units something has to be moved east, turn by turn, to lie in the window."""
    turn = _TURN_DEG * scale
    if box.south > window.north or box.north < window.south:
        return range(0)
    first = -((box.east - window.west) // turn)
    last = (window.east - box.west) // turn
    return range(first * turn, (last + 1) * turn, turn)


def ring_at_level(shapes: Shapes, arcs: list[int], level: int) -> list[Point]:
    """Return a ring without its last point: whole when the level leaves nothing of it, empty when tiny."""
    ring = shapes.run(arcs, level)[:-1]
    if len(ring) > 2 or not level:
        return ring
    box = shapes.box(arcs)
    tiny = shapes.tolerances_deg[level - 1] * shapes.scale
    if box.east - box.west < tiny and box.north - box.south < tiny:
        return []
    return shapes.run(arcs)[:-1]


def _cut_land(shapes: Shapes, window: Box, level: int) -> Iterator[list[Point]]:
    for arcs in shapes.land:
        for dx in _turns(shapes.box(arcs), window, shapes.scale):
            ring = cut_ring(_moved(ring_at_level(shapes, arcs, level), dx), window)
            if ring:
                yield ring
    for line in _around_pole(shapes, window, level):
        pole = -90 * shapes.scale
        ring = cut_ring([*line, (line[-1][0], pole), (line[0][0], pole)], window)
        if ring:
            yield ring


def _cut_coast(shapes: Shapes, window: Box, level: int) -> Iterator[list[Point]]:
    for arcs in shapes.land:
        ring = ring_at_level(shapes, arcs, level)
        if ring:
            yield from _pieces([*ring, ring[0]], shapes.box(arcs), window, shapes.scale)
    for line in _around_pole(shapes, window, level):
        yield from cut_line(line, window)


def _around_pole(shapes: Shapes, window: Box, level: int) -> Iterator[list[Point]]:
    """Yield each coast that goes around the pole, as often around as the window needs it."""
    turn = _TURN_DEG * shapes.scale
    for arcs in shapes.around_south_pole:
        once = min(shapes.run(arcs, level), shapes.run(arcs, level)[::-1])
        line: list[Point] = []
        for dx in range((window.west // turn - 1) * turn, window.east + turn, turn):
            line += _moved(once, dx)[1 if line else 0 :]
        if box_of(line).south <= window.north:
            yield line


def _cut_lakes(lakes: list[Line], window: Box, shapes: Shapes, level: int) -> Iterator[tuple[list[int], int]]:
    tiny = shapes.tolerances_deg[level - 1] * shapes.scale if level else 0
    for lake in lakes:
        box = lake.box
        if box.east - box.west < tiny and box.north - box.south < tiny:
            continue
        for dx in _turns(box, window, shapes.scale):
            ring = cut_ring(_moved(lake.at_level(level), dx), window)
            if ring:
                yield encode(ring), lake.rank


def _pieces(points: list[Point], box: Box, window: Box, scale: int) -> Iterator[list[Point]]:
    for dx in _turns(box, window, scale):
        if window.covers(box.moved(dx)):
            yield _moved(points, dx)
        else:
            yield from cut_line(_moved(points, dx), window)


def _moved(points: list[Point], dx: int) -> list[Point]:
    return [(x + dx, y) for x, y in points] if dx else points
