"""What a list of the data block repeats of others: the codes that leave it out.

Claims on one thing say mostly the same of it, a leg says what its claims say, and a day has one name
(`geomoves.maps.columns.DERIVED` names all such lists). Only the rows that differ are written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from geomoves.coded import Coded, Column, Ints, Lists, Numbers, taken
from geomoves.maps.decoding import at_path
from geomoves.maps.differing import different
from geomoves.maps.encoding import Code, Encoder

__all__ = ["Derived", "Deriver", "Path"]

Path: TypeAlias = tuple[str, ...]
#: How a list follows from others: ``("like", path, index path)``, ``("lead", index path)``,
#: ``("members", index path, lead path)``, ``("same", path)``, ``("beside", path)`` or ``("by", path, …)``.
Derived: TypeAlias = Mapping[Path, tuple[Any, ...]]

_LARGEST_EXACT = 2**53
#: Up to so many combinations of cells are told apart by their number.
_MOST_COMBINATIONS = 1 << 31
#: Where there are so many times more of them than rows, sorting is quicker.
_FEW_IN_MANY = 8


class Deriver:
    """What writes lists that follow from others.

    Parameters
    ----------
    whole : mapping
        The document that holds them all.
    encoder : Encoder
        Writes what does not follow.
    """

    def __init__(self, whole: Mapping[str, Any], encoder: Encoder) -> None:
        self._whole = whole
        self._encoder = encoder

    def code(self, column: Column | list[Any], how: tuple[Any, ...]) -> Code | None:
        """Write a list that follows from others; None when it does not, or they are not there."""
        write: Callable[..., Code | None] = getattr(self, f"_{how[0]}")
        return write(column, *how[1:])

    def _same(self, column: Column | list[Any], path: Path) -> Code | None:
        source = self._list_at(path, len(column))
        if source is None:
            return None
        rows = different(column, source)
        return self._unless_most(column, rows, ["e", list(path)])

    def _like(self, column: Column | list[Any], path: Path, index_path: Path) -> Code | None:
        index = self._numbers_at(index_path, len(column))
        source = self._list_at(path)
        if index is None or source is None or not len(source) or index.max() >= len(source):
            return None
        rows = different(column, taken(source, index))
        # A row that names none has no source: nothing equals it.
        nowhere = np.flatnonzero(index < 0)
        rows = np.union1d(rows, nowhere) if len(nowhere) else rows
        return self._unless_most(column, rows, ["p", list(path), list(index_path)])

    def _lead(self, column: Column | list[Any], index_path: Path) -> Code | None:
        index = self._numbers_at(index_path, len(column))
        if index is None:
            return None
        rows = different(column, taken(column, index))
        leads = np.flatnonzero(index == np.arange(len(index)))
        exceptions = self._encoder.any(taken(column, leads)), self._encoder.exceptions(column, rows)
        return ["q", list(index_path), exceptions[0], *exceptions[1]]

    def _members(self, column: Column | list[Any], index_path: Path, lead_path: Path) -> Code | None:
        leads = self._numbers_at(lead_path, len(column))
        index = self._numbers_at(index_path)
        lists = _as_lists(column)
        if leads is None or index is None or lists is None:
            return None
        counts = np.bincount(index[index >= 0], minlength=len(index))
        valid = (leads >= 0) & (leads < len(counts))
        safe = np.where(valid, leads, 0)
        valid &= counts[safe] > 0
        # The rows of each lead stand together, in order.
        by_lead = np.argsort(index, kind="stable")[int((index < 0).sum()) :]
        rows = np.flatnonzero(~valid)
        kept = np.flatnonzero(valid)
        expected = Lists(counts, by_lead).take(safe[kept])
        rows = np.sort(np.concatenate([rows, kept[different(lists.take(kept), expected)]]))
        return self._unless_most(column, rows, ["m", list(index_path), list(lead_path)])

    def _beside(self, column: Column | list[Any], path: Path) -> Code | None:
        source = _as_numbers(self._list_at(path, len(column)))
        numbers = _as_numbers(column)
        if source is None or numbers is None:
            return None
        base = source.values if source.missing is None else np.where(source.missing, 0, source.values)
        apart = numbers.values - base
        stated = apart if numbers.missing is None else apart[~numbers.missing]
        if not len(stated) or int(stated.max()) - int(stated.min()) >= 256:
            return None
        if max(abs(int(stated.max())), abs(int(stated.min()))) > _LARGEST_EXACT:
            return None
        return ["+d", list(path), self._encoder.any(Numbers(apart, numbers.missing))]

    def _by(self, column: Column | list[Any], *paths: Path) -> Code | None:
        sources = [self._list_at(path, len(column)) for path in paths]
        if not all(source is not None for source in sources):
            return None
        numbers = [_told_apart(source) for source in sources if source is not None]
        combined, most = numbers[0]
        for codes, count in numbers[1:]:
            combined, most = _renumbered(combined * count + codes, most * count)
        first = _first_rows(combined, most)
        firsts = np.flatnonzero(first == np.arange(len(first)))
        if len(firsts) > len(column) / 2:
            return None
        rows = different(column, taken(column, first))
        if len(rows) > len(column) / 2:
            return None
        values = self._encoder.any(taken(column, firsts))
        return ["g", [list(path) for path in paths], values, *self._encoder.exceptions(column, rows)]

    def _unless_most(self, column: Column | list[Any], rows: Ints, code: Code) -> Code | None:
        return None if len(rows) > len(column) / 2 else [*code, *self._encoder.exceptions(column, rows)]

    def _list_at(self, path: Path, count: int | None = None) -> Column | list[Any] | None:
        found = at_path(self._whole, path)
        right = isinstance(found, (list, Column)) and (count is None or len(found) == count)
        if not right:
            return None
        return found.told_once() if isinstance(found, Coded) else found

    def _numbers_at(self, path: Path, count: int | None = None) -> Ints | None:
        """Return a list of row numbers; None when it is none."""
        found = _as_numbers(self._list_at(path, count))
        return None if found is None or found.missing is not None or not len(found) else found.values


def _as_numbers(column: Column | list[Any] | None) -> Numbers | None:
    if column is None or isinstance(column, Numbers):
        return column
    cells = column.tolist() if isinstance(column, Column) else column
    if not set(map(type, cells)) <= {int, type(None)}:
        return None
    try:
        numbers = Numbers.of(cells)
    except OverflowError:
        return None
    exact = (numbers.values <= _LARGEST_EXACT) & (numbers.values >= -_LARGEST_EXACT)
    return numbers if exact.all() else None


def _as_lists(column: Column | list[Any]) -> Lists | None:
    if isinstance(column, Lists):
        return column
    rows = column.tolist() if isinstance(column, Column) else column
    if not all(type(row) is list and set(map(type, row)) <= {int} for row in rows):
        return None
    return Lists.of(rows)


def _told_apart(column: Column | Sequence[Any]) -> tuple[Ints, int]:
    """Return a number for each row, the same for equal cells, and how many numbers there may be."""
    if isinstance(column, Numbers):
        least = int(column.values.min()) if len(column) else 0
        numbers = column.values - least + 1
        return _renumbered(
            numbers if column.missing is None else np.where(column.missing, 0, numbers),
            int(numbers.max(initial=0)) + 1,
        )
    coded = column.told_once() if isinstance(column, Coded) else Coded.of(list(column))
    return coded.codes, max(len(coded.cells), 1)


def _first_rows(numbers: Ints, most: int) -> Ints:
    """Return for each row the first one that holds the same number."""
    if most > len(numbers) * _FEW_IN_MANY:
        _, first, codes = np.unique(numbers, return_index=True, return_inverse=True)
        return first[codes]
    rows = np.empty(most, dtype=np.int64)
    # Backwards, so that the first of each stays.
    rows[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    return rows[numbers]


def _renumbered(numbers: Ints, most: int) -> tuple[Ints, int]:
    """Return new numbers for what is numbered too sparsely: products of many would be too large."""
    if most <= _MOST_COMBINATIONS:
        return numbers, most
    different_ones, codes = np.unique(numbers, return_inverse=True)
    return codes, len(different_ones)
