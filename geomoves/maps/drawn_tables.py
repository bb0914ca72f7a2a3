"""What is drawn, as tables of the data block: legs, presences, losses and activities.

Of each record the tables hold what its claims do not say already; what follows from the claims (its ends, its
days in words) the page works out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from geomoves.coded import Coded, Ints, Lists, Numbers, joined
from geomoves.maps.columns import Rows, Table
from geomoves.movement.assembly import Records
from geomoves.movement.joining import Join
from geomoves.movement.record_columns import Columns, columns_of
from geomoves.movement.records import Event, Leg, Presence, Span
from geomoves.movement.sentences import force_name
from geomoves.movement.spot_rows import SpotRows
from geomoves.reports import Dossier
from geomoves.wording import say

__all__ = ["event_table", "leg_table", "presence_table"]


def leg_table(records: Records, ends: SpotRows, rows: Rows) -> Table:
    """Return the table of legs; lines between presences that nobody reports come last."""
    joins = [_line(join, rows) for join in records.joins]
    count = len(records.legs)
    reported = np.arange(count + len(joins)) < count
    table = _shared(Leg, records.legs, rows, records.columns.legs, joins)
    return table | {
        "carried_by": _forces(table["carried_by"], rows),
        **_ends(
            lambda row: records.legs[row] if row < count else joins[row - count],
            table["lead"].values,
            reported,
            ends,
        ),
        "inferred": Coded(reported.astype(np.int64), [True, False]),
        "joined": Coded.of([""] * len(records.legs) + [str(join.words) for join in records.joins]),
    }


def _line(join: Join, rows: Rows) -> Leg:
    """Return the leg of a line that nobody reports: grey, without a head, and said to be joined here."""
    return Leg(
        id=join.id,
        force=join.force,
        phase="",
        question="",
        support="none",
        disputed=False,
        low=None,
        best=None,
        high=None,
        strength="",
        unit="",
        when=Span(),
        sequence=None,
        after="",
        claims=tuple(key for key in join.claims if key in rows["claims"]),
        mode="",
        carried_by="",
        start=join.start,
        via=(),
        end=join.end,
        part_of=False,
    )


def _ends(leg: Callable[[int], Leg], leads: Ints, reported: Any, ends: SpotRows) -> dict[str, Lists]:
    """Return where legs begin, pass and end."""
    sides = {name: ends.ends[name].take(leads) for name in ("from", "via", "to")}
    # A claim with several ends on one side makes several legs; any other's ends are those of its leg.
    apart = np.flatnonzero((sides["from"].lengths > 1) | (sides["to"].lengths > 1) | ~reported)
    these = list(map(leg, apart.tolist()))
    return {
        "from_ends": sides["from"].put(apart, [ends.rows([leg.start]) for leg in these]),
        "via_ends": sides["via"].put(apart, [ends.rows(leg.via) for leg in these]),
        "to_ends": sides["to"].put(apart, [ends.rows([leg.end]) for leg in these]),
    }


def presence_table(dossier: Dossier, records: Records, ends: SpotRows, rows: Rows) -> Table:
    """Return the table of presences."""
    presences = records.presences
    return _shared(Presence, presences, rows, records.columns.presences) | {
        "at_ends": Lists.of([ends.rows(presence.spots) for presence in presences]),
        "label": Coded.of([_presence_label(dossier, presence) for presence in presences]),
        # A smaller model may lack the claims that give the size of the whole.
        "share_basis": Lists.of(
            [
                [rows["claims"][key] for key in presence.share_basis if key in rows["claims"]]
                for presence in presences
            ]
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
    return _shared(Event, events, rows) | {
        "at_ends": Lists.of([[row] for _, row in found]),
        "label": Coded.of([_event_label(dossier, event) for event in events]),
    }


def _event_label(dossier: Dossier, event: Event) -> str:
    first = dossier.claims[event.claims[0]]
    return str(event.strength) or first.words or force_name(dossier, event.force or None)


def _shared(
    kind: type,
    records: Sequence[Leg | Presence | Event],
    rows: Rows,
    kept: Columns | None = None,
    more: Sequence[Leg] = (),
) -> Table:
    """Return the columns that legs, presences and events have in common, and those of their kind.

    Of the first records the model may have kept the columns: those are not looked at.
    """
    columns = columns_of(kind, records, rows["claims"]) if kept is None else kept
    added = [*records[len(columns["id"]) :], *more]
    if added:
        further = columns_of(kind, added, rows["claims"])
        columns = {
            name: [*column, *further[name]] if name == "id" else joined(column, further[name])
            for name, column in columns.items()
        }
    return {
        **columns,
        # As plain texts: those of a record know how they were told.
        **{name: columns[name].mapped(str) for name in ("strength", "share") if name in columns},
        "force": _forces(columns["force"], rows),
        "lead": Numbers(columns["claims"].firsts),
    }


def _forces(keys: Coded, rows: Rows) -> Numbers:
    return Numbers(keys.mapped(lambda key: rows["forces"][key] if key else -1).array(np.int64))
