"""What moved, what was where, what was lost: the records that the model is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from geomoves.movement.figures import Figure
from geomoves.movement.questions import Question
from geomoves.movement.responses import Replies
from geomoves.movement.sentences import when_label
from geomoves.movement.spots import Spot
from geomoves.movement.support import Support
from geomoves.reports import Claim, Dossier, When
from geomoves.wording import retold, tell, told_by

__all__ = ["Event", "Leg", "Presence", "Span", "Times", "link_events", "link_legs", "link_presences"]


@dataclass(frozen=True, slots=True)
class Span:
    """When, as stated: civil days, both inclusive; None is an end that is open or not stated."""

    earliest: date | None = None
    latest: date | None = None
    how: str = ""
    label: str = ""
    #: The first clock time that is stated, as an instant (Unix seconds): it orders what falls on one day.
    clock: float | None = None

    @property
    def dated(self) -> bool:
        """Whether at least one day is stated."""
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What legs, presences, losses and activities have in common.

    `low`, `best` and `high` are the one figure of its question; when answers differ, `low` and `high`
    span them and `best` is None. `sequence` is its stated place among the records of its force, and
    `after` the claim that it is said to come after.
    """

    id: str
    force: str
    phase: str
    question: str
    support: Support
    disputed: bool
    low: float | None
    best: float | None
    high: float | None
    strength: str
    unit: str
    when: Span
    sequence: int | None
    after: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg(Reported):
    """Something moved from one end to another, because a claim says so.

    `start` or `end` is None when the text states no such end.
    """

    mode: str
    carried_by: str
    start: Spot | None
    via: tuple[Spot, ...]
    end: Spot | None
    part_of: bool

    @property
    def waypoints(self) -> tuple[tuple[float, float], ...]:
        """Longitude and latitude of each placed stop, in degrees, in the order of travel."""
        spots = (self.start, *self.via, self.end)
        return tuple(
            spot.place.lonlat for spot in spots if spot is not None and spot.drawn and spot.place is not None
        )

    @property
    def open_end(self) -> str:
        """``from`` or ``to`` where that end has no place while the other has; else empty."""
        has_start = self.start is not None and self.start.drawn
        has_end = self.end is not None and self.end.drawn
        if has_start == has_end:
            return ""
        return "to" if has_start else "from"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence(Reported):
    """A body of troops was somewhere: in each of `spots`, shares unknown, or in `one_of` them."""

    spots: tuple[Spot, ...]
    one_of: bool
    share: str
    share_basis: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Reported):
    """A loss or an activity."""

    kind: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class _Numbers:
    low: float | None = None
    best: float | None = None
    high: float | None = None
    label: str = ""
    unit: str = ""


def _numbers(figures: Sequence[Figure]) -> _Numbers:
    """Return the one figure of a question, or the span of its rivals: never an average, never a sum."""
    if not figures:
        return _Numbers()
    if len(figures) == 1:
        only = figures[0]
        return _Numbers(only.low, only.best, only.high, only.label, only.unit)
    least = [figure.low if figure.low is not None else figure.best for figure in figures]
    most = [figure.high if figure.high is not None else figure.best for figure in figures]
    low = min((value for value in least if value is not None), default=None)
    high = max((value for value in most if value is not None), default=None)
    # A bound that one answer leaves open stays open.
    return _Numbers(
        None if None in least else low,
        None,
        None if None in most else high,
        tell(
            "and",
            first=partial(_listed, [figure.label for figure in figures[:-1]]),
            last=figures[-1].label,
        ),
        figures[0].unit,
    )


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(map(retold, labels))


def _side_by_side(labels: Sequence[str]) -> str:
    return " / ".join(filter(None, dict.fromkeys(map(retold, labels))))


