"""Build ``geomoves/places/data/world.places``, the world's places under the curated gazetteer.

``python scripts/build_world.py FOLDER`` builds it from the packages of ``scripts/world_inputs.json``, each
file of which is checked; what FOLDER lacks is fetched from the registry. The same packages give the same
bytes. With ``--to FILE`` it is written elsewhere.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from geomoves.places.curated import curated_file, read_gazetteers  # noqa: E402
from geomoves.places.packed.writing import PackRow, pack  # noqa: E402
from world_areas import Areas  # noqa: E402
from world_features import airfields, lakes, ports, rivers  # noqa: E402
from world_inputs import Inputs  # noqa: E402
from world_settlements import POSTAL, Neighbours, settlements, villages, without_doubles  # noqa: E402

_TARGET = CHECKOUT / "geomoves" / "places" / "data" / "world.places"
_LARGEST = 25_000_000
_SCHEMES = [
    ("geonames:", 1),
    ("iso:", -1),
    ("icao:", -1),
    ("iata:", -1),
    ("unlocode:", -1),
    ("naturalearth:", 1),
    ("naturalearth-river:", 1),
    ("wikidata:Q", 1),
    *((f"geonames-postal:{country}-", digits) for country, digits in sorted(POSTAL.items())),
]


def build(folder: Path, target: Path) -> str:
    """Build the index and return what is in it."""
    inputs = Inputs(folder)
    with tempfile.TemporaryDirectory() as unpacked:
        areas = Areas(inputs, Path(unpacked))
        rows: list[PackRow] = areas.rows()
        towns = settlements(inputs, areas)
        neighbours = Neighbours(towns)
        rows += towns
        rows += villages(inputs, areas, neighbours)
        rows += airfields(inputs, neighbours)
        rows += ports(inputs, neighbours)
        rows += lakes(inputs, Path(unpacked))
        rows += rivers(inputs)
        rows = without_doubles(rows)
    known: dict[str, PackRow] = {}
    for row in rows:
        known.setdefault(row.id, row)
    rows = list(known.values())
    counts = Counter(row.kind for row in rows)
    about = {
        "title": "Places of the world",
        "sources": inputs.about(),
        "places": len(rows),
        "kinds": dict(sorted(counts.items())),
    }
    curated = read_gazetteers([curated_file()])
    claimants = {place.id: place.claimants for place in curated if place.claimants and place.id in known}
    pack(target, rows, schemes=_SCHEMES, about=about, claimants=claimants)
    size = target.stat().st_size
    if size > _LARGEST:
        raise SystemExit(f"{target.name} has {size:,} bytes; at most {_LARGEST:,} may be committed")
    return f"{target.name}: {size:,} bytes, {len(rows):,} places: " + ", ".join(
        f"{count:,} {kind}" for kind, count in counts.most_common()
    )


def main() -> None:
    """Build the index where it belongs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the packages lie or are fetched to")
    parser.add_argument("--to", type=Path, default=_TARGET, help="the file to write")
    wanted = parser.parse_args()
    print(build(wanted.folder, wanted.to))


if __name__ == "__main__":
    main()
