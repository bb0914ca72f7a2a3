"""Places and countries, as tables of the data block: what they are, and why they were taken for the names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geomoves.maps.columns import Table, as_columns
from geomoves.maps.extent import widened
from geomoves.maps.outlines import country_outline
from geomoves.movement.assembly import Records
from geomoves.movement.sentences import speaker_name
from geomoves.movement.spot_rows import SpotRows
from geomoves.movement.spots import Spot
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


def roles_of(records: Records, claims: Mapping[str, int]) -> dict[str, list[list[Any]]]:
    """Return for each place its roles: role, basis, why, and the row of the claim that gives it."""
    found: dict[str, list[list[Any]]] = {}
    for role in records.roles:
        found.setdefault(role.place, []).append([role.role, role.basis, role.words, claims[role.claim]])
    return found


def place_table(
    dossier: Dossier,
    records: Records,
    ends: SpotRows,
    by_place: Mapping[str, Sequence[Spot]],
    claims: Mapping[str, int],
) -> Table:
    """Return the table of places that have a point, in the order of `by_place`."""
    roles, bends, held = roles_of(records, claims), _bends(records, ends), _held_by(dossier, ends, claims)

    def row(key: str, spots: Sequence[Spot]) -> dict[str, Any]:
        place = place_of(spots)
        return {
            "id": place.id,
            "name": place.name,
            "label": place.label,
            "lon": round(place.lon, DECIMALS),
            "lat": round(place.lat, DECIMALS),
            "kind": kind_word(place.kind),
            "country": country_name(place.country),
            "admin1": place.admin1,
            "precision": place.precision,
            "radius_km": place.radius_km,
            "soft": spots[0].status == "near",
            "bend": key in bends,
            "unnamed": all(spot.unnamed for spot in spots),
            "roles": roles.get(key, []),
            "chosen": list(dict.fromkeys(reason for spot in spots for reason in spot.reasons)),
            "not_chosen": list(dict.fromkeys(other.label for spot in spots for other in spot.others)),
            "held_by": held.get(key, []),
            "claimants": ", ".join(country_name(code) for code in place.claimants),
            "source": place.source,
        }

    return as_columns("places", (row(key, spots) for key, spots in by_place.items()))


def area_table(
    records: Records,
    by_place: Mapping[str, Sequence[Spot]],
    claims: Mapping[str, int],
    *,
    view: Sequence[float],
    point_of_view: str,
) -> Table:
    """Return the table of countries, with the outline that a point of view gives each."""
    roles = roles_of(records, claims)

    def row(key: str, spots: Sequence[Spot]) -> dict[str, Any]:
        place = place_of(spots)
        outline = country_outline(place.country, point_of_view=point_of_view, bounds=widened(view))
        return {
            "id": key,
            "name": place.name,
            "code": place.country,
            "rings": [list(ring) for ring in outline.rings] if outline else [],
            "label_lon": outline.label_lon if outline else None,
            "label_lat": outline.label_lat if outline else None,
            "roles": roles.get(key, []),
            "scale": outline.scale if outline else 1,
        }

    return as_columns("areas", (row(key, spots) for key, spots in by_place.items()))


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
