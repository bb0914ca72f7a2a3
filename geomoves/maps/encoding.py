"""One list of plain data as bytes and a code: its numbers in planes of bytes, its texts in tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from geomoves.coded import Coded, Column, Ints, Lists, Numbers, taken
from geomoves.nested import Beside, Nested

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["SHORTEST", "Code", "Encoder", "is_long"]

Code: TypeAlias = list[Any]

#: A shorter list is smaller as JSON than with its code.
SHORTEST = 24
_DECIMALS = 5
_LARGEST_EXACT = 2**53
#: From this share of rows on a common value is left out.
_NEARLY_ALL = 0.75
#: From this share of different texts on a table of them saves nothing.
_MOSTLY_DIFFERENT = 0.5
#: How many different beginnings texts with numbers may have, and how many are looked for one by one.
_MOST_BEGINNINGS = 256
_FEW_BEGINNINGS = 8
_LOOKED_AT = 64
_LONGEST_NUMBER = 15
#: How many signs of all texts are compared in one step.
_AT_ONCE = 16


class Encoder:
    """What writes lists: their codes as it returns them, their texts and bytes as it gathers them.

    Attributes
    ----------
    texts : list of list of str
        The tables of texts that codes refer to.
    parts : list of bytes
        The numbers, in the order in which codes are read.
    """

    def __init__(self) -> None:
        self.texts: list[list[str]] = []
        self.parts: list[bytes] = []

    def constant(self, column: Column | list[Any]) -> Code | None:
        """Write the one value of all rows; None when they differ."""
        cell = _only_cell(column.told_once() if isinstance(column, Coded) else column)
        return None if cell is None else ["z", len(column), cell[0], *self.exceptions([], _NONE)]

    def exceptions(self, column: Column | list[Any], rows: Ints) -> list[Code]:
        """Write some rows of a column, and which they are."""
        return [self.ints(rows), self.any(taken(column, rows))]

    def any(self, column: Column | list[Any]) -> Code:
        """Write a list of any kind."""
        code: Code | None = None
        if not isinstance(column, Column):
            code = self._list(column)
        elif not len(column):
            pass
        elif isinstance(column, Coded):
            code = self._coded(column)
        elif isinstance(column, Numbers):
            code = self._whole_numbers(column)
        elif isinstance(column, Lists):
            code = self._lists(column.lengths, column, Numbers(column.flat))
        elif isinstance(column, Nested):
            code = self._lists(column.lengths, column, column.flat)
        elif isinstance(column, Beside):
            code = self._lists(np.full(len(column), len(column.columns)), column, None)
        if code is None:
            return ["j", column.tolist() if isinstance(column, Column) else column]
        return code

    def ints(self, values: Ints) -> Code:
        """Write whole numbers."""
        if not len(values):
            return ["i", 0, 0, 0]
        steps = np.diff(values, prepend=np.int64(0))
        least, step = int(values.min()), int(steps.min())
        spread, stride = int(values.max()) - least, int(steps.max()) - step
        if _width(stride) < _width(spread) or (stride < 256 and spread >= 4 * max(stride, 1)):
            return self._planes("+", steps - step, step)
        return self._planes("i", values - least, least)

    def _planes(self, sign: str, values: Ints, base: int) -> Code:
        width = _width(int(values.max())) if len(values) else 0
        self.parts += [(values >> 8 * plane).astype(np.uint8).tobytes() for plane in range(width)]
        return [sign, len(values), width, base]

    def _coded(self, column: Coded) -> Code | None:
        if all(type(cell) is list for cell in column.cells):
            lengths = np.fromiter(map(len, column.cells), dtype=np.int64, count=len(column.cells))
            return self._lists(lengths[column.codes], column, None)
        once = column.told_once()
        kinds = set(map(type, once.cells))
        if kinds == {str}:
            return self._texts(once)
        if kinds == {bool}:
            return ["b", self.ints(np.array(once.cells, dtype=np.int64)[once.codes])]
        if kinds and kinds <= {int, float, type(None)}:
            return self._numbers(once)
        return self._list(column.tolist())

    def _list(self, column: list[Any]) -> Code | None:
        kinds = set(map(type, column))
        if kinds == {str}:
            # Texts that are nearly all different have no need of a table.
            return self._mostly_different(column) or self._texts(Coded.of(column))
        if kinds == {bool}:
            return ["b", self.ints(np.array(column, dtype=np.int64))]
        if kinds == {float}:
            return self._fractions(np.array(column))
        if kinds and kinds <= {int, float, type(None)}:
            return self._numbers(Coded.of(column)) if float in kinds else self._whole_list(column)
        if kinds == {list}:
            lengths = np.fromiter(map(len, column), dtype=np.int64, count=len(column))
            return self._lists(lengths, column, None)
        return self._objects(column) if kinds == {dict} else None

    # --- numbers ----------------------------------------------------------------------------------------

    def _whole_list(self, column: list[Any]) -> Code | None:
        try:
            return self._whole_numbers(Numbers.of(column))
        except OverflowError:
            return None

    def _whole_numbers(self, column: Numbers) -> Code | None:
        values, missing = column.values, column.missing
        stated = values if missing is None else values[~missing]
        if not len(stated):
            return ["z", len(column), None, *self.exceptions([], _NONE)]
        base = int(stated.min())
        if max(abs(base), abs(int(stated.max()))) > _LARGEST_EXACT:
            return None
        if missing is None:
            return self.ints(values)
        return self._planes("?", np.where(missing, 0, values - base + 1), base)

    def _numbers(self, column: Coded) -> Code | None:
        """Write numbers of which few are different: whole, decimal fractions, or neither."""
        stated = [value for value in column.cells if value is not None]
        if set(map(type, stated)) <= {int}:
            return self._whole_of(column.codes, column.cells)
        scaled = _scaled(np.array(stated, dtype=np.float64))
        if scaled is not None:
            digits, whole = scaled
            cells = iter(whole.tolist())
            told = [None if value is None else next(cells) for value in column.cells]
            return _over(digits, self._whole_of(column.codes, told))
        if len(stated) < len(column.cells):
            return None
        return self._doubles(np.array(column.cells, dtype="<f8")[column.codes])

    def _fractions(self, values: NDArray[np.float64]) -> Code | None:
        """Write numbers of which most are different, and all are stated."""
        scaled = _scaled(values)
        if scaled is None:
            return self._doubles(values)
        digits, whole = scaled
        return _over(digits, self._whole_numbers(Numbers(whole)))

    def _doubles(self, values: NDArray[np.float64]) -> Code:
        planes = values.astype("<f8").view(np.uint8).reshape(len(values), 8)
        self.parts.append(np.ascontiguousarray(planes.T).tobytes())
        return ["d", len(values)]

    def _whole_of(self, codes: Ints, cells: list[int | None]) -> Code | None:
        try:
            return self._whole_numbers(Numbers.of(cells).take(codes))
        except OverflowError:
            return None

    # --- texts ------------------------------------------------------------------------------------------

    def _texts(self, column: Coded) -> Code:
        codes, texts = column.codes, column.cells
        empty = texts.index("") if "" in texts else -1
        rare = np.flatnonzero(codes != empty)
        if len(column) - len(rare) > len(column) * _NEARLY_ALL:
            return ["z", len(column), "", *self.exceptions(column, rare)]
        if len(texts) > len(column) * _MOSTLY_DIFFERENT:
            written = column.tolist()
            return self._numbered(written) or self._table_of(written)
        if len(texts) > 256:
            # The frequent ones first: their high bytes are alike.
            order = np.argsort(-np.bincount(codes), kind="stable")
            place = np.empty_like(order)
            place[order] = np.arange(len(order))
            codes = place[codes]
            texts = [texts[row] for row in order.tolist()]
        self.texts.append(texts)
        return ["s", len(self.texts) - 1, self._planes("i", codes, 0)]

    def _mostly_different(self, column: list[str]) -> Code | None:
        empty = column.count("")
        if empty > len(column) * _NEARLY_ALL or len(set(column)) <= len(column) * _MOSTLY_DIFFERENT:
            return None
        return self._numbered(column) or self._table_of(column)

    def _table_of(self, column: list[str]) -> Code:
        self.texts.append(column)
        return ["u", len(self.texts) - 1]

    def _numbered(self, column: list[str]) -> Code | None:
        """Write texts that end in a number; None where they do not."""
        looked_at = {text.rstrip("0123456789") for text in column[:_LOOKED_AT]}
        if len(looked_at) > _LOOKED_AT / 4:
            return None
        texts = _Texts(column)
        digits = texts.digits
        if not digits.min() or digits.max() > _LONGEST_NUMBER:
            return None
        # Zeros in front are told by the length that all have in common, or there are none.
        least = 1
        padded = (texts.points[texts.ends - digits] == ord("0")) & (digits > 1)
        if padded.any():
            least = int(digits.min())
            if (padded & (digits > least)).any():
                return None
        beginnings = texts.beginnings()
        if len(beginnings.cells) > _MOST_BEGINNINGS:
            return None
        self.texts.append(beginnings.cells)
        codes = self._planes("i", beginnings.codes, 0)
        return ["n", len(self.texts) - 1, least, codes, self.ints(texts.numbers())]

    # --- lists and objects ------------------------------------------------------------------------------

    def _lists(self, lengths: Ints, column: Column | list[Any], flat: Column | None) -> Code:
        filled = np.flatnonzero(lengths)
        if len(lengths) - len(filled) > len(lengths) * _NEARLY_ALL:
            return ["z", len(lengths), [], *self.exceptions(column, filled)]
        if flat is None:
            width = int(lengths[0])
            if width > 1 and (lengths == width).all() and _is_table(column[0]):
                columns = column.columns if isinstance(column, Beside) else zip(*column, strict=True)
                return ["t", [self.any(_column(cells)) for cells in columns]]
        code = self.ints(lengths)
        return ["l", code, self.any(list(chain.from_iterable(column)) if flat is None else flat)]

    def _objects(self, column: list[dict[str, Any]]) -> Code | None:
        keys = list(column[0])
        if not keys or any(row.keys() != column[0].keys() for row in column):
            return None
        return ["o", [[key, self.any([row[key] for row in column])] for key in keys]]


_NONE: Ints = np.zeros(0, dtype=np.int64)


def is_long(column: Column | list[Any]) -> bool:
    """Whether a list is long enough to be written as a column."""
    if len(column) >= SHORTEST:
        return True
    # A few rings hold many points.
    return sum(len(row) for row in column if isinstance(row, list)) >= SHORTEST


def _only_cell(column: Column | list[Any]) -> tuple[Any] | None:
    """Return the one plain cell that all rows hold, of one type; None when there is none."""
    first = column[0] if len(column) else ...
    typed = isinstance(first, (bool, int, float))
    if not typed and first not in (None, "", []):
        return None
    if isinstance(column, Column):
        return (first,) if column.alike else None
    alike = column.count(first) == len(column) and (not typed or set(map(type, column)) == {type(first)})
    return (first,) if alike else None


class _Texts:
    """Texts as one array of their code points, one text after another, and the numbers that they end in."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        self.ends = np.cumsum(self.lengths)
        self.points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        # The last signs of each text, from its end on; a short text's are followed by what stands before it.
        back = np.arange(min(_LONGEST_NUMBER + 1, int(self.lengths.max(initial=0))))
        # What is no digit is a large number: these are unsigned.
        self._last = self.points[np.maximum(self.ends[:, None] - 1 - back, 0)] - np.uint32(ord("0"))
        others = (self._last > 9) | (back >= self.lengths[:, None])
        #: How many ASCII digits each text ends in, up to one more than the longest number has.
        self.digits: Ints = np.where(others.any(axis=1), others.argmax(axis=1), len(back))

    def numbers(self) -> Ints:
        """Return the numbers that the texts end in."""
        back = np.arange(self._last.shape[1])
        digits = np.where(back < self.digits[:, None], self._last, 0)
        numbers: Ints = digits.astype(np.int64) @ 10**back
        return numbers

    def beginnings(self) -> Coded:
        """Return what stands before the digits at the end."""
        lengths = self.lengths - self.digits
        codes = np.full(len(lengths), -1, dtype=np.int64)
        cells: list[str] = []
        while len(left := np.flatnonzero(codes < 0)):
            if len(cells) == _FEW_BEGINNINGS:
                # Each costs a look at all texts.
                return Coded.of([text[:end] for text, end in zip(self.texts, lengths.tolist(), strict=True)])
            cell = self.texts[int(left[0])][: int(lengths[left[0]])]
            left = left[lengths[left] == len(cell)]
            starts = self.ends[left] - self.lengths[left]
            same = np.ones(len(left), dtype=np.bool_)
            for at in range(0, len(cell), _AT_ONCE):
                points = np.fromiter(map(ord, cell[at : at + _AT_ONCE]), dtype=np.uint32)
                same &= (self.points[starts[:, None] + (at + np.arange(len(points)))] == points).all(axis=1)
            left = left[same]
            codes[left] = len(cells)
            cells.append(cell)
        return Coded(codes, cells)


def _column(cells: Column | Sequence[Any]) -> Column | list[Any]:
    return cells if isinstance(cells, Column) else list(cells)


def _scaled(values: NDArray[np.float64]) -> tuple[int, Ints] | None:
    """Return decimal fractions as whole numbers over a power of ten; None when they are no such fractions."""
    if not np.isfinite(values).all():
        raise ValueError("an infinite number, or none at all, has no JSON")
    if (np.abs(values) < _LARGEST_EXACT / 10**_DECIMALS).all():
        for digits in range(_DECIMALS + 1):
            power = 10**digits
            whole = np.rint(values * power)
            if (whole / power == values).all():
                return digits, whole.astype(np.int64)
    return None


def _over(digits: int, ints: Code | None) -> Code | None:
    return ints if digits == 0 or ints is None else ["f", digits, ints]


def _width(largest: int) -> int:
    return (largest.bit_length() + 7) // 8


def _is_table(row: Sequence[Any]) -> bool:
    """Whether rows of one length hold different kinds of things, as the cells of a table do."""
    return len(set(map(type, row))) > 1
