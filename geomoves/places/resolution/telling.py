"""Answers that are told when they are looked at: most of a long text's are never seen in full."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from geomoves.places.place import Candidate, Mention, Place, Reasoned, Resolution
from geomoves.wording import speaking, spoken_language

if TYPE_CHECKING:
    from geomoves.places.place import Status

_Said = TypeVar("_Said")

__all__ = ["Answer", "Later", "unknown"]


class Later:
    """Reasons that are told when they are first called for, in the language that was spoken before.

    Parameters
    ----------
    tell : callable
        Tells them.
    """

    __slots__ = ("_language", "_tell", "_told")

    def __init__(self, tell: Callable[[], tuple[str, ...]]) -> None:
        self._language = spoken_language()
        self._tell: Callable[[], tuple[str, ...]] | None = tell
        self._told: tuple[str, ...] = ()

    def reasons(self) -> tuple[str, ...]:
        """Return the reasons."""
        tell = self._tell
        if tell is not None:
            self._told = _said_in(self._language, tell)
            # What they were told from is not needed any more.
            self._tell = None
        return self._told


class Answer:
    """What a name means, wherever it stands in a document.

    Its candidates are listed and its reasons told when they are first called for, in the language that was
    spoken before; both once for all mentions of the name.

    Parameters
    ----------
    status : str
        As `Resolution` has it.
    place : Place or None
        The place, only when resolved.
    score : float
        0–1, how sure that is.
    """

    __slots__ = ("_candidates", "_language", "_reasons", "place", "score", "status")

    def __init__(self, status: Status, place: Place | None, score: float) -> None:
        self.status: Status = status
        self.place = place
        self.score = score
        self._language = spoken_language()
        self._candidates: tuple[Candidate, ...] | None = None
        self._reasons: tuple[str, ...] | None = None

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the candidates, the best first."""
        listed = self._candidates
        if listed is None:
            listed = self._candidates = _said_in(self._language, self._listed)
        return listed

    def reasons(self) -> tuple[str, ...]:
        """Return the reasons."""
        told = self._reasons
        if told is None:
            told = self._reasons = _said_in(self._language, self._told)
        return told

    @abstractmethod
    def _listed(self) -> tuple[Candidate, ...]:
        """List the candidates."""

    @abstractmethod
    def _told(self) -> tuple[str, ...]:
        """Tell the reasons."""

    def to(self, mention: Mention) -> Resolution:
        """Return it as the answer for one mention."""
        made = _ResolutionInMaking()
        made.mention = mention
        made.status = self.status
        made.place = self.place
        made.score = self.score
        made._told_by = self  # noqa: SLF001 - it asks for what is not set here
        made.__class__ = Resolution  # type: ignore[assignment]
        return made  # type: ignore[return-value]


def _said_in(language: str, tell: Callable[[], _Said]) -> _Said:
    if spoken_language() == language:
        return tell()
    with speaking(language):
        return tell()


class _ResolutionInMaking(Reasoned):
    # A frozen class sets its own fields slowly.
    __slots__ = ("candidates", "mention", "place", "reasons", "score", "status")

    candidates: tuple[Candidate, ...]
    mention: Mention
    place: Place | None
    reasons: tuple[str, ...]
    score: float
    status: Status


def unknown(mention: Mention, reasons: tuple[str, ...]) -> Resolution:
    """Return that a mention is nothing known, for these reasons: quickly."""
    made = _ResolutionInMaking()
    made.mention = mention
    made.status = "unknown"
    made.place = None
    made.candidates = ()
    made.score = 0.0
    made.reasons = reasons
    made.__class__ = Resolution  # type: ignore[assignment]
    return made  # type: ignore[return-value]
