"""Words around a name: "City of X", "X Oblast", "port of X", "the X region", 청진시, 釜山港.

A wrapper says what kind of place is meant. Taking it off gives a `Reading`: the bare name and the
kinds that it may have.
"""

from __future__ import annotations

import re

from geomoves.places.kinds import SETTLEMENTS
from geomoves.values import value_class

__all__ = [
    "LAST_WORDS",
    "Reading",
    "ends_glued",
    "ends_with_wrapper",
    "is_kind_word",
    "is_worded",
    "named_after",
    "other_spelling",
    "split_containers",
    "starts_with_wrapper",
    "tells_glued",
    "tells_of_others",
    "unwrap",
]

# "site" and "place" say nothing about what stands there, so they fit every wrapper.
_ANYTHING = frozenset({"site", "place"})


@value_class(frozen=True, slots=True)
class Reading:
    """A name without its wrapper.

    Parameters
    ----------
    core : str
        The folded bare name.
    wrapper : str
        The words taken off, folded.
    kinds : frozenset of str
        What the wrapper asks for.
    otherwise : frozenset of str
        What it may also mean when nothing of `kinds` is known: the port of X is in the city X.
    bare : bool
        Whether the place is normally called by the bare name as well: the City of X is X, X Oblast is not.
    sense : str
        What tells it from other wrappers of the same kinds, empty for a loose one: Altai Krai is not the
        Altai Republic, and the Altai region may be either.
    """

    core: str
    wrapper: str
    kinds: frozenset[str]
    otherwise: frozenset[str] = frozenset()
    bare: bool = False
    sense: str = ""

    def agrees_with(self, other: Reading) -> bool:
        """Whether two wrappers can stand around one name of one place."""
        if self.sense and other.sense and self.sense != other.sense:
            return False
        return bool((self.kinds & other.kinds) - _ANYTHING)


def _group(*kinds: str) -> frozenset[str]:
    return frozenset(kinds) | _ANYTHING


_FIRST_LEVEL = _group("admin1")
_AREA = _group("admin1", "region", "admin2")
_DISTRICT = _group("admin2", "admin3")
_SETTLEMENT = SETTLEMENTS | _ANYTHING
_PORT = _group("port")
_NAVAL_BASE = _group("naval base", "base", "garrison")
_AIRFIELD = _group("airfield", "airport", "airbase")
_BASE = _group("base", "garrison", "airbase", "naval base", "airfield")
_RANGE = _group("range")
_STATION = _group("station")
_CROSSING = _group("crossing", "bridge")

_NOTHING: frozenset[str] = frozenset()

# The words, comma between them; kinds; otherwise; bare: the fields of a `Reading`.
_Row = tuple[str, frozenset[str], frozenset[str], bool]

_PREFIXES: tuple[_Row, ...] = (
    ("city of, town of, village of, settlement of, urban settlement of", _SETTLEMENT, _NOTHING, True),
    ("port city of, capital city of", _SETTLEMENT, _NOTHING, True),
    ("город, г, пгт, посёлок, поселок, село, деревня, місто, м, смт, селище", _SETTLEMENT, _NOTHING, True),
    ("port of, seaport of, sea port of, harbour of, harbor of, порт", _PORT, SETTLEMENTS, True),
    ("republic of, province of, республика, республіка", _FIRST_LEVEL, _NOTHING, True),
    ("region of, oblast of, krai of, governorate of", _AREA, _NOTHING, False),
    ("district of, raion of, county of", _DISTRICT, _NOTHING, False),
    ("airport of, аэропорт, аэродром, аеропорт, аеродром", _AIRFIELD, _NOTHING, False),
    ("railway station of, станция, станція", _STATION, _NOTHING, False),
    ("lake", _group("lake"), _NOTHING, False),
    ("river", _group("river"), _NOTHING, False),
    ("cape", _group("cape", "headland"), _NOTHING, False),
    ("полигон, полігон", _RANGE, _NOTHING, False),
)

