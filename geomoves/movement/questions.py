"""Which claims answer the same question, and how many voices each answer has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import combinations

from geomoves.movement.figures import Figure, compatible, figure_of, strength_label, unit_of
from geomoves.movement.sentences import body_of, number_word
from geomoves.movement.spots import Spot
from geomoves.movement.standing import Standing, exclusive_forces
from geomoves.movement.support import Support, support_of
from geomoves.reports import Claim, Dossier, Strength
from geomoves.wording import retold, tell

__all__ = ["Question", "ask_questions", "overlap", "question_in"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the claims that answer it.

    Parameters
    ----------
    id : str
        The id of a named question, else ``q:`` and the first claim's id.
    kind, phase, force, unit : str
        What all its answers share; empty where it is not stated.
    claims : tuple of str
        Those that stand, in the order of the dossier.
    figures : tuple of Figure
        Its different answers, never averaged; added only in `total`.
    support : str
        ``none``, ``one``, ``several`` (independence not known) or ``corroborated``.
    reason : str
        Why these claims answer one question.
    former : tuple of str
        Claims on it that were superseded or retracted: they count no longer.
    contested : bool
        Whether two of its figures exclude each other.
    total : Figure or None
        The sum of its figures, where they are parts that share no one; else None.
    """

    id: str
    kind: str
    phase: str
    force: str
    unit: str
    claims: tuple[str, ...]
    figures: tuple[Figure, ...]
    support: Support
    voices: tuple[str, ...]
    reason: str
    former: tuple[str, ...] = ()
    contested: bool = False
    total: Figure | None = None
    #: Puts the question into words: most of 100,000 are never read.
    tell: Callable[[], str] = field(default=str, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The question in words."""
        return self.tell()


def overlap(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> bool:
    """Whether two stretches of days share a day; an end that is not stated excludes nothing."""
    starts_in_time = first[0] is None or second[1] is None or first[0] <= second[1]
    return starts_in_time and (second[0] is None or first[1] is None or second[0] <= first[1])


def ask_questions(
    dossier: Dossier,
    claims: Sequence[Claim],
    spots: Mapping[str, Sequence[Spot]],
    standing: Standing,
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
    standing : Standing
        Which claims were superseded or retracted.

    Returns
    -------
    list of Question
        In the order of their first claims; every statement is in exactly one, in `claims` or in `former`.
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
    # A force may come to one place twice: what has another place in its sequence is another event.
    shapes = {
        (shape, sequence): members
        for shape, alike in shapes.items()
        for sequence, members in _by_sequence(alike)
    }
    groups = [(members, key) for key, members in named.items()]
    groups += [(members, "") for shape in shapes.values() for members in _by_time(shape)]
    order = {claim.id: row for row, claim in enumerate(claims)}
    groups.sort(key=lambda group: order[group[0][0].id])
    return [_question(dossier, members, key, spots, standing) for members, key in groups]


def _by_sequence(claims: Sequence[Claim]) -> Iterable[tuple[int | None, list[Claim]]]:
    """Part claims of one shape by their stated place in the sequence of their force."""
    parts: dict[int | None, list[Claim]] = {}
    for claim in claims:
        parts.setdefault(claim.sequence, []).append(claim)
    if len(parts) == 2 and None in parts:
        # One event only has a place in the sequence: a claim without one speaks of it too.
        return [(None, list(claims))]
    return parts.items()


def _unit_in_shape(claim: Claim) -> str:
    # A claim without a figure answers whether, not how many: it joins those that count people.
    strength = claim.strength
    return unit_of(strength) if strength is not None and strength.stated else "people"


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


def _question(
    dossier: Dossier,
    group: Sequence[Claim],
    key: str,
    spots: Mapping[str, Sequence[Spot]],
    standing: Standing,
) -> Question:
    members = [claim for claim in group if standing.stands(claim.id)]
    first = (members or group)[0]
    text: Callable[[], str]
    if key:
        text, reason = partial(str, dossier.questions[key].text), tell("grouped.named")
    else:
        text = partial(_told, dossier, first, spots)
        reason = tell("grouped.shape") if len(group) > 1 else tell("grouped.alone")
    voices, support = support_of(members, standing)
    figures = _figures(members)
    total = _sum_of_parts(dossier, members, figures) if key and len(figures) > 1 else None
    return Question(
        id=key or f"q:{first.id}",
        kind=first.kind,
        phase=first.phase or "",
        force=first.force or "",
        unit=unit_of(first.strength),
        claims=tuple(claim.id for claim in members),
        figures=figures,
        support=support,
        voices=voices,
        reason=reason,
        former=tuple(claim.id for claim in group if not standing.stands(claim.id)),
        contested=total is None and _contested(figures, standing),
        total=total,
        tell=text,
    )


def _told(dossier: Dossier, claim: Claim, spots: Mapping[str, Sequence[Spot]]) -> str:
    return body_of(dossier, claim, spots.get(claim.id, ()), with_figure=False)


def question_in(question: Question, dossier: Dossier, spots: Mapping[str, Sequence[Spot]]) -> Question:
    """Return a question in the language that is spoken; `spots` are in it already."""
    text = question.tell
    if question.id not in dossier.questions:
        text = partial(_told, dossier, dossier.claims[(*question.claims, *question.former)[0]], spots)
    total = question.total
    return replace(
        question,
        figures=tuple(replace(figure, label=retold(figure.label)) for figure in question.figures),
        reason=retold(question.reason),
        total=None if total is None else replace(total, label=retold(total.label)),
        tell=text,
    )


def _figures(members: Sequence[Claim]) -> tuple[Figure, ...]:
    """Return the different figures of a question, each with the claims that give it."""
    found: dict[tuple[object, ...], Figure] = {}
    for claim in members:
        figure = figure_of(claim)
        if figure is not None:
            same = (figure.low, figure.best, figure.high, figure.label)
            before = found.get(same)
            found[same] = (
                figure if before is None else replace(figure, claims=(*before.claims, *figure.claims))
            )
    return tuple(found.values())


def _contested(figures: Sequence[Figure], standing: Standing) -> bool:
    """Whether two figures exclude each other; a finer figure is no rival of the one that it refines."""
    return any(
        not compatible(first, second)
        and not all(standing.linked("refines", one, other) for one in first.claims for other in second.claims)
        for first, second in combinations(figures, 2)
    )


def _sum_of_parts(dossier: Dossier, members: Sequence[Claim], figures: Sequence[Figure]) -> Figure | None:
    """Add figures that one speaker gives for parts that share no one; None when they are anything else.

    Parts share no one when their forces are apart, or when one figure is said to be on top of the other.
    """
    counted = [claim for claim in members if figure_of(claim) is not None and claim.supports]
    one_voice = len({claim.said_by for claim in counted}) == 1
    one_kind = len({(claim.phase, unit_of(claim.strength)) for claim in counted}) == 1
    if len(counted) < 2 or len(counted) < sum(len(figure.claims) for figure in figures):
        return None
    if not (one_voice and one_kind and all(_exclusive(dossier, *pair) for pair in combinations(counted, 2))):
        return None
    parts = [figure for figure in map(figure_of, counted) if figure is not None]
    lows = [part.low if part.low is not None else part.best for part in parts]
    highs = [part.high if part.high is not None else part.best for part in parts]
    bests = [part.best for part in parts]
    low, best, high = _added(lows), _added(bests), _added(highs)
    if low is None and high is None:
        return None
    total = Strength(
        low=low if best is None else None,
        best=best,
        high=high if best is None else None,
        unit=counted[0].strength.unit if counted[0].strength is not None else None,
    )
    label = tell("answer.sum", figure=strength_label(total), parts=partial(number_word, len(parts)))
    keys = tuple(claim.id for claim in counted)
    return Figure(label, total.low, total.best, total.high, parts[0].unit, keys)


def _exclusive(dossier: Dossier, first: Claim, second: Claim) -> bool:
    on_top = any(
        one.strength is not None and other.id in one.strength.on_top_of
        for one, other in ((first, second), (second, first))
    )
    apart = first.force is not None and second.force is not None and first.force != second.force
    return on_top or (apart and exclusive_forces(dossier, str(first.force), str(second.force)))


def _added(values: Sequence[float | None]) -> float | None:
    # A bound that one part leaves open is open in the sum.
    stated = [value for value in values if value is not None]
    return sum(stated) if len(stated) == len(values) else None
