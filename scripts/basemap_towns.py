"""Towns: Natural Earth's, and GeoNames' smaller ones between them, with their names in other languages."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import shapely

from basemap_inputs import Row, read_json
from basemap_names import Names
from basemap_states import SCALE, holds
from geomoves.maps.rings import box_of

__all__ = ["TOWN_CELL_DEG", "town_cells", "towns"]

# The side of the cells that small towns are kept in.
TOWN_CELL_DEG = 15
# Inhabitants from which a town of GeoNames' has a rank; Natural Earth's own ranks end with 10.
_RANKS = ((1_000_000, 4), (500_000, 6), (200_000, 7), (100_000, 8), (50_000, 9), (15_000, 10))
# GeoNames' point of a town that Natural Earth has too lies within this of Natural Earth's.
_SAME_TOWN_DEG = 0.12
_SAME_NAME_DEG = 0.5
# In the names of these states' towns GeoNames writes a soft sign as one of these.
_CYRILLIC = frozenset({"BY", "KG", "KZ", "RU", "UA"})
_SOFT_SIGNS = "'’ʹ"


def towns(folder: Path, names: Names) -> tuple[list[Row], list[Row]]:
    """Return Natural Earth's towns, and those of GeoNames' that are none of them.

    Each with ``name``, ``point``, ``rank``, ``people``, ``capital``, ``names`` in other languages, and whose
    it is: ``a3`` or ``code``.
    """
    large: list[Row] = [
        {
            "name": row["n"],
            "point": (round(row["o"] * SCALE), round(row["a"] * SCALE)),
            "rank": row["r"],
            "people": max(0, row["p"]),
            "capital": row["c"],
            "a3": row["y"],
            "code": "",
        }
        for row in read_json(folder / "cities-50m.json")["cities"]
    ]
    tree = shapely.STRtree([shapely.Point(town["point"]) for town in large])
    small: list[Row] = []
    for row in sorted(read_json(folder / "cities15000.json").values(), key=lambda row: row["geonameid"]):
        point = (round(row["longitude"] * SCALE), round(row["latitude"] * SCALE))
        near = tree.query(shapely.Point(point), predicate="dwithin", distance=_SAME_NAME_DEG * SCALE)
        called = {row["name"].casefold(), *(name.casefold() for name in row["alternatenames"])}
        twins = [
            town
            for town in (large[number] for number in sorted(near.tolist()))
            if town["name"].casefold() in called or math.dist(town["point"], point) < _SAME_TOWN_DEG * SCALE
        ]
        for town in twins:
            names.note(town["name"], row)
        rank = next((rank for least, rank in _RANKS if row["population"] >= least), None)
        if twins or rank is None:
            continue
        names.note(_readable(row), row)
        small.append(
            {
                "name": _readable(row),
                "point": point,
                "rank": rank,
                "people": row["population"],
                "capital": 0,
                "a3": "",
                "code": row["countrycode"],
            }
        )
    for town in (*large, *small):
        town["names"] = names.of(town["name"])
    return large, small


def _readable(row: Row) -> str:
    """Return a town's name without the marks that stand for soft signs where Cyrillic is transliterated."""
    name = str(row["name"])
    if row["countrycode"] not in _CYRILLIC:
        return name
    return "".join(letter for letter in name if letter not in _SOFT_SIGNS)


def town_cells(
    found: list[Row], areas: list[Row], languages: tuple[str, ...], cell_deg: int
) -> Iterator[tuple[str, Row]]:
    """Yield the key and the table of each cell that has towns, the most prominent first.

    A row is name, x, y, rank, inhabitants, number of its area (−1: none), 1 for a capital, and its names in
    ``languages``, "" where none is known or it is the same; what is empty at a row's end is left out.
    """
    by_a3 = {area["a3"]: index for index, area in enumerate(areas) if area["a3"]}
    by_code = {area["code"]: index for index, area in enumerate(areas) if area["a3"] and area["code"]}
    contested = [
        (index, ring, box_of(ring))
        for index, area in enumerate(areas)
        if not area["a3"]
        for ring in area["rings"]
    ]
    cells: dict[tuple[int, int], list[Row]] = {}
    for town in found:
        x, y = town["point"]
        index = by_a3.get(town["a3"], by_code.get(town["code"], -1))
        for part, ring, box in contested:
            if box.west <= x <= box.east and box.south <= y <= box.north and holds(ring, (x, y)):
                index = part
        row = [town["name"], x, y, town["rank"], town["people"], index, town["capital"], *town["names"]]
        while len(row) > 7 and not row[-1]:
            row.pop()
        cells.setdefault((x // (cell_deg * SCALE), y // (cell_deg * SCALE)), []).append(row)
    for (column, line), rows in sorted(cells.items()):
        rows.sort(key=lambda town: (town[3], -town[4], town[0], town[1], town[2]))
        yield f"towns.{column}.{line}", {"languages": list(languages), "towns": rows}
