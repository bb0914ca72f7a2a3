"""Columns of the data block as they travel: numbers in one array, and of few different cells their numbers.

Each is a sequence like the list that it stands for, and equal to it. A hundred thousand rows cost one array
here where a list costs a hundred thousand objects.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import chain, count, repeat
from operator import is_
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Coded",
    "Column",
    "Composed",
    "Ints",
    "Lists",
    "Numbers",
    "joined",
    "taken",
    "told_apart",
]

#: Whole numbers, 64 bits each.
Ints: TypeAlias = NDArray[np.int64]


class Column(Sequence[Any]):
    """A column of plain data that is kept as arrays."""

    __slots__ = ()

    @abstractmethod
    def tolist(self) -> list[Any]:
        """Return the column as the list that it stands for."""

    @abstractmethod
    def take(self, rows: Ints) -> Column:
        """Return the column of some rows."""

    @property
    @abstractmethod
    def alike(self) -> bool:
        """Whether all rows hold the same."""

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return self.take(np.arange(len(self))[row]).tolist()
        return self.cell(range(len(self))[row])

    @abstractmethod
    def cell(self, row: int) -> Any:
        """Return what stands in a row, counted from 0."""

    def __iter__(self) -> Iterator[Any]:
        return iter(self.tolist())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Column):
            other = other.tolist()
        return self.tolist() == other if isinstance(other, list) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as a list

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.tolist()!r})"


class Numbers(Column):
    """Whole numbers, or None.

    Parameters
    ----------
    values : array of int
        The number of each row.
    missing : array of bool, optional
        Which rows hold None instead; none by default.

    Examples
    --------
    >>> Numbers(np.array([3, 0]), np.array([False, True]))
    Numbers([3, None])
    """

    __slots__ = ("missing", "values")

    def __init__(self, values: Ints, missing: NDArray[np.bool_] | None = None) -> None:
        self.values = values
        self.missing = missing if missing is not None and missing.any() else None

    @classmethod
    def of(cls, numbers: Sequence[int | None]) -> Numbers:
        """Return the column of some numbers."""
        if None not in numbers:
            return cls(np.array(numbers, dtype=np.int64))
        missing = np.fromiter(map(is_, numbers, repeat(None)), dtype=np.bool_, count=len(numbers))
        return cls(np.array([number or 0 for number in numbers], dtype=np.int64), missing)

    @property
    def unstated(self) -> NDArray[np.bool_]:
        """For each row whether it holds None."""
        return np.zeros(len(self), dtype=np.bool_) if self.missing is None else self.missing

    @property
    def stated(self) -> Ints:
        """The numbers of the rows that hold one."""
        return self.values if self.missing is None else self.values[~self.missing]

    def __len__(self) -> int:
        return len(self.values)

    @property
    def alike(self) -> bool:
        """Whether all rows hold the same."""
        if self.missing is not None:
            return bool(self.missing.all())
        return bool((self.values == self.values[:1]).all())

    def cell(self, row: int) -> int | None:
        """Return what stands in a row."""
        return None if self.missing is not None and self.missing[row] else int(self.values[row])

    def tolist(self) -> list[int | None]:
        """Return the list."""
        cells: list[int | None] = self.values.tolist()
        if self.missing is not None:
            for row in np.flatnonzero(self.missing).tolist():
                cells[row] = None
        return cells

    def take(self, rows: Ints) -> Numbers:
        """Return some rows."""
        return Numbers(self.values[rows], None if self.missing is None else self.missing[rows])


class Coded(Column):
    """Cells of which few are different.

    Parameters
    ----------
    codes : array of int
        For each row the number of its cell.
    cells : list
        The cells, of any kind; some may be alike, and some may be in no row.

    Examples
    --------
    >>> Coded(np.array([1, 0, 1]), ["sea", "rail"])
    Coded(['rail', 'sea', 'rail'])
    """

    __slots__ = ("_apart", "_in_order", "_once", "cells", "codes")

    def __init__(self, codes: Ints, cells: list[Any]) -> None:
        self.codes = codes
        self.cells = cells
        # Whether no two cells are alike, and whether rows come to the cells in their order and to each of
        # them: what is made of such a column needs no look at its rows.
        self._apart = False
        self._in_order = len(cells) == 1 and len(codes) > 0
        # Worked out when it is first asked for, and kept: a column is compared and written.
        self._once: Coded | None = None

    @classmethod
    def of(cls, column: Sequence[Hashable]) -> Coded:
        """Return the column with equal cells told once, in the order in which they come."""
        # Each cell's hash is asked for once: those of tuples are worked out anew each time.
        numbers: defaultdict[Hashable, int] = defaultdict(count().__next__)
        codes = np.fromiter(map(numbers.__getitem__, column), dtype=np.int64, count=len(column))
        made = cls(codes, list(numbers))
        # Equal cells are one here already, even True and 1.
        made._apart = made._in_order = True
        return made

    @classmethod
    def once(cls, codes: Ints, cells: Sequence[Hashable]) -> Coded:
        """Return a column with each cell once.

        Parameters
        ----------
        codes : array of int
            For each row the number of its cell.
        cells : sequence
            The cells in the order in which rows come to them, none of them unused; some may be alike.
        """
        # True, 1 and 1.0 are equal and yet not the same cell.
        numbers: defaultdict[tuple[type, Hashable], int] = defaultdict(count().__next__)
        keys = zip(map(type, cells), cells, strict=True)
        place = np.fromiter(map(numbers.__getitem__, keys), dtype=np.int64, count=len(cells))
        if len(numbers) == len(cells):
            made = cls(codes, list(cells))
        else:
            made = cls(place[codes], [cell for _, cell in numbers])
        made._apart = made._in_order = True
        return made

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def alike(self) -> bool:
        """Whether all rows hold the same."""
        return bool((self.codes == self.codes[:1]).all())

    def cell(self, row: int) -> Any:
        """Return what stands in a row."""
        return self.cells[self.codes[row]]

    def tolist(self) -> list[Any]:
        """Return the list."""
        return list(map(self.cells.__getitem__, self.codes.tolist()))

    def take(self, rows: Ints) -> Coded:
        """Return some rows."""
        made = Coded(self.codes[rows], self.cells)
        made._apart = self._apart
        return made

    def mapped(self, cell_of: Callable[[Any], Any]) -> Coded:
        """Return the column of what a function makes of the cells."""
        return self.told_as(list(map(cell_of, self.cells)))

    def told_as(self, cells: list[Any]) -> Coded:
        """Return the column with other cells, one in place of each."""
        made = Coded(self.codes, cells)
        made._in_order = self._in_order
        return made

    def array(self, kind: type[np.generic]) -> NDArray[Any]:
        """Return the column as an array of numbers or flags, which all its cells are."""
        return np.array(self.cells, dtype=kind)[self.codes]

    def in_order(self) -> Coded:
        """Return the same column with its cells in the order in which rows come to them, and no others."""
        if self._in_order:
            return self
        rows = len(self.codes)
        first = np.full(len(self.cells), rows, dtype=np.int64)
        # Backwards: of the rows that hold a cell the first is written last.
        first[self.codes[::-1]] = np.arange(rows - 1, -1, -1)
        order = self.codes[first[self.codes] == np.arange(rows)]
        place = np.zeros(len(self.cells), dtype=np.int64)
        place[order] = np.arange(len(order))
        made = Coded(place[self.codes], list(map(self.cells.__getitem__, order.tolist())))
        made._apart, made._in_order = self._apart, True
        return made

    def told_once(self) -> Coded:
        """Return the same column with each cell once, in the order in which they come, and no others.

        Cells without a hash, such as lists, are not compared.
        """
        if self._apart and self._in_order:
            return self
        if self._once is None:
            self._once = self._cells_told_once()
        return self._once

    def _cells_told_once(self) -> Coded:
        ordered = self.in_order()
        if self._apart:
            return ordered
        try:
            return self.once(ordered.codes, ordered.cells)
        except TypeError:
            made = Coded(ordered.codes, ordered.cells)
            made._apart = made._in_order = True
            return made


class Lists(Column):
    """Lists of whole numbers.

    Parameters
    ----------
    lengths : array of int
        How many numbers each row holds.
    flat : array of int
        All of them, row after row.

    Examples
    --------
    >>> Lists(np.array([2, 0, 1]), np.array([7, 8, 9]))
    Lists([[7, 8], [], [9]])
    """

    __slots__ = ("flat", "lengths")

    def __init__(self, lengths: Ints, flat: Ints) -> None:
        self.lengths = lengths
        self.flat = flat

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]]) -> Lists:
        """Return the column of some lists."""
        lengths = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
        return cls(lengths, np.fromiter(chain.from_iterable(lists), dtype=np.int64, count=int(lengths.sum())))

    @property
    def starts(self) -> Ints:
        """Where each row begins in `flat`."""
        return np.cumsum(self.lengths) - self.lengths

    @property
    def firsts(self) -> Ints:
        """The first number of each row, -1 where there is none."""
        found = np.full(len(self), -1, dtype=np.int64)
        filled = np.flatnonzero(self.lengths)
        found[filled] = self.flat[self.starts[filled]]
        return found

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def alike(self) -> bool:
        """Whether all rows hold the same."""
        width = int(self.lengths[0]) if len(self) else 0
        rows = self.flat.reshape(-1, width) if width and (self.lengths == width).all() else None
        return not len(self.flat) or (rows is not None and bool((rows == rows[0]).all()))

    def cell(self, row: int) -> list[int]:
        """Return what stands in a row."""
        start = int(self.lengths[:row].sum())
        cell: list[int] = self.flat[start : start + int(self.lengths[row])].tolist()
        return cell

    def tolist(self) -> list[list[int]]:
        """Return the list."""
        flat = self.flat.tolist()
        ends = np.cumsum(self.lengths).tolist()
        return [flat[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def take(self, rows: Ints) -> Lists:
        """Return some rows."""
        lengths = self.lengths[rows]
        # Each row's own positions, counted on from where it begins.
        within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return Lists(lengths, self.flat[np.repeat(self.starts[rows], lengths) + within])

    def put(self, rows: Ints, lists: Sequence[Sequence[int]]) -> Lists:
        """Return the column with other lists in some rows; rows from its end on are appended."""
        if not len(rows):
            return self
        added = Lists.of(lists)
        both = Lists(np.concatenate([self.lengths, added.lengths]), np.concatenate([self.flat, added.flat]))
        source = np.arange(max(len(self), int(rows.max(initial=-1)) + 1))
        source[rows] = np.arange(len(self), len(both))
        return both.take(source)


class Composed(Sequence[str]):
    """A column of texts that are put together when they are read; a page puts them together itself.

    Parameters
    ----------
    count : int
        How many rows.
    tell : callable
        Takes a row and returns its text.
    """

    def __init__(self, count: int, tell: Any) -> None:
        self._count = count
        self._tell = tell

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self._tell(each) for each in range(self._count)[row]]
        return self._tell(range(self._count)[row])


def told_apart(rows: Sequence[tuple[Hashable, ...]], names: Sequence[str]) -> dict[str, Coded]:
    """Return rows as columns, for which of each different row one is looked at.

    Examples
    --------
    >>> told_apart([("sea", 1), ("rail", 1), ("sea", 1)], ["mode", "count"])["mode"].cells
    ['sea', 'rail']
    """
    coded = Coded.of(rows)
    columns = zip(*coded.cells, strict=True) if rows else ((),) * len(names)
    return {name: Coded.once(coded.codes, cells) for name, cells in zip(names, columns, strict=True)}


def joined(one: Column, other: Column) -> Column:
    """Return one column of the rows of two of a kind."""
    if isinstance(one, Numbers) and isinstance(other, Numbers):
        missing = np.concatenate([one.unstated, other.unstated])
        return Numbers(np.concatenate([one.values, other.values]), missing)
    if isinstance(one, Lists) and isinstance(other, Lists):
        return Lists(np.concatenate([one.lengths, other.lengths]), np.concatenate([one.flat, other.flat]))
    assert isinstance(one, Coded)
    assert isinstance(other, Coded)
    codes = np.concatenate([one.codes, other.codes + len(one.cells)])
    return Coded(codes, [*one.cells, *other.cells])


def taken(column: Column | list[Any], rows: Ints) -> Column | list[Any]:
    """Return some rows of a column, as a column of its kind."""
    return column.take(rows) if isinstance(column, Column) else list(map(column.__getitem__, rows.tolist()))
