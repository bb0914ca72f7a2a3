"""How long a table of a million rows takes to get its places."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pandas as pd

from benchmarks.measure import Measurement, median
from geomoves import Gazetteer

_ROWS, _NAMES = 1_000_000, 50_000
_TARGET_S = 5.0
_SYLLABLES = "ba ke lo mi nu par ste tra vor zhi gra dno kov sk hai lun".split()


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield `Gazetteer.lookup_frame` with 50,000 distinct names, half of them names of places."""
    chance = random.Random(4)
    gazetteer = Gazetteer()
    known = sorted({place.name for place in gazetteer})
    names = set(chance.sample(known, min(_NAMES // 2, len(known))))
    while len(names) < _NAMES:
        names.add("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 5))).title())
    frame = pd.DataFrame({"where": chance.choices(sorted(names), k=_ROWS)})
    times = []
    for _ in range(runs + 1):
        # CPU time: what a loaded machine does beside is not ours.
        start = time.process_time()
        # A gazetteer of its own: what it remembers of an earlier round would make it quicker.
        Gazetteer().lookup_frame(frame, "where", countries=["RU", "UA"])
        times.append(time.process_time() - start)
    yield median(f"lookup_frame, {_ROWS:,} rows, {_NAMES:,} names", times[1:], target_s=_TARGET_S)
