"""The map below the movements: land, water, borders and towns around the data, without a network.

The data are Natural Earth's, public domain, cut to the window of the map: the edition 1:10 million for
windows of less than 30 degrees, 1:50 million for wider ones, each thinned to what the map's width can show.
They are for orientation: a coast may be some kilometres off, towns bear the names and figures of their
sources, and whose view of the borders is drawn is a parameter (`geomoves.maps.viewpoints`) that belongs on
the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypedDict

from geomoves.maps.atlas import (
    BorderLine,
    RankedLines,
    Town,
    borders_and_areas,
    lakes,
    provinces,
    rivers,
    towns,
    world,
)
from geomoves.maps.frame import TURN_DEG, Frame, frame_of
from geomoves.maps.rings import Box, Point, box_of, cut_line, cut_ring, decode, double_area, encode
from geomoves.maps.viewpoints import DEFAULT_POINT_OF_VIEW, point_of_view_named

__all__ = ["BasemapBlock", "Credit", "PointOfViewBlock", "WorldBlock", "basemap_block"]

# How much closer than at first a reader may look before the map has nothing more to show, in zoom levels.
_ZOOMS_IN = 2.5
# The same for the waters and the provinces of wide maps, where they are many.
_ZOOMS_IN_WIDE = 1.5
_ZOOMS_IN_WIDE_PROVINCES = 0.0
# The lowest rank of towns that shows at each zoom, from zoom 2 on, as the page has it (`lay_cities.js`).
_TOWN_RANK_AT_ZOOM = (0, 1, 2, 4, 6, 8, 10, 10)
_MOST_TOWNS = 500
# Provinces narrower than this are left out of a map, in pixels at the closest look; as the page has it.
_LEAST_PROVINCE_PX = 40
# By how many steps the lines are thinner on wide maps that nothing else has to be flush with. Provinces are
# of the finer edition, whose steps begin one sooner than those of the coarser one.
_COARSER_WATERS = 1
_COARSER_PROVINCES = 3
# The steps that every table of lines has.
_MOST_STEPS = 7
_TILE_PX = 256
_TENTHS = 10


class PointOfViewBlock(TypedDict):
    """Whose view of the borders is drawn, as `geomoves.maps.viewpoints.PointOfView` has it."""

    key: str
    label: str
    column: str


class Credit(TypedDict):
    """Whom a map credits."""

    text: str
    url: str


class WorldBlock(TypedDict):
    """What lies around the window in few points: rings and lines in ``1 / scale`` degree."""

    scale: int
    land: list[list[int]]
    borders: list[list[int]]
    border_classes: list[str]


class BasemapBlock(TypedDict):
    """What `basemap_block` returns; it goes into the page as it is."""

    scale: int
    window: list[int]
    land: list[list[int]]
    lakes: list[list[int]]
    lake_ranks: list[int]
    rivers: list[list[int]]
    river_ranks: list[int]
    borders: list[list[int]]
    border_classes: list[str]
    borders_left_out: int
    provinces: list[list[int]]
    province_sizes: list[int]
    cities: list[list[str | float]]
    world: WorldBlock | None
    point_of_view: PointOfViewBlock | None
    credits: list[Credit]


NATURAL_EARTH: dict[str, Credit] = {
    edition: {
        "text": f"Natural Earth 1:{edition}, public domain",
        "url": "https://www.naturalearthdata.com/",
    }
    for edition in ("10m", "50m")
}
GEONAMES: Credit = {"text": "GeoNames, CC BY 4.0", "url": "https://www.geonames.org/"}


def basemap_block(
    bounds: Sequence[float],
    *,
    point_of_view: str = DEFAULT_POINT_OF_VIEW,
    borders: bool = True,
    language: str = "en",
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
    language : str
        Towns have their names in this language as far as the data know them: "uk", "ru", "ko", "de"; in any
        other they have Natural Earth's English ones.

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
            ring). They are cut at the window and run along its edge there: what runs along it is no coast.
        ``lakes``, ``lake_ranks``
            Rings, to be filled as one path by the even-odd rule (islands are rings), and the rank of each: 0
            is the most prominent, 9 the least. In the order of the ranks.
        ``rivers``, ``river_ranks``
            Lines, and the rank of each, from 1, in the order of the ranks.
        ``borders``, ``border_classes``
            Lines, and the class of each: "international", "disputed", "line of control", "indefinite",
            "claim" (a border that somebody claims) or "admin-1" (inside a state).
        ``borders_left_out``
            How many stretches in the window this point of view does not know, and so are not drawn.
        ``provinces``, ``province_sizes``
            Border lines of provinces, and the side of a square as large as the smaller province beside each,
            in tenths of a degree, in the order of the sizes, the largest first.
        ``cities``
            ``[name, lon, lat, rank, inhabitants, country, capital]``: degrees, rank as above, 0 inhabitants
            are not known, country is the ISO 3166-1 alpha-2 code of the state that the point of view gives it
            to ("" is none), capital is 1 or 0. The most prominent first, then the largest.
        ``world``
            ``scale``, ``land``, ``borders``, ``border_classes`` of what lies around it, in few points;
            None when the window is the world.
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
    A window is thinned by Visvalingam's measure to an eight-thousandth of its width, a wide one to twice or
    four times as much; one of less than 20° keeps every point. Of islands, lakes, rivers, provinces and towns
    it holds what shows at the map's first zoom and two beyond. Coasts, borders and `geomoves.maps.outlines`
    are thinned alike and stay flush.

    Examples
    --------
    >>> block = basemap_block((126, 38, 136, 50))
    >>> block["scale"], block["point_of_view"]["label"]
    (1000, 'ISO 3166')
    >>> [city[0] for city in block["cities"][:2]]
    ['Harbin', 'Vladivostok']
    """
    view = point_of_view_named(point_of_view)
    frame = frame_of(bounds)
    narrow = frame.edition == "10m"
    most_rank = int(frame.zoom + (_ZOOMS_IN if narrow else _ZOOMS_IN_WIDE))
    cut_lakes = _in_order(_cut_lakes(lakes(frame.edition), frame, most_rank))
    cut_rivers = _in_order(_cut_lines(rivers(frame.edition), frame, range(most_rank + 1), _COARSER_WATERS))
    drawn, classes, left_out = _borders(frame, view.key) if borders else ([], [], 0)
    zooms_in = _ZOOMS_IN if narrow else _ZOOMS_IN_WIDE_PROVINCES
    smallest = int(_TENTHS * _LEAST_PROVINCE_PX * TURN_DEG / _TILE_PX / 2 ** (frame.zoom + zooms_in))
    sizes = range(max(1, smallest), 10_000)
    found = _cut_lines(provinces(), frame, sizes, _COARSER_PROVINCES) if borders else iter(())
    cut_provinces = _in_order(found)[::-1]
    shown, of_geonames = _cities(frame, view.key, language)
    return {
        "scale": frame.scale,
        "window": [edge // frame.unit for edge in frame.window],
        "land": [encode(ring) for ring in _cut_land(frame)],
        "lakes": [flat for flat, _ in cut_lakes],
        "lake_ranks": [rank for _, rank in cut_lakes],
        "rivers": [flat for flat, _ in cut_rivers],
        "river_ranks": [rank for _, rank in cut_rivers],
        "borders": drawn,
        "border_classes": classes,
        "borders_left_out": left_out,
        "provinces": [flat for flat, _ in cut_provinces],
        "province_sizes": [size for _, size in cut_provinces],
        "cities": shown,
        "world": _world(frame, view.key if borders else ""),
        "point_of_view": {"key": view.key, "label": view.label, "column": view.column} if borders else None,
        "credits": [Credit(**NATURAL_EARTH[frame.edition]), *([Credit(**GEONAMES)] if of_geonames else [])],
    }


def _cut_land(frame: Frame) -> Iterator[list[Point]]:
    shapes, window = frame.shapes, frame.window
    for arcs, box in zip(shapes.land, shapes.land_boxes, strict=True):
        for dx in frame.turns(box):
            ring = _cut(frame.ring(arcs, near=window.moved(-dx)), dx, frame)
            if ring:
                yield ring
    for arcs in shapes.around_south_pole:
        line = _around_pole(arcs, frame)
        pole = -90 * shapes.scale
        ring = _cut([*line, (line[-1][0], pole), (line[0][0], pole)], 0, frame)
        if ring and box_of(line).south <= window.north:
            yield ring


def _around_pole(arcs: list[int], frame: Frame) -> list[Point]:
    """Return a coast that goes around the pole, as often around as the window needs it."""
    run = frame.shapes.run(arcs, frame.level)
    once = min(run, run[::-1])
    line: list[Point] = []
    for dx in range(
        (frame.window.west // frame.turn - 1) * frame.turn, frame.window.east + frame.turn, frame.turn
    ):
        line += _moved(once, dx)[1 if line else 0 :]
    return line


def _cut(ring: list[Point], dx: int, frame: Frame) -> list[Point]:
    """Return a ring, moved by `dx`, as it lies in the window, on the grid; empty when nothing does."""
    if len(ring) < 3:
        return []
    points = frame.on_grid(cut_ring(_moved(ring, dx), frame.window))
    while len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points if len(points) > 2 and double_area(points) else []


def _cut_lakes(found: RankedLines, frame: Frame, most_rank: int) -> Iterator[tuple[list[int], int]]:
    level = frame.level + (_COARSER_WATERS if frame.edition == "50m" else 0)
    for number, dx in _meeting(found, frame, range(most_rank + 1)):
        box = found.lines.box(number)
        if max(box.east - box.west, box.north - box.south) < frame.least:
            continue
        ring = _cut(found.lines.points(number, level), dx, frame)
        if ring:
            yield encode(ring), found.ranks[number]


def _cut_lines(
    found: RankedLines, frame: Frame, ranks: range, coarser: int
) -> Iterator[tuple[list[int], int]]:
    """Yield the lines of some ranks, by `coarser` steps more thinned than the frame is where it is wide."""
    level = min(_MOST_STEPS, frame.level + (coarser if frame.edition == "50m" else 0))
    for number, dx in _meeting(found, frame, ranks):
        points, box = found.lines.points(number, level), found.lines.box(number)
        for piece in _pieces(points, box, frame, (dx,)):
            yield piece, found.ranks[number]


def _meeting(found: RankedLines, frame: Frame, ranks: range) -> Iterator[tuple[int, int]]:
    """Yield the lines of some ranks that meet the window, each with how far it has to be moved there."""
    lines, window, turn = found.lines, frame.window, frame.turn
    for dx in range((window.west // turn - 1) * turn, window.east + turn + 1, turn):
        for number in lines.meeting(window.moved(-dx)):
            if found.ranks[number] in ranks:
                yield number, dx


def _borders(frame: Frame, view: str) -> tuple[list[list[int]], list[str], int]:
    """Return the border lines that a view knows, the class of each, and how many it does not know."""
    shapes = frame.shapes
    drawn: list[list[int]] = []
    classes: list[str] = []
    left_out = 0
    for line in borders_and_areas(frame.edition)[0]:
        box = shapes.box(line.arcs)
        turns = frame.turns(box)
        if not turns:
            continue
        kind = line.class_in(view)
        if not kind:
            # A claim of somebody else's is no border that this view denies.
            left_out += bool(line.de_facto)
            continue
        for dx in turns:
            run = shapes.run(line.arcs, frame.level, frame.window.moved(-dx))
            for piece in _pieces(run, box, frame, (dx,)):
                drawn.append(piece)
                classes.append(kind)
    return drawn, classes, left_out


def _pieces(points: list[Point], box: Box, frame: Frame, turns: Sequence[int]) -> Iterator[list[int]]:
    """Yield the stretches of a line in the window, encoded, for each way of moving it there."""
    for dx in turns:
        moved = _moved(points, dx)
        whole = frame.window.covers(box.moved(dx))
        for piece in [moved] if whole else cut_line(moved, frame.window):
            coarse = frame.on_grid(piece)
            if len(coarse) > 1:
                yield encode(coarse)


def _cities(frame: Frame, view: str, language: str) -> tuple[list[list[str | float]], bool]:
    """Return the towns of the window, and whether any of them or of their names is GeoNames'."""
    scale, window = frame.shapes.scale, frame.window
    areas = borders_and_areas(frame.edition)[1]
    at = min(len(_TOWN_RANK_AT_ZOOM) - 1, max(0, round(frame.zoom + _ZOOMS_IN) - 2))
    most_rank = _TOWN_RANK_AT_ZOOM[at]
    shifts = range((window.west // frame.turn - 1) * frame.turn, window.east + frame.turn + 1, frame.turn)
    half = frame.turn // 2
    globe = Box(-half, -half // 2, half, half // 2)
    around = [
        Box(max(box.west, globe.west), box.south, min(box.east, globe.east), box.north)
        for box in (window.moved(-dx) for dx in shifts)
        if box.meets(globe)
    ]
    rows: list[list[str | float]] = []
    shown = 0
    for town in towns(frame.edition, around):
        if town.rank > most_rank or shown >= _MOST_TOWNS:
            break
        turns = frame.turns(Box(town.x, town.y, town.x, town.y))
        shown += bool(turns)
        country = areas[town.area].holder_in(view) if town.area >= 0 else ""
        for dx in turns:
            place = [(town.x + dx) / scale, town.y / scale]
            rows.append(
                [_name(town, language), *place, town.rank, town.inhabitants, country, int(town.capital)]
            )
    return rows, frame.edition == "10m" or language == "ko"


def _name(town: Town, language: str) -> str:
    return town.names.get(language, town.name)


def _world(frame: Frame, view: str) -> WorldBlock | None:
    """Return what reaches beyond the window, with the borders of a view, or with none for ""."""
    if frame.width_deg >= TURN_DEG:
        return None
    content: dict[str, Any] = world()
    window = Box(*(round(edge * content["scale"] / frame.shapes.scale) for edge in frame.window))

    def reaches_out(flat: list[int]) -> bool:
        box = box_of(decode(flat))
        west = (box.west - window.west) % (TURN_DEG * content["scale"]) + window.west
        return not window.covers(box.moved(west - box.west))

    rows = [row for row in content["borders"] if view and reaches_out(row["line"])]
    known = [(row["line"], BorderLine([], row["class"], row["views"]).class_in(view)) for row in rows]
    return {
        "scale": content["scale"],
        "land": [flat for flat in content["land"] if reaches_out(flat)],
        "borders": [flat for flat, kind in known if kind],
        "border_classes": [kind for _, kind in known if kind],
    }


def _in_order(found: Iterator[tuple[list[int], int]]) -> list[tuple[list[int], int]]:
    return sorted(found, key=lambda each: each[1])


def _moved(points: list[Point], dx: int) -> list[Point]:
    return [(x + dx, y) for x, y in points] if dx else points
