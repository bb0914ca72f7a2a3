"""An end of a claim, and what is known of where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geomoves.places import Place, country_name
from geomoves.reports import End
from geomoves.wording import say

__all__ = ["Spot", "either"]

Status = Literal["placed", "near", "country", "within", "words", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Spot:
    """One end of one claim, and what is known of where it is.

    Parameters
    ----------
    claim, field, index
        Which end of which claim.
    end : End
        As it was stated.
    status : str
        ``placed``, ``near`` (a soft area about a place), ``country`` (an outline), ``within`` (unnamed,
        in a country), ``words`` (nowhere), ``ambiguous`` or ``unknown`` (the gazetteer cannot settle it).
    place : Place or None
        The place, when `status` is placed, near or country.
    reasons : tuple of str
        Why this one.
    others : tuple of Place
        What else the name could mean, best first.
    settle : str
        For an ambiguous or unknown name: what to write in the dossier to settle it.
    settled : int
        Ends with one number stand in the same field and were settled together: all but `claim` and
        `index` is the same. Negative where nobody has counted.
    """

    claim: str
    field: str
    index: int
    end: End
    status: Status
    place: Place | None = None
    reasons: tuple[str, ...] = ()
    others: tuple[Place, ...] = ()
    settle: str = ""
    settled: int = -1

    @property
    def key(self) -> str:
        """What makes two ends the same place: a place's id, or the words."""
        return (
            self.place.id
            if self.place is not None
            else f"{self.status}:{self.end.within or ''}:{self.end.label}"
        )

    @property
    def drawn(self) -> bool:
        """Whether a point or a soft area can be drawn for it."""
        return self.status in ("placed", "near")

    @property
    def unnamed(self) -> bool:
        """Whether it is a position alone, as most points of a track are."""
        return self.end.lon is not None and not any((self.end.name, self.end.words, self.end.id))

    @property
    def label(self) -> str:
        """The end for readers."""
        if self.place is not None:
            return self.place.name
        return self.end.label

    @property
    def why_not(self) -> str:
        """Why it has no place, in words; empty when it has one."""
        if self.status == "ambiguous":
            candidates = either([place.label for place in self.others])
            return say("unplaced.ambiguous", name=self.end.label, candidates=candidates)
        if self.status == "unknown":
            if self.end.id is not None:
                return say("unplaced.unknown_id", id=self.end.id)
            if self.others:
                names = either([place.label for place in self.others])
                return say("unplaced.suggest", name=self.end.label, candidates=names)
            return say("unplaced.unknown", name=self.end.label)
        if self.status == "within":
            return say("unplaced.within", words=self.end.label, country=country_name(self.end.within or ""))
        return say("unplaced.words", words=self.end.label) if self.status == "words" else ""


def either(names: Sequence[str]) -> str:
    """Put names into one text as alternatives: ``A, B or C``."""
    if len(names) < 2:
        return "".join(names)
    return say("or", first=", ".join(names[:-1]), last=names[-1])
