"""Writing places into one packed file, which `geomoves.places.packed.layer` looks up.

The file, all numbers little-endian::

    "GEOMOVES"  version  length and CRC-32 of the header (four bytes each)
    header      JSON: where each section starts, lists that columns point into, what the data is
    sections    columns and tables, each at a multiple of eight bytes

=====================  ======================================================================
``lon lat``            a hundred-thousandth of a degree
``population``         0 when not known
``text_blocks``        where the names of every eighth place start in ``texts``
``text_offsets``       how much farther those of each place start; one more for the end
``texts``              a byte below 8 for the table or encoding of a name, then the name; a 0 at the end
``id_number``          an id without its beginning; rows are sorted by id, kind of id by kind
``sort``               number in ``sorts``: kind, precision and source
``country radius``     numbers in ``countries`` and ``radii``
``admin1 admin2``      number in ``area_rows`` from 1 on; 0 for none
``buckets``            by the upper 16 bits of a key's CRC-32: where its entries start
``marks entries``      of each entry the next 8 bits; and place, name and way: whether the key is the folded
                       name, or the name without its river or its wrapper
``alias_…``            ids elsewhere
``dated_…``            names with the years of their use, by entry; may be missing
=====================  ======================================================================

The entries of a key are sorted by way, then as namesakes are ranked: by the group of their kind, which the
header's ``groups`` tell of each sort, by size and by id. The same places in any order give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from array import array
from binascii import crc32
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomoves.places.kinds import group_of
from geomoves.places.names.folding import fold
from geomoves.places.names.rivertowns import short_form
from geomoves.places.names.wrappers import unwrap
from geomoves.places.packed.mapped import (
    END_OF_TEXTS,
    HEADER_AT,
    MAGIC,
    NAMED,
    ORDINAL_BITS,
    SHORTENED,
    TEXT_BLOCK,
    UNWRAPPED,
    VERSION,
    WAY_BITS,
    number_of,
)
from geomoves.places.packed.texts import NO_TABLE, Coder, raw_name, table_of, trained

__all__ = [
    "MOST_NAMES",
    "MOST_ROWS",
    "PackRow",
    "derived_forms",
    "entry_of",
    "head_of",
    "pack",
    "radius_codes",
    "radius_number",
]

MOST_NAMES = 1 << ORDINAL_BITS
MOST_ROWS = 1 << (32 - ORDINAL_BITS - WAY_BITS)
_SHORTEST_CORE = 3
_HALF_WAY_AROUND_KM = 20_100.0
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class PackRow:
    """A place to pack.

    Parameters
    ----------
    id : str
        ``geonames:…`` or another id of `schemes`.
    names : sequence of str
        The usual one first. Of names that fold alike the first is kept.
    lon, lat : float
        WGS 84 degrees.
    kind, country : str
        As in `Place`.
    population : int
        0 when not known.
    precision : int
        As in `Place`.
    radius_km : float
        Rounded up to one of some 200 steps.
    source : str
        Where it comes from; ``{id}`` stands for the id's own part.
    admin1, admin2 : str
        Ids of the areas among the rows, empty when not known.
    aliases : sequence of str
        Its ids elsewhere.
    """

    id: str
    names: Sequence[str]
    lon: float
    lat: float
    kind: str
    country: str = ""
    population: int = 0
    precision: int = 1
    radius_km: float = 0.0
    source: str = ""
    admin1: str = ""
    admin2: str = ""
    aliases: Sequence[str] = ()


def radius_codes() -> list[float]:
    """Return the radii, kilometres, that a packed place can have: halves to 30, then about 5% over the last.

    Examples
    --------
    >>> radius_codes()[:3], radius_codes()[-1] > 20_000
    ([0.0, 0.5, 1.0], True)
    """
    radii = [half / 2 for half in range(61)]
    while radii[-1] < _HALF_WAY_AROUND_KM:
        radii.append(float(round(radii[-1] * 1.05 + 0.5)))
    return radii


def pack(
    path: Path,
    rows: Iterable[PackRow],
    *,
    schemes: Sequence[tuple[str, int]],
    about: Mapping[str, Any],
    claimants: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Write places into a packed file and its checksum beside it.

    Parameters
    ----------
    path : Path
        Where to; it is written beside and renamed.
    rows : iterable of PackRow
        The places, with different ids.
    schemes : sequence of (str, int)
        The beginnings of ids, each with the least number of digits of the number after it, or −1 for a code
        of at most six capitals, digits and hyphens.
    about : mapping
        What the data is, for JSON.
    claimants : mapping, optional
        By id of a first-level area or of a place: the states that claim it.

    Returns
    -------
    str
        The SHA-256 of the file, as it is written beside it.

    Raises
    ------
    ValueError
        An id fits no scheme or is there twice, an area is not among the rows, or there are too many rows.
    """
    numbered = sorted(((_numbered(row.id, schemes), row) for row in rows), key=lambda one: one[0])
    if len(numbered) > MOST_ROWS:
        raise ValueError(f"{len(numbered)} places are more than {MOST_ROWS}")
    packer = _Packer([row for _, row in numbered], [number for number, _ in numbered])
    header, body = packer.sections(schemes)
    header |= {
        "about": dict(about),
        "claimants": {key: list(value) for key, value in (claimants or {}).items()},
    }
    content = _file(header, body)
    from geomoves.files import write_whole

    digest = hashlib.sha256(content).hexdigest()
    write_whole(path, content)
    write_whole(path.with_name(path.name + ".sha256"), f"{digest}  {path.name}\n".encode())
    return digest


