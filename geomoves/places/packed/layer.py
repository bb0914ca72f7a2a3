"""Places packed in one file that is looked up where it lies, without being read.

The file is mapped into memory and holds columns: of every place a number each for its position, size, kind
and areas, and of all names a table from a hash of the folded name to the place. A look-up touches a few
pages of it. What is found is compared letter by letter, so that two names with one hash are never mixed up.

`geomoves.places.packed.writing` writes such files and tells their layout.
"""

from __future__ import annotations

import os
import re
from array import array
from binascii import crc32
from bisect import bisect_left, bisect_right
from codecs import charmap_decode
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice

from geomoves.places.kinds import group_of
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
    code_of,
    number_of,
)
from geomoves.places.place import Name, Place, deferred_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from geomoves.places.names.spelling import Speller
    from geomoves.places.names.wrappers import Reading

__all__ = ["PackedLayer"]

_ORDINAL = (1 << ORDINAL_BITS) - 1
_WAYS = (1 << WAY_BITS) - 1
_ROW_BIT = ORDINAL_BITS + WAY_BITS
_NAMES = re.compile(rb"([\x00-\x07][^\x00-\x07]*)")
_BYTES = tuple(bytes([value]) for value in range(256))
# What a named tuple does, without the call of its own.
_new_hit = tuple.__new__
_KM_PER_DEGREE = 111.2
_AREAS_KEPT = 4096


