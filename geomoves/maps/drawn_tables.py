"""What is drawn, as tables of the data block: legs, presences, losses and activities.

Of each record the tables hold what its claims do not say already; what follows from the claims (its ends, its
days in words) the page works out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from typing import Any

from geomoves.maps.claim_table import columns_of
from geomoves.maps.columns import Table
from geomoves.maps.days import day_numbers
from geomoves.maps.spot_rows import SpotRows
from geomoves.movement.assembly import Records
from geomoves.movement.joining import Join
from geomoves.movement.records import Event, Leg, Presence
from geomoves.movement.sentences import force_name
from geomoves.reports import Dossier
from geomoves.wording import say

__all__ = ["event_table", "leg_table", "presence_table"]

Rows = Mapping[str, Mapping[str, int]]


def leg_table(records: Records, ends: SpotRows, rows: Rows) -> Table:
    """Return the table of legs; lines between presences that nobody reports come last."""
    legs = records.legs
    table = _shared(legs, rows)
    of = columns_of(legs, ("mode", "carried_by", "part_of"))
    count = len(legs)
    table |= {
        "mode": of["mode"],
        "carried_by": _forces(of["carried_by"], rows),
        **_ends(legs, table["lead"], ends),
        "part_of": of["part_of"],
        "inferred": [False] * count,
        "joined": [""] * count,
    }
    for join in records.joins:
        for name, value in _join(join, ends, rows).items():
            table[name].append(value)
    return table


def _ends(legs: Sequence[Leg], leads: Sequence[int], ends: SpotRows) -> Table:
    """Return where legs begin, pass and end."""
    sides = {name: list(map(ends.ends[name].__getitem__, leads)) for name in ("from", "via", "to")}
    # A claim with several ends on one side makes several legs; any other's ends are those of its leg.
    several = [max(map(len, pair)) > 1 for pair in zip(sides["from"], sides["to"], strict=True)]
    for row in compress(range(len(legs)), several):
        sides["from"][row] = ends.rows_of_one(legs[row].start)
        sides["via"][row] = ends.rows(legs[row].via)
        sides["to"][row] = ends.rows_of_one(legs[row].end)
    return {f"{name}_ends": column for name, column in sides.items()}


def _join(join: Join, ends: SpotRows, rows: Rows) -> dict[str, Any]:
    """Return the row of a line that nobody reports: grey, without a head, and said to be joined here."""
    claims = _claims(join.claims, rows["claims"])
    return {
        "id": join.id,
        "force": rows["forces"].get(join.force, -1),
        "phase": "",
        "support": "none",
        "disputed": False,
        "low": None,
        "best": None,
        "high": None,
        "strength": "",
        "day_from": None,
        "day_to": None,
        "how": "",
        "claims": claims,
        "lead": claims[0],
        "mode": "",
        "carried_by": -1,
        "from_ends": [ends.row(join.start)],
        "via_ends": [],
        "to_ends": [ends.row(join.end)],
        "part_of": False,
        "inferred": True,
        "joined": join.words,
    }


def presence_table(dossier: Dossier, records: Records, ends: SpotRows, rows: Rows) -> Table:
    """Return the table of presences."""
    presences = records.presences
    return _shared(presences, rows) | {
        "at_ends": [ends.rows(presence.spots) for presence in presences],
        "one_of": [presence.one_of for presence in presences],
        "label": [_presence_label(dossier, presence) for presence in presences],
        "share": [presence.share for presence in presences],
        "share_basis": [_claims(presence.share_basis, rows["claims"]) for presence in presences],
    }


def _presence_label(dossier: Dossier, presence: Presence) -> str:
    count = len(presence.spots)
    if count > 1:
        return say("one_of" if presence.one_of else "bracket", n=str(count))
    return force_name(dossier, presence.force or None)


def event_table(dossier: Dossier, records: Records, ends: SpotRows, rows: Rows) -> Table:
    """Return the table of losses and activities: a row for each of their places."""
    found = [
        (event, row)
        for event in (*records.losses, *records.activities)
        for row in ends.rows(event.spots)
        if ends.spots[row].place is not None
    ]
    events = [event for event, _ in found]
    return _shared(events, rows) | {
        "kind": [event.kind for event in events],
        "at_ends": [[row] for _, row in found],
        "label": [_event_label(dossier, event) for event in events],
    }


def _event_label(dossier: Dossier, event: Event) -> str:
    first = dossier.claims[event.claims[0]]
    return event.strength or first.words or force_name(dossier, event.force or None)


def _shared(records: Sequence[Leg | Presence | Event], rows: Rows) -> Table:
    """Return the columns that legs, presences and events have in common."""
    of = columns_of(records, _SHARED)
    whens = of["when"]
    row_of = rows["claims"].__getitem__
    members = [list(map(row_of, keys)) for keys in of["claims"]]
    return {
        **{name: of[name] for name in _SHARED[: _SHARED.index("force")]},
        "force": _forces(of["force"], rows),
        "day_from": day_numbers([when.earliest for when in whens]),
        "day_to": day_numbers([when.latest for when in whens]),
        "how": [when.how for when in whens],
        "claims": members,
        "lead": [each[0] for each in members],
    }


_SHARED = "id phase support disputed low best high strength force when claims".split()


def _forces(keys: Sequence[str], rows: Rows) -> list[int]:
    return list(map(({"": -1} | dict(rows["forces"])).__getitem__, keys))


def _claims(keys: Iterable[str], rows: Mapping[str, int]) -> list[int]:
    return [rows[key] for key in keys if key in rows]
