"""How many voices an answer has, and which of them do not lean on one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal

from geomoves.movement.figures import compatible, figure_of
from geomoves.movement.standing import Standing
from geomoves.reports import Claim

__all__ = ["Support", "corroborating_pairs", "independent_voices", "support_of"]

Support = Literal["none", "one", "several", "corroborated"]


def independent_voices(members: Sequence[Claim], standing: Standing) -> dict[str, Claim]:
    """Return the voices that count, each with its claim: stated by them, no repeats, no shared evidence."""
    voices: dict[str, Claim] = {}
    evidence_used: set[str] = set()
    for claim in members:
        if not claim.supports:
            continue
        second_hand = any(_leans_on(claim, other, standing) for other in voices.values())
        shares = bool(evidence_used & set(claim.evidence))
        evidence_used |= set(claim.evidence)
        if claim.said_by not in voices and not second_hand and not shares:
            voices[claim.said_by] = claim
    return voices


def support_of(members: Sequence[Claim], standing: Standing) -> tuple[tuple[str, ...], Support]:
    """Say how well a question is supported, and by whom."""
    voices = independent_voices(members, standing)
    if len(voices) < 2:
        return tuple(voices), "one" if voices else "none"
    corroborated = any(_corroborate(*pair, standing) for pair in combinations(voices.values(), 2))
    return tuple(voices), "corroborated" if corroborated else "several"


def corroborating_pairs(claims: Sequence[Claim], standing: Standing) -> list[tuple[str, str]]:
    """Return the pairs of claims that corroborate one another, among those that answer one question."""
    voices = independent_voices(claims, standing)
    return [
        (first.id, second.id)
        for first, second in combinations(voices.values(), 2)
        if _corroborate(first, second, standing)
    ]


def _leans_on(claim: Claim, other: Claim, standing: Standing) -> bool:
    """Whether one of two claims repeats the other, or passes its voice on: then it is no second voice."""
    repeats = standing.linked("repeats", claim.id, other.id)
    return repeats or claim.said_by in other.through or other.said_by in claim.through


def _corroborate(first: Claim, second: Claim, standing: Standing) -> bool:
    """Whether two voices answer compatibly and the dossier says why they are independent."""
    figures = (figure_of(first), figure_of(second))
    agrees = figures[0] is None or figures[1] is None or compatible(figures[0], figures[1])
    contradicts = standing.linked("contradicts", first.id, second.id)
    return agrees and not contradicts and _independent(first, second)


def _independent(first: Claim, second: Claim) -> bool:
    return any(
        key in claim.independent_because
        for claim, other in ((first, second), (second, first))
        for key in ("*", other.id)
    )
