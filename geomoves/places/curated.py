"""Reading gazetteer files: CSV in the columns of ``data/gazetteer.csv``.

====================  ==================================================================
``id, name``          stable id and usual English name; required
``lon, lat``          WGS 84 degrees; required
``kind``              one word, ``place`` when empty
``country``           ISO 3166-1 alpha-2
``admin1``            ISO 3166-2 code; the row ``iso:<code>`` gives its name
``admin2``            name of the second-level area
``population``        whole number
``precision``         1–7, 1 when empty
``radius_km``         kilometres, 0 when empty
``names``             ``language:text|language:text``
``former_names``      ``language:text@from/to|…``, years inclusive, either may be empty
``claimants, ids``    joined by ``|``
``source, note``      text
====================  ==================================================================
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from geomoves.errors import GazetteerError, Problem
from geomoves.places.arguments import LONGEST_NAME
from geomoves.places.countries import countries
from geomoves.places.datafiles import curated_path
from geomoves.places.names.languages import LANGUAGE_TAG
from geomoves.places.place import Name, Place
from geomoves.places.userdata.csvrows import Row, read_rows

__all__ = ["COLUMNS", "curated_file", "read_gazetteers"]

#: Every column that a gazetteer file may have, in the order of the project's own file.
COLUMNS = (
    "id", "name", "lon", "lat", "kind", "country", "admin1", "admin2", "population", "precision", "radius_km",
    "names", "former_names", "claimants", "ids", "source", "note",
)  # fmt: skip
REQUIRED = COLUMNS[:4]

_LARGEST_RADIUS_KM = 20_100.0  # half of the way around the earth

_ID = re.compile(r"[^\s|,;\"'<>\x00-\x1f]{1,100}")
_KIND = re.compile(r"[a-z][a-z0-9]*(?:[ _-][a-z0-9]+)*")
_ADMIN1 = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")
_YEARS = re.compile(r"([0-9]{1,4})?/([0-9]{1,4})?")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def curated_file() -> Path:
    """Return the path of the curated gazetteer: in the package, else at the top of the checkout.

    Raises
    ------
    AssetError
        It is in neither.
    """
    return Path(curated_path())


def read_gazetteers(files: Sequence[str | os.PathLike[str]]) -> list[Place]:
    """Read gazetteer files; a row of a later file replaces the row with its id in an earlier one.

    Parameters
    ----------
    files : sequence of path
        CSV files in UTF-8.

    Returns
    -------
    list of Place
        In the order in which their ids first appear.

    Raises
    ------
    GazetteerError
        With every problem of every file.
    FileAccessError
        A file cannot be read.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    for file in files:
        more_rows, more_problems = _rows_of(file)
        rows += more_rows
        problems += more_problems
    area_names = {row.cells["id"]: row.cells["name"] for row in rows}
    first_line: dict[tuple[str, str], str] = {}
    places: dict[str, Place] = {}
    for row in rows:
        reader = _RowReader(row, area_names)
        place = reader.place()
        problems += reader.problems
        here = row.where or f"line {row.line}"
        first = first_line.setdefault((row.file, place.id), here)
        if first != here:
            message = f"this id stands in {first} already"
            field = f"{row.where}.id" if row.where else "id"
            problems.append(Problem(message, field, "give each place one row", row.file, row.line, place.id))
        places[place.id] = place
    if problems:
        order = [os.fspath(file) for file in files]
        raise GazetteerError(
            sorted(problems, key=lambda problem: (order.index(problem.file), problem.line or 0))
        )
    return list(places.values())


def _rows_of(file: str | os.PathLike[str]) -> tuple[list[Row], list[Problem]]:
    if os.fspath(file).lower().endswith(".csv"):
        return read_rows(file, COLUMNS, REQUIRED)
    # Whoever has no such file does not pay for loading what reads it.
    from geomoves.places.userdata.overlays import rows_of

    return rows_of(file, COLUMNS, REQUIRED)


