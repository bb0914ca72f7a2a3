"""The borders of provinces, each with how large the smaller province beside it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from basemap_inputs import Row, table
from basemap_states import SCALE
from basemap_topology import levels, on_grid
from geomoves.maps.rings import Point

__all__ = ["province_lines"]

# Sizes are kept in tenths of a degree, up to this one.
_TENTHS = 10
_LARGEST = 250
# How far beside a line its two provinces are looked for, degrees.
_BESIDE_DEG = 0.002


def province_lines(
    folder: Path,
    borders: Sequence[Sequence[Point]],
    coast: Sequence[Sequence[Point]],
    tolerances: tuple[float, ...],
) -> list[Row]:
    """Return the lines with ``size``: the side of a square like the smaller province, tenths of a degree.

    Natural Earth's own ranks of these lines are in none of the packages. A province is what border lines and
    coasts enclose; its size is taken on the ground, in degrees of latitude.
    """
    cut = [
        on_grid(piece.coords, SCALE, closed=False)
        for row in table(folder, "ne_10m_admin_1_states_provinces_lines")
        for piece in shapely.get_parts(row["geometry"])
    ]
    # They come in pieces of a few points each.
    merged = shapely.line_merge(
        shapely.multilinestrings([shapely.linestrings(piece) for piece in cut if len(piece) > 1])
    )
    pieces = sorted(
        [(int(x), int(y)) for x, y in shapely.get_coordinates(part)] for part in shapely.get_parts(merged)
    )
    closed = [[*ring, ring[0]] for ring in coast]
    lines = [shapely.LineString(line) for line in (*pieces, *borders, *closed)]
    provinces: Any = shapely.get_parts(shapely.polygonize([shapely.node(shapely.geometrycollections(lines))]))
    centres = shapely.get_y(shapely.centroid(provinces)) / SCALE
    sizes = np.sqrt(shapely.area(provinces) * np.cos(np.radians(centres))) / SCALE
    beside = [_beside(piece) for piece in pieces]
    points = shapely.points([point for pair in beside for point in pair])
    asked, found = shapely.STRtree(provinces).query(points, predicate="within")
    smallest = np.full(len(pieces), math.inf)
    np.minimum.at(smallest, asked // 2, sizes[found])
    rows = [
        {
            "line": piece,
            "size": 1 if math.isinf(size) else max(1, min(_LARGEST, round(size * _TENTHS))),
            "levels": levels(piece, SCALE, tolerances),
        }
        for piece, size in zip(pieces, smallest.tolist(), strict=True)
    ]
    return sorted(rows, key=lambda row: (-row["size"], row["line"]))


def _beside(line: list[Point]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return a point on either side of the middle of a line's longest step."""
    (ax, ay), (bx, by) = max(pairwise(line), key=lambda step: math.dist(*step))
    length = math.dist((ax, ay), (bx, by))
    x, y = (ax + bx) / 2, (ay + by) / 2
    dx, dy = (by - ay) / length * _BESIDE_DEG * SCALE, (ax - bx) / length * _BESIDE_DEG * SCALE
    return (x + dx, y + dy), (x - dx, y - dy)
