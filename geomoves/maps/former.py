"""What stood once: legs, presences and events of claims that were superseded or taken back since.

A map of today does not draw them. The map as it could be drawn on an earlier day does, up to the day before
the claim was superseded or taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from geomoves.movement.assembly import Records, assemble
from geomoves.movement.records import Event, Leg, Presence
from geomoves.movement.standing import Standing
from geomoves.reports import Dossier, day_number

__all__ = ["Until", "with_former"]

_Record = TypeVar("_Record", Leg, Presence, Event)

#: By the id of a record, the number of the last day on which it stood; what stands today is not in it.
Until = dict[str, int]


def with_former(dossier: Dossier, records: Records) -> tuple[Records, Until]:
    """Return records with those that stood once behind the others of their kind.

    Parameters
    ----------
    dossier : Dossier
        What the records are of.
    records : Records
        As they stand today.

    Returns
    -------
    Records
        The same when no claim was superseded or taken back.
    dict of str to int
        The last day on which each former record stood. One of which no day is known is left out: nobody
        could say of any day that it was drawn then.
    """
    standing = records.standing
    ends: dict[str, date] = {}
    for key in (standing.superseded_by.keys() | standing.retracted_by.keys()) & records.rows.keys():
        by = (*standing.superseded_by.get(key, ()), *standing.retracted_by.get(key, ()))
        said = [records.claims[records.rows[other]].said for other in by if other in records.rows]
        days = [when.latest for when in said if when is not None and when.latest is not None]
        if days:
            ends[key] = min(days)
    if not ends:
        return records, {}
    former = [claim for claim in records.claims if claim.id in ends]
    spots = [spot for claim in former for spot in records.spots.get(claim.id, ())]
    once = assemble(dossier, former, spots, standing=Standing())
    until: Until = {}
    taken = {each.id for each in (*records.legs, *records.presences, *records.losses, *records.activities)}

    def added(now: Sequence[_Record], then: Sequence[_Record]) -> tuple[_Record, ...]:
        found = list(now)
        for record in then:
            own = _own_id(record.id, taken.__contains__)
            taken.add(own)
            # It stood as long as the last of its claims did, the day before that was superseded.
            until[own] = day_number(max(ends[key] for key in record.claims)) - 1
            found.append(replace(record, id=own))
        return tuple(found)

    return (
        replace(
            records,
            legs=added(records.legs, once.legs),
            presences=added(records.presences, once.presences),
            losses=added(records.losses, once.losses),
            activities=added(records.activities, once.activities),
        ),
        until,
    )


def _own_id(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Return an id that no other record has."""
    own, number = wanted, 1
    while is_taken(own):
        own, number = f"{wanted}~{number}", number + 1
    return own
