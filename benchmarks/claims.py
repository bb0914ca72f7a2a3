"""How long it takes to read 100,000 claims, and to build the model of them."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geomoves as gm
from benchmarks.measure import CHECKOUT, Measurement, median

_MANY, _FEW = 100_000, 10_000
_READING_S = {".csv": 5.0, ".json": 5.0, ".yaml": 60.0}
_BUILDING_S = 10.0
_MOST_BYTES = 1.5e9
#: Each round takes long enough to tell.
_ROUNDS = 3
_PLACES = (
    "Vladivostok Khabarovsk Ussuriysk Kursk Sudzha Pyongyang Chongjin Belgorod Mariupol Melitopol Luhansk "
    "Kharkiv Sumy Moscow"
).split()

_READ = """
import sys, time, geomoves as gm
from geomoves.reports import read_dossier
begun = time.perf_counter()
read_dossier(sys.argv[1])
print(time.perf_counter() - begun)
"""
_BUILD = """
import resource, sys, time, geomoves as gm
dossier = gm.read_dossier(sys.argv[1])
gm.Gazetteer().lookup("Kursk")
begun = time.perf_counter()
gm.build(dossier)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield reading by format and building, each in a process of its own."""
    rounds = min(runs, _ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        made = {count: _dossier(count) for count in (_FEW, _MANY)}
        for ending, target_s in _READING_S.items():
            path = Path(folder) / f"many{ending}"
            made[_MANY].save(path)
            times = [_run(_READ, path)[0] for _ in range(1 if ending == ".yaml" else rounds)]
            yield median(f"reading {_MANY:,} claims of {ending[1:].upper()}", times, target_s=target_s)
        few = Path(folder) / "few.json"
        made[_FEW].save(few)
        small = [_run(_BUILD, few)[0] for _ in range(rounds)]
        yield median(f"building the model of {_FEW:,} claims", small)
        large = [_run(_BUILD, Path(folder) / "many.json") for _ in range(rounds)]
        peak = max(found[1] for found in large)
        if peak > _MOST_BYTES:
            raise AssertionError(f"building took {peak / 1e9:.2f} GB")
        yield median(
            f"building the model of {_MANY:,} claims, {peak / 1e9:.2f} GB at most",
            [found[0] for found in large],
            target_s=_BUILDING_S,
        )


def _run(program: str, path: Path) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True, cwd=CHECKOUT
    )
    return [float(number) for number in done.stdout.split()]


def _dossier(count: int) -> gm.Dossier:
    """Return a dossier as large ones are: many voices and forces, a third of the ends without a place."""
    chosen = random.Random(count)
    claims = {f"c{row}": _claim(row, chosen) for row in range(count)}
    return gm.Dossier(
        title="A large dossier",
        theatre=["RU", "UA", "KP"],
        documents={f"d{row}": {"citation": f"Report {row}"} for row in range(200)},
        speakers={f"s{row}": f"Speaker {row}" for row in range(50)},
        forces={f"f{row}": f"Force {row}" for row in range(300)},
        questions={"war": "Are they in the war?"},
        claims=claims,
    )


def _claim(row: int, chosen: random.Random) -> dict[str, Any]:
    claim: dict[str, Any] = {
        "in": f"d{row % 200}",
        "said_by": f"s{row % 50}",
        "said": f"2024-{row % 12 + 1:02}-{row % 28 + 1:02}",
    }
    kind = chosen.random()
    if kind < 0.03 and row:
        about = "war" if kind < 0.001 else f"c{chosen.randrange(row)}"
        return claim | {"kind": "response", "about": about, "stance": "denies"}
    claim |= {
        "force": f"f{row % 300}",
        "phase": chosen.choice(["happened", "expected", "intended", "under way"]),
        "when": f"{2023 + row % 2}-{chosen.randint(1, 12):02}-{chosen.randint(1, 28):02}",
    }
    if chosen.random() < 0.7:
        claim["strength"] = chosen.choice(["about 1,500", str(chosen.randint(5, 9000)), "several thousand"])
    if kind < 0.7:
        return claim | {"kind": "movement", "from": _end(chosen), "to": _end(chosen)}
    return claim | {"kind": chosen.choice(["presence", "loss", "activity"]), "at": _end(chosen)}


def _end(chosen: random.Random) -> Any:
    if chosen.random() < 0.7:
        return chosen.choice(_PLACES)
    return {"words": f"somewhere {chosen.randint(1, 50)}", "where": "unknown"}
