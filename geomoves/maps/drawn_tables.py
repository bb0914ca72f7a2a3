"""What is drawn, as tables of the data block: legs, presences, losses and activities.

Of each record the tables hold what its claims do not say already; what follows from the claims (its ends, its
days in words) the page works out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np

from geomoves.maps.claim_table import rows_of, told_apart
from geomoves.maps.coded import Coded, Ints, Lists, Numbers
from geomoves.maps.columns import Rows, Table
from geomoves.maps.days import day_numbers
from geomoves.maps.spot_rows import SpotRows
from geomoves.movement.assembly import Records
from geomoves.movement.joining import Join
from geomoves.movement.records import Event, Leg, Presence, Span
from geomoves.movement.sentences import force_name
from geomoves.reports import Dossier
from geomoves.wording import say

__all__ = ["event_table", "leg_table", "presence_table"]


def leg_table(records: Records, ends: SpotRows, rows: Rows) -> Table:
    """Return the table of legs; lines between presences that nobody reports come last."""
    joins = [_line(join, rows) for join in records.joins]
    legs = [*records.legs, *joins]
    reported = np.arange(len(legs)) < len(records.legs)
    table = _shared(legs, rows, ("mode", "carried_by", "part_of"))
    return table | {
        "carried_by": _forces(table["carried_by"], rows),
        **_ends(legs, table["lead"].values, reported, ends),
        "inferred": Coded(reported.astype(np.int64), [True, False]),
        "joined": Coded.of([""] * len(records.legs) + [join.words for join in records.joins]),
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


def _ends(legs: Sequence[Leg], leads: Ints, reported: Any, ends: SpotRows) -> dict[str, Lists]:
    """Return where legs begin, pass and end."""
    sides = {name: ends.ends[name].take(leads) for name in ("from", "via", "to")}
    # A claim with several ends on one side makes several legs; any other's ends are those of its leg.
    apart = np.flatnonzero((sides["from"].lengths > 1) | (sides["to"].lengths > 1) | ~reported)
    these = [legs[row] for row in apart.tolist()]
    return {
        "from_ends": sides["from"].put(apart, [ends.rows([leg.start]) for leg in these]),
        "via_ends": sides["via"].put(apart, [ends.rows(leg.via) for leg in these]),
        "to_ends": sides["to"].put(apart, [ends.rows([leg.end]) for leg in these]),
    }


def presence_table(dossier: Dossier, records: Records, ends: SpotRows, rows: Rows) -> Table:
    """Return the table of presences."""
    presences = records.presences
    return _shared(presences, rows, ("one_of", "share")) | {
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
    return _shared(events, rows, ("kind",)) | {
        "at_ends": Lists.of([[row] for _, row in found]),
        "label": Coded.of([_event_label(dossier, event) for event in events]),
    }


def _event_label(dossier: Dossier, event: Event) -> str:
    first = dossier.claims[event.claims[0]]
    return event.strength or first.words or force_name(dossier, event.force or None)


_WHAT = ("phase", "support", "disputed", "force")
_FIGURES = ("low", "best", "high", "strength")
_TIMES = ("earliest", "latest", "how")


def _shared(records: Sequence[Leg | Presence | Event], rows: Rows, more: tuple[str, ...]) -> Table:
    """Return the columns that legs, presences and events have in common, and more that few differ in."""
    what = told_apart(list(map(attrgetter(*_WHAT, *more), records)), (*_WHAT, *more))
    times = told_apart(list(map(attrgetter(*_TIMES), [record.when for record in records])), _TIMES)
    claims = _claims([record.claims for record in records], rows)
    return {
        "id": [record.id for record in records],
        **what,
        **told_apart(list(map(attrgetter(*_FIGURES), records)), _FIGURES),
        "force": _forces(what["force"], rows),
        "day_from": day_numbers(times["earliest"]),
        "day_to": day_numbers(times["latest"]),
        "how": times["how"],
        "claims": claims,
        "lead": Numbers(claims.firsts),
    }


def _forces(keys: Coded, rows: Rows) -> Numbers:
    return Numbers(keys.mapped(lambda key: rows["forces"][key] if key else -1).array(np.int64))


def _claims(keys: Sequence[Sequence[str]], rows: Rows) -> Lists:
    """Return the rows of some claims for each of some records."""
    lengths = np.fromiter(map(len, keys), dtype=np.int64, count=len(keys))
    return Lists(lengths, rows_of(list(chain.from_iterable(keys)), rows["claims"]).values)
