"""The quick answer to a bare name: what is called so and nothing else, or nobody.

Most names are asked for as they are called, and many are nobody's. Both are answered here by row, without
the steps of `geomoves.places.matching`, whose answer this always is: where anything has to be weighed, a
date, a wrapper, a case form, a country's people, None hands the question on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from operator import itemgetter

from geomoves.places.index import NameIndex
from geomoves.places.layers import Hit
from geomoves.places.matching import EXACT, FOLDED, ROMANISED, group_of, how_named
from geomoves.places.names.demonyms import countries_of
from geomoves.places.names.folding import fold
from geomoves.places.names.romanising import romanise
from geomoves.places.names.units import is_unit
from geomoves.places.names.wrappers import (
    ends_with_wrapper,
    is_kind_word,
    named_after,
    other_spelling,
    starts_with_wrapper,
)
from geomoves.places.place import Candidate
from geomoves.wording import tell

__all__ = ["quick_answer"]

_ORDER = itemgetter(0, 1, 2)

# Signs that part a name from what it lies in, and English words without which no place is told by others.
_PARTED = re.compile("[,，、;(（]")
# In these scripts names are declined, have their kind as a syllable or other forms of their characters.
_READ_OTHERWISE = re.compile("[\u0400-\u052f\u1100-\u11ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
_TELLING = frozenset(
    "of from off away between on along in near around outside close vicinity waters direction axis sector"
    " radius to".split()
)


def quick_answer(index: NameIndex, name: str, most: int) -> list[Candidate] | None:
    """Return the candidates of a bare name, or None when there is more to ask.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    name : str
        The name as written, without spaces around it.
    most : int
        How many candidates at most.
    """
    key = fold(name)
    if countries_of(key):
        return None
    hits = index.hits(key)
    if hits:
        return _called_so(index, name, key, hits, most)
    if _PARTED.search(name) or (not key.isascii() and _READ_OTHERWISE.search(key)):
        return None
    if named_after(key) or other_spelling(key):
        return None
    words = key.split()
    if len(words) != 1 and not (words and _plain(words)):
        return None
    if index.knows_otherwise(key) or index.close_to(key):
        return None
    return []


def _plain(words: Sequence[str]) -> bool:
    """Whether several words have no wrapper around them and tell of no other place."""
    return (
        words[0] != "the"
        and not starts_with_wrapper(words[0])
        and not ends_with_wrapper(words[-1])
        and _TELLING.isdisjoint(words)
    )


def _called_so(
    index: NameIndex, asked: str, key: str, hits: Sequence[Hit], most: int
) -> list[Candidate] | None:
    if is_unit(key) or (asked.islower() and is_kind_word(key)):
        return None
    best: dict[int, tuple[float, int, int, Hit, tuple[str, ...]]] = {}
    written = asked if asked.isascii() else unicodedata.normalize("NFC", asked)
    for hit in hits:
        if _has_years(hit):
            return None
        fit = _fit(hit.text, written)
        known = best.get(hit.row)
        if known is None or -fit < known[0]:
            size, kind = index.size_and_kind(hit.row)
            best[hit.row] = -fit, group_of(kind), -size, hit, how_named(hit.name)
    for form in romanise(key):
        for hit in index.hits(form):
            if _has_years(hit):
                return None
            if hit.row not in best:
                size, kind = index.size_and_kind(hit.row)
                best[hit.row] = -ROMANISED, group_of(kind), -size, hit, (tell("reason.latin", name=asked),)
    # What is called so by its own name fits better than by another reading; who has only one is weighed.
    if index.knows_otherwise(key) and not index.rows_otherwise(key) <= best.keys():
        return None
    ranked = sorted(best.values(), key=_ORDER)
    if len(ranked) > 1 and len({one[:3] for one in ranked}) < len(ranked):
        # Ids decide only among equals: most of the time nobody has to write them.
        ranked.sort(key=lambda one: (*one[:3], index.place(one[3].row).id))
    return [
        Candidate(index.place(hit.row), round(-lack, 4), hit.text, reasons)
        for lack, _, _, hit, reasons in ranked[:most]
    ]


def _has_years(hit: Hit) -> bool:
    name = hit.name
    return name is not None and (name.from_year is not None or name.to_year is not None)


def _fit(text: str, written: str) -> float:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return EXACT if text == written else FOLDED
