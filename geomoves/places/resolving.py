"""Deciding all names of one document together.

Names that can only be one place, and the names that stand in the text, say where the document is;
that decides the others, or it does not, and then the answer is "ambiguous". Every round looks at all
names with the same knowledge, so that their order does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from geomoves.places.areas import anywhere, is_area, overshadowed
from geomoves.places.evidence import Context, Weighed, weigh
from geomoves.places.folding import fold
from geomoves.places.index import NameIndex
from geomoves.places.local import local_place
from geomoves.places.matching import Match, find, match_of, suggestions
from geomoves.places.place import Candidate, Mention, Place, Resolution
from geomoves.places.queries import Found, ask, lying_in
from geomoves.places.sightings import Sighting, sightings
from geomoves.wording import say, tell

__all__ = ["DEFAULT_THRESHOLD", "Document", "resolve"]

#: The score from which on an answer is called resolved, when the caller does not set another.
DEFAULT_THRESHOLD = 0.75

# Names that decide others can bring out more; this many times at most.
_MOST_ROUNDS = 3

# A name counts as context only when it fits this well: no bare "Amur" for Amur Oblast, no name of another
# time.
_SUREST = 0.9

# By how much the best candidate has to lead before its size is counted.
_LEAD_WITHOUT_SIZE = 1.05

_BESIDE = re.compile(r"\s*(?:,|\()\s*|\s*,?\s+in\s+(?:the\s+)?", re.IGNORECASE)
_ENUMERATED = re.compile(r"\s*,?\s*(?:and|or|as well as|/|&)(?:\s|$)", re.IGNORECASE)
_LONGEST_CONNECTION = 12

_MOST_NAMED = 3

AreasByStart = dict[int, tuple[Sighting, list[Place]]]
OnlineSearch = Callable[[str], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of the document that the mentions stand in.

    Parameters
    ----------
    text : str
        The text, possibly empty.
    year : int or None
        When it was written.
    countries : frozenset of str or None
        The theatre: where a bare name may lie. Places in no country are in every theatre.
    threshold : float
        0–1, from which score on an answer is called resolved.
    suggest : bool
        Whether close spellings are looked for where nothing has a name.
    """

    text: str = ""
    year: int | None = None
    countries: frozenset[str] | None = None
    threshold: float = DEFAULT_THRESHOLD
    suggest: bool = True

    def in_theatre(self, place: Place) -> bool:
        """Whether a bare name may mean `place`."""
        return self.countries is None or not place.country or place.country in self.countries


