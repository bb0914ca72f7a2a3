"""What a document says about where one of its names lies: the pieces of evidence, in words.

How likely a candidate is, `geomoves.places.resolution.likelihood` works out. Here stands whether that may be
called an answer. Evidence points to some of the candidates; where it points to different ones with
nearly the same force, the name is ambiguous however likely one of them is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import cos
from typing import Any

from geomoves.places.areas import code_of, contains, is_area, is_capital
from geomoves.places.distance import MEAN_RADIUS_KM, arc_km, rounded_km, unit_vector
from geomoves.places.local import local_name, local_place
from geomoves.places.place import Place
from geomoves.wording import say, tell

__all__ = ["Context", "Evidence", "evidence"]

# Evidence for one candidate outweighs evidence for another when it is more than this many times as strong.
_OUTWEIGHS = 3.0
_AREA_STRENGTH = 2.0  # an area named in so many words; a neighbour counts 1

# A neighbour speaks for a candidate when it is this near, the next candidate is this many times as far, and
# this much farther: two towns in neighbouring provinces are not told apart by distance.
_NEAR_KM = 1000.0
_NEAR_COSINE = cos(_NEAR_KM / MEAN_RADIUS_KM)
_TIMES_FARTHER = 2.5
_FARTHER_KM = 300.0
# Nearer than so, the next is not so much farther than anything.
_NEXT_COSINE = cos((_FARTHER_KM - 1e-3) / MEAN_RADIUS_KM)

_HALF_ROUND_KM = 20_000.0
# Two ways to tell a distance differ by less.
_A_LITTLE_KM = 0.01

_MOST_AREAS_TOLD = 3


Words = Callable[[], str]
Disagreement = tuple[Words, Words]
Point = tuple[float, float, float]
_Named = tuple[Place, str]
_Entry = tuple[Place, Words]


@dataclass(slots=True)
class Context:
    """The areas and places that a document surely names, each with where it is named.

    Parameters
    ----------
    areas, neighbours : dict
        By id: the place and how the document names it ("in the text", "in a mention").
    points : dict
        By id: unit vectors of such places, where they are known.
    names : dict
        By id: the folded names that led there. A name is no evidence about itself.
    """

    areas: dict[str, _Named] = field(default_factory=dict)
    neighbours: dict[str, _Named] = field(default_factory=dict)
    points: dict[str, Point] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    #: Countries and first-level areas by their codes; all other areas, each with its unit vector, the least
    #: cosine that has to be looked at and the code of the first-level area whose places have to be looked at
    #: wherever they are; the neighbours that say where things are, by id and the code of their area. They are
    #: made by `sort`, each with the words for what it says: once for all names of the document.
    by_code: dict[str, _Entry] = field(default_factory=dict)
    other_areas: list[tuple[_Entry, Point, float, str | None]] = field(default_factory=list)
    spoken: list[tuple[str, str, Place, Words, Point]] = field(default_factory=list)

    def add(self, place: Place, how: str, key: str, point: Point | None = None) -> None:
        """Add a place that the document names as `key`, with its unit vector where that is known."""
        table = self.areas if is_area(place) else self.neighbours
        # "in a mention" sorts before "in the text", so that the order of adding does not matter.
        known = table.get(place.id)
        if known is None or how < known[1]:
            table[place.id] = (place, how)
        self.names.setdefault(place.id, set()).add(key)
        if point is not None:
            self.points[place.id] = point

    def sort(self) -> None:
        """Put everything into an order of its own."""
        for _, (area, how) in sorted(self.areas.items()):
            code = code_of(area)
            entry = (area, _Piece(_area_named, area, how))
            if code:
                self.by_code.setdefault(code, entry)
            else:
                # Districts contain by name what lies far from their point.
                within = area.admin1_code if area.kind == "admin2" else None
                self.other_areas.append((entry, self._point(area), _least_cosine(area), within))
        self.neighbours = dict(sorted(self.neighbours.items()))
        # Texts name capitals for governments, so that they say little of where things are.
        self.spoken = [
            (place.id, place.admin1_code, place, _Piece(_same_area, place, how), self._point(place))
            for place, how in self.neighbours.values()
            if not is_capital(place)
        ]

    def _point(self, place: Place) -> Point:
        return self.points.get(place.id) or unit_vector(place.lon, place.lat)


def _least_cosine(area: Place) -> float:
    """Return a cosine below which a place surely lies outside an area without a code, −2 for none.

    That is, if no name says that it lies inside.
    """
    if area.radius_km >= _HALF_ROUND_KM:
        return -2.0
    return cos((area.radius_km + _A_LITTLE_KM) / MEAN_RADIUS_KM)


class _Piece:
    """A piece of evidence: words that are made when they are called for, once for all.

    Parameters
    ----------
    words_of : callable
        Makes them of the arguments after it.
    """

    __slots__ = ("_of", "_said", "_words_of")

    def __init__(self, words_of: Callable[..., str], *of: Any) -> None:
        self._words_of = words_of
        self._of = of
        self._said: str | None = None

    def __call__(self) -> str:
        if self._said is None:
            self._said = self._words_of(*self._of)
        return self._said


def _area_named(area: Place, how: str) -> str:
    return tell("reason.area_named", area=partial(local_name, area), how=_saying(how))


def _named_in_full(place: Place) -> str:
    return tell("reason.named_in_full", place=partial(_label, place))


def _same_area(neighbour: Place, how: str) -> str:
    return tell(
        "reason.same_area", neighbour=partial(local_name, neighbour), how=_saying(how),
        area=partial(_area, neighbour),
    )  # fmt: skip


def _nearer(key: str, near_km: float, next_km: float, neighbour: Place) -> str:
    return tell(
        key, km=partial(rounded_km, near_km), neighbour=partial(local_name, neighbour),
        other_km=partial(rounded_km, next_km),
    )  # fmt: skip


def _saying(how: str) -> Words:
    return partial(say, f"reason.how.{how}")


@dataclass(slots=True)
class Evidence:
    """What speaks for which of some candidates.

    Parameters
    ----------
    reasons : dict
        By the candidate's id, in words that are made when they are called for.
    strength : dict
        By id: how much decides for it.
    pointers : list of tuple
        Each piece that decides: the ids that it points to, and itself in words.
    """

    reasons: dict[str, list[Words]] = field(default_factory=dict)
    strength: dict[str, float] = field(default_factory=dict)
    pointers: list[tuple[Sequence[str], Words]] = field(default_factory=list)

    def against(self, best: str, rivals: Iterable[str]) -> Disagreement | None:
        """Return what speaks against taking `best` although it leads, None when nothing does.

        Parameters
        ----------
        best : str
            The id of the likeliest candidate.
        rivals : iterable of str
            The ids of those that are not out of the question.
        """
        leading = self.strength.get(best, 0.0)
        for rival in rivals:
            against = self.strength.get(rival, 0.0)
            if against and leading <= _OUTWEIGHS * against:
                return self._disagreement()
        return None

    def _disagreement(self) -> Disagreement | None:
        """Return the first two pieces of evidence that cannot both hold, None when all can."""
        for number, (ids, words) in enumerate(self.pointers):
            for other_ids, other_words in self.pointers[number + 1 :]:
                if set(ids).isdisjoint(other_ids):
                    return words, other_words
        return None

    def say_for(self, place_id: str, words: Words) -> None:
        """Add a reason for a candidate."""
        known = self.reasons.get(place_id)
        if known is None:
            self.reasons[place_id] = [words]
        else:
            known.append(words)

    def strengthen(self, place_id: str, by: float) -> None:
        """Let something count for a candidate."""
        self.strength[place_id] = self.strength.get(place_id, 0.0) + by

    def point(self, ids: Sequence[str], words: Words) -> None:
        """Add a piece of evidence that decides."""
        self.pointers.append((ids, words))


def evidence(
    candidates: Sequence[Place],
    points: Sequence[Point],
    key: str,
    context: Context,
    used: Iterable[Place] = (),
) -> Evidence:
    """Collect what tells some candidates of one name apart.

    Parameters
    ----------
    candidates : sequence of Place
        Those that are not out of the question.
    points : sequence of tuple
        Their unit vectors.
    key : str
        The folded name.
    context : Context
        What else the document names.
    used : iterable of Place
        Areas that the mention itself names: they have told these candidates from others already.
    """
    found = Evidence()
    if len(candidates) < 2:
        return found
    if context.areas:
        known = {area.id for area in used}
        _by_area(found, candidates, _areas_around(candidates, points, key, context, known))
    if context.neighbours:
        own = [place.id for place in candidates]
        for place_id in own:
            if place_id in context.neighbours and context.names[place_id] != {key}:
                words = _Piece(_named_in_full, context.neighbours[place_id][0])
                found.say_for(place_id, words)
                found.strengthen(place_id, _AREA_STRENGTH)
                found.point((place_id,), words)
        _by_neighbours(found, candidates, points, context.spoken, own)
    return found


def _areas_around(
    candidates: Sequence[Place], points: Sequence[Point], key: str, context: Context, known: set[str]
) -> list[tuple[_Entry, list[Place]]]:
    """Return the areas that the document names around some of the candidates, with those inside."""
    inside: dict[str, tuple[_Entry, list[Place]]] = {}
    by_code, other_areas = context.by_code, context.other_areas
    for place, (x, y, z) in zip(candidates, points, strict=True):
        # A country contains what it claims as well, and that is no evidence: only its own code counts.
        for code in (place.country, place.admin1_code):
            entry = by_code.get(code)
            if entry and entry[0].id != place.id:
                inside.setdefault(entry[0].id, (entry, []))[1].append(place)
        for entry, (area_x, area_y, area_z), least_cosine, within in other_areas:
            if x * area_x + y * area_y + z * area_z < least_cosine and place.admin1_code != within:
                continue
            if entry[0].id != place.id and contains(entry[0], place):
                inside.setdefault(entry[0].id, (entry, []))[1].append(place)
    return [inside[id_] for id_ in sorted(inside) if id_ not in known and context.names[id_] != {key}]


def _by_area(
    found: Evidence, candidates: Sequence[Place], areas: Iterable[tuple[_Entry, list[Place]]]
) -> None:
    for (area, words), inside in areas:
        if len(inside) == len(candidates):
            continue
        for place in inside:
            if len(found.reasons.get(place.id, ())) < _MOST_AREAS_TOLD:
                found.say_for(place.id, words)
        # A country alone does not decide: wars have two.
        if area.kind != "country":
            found.point([place.id for place in inside], words)
            for place in inside:
                found.strengthen(place.id, _AREA_STRENGTH)


def _by_neighbours(
    found: Evidence,
    candidates: Sequence[Place],
    points: Sequence[Point],
    neighbours: Iterable[tuple[str, str, Place, Words, Point]],
    own: Sequence[str],
) -> None:
    """Count each neighbour once: for who is in its area, else for who is far nearer to it than the next."""
    told: set[str] = set()
    nearest: dict[str, tuple[float, float, Place]] = {}
    codes = [place.admin1_code for place in candidates]
    for neighbour_id, area, neighbour, words, point in neighbours:
        if neighbour_id in own:
            continue
        inside = codes.count(area) if area else 0
        apart = 0 < inside < len(candidates)
        if apart:
            within = [place_id for place_id, code in zip(own, codes, strict=True) if code == area]
            found.point(within, words)
            for place_id in within:
                found.strengthen(place_id, 1.0)
                if place_id not in told:
                    told.add(place_id)
                    found.say_for(place_id, words)
        nearer = _far_nearer(point, points)
        if nearer is None:
            continue
        near_km, next_km, number = nearer
        place_id = own[number]
        if not apart:
            found.strengthen(place_id, 1.0)
        known = nearest.get(place_id)
        if known is None or (near_km, neighbour_id) < (known[0], known[2].id):
            nearest[place_id] = (near_km, next_km, neighbour)
    key = "reason.nearer_than_other" if len(candidates) == 2 else "reason.nearer_than_next"
    for place_id, (near_km, next_km, neighbour) in sorted(nearest.items()):
        nearness = _Piece(_nearer, key, near_km, next_km, neighbour)
        found.say_for(place_id, nearness)
        found.point((place_id,), partial(_one_is, nearness))


def _far_nearer(point: Point, points: Iterable[Point]) -> tuple[float, float, int] | None:
    """Return which candidate is far nearer to a neighbour than the next, after both distances."""
    # The nearer, the larger the cosine of the angle between.
    x, y, z = point
    cosines = [x * px + y * py + z * pz for px, py, pz in points]
    second, first = sorted(cosines)[-2:]
    if first < _NEAR_COSINE:
        return None
    if second > _NEXT_COSINE:
        return None
    near_km, next_km = arc_km(first), arc_km(second)
    if next_km < _TIMES_FARTHER * near_km or next_km < near_km + _FARTHER_KM:
        return None
    return near_km, next_km, cosines.index(first)


def _one_is(words: Words) -> str:
    return f"one is {words()}"


def _label(place: Place) -> str:
    return local_place(place).label


def _area(place: Place) -> str:
    return local_place(place).admin1 or place.admin1_code
