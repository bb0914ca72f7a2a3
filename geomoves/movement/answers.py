"""How many, answered question by question: figures side by side, never averaged, never summed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from geomoves.movement.figures import Figure, figure_of
from geomoves.movement.questions import Question
from geomoves.movement.rules import Choice, Rule, choose_figure
from geomoves.movement.sentences import listed, speaker_name
from geomoves.movement.standing import Standing
from geomoves.movement.support import Support
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
    total : Figure or None
        The sum of the figures where they are parts that share no one.
    refines : tuple of str
        Questions, answered here as well, that this one answers in more detail: it is not added to them.
    former : tuple of str
        Claims with a figure that count no longer: superseded, or withdrawn by their speaker.
    choice : Choice or None
        The one figure by the rule that was asked for.
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
    total: Figure | None = None
    refines: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    choice: Choice | None = None

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


def answer_questions(
    dossier: Dossier, questions: Sequence[Question], standing: Standing, *, rule: Rule | None = None
) -> Answers:
    """Answer the questions that have figures of strength.

    Parameters
    ----------
    dossier : Dossier
        For names.
    questions : sequence of Question
        Already narrowed to a force, a place or what was known on a day.
    standing : Standing
        Of the claims that are known.
    rule : str or None
        How to take one figure for each question; none is taken unasked.
    """
    asked = [question for question in questions if question.kind in _COUNTS_OF_STRENGTH and question.figures]
    by_claim = {key: question for question in asked for key in question.claims}
    answers = [_answer(dossier, question, by_claim, standing, rule) for question in asked]
    contested = any(answer.contested for answer in answers) or _linked_as_contradicting(standing, answers)
    refining = sum(bool(answer.refines) for answer in answers)
    key = "some_contradict" if contested else ("none", "one", "several")[min(len(answers), 2)]
    if key == "several" and refining:
        key = "several_refined"
    return Answers(tuple(answers), say(f"answers.{key}", n=str(len(answers)), refining=str(refining)))


def _linked_as_contradicting(standing: Standing, answers: Sequence[Answer]) -> bool:
    claims = {key for answer in answers for key in answer.claims}
    return any(pair <= claims for pair in standing.pairs.get("contradicts", ()))


def _answer(
    dossier: Dossier,
    question: Question,
    by_claim: Mapping[str, Question],
    standing: Standing,
    rule: Rule | None,
) -> Answer:
    told, voices = _figures_told(dossier, question)
    refines = _refined_questions(question, by_claim, standing)
    former = tuple(key for key in question.former if figure_of(dossier.claims[key]) is not None)
    choice = choose_figure(rule, dossier, question, standing) if rule is not None else None
    return Answer(
        question=question.id,
        text=question.text,
        phase=question.phase,
        kind=question.kind,
        force=question.force,
        figures=question.figures,
        voices=voices,
        support=question.support,
        contested=question.contested,
        claims=tuple(key for figure in question.figures for key in figure.claims),
        sentence=_sentence(
            dossier, question, told, refines=refines, former=former, standing=standing, choice=choice
        ),
        total=question.total,
        refines=tuple(each.id for each in refines),
        former=former,
        choice=choice,
    )


def _sentence(
    dossier: Dossier,
    question: Question,
    figures: str,
    *,
    refines: Sequence[Question],
    former: Sequence[str],
    standing: Standing,
    choice: Choice | None,
) -> str:
    key = "added" if question.total is not None else "contradicted" if question.contested else "one"
    sentence = say(
        f"answer.{key}",
        question=question.text[:1].upper() + question.text[1:],
        figures=figures,
        phase=say(f"phase.{question.phase}"),
        support=say(f"support.{question.support}"),
        total=question.total.label if question.total is not None else "",
    )
    if refines:
        sentence = say("answer.refines", sentence=sentence, questions=listed([each.text for each in refines]))
    if former:
        told = [_former(dossier, key, standing) for key in former]
        sentence = say("answer.former", sentence=sentence, claims=listed(told))
    return say("answer.ruled", sentence=sentence, choice=choice.sentence) if choice is not None else sentence


def _figures_told(dossier: Dossier, question: Question) -> tuple[str, tuple[str, ...]]:
    """Return the figures of a question in words, each with its voices, and all voices once."""
    labels, voices = [], []
    for figure in question.figures:
        label = _as_said(dossier, figure)
        if question.total is not None:
            forces = [dossier.forces[str(dossier.claims[key].force)].name for key in figure.claims]
            label = say("answer.part", figure=label, force=listed(forces))
        labels.append(label)
        voices.append([_voice(dossier, dossier.claims[key]) for key in figure.claims])
    everybody = tuple(dict.fromkeys(voice for each in voices for voice in each))
    if question.total is not None and len(everybody) == 1:
        return say("answer.figure", label=listed(labels), voices=everybody[0]), everybody
    told = [
        say("answer.figure", label=label, voices=listed(each))
        for label, each in zip(labels, voices, strict=True)
    ]
    return listed(told), everybody


def _as_said(dossier: Dossier, figure: Figure) -> str:
    words = dossier.claims[figure.claims[0]].strength
    return (words.words if words is not None else None) or figure.label


def _former(dossier: Dossier, key: str, standing: Standing) -> str:
    claim = dossier.claims[key]
    figure = figure_of(claim)
    label = _as_said(dossier, figure) if figure is not None else ""
    why = say(f"answer.{standing.of(key)}")
    return say("answer.former_claim", figure=label, voice=_voice(dossier, claim), why=why)


def _refined_questions(
    question: Question, by_claim: Mapping[str, Question], standing: Standing
) -> list[Question]:
    """Return the other questions that this one answers in more detail."""
    coarser = [other for key in question.claims for other in standing.refines.get(key, ())]
    found = {by_claim[key].id: by_claim[key] for key in coarser if key in by_claim}
    return [other for other in found.values() if other.id != question.id]


def _voice(dossier: Dossier, claim: Claim) -> str:
    """Name who gave a figure, through whom, and whether they stand by it."""
    name = speaker_name(dossier, claim.said_by)
    through = listed([speaker_name(dossier, key) for key in claim.through])
    text = say("voice.through", voices=through) if through else ""
    hedge = say("answer.hedge", hedge=claim.hedge) if claim.hedge else ""
    return say(f"answer.voice.{claim.attribution or 'stated'}", speaker=name, through=text) + hedge
