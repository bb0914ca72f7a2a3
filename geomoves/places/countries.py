"""The countries of ISO 3166-1 with their usual English names and capitals.

The list is `data/countries.csv`: the codes of ISO 3166-1 and the user-assigned XK, with names and
capitals from GeoNames' country list (CC BY 4.0).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geomoves.errors import AssetError
from geomoves.places.folding import fold

__all__ = ["Country", "codes_named", "countries", "country_name"]

_FILE = Path(__file__).parent / "data" / "countries.csv"


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166-1 alpha-2 `code`, usual English `name`, `capital` (empty when it has none)."""

    code: str
    name: str
    capital: str


@cache
def countries() -> dict[str, Country]:
    """Return every country by its code.

    Raises
    ------
    AssetError
        The packaged list is missing.

    Examples
    --------
    >>> countries()["KP"]
    Country(code='KP', name='North Korea', capital='Pyongyang')
    """
    try:
        with open(_FILE, encoding="utf-8", newline="") as stream:
            return {row["code"]: Country(**row) for row in csv.DictReader(stream)}
    except OSError as error:
        raise AssetError(
            str(_FILE.name), "the packaged list of countries is missing", "install geomoves anew"
        ) from error


@cache
def _codes_by_name() -> dict[str, str]:
    return {fold(country.name): code for code, country in countries().items()}


def codes_named(text: str) -> tuple[str, ...]:
    """Return the codes of the countries that `text` names, in English or by its code in capitals.

    Examples
    --------
    >>> codes_named("Ukraine"), codes_named("UA"), codes_named("Donbas")
    (('UA',), ('UA',), ())
    """
    if text in countries():
        return (text,)
    key = fold(text)
    code = _codes_by_name().get(key.removeprefix("the "))
    return (code,) if code else ()


def country_name(code: str) -> str:
    """Return the usual English name of a country, or `code` itself where the list does not hold it.

    Examples
    --------
    >>> country_name("KP")
    'North Korea'
    """
    found = countries().get(code)
    return found.name if found is not None else code
