"""Sections of a packed file that are written piece by piece, and its table of names sorted in parts."""

from __future__ import annotations

from array import array
from binascii import crc32
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from geomoves.places.packed.mapped import ORDINAL_BITS, WAY_BITS

__all__ = ["Entries", "Numbers", "Section", "numbers_of", "padded", "running", "section"]

# Names whose checksums start alike are sorted together.
_PARTS_BITS = 4
_PARTS = 1 << _PARTS_BITS
_BUFFERED = 1 << 16
_CHECKSUM_BIT = 40
_ROW_BIT = ORDINAL_BITS + WAY_BITS
_WAYS = (1 << WAY_BITS) - 1
_NAMES = (1 << _ROW_BIT) - 1
_ROWS = (1 << (_CHECKSUM_BIT - _ROW_BIT)) - 1
_COPIED = 1 << 20

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(slots=True)
class Section:
    """A section of the file: the type of its numbers, how many there are, and its bytes piece by piece."""

    code: str
    count: int
    content: Iterable[bytes]


class Entries:
    """Checksums of keys with the place, the name and the way to it, spread over sixteen files."""

    def __init__(self, folder: Path) -> None:
        self._files: list[IO[bytes]] = [
            open(folder / f"keys{part}", "w+b")  # noqa: SIM115 - closed in close
            for part in range(_PARTS)
        ]
        self._buffers = [array("Q") for _ in range(_PARTS)]

    def add(self, key: str, entry: int) -> None:
        """Note that a key leads to an entry: a name of a place, in some way."""
        checksum = crc32(key.encode("utf-8", "surrogatepass"))
        part = checksum >> (32 - _PARTS_BITS)
        buffer = self._buffers[part]
        # 24 bits of the checksum, 28 of the place, 10 of the name, 2 of the way: one number is quicker.
        buffer.append((checksum >> 8) << _CHECKSUM_BIT | entry)
        if len(buffer) > _BUFFERED:
            self._files[part].write(buffer.tobytes())
            del buffer[:]

    def sections(
        self, folder: Path, new_row: Numbers, rank: Numbers, entry_code: str
    ) -> tuple[Section, Section, Section]:
        """Return where the entries of each bucket start, the marks, and the entries, all sorted.

        Parameters
        ----------
        folder : Path
            Where they are written to.
        new_row, rank : array
            Of each place as the entries number it: its row in the file, and its rank among namesakes.
        entry_code : str
            The type of the entries.
        """
        counts = np.zeros(1 << 16, dtype=np.int64)
        held = 0
        with open(folder / "marks", "wb") as marks, open(folder / "entries", "wb") as entries:
            for file, buffer in zip(self._files, self._buffers, strict=True):
                file.write(buffer.tobytes())
                file.seek(0)
                found = np.frombuffer(file.read(), dtype=np.uint64)
                checksum = (found >> np.uint64(_CHECKSUM_BIT)).astype(np.int64)
                row = ((found >> np.uint64(_ROW_BIT)) & np.uint64(_ROWS)).astype(np.int64)
                entry = new_row[row] << _ROW_BIT | (found & np.uint64(_NAMES)).astype(np.int64)
                order = np.lexsort((entry, rank[row], entry & _WAYS, checksum))
                checksum = checksum[order]
                counts += np.bincount(checksum >> 8, minlength=1 << 16)
                marks.write((checksum & 255).astype(np.uint8).tobytes())
                entries.write(_little(entry_code, entry[order]))
                held += len(found)
        return (
            section("I", running(counts)),
            Section("B", held, _content_of(folder / "marks")),
            Section(entry_code, held, _content_of(folder / "entries")),
        )

    def close(self) -> None:
        """Close the files."""
        for file in self._files:
            file.close()


def padded(content: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces, and what fills them up to a multiple of eight bytes."""
    length = 0
    for piece in content:
        length += len(piece)
        yield piece
    yield b"\0" * (-length % 8)


def _content_of(path: Path) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while piece := file.read(_COPIED):
            yield piece


def section(code: str, values: Any) -> Section:
    """Return numbers as a section of one piece."""
    numbers = np.asarray(values)
    return Section(code, len(numbers), (_little(code, numbers),))


def _little(code: str, numbers: Numbers) -> bytes:
    return numbers.astype(np.dtype(code).newbyteorder("<")).tobytes()


def numbers_of(values: array[int]) -> Numbers:
    """Return an array's numbers without a copy."""
    return (
        np.frombuffer(values, dtype=np.dtype(values.typecode))
        if values
        else np.zeros(0, dtype=values.typecode)
    )


def running(counts: Numbers) -> Numbers:
    """Return where each group starts, and the end of all."""
    return np.concatenate(([0], np.cumsum(counts)))
