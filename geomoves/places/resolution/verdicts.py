"""The answer to one mention: resolved, ambiguous or unknown, with the reasons in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import log
from operator import attrgetter
from typing import NamedTuple

from geomoves.places.kinds import SETTLEMENTS
from geomoves.places.local import local_place
from geomoves.places.matching import Match
from geomoves.places.naming import plain_reason
from geomoves.places.place import Candidate, Resolution, candidate
from geomoves.places.resolution.document import Document
from geomoves.places.resolution.evidence import Context, Evidence, evidence
from geomoves.places.resolution.likelihood import Weights, score
from geomoves.places.resolution.questions import Question
from geomoves.wording import say, tell

__all__ = ["Verdict", "Weighed", "answer", "judge"]

# A namesake is out of the question only when it is this many times less likely by itself than the best; all
# others have to have less said for them, their size apart, by this much (a logarithm).
_OUT_OF_THE_QUESTION = log(15.0)
_SAID_MORE = 0.5
_MOST_RIVALS = 6

# For whom the document says no more than for the best is no rival when it is this many times less likely by
# itself: the hamlet called as the city. Whoever was put down by hand is there to be thought of, and counts on
# unless both sizes are known and it is less likely by far.
_NO_RIVAL = log(10.0)
_NO_RIVAL_BY_HAND = log(20.0)

# What is less likely by itself is taken on weak evidence only when that makes it this many times likelier.
_BY_FAR = 10.0

_AGREED = 2.0  # as strong as an area that is named, or as two neighbours

# Not learned, for the corpora have no theatre: inside a stated one, what is named decides more surely.
_AGREED_IN_THEATRE = 0.5

# Of two settlements this many times apart in size, the larger is called much larger.
_MUCH_LARGER = 10

_MOST_CANDIDATES = 10
_MOST_NAMED = 3

_SCORE = attrgetter("score")


class Weighed(NamedTuple):
    """A candidate with what the document says for it.

    Parameters
    ----------
    match : Match
        The candidate.
    share : float
        0–1, its share of the likelihood.
    itself, company : float
        What it is by itself and what its company says for it, logarithms.
    said : float
        All that speaks for it but its kind and its size: its company and how it is named.
    by_hand : bool
        Whether somebody put it down for this subject.
    """

    match: Match
    share: float
    itself: float
    company: float
    said: float
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of the likeliest candidate.

    Parameters
    ----------
    found : Evidence
        What tells it from those that are not out of the question.
    agreed : bool
        Whether some evidence decides for it and none for another.
    said_more : bool
        Whether more is said for it than for those, its size apart.
    against : str
        Why it cannot be taken all the same, in words; empty when it can.
    """

    found: Evidence
    agreed: bool
    said_more: bool
    against: str


def judge(asked: Question, weighed: Sequence[Weighed], context: Context) -> Verdict:
    """Return what can be said of the first of some candidates, the likeliest first."""
    best = weighed[0]
    rivals = [one for one in weighed[1:] if _is_rival(one, best)][:_MOST_RIVALS]
    found = evidence([one.match.place for one in (best, *rivals)], asked.key, context, asked.containers)
    others = [one.match.place.id for one in rivals]
    strong = found.strength.get(best.match.place.id, 0.0) >= _AGREED
    return Verdict(
        found,
        strong and not any(map(found.strength.get, others)),
        all(best.said - one.said >= _SAID_MORE and (strong or _outweighs(best, one)) for one in rivals),
        found.against(best.match.place.id, others),
    )


def _is_rival(one: Weighed, best: Weighed) -> bool:
    """Whether a candidate has to be told from the best before that can be the answer."""
    if one.company > best.company:
        return True
    less = best.itself - one.itself
    if one.company < best.company and less > _OUT_OF_THE_QUESTION:
        return False
    if one.by_hand:
        return less <= _NO_RIVAL_BY_HAND or not (_is_measured(one) and _is_measured(best))
    return less <= _NO_RIVAL


def _outweighs(best: Weighed, one: Weighed) -> bool:
    """Whether it takes no strong evidence for the best: it is likelier by itself too, or by far on the whole.

    A country that is named, or a town half-way, does not outweigh the larger Donetsk.
    """
    return best.itself >= one.itself or best.share >= _BY_FAR * one.share


def _is_measured(one: Weighed) -> bool:
    """Whether it is a settlement whose size somebody wrote down."""
    return bool(one.match.place.population) and one.match.place.kind in SETTLEMENTS