class PackedLayer(MappedFile):
    """The places of a packed file.

    Parameters
    ----------
    path : path
        The file. Its size, layout and header are checked; `verify` checks all of it.
    remedy : str
        What to do when the file cannot be used.

    Raises
    ------
    AssetError
        The file is missing, cut off, damaged, or of another version.
    """

    def __init__(self, path: str | os.PathLike[str], remedy: str = "install geomoves anew") -> None:
        super().__init__(path, remedy)
        self._find = self._map.find
        header = self.header
        self._sorts: list[tuple[str, int, str]] = [tuple(sort) for sort in header["sorts"]]
        self._kind_of = [kind for kind, _, _ in self._sorts]
        self._groups = [group_of(kind) for kind in self._kind_of]
        self.kinds = frozenset(self._kind_of)
        self._countries: list[str] = header["countries"]
        self._radii: list[float] = header["radii"]
        self._schemes: list[tuple[str, int]] = [tuple(scheme) for scheme in header["schemes"]]
        self._claimants: dict[str, list[str]] = header["claimants"]
        self._tables = [dict(enumerate(table, FIRST_CODE)) for table in header["tables"]]
        sections = header["sections"]
        self._texts_at: int = sections["texts"][1]
        self._marks_at: int = sections["marks"][1]
        columns: dict[str, Sequence[int]] = {
            name: self._column(*section) for name, section in sections.items()
        }
        self._lon, self._lat = columns["lon"], columns["lat"]
        self._population = columns["population"]
        self._text_blocks, self._text_offsets = columns["text_blocks"], columns["text_offsets"]
        self._id_number = columns["id_number"]
        self._sort, self._country, self._radius = columns["sort"], columns["country"], columns["radius"]
        self._admin1, self._admin2 = columns["admin1"], columns["admin2"]
        self._area_rows = columns["area_rows"]
        self._buckets: Sequence[int] = columns["buckets"]
        self._entries: Any = columns["entries"]
        self._alias_scheme, self._alias_number = columns["alias_scheme"], columns["alias_number"]
        self._alias_row = columns["alias_row"]
        # Only what is made of dumps knows of years.
        self._dated = columns.get("dated_entries", ())
        self._dated_from, self._dated_to = columns.get("dated_from", ()), columns.get("dated_to", ())
        #: Whether `hits` come as namesakes are ranked today; the years of names can change that.
        self.ranked: bool = header["groups"] == self._groups and not self._dated
        self._scheme_starts: list[int] = header["scheme_starts"]
        self._spellers: dict[str, Speller] = {}
        self._size = len(self._lon)

    def __len__(self) -> int:
        """Return how many places there are."""
        return self._size

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

    def told(self, key: str, most: int = 0, asked: str = "") -> tuple[Sequence[HitFields], bool]:
        """Return names that fold to `key`, as namesakes are ranked, and whether it may be known otherwise.

        Parameters
        ----------
        key : str
            A folded name.
        most : int
            Stop after so many, of `ranked` ones; 0 for all.
        asked : str
            When there is one: only stop when all are written so.
        """
        # Asked for every name, of which many are nobody's: what would be shared is written out.
        try:
            checksum = crc32(key.encode())
        except UnicodeEncodeError:
            return (), False  # no name holds half a character
        buckets, marks_at, find = self._buckets, self._marks_at, self._find
        bucket = checksum >> 16
        mark, end = _BYTES[checksum >> 8 & 255], marks_at + buckets[bucket + 1]
        at = find(mark, marks_at + buckets[bucket], end)
        if at < 0:
            return (), False
        entry = self._entries[at - marks_at]
        if entry & _WAYS:
            return (), True
        if find(mark, at + 1, end) >= 0:
            last = self._map.rfind(mark, at, end) + 1
            entries = self._entries[at - marks_at : last - marks_at].tolist()
            otherwise = bool(entries[-1] & _WAYS)
            named = [entry for entry in entries if not entry & _WAYS] if otherwise else entries
            if self.ranked and 0 < most < len(named) and not otherwise:
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
        if text.lower() != key and fold(text) != key:
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
            if not ordinal and length:
                # A usual name that is written as the one before, up to where the next name starts.
                likely = places[start : start + length]
                if likely[:-1] == coded and likely[-1] < FIRST_CODE:
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

    def knows(self, key: str) -> bool:
        """Whether `hits` may find something: never wrong when it says no."""
        entries = self._marked(key)
        return bool(entries and not entries[0] & _WAYS)

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

    def close_to(self, key: str, countries: frozenset[str] | None) -> Sequence[tuple[int, str]]:
        """Return (edits, key) of the usual names that are close to `key`, of places in `countries`.

        Nothing without countries: somewhere on earth almost every word is almost a village.
        """
        if not countries:
            return ()
        return [close for code in sorted(countries) for close in self._speller(code).close_to(key)]

    def _speller(self, code: str) -> Speller:
        speller = self._spellers.get(code)
        if speller is None:
            from geomoves.places.names.spelling import Speller

            speller = self._spellers[code] = Speller(fold(self._name(row, 0)) for row in self.rows_in(code))
        return speller

    def rows_in(self, country: str) -> list[int]:
        """Return the rows of the places in a country, by its ISO 3166-1 alpha-2 code."""
        if country not in self._countries:
            return []
        wanted = re.escape(_BYTES[self._countries.index(country)])
        return [found.start() for found in re.finditer(wanted, bytes(self._country), re.DOTALL)]

    def most_words(self, word: str) -> int:
        """Return how many words are worth trying: the table of names cannot be searched by a first word."""
        del word
        return 5

    def row_of(self, place_id: str) -> int | None:
        """Return the row of the place with an id."""
        for scheme, prefix, width in self._schemes_by_head.get(place_id.partition(":")[0], ()):
            if place_id.startswith(prefix):
                rest = place_id[len(prefix) :]
                if width < 0:
                    number = number_of(rest)
                elif rest.isdecimal() and rest.isascii() and rest == f"{int(rest):0{width}d}":
                    number = int(rest)
                else:
                    number = None
                if number is None:
                    continue
                found = self._row_with(scheme, number)
                if found is not None:
                    return found
        return None

    @cached_property
    def _schemes_by_head(self) -> dict[str, list[tuple[int, str, int]]]:
        found: dict[str, list[tuple[int, str, int]]] = {}
        for scheme, (prefix, width) in enumerate(self._schemes):
            found.setdefault(prefix.partition(":")[0], []).append((scheme, prefix, width))
        return found

    def _row_with(self, scheme: int, number: int) -> int | None:
        high = self._scheme_starts[scheme + 1]
        at = bisect_left(self._id_number, number, self._scheme_starts[scheme], high)
        if at < high and self._id_number[at] == number:
            return at
        return self._aliases.get((scheme, number))

    @cached_property
    def _aliases(self) -> dict[tuple[int, int], int]:
        return dict(
            zip(zip(self._alias_scheme, self._alias_number, strict=True), self._alias_row, strict=True)
        )

    @cached_property
    def _ids_elsewhere(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for (scheme, number), row in self._aliases.items():
            found.setdefault(row, []).append(self._written_id(scheme, number))
        return found

    def _written_id(self, scheme: int, number: int) -> str:
        prefix, width = self._schemes[scheme]
        return prefix + (code_of(number) if width < 0 else f"{number:0{width}d}")

    def id(self, row: int) -> str:
        """Return the id of a row's place."""
        return self._written_id(bisect_right(self._scheme_starts, row) - 1, self._id_number[row])

    def ids_of(self, rows: Iterable[int]) -> list[str]:
        """Return the ids of some rows' places."""
        starts, numbers, schemes = self._scheme_starts, self._id_number, self._schemes
        found: list[str] = []
        for row in rows:
            scheme, number = bisect_right(starts, row) - 1, numbers[row]
            prefix, width = schemes[scheme]
            # Most are plain numbers at GeoNames.
            found.append(f"{prefix}{number}" if width == 1 else self._written_id(scheme, number))
        return found

    def ids(self) -> Iterator[tuple[str, int]]:
        """Yield every id of every place, its ids elsewhere too, with the place's row."""
        for row in range(self._size):
            yield self.id(row), row
        for (scheme, number), row in self._aliases.items():
            yield self._written_id(scheme, number), row

    def codes_by_number(self) -> dict[int, str]:
        """Return, by their number at GeoNames, the ISO codes of the areas that have both."""
        elsewhere = self._aliases.items()
        found = (
            (number, self.id(row))
            for (scheme, number), row in elsewhere
            if self._schemes[scheme][0] == "geonames:"
        )
        return {
            number: place_id.removeprefix("iso:") for number, place_id in found if place_id.startswith("iso:")
        }

    def place(self, row: int) -> Place:
        """Return the place of a row; its fields are read when they are looked at."""
        return deferred_place(self, row)

    def field(self, row: int, field: str) -> Any:
        """Return a field of the place in a row.

        Raises
        ------
        AttributeError
            Places have no such field.
        """
        read = _FIELDS.get(field)
        if read is None:
            raise AttributeError(field)
        return read(self, row)

    def _admin1_name(self, row: int) -> str:
        return self._area_name(self._admin1[row])

    def _admin2_name(self, row: int) -> str:
        return self._area_name(self._admin2[row])

    def _admin1_code(self, row: int) -> str:
        area = self.admin1_id(row)
        return area[4:] if area.startswith("iso:") else ""

    def _precision(self, row: int) -> int:
        return self._sorts[self._sort[row]][1]

    def _radius_km(self, row: int) -> float:
        return self._radii[self._radius[row]]

    def _source(self, row: int) -> str:
        return self._sorts[self._sort[row]][2].replace("{id}", self.id(row).partition(":")[2])

    def _claimed_by(self, row: int) -> tuple[str, ...]:
        claimants = self._claimants
        return tuple(claimants.get(self.admin1_id(row)) or claimants.get(self.id(row)) or ())

    def _other_ids(self, row: int) -> tuple[str, ...]:
        return tuple(self._ids_elsewhere.get(row, ()))

    @lru_cache(_AREAS_KEPT)  # noqa: B019 - a layer lives as long as its gazetteer
    def _area_name(self, area: int) -> str:
        return self._name(self._area_rows[area - 1], 0) if area else ""

    def position(self, row: int) -> tuple[float, float]:
        """Return longitude and latitude in degrees."""
        return self._lon[row] / 1e5, self._lat[row] / 1e5

    def population(self, row: int) -> int:
        """Return the inhabitants, 0 when not known."""
        return int(self._population[row])

    def standings(self, rows: Iterable[int]) -> list[tuple[int, int]]:
        """Return what sorts places among namesakes, the lower first: the group of its kind, its size."""
        groups, sorts, sizes = self._groups, self._sort, self._population
        return [(groups[sorts[row]], -sizes[row]) for row in rows]

    def kind(self, row: int) -> str:
        """Return the kind of place."""
        return self._kind_of[self._sort[row]]

    def country(self, row: int) -> str:
        """Return the ISO 3166-1 alpha-2 code, empty for none."""
        return self._countries[self._country[row]]

    def admin1_id(self, row: int) -> str:
        """Return the id of its first-level area, empty when not known."""
        return self._area_id(self._admin1[row])

    def admin2_id(self, row: int) -> str:
        """Return the id of its second-level area, empty when not known."""
        return self._area_id(self._admin2[row])

    @lru_cache(_AREAS_KEPT)  # noqa: B019 - a layer lives as long as its gazetteer
    def _area_id(self, area: int) -> str:
        return self.id(self._area_rows[area - 1]) if area else ""

    def rows_near(self, lon: float, lat: float, reach_km: float) -> Iterator[int]:
        """Yield rows of at least every place within `reach_km`: those of every square degree it touches."""
        from math import ceil, cos, radians

        cells = self._cells
        up = ceil(reach_km / _KM_PER_DEGREE)
        south, north = max(0, int(lat + 90) - up), min(179, int(lat + 90) + up)
        for band in range(south, north + 1):
            # A square is narrowest at its edge towards the pole.
            width = cos(radians(min(89.9, max(abs(band - 90), abs(band - 89)))))
            aside = ceil(reach_km / (_KM_PER_DEGREE * width))
            middle = int(lon + 180)
            columns = range(360) if aside >= 180 else range(middle - aside, middle + aside + 1)
            for column in columns:
                yield from cells.get(band * 360 + column % 360, ())

    @cached_property
    def _cells(self) -> dict[int, array[int]]:
        """Rows by square degree; made when first asked for, since few ask what is near."""
        cells: dict[int, array[int]] = {}
        for row, (lon, lat) in enumerate(zip(self._lon, self._lat, strict=True)):
            cell = min(179, lat // 100_000 + 90) * 360 + (lon // 100_000 + 180) % 360
            cells.setdefault(cell, array("I")).append(row)
        return cells


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


_FIELDS: dict[str, Callable[[PackedLayer, int], Any]] = {
    "id": PackedLayer.id,
    "name": lambda layer, row: layer._name(row, 0),  # noqa: SLF001
    "lon": lambda layer, row: layer.position(row)[0],
    "lat": lambda layer, row: layer.position(row)[1],
    "kind": PackedLayer.kind,
    "country": PackedLayer.country,
    "admin1": PackedLayer._admin1_name,  # noqa: SLF001
    "admin2": PackedLayer._admin2_name,  # noqa: SLF001
    "admin1_code": PackedLayer._admin1_code,  # noqa: SLF001
    "population": lambda layer, row: layer.population(row) or None,
    "precision": PackedLayer._precision,  # noqa: SLF001
    "radius_km": PackedLayer._radius_km,  # noqa: SLF001
    "claimants": PackedLayer._claimed_by,  # noqa: SLF001
    "names": PackedLayer._other_names,  # noqa: SLF001
    "ids": PackedLayer._other_ids,  # noqa: SLF001
    "source": PackedLayer._source,  # noqa: SLF001
    "note": lambda _layer, _row: "",
}
