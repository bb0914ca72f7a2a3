"""The file that an edition of the basemap lies in: named parts, and tables of lines, read piece by piece.

A file begins with `MAGIC` and the length of its directory in four bytes, the lowest first; then the
directory, JSON in zlib's format, which gives each part's place and length after the directory; then the
parts, each in zlib's format by itself, so that a small map unpacks only what it shows.

A table of lines is several parts. ``NAME.index`` holds, for each line, its number of points, its first point,
its last, and its extent; lines that lie near each other stand together. ``NAME.0``, ``NAME.1`` … hold the
points of so many lines each: a byte for each point, the level at which it is still needed, then all steps in
x, then all in y. Whole numbers are written in base 128, the low seven bits first and the eighth bit set on
all bytes but the last, and those that may be negative as 0, −1, 1, −2, … = 0, 1, 2, 3, ….
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geomoves.maps.rings import Box, Point, box_of

__all__ = ["MAGIC", "AtlasFile", "Lines", "json_part", "line_parts", "written_atlas"]

MAGIC = b"geomoves atlas 1\n"

_LENGTH_BYTES = 4
_POINTS_A_CHUNK = 6000
_INDEX_COLUMNS = 9

Ints = npt.NDArray[np.int64]


class AtlasFile:
    """The parts of a file.

    Parameters
    ----------
    content : bytes
        The whole file.

    Raises
    ------
    ValueError
        It is no such file.
    """

    def __init__(self, content: bytes) -> None:
        if not content.startswith(MAGIC):
            raise ValueError("this is no atlas file")
        start = len(MAGIC) + _LENGTH_BYTES
        length = int.from_bytes(content[len(MAGIC) : start], "little")
        self._content = content
        self._first = start + length
        self._directory: dict[str, tuple[int, int]] = json.loads(
            zlib.decompress(content[start : self._first])
        )

    def __contains__(self, name: object) -> bool:
        return name in self._directory

    def part(self, name: str) -> bytes:
        """Return a part, unpacked."""
        offset, length = self._directory[name]
        return zlib.decompress(self._content[self._first + offset : self._first + offset + length])

    def json(self, name: str) -> Any:
        """Return a part that holds JSON."""
        return json.loads(self.part(name))

    def lines(self, name: str) -> Lines:
        """Return a table of lines; their points are unpacked as they are asked for."""
        return Lines(self, name)


class Lines:
    """A table of lines, each a run of points on a whole-number grid.

    Parameters
    ----------
    file : AtlasFile
        Where it lies.
    name : str
        Its name there.
    """

    def __init__(self, file: AtlasFile, name: str) -> None:
        self._file = file
        self._name = name
        numbers = _numbers(file.part(f"{name}.index"))
        count, chunks = int(numbers[0]), int(numbers[1])
        columns = numbers[2 : 2 + _INDEX_COLUMNS * count].reshape(_INDEX_COLUMNS, count)
        self._first_of_chunk = [*numbers[2 + _INDEX_COLUMNS * count :][:chunks].tolist(), count]
        self._counts = columns[0]
        self._first = np.cumsum(_signed(columns[1:3]), axis=1)
        self._last = self._first + _signed(columns[3:5])
        self._extents = np.array(
            [
                self._first[0] - columns[5],
                self._first[1] - columns[6],
                self._first[0] + columns[7],
                self._first[1] + columns[8],
            ]
        )
        self._chunks: dict[int, tuple[Ints, Ints, npt.NDArray[np.uint8], Ints]] = {}

    def __len__(self) -> int:
        return len(self._counts)

    @cached_property
    def boxes(self) -> list[Box]:
        """The extent of each line."""
        return [Box(*edges) for edges in self._extents.T.tolist()]

    def box(self, number: int) -> Box:
        """Return the extent of one line."""
        return Box(*self._extents[:, number].tolist())

    @cached_property
    def ends(self) -> list[tuple[Point, Point]]:
        """The first and the last point of each line."""
        return [
            ((ax, ay), (bx, by)) for ax, ay, bx, by in np.concatenate([self._first, self._last]).T.tolist()
        ]

    @cached_property
    def _chunk_of(self) -> list[int]:
        lengths = np.diff(self._first_of_chunk)
        chunks: list[int] = np.repeat(np.arange(len(lengths)), lengths).tolist()
        return chunks

    def points(self, number: int, level: int = 0) -> list[Point]:
        """Return the points of a line that are needed at a level, its ends always; 0 keeps all."""
        chunk = self._chunk_of[number]
        if chunk not in self._chunks:
            self._chunks[chunk] = self._unpacked(chunk)
        xs, ys, levels, starts = self._chunks[chunk]
        place = number - self._first_of_chunk[chunk]
        stretch = slice(int(starts[place]), int(starts[place + 1]))
        x, y = xs[stretch], ys[stretch]
        if level:
            needed = levels[stretch] >= level
            needed[[0, -1]] = True
            x, y = x[needed], y[needed]
        return list(zip(x.tolist(), y.tolist(), strict=True))

    def meeting(self, box: Box) -> list[int]:
        """Return the numbers of the lines whose extent meets a box."""
        west, south, east, north = self._extents
        met = (west <= box.east) & (east >= box.west) & (south <= box.north) & (north >= box.south)
        numbers: list[int] = np.flatnonzero(met).tolist()
        return numbers

    def _unpacked(self, chunk: int) -> tuple[Ints, Ints, npt.NDArray[np.uint8], Ints]:
        first, after = self._first_of_chunk[chunk : chunk + 2]
        counts = self._counts[first:after]
        starts = np.concatenate([[0], np.cumsum(counts)])
        content = self._file.part(f"{self._name}.{chunk}")
        levels = np.frombuffer(content, np.uint8, count=int(starts[-1]))
        steps = _signed(_numbers(content[int(starts[-1]) :])).reshape(2, -1)
        # One running sum for all lines: each first point steps on from the last point of the line before.
        places = np.empty((2, int(starts[-1])), np.int64)
        is_first = np.zeros(int(starts[-1]), bool)
        is_first[starts[:-1]] = True
        places[:, ~is_first] = steps
        before = np.concatenate([np.zeros((2, 1), np.int64), self._last[:, first : after - 1]], axis=1)
        places[:, is_first] = self._first[:, first:after] - before
        xs, ys = np.cumsum(places, axis=1)
        return xs, ys, levels, starts


def _numbers(content: bytes) -> Ints:
    """Read whole numbers in base 128."""
    octets = np.frombuffer(content, np.uint8).astype(np.int64)
    ends = np.flatnonzero(octets < 128)
    starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    lengths = ends - starts + 1
    values: Ints = octets[starts] & 127
    for place in range(1, int(lengths.max(initial=0))):
        longer = lengths > place
        values[longer] |= (octets[starts[longer] + place] & 127) << (7 * place)
    return values


def _signed(values: Ints) -> Ints:
    signed: Ints = (values >> 1) ^ -(values & 1)
    return signed


# --- writing ------------------------------------------------------------------------------------------------


def written_atlas(parts: Mapping[str, bytes]) -> bytes:
    """Return the file that holds `parts`; the same parts give the same bytes.

    Examples
    --------
    >>> file = AtlasFile(written_atlas({"a": b"one", **line_parts("b", [[(3, 4), (5, 1)]], ["00"])}))
    >>> file.part("a"), file.lines("b").points(0), file.lines("b").boxes[0]
    (b'one', [(3, 4), (5, 1)], Box(west=3, south=1, east=5, north=4))
    """
    directory: dict[str, tuple[int, int]] = {}
    packed = bytearray()
    for name, content in parts.items():
        zipped = zlib.compress(content, 9)
        directory[name] = (len(packed), len(zipped))
        packed += zipped
    head = zlib.compress(json.dumps(directory, separators=(",", ":")).encode(), 9)
    return MAGIC + len(head).to_bytes(_LENGTH_BYTES, "little") + head + bytes(packed)


def json_part(content: Any) -> bytes:
    """Return a part that holds JSON."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def line_parts(name: str, lines: Sequence[Sequence[Point]], levels: Sequence[str]) -> dict[str, bytes]:
    """Return the parts of a table of lines.

    Parameters
    ----------
    name : str
        Its name.
    lines : sequence of sequence of (int, int)
        In an order that keeps together what lies together.
    levels : sequence of str
        A digit for each point of each line.
    """
    chunks: list[list[int]] = []
    size = _POINTS_A_CHUNK
    for number, line in enumerate(lines):
        if size >= _POINTS_A_CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(number)
        size += len(line)
    parts = {f"{name}.index": _index(lines, [chunk[0] for chunk in chunks])}
    for place, chunk in enumerate(chunks):
        digits = bytes(int(digit) for number in chunk for digit in levels[number])
        steps = [
            after[axis] - point[axis]
            for axis in (0, 1)
            for number in chunk
            for point, after in zip(lines[number], lines[number][1:], strict=False)
        ]
        parts[f"{name}.{place}"] = digits + _base_128(map(_unsigned, steps))
    return parts


def _index(lines: Sequence[Sequence[Point]], firsts: list[int]) -> bytes:
    rows = []
    last_x = last_y = 0
    for line in lines:
        (x, y), (end_x, end_y), box = line[0], line[-1], box_of(line)
        signed = (x - last_x, y - last_y, end_x - x, end_y - y)
        rows.append(
            (len(line), *map(_unsigned, signed), x - box.west, y - box.south, box.east - x, box.north - y)
        )
        last_x, last_y = x, y
    columns = [value for column in zip(*rows, strict=True) for value in column]
    return _base_128([len(lines), len(firsts), *columns, *firsts])


def _unsigned(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _base_128(values: Iterable[int]) -> bytes:
    octets = bytearray()
    for value in values:
        rest = value
        while rest > 127:
            octets.append(128 | rest & 127)
            rest >>= 7
        octets.append(rest)
    return bytes(octets)
