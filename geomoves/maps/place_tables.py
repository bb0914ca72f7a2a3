"""Places and countries, as tables of the data block: what they are, and why they were taken for the names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from geomoves.coded import Coded, Column, Lists, Numbers
from geomoves.maps.claim_table import NOTHING
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
from geomoves.places.kinds import kind_word
from geomoves.reports import Dossier
from geomoves.wording import say

__all__ = ["area_table", "place_of", "place_table", "roles_of"]

DECIMALS = 5


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
    told = Beside([columns["role"], columns["basis"], columns["words"], Numbers(claims.firsts)])
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
    by_place: Mapping[str, Sequence[Spot]],
    *,
    roles: Column,
    records: Records,
) -> Table:
    """Return the table of places that have a point, in the order of `by_place`, which `roles` are in too."""
    bends, held = _bends(records, ends), _held_by(dossier, ends, records.rows)
    groups = list(by_place.values())
    places = [place_of(spots) for spots in groups]
    return {
        "id": [place.id for place in places],
        "name": [place.name for place in places],
        "label": [place.label for place in places],
        "lon": _rounded([place.lon for place in places]),
        "lat": _rounded([place.lat for place in places]),
        "kind": Coded.of([place.kind for place in places]).mapped(kind_word),
        "country": Coded.of([place.country for place in places]).mapped(country_name),
        "admin1": Coded.of([place.admin1 for place in places]),
        "precision": [place.precision for place in places],
        "radius_km": [place.radius_km for place in places],
        "soft": [spots[0].status == "near" for spots in groups],
        "bend": [key in bends for key in by_place],
        "unnamed": [spots[0].unnamed and all(spot.unnamed for spot in spots) for spots in groups],
        "roles": roles,
        "chosen": Coded.of([_several([spot.reasons for spot in spots]) for spots in groups]).mapped(
            _each_once
        ),
        "not_chosen": Coded.of([_several([spot.others for spot in spots]) for spots in groups]).mapped(
            lambda others: _each_once([other.label for other in others])
        ),
        "held_by": [held.get(key, NOTHING) for key in by_place],
        "claimants": Coded.of([place.claimants for place in places]).mapped(
            lambda codes: ", ".join(map(country_name, codes))
        ),
        "source": Coded.of([place.source for place in places]),
    }


def _rounded(degrees: Sequence[float]) -> list[float]:
    numbers: list[float] = np.round(degrees, DECIMALS).tolist()
    return numbers


def _several(parts: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    return parts[0] if len(parts) == 1 else tuple(chain.from_iterable(parts))


def _each_once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


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
    unnamed = _ids(spot for spot in ends.spots if spot.unnamed and spot.drawn)
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
