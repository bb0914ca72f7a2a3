"""The outline of a country, and where its name stands.

A report that says "Russia" gets the country's outline and a label, never a point. What a country's outline
encloses depends on the point of view like the borders do: in most views Crimea is Ukraine's, in Russia's and
in the de facto view it is Russia's. Which areas are whose is in the data (`geomoves.maps.atlas.Area`):
Natural Earth's ``ADM0_A3_…`` columns, and for the parts that Natural Earth does not keep apart a table with
its reasons, ``territories`` in ``data/basemap/provenance.json``.

What the data cannot say: Jammu and Kashmir, Aksai Chin, the Golan Heights, Abyei and other areas that are no
shape of their own at 1:50 million stay with whoever controls them, in every view; Abkhazia, South Ossetia,
Transnistria and the occupied parts of the Donbas lie inside Georgia, Moldova and Ukraine in every view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomoves.errors import ArgumentError, shorten
from geomoves.maps.atlas import Area, Edition, Shapes, borders_and_areas, land_and_arcs
from geomoves.maps.frame import TURN_DEG, Frame, coarsened, frame_of, ring_of
from geomoves.maps.label_point import label_point
from geomoves.maps.rings import Box, Point, box_of, cut_ring, encode
from geomoves.maps.viewpoints import DEFAULT_POINT_OF_VIEW, point_of_view_named

__all__ = ["CountryOutline", "country_codes", "country_outline"]

_MERCATOR_END_DEG = 85.06
# Without a window an outline is thinned by a thousandth of its largest piece.
_LIGHTNESS = 1000


@dataclass(frozen=True, slots=True)
class CountryOutline:
    """A country as an outline and a name.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-2.
    name : str
        In English, as Natural Earth has it.
    scale : int
        Units in a degree.
    rings : tuple of tuple of int
        Encoded as in `geomoves.maps.rings`, without the first point at the end; fill by the even-odd rule.
        They are not cut to the window, so they may be stroked as they are; only Antarctica ends at 85.06° S.
        Far from a narrow window they are coarse.
    label_lon, label_lat : float
        Where the name stands: the point furthest from any edge of its largest piece, degrees, WGS 84; the
        longitude runs on with the rings, beyond ±180 where they do.
    includes : tuple of str
        Contested areas that the point of view counts in.
    leaves_out : tuple of str
        Contested areas that the country claims and the point of view gives to another.
    """

    code: str
    name: str
    scale: int
    rings: tuple[tuple[int, ...], ...]
    label_lon: float
    label_lat: float
    includes: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()


def country_codes() -> tuple[str, ...]:
    """Return the ISO 3166-1 alpha-2 codes that there is an outline for, sorted.

    Examples
    --------
    >>> "KP" in country_codes()
    True
    """
    return tuple(sorted({area.code for area in borders_and_areas()[1] if area.code}))


def country_outline(
    code: str,
    *,
    point_of_view: str = DEFAULT_POINT_OF_VIEW,
    bounds: Sequence[float] | None = None,
) -> CountryOutline | None:
    """Return a country's outline and label in a point of view.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-2, XK for Kosovo. Dependencies have outlines of their own where Natural Earth draws
        them.
    point_of_view : str
        A key of `geomoves.maps.viewpoints.points_of_view`.
    bounds : (west, south, east, north), optional
        The window of the map, as `geomoves.maps.basemap.basemap_block` takes it: the outline is then thinned
        as the basemap is, so that the two are flush, its longitudes are those of the window, and the label
        stands within the window if any of the country does.

    Returns
    -------
    CountryOutline or None
        None when the data hold no outline for the code: it is no country's, is a former one's, or is that of
        a place too small for a map of 1:50 million, such as Gibraltar.

    Raises
    ------
    ArgumentError
        `code` is not two letters, the bounds are no window, or there is no such point of view.
    AssetError
        A file of the package is missing or damaged.

    Notes ----- An area with a code of its own is always in that code's outline, and also in the outline of
    the state that the view gives it to: Kosovo has an outline (XK) in every view, and in Serbia's it lies
    inside Serbia's.

    Examples
    --------
    >>> ukraine = country_outline("UA")
    >>> ukraine.name, ukraine.includes
    ('Ukraine', ('Crimea',))
    >>> country_outline("RU", point_of_view="ru").includes[0]
    'Crimea'
    """
    wanted = str(code).strip().upper()
    if not (len(wanted) == 2 and wanted.isascii() and wanted.isalpha()):
        raise ArgumentError(
            "code", f"{shorten(code)} is not two letters", "give an ISO 3166-1 alpha-2 code, such as KP"
        )
    view = point_of_view_named(point_of_view).key
    frame = None if bounds is None else frame_of(bounds)
    edition: Edition = frame.edition if frame else "50m"
    areas = borders_and_areas(edition)[1]
    core = next((area for area in areas if area.code == wanted), None)
    if core is None:
        return None
    held = [area for area in areas if wanted in (area.code, area.holder_in(view))]
    pieces = _pieces(held, land_and_arcs(edition))
    drawing = _drawing_in(frame) if frame else _light_drawing(pieces)
    scale, rings = _rings(_beside_each_other(pieces, drawing), drawing)
    lon, lat = _label(_beside_each_other(pieces, drawing), drawing)
    return CountryOutline(
        code=wanted,
        name=core.name,
        scale=scale,
        rings=tuple(tuple(encode(ring)) for ring in rings),
        label_lon=round(lon, 3),
        label_lat=round(lat, 3),
        includes=tuple(
            area.name for area in held if area is not core and (area.code != wanted or area.claimants)
        ),
        leaves_out=tuple(area.name for area in areas if wanted in area.claimants and area not in held),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """How outlines are drawn: as a map's frame is, or lightly by themselves."""

    level: int
    unit: int
    least: int
    window: Box | None

    @property
    def around(self) -> Box | None:
        """Where an outline is drawn as finely as the map: its window, and as much again on each side."""
        if self.window is None:
            return None
        west, south, east, north = self.window
        return Box(2 * west - east, 2 * south - north, 2 * east - west, 2 * north - south)


