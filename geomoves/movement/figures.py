"""The figures that claims state, and whether two of them can both be true."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import nextafter

from geomoves.reports import Claim, Strength
from geomoves.wording import told_by

__all__ = ["Figure", "compatible", "figure_of", "strength_label", "unit_of"]

#: Units that all count people.
_PEOPLE = frozenset(
    {"", "soldiers", "troops", "people", "men", "personnel", "servicemen", "fighters", "soldier"}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One answer to a question of how many.

    `low`, `best` and `high` are None where the text gives no such bound; `rounding` is what `best` is
    rounded to, where the text says that it is.
    """

    label: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    claims: tuple[str, ...]
    rounding: float | None = None


def unit_of(strength: Strength | None) -> str:
    """Return the unit for comparing: all that counts people is one unit, ``people``."""
    unit = (strength.unit or "").strip().lower() if strength is not None else ""
    return "people" if unit in _PEOPLE else unit


def figure_of(claim: Claim) -> Figure | None:
    """Return the claim's figure, None when it states none."""
    strength = claim.strength
    if strength is None or not strength.stated:
        return None
    return Figure(
        strength_label(strength),
        strength.low,
        strength.best,
        strength.high,
        unit_of(strength),
        (claim.id,),
        strength.rounding,
    )


def strength_label(strength: Strength) -> str:
    """Return the figure for readers, for keeping (see `geomoves.wording.tell`)."""
    return told_by(partial(getattr, strength, "label"))


def compatible(first: Figure, second: Figure) -> bool:
    """Whether one number could satisfy both; a vague figure excludes nothing."""
    if first.unit != second.unit:
        return True
    low = max(_least(first), _least(second))
    high = min(_most(first), _most(second))
    return low <= high


def _least(figure: Figure) -> float:
    if figure.low is not None or figure.best is None:
        return float("-inf") if figure.low is None else figure.low
    return figure.best - (figure.rounding or 0.0) / 2


def _most(figure: Figure) -> float:
    if figure.high is not None or figure.best is None:
        return float("inf") if figure.high is None else figure.high
    if not figure.rounding:
        return figure.best
    # Half a step up is rounded to the next figure.
    return nextafter(figure.best + figure.rounding / 2, figure.best)
