"""Land, border lines and areas of one edition of Natural Earth, with what the table of territories adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import shapely

from basemap_inputs import Row, table
from basemap_topology import cut_between, join_at_antimeridian, on_grid
from geomoves.maps.rings import Point, box_of, double_area
from geomoves.maps.viewpoints import points_of_view

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["SCALE", "Rings", "areas", "border_lines", "holds", "land", "rings_of", "values_by_line"]

SCALE = 1000
HALF_TURN = 180 * SCALE

# Natural Earth's classes of border lines, in the words of the map; an empty one is not drawn.
CLASSES = {
    "International boundary (verify)": "international",
    "Disputed (please verify)": "disputed",
    "Line of control (please verify)": "line of control",
    "Indefinite (please verify)": "indefinite",
    "Indeterminant frontier": "indefinite",
    "Elusive frontier": "indefinite",
    "Claim boundary": "claim",
    "Admin-1 boundary": "admin-1",
    "Map unit boundary": "admin-1",
    "Unrecognized": "",
}
# Edges of buffer zones and leased bases: no borders of anybody's.
NO_BORDERS = {"Overlay limit", "Lease limit"}

Rings = list[list[Point]]
# What an edition says of a line in a column, by the line's number and the column.
Values = dict[tuple[int, str], str]


def rings_of(geometry: BaseGeometry) -> Rings:
    """Return the rings of a shape on the grid, holes among them."""
    rings = [
        on_grid(ring.coords, SCALE, closed=True)
        for part in shapely.get_parts(geometry)
        for ring in (part.exterior, *part.interiors)
    ]
    return [ring for ring in rings if len(ring) > 2]


def land(folder: Path, edition: str) -> tuple[Rings, Rings]:
    """Return the land as rings, and as lines around the globe where it reaches around a pole."""
    rings = [ring for row in table(folder, f"ne_{edition}_land") for ring in rings_of(row["geometry"])]
    return join_at_antimeridian(rings, HALF_TURN)


def values_by_line(rows: Sequence[Row]) -> Values:
    """Return what an edition says of each line and column, where its rows agree."""
    values: dict[tuple[int, str], set[str]] = {}
    for row in rows:
        for column in row:
            if column.startswith("FCLASS_") and row[column]:
                values.setdefault((_number(row), column), set()).add(row[column])
    return {key: next(iter(found)) for key, found in values.items() if len(found) == 1}


def border_lines(folder: Path, edition: str, territories: Row, others: Values) -> list[Row]:
    """Return every border line with its class, and with its class in each view that differs.

    Parameters
    ----------
    folder : Path
        Where the edition's files are.
    edition : {"10m", "50m"}
        The edition.
    territories : dict
        The table of what has to be said beyond Natural Earth's columns.
    others : dict
        What another edition says of the same lines: it counts where this one is silent.
    """
    not_filled = {(row["ne_id"], row["column"]) for row in territories["not_filled"]}
    columns = {view.column: key for key, view in points_of_view().items() if view.column != "FEATURECLA"}
    lines: list[Row] = []
    for row in table(folder, f"ne_{edition}_admin_0_boundary_lines_land"):
        if row["FEATURECLA"] in NO_BORDERS:
            continue
        # OpenStreetMap's classes are nobody's view: Natural Earth has them in one edition and for few lines.
        ours = {name for name in row if name.startswith("FCLASS_")} - {"FCLASS_OSM"}
        if ours != set(columns):
            raise SystemExit(f"points of view and columns differ: {sorted(ours ^ set(columns))}")
        number = _number(row)
        filled = []
        for column in columns:
            value = others.get((number, column), "")
            wanted = not row[column] and value and (number, column) not in not_filled
            if wanted and CLASSES[value] != CLASSES[row["FEATURECLA"]]:
                row[column] = value
                filled.append({"ne_id": number, "column": column, "value": value})
        base = CLASSES[row["FEATURECLA"]]
        views = {columns[column]: CLASSES[row[column]] for column in columns if row[column]}
        lines += [
            {
                "ne_id": number,
                "points": on_grid(piece.coords, SCALE, closed=False),
                "class": base,
                "views": {key: views[key] for key in sorted(views) if views[key] != base},
                "filled": filled,
                "row": row,
            }
            for piece in shapely.get_parts(row["geometry"])
        ]
    lines += _lines_added(territories)
    lines += _claims(folder, territories)
    return [line for line in lines if len(line["points"]) > 1]


def _number(row: Row) -> int:
    return int(row["NE_ID"] if "NE_ID" in row else row["ne_id"])


def _lines_added(territories: Row) -> list[Row]:
    lines = []
    for row in territories["lines"]:
        base = CLASSES[row["class"]]
        views = {
            key: CLASSES[row["views"].get(key, row["other_views"])]
            for key in sorted(points_of_view())
            if key != "de facto" and row["views"].get(key) != ""
        }
        ends = on_grid([row["from"], row["to"]], SCALE, closed=False)
        views = {key: value for key, value in views.items() if value != base}
        lines.append({"ne_id": 0, "points": ends, "class": base, "views": views, "filled": [], "row": {}})
    return lines


def _claims(folder: Path, territories: Row) -> list[Row]:
    """Return the lines that states claim beyond what they control, each in its claimant's view alone."""
    claims = territories["claims"]
    frame = geopandas.read_file(folder / claims["file"], layer=claims["layer"])
    return [
        {
            "ne_id": 0,
            "points": on_grid(piece.coords, SCALE, closed=False),
            "class": "",
            "views": {claims["views"][name]: "claim"},
            "filled": [],
            "row": {},
        }
        for name, geometry in zip(frame["name"], frame.geometry, strict=True)
        if name in claims["views"]
        for piece in shapely.get_parts(geometry)
    ]


