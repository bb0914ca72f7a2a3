"""GeoNames' dump files: what a line must hold, and what it says of a place.

=====================  ===================================================================================
``allCountries.txt``   and the files of single countries, such as ``UA.txt``: a place a line, 19 cells
``alternateNamesV2``   names with their language and years, 10 cells; named together with the former
=====================  ===================================================================================

The cells stand between tabulators, in UTF-8, without a header. See https://download.geonames.org/export/dump/readme.txt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from geomoves.errors import Problem
from geomoves.places.arguments import LONGEST_NAME
from geomoves.places.countries import countries
from geomoves.places.names.languages import LANGUAGE_TAG

__all__ = [
    "AlternateName", "DumpRow", "alternate_name", "dump_row", "kind_of", "no_name",
]  # fmt: skip

_DUMP_CELLS = 19
_ALTERNATE_CELLS = 10

_DIGITS = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]+)?")
_YEAR = re.compile(r"-?([0-9]{4})(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_SHORT_CODE = re.compile(r"[A-Za-z0-9]{1,3}|[A-Z0-9]{4}|[a-z]{4}")
_LONGEST_CODE = 4
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")

_MOST_INHABITANTS = 4_000_000_000

# What stands among names and is none: links, post codes, codes of airports and ports, codes of databases.
_NO_LANGUAGES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "unlc", "tcid", "fr_1793"})
_ABBREVIATION = "abbr"

_CITY, _TOWN = 50_000, 5_000

_OF_CODE: Mapping[str, str] = {
    code: kind
    for kind, codes in {
        "country": "PCL PCLD PCLF PCLI PCLS PCLIX",
        "admin1": "ADM1",
        "admin2": "ADM2",
        "admin3": "ADM3 ADM4 ADM5",
        "region": "RGN RGNE RGNL TERR ZN ZNB PRSH ADMD ADMS AREA CST COLF PLN DSRT UPLD PLAT DLTA TUND",
        "city": "PPLC PPLA",
        "suburb": "PPLX",
        "ocean": "OCN", "sea": "SEA", "gulf": "GULF",
        "bay": "BAY BAYS BGHT COVE FJD FJDS INLT LGN LGNS",
        "strait": "STRT CHN CHNM SD NRWS",
        "river": "STM STMA STMB STMC STMD STMH STMI STMIX STMM STMQ STMS STMSB STMX CNL CNLN",
        "lake": "LK LKC LKI LKN LKNI LKO LKOI LKS LKSC LKSI LKSN LKX RSV RSVI RSVT PND PNDS",
        "island": "ISL ISLET ISLF ISLM ISLS ISLT ISLX ATOL",
        "peninsula": "PEN PENX",
        "mountains": "MTS HLLS RDGE",
        "mountain": "MT MTU PK PKS HLL VLC",
        "cape": "CAPE PT PTS HDLD",
        "pass": "PASS GAP",
        "valley": "VAL VALS VALX",
        "airport": "AIRP", "airbase": "AIRB", "airfield": "AIRF AIRQ AIRS",
        "port": "PRT HBR HBRX ANCH",
        "station": "RSTN RSTP",
        "bridge": "BDG",
        "fort": "FT",
        "base": "MILB INSM",
        "naval base": "NVB",
        "garrison": "BRKS",
        "range": "RNGA",
        "crossing": "CSTM FY PSTB",
    }.items()
    for code in codes.split()
}  # fmt: skip
_OF_CLASS = {
    "A": "",
    "H": "place",
    "L": "place",
    "R": "place",
    "S": "site",
    "T": "place",
    "U": "place",
    "V": "place",
}

# Areas and settlements that are no more: their names would stand for what is there today.
_GONE = frozenset("ADM1H ADM2H ADM3H ADM4H ADM5H ADMDH PCLH PPLCH PPLH RGNH".split())


class DumpRow(NamedTuple):
    """What a line of a dump says."""

    number: int
    name: str
    ascii_name: str
    alternates: str
    lat: float
    lon: float
    kind: str
    country: str
    admin1: str
    admin2: str
    population: int


class AlternateName(NamedTuple):
    """What a line of ``alternateNamesV2`` says: years are None where they are open or not known."""

    number: int
    text: str
    from_year: int | None
    to_year: int | None


def kind_of(feature_class: str, code: str, population: int) -> str:
    """Return the kind of place of a GeoNames feature, empty for one that is left out.

    Left out are areas and settlements that are no more, and roads of the sea floor: what has no kind.

    Examples
    --------
    >>> kind_of("P", "PPL", 60_000), kind_of("P", "PPL", 0), kind_of("S", "AIRP", 0), kind_of("A", "ADM1H", 0)
    ('city', 'settlement', 'airport', '')
    """
    if code in _GONE:
        return ""
    kind = _OF_CODE.get(code)
    if kind is not None:
        return kind
    if feature_class == "P":
        if population >= _CITY:
            return "city"
        if population >= _TOWN:
            return "town"
        return "village" if population else "settlement"
    return _OF_CLASS.get(feature_class, "")


def dump_row(line: str, file: str, number: int) -> DumpRow | list[Problem]:
    """Return what a line of a dump says, or everything that is wrong in it.

    Parameters
    ----------
    line : str
        The line without its end.
    file, number : str, int
        Where it stands, for the problems.
    """
    cells = line.split("\t")
    if len(cells) != _DUMP_CELLS:
        message = f"the line has {len(cells)} cells between tabulators, a dump of GeoNames has {_DUMP_CELLS}"
        return [Problem(message, "", "take the file as GeoNames gives it", file, number, line[:80])]
    place_id, name, ascii_name, alternates, lat, lon, feature_class, code, country = cells[:9]
    inhabitants = cells[14]
    right = (
        _DIGITS.fullmatch(place_id)
        and 0 < len(name) <= LONGEST_NAME
        and not name.isspace()
        and not _CONTROLS.search(name)
        and _NUMBER.fullmatch(lat)
        and _NUMBER.fullmatch(lon)
        and (not inhabitants or (inhabitants.isascii() and inhabitants.isdigit()))
    )
    if right:
        latitude, longitude = float(lat), float(lon)
        population = int(inhabitants or 0)
        if -90 <= latitude <= 90 and -180 <= longitude <= 180 and population <= _MOST_INHABITANTS:
            kind = kind_of(feature_class, code, population)
            # What the code stands for today is not known of codes of states that are no more.
            known = country if country in countries() else ""
            return DumpRow(
                int(place_id), name, ascii_name, alternates, latitude, longitude, kind, known,
                cells[10], cells[11], population,
            )  # fmt: skip
    return _problems(cells, file, number)


def _problems(cells: list[str], file: str, number: int) -> list[Problem]:
    problems: list[Problem] = []

    def wrong(field: str, message: str, value: str, remedy: str) -> None:
        problems.append(Problem(message, field, remedy, file, number, value))

    if not _DIGITS.fullmatch(cells[0]):
        wrong("geonameid", "this is no number of a place", cells[0], "give digits only")
    if not cells[1].strip():
        wrong("name", "this is empty", "", "give the place's name")
    elif _CONTROLS.search(cells[1]):
        wrong("name", "this holds what is no letter", ascii(cells[1]), "take the file as GeoNames gives it")
    elif len(cells[1]) > LONGEST_NAME:
        wrong("name", f"a name has at most {LONGEST_NAME} characters", cells[1], "shorten it")
    for field, value, most in (("latitude", cells[4], 90), ("longitude", cells[5], 180)):
        if not (_NUMBER.fullmatch(value) and -most <= float(value) <= most):
            wrong(field, f"this is no number from -{most} to {most}", value, "give degrees with a point")
    people = cells[14]
    if people and not (people.isascii() and people.isdigit() and int(people) <= _MOST_INHABITANTS):
        wrong("population", "this is no number of inhabitants", people, "write digits only")
    return problems


def alternate_name(line: str, file: str, number: int) -> AlternateName | list[Problem] | None:
    """Return what a line of ``alternateNamesV2`` says, None when it is no name, or what is wrong in it.

    A name that is no longer in use and of which nobody says until when is none: it would stand for what
    is there today.
    """
    cells = line.split("\t")
    if len(cells) != _ALTERNATE_CELLS:
        message = (
            f"the line has {len(cells)} cells between tabulators, alternateNamesV2 has {_ALTERNATE_CELLS}"
        )
        return [Problem(message, "", "take the file as GeoNames gives it", file, number, line[:80])]
    _, place_id, language, text, _, _, colloquial, historic, first, last = cells
    if not _DIGITS.fullmatch(place_id):
        message = "this is no number of a place"
        return [Problem(message, "geonameid", "give digits only", file, number, place_id)]
    if not text.strip() or len(text) > LONGEST_NAME:
        message = f"a name has 1 to {LONGEST_NAME} characters"
        return [Problem(message, "alternate name", "take the file as GeoNames gives it", file, number, text)]
    if language in _NO_LANGUAGES or language == _ABBREVIATION or colloquial == "1" or no_name(text):
        return None
    if language and not LANGUAGE_TAG.fullmatch(language):
        return None
    from_year, to_year = _year(first), _year(last)
    if historic == "1" and to_year is None:
        return None
    return AlternateName(int(place_id), text, from_year, to_year)


def _year(text: str) -> int | None:
    found = _YEAR.fullmatch(text.strip())
    return int(found.group(1)) if found and not text.startswith("-") else None


def no_name(text: str) -> bool:
    """Whether a text among a place's other names is rather a code or a word of the language.

    Dumps hold codes of airports and ports among names ("was" for Washington), and words such as "the".

    Examples
    --------
    >>> no_name("WAS"), no_name("the"), no_name("Ufa"), no_name("서울"), no_name("2024")
    (True, True, True, False, True)
    """
    if not text.isascii():
        return bool(_CONTROLS.search(text))
    if len(text) > _LONGEST_CODE and text.isprintable() and not text.isdigit():
        return "://" in text
    return (
        bool(_SHORT_CODE.fullmatch(text)) or text.isdigit() or "://" in text or bool(_CONTROLS.search(text))
    )
