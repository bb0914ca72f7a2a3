"""Bare names that surely mean no place inside a theatre, told by row.

Of a long list most are such: nobody's, or only of places elsewhere. The answer is always that of
`geomoves.places.resolution`; where anything has to be weighed, None hands the question on.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomoves.places.index import NameIndex
from geomoves.places.layers import HitFields
from geomoves.places.local import labels_by_row
from geomoves.places.names.commonwords import is_common_word
from geomoves.places.names.folding import fold
from geomoves.places.names.wrappers import named_after, other_spelling, split_containers, unwrap
from geomoves.places.naming import EXACT, FOLDED, not_known
from geomoves.places.quick import has_no_form, words_weighed
from geomoves.wording import say

__all__ = ["why_unknown"]

_ARTICLE = "the "


def why_unknown(index: NameIndex, name: str, theatre: frozenset[str] | None) -> tuple[str, ...] | None:
    """Return why a name is unknown, None when it may be known or more has to be asked.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    name : str
        A name that tells no place by others.
    theatre : frozenset of str or None
        ISO 3166-1 alpha-2 codes of the countries that it may lie in; None for everywhere.

    Returns
    -------
    tuple of str, or None
        The reasons, in the language that is spoken.
    """
    key = fold(name)
    hits, otherwise, _ = index.told(key)
    if hits:
        # How a name reads in other scripts, and what dates do to it, is weighed elsewhere.
        if theatre is None or not key.isascii() or is_common_word(name, key):
            return None
        if not _are_outside(theatre, [index.country(row) for row, _, _ in hits]):
            return None
        for _, _, other in hits:
            if other is not None and (other.from_year is not None or other.to_year is not None):
                return None
    if not has_no_form(index, name, key, otherwise=otherwise) and not (
        hits and theatre and _has_no_form_inside(index, name, key, hits, theatre, otherwise=otherwise)
    ):
        return None
    known = not_known(in_theatre=bool(theatre))
    if not hits:
        return (known,)
    return known, say("reason.left_out", places=labels_by_row(index, _ranked(index, hits, name.strip())))


def _are_outside(theatre: frozenset[str], countries: list[str]) -> bool:
    """Whether places in such countries all lie outside a theatre; what is in none lies in every one."""
    return "" not in countries and theatre.isdisjoint(countries)


def _has_no_form_inside(
    index: NameIndex,
    name: str,
    key: str,
    hits: Sequence[HitFields],
    theatre: frozenset[str],
    *,
    otherwise: bool,
) -> bool:
    """Whether surely no place in a theatre has a name in another form: "X" or "X Oblast" for "X Airport".

    Of a name in Latin letters that is only of places elsewhere.
    """
    if key in words_weighed():
        return False
    # Who else is called "the X", "X in Y", or "Mt X" for "Mount X" is asked elsewhere.
    if key.startswith(_ARTICLE) or other_spelling(key) or split_containers(name)[1]:
        return False
    if otherwise and not index.rows_otherwise(key) <= {row for row, _, _ in hits}:
        return False
    reading = unwrap(key)
    for form in (key, reading.core if reading else "", named_after(key)):
        if not form:
            continue
        called, also, _ = (hits, otherwise, False) if form is key else index.told(form)
        countries = [index.country(row) for row, _, _ in called]
        if also:
            countries += map(index.country, index.rows_otherwise(form))
            countries += [entry.place.country for entry, _ in index.unwrapped(form)]
        if not _are_outside(theatre, countries):
            return False
    return True


def _ranked(index: NameIndex, hits: Sequence[HitFields], written: str) -> Sequence[int]:
    """Return the rows of what is called so as `geomoves.places.matching.rank` sorts the places."""
    if len(hits) == 1:
        return [hits[0][0]]
    fits: dict[int, float] = {}
    for row, text, _ in hits:
        fits[row] = max(fits.get(row, FOLDED), EXACT if text == written else FOLDED)
    return sorted(fits, key=lambda row: (-fits[row], *index.standing(row), index.id(row)))
