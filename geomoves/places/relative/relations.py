"""Places told by others, read from words: "25 km NW of X", "between X and Y", "на трассе X — Y".

Reading finds the names of the anchors and how the place lies to them, in English, Russian and Ukrainian.
Which places the anchors are, and so where the place is, is the business of `geomoves.places.relative.asking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from geomoves.places.names.folding import fold
from geomoves.places.names.inflections import seats
from geomoves.places.relative.compass import WINDS, bearing_of, half_sector_of

__all__ = ["Anchor", "Manner", "Relation", "read_relations", "relations_in"]

Manner = Literal["distance", "direction", "near", "outskirts", "between", "road", "towards", "coast"]

_NUMBER = r"\d{1,3}(?:[ \u00a0,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_UNIT_KM = {
    "km": r"km|kms|kilomet(?:er|re)s?|км|километр(?:а|ов|ах)?|кілометр(?:а|и|ів|ах)?",
    "mi": r"mi|miles?|мил[ьяиюе]|миль|милях",
    "nmi": r"nmi|nautical\s+miles?|морск(?:их|ая|ие)\s+мил[ьяие]",
    "m": r"m|met(?:er|re)s?|м|метр(?:а|ов|ах|ів)?",
}
_KM = {"km": 1.0, "mi": 1.609344, "nmi": 1.852, "m": 0.001}
_UNITS = "|".join(f"(?P<{name}>{words})" for name, words in _UNIT_KM.items())
_DISTANCE = (
    rf"(?:(?P<low>{_NUMBER})(?:\s*(?:-|–|—|to|and|or|и|до|та)\s*(?P<high>{_NUMBER}))?"
    rf"|(?P<one>an?|one|один|одном))\s*-?\s*(?:{_UNITS})\b\.?(?:\s*\([^)]*\))?"
)

# A name: up to what cannot belong to one. The words that end it are those that tell the next thing.
_STOP = (
    r"on|along|towards?|and|near|by|between|as|where|which|when|in\s+the\s+direction|at"
    r"|на|по|в\s+сторону|в\s+напрямку|у\s+напрямку|между|між|где|де"
)
_NAME = rf"(?:the\s+)?[«\"“”]?(?P<{{0}}>[^\s«\"“”](?:(?!\s+(?:{_STOP})\b)[^,;:()\n«»\"“”])*)"
_SETTLEMENT = (
    r"(?:(?:the\s+)?(?:(?:central|district|capital|port|border|small|north\w*|south\w*|east\w*|west\w*)\s+)*"
    r"(?:town|city|village|settlement|sub-prefecture)\s+of\s+(?:the\s+)?"
    r"|the\s+village\s+|(?:города|села|посёлка|поселка|деревни|міста|селища)\s+)?"
)
_ROAD = r"(?:axis|road|highway|route|motorway|railway|line)"
_ROAD_RU = r"(?:автомобильной\s+)?(?:трасс[еыу]|дорог[еиу]|шоссе|трас[іи]|дороз[і]|шосе)"
_DASH = r"\s*(?:-|–|—|−)\s*"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that another one is told by.

    Parameters
    ----------
    names : tuple of str
        Its name as it is written, and what else it may be, in the order in which to ask.
    start : int
        Where the name stands in the words.
    """

    names: tuple[str, ...]
    start: int


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


def _pattern(text: str) -> re.Pattern[str]:
    text = text.replace("{DISTANCE}", _DISTANCE).replace("{WIND}", f"(?P<wind>{WINDS})")
    for name in ("anchor", "other"):
        text = text.replace(f"{{{name}}}", _SETTLEMENT + _NAME.replace("{0}", name))
    for name, words in (("DASH", _DASH), ("ROAD", _ROAD), ("ДОРОГА", _ROAD_RU), ("WORD", r"\w[\w'’ʼ-]*")):
        text = text.replace(f"{{{name}}}", words)
    return re.compile(text, re.IGNORECASE)


