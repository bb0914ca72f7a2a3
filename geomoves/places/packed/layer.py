"""Places packed in one file that is looked up where it lies, without being read.

The file is mapped into memory and holds columns: of every place a number each for its position, size, kind
and areas, beside the names.

`geomoves.places.packed.writing` writes such files and tells their layout.
"""

from __future__ import annotations

import os
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from geomoves.places.kinds import group_of
from geomoves.places.names.folding import fold
from geomoves.places.packed.mapped import code_of, number_of
from geomoves.places.packed.names import PackedNames
from geomoves.places.place import Place, deferred_place, labelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from geomoves.places.names.spelling import Speller

__all__ = ["PackedLayer"]

_KM_PER_DEGREE = 111.2
_AREAS_KEPT = 4096


class PackedLayer(PackedNames):
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
        header, columns = self.header, self.columns
        self._sorts: list[tuple[str, int, str]] = [tuple(sort) for sort in header["sorts"]]
        self._kind_of = [kind for kind, _, _ in self._sorts]
        self._groups = [group_of(kind) for kind in self._kind_of]
        # The names lie as they were ranked when the file was made.
        self.ranked = self.ranked and header["groups"] == self._groups
        self.kinds = frozenset(self._kind_of)
        self._countries: list[str] = header["countries"]
        self._radii: list[float] = header["radii"]
        self._schemes: list[tuple[str, int]] = [tuple(scheme) for scheme in header["schemes"]]
        self._scheme_starts: list[int] = header["scheme_starts"]
        self._claimants: dict[str, list[str]] = header["claimants"]
        self._lon, self._lat = columns["lon"], columns["lat"]
        self._population = columns["population"]
        self._id_number = columns["id_number"]
        self._sort, self._country, self._radius = columns["sort"], columns["country"], columns["radius"]
        self._admin1, self._admin2 = columns["admin1"], columns["admin2"]
        self._area_rows = columns["area_rows"]
        self._alias_scheme, self._alias_number = columns["alias_scheme"], columns["alias_number"]
        self._alias_row = columns["alias_row"]
        #: By the checksum of another file: which of the schemes each of its own is, None for none.
        self._schemes_of: dict[int, list[int | None]] = {}
        self._spellers: dict[str, Speller] = {}
        self._size = len(self._lon)

    def __len__(self) -> int:
        """Return how many places there are."""
        return self._size

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
        wanted = re.escape(bytes([self._countries.index(country)]))
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

    def row_like(self, other: PackedLayer, row: int) -> int | None:
        """Return the row of the place that another layer has in a row, by its id there."""
        schemes = self._schemes_of.get(other.checksum)
        if schemes is None:
            known = {scheme: number for number, scheme in enumerate(self._schemes)}
            schemes = self._schemes_of[other.checksum] = [known.get(scheme) for scheme in other._schemes]
        own = schemes[bisect_right(other._scheme_starts, row) - 1]
        return None if own is None else self._row_with(own, other._id_number[row])

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

    def label(self, row: int) -> str:
        """Return the label of the place of a row, in English."""
        return labelled(
            self._name(row, 0), self._area_name(self._admin1[row]), self._countries[self._country[row]]
        )

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
