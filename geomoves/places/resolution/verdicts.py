"""The answer to one mention: resolved, ambiguous or unknown, with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf, log
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from geomoves.places.kinds import AREAS, SETTLEMENTS, WATERS
from geomoves.places.local import labels_of
from geomoves.places.matching import Match
from geomoves.places.names.folding import fold
from geomoves.places.naming import not_known, plain_reason
from geomoves.places.place import Candidate, candidate
from geomoves.places.resolution.document import Document
from geomoves.places.resolution.evidence import Context, Disagreement, Words, evidence
from geomoves.places.resolution.likelihood import Columns, Weights, score
from geomoves.places.resolution.questions import Question
from geomoves.places.resolution.telling import Answer, Later
from geomoves.wording import tell

if TYPE_CHECKING:
    from geomoves.places.place import Reasons

__all__ = ["Verdict", "Weighed", "answer", "judge"]

# A namesake is out of the question only when it is this many times less likely by itself than the best; all
# others have to have less said for them, their size apart, by this much (a logarithm).
_OUT_OF_THE_QUESTION = log(15.0)
_SAID_MORE = 0.5
_MOST_RIVALS = 6
# What differs by no more is alike but for the last bits of a sum.
_SAME = 1e-9

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

# Not learned, for the corpora mean towns: of a town of this size and more nobody thinks first of a river. A
# river or a region is known to all from this reach on, kilometres; of rivers only great ones are listed.
# Company that says so much (a logarithm) makes the lesser place of the name the answer all the same.
_FIRST_OF_ALL = 300_000
_KNOWN_TO_ALL_KM = 30.0
_COMPANY_SAYS = 2.0
_NATURAL = WATERS | {"region"}

# Of two settlements this many times apart in size, the larger is called much larger.
_MUCH_LARGER = 10

_MOST_CANDIDATES = 10

_SCORE = attrgetter("score")


@dataclass(slots=True)
class Weighed:
    """The candidates of a question with what the document says for each.

    Parameters
    ----------
    matches : tuple of Match
        The candidates.
    order : sequence of int
        Their numbers, the likeliest first.
    shares : sequence of float
        0–1, of each its share of the likelihood.
    itself, company : sequence of float
        What each is by itself and what its company says for it, logarithms.
    columns : Columns
        What else is known of them.
    """

    matches: tuple[Match, ...]
    order: Sequence[int]
    shares: Sequence[float]
    itself: Sequence[float]
    company: Sequence[float]
    columns: Columns

    @property
    def best(self) -> Match:
        """The likeliest candidate."""
        return self.matches[self.order[0]]

    def is_measured(self, number: int) -> bool:
        """Whether it is a settlement whose size somebody wrote down."""
        return bool(self.columns.sizes[number]) and self.matches[number].place.kind in SETTLEMENTS


class Verdict(NamedTuple):
    """What can be said of the likeliest candidate.

    Parameters
    ----------
    said : mapping
        By the candidate's id, what speaks for those that are not out of the question, in words that are made
        when they are called for.
    agreed : bool
        Whether some evidence decides for it and none for another.
    said_more : bool
        Whether more is said for it than for those, its size apart.
    against : tuple of callable, or None
        The two pieces of evidence that keep it from being taken all the same, None when it can be.
    """

    said: Mapping[str, Sequence[Words]]
    agreed: bool
    said_more: bool
    against: Disagreement | None


# Of who has no rival nothing has to be said.
_UNRIVALLED = Verdict({}, agreed=False, said_more=True, against=None)


def judge(asked: Question, weighed: Weighed, context: Context) -> Verdict:
    """Return what can be said of the likeliest of some candidates."""
    rivals = _rivals(weighed)
    if not rivals:
        return _UNRIVALLED
    best = weighed.order[0]
    chosen = [best, *rivals]
    matches, points = weighed.matches, weighed.columns.points
    places = [matches[one].place for one in chosen]
    found = evidence(places, [points[one] for one in chosen], asked.key, context, asked.containers)
    best_id, *others = [place.id for place in places]
    strong = found.strength.get(best_id, 0.0) >= _AGREED
    return Verdict(
        found.reasons,
        strong and not any(map(found.strength.get, others)),
        _is_said_more(weighed, best, rivals, strong=strong),
        found.against(best_id, others),
    )


def _hides_feature(weighed: Weighed) -> bool:
    """Whether the likeliest is a lesser place called as a great river or region: Āmūr in India for the Amur.

    Maps and reports mean these by the bare name, and the model weighs them lightly, for their points are not
    where things happen.
    """
    order = weighed.order
    if len(order) < 2:
        return False
    best, place = order[0], weighed.best.place
    if place.kind in SETTLEMENTS:
        if weighed.columns.sizes[best] >= _FIRST_OF_ALL or weighed.columns.by_hand[best]:
            return False
        most_km = inf
    elif place.kind in AREAS and place.kind != "country":
        by_usual_name = fold(weighed.best.matched_name) == fold(place.name)
        most_km = place.radius_km if by_usual_name else inf
    else:
        return False
    enough = weighed.company[best] - _COMPANY_SAYS
    for number in order[1:]:
        other = weighed.matches[number].place
        if (
            other.kind in _NATURAL
            and other.radius_km >= _KNOWN_TO_ALL_KM
            and weighed.company[number] > enough
        ):
            larger = other.kind == "region" and other.radius_km >= 2 * most_km
            if most_km == inf or larger:
                return True
    return False


def _rivals(weighed: Weighed) -> list[int]:
    """Return the first candidates that have to be told from the best before that can be the answer."""
    best, *others = weighed.order
    found: list[int] = []
    itself, company = weighed.itself, weighed.company
    by_hand = weighed.columns.by_hand if weighed.columns.any_by_hand else None
    best_itself = itself[best]
    more, less_said = company[best] + _SAME, company[best] - _SAME
    for one in others:
        if company[one] <= more:
            less = best_itself - itself[one]
            if company[one] < less_said and less > _OUT_OF_THE_QUESTION:
                continue
            if by_hand is not None and by_hand[one]:
                if less > _NO_RIVAL_BY_HAND and weighed.is_measured(one) and weighed.is_measured(best):
                    continue
            elif less > _NO_RIVAL:
                continue
        found.append(one)
        if len(found) == _MOST_RIVALS:
            break
    return found


def _is_said_more(weighed: Weighed, best: int, rivals: Iterable[int], *, strong: bool) -> bool:
    """Whether more is said for the best than for its rivals, on evidence that is strong enough for that.

    What is said is all that speaks for a candidate but its kind and size: its company and how it is named.
    """
    company, named = weighed.company, weighed.columns.named
    least = company[best] + named[best]
    for one in rivals:
        if least - (company[one] + named[one]) < _SAID_MORE or not (strong or _outweighs(weighed, best, one)):
            return False
    return True


def _outweighs(weighed: Weighed, best: int, one: int) -> bool:
    """Whether it takes no strong evidence for the best: it is likelier by itself too, or by far on the whole.

    A country that is named, or a town half-way, does not outweigh the larger Donetsk.
    """
    shares, itself = weighed.shares, weighed.itself
    return itself[best] >= itself[one] or shares[best] >= _BY_FAR * shares[one]


def answer(
    asked: Question, weighed: Weighed | None, document: Document, context: Context, by: Weights
) -> Answer:
    """Return the answer to a question.

    Parameters
    ----------
    asked : Question
        What a mention may mean.
    weighed : Weighed or None
        Its candidates; None when no place is called so.
    document : Document
        With the threshold.
    context : Context
        What the document surely names.
    by : Weights
        How sure the shares make.
    """
    if weighed is None:
        return _Unknown(asked, in_theatre=bool(document.countries))
    return _Decided(asked, weighed, judge(asked, weighed, context), document, by)


class _Decided(Answer):
    """The answer for a name that is known: resolved or ambiguous."""

    __slots__ = (
        "_against", "_asked", "_columns", "_in_theatre", "_most", "_order", "_rest", "_said", "_shares",
    )  # fmt: skip

    def __init__(
        self, asked: Question, weighed: Weighed, verdict: Verdict, document: Document, by: Weights
    ) -> None:
        self._asked = asked
        self._order = weighed.order
        self._shares = weighed.shares
        self._columns = weighed.columns
        self._said = verdict.said
        self._against = verdict.against
        self._in_theatre = bool(document.countries)
        more = _AGREED_IN_THEATRE if verdict.agreed and document.countries else 0.0
        first = weighed.order[0]
        share, best = weighed.shares[first], weighed.matches[first]
        sure = score(share, by, agreed=verdict.agreed, more=more)
        # What the best leaves is shared among the others as before.
        self._rest = (1 - sure) / max(1 - share, 1e-9)
        self._most = min(sure, best.fit)
        rounded = round(self._most, 4)
        taken = (
            rounded >= document.threshold
            and verdict.said_more
            and not verdict.against
            and not asked.doubt
            and (asked.told or not _hides_feature(weighed))
        )
        super().__init__("resolved" if taken else "ambiguous", best.place if taken else None, rounded)

    def _listed(self) -> tuple[Candidate, ...]:
        matches, shares, most = self._asked.matches, self._shares, self._most
        sizes, words = self._columns.sizes, self._said
        # A place whose size nobody wrote down is not a small place.
        much = _MUCH_LARGER * self._columns.least or inf
        made: list[Candidate] = []
        for number in self._order[:_MOST_CANDIDATES]:
            match = matches[number]
            place = match.place
            also: tuple[str, ...] = ()
            if sizes[number] >= much:
                also = (plain_reason("reason.much_larger"),)
            if self._in_theatre and place.country:
                also = (*also, plain_reason("reason.in_theatre"))
            reasons: Reasons = (*match.reasons, *also) if also else match.reasons
            if place.id in words:
                reasons = Later(partial(_with, match.reasons, words[place.id], also))
            of_one = min(shares[number] * self._rest, match.fit, most) if made else most
            made.append(candidate(place, round(of_one, 4), match.matched_name, reasons))
        made.sort(key=_SCORE, reverse=True)
        shadowed = self._asked.shadowed
        if shadowed:
            behind = made[-1].score / 2
            for match, reason in shadowed[: max(0, _MOST_CANDIDATES - len(made))]:
                made.append(
                    candidate(match.place, round(behind, 4), match.matched_name, (*match.reasons, reason))
                )
        return tuple(made)

    def _told(self) -> tuple[str, ...]:
        asked = self._asked
        if self.status == "ambiguous":
            matches = [asked.matches[number] for number in self._order]
            because = ", but ".join(tell() for tell in self._against) if self._against else asked.doubt
            return (_why_not(matches, because, self._said), *_left_out(asked.left_out))
        why = self.candidates()[0].reasons
        if len(self._order) == 1 and not asked.told:
            narrowed = self._in_theatre and asked.left_out
            only = plain_reason("reason.only_in_theatre" if narrowed else "reason.only_in_gazetteer")
            why = (*why, only)
        return (*why, *_left_out(asked.left_out))


def _with(before: tuple[str, ...], words: Iterable[Words], after: tuple[str, ...]) -> tuple[str, ...]:
    return (*before, *(tell() for tell in words), *after)


def _why_not(matches: Sequence[Match], because: str, speaks: Mapping[str, Sequence[Words]]) -> str:
    if len(matches) == 1:
        (match,) = matches
        because = because or (match.reasons[-1] if match.reasons else "its score is below the threshold")
        return f"only {match.place.label} fits, and not surely: {because}"
    if not because:
        said = [words() for match in matches for words in speaks.get(match.place.id, ())]
        because = (
            f"it is not enough that {' and that '.join(said)}"
            if said
            else "the theatre, the text and the other names do not decide"
        )
    return f"{len(matches)} places fit, {_labels(matches)}: {because}"


def _left_out(matches: Sequence[Match]) -> list[str]:
    return [tell("reason.left_out", places=partial(_labels, matches))] if matches else []


def _labels(matches: Sequence[Match]) -> str:
    return labels_of([match.place for match in matches])


class _Unknown(Answer):
    """The answer for a name that nothing is called."""

    __slots__ = ("_asked", "_in_theatre")

    def __init__(self, asked: Question, *, in_theatre: bool) -> None:
        self._asked = asked
        self._in_theatre = in_theatre
        super().__init__("unknown", None, 0.0)

    def _listed(self) -> tuple[Candidate, ...]:
        return tuple(match.candidate() for match in self._asked.suggested)

    def _told(self) -> tuple[str, ...]:
        suggested = self._asked.suggested
        meant = [f"may have been meant: {_labels(suggested)}"] if suggested else []
        return (not_known(in_theatre=self._in_theatre), *_left_out(self._asked.left_out), *meant)
