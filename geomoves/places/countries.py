"""The countries of ISO 3166-1 with their usual English names and capitals.

The list is `data/countries.csv`: the codes of ISO 3166-1 and the user-assigned XK, with names and
capitals from GeoNames' country list (CC BY 4.0). `data/country-names.csv` has their names in other
languages, from the Unicode CLDR (Unicode License v3); ``scripts/build_country_names.py`` writes it.
"""

from __future__ import annotations

from functools import cache

from geomoves.places.datafiles import open_table
from geomoves.places.names.folding import fold
from geomoves.values import value_class
from geomoves.wording import ENGLISH, spoken_language

__all__ = ["Country", "codes_named", "countries", "country_name"]


@value_class(frozen=True, slots=True)
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
    import csv

    with open_table("countries.csv", "list of countries") as stream:
        return {row["code"]: Country(**row) for row in csv.DictReader(stream)}


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
    """Return the usual name of a country in the language that is spoken, English by default.

    A code that the list does not hold is returned as it is.

    Examples
    --------
    >>> country_name("KP")
    'North Korea'
    """
    found = countries().get(code)
    if found is None:
        return code
    language = spoken_language()
    return found.name if language == ENGLISH else _names_in(language).get(code, found.name)


@cache
def _names_in(language: str) -> dict[str, str]:
    import csv

    with open_table("country-names.csv", "list of countries' names") as stream:
        return {row["code"]: row[language] for row in csv.DictReader(stream) if row.get(language)}
