"""Deciding all names of one document together.

What the names of a document may mean says where it is, and where it is says what they mean:
`geomoves.places.resolution.likelihood` weighs all candidates of all names at once. The likeliest is the
answer when it is likely enough, when something other than its size speaks for it against all that may well
be meant, and when nothing of like force speaks for another; otherwise the answer is "ambiguous". The order
of the names changes nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache, partial
from typing import TypeVar

from geomoves.places.areas import anywhere, is_area, is_capital, overshadowed
from geomoves.places.index import NameIndex
from geomoves.places.kinds import SETTLEMENTS
from geomoves.places.matching import Match, find
from geomoves.places.names.folding import fold
from geomoves.places.names.romanising import romanise
from geomoves.places.place import Mention, Place, Resolution
from geomoves.places.resolution import likelihood
from geomoves.places.resolution.document import Document
from geomoves.places.resolution.evidence import Context
from geomoves.places.resolution.questions import (
    Asked,
    OnlineSearch,
    Question,
    Sense,
    areas_by_start,
    ask_all,
    occurrences,
    question,
)
from geomoves.places.resolution.sightings import Meaning, Sighter, Sighting
from geomoves.places.resolution.telling import answer_again
from geomoves.places.resolution.verdicts import Weighed, answer

__all__ = ["DocumentName", "Resolver", "doubts_of", "pairs_beside", "weigh", "weighed"]

# A name counts as context only when it fits this well (no bare "Amur" for Amur Oblast, no name of another
# time) and when it is this likely what is meant.
_SUREST_FIT = 0.9
_SUREST_SHARE = 0.8

# Not learned, for the corpora have no theatre and no file written by hand: a name inside a stated theatre, or
# of a place that somebody put down for this subject, is seldom something else.
_IN_THEATRE = -2.0
_BY_HAND = -3.0
# What only stands in the text may be a person's name; what is said to lie in an area is none.
_ONLY_SEEN = 1.0
_TOLD = -2.0

# How much of two names in Latin letters is in both, in order, when they are one word: Афины and Athens.
_SOUNDS_ALIKE = 1 / 3
#: How many pairs of names are kept with how alike they sound.
_MOST_ALIKE = 20_000

_MOST_REMEMBERED = 20_000

_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")
Theatre = frozenset[str] | None

_SPACE_ONLY = re.compile(r"[ \t]+")

_NOWHERE = (sys.maxsize, 0)


@dataclass(slots=True)
class DocumentName:
    """One name of a document: it stands for all mentions that have its candidates.

    Parameters
    ----------
    key : str
        The folded name.
    matches : tuple of Match
        What it may mean.
    columns : Columns
        What the model knows of each.
    how : str
        "in a mention" or "in the text".
    told : bool
        Whether words in or beside it say where it lies.
    spans : list of (int, int)
        Where it stands in the text.
    shares, company : list of float
        For each match, how likely it is and what the other names say for it.
    order : list of int
        The numbers of the matches, the likeliest first.
    """

    key: str
    matches: tuple[Match, ...]
    columns: likelihood.Columns
    how: str
    told: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    company: list[float] = field(default_factory=list)
    order: list[int] = field(default_factory=list)


class _Memory(dict[_Key, _Kept]):
    """What is kept until there is too much of it."""

    def keep(self, key: _Key, kept: _Kept) -> _Kept:
        """Keep something, and return it."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[key] = kept
        return kept


