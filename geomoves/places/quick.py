"""The quick answer to a bare name: what is called so and nothing else, or nobody.

Most names are asked for as they are called, and many are nobody's. Both are answered here by row, without
the steps of `geomoves.places.matching`, whose answer this always is: where anything has to be weighed, a
date, a wrapper, a case form, a country's people, None hands the question on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from geomoves.places.demonyms import countries_of
from geomoves.places.folding import fold
from geomoves.places.index import NameIndex
from geomoves.places.layers import Hit
from geomoves.places.matching import EXACT, FOLDED, group_of, how_named
from geomoves.places.place import Candidate
from geomoves.places.romanising import romanise
from geomoves.places.wrappers import ends_with_wrapper, starts_with_wrapper

__all__ = ["quick_answer"]

# Signs that part a name from what it lies in, and English words without which no place is told by others.
_PARTED = re.compile("[,，、;(（]")
# In these scripts names are declined, have their kind as a syllable, and are read in Latin letters.
_READ_OTHERWISE = re.compile("[\u0400-\u052f\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
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
    index: NameIndex, name: str, key: str, hits: Sequence[Hit], most: int
) -> list[Candidate] | None:
    if key.isascii():
        others = index.rows_otherwise(key) if index.knows_otherwise(key) else set()
    else:
        others = {hit.row for form in romanise(key) for hit in index.hits(form)}
    # What is called so by its own name fits better than by another reading; whoever else has one is weighed.
    if others and not others <= {hit.row for hit in hits}:
        return None
    written = name if name.isascii() else unicodedata.normalize("NFC", name)
    if len(hits) == 1:
        hit = hits[0]
        if hit.name is not None and (hit.name.from_year is not None or hit.name.to_year is not None):
            return None
        return [_candidate(index, hit, _fit(hit.text, written))]
    best: dict[int, tuple[float, Hit]] = {}
    for hit in hits:
        if hit.name is not None and (hit.name.from_year is not None or hit.name.to_year is not None):
            return None
        fit = _fit(hit.text, written)
        known = best.get(hit.row)
        if known is None or fit > known[0]:
            best[hit.row] = fit, hit
    ranked = sorted(best.values(), key=lambda one: (-one[0], *_order(index, one[1].row)))
    return [_candidate(index, hit, fit) for fit, hit in ranked[:most]]


def _fit(text: str, written: str) -> float:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return EXACT if text == written else FOLDED


def _order(index: NameIndex, row: int) -> tuple[int, int, str]:
    size, kind = index.size_and_kind(row)
    return group_of(kind), -size, index.place(row).id


def _candidate(index: NameIndex, hit: Hit, fit: float) -> Candidate:
    return Candidate(index.place(hit.row), fit, hit.text, how_named(hit.name))
