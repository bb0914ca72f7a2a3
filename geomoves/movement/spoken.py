"""A model in another language: its records are told again when they are looked at, and not assembled anew.

What moved is the same in every language. What is told are places, times, figures and reasons, and of 100,000
legs that is done for those that somebody reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

from geomoves.movement.assembly import Records, off_map_of, unplaced_of
from geomoves.movement.joining import Join
from geomoves.movement.place_columns import place_columns
from geomoves.movement.questions import question_in
from geomoves.movement.record_columns import Columns, RecordColumns, figure_columns
from geomoves.movement.records import Event, Leg, Presence, Span
from geomoves.movement.sentences import time_label, when_label
from geomoves.movement.spot_rows import SpotRows
from geomoves.movement.spots import Spot
from geomoves.places import Place, local_place
from geomoves.reports import Dossier
from geomoves.wording import retold, said_later, say

__all__ = ["records_in", "spots_in"]

_NEAR = "near:"
_POINT = "point:"

_Told = TypeVar("_Told")


def records_in(dossier: Dossier, records: Records) -> Records:
    """Return the records of a model in the language that is spoken.

    Parameters
    ----------
    dossier : Dossier
        What they are of.
    records : Records
        As they were assembled in another language, whose texts know how they were told (see
        `geomoves.wording.tell`).
    """
    spot = _Spots()
    spots = _ToldEnds(records.spots, spot)

    def leg(record: Leg) -> Leg:
        return replace(
            record,
            **_reported(record),
            start=record.start and spot(record.start),
            via=tuple(map(spot, record.via)),
            end=record.end and spot(record.end),
        )

    def presence(record: Presence) -> Presence:
        here = tuple(map(spot, record.spots))
        return replace(record, **_reported(record), spots=here, share=retold(record.share))

    def event(record: Event) -> Event:
        return replace(record, **_reported(record), spots=tuple(map(spot, record.spots)))

    def join(record: Join) -> Join:
        start, end = spot(record.start), spot(record.end)
        return replace(record, start=start, end=end, words=retold(record.words))

    nowhere = dict.fromkeys(entry.claim for entry in records.unplaced)
    return replace(
        records,
        spots=spots,
        sentences=records.sentences.with_spots(spots),
        questions=_Retold(records.questions, lambda question: question_in(question, dossier, spots)),
        legs=_Retold(records.legs, leg),
        presences=_Retold(records.presences, presence),
        losses=_Retold(records.losses, event),
        activities=_Retold(records.activities, event),
        roles=_Retold(records.roles, lambda role: replace(role, words=retold(role.words))),
        tensions=_Retold(records.tensions, lambda tension: replace(tension, because=retold(tension.because))),
        joins=_Retold(records.joins, join),
        unplaced=unplaced_of([records.claims[records.rows[key]] for key in nowhere], spots),
        off_map=off_map_of(
            dossier, [records.claims[records.rows[key]] for key in records.off_map], spots, records.standing
        ),
        columns=_ToldColumns(dossier, records.columns, spot),
    )


def spots_in(spots: Sequence[Spot]) -> Sequence[Spot]:
    """Return the ends of claims with their places and reasons in the language that is spoken.

    Parameters
    ----------
    spots : sequence of Spot
        As they were decided.
    """
    return _Retold(spots, _Spots())


def _reported(record: Leg | Presence | Event) -> dict[str, Any]:
    return {"strength": retold(record.strength), "when": _span(record.when)}


def _span(span: Span) -> Span:
    return replace(span, label=retold(span.label))


class _Retold(Sequence[_Told], Generic[_Told]):
    """Records that are told in the language that was spoken first, each when it is first looked at."""

    def __init__(self, records: Sequence[_Told], tell: Callable[[_Told], _Told]) -> None:
        self._records = records
        self._tell = said_later(tell)
        self._told: dict[int, _Told] = {}

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, row: int) -> _Told: ...

    @overload
    def __getitem__(self, row: slice) -> tuple[_Told, ...]: ...

    def __getitem__(self, row: int | slice) -> _Told | tuple[_Told, ...]:
        if isinstance(row, slice):
            return tuple(self[each] for each in range(len(self))[row])
        row = range(len(self))[row]
        if row not in self._told:
            self._told[row] = self._tell(self._records[row])
        return self._told[row]


class _Spots:
    """What tells ends in the language that is spoken; what ends share is told once."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Spot, Spot]] = {}
        self._places: dict[int, Place] = {}
        self._reasons: dict[int, tuple[str, ...]] = {}
        self._tell = said_later(self._told)

    def __call__(self, spot: Spot) -> Spot:
        if id(spot) not in self._kept:
            # With what it was told from: while that is kept, nothing else has its number.
            self._kept[id(spot)] = spot, self._tell(spot)
        return self._kept[id(spot)][1]

    def _told(self, spot: Spot) -> Spot:
        # Written out: dataclasses.replace takes ten times as long.
        return Spot(
            spot.claim,
            spot.field,
            spot.index,
            spot.end,
            spot.status,
            None if spot.place is None else self._called(spot.place, spot),
            self._reasons_of(spot.reasons),
            tuple(map(local_place, spot.others)),
            spot.settle,
            spot.settled,
        )

    def _called(self, place: Place, spot: Spot) -> Place:
        # Ends share their places, and 100,000 of them have a few thousand.
        if id(place) not in self._places:
            self._places[id(place)] = _called(place, spot)
        return self._places[id(place)]

    def _reasons_of(self, stated: tuple[str, ...]) -> tuple[str, ...]:
        if id(stated) not in self._reasons:
            self._reasons[id(stated)] = tuple(map(retold, stated))
        return self._reasons[id(stated)]


