"""Columns as bytes, read: what `geomoves.maps.codec` wrote."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

__all__ = ["VERSION", "at_path", "decode"]

#: Of the form in which columns are written.
VERSION = 1

Code = list[Any]


def decode(content: bytes) -> Any:
    """Return what `encode` made bytes of, lists as lists.

    Raises
    ------
    ValueError
        These are no such bytes.
    """
    if len(content) < 4:
        raise ValueError("this is too short for packed data")
    (length,) = struct.unpack_from("<I", content)
    header = json.loads(content[4 : 4 + length])
    if not isinstance(header, dict) or header.get("v") != VERSION:
        raise ValueError("this is packed by another version")
    data = header["data"]
    reader = _Reader(content, 4 + length, header["texts"], data)
    for path, code in header["columns"]:
        *folder, name = path
        table = data
        for key in folder:
            table = table[key]
        table[name] = reader.read(code)
    return data


def at_path(data: Any, path: Sequence[str]) -> Any:
    """Return what stands at a path of keys, None when nothing does."""
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _groups(index: list[int]) -> dict[int, list[int]]:
    """Return for each lead the rows that it leads, itself first."""
    groups: dict[int, list[int]] = {}
    for row, lead in enumerate(index):
        groups.setdefault(lead, []).append(row)
    return groups


class _Reader:
    def __init__(self, content: bytes, start: int, texts: list[list[str]], data: Any) -> None:
        self.content = content
        self.at = start
        self.texts = texts
        self.data = data

    def read(self, code: Code) -> list[Any]:
        kind = code[0]
        if kind in ("i", "+", "?"):
            return self._ints(*code)
        if kind == "f":
            power = 10 ** code[1]
            return [None if value is None else value / power for value in self.read(code[2])]
        if kind == "d":
            return list(np.ascontiguousarray(self._bytes(code[1], 8).T).view("<f8").ravel().tolist())
        if kind == "b":
            return list(map(bool, self.read(code[1])))
        if kind == "s":
            return list(map(self.texts[code[1]].__getitem__, self.read(code[2])))
        if kind == "u":
            return list(self.texts[code[1]])
        if kind == "n":
            names = map(self.texts[code[1]].__getitem__, self.read(code[3]))
            numbers = self.read(code[4])
            return [name + str(number).zfill(code[2]) for name, number in zip(names, numbers, strict=True)]
        if kind == "l":
            lengths = self.read(code[1])
            flat = iter(self.read(code[2]))
            return [[next(flat) for _ in range(length)] for length in lengths]
        if kind == "t":
            return [list(row) for row in zip(*map(self.read, code[1]), strict=True)]
        if kind == "o":
            columns = [(key, self.read(inner)) for key, inner in code[1]]
            return [
                dict(zip(dict(columns), row, strict=True))
                for row in zip(*dict(columns).values(), strict=True)
            ]
        if kind == "j":
            return list(code[1])
        if kind == "+d":
            pairs = zip(self.read(code[2]), at_path(self.data, code[1]), strict=True)
            return [apart if apart is None else apart + (base or 0) for apart, base in pairs]
        return self._put(self._expected(code), *map(self.read, code[-2:]))

    def _expected(self, code: Code) -> list[Any]:
        """Return the values that a list would have without its exceptions."""
        if code[0] == "z":
            return [code[2]] * code[1]
        if code[0] == "p":
            source = [*at_path(self.data, code[1]), None]
            return [source[row] for row in at_path(self.data, code[2])]
        if code[0] == "m":
            groups = _groups(at_path(self.data, code[1]))
            return [groups.get(lead) for lead in at_path(self.data, code[2])]
        if code[0] == "e":
            return list(at_path(self.data, code[1]))
        if code[0] == "q":
            leads = iter(self.read(code[2]))
            made: list[Any] = []
            for row, lead in enumerate(at_path(self.data, code[1])):
                made.append(next(leads) if lead == row else made[lead])
            return made
        if code[0] == "g":
            values = iter(self.read(code[2]))
            known: dict[Any, Any] = {}
            made = []
            for key in zip(*(at_path(self.data, path) for path in code[1]), strict=True):
                if key not in known:
                    known[key] = next(values)
                made.append(known[key])
            return made
        raise ValueError(f"there is no code {code[0]!r}")

    @staticmethod
    def _put(column: list[Any], rows: list[int], values: list[Any]) -> list[Any]:
        for row, value in zip(rows, values, strict=True):
            column[row] = value
        return column

    def _ints(self, sign: str, count: int, width: int, base: int) -> list[Any]:
        planes = self._bytes(count, width)
        values = np.zeros(count, dtype=np.int64)
        for plane in range(width):
            values += planes[plane].astype(np.int64) << (8 * plane)
        if sign == "+":
            return list(np.cumsum(values + base).tolist())
        if sign == "?":
            return [value + base - 1 if value else None for value in values.tolist()]
        return list((values + base).tolist())

    def _bytes(self, count: int, width: int) -> Any:
        taken = self.content[self.at : self.at + count * width]
        if len(taken) < count * width:
            raise ValueError("packed data ends too early")
        self.at += count * width
        return np.frombuffer(taken, dtype=np.uint8).reshape(width, count)
