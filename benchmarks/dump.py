"""How long a dump of GeoNames takes to be packed, in how much memory, and how quick it is then."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measure import CHECKOUT, Measurement, median, median_of
from geomoves.places.cachefolder import CACHE_VARIABLE
from geomoves.places.names.folding import fold
from geomoves.places.protocols import Layer
from geomoves.places.userdata.dumps import DumpFiles, packed_dumps
from geomoves.places.world import world_layer

_PLACES = 3_000_000
_MOST_S_A_MILLION, _MOST_MB = 60.0, 2000.0
_LEAST_SHARE = 0.5
_ASKED = 50_000

_LATIN = "ba ke lo mi nu par ste tra vor zhi gra dno kov sk hai lun el ov ia rin".split()
_CYRILLIC = "ба ке ло ми ну пар сте тра вор жи гра дно ков ск хай лун ел ов ия рин".split()
_COUNTRIES = "RU UA KP KR CN US DE FR PL KZ".split()
_FEATURES = (("P", "PPL"),) * 6 + (("H", "STM"), ("T", "MT"), ("S", "AIRP"), ("L", "LCTY"))

_PACK = """
import json, resource, sys, time
from geomoves.places.userdata.dumps import DumpFiles, packed_dumps
wall, cpu = time.perf_counter(), time.process_time()
packed_dumps(DumpFiles([sys.argv[1]]), iso_ids=dict, progress=False)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu, peak]))
"""


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield packing a dump of three million places, once, and looking up in it and in the world's places."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CACHE_VARIABLE] = folder
        dump = Path(folder) / "allCountries.txt"
        _write(dump)
        done = subprocess.run(
            [sys.executable, "-c", _PACK, str(dump)], cwd=CHECKOUT, capture_output=True, text=True, check=True
        )
        _, cpu_s, peak_kb = json.loads(done.stdout)
        millions = _PLACES / 1e6
        yield median(
            "pack a dump, CPU time for a million places", [cpu_s / millions], target_s=_MOST_S_A_MILLION
        )
        yield median_of("pack 3 million places, memory at most", [peak_kb / 1e3], "MB", target=_MOST_MB)
        packed, world = packed_dumps(DumpFiles([str(dump)]), iso_ids=dict), world_layer()
        ours = [_names_a_second(packed) for _ in range(runs + 1)][1:]
        theirs = [_names_a_second(world) for _ in range(runs + 1)][1:]
        shares = [one / other for one, other in zip(ours, theirs, strict=True)]
        yield median_of("look up in it, names a second", ours, "/s", at_least=True)
        yield median_of("look up in the world's places", theirs, "/s", at_least=True)
        yield median_of("quicker by", shares, "×", target=_LEAST_SHARE, at_least=True)


def _write(path: Path) -> None:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, _PLACES + 1):
            # As long that a name has a handful of namesakes, as names of places have.
            syllables = chance.choices(range(len(_LATIN)), k=chance.randint(4, 6))
            name = "".join(_LATIN[each] for each in syllables).title()
            other = "".join(_CYRILLIC[each] for each in syllables).title()
            area = number <= 2000
            kind = ("A", "ADM1" if number <= 200 else "ADM2") if area else chance.choice(_FEATURES)
            cells = [
                number, name, name, f"{other},{name}ovo,{name} Oblast", f"{chance.uniform(-80, 80):.5f}",
                f"{chance.uniform(-180, 180):.5f}", *kind, _COUNTRIES[number % 10], "",
                number // 10 if number <= 200 else number % 20, number % 90, "", "",
                chance.choice((0, 0, 500, 20_000, 100_000)), "", 0, "Europe/Moscow", "2024-01-01",
            ]  # fmt: skip
            file.write("\t".join(map(str, cells)) + "\n")


def _names_a_second(layer: Layer) -> float:
    keys = _keys(layer)
    start = time.process_time()
    for key in keys:
        layer.hits(key)
    return len(keys) / (time.process_time() - start)


def _keys(layer: Layer) -> Sequence[str]:
    """Return names, half of them of places of the layer, none twice."""
    rows = range(0, len(layer), max(1, len(layer) // _ASKED))
    known = list(dict.fromkeys(fold(layer.place(row).name) for row in rows))[: _ASKED // 2]
    return [key for name in known for key in (name, f"{name}q")]
