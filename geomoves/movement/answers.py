"""How many, answered question by question: figures side by side, never averaged, never summed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from geomoves.movement.questions import Figure, Question, Support
from geomoves.movement.sentences import listed, speaker_name
from geomoves.reports import Claim, Dossier
from geomoves.wording import say

__all__ = ["Answer", "Answers", "answer_questions", "forces_within"]

_COUNTS_OF_STRENGTH = frozenset({"movement", "presence", "total", "condition"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the dossier holds on one question of how many.

    Parameters
    ----------
    question : str
        Id of the question (see `MovementModel.questions`).
    text : str
        The question in words.
    phase, kind, force : str
        What its figures are of.
    figures : tuple of Figure
        Side by side.
    voices : tuple of str
        Names of who gave them, as attributed.
    support : str
        ``none``, ``one``, ``several`` or ``corroborated``.
    contested : bool
        Whether two figures exclude each other.
    claims : tuple of str
        Behind it.
    sentence : str
        The answer for readers, each figure with its speaker.
    """

    question: str
    text: str
    phase: str
    kind: str
    force: str
    figures: tuple[Figure, ...]
    voices: tuple[str, ...]
    support: Support
    contested: bool
    claims: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class Answers(Sequence[Answer]):
    """Answers, one a question; `sentence` says how they stand to one another."""

    answers: tuple[Answer, ...]
    sentence: str

    @overload
    def __getitem__(self, index: int) -> Answer: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Answer]: ...
    def __getitem__(self, index: int | slice) -> Answer | Sequence[Answer]:
        return self.answers[index]

    def __len__(self) -> int:
        return len(self.answers)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.answers)

    def __str__(self) -> str:
        return "\n".join([*(answer.sentence for answer in self.answers), self.sentence])


def forces_within(dossier: Dossier, force: str) -> frozenset[str]:
    """Return `force` and all that are part of it, however deep."""
    found = {force}
    grown = True
    while grown:
        more = {key for key, item in dossier.forces.items() if item.part_of in found} - found
        found |= more
        grown = bool(more)
    return frozenset(found)


def answer_questions(dossier: Dossier, questions: Sequence[Question], *, at: date | None = None) -> Answers:
    """Answer the questions that have figures of strength.

    Parameters
    ----------
    dossier : Dossier
        For names.
    questions : sequence of Question
        Already narrowed to a force or place.
    at : date or None
        Leave out what is dated, or was said, wholly after this day.
    """
    answers = []
    for question in questions:
        if question.kind not in _COUNTS_OF_STRENGTH or not question.figures:
            continue
        known = {key for key in question.claims if at is None or not _after(dossier.claims[key], at)}
        figures = tuple(figure for figure in question.figures if known & set(figure.claims))
        if figures:
            answers.append(_answer(dossier, question, figures))
    contested = any(answer.contested for answer in answers) or _linked_as_contradicting(dossier, answers)
    key = "some_contradict" if contested else ("none", "one", "several")[min(len(answers), 2)]
    return Answers(tuple(answers), say(f"answers.{key}", n=str(len(answers))))


def _after(claim: Claim, day: date) -> bool:
    happened = claim.when.earliest if claim.when else None
    said = claim.said.earliest if claim.said else None
    return (happened is not None and happened > day) or (said is not None and said > day)


def _linked_as_contradicting(dossier: Dossier, answers: Sequence[Answer]) -> bool:
    claims = {key for answer in answers for key in answer.claims}
    return any(link.kind == "contradicts" and {link.a, link.b} <= claims for link in dossier.links)


def _answer(dossier: Dossier, question: Question, figures: tuple[Figure, ...]) -> Answer:
    parts, voices = [], []
    for figure in figures:
        names = [_voice(dossier, dossier.claims[key]) for key in figure.claims]
        voices += names
        words = dossier.claims[figure.claims[0]].strength
        label = (words.words if words is not None else None) or figure.label
        parts.append(say("answer.figure", label=label, voices=listed(names)))
    key = "contradicted" if question.contested and len(figures) > 1 else "one"
    sentence = say(
        f"answer.{key}",
        question=question.text[:1].upper() + question.text[1:],
        figures=listed(parts),
        phase=say(f"phase.{question.phase}"),
        support=say(f"support.{question.support}"),
    )
    return Answer(
        question=question.id,
        text=question.text,
        phase=question.phase,
        kind=question.kind,
        force=question.force,
        figures=figures,
        voices=tuple(dict.fromkeys(voices)),
        support=question.support,
        contested=question.contested,
        claims=tuple(key for figure in figures for key in figure.claims),
        sentence=sentence,
    )


def _voice(dossier: Dossier, claim: Claim) -> str:
    """Name who gave a figure, through whom, and whether they stand by it."""
    name = speaker_name(dossier, claim.said_by)
    through = listed([speaker_name(dossier, key) for key in claim.through])
    text = say("voice.through", voices=through) if through else ""
    hedge = say("answer.hedge", hedge=claim.hedge) if claim.hedge else ""
    return say(f"answer.voice.{claim.attribution or 'stated'}", speaker=name, through=text) + hedge