_SUFFIXES: tuple[_Row, ...] = (
    ("oblast, krai, kray, republic, autonomous republic", _FIRST_LEVEL, _NOTHING, False),
    ("okrug, autonomous okrug, autonomous oblast", _FIRST_LEVEL, _NOTHING, False),
    ("region, province, governorate, territory, prefecture, voivodeship", _AREA, _NOTHING, False),
    # The Kharkiv area is what lies around Kharkiv, and not all of its oblast.
    ("area", _group("region"), _NOTHING, False),
    ("область, край", _AREA, _NOTHING, False),
    ("district, raion, rayon, county, район", _DISTRICT, _NOTHING, False),
    ("city, town, village", _SETTLEMENT, _NOTHING, False),
    ("port, seaport, sea port, harbour, harbor", _PORT, SETTLEMENTS, False),
    ("naval base", _NAVAL_BASE, _NOTHING, False),
    ("airport, international airport, airfield, air field, aerodrome", _AIRFIELD, _NOTHING, False),
    ("air base, airbase, air force base", _AIRFIELD, _NOTHING, False),
    ("garrison, base, military base, army base, barracks", _BASE, _NOTHING, False),
    ("range, training range, training ground, training area", _RANGE, _NOTHING, False),
    ("firing range, proving ground, polygon, military training ground", _RANGE, _NOTHING, False),
    ("station, railway station, train station", _STATION, _NOTHING, False),
    ("crossing, border crossing, checkpoint, bridge, railway bridge", _CROSSING, _NOTHING, False),
    ("cosmodrome", _group("cosmodrome"), _NOTHING, False),
    ("river", _group("river"), _NOTHING, False),
    ("lake", _group("lake"), _NOTHING, False),
    ("island", _group("island"), _NOTHING, False),
    ("peninsula", _group("peninsula"), _NOTHING, False),
)

# Korean writes the kind as the last syllables of the word; the longer come first.
_HANGUL_SUFFIXES: tuple[_Row, ...] = (
    ("특별시, 광역시, 직할시", _SETTLEMENT | {"admin1"}, _NOTHING, True),
    ("국제공항, 비행장, 공항", _AIRFIELD, _NOTHING, False),
    ("항", _PORT, SETTLEMENTS, True),
    ("역", _STATION, _NOTHING, False),
    ("시, 군", _SETTLEMENT | {"admin2"}, _NOTHING, True),
    ("구", _SETTLEMENT | {"admin2", "admin3"}, _NOTHING, True),
    ("읍, 리, 동", _SETTLEMENT | {"admin3"}, _NOTHING, True),
    ("도", _FIRST_LEVEL | {"island"}, _NOTHING, False),
)
# So does Chinese, in either form of the characters; what is only an area needs its word.
_HAN_SUFFIXES: tuple[_Row, ...] = (
    ("自治州, 自治区, 自治區, 边疆区, 邊疆區, 特别市, 特別市", _AREA, _NOTHING, False),
    ("国际机场, 國際機場, 机场, 機場", _AIRFIELD, _NOTHING, False),
    ("空军基地, 空軍基地", _AIRFIELD, _NOTHING, False),
    ("火车站, 火車站, 车站, 車站", _STATION, _NOTHING, False),
    ("港口, 港", _PORT, SETTLEMENTS, True),
    ("州, 省, 道", _AREA, _NOTHING, False),
    ("市", _SETTLEMENT | {"admin2"}, _NOTHING, True),
    ("县, 縣, 郡", _SETTLEMENT | {"admin2"}, _NOTHING, True),
    ("区, 區", _SETTLEMENT | {"admin2", "admin3"}, _NOTHING, True),
    ("镇, 鎮, 村, 里", _SETTLEMENT, _NOTHING, True),
)
_SHORTEST_CORE = 2

_Rest = tuple[frozenset[str], frozenset[str], bool]


def _by_words(rows: tuple[_Row, ...]) -> dict[str, _Rest]:
    return {
        words: (kinds, otherwise, bare) for row, kinds, otherwise, bare in rows for words in row.split(", ")
    }


