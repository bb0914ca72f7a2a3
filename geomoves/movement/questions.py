"""Which claims answer the same question, and how many voices each answer has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from geomoves.movement.placing import Spot
from geomoves.movement.sentences import body_of
from geomoves.reports import Claim, Dossier, Strength
from geomoves.wording import say

__all__ = ["Figure", "Question", "Support", "ask_questions", "figure_of", "overlap", "unit_of"]

Support = Literal["none", "one", "several", "corroborated"]

#: Units that all count people.
_PEOPLE = frozenset(
    {"", "soldiers", "troops", "people", "men", "personnel", "servicemen", "fighters", "soldier"}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One answer to a question of how many.

    `low`, `best` and `high` are None where the text gives no such bound.
    """

    label: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the claims that answer it.

    Parameters
    ----------
    id : str
        The id of a named question, else ``q:`` and the first claim's id.
    text : str
        The question in words.
    kind, phase, force, unit : str
        What all its answers share; empty where it is not stated.
    claims : tuple of str
        In the order of the dossier.
    figures : tuple of Figure
        Its different answers, never averaged, never added.
    support : str
        ``none``, ``one``, ``several`` (independence not known) or ``corroborated``.
    reason : str
        Why these claims answer one question.
    """

    id: str
    text: str
    kind: str
    phase: str
    force: str
    unit: str
    claims: tuple[str, ...]
    figures: tuple[Figure, ...]
    support: Support
    voices: tuple[str, ...]
    reason: str

    @property
    def contested(self) -> bool:
        """Whether two of its figures exclude each other."""
        return any(
            not _compatible(first, second)
            for index, first in enumerate(self.figures)
            for second in self.figures[index + 1 :]
        )


def unit_of(strength: Strength | None) -> str:
    """Return the unit for comparing: all that counts people is one unit, ``people``."""
    unit = (strength.unit or "").strip().lower() if strength is not None else ""
    return "people" if unit in _PEOPLE else unit


def figure_of(claim: Claim) -> Figure | None:
    """Return the claim's figure, None when it states none."""
    strength = claim.strength
    if strength is None or not strength.stated:
        return None
    return Figure(strength.label, strength.low, strength.best, strength.high, unit_of(strength), (claim.id,))


