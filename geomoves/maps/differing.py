"""In which rows two columns of a data block differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import compress, count
from operator import ne
from typing import TYPE_CHECKING, Any

import numpy as np

from geomoves.coded import Coded, Column, Ints, Lists, Numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["different"]


def different(one: Column | list[Any], other: Column | list[Any]) -> Ints:
    """Return the rows in which two equally long columns differ."""
    if isinstance(one, Numbers) and isinstance(other, Numbers):
        return np.flatnonzero(_apart(one, other))
    if isinstance(one, Lists) and isinstance(other, Lists):
        return _different_lists(one, other)
    if isinstance(one, Coded) and isinstance(other, Coded):
        same_codes = _same_codes(one, other)
        if same_codes is not None:
            return np.flatnonzero(np.not_equal(*same_codes))
    cells = [column.tolist() if isinstance(column, Column) else column for column in (one, other)]
    # Lists that hold the same objects are told apart quickest as a whole.
    rows: Iterable[int] = () if cells[0] == cells[1] else compress(count(), map(ne, *cells))
    return np.fromiter(rows, dtype=np.int64)


def _apart(one: Numbers, other: Numbers) -> NDArray[np.bool_]:
    apart: NDArray[np.bool_] = one.values != other.values
    if one.missing is None and other.missing is None:
        return apart
    missing: NDArray[np.bool_] = one.unstated != other.unstated
    return missing | (apart & ~one.unstated)


def _different_lists(one: Lists, other: Lists) -> Ints:
    apart = one.lengths != other.lengths
    alike = np.flatnonzero(~apart)
    if len(alike) < len(one):
        one, other = one.take(alike), other.take(alike)
    apart[alike[np.repeat(np.arange(len(alike)), one.lengths)[one.flat != other.flat]]] = True
    return np.flatnonzero(apart)


def _same_codes(one: Coded, other: Coded) -> tuple[Ints, Ints] | None:
    """Return the codes of two columns in terms of one list of cells; None where cells have no hash."""
    if one.cells is other.cells and one.told_once() is one and set(map(type, one.cells)) == {str}:
        # Texts that are told once are the same where their numbers are.
        return one.codes, other.codes
    numbers: defaultdict[Any, int] = defaultdict(count().__next__)
    places = []
    try:
        for column in (one,) if one.cells is other.cells else (one, other):
            cells = column.cells
            places.append(np.fromiter(map(numbers.__getitem__, cells), dtype=np.int64, count=len(cells)))
    except TypeError:
        return None
    return places[0][one.codes], places[-1][other.codes]
