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
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np

from geomoves.coded import Coded, Column, Composed
from geomoves.maps.decoding import VERSION, decode
from geomoves.maps.deriving import Derived, Deriver, Path
from geomoves.maps.encoding import Encoder, is_long

__all__ = ["decode", "encode", "encode_apart"]

#: What holds nothing else: most of what stands in a document is that.
_ALONE = frozenset({str, int, float, bool, type(None)})


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
        What JSON can say; a `Column` stands for its list, and columns of `Composed` texts are left out.
    derived : mapping, optional
        Which lists follow from others, by their paths; what does not follow is written all the same.

    Raises
    ------
    TypeError, ValueError, RecursionError
        `data` holds something that JSON cannot say.
    """
    derived = {} if derived is None else derived
    columns: dict[Path, Column | list[Any]] = {}
    skeleton = _without_columns(data, (), columns)
    encoder = Encoder()
    deriver = Deriver(data, encoder)
    codes = []
    # Those that follow from others are read after them.
    for path in sorted(columns, key=lambda path: (_rank(path, derived), path)):
        column = columns[path]
        if isinstance(column, Coded):
            column = column.told_once()
        codes.append([list(path), _code(column, derived.get(path), encoder, deriver)])
    header = {"v": VERSION, "data": skeleton, "columns": codes, "texts": encoder.texts}
    # Half a surrogate pair has no UTF-8; written \udXXX it is a JSON escape for itself.
    text = _json(header).encode("utf-8", "backslashreplace")
    return struct.pack("<I", len(text)) + text, b"".join(encoder.parts)


def _code(
    column: Column | list[Any], how: tuple[Any, ...] | None, encoder: Encoder, deriver: Deriver
) -> list[Any]:
    code = encoder.constant(column)
    if code is None and how is not None:
        code = deriver.code(column, how)
    return encoder.any(column) if code is None else code


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _rank(path: Path, derived: Derived) -> int:
    how = derived.get(path)
    return 0 if how is None else 1 + max(_rank(other, derived) for other in how[1:])


def _without_columns(
    data: Mapping[str, Any], path: Path, columns: dict[Path, Column | list[Any]]
) -> dict[str, Any]:
    """Return a document without its long lists, and put them into `columns`."""
    made: dict[str, Any] = {}
    for key, value in data.items():
        if not isinstance(key, str):
            raise TypeError(f"the key {key!r} is no text")
        here = (*path, key)
        if type(value) in _ALONE:
            made[key] = value
        elif isinstance(value, Mapping):
            made[key] = _without_columns(value, here, columns)
        elif isinstance(value, Composed):
            continue
        elif isinstance(value, np.ndarray):
            columns[here] = value.tolist()
        elif isinstance(value, (list, Column)) and is_long(value):
            columns[here] = value
        else:
            made[key] = value.tolist() if isinstance(value, Column) else value
    return made