def overlap(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> bool:
    """Whether two stretches of days share a day; an end that is not stated excludes nothing."""
    starts_in_time = first[0] is None or second[1] is None or first[0] <= second[1]
    return starts_in_time and (second[0] is None or first[1] is None or second[0] <= first[1])


def ask_questions(
    dossier: Dossier, claims: Sequence[Claim], spots: Mapping[str, Sequence[Spot]]
) -> list[Question]:
    """Group claims by the question that they answer.

    Parameters
    ----------
    dossier : Dossier
        For its named questions, links and speakers.
    claims : sequence of Claim
        Statements; responses are passed over.
    spots : mapping of str to sequence of Spot
        Of each claim.

    Returns
    -------
    list of Question
        In the order of their first claims; every statement is in exactly one.
    """
    named: dict[str, list[Claim]] = {}
    shapes: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.kind == "response":
            continue
        if claim.answers is not None:
            named.setdefault(claim.answers, []).append(claim)
            continue
        # Strict on purpose: a question may not say more of the ends than each of its answers does.
        where = tuple(sorted({(spot.field, spot.key) for spot in spots.get(claim.id, ())}))
        shape = (claim.force, claim.kind, claim.phase, claim.condition or "", where, _unit_in_shape(claim))
        shapes.setdefault(shape, []).append(claim)
    groups = [(members, key) for key, members in named.items()]
    groups += [(members, "") for shape in shapes.values() for members in _by_time(shape)]
    order = {claim.id: row for row, claim in enumerate(claims)}
    groups.sort(key=lambda group: order[group[0][0].id])
    linked = frozenset((link.kind, frozenset((link.a, link.b))) for link in dossier.links)
    return [_question(dossier, members, key, spots, linked) for members, key in groups]


def _unit_in_shape(claim: Claim) -> str:
    # A claim without a figure answers whether, not how many: it joins those that count people.
    return unit_of(claim.strength) if figure_of(claim) else "people"


def _by_time(claims: Sequence[Claim]) -> Iterable[list[Claim]]:
    """Part claims of one shape into groups whose times overlap."""
    stretches = {
        claim.id: (claim.when.earliest, claim.when.latest) if claim.when else (None, None) for claim in claims
    }
    dated = [claim for claim in claims if stretches[claim.id] != (None, None)]
    undated = [claim for claim in claims if stretches[claim.id] == (None, None)]
    groups: list[list[Claim]] = []
    until: date | None = date.min
    for claim in sorted(dated, key=lambda each: stretches[each.id][0] or date.min):
        first, last = stretches[claim.id]
        if groups and (until is None or first is None or first <= until):
            groups[-1].append(claim)
            until = None if last is None or until is None else max(until, last)
        else:
            groups.append([claim])
            until = last
    if len(groups) <= 1:
        # One event at most: claims without a day exclude nothing, so they speak of it.
        groups = [[*(groups[0] if groups else ()), *undated]]
    else:
        groups += [[claim] for claim in undated]
    order = {claim.id: row for row, claim in enumerate(claims)}
    return [sorted(group, key=lambda each: order[each.id]) for group in groups]


#: Kind of link, and the two claims that it joins.
_Linked = frozenset[tuple[str, frozenset[str]]]


def _question(
    dossier: Dossier,
    members: Sequence[Claim],
    key: str,
    spots: Mapping[str, Sequence[Spot]],
    linked: _Linked,
) -> Question:
    first = members[0]
    found: dict[tuple[object, ...], Figure] = {}
    for claim in members:
        figure = figure_of(claim)
        if figure is None:
            continue
        same = (figure.low, figure.best, figure.high, figure.label)
        before = found.get(same)
        found[same] = (
            figure
            if before is None
            else Figure(
                figure.label, figure.low, figure.best, figure.high, figure.unit, (*before.claims, claim.id)
            )
        )
    if key:
        text, reason = dossier.questions[key].text, say("grouped.named")
    else:
        text = body_of(dossier, first, spots.get(first.id, ()), with_figure=False)
        reason = say("grouped.shape") if len(members) > 1 else say("grouped.alone")
    voices, support = _support(members, linked)
    return Question(
        id=key or f"q:{first.id}",
        text=text,
        kind=first.kind,
        phase=first.phase or "",
        force=first.force or "",
        unit=unit_of(first.strength),
        claims=tuple(claim.id for claim in members),
        figures=tuple(found.values()),
        support=support,
        voices=voices,
        reason=reason,
    )


def _support(members: Sequence[Claim], linked: _Linked) -> tuple[tuple[str, ...], Support]:
    """Count the voices that count: stated by them, not repeats, not on shared evidence."""
    voices: dict[str, Claim] = {}
    evidence_used: set[str] = set()
    for claim in members:
        if not claim.supports:
            continue
        second_hand = any(_leans_on(claim, other, linked) for other in voices.values())
        shares = bool(evidence_used & set(claim.evidence))
        evidence_used |= set(claim.evidence)
        if claim.said_by not in voices and not second_hand and not shares:
            voices[claim.said_by] = claim
    if len(voices) < 2:
        return tuple(voices), "one" if voices else "none"
    corroborated = any(_corroborate(*pair, linked) for pair in combinations(voices.values(), 2))
    return tuple(voices), "corroborated" if corroborated else "several"


def _leans_on(claim: Claim, other: Claim, linked: _Linked) -> bool:
    """Whether one of two claims repeats the other, or passes its voice on: then it is no second voice."""
    repeats = ("repeats", frozenset((claim.id, other.id))) in linked
    return repeats or claim.said_by in other.through or other.said_by in claim.through


def _corroborate(first: Claim, second: Claim, linked: _Linked) -> bool:
    """Whether two voices answer compatibly and the dossier says why they are independent."""
    figures = (figure_of(first), figure_of(second))
    agrees = figures[0] is None or figures[1] is None or _compatible(figures[0], figures[1])
    contradicts = ("contradicts", frozenset((first.id, second.id))) in linked
    return agrees and not contradicts and _independent(first, second)


def _independent(first: Claim, second: Claim) -> bool:
    return any(
        key in claim.independent_because
        for claim, other in ((first, second), (second, first))
        for key in ("*", other.id)
    )


def _compatible(first: Figure, second: Figure) -> bool:
    """Whether one number could satisfy both; a vague figure excludes nothing."""
    if first.unit != second.unit:
        return True
    low = max(_least(first), _least(second))
    high = min(_most(first), _most(second))
    return low <= high


def _least(figure: Figure) -> float:
    stated = figure.low if figure.low is not None else figure.best
    return float("-inf") if stated is None else stated


def _most(figure: Figure) -> float:
    stated = figure.high if figure.high is not None else figure.best
    return float("inf") if stated is None else stated