@dataclass(slots=True)
class _Question:
    """One mention with everything that it may mean."""

    mention: Mention
    key: str
    matches: tuple[Match, ...] = ()  # these compete
    shadowed: tuple[tuple[Match, str], ...] = ()  # these stand behind one of them
    left_out: tuple[Match, ...] = ()  # outside the theatre
    suggested: tuple[Match, ...] = ()
    containers: tuple[Place, ...] = ()
    doubt: str = ""
    told: bool = False  # whether words in or beside the mention say where it lies


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a name may mean inside the theatre, what was left out, what may have been meant."""

    found: Found
    left_out: tuple[Match, ...] = ()
    suggested: tuple[Match, ...] = ()


def resolve(
    index: NameIndex, mentions: Sequence[Mention], document: Document, online: OnlineSearch | None = None
) -> list[Resolution]:
    """Return one resolution for each mention, in their order, which changes nothing else.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    mentions : sequence of Mention
        All of one document.
    document : Document
        The rest of it.
    online : callable, optional
        Asked for the names that the index does not hold.
    """
    seen = sightings(index, document.text, lambda name: find(index, name, document.year, anywhere))
    asked: dict[str, _Asked] = {}
    for mention in mentions:
        if mention.name not in asked:
            asked[mention.name] = _ask(index, mention.name, document, online)
    areas = _areas_by_start(seen)
    made: dict[Mention, _Question] = {}
    for mention in mentions:
        if mention not in made:
            made[mention] = _question(mention, asked[mention.name], document, areas)
    questions = list(made.values())
    context = _context_of(seen, document)
    for question in questions:
        for area in question.containers:
            context.add(area, "in a mention", fold(area.name))
    settled: dict[int, Resolution] = {}
    for number, question in enumerate(questions):
        if len(question.matches) == 1:
            settled[number] = _answer(question, document, context)
    for _ in range(_MOST_ROUNDS):
        knowing = _with_settled(context, questions, settled)
        answers = {
            number: _answer(question, document, knowing)
            for number, question in enumerate(questions)
            if number not in settled
        }
        newly = {number: answer for number, answer in answers.items() if answer.status == "resolved"}
        settled |= newly
        if not newly or len(settled) == len(questions):
            break
    answered = {
        question.mention: settled.get(number) or answers[number] for number, question in enumerate(questions)
    }
    return [answered[mention] for mention in mentions]


def _ask(index: NameIndex, name: str, document: Document, online: OnlineSearch | None) -> _Asked:
    inside = ask(index, name, document.year, document.in_theatre)
    everywhere = inside if document.countries is None else ask(index, name, document.year, anywhere)
    left_out = tuple(
        match for match in everywhere.matches if not match.suggestion and not document.in_theatre(match.place)
    )
    if inside.known or left_out or not document.suggest:
        return _Asked(inside, left_out)
    close = [
        *inside.matches,
        *suggestions(index, name, document.year, document.in_theatre, document.countries),
    ]
    if online is not None:
        answers = [match_of(answer) for answer in online(name)]
        if any(not answer.suggestion for answer in answers):
            return _Asked(replace(inside, matches=tuple(answers)), left_out)
        close = answers + close
    first = {match.place.id: match for match in reversed(close)}
    return _Asked(inside, left_out, tuple(match for match in close if first[match.place.id] is match))


def _question(mention: Mention, asked: _Asked, document: Document, areas: AreasByStart) -> _Question:
    found = asked.found
    question = _Question(
        mention, found.key, left_out=asked.left_out, suggested=asked.suggested, containers=found.containers,
        doubt=found.doubt, told=bool(found.containers),
    )  # fmt: skip
    known = tuple(match for match in found.matches if not match.suggestion)
    if len(known) > 1 and not question.told:
        for name, beside in _areas_beside(mention, document.text, areas):
            narrowed = lying_in(known, beside, tell("reason.beside", name=name))
            if narrowed and len(narrowed) < len(known):
                known, question.told = narrowed, True
    behind = overshadowed([match.place for match in known])
    question.matches = tuple(match for match in known if match.place.id not in behind)
    question.shadowed = tuple((match, behind[match.place.id]) for match in known if match.place.id in behind)
    return question


def _areas_by_start(seen: Sequence[Sighting]) -> AreasByStart:
    found: AreasByStart = {}
    for sighting in seen:
        areas = [match.place for match in sighting.matches if is_area(match.place)]
        if areas:
            found[sighting.start] = (sighting, areas)
    return found


def _areas_beside(mention: Mention, text: str, areas: AreasByStart) -> list[tuple[str, list[Place]]]:
    """Return the areas that follow the mention everywhere in the text as in "X, Y", "X (Y)" or "X in Y"."""
    found: dict[str, tuple[str, list[Place]]] = {}
    for _, end in _occurrences(mention, text) if areas else ():
        for start in range(end + 1, end + 1 + _LONGEST_CONNECTION):
            if start not in areas:
                continue
            sighting, places = areas[start]
            if _BESIDE.fullmatch(text, end, start) and not _ENUMERATED.match(text, sighting.end):
                found.setdefault(fold(sighting.name), (sighting.name, places))
    # Said to be in two places, it is not said to be in one.
    return list(found.values()) if len(found) == 1 else []


def _occurrences(mention: Mention, text: str) -> list[tuple[int, int]]:
    if mention.start is not None and mention.end is not None:
        return [(mention.start, mention.end)]
    whole = re.compile(r"(?<!\w)" + re.escape(mention.name.strip()) + r"(?!\w)")
    return [found.span() for found in whole.finditer(text)]


def _context_of(seen: Sequence[Sighting], document: Document) -> Context:
    context = Context()
    for sighting in seen:
        matches = [match for match in sighting.matches if document.in_theatre(match.place)]
        # An area may be named from outside the theatre: it still says which namesake is not meant.
        matches = matches or [match for match in sighting.matches if is_area(match.place)]
        behind = overshadowed([match.place for match in matches])
        meant = [match for match in matches if match.place.id not in behind]
        if len(meant) == 1 and meant[0].fit >= _SUREST:
            context.add(meant[0].place, "in the text", fold(sighting.name))
    return context


def _with_settled(
    context: Context, questions: Sequence[_Question], settled: dict[int, Resolution]
) -> Context:
    knowing = context.copy()
    for number, answer in settled.items():
        if answer.place is not None:
            knowing.add(answer.place, "in a mention", questions[number].key)
    return knowing


def _answer(question: _Question, document: Document, context: Context) -> Resolution:
    if not question.matches:
        return _unknown(question, document)
    weighed, disagreement = weigh(question.matches, question.key, context, question.containers)
    candidates = tuple(
        [_candidate(one, document) for one in weighed]
        + [
            Candidate(
                match.place, round(weighed[-1].score / 2, 4), match.matched_name, (*match.reasons, reason)
            )
            for match, reason in question.shadowed
        ]
    )
    left_out = _left_out(question)
    best = weighed[0]
    leads = all(best.weight >= _LEAD_WITHOUT_SIZE * other.weight for other in weighed[1:])
    if leads and best.score >= document.threshold and not disagreement and not question.doubt:
        reasons = list(candidates[0].reasons)
        if len(weighed) == 1 and not question.told:
            narrowed = bool(document.countries and left_out)
            reasons.append(tell("reason.only_in_theatre" if narrowed else "reason.only_in_gazetteer"))
        return Resolution(
            question.mention,
            "resolved",
            best.match.place,
            candidates,
            candidates[0].score,
            (*reasons, *left_out),
        )
    reasons = [_why_not(weighed, disagreement, question.doubt), *left_out]
    return Resolution(question.mention, "ambiguous", None, candidates, candidates[0].score, tuple(reasons))


def _candidate(one: Weighed, document: Document) -> Candidate:
    reasons = [*one.match.reasons, *one.reasons]
    if one.much_larger:
        reasons.append(tell("reason.much_larger"))
    if document.countries and one.match.place.country:
        reasons.append(tell("reason.in_theatre"))
    return Candidate(one.match.place, round(one.score, 4), one.match.matched_name, tuple(reasons))


def _why_not(weighed: Sequence[Weighed], disagreement: str, doubt: str) -> str:
    if len(weighed) == 1:
        because = doubt or _last_reason(weighed[0])
        return f"only {weighed[0].match.place.label} fits, and not surely: {because}"
    because = doubt or disagreement
    said = [reason for one in weighed for reason in one.reasons]
    if not because and said:
        because = f"it is not enough that {' and that '.join(said)}"
    because = because or "the theatre, the text and the other names do not decide"
    return f"{len(weighed)} places fit, {_labels([one.match for one in weighed])}: {because}"


def _last_reason(weighed: Weighed) -> str:
    return weighed.match.reasons[-1] if weighed.match.reasons else "its score is below the threshold"


def _left_out(question: _Question) -> list[str]:
    if not question.left_out:
        return []
    return [tell("reason.left_out", places=partial(_labels, question.left_out))]


def _labels(matches: Sequence[Match]) -> str:
    shown = [local_place(match.place).label for match in matches[:_MOST_NAMED]]
    if len(matches) > _MOST_NAMED:
        shown.append(say("reason.more", n=str(len(matches) - _MOST_NAMED)))
    if len(shown) > 2:
        return "; ".join(shown)
    return say("and", first=shown[0], last=shown[1]) if len(shown) == 2 else "".join(shown)


def _unknown(question: _Question, document: Document) -> Resolution:
    reasons = [
        f"no place of this name is known{' in the theatre' if document.countries else ''}",
        *_left_out(question),
    ]
    if question.suggested:
        reasons.append(f"may have been meant: {_labels(question.suggested)}")
    candidates = tuple(match.candidate() for match in question.suggested)
    return Resolution(question.mention, "unknown", None, candidates, 0.0, tuple(reasons))