def _numbered(place_id: str, schemes: Sequence[tuple[str, int]]) -> tuple[int, int]:
    for scheme, (prefix, width) in enumerate(schemes):
        rest = place_id.removeprefix(prefix)
        if rest == place_id:
            continue
        if width < 0:
            number = number_of(rest)
            if number is not None:
                return scheme, number
        elif rest.isascii() and rest.isdecimal() and rest == f"{int(rest):0{width}d}" and int(rest) < 1 << 32:
            return scheme, int(rest)
    raise ValueError(f"the id {place_id} fits no scheme")


class _Packer:
    def __init__(self, rows: Sequence[PackRow], ids: Sequence[tuple[int, int]]) -> None:
        self._rows = rows
        self._ids = ids
        self._row_of = {row.id: number for number, row in enumerate(rows)}
        if len(self._row_of) != len(rows):
            raise ValueError("an id is there twice")
        self._names = [_different(row.names) for row in rows]

    def sections(
        self, schemes: Sequence[tuple[str, int]]
    ) -> tuple[dict[str, Any], dict[str, array[Any] | bytes]]:
        rows = self._rows
        sorts = sorted({(row.kind, row.precision, row.source) for row in rows})
        countries = sorted({row.country for row in rows})
        radii = radius_codes()
        areas = sorted({area for row in rows for area in (row.admin1, row.admin2) if area})
        missing = [area for area in areas if area not in self._row_of]
        if missing:
            raise ValueError(f"no such area: {missing[0]}")
        area_number = {area: number for number, area in enumerate(areas, 1)} | {"": 0}
        wide = "H" if len(areas) < 1 << 16 else "I"
        tables, texts, blocks, offsets = self._texts()
        sort_number = {sort: number for number, sort in enumerate(sorts)}
        country_number = {country: number for number, country in enumerate(countries)}
        aliases = sorted(
            (_numbered(alias, schemes), number) for number, row in enumerate(rows) for alias in row.aliases
        )
        body: dict[str, array[Any] | bytes] = {
            "lon": array("i", (round(row.lon * 1e5) for row in rows)),
            "lat": array("i", (round(row.lat * 1e5) for row in rows)),
            "population": array("I", (row.population for row in rows)),
            "text_blocks": blocks,
            "text_offsets": offsets,
            "texts": texts,
            "id_number": array("I", (number for _, number in self._ids)),
            "sort": array("B", (sort_number[row.kind, row.precision, row.source] for row in rows)),
            "country": array("B", (country_number[row.country] for row in rows)),
            "radius": array("B", (radius_number(radii, row.radius_km) for row in rows)),
            "admin1": array(wide, (area_number[row.admin1] for row in rows)),
            "admin2": array(wide, (area_number[row.admin2] for row in rows)),
            "area_rows": array("I", (self._row_of[area] for area in areas)),
            "alias_scheme": array("B", (scheme for (scheme, _), _ in aliases)),
            "alias_number": array("I", (number for (_, number), _ in aliases)),
            "alias_row": array("I", (row for _, row in aliases)),
        }
        body |= zip(("buckets", "marks", "entries"), self._hashed(), strict=True)
        of_scheme = Counter(scheme for scheme, _ in self._ids)
        header: dict[str, Any] = {
            "sorts": sorts,
            "names": sum(map(len, self._names)),
            "groups": [group_of(kind) for kind, _, _ in sorts],
            "countries": countries,
            "radii": radii,
            "schemes": [list(scheme) for scheme in schemes],
            "scheme_starts": list(_running(of_scheme, len(schemes))),
            "tables": tables,
        }
        return header, body

    def _hashed(self) -> tuple[array[int], bytes, array[int]]:
        ranking = sorted(
            range(len(self._rows)),
            key=lambda number: (
                group_of(self._rows[number].kind),
                -self._rows[number].population,
                self._rows[number].id,
            ),
        )
        found: list[tuple[int, int, int, int]] = []
        for rank, number in enumerate(ranking):
            for ordinal, name in enumerate(self._names[number]):
                key = fold(name)
                for way, form in ((NAMED, key), *derived_forms(key, self._rows[number].kind)):
                    checksum = crc32(form.encode("utf-8", "surrogatepass"))
                    found.append((checksum >> 8, way, rank, entry_of(number, ordinal, way)))
        found.sort()
        buckets = _running(Counter(one[0] >> 8 for one in found), 1 << 16)
        return buckets, bytes(one[0] & 255 for one in found), array("I", (one[-1] for one in found))

    def _texts(self) -> tuple[list[list[str]], bytes, array[int], array[int]]:
        by_table: dict[int, list[str]] = {}
        for names in self._names:
            for name in names:
                by_table.setdefault(table_of(name), []).append(name)
        tables = [trained(by_table.get(number, ())) for number in range(NO_TABLE)]
        coders = [Coder(table) for table in tables]
        texts = bytearray()
        blocks = array("I")
        offsets: list[int] = []
        for row, names in enumerate([*self._names, []]):
            if row % TEXT_BLOCK == 0:
                blocks.append(len(texts))
            offsets.append(len(texts) - blocks[-1])
            for name in names:
                number = table_of(name)
                coded = coders[number].coded(name) if number < len(coders) else None
                texts += raw_name(name) if coded is None else bytes([number]) + coded
        texts += END_OF_TEXTS
        return tables, bytes(texts), blocks, array("H" if max(offsets) < 1 << 16 else "I", offsets)