_PREFIX_TABLE = _by_words(_PREFIXES)
_SUFFIX_TABLE = _by_words(_SUFFIXES)
_HANGUL_TABLE = _by_words(_HANGUL_SUFFIXES)
_HAN_TABLE = _by_words(_HAN_SUFFIXES)
_GLUED_ENDS = frozenset(words[-1] for words in (*_HANGUL_TABLE, *_HAN_TABLE))
# First-level areas of one country that may share their bare name.
_SENSES = {
    "oblast": "oblast",
    "oblast of": "oblast",
    "krai": "krai",
    "kray": "krai",
    "krai of": "krai",
    "republic": "republic",
    "republic of": "republic",
    "autonomous republic": "republic",
    "okrug": "okrug",
    "autonomous okrug": "okrug",
    "autonomous oblast": "autonomous oblast",
    "область": "oblast",
    "край": "krai",
    "республика": "republic",
    "республіка": "republic",
}
_MOST_WORDS = max(len(words.split()) for words in (*_PREFIX_TABLE, *_SUFFIX_TABLE))
_FIRST_WORDS = frozenset(words.split()[0] for words in _PREFIX_TABLE) | {"the"}
#: The last words of the wrappers that follow a name.
LAST_WORDS = frozenset(words.split()[-1] for words in _SUFFIX_TABLE)

_PARENTHESIS = re.compile(r"^\s*([^()]+?)\s*[(（]([^()]+)[)）]\s*$")
_COMMA = re.compile("[,，、;]")
_IN = re.compile(r"\s+in\s+(?:the\s+)?", re.IGNORECASE)


def unwrap(folded: str) -> Reading | None:
    """Return what `folded` means without the words that say its kind; None when there are none.

    Examples
    --------
    >>> reading = unwrap("the amur region")
    >>> reading.core, reading.wrapper
    ('amur', 'region')
    >>> unwrap("vladivostok") is None
    True
    """
    words = folded.split()
    if not words:
        return None
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) == 1:
        return _unwrap_glued(words[0])
    if words[0] not in _FIRST_WORDS and words[-1] not in LAST_WORDS:
        return None
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        # The longest wrapper wins: "X railway station" is no station called "X railway".
        for table, wrapper, rest in (
            (_PREFIX_TABLE, words[:count], words[count:]),
            (_SUFFIX_TABLE, words[-count:], words[:-count]),
        ):
            found = table.get(" ".join(wrapper))
            if found:
                said = " ".join(wrapper)
                return Reading(" ".join(rest), said, *found, _SENSES.get(said, ""))
    return None


def _unwrap_glued(word: str) -> Reading | None:
    """Take off what stands at the end of a word without a space, in Korean and Chinese."""
    if word[-1] not in _GLUED_ENDS:
        return None
    table = _HANGUL_TABLE if "가" <= word[-1] <= "힣" else _HAN_TABLE
    for suffix, (kinds, otherwise, bare) in table.items():
        core = word.removesuffix(suffix)
        if core != word and len(core) >= _SHORTEST_CORE:
            return Reading(core, suffix, kinds, otherwise, bare)
    return None


def ends_glued(word: str) -> bool:
    """Whether a folded word may have a wrapper at its end without a space, in Korean or Chinese.

    Never wrong when it says no.

    Examples
    --------
    >>> ends_glued("청진시"), ends_glued("청진")
    (True, False)
    """
    return word[-1:] in _GLUED_ENDS


def is_kind_word(folded: str) -> bool:
    """Whether a whole name is only a word for a kind of place.

    Examples
    --------
    >>> is_kind_word("полигон"), is_kind_word("port"), is_kind_word("kursk")
    (True, True, False)
    """
    return folded in _SUFFIX_TABLE or folded in _PREFIX_TABLE


# A site that no gazetteer holds often stands in or beside the settlement of the same name, and as often not.
_SITE_PREFIXES = frozenset("fort ft camp forts battery".split())
_SITE_SUFFIXES = frozenset(
    "station landing ford ferry mill mills bridge junction depot crossing crossroads springs wells gap point"
    " bluff bluffs courthouse township twp road harbor harbour".split()
)
_SITE_PAIRS = frozenset({"court house", "cross roads"})


def named_after(folded: str) -> str:
    """Return the bare name in a site's name, empty when it is no such name.

    Examples
    --------
    >>> named_after("fort leavenworth"), named_after("culpeper court house"), named_after("leavenworth")
    ('leavenworth', 'culpeper', '')
    """
    words = folded.split()
    if len(words) > 1 and words[0] in _SITE_PREFIXES:
        return " ".join(words[1:])
    if len(words) > 2 and " ".join(words[-2:]) in _SITE_PAIRS:
        return " ".join(words[:-2])
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in _SITE_SUFFIXES else ""


