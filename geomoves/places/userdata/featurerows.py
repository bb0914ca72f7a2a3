"""Reading GeoJSON and Linked Places files into rows, with nothing but a JSON parser.

What reads geodata in general follows paths and addresses that stand in a file; this does not.

GeoJSON: a FeatureCollection whose features have an id and, in their properties, the columns of a gazetteer
file that they know (``name`` or ``title``, ``kind``, ``country`` …).

Linked Places (https://github.com/LinkedPasts/linked-places-format): ``@id``, ``title``, ``ccodes``,
``types``, ``names`` with their languages and years, and links to GeoNames and Wikidata.
"""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geomoves.errors import Problem
from geomoves.places.distance import haversine_km
from geomoves.places.kinds import KINDS
from geomoves.places.names.languages import LANGUAGE_TAG
from geomoves.places.place import Name
from geomoves.places.strictjson import strict_json
from geomoves.places.userdata.csvrows import Row, read_text

__all__ = ["read_features"]

_MOST_POSITIONS = 1_000_000
_DEEPEST = 8

_SURROGATE = re.compile("[\ud800-\udfff]")
_YEAR = re.compile(r"([0-9]{4})(?:-[0-9]{2}){0,2}")

_KIND_OF_CLASS = {"P": "settlement", "A": "region"}
_LINKS = {"gn:": "geonames:", "wd:": "wikidata:"}


def read_features(file: str | os.PathLike[str], columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """Read a GeoJSON or Linked Places file.

    Parameters
    ----------
    file : path
        The file, at most 50 MB of UTF-8.
    columns : sequence of str
        The columns that are taken from properties.

    Returns
    -------
    list of Row
        A row a feature.
    list of Problem
        What is wrong with the rest.

    Raises
    ------
    FileAccessError
        The file cannot be read.
    """
    shown = os.fspath(file)
    text = read_text(file)
    if isinstance(text, Problem):
        return [], [text]
    try:
        whole = strict_json(text)
    except json.JSONDecodeError as error:
        return [], [Problem(f"this is no JSON: {error.msg}", "", "check it there", shown, error.lineno)]
    except (ValueError, RecursionError) as error:
        return [], [Problem(f"this is no JSON: {error}", "", "check the file", shown)]
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list) or whole.get("type") != "FeatureCollection":
        remedy = "give a FeatureCollection, as GeoJSON and Linked Places have it"
        return [], [Problem("this is no collection of features", "", remedy, shown)]
    linked = "@context" in whole or any(isinstance(each, dict) and "@id" in each for each in features)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, feature in enumerate(features):
        reader = _FeatureReader(shown, f"features[{number}]", columns)
        row = reader.row(feature, linked=linked)
        problems += reader.problems
        if not reader.problems:
            rows.append(row)
    if not features:
        problems.append(Problem("there is no feature in it", "features", "add places", shown))
    return rows, problems


