"""Answers whose reasons are put into words when they are looked at: most of a long text's never are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from geomoves.places.place import Candidate, Mention, Reasoned, Resolution
from geomoves.wording import speaking, spoken_language

if TYPE_CHECKING:
    from geomoves.places.place import Reasons, Status

__all__ = ["Later", "answer_again", "resolution"]


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

    def __call__(self) -> tuple[str, ...]:
        """Return the reasons."""
        tell = self._tell
        if tell is not None:
            with speaking(self._language):
                self._told = tell()
            # What they were told from is not needed any more.
            self._tell = None
        return self._told


class _ResolutionInMaking(Reasoned):
    __slots__ = ("candidates", "mention", "place", "reasons", "score", "status")

    def __init__(
        self,
        mention: Mention,
        status: Status,
        candidates: tuple[Candidate, ...],
        score: float,
        reasons: Reasons,
    ) -> None:
        self.mention = mention
        self.status = status
        self.place = candidates[0].place if status == "resolved" else None
        self.candidates = candidates
        self.score = score
        self._told_by = reasons
        if isinstance(reasons, tuple):
            self.reasons = reasons


def resolution(
    mention: Mention, status: Status, candidates: tuple[Candidate, ...], score: float, reasons: Reasons
) -> Resolution:
    """Return a `Resolution` as `geomoves.places.place.candidate` returns a candidate: quickly.

    What is resolved is the first of the candidates.
    """
    made = _ResolutionInMaking(mention, status, candidates, score, reasons)
    made.__class__ = Resolution  # type: ignore[assignment]
    return made  # type: ignore[return-value]


def answer_again(mention: Mention, known: Resolution) -> Resolution:
    """Return what `resolution` has returned for another mention; its reasons are told once for both."""
    return resolution(mention, known.status, known.candidates, known.score, known._told_by)  # noqa: SLF001
