"""Lakes and rivers of both editions of the basemap."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from basemap_inputs import Row, read_json, table
from basemap_states import SCALE, rings_of
from basemap_topology import levels, on_grid
from geomoves.maps.rings import Point

__all__ = ["lakes", "rivers_10m", "rivers_50m"]

# The ranks of rivers that the 1:50 million edition does not have, long ones and short ones.
_RANK_OF_LONG, _RANK_OF_SHORT = 7, 8
_LONG_DEG = 1.0
# A river of one edition runs within this of the same river in the other.
_SAME_RIVER_DEG = 0.08


def lakes(folder: Path, edition: str, tolerances: tuple[float, ...]) -> list[Row]:
    """Return the rings of lakes and of the islands in them, with rank and levels."""
    found: list[Row] = []
    for row in table(folder, f"ne_{edition}_lakes"):
        for ring in rings_of(row["geometry"]):
            # Closed for the ranking of its points, so that where it starts is needed like any end.
            ranked = levels([*ring, ring[0]], SCALE, tolerances)[:-1]
            found.append({"line": ring, "rank": int(row["scalerank"]), "levels": ranked})
    return found


def rivers_50m(folder: Path, tolerances: tuple[float, ...]) -> list[Row]:
    """Return the rivers of the 1:50 million edition."""
    found: list[Row] = []
    for feature in read_json(folder / "rivers-50m.geojson")["features"]:
        for coordinates in feature["geometry"]["coordinates"]:
            line = on_grid(coordinates, SCALE, closed=False)
            if len(line) > 1:
                found.append(_river(line, int(feature["properties"]["scalerank"]), tolerances))
    return found


def rivers_10m(folder: Path, coarse: list[Row], tolerances: tuple[float, ...]) -> list[Row]:
    """Return the rivers of the 1:10 million edition, ranked as the coarser edition ranks them.

    The package has them cut at the borders of countries, those on a border twice, and each piece closed by
    its first point.
    """
    steps: dict[tuple[Point, Point], None] = {}
    with closing(sqlite3.connect(f"file:{folder / 'maps.sqlite3'}?mode=ro", uri=True)) as database:
        for (payload,) in database.execute("SELECT payload FROM country_map ORDER BY alpha2"):
            for river in json.loads(zlib.decompress(payload)).get("rivers", []):
                line = on_grid(river["points"][:-1], SCALE, closed=False)
                for one, other in pairwise(line):
                    steps[min(one, other), max(one, other)] = None
    merged = shapely.line_merge(shapely.multilinestrings([shapely.linestrings(step) for step in steps]))
    lines = sorted(
        min(points, points[::-1])
        for points in (
            [(int(x), int(y)) for x, y in shapely.get_coordinates(part)] for part in shapely.get_parts(merged)
        )
    )
    ranks = _ranks_like(lines, coarse)
    return [_river(line, rank, tolerances) for line, rank in zip(lines, ranks, strict=True)]


def _ranks_like(lines: list[list[Point]], coarse: list[Row]) -> list[int]:
    tree = shapely.STRtree([shapely.LineString(row["line"]) for row in coarse])
    shapes: Any = np.array([shapely.LineString(line) for line in lines], dtype=object)
    middles = shapely.line_interpolate_point(shapes, 0.5, normalized=True)
    near, which = tree.query(middles, predicate="dwithin", distance=_SAME_RIVER_DEG * SCALE)
    ranks = [
        _RANK_OF_LONG if length >= _LONG_DEG * SCALE else _RANK_OF_SHORT for length in shapely.length(shapes)
    ]
    for line, river in zip(near.tolist(), which.tolist(), strict=True):
        ranks[line] = min(ranks[line], coarse[river]["rank"])
    return ranks


def _river(line: list[Point], rank: int, tolerances: tuple[float, ...]) -> Row:
    return {"line": line, "rank": rank, "levels": levels(line, SCALE, tolerances)}