_SAME_WORDS = {
    "saint": "st", "st": "saint", "sainte": "ste", "ste": "sainte", "mount": "mt", "mt": "mount",
    "fort": "ft", "ft": "fort", "twp": "township", "co": "county", "isl": "island",
}  # fmt: skip


def other_spelling(folded: str) -> str:
    """Return a name with its abbreviated word in full, or the other way round; empty when it has none.

    Examples
    --------
    >>> other_spelling("st louis"), other_spelling("mount pleasant"), other_spelling("paris")
    ('saint louis', 'mt pleasant', '')
    """
    words = folded.split()
    if len(words) < 2 or _SAME_WORDS.keys().isdisjoint(words):
        return ""
    return " ".join(_SAME_WORDS.get(word, word) for word in words)


def starts_with_wrapper(word: str) -> bool:
    """Whether a name whose first folded word this is may be worth to `unwrap`."""
    return word in _FIRST_WORDS


def ends_with_wrapper(word: str) -> bool:
    """Whether a name whose last folded word this is may be worth to `unwrap`."""
    return word in LAST_WORDS


# English words without which no place is told by others.
_TELLING = frozenset(
    "of from off away between on along in near around outside close vicinity waters direction axis sector"
    " radius to road highway route motorway railway line area central"
    " downtown northern southern eastern western northeastern northwestern southeastern southwestern".split()
)
_FIRST_OF_MORE = _FIRST_WORDS | _SITE_PREFIXES
_LAST_OF_MORE = LAST_WORDS | _SITE_SUFFIXES | {pair.split()[-1] for pair in _SITE_PAIRS}
_ANYWHERE_IN_MORE = _TELLING | _SAME_WORDS.keys()


def tells_of_others(folded: str) -> bool:
    """Whether a name in Latin letters has a word with which places are told by others.

    Examples
    --------
    >>> tells_of_others("25 km nw of pokrovsk"), tells_of_others("novyi donbas")
    (True, False)
    """
    return not _TELLING.isdisjoint(folded.split(" "))


# The same in Chinese, which writes no spaces between the words.
_TELLING_GLUED = re.compile("以[东東西南北]|附近|周[边邊]|郊|公里|千米|海里|英里|之[间間]|外海|近海")


def tells_glued(name: str) -> bool:
    """Whether one word in Chinese characters may tell a place by others.

    Examples
    --------
    >>> tells_glued("基辅以北20公里"), tells_glued("基辅附近"), tells_glued("基辅")
    (True, True, False)
    """
    return bool(_TELLING_GLUED.search(name))


def is_worded(folded: str) -> bool:
    """Whether one of several words may be a wrapper, an abbreviation, a site's, or tell of another place.

    Never wrong when it says no.

    Examples
    --------
    >>> is_worded("port of odesa"), is_worded("st louis"), is_worded("novyi donbas")
    (True, True, False)
    """
    words = folded.split(" ")
    return words[0] in _FIRST_OF_MORE or words[-1] in _LAST_OF_MORE or not _ANYWHERE_IN_MORE.isdisjoint(words)


def split_containers(name: str) -> tuple[str, tuple[str, ...]]:
    """Split "X, Y", "X (Y, Z)" and "X in Y" into the name and what it lies in.

    Examples
    --------
    >>> split_containers("Blagoveshchensk, Amur Oblast")
    ('Blagoveshchensk', ('Amur Oblast',))
    >>> split_containers("Donetsk (Rostov Oblast, RU)")
    ('Donetsk', ('Rostov Oblast', 'RU'))
    >>> split_containers("Donetsk")
    ('Donetsk', ())
    """
    found = _PARENTHESIS.match(name)
    parts = [found.group(1), *_COMMA.split(found.group(2))] if found else _COMMA.split(name)
    if len(parts) == 1:
        parts = _IN.split(name)
    parts = [part.strip() for part in parts if part.strip()]
    return (parts[0], tuple(parts[1:])) if parts else (name, ())
