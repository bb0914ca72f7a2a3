"""Words for what belongs to a country and who lives there: "Russian", "North Koreans", "українські".

Such a word names the country and no settlement. `data/demonyms.csv` holds the words, written down by hand
from common usage: English ones for every larger state, Russian and Ukrainian ones for those that reports of
this part of the world speak of. A form that ends in a hyphen is the stem of an adjective.
"""

from __future__ import annotations

from functools import cache

from geomoves.places.datafiles import open_table
from geomoves.places.names.folding import fold

__all__ = ["countries_of", "demonyms"]

# The endings of an adjective in -ск- and -ськ-, in all cases.
_ENDINGS = {
    "ru": "ий ого ому им ом ая ой ую ою ое ие их ими".split(),
    "uk": "ий ого ому им ім а ої ій у ою е і их ими".split(),
}


def countries_of(folded: str) -> tuple[str, ...]:
    """Return the ISO codes of the countries that a folded word is the adjective or the people of.

    Examples
    --------
    >>> countries_of("north koreans"), countries_of("российскими"), countries_of("українські")
    (('KP',), ('RU',), ('UA',))
    >>> countries_of("korean"), countries_of("kursk")
    (('KP', 'KR'), ())
    """
    return _table(in_english=folded.isascii()).get(folded, ())


def demonyms() -> frozenset[str]:
    """Return every folded word that `countries_of` knows."""
    return frozenset(_table(in_english=True) | _table(in_english=False))


@cache
def _table(*, in_english: bool) -> dict[str, tuple[str, ...]]:
    import csv

    found: dict[str, tuple[str, ...]] = {}
    with open_table("demonyms.csv", "list of demonyms") as stream:
        for row in csv.DictReader(stream):
            if (row["language"] == "en") != in_english:
                continue
            codes = tuple(row["codes"].split("|"))
            for form in row["forms"].split("|"):
                stem = form.removesuffix("-")
                endings = _ENDINGS[row["language"]] if stem != form else ("",)
                found |= dict.fromkeys((fold(stem + ending) for ending in endings), codes)
    return found