def entry_of(row: int, ordinal: int, way: int) -> int:
    """Return the entry of a place's name that a key leads to in some way."""
    return (row << ORDINAL_BITS | ordinal) << WAY_BITS | way


def derived_forms(key: str, kind: str) -> list[tuple[int, str]]:
    """Return by way the folded name of a place of some kind without its river and without its wrapper."""
    if " " not in key and not "가" <= key[-1] <= "힣":
        return []  # of words alone only those of Korean hold a wrapper
    reading = unwrap(key)
    forms = (
        (SHORTENED, short_form(key)),
        (UNWRAPPED, reading.core if reading and kind in reading.kinds else ""),
    )
    return [(way, form) for way, form in forms if len(form) >= _SHORTEST_CORE]


def _different(names: Sequence[str]) -> list[str]:
    """Return the names that fold differently, each without control characters."""
    kept: dict[str, str] = {}
    for name in names:
        clean = " ".join(_CONTROLS.sub(" ", name).split())
        key = fold(clean)
        if key:
            kept.setdefault(key, clean)
    return list(kept.values())[:MOST_NAMES]


def radius_number(radii: Sequence[float], radius_km: float) -> int:
    """Return which of `radius_codes` a radius is rounded up to."""
    return next((number for number, radius in enumerate(radii) if radius >= radius_km - 1e-9), len(radii) - 1)


def _running(counts: Mapping[int, int], size: int) -> array[int]:
    starts = array("I", [0])
    total = 0
    for number in range(size):
        total += counts.get(number, 0)
        starts.append(total)
    return starts


def head_of(header: Mapping[str, Any], sections: Mapping[str, tuple[str, int]]) -> bytes:
    """Return the file up to its first section.

    Parameters
    ----------
    header : mapping
        What it says beside where the sections are and how large the file is.
    sections : mapping of str to (str, int)
        The type of each section's numbers and how many there are, in the order of the file.
    """
    # The header says where the sections start, and its own length moves them: room is left for it.
    draft = {**header, "sections": {name: ["B", 10**9, 10**9] for name in sections}, "size": 10**9}
    start = -(-(HEADER_AT + len(_json(draft))) // 8) * 8
    at = start
    placed: dict[str, list[Any]] = {}
    for name, (code, count) in sections.items():
        placed[name] = [code, at, count]
        at += -(-count * array(code).itemsize // 8) * 8
    text = _json({**header, "sections": placed, "size": at})
    text += b" " * (start - HEADER_AT - len(text))
    out = bytearray(MAGIC)
    for number in (VERSION, len(text), crc32(text)):
        out += number.to_bytes(4, "little")
    return bytes(out + text)


def _file(header: dict[str, Any], body: Mapping[str, array[Any] | bytes]) -> bytes:
    sections = {
        name: ("B" if isinstance(content, bytes) else content.typecode, len(content))
        for name, content in body.items()
    }
    out = bytearray(head_of(header, sections))
    for content in map(_little, body.values()):
        out += content + b"\0" * (-len(content) % 8)
    return bytes(out)


def _json(header: Mapping[str, Any]) -> bytes:
    return json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _little(content: array[Any] | bytes) -> bytes:
    if isinstance(content, bytes):
        return content
    if sys.byteorder == "big":
        content = array(content.typecode, content)
        content.byteswap()
    return content.tobytes()
