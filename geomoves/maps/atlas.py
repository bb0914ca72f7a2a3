"""The world data that geomoves carries, as they lie in ``data/basemap/``: how to find, check and read them.

Made from Natural Earth by ``scripts/build_basemap.py``; ``provenance.json`` beside them says from what. There
are two editions, ``10m.atlas`` for narrow maps and ``50m.atlas`` for wide ones, files as
`geomoves.maps.atlas_file` has them. None is read before it is needed, and of a file no more is unpacked than
a map shows. Coordinates are whole numbers of ``1 / scale`` degree. The parts of an edition:

``about``
    ``scale``; ``tolerances_deg``: a point's level is the number of these steps at which it is still needed.
``arcs``
    Lines: every stretch of coast or border once.
``land``
    ``rings``, each a list of arcs, where ``~i`` is arc ``i`` run backwards; ``around_south_pole``: lines made
    likewise, once around the globe from 180° to 180°, with land on the side of the pole. Rings run on beyond
    180° rather than being cut there.
``states``
    ``lines``: border lines with ``arcs``, their ``class`` de facto and, under ``views``, their class in every
    point of view where it is another ("" is not drawn). ``areas``: countries and contested parts of them,
    with ``rings``, ``name``, ``code`` (ISO 3166-1 alpha-2, "" without one) and, under ``holders``, the code
    of the state that each point of view gives the area to, where that is not its own code ("" is none).
``lakes``, ``rivers``
    Lines (of lakes: rings, islands included as rings) with ``….rank``, 0 the most prominent.
``provinces``
    In the finer edition: border lines of provinces with ``provinces.size``, how large the smaller province
    beside it is: the side of a square of that area, tenths of a degree.
``towns.C.R``
    The towns of a column and row of cells, ``towns``: name, x, y, rank (0 the most prominent), inhabitants,
    the number of its area (−1: none), 1 for a capital, and its names in ``languages`` as far as they are
    known.
``world``
    In the coarser edition: the land and the borders of the world in few points, encoded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any, Literal

from geomoves.errors import AssetError
from geomoves.maps.atlas_file import AtlasFile, Lines
from geomoves.maps.rings import Box, Point

__all__ = [
    "Area",
    "BorderLine",
    "Edition",
    "RankedLines",
    "Shapes",
    "Town",
    "borders_and_areas",
    "lakes",
    "land_and_arcs",
    "provinces",
    "rivers",
    "towns",
    "world",
]

Edition = Literal["10m", "50m"]

_FOLDER = "data/basemap"
_REMEDY = "install geomoves again"
# The cells of towns, degrees; the coarser edition's are the four quarters of the globe.
_TOWN_CELL_DEG: dict[Edition, int] = {"10m": 15, "50m": 360}


@dataclass(frozen=True)
class Shapes:
    """Arcs, and the land that they enclose."""

    scale: int
    tolerances_deg: tuple[float, ...]
    arcs: Lines
    land: list[list[int]]
    around_south_pole: list[list[int]]

    def level_for(self, tolerance_deg: float) -> int:
        """Return the coarsest level that stays within a tolerance, in degrees."""
        return sum(step <= tolerance_deg for step in self.tolerances_deg)

    def run(self, arcs: list[int], level: int = 0, near: Box | None = None) -> list[Point]:
        """Return the points along arcs that follow each other; a ring ends with its first point.

        Parameters
        ----------
        arcs : list of int
            Their numbers, ``~i`` for arc ``i`` run backwards.
        level : int
            What is needed at this level; 0 is all.
        near : Box, optional
            What lies apart from it is left out: of an arc whose extent does not meet the box only the ends
            remain, so that what a ring encloses in the box stays the same.
        """
        points: list[Point] = []
        boxes = self.arcs.boxes
        for number in arcs:
            forward = number if number >= 0 else ~number
            if near is None or near.meets(boxes[forward]):
                stretch = self.arcs.points(forward, level)
            else:
                stretch = list(self.arcs.ends[forward])
            if number < 0:
                stretch.reverse()
            points += stretch[1:] if points else stretch
        return points

    def box(self, arcs: list[int]) -> Box:
        """Return the extent of arcs."""
        boxes = [self.arcs.boxes[number if number >= 0 else ~number] for number in arcs]
        if len(boxes) == 1:
            return boxes[0]
        west, south, east, north = zip(*boxes, strict=True)
        return Box(min(west), min(south), max(east), max(north))

    @cached_property
    def land_boxes(self) -> list[Box]:
        """The extent of each ring of land."""
        return [self.box(arcs) for arcs in self.land]


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
class RankedLines:
    """Lines, and a number for each that says which of them a map has room for."""

    lines: Lines
    ranks: list[int]


@dataclass(frozen=True, slots=True)
class Town:
    """A town, for orientation; `names` are those in other languages, by their codes."""

    name: str
    x: int
    y: int
    rank: int
    inhabitants: int
    area: int
    capital: bool
    names: dict[str, str]


@lru_cache(maxsize=2)
def land_and_arcs(edition: Edition = "50m") -> Shapes:
    """Read coasts and land.

    Raises
    ------
    AssetError
        The file is missing or is not the one that the package was made with; so for every reader here.
    """
    file = _file(edition)
    about, land = file.json("about"), file.json("land")
    return Shapes(
        about["scale"],
        tuple(about["tolerances_deg"]),
        file.lines("arcs"),
        land["rings"],
        land["around_south_pole"],
    )


@lru_cache(maxsize=2)
def borders_and_areas(edition: Edition = "50m") -> tuple[list[BorderLine], list[Area]]:
    """Read borders and areas, whose arcs are those of `land_and_arcs`."""
    content = _file(edition).json("states")
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


@lru_cache(maxsize=2)
def lakes(edition: Edition = "50m") -> RankedLines:
    """Read the rings of lakes and their ranks."""
    return _ranked(edition, "lakes", "rank")


@lru_cache(maxsize=2)
def rivers(edition: Edition = "50m") -> RankedLines:
    """Read the lines of rivers and their ranks."""
    return _ranked(edition, "rivers", "rank")


@lru_cache(maxsize=1)
def provinces() -> RankedLines:
    """Read the border lines of provinces and their sizes, of the finer edition for all maps."""
    return _ranked("10m", "provinces", "size")


def towns(edition: Edition, boxes: Iterable[Box]) -> list[Town]:
    """Read the towns of the cells that meet any of some boxes within ±180°, the most prominent first."""
    side = _TOWN_CELL_DEG[edition] * land_and_arcs(edition).scale
    cells = {
        (column, row)
        for box in boxes
        for column in range(box.west // side, box.east // side + 1)
        for row in range(box.south // side, box.north // side + 1)
    }
    found = [town for column, row in sorted(cells) for town in _towns_of_cell(edition, column, row)]
    return sorted(found, key=lambda town: (town.rank, -town.inhabitants, town.name, town.x, town.y))


@lru_cache(maxsize=1)
def world() -> dict[str, Any]:
    """Read the world in few points: ``scale``, ``land`` (encoded rings), ``borders`` (line, class, views)."""
    content: dict[str, Any] = _file("50m").json("world")
    return content


@lru_cache(maxsize=64)
def _towns_of_cell(edition: Edition, column: int, row: int) -> tuple[Town, ...]:
    name = f"towns.{column}.{row}"
    file = _file(edition)
    if name not in file:
        return ()
    content = file.json(name)
    languages = content["languages"]
    return tuple(
        Town(
            name,
            x,
            y,
            rank,
            inhabitants,
            area,
            capital=bool(capital),
            names={key: other for key, other in zip(languages, others, strict=False) if other},
        )
        for name, x, y, rank, inhabitants, area, capital, *others in content["towns"]
    )


def _ranked(edition: Edition, name: str, column: str) -> RankedLines:
    file = _file(edition)
    return RankedLines(file.lines(name), file.json(f"{name}.{column}"))


@lru_cache(maxsize=2)
def _file(edition: Edition) -> AtlasFile:
    name = f"{edition}.atlas"
    folder = resources.files("geomoves.maps").joinpath(_FOLDER)
    try:
        content = folder.joinpath(name).read_bytes()
        sums = folder.joinpath("SHA256SUMS").read_text(encoding="ascii")
    except OSError as error:
        raise AssetError(f"basemap/{name}", "the file is missing", _REMEDY) from error
    if f"{hashlib.sha256(content).hexdigest()}  {name}" not in sums.splitlines():
        raise AssetError(f"basemap/{name}", "the file is not the one that geomoves was made with", _REMEDY)
    return AtlasFile(content)
