"""The quick answer to a bare name: what is called so and nothing else, or nobody.

Most names are asked for as they are called, and many are nobody's. Both are answered here by row, without
the steps of `geomoves.places.matching`, whose answer this always is: where anything has to be weighed, a
date, a wrapper, a case form, a country's people, None hands the question on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from unicodedata import normalize

from geomoves.places.index import NameIndex
from geomoves.places.layers import UNDATED, HitFields
from geomoves.places.names.commonwords import DIRECTIONS, LONGEST_AS_WRITTEN, NO_ANSWER, is_common_word
from geomoves.places.names.folding import fold
from geomoves.places.naming import EXACT, FOLDED, ROMANISED, how_named
from geomoves.places.packed.curated import packed_words
from geomoves.places.place import Candidate, Name, candidate
from geomoves.wording import tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["has_no_form", "is_nobodys", "quick_answer", "words_weighed"]

# So many ids are written sooner than it is told which of them are wanted.
_FEW = 12

# Signs that part a name from what it lies in.
_PARTED = frozenset(",，、;(（")
# From here on names may be declined, have their kind as a syllable or other forms of their characters.
_FIRST_READ_OTHERWISE = "\u0400"


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
    if key in words_weighed():
        return None
    hits, otherwise, ranked = index.told(key, most, name)
    if not hits:
        return None if otherwise or not _is_read_as_it_stands(index, name, key, spelling=True) else []
    row, text, called = hits[0]
    if len(hits) > 1 or otherwise or not key.isascii() or (called is not None and called is not UNDATED):
        return _called_so(index, name, key, hits, most, otherwise=otherwise, ranked=ranked)
    # Most names are those of one place, in Latin letters.
    if (name.islower() or not name.isascii()) and is_common_word(name, key):
        return None
    fit = EXACT
    if text != name and not _is_written(text, name):
        if len(key) <= LONGEST_AS_WRITTEN:
            return None
        fit = FOLDED
    return [candidate(index.place(row), fit, text, how_named(called))]


def is_nobodys(index: NameIndex, name: str, key: str) -> bool:
    """Whether surely nothing is called `name`; what is spelt almost so does not count.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    name, key : str
        The name as written, and folded.
    """
    return key not in words_weighed() and not index.holds(key) and _is_read_as_it_stands(index, name, key)


def has_no_form(index: NameIndex, name: str, key: str, *, otherwise: bool | None = None) -> bool:
    """Whether surely nothing has `name` in another form than it stands in.

    Every test is a look into a table of words or of checksums.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    name, key : str
        The name as written, and folded.
    otherwise : bool, optional
        Whether it may be known otherwise, where that was asked before.
    """
    return (
        key not in words_weighed()
        and not (index.knows_otherwise(key) if otherwise is None else otherwise)
        and _is_read_as_it_stands(index, name, key)
    )


def _is_read_as_it_stands(index: NameIndex, name: str, key: str, *, spelling: bool = False) -> bool:
    """Whether a name that is no form of another itself has none that is, nor one `spelling` almost so."""
    if not name.isalnum():
        if not _PARTED.isdisjoint(name):
            return False
        if " " in key and _wrappers().is_worded(key):
            return False
    if not key.isascii() and max(key) >= _FIRST_READ_OTHERWISE:
        read = _otherforms().forms_of(key)
        if read is None:
            return False
        forms, own = read
        for form in forms:
            if index.holds(form) and (index.hits(form) or index.knows_otherwise(form)):
                return False
            if spelling and index.close_to(form):
                return False
        for form in own:
            if index.holds(form) and index.hits(form):
                return False
    return bool(key) and not (spelling and index.close_to(key))


# Most names are read as they stand, and the first of them does not wait for what reads the others.


@cache
def _wrappers() -> ModuleType:
    from geomoves.places.names import wrappers

    return wrappers


@cache
def _romanising() -> ModuleType:
    from geomoves.places.names import romanising

    return romanising


@cache
def _otherforms() -> ModuleType:
    from geomoves.places.names import otherforms

    return otherforms


@cache
def words_weighed() -> frozenset[str]:
    """Return the keys that mean something beside a place: peoples, units, directions, no answer."""
    known = packed_words()
    if known is None:
        from geomoves.places.names.demonyms import demonyms
        from geomoves.places.names.units import units

        known = demonyms() | units()
    return known | DIRECTIONS | NO_ANSWER


def _called_so(
    index: NameIndex,
    asked: str,
    key: str,
    hits: Sequence[HitFields],
    most: int,
    *,
    otherwise: bool,
    ranked: bool,
) -> list[Candidate] | None:
    if is_common_word(asked, key):
        return None
    forms: tuple[str, ...] = ()
    romanised = False
    if not key.isascii():
        forms = _romanising().romanise(key)
    best = _fits(asked, hits)
    if best is None:
        return None
    if len(key) <= LONGEST_AS_WRITTEN and key.isascii() and any(fit != EXACT for _, fit in best.values()):
        return None
    for form in forms:
        # As many as may be wanted beside those that fit better.
        more, _, in_order = index.told(form, most + len(best))
        known = len(best)
        for hit in more:
            if _has_years(hit[2]):
                return None
            best.setdefault(hit[0], (hit, ROMANISED))
        ranked = ranked and in_order and (len(best) == known or not romanised)
        romanised = romanised or len(best) > known
    # What is called so by its own name fits better than by another reading; who has only one is weighed.
    if otherwise and not index.rows_otherwise(key) <= best.keys():
        return None
    if len(best) == 1:
        chosen = list(best.values())
    elif ranked:
        chosen = _foremost(best, most)
    else:
        chosen = _first(index, best, most)
    latin = (tell("reason.latin", name=asked),) if chosen[-1][1] == ROMANISED else ()
    usual, another, place = how_named(None), how_named(UNDATED), index.place
    return [
        candidate(
            place(row),
            fit,
            text,
            latin
            if fit == ROMANISED
            else usual
            if name is None
            else another
            if name is UNDATED
            else how_named(name),
        )
        for (row, text, name), fit in chosen
    ]


def _fits(asked: str, hits: Sequence[HitFields]) -> dict[int, tuple[HitFields, float]] | None:
    """Return by row the name of each place that fits best, and how well; None when one has years."""
    best: dict[int, tuple[HitFields, float]] = {}
    for hit in hits:
        row, text, name = hit
        if name is not None and name is not UNDATED and _has_years(name):
            return None
        if text == asked or _is_written(text, asked):
            if row not in best or best[row][1] < EXACT:
                best[row] = hit, EXACT
        elif row not in best:
            best[row] = hit, FOLDED
    return best


def _is_written(text: str, asked: str) -> bool:
    """Whether a name that is another text is written as it was asked for, accents put together or apart."""
    return not (text.isascii() and asked.isascii()) and normalize("NFC", text) == normalize("NFC", asked)


def _has_years(name: Name | None) -> bool:
    return name is not None and (name.from_year is not None or name.to_year is not None)


def _foremost(best: dict[int, tuple[HitFields, float]], most: int) -> list[tuple[HitFields, float]]:
    """Return the first `most` of some namesakes that are ranked already, but for how well their names fit."""
    hits = list(best.values())
    if len({fit for _, fit in hits}) > 1:
        hits.sort(key=lambda hit: -hit[1])
    return hits[:most]


def _first(
    index: NameIndex, best: dict[int, tuple[HitFields, float]], most: int
) -> list[tuple[HitFields, float]]:
    """Return the first `most` of some namesakes with their fits: as they are ranked in every answer."""
    rows = list(best)
    standings = index.standings(rows)
    if len(rows) > max(most, _FEW):
        # Only those that may come first need their ids, which decide among equals.
        orders = sorted(
            (-fit, *standing) for standing, (_, fit) in zip(standings, best.values(), strict=True)
        )
        last = orders[most - 1]
        kept = [
            row for row, standing in zip(rows, standings, strict=True) if (-best[row][1], *standing) <= last
        ]
        if len(kept) < len(rows):
            return _first(index, {row: best[row] for row in kept}, most)
    ranked = [
        (-fit, group, size, place_id, hit, fit)
        for (group, size), place_id, (hit, fit) in zip(
            standings, index.ids_of(rows), best.values(), strict=True
        )
    ]
    ranked.sort()
    return [(hit, fit) for *_, hit, fit in ranked[:most]]
