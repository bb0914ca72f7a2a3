"""Close spellings: what a name that nobody knows may have been meant to be.

They are suggestions and no answers. The distance is the number of letters added, left out, changed
or swapped with their neighbour (optimal string alignment).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from operator import or_

__all__ = ["Speller", "edits_between", "most_edits"]

# Below this length every name is close to some other.
_SHORTEST = 4

# So many letters at one end have to agree when only likely keys are wanted.
_END = 3

# A key after its letters as a bit mask.
_Entry = tuple[int, str]


def most_edits(length: int) -> int:
    """Return how many edits a name of `length` characters may be away and still be called close.

    Examples
    --------
    >>> [most_edits(length) for length in (3, 4, 6, 7, 12)]
    [0, 1, 1, 2, 2]
    """
    if length < _SHORTEST:
        return 0
    return 1 if length < 7 else 2


def edits_between(a: str, b: str, most: int) -> int:
    """Return the edits that turn `a` into `b`, or `most` + 1 when they are more than `most`.

    Each column of the table of distances is held as the bits of a few numbers: Hyyrö, *A Bit-Vector Algorithm
    for Computing Levenshtein and Damerau Edit Distances* (Nordic Journal of Computing 10, 2003).

    Examples
    --------
    >>> edits_between("donetsk", "donestk", 2), edits_between("kursk", "donetsk", 2)
    (1, 3)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    if not a:
        return len(b)
    where: dict[str, int] = {}
    for at, letter in enumerate(a):
        where[letter] = where.get(letter, 0) | 1 << at
    last = 1 << (len(a) - 1)
    every = 2 * last - 1
    # Where a column rises and falls against the row above, and where it equals its upper left neighbour.
    rises, falls, equal, here_before = every, 0, 0, 0
    edits = len(a)
    for rest, letter in enumerate(b, 1 - len(b)):
        here = where.get(letter, 0)
        swapped = (~equal & here) << 1 & here_before
        equal = (((here & rises) + rises) ^ rises) | here | falls | swapped
        up, down = falls | ~(equal | rises), equal & rises
        if up & last:
            edits += 1
        elif down & last:
            edits -= 1
        # No letter that is still to come takes away more than one.
        if edits + rest > most:
            return most + 1
        up, down = up << 1 | 1, down << 1
        rises, falls, here_before = (down | ~(equal | up)) & every, up & equal & every, here
    return min(edits, most + 1)


class Speller:
    """Finds the keys that are close to a key.

    Parameters
    ----------
    keys : iterable of str
        The folded names to choose from.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        # By length, with the set of letters as a bit mask: most keys are ruled out by two numbers.
        self._by_length: dict[int, list[tuple[int, str]]] = {}
        for key in sorted(set(keys)):
            self._by_length.setdefault(len(key), []).append((_mask(key), key))

    def close_to(self, key: str) -> Sequence[tuple[int, str]]:
        """Return (edits, key) of every close key, the closest first.

        Examples
        --------
        >>> Speller(["donetsk", "kursk"]).close_to("donestk")
        [(1, 'donetsk')]
        """
        most = most_edits(len(key))
        lengths = range(max(1, len(key) - most), len(key) + most + 1) if most else ()
        return _close(key, (entry for length in lengths for entry in self._by_length.get(length, ())))

    def likely_for(self, key: str) -> Sequence[tuple[int, str]]:
        """Return (edits, key) of the close keys that begin or end with the same three letters.

        For a name that is nobody's this looks at a handful of keys, where `close_to` looks at all of them.

        Examples
        --------
        >>> Speller(["donetsk", "kursk"]).likely_for("donestk"), Speller(["kursk"]).likely_for("korks")
        ([(1, 'donetsk')], ())
        """
        starting, ending = self._by_ends
        size = len(key)
        begun, ended = starting.get(key[:_END]), ending.get(key[-_END:])
        likely = begun[size] if begun is not None else ()
        others = ended[size] if ended is not None else ()
        if not likely and not others:
            return ()
        return _close(key, (*likely, *others))

    @cached_property
    def _by_ends(self) -> tuple[dict[str, _SameEnd], dict[str, _SameEnd]]:
        starting: dict[str, _SameEnd] = {}
        ending: dict[str, _SameEnd] = {}
        for entries in self._by_length.values():
            for entry in entries:
                starting.setdefault(entry[1][:_END], _SameEnd()).entries.append(entry)
                ending.setdefault(entry[1][-_END:], _SameEnd()).entries.append(entry)
        return starting, ending


class _SameEnd(dict[int, Sequence[_Entry]]):
    """By the length of a key: those of the `entries` that are about as long, gathered when first wanted."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []

    def __missing__(self, size: int) -> Sequence[_Entry]:
        most = most_edits(size)
        lengths = range(size - most, size + most + 1) if most else ()
        found = self[size] = tuple(entry for entry in self.entries if len(entry[1]) in lengths)
        return found


def _close(key: str, entries: Iterable[_Entry]) -> Sequence[tuple[int, str]]:
    """Return (edits, key) of those entries that are close to a key, each once and the closest first."""
    mask, most = _mask(key), most_edits(len(key))
    found = {
        (edits, other)
        for other_mask, other in entries
        # One edit adds at most one new letter and loses at most one.
        if (mask & ~other_mask).bit_count() <= most
        and (other_mask & ~mask).bit_count() <= most
        and (edits := edits_between(key, other, most)) <= most
    }
    return sorted(found) if found else ()


def _mask(key: str) -> int:
    return reduce(or_, map(_BITS.__getitem__, key), 0)


class _Bits(dict[str, int]):
    """The bit that stands for each letter, worked out when it is first met."""

    def __missing__(self, letter: str) -> int:
        bit = self[letter] = 1 << (ord(letter) & 63)
        return bit


_BITS = _Bits()