def answer(
    asked: Question, weighed: Sequence[Weighed], document: Document, context: Context, by: Weights
) -> Resolution:
    """Return the answer to a question.

    Parameters
    ----------
    asked : Question
        The mention and what it may mean.
    weighed : sequence of Weighed
        Its candidates, the likeliest first; none when no place is called so.
    document : Document
        With the threshold.
    context : Context
        What the document surely names.
    by : Weights
        How sure the shares make.
    """
    if not weighed:
        return _unknown(asked, document)
    verdict = judge(asked, weighed, context)
    candidates = _candidates(asked, weighed, verdict, document, by)
    left_out = _left_out(asked)
    sure = candidates[0].score
    if sure >= document.threshold and verdict.said_more and not verdict.against and not asked.doubt:
        reasons = list(candidates[0].reasons)
        if len(weighed) == 1 and not asked.told:
            narrowed = bool(document.countries and left_out)
            reasons.append(plain_reason("reason.only_in_theatre" if narrowed else "reason.only_in_gazetteer"))
        told = (*reasons, *left_out)
        return Resolution(asked.mention, "resolved", candidates[0].place, candidates, sure, told)
    why_not = _why_not(weighed, verdict.against or asked.doubt, verdict.found)
    return Resolution(asked.mention, "ambiguous", None, candidates, sure, (why_not, *left_out))


def _candidates(
    asked: Question, weighed: Sequence[Weighed], verdict: Verdict, document: Document, by: Weights
) -> tuple[Candidate, ...]:
    best = weighed[0]
    more = _AGREED_IN_THEATRE if verdict.agreed and document.countries else 0.0
    sure = score(best.share, by, agreed=verdict.agreed, more=more)
    # What the best leaves is shared among the others as before.
    rest = (1 - sure) / max(1 - best.share, 1e-9)
    most = min(sure, best.match.fit)
    sizes = [one.match.place.population or 0 for one in weighed]
    least = min(sizes)
    made: list[Candidate] = []
    for one, size in zip(weighed[:_MOST_CANDIDATES], sizes, strict=False):
        match = one.match
        reasons = (*match.reasons, *verdict.found.told(match.place.id))
        # A place whose size nobody wrote down is not a small place.
        if least and size >= _MUCH_LARGER * least:
            reasons = (*reasons, plain_reason("reason.much_larger"))
        if document.countries and match.place.country:
            reasons = (*reasons, plain_reason("reason.in_theatre"))
        of_one = most if one is best else min(one.share * rest, match.fit, most)
        made.append(candidate(match.place, round(of_one, 4), match.matched_name, reasons))
    made.sort(key=_SCORE, reverse=True)
    behind = made[-1].score / 2
    for match, reason in asked.shadowed[: max(0, _MOST_CANDIDATES - len(made))]:
        made.append(candidate(match.place, round(behind, 4), match.matched_name, (*match.reasons, reason)))
    return tuple(made)


def _why_not(weighed: Sequence[Weighed], because: str, found: Evidence) -> str:
    if len(weighed) == 1:
        match = weighed[0].match
        because = because or (match.reasons[-1] if match.reasons else "its score is below the threshold")
        return f"only {match.place.label} fits, and not surely: {because}"
    if not because:
        said = [reason for one in weighed for reason in found.told(one.match.place.id)]
        because = (
            f"it is not enough that {' and that '.join(said)}"
            if said
            else "the theatre, the text and the other names do not decide"
        )
    return f"{len(weighed)} places fit, {_labels([one.match for one in weighed])}: {because}"


def _left_out(asked: Question) -> list[str]:
    if not asked.left_out:
        return []
    return [tell("reason.left_out", places=partial(_labels, asked.left_out))]


def _labels(matches: Sequence[Match]) -> str:
    shown = [local_place(match.place).label for match in matches[:_MOST_NAMED]]
    if len(matches) > _MOST_NAMED:
        shown.append(say("reason.more", n=str(len(matches) - _MOST_NAMED)))
    if len(shown) > 2:
        return "; ".join(shown)
    return say("and", first=shown[0], last=shown[1]) if len(shown) == 2 else "".join(shown)


def _unknown(asked: Question, document: Document) -> Resolution:
    reasons = [
        f"no place of this name is known{' in the theatre' if document.countries else ''}",
        *_left_out(asked),
    ]
    if asked.suggested:
        reasons.append(f"may have been meant: {_labels(asked.suggested)}")
    candidates = tuple(match.candidate() for match in asked.suggested)
    return Resolution(asked.mention, "unknown", None, candidates, 0.0, tuple(reasons))
