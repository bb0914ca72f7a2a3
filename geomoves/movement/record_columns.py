"""Records as columns: what claims, ends, legs and presences hold, for those who go through all of them.

A model of 100,000 claims has a few different of most things. They are told apart once, when the model is
built, and not again for each map that is drawn of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, count
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np

from geomoves.coded import Coded, Lists, Numbers, told_apart
from geomoves.movement.place_columns import place_columns
from geomoves.movement.questions import Question
from geomoves.movement.records import Event, Leg, Presence
from geomoves.movement.roles import PlaceRole
from geomoves.movement.sentences import time_label, when_label
from geomoves.movement.spot_rows import SpotRows
from geomoves.movement.spots import Spot
from geomoves.reports import Claim, Dossier, Strength, day_number

__all__ = ["Columns", "RecordColumns", "columns_of", "day_numbers", "figure_columns", "rows_of"]

#: Equally long columns by name.
Columns = Mapping[str, Any]

#: What many claims have in common: of each different combination one is looked at.
_SHARED = "kind phase stance through attribution mode carried_by cause condition evidence about".split()
_FIELDS = "id force said_by in_ words hedge note said when strength independent_because".split()
_TIME = itemgetter(*"at from_ to how after words calendar doubt".split())
_STRENGTH = itemgetter(*"low best high unit qualifier words includes on_top_of".split())

#: Columns of which the cells are no plain data.
_OF_RECORDS = frozenset({"said", "when", "strength"})

_WHAT = ("phase", "support", "disputed", "force")
_FIGURES = ("low", "best", "high", "strength")
_TIMES = ("earliest", "latest", "how")
_OF_THEIR_OWN: dict[type, tuple[str, ...]] = {
    Leg: ("mode", "carried_by", "part_of"),
    Presence: ("one_of", "share"),
    Event: ("kind",),
}


class RecordColumns:
    """The columns of a model, each made when it is first asked for.

    Parameters
    ----------
    dossier : Dossier
        What the claims are of.
    claims : sequence of Claim
        In the order of their rows.
    rows : mapping of str to int
        The row of each claim.
    spots : mapping of str to sequence of Spot
        The ends of each claim, by its id.
    legs, presences, questions, roles : sequence of Leg, Presence, Question, PlaceRole
        What is made of them.
    """

    def __init__(
        self,
        dossier: Dossier,
        claims: Sequence[Claim],
        rows: Mapping[str, int],
        spots: Mapping[str, Sequence[Spot]],
        *,
        legs: Sequence[Leg],
        presences: Sequence[Presence],
        questions: Sequence[Question],
        roles: Sequence[PlaceRole],
    ) -> None:
        self._dossier = dossier
        self._claims = claims
        self._rows = rows
        self._spots = spots
        self._legs = legs
        self._presences = presences
        self._questions = questions
        self._roles = roles

    def make(self) -> None:
        """Make all of them now."""
        _ = self.ends, self.withdrawn
        for columns in (self.claims, self.places, self.legs, self.presences, self.questions, self.roles):
            for name, column in columns.items():
                if isinstance(column, Coded) and name not in _OF_RECORDS:
                    # Kept by the column: a map of the model is written from it.
                    column.told_once()

    @cached_property
    def claims(self) -> Columns:
        """What claims state, as they state it.

        ``force``, ``said_by`` and ``document`` are rows of the dossier's tables, -1 for none; ``said``,
        ``when`` and ``strength`` hold records, ``when_label`` and ``said_label`` say the times in words, and
        their first and last days are numbered from 1970-01-01. ``figure`` says the strength in words,
        ``figure_words`` as the source has it where that says more, and ``counted_in`` whether other claims
        are in it or beside it.
        ``independent`` tells who gives a reason why another voice is independent.
        """
        return _claim_columns(self._dossier, self._claims)

    @cached_property
    def ends(self) -> SpotRows:
        """Where claims put things. Add no end to it: take a copy."""
        return SpotRows.of(self._rows, self._spots)

    @cached_property
    def places(self) -> Columns:
        """What the places of `ends` are (see `place_columns`)."""
        return place_columns(self.ends.by_place)

    @cached_property
    def withdrawn(self) -> tuple[Claim, ...]:
        """What the dossier's author took back: it is in no other column."""
        return tuple(claim for claim in self._dossier.claims.values() if claim.withdrawn is not None)

    @cached_property
    def legs(self) -> Columns:
        """What legs hold (see `columns_of`)."""
        return columns_of(Leg, self._legs, self._rows)

    @cached_property
    def presences(self) -> Columns:
        """What presences hold (see `columns_of`)."""
        return columns_of(Presence, self._presences, self._rows)

    @cached_property
    def questions(self) -> Columns:
        """What questions hold: ``id``, ``reason``, ``support``, ``contested`` and the rows of ``claims``."""
        names = ("reason", "support", "contested")
        return {
            "id": [question.id for question in self._questions],
            **told_apart(list(map(attrgetter(*names), self._questions)), names),
            "claims": _claims([question.claims for question in self._questions], self._rows),
        }

    @cached_property
    def roles(self) -> Columns:
        """What places were: the id of the ``place``, ``role``, ``basis``, ``words``, rows of ``claims``."""
        names = ("role", "basis", "words")
        return {
            "place": Coded.of([role.place for role in self._roles]),
            **told_apart(list(map(attrgetter(*names), self._roles)), names),
            "claims": _claims([(role.claim, *role.also) for role in self._roles], self._rows),
        }


