"""In which order the records of one force follow one another, and what tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, TypeVar

from geomoves.movement.records import Reported

__all__ = ["OrderBasis", "in_order"]

#: What tells the order: an explicit sequence, the days, both, or the row in the dossier alone.
OrderBasis = Literal["sequence", "days", "days and rows", "rows"]

RecordType = TypeVar("RecordType", bound=Reported)
_LAST = float("inf")


def in_order(records: Sequence[RecordType]) -> tuple[list[RecordType], OrderBasis]:
    """Put records of one force in the order of travel.

    A sequence that all of them state decides alone. Otherwise days do, on one day the sequence, then the
    clock. What has no day follows the record that it is said to come after; what has neither comes
    last, in the order of the dossier.

    Parameters
    ----------
    records : sequence of Reported
        Legs and presences, in the order of the dossier.

    Returns
    -------
    list of Reported
        In the order of travel.
    str
        What told it.
    """
    rows = {record.id: row for row, record in enumerate(records)}
    if records and all(record.sequence is not None for record in records):
        return sorted(records, key=lambda each: (each.sequence or 0, rows[each.id])), "sequence"

    def when(record: RecordType) -> tuple[int, date, float, float, int]:
        day = record.when.earliest or record.when.latest
        step = _LAST if record.sequence is None else float(record.sequence)
        clock = _LAST if record.when.clock is None else record.when.clock
        return (0 if day else 1, day or date.max, step, clock, rows[record.id])

    ordered = sorted(records, key=when)
    dated = [record for record in ordered if record.when.dated]
    basis: OrderBasis = "rows" if not dated else "days" if len(dated) == len(ordered) else "days and rows"
    return _after_their_forerunners(ordered), basis


def _after_their_forerunners(ordered: list[RecordType]) -> list[RecordType]:
    """Move what has no day behind the record that it is said to come after."""
    waiting: dict[str, list[RecordType]] = {}
    by_claim = {key: record for record in ordered for key in record.claims}
    rest: list[RecordType] = []
    for record in ordered:
        before = by_claim.get(record.after) if record.after and not record.when.dated else None
        if before is None or before.id == record.id:
            rest.append(record)
        else:
            waiting.setdefault(before.id, []).append(record)
    found: list[RecordType] = []
    pending = list(reversed(rest))
    while pending:
        record = pending.pop()
        found.append(record)
        pending += reversed(waiting.pop(record.id, []))
    # What waits in a circle is refused by the dossier's check; nothing is lost all the same.
    return [*found, *(record for left in waiting.values() for record in left)]
