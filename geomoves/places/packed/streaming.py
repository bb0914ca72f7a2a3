"""Writing millions of places into a packed file without holding them in memory.

The file is the one that `geomoves.places.packed.writing` tells of. Names go to the disk as they come,
columns are arrays, and the table of names is sorted in sixteen parts, each on its own: 3 million places take
some hundred megabytes of memory, and as much again for what they are sorted by.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import tempfile
from array import array
from codecs import charmap_build, charmap_encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from geomoves.places.kinds import group_of
from geomoves.places.names.folding import fold
from geomoves.places.packed.mapped import END_OF_TEXTS, FIRST_CODE, ID_BASE, LONGEST_ID, NAMED, TEXT_BLOCK
from geomoves.places.packed.sections import Entries, Numbers, Section, numbers_of, padded, running, section
from geomoves.places.packed.texts import NO_TABLE, raw_name, table_of
from geomoves.places.packed.writing import (
    MOST_NAMES,
    MOST_ROWS,
    derived_forms,
    entry_of,
    head_of,
    radius_codes,
    radius_number,
)

__all__ = ["DatedName", "Entrant", "pack_stream"]

_COPIED = 1 << 16

_NO_YEAR = 0
# A number of an id has 32 bits.
_LONGEST_NUMBER = 10
_UNDEFINED = "\ufffe"
_NEXT_NAME = entry_of(0, 1, NAMED)
_BEGIN = tuple(bytes([number]) for number in range(NO_TABLE))


class DatedName(NamedTuple):
    """A name with the years of its use, None where they are open or not known."""

    text: str
    from_year: int | None = None
    to_year: int | None = None


@dataclass(slots=True)
class Entrant:
    """A place on its way into the file.

    Parameters
    ----------
    scheme, number : int
        Its id: which of the schemes, and the number after the scheme's beginning.
    names : sequence of str or DatedName
        The usual one first. Of names that fold alike the first is kept.
    lon, lat : float
        WGS 84 degrees.
    kind, country, population, precision, radius_km, source
        As in `PackRow`.
    area : str
        The key by which others name it as their area; empty for none.
    admin1, admin2 : str
        Keys of its own areas; one that no place has is none.
    alias : tuple of int, optional
        Scheme and number of its id elsewhere.
    """

    scheme: int
    number: int
    names: Sequence[str | DatedName]
    lon: float
    lat: float
    kind: str
    country: str = ""
    population: int = 0
    precision: int = 1
    radius_km: float = 0.0
    source: str = ""
    area: str = ""
    admin1: str = ""
    admin2: str = ""
    alias: tuple[int, int] | None = None


def pack_stream(
    path: Path,
    entrants: Iterable[Entrant],
    *,
    schemes: Sequence[tuple[str, int]],
    about: Mapping[str, Any],
    sample: Iterable[str],
) -> str:
    """Write places into a packed file and its checksum beside it.

    Parameters
    ----------
    path : Path
        Where to; it is written beside and renamed.
    entrants : iterable of Entrant
        The places. Of those with one id the first is kept.
    schemes : sequence of (str, int)
        As `pack` takes them.
    about : mapping
        What the data is, for JSON; what is in it when all places have come.
    sample : iterable of str
        Some thousand of the names, by which the tables of letters are made.

    Returns
    -------
    str
        The SHA-256 of the file.
    """
    with tempfile.TemporaryDirectory(prefix=f".{path.name[:40]}.", dir=path.parent) as folder:
        writer = _Writer(Path(folder), schemes, sample)
        try:
            for entrant in entrants:
                writer.add(entrant)
            made = Path(folder) / "whole"
            digest = writer.write(made, about)
        finally:
            writer.close()
        beside = Path(folder) / "sum"
        beside.write_text(f"{digest}  {path.name}\n", encoding="ascii")
        # The checksum goes first: between the two renames it is the new file's, never wrongly an old one's.
        beside.replace(path.with_name(path.name + ".sha256"))
        made.replace(path)
    return digest


class _Numbers(dict[Any, int]):
    """Gives each different value a number, in the order in which they come."""

    def __missing__(self, value: Any) -> int:
        number = self[value] = len(self)
        return number

    def sorted(self) -> tuple[list[Any], Numbers]:
        """Return the values sorted, and for each number that of its value there."""
        values = sorted(self)
        place = {value: number for number, value in enumerate(values)}
        return values, np.array([place[value] for value in self], dtype=np.int64)


@dataclass(slots=True)
class _Columns:
    """What is known of every place, in the order in which they came."""

    lon: array[int] = field(default_factory=lambda: array("i"))
    lat: array[int] = field(default_factory=lambda: array("i"))
    population: array[int] = field(default_factory=lambda: array("I"))
    scheme: array[int] = field(default_factory=lambda: array("B"))
    number: array[int] = field(default_factory=lambda: array("I"))
    sort: array[int] = field(default_factory=lambda: array("H"))
    country: array[int] = field(default_factory=lambda: array("H"))
    radius: array[int] = field(default_factory=lambda: array("B"))
    admin1: array[int] = field(default_factory=lambda: array("I"))
    admin2: array[int] = field(default_factory=lambda: array("I"))
    text_end: array[int] = field(default_factory=lambda: array("Q"))


class _Writer:
    def __init__(self, folder: Path, schemes: Sequence[tuple[str, int]], sample: Iterable[str]) -> None:
        self._folder = folder
        self._schemes = list(schemes)
        self._seen: dict[int, bytearray] = {}
        self._columns = _Columns()
        self._texts = open(folder / "texts", "w+b")  # noqa: SIM115 - closed in close
        self._text_length = self._name_count = 0
        self._entries = Entries(folder)
        self._sorts, self._countries, self._areas = _Numbers(), _Numbers({"": 0}), _Numbers({"": 0})
        self._area_row: dict[int, int] = {}
        self._radii = radius_codes()
        self._radius_of: dict[float, int] = {}
        self._aliases: list[tuple[tuple[int, int], int]] = []
        self._dated: list[tuple[int, int, int, int]] = []
        of_table: list[list[str]] = [[] for _ in range(NO_TABLE + 1)]
        for name in sample:
            of_table[table_of(name)].append(name)
        letters = [Counter("".join(names)) for names in of_table[:-1]]
        # A letter a byte: strings of letters would make the file smaller and the writing of it much slower.
        self.letters = [
            sorted(letter for letter, _ in counts.most_common(256 - FIRST_CODE)) for counts in letters
        ]
        # Below the first code stands what no name holds; the rest is left undefined.
        begin = "\0" + _UNDEFINED * (FIRST_CODE - 1)
        self._codes = [
            charmap_build((begin + "".join(table)).ljust(256, _UNDEFINED)) for table in self.letters
        ]

    def close(self) -> None:
        self._texts.close()
        self._entries.close()

    def add(self, entrant: Entrant) -> None:
        alias = entrant.alias
        if not self._new(entrant.scheme, entrant.number) or (alias is not None and not self._new(*alias)):
            return
        columns, add_entry, code = self._columns, self._entries.add, self._coded
        row = len(columns.lon)
        seen: set[str] = set()
        coded: list[bytes] = []
        entry = entry_of(row, 0, NAMED)
        for name in entrant.names:
            text = name if isinstance(name, str) else name.text
            key = fold(text)
            if not key or key in seen:
                continue
            seen.add(key)
            coded.append(code(text))
            add_entry(key, entry)
            # A word alone has no wrapper and no river, but for those of Korean.
            if " " in key or not key.isascii():
                for way, form in derived_forms(key, entrant.kind):
                    add_entry(form, entry | way)
            if not isinstance(name, str) and (name.from_year or name.to_year):
                self._dated.append(
                    (row, len(coded) - 1, name.from_year or _NO_YEAR, name.to_year or _NO_YEAR)
                )
            if len(coded) == MOST_NAMES:
                break
            entry += _NEXT_NAME
        self._name_count += len(coded)
        if not coded:
            return
        content = b"".join(coded)
        self._texts.write(content)
        self._text_length += len(content)
        columns.lon.append(round(entrant.lon * 1e5))
        columns.lat.append(round(entrant.lat * 1e5))
        columns.population.append(entrant.population)
        columns.scheme.append(entrant.scheme)
        columns.number.append(entrant.number)
        columns.sort.append(self._sorts[entrant.kind, entrant.precision, entrant.source])
        columns.country.append(self._countries[entrant.country])
        columns.radius.append(self._radius(entrant.radius_km))
        columns.admin1.append(self._areas[entrant.admin1])
        columns.admin2.append(self._areas[entrant.admin2])
        columns.text_end.append(self._text_length)
        if entrant.area:
            self._area_row.setdefault(self._areas[entrant.area], row)
        if entrant.alias is not None:
            self._aliases.append((entrant.alias, row))

    def _new(self, scheme: int, number: int) -> bool:
        """Whether this id has not come yet; a bit each, since a set takes hundreds of times as much."""
        bits = self._seen.setdefault(scheme, bytearray())
        byte, bit = number >> 3, 1 << (number & 7)
        if byte >= len(bits):
            bits.extend(bytes(byte + 1 - len(bits)))
        if bits[byte] & bit:
            return False
        bits[byte] |= bit
        return True

    def _coded(self, text: str) -> bytes:
        number = 0 if text.isascii() else table_of(text)
        if number < NO_TABLE:
            try:
                return _BEGIN[number] + charmap_encode(text, "strict", self._codes[number])[0]
            except UnicodeEncodeError:
                pass
        return raw_name(text)

    def _radius(self, radius_km: float) -> int:
        number = self._radius_of.get(radius_km)
        if number is None:
            number = self._radius_of[radius_km] = radius_number(self._radii, radius_km)
        return number

    def write(self, path: Path, about: Mapping[str, Any]) -> str:
        columns = self._columns
        column = {name: numbers_of(getattr(columns, name)) for name in _Columns.__slots__}
        order = np.lexsort((column["number"], column["scheme"]))
        new_row = np.empty(len(order), dtype=np.int64)
        new_row[order] = np.arange(len(order))
        sorts, sort_number = self._sorts.sorted()
        countries, country_number = self._countries.sorted()
        areas, area_of_key = self._areanumbers_of(new_row)
        wide = "H" if len(areas) < 1 << 16 else "I"
        entry_code = "I" if len(order) <= MOST_ROWS else "Q"
        starts = np.concatenate(([0], column["text_end"].astype(np.int64)))
        text_starts = running(np.diff(starts)[order])
        blocks = text_starts[::TEXT_BLOCK]
        offsets = text_starts - np.repeat(blocks, TEXT_BLOCK)[: len(text_starts)]
        aliases = sorted((alias, int(new_row[row])) for alias, row in self._aliases)
        dated = sorted(
            (entry_of(int(new_row[row]), ordinal, NAMED), first, last)
            for row, ordinal, first, last in self._dated
        )
        groups = [group_of(kind) for kind, _, _ in sorts]
        sections = {
            "lon": section("i", column["lon"][order]),
            "lat": section("i", column["lat"][order]),
            "population": section("I", column["population"][order]),
            "text_blocks": section("I", blocks),
            "text_offsets": section("H" if offsets.max() < 1 << 16 else "I", offsets),
            "texts": Section("B", self._text_length + len(END_OF_TEXTS), self._sorted_texts(starts, order)),
            "id_number": section("I", column["number"][order]),
            "sort": section("B", sort_number[column["sort"][order]]),
            "country": section("B", country_number[column["country"][order]]),
            "radius": section("B", column["radius"][order]),
            "admin1": section(wide, area_of_key[column["admin1"][order]]),
            "admin2": section(wide, area_of_key[column["admin2"][order]]),
            "area_rows": section("I", areas),
            "alias_scheme": section("B", [alias for (alias, _), _ in aliases]),
            "alias_number": section("I", [alias for (_, alias), _ in aliases]),
            "alias_row": section("I", [row for _, row in aliases]),
            "dated_entries": section(entry_code, [entry for entry, _, _ in dated]),
            "dated_from": section("H", [first for _, first, _ in dated]),
            "dated_to": section("H", [last for _, _, last in dated]),
        }
        header = {
            "about": {**about, "places": len(order)},
            "claimants": {},
            "sorts": sorts,
            "names": self._name_count,
            "groups": groups,
            "countries": countries,
            "radii": self._radii,
            "schemes": [list(each) for each in self._schemes],
            "scheme_starts": running(np.bincount(column["scheme"], minlength=len(self._schemes))).tolist(),
            "tables": self.letters,
        }
        rank = np.empty(len(order), dtype=np.int64)
        group = np.array(groups, dtype=np.int64)[sort_number[column["sort"]]]
        size = column["population"].astype(np.int64)
        rank[np.lexsort((*self._by_id(column["scheme"], column["number"]), -size, group))] = np.arange(
            len(order)
        )
        made = self._entries.sections(self._folder, new_row, rank, entry_code)
        sections |= zip(("buckets", "marks", "entries"), made, strict=True)
        return _write(path, header, sections)

    def _by_id(self, scheme: Numbers, number: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Return what sorts places by their ids as text, what decides last first: left-aligned numbers."""
        prefixes = [prefix for prefix, _ in self._schemes]
        number = number.astype(np.int64)
        length = np.zeros(len(number), dtype=np.int64)
        aligned = np.zeros(len(number), dtype=np.int64)
        for at, (_, width) in enumerate(self._schemes):
            own = np.flatnonzero(scheme == at)
            base, longest = (ID_BASE, LONGEST_ID) if width < 0 else (10, _LONGEST_NUMBER)
            powers = base ** np.arange(longest + 1, dtype=np.int64)
            digits = np.searchsorted(powers[1:], number[own], side="right") + 1
            length[own] = np.maximum(digits, width)
            aligned[own] = number[own] * powers[longest - length[own]]
        place = np.argsort(np.argsort(np.array(prefixes)))
        return length, aligned, place[scheme]

    def _areanumbers_of(self, new_row: Numbers) -> tuple[list[int], Numbers]:
        """Return the rows of the areas, and for each key the number of its area, 0 for none."""
        numbers = np.zeros(len(self._areas), dtype=np.int64)
        rows: list[int] = []
        for key in sorted(self._area_row):
            rows.append(int(new_row[self._area_row[key]]))
            numbers[key] = len(rows)
        return rows, numbers

    def _sorted_texts(self, starts: Numbers, order: Numbers) -> Iterator[bytes]:
        self._texts.flush()
        if not self._text_length:
            yield END_OF_TEXTS
            return
        with mmap.mmap(self._texts.fileno(), self._text_length, access=mmap.ACCESS_READ) as texts:
            for at in range(0, len(order), _COPIED):
                rows = order[at : at + _COPIED]
                ends = zip(starts[rows].tolist(), starts[rows + 1].tolist(), strict=True)
                yield b"".join([texts[start:end] for start, end in ends])
        yield END_OF_TEXTS


def _write(path: Path, header: Mapping[str, Any], sections: Mapping[str, Section]) -> str:
    """Write the file and return its checksum."""
    digest = hashlib.sha256()
    head = head_of(header, {name: (part.code, part.count) for name, part in sections.items()})
    with open(path, "wb") as file:
        for content in (
            head,
            *(piece for part in sections.values() for piece in padded(part.content)),
        ):
            file.write(content)
            digest.update(content)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()