def columns_of(kind: type, records: Sequence[Leg | Presence | Event], rows: Mapping[str, int]) -> Columns:
    """Return what records of one kind hold as columns.

    Parameters
    ----------
    kind : type
        `Leg`, `Presence` or `Event`.
    records : sequence
        Of that kind.
    rows : mapping of str to int
        The row of each claim.

    Returns
    -------
    mapping
        Fields by their names, but ``day_from``, ``day_to`` and ``how`` in place of `when`, and of ``claims``
        the rows. The ids are a list.
    """
    what = (*_WHAT, *_OF_THEIR_OWN[kind])
    times = told_apart(list(map(attrgetter(*_TIMES), [record.when for record in records])), _TIMES)
    return {
        "id": [record.id for record in records],
        **told_apart(list(map(attrgetter(*what), records)), what),
        **told_apart(list(map(attrgetter(*_FIGURES), records)), _FIGURES),
        "day_from": day_numbers(times["earliest"]),
        "day_to": day_numbers(times["latest"]),
        "how": times["how"],
        "claims": _claims([record.claims for record in records], rows),
    }


def day_numbers(days: Coded) -> Numbers:
    """Return days as days since 1970-01-01, None for one that is not stated.

    Examples
    --------
    >>> from datetime import date
    >>> day_numbers(Coded.of([date(1970, 1, 2), None]))
    Numbers([1, None])
    """
    return Numbers.of([None if day is None else day_number(day) for day in days.cells]).take(days.codes)


def rows_of(keys: Sequence[Any], rows: Mapping[Any, int]) -> Numbers:
    """Return the rows of some ids."""
    return Numbers(np.fromiter(map(rows.__getitem__, keys), dtype=np.int64, count=len(keys)))


def _claims(keys: Sequence[Sequence[str]], rows: Mapping[str, int]) -> Lists:
    """Return the rows of some claims for each of some records."""
    lengths = np.fromiter(map(len, keys), dtype=np.int64, count=len(keys))
    return Lists(lengths, rows_of(list(chain.from_iterable(keys)), rows).values)


