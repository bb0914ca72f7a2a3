"""Finding the places that names tell by others: "25 km NW of X", "between X and Y", "Pavika, 20 km from X".

The anchors are names like any other and are decided like any other; what is ambiguous about an anchor is
ambiguous about the place. A name that stands before the relation is the place itself, where one of that name
lies as the relation says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import product

from geomoves.places.countries import countries
from geomoves.places.distance import haversine_km
from geomoves.places.index import NameIndex
from geomoves.places.local import local_name
from geomoves.places.matching import Filter, Match, find
from geomoves.places.names.folding import fold
from geomoves.places.place import Candidate, Mention, Place, Resolution
from geomoves.places.queries import ask
from geomoves.places.relative.derived import (
    PREFIX,
    anchor_ids,
    derive,
    hides_others,
    reach_km_of,
    rounded_by_km,
)
from geomoves.places.relative.relations import Anchor, Relation, read_relations
from geomoves.wording import tell

__all__ = ["Scope", "look_up_relative", "relations_read", "resolve_relative"]

_CAPITAL = frozenset({"capital", "the capital"})
_MOST_PAIRS = 10
_MOST_ASKED = 50
# As many names are kept with the relations that they consist of: most consist of none, and come again.
_MOST_REMEMBERED = 20_000
# A road leads to a place that is not much farther than this.
_ROAD_LEADS_KM = 400.0
_FIT = 0.95


Resolver = Callable[[Sequence[Mention]], list[Resolution]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where anchors are looked for.

    Parameters
    ----------
    index : NameIndex
        The names.
    year : int or None
        When the words were written.
    accepts : callable
        Which places may be anchors.
    theatre : frozenset of str or None
        ISO codes; of one country "the capital" is known.
    """

    index: NameIndex
    year: int | None
    accepts: Filter
    theatre: frozenset[str] | None = None

    def known(self, name: str) -> list[Match]:
        """Return what is called `name`; nothing that is only close, and nothing in doubt."""
        found = ask(self.index, self.named(name), self.year, self.accepts)
        return [] if found.doubt else [match for match in found.matches if not match.suggestion][:_MOST_ASKED]

    def named(self, name: str) -> str:
        """Return the name that is meant by one: the capital of the one country, for one."""
        codes = sorted(self.theatre or ())
        if fold(name) not in _CAPITAL or len(codes) != 1 or codes[0] not in countries():
            return name
        return countries()[codes[0]].capital or name

    def meant_by(self, anchor: Anchor | None) -> list[Match]:
        """Return what an anchor may be, by the name that is meant of those it has."""
        return self.known(self.name_of(anchor)) if anchor else []

    def name_of(self, anchor: Anchor) -> str:
        """Return the first name of an anchor that is known; of guesses, that of the largest place.

        "Авдеевское направление" leads to the town of Авдеевка, and not to some hamlet of Авдеев.
        """
        known = (name for name in anchor.names if self.known(name))
        if anchor.by_adjective:
            return max(known, key=self._size_of, default=anchor.names[-1])
        return next(known, anchor.names[-1])

    def _size_of(self, name: str) -> int:
        return max(match.place.population or 0 for match in self.known(name))

    def told(self, name: str) -> Relation | None:
        """Return the relation that `name` consists of: the most exact one whose anchors are known, if any."""
        relations = relations_read(name)
        for relation in relations:
            if relation.manner == "road" and self._is_one_town(relation):
                continue
            if all(self.meant_by(anchor) for anchor in relation.anchors):
                return relation
        return relations[0] if relations else None

    def _is_one_town(self, relation: Relation) -> bool:
        """Whether the ends of a road are one name with a hyphen in it: the Ust-Luga road."""
        joined = "-".join(anchor.names[-1] for anchor in relation.anchors)
        return joined in relation.words and bool(self.known(joined))


@lru_cache(_MOST_REMEMBERED)
def relations_read(name: str) -> tuple[Relation, ...]:
    """Return what `read_relations` does; a name is read once however often it comes."""
    return tuple(read_relations(name))


def look_up_relative(scope: Scope, name: str) -> list[Candidate]:
    """Return the places that `name` may mean when it tells a place by others, the likeliest first.

    Parameters
    ----------
    scope : Scope
        Where to look for the anchors.
    name : str
        Such as "25 km NW of Pokrovsk".
    """
    relation = scope.told(name)
    if relation is None:
        return []
    towards = [match.place for match in scope.meant_by(relation.towards)]
    heads = scope.known(relation.head) if relation.head else []
    found: dict[str, Candidate] = {}
    meant = [scope.meant_by(anchor) for anchor in relation.anchors]
    if any(matches and hides_others(matches[0].place) for matches in meant):
        # "Northern Syria" tells of nothing around the hamlet of Syria in Virginia.
        return []
    for chosen in _pairs(meant):
        candidate = _candidate(relation, chosen, towards, heads, name)
        if candidate and candidate.place.id not in found:
            found[candidate.place.id] = candidate
    return list(found.values())


def _pairs(meant: Sequence[Sequence[Match]]) -> Iterator[tuple[Match, ...]]:
    """Yield the anchors that may be meant together, those nearest to each other first."""
    chosen = [pair for pair in product(*meant) if len({match.place.id for match in pair}) == len(pair)]
    if len(meant) == 2:
        chosen.sort(key=lambda pair: haversine_km(*pair[0].place.lonlat, *pair[1].place.lonlat))
        chosen = chosen[:_MOST_PAIRS]
    yield from chosen


