"""The tables of tracks and of what they suggest: stops, imbalances, merges, joins, tensions, corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geomoves.movement.arcs import arc_geometry
from geomoves.movement.assembly import Records
from geomoves.movement.balance import Imbalance
from geomoves.movement.columns import (
    BALANCE_COLUMNS,
    CORRECTION_COLUMNS,
    JOIN_COLUMNS,
    MERGE_COLUMNS,
    TENSION_COLUMNS,
    TRACK_COLUMNS,
)
from geomoves.movement.merges import Merge
from geomoves.movement.sentences import force_name, sentence_of, speaker_name
from geomoves.movement.spots import Spot
from geomoves.movement.tables import geo_table, plain_table, point_of
from geomoves.movement.tracks import Track
from geomoves.reports import Dossier

if TYPE_CHECKING:
    import geopandas
    import pandas

__all__ = [
    "balance_table",
    "correction_table",
    "join_table",
    "merge_table",
    "tension_table",
    "track_table",
]


def track_table(tracks: Sequence[Track]) -> geopandas.GeoDataFrame:
    """Return one row a stop, in the order of travel; `number` counts the stops of a force from 1."""
    rows = [
        {
            "force": track.force,
            "force_name": track.name,
            "named_unit": track.named_unit,
            "order": track.order,
            "number": number,
            "by": stop.by,
            "place_id": stop.spot.place.id if stop.spot.place is not None else "",
            "place_name": stop.spot.label,
            "when": str(stop.when.label),
            "when_from": stop.when.earliest,
            "when_to": stop.when.latest,
            "sequence": stop.sequence,
            "strength": stop.strength,
            "strength_low": stop.low,
            "strength_best": stop.best,
            "strength_high": stop.high,
            "strength_unit": stop.unit,
            "whole": stop.whole,
            "record": stop.record,
            "claims": list(stop.claims),
            "geometry": point_of(stop.spot.place, drawn=stop.spot.drawn),
        }
        for track in tracks
        for number, stop in enumerate(track.stops, start=1)
    ]
    return geo_table(rows, TRACK_COLUMNS)


def balance_table(imbalances: Sequence[Imbalance]) -> pandas.DataFrame:
    """Return one row a rise or fall that what is reported does not explain."""
    rows = [
        {
            "kind": each.kind,
            "force": each.force,
            "place_id": each.stop.spot.place.id if each.stop.spot.place is not None else "",
            "place_name": each.stop.spot.label,
            **_lonlat(each.stop.spot),
            "before": each.before,
            "after": each.after,
            "claims": list(each.claims),
            "sentence": each.sentence,
        }
        for each in imbalances
    ]
    return plain_table(rows, BALANCE_COLUMNS)


def merge_table(merges: Sequence[Merge]) -> pandas.DataFrame:
    """Return one row a joining that the tracks suggest and nobody reports."""
    rows = [
        {
            "kind": each.kind,
            "joining": each.joining,
            "main": each.main,
            "place_id": each.main_stop.spot.place.id if each.main_stop.spot.place is not None else "",
            "place_name": each.main_stop.spot.label,
            **_lonlat(each.main_stop.spot),
            "distance_km": each.distance_km,
            "joined": each.joined,
            "before": each.before,
            "after": each.after,
            "adds_up": each.adds_up,
            "claims": list(dict.fromkeys((*each.stop.claims, *each.main_stop.claims))),
            "sentence": each.sentence,
        }
        for each in merges
    ]
    return plain_table(rows, MERGE_COLUMNS)


def _lonlat(spot: Spot) -> Mapping[str, float | None]:
    place = spot.place if spot.drawn else None
    return {"lon": place.lon if place is not None else None, "lat": place.lat if place is not None else None}


def join_table(dossier: Dossier, records: Records) -> geopandas.GeoDataFrame:
    """Return one row a line between presences that nobody reports: only in a model built with ``infer``."""
    rows = [
        {
            "id": join.id,
            "force": join.force,
            "force_name": force_name(dossier, join.force),
            "start_id": join.start.place.id if join.start.place is not None else "",
            "start_name": join.start.label,
            "end_id": join.end.place.id if join.end.place is not None else "",
            "end_name": join.end.label,
            "order": join.order,
            "words": str(join.words),
            "presences": list(join.presences),
            "claims": list(join.claims),
            "geometry": arc_geometry(
                [spot.place.lonlat for spot in (join.start, join.end) if spot.place is not None]
            ),
        }
        for join in records.joins
    ]
    return geo_table(rows, JOIN_COLUMNS)


def tension_table(records: Records) -> pandas.DataFrame:
    """Return one row a pair of claims that sit badly together and can both be true."""
    rows = [
        {"first": each.first, "second": each.second, "basis": each.basis, "because": str(each.because)}
        for each in records.tensions
    ]
    return plain_table(rows, TENSION_COLUMNS)


def correction_table(dossier: Dossier, spots: Sequence[Spot]) -> pandas.DataFrame:
    """Return one row a claim that the dossier's author took back: it draws and counts nothing."""
    by_claim: dict[str, list[Spot]] = {}
    for spot in spots:
        by_claim.setdefault(spot.claim, []).append(spot)
    rows = [
        {
            "id": claim.id,
            "on": claim.withdrawn.on.label,
            "because": claim.withdrawn.because,
            "kind": claim.kind,
            "said_by": claim.said_by,
            "speaker": speaker_name(dossier, claim.said_by),
            "document": claim.in_,
            "sentence": sentence_of(dossier, claim, by_claim.get(claim.id, ())),
        }
        for claim in dossier.claims.values()
        if claim.withdrawn is not None
    ]
    return plain_table(rows, CORRECTION_COLUMNS)
