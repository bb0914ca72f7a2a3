"""Places told by others, read from words: "25 km NW of X", "between X and Y", "на трассе X — Y".

Reading finds the names of the anchors and how the place lies to them, in English, Russian, Ukrainian, Korean
and Chinese.
Which places the anchors are, and so where the place is, is the business of `geomoves.places.relative.asking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geomoves.places.names.folding import fold
from geomoves.places.names.inflections import seats
from geomoves.places.names.wrappers import tells_glued
from geomoves.places.relative.compass import bearing_of, half_sector_of
from geomoves.places.relative.numerals import numeral
from geomoves.places.relative.phrases import (
    BEFORE,
    COUNTED,
    FARTHEST_KM,
    KIND_BEFORE,
    KM,
    TOWARDS,
    Manner,
    compiled,
    may_tell,
    patterns,
)

__all__ = ["Anchor", "Manner", "Relation", "read_relations", "relations_in"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that another one is told by.

    Parameters
    ----------
    names : tuple of str
        Its name as it is written, and what else it may be, in the order in which to ask.
    start : int
        Where the name stands in the words.
    by_adjective : bool
        Whether the names are guesses at what an adjective comes from: the largest place is meant, then.
    """

    names: tuple[str, ...]
    start: int
    by_adjective: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """How a place lies to its anchors.

    Parameters
    ----------
    manner : str
        ``distance``, ``direction``, ``near``, ``outskirts``, ``between``, ``road``, ``towards`` or ``coast``.
    anchors : tuple of Anchor
        One, or the two ends of what it lies between.
    words : str
        The words that say so.
    head : str
        A name that stands before them: "Pavika, 20 km from Alindao".
    distance_km : tuple of float, optional
        The least and the most kilometres that are said.
    bearing_deg : float, optional
        The direction from the anchor, degrees clockwise from north.
    half_sector_deg : float
        How far to either side of it the direction may be.
    towards : Anchor, optional
        Where the road leads on which it lies.
    """

    manner: Manner
    anchors: tuple[Anchor, ...]
    words: str
    head: str = ""
    distance_km: tuple[float, float] | None = None
    bearing_deg: float | None = None
    half_sector_deg: float = 0.0
    towards: Anchor | None = None


_LONGEST_HEAD = 60
_CENTRE = re.compile(r"[\s-]+(?:cent(?:er|re)|town|city|proper)$", re.IGNORECASE)


def relations_in(text: str) -> Iterator[Relation]:
    """Yield the relations that stand in a text, in order, none inside another.

    Parameters
    ----------
    text : str
        Some words or sentences.

    Examples
    --------
    >>> (relation,) = relations_in("The column was seen 25 km NW of Pokrovsk.")
    >>> relation.manner, relation.anchors[0].names, relation.distance_km, relation.bearing_deg
    ('distance', ('Pokrovsk',), (25.0, 25.0), 315.0)
    """
    # A relation is of several words, one of which is the name of another place.
    if (len(text.split(maxsplit=1)) < 2 and not tells_glued(text)) or not may_tell(text):
        return
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Relation]] = []
    eastern = not text.isascii() and compiled("[가-힣㐀-鿿]").search(text)
    for manner, pattern, is_eastern in patterns():
        if is_eastern and not eastern:
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            relation = _relation(manner, match)
            if relation:
                taken.append((start, end))
                found.append((start, relation))
    for _, relation in sorted(found, key=lambda entry: entry[0]):
        yield relation


def read_relations(name: str) -> list[Relation]:
    """Return the relations that a name consists of, alone or after the name of the place itself.

    Those that say most exactly where the place is come first; none when the name is told by no other.

    Examples
    --------
    >>> read_relations("outskirts of Bakhmut")[0].manner, read_relations("Bakhmut")
    ('outskirts', [])
    >>> read_relations("Pavika, located 20 kilometers from Alindao, on the Kongbo axis")[0].head
    'Pavika'
    >>> read_relations("между Суджей и Курском")[0].anchors[1].names
    ('Курском',)
    """
    return sorted(relations_in(name), key=_vagueness)


def _vagueness(relation: Relation) -> float:
    if relation.distance_km is not None:
        return relation.distance_km[1]
    return {"outskirts": 10.0, "near": 25.0}.get(relation.manner, 1e6)