class _FeatureReader:
    """Makes a row of one feature and gathers what is wrong in it."""

    def __init__(self, file: str, where: str, columns: Sequence[str]) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._where = where
        self._columns = columns

    def row(self, feature: object, *, linked: bool) -> Row:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            self._wrong("", "this is no feature", "give an object of the type Feature", feature)
            return Row(self._file, None, {}, self._where)
        properties = feature.get("properties")
        if not isinstance(properties, dict):
            if properties is not None:
                self._wrong("properties", "these are no properties", "give an object", properties)
            properties = {}
        cells = self._cells(properties)
        names: list[Name] = []
        if linked:
            cells |= self._linked(feature, properties)
            names = list(self._names(feature.get("names")))
        for own in ("id", "@id"):
            if not cells.get("id") and feature.get(own) is not None:
                cells["id"] = self._text(own, feature[own])
        if not cells.get("name"):
            cells["name"] = self._text("properties.title", properties.get("title"))
        cells |= self._position(feature.get("geometry"), cells)
        return Row(self._file, None, cells, self._where, tuple(names))

    def _wrong(self, field: str, message: str, remedy: str, value: object = "") -> None:
        where = f"{self._where}.{field}" if field else self._where
        self.problems.append(
            Problem(message, where, remedy, self._file, None, ascii(value)[:80] if value != "" else "")
        )

    def _text(self, field: str, value: object) -> str:
        """Return a value as the text of a cell."""
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self._wrong(field, "this is no text", "write text or a number", value)
            return ""
        try:
            text = str(value).strip()
        except ValueError:  # a number of thousands of digits
            text = "…"
        if _SURROGATE.search(text):
            self._wrong(field, "this is broken Unicode", "write the letters themselves", text)
            return ""
        return text

    def _cells(self, properties: Mapping[str, object]) -> dict[str, str]:
        cells: dict[str, str] = {}
        for column in self._columns:
            value = properties.get(column)
            if isinstance(value, list):
                value = "|".join(self._text(f"properties.{column}", each) for each in value)
            cells[column] = self._text(f"properties.{column}", value)
        return cells

    def _linked(self, feature: Mapping[str, Any], properties: Mapping[str, Any]) -> dict[str, str]:
        """Return what Linked Places says in its own way."""
        cells: dict[str, str] = {}
        codes = properties.get("ccodes")
        if isinstance(codes, list) and len(codes) == 1:
            cells["country"] = self._text("properties.ccodes", codes[0]).upper()
        classes = properties.get("fclasses")
        if isinstance(classes, list) and classes and isinstance(classes[0], str):
            cells["kind"] = _KIND_OF_CLASS.get(classes[0], "place")
        for each in _objects(feature.get("types")):
            labels = [each.get("label"), *(_label(label) for label in _objects(each.get("sourceLabels")))]
            known = [label for label in labels if isinstance(label, str) and label.lower() in KINDS]
            if known:
                cells["kind"] = known[0].lower()
                break
        links = [link.get("identifier") for link in _objects(feature.get("links"))]
        ids = [
            ours + link.removeprefix(theirs)
            for link in links
            if isinstance(link, str)
            for theirs, ours in _LINKS.items()
            if re.fullmatch(re.escape(theirs) + "[A-Za-z0-9]{1,20}", link)
        ]
        if ids:
            cells["ids"] = "|".join(dict.fromkeys(ids))
        return cells

    def _names(self, names: object) -> Iterator[Name]:
        for number, each in enumerate(_objects(names)):
            text = self._text(f"names[{number}].toponym", each.get("toponym"))
            language = each.get("lang")
            if not isinstance(language, str) or not LANGUAGE_TAG.fullmatch(language):
                language = ""
            when = each.get("when")
            spans = _objects(when.get("timespans") if isinstance(when, dict) else None)
            first = [_year(span.get("start"), "earliest") for span in spans]
            last = [_year(span.get("end"), "latest") for span in spans]
            if text:
                # In use from the first of its spans to the last; an end that one of them lacks is open.
                from_year = (
                    min((year for year in first if year is not None), default=None)
                    if None not in first
                    else None
                )
                to_year = (
                    max((year for year in last if year is not None), default=None)
                    if None not in last
                    else None
                )
                yield Name(text, language, from_year, to_year)

    def _position(self, geometry: object, cells: Mapping[str, str]) -> dict[str, str]:
        """Return the point of a geometry; of a larger one the middle, and how far it reaches."""
        positions: list[tuple[float, float]] = []
        if geometry is None or not self._collect(geometry, positions, 0) or not positions:
            if not self.problems:
                self._wrong(
                    "geometry", "there is no position", "give a Point with longitude and latitude", geometry
                )
            return {}
        lons, lats = [lon for lon, _ in positions], [lat for _, lat in positions]
        west, east, south, north = min(lons), max(lons), min(lats), max(lats)
        if east - west > 180:
            self._wrong("geometry", "this reaches around half of the earth", "give a Point instead")
            return {}
        lon, lat = (west + east) / 2, (south + north) / 2
        found = {"lon": repr(lon), "lat": repr(lat)}
        if len(positions) > 1 and not cells.get("radius_km"):
            reach = max(haversine_km(lon, lat, *corner) for corner in positions)
            found["radius_km"] = repr(math.ceil(reach * 10) / 10)
        return found

    def _collect(self, geometry: object, positions: list[tuple[float, float]], depth: int) -> bool:
        if not isinstance(geometry, dict) or depth > _DEEPEST:
            return False
        if geometry.get("type") == "GeometryCollection":
            parts = geometry.get("geometries")
            return isinstance(parts, list) and all(
                self._collect(part, positions, depth + 1) for part in parts
            )
        return self._collect_positions(geometry.get("coordinates"), positions, depth)

    def _collect_positions(self, value: object, positions: list[tuple[float, float]], depth: int) -> bool:
        if not isinstance(value, list) or depth > _DEEPEST or len(positions) > _MOST_POSITIONS:
            return False
        if value and not isinstance(value[0], list):
            if len(value) < 2 or any(
                isinstance(n, bool) or not isinstance(n, int | float) for n in value[:2]
            ):
                return False
            try:
                lon, lat = float(value[0]), float(value[1])
            except OverflowError:
                return False
            if not (-180 <= lon <= 180 and -90 <= lat <= 90):
                remedy = "longitude comes first, in WGS 84 degrees"
                self._wrong("geometry", "a position is not on the earth", remedy, value[:2])
                return False
            positions.append((lon, lat))
            return True
        return all(self._collect_positions(part, positions, depth + 1) for part in value)


def _objects(values: object) -> list[dict[str, Any]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _label(label: Mapping[str, Any]) -> object:
    return label.get("label")


def _year(moment: object, otherwise: str) -> int | None:
    if not isinstance(moment, dict):
        return None
    text = moment.get("in") or moment.get(otherwise)
    found = _YEAR.fullmatch(text) if isinstance(text, str) else None
    return int(found.group(1)) if found else None
