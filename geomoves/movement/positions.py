"""Where each force is last reported: what is known on a day, and how old that knowledge is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from geomoves.movement.assembly import Records
from geomoves.movement.records import Leg, Presence
from geomoves.movement.spots import Spot

__all__ = ["Position", "positions_at"]

#: Only what is said to have been so tells where a force is.
_REPORTED = frozenset({"happened", "under way"})


@dataclass(frozen=True, slots=True)
class Position:
    """A place where a force is last reported.

    Parameters
    ----------
    force : str
        Its id.
    spot : Spot
        Where: a place, a country, or only words.
    last_reported : date
        The last day that the report speaks of, no later than the day that was asked for.
    days_ago : int
        Days from then to the day that was asked for.
    by : str
        ``presence`` or ``arrival``.
    one_of : bool
        Whether the report leaves open which of several places it was.
    record : str
        Id of the presence or leg.
    claims : tuple of str
        Behind it.
    """

    force: str
    spot: Spot
    last_reported: date
    days_ago: int
    by: str
    one_of: bool
    record: str
    claims: tuple[str, ...]


def positions_at(records: Records, day: date) -> list[Position]:
    """Return where each force is last reported on a day.

    A presence counts from its first day, and until its last day it is as fresh as the day itself. An
    arrival counts from the last day on which it can have happened. What has no day says nothing of
    any day, and what is expected or intended says nothing of where a force is.

    Parameters
    ----------
    records : Records
        Of the model.
    day : date
        Civil day; later reports are passed over.

    Returns
    -------
    list of Position
        By force in the order of the records; several for one force when its newest reports are of the
        same day.
    """
    newest: dict[str, list[Position]] = {}
    for position in _reported(records, day):
        known = newest.setdefault(position.force, [])
        if known and position.last_reported > known[0].last_reported:
            known.clear()
        if not known or position.last_reported == known[0].last_reported:
            known.append(position)
    return [position for positions in newest.values() for position in positions]


def _reported(records: Records, day: date) -> Iterator[Position]:
    for presence in records.presences:
        last = _last_day_of_presence(presence, day)
        if last is not None:
            for spot in presence.spots:
                yield _position(presence, spot, last, day, by="presence", one_of=presence.one_of)
    for leg in records.legs:
        arrived = leg.when.latest
        if leg.phase == "happened" and leg.end is not None and arrived is not None and arrived <= day:
            yield _position(leg, leg.end, arrived, day, by="arrival", one_of=leg.part_of)


def _last_day_of_presence(presence: Presence, day: date) -> date | None:
    span = presence.when
    first = span.earliest or span.latest
    if presence.phase not in _REPORTED or first is None:
        return None
    if span.how == "within":
        # Somewhen in the stretch: before its end nobody can tell whether it had come to that.
        return span.latest if span.latest is not None and span.latest <= day else None
    if first > day:
        return None
    return min(span.latest or first, day)


def _position(
    record: Leg | Presence, spot: Spot, last: date, day: date, *, by: str, one_of: bool
) -> Position:
    return Position(
        force=record.force,
        spot=spot,
        last_reported=last,
        days_ago=(day - last).days,
        by=by,
        one_of=one_of,
        record=record.id,
        claims=record.claims,
    )
