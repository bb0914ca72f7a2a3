"""Deciding all names of one document together.

What the names of a document may mean says where it is, and where it is says what they mean:
`geomoves.places.resolution.likelihood` weighs all candidates of all names at once. The likeliest is the
answer when it is likely enough, when something other than its size speaks for it against all that may well
be meant, and when nothing of like force speaks for another; otherwise the answer is "ambiguous". The order
of the names changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache, partial
from operator import attrgetter
from typing import TypeVar

from geomoves.places.areas import anywhere, is_area, is_capital, overshadowed
from geomoves.places.index import NameIndex
from geomoves.places.kinds import SETTLEMENTS, SITES, WATERS
from geomoves.places.matching import Match, find
from geomoves.places.names.folding import fold
from geomoves.places.names.romanising import romanise
from geomoves.places.names.wrappers import unwrap
from geomoves.places.naming import FOLDED
from geomoves.places.place import Mention, Place, Resolution
from geomoves.places.resolution import likelihood
from geomoves.places.resolution.document import Document
from geomoves.places.resolution.documentnames import DocumentName, doubts_of, outside, pairs_beside
from geomoves.places.resolution.evidence import Context
from geomoves.places.resolution.questions import (
    OnlineSearch,
    Question,
    Sense,
    area_beside,
    areas_among,
    is_borne_by_other,
    narrowed,
    occurrences,
    question,
)
from geomoves.places.resolution.sightings import Meaning, Sighter, Sighting
from geomoves.places.resolution.telling import Answer
from geomoves.places.resolution.verdicts import Weighed, answer
from geomoves.wording import tell

__all__ = ["Resolver", "weigh", "weighed"]

# A name counts as context only when it fits this well (no bare "Amur" for Amur Oblast, no name of another
# time) and when it is this likely what is meant.
_SUREST_FIT = 0.9
_SUREST_SHARE = 0.8

# How much of two names in Latin letters is in both, in order, when they are one word: Афины and Athens.
_SOUNDS_ALIKE = 1 / 3
#: How many pairs of names are kept with how alike they sound.
_MOST_ALIKE = 20_000

_MOST_REMEMBERED = 20_000

_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")
Theatre = frozenset[str] | None

_PARTS = attrgetter("parts")


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
        self._asked: _Memory[tuple[str, int | None, Theatre, bool], Question] = _Memory()
        self._columns: _Memory[int, tuple[tuple[Match, ...], likelihood.Columns]] = _Memory()
        self._found: _Memory[tuple[str, int | None], Meaning] = _Memory()
        self._narrowed: _Memory[tuple[Question, str, tuple[str, ...]], Question] = _Memory()
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
            alone = self._ask(mentions[0].name, document, online)
            if not alone.containers:
                return [self._answer_alone(alone, document).to(mentions[0])]
        questions, names = self.lay_out(mentions, document, online)
        context = weigh(names, document, questions, self.weights)
        # The same name in the same sense has the same answer wherever it stands.
        answers: dict[Question, Answer] = {}
        alike: dict[tuple[str, Sense, bool, str], Answer] = {}
        made: list[Resolution] = []
        for mention, asked in zip(mentions, questions, strict=True):
            given = answers.get(asked)
            if given is None:
                same = mention.name, asked.sense, asked.told, asked.doubt
                given = alike.get(same)
                if given is None:
                    listed = weighed(asked, names)
                    given = alike[same] = answer(asked, listed, document, context, self.weights)
                answers[asked] = given
            made.append(given.to(mention))
        return made

    def _answer_alone(self, asked: Question, document: Document) -> Answer:
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
        """Return what each mention may mean, and the names of the document by their sense.

        The names stand in an order of their own. Names that only stand in the text are among them.
        """
        seen = self._sightings(document)
        areas = areas_among(seen)
        different = dict.fromkeys(mention.name for mention in mentions)
        asked = {name: self._ask(name, document, online) for name in different}
        questions: list[Question] = []
        borne: dict[Question, Question] = {}
        for mention in mentions:
            meant = asked[mention.name]
            if areas.starts and len(meant.matches) > 1 and not meant.told:
                area = area_beside(mention, document.text, areas)
                if area is not None:
                    meant = self._beside(meant, area)
            if document.text and meant.matches and is_borne_by_other(mention, document.text):
                if meant not in borne:
                    said = tell("reason.borne", name=mention.name)
                    borne[meant] = replace(meant, doubt=said, borne=True)
                meant = borne[meant]
            questions.append(meant)
        return questions, self._names(mentions, questions, seen, document)

    def _beside(self, asked: Question, area: tuple[str, Sequence[Place]]) -> Question:
        key = (asked, area[0], tuple([place.id for place in area[1]]))
        return self._narrowed.get(key) or self._narrowed.keep(key, narrowed(asked, area))

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

    def _ask(self, name: str, document: Document, online: OnlineSearch | None) -> Question:
        key = (name, document.year, document.countries, document.suggest)
        asked = self._asked.get(key)
        if asked is None:
            asked = question(self.index, name, document, online)
            # What the network answers is the network's to remember.
            if online is None:
                self._asked.keep(key, asked)
        return asked

    def _names(
        self,
        mentions: Sequence[Mention],
        questions: Sequence[Question],
        seen: Sequence[Sighting],
        document: Document,
    ) -> dict[Sense, DocumentName]:
        """Return the different names of the document, by sense, in an order of their own."""
        names: dict[Sense, DocumentName] = {}
        keys: set[str] = set()
        mentioned: list[tuple[int, int]] = []
        named: dict[Question, DocumentName | None] = {}
        text = document.text
        for mention, asked in zip(mentions, questions, strict=True):
            if asked not in named:
                keys.add(asked.key)
                keys.add(asked.whole_key)
                named[asked] = self._name(asked, names) if asked.matches else None
            if text:
                where = occurrences(mention, text)
                mentioned += where
                name = named[asked]
                if name is not None:
                    name.spans += where
        for sighting in outside(seen, mentioned):
            key, sense, matches = self._met(sighting, document)
            if key in keys or not matches:
                continue
            name = names.get(sense)
            if name is None:
                name = names[sense] = DocumentName(key, matches, self._columns_of(matches), "in the text")
            name.spans.append((sighting.start, sighting.end))
        return {sense: names[sense] for sense in sorted(names, key=_PARTS)}

    def _name(self, asked: Question, names: dict[Sense, DocumentName]) -> DocumentName:
        """Return the name that a question is about, put among the others of its document."""
        matches = asked.matches
        name = names.get(asked.sense)
        if name is None:
            name = names[asked.sense] = DocumentName(
                asked.key, matches, self._columns_of(matches), "in a mention", asked.told, asked.borne
            )
            return name
        if name.matches is not matches and [match.fit for match in name.matches] < [
            match.fit for match in matches
        ]:
            # Of two ways to write it the better one counts, whichever comes first.
            name.matches, name.columns = matches, self._columns_of(matches)
        name.told = name.told or asked.told
        name.borne = name.borne and asked.borne
        return name

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
            is_capital(place), match.weight, by_hand, _says_kind(match),
        )  # fmt: skip


# The points of rivers and mountains say little of where along them something was.
_TOLD_BY_KIND = (WATERS | SITES) - {"river", "mountains", "site", "place"}
# Of small lakes only some are known, so that the one of a name need not be the one that is meant.
_LEAST_WATER_KM = 30.0


def _says_kind(match: Match) -> bool:
    """Whether the whole of a name matched, with its word for what it is: "Lake Ladoga", "Port of Odesa".

    Waters with the word behind are called by what they are like, and many are alike: "Black Lake".
    """
    place = match.place
    if place.kind not in _TOLD_BY_KIND or match.fit < FOLDED:
        return False
    key = fold(match.matched_name)
    reading = unwrap(key)
    if reading is None or place.kind not in reading.kinds:
        return False
    return place.kind in SITES or (place.radius_km >= _LEAST_WATER_KM and key.startswith(reading.wrapper))


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
        match = name.matches[best]
        if name.shares[best] >= _SUREST_SHARE and match.fit >= _SUREST_FIT:
            context.add(match.place, name.how, name.key, name.columns.points[best])
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


def weighed(asked: Question, names: Mapping[Sense, DocumentName]) -> Weighed | None:
    """Return what the document says for the candidates of a question, None when it has none."""
    name = names.get(asked.sense)
    if name is None:
        return None
    columns = name.columns
    # A name alone is weighed by what it is when nothing is known of any other.
    itself_alone = columns.alone if len(names) == 1 else columns.together
    return Weighed(asked.matches, name.order, name.shares, itself_alone, name.company, columns)
