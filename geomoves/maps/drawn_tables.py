"""What is drawn, as tables of the data block: legs, presences, losses and activities.

Of each record the tables hold what its claims do not say already; what follows from the claims (its ends, its
days in words) the page works out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from geomoves.maps.claim_table import columns_of, rows_of
from geomoves.maps.coded import Coded, Ints, Lists, Numbers
from geomoves.maps.columns import Rows, Table
from geomoves.maps.days import day_numbers
from geomoves.maps.spot_rows import SpotRows
from geomoves.movement.assembly import Records
from geomoves.movement.records import Event, Leg, Presence, Span
from geomoves.movement.sentences import force_name
from geomoves.reports import Dossier
from geomoves.wording import say

__all__ = ["event_table", "leg_table", "presence_table"]


def leg_table(records: Records, ends: SpotRows, rows: Rows) -> Table:
    """Return the table of legs; lines between presences that nobody reports come last."""
    legs, joins = records.legs, records.joins
    of = columns_of(legs, (*_SHARED, "mode", "carried_by", "part_of"))
    more = len(joins)
    for name, value in _OF_JOIN.items():
        of[name] += [value] * more
    of["id"] += [join.id for join in joins]
    of["force"] += [join.force for join in joins]
    of["claims"] += [tuple(key for key in join.claims if key in rows["claims"]) for join in joins]
    table = _shared(of, rows)
    sides = _ends(legs, table["lead"].values[: len(legs)], ends)
    at_end = np.arange(len(legs), len(legs) + more)
    sides["from"] = sides["from"].put(at_end, [[ends.row(join.start)] for join in joins])
    sides["via"] = sides["via"].put(at_end, [[] for _ in joins])
    sides["to"] = sides["to"].put(at_end, [[ends.row(join.end)] for join in joins])
    inferred = np.zeros(len(legs) + more, dtype=np.int64)
    inferred[at_end] = 1
    return table | {
        "mode": Coded.of(of["mode"]),
        "carried_by": rows_of(of["carried_by"], {"": -1} | dict(rows["forces"])),
        **{f"{name}_ends": column for name, column in sides.items()},
        "part_of": Coded.of(of["part_of"]),
        "inferred": Coded(inferred, [False, True]),
        "joined": Coded.of([""] * len(legs) + [join.words for join in joins]),
    }


#: What a line is that nobody reports: grey, without a head, and said to be joined here.
_OF_JOIN: dict[str, Any] = {
    "phase": "",
    "support": "none",
    "disputed": False,
    "low": None,
    "best": None,
    "high": None,
    "strength": "",
    "when": Span(),
    "mode": "",
    "carried_by": "",
    "part_of": False,
}


def _ends(legs: Sequence[Leg], leads: Ints, ends: SpotRows) -> dict[str, Lists]:
    """Return where legs begin, pass and end."""
    sides = {name: ends.ends[name].take(leads) for name in ("from", "via", "to")}
    # A claim with several ends on one side makes several legs; any other's ends are those of its leg.
    several = np.flatnonzero((sides["from"].lengths > 1) | (sides["to"].lengths > 1))
    if len(several):
        these = [legs[row] for row in several.tolist()]
        sides["from"] = sides["from"].put(several, [ends.rows([leg.start]) for leg in these])
        sides["via"] = sides["via"].put(several, [ends.rows(leg.via) for leg in these])
        sides["to"] = sides["to"].put(several, [ends.rows([leg.end]) for leg in these])
    return sides


def presence_table(dossier: Dossier, records: Records, ends: SpotRows, rows: Rows) -> Table:
    """Return the table of presences."""
    presences = records.presences
    of = columns_of(presences, (*_SHARED, "one_of", "share", "share_basis"))
    return _shared(of, rows) | {
        "at_ends": Lists.of([ends.rows(presence.spots) for presence in presences]),
        "one_of": Coded.of(of["one_of"]),
        "label": Coded.of([_presence_label(dossier, presence) for presence in presences]),
        "share": Coded.of(of["share"]),
        # A smaller model may lack the claims that give the size of the whole.
        "share_basis": Lists.of(
            [[row for row in map(rows["claims"].get, keys) if row is not None] for keys in of["share_basis"]]
        ),
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
    of = columns_of(events, (*_SHARED, "kind"))
    return _shared(of, rows) | {
        "kind": Coded.of(of["kind"]),
        "at_ends": Lists.of([[row] for _, row in found]),
        "label": Coded.of([_event_label(dossier, event) for event in events]),
    }


def _event_label(dossier: Dossier, event: Event) -> str:
    first = dossier.claims[event.claims[0]]
    return event.strength or first.words or force_name(dossier, event.force or None)


_SHARED = tuple("id phase support disputed low best high strength force when claims".split())


def _shared(of: dict[str, list[Any]], rows: Rows) -> Table:
    """Return the columns that legs, presences and events have in common."""
    whens = of["when"]
    claims = _claims(of["claims"], rows)
    return {
        "id": of["id"],
        **{name: Coded.of(of[name]) for name in _SHARED[1 : _SHARED.index("force")]},
        "force": rows_of(of["force"], {"": -1} | dict(rows["forces"])),
        "day_from": day_numbers([when.earliest for when in whens]),
        "day_to": day_numbers([when.latest for when in whens]),
        "how": Coded.of([when.how for when in whens]),
        "claims": claims,
        "lead": Numbers(claims.firsts),
    }


def _claims(keys: Sequence[Sequence[str]], rows: Rows) -> Lists:
    """Return the rows of some claims for each of some records."""
    lengths = np.fromiter(map(len, keys), dtype=np.int64, count=len(keys))
    return Lists(lengths, rows_of(list(chain.from_iterable(keys)), rows["claims"]).values)