def _relation(manner: Manner, match: re.Match[str]) -> Relation | None:
    said = match.groupdict()
    anchors = tuple(_anchors(match))
    if not anchors or any(not anchor.names for anchor in anchors):
        return None
    wind = said.get("wind")
    bearing = bearing_of(wind) if wind else None
    if wind and bearing is None:
        return None
    distance = _distance_km(said)
    if distance is None:
        if manner == "direction" and compiled(COUNTED).search(match.string, 0, match.start()):
            return None
    elif distance[1] > FARTHEST_KM:
        return None
    head = _head(match.string[: match.start()])
    towards = _towards(match, anchors[0]) if manner == "distance" and bearing is None else None
    return Relation(
        manner,
        anchors,
        match.group().strip(),
        head,
        distance,
        bearing,
        half_sector_of(wind) if wind else 0.0,
        towards,
    )


def _anchors(match: re.Match[str]) -> Iterator[Anchor]:
    groups = match.re.groupindex
    if "adjective" in groups:
        yield Anchor(_seats_of(match.group("adjective")), match.start("adjective"), by_adjective=True)
        return
    for group in ("anchor", "other"):
        if group in groups:
            bare = match.group(group).strip().rstrip(".!?")
            names = list(dict.fromkeys((bare, _CENTRE.sub("", bare)))) if _named(bare) else []
            if names and compiled("[가-힣]").match(bare):
                # 함경북도 길주: what it lies in comes before it.
                names = list(dict.fromkeys((bare, bare.split()[-1])))
            # What lies around it may follow: "25 km NW of Pokrovsk, Donetsk Oblast".
            rest = re.match(r",\s*([^,;:()\n\d]+)", match.string[match.end() :])
            if names and rest and _named(rest.group(1)) and match.end() == match.end(group):
                names.insert(0, f"{bare}, {rest.group(1).strip().rstrip('.!?')}")
            yield Anchor(tuple(names), match.start(group))


def _named(words: str) -> bool:
    """Whether words have a capital, or are in a script without."""
    if any(letter.isupper() for letter in words) or fold(words) == "capital":
        return True
    return bool(words) and words.upper() == words.lower()


def _seats_of(adjective: str) -> tuple[str, ...]:
    key = fold(adjective)
    if not _named(adjective):
        return ()
    stem = re.sub("(?:ий|ій|ого|ому|им|ом|ім|ое|е)$", "", key)
    forms = seats(stem + "а")
    return tuple(form[:1].upper() + form[1:] for form in forms)


def _distance_km(said: dict[str, str | None]) -> tuple[float, float] | None:
    unit = next((unit for unit in KM if said.get(unit)), None)
    if unit is None:
        return None
    low, high, few, many = (said.get(group) for group in ("low", "high", "few", "many"))
    least = _number(low) if low else numeral(few or "")
    most = _number(high) if high else numeral(many) if many else least
    factor = KM[unit]
    return min(least, most) * factor, max(least, most) * factor


def _number(text: str) -> float:
    *whole, last = text.replace("½", " 1/2").replace("¼", " 1/4").replace("¾", " 3/4").split()
    if "/" in last:
        part, of = map(int, last.split("/"))
        return sum(map(float, whole)) + (part / of if of else 0.0)
    grouped = re.fullmatch(r"\d{1,3}(?:[ \u00a0,]\d{3})+", text)
    return float(re.sub(r"[ \u00a0,]", "", text) if grouped else text.replace(",", "."))


def _towards(match: re.Match[str], anchor: Anchor) -> Anchor | None:
    after = compiled(TOWARDS).match(match.string, match.end())
    if after is None:
        return None
    own = {fold(name) for name in anchor.names}
    for group, name in after.groupdict().items():
        if name and fold(name) not in own and _named(name):
            return Anchor((name,), after.start(group))
    return None


def _head(before: str) -> str:
    cut = compiled(BEFORE).search(before)
    head = before[: cut.start()] if cut else before
    head = re.split(r"[.;:\n]", head)[-1].strip(" ,(")
    head = compiled(KIND_BEFORE).sub("", head).strip(" ,(")
    return head if _named(head) and len(head) <= _LONGEST_HEAD and "," not in head else ""
