"""Shapes that somebody else drew, as the page draws them: in degrees, valid, flat, no finer than a screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from geomoves.errors import ArgumentError
from geomoves.maps.shape_rows import SHAPE_FORMS, Shape, shape_rows

__all__ = ["DrawnPart", "DrawnShapes", "drawn_shapes"]

_KM_A_DEGREE: Final = 111.32
_MOST_PARTS: Final = 20_000
_MOST_CORNERS: Final = 60_000
#: A screen's width in parts so small that zooming in eightfold still shows no corner.
_STEPS_ACROSS: Final = 10_000
#: Nothing is kept finer than this: some ten centimetres.
_FINEST_DEG: Final = 1e-6
_SHOW_POLES_AT: Final = 85.05


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A polygon, line or point as the page draws it.

    Parameters
    ----------
    shape : {"polygon", "line", "point"}
        What it is.
    label : str
        Of the row that it comes from; may be empty.
    lines : tuple of tuple of int
        Rings or lines, each a flat list of whole numbers: first pair absolute, then differences.
    """

    shape: Literal["polygon", "line", "point"]
    label: str
    lines: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class DrawnShapes:
    """Everything of one layer, ready to be packed.

    Parameters
    ----------
    parts : tuple of DrawnPart
        In the order of the rows.
    scale : int
        Parts of a degree that the whole numbers count in.
    tolerance_km : float
        How far at most a corner that was left out lies from the line drawn.
    empty : int
        Rows without a shape.
    beyond : bool
        Whether something reaches beyond 85.05°, where the map ends.
    """

    parts: tuple[DrawnPart, ...]
    scale: int
    tolerance_km: float
    empty: int
    beyond: bool


def drawn_shapes(data: object, *, label: str = "") -> DrawnShapes:
    """Take shapes in any form and return them as the page draws them.

    Parameters
    ----------
    data : GeoDataFrame, GeoSeries, shapely geometry, mapping, str or path-like
        The shapes: in any coordinate system that they name, in EPSG:4326 where they name none. A mapping is
        GeoJSON; a text is the path of a GeoJSON file.
    label : str
        The column, or the GeoJSON property, that names each row.

    Returns
    -------
    DrawnShapes
        Corners that no screen shows are left out. An edge of more than 180 degrees is taken to cross the
        antimeridian the short way, as RFC 7946 has no such edges.

    Raises
    ------
    ArgumentError
        Nothing in it can be drawn, or a row cannot be; the row is named.
    FileAccessError
        The file cannot be read.

    Examples
    --------
    >>> from shapely.geometry import box
    >>> shapes = drawn_shapes(box(30.0, 47.0, 31.0, 48.0))
    >>> shapes.parts[0].shape, round(shapes.tolerance_km, 3)
    ('polygon', 0.011)
    """
    import shapely

    rows = list(shape_rows(data, label))
    shaped = [(name, text, shape) for name, text, shape in rows if shape is not None and not shape.is_empty]
    if not shaped:
        raise ArgumentError("data", "there is no shape in it", SHAPE_FORMS)
    parts: list[tuple[str, str, Shape]] = []
    for name, text, shape in shaped:
        parts += [(name, text, part) for part in _parts_of(_valid(shape, name))]
        if len(parts) > _MOST_PARTS:
            raise ArgumentError(
                "data",
                f"it holds more than {_MOST_PARTS:,} shapes",
                "merge or leave out what a map cannot show",
            )
    for name, _text, part in parts:
        _check_degrees(shapely.get_coordinates(part), name)
    tolerance = _tolerance([part for _name, _text, part in parts])
    scale = 10 ** min(6, max(1, math.ceil(-math.log10(tolerance)) + 1))
    drawn = [_drawn(part.simplify(tolerance), part, text, scale) for _name, text, part in parts]
    beyond = any(max(abs(part.bounds[1]), abs(part.bounds[3])) > _SHOW_POLES_AT for _n, _t, part in parts)
    return DrawnShapes(
        parts=tuple(drawn),
        scale=scale,
        tolerance_km=tolerance * _KM_A_DEGREE,
        empty=len(rows) - len(shaped),
        beyond=beyond,
    )


# Mending


def _valid(shape: Shape, name: str) -> Shape:
    """Return a shape without self-crossings; what cannot be mended is refused by name."""
    import shapely

    if not bool(shapely.is_valid_input(shape)) or not _finite(shapely.get_coordinates(shape)):
        raise ArgumentError(
            "data", f"{name} has a coordinate that is no number", "mend it or leave the row out"
        )
    flat = _unwrapped(shapely.force_2d(shape))
    if flat.is_valid:
        return flat
    mended = shapely.make_valid(flat)
    if shapely.get_dimensions(mended) < shapely.get_dimensions(flat) or mended.is_empty:
        why = shapely.is_valid_reason(flat)
        raise ArgumentError("data", f"{name} is no valid shape: {why}", "mend it or leave the row out")
    return mended


