"""Data as it travels inside a page: columns (see `geomoves.maps.codec`), gzipped, as base64.

Base64 holds no brace, no ``<``, no quote and no backtick, so nothing that a user wrote can reach HTML,
JavaScript or a template on its way to the page. The browser unpacks it.
"""

from __future__ import annotations

import base64
import binascii
import functools
import gzip
import hashlib
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from geomoves.errors import ArgumentError
from geomoves.maps.codec import decode, encode_apart
from geomoves.maps.columns import DERIVED
from geomoves.memory import uncollected

__all__ = ["Kind", "PackedData", "pack", "packed_texts", "unpack"]

Kind = Literal["block", "basemap", "context"]
#: Bytes, and the level at which they are deflated.
_Piece: TypeAlias = tuple[bytes, int]

# Of numbers a higher level takes three times as long for two per cent of the size; of texts it is worth it.
_TEXT_LEVEL, _NUMBER_LEVEL = 6, 4
#: From here on our scripts get smaller by a tenth of a per cent.
_SCRIPT_LEVEL = 7
#: What is deflated on its own, and beside others: the same bytes on any machine.
_PIECE_BYTES = 1 << 19
_MOST_THREADS = 4
#: Deflate, no flags, no time, and no system, which says nothing about the data.
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


@dataclass(frozen=True, slots=True)
class PackedData:
    """One document of data, packed for a page.

    Parameters
    ----------
    kind : {"block", "basemap", "context"}
        What it is to the page.
    digest : str
        SHA-256 of the gzipped bytes, 64 hexadecimal digits: the same data has the same digest.
    text : str
        The gzipped bytes in base64.
    data : mapping
        What was packed.
    """

    kind: Kind
    digest: str
    text: str
    data: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def element_id(self) -> str:
        """The ``id`` of the element that carries it in a page."""
        return f"geomoves-{self.kind}-{self.digest[:16]}"

    @property
    def media_type(self) -> str:
        """The ``type`` of that element: none that a browser would run."""
        return f"application/x-geomoves-{self.kind}"


def pack(data: Mapping[str, Any], kind: Kind = "block") -> PackedData:
    """Pack plain data for a page.

    The same data gives the same text, whatever the order of its keys, the clock and the system.

    Parameters
    ----------
    data : mapping
        What JSON can say: mappings with text keys, lists, texts, finite numbers, true, false, None.
    kind : {"block", "basemap", "context"}
        What it is to the page.

    Returns
    -------
    PackedData
        The packed form.

    Raises
    ------
    ArgumentError
        `data` holds something that JSON cannot say.

    Examples
    --------
    >>> packed = pack({"title": "</script>{{7*191}}"})
    >>> packed.element_id
    'geomoves-block-...'
    >>> unpack(packed.text)
    {'title': '</script>{{7*191}}'}
    """
    try:
        with uncollected():
            content = encode_apart(data, DERIVED if kind == "block" else None)
    except (TypeError, ValueError, RecursionError, OverflowError) as error:
        raise ArgumentError(kind, f"this is no plain data for a page: {error}") from error
    zipped = _zipped(*zip(content, (_TEXT_LEVEL, _NUMBER_LEVEL), strict=True))
    return PackedData(
        kind=kind,
        digest=hashlib.sha256(zipped).hexdigest(),
        text=base64.b64encode(zipped).decode("ascii"),
        data=data,
    )


@functools.lru_cache(maxsize=4)
def packed_texts(*texts: str) -> tuple[str, ...]:
    """Return constant texts of ours as they travel in a page: each gzip in base64.

    Examples
    --------
    >>> gzip.decompress(base64.b64decode(packed_texts("let x = 1;" * 50)[0])).decode()[:10]
    'let x = 1;'
    """
    zipped = _each(_zipped, [(text.encode("utf-8"), _SCRIPT_LEVEL) for text in texts])
    return tuple(base64.b64encode(each).decode("ascii") for each in zipped)


def _zipped(*parts: _Piece) -> bytes:
    """Return parts as one gzip stream, each deflated at a level of its own."""
    pieces = [
        (content[start : start + _PIECE_BYTES], level)
        for content, level in parts
        for start in range(0, len(content), _PIECE_BYTES)
    ]
    checksum = 0
    for content, _ in parts:
        checksum = zlib.crc32(content, checksum)
    size = sum(len(content) for content, _ in parts)
    # The last block of a stream, which holds nothing.
    end = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS).flush()
    tail = struct.pack("<II", checksum, size & 0xFFFFFFFF)
    return b"".join([_GZIP_HEAD, *_each(_deflated, pieces), end, tail])


def _deflated(piece: _Piece) -> bytes:
    content, level = piece
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    # A full flush ends on a whole byte, and what follows refers to nothing before it.
    return deflate.compress(content) + deflate.flush(zlib.Z_FULL_FLUSH)


def _each(work: Callable[[_Piece], bytes], pieces: Sequence[_Piece]) -> list[bytes]:
    """Return what becomes of each piece, in their order; deflating leaves the interpreter to others."""
    if len(pieces) > 1:
        # Where no thread can be started one piece is done after the other.
        with suppress(RuntimeError), ThreadPoolExecutor(_MOST_THREADS) as threads:
            return list(threads.map(work, pieces))
    return list(map(work, pieces))


def unpack(text: str) -> Any:
    """Return the data behind the text of a `PackedData`.

    Parameters
    ----------
    text : str
        Base64, as an element of a saved map carries it; white space around it does no harm.

    Returns
    -------
    object
        The data, lists as lists; texts that a page puts together itself are not in it.

    Raises
    ------
    ArgumentError
        `text` is not packed data.

    Examples
    --------
    >>> unpack(pack({"days": [20004, 20014]}).text)
    {'days': [20004, 20014]}
    """
    try:
        return decode(gzip.decompress(base64.b64decode(text.strip(), validate=True)))
    except (binascii.Error, OSError, EOFError, zlib.error, ValueError, KeyError, IndexError) as error:
        raise ArgumentError("text", f"this is no packed data: {error}", "take it from a saved map") from error