def _candidate(
    relation: Relation, chosen: Sequence[Match], towards: Sequence[Place], heads: Sequence[Match], name: str
) -> Candidate | None:
    anchors = [match.place for match in chosen]
    score = round(_FIT * min(match.fit for match in chosen), 4)
    head = _head_beside(relation, anchors[0], heads)
    if head is not None:
        return replace(head.candidate(), reasons=(*head.reasons, _reason_of_head(relation, anchors[0])))
    place = derive(relation, anchors, _nearest(anchors[0], towards), name)
    if place is None:
        return None
    reasons = (place.note, *(reason for match in chosen for reason in match.reasons))
    return Candidate(place, score, chosen[0].matched_name, reasons)


def _nearest(anchor: Place, places: Sequence[Place]) -> Place | None:
    """Return where a road from `anchor` leads: the nearest place of the name, if any is near enough."""
    apart = [
        (haversine_km(*anchor.lonlat, *place.lonlat), place.id, place)
        for place in places
        if place.id != anchor.id
    ]
    nearest = min(apart, default=None, key=lambda entry: entry[:2])
    return nearest[2] if nearest and 0 < nearest[0] <= _ROAD_LEADS_KM else None


def _head_beside(relation: Relation, anchor: Place, heads: Sequence[Match]) -> Match | None:
    """Return the one place of the name before the relation that lies where the relation says."""
    if relation.distance_km is None:
        return None
    most_km = relation.distance_km[1] + rounded_by_km(relation.distance_km[1]) + 2 * reach_km_of(anchor)
    beside = [
        match
        for match in heads
        if match.place.id != anchor.id and haversine_km(*anchor.lonlat, *match.place.lonlat) <= most_km
    ]
    return beside[0] if len(beside) == 1 else None


def _reason_of_head(relation: Relation, anchor: Place) -> str:
    return tell("reason.relative.head", words=relation.words, anchor=partial(local_name, anchor))


def resolve_relative(scope: Scope, mentions: Sequence[Mention], resolver: Resolver) -> list[Resolution]:
    """Return one resolution for each mention, those that tell a place by others by way of their anchors.

    The anchors are decided together with all other mentions of the document.

    Parameters
    ----------
    scope : Scope
        Where to look for the anchors.
    mentions : sequence of Mention
        All of one document.
    resolver : callable
        Decides plain names together.
    """
    told: dict[str, Relation] = {}
    for name in {mention.name for mention in mentions}:
        relation = scope.told(name)
        # "Near East" is a name, if anything is called so.
        if relation and not _called(scope, name):
            told[name] = relation
    if not told:
        return resolver(mentions)
    plain = [mention for mention in mentions if mention.name not in told]
    anchors = {
        mention: [_mention_of(scope, anchor, mention) for anchor in told[mention.name].anchors]
        for mention in mentions
        if mention.name in told
    }
    asked = [anchor for own in anchors.values() for anchor in own]
    answers = dict(zip([*plain, *asked], resolver([*plain, *asked]), strict=True))
    return [
        _resolution(
            mention,
            told[mention.name],
            [answers[anchor] for anchor in anchors[mention]],
            look_up_relative(scope, mention.name),
        )
        if mention in anchors
        else answers[mention]
        for mention in mentions
    ]


def _called(scope: Scope, name: str) -> bool:
    return any(not match.suggestion for match in find(scope.index, name, scope.year, scope.accepts))


def _mention_of(scope: Scope, anchor: Anchor, mention: Mention) -> Mention:
    """Return an anchor as a mention of its own, by the first of its names that is known."""
    name = scope.name_of(anchor)
    if mention.start is None or not mention.name.startswith(name, anchor.start):
        return Mention(scope.named(name))
    start = mention.start + anchor.start
    return Mention(scope.named(name), start, start + len(name))


def _resolution(
    mention: Mention, relation: Relation, anchors: Sequence[Resolution], found: Sequence[Candidate]
) -> Resolution:
    score = round(min(anchor.score for anchor in anchors), 4)
    settled = [anchor.place for anchor in anchors if anchor.place is not None]
    if len(settled) == len(anchors):
        meant = _told_by(mention, relation, settled, found)
        if meant is not None:
            meant = replace(meant, score=score)
            others = tuple(candidate for candidate in found if candidate.place.id != meant.place.id)
            return Resolution(mention, "resolved", meant.place, (meant, *others), score, meant.reasons)
    if not found or len(settled) == len(anchors):
        unknown = next((anchor for anchor in anchors if anchor.status == "unknown"), None)
        key = "reason.relative.anchor_unknown" if unknown else "reason.relative.area"
        said = tell(key, words=relation.words, name=(unknown or anchors[0]).mention.name)
        return Resolution(mention, "unknown", reasons=(said,))
    doubts = (reason for anchor in anchors if anchor.place is None for reason in anchor.reasons)
    candidates = tuple(replace(candidate, score=round(candidate.score * score, 4)) for candidate in found)
    return Resolution(
        mention, "ambiguous", None, candidates, candidates[0].score, tuple(dict.fromkeys(doubts))
    )


def _told_by(
    mention: Mention, relation: Relation, anchors: Sequence[Place], found: Sequence[Candidate]
) -> Candidate | None:
    """Return the place that is told by these anchors, or that stands beside the first of them."""
    beside = _reason_of_head(relation, anchors[0])
    for candidate in found:
        place = candidate.place
        if beside in candidate.reasons or (
            place.id.startswith(PREFIX) and place.source == anchor_ids(anchors)
        ):
            return candidate
    # The anchors may be known online alone.
    derived = derive(relation, anchors, None, mention.name)
    return Candidate(derived, 0.0, anchors[0].name, (derived.note,)) if derived else None
