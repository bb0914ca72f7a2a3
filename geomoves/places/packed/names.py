"""The names in a packed file: told where they lie, without reading the file.

A key leads by its checksum to entries, each a name of a place. A look-up touches a few pages of the file, and
what is found is compared letter by letter, so that two names with one checksum are never mixed up.
"""

from __future__ import annotations

import os
import re
from binascii import crc32
from bisect import bisect_left
from codecs import charmap_decode
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from geomoves.places.layers import UNDATED, Hit, HitFields
from geomoves.places.names.folding import fold
from geomoves.places.packed.mapped import (
    FIRST_CODE,
    FIRST_RAW,
    ORDINAL_BITS,
    RAW,
    SHORTENED,
    TEXT_BLOCK,
    UNWRAPPED,
    WAY_BITS,
    MappedFile,
)
from geomoves.places.place import Name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from geomoves.places.names.wrappers import Reading

__all__ = ["PackedNames"]

_ORDINAL = (1 << ORDINAL_BITS) - 1
_WAYS = (1 << WAY_BITS) - 1
_ROW_BIT = ORDINAL_BITS + WAY_BITS
_NAMES = re.compile(rb"([\x00-\x07][^\x00-\x07]*)")
_BYTES = tuple(bytes([value]) for value in range(256))
_CODES = bytes(range(FIRST_CODE))
# What a named tuple does, without the call of its own.
_new_hit = tuple.__new__
_NONE: frozenset[int] = frozenset()