class _RowReader:
    """Makes a place of one row and gathers what is wrong in it.

    What is wrong gets some value of the right type, so that the rest of the row is looked at as well; the
    place of a row with problems is never handed out.
    """

    def __init__(self, row: Row, area_names: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self._row = row
        self._area_names = area_names

    def place(self) -> Place:
        country = self._country()
        kind = self._matching("kind", _KIND, "a kind such as city, in small letters", default="place")
        place_id = self._matching("id", _ID, "an id such as geonames:709717, without spaces")
        code = self._admin1_code(country, kind, place_id)
        return Place(
            id=place_id,
            name=self._name(),
            lon=self._number("lon", -180.0, 180.0),
            lat=self._number("lat", -90.0, 90.0),
            kind=kind,
            country=country,
            admin1=self._area_names.get(f"iso:{code}", "") if code else "",
            admin2=self._cell("admin2"),
            admin1_code=code,
            population=self._population(),
            precision=self._precision(),
            radius_km=self._number("radius_km", 0.0, _LARGEST_RADIUS_KM, default=0.0),
            claimants=self._claimants(),
            names=(*self._names(), *self._former_names(), *self._told_names()),
            ids=self._parts("ids"),
            source=self._cell("source"),
            note=self._cell("note"),
        )

    def _cell(self, field: str) -> str:
        return self._row.cells.get(field, "")

    def _problem(self, message: str, field: str, remedy: str, value: str = "") -> None:
        where = f"{self._row.where}.{field}" if self._row.where else field
        self.problems.append(Problem(message, where, remedy, self._row.file, self._row.line, value))

    def _matching(self, field: str, pattern: re.Pattern[str], wanted: str, default: str = "") -> str:
        value = self._cell(field) or default
        if not pattern.fullmatch(value):
            self._problem(
                f"this is not {wanted}" if value else "this is empty", field, f"give {wanted}", value
            )
        return value

    def _name(self) -> str:
        value = self._cell("name")
        if not value:
            self._problem("this is empty", "name", "give the usual English name")
        self._check_length("name", value)
        return value

    def _check_length(self, field: str, value: str) -> None:
        if len(value) > LONGEST_NAME:
            self._problem(f"a name has at most {LONGEST_NAME} characters", field, "shorten it", value)

    def _number(self, field: str, least: float, most: float, default: float | None = None) -> float:
        value = self._cell(field)
        if not value and default is not None:
            return default
        number = float(value) if _NUMBER.fullmatch(value) else math.nan
        if not least <= number <= most:
            self._problem(
                f"this is no number from {least:g} to {most:g}" if value else "this is empty",
                field,
                f"give a number from {least:g} to {most:g}, with a point",
                value,
            )
        return number

    def _population(self) -> int | None:
        value = self._cell("population")
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and len(value) <= len("10000000000")):
            self._problem(
                "this is no whole number", "population", "write digits only, or leave it empty", value
            )
            return None
        return int(value)

    def _precision(self) -> int:
        value = self._cell("precision") or "1"
        if value not in {"1", "2", "3", "4", "5", "6", "7"}:
            self._problem("this is no precision", "precision", "give 1 (exact site) to 7 (at sea)", value)
            return 1
        return int(value)

    def _country(self) -> str:
        value = self._cell("country")
        if value and value not in countries():
            self._problem(
                "this is no ISO 3166-1 alpha-2 code", "country", "write two capitals, such as UA", value
            )
        return value

    def _admin1_code(self, country: str, kind: str, place_id: str) -> str:
        value = self._cell("admin1")
        if not value:
            # The row of an area need not say that it is its own area.
            own = place_id.removeprefix("iso:")
            return own if kind == "admin1" and _ADMIN1.fullmatch(own) else ""
        found = _ADMIN1.fullmatch(value)
        if not found:
            self._problem("this is no ISO 3166-2 code", "admin1", "write a code such as RU-AMU", value)
        elif country and found.group(1) != country:
            self._problem(f"this area is not in {country}", "admin1", "make country and admin1 agree", value)
        elif f"iso:{value}" not in self._area_names:
            remedy = f"add a row with the id iso:{value}, or leave admin1 empty"
            self._problem("no row says what this area is called", "admin1", remedy, value)
        return value

    def _parts(self, field: str) -> tuple[str, ...]:
        cell = self._cell(field)
        return tuple(part for part in map(str.strip, cell.split("|")) if part) if cell else ()

    def _claimants(self) -> tuple[str, ...]:
        parts = self._parts("claimants")
        for part in parts:
            if part not in countries():
                self._problem(
                    "this is no ISO 3166-1 alpha-2 code", "claimants", "write codes such as RU|UA", part
                )
        return parts

    def _names(self) -> list[Name]:
        return [self._named("names", part) for part in self._parts("names")]

    def _told_names(self) -> list[Name]:
        for name in self._row.names:
            self._check_length("names", name.text)
            if None not in (name.from_year, name.to_year) and name.to_year < name.from_year:  # type: ignore[operator]
                self._problem("the last year comes before the first", "names", "swap the years", name.text)
        return list(self._row.names)

    def _former_names(self) -> list[Name]:
        names: list[Name] = []
        for part in self._parts("former_names"):
            text, at, years = part.rpartition("@")
            found = _YEARS.fullmatch(years)
            if not (at and text and found):
                remedy = "write ru:Сталино@1924/1961; leave a year empty when it is not known"
                self._problem("this is no name with its years", "former_names", remedy, part)
                continue
            first, last = (int(year) if year else None for year in found.groups())
            if first is not None and last is not None and last < first:
                self._problem("the last year comes before the first", "former_names", "swap the years", part)
                continue
            names.append(self._named("former_names", text, first, last))
        return names

    def _named(self, field: str, part: str, first: int | None = None, last: int | None = None) -> Name:
        language, colon, text = part.partition(":")
        text = text.strip()
        if not colon or not text or (language and not LANGUAGE_TAG.fullmatch(language)):
            self._problem("this is no name with its language", field, "write uk:Донецьк", part)
        self._check_length(field, text)
        return Name(text, language, first, last)
