"""One figure by a rule that the user names: it is never chosen unasked, and the rule is printed with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from geomoves.errors import ArgumentError
from geomoves.movement.figures import Figure
from geomoves.movement.questions import Question
from geomoves.movement.sentences import listed, said_label, speaker_name
from geomoves.movement.standing import Standing
from geomoves.movement.support import independent_voices
from geomoves.reports import Dossier, Strength
from geomoves.wording import say

__all__ = ["RULES", "Choice", "Rule", "choose_figure", "known_rule"]

Rule = Literal["latest", "most independent", "widest range"]
RULES: tuple[Rule, ...] = get_args(Rule)


@dataclass(frozen=True, slots=True)
class Choice:
    """The figure that a rule gives for one question, and why; `figure` is None where it gives none."""

    rule: Rule
    figure: Figure | None
    sentence: str


def known_rule(rule: str) -> Rule:
    """Return the rule of that name.

    Raises
    ------
    ArgumentError
        There is none.

    Examples
    --------
    >>> known_rule("latest")
    'latest'
    """
    for known in RULES:
        if rule == known:
            return known
    raise ArgumentError(
        "rule", f"there is no rule {rule!r}", f"use one of {', '.join(RULES)}, or none at all"
    )


def choose_figure(rule: Rule, dossier: Dossier, question: Question, standing: Standing) -> Choice:
    """Take one figure of a question by a rule.

    ``latest`` takes the figure that was said last; ``most independent`` the one that most voices stand
    by, voices counted as support is; ``widest range`` spans all of them and chooses none. Where two
    figures fit a rule equally well it gives none. Parts that were added are one figure already.

    Parameters
    ----------
    rule : str
        Name of the rule.
    dossier : Dossier
        For speakers and days.
    question : Question
        With at least one figure.
    standing : Standing
        Of its claims.
    """
    if question.total is not None:
        why = say("rule.total", figure=question.total.label)
        return Choice(rule, question.total, say("rule.sentence", rule=rule, why=why))
    figure, why = _BY_NAME[rule](dossier, question.figures, standing)
    return Choice(rule, figure, say("rule.sentence", rule=rule, why=why))


_Found = tuple[Figure | None, str]


def _latest(dossier: Dossier, figures: Sequence[Figure], _standing: Standing) -> _Found:
    days: dict[int, date] = {}
    for row, figure in enumerate(figures):
        said = [dossier.claims[key].said for key in figure.claims]
        known = [when.latest for when in said if when is not None and when.latest is not None]
        if known:
            days[row] = max(known)
    if not days:
        return None, say("rule.latest.undated")
    newest = max(days.values())
    last = [figures[row] for row, day in days.items() if day == newest]
    if len(last) > 1:
        return None, say("rule.tie", figures=listed([figure.label for figure in last]))
    claims = [dossier.claims[key] for key in last[0].claims]
    claim = next(claim for claim in claims if claim.said is not None and claim.said.latest == newest)
    why = say(
        "rule.latest.one",
        figure=last[0].label,
        speaker=speaker_name(dossier, claim.said_by),
        said=said_label(claim),
    )
    left_out = len(figures) - len(days)
    return last[0], why + (say("rule.latest.left_out", n=str(left_out)) if left_out else "")


def _most_independent(dossier: Dossier, figures: Sequence[Figure], standing: Standing) -> _Found:
    voices = [
        independent_voices([dossier.claims[key] for key in figure.claims], standing) for figure in figures
    ]
    most = max(len(each) for each in voices)
    best = [figure for figure, each in zip(figures, voices, strict=True) if len(each) == most]
    if most == 0:
        return None, say("rule.independent.nobody")
    if len(best) > 1:
        return None, say("rule.tie", figures=listed([figure.label for figure in best]))
    names = voices[figures.index(best[0])]
    why = say(
        "rule.independent.one",
        figure=best[0].label,
        voices=listed([speaker_name(dossier, key) for key in names]),
    )
    return best[0], why


def _widest_range(dossier: Dossier, figures: Sequence[Figure], _standing: Standing) -> _Found:
    if len({figure.unit for figure in figures}) > 1:
        return None, say("rule.widest.units")
    if len(figures) == 1:
        return figures[0], say("rule.widest.one", figure=figures[0].label)
    lows = [figure.low if figure.low is not None else figure.best for figure in figures]
    highs = [figure.high if figure.high is not None else figure.best for figure in figures]
    # A figure without a number ("several thousand") spans nothing; a bound left open stays open.
    numbered = [(low, high) for low, high in zip(lows, highs, strict=True) if (low, high) != (None, None)]
    if not numbered:
        return None, say("rule.widest.vague")
    low = None if any(each is None for each, _ in numbered) else min(each or 0.0 for each, _ in numbered)
    high = None if any(each is None for _, each in numbered) else max(each or 0.0 for _, each in numbered)
    if low is None and high is None:
        return None, say("rule.widest.open")
    stated = dossier.claims[figures[0].claims[0]].strength
    label = Strength(low=low, high=high, unit=stated.unit if stated is not None else None).label
    keys = tuple(key for figure in figures for key in figure.claims)
    vague = [figure.label for figure in figures if (figure.low, figure.best, figure.high) == (None,) * 3]
    why = say("rule.widest.several", figure=label)
    return (
        Figure(label, low, None, high, figures[0].unit, keys),
        why + (say("rule.widest.left_out", figures=listed(vague)) if vague else ""),
    )


_BY_NAME: dict[Rule, Callable[[Dossier, Sequence[Figure], Standing], _Found]] = {
    "latest": _latest,
    "most independent": _most_independent,
    "widest range": _widest_range,
}
