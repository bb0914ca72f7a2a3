"""Close spellings: what a name that nobody knows may have been meant to be.

They are suggestions and no answers. The distance is the number of letters added, left out, changed
or swapped with their neighbour (optimal string alignment).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from operator import or_

__all__ = ["Speller", "edits_between", "most_edits"]

# Below this length every name is close to some other.
_SHORTEST = 4

# So many letters at one end have to agree when only likely keys are wanted.
_END = 3

# The keys with such an end: all of them, and by the lengths that were asked for those of about that length.
_Ends = dict[str, dict[int, list[tuple[int, str]]]]
_ALL = 0


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

    Examples
    --------
    >>> edits_between("donetsk", "donestk", 2), edits_between("kursk", "donetsk", 2)
    (1, 3)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        row = [i] * (len(b) + 1)
        least = i
        for j, other in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before_last[j - 2] + 1)
            row[j] = cost
            least = min(least, cost)
        if least > most:
            return most + 1
        before_last, last = last, row
    return min(last[-1], most + 1)


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
        return sorted(
            _close(key, most, (entry for length in lengths for entry in self._by_length.get(length, ())))
        )

    def likely_for(self, key: str) -> Sequence[tuple[int, str]]:
        """Return (edits, key) of the close keys that begin or end with the same three letters.

        For a name that is nobody's this looks at a handful of keys, where `close_to` looks at all of them.

        Examples
        --------
        >>> Speller(["donetsk", "kursk"]).likely_for("donestk"), Speller(["kursk"]).likely_for("korks")
        ([(1, 'donetsk')], [])
        """
        starting, ending = self._by_ends
        start, end = key[:_END], key[-_END:]
        begun, ended = starting.get(start), ending.get(end)
        if begun is None and ended is None:
            return []
        size = len(key)
        most = most_edits(size)
        if not most:
            return []
        likely = self._of_length(begun, size, most) if begun is not None else ()
        others = self._of_length(ended, size, most) if ended is not None else ()
        if not likely and not others:
            return []
        return sorted(_close(key, most, {*likely, *others}))

    @staticmethod
    def _of_length(
        entries: dict[int, list[tuple[int, str]]], size: int, most: int
    ) -> Sequence[tuple[int, str]]:
        """Return the entries of about a length, gathered when it is first asked for."""
        found = entries.get(size)
        if found is None:
            found = [entry for entry in entries[_ALL] if -most <= len(entry[1]) - size <= most]
            entries[size] = found
        return found

    @cached_property
    def _by_ends(self) -> tuple[_Ends, _Ends]:
        starting: _Ends = {}
        ending: _Ends = {}
        for entries in self._by_length.values():
            for entry in entries:
                starting.setdefault(entry[1][:_END], {_ALL: []})[_ALL].append(entry)
                ending.setdefault(entry[1][-_END:], {_ALL: []})[_ALL].append(entry)
        return starting, ending


def _close(key: str, most: int, entries: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    mask = _mask(key)
    for other_mask, other in entries:
        # One edit adds at most one new letter and loses at most one.
        if (mask & ~other_mask).bit_count() > most or (other_mask & ~mask).bit_count() > most:
            continue
        edits = edits_between(key, other, most)
        if edits <= most:
            yield edits, other


def _mask(key: str) -> int:
    return reduce(or_, map(_BITS.__getitem__, key), 0)


class _Bits(dict[str, int]):
    """The bit that stands for each letter, worked out when it is first met."""

    def __missing__(self, letter: str) -> int:
        bit = self[letter] = 1 << (ord(letter) & 63)
        return bit


_BITS = _Bits()
