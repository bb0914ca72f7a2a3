"""Write ``geomoves/places/data/curated.json``: the curated gazetteer as a first look-up asks for it.

``python scripts/build_curated.py`` after a change of ``data/gazetteer.csv``, of the tables of words, of the
world's places, or of how names are folded and read. The same files give the same bytes. Until then the CSV is
read instead, which takes longer; the tests say so.
"""

from __future__ import annotations

import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from geomoves.files import write_whole  # noqa: E402
from geomoves.places.curated import curated_file, read_gazetteers  # noqa: E402
from geomoves.places.datafiles import curated_path, data_path  # noqa: E402
from geomoves.places.names.demonyms import demonyms  # noqa: E402
from geomoves.places.names.units import units  # noqa: E402
from geomoves.places.packed.curated import CURATED, WORD_TABLES, checksum  # noqa: E402
from geomoves.places.packed.curating import pack_curated  # noqa: E402
from geomoves.places.world import world_layer  # noqa: E402


def packed() -> bytes:
    """Return what the file has to hold."""
    made_of = {name: checksum(data_path(name)) for name in WORD_TABLES}
    made_of |= {"gazetteer.csv": checksum(curated_path()), "world.places": world_layer().checksum}
    return pack_curated(read_gazetteers([curated_file()]), world_layer(), demonyms() | units(), made_of)


def main() -> None:
    """Write the file."""
    target = Path(data_path(CURATED))
    content = packed()
    write_whole(target, content)
    print(f"{target.name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