class Resolver:
    """Resolves documents against one index, and remembers what names may mean.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    weights : Weights, optional
        Used instead of those that come with the package.
    """

    def __init__(self, index: NameIndex, weights: likelihood.Weights | None = None) -> None:
        self.index = index
        self.weights = weights or likelihood.weights()
        self._sighter = Sighter(index, index.is_by_hand)
        self._asked: _Memory[tuple[str, int | None, Theatre, bool], Asked] = _Memory()
        self._columns: _Memory[int, tuple[tuple[Match, ...], likelihood.Columns]] = _Memory()
        self._found: _Memory[tuple[str, int | None], Meaning] = _Memory()
        self._names_met: _Memory[tuple[str, int | None, Theatre], tuple[str, Sense, tuple[Match, ...]]]
        self._names_met = _Memory()

    def resolve(
        self, mentions: Sequence[Mention], document: Document, online: OnlineSearch | None = None
    ) -> list[Resolution]:
        """Return one resolution for each mention, in their order, which changes nothing else.

        Parameters
        ----------
        mentions : sequence of Mention
            All of one document.
        document : Document
            The rest of it.
        online : callable, optional
            Asked for the names that the index does not hold.
        """
        if len(mentions) == 1 and not document.text:
            alone = question(mentions[0], self._ask(mentions[0].name, document, online), "", {})
            if not alone.containers:
                return [self._answer_alone(alone, document)]
        questions, names = self.lay_out(mentions, document, online)
        context = weigh(names, document, questions, self.weights)
        # The same name in the same sense has the same answer wherever it stands.
        alike: dict[tuple[str, Sense, bool], Resolution] = {}
        answers: list[Resolution] = []
        for asked in questions:
            same = (asked.mention.name, asked.sense, asked.told)
            known = alike.get(same)
            if known is None:
                listed = weighed(asked, names)
                known = alike[same] = answer(asked, listed, document, context, self.weights)
                answers.append(known)
            else:
                answers.append(answer_again(asked.mention, known))
        if len(questions) == len(mentions):
            return answers
        answered = {asked.mention: given for asked, given in zip(questions, answers, strict=True)}
        return [answered[mention] for mention in mentions]

    def _answer_alone(self, asked: Question, document: Document) -> Resolution:
        """Return the answer to a question beside which nothing is known: no name says anything of itself."""
        if not asked.matches:
            return answer(asked, None, document, Context(), self.weights)
        name = DocumentName(
            asked.key, asked.matches, self._columns_of(asked.matches), "in a mention", asked.told
        )
        names = {asked.sense: name}
        _share(names, document, self.weights)
        return answer(asked, weighed(asked, names), document, Context(), self.weights)

    def lay_out(
        self, mentions: Sequence[Mention], document: Document, online: OnlineSearch | None = None
    ) -> tuple[list[Question], dict[Sense, DocumentName]]:
        """Return what each different mention may mean, and the names of the document by their sense.

        The names stand in an order of their own. Names that only stand in the text are among them.
        """
        seen = self._sightings(document)
        areas = areas_by_start(seen)
        questions = [
            question(mention, self._ask(mention.name, document, online), document.text, areas)
            for mention in dict.fromkeys(mentions)
        ]
        return questions, self._names(questions, seen, document)

    def _sightings(self, document: Document) -> list[Sighting]:
        if not document.text:
            return []
        return self._sighter.sightings(document.text, partial(self._find, document.year))

    def _find(self, year: int | None, name: str) -> Meaning:
        found = self._found.get((name, year))
        if found is None:
            matches = find(self.index, name, year, anywhere)
            known = Meaning.of(tuple(match for match in matches if not match.suggestion))
            found = self._found.keep((name, year), known)
        return found

    def _ask(self, name: str, document: Document, online: OnlineSearch | None) -> Asked:
        key = (name, document.year, document.countries, document.suggest)
        asked = self._asked.get(key)
        if asked is None:
            asked = ask_all(self.index, name, document, online)
            # What the network answers is the network's to remember.
            if online is None:
                self._asked.keep(key, asked)
        return asked

    def _names(
        self, questions: Iterable[Question], seen: Sequence[Sighting], document: Document
    ) -> dict[Sense, DocumentName]:
        """Return the different names of the document, by sense, in an order of their own."""
        names: dict[Sense, DocumentName] = {}
        keys: set[str] = set()
        mentioned: list[tuple[int, int]] = []
        for asked in questions:
            keys.add(asked.key)
            keys.add(asked.whole_key)
            where = occurrences(asked.mention, document.text) if document.text else []
            mentioned += where
            if not asked.matches:
                continue
            name = names.get(asked.sense)
            if name is None:
                name = names[asked.sense] = DocumentName(
                    asked.key, asked.matches, self._columns_of(asked.matches), "in a mention"
                )
            elif name.matches is not asked.matches and [match.fit for match in name.matches] < [
                match.fit for match in asked.matches
            ]:
                # Of two ways to write it the better one counts, whichever comes first.
                name.matches, name.columns = asked.matches, self._columns_of(asked.matches)
            name.spans += where
            name.told = name.told or asked.told
        for sighting in _outside(seen, mentioned):
            key, sense, matches = self._met(sighting, document)
            if key in keys or not matches:
                continue
            name = names.get(sense)
            if name is None:
                name = names[sense] = DocumentName(key, matches, self._columns_of(matches), "in the text")
            name.spans.append((sighting.start, sighting.end))
        return dict(sorted(names.items(), key=_parts))

    def _met(self, sighting: Sighting, document: Document) -> tuple[str, Sense, tuple[Match, ...]]:
        """Return key, sense and candidates of a name in the text."""
        of = (sighting.name, document.year, document.countries)
        met = self._names_met.get(of)
        if met is None:
            key, matches = fold(sighting.name), _meant(sighting, document)
            met = self._names_met.keep(of, (key, Sense(key, matches), matches))
        return met

    def _columns_of(self, matches: tuple[Match, ...]) -> likelihood.Columns:
        # The matches are kept with their columns: no other ones can come to have their address.
        kept = self._columns.get(id(matches))
        if kept is None or kept[0] is not matches:
            columns = likelihood.columns(map(self.row, matches), self.weights)
            kept = self._columns.keep(id(matches), (matches, columns))
        return kept[1]

    def row(self, match: Match) -> likelihood.Row:
        """Return what the model asks of a match."""
        place = match.place
        known = self.index.row_of(place.id)
        # The world's list has more names for a place than whoever put it down by hand knew of.
        by_hand = (
            known is not None
            and self.index.is_by_hand(known)
            and (
                match.matched_name == place.name or any(match.matched_name == one.text for one in place.names)
            )
        )
        other = not by_hand and not _is_usual(match.matched_name, place)
        area = place.admin1_code or (place.id if place.kind == "admin1" else "")
        return likelihood.Row(
            place.kind, place.population or 0, place.lon, place.lat, place.country, area, match.fit, other,
            is_capital(place), match.weight, by_hand,
        )  # fmt: skip


