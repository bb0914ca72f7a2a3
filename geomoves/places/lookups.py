"""Looking a name up the long way: all that `geomoves.places.quick` hands on.

What is called so comes first; a name that nothing is called may tell a place by others ("25 km NW of
Pokrovsk"); then what is spelt almost so is suggested, and the online service asked, where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from geomoves.places.areas import anywhere
from geomoves.places.index import NameIndex
from geomoves.places.matching import match_of, rank, suggestions
from geomoves.places.names.wrappers import tells_glued
from geomoves.places.place import Candidate, Place
from geomoves.places.queries import ask
from geomoves.places.resolution.document import Document

__all__ = ["has_words", "look_up"]


def look_up(
    index: NameIndex,
    name: str,
    *,
    countries: frozenset[str] | None,
    year: int | None,
    kinds: frozenset[str] | None,
    most: int,
    search: Callable[[str], Sequence[Candidate]] | None,
) -> list[Candidate]:
    """Return the places that are called `name`, the best first; see `Gazetteer.lookup`.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    name : str
        The name as written, without spaces around it.
    countries : frozenset of str or None
        ISO 3166-1 alpha-2 codes of the theatre; None for everywhere.
    year : int or None
        When the name was written.
    kinds : frozenset of str or None
        The kinds that are wanted; None for all.
    most : int
        How many candidates at most.
    search : callable or None
        Asks an online service; only for a name that nothing is called.
    """
    document = Document(countries=countries)

    def accepts(place: Place) -> bool:
        return document.in_theatre(place) and (kinds is None or place.kind in kinds)

    found = ask(index, name, year, accepts)
    if (found.doubt or not found.known) and has_words(name):
        from geomoves.places.relative.asking import Scope, look_up_relative

        told = look_up_relative(Scope(index, year, document.in_theatre, countries), name)
        if told:
            return [answer for answer in told if kinds is None or answer.place.kind in kinds][:most]
    matches = list(found.matches)
    if not found.known:
        if (countries or kinds) and ask(index, name, year, anywhere).known:
            # It is a known name, only not in there: what is spelt almost so is not what was meant.
            return []
        matches += suggestions(index, name, year, accepts, countries)
        if search:
            matches += [match_of(answer) for answer in search(name) if accepts(answer.place)]
        unique = {match.place.id: match for match in reversed(matches)}
        matches = rank(unique.values())
    return [match.candidate() for match in matches[:most]]


def has_words(name: str) -> bool:
    """Whether a name may be of several words, as every one is that tells a place by others.

    Examples
    --------
    >>> has_words("near Kursk"), has_words("基辅附近"), has_words("Kursk")
    (True, True, False)
    """
    return len(name.split(maxsplit=1)) > 1 or (not name.isascii() and tells_glued(name))