def _claim_columns(dossier: Dossier, claims: Sequence[Claim]) -> Columns:
    of = _fields_of(claims, _FIELDS)
    forces: dict[str | None, int] = dict(zip(dossier.forces, count(), strict=False))
    forces[None] = -1
    # What counts from the day of saying depends on more than it holds.
    said, when = (_records_told_apart(of[name], _TIME, attrgetter("relative")) for name in ("said", "when"))
    return {
        **told_apart(list(map(itemgetter(*_SHARED), map(vars, claims))), _SHARED),
        "force": rows_of(of["force"], forces),
        "said_by": rows_of(of["said_by"], dict(zip(dossier.speakers, count(), strict=False))),
        "document": rows_of(of["in_"], dict(zip(dossier.documents, count(), strict=False))),
        **{name: _texts(of[name]) for name in ("words", "hedge", "note")},
        "said": said,
        "said_label": said.mapped(time_label),
        **_days("said", said),
        "when": when,
        "when_label": when.mapped(partial(when_label, dossier)),
        "when_how": when.mapped(lambda time: time and time.how),
        **_days("when", when),
        **figure_columns(_records_told_apart(of["strength"], _STRENGTH)),
        "independent": Numbers(
            np.fromiter(map(bool, of["independent_because"]), np.int64, count=len(claims))
        ),
    }


def figure_columns(strengths: Coded) -> Columns:
    """Return figures as columns: the records, in words, and their bounds."""
    cells = zip(*map(_figure, strengths.cells), strict=True) if strengths.cells else ((),) * 6
    names = ("figure", "figure_words", "low", "best", "high", "counted_in")
    told = {name: strengths.told_as(list(cells)) for name, cells in zip(names, cells, strict=True)}
    return {"strength": strengths, **told}


def _figure(strength: Strength | None) -> tuple[str, str, float | None, float | None, float | None, bool]:
    if strength is None:
        return "", "", None, None, None, False
    label = strength.label if strength.stated else ""
    words = strength.words or ""
    with_others = bool(strength.includes or strength.on_top_of)
    return label, "" if words == label else words, strength.low, strength.best, strength.high, with_others


def _fields_of(records: Sequence[Any], names: Sequence[str]) -> dict[str, Sequence[Any]]:
    """Return some fields of pydantic records, each as a column."""
    # Each record is looked at once: there are more of them than a processor keeps at hand.
    columns = zip(*map(itemgetter(*names), map(vars, records)), strict=True)
    return dict(zip(names, columns, strict=True)) if records else dict.fromkeys(names, ())


def _days(name: str, times: Coded) -> Columns:
    """Return the first and the last day of some times."""
    return {
        f"{name}_from": day_numbers(times.mapped(lambda time: time and time.earliest)),
        f"{name}_to": day_numbers(times.mapped(lambda time: time and time.latest)),
    }


def _texts(column: Sequence[str | None]) -> Coded:
    """Return a column of texts, of which most are not stated or all are different."""
    if column.count(None) == len(column):
        return Coded(np.zeros(len(column), dtype=np.int64), [None])
    return Coded.of(column)


def _records_told_apart(
    things: Sequence[Any],
    key_of: Callable[[Any], Any],
    alone: Callable[[Any], bool] | None = None,
) -> Coded:
    """Return a column of records, of which those with one key are told once, if none stands `alone`."""
    identities = list(map(id, things))
    stated = [thing for thing in dict(zip(identities, things, strict=True)).values() if thing is not None]
    alike = Coded.of(list(map(key_of, map(vars, stated))))
    # Backwards: of those with one key the first comes last, and stays.
    firsts = dict(zip(reversed(alike.codes.tolist()), reversed(stated), strict=True))
    if alone is not None and any(map(alone, firsts.values())):
        alike, firsts = Coded.of(range(len(stated))), dict(enumerate(stated))
    numbers = dict(zip(map(id, stated), alike.codes.tolist(), strict=True))
    numbers[id(None)] = len(firsts)
    codes = np.fromiter(map(numbers.__getitem__, identities), dtype=np.int64, count=len(things))
    return Coded(codes, [*(firsts[code] for code in range(len(firsts))), None]).in_order()
