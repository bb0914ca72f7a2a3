"""The model's tables: GeoDataFrames in EPSG:4326, and plain DataFrames. Their columns are public."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geomoves.movement.arcs import arc_geometries
from geomoves.movement.assembly import Records
from geomoves.movement.columns import (
    CLAIM_COLUMNS,
    EVENT_COLUMNS,
    LEG_COLUMNS,
    PLACE_COLUMNS,
    POSITION_COLUMNS,
    PRESENCE_COLUMNS,
    QUESTION_COLUMNS,
    UNPLACED_COLUMNS,
)
from geomoves.movement.positions import Position
from geomoves.movement.records import Event, Leg, Presence, Span
from geomoves.movement.sentences import force_name, said_label, speaker_name, when_label
from geomoves.movement.spots import Spot
from geomoves.places import Place
from geomoves.reports import Dossier

if TYPE_CHECKING:
    import geopandas
    import networkx
    import pandas

__all__ = [
    "claim_table",
    "event_table",
    "geo_table",
    "leg_table",
    "movement_graph",
    "place_table",
    "plain_table",
    "point_of",
    "position_table",
    "presence_table",
    "question_table",
    "unplaced_table",
]

CRS = "EPSG:4326"

Row = dict[str, Any]


def geo_table(rows: Sequence[Row], columns: Sequence[str]) -> geopandas.GeoDataFrame:
    """Return rows as a GeoDataFrame with exactly these columns, EPSG:4326."""
    import geopandas

    data = {name: [row.get(name) for row in rows] for name in columns}
    return geopandas.GeoDataFrame(data, geometry="geometry", crs=CRS)


def plain_table(rows: Sequence[Row], columns: Sequence[str]) -> pandas.DataFrame:
    """Return rows as a DataFrame with exactly these columns."""
    import pandas

    return pandas.DataFrame(
        {name: [row.get(name) for row in rows] for name in columns}, columns=list(columns)
    )


def point_of(place: Place | None, *, drawn: bool = True) -> Any:
    """Return the point of a place, None where none may be drawn."""
    from shapely import Point

    return Point(place.lon, place.lat) if place is not None and drawn else None


def _when(span: Span) -> Row:
    return {"when": str(span.label), "when_from": span.earliest, "when_to": span.latest, "when_how": span.how}


def _strength(record: Leg | Presence | Event) -> Row:
    return {
        "strength": str(record.strength),
        "strength_low": record.low,
        "strength_best": record.best,
        "strength_high": record.high,
        "strength_unit": record.unit,
    }


def _basis(dossier: Dossier, records: Records, record: Leg | Presence | Event) -> Row:
    claims = [dossier.claims[key] for key in record.claims]
    return {
        "support": record.support,
        "disputed": record.disputed,
        "question": record.question,
        "claims": list(record.claims),
        "speakers": list(dict.fromkeys(claim.said_by for claim in claims)),
        "documents": list(dict.fromkeys(claim.in_ for claim in claims)),
        "sentences": [records.sentences[key] for key in record.claims],
        "force": record.force,
        "force_name": force_name(dossier, record.force or None),
        "phase": record.phase,
        "id": record.id,
    }


def place_table(dossier: Dossier, records: Records) -> geopandas.GeoDataFrame:
    """One row a place that a claim names; countries have no geometry of their own here."""
    spots: dict[str, list[Spot]] = {}
    for here in records.spots.values():
        for spot in here:
            if spot.place is not None:
                spots.setdefault(spot.place.id, []).append(spot)
    rows = []
    for key, members in spots.items():
        place = members[0].place
        assert place is not None
        roles = [role for role in records.roles if role.place == key]
        held = [spot.end.held_by for spot in members if spot.end.held_by is not None]
        rows.append(
            {
                "id": key,
                "name": place.name,
                "kind": place.kind,
                "country": place.country,
                "admin1": place.admin1,
                "precision": place.precision,
                "radius_km": place.radius_km,
                "roles": list(dict.fromkeys(role.role for role in roles)),
                "role_basis": [f"{role.role}: {role.basis}: {role.words}" for role in roles],
                "held_by": [f"{each.by}, {speaker_name(dossier, each.said_by)}" for each in held],
                "claimants": list(place.claimants),
                "claims": list(dict.fromkeys(spot.claim for spot in members)),
                "chosen_because": list(
                    dict.fromkeys(str(reason) for spot in members for reason in spot.reasons)
                ),
                "not_chosen": list(dict.fromkeys(other.label for spot in members for other in spot.others)),
                "source": place.source,
                "geometry": point_of(place, drawn=members[0].drawn),
            }
        )
    return geo_table(rows, PLACE_COLUMNS)


def leg_table(dossier: Dossier, records: Records) -> geopandas.GeoDataFrame:
    """One row a leg; a leg with an end that has no place has no line."""
    drawn = [leg for leg in records.legs if _is_whole(leg) and len(leg.waypoints) > 1]
    arcs = arc_geometries([leg.waypoints for leg in drawn])
    arc_of = {id(leg): arc for leg, arc in zip(drawn, arcs, strict=True)}
    rows = [
        {
            **_basis(dossier, records, leg),
            **_strength(leg),
            **_when(leg.when),
            "from_id": _id(leg.start),
            "from_name": leg.start.label if leg.start is not None else "",
            "via_ids": [_id(spot) for spot in leg.via],
            "to_id": _id(leg.end),
            "to_name": leg.end.label if leg.end is not None else "",
            "open_end": leg.open_end,
            "mode": leg.mode,
            "carried_by": leg.carried_by,
            "part_of": leg.part_of,
            "after": leg.after,
            "route": "schematic" if _is_whole(leg) else "",
            "geometry": arc_of.get(id(leg)),
        }
        for leg in records.legs
    ]
    return geo_table(rows, LEG_COLUMNS)


def _is_whole(leg: Leg) -> bool:
    return leg.start is not None and leg.start.drawn and leg.end is not None and leg.end.drawn


def _id(spot: Spot | None) -> str:
    return spot.place.id if spot is not None and spot.place is not None else ""


def presence_table(dossier: Dossier, records: Records) -> geopandas.GeoDataFrame:
    """One row a place of a presence; rows of one presence share its `id`: they are one body."""
    rows = [
        {
            **_basis(dossier, records, presence),
            **_strength(presence),
            **_when(presence.when),
            "place_id": _id(spot),
            "place_name": spot.label,
            "places": [_id(each) for each in presence.spots],
            "one_of": presence.one_of,
            "share": str(presence.share),
            "geometry": point_of(spot.place, drawn=spot.drawn),
        }
        for presence in records.presences
        for spot in presence.spots
    ]
    return geo_table(rows, PRESENCE_COLUMNS)


def event_table(dossier: Dossier, records: Records, events: Sequence[Event]) -> geopandas.GeoDataFrame:
    """One row a place of a loss or an activity."""
    rows = [
        {
            **_basis(dossier, records, event),
            **_strength(event),
            **_when(event.when),
            "kind": event.kind,
            "place_id": _id(spot),
            "place_name": spot.label if spot is not None else "",
            "geometry": point_of(spot.place, drawn=spot.drawn) if spot is not None else None,
        }
        for event in events
        for spot in event.spots or (None,)
    ]
    return geo_table(rows, EVENT_COLUMNS)


def position_table(
    dossier: Dossier, records: Records, positions: Sequence[Position]
) -> geopandas.GeoDataFrame:
    """Return one row a place where a force is last reported."""
    rows = [
        {
            "force": position.force,
            "force_name": force_name(dossier, position.force or None),
            "place_id": _id(position.spot),
            "place_name": position.spot.label,
            "last_reported": position.last_reported,
            "days_ago": position.days_ago,
            "by": position.by,
            "one_of": position.one_of,
            "record": position.record,
            "claims": list(position.claims),
            "sentences": [records.sentences[key] for key in position.claims],
            "geometry": point_of(position.spot.place, drawn=position.spot.drawn),
        }
        for position in positions
    ]
    return geo_table(rows, POSITION_COLUMNS)


def claim_table(dossier: Dossier, records: Records, *, kind: str | None = None) -> pandas.DataFrame:
    """One row a claim, in the order of the dossier."""
    rows = []
    for claim in records.claims:
        if kind is not None and claim.kind != kind:
            continue
        strength, when, said = claim.strength, claim.when, claim.said
        rows.append(
            {
                "id": claim.id,
                "kind": claim.kind,
                "said_by": claim.said_by,
                "speaker": speaker_name(dossier, claim.said_by),
                "through": list(claim.through),
                "attribution": claim.attribution or "",
                "document": claim.in_,
                "said": said_label(claim),
                "said_from": said.earliest if said else None,
                "said_to": said.latest if said else None,
                "force": claim.force or "",
                "force_name": force_name(dossier, claim.force),
                "phase": claim.phase or "",
                "strength": strength.label if strength else "",
                "strength_low": strength.low if strength else None,
                "strength_best": strength.best if strength else None,
                "strength_high": strength.high if strength else None,
                "strength_unit": (strength.unit or "") if strength else "",
                "ends": [f"{spot.field}: {spot.label}" for spot in records.spots.get(claim.id, ())],
                "mode": claim.mode or "",
                "when": when_label(dossier, when),
                "when_from": when.earliest if when else None,
                "when_to": when.latest if when else None,
                "when_how": (when.how or "") if when else "",
                "condition": claim.condition or "",
                "hedge": claim.hedge or "",
                "words": claim.words or "",
                "note": claim.note or "",
                "about": list(claim.about),
                "stance": claim.stance or "",
                "evidence": list(claim.evidence),
                "responses": [reply.response for reply in records.replies.get(claim.id, ())],
                "standing": records.standing.of(claim.id),
                "superseded_by": list(records.standing.superseded_by.get(claim.id, ())),
                "retracted_by": list(records.standing.retracted_by.get(claim.id, ())),
                "refines": list(records.standing.refines.get(claim.id, ())),
                "sequence": claim.sequence,
                "off_map": records.off_map.get(claim.id, ""),
                "sentence": records.sentences[claim.id],
            }
        )
    return plain_table(rows, CLAIM_COLUMNS)


def question_table(records: Records) -> pandas.DataFrame:
    """One row a question, with the claims that answer it and why they are taken together."""
    rows = [
        {
            "id": question.id,
            "text": question.text,
            "kind": question.kind,
            "phase": question.phase,
            "force": question.force,
            "unit": question.unit,
            "figures": [str(figure.label) for figure in question.figures],
            "total": str(question.total.label) if question.total is not None else "",
            "voices": list(question.voices),
            "support": question.support,
            "contested": question.contested,
            "claims": list(question.claims),
            "former": list(question.former),
            "reason": str(question.reason),
        }
        for question in records.questions
    ]
    return plain_table(rows, QUESTION_COLUMNS)


def unplaced_table(records: Records) -> pandas.DataFrame:
    """One row an end without a place: why, what it could be, and what settles it."""
    rows = [
        {
            "claim": entry.claim,
            "field": entry.field,
            "words": entry.words,
            "status": entry.status,
            "reason": entry.reason,
            "candidates": list(entry.candidates),
            "settle": entry.settle,
        }
        for entry in records.unplaced
    ]
    return plain_table(rows, UNPLACED_COLUMNS)


def movement_graph(records: Records) -> networkx.MultiDiGraph[str]:
    """Places as nodes, legs as edges; an end without a place is a node of its own with its words."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    roles: dict[str, list[str]] = {}
    for role in records.roles:
        roles.setdefault(role.place, []).append(role.role)

    def node(leg: Leg, spot: Spot | None, field: str) -> str:
        if spot is not None and spot.place is not None:
            place = spot.place
            where = {"lon": place.lon, "lat": place.lat} if spot.drawn else {}
            graph.add_node(
                place.id, name=place.name, placed=spot.drawn, roles=roles.get(place.id, []), **where
            )
            return place.id
        key = f"{leg.id}:{field}"
        graph.add_node(key, name=spot.label if spot is not None else "", placed=False, roles=[])
        return key

    for leg in records.legs:
        stops = [
            node(leg, leg.start, "from"),
            *(node(leg, spot, "via") for spot in leg.via),
            node(leg, leg.end, "to"),
        ]
        for number, (start, end) in enumerate(pairwise(stops)):
            graph.add_edge(
                start,
                end,
                key=leg.id if number == 0 else f"{leg.id}/{number}",
                leg=leg.id,
                force=leg.force,
                phase=leg.phase,
                mode=leg.mode,
                strength=str(leg.strength),
                support=leg.support,
                disputed=leg.disputed,
                claims=list(leg.claims),
            )
    for presence in records.presences:
        for spot in presence.spots:
            if spot.place is not None and spot.place.id not in graph:
                place = spot.place
                graph.add_node(
                    place.id,
                    name=place.name,
                    placed=spot.drawn,
                    roles=roles.get(place.id, []),
                    lon=place.lon,
                    lat=place.lat,
                )
    return graph
