"""The dossier's story as a table of the data block: each step with what the map shows at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geomoves.maps.columns import Table, as_columns
from geomoves.maps.extent import view_of
from geomoves.movement.spots import Spot
from geomoves.reports import Dossier, day_number
from geomoves.reports.story import Step

__all__ = ["story_table"]

#: How far around a country's name a step looks, degrees: no point in it is meant.
_COUNTRY_LON, _COUNTRY_LAT = 8.0, 6.0
_DECIMALS = 5
Rows = Mapping[str, int]


def story_table(
    dossier: Dossier,
    spots: Mapping[str, Sequence[Spot]],
    *,
    claims: Rows,
    forces: Rows,
    places: Rows,
    areas: Rows,
) -> Table | None:
    """Return the steps of the story, a row each; None when the dossier tells none.

    Parameters
    ----------
    dossier : Dossier
        Whose story.
    spots : mapping of str to sequence of Spot
        Ends of claims, by the place that they were resolved to.
    claims, forces, places, areas : mapping of str to int
        The row of each id in the tables of the block.

    Returns
    -------
    dict of str to list, or None
        ``view`` is west, south, east, north in degrees, None where the step states none or its places could
        not be found; ``select`` is the kind and row of what is selected.
    """
    if not dossier.story:
        return None
    named: dict[str, dict[str, None]] = {}
    for key, found in spots.items():
        for spot in found:
            for name in (spot.end.name, spot.end.near, spot.end.id, key):
                if name:
                    named.setdefault(name, {})[key] = None

    def selected(name: str | None) -> list[Any] | None:
        if name is None:
            return None
        for kind, rows in (("claims", claims), ("forces", forces)):
            if name in rows:
                return [kind, rows[name]]
        for key in named.get(name, ()):
            for kind, rows in (("places", places), ("areas", areas)):
                if key in rows:
                    return [kind, rows[key]]
        return None

    def row(step: Step) -> dict[str, Any]:
        time, said = step.time, step.said_by_day
        keys = [key for name in step.places for key in named.get(name, ())]
        return {
            "text": step.text,
            "view": _box(step) or _around([spots[key][0] for key in keys], places),
            "day_from": day_number(time.earliest) if time and time.earliest else None,
            "day_to": day_number(time.latest) if time and time.latest else None,
            "said": day_number(said.latest) if said and said.latest else None,
            "select": selected(step.select),
            "layers": list(step.layers) or None,
        }

    return as_columns("story", map(row, dossier.story))


def _box(step: Step) -> list[float] | None:
    if step.box is None:
        return None
    west, south, east, north = step.box
    # As everywhere in the block, a box across the antimeridian ends beyond 180.
    return [west, south, east + 360.0 if east < west else east, north]


def _around(spots: Sequence[Spot], places: Rows) -> list[float] | None:
    points: list[tuple[float, float]] = []
    for spot in spots:
        if spot.place is None:
            continue
        lon, lat = spot.place.lonlat
        if spot.place.id in places:
            points.append((lon, lat))
        else:
            points += [(lon - _COUNTRY_LON, lat - _COUNTRY_LAT), (lon + _COUNTRY_LON, lat + _COUNTRY_LAT)]
    return [round(edge, _DECIMALS) for edge in view_of(points)] if points else None
