"""Which of the names that the sources give a place are names of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from geomoves.places.names.folding import fold

__all__ = ["US_STATES", "at_home", "other_names", "radius_of", "with_type"]

_LONGEST = 80
_SHORTEST_LATIN = 4
_ABBREVIATION = re.compile(r"[A-Z]{3}|(?:[A-Z][a-z]{0,2}\. ?){1,3}")
_NOT_IN_NAMES = re.compile(r"[()\[\]{}<>;:|/\\\"=@#*+_~^%$§]|https?|\d{3}| - ")

# Words that stand in every text: no place is looked for under them, whatever a source says.
_WORDS = frozenset(
    (
        "the and for was were with from that this have has had are but not you all can her his one our out"
        " day get him how man new now old see two way who boy did its let put say she too use dad mom into"
        " over than then them they what when will your about after again also been before being between both"
        " came come could each even every first here into just know last like long look made make many more"
        " most much must name next only other said same should since some such take their there these thing"
        " think those through time under very well were where which while would north south east west central"
        " upper lower northern southern eastern western city town village county district region province"
        " state country river lake island mountain port airport station street road border front army march"
        " may june july april monday"
    ).split()
)

#: Usual abbreviations of the states of the US, postal and traditional, by ISO code.
US_STATES = {
    "AL": "Ala.", "AK": "", "AZ": "Ariz.|A. T.|Ariz. Ter.|Arizona Territory", "AR": "Ark.",
    "CA": "Calif.|Cal.", "CO": "Colo.|Col. Ter.|Colo. Ter.|Colorado Territory", "CT": "Conn.",
    "DE": "Del.", "DC": "D. C.|D.C.", "FL": "Fla.", "GA": "Ga.", "HI": "",
    "ID": "Idaho Ter.|Idaho Territory", "IL": "Ill.|Ills.", "IN": "Ind.", "IA": "", "KS": "Kans.|Kan.",
    "KY": "Ky.", "LA": "La.", "ME": "Me.", "MD": "Md.", "MA": "Mass.", "MI": "Mich.", "MN": "Minn.",
    "MS": "Miss.", "MO": "Mo.", "MT": "Mont.", "NE": "Nebr.|Neb.",
    "NV": "Nev.|Nev. Ter.|Nevada Territory", "NH": "N. H.|N.H.", "NJ": "N. J.|N.J.",
    "NM": "N. Mex.|N. Mex. Ter.|New Mexico Territory|N. M.|N.M.", "NY": "N. Y.|N.Y.", "NC": "N. C.|N.C.",
    "ND": "N. Dak.|N.D.", "OH": "", "OK": "Okla.", "OR": "Oreg.|Ore.", "PA": "Pa.|Penn.|Penna.",
    "RI": "R. I.|R.I.", "SC": "S. C.|S.C.", "SD": "S. Dak.|S.D.", "TN": "Tenn.|Ten.", "TX": "Tex.",
    "UT": "Utah Ter.|Utah Territory", "VT": "Vt.", "VA": "Va.",
    "WA": "Wash.|Wash. Ter.|Washington Territory", "WV": "W. Va.|W.Va.", "WI": "Wis.|Wisc.", "WY": "Wyo.",
}  # fmt: skip


def other_names(usual: str, names: Iterable[str], *, short: bool = False) -> list[str]:
    """Return the usual name and those others that a text could mean the place by.

    Airport codes, single words of every text, transliterations in small letters and remarks are left out.

    Parameters
    ----------
    usual : str
        The usual name, kept as it is.
    names : iterable of str
        The others.
    short : bool
        Whether abbreviations of two and three capitals count: of countries and first-level areas they do.
    """
    kept = [usual]
    for raw in names:
        name = unicodedata.normalize("NFC", " ".join(raw.split()))
        if _is_name(name, short=short):
            kept.append(name)
    return kept


def _is_name(name: str, *, short: bool) -> bool:
    if not name or len(name) > _LONGEST or _NOT_IN_NAMES.search(name):
        return False
    key = fold(name)
    if not key or not any(letter.isalpha() for letter in key) or key in _WORDS:
        return False
    if key.isascii():
        if len(key) < _SHORTEST_LATIN and not (short and _ABBREVIATION.fullmatch(name)):
            return False
        # A Latin name has a capital; what has none is a transliteration letter by letter.
        return any(letter.isupper() for letter in name)
    return len(key) > 1 or not key[0].islower()


# Which countries write in a script, beside Latin letters. Of a small place elsewhere the sources have names
# in it that a program made.
_SCRIPTS: dict[str, tuple[tuple[int, int], str]] = {
    "Cyrillic": ((0x400, 0x52F), "AM AZ BA BG BY EE GE KG KZ LT LV MD ME MK MN RS RU TJ TM UA UZ XK"),
    "Greek": ((0x370, 0x3FF), "CY GR AL"),
    "Armenian": ((0x530, 0x58F), "AM AZ GE"),
    "Hebrew": ((0x590, 0x5FF), "IL PS"),
    "Arabic": (
        (0x600, 0x6FF),
        (
            "AE AF BH CN DJ DZ EG EH ER IL IN IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SS"
            " SY TD TJ TN TR YE"
        ),
    ),
    "Georgian": ((0x10A0, 0x10FF), "GE"),
    "Ethiopic": ((0x1200, 0x139F), "ET ER"),
    "Thai": ((0xE00, 0xE7F), "TH"),
    "Indic": ((0x900, 0xDFF), "IN NP BD LK PK MV BT"),
    "Tibetan": ((0xF00, 0xFFF), "CN BT IN NP"),
    "Myanmar": ((0x1000, 0x109F), "MM"),
    "Khmer": ((0x1780, 0x17FF), "KH"),
    "Hangul": ((0xAC00, 0xD7AF), "KP KR CN"),
    "Kana": ((0x3040, 0x30FF), "JP"),
    "Han": ((0x3400, 0x9FFF), "CN HK JP KP KR MO MY SG TW"),
}


def at_home(names: Iterable[str], country: str) -> list[str]:
    """Return the names in Latin letters and in the scripts that are written in a country."""
    foreign = [span for span, where in _SCRIPTS.values() if country not in where.split()]
    return [
        name
        for name in names
        if name.isascii() or not any(low <= ord(letter) <= high for letter in name for low, high in foreign)
    ]


def radius_of(population: int) -> float:
    """Return the usual radius of a settlement, kilometres: the rule of the curated gazetteer."""
    steps = ((5e6, 25), (1e6, 15), (5e5, 12), (2e5, 9), (1e5, 7), (5e4, 5), (1e4, 3))
    return next((float(radius) for least, radius in steps if population > least), 2.0)


_TYPES = {
    "Province", "Region", "Governorate", "Department", "Prefecture", "County", "State", "District", "Parish",
    "Municipality", "Oblast", "Voivodship", "Canton", "Division",
}  # fmt: skip


def with_type(names: Iterable[str], kind: str) -> list[str]:
    """Return the first English name with what it is behind it: "Kigali Province"."""
    first = next(iter(names), "")
    if kind not in _TYPES or not first.isascii() or kind.casefold() in first.casefold():
        return []
    return [f"{first} {kind}"]
