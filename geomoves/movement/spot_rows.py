"""Where claims put things: every end that is written differently once, and the places among them.

A dossier of 100,000 claims names its ends a quarter of a million times, and means some thousand of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any

import numpy as np

from geomoves.coded import Coded, Ints, Lists
from geomoves.movement.sentences import place_words
from geomoves.movement.spots import Spot

__all__ = ["SpotRows"]

#: The ends of a claim, in the order of travel.
FIELDS = ("from", "via", "to", "at", "at_one_of")
_FIELD_NUMBERS = {name: number for number, name in enumerate(FIELDS)}


@dataclass(slots=True)
class SpotRows:
    """The ends of all claims, by row.

    Parameters
    ----------
    spots : list of Spot
        One for each end that a reader would tell from the others: another place, or other words.
    ends : dict of str to Lists
        For each of `FIELDS` and each claim the rows of its ends in `spots`.
    by_place : dict of str to tuple of Spot
        The ends at each place, by its id: one for each name, and each reason why the place was taken for it.
    held : list of (Spot, str)
        Ends that somebody is said to hold, with the claim that says so.
    """

    spots: list[Spot] = field(default_factory=list)
    ends: dict[str, Lists] = field(default_factory=dict)
    by_place: dict[str, tuple[Spot, ...]] = field(default_factory=dict)
    held: list[tuple[Spot, str]] = field(default_factory=list)
    _known: dict[int, int] = field(default_factory=dict)
    _told: dict[tuple[str, str], int] = field(default_factory=dict)
    _reasons: set[tuple[object, ...]] = field(default_factory=set)

    @classmethod
    def of(cls, claims: Iterable[str], spots: Mapping[str, Sequence[Spot]]) -> SpotRows:
        """Return the ends of claims, numbered; `spots` are by the claim's id."""
        made = cls()
        stated = list(map(spots.get, claims, repeat(())))
        counts = np.fromiter(map(len, stated), dtype=np.int64, count=len(stated))
        rows, fields = made._all(list(chain.from_iterable(stated)))
        claim_of = np.repeat(np.arange(len(stated)), counts)
        for number, name in enumerate(FIELDS):
            here = np.flatnonzero(fields == number)
            made.ends[name] = Lists(np.bincount(claim_of[here], minlength=len(stated)), rows[here])
        return made

    def copy(self) -> SpotRows:
        """Return the same, to which ends can be added."""
        return SpotRows(
            spots=list(self.spots),
            ends=dict(self.ends),
            by_place=dict(self.by_place),
            held=list(self.held),
            _known=dict(self._known),
            _told=dict(self._told),
            _reasons=set(self._reasons),
        )

    def told(self, tell: Callable[[Spot], Spot]) -> SpotRows:
        """Return the same with each end as a function tells it, in the same rows."""
        spots = list(map(tell, self.spots))
        places = [place for place, _ in self._told]
        by_place = {place: tuple(map(tell, here)) for place, here in self.by_place.items()}
        return SpotRows(
            spots=spots,
            ends=dict(self.ends),
            by_place=by_place,
            held=[(tell(spot), claim) for spot, claim in self.held],
            _known=dict(self._known),
            _told={
                (place, place_words(spot)): row
                for row, (place, spot) in enumerate(zip(places, spots, strict=True))
            },
            _reasons={_reason(place, spot) for place, here in by_place.items() for spot in here},
        )

    def _all(self, spots: Sequence[Spot]) -> tuple[Ints, Ints]:
        """Return the rows of many ends, and the numbers of their fields."""
        settled = np.fromiter([spot.settled for spot in spots], dtype=np.int64, count=len(spots))
        if len(settled) and int(settled.min()) < 0:
            settled = np.arange(len(spots))
        # Of those that were settled together one is looked at: the first, in the order in which they come.
        groups = Coded(settled, list(range(int(settled.max(initial=-1)) + 1))).told_once()
        firsts = np.full(len(groups.cells), -1, dtype=np.int64)
        firsts[groups.codes[::-1]] = np.arange(len(spots) - 1, -1, -1)
        found = [spots[at] for at in firsts.tolist()]
        rows = np.array([self.row(spot) for spot in found], dtype=np.int64)
        held = [code for code, spot in enumerate(found) if spot.end.held_by is not None]
        if held:
            # Each time another claim says so.
            here = np.flatnonzero(np.isin(groups.codes, held)).tolist()
            self.held = [(spots[at], spots[at].claim) for at in here]
        fields = np.array([_FIELD_NUMBERS[spot.field] for spot in found], dtype=np.int64)
        return rows[groups.codes], fields[groups.codes]

    def row(self, spot: Spot) -> int:
        """Return the row of an end; ends that a reader could not tell apart share one."""
        if spot.end.held_by is not None:
            # Each time, for each time another claim says so.
            self.held.append((spot, spot.claim))
        # The same in whatever field.
        settled = spot.settled // len(FIELDS)
        known = self._known.get(settled)
        if known is None:
            known = self._numbered(spot)
            if settled >= 0:
                self._known[settled] = known
        return known

    def _numbered(self, spot: Spot) -> int:
        place = "" if spot.place is None else spot.place.id
        if spot.place is not None:
            reason = _reason(place, spot)
            if reason not in self._reasons:
                self._reasons.add(reason)
                self.by_place[place] = (*self.by_place.get(place, ()), spot)
        told = (place, place_words(spot))
        row = self._told.get(told)
        if row is None:
            row = self._told[told] = len(self.spots)
            self.spots.append(spot)
        return row

    def rows(self, spots: Iterable[Spot | None]) -> list[int]:
        """Return the rows of some ends; one that nobody states has none."""
        return [self.row(spot) for spot in spots if spot is not None]

    def table(self, places: Mapping[str, int], areas: Mapping[str, int]) -> dict[str, list[Any]]:
        """Return the table of ends: how a sentence and a label name each, and its place or area."""
        keys = [spot.place.id if spot.place is not None else "" for spot in self.spots]
        return {
            # In the order of their rows, unless another language says the same of two of them.
            "words": [words for _, words in self._told]
            if len(self._told) == len(self.spots)
            else list(map(place_words, self.spots)),
            "label": [spot.label for spot in self.spots],
            "place": [places.get(key, -1) for key in keys],
            "area": [areas.get(key, -1) for key in keys],
        }


def _reason(place: str, spot: Spot) -> tuple[object, ...]:
    """Return what tells an end from others at a place: its name, and why the place was taken for it."""
    end = spot.end
    return place, (end.name, end.near, end.id), spot.reasons, tuple(other.id for other in spot.others)
