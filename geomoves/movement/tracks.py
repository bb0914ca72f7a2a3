"""The track of a force: its stops in the order of travel, with the figure that each report gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geomoves.movement.order import OrderBasis, in_order
from geomoves.movement.records import Leg, Presence, Span
from geomoves.movement.spots import Spot

__all__ = ["Stop", "Track", "trace_tracks"]

_REPORTED = frozenset({"happened", "under way"})


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a track.

    Parameters
    ----------
    spot : Spot
        Where; it may be only words.
    by : str
        ``departure``, ``passage``, ``arrival`` or ``presence``.
    record : str
        Id of the leg or presence that reports it.
    claims : tuple of str
        Behind it.
    when : Span
        Of the record: days are never shared out between the ends of a leg.
    sequence : int or None
        The record's stated place in the order.
    strength : str
        The record's figure in words, empty where none is stated; `low`, `best` and `high` are its bounds.
    whole : bool
        Whether the figure is of the whole body here, and of no part of unknown size.
    """

    spot: Spot
    by: str
    record: str
    claims: tuple[str, ...]
    when: Span
    sequence: int | None
    strength: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    whole: bool

    @property
    def least(self) -> float | None:
        """The least that the figure allows, None where the text sets no bound."""
        return self.low if self.low is not None else self.best

    @property
    def most(self) -> float | None:
        """The most that the figure allows, None where the text sets no bound."""
        return self.high if self.high is not None else self.best

    @property
    def is_told(self) -> bool:
        """Whether the figure has a bound at all."""
        return self.least is not None or self.most is not None


@dataclass(frozen=True, slots=True)
class Track:
    """The stops of one force in the order of travel.

    `order` says what told it: ``sequence``, ``days``, ``days and rows``, or ``rows`` alone.
    """

    force: str
    name: str
    named_unit: bool
    order: OrderBasis
    stops: tuple[Stop, ...]


def trace_tracks(
    names: Mapping[str, str],
    named_units: frozenset[str],
    legs: Sequence[Leg],
    presences: Sequence[Presence],
) -> list[Track]:
    """Trace every force through its reported legs and presences.

    What is expected or intended is no stop. A body reported in several places at once, or going to
    several, has a stop at each: shares are not known, and the track says so by `Stop.whole`.

    Parameters
    ----------
    names : mapping of str to str
        Of each force.
    named_units : frozenset of str
        Forces that are one unit with a name.
    legs, presences : sequence
        Records of the model.

    Returns
    -------
    list of Track
        One a force with at least one stop, in the order of the records.
    """
    by_force: dict[str, list[Leg | Presence]] = {}
    records: list[Leg | Presence] = [*legs, *presences]
    for record in records:
        if record.phase in _REPORTED:
            by_force.setdefault(record.force, []).append(record)
    tracks = []
    for force, members in by_force.items():
        ordered, basis = in_order(members)
        stops = tuple(stop for record in ordered for stop in _stops(record))
        if stops:
            tracks.append(Track(force, names.get(force, force), force in named_units, basis, stops))
    return tracks


def _stops(record: Leg | Presence) -> Iterator[Stop]:
    if isinstance(record, Presence):
        for spot in record.spots:
            yield _stop(record, spot, "presence", whole=len(record.spots) == 1)
        return
    whole = not record.part_of
    if record.start is not None:
        yield _stop(record, record.start, "departure", whole=whole)
    for spot in record.via:
        yield _stop(record, spot, "passage", whole=whole)
    if record.end is not None:
        yield _stop(record, record.end, "arrival", whole=whole)


def _stop(record: Leg | Presence, spot: Spot, by: str, *, whole: bool) -> Stop:
    return Stop(
        spot=spot,
        by=by,
        record=record.id,
        claims=record.claims,
        when=record.when,
        sequence=record.sequence,
        strength=record.strength,
        low=record.low,
        best=record.best,
        high=record.high,
        unit=record.unit,
        whole=whole,
    )
