"""How long a map takes, from the prompt to the file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import CHECKOUT, Measurement, command, median, time_command, time_in_turn

_TARGET_S = 5.0


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield ``geomoves map`` of the example."""
    example = str(CHECKOUT / "examples" / "dprk-2024.yaml")
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "map.html")
        (times,) = time_in_turn(lambda: time_command(command("map", example, "-o", target)), runs=runs)
    yield median("geomoves map examples/dprk-2024.yaml", times, target_s=_TARGET_S)
