"""Shapes that somebody else drew, read in whatever form they come: row by row, in degrees.

Files are read as JSON and never through GDAL, which follows what a file names to other files and to the
network.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from geomoves.errors import ArgumentError, FileAccessError, shorten

__all__ = ["SHAPE_FORMS", "Shape", "shape_rows"]

#: A shapely geometry: shapely loads when shapes are read.
Shape: TypeAlias = Any
SHAPE_FORMS: Final = (
    "give a GeoDataFrame, a GeoSeries, a shapely geometry, GeoJSON as a dict, or the path of a .geojson file"
)
_LARGEST_FILE_BYTES: Final = 64 * 2**20
_MOST_ROWS: Final = 50_000
_LONGEST_LABEL: Final = 200
_WGS84_NAMES: Final = ("CRS84", "EPSG::4326", "EPSG:4326")
# What shapely raises, beside its own errors, on data that only looks like GeoJSON.
_NO_GEOMETRY: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def shape_rows(data: object, label: str) -> Iterator[tuple[str, str, Shape | None]]:
    """Yield each row of some shapes.

    Parameters
    ----------
    data : GeoDataFrame, GeoSeries, shapely geometry, mapping, str or path-like
        The shapes. A mapping is GeoJSON; a text is the path of a GeoJSON file.
    label : str
        The column, or the GeoJSON property, that names each row; empty for none.

    Yields
    ------
    tuple of str, str, geometry or None
        What to call the row in a message, its label, and its shape in degrees (EPSG:4326).

    Raises
    ------
    ArgumentError
        `data` is none of these, names no coordinate system where it needs one, or has no such column.
    FileAccessError
        The file cannot be read.
    """
    from shapely.geometry.base import BaseGeometry

    if isinstance(data, (str, os.PathLike)):
        data = _read_json(data)
    if isinstance(data, BaseGeometry):
        if label:
            raise ArgumentError("label", f"a bare geometry has no column {label!r}", "leave `label` out")
        yield "the geometry", "", data
        return
    if hasattr(data, "to_crs") and hasattr(data, "geometry"):
        yield from _frame_rows(data, label)
        return
    if not isinstance(data, Mapping) and hasattr(data, "__geo_interface__"):
        data = data.__geo_interface__
    if not isinstance(data, Mapping):
        raise ArgumentError("data", f"this is a {type(data).__name__}", SHAPE_FORMS)
    yield from _geojson_rows(data, label)


def _read_json(path: str | os.PathLike[str]) -> Any:
    place = Path(path)
    if place.suffix.lower() not in {".geojson", ".json"}:
        remedy = "read it with geopandas yourself and give the GeoDataFrame"
        raise FileAccessError(str(path), "only .geojson and .json files are read here", remedy)
    try:
        if place.stat().st_size > _LARGEST_FILE_BYTES:
            raise FileAccessError(str(path), "it is larger than 64 MB", "simplify it first")
        return json.loads(place.read_bytes(), parse_constant=_no_constant)
    except FileNotFoundError as error:
        raise FileAccessError(str(path), "there is no such file") from error
    except OSError as error:
        raise FileAccessError(str(path), error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise FileAccessError(str(path), f"this is no GeoJSON: {error}") from error


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _frame_rows(data: Any, label: str) -> Iterator[tuple[str, str, Shape | None]]:
    try:
        shapes = data.geometry
    except AttributeError as error:
        raise ArgumentError("data", "the table has no geometry", "set one: gdf.set_geometry(…)") from error
    if len(shapes) > _MOST_ROWS:
        raise ArgumentError("data", f"it has more than {_MOST_ROWS:,} rows", "leave out what no map can show")
    if label and label not in getattr(data, "columns", ()):
        columns = ", ".join(str(name) for name in getattr(data, "columns", ()))
        raise ArgumentError("label", f"there is no column {label!r}", f"it has: {columns or 'none'}")
    texts = data[label] if label else [""] * len(shapes)
    for name, text, shape in zip(shapes.index, texts, _in_degrees(shapes), strict=True):
        yield f"row {shorten(name)}", _label(text), shape


def _in_degrees(shapes: Any) -> Any:
    if shapes.crs is None:
        _check_bounds(shapes.total_bounds)
        return shapes
    try:
        return shapes.to_crs(4326)
    except Exception as error:  # pyproj has errors of many kinds
        raise ArgumentError("data", f"it cannot be brought to WGS 84: {error}") from error


def _check_bounds(bounds: Iterable[float]) -> None:
    """Refuse what cannot be degrees, where no coordinate system is named."""
    edges = [float(edge) for edge in bounds]
    # Of nothing there are no bounds: numpy has NaN for them.
    if any(abs(edge) > most for edge, most in zip(edges, (540, 90, 540, 90), strict=False)):
        told = ", ".join(f"{edge:.6g}" for edge in edges)
        message = f"it names no coordinate system, and its bounds ({told}) are no degrees"
        raise ArgumentError("data", message, "say which it is: gdf.set_crs(…)")


def _geojson_rows(data: Mapping[str, Any], label: str) -> Iterator[tuple[str, str, Shape | None]]:
    features: Any
    if data.get("type") == "FeatureCollection":
        features = data.get("features")
        if not isinstance(features, Sequence) or isinstance(features, str):
            raise ArgumentError("data", "the FeatureCollection has no list of features")
    else:
        features = [data]
    if len(features) > _MOST_ROWS:
        raise ArgumentError("data", f"it has more than {_MOST_ROWS:,} rows", "leave out what no map can show")
    named = _named_crs(data)
    texts: list[str] = []
    shapes: list[Shape | None] = []
    for nth, feature in enumerate(features):
        if not isinstance(feature, Mapping):
            raise ArgumentError("data", f"feature {nth} is no GeoJSON object")
        whole = feature.get("type") == "Feature"
        properties = feature.get("properties") if whole else None
        held = properties if isinstance(properties, Mapping) else {}
        texts.append(_label(held.get(label)) if label else "")
        shapes.append(_shape(feature.get("geometry") if whole else feature, nth))
    if label and not any(texts):
        raise ArgumentError("label", f"no feature has a property {label!r}")
    if named:
        shapes = _brought_to_degrees(shapes, named)
    else:
        import shapely

        placed: list[Any] = [shape for shape in shapes if shape is not None]
        _check_bounds(shapely.total_bounds(placed) if placed else ())
    for nth, (text, shape) in enumerate(zip(texts, shapes, strict=True)):
        yield f"feature {nth}", text, shape


def _brought_to_degrees(shapes: Any, crs: str) -> list[Shape | None]:
    import geopandas

    try:
        series = geopandas.GeoSeries(shapes, crs=crs)
    except Exception as error:  # pyproj has errors of many kinds
        raise ArgumentError("data", f"its coordinate system {shorten(crs)} is not known") from error
    return list(_in_degrees(series))


def _named_crs(data: Mapping[str, Any]) -> str | None:
    """Return the coordinate system of an old GeoJSON file; the present standard's needs no name."""
    crs = data.get("crs")
    properties = crs.get("properties") if isinstance(crs, Mapping) else None
    name = properties.get("name") if isinstance(properties, Mapping) else None
    if not isinstance(name, str) or name.endswith(_WGS84_NAMES):
        return None
    return name[:200]


def _shape(geometry: Any, nth: int) -> Shape | None:
    import shapely.errors
    from shapely.geometry import shape

    if geometry is None:
        return None
    try:
        made = shape(geometry)
    except (*_NO_GEOMETRY, shapely.errors.ShapelyError) as error:
        raise ArgumentError("data", f"feature {nth} is no geometry: {shorten(error)}") from error
    return made


def _label(value: object) -> str:
    # A missing cell of a table is NaN.
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_LABEL else text[:_LONGEST_LABEL] + "…"
