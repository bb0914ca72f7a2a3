"""Places and countries, as tables of the data block: what they are, and why they were taken for the names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from geomoves.coded import Coded, Column, Ints, Lists, Numbers, taken
from geomoves.maps.claim_table import NOTHING, sparse
from geomoves.maps.columns import Table, as_columns
from geomoves.maps.extent import widened
from geomoves.maps.outlines import country_outline
from geomoves.movement.assembly import Records
from geomoves.movement.record_columns import Columns
from geomoves.movement.sentences import speaker_name
from geomoves.movement.spot_rows import SpotRows
from geomoves.movement.spots import Spot
from geomoves.nested import Beside, Nested
from geomoves.places import Place, country_name
from geomoves.reports import Dossier
from geomoves.wording import say

__all__ = ["area_table", "place_of", "place_table", "roles_of"]


def place_of(spots: Sequence[Spot]) -> Place:
    """Return the place that several ends share."""
    place = spots[0].place
    assert place is not None
    return place


def roles_of(columns: Columns, places: Mapping[str, int]) -> Column:
    """Return for each place its roles.

    Parameters
    ----------
    columns : mapping
        The columns of roles (see `geomoves.movement.record_columns.RecordColumns.roles`).
    places : mapping of str to int
        The row of each place.

    Returns
    -------
    Column
        Lists of roles: role, basis, why, the row of the claim that gives it, and those of further ones.
    """
    groups = columns["place"].mapped(lambda key: places.get(key, -1)).array(np.int64)
    claims: Lists = columns["claims"]
    told = Beside([columns["role"], columns["basis"], columns["words"].mapped(str), Numbers(claims.firsts)])
    found = Nested.grouped(groups, told, len(places))
    if (claims.lengths == 1).all():
        return found
    also = Nested.grouped(groups, Lists.of([rows[1:] for rows in claims]), len(places))
    # Most roles are given by one claim, and then there is no list of further ones.
    lists = [
        [[*role, more] if more else role for role, more in zip(roles, rest, strict=True)]
        for roles, rest in zip(found.tolist(), also.tolist(), strict=True)
    ]
    return Coded(np.arange(len(lists)), lists)


def place_table(
    dossier: Dossier,
    ends: SpotRows,
    columns: Columns,
    rows: Ints,
    *,
    roles: Column,
    records: Records,
) -> Table:
    """Return the table of places that have a point.

    Parameters
    ----------
    dossier, records : Dossier, Records
        What is drawn.
    ends : SpotRows
        Its ends.
    columns : mapping
        All places (see `geomoves.movement.place_columns`).
    rows : array of int
        Which of them have a point, in the order of the table.
    roles : Column
        Their roles, in that order.
    """
    table = {name: taken(column, rows) for name, column in columns.items() if name != "drawn"}
    bends, held = _bends(records, ends), _held_by(dossier, ends, records.rows)
    at = {key: row for row, key in enumerate(table["id"]) if key in bends or key in held}
    count = len(rows)
    return table | {
        "bend": sparse(count, {row: True for key, row in at.items() if key in bends}, False),  # noqa: FBT003
        "roles": roles,
        "held_by": sparse(count, {row: held[key] for key, row in at.items() if key in held}, NOTHING),
    }


def area_table(
    by_place: Mapping[str, Sequence[Spot]],
    *,
    roles: Column,
    view: Sequence[float],
    point_of_view: str,
) -> Table:
    """Return the table of countries, with the outline that a point of view gives each."""

    def row(key: str, spots: Sequence[Spot], own: list[Any]) -> dict[str, Any]:
        place = place_of(spots)
        outline = country_outline(place.country, point_of_view=point_of_view, bounds=widened(view))
        return {
            "id": key,
            "name": place.name,
            "code": place.country,
            "rings": [list(ring) for ring in outline.rings] if outline else [],
            "label_lon": outline.label_lon if outline else None,
            "label_lat": outline.label_lat if outline else None,
            "roles": own,
            "scale": outline.scale if outline else 1,
        }

    return as_columns(
        "areas",
        (row(key, spots, own) for (key, spots), own in zip(by_place.items(), roles, strict=True)),
    )


def _held_by(dossier: Dossier, ends: SpotRows, claims: Mapping[str, int]) -> dict[str, list[list[Any]]]:
    found: dict[str, dict[str, int]] = {}
    for spot, claim in ends.held:
        held = spot.end.held_by
        if held is not None and spot.place is not None:
            words = say("in_brackets", words=held.words) if held.words else ""
            speaker = speaker_name(dossier, held.said_by)
            text = say("held", holder=country_name(held.by), speaker=speaker, words=words)
            found.setdefault(spot.place.id, {})[text] = claims[claim]
    return {key: [[text, row] for text, row in texts.items()] for key, texts in found.items()}


def _bends(records: Records, ends: SpotRows) -> frozenset[str]:
    """Return positions without a name that a body only passed: its line turns there and nothing stands."""
    unnamed = _ids(spot for spot in ends.spots if spot.end.lon is not None and spot.unnamed and spot.drawn)
    if not unnamed:
        return frozenset()
    starts = {(leg.force, leg.start.key) for leg in records.legs if leg.start is not None}
    passed = {
        leg.end.place.id
        for leg in records.legs
        if leg.end is not None and leg.end.place is not None and (leg.force, leg.end.key) in starts
    }
    passed |= _ids(spot for leg in records.legs for spot in leg.via)
    named = _ids(spot for spot in ends.spots if not (spot.unnamed and spot.drawn))
    stood = _ids(spot for presence in records.presences for spot in presence.spots)
    stood |= _ids(spot for event in (*records.losses, *records.activities) for spot in event.spots)
    return frozenset(passed - named - stood - {role.place for role in records.roles})


def _ids(spots: Iterable[Spot]) -> frozenset[str]:
    return frozenset(spot.place.id for spot in spots if spot.place is not None)
