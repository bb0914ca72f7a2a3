"""Where claims put things: every end that is written differently once, and the places among them.

A dossier of 100,000 claims names its ends a quarter of a million times, and means some thousand of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from geomoves.movement.placing import Spot
from geomoves.movement.sentences import place_words
from geomoves.places import Place
from geomoves.reports import Claim

__all__ = ["SpotRows"]

#: The ends of a claim, in the order of travel.
FIELDS = ("from", "via", "to", "at", "at_one_of")

#: What all claims share that state no such end. A list that is never written to.
NOWHERE: list[int] = []

#: The place of an end, why it was taken, and the list that holds its row alone.
_Known: TypeAlias = tuple[Place | None, tuple[str, ...], list[int]]


@dataclass(slots=True)
class SpotRows:
    """The ends of all claims, by row.

    Parameters
    ----------
    spots : list of Spot
        One for each end that a reader would tell from the others: another place, or other words.
    ends : dict of str to list of list of int
        For each of `FIELDS` and each claim the rows of its ends in `spots`.
    by_place : dict of str to list of Spot
        The ends at each place, by its id: one for each name, and each reason why the place was taken for it.
    held : list of (Spot, str)
        Ends that somebody is said to hold, with the claim that says so.
    """

    spots: list[Spot] = field(default_factory=list)
    ends: dict[str, list[list[int]]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    by_place: dict[str, list[Spot]] = field(default_factory=dict)
    held: list[tuple[Spot, str]] = field(default_factory=list)
    _rows: dict[int, _Known] = field(default_factory=dict)
    _told: dict[tuple[str, str], int] = field(default_factory=dict)
    _reasons: set[tuple[object, ...]] = field(default_factory=set)
    _alone: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Claim], spots: Mapping[str, Sequence[Spot]]) -> SpotRows:
        """Return the ends of claims, numbered."""
        made = cls()
        here = [spots.get(claim.id, ()) for claim in claims]
        for name in FIELDS:
            made.ends[name] = [NOWHERE] * len(here)
        columns, rows = made.ends, made._rows
        for claim, those in enumerate(here):
            for spot in those:
                # Written out: this is done a third of a million times.
                known = rows.get(id(spot.end))
                if known is None or known[0] is not spot.place or known[1] is not spot.reasons:
                    known = made._known(spot)
                column = columns[spot.field]
                # One end alone is what nearly all claims have: they share the list that holds it.
                column[claim] = known[2] if column[claim] is NOWHERE else column[claim] + known[2]
        return made

    def row(self, spot: Spot) -> int:
        """Return the row of an end; ends that a reader could not tell apart share one."""
        return self._known(spot)[2][0]

    def _known(self, spot: Spot) -> _Known:
        # By identity first: what was settled once is one object, and comparing costs more than it finds.
        known = self._rows.get(id(spot.end))
        if known is not None and known[0] is spot.place and known[1] is spot.reasons:
            return known
        known = (spot.place, spot.reasons, self.alone(self._numbered(spot)))
        if spot.end.held_by is not None:
            # Looked at each time, for each time another claim says so.
            self.held.append((spot, spot.claim))
        else:
            self._rows[id(spot.end)] = known
        return known

    def alone(self, row: int) -> list[int]:
        """Return the list that holds a row alone, the same for all who ask."""
        found = self._alone.get(row)
        if found is None:
            found = self._alone[row] = [row]
        return found

    def _numbered(self, spot: Spot) -> int:
        place = "" if spot.place is None else spot.place.id
        if spot.place is not None:
            end = spot.end
            reason = (
                place,
                (end.name, end.near, end.id),
                spot.reasons,
                tuple(other.id for other in spot.others),
            )
            if reason not in self._reasons:
                self._reasons.add(reason)
                self.by_place.setdefault(place, []).append(spot)
        told = (place, place_words(spot))
        row = self._told.get(told)
        if row is None:
            row = self._told[told] = len(self.spots)
            self.spots.append(spot)
        return row

    def rows(self, spots: Iterable[Spot | None]) -> list[int]:
        """Return the rows of some ends; one that nobody states has none."""
        return [self.row(spot) for spot in spots if spot is not None]

    def rows_of_one(self, spot: Spot | None) -> list[int]:
        """Return the list that holds the row of one end; the empty one when nobody states it."""
        return NOWHERE if spot is None else self.alone(self.row(spot))

    def table(self, places: Mapping[str, int], areas: Mapping[str, int]) -> dict[str, list[Any]]:
        """Return the table of ends: how a sentence and a label name each, and its place or area."""
        keys = [spot.place.id if spot.place is not None else "" for spot in self.spots]
        return {
            "words": [place_words(spot) for spot in self.spots],
            "label": [spot.label for spot in self.spots],
            "place": [places.get(key, -1) for key in keys],
            "area": [areas.get(key, -1) for key in keys],
        }