def areas(folder: Path, edition: str, territories: Row, lines: Sequence[Row]) -> list[Row]:
    """Return every country, and every part of one that has a code or holders of its own."""
    rows = {row["ADM0_A3"]: row for row in table(folder, f"ne_{edition}_admin_0_countries")}
    codes = {a3: row["ISO_A2_EH"] if row["ISO_A2_EH"] != "-99" else "" for a3, row in rows.items()}
    names = {row["area"]: row["name"] for row in territories["names"]}
    slips = {(row["area"], row["column"]) for row in territories["slips"]}
    classes = {line["ne_id"]: line for line in lines}
    found: list[Row] = []
    parts: list[Row] = []
    for a3, row in sorted(rows.items()):
        rings, around = join_at_antimeridian(rings_of(row["geometry"]), HALF_TURN)
        for part in (part for part in territories["parts"] if part["of"] == a3):
            taken, rings = _taken(part, rings)
            holders = _part_holders(part, classes, rows) if "holder" in part else {}
            parts.append(
                {
                    "name": part["name"],
                    "code": part.get("code", ""),
                    "holders": holders,
                    "rings": taken,
                    "around": [],
                    "a3": "",
                }
            )
        held_by = {
            key: codes[row[_area_column(key)]]
            for key in sorted(points_of_view())
            if key != "de facto" and row[_area_column(key)] in codes and (a3, _area_column(key)) not in slips
        }
        found.append(
            {
                "name": names.get(a3, row["NAME_EN"]),
                "code": codes[a3],
                "holders": {key: code for key, code in held_by.items() if code != codes[a3]},
                "rings": rings,
                "around": around,
                "a3": a3,
            }
        )
    found = [area for area in found if area["rings"] or area["around"]]
    for area in found:
        # Natural Earth keeps a few islands apart that share the code of the country that they belong to.
        same = [other for other in found if other["code"] and other["code"] == area["code"]]
        if area is max(same, key=_size, default=None):
            area["rings"] = [ring for other in same for ring in other["rings"]]
    whole = {area["code"]: area for area in sorted(found, key=_size)}
    return [*(area for area in found if not area["code"] or area is whole[area["code"]]), *parts]


def _size(area: Row) -> int:
    return sum(abs(double_area(ring)) for ring in area["rings"])


def _area_column(key: str) -> str:
    column = points_of_view()[key].column.removeprefix("FCLASS_")
    return f"ADM0_{column}" if column in {"ISO", "TLC"} else f"ADM0_A3_{column}"


def _taken(part: Row, rings: Rings) -> tuple[Rings, Rings]:
    """Divide an area's rings into those of the part and those that remain."""
    if "cut" in part:
        start, end = on_grid(part["cut"], SCALE, closed=False)
        largest = max(rings, key=len)
        halves = cut_between(largest, start, end)
        inside = [half for half in halves if holds(half, on_grid([part["inside"]], SCALE, closed=False)[0])]
        outside = [half for half in halves if half not in inside]
        return inside, [*outside, *(ring for ring in rings if ring is not largest)]
    boxes = [[round(edge * SCALE) for edge in box] for box in part["boxes"]]
    taken = []
    for ring in rings:
        west, south, east, north = box_of(ring)
        if any(box[0] <= west and box[1] <= south and east <= box[2] and north <= box[3] for box in boxes):
            taken.append(ring)
    if not taken:
        raise SystemExit(f"nothing of {part['of']} lies in the box of {part['name']}")
    return taken, [ring for ring in rings if ring not in taken]


def holds(ring: Sequence[Point], point: Point) -> bool:
    """Whether a ring has a point in it."""
    inside = False
    for (ax, ay), (bx, by) in zip([ring[-1], *ring], ring, strict=False):
        if (ay > point[1]) != (by > point[1]) and point[0] < ax + (bx - ax) * (point[1] - ay) / (by - ay):
            inside = not inside
    return inside


def _part_holders(part: Row, lines: Mapping[int, Row], rows: Mapping[str, Row]) -> dict[str, str]:
    """Return who holds a part in every point of view, by the part's rule."""
    rule = part["holder"]
    holders = {}
    for key in sorted(points_of_view()):
        if key in rule.get("views", {}):
            holders[key] = rule["views"][key]
            continue
        if "line" in rule:
            line = lines[rule["line"]]
            value = line["class"] if key == "de facto" else line["views"].get(key, line["class"])
        else:
            value = rows[rule["area"]][_area_column(key)]
        holders[key] = rule["when"].get(value, rule["otherwise"])
    return holders
