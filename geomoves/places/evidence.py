"""What a document says about where its names lie, and what that does to the candidates of one name.

Each piece of evidence favours some of the candidates. Evidence of a deciding kind that points to
different places makes the name ambiguous, however strong one side is; the size of a place and the
mere naming of a country shift the score and decide nothing alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import log10

from geomoves.places.areas import claimed_only, contains, is_area, is_capital
from geomoves.places.distance import haversine_km, rounded_km
from geomoves.places.local import local_name, local_place
from geomoves.places.matching import Match
from geomoves.places.place import Place
from geomoves.wording import say, tell

__all__ = ["Context", "Weighed", "weigh"]

# How many times likelier a kind of evidence makes the candidates that it favours. Chosen so that at the
# default threshold an area named in so many words decides, one neighbour in the same area or one that is far
# nearer to one candidate decides between equals, and a country or a size alone does not.
_AREA_FACTOR = 20.0
_SAME_NAME_FACTOR = 20.0
_DISTANCE_FACTOR = 6.0
_SAME_AREA_FACTOR = 3.5
_FURTHER_FACTOR = 1.5  # for each further neighbour that says the same
_MOST_FACTOR = 20.0
_COUNTRY_FACTOR = 2.2
_SIZE_FACTOR = 1.5  # for a candidate ten times as large as the smallest, or larger

# A neighbour speaks for a candidate when it is this near, the next candidate is this many times as far, and
# this much farther: two towns in neighbouring provinces are not told apart by distance.
_NEAR_KM = 1000.0
_TIMES_FARTHER = 2.5
_FARTHER_KM = 300.0

# Room for a namesake that the gazetteer does not hold, as a part of the best candidate's own weight.
_UNLISTED = 0.05


@dataclass(slots=True)
class Context:
    """The areas and places that a document names without ambiguity, each with where it is named.

    Parameters
    ----------
    areas, neighbours : dict
        By id: the place and how the document names it ("in the text", "in a mention").
    names : dict
        By id: the folded names that led there. A name is no evidence about itself.
    capitals : set of str
        Ids of national capitals. Texts name them for governments, so that they say nothing of where.
    """

    areas: dict[str, tuple[Place, str]] = field(default_factory=dict)
    neighbours: dict[str, tuple[Place, str]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    capitals: set[str] = field(default_factory=set)

    def add(self, place: Place, how: str, key: str) -> None:
        """Add a place that the document names as `key`."""
        table = self.areas if is_area(place) else self.neighbours
        # "in a mention" sorts before "in the text", so that the order of adding does not matter.
        known = table.get(place.id)
        if known is None and is_capital(place):
            self.capitals.add(place.id)
        table[place.id] = min(known or (place, how), (place, how), key=lambda entry: entry[1])
        self.names.setdefault(place.id, set()).add(key)

    def copy(self) -> Context:
        """Return a copy that can be added to."""
        names = {place_id: set(keys) for place_id, keys in self.names.items()}
        return Context(dict(self.areas), dict(self.neighbours), names, set(self.capitals))


@dataclass(slots=True)
class Weighed:
    """A candidate with its share of the likelihood."""

    match: Match
    weight: float
    size: float = 1.0
    share: float = 0.0
    reasons: list[str] = field(default_factory=list)

    @property
    def much_larger(self) -> bool:
        """Whether it is ten times as large as the smallest of its namesakes."""
        return self.size >= _SIZE_FACTOR

    @property
    def score(self) -> float:
        """Its share of the likelihood, less what the name does not fit."""
        return self.share * self.match.fit


@dataclass(frozen=True, slots=True)
class _Pointer:
    """One piece of deciding evidence: the ids it favours, and itself in words."""

    ids: frozenset[str]
    words: str


def weigh(
    matches: Sequence[Match], key: str, context: Context, used: Collection[Place] = ()
) -> tuple[list[Weighed], str]:
    """Share the likelihood among the candidates of one name.

    Parameters
    ----------
    matches : sequence of Match
        The candidates.
    key : str
        The folded name.
    context : Context
        What else the document names.
    used : collection of Place
        Areas that the mention itself names: they have told these candidates from others already.

    Returns
    -------
    list of Weighed
        The likeliest first.
    str
        Why the evidence does not decide although there is some; empty when it does not disagree.
    """
    weighed = [Weighed(match, match.weight) for match in matches]
    pointers: list[_Pointer] = []
    if len(weighed) > 1:
        known = {area.id for area in used}
        areas = [
            entry
            for id_, entry in sorted(context.areas.items())
            if id_ not in known and context.names[id_] != {key}
        ]
        neighbours = [entry for _, entry in sorted(context.neighbours.items())]
        pointers += _by_area(weighed, areas)
        pointers += _by_same_name(weighed, neighbours)
        spoken = [(place, how) for place, how in neighbours if place.id not in context.capitals]
        pointers += _by_neighbours_area(weighed, spoken)
        pointers += _by_distance(weighed, spoken)
        _by_country(weighed, areas)
        _by_size(weighed)
    # A name that fits ill fits the place that is not listed no better.
    unlisted = _UNLISTED * max((match.weight for match in matches), default=1.0)
    total = sum(one.weight * one.size for one in weighed) + unlisted
    for one in weighed:
        one.share = one.weight * one.size / total
    order = {match.place.id: number for number, match in enumerate(matches)}
    weighed.sort(key=lambda one: (-round(one.score, 9), order[one.match.place.id]))
    return weighed, _disagreement(pointers)


def _disagreement(pointers: Sequence[_Pointer]) -> str:
    """Return the first two pieces of evidence that cannot both hold, in words; empty when all can."""
    if not pointers or frozenset.intersection(*(pointer.ids for pointer in pointers)):
        return ""
    for number, pointer in enumerate(pointers):
        for other in pointers[number + 1 :]:
            if not pointer.ids & other.ids:
                return f"{pointer.words}, but {other.words}"
    return "; ".join(pointer.words for pointer in pointers)


def _favoured(weighed: Sequence[Weighed], area: Place) -> list[Weighed]:
    """Return the candidates inside `area`, or nothing when that tells them not apart."""
    inside = [
        one
        for one in weighed
        if one.match.place.id != area.id
        and contains(area, one.match.place)
        and not claimed_only(area, one.match.place)
    ]
    return inside if len(inside) < len(weighed) else []


def _by_area(weighed: Sequence[Weighed], areas: Iterable[tuple[Place, str]]) -> list[_Pointer]:
    pointers: list[_Pointer] = []
    helped: set[str] = set()
    for area, how in areas:
        inside = _favoured(weighed, area) if area.kind != "country" else []
        if not inside:
            continue
        words = tell(
            "reason.area_named", area=partial(local_name, area), how=partial(say, f"reason.how.{how}")
        )
        pointers.append(_Pointer(frozenset(one.match.place.id for one in inside), words))
        for one in inside:
            one.reasons.append(words)
            if one.match.place.id not in helped:
                helped.add(one.match.place.id)
                one.weight *= _AREA_FACTOR
    return pointers


def _by_same_name(weighed: Sequence[Weighed], neighbours: Iterable[tuple[Place, str]]) -> list[_Pointer]:
    pointers: list[_Pointer] = []
    named = {place.id for place, _ in neighbours}
    for one in weighed:
        if one.match.place.id in named:
            words = tell("reason.named_in_full", place=partial(_label, one.match.place))
            one.weight *= _SAME_NAME_FACTOR
            one.reasons.append(words)
            pointers.append(_Pointer(frozenset({one.match.place.id}), words))
    return pointers


def _by_neighbours_area(
    weighed: Sequence[Weighed], neighbours: Sequence[tuple[Place, str]]
) -> list[_Pointer]:
    pointers: list[_Pointer] = []
    times: dict[str, int] = {}
    own = {one.match.place.id for one in weighed}
    for neighbour, how in neighbours:
        if not neighbour.admin1_code or neighbour.id in own:
            continue
        inside = [one for one in weighed if one.match.place.admin1_code == neighbour.admin1_code]
        if not inside or len(inside) == len(weighed):
            continue
        words = tell(
            "reason.same_area",
            neighbour=partial(local_name, neighbour),
            how=partial(say, f"reason.how.{how}"),
            area=partial(_area, neighbour),
        )
        pointers.append(_Pointer(frozenset(one.match.place.id for one in inside), words))
        for one in inside:
            count = times[one.match.place.id] = times.get(one.match.place.id, 0) + 1
            if count == 1:
                one.reasons.append(words)
    _strengthen(weighed, times, _SAME_AREA_FACTOR)
    return pointers


def _by_distance(weighed: Sequence[Weighed], neighbours: Sequence[tuple[Place, str]]) -> list[_Pointer]:
    pointers: list[_Pointer] = []
    times: dict[str, int] = {}
    nearest_neighbour: dict[str, tuple[float, float, Place]] = {}
    own = {one.match.place.id for one in weighed}
    for neighbour, _ in neighbours:
        if neighbour.id in own:
            continue
        distances = sorted(
            (haversine_km(*neighbour.lonlat, *one.match.place.lonlat), one.match.place.id) for one in weighed
        )
        (nearest_km, nearest), (next_km, _) = distances[:2]
        if nearest_km > _NEAR_KM or next_km < max(_TIMES_FARTHER * nearest_km, nearest_km + _FARTHER_KM):
            continue
        times[nearest] = times.get(nearest, 0) + 1
        known = nearest_neighbour.get(nearest)
        if known is None or (nearest_km, neighbour.id) < (known[0], known[2].id):
            nearest_neighbour[nearest] = (nearest_km, next_km, neighbour)
    key = "reason.nearer_than_other" if len(weighed) == 2 else "reason.nearer_than_next"
    for one in weighed:
        found = nearest_neighbour.get(one.match.place.id)
        if found:
            nearest_km, next_km, neighbour = found
            words = tell(
                key,
                km=partial(rounded_km, nearest_km),
                neighbour=partial(local_name, neighbour),
                other_km=partial(rounded_km, next_km),
            )
            one.reasons.append(words)
            pointers.append(_Pointer(frozenset({one.match.place.id}), f"one is {words}"))
    _strengthen(weighed, times, _DISTANCE_FACTOR)
    return pointers


def _strengthen(weighed: Iterable[Weighed], times: dict[str, int], factor: float) -> None:
    for one in weighed:
        count = times.get(one.match.place.id, 0)
        if count:
            one.weight *= min(_MOST_FACTOR, factor * _FURTHER_FACTOR ** (count - 1))


def _by_country(weighed: Sequence[Weighed], areas: Iterable[tuple[Place, str]]) -> None:
    helped: set[str] = set()
    for country, how in areas:
        if country.kind != "country":
            continue
        for one in _favoured(weighed, country):
            if one.match.place.id not in helped:
                helped.add(one.match.place.id)
                one.weight *= _COUNTRY_FACTOR
                one.reasons.append(
                    tell(
                        "reason.area_named",
                        area=partial(local_name, country),
                        how=partial(say, f"reason.how.{how}"),
                    )
                )


def _by_size(weighed: Sequence[Weighed]) -> None:
    sizes = [one.match.place.population for one in weighed]
    # A place whose size nobody wrote down is not a small place.
    if any(not size for size in sizes):
        return
    least = min(size for size in sizes if size)
    for one, size in zip(weighed, sizes, strict=True):
        assert size is not None  # none is missing or zero here
        one.size = 1 + (_SIZE_FACTOR - 1) * min(1.0, log10(size / least))


def _label(place: Place) -> str:
    return local_place(place).label


def _area(place: Place) -> str:
    return local_place(place).admin1 or place.admin1_code