_OF = r"(?:of|from|outside(?:\s+of)?|off|away\s+from)"
_TO_THE = r"(?:(?:away|out)\s+)?(?:(?:to\s+the|due|in\s+the|к|на|до)\s+)?"
# For each manner its patterns, those that say more first. What one has taken the next ones leave alone.
_WRITTEN: dict[Manner, str] = {
    "distance": rf"""
        {{DISTANCE}}\s+{_TO_THE}{{WIND}}\s+(?:{_OF}|от|від)\s+{{anchor}}
        {{DISTANCE}}\s+(?:away\s+)?(?:{_OF}|от|від)\s+{{anchor}}
        {{DISTANCE}}\s+radius\s+(?:of|around)\s+{{anchor}}
    """,
    "between": r"""
        (?:half-?way|midway|somewhere)?\s*\bbetween\s+{anchor}\s+and\s+{other}
        \b(?:между|між)\s+{anchor}\s+(?:и|і|й|та)\s+{other}
    """,
    "road": r"""
        \b(?:on|along)\s+the\s+{ROAD}\s+(?:between|from)\s+{anchor}\s+(?:and|to)\s+{other}
        \b(?:on|along)\s+(?:the\s+)?(?P<anchor>\w[\w'’ʼ]*){DASH}(?P<other>\w[\w'’ʼ]*)\s+{ROAD}
        \b(?:на|по|вдоль|уздовж|вздовж)\s+{ДОРОГА}\s+{anchor}(?:\s+[-–—−]\s+|[–—−]){other}
    """,
    "outskirts": rf"""
        \b(?:the\s+)?(?:(?:{WINDS})\s+)?(?:outskirts|suburbs?|edge|fringes?)\s+of\s+{{anchor}}
        \b(?:на\s+)?(?:(?:{WINDS})\s+)?(?:окраин[аеуы]?х?|пригород[еа]?)\s+{{anchor}}
        \b(?:на\s+)?(?:(?:{WINDS})\s+)?(?:околиц[іяюь]|передміст[іья])\s+{{anchor}}
    """,
    "coast": r"""
        \b(?:off|near)\s+the\s+(?:(?:\w+\s+)?coast|shore)\s+(?:of|at|near)\s+{anchor}
        \b(?:in\s+the\s+)?waters\s+(?:off|near)\s+{anchor}
        \b(?:у|возле|близ|біля|поблизу)\s+(?:побережья|берегов|узбережжя|берегів)\s+{anchor}
    """,
    "towards": r"""
        \b(?:in|on)\s+the\s+direction\s+of\s+{anchor}
        (?:\b(?:in|on|along)\s+)?\b(?:the\s+)?(?P<anchor>{WORD}(?:\s{WORD})?)\s+(?:direction|axis|sector)\b
        \b(?P<adjective>[а-яіїєґё'’ʼ-]+)\s+(?:направлени[еиюя]|напрям(?:ок|ку|і|ом)?)\b
    """,
    "direction": rf"""
        \b(?:just\s+)?{_TO_THE}{{WIND}}\s+(?:of|from|от|від)\s+{{anchor}}
        \b(?P<wind>(?-i:[а-яіїєґ])[\w-]+(?:нее|ніше))\s+(?:от\s+|від\s+)?{{anchor}}
    """,
    "near": r"""
        \b(?:in\s+the\s+)?(?:vicinity\s+of|area\s+around|close\s+to|near|around|outside(?:\s+of)?)\s+{anchor}
        \b(?:возле|около|близ|вблизи|неподал[её]ку\s+от|рядом\s+с)\s+{anchor}
        \b(?:біля|коло|поблизу|неподалік(?:\s+від)?|недалеко\s+від|поряд\s+з)\s+{anchor}
    """,
}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _patterns() -> tuple[tuple[Manner, re.Pattern[str]], ...]:
    # To compile them takes a tenth of a second, and most names need none.
    return tuple(
        (manner, _pattern(line.strip()))
        for manner, lines in _WRITTEN.items()
        for line in lines.strip().splitlines()
    )


# Words one of which every relation has: most names have none and are done with at once.
_ENGLISH = (
    "of from between near around off outside direction axis sector close vicinity road highway railway route"
    " waters"
)
_HINT = (
    rf"\d|\b(?:an?|one)\s+(?:mile|kilomet)|\b(?:{_ENGLISH.replace(' ', '|')}|между|між|окраин\w*|околиц\w*"
    r"|пригород\w*|передміст\w*|побереж\w*|узбереж\w*"
    r"|берег\w*|направлени\w*|напрям\w*|трасс?\w*|дорог\w*|дорозі|шосс?е|\w+нее|\w+ніше|от|від|возле|около|близ"
    r"|вблизи|неподал\w*|недалеко|рядом|поряд|біля|коло|поблизу)\b"
)
# Words and digits one of which every hint has that is written in ASCII.
_PARTS = re.compile("[a-z_]+|[0-9]")
_TELLING = frozenset((*_ENGLISH.split(), "a", "an", "one", *"0123456789"))


