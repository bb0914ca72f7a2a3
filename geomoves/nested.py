"""Columns whose rows hold rows themselves: of a table in each row every column is kept as an array."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from geomoves.coded import Column, Ints

__all__ = ["Beside", "Nested"]


class Beside(Column):
    """Rows of several columns: each row is the list of its cells.

    Parameters
    ----------
    columns : sequence of Column
        Two at least, equally long.

    Examples
    --------
    >>> from geomoves.coded import Coded, Numbers
    >>> Beside([Numbers(np.array([7, 8])), Coded(np.array([0, 0]), ["a"])])
    Beside([[7, 'a'], [8, 'a']])
    """

    __slots__ = ("columns",)

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = list(columns)

    def __len__(self) -> int:
        return len(self.columns[0])

    @property
    def alike(self) -> bool:
        """Whether all rows hold the same."""
        cells = self.tolist()
        return cells[1:] == cells[:-1]

    def cell(self, row: int) -> list[Any]:
        """Return what stands in a row."""
        return [column.cell(row) for column in self.columns]

    def tolist(self) -> list[list[Any]]:
        """Return the list."""
        return list(map(list, zip(*(column.tolist() for column in self.columns), strict=True)))

    def take(self, rows: Ints) -> Beside:
        """Return some rows."""
        return Beside([column.take(rows) for column in self.columns])


class Nested(Column):
    """Lists of the rows of another column.

    Parameters
    ----------
    lengths : array of int
        How many of them each row holds.
    flat : Column
        All of them, row after row.

    Examples
    --------
    >>> from geomoves.coded import Coded
    >>> Nested(np.array([2, 0, 1]), Coded(np.array([0, 1, 0]), ["a", "b"]))
    Nested([['a', 'b'], [], ['a']])
    """

    __slots__ = ("flat", "lengths")

    def __init__(self, lengths: Ints, flat: Column) -> None:
        self.lengths = lengths
        self.flat = flat

    @classmethod
    def grouped(cls, groups: Ints, flat: Column, count: int) -> Nested:
        """Return the rows of a column by their groups.

        Parameters
        ----------
        groups : array of int
            For each row of `flat` the row that it goes into; negative for none.
        flat : Column
            What is grouped; what is in one group stays in its order.
        count : int
            How many rows there are.

        Examples
        --------
        >>> from geomoves.coded import Numbers
        >>> Nested.grouped(np.array([1, -1, 0, 1]), Numbers(np.array([5, 6, 7, 8])), 3)
        Nested([[7], [5, 8], []])
        """
        order = np.argsort(groups, kind="stable")[int((groups < 0).sum()) :]
        return cls(np.bincount(groups[order], minlength=count), flat.take(order))

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def alike(self) -> bool:
        """Whether all rows hold the same."""
        if not len(self.flat):
            return True
        cells = self.tolist()
        return cells[1:] == cells[:-1]

    def cell(self, row: int) -> list[Any]:
        """Return what stands in a row."""
        start = int(self.lengths[:row].sum())
        cells: list[Any] = self.flat[start : start + int(self.lengths[row])]
        return cells

    def tolist(self) -> list[list[Any]]:
        """Return the list."""
        flat, ends = self.flat.tolist(), np.cumsum(self.lengths).tolist()
        return [flat[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def take(self, rows: Ints) -> Nested:
        """Return some rows."""
        lengths = self.lengths[rows]
        # Each row's own positions, counted on from where it begins.
        within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        starts = (np.cumsum(self.lengths) - self.lengths)[rows]
        return Nested(lengths, self.flat.take(np.repeat(starts, lengths) + within))