def _drawing_in(frame: Frame) -> _Drawing:
    return _Drawing(frame.level, frame.unit, frame.least, frame.window)


def _light_drawing(pieces: list[_Piece]) -> _Drawing:
    shapes, box = pieces[0].shapes, max((piece.box for piece in pieces), key=_extent)
    level = shapes.level_for(_extent(box) / shapes.scale / _LIGHTNESS)
    least = round(shapes.tolerances_deg[level - 1] * shapes.scale) if level else 0
    return _Drawing(level, 1, least, None)


def _extent(box: Box) -> int:
    return max(box.east - box.west, box.north - box.south)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of an outline: a ring made of arcs, or one around the pole, moved east by whole turns."""

    shapes: Shapes
    arcs: list[int]
    around_pole: bool
    dx: int = 0

    @property
    def box(self) -> Box:
        return self.shapes.box(self.arcs).moved(self.dx)

    def ring(self, level: int, least: int = 0, near: Box | None = None) -> list[Point]:
        if self.around_pole:
            ring = _polar_ring(self.shapes, self.arcs, level)
        else:
            there = near.moved(-self.dx) if near else None
            ring = ring_of(self.shapes, self.arcs, level=level, least=least, near=there)
        return [(x + self.dx, y) for x, y in ring]


def _pieces(areas: list[Area], shapes: Shapes) -> list[_Piece]:
    rings = _merged([ring for area in areas for ring in area.rings], shapes)
    lines = [line for area in areas for line in area.around_south_pole]
    return [
        *(_Piece(shapes, arcs, around_pole=False) for arcs in rings),
        *(_Piece(shapes, arcs, around_pole=True) for arcs in lines),
    ]


def _polar_ring(shapes: Shapes, arcs: list[int], level: int) -> list[Point]:
    line = shapes.run(arcs, level)
    pole, end = -90 * shapes.scale, -round(_MERCATOR_END_DEG * shapes.scale)
    box = box_of(line)
    closed = [*line, (line[-1][0], pole), (line[0][0], pole)]
    return cut_ring(closed, Box(box.west, end, box.east, box.north))


def _merged(rings: list[list[int]], shapes: Shapes) -> list[list[int]]:
    """Return rings without the arcs that two of them share: the outline of all areas together."""
    used = {number for ring in rings for number in ring}
    shared = {number for number in used if ~number in used}
    merged = [ring for ring in rings if shared.isdisjoint(ring)]
    following: dict[Point, list[int]] = {}
    for ring in rings:
        for number in ring:
            if not shared.isdisjoint(ring) and number not in shared:
                following.setdefault(_ends(number, shapes)[0], []).append(number)
    while following:
        start = point = next(iter(following))
        ring = []
        while not ring or point != start:
            ring.append(following[point].pop())
            if not following[point]:
                del following[point]
            point = _ends(ring[-1], shapes)[1]
        merged.append(ring)
    return merged


def _ends(number: int, shapes: Shapes) -> tuple[Point, Point]:
    first, last = shapes.arcs.ends[number if number >= 0 else ~number]
    return (first, last) if number >= 0 else (last, first)


def _rings(pieces: list[_Piece], drawing: _Drawing) -> tuple[int, list[list[Point]]]:
    """Return the scale and the rings of an outline: what the map shows of it, or all when that is nothing."""
    shapes = pieces[0].shapes
    rings = [
        _closed_on_grid(piece.ring(drawing.level, drawing.least, drawing.around), drawing.unit)
        for piece in pieces
    ]
    kept = [ring for ring in rings if ring]
    if kept:
        return shapes.scale // drawing.unit, kept
    return shapes.scale, [ring for ring in (piece.ring(0) for piece in pieces) if ring]


def _closed_on_grid(ring: list[Point], unit: int) -> list[Point]:
    points = coarsened(ring, unit)
    while len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points if len(points) > 2 else []


def _beside_each_other(pieces: list[_Piece], drawing: _Drawing) -> list[_Piece]:
    """Turn each piece by whole turns to where it is nearest to the window, or to the largest piece."""
    near = drawing.window or max((piece.box for piece in pieces), key=_extent)
    turn = TURN_DEG * pieces[0].shapes.scale
    turned: list[_Piece] = []
    for piece in pieces:
        box = piece.box
        turns = round((near.west + near.east - box.west - box.east) / (2 * turn))
        turned.append(replace(piece, dx=turns * turn))
    return turned


def _label(pieces: list[_Piece], drawing: _Drawing) -> tuple[float, float]:
    """Return the point, in degrees, that is furthest from the edges of the largest piece in the window."""
    shapes, window = pieces[0].shapes, drawing.window

    def seen(piece: _Piece) -> list[Point]:
        if window is None:
            return piece.ring(drawing.level)
        if not piece.box.meets(window):
            return []
        return cut_ring(piece.ring(drawing.level, near=window), window)

    rings = [seen(piece) for piece in pieces]
    if window and not any(rings):
        return _label(pieces, replace(drawing, window=None))
    x, y = label_point(rings)
    return x / shapes.scale, y / shapes.scale
