"""How long a large map takes from a ready model to the file, and how large it is, beside folium and pydeck.

Sizes are those of what the movements add to a file: the file less one that draws a single movement, both
without a basemap, so that scripts and styles don't count, neither ours nor the peers'. All write the same
movements with the same fields.
"""

from __future__ import annotations

import gc
import gzip
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import pydeck
import shapely

import geomoves as gm
from benchmarks.generated import generated_model
from benchmarks.measure import Measurement, median, median_of

#: What is allowed without quotes: seconds, and megabytes of a million bytes.
_TARGETS = {10_000: (0.2, 0.3), 100_000: (1.5, 2.5)}
#: What quotes may add, beside what they take gzipped by themselves.
_QUOTES_TARGET = 1.4
_QUOTES_GZIP_LEVEL = 6
#: The peers take half a minute at the larger size.
_MOST_PEER_RUNS = {10_000: 3, 100_000: 1}
_MEGABYTE = 1e6


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield time and size at each number of movements, against both peers, then what quotes add."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "map.html"
        _ours(generated_model(1), target)
        for peer in _PEERS:
            peer.write(peer.data(generated_model(1)), target)
        for legs in _TARGETS:
            yield from _at(legs, target, runs)


def _at(legs: int, target: Path, runs: int) -> Iterator[Measurement]:
    most_s, most_mb = _TARGETS[legs]
    subject = f"{legs:,} movements"
    model = generated_model(legs)
    first_s, bytes_alone = _written(_ours, model, target)
    # What a model keeps of its first map is no help to those who draw one.
    yield median(f"map of {subject}, the first of a model", [first_s], target_s=most_s)
    ready = [(peer, peer.data(model)) for peer in _PEERS]
    ours: list[float] = []
    theirs: dict[str, list[float]] = {peer.name: [] for peer in _PEERS}
    sizes: dict[str, int] = {}
    for turn in range(runs):
        ours.append(_written(_ours, model, target)[0])
        for peer, data in ready if turn < _MOST_PEER_RUNS[legs] else ():
            spent, sizes[peer.name] = _written(peer.write, data, target)
            theirs[peer.name].append(spent)
    one = generated_model(1)
    size = (bytes_alone - _written(_ours, one, target)[1]) / _MEGABYTE
    for peer in _PEERS:
        name, peer_s = peer.name, min(theirs[peer.name])
        yield median(f"map of {subject}", ours, target_s=min(most_s, peer_s), peer=name, peer_s=peer_s)
        peer_mb = (sizes[name] - _written(peer.write, peer.data(one), target)[1]) / _MEGABYTE
        yield median_of(
            f"what {subject} add to the file",
            [size],
            "MB",
            target=min(most_mb, peer_mb),
            peer=name,
            peer_value=peer_mb,
        )
    yield median(
        f"map of {subject} with the basemap",
        [_written(_with_basemap, model, target)[0] for _ in range(runs)],
    )
    yield _with_quotes(legs, bytes_alone, target)


def _with_quotes(legs: int, bytes_alone: int, target: Path) -> Measurement:
    model = generated_model(legs, quotes=True)
    _, size = _written(_ours, model, target)
    texts = "\n".join(claim.words for claim in model.records.claims if claim.words)
    by_themselves = len(gzip.compress(texts.encode("utf-8"), _QUOTES_GZIP_LEVEL, mtime=0))
    added = size - bytes_alone
    return median_of(
        f"what quotes add at {legs:,} movements, of their own {by_themselves / _MEGABYTE:.2f} MB gzipped",
        [added / by_themselves],
        "×",
        target=_QUOTES_TARGET,
    )


def _written(write: Callable[[Any, Path], None], what: Any, target: Path) -> tuple[float, int]:
    """Return how long it took to write a file, seconds, and its size in bytes."""
    gc.collect()
    begun = time.perf_counter()
    write(what, target)
    return time.perf_counter() - begun, target.stat().st_size


def _ours(model: gm.MovementModel, target: Path) -> None:
    model.map(basemap="none").save(target)


def _with_basemap(model: gm.MovementModel, target: Path) -> None:
    model.map().save(target)


@dataclass(frozen=True, slots=True)
class _Peer:
    """Another library that draws the same: its name, its input, made before the clock runs, and its work."""

    name: str
    data: Callable[[gm.MovementModel], Any]
    write: Callable[[Any, Path], None]


def _with_folium(legs: gpd.GeoDataFrame, target: Path) -> None:
    shown = folium.Map(tiles=None, prefer_canvas=True)
    fields = [name for name in legs.columns if name not in ("geometry", "claims")]
    folium.GeoJson(legs, tooltip=folium.GeoJsonTooltip(fields)).add_to(shown)
    shown.save(str(target))


def _with_pydeck(legs: pd.DataFrame, target: Path) -> None:
    layer = pydeck.Layer("PathLayer", legs, get_path="path", pickable=True)
    deck = pydeck.Deck([layer], map_provider=None, tooltip={"text": "{force}: {strength}"})
    deck.to_html(str(target), notebook_display=False)


def _frame(model: gm.MovementModel) -> pd.DataFrame:
    """Return the movements as pydeck takes them: a row each, with what the dossier says of it."""
    dossier = model.dossier
    return pd.DataFrame(
        {
            "id": leg.id,
            "force": dossier.forces[leg.force].name,
            "phase": leg.phase,
            "mode": leg.mode,
            "stops": ", ".join(spot.label for spot in (leg.start, *leg.via, leg.end) if spot is not None),
            "from_day": leg.when.earliest.isoformat() if leg.when.earliest else None,
            "to_day": leg.when.latest.isoformat() if leg.when.latest else None,
            "how": leg.when.how,
            "low": leg.low,
            "best": leg.best,
            "high": leg.high,
            "strength": leg.strength,
            "support": leg.support,
            "claims": [_claim(dossier.claims[key], dossier) for key in leg.claims],
            "path": [list(position) for position in leg.waypoints],
        }
        for leg in model.records.legs
    )


def _geo_frame(model: gm.MovementModel) -> gpd.GeoDataFrame:
    """Return the same as folium takes it."""
    rows = _frame(model)
    lines = [shapely.LineString(path) for path in rows.pop("path")]
    return gpd.GeoDataFrame(rows, geometry=lines, crs="EPSG:4326")


def _claim(claim: gm.Claim, dossier: gm.Dossier) -> dict[str, Any]:
    said = {
        "said_by": dossier.speakers[claim.said_by].name,
        "said": claim.said.label if claim.said else None,
        "document": dossier.documents[claim.in_].title,
        "url": dossier.documents[claim.in_].url,
        "attribution": claim.attribution,
        "strength": claim.strength.label if claim.strength else None,
    }
    return said | {"words": claim.words} if claim.words else said


_PEERS = (
    _Peer(f"folium.GeoJson, folium {metadata.version('folium')}", _geo_frame, _with_folium),
    _Peer(f"PathLayer.to_html, pydeck {metadata.version('pydeck')}", _frame, _with_pydeck),
)