def _may_tell(text: str) -> bool:
    if text.isascii() and _TELLING.isdisjoint(_PARTS.findall(text.lower())):
        return False
    return bool(_compiled(_HINT).search(text))


# What follows the anchor and says along which road it is.
_WORD = r"(?!the\b|axis\b)\w[\w'’ʼ]*"
_TOWARDS = (
    rf"[\s,(]*(?:(?:on|along)\s+(?:the\s+)?(?:"
    rf"(?:way|road|route|highway)\s+to(?:wards)?\s+(?:the\s+)?(?P<to>{_WORD})"
    rf"|axis(?:\s|[-–—:])+(?P<a>{_WORD})(?:{_DASH}(?P<b>{_WORD}))?"
    rf"|(?P<c>{_WORD})(?:{_DASH}(?P<d>{_WORD}))?\s+{_ROAD}\b)"
    rf"|(?:between|між|между)\s+(?P<e>{_WORD})\s+(?:and|і|та|и)\s+(?P<f>{_WORD})"
    rf"|(?:towards?|in\s+the\s+direction\s+of|в\s+сторону|[ув]\s+напрямку)\s+(?P<g>{_WORD}))"
)


# What stands between a name and how it lies: "village of Pavika, located about".
_BEFORE = (
    r"[\s,(–—-]*(?:\b(?:is|was|a|an|the|small|village|town|situated|located|lies|lying|some|about|around|approximately|roughly"
    r"|nearly|almost|only|just|at|within|in|respectively|примерно|около|расположен\w*|в|за|приблизно|близько)\b[\s,(]*)*$"
)

_KIND_BEFORE = (
    r"^.*\b(?:village|town|city|mine|mining\s+site|hamlet|settlement)\s+of\s+|^(?:the\s+|in\s+|around\s+)*(?:village|town)\s+"
    r"|^(?:in|around|near)\s+|\s+(?:village|town|hamlet|locality|(?:mine|mining)(?:\s+site)?)$"
)

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
    if len(text.split(maxsplit=1)) < 2 or not _may_tell(text):
        return
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Relation]] = []
    for manner, pattern in _patterns():
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
        yield Anchor(_seats_of(match.group("adjective")), match.start("adjective"))
        return
    for group in ("anchor", "other"):
        if group in groups:
            bare = match.group(group).strip().rstrip(".!?")
            names = list(dict.fromkeys((bare, _CENTRE.sub("", bare)))) if _named(bare) else []
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
    unit = next((unit for unit in _KM if said.get(unit)), None)
    if unit is None:
        return None
    low, high = said.get("low"), said.get("high")
    least = _number(low) if low else 1.0
    most = _number(high) if high else least
    factor = _KM[unit]
    return min(least, most) * factor, max(least, most) * factor


def _number(text: str) -> float:
    grouped = re.fullmatch(r"\d{1,3}(?:[ \u00a0,]\d{3})+", text)
    return float(re.sub(r"[ \u00a0,]", "", text) if grouped else text.replace(",", "."))


def _towards(match: re.Match[str], anchor: Anchor) -> Anchor | None:
    after = _compiled(_TOWARDS).match(match.string, match.end())
    if after is None:
        return None
    own = {fold(name) for name in anchor.names}
    for group, name in after.groupdict().items():
        if name and fold(name) not in own and _named(name):
            return Anchor((name,), after.start(group))
    return None


def _head(before: str) -> str:
    cut = _compiled(_BEFORE).search(before)
    head = before[: cut.start()] if cut else before
    head = re.split(r"[.;:\n]", head)[-1].strip(" ,(")
    head = _compiled(_KIND_BEFORE).sub("", head).strip(" ,(")
    return head if _named(head) and len(head) <= _LONGEST_HEAD and "," not in head else ""
