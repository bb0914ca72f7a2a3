"""How long 10,000 great circles of 100 points take, and cutting them at the antimeridian."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from importlib import metadata

import numpy as np
from pyproj import Geod
from shapely import LineString, MultiLineString

from benchmarks.measure import Measurement, median
from geomoves.movement.arcs import great_circles, split_lines

_LINES, _POINTS = 10_000, 100
#: The peer is slow: it is timed on a part of the lines and its time is scaled.
_PEER_SHARE = 20
_MOST_APART_M = 10.0


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield the arcs against pyproj's own loop, and the cut against the package antimeridian."""
    starts, ends = _ends()
    geod = Geod(ellps="WGS84")

    def loop() -> np.ndarray:
        rows = zip(starts.tolist(), ends.tolist(), strict=True)
        lines = [
            geod.inv_intermediate(
                *start, *end, _POINTS, initial_idx=0, terminus_idx=0, return_back_azimuth=False
            )
            for start, end in rows
        ]
        return np.array([(line.lons, line.lats) for line in lines]).transpose(0, 2, 1)

    ours, theirs, mine, peers = _in_turn(lambda: great_circles(starts, ends, _POINTS), loop, runs)
    _, _, apart = geod.inv(*mine.reshape(-1, 2).T, *peers.reshape(-1, 2).T)
    worst = float(np.max(np.abs(apart)))
    if worst > _MOST_APART_M:
        raise AssertionError(f"an arc is {worst:.1f} m from pyproj's")
    peer_s = float(np.median(theirs))
    yield median(
        f"{_LINES:,} great circles of {_POINTS} points, {worst * 1000:.1f} mm from pyproj's at most",
        ours,
        target_s=1.1 * peer_s,
        peer=f"pyproj {metadata.version('pyproj')}, a loop",
        peer_s=peer_s,
    )
    yield from _cut(mine, runs)


def _cut(lines: np.ndarray, runs: int) -> Iterator[Measurement]:
    try:
        import antimeridian
    except ImportError:
        print("antimeridian is not installed: its comparison is left out")
        return
    flat, lengths = lines.reshape(-1, 2), np.full(len(lines), _POINTS)
    times = [_timed(lambda: split_lines(flat, lengths))[0] for _ in range(runs)]
    cut, parts, of_line = split_lines(flat, lengths)
    pieces: dict[int, list[np.ndarray]] = {}
    for line, piece in zip(of_line.tolist(), np.split(cut, np.cumsum(parts)[:-1]), strict=True):
        pieces.setdefault(line, []).append(piece)
    some = range(0, len(lines), _PEER_SHARE)
    # It leaves longitudes beyond 180 as they are, so they are wrapped first.
    wrapped = [
        LineString([((lon + 180.0) % 360.0 - 180.0, lat) for lon, lat in lines[row].tolist()]) for row in some
    ]
    spent, found = _timed(
        lambda: [antimeridian.fix_line_string(line, great_circle=False) for line in wrapped]
    )
    for row, other in zip(some, found, strict=True):
        theirs = list(other.geoms) if isinstance(other, MultiLineString) else [other]
        same = len(theirs) == len(pieces[row]) and all(
            np.allclose(np.array(each.coords), piece, atol=1e-6)
            for each, piece in zip(theirs, pieces[row], strict=True)
        )
        if not same:
            raise AssertionError(f"line {row} is cut into other parts")
    peer_s = spent * _PEER_SHARE
    yield median(
        f"cutting them at the antimeridian, {len(some)} of them compared: equal parts",
        times,
        target_s=peer_s / 200,
        peer=f"antimeridian {metadata.version('antimeridian')}",
        peer_s=peer_s,
    )


def _ends() -> tuple[np.ndarray, np.ndarray]:
    """Return ends all over the world, a third of the lines near the antimeridian."""
    chosen = random.Random(1812)
    starts, ends = [], []
    for row in range(_LINES):
        if row % 3:
            starts.append((chosen.uniform(-180, 180), chosen.uniform(-75, 75)))
            ends.append((chosen.uniform(-180, 180), chosen.uniform(-75, 75)))
        else:
            starts.append((chosen.uniform(150, 180), chosen.uniform(-60, 60)))
            ends.append((chosen.uniform(-180, -150), chosen.uniform(-60, 60)))
    return np.array(starts), np.array(ends)


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def _in_turn(
    ours: Callable[[], np.ndarray], theirs: Callable[[], np.ndarray], runs: int
) -> tuple[list[float], list[float], np.ndarray, np.ndarray]:
    """Time two pieces of work in turn, so that what else the machine does meets both."""
    mine, peers = ours(), theirs()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, spent in zip((ours, theirs), times, strict=True):
            spent.append(_timed(work)[0])
    return *times, mine, peers
