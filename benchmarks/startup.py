"""How long until geomoves is there: what ``import geomoves`` adds to a Python that does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import Measurement, median, python, time_command, time_in_turn

_TARGET_S = 0.05


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield the import of geomoves beside that of its heaviest dependency, each less bare Python."""
    bare, ours, theirs = time_in_turn(
        lambda: time_command(python("pass")),
        lambda: time_command(python("import geomoves")),
        lambda: time_command(python("import folium")),
        runs=runs,
    )
    added = [with_it - without for with_it, without in zip(ours, bare, strict=True)]
    peers = [with_it - without for with_it, without in zip(theirs, bare, strict=True)]
    peer = median("", peers).value
    yield median("bare python", bare)
    yield median(
        "import geomoves, over bare python", added, target_s=_TARGET_S, peer="import folium", peer_s=peer
    )