class PackedNames(MappedFile):
    """The names of a packed file; made as a `PackedLayer`."""

    def __init__(self, path: str | os.PathLike[str], remedy: str) -> None:
        super().__init__(path, remedy)
        sections = self.header["sections"]
        #: The columns of the file by their names.
        self.columns: dict[str, Sequence[int]] = {
            name: self._column(*section) for name, section in sections.items()
        }
        columns = self.columns
        self._find = self._map.find
        self._tables = [dict(enumerate(table, FIRST_CODE)) for table in self.header["tables"]]
        self._texts_at: int = sections["texts"][1]
        self._marks_at: int = sections["marks"][1]
        self._text_blocks, self._text_offsets = columns["text_blocks"], columns["text_offsets"]
        self._buckets = columns["buckets"]
        self._entries: Any = columns["entries"]
        # Only what is made of dumps knows of years.
        self._dated = columns.get("dated_entries", ())
        self._dated_from, self._dated_to = columns.get("dated_from", ()), columns.get("dated_to", ())
        #: Whether `hits` come as namesakes are ranked; the years of names can change that.
        self.ranked: bool = not self._dated

    def names(self, row: int) -> list[str]:
        """Return every name of a place, the usual one first."""
        names = _NAMES.findall(self._map[self._start(row) : self._start(row + 1)])
        return [self._decoded(coded) for coded in names]

    def _start(self, row: int) -> int:
        """Return where the names of a place start in the file."""
        return self._texts_at + self._text_blocks[row // TEXT_BLOCK] + self._text_offsets[row]

    def _decoded(self, coded: bytes) -> str:
        number = coded[0]
        if number >= FIRST_RAW:
            return coded[1:].decode(RAW[number])
        text: str = charmap_decode(coded[1:], "strict", self._tables[number])[0]
        return text

    def _name(self, row: int, ordinal: int) -> str:
        found = _MATCHERS[ordinal](self._map, self._start(row))
        return self._decoded(found[1])

    def hits(self, key: str) -> Sequence[Hit]:
        """Return names that fold to `key`, as namesakes are ranked."""
        return [_new_hit(Hit, hit) for hit in self.told(key)[0]]

    def told(
        self, key: str, most: int = 0, asked: str = "", replaced: AbstractSet[int] = _NONE
    ) -> tuple[Sequence[HitFields], bool]:
        """Return names that fold to `key`, as namesakes are ranked, and whether it may be known otherwise.

        Parameters
        ----------
        key : str
            A folded name.
        most : int
            Stop after so many, of `ranked` ones; 0 for all.
        asked : str
            When there is one: a name that folds to the key; only stop when all are written so.
        replaced : set of int
            Rows that are ranked elsewhere: do not stop when one of them is among the namesakes.
        """
        # Asked for every name, of which many are nobody's: what would be shared is written out.
        try:
            checksum = crc32(key.encode())
        except UnicodeEncodeError:
            return (), False  # no name holds half a character
        buckets, marks_at = self._buckets, self._marks_at
        bucket = checksum >> 16
        mark, end = _BYTES[checksum >> 8 & 255], marks_at + buckets[bucket + 1]
        at = self._find(mark, marks_at + buckets[bucket], end)
        if at < 0:
            return (), False
        entry = self._entries[at - marks_at]
        if entry & _WAYS:
            return (), True
        # Marks are sorted: another entry's lies beside it.
        if at + 1 < end and self._map[at + 1] == mark[0]:
            last = self._map.rfind(mark, at, end) + 1
            entries = self._entries[at - marks_at : last - marks_at].tolist()
            otherwise = bool(entries[-1] & _WAYS)
            named = [entry for entry in entries if not entry & _WAYS] if otherwise else entries
            if (
                self.ranked
                and 0 < most < len(named)
                and not otherwise
                and replaced.isdisjoint([entry >> _ROW_BIT for entry in named])
            ):
                first = self._read(key, named[:most])
                if len(first) == most and (not asked or all(hit[1] == asked for hit in first)):
                    return first, otherwise
            return self._read(key, named), otherwise
        # Most names are those of one place.
        row, ordinal = entry >> _ROW_BIT, entry >> WAY_BITS & _ORDINAL
        start = self._texts_at + self._text_blocks[row // TEXT_BLOCK] + self._text_offsets[row]
        coded = _MATCHERS[ordinal](self._map, start)[1]
        number = coded[0]
        if number < FIRST_RAW:
            text = charmap_decode(coded[1:], "strict", self._tables[number])[0]
        else:
            text = coded[1:].decode(RAW[number])
        if text != asked and text.lower() != key and fold(text) != key:
            return (), False
        other = None if not ordinal else self._other_name(text, entry) if self._dated else UNDATED
        return ((row, text, other),), False

    def _read(self, key: str, entries: Iterable[int], *, whole: bool = True) -> Sequence[HitFields]:
        """Return the names of some entries, of `whole` names those that fold to the key."""
        # What `_name`, `_start` and `_decoded` do, without the calls: a look-up does little else.
        places, blocks, offsets, texts_at = self._map, self._text_blocks, self._text_offsets, self._texts_at
        matchers, dated, tables = _MATCHERS, self._dated, self._tables
        # Namesakes are mostly written alike. Of what only has the checksum there is no text.
        texts: dict[bytes, str | None] = {}
        found: list[HitFields] = []
        coded, text, length = b"", None, 0
        for entry in entries:
            row, ordinal = entry >> _ROW_BIT, entry >> WAY_BITS & _ORDINAL
            start = texts_at + blocks[row // TEXT_BLOCK] + offsets[row]
            # A usual name that is written as the one before, up to where the next name starts.
            if not ordinal and length and places[start : start + length].rstrip(_CODES) == coded:
                if text is not None:
                    found.append((row, text, None))
                continue
            coded = matchers[ordinal](places, start)[1]
            length = len(coded) + 1
            if coded in texts:
                text = texts[coded]
            else:
                number = coded[0]
                if number < FIRST_RAW:
                    text = charmap_decode(coded[1:], "strict", tables[number])[0]
                else:
                    text = coded[1:].decode(RAW[number])
                # A name in small letters folds as it does itself, and that is far quicker to tell.
                if whole and text.lower() != key and fold(text) != key:
                    text = None
                texts[coded] = text
            if text is not None:
                # Most names have no years, and one `Name` says so of all of them.
                other = None if not ordinal else self._other_name(text, entry) if dated else UNDATED
                found.append((row, text, other))
        return found

    def _other_name(self, text: str, entry: int) -> Name:
        dated = self._dated
        if dated:
            at = bisect_left(dated, entry)
            if at < len(dated) and dated[at] == entry:
                return Name(text, "", self._dated_from[at] or None, self._dated_to[at] or None)
        return Name(text)

    def _other_names(self, row: int) -> tuple[Name, ...]:
        texts = self.names(row)[1:]
        return tuple(
            self._other_name(text, row << _ROW_BIT | ordinal << WAY_BITS)
            for ordinal, text in enumerate(texts, 1)
        )

    def _marked(self, key: str) -> Sequence[int]:
        """Return the entries with a key's mark, by their ways."""
        checksum = crc32(key.encode("utf-8", "surrogatepass"))
        buckets, marks_at = self._buckets, self._marks_at
        bucket = checksum >> 16
        mark, end = _BYTES[checksum >> 8 & 255], marks_at + buckets[bucket + 1]
        at = self._find(mark, marks_at + buckets[bucket], end)
        if at < 0:
            return ()
        last = self._map.rfind(mark, at, end) + 1
        return self._entries[at - marks_at : last - marks_at].tolist()  # type: ignore[no-any-return]

    def holds(self, key: str) -> bool:
        """Whether any way to look may find something: never wrong when it says no."""
        checksum = crc32(key.encode("utf-8", "surrogatepass"))
        buckets, marks_at = self._buckets, self._marks_at
        bucket = checksum >> 16
        end = marks_at + buckets[bucket + 1]
        return self._find(_BYTES[checksum >> 8 & 255], marks_at + buckets[bucket], end) >= 0

    def knows_otherwise(self, key: str) -> bool:
        """Whether `shortened` or `unwrapped` may find something: never wrong when it says no."""
        entries = self._marked(key)
        return bool(entries and entries[-1] & _WAYS)

    def _derived_hits(self, core: str, wanted: int) -> list[tuple[Hit, str]]:
        entries = [entry for entry in self._marked(core) if entry & _WAYS == wanted]
        # An entry's own number tells of years; what leads to it does not.
        found = self._read(core, [entry - wanted for entry in entries], whole=False) if entries else ()
        return [(_new_hit(Hit, hit), fold(hit[1])) for hit in found]

    def romanised(self, key: str) -> Sequence[Hit]:
        """Return nothing: the world's places have their Latin names."""
        del key
        return ()

    def shortened(self, key: str) -> Sequence[Hit]:
        """Return names that are `key` with a river after it: Rostov[-on-Don]."""
        likely = self._derived_hits(key, SHORTENED)
        if not likely:
            return ()
        from geomoves.places.names.rivertowns import short_form

        return [hit for hit, folded in likely if short_form(folded) == key] or ()

    def unwrapped(self, core: str) -> Sequence[tuple[Hit, Reading]]:
        """Return names that are `core` with a wrapper around it, and what the wrapper says."""
        from geomoves.places.names.wrappers import unwrap

        read = ((hit, unwrap(folded)) for hit, folded in self._derived_hits(core, UNWRAPPED))
        return [(hit, reading) for hit, reading in read if reading and reading.core == core] or ()


# Compiling a pattern takes longer than finding a name without: only what is wanted often gets its own.
_OFTEN = 4


class _Matchers(dict):  # type: ignore[type-arg]  # see `_MATCHERS`
    """What matches the name with a number at the start of a place's names, by the number."""

    def __missing__(self, ordinal: int) -> Callable[[Any, int], re.Match[bytes]]:
        wanted = _WANTED[ordinal] = _WANTED.get(ordinal, 0) + 1
        # Either always matches where an entry leads: the entry was made of that text.
        if wanted < _OFTEN:
            return lambda places, start: next(islice(_NAMES.finditer(places, start), ordinal, None))
        before = b"(?:[\\x00-\\x07][^\\x00-\\x07]*+){%d}" % ordinal
        matcher: Any = re.compile(before + b"([\\x00-\\x07][^\\x00-\\x07]*)").match
        self[ordinal] = matcher
        return matcher  # type: ignore[no-any-return]


_WANTED: dict[int, int] = {}
_MATCHERS: dict[int, Callable[[Any, int], re.Match[bytes]]] = _Matchers()
