"""Columns as bytes: how the long lists of a data block travel.

A document is a skeleton of JSON, in which long lists are left out, and one run of bytes that holds them. Each
list is described by a small code, itself JSON; ``static/src/codec.js`` reads the same codes, and `decode` is
its twin. What is written of a list is what its neighbours do not tell already:

``["i", n, width, base]``
    Whole numbers: ``base`` plus an unsigned number of ``width`` bytes. All lowest bytes come first, then all
    next ones: gzip finds more in bytes of one kind. ``"+"`` in place of ``"i"``: each is the step from the
    one before. ``"?"``: 0 is null, and the others are one more.
``["f", digits, ints]``
    Decimal fractions: whole numbers over 10 to the power of ``digits``.
``["d", n]``
    Numbers that are neither: eight bytes each, IEEE 754, lowest bytes first.
``["b", ints]``
    True and false.
``["s", table, ints]``, ``["u", table]``
    Texts, by their row in a table of texts; texts that are nearly all different are that table.
``["n", table, digits, ints, ints]``
    Texts that end in a number, as ``c17`` or ``c0017`` do: the beginning of each by its row in a table of
    texts, and the number, which has so many digits at least.
``["l", ints, code]``
    Lists: their lengths, and all that is in them as one list.
``["t", [code, …]]``, ``["o", [[key, code], …]]``
    Lists of equally long rows, and objects with the same keys, column by column.
``["z", n, value, ints, code]``
    A value that nearly all rows have, and the rows that have another.
``["p", path, index path, ints, code]``
    The same as in another list at the row that a third one names, and the rows where it is not.
``["q", index path, code, ints, code]``
    The same as in an earlier row of this list, which another list names: the values of the rows that name
    themselves, and the others that differ.
``["m", index path, lead path, ints, code]``
    The rows that a list of leads (as ``"q"`` has it) gives to the lead that another list names.
``["e", path, ints, code]``
    The same as in another list.
``["+d", path, code]``
    The difference from another list's number (from 0 where that is null), or null.
``["g", [path, …], code, ints, code]``
    A function of other lists: the value of each different combination in the order in which they come, and
    the rows that differ.
``["j", value]``
    A list as JSON.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress, count
from operator import eq, ne, not_
from typing import Any, TypeAlias, cast

import numpy as np

from geomoves.maps.decoding import VERSION, at_path, decode

__all__ = ["Composed", "Derived", "decode", "encode", "encode_apart"]

Code: TypeAlias = list[Any]
Path: TypeAlias = tuple[str, ...]
#: How a list follows from others: ``("like", path, index path)``, ``("lead", index path)``,
#: ``("members", index path, lead path)``, ``("same", path)``, ``("beside", path)`` or ``("by", path, …)``.
Derived: TypeAlias = Mapping[Path, tuple[Any, ...]]

#: A shorter list is smaller as JSON than with its code.
_SHORTEST = 24
_DECIMALS = 5
_LARGEST_EXACT = 2**53
#: From this share of rows on a common value is left out.
_NEARLY_ALL = 0.75
#: From this share of different texts on a table of them saves nothing.
_MOSTLY_DIFFERENT = 0.5
_LOOKED_AT = 64
_LONGEST_NUMBER = 15
_NUMBERS = re.compile(r"[0-9]+(?:,[0-9]+)*+")


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


def encode(data: Mapping[str, Any], derived: Derived | None = None) -> bytes:
    """Return plain data as bytes.

    See `encode_apart`.

    Examples
    --------
    >>> decode(encode({"days": list(range(1000)), "title": "A map"}))["days"][:3]
    [0, 1, 2]
    """
    return b"".join(encode_apart(data, derived))


def encode_apart(data: Mapping[str, Any], derived: Derived | None = None) -> tuple[bytes, bytes]:
    """Return plain data as bytes: its texts, and its numbers, which follow them.

    Parameters
    ----------
    data : mapping
        What JSON can say. Columns of `Composed` texts are left out.
    derived : mapping, optional
        Which lists follow from others, by their paths; what does not follow is written all the same.

    Raises
    ------
    TypeError, ValueError, RecursionError
        `data` holds something that JSON cannot say.
    """
    writer = _Writer(derived or {})
    skeleton = writer.skeleton(data)
    header = {"v": VERSION, "data": skeleton, "columns": writer.columns, "texts": writer.texts}
    # Half a surrogate pair has no UTF-8; written \udXXX it is a JSON escape for itself.
    text = _json(header).encode("utf-8", "backslashreplace")
    return struct.pack("<I", len(text)) + text, b"".join(writer.parts)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


class _Writer:
    def __init__(self, derived: Derived) -> None:
        self.derived = derived
        self.columns: list[list[Any]] = []
        self.texts: list[list[str]] = []
        self.parts: list[bytes] = []
        self.whole: Mapping[str, Any] = {}
        self.led: dict[Path, tuple[list[bool], list[int]]] = {}

    def skeleton(self, data: Mapping[str, Any]) -> dict[str, Any]:
        self.whole = data
        later: list[tuple[Path, list[Any]]] = []
        made = self._without_columns(data, (), later)
        # Those that follow from others are read after them.
        for path, column in sorted(later, key=lambda each: (self._rank(each[0]), each[0])):
            self.columns.append([list(path), self._column(path, column)])
        return made

    def _rank(self, path: Path) -> int:
        how = self.derived.get(path)
        return 0 if how is None else 1 + max(map(self._rank, how[1:]))

    def _without_columns(
        self, data: Mapping[str, Any], path: Path, later: list[tuple[Path, list[Any]]]
    ) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in data.items():
            if not isinstance(key, str):
                raise TypeError(f"the key {key!r} is no text")
            here = (*path, key)
            if isinstance(value, Mapping):
                made[key] = self._without_columns(value, here, later)
            elif isinstance(value, Composed):
                continue
            elif isinstance(value, np.ndarray):
                later.append((here, value.tolist()))
            elif isinstance(value, list) and _is_long(value):
                later.append((here, value))
            else:
                made[key] = value
        return made

    def _column(self, path: Path, column: list[Any]) -> Code:
        if _is_constant(column):
            return ["z", len(column), column[0], self._ints([]), ["j", []]]
        how = self.derived.get(path)
        if how is not None:
            code = self._derived(column, how)
            if code is not None:
                return code
        return self._any(column)

    def _derived(self, column: list[Any], how: tuple[Any, ...]) -> Code | None:
        if how[0] == "by":
            sources = [at_path(self.whole, path) for path in how[1:]]
            if not all(isinstance(source, list) and len(source) == len(column) for source in sources):
                return None
            return self._by(column, how[1:], sources)
        if how[0] in ("same", "beside"):
            return self._next_to(column, how)
        index = at_path(self.whole, how[-1])
        if not isinstance(index, list) or len(index) != len(column):
            return None
        if how[0] == "members":
            return self._members(column, how, index)
        if how[0] == "lead":
            leading, others = self._led_by(how[1], index)
            rows = [row for row in others if column[row] != column[index[row]]]
            leads = list(compress(column, leading))
            return ["q", list(how[1]), self._any(leads), *self._exceptions(column, rows)]
        source = at_path(self.whole, how[1])
        if not isinstance(source, list) or not source:
            return None
        # A row that names none has no source: nothing equals it.
        nothing = object()
        known = [*source, nothing]
        rows = _different(column, map(known.__getitem__, index))
        if len(rows) > len(column) / 2:
            return None
        return ["p", list(how[1]), list(how[2]), *self._exceptions(column, rows)]

    def _next_to(self, column: list[Any], how: tuple[Any, ...]) -> Code | None:
        source = at_path(self.whole, how[1])
        if not isinstance(source, list) or len(source) != len(column):
            return None
        if how[0] == "same":
            rows = _different(column, source)
            return (
                None if len(rows) > len(column) / 2 else ["e", list(how[1]), *self._exceptions(column, rows)]
            )
        if not set(map(type, chain(column, source))) <= {int, type(None)}:
            return None
        apart = [a if a is None else a - (b or 0) for a, b in zip(column, source, strict=True)]
        stated = [value for value in apart if value is not None]
        if not stated or max(stated) - min(stated) >= 256 or max(map(abs, stated)) > _LARGEST_EXACT:
            return None
        return ["+d", list(how[1]), self._any(apart)]

    def _members(self, column: list[Any], how: tuple[Any, ...], leads: list[int]) -> Code | None:
        index = at_path(self.whole, how[1])
        if not isinstance(index, list):
            return None
        groups: dict[int, list[int]] = {}
        # Most lead themselves alone: only the others need a list to compare with.
        for row in self._led_by(how[1], index)[1]:
            groups.setdefault(index[row], [index[row]]).append(row)
        rows = [
            row
            for row, (members, lead) in enumerate(zip(column, leads, strict=True))
            if (members != groups[lead] if lead in groups else len(members) != 1 or members[0] != lead)
        ]
        return (
            None
            if len(rows) > len(column) / 2
            else ["m", list(how[1]), list(how[2]), *self._exceptions(column, rows)]
        )

    def _led_by(self, path: Path, index: list[int]) -> tuple[list[bool], list[int]]:
        """Return which rows lead themselves, and the rows that others lead."""
        if path not in self.led:
            leading = list(map(eq, index, count()))
            self.led[path] = leading, list(compress(count(), map(not_, leading)))
        return self.led[path]

    def _by(self, column: list[Any], paths: Sequence[Path], sources: list[list[Any]]) -> Code | None:
        keys = list(zip(*sources, strict=True)) if len(sources) > 1 else sources[0]
        known = dict.fromkeys(keys)
        if len(known) > len(column) / 2:
            return None
        # Backwards, so that the first of each stays.
        known.update(zip(reversed(keys), reversed(column), strict=True))
        rows = _different(column, map(known.__getitem__, keys))
        if len(rows) > len(column) / 2:
            return None
        return [
            "g",
            [list(path) for path in paths],
            self._any(list(known.values())),
            *self._exceptions(column, rows),
        ]

    def _exceptions(self, column: list[Any], rows: list[int]) -> list[Code]:
        return [self._ints(rows), self._any([column[row] for row in rows])]

    # --- one list of any kind ---------------------------------------------------------------------------

    def _any(self, column: list[Any]) -> Code:
        kinds = set(map(type, column))
        code: Code | None = None
        if kinds == {str}:
            code = self._texts(cast(list[str], column))
        elif kinds == {bool}:
            code = ["b", self._ints(list(map(int, column)))]
        elif kinds and kinds <= {int, type(None)}:
            code = self._whole_numbers(column)
        elif kinds and kinds <= {int, float, type(None)}:
            code = self._numbers(column)
        elif kinds == {list}:
            code = self._lists(column)
        elif kinds == {dict}:
            code = self._objects(column)
        return ["j", column] if code is None else code

    def _whole_numbers(self, column: list[Any]) -> Code | None:
        if None not in column:
            if max(map(abs, column)) > _LARGEST_EXACT:
                return None
            return self._ints(column)
        stated = [value for value in column if value is not None]
        if not stated:
            return ["z", len(column), None, self._ints([]), ["j", []]]
        if max(map(abs, stated)) > _LARGEST_EXACT:
            return None
        base = min(stated)
        return self._planes("?", [0 if value is None else value - base + 1 for value in column], base)

    def _ints(self, column: list[int]) -> Code:
        if not column:
            return ["i", 0, 0, 0]
        values = np.array(column, dtype=np.int64)
        steps = np.diff(values, prepend=np.int64(0))
        least, step = int(values.min()), int(steps.min())
        spread, stride = int(values.max()) - least, int(steps.max()) - step
        if _width(stride) < _width(spread) or (stride < 256 and spread >= 4 * max(stride, 1)):
            return self._planes("+", steps - step, step)
        return self._planes("i", values - least, least)

    def _planes(self, sign: str, values: Any, base: int) -> Code:
        unsigned = np.asarray(values, dtype=np.uint64)
        count = len(unsigned)
        width = _width(int(unsigned.max())) if count else 0
        if width:
            planes = unsigned.astype("<u8").view(np.uint8).reshape(count, 8)[:, :width]
            self.parts.append(np.ascontiguousarray(planes.T).tobytes())
        return [sign, count, width, base]

    def _numbers(self, column: list[Any]) -> Code | None:
        stated = [value for value in column if value is not None]
        if any(value in (np.inf, -np.inf) or value != value for value in stated):  # noqa: PLR0124
            raise ValueError("an infinite number, or none at all, has no JSON")
        exact = all(abs(value) < _LARGEST_EXACT / 10**_DECIMALS for value in stated)
        for digits in (0, 1, 2, 3, 4, _DECIMALS) if exact else ():
            power = 10**digits
            whole = [None if value is None else round(value * power) for value in column]
            if all(a is None or a / power == b for a, b in zip(whole, column, strict=True)):
                ints = self._whole_numbers(whole)
                return ints if digits == 0 or ints is None else ["f", digits, ints]
        if len(stated) < len(column):
            return None
        planes = np.array(column, dtype="<f8").view(np.uint8).reshape(len(column), 8)
        self.parts.append(np.ascontiguousarray(planes.T).tobytes())
        return ["d", len(column)]

    def _texts(self, column: list[str]) -> Code:
        if column.count("") > len(column) * _NEARLY_ALL:
            rare = [row for row, text in enumerate(column) if text]
            return ["z", len(column), "", *self._exceptions(column, rare)]
        counted = dict.fromkeys(column)
        if len(counted) > len(column) * _MOSTLY_DIFFERENT:
            return self._numbered(column) or self._table_of(column)
        rows = {text: row for row, text in enumerate(counted)}
        codes = np.array(list(map(rows.__getitem__, column)), dtype=np.int64)
        if len(counted) > 256:
            # The frequent ones first: their high bytes are alike.
            order = np.argsort(-np.bincount(codes), kind="stable")
            place = np.empty_like(order)
            place[order] = np.arange(len(order))
            codes = place[codes]
            names = list(counted)
            counted = dict.fromkeys(names[row] for row in order.tolist())
        self.texts.append(list(counted))
        return ["s", len(self.texts) - 1, self._planes("i", codes, 0)]

    def _table_of(self, column: list[str]) -> Code:
        self.texts.append(column)
        return ["u", len(self.texts) - 1]

    def _numbered(self, column: list[str]) -> Code | None:
        if len({_beginning(text) for text in column[:_LOOKED_AT]}) > _LOOKED_AT / 4:
            return None
        beginnings = list(map(_beginning, column))
        table = {text: row for row, text in enumerate(dict.fromkeys(beginnings))}
        digits = [text[start:] for text, start in zip(column, map(len, beginnings), strict=True)]
        lengths = set(map(len, digits))
        if len(table) > 256 or max(lengths) > _LONGEST_NUMBER or not _NUMBERS.fullmatch(",".join(digits)):
            return None
        # Zeros in front are told by the length that all have in common, or there are none.
        least = 1
        if any(digit[0] == "0" and len(digit) > 1 for digit in digits):
            least = min(lengths)
            if any(digit[0] == "0" and len(digit) > least for digit in digits):
                return None
        self.texts.append(list(table))
        codes = self._planes("i", list(map(table.__getitem__, beginnings)), 0)
        return ["n", len(self.texts) - 1, least, codes, self._ints(list(map(int, digits)))]

    def _lists(self, column: list[list[Any]]) -> Code | None:
        lengths = list(map(len, column))
        if lengths.count(0) > len(column) * _NEARLY_ALL:
            filled = [row for row, length in enumerate(lengths) if length]
            return ["z", len(column), [], *self._exceptions(column, filled)]
        width = lengths[0]
        if width > 1 and len(set(lengths)) == 1 and _is_table(column):
            return ["t", [self._any(list(cells)) for cells in zip(*column, strict=True)]]
        return ["l", self._ints(lengths), self._any(list(chain.from_iterable(column)))]

    def _objects(self, column: list[dict[str, Any]]) -> Code | None:
        keys = list(column[0])
        if not keys or any(row.keys() != column[0].keys() for row in column):
            return None
        return ["o", [[key, self._any([row[key] for row in column])] for key in keys]]


def _beginning(text: str) -> str:
    return text.rstrip("0123456789")


def _different(column: list[Any], expected: Iterable[Any]) -> list[int]:
    """Return the rows in which a list is not what it was expected to be."""
    return list(compress(count(), map(ne, column, expected)))


def _width(largest: int) -> int:
    return (largest.bit_length() + 7) // 8


def _is_constant(column: list[Any]) -> bool:
    """Whether all rows hold the same thing of the same type."""
    first = column[0] if column else None
    if isinstance(first, (bool, int, float)):
        return column.count(first) == len(column) and set(map(type, column)) == {type(first)}
    return bool(column) and first in (None, "", []) and column.count(first) == len(column)


def _is_long(column: list[Any]) -> bool:
    if len(column) >= _SHORTEST:
        return True
    # A few rings hold many points.
    return sum(len(row) for row in column if isinstance(row, list)) >= _SHORTEST


def _is_table(rows: list[list[Any]]) -> bool:
    """Whether rows of one length hold different kinds of things, as the cells of a table do."""
    return len(set(map(type, rows[0]))) > 1
