"""The words by which places are told by others, as patterns: English, Russian, Ukrainian, Korean and Chinese.

What they say, `geomoves.places.relative.relations` reads.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from geomoves.places.relative.compass import EASTERN_WINDS, WINDS
from geomoves.places.relative.numerals import NUMERALS

__all__ = [
    "BEFORE", "COUNTED", "FARTHEST_KM", "KIND_BEFORE", "KM", "TOWARDS", "Manner", "compiled", "may_tell",
    "patterns",
]  # fmt: skip

Manner = Literal["distance", "direction", "near", "outskirts", "between", "road", "towards", "coast"]

_NUMBER = r"(?:\d+\s+)?\d+/\d+|\d*[¼½¾]|\d{1,3}(?:[ \u00a0,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_UNIT_KM = {
    "km": (
        r"km|kms|kilomet(?:er|re)s?|км|километр(?:а|е|ов|ах)?|кілометр(?:а|и|і|ів|ах)?"
        r"|㎞|킬로(?:미터)?|公里|千米"
    ),
    "mi": r"mi|miles?|мил[ьяиюе]|миль|милях|마일|英里",
    "nmi": r"nmi|nm|nautical\s+miles?|морск(?:их|ая|ие)\s+мил[ьяие]|해리|海里",
    "m": r"m|met(?:er|re)s?|м|метр(?:а|ов|ах|ів)?|미터|米",
}
#: How many kilometres a unit is.
KM = {"km": 1.0, "mi": 1.609344, "nmi": 1.852, "m": 0.001}
_UNITS = "|".join(f"(?P<{name}>{words})" for name, words in _UNIT_KM.items())
# After a unit no letter follows, but in scripts that write no space there.
_UNIT_ENDS = r"(?![^\W가-힣㐀-鿿])"
_ANY_UNIT = "|".join(_UNIT_KM.values())
# A number that ends something else is none of its own: "1e9 km", "-5 km".
_NOTHING_BEFORE = r"(?<![^\W가-힣㐀-鿿])(?<!\d[.,])(?<!^[-−])(?<![\s(][-−])"
_RANGE = r"\s*(?:-|–|—|to|and|or|и|или|до|та|або)\s*"
_DISTANCE = (
    rf"{_NOTHING_BEFORE}(?:(?P<low>{_NUMBER})(?:{_RANGE}(?P<high>{_NUMBER}))?"
    rf"|(?P<few>{NUMERALS})(?:{_RANGE}(?P<many>{NUMERALS}))?)"
    rf"\s*-?\s*(?:{_UNITS}){_UNIT_ENDS}\.?(?:\s*\([^)]*\)|,?\s+or\s+(?:{_NUMBER})\s*-?\s*(?:{_ANY_UNIT})\b,?)?"
)
#: Farther than half around the earth nothing lies.
FARTHEST_KM = 20_004.0
#: What was counted and not read, before what would be a direction alone: "5 leagues north of X" is not
# somewhere north of X, as "a village north of X" is.
COUNTED = (
    rf"(?:\d[^\s()]*|(?!(?:an?|one|один|одном)\b)\b(?:{NUMERALS}))[\s-]*(?:[^\s()]+\s*)?(?:\([^)]*\)\s*)?$"
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


# A name in Korean, of few words, with its particle; one in Chinese.
_KOREAN = "(?P<{0}>[가-힣]+?(?:\\s[가-힣]+?){{0,2}})"
_CHINESE = "(?P<{0}>[㐀-鿿·]{{2,12}}?)"


def _pattern(text: str) -> re.Pattern[str]:
    for name in ("anchor", "other"):
        text = text.replace(f"{{곳:{name}}}", _KOREAN.format(name))
        text = text.replace(f"{{地:{name}}}", _CHINESE.format(name))
    text = text.replace("{쪽}", f"(?P<wind>{EASTERN_WINDS})")
    text = text.replace("{DISTANCE}", _DISTANCE).replace("{WIND}", f"(?P<wind>{WINDS})")
    for name in ("anchor", "other"):
        text = text.replace(f"{{{name}}}", _SETTLEMENT + _NAME.replace("{0}", name))
    for name, words in (
        ("DASH", _DASH),
        ("ROAD", _ROAD),
        ("END", _ENDS),
        ("ДОРОГА", _ROAD_RU),
        ("WORD", r"\w[\w'’ʼ-]*"),
    ):
        text = text.replace(f"{{{name}}}", words)
    return re.compile(text, re.IGNORECASE)


_OF = r"(?:of|from|outside(?:\s+of)?|off|away\s+from)"
_KO_FROM, _KO_TO, _ZH_FROM = (
    "(?:에서|으로부터|로부터|의)",
    "(?:으로|에서)",
    "(?:距离?|距離?|位于|位於|[在离離从從])",
)
_COMPARED = r"(?P<wind>(?-i:[а-яіїєґ])[\w-]+(?:нее|ніше))\s+(?:от\s+|від\s+)?{anchor}"
_TO_THE = r"(?:(?:away|out)\s+)?(?:(?:to\s+the|due|in\s+the|к|на|до)\s+)?"
# In Korean and Chinese the place itself comes last: "서울 서쪽 인천" is Incheon. So nothing may follow.
_ENDS = (
    r"(?=\s*(?:떨어진(?!\w)\s*)?(?:지점|해상|지역|곳|방면|상공|해역|处|處|外|地区|地區|海域|上空|一[带帶]|的地方)?(?:에서|에|의|으로)?"
    r"\s*(?:$|[.,;)。，；）]))"
)
# "Northern Fleet" is a name: only in small letters a side is a side of a town.
# For each manner its patterns, those that say more first. What one has taken the next ones leave alone.
_WRITTEN: dict[Manner, str] = {
    "distance": rf"""
        {{DISTANCE}}\s+{_TO_THE}{{WIND}}\s+(?:{_OF}|от|від)\s+{{anchor}}
        {{DISTANCE}}\s+(?:away\s+)?(?:{_OF}|от|від)\s+{{anchor}}
        {{DISTANCE}}\s+radius\s+(?:of|around)\s+{{anchor}}
        {{DISTANCE}}\s+{_COMPARED}
        {{곳:anchor}}{_KO_FROM}?\s+(?:약\s*)?{{쪽}}(?:쪽|방|부)?{_KO_TO}?\s+(?:약\s*)?{{DISTANCE}}{{END}}
        {{곳:anchor}}{_KO_FROM}\s+(?:약\s*)?{{DISTANCE}}\s+(?:떨어진\s+)?{{쪽}}(?:쪽|방|부){{END}}
        {{곳:anchor}}{_KO_FROM}\s+(?:약\s*)?{{DISTANCE}}\s+떨어진{{END}}
        {_ZH_FROM}?{{地:anchor}}市?以?{{쪽}}(?:方向|[面方部侧側])?[大约約]*{{DISTANCE}}{{END}}
    """,
    "between": r"""
        (?:half-?way|midway|somewhere)?\s*\bbetween\s+{anchor}\s+and\s+{other}
        \b(?:между|між)\s+{anchor}\s+(?:и|і|й|та)\s+{other}
        {곳:anchor}(?:와|과)\s+{곳:other}\s*사이{END}
        在?{地:anchor}市?[和与與及、]{地:other}市?之[间間]{END}
    """,
    "road": r"""
        \b(?:on|along)\s+the\s+{ROAD}\s+(?:between|from)\s+{anchor}\s+(?:and|to)\s+{other}
        \b(?:(?:on|along)\s+)?(?:the\s+)?(?<![-–—−])(?<![-–—−]\s)\b(?P<anchor>\w[\w'’ʼ]*){DASH}(?P<other>\w[\w'’ʼ]*)\s+{ROAD}
        \b(?:на|по|вдоль|уздовж|вздовж)\s+{ДОРОГА}\s+{anchor}(?:\s+[-–—−]\s+|[–—−]){other}
    """,
    "outskirts": rf"""
        \b(?:the\s+)?(?:(?:{WINDS})\s+)?(?:outskirts|suburbs?|edge|fringes?)\s+of\s+{{anchor}}
        \b(?:на\s+)?(?:(?:{WINDS})\s+)?(?:окраин[аеуы]?х?|пригород(?:ах|[еа])?)\s+{{anchor}}
        \b(?:на\s+)?(?:(?:{WINDS})\s+)?(?:околиц(?:ях|[іяюь])|передміст(?:ях|[іья]))\s+{{anchor}}
        ^\s*(?:in\s+)?(?-i:central|downtown|(?:north|south|east|west)(?:[\s-]?(?:east|west))?ern)\s+{{anchor}}$
        ^\s*(?:in\s+)?(?:the\s+)?(?:city\s+)?cent(?:er|re)\s+of\s+{{anchor}}$
        ^\s*(?:[ву]\s+)?центр(?:е|і)?\s+{{anchor}}$
        ^\s*на\s+(?:север|юг|восток|запад|півноч|півдн|сход|заход)[еі]\s+{{anchor}}$
        {{곳:anchor}}\s+(?:외곽|교외){{END}}
        在?{{地:anchor}}市?(?:郊区|郊區|郊外|近郊|市郊){{END}}
    """,
    "coast": r"""
        \b(?:off|near)\s+the\s+(?:(?:\w+\s+)?coast|shore)\s+(?:of|at|near)\s+{anchor}
        \b(?:in\s+the\s+)?waters\s+(?:off|near)\s+{anchor}
        \b(?:у|возле|близ|біля|поблизу)\s+(?:побережья|берегов|узбережжя|берегів)\s+{anchor}
        {곳:anchor}\s+(?:앞바다|연안|근해){END}
        在?{地:anchor}市?(?:外海|近海|附近海域){END}
    """,
    "towards": r"""
        \b(?:in|on)\s+the\s+direction\s+of\s+{anchor}
        (?:\b(?:in|on|along)\s+)?\b(?:the\s+)?(?P<anchor>{WORD}(?:\s{WORD})?)\s+(?:direction|axis|sector)\b
        \b(?P<adjective>[а-яіїєґё'’ʼ-]+)\s+(?:направлени[еиюя]|напрям(?:ок|ку|і|ом)?)\b
    """,
    "direction": rf"""
        \b(?:just\s+)?{_TO_THE}{{WIND}}\s+(?:of|from|от|від)\s+{{anchor}}
        \b{_COMPARED}
        {{곳:anchor}}{_KO_FROM}?\s+{{쪽}}(?:쪽|방){{END}}
        在?{{地:anchor}}市?以{{쪽}}{{END}}
    """,
    "near": r"""
        \b(?:in\s+the\s+)?(?:vicinity\s+of|area\s+(?:around|of)|not\s+far\s+from|close\s+to|near|around|outside(?:\s+of)?)\s+{anchor}
        \b(?:the\s+)?(?P<anchor>(?!the\b){WORD}(?:\s{WORD})?)\s+area(?=\s*(?:$|[,.;:)]))
        \b(?:возле|около|близ|вблизи|(?:неподал[её]ку|недалеко|поблизости)\s+от|рядом\s+с|вокруг|в\s+(?:районе|окрестностях))\s+{anchor}
        \b(?:біля|коло|поблизу|неподалік(?:\s+від)?|недалеко\s+від|поряд\s+з|навколо|[ву]\s+(?:районі|околицях))\s+{anchor}
        {곳:anchor}\s+(?:인근|부근|근처|일대){END}
        在?{地:anchor}市?(?:附近|周边|周邊){END}
    """,
}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of this module, made ready once."""
    return re.compile(pattern, re.IGNORECASE)


@cache
def patterns() -> tuple[tuple[Manner, re.Pattern[str], bool], ...]:
    """Return the patterns, each with its manner and whether it is Korean or Chinese."""
    # To compile them takes a tenth of a second, and most names need none.
    return tuple(
        (manner, _pattern(line.strip()), "{곳:" in line or "{地:" in line)
        for manner, lines in _WRITTEN.items()
        for line in lines.strip().splitlines()
    )


# Words one of which every relation has: most names have none and are done with at once.
_ENGLISH = (
    "of from between near around off outside direction axis sector close vicinity road highway railway route"
    " motorway line waters area central downtown northern southern eastern western northeastern northwestern"
    " southeastern southwestern center centre"
)
# "Of" alone stands in "City of X" as well.
_OF_WHAT = (
    rf"(?:(?:north|east|south|west)\w*|[nesw]{{1,3}}|outskirts|suburbs?|edge|fringes?|area|{_ANY_UNIT})"
    r"\.?\s+of"
)
_HINT = (
    rf"\d|\b(?:an?|one)\s+(?:mile|kilomet)|\b(?:{_OF_WHAT}|{_ENGLISH.removeprefix('of ').replace(' ', '|')}"
    r"|между|між|окраин\w*|околиц\w*"
    r"|пригород\w*|передміст\w*|побереж\w*|узбереж\w*"
    r"|берег\w*|направлени\w*|напрям\w*|трасс?\w*|дорог\w*|дорозі|шосс?е|\w+нее|\w+ніше|от|від|возле|около|близ"
    r"|вблизи|неподал\w*|недалеко|рядом|поряд|біля|коло|поблизу|поблизости"
    r"|вокруг|навколо|центр[еі]?|на|районе|районі|окрестностях)\b"
    r"|쪽|사이|외곽|교외|앞바다|연안|근해|인근|부근|근처|일대|以|之[间間]|郊|附近|周[边邊]|海"
)
# Words and digits one of which every hint has that is written in ASCII.
_PARTS = re.compile("[a-z_]+|[0-9]")
_TELLING = frozenset((*_ENGLISH.split(), "a", "an", "one", *"0123456789"))


def may_tell(text: str) -> bool:
    """Whether a text has one of the words that every relation has; most have none."""
    if text.isascii() and _TELLING.isdisjoint(_PARTS.findall(text.lower())):
        return False
    return bool(compiled(_HINT).search(text))


#: What follows the anchor and says along which road it is.
_WORD = r"(?!the\b|axis\b)\w[\w'’ʼ]*"
TOWARDS = (
    rf"[\s,(]*(?:(?:on|along)\s+(?:the\s+)?(?:"
    rf"(?:way|road|route|highway)\s+to(?:wards)?\s+(?:the\s+)?(?P<to>{_WORD})"
    rf"|axis(?:\s|[-–—:])+(?P<a>{_WORD})(?:{_DASH}(?P<b>{_WORD}))?"
    rf"|(?P<c>{_WORD})(?:{_DASH}(?P<d>{_WORD}))?\s+{_ROAD}\b)"
    rf"|(?:between|між|между)\s+(?P<e>{_WORD})\s+(?:and|і|та|и)\s+(?P<f>{_WORD})"
    rf"|(?:towards?|in\s+the\s+direction\s+of|в\s+сторону|[ув]\s+напрямку)\s+(?P<g>{_WORD}))"
)


#: What stands between a name and how it lies: "village of Pavika, located about".
BEFORE = (
    r"[\s,(–—-]*(?:\b(?:is|was|a|an|the|small|village|town|situated|located|lies|lying|some|about|around|approximately|roughly"
    r"|nearly|almost|only|just|at|within|in|respectively|примерно|около|расположен\w*|в|за|приблизно|близько)\b[\s,(]*)*$"
)

#: What says the kind of the place before the relation.
KIND_BEFORE = (
    r"^.*\b(?:village|town|city|mine|mining\s+site|hamlet|settlement)\s+of\s+|^(?:the\s+|in\s+|around\s+)*(?:village|town)\s+"
    r"|^(?:in|around|near)\s+|\s+(?:village|town|hamlet|locality|(?:mine|mining)(?:\s+site)?)$"
)