def _finite(coordinates: Any) -> bool:
    return bool(abs(coordinates).max() < math.inf) if len(coordinates) else True


def _unwrapped(shape: Shape) -> Shape:
    """Return a shape in which no edge but one around the world is longer than 180 degrees."""
    import numpy
    import shapely

    def ring(coordinates: Any) -> Any:
        steps = numpy.diff(coordinates[:, 0], prepend=coordinates[:1, 0])
        # An edge from one end of the world to the other is the frame of a world map.
        turns = numpy.where(numpy.abs(steps) < 359.999, -numpy.round(steps / 360.0), 0.0)
        return coordinates + numpy.column_stack([360.0 * numpy.cumsum(turns), numpy.zeros(len(steps))])

    def mend(part: Shape) -> Shape:
        xs = shapely.get_coordinates(part)[:, 0]
        if not len(xs) or xs.max() - xs.min() <= 180.0:
            return part
        if part.geom_type == "Polygon":
            rings = [ring(shapely.get_coordinates(each)) for each in (part.exterior, *part.interiors)]
            middle = rings[0][:, 0].mean()
            for hole in rings[1:]:
                hole[:, 0] += 360.0 * round((middle - hole[:, 0].mean()) / 360.0)
            # A ring around a pole does not close: it stays as it was written.
            return shapely.Polygon(rings[0], rings[1:]) if abs(rings[0][0, 0] - rings[0][-1, 0]) < 1 else part
        if part.geom_type in {"LineString", "LinearRing"}:
            return shapely.LineString(ring(shapely.get_coordinates(part)))
        return part

    if hasattr(shape, "geoms"):
        return type(shape)([_unwrapped(part) for part in shape.geoms])
    return mend(shape)


def _parts_of(shape: Shape) -> Iterator[Shape]:
    """Yield the polygons, lines and points of a shape, however they are nested."""
    for part in getattr(shape, "geoms", (shape,)):
        if hasattr(part, "geoms"):
            yield from _parts_of(part)
        elif not part.is_empty:
            yield part


def _check_degrees(coordinates: Any, name: str) -> None:
    lons, lats = coordinates[:, 0], coordinates[:, 1]
    if abs(lats).max() > 90.0 or abs(lons).max() > 540.0:
        raise ArgumentError("data", f"{name} lies outside the world", "give longitude first, in degrees")


# Drawing


def _tolerance(parts: Sequence[Shape]) -> float:
    """Return how much may be left out, degrees: by the extent, and more where the corners are too many."""
    import shapely

    bounds = shapely.total_bounds(list(parts))
    across = max(bounds[2] - bounds[0], bounds[3] - bounds[1])
    tolerance = max(float(across) / _STEPS_ACROSS, _FINEST_DEG)
    while True:
        corners = int(shapely.get_num_coordinates(shapely.simplify(list(parts), tolerance)).sum())
        if corners <= _MOST_CORNERS:
            return tolerance
        if tolerance > max(float(across), 1.0) / 100:
            raise ArgumentError("data", f"{corners:,} corners are left of it", "give fewer or simpler shapes")
        tolerance *= 2


def _drawn(simple: Shape, whole: Shape, label: str, scale: int) -> DrawnPart:
    if simple.geom_type == "Polygon":
        rings = [_encoded(ring.coords, scale) for ring in (simple.exterior, *simple.interiors)]
        if len(rings[0]) >= 6:
            return DrawnPart("polygon", label, tuple(ring for ring in rings if len(ring) >= 6))
    elif simple.geom_type in {"LineString", "LinearRing"}:
        line = _encoded(simple.coords, scale)
        if len(line) >= 4:
            return DrawnPart("line", label, (line,))
    # What is too small for a line or an area is still there.
    middle = whole.representative_point()
    return DrawnPart("point", label, (_encoded([(middle.x, middle.y)], scale),))


def _encoded(points: Iterable[Sequence[float]], scale: int) -> tuple[int, ...]:
    """Return a line as whole numbers: the first pair absolute, then differences, none of them nothing."""
    found: list[int] = []
    last = (0, 0)
    for point in points:
        now = (round(point[0] * scale), round(point[1] * scale))
        if found and now == last:
            continue
        found += (now[0] - last[0], now[1] - last[1])
        last = now
    return tuple(found)