class Times:
    """What claims say of when, worked out once for those that share a time.

    Parameters
    ----------
    dossier : Dossier
        For the claims that times refer to; it holds every time for as long as this is used.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._labels: dict[int, str] = {}
        self._spans: dict[int, Span] = {}

    def span(self, claims: Sequence[Claim]) -> Span:
        """Return the one stretch that holds what all claims of one event say of its time."""
        whens = [claim.when for claim in claims if claim.when is not None]
        if len(whens) != 1:
            return self._span(whens)
        only = id(whens[0])
        if only not in self._spans:
            self._spans[only] = self._span(whens)
        return self._spans[only]

    def _label(self, when: When) -> str:
        if id(when) not in self._labels:
            self._labels[id(when)] = told_by(partial(when_label, self._dossier, when))
        return self._labels[id(when)]

    def _span(self, whens: Sequence[When]) -> Span:
        dated = [when for when in whens if when.dated]
        labels = list(dict.fromkeys(map(self._label, whens)))
        label = labels[0] if len(labels) == 1 else told_by(partial(_side_by_side, labels))
        if not dated:
            return Span(label=label)
        starts = [when.earliest for when in dated]
        ends = [when.latest for when in dated]
        hows = {when.how or "" for when in dated}
        return Span(
            earliest=None if None in starts else min(start for start in starts if start is not None),
            latest=None if None in ends else max(end for end in ends if end is not None),
            how=hows.pop() if len(hows) == 1 else "unclear",
            label=label,
            clock=_clock(whens),
        )


def _clock(whens: Sequence[When]) -> float | None:
    """Return the earliest clock time of an event as an instant, None where nobody gives one."""
    clocks = [when.clock_from for when in whens]
    return min((clock.timestamp() for clock in clocks if clock is not None), default=None)


def _denied(claims: Iterable[Claim], replies: Replies) -> bool:
    return any(replies.denied(claim.id) for claim in claims)


def link_legs(
    dossier: Dossier,
    questions: Sequence[Question],
    spots: Mapping[str, Sequence[Spot]],
    replies: Replies,
    times: Times,
) -> list[Leg]:
    """Link movement claims into legs: claims of one question between the same ends are one leg."""
    legs: list[Leg] = []
    numbers: dict[str, int] = {}
    for question in questions:
        strands: dict[tuple[object, ...], list[tuple[Claim, Spot | None, tuple[Spot, ...], Spot | None]]] = {}
        for key in question.claims:
            claim = dossier.claims[key]
            if claim.kind != "movement":
                continue
            for strand in _strands(spots.get(key, ())):
                start, via, end = strand
                ends = tuple(spot.key if spot is not None else "" for spot in (start, *via, end))
                strands.setdefault((ends, claim.force, claim.phase), []).append((claim, start, via, end))
        for members in strands.values():
            for mode_members in _by_mode(members):
                leg = _leg(question, mode_members, replies, times)
                number = numbers[leg.id] = numbers.get(leg.id, 0) + 1
                legs.append(leg if number == 1 else replace(leg, id=f"{leg.id}#{number}"))
    return legs


_Strand = tuple[Claim, Spot | None, tuple[Spot, ...], Spot | None]


def _strands(spots: Sequence[Spot]) -> list[tuple[Spot | None, tuple[Spot, ...], Spot | None]]:
    starts: list[Spot | None] = [spot for spot in spots if spot.field == "from"]
    ends: list[Spot | None] = [spot for spot in spots if spot.field == "to"]
    via = tuple(spot for spot in spots if spot.field == "via")
    return [(start, via, end) for start in starts or [None] for end in ends or [None]]


def _by_mode(members: Sequence[_Strand]) -> list[list[_Strand]]:
    """Different stated modes are different legs; a claim that states none joins a single one."""
    modes: dict[str, list[_Strand]] = {}
    for member in members:
        modes.setdefault(member[0].mode or "", []).append(member)
    if len(modes) == 2 and "" in modes:
        silent = modes.pop("")
        only = next(iter(modes.values()))
        order = [id(member) for member in members]
        return [sorted([*silent, *only], key=lambda member: order.index(id(member)))]
    return list(modes.values())


def _leg(question: Question, members: Sequence[_Strand], replies: Replies, times: Times) -> Leg:
    claims = [member[0] for member in members]
    first, start, via, end = members[0]
    part_of = len(first.to) > 1 or len(first.from_) > 1
    numbers = _numbers_of(question, claims)
    numbers = _part_of(numbers) if part_of else numbers
    return Leg(
        **_reported(question, claims, numbers, replies, times),
        mode=next((claim.mode for claim in claims if claim.mode), ""),
        carried_by=next((claim.carried_by for claim in claims if claim.carried_by), ""),
        start=start,
        via=via,
        end=end,
        part_of=part_of,
    )


def _part_of(whole: _Numbers) -> _Numbers:
    """Return what is known of a part of unknown size: none of the whole, or all of it."""
    if not whole.label:
        return whole
    high = whole.high if whole.high is not None else whole.best
    return _Numbers(0.0, None, high, tell("share", whole=whole.label), whole.unit)


def _reported(
    question: Question,
    claims: Sequence[Claim],
    numbers: _Numbers,
    replies: Replies,
    times: Times,
) -> dict[str, Any]:
    """Return the fields that every record has, from the claims behind it."""
    return {
        "id": claims[0].id,
        "force": claims[0].force or "",
        "phase": claims[0].phase or "",
        "question": question.id,
        "support": question.support,
        "disputed": _denied(claims, replies),
        "low": numbers.low,
        "best": numbers.best,
        "high": numbers.high,
        "strength": numbers.label,
        "unit": numbers.unit,
        "when": times.span(claims),
        "sequence": min((claim.sequence for claim in claims if claim.sequence is not None), default=None),
        "after": next((claim.when.after for claim in claims if claim.when and claim.when.after), ""),
        "claims": tuple(claim.id for claim in claims),
    }


def link_presences(
    dossier: Dossier,
    questions: Sequence[Question],
    spots: Mapping[str, Sequence[Spot]],
    replies: Replies,
    times: Times,
) -> list[Presence]:
    """Link presence claims: one body in several places stays one presence."""
    wholes = _wholes(dossier, questions)
    presences: list[Presence] = []
    for question, claims in _like_claims(dossier, questions, spots, "presence"):
        where = tuple(spots.get(claims[0].id, ()))
        numbers = _numbers_of(question, claims)
        share = ""
        basis: tuple[str, ...] = ()
        if len(where) > 1 and not claims[0].at_one_of:
            own = tuple(claim.id for claim in claims)
            force = claims[0].force or ""
            whole, basis = (numbers, own) if numbers.label else wholes.get(force, (numbers, ()))
            part = _part_of(whole)
            share, numbers = part.label, replace(part, label=numbers.label)
        presences.append(
            Presence(
                **_reported(question, claims, numbers, replies, times),
                spots=where,
                one_of=bool(claims[0].at_one_of),
                share=share,
                share_basis=basis,
            )
        )
    return presences


def _like_claims(
    dossier: Dossier, questions: Sequence[Question], spots: Mapping[str, Sequence[Spot]], kind: str
) -> Iterator[tuple[Question, list[Claim]]]:
    """Yield the claims of one kind that speak of one body at the same places, each with its question.

    A named question may be answered by claims on several forces and places: they are records of their own.
    """
    for question in questions:
        alike: dict[tuple[object, ...], list[Claim]] = {}
        for key in question.claims:
            claim = dossier.claims[key]
            if claim.kind == kind:
                where = tuple(sorted({(spot.field, spot.key) for spot in spots.get(key, ())}))
                alike.setdefault((claim.force, claim.phase, where), []).append(claim)
        for claims in alike.values():
            yield question, claims


def _numbers_of(question: Question, claims: Sequence[Claim]) -> _Numbers:
    """Return what a question's figures say of these of its claims."""
    own = {claim.id for claim in claims}
    return _numbers([figure for figure in question.figures if own & set(figure.claims)])


def _wholes(dossier: Dossier, questions: Sequence[Question]) -> dict[str, tuple[_Numbers, tuple[str, ...]]]:
    """Return the size of each force, where the dossier holds exactly one figure of what happened for it."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        if question.phase == "happened" and question.kind in ("movement", "presence") and question.figures:
            found.setdefault(question.force, []).append(question)
    return {
        force: (_numbers(members[0].figures), members[0].claims)
        for force, members in found.items()
        if len({figure.label for question in members for figure in question.figures}) == 1
        and not any(len(dossier.claims[key].to) > 1 for key in members[0].claims)
    }


def link_events(
    dossier: Dossier,
    questions: Sequence[Question],
    spots: Mapping[str, Sequence[Spot]],
    replies: Replies,
    times: Times,
    *,
    kind: str,
) -> list[Event]:
    """Link losses or activities."""
    return [
        Event(
            **_reported(question, claims, _numbers_of(question, claims), replies, times),
            kind=kind,
            spots=tuple(spots.get(claims[0].id, ())),
        )
        for question, claims in _like_claims(dossier, questions, spots, kind)
    ]
