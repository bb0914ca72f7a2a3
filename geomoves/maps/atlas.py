"""The world data that geomoves carries, as they lie in ``data/basemap/``: how to find, check and read them.

Made from Natural Earth by ``scripts/build_basemap.py``; ``provenance.json`` beside them says from what. Each
file is gzipped JSON, and none is read before it is needed. Coordinates are whole numbers of ``1 / scale``
degree, steps from point to point as in `geomoves.maps.rings`.

``50m-land``
    ``arcs``: every stretch of coast or border once; ``levels``: a digit for each of its points, the number of
    steps in ``tolerances_deg`` at which the point is still needed; ``land``: rings, each a list of arcs,
    where ``~i`` is arc ``i`` run backwards; ``around_south_pole``: lines made likewise, once around the globe
    from 180° to 180°, with land on the side of the pole. Rings run on beyond 180° rather than being cut
    there.
``50m-states``
    ``lines``: border lines with ``arcs``, their ``class`` de facto and, under ``views``, their class in every
    point of view where it is another ("" is not drawn). ``areas``: countries and contested parts of them,
    with ``rings``, ``name``, ``code`` (ISO 3166-1 alpha-2, "" without one) and, under ``holders``, the code
    of the state that each point of view gives the area to, where that is not its own code ("" is none).
``50m-water``
    ``lakes`` (rings, islands included as rings) and ``rivers``: ``lines``, ``levels`` and ``ranks``, 0 the
    most prominent.
``50m-towns``
    ``towns``: name, x, y, rank (0 the most prominent), inhabitants, the number of its area (−1: none), 1 for
    a capital.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from geomoves.errors import AssetError
from geomoves.maps.rings import Box, Point, box_of, decode

__all__ = [
    "Area",
    "BorderLine",
    "Line",
    "Shapes",
    "Town",
    "borders_and_areas",
    "land_and_arcs",
    "towns",
    "water",
]

_FOLDER = "data/basemap"
_REMEDY = "install geomoves again"


@dataclass(frozen=True, slots=True)
class Line:
    """Points with the level at which each is still needed (a digit a point), and their extent."""

    points: list[Point]
    levels: str
    box: Box
    rank: int = 0

    def at_level(self, level: int) -> list[Point]:
        """Return the points that are needed at a level; 0 keeps all."""
        if not level:
            return self.points
        least = str(level)
        return [point for point, digit in zip(self.points, self.levels, strict=True) if digit >= least]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Arcs, and the land that they enclose."""

    scale: int
    tolerances_deg: tuple[float, ...]
    arcs: list[Line]
    land: list[list[int]]
    around_south_pole: list[list[int]]

    def level_for(self, tolerance_deg: float) -> int:
        """Return the coarsest level that stays within a tolerance, in degrees."""
        return sum(step <= tolerance_deg for step in self.tolerances_deg)

    def run(self, arcs: list[int], level: int = 0) -> list[Point]:
        """Return the points along arcs that follow each other; a ring ends with its first point."""
        points: list[Point] = []
        for number in arcs:
            stretch = (
                self.arcs[number].at_level(level) if number >= 0 else self.arcs[~number].at_level(level)[::-1]
            )
            points += stretch[1:] if points else stretch
        return points

    def box(self, arcs: list[int]) -> Box:
        """Return the extent of arcs."""
        boxes = [self.arcs[number if number >= 0 else ~number].box for number in arcs]
        return Box(
            min(box.west for box in boxes),
            min(box.south for box in boxes),
            max(box.east for box in boxes),
            max(box.north for box in boxes),
        )


@dataclass(frozen=True, slots=True)
class BorderLine:
    """A stretch of border: its class de facto, and in each view where it is another."""

    arcs: list[int]
    de_facto: str
    views: dict[str, str]

    def class_in(self, view: str) -> str:
        """Return its class in a point of view; "" is a line that the view does not know."""
        return self.views.get(view, self.de_facto)


@dataclass(frozen=True, slots=True)
class Area:
    """A country, or a part of one that has another code or that several states claim."""

    name: str
    code: str
    holders: dict[str, str]
    rings: list[list[int]]
    around_south_pole: list[list[int]]

    def holder_in(self, view: str) -> str:
        """Return the code of the state that a point of view gives it to; "" is none."""
        return self.holders.get(view, self.code)

    @property
    def claimants(self) -> frozenset[str]:
        """The codes that any point of view gives it to; more than one where it is contested."""
        return frozenset({self.code, *self.holders.values()} - {""}) if self.holders else frozenset()


@dataclass(frozen=True, slots=True)
class Town:
    """A town, for orientation."""

    name: str
    x: int
    y: int
    rank: int
    inhabitants: int
    area: int
    capital: bool


@lru_cache(maxsize=1)
def land_and_arcs() -> Shapes:
    """Read coasts and land.

    Raises
    ------
    AssetError
        The file is missing or is not the one that the package was made with; so for every reader here.
    """
    content = _read("50m-land.json.gz")
    return Shapes(
        content["scale"],
        tuple(content["tolerances_deg"]),
        [_line(flat, levels) for flat, levels in zip(content["arcs"], content["levels"], strict=True)],
        content["land"],
        content["around_south_pole"],
    )


@lru_cache(maxsize=1)
def borders_and_areas() -> tuple[list[BorderLine], list[Area]]:
    """Read borders and areas, whose arcs are those of `land_and_arcs`."""
    content = _read("50m-states.json.gz")
    lines = [BorderLine(row["arcs"], row["class"], row["views"]) for row in content["lines"]]
    areas = [
        Area(
            row["name"],
            row["code"],
            row["holders"],
            row["rings"],
            row["around_south_pole"],
        )
        for row in content["areas"]
    ]
    return lines, areas


@lru_cache(maxsize=1)
def water() -> tuple[list[Line], list[Line]]:
    """Read the rings of lakes and the lines of rivers, each in the order of their ranks."""
    content = _read("50m-water.json.gz")
    lakes, rivers = (
        [
            _line(flat, levels, rank)
            for flat, levels, rank in zip(kind["lines"], kind["levels"], kind["ranks"], strict=True)
        ]
        for kind in (content["lakes"], content["rivers"])
    )
    return lakes, rivers


@lru_cache(maxsize=1)
def towns() -> list[Town]:
    """Read the towns, the most prominent first."""
    return [
        Town(name, x, y, rank, inhabitants, area, capital=bool(capital))
        for name, x, y, rank, inhabitants, area, capital in _read("50m-towns.json.gz")["towns"]
    ]


def _line(flat: list[int], levels: str, rank: int = 0) -> Line:
    points = decode(flat)
    return Line(points, levels, box_of(points), rank)


def _read(name: str) -> dict[str, Any]:
    folder = resources.files("geomoves.maps").joinpath(_FOLDER)
    try:
        packed = folder.joinpath(name).read_bytes()
        sums = folder.joinpath("SHA256SUMS").read_text(encoding="ascii")
    except OSError as error:
        raise AssetError(f"basemap/{name}", "the file is missing", _REMEDY) from error
    if f"{hashlib.sha256(packed).hexdigest()}  {name}" not in sums.splitlines():
        raise AssetError(f"basemap/{name}", "the file is not the one that geomoves was made with", _REMEDY)
    content: dict[str, Any] = json.loads(gzip.decompress(packed))
    return content
