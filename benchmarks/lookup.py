"""How long one name takes, from the prompt to the answer."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import Measurement, command, median, time_command, time_in_turn

_TARGET_S = 0.45


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield ``geomoves lookup`` of a name that is two places."""
    (times,) = time_in_turn(lambda: time_command(command("lookup", "Donetsk")), runs=runs)
    yield median("geomoves lookup Donetsk", times, target_s=_TARGET_S)
