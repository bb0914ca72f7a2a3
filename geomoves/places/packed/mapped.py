"""A packed file, mapped into memory: its constants, its ids, its header and its columns."""

from __future__ import annotations

import json
import mmap
import os
import sys
from array import array
from binascii import crc32

from geomoves.errors import AssetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

__all__ = [
    "END_OF_TEXTS",
    "FIRST_CODE",
    "FIRST_RAW",
    "HEADER_AT",
    "ID_BASE",
    "LONGEST_ID",
    "MAGIC",
    "NAMED",
    "ORDINAL_BITS",
    "RAW",
    "SHORTENED",
    "TEXT_BLOCK",
    "UNWRAPPED",
    "VERSION",
    "WAY_BITS",
    "MappedFile",
    "code_of",
    "number_of",
]

MAGIC = b"GEOMOVES"
#: The layout that this module reads; a file of any other is refused.
VERSION = 2
#: Where the header starts: after the magic, the version, the header's length and its checksum.
HEADER_AT = 20
#: How many bits of an entry say how a key leads to a name, and how many number a name of its place; the
#: others number the place.
WAY_BITS = 2
ORDINAL_BITS = 10
#: A key is the name itself, the name without its river, or without its wrapper.
NAMED, SHORTENED, UNWRAPPED = range(3)
#: Bytes below this start a name and say which table it is written in, or which encoding.
FIRST_CODE = 8
#: Who reads a name reads up to the start of the next, and after the last there is none.
END_OF_TEXTS = b"\0"
RAW = {7: "utf-8", 6: "gb18030"}
FIRST_RAW = min(RAW)
#: Of how many places the texts are counted from one start.
TEXT_BLOCK = 8

# The letters of an id that is no number, in the order of their digits; none stands for the digit 0.
_ID_LETTERS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ID_DIGIT = {letter: digit for digit, letter in enumerate(_ID_LETTERS, 1)}
ID_BASE = len(_ID_LETTERS) + 1
LONGEST_ID = 6


def number_of(code: str) -> int | None:
    """Return the number under which a short code is kept, None when it cannot be.

    Examples
    --------
    >>> number_of("RU-ROS") is not None, number_of("ru-ros") is None
    (True, True)
    """
    if not 0 < len(code) <= LONGEST_ID:
        return None
    number = 0
    for letter in code:
        digit = _ID_DIGIT.get(letter)
        if digit is None:
            return None
        number = number * ID_BASE + digit
    return number


def code_of(number: int) -> str:
    """Return the code that is kept under a number."""
    letters = ""
    while number:
        number, digit = divmod(number, ID_BASE)
        letters = _ID_LETTERS[digit - 1] + letters
    return letters


class MappedFile:
    """A packed file whose header is read and whose columns lie where they are; made as a `PackedLayer`."""

    def __init__(self, path: str | os.PathLike[str], remedy: str) -> None:
        self._path = os.fspath(path)
        self._remedy = remedy
        self._map = self._mapped()
        self.header = self._read_header()
        #: Where the data comes from, whom to credit, how many places there are.
        self.about: dict[str, Any] = self.header["about"]

    @property
    def path(self) -> Path:
        """The file."""
        from pathlib import Path

        return Path(self._path)

    def _broken(self, what: str) -> AssetError:
        return AssetError(os.path.basename(self._path), what, self._remedy)

    def _mapped(self) -> mmap.mmap:
        try:
            with open(self._path, "rb") as file:
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            raise self._broken("the packed places are missing") from None
        except (OSError, ValueError) as error:  # ValueError: the file is empty
            raise self._broken(f"the packed places cannot be read: {error}") from error

    def _read_header(self) -> dict[str, Any]:
        start = self._map[:HEADER_AT]
        if len(start) < HEADER_AT or start[:8] != MAGIC:
            raise self._broken("this is no file of packed places")
        version, length, self.checksum = (int.from_bytes(start[at : at + 4], "little") for at in (8, 12, 16))
        if version != VERSION:
            raise self._broken(f"these places are packed in version {version}, wanted is {VERSION}")
        text = self._map[HEADER_AT : HEADER_AT + length]
        if len(text) != length or crc32(text) != self.checksum:
            raise self._broken("the header of the packed places is damaged")
        header: dict[str, Any] = json.loads(text)
        if header["size"] != len(self._map):
            raise self._broken(f"the packed places have {len(self._map)} bytes of {header['size']}")
        return header

    def _column(self, code: str, start: int, count: int) -> Any:
        size = array(code).itemsize
        view = memoryview(self._map)[start : start + size * count]
        if sys.byteorder == "little":
            return view.cast(code)  # type: ignore[call-overload]  # any of the codes that the writer uses
        column = array(code, view.tobytes())
        column.byteswap()
        return column

    def file_facts(self) -> dict[str, Any]:
        """Return the file's name, size, layout version, number of names, and checksum beside it.

        Raises
        ------
        AssetError
            The checksum is missing.
        """
        return {
            "file": self.path.name,
            "bytes": len(self._map),
            "version": VERSION,
            "names": self.header["names"],
            "sha256": self._checksum_beside(),
        }

    def _checksum_beside(self) -> str:
        beside = self.path.with_name(self.path.name + ".sha256")
        try:
            return beside.read_text(encoding="ascii").split()[0]
        except (OSError, ValueError, IndexError) as error:
            raise AssetError(
                beside.name, "the checksum of the packed places is missing", self._remedy
            ) from error

    def verify(self) -> None:
        """Check every byte against the checksum in the file beside it, ``<name>.sha256``.

        Raises
        ------
        AssetError
            They differ, or the checksum is missing.
        """
        import hashlib

        if hashlib.sha256(self._map).hexdigest() != self._checksum_beside():
            raise self._broken("the packed places are damaged: their checksum is another")