def _is_usual(name: str, place: Place) -> bool:
    """Whether a name is the usual one, with its word for a city or without: New York.

    One in another script is, unless it sounds otherwise: lists have old and mistaken names among the others.
    """
    key, usual = fold(name), fold(place.name)
    if key == usual or (place.kind in SETTLEMENTS and f"{key} city" == usual):
        return True
    if key.isascii():
        return False
    forms = romanise(key)
    return not forms or max(_alike(usual, form) for form in forms) >= _SOUNDS_ALIKE


@lru_cache(_MOST_ALIKE)
def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _parts(item: tuple[Sense, DocumentName]) -> tuple[object, ...]:
    return item[0].parts


def _outside(seen: Iterable[Sighting], spans: list[tuple[int, int]]) -> Iterator[Sighting]:
    """Yield the sightings that are no part of these spans; they follow one another in the text."""
    following = iter(sorted(spans))
    start, end = next(following, _NOWHERE)
    last = 0
    for sighting in seen:
        while start <= sighting.start:
            last = max(last, end)
            start, end = next(following, _NOWHERE)
        if last < sighting.end:
            yield sighting


def _meant(sighting: Sighting, document: Document) -> tuple[Match, ...]:
    matches = [match for match in sighting.matches if document.in_theatre(match.place)]
    # An area may be named from outside the theatre: it still says which namesake is not meant.
    matches = matches or [match for match in sighting.matches if is_area(match.place)]
    behind = overshadowed([match.place for match in matches], [match.matched_name for match in matches])
    return tuple(match for match in matches if match.place.id not in behind and match.fit >= _SUREST_FIT)


def weigh(
    names: Mapping[Sense, DocumentName],
    document: Document,
    questions: Iterable[Question],
    by: likelihood.Weights,
) -> Context:
    """Give every name its candidates' shares, and return what the document surely names."""
    _share(names, document, by)
    context = Context()
    for name in names.values():
        best = name.order[0]
        if name.shares[best] >= _SUREST_SHARE and name.matches[best].fit >= _SUREST_FIT:
            context.add(name.matches[best].place, name.how, name.key)
    for asked in questions:
        for area in asked.containers:
            context.add(area, "in a mention", fold(area.name))
    context.sort()
    return context


def _share(names: Mapping[Sense, DocumentName], document: Document, by: likelihood.Weights) -> None:
    listed = list(names.values())
    doubts = doubts_of(listed, document)
    if len(listed) == 1:
        (name,) = listed
        name.shares = likelihood.shares(name.columns.alone, by.nothing_alone + doubts[0])
        name.company = [0.0] * len(name.shares)
        name.order = likelihood.order(name.shares)
    if len(listed) < 2:
        return
    # Only who asks for several names pays for loading numpy.
    from geomoves.places.resolution.company import Company

    beside = pairs_beside(listed, document.text)
    weighed = Company([name.columns for name in listed], beside, doubts).weigh(by)
    start = 0
    for name in listed:
        end = start + len(name.matches)
        name.shares, name.company = weighed.share[start:end], weighed.company[start:end]
        name.order = weighed.order[start:end]
        start = end


def doubts_of(names: Iterable[DocumentName], document: Document) -> list[float]:
    """Return for each name what speaks for its being no place at all, beside the model: a logarithm."""
    in_theatre = _IN_THEATRE if document.countries else 0.0
    return [
        in_theatre
        + (_ONLY_SEEN if name.how == "in the text" else 0.0)
        + (_TOLD if name.told else 0.0)
        + (_BY_HAND if name.columns.any_by_hand else 0.0)
        for name in names
    ]


def pairs_beside(names: Sequence[DocumentName], text: str) -> set[tuple[int, int]]:
    """Return which names are followed by another with nothing but a space between: "Franklin Tex."."""
    starts = {start: number for number, name in enumerate(names) for start, _ in name.spans}
    found: set[tuple[int, int]] = set()
    for number, name in enumerate(names):
        for _, end in name.spans:
            space = _SPACE_ONLY.match(text, end)
            following = starts.get(space.end()) if space else None
            if following is not None and following != number:
                found.add((number, following))
    return found


def weighed(asked: Question, names: Mapping[Sense, DocumentName]) -> Weighed | None:
    """Return what the document says for the candidates of a question, None when it has none."""
    name = names.get(asked.sense)
    if name is None:
        return None
    columns = name.columns
    # A name alone is weighed by what it is when nothing is known of any other.
    itself_alone = columns.alone if len(names) == 1 else columns.together
    return Weighed(asked.matches, name.order, name.shares, itself_alone, name.company, columns)