class _ToldEnds(Mapping[str, tuple[Spot, ...]]):
    """The ends of each claim, told when they are first looked at."""

    def __init__(self, spots: Mapping[str, tuple[Spot, ...]], tell: Callable[[Spot], Spot]) -> None:
        self._spots = spots
        self._tell = tell

    def __getitem__(self, claim: str) -> tuple[Spot, ...]:
        return tuple(map(self._tell, self._spots[claim]))

    def __contains__(self, claim: object) -> bool:
        return claim in self._spots

    def __iter__(self) -> Iterator[str]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)


class _ToldColumns(RecordColumns):
    """The columns of a model in another language: most of them are the same."""

    def __init__(self, dossier: Dossier, columns: RecordColumns, tell: Callable[[Spot], Spot]) -> None:
        self._dossier = dossier
        self._columns = columns
        self._tell = tell

    @cached_property
    def claims(self) -> Columns:
        """What claims state (see `RecordColumns.claims`)."""
        of = self._columns.claims
        return {
            **of,
            "said_label": of["said"].mapped(time_label),
            "when_label": of["when"].mapped(lambda when: when_label(self._dossier, when)),
            **figure_columns(of["strength"]),
        }

    @cached_property
    def ends(self) -> SpotRows:
        """Where claims put things (see `RecordColumns.ends`)."""
        return self._columns.ends.told(self._tell)

    @cached_property
    def places(self) -> Columns:
        """What the places of `ends` are."""
        return place_columns(self.ends.by_place)

    @cached_property
    def legs(self) -> Columns:
        """What legs hold."""
        return _with_retold(self._columns.legs, "strength")

    @cached_property
    def presences(self) -> Columns:
        """What presences hold."""
        return _with_retold(self._columns.presences, "strength", "share")

    @cached_property
    def questions(self) -> Columns:
        """What questions hold."""
        return _with_retold(self._columns.questions, "reason")

    @cached_property
    def roles(self) -> Columns:
        """What places were."""
        return _with_retold(self._columns.roles, "words")

    @cached_property
    def withdrawn(self) -> Any:
        """What the dossier's author took back."""
        return self._columns.withdrawn


def _with_retold(columns: Columns, *names: str) -> Columns:
    return {**columns, **{name: columns[name].mapped(retold) for name in names}}


def _called(place: Place, spot: Spot) -> Place:
    if place.id.startswith(_POINT):
        # A position that nobody named is called by its coordinates, and those by the language's compass.
        return replace(place, name=spot.end.label, source=say("place_reason.given"))
    if not place.id.startswith(_NEAR):
        return local_place(place)
    about = local_place(replace(place, id=place.id.removeprefix(_NEAR), name=spot.end.near or ""))
    return replace(about, id=place.id, name=say("near", place=about.name))
