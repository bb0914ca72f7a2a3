"""The curated places as they are packed beside the world's, so that a first look-up reads no CSV.

People edit ``gazetteer.csv``. What a look-up asks of it takes longer to work out than the look-up itself:
the folded keys, the Latin forms, which places of the world each row stands for, and which words mean a people
or a unit. ``scripts/build_curated.py`` works it out and writes ``curated.json``: a line that says what it was
made of, one for each table, and one for each place, which is read when that place is looked at.

A file that does not fit the tables of this installation, by their checksums, is not used: then the CSV is
read.
"""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from geomoves.places.datafiles import curated_path, data_path
from geomoves.places.layers import Hit, PlaceLayer
from geomoves.places.place import Name, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from geomoves.places.names.wrappers import Reading
    from geomoves.places.packed.layer import PackedLayer

__all__ = ["CURATED", "WORD_TABLES", "CuratedLayer", "checksum", "curated_layer", "packed", "packed_words"]

CURATED = "curated.json"
#: The layout that this module reads.
VERSION = 1
#: The tables of words that mean something beside a place.
WORD_TABLES = ("demonyms.csv", "units.csv")

#: The tables in their order, their cells with tabs between them.
TABLES = ("ids", "kinds", "keys", "key_names", "forms", "form_names", "doubles", "words")

# A name is told by one number: its place's row, and which of the place's names it is, 0 for the usual one.
ORDINAL_BITS = 10
_ORDINAL = (1 << ORDINAL_BITS) - 1

# How a form leads to a name is told by one digit before that number.
ROMANISED, SHORTENED, UNWRAPPED = range(3)
WAYS = 3


class CuratedLayer(PlaceLayer):
    """The curated places, each made when it is first looked at.

    Parameters
    ----------
    tables : dict
        What `packed` has read.
    rows : sequence of bytes
        The places, a line of JSON each.
    """

    def __init__(self, tables: Mapping[str, Sequence[str]], rows: Sequence[bytes]) -> None:
        self._rows = rows
        self._places: Any = _Unpacked(rows)
        self._row_of = dict(zip(tables["ids"], range(len(rows)), strict=True))
        self.kinds = frozenset(tables["kinds"])
        # The names are told by their numbers, as text, until somebody asks for them.
        self._hits: dict[str, Any] = dict(zip(tables["keys"], tables["key_names"], strict=True))
        self._forms = dict(zip(tables["forms"], tables["form_names"], strict=True))
        self._doubles = tables["doubles"]

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._rows)

    def hits(self, key: str) -> Sequence[Hit]:
        """Return names that fold to `key`."""
        found = self._hits.get(key, ())
        if found.__class__ is str:
            # Unpacked once; whoever asks at the same time comes to the same.
            found = self._hits[key] = tuple(self._hit(int(number)) for number in found.split())
        return found  # type: ignore[no-any-return]

    def _hit(self, number: int) -> Hit:
        row, ordinal = number >> ORDINAL_BITS, number & _ORDINAL
        place = self._places[row]
        if not ordinal:
            return Hit(row, place.name)
        name = place.names[ordinal - 1]
        return Hit(row, name.text, name)

    def keys(self) -> Iterable[str]:
        """Yield every key for which a way to look finds something, some of them twice."""
        yield from self._hits
        yield from self._forms

    def _by(self, way: int, form: str) -> list[Hit]:
        numbers = map(int, self._forms.get(form, "").split())
        return [self._hit(number // WAYS) for number in numbers if number % WAYS == way]

    def romanised(self, key: str) -> Sequence[Hit]:
        """Return names in other scripts whose Latin form is `key`."""
        return self._by(ROMANISED, key)

    def shortened(self, key: str) -> Sequence[Hit]:
        """Return names that are `key` with a river after it: Rostov[-on-Don]."""
        return self._by(SHORTENED, key)

    def unwrapped(self, core: str) -> Sequence[tuple[Hit, Reading]]:
        """Return names that are `core` with a wrapper around it, and what the wrapper says."""
        from geomoves.places.names.folding import fold
        from geomoves.places.names.wrappers import unwrap

        read = ((hit, unwrap(fold(hit.text))) for hit in self._by(UNWRAPPED, core))
        return [(hit, reading) for hit, reading in read if reading]

    def knows_otherwise(self, key: str) -> bool:
        """Whether `romanised`, `shortened` or `unwrapped` finds something."""
        return key in self._forms

    def doubles(self) -> Iterator[tuple[int, int]]:
        """Yield the rows of the world's places that stand here as well, each with the row here."""
        return zip(map(int, self._doubles[::2]), map(int, self._doubles[1::2]), strict=True)


class _Unpacked(dict[int, Place]):
    """The places by their rows."""

    def __init__(self, rows: Sequence[bytes]) -> None:
        self._rows = rows

    def __missing__(self, row: int) -> Place:
        fields = json.loads(self._rows[row])
        for field in ("claimants", "ids"):
            if field in fields:
                fields[field] = tuple(fields[field])
        fields["names"] = tuple(Name(*name) for name in fields.get("names", ()))
        place = self[row] = Place(**fields)
        return place


@cache
def packed() -> tuple[dict[str, Any], dict[str, list[str]], list[bytes]] | None:
    """Return the file's facts, tables and rows; None when it is missing, damaged or of another version."""
    try:
        with open(data_path(CURATED), "rb") as stream:
            head, _, rest = stream.read().partition(b"\n")
        facts = json.loads(head)
        if facts["version"] != VERSION or facts["checksum"] != crc32(rest):
            return None
    except (OSError, ValueError, LookupError, TypeError):
        return None
    lines = rest.split(b"\n")
    tables = {name: line.decode().split("\t") for name, line in zip(TABLES, lines, strict=False)}
    return facts, tables, lines[len(TABLES) :]


def curated_layer(world: PackedLayer | None) -> CuratedLayer | None:
    """Return the packed curated places; None when they are not packed from the CSV that lies there.

    Parameters
    ----------
    world : PackedLayer or None
        The world's places, when they lie below: the file has to know which of them are doubles.
    """
    found = packed()
    if found is None:
        return None
    facts, tables, rows = found
    if facts["made_of"]["gazetteer.csv"] != checksum(curated_path()):
        return None
    if world is not None and facts["made_of"]["world.places"] != world.checksum:
        return None
    return CuratedLayer(tables, rows)


def packed_words() -> frozenset[str] | None:
    """Return the folded words of `WORD_TABLES`; None when they are not packed from those that lie there."""
    found = packed()
    if found is None:
        return None
    facts, tables, _ = found
    if any(facts["made_of"][name] != checksum(data_path(name)) for name in WORD_TABLES):
        return None
    return frozenset(tables["words"])


def checksum(path: str) -> int:
    """Return the checksum of a file, -1 of one that cannot be read."""
    try:
        with open(path, "rb") as stream:
            return crc32(stream.read())
    except OSError:
        return -1
