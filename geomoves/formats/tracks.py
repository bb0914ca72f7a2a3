"""Tables of tracks: a row a point with a figure, a direction and a group, as Minard's map of 1812 is kept.

Points in row order make runs: rows of one group that go in one direction. A leg is stated between two
successive points of a run and nowhere else. No day is invented: what the table does not date stays undated,
and the order of the rows becomes the claims' `sequence`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geomoves.errors import ArgumentError, DossierError, Problem
from geomoves.places.distance import geodesic_km, haversine_km
from geomoves.reports import Claim

__all__ = ["TrackPoint", "name_points", "parse_places_table", "parse_track_table", "track_claims"]

#: What the columns of a track are called in the wild, lower case.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "lon": ("lon", "long", "lng", "longitude", "x"),
    "lat": ("lat", "latitude", "y"),
    "strength": ("survivors", "strength", "how_many", "number", "count", "size"),
    "direction": ("direction", "dir", "heading"),
    "group": ("group", "division", "unit", "force", "track"),
    "name": ("name", "place", "city", "town"),
    "when": ("when", "date", "day"),
}
_NEEDED = ("lon", "lat")
_MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """One row of a track.

    Parameters
    ----------
    line : int
        Its line in the table, from 1.
    lon, lat : float
        WGS 84 degrees, as stated.
    strength : str
        The figure from this point on, as written; empty when none is stated.
    direction, group : str
        As written; empty when the table has no such column.
    name, when : str
        As written; most points have neither.
    """

    line: int
    lon: float
    lat: float
    strength: str = ""
    direction: str = ""
    group: str = ""
    name: str = ""
    when: str = ""


def parse_track_table(
    text: str, *, file: str = "", columns: Mapping[str, str] | None = None
) -> list[TrackPoint]:
    r"""Parse a table of points, parted by white space, commas, semicolons or tabs.

    Parameters
    ----------
    text : str
        With a header.
    file : str
        Its name, for the errors.
    columns : mapping of str to str, optional
        What its columns are called, by ``lon, lat, strength, direction, group, name, when``; the usual
        names (long, survivors, division …) are known.

    Returns
    -------
    list of TrackPoint
        In row order.

    Raises
    ------
    DossierError
        Every row that is wrong, with its line and column.
    ArgumentError
        `columns` names what is no column of a track.

    Examples
    --------
    >>> parse_track_table("long lat survivors direction group\n24.0 54.9 340000 A 1\n")[0].strength
    '340000'
    """
    header, rows = _rows(text, file)
    index = _index(header, file, columns or {})
    points: list[TrackPoint] = []
    problems: list[Problem] = []
    for line, cells in rows:
        if len(cells) != len(header):
            message = f"this row has {len(cells)} cells and the header {len(header)}"
            problems.append(Problem(message, file=file, line=line, remedy="give one cell for each column"))
            continue
        found = {name: cells[column] for name, column in index.items()}
        wrong = _wrong_position(found)
        problems += [
            Problem(message, field=name, remedy=remedy, file=file, line=line, value=found[name])
            for name, message, remedy in wrong
        ]
        if not wrong:
            stated = {name: cell for name, cell in found.items() if name not in _NEEDED}
            points.append(TrackPoint(line, float(found["lon"]), float(found["lat"]), **stated))
    if problems:
        raise DossierError(problems[:_MOST_PROBLEMS])
    if not points:
        raise DossierError([Problem("the table holds no points", file=file, remedy="give a row a point")])
    return points


def parse_places_table(text: str, *, file: str = "") -> dict[str, tuple[float, float]]:
    """Parse a table of named places: longitude, latitude and name; a name may hold white space at the end.

    Returns
    -------
    dict of str to (lon, lat)
        In row order.

    Raises
    ------
    DossierError
        A row is wrong, or a name stands twice.
    """
    found: dict[str, tuple[float, float]] = {}
    problems = []
    for point in parse_track_table(text, file=file):
        if not point.name or point.name in found:
            message = "this name stands twice" if point.name else "this place has no name"
            problems.append(
                Problem(
                    message,
                    field="name",
                    remedy="give each place a name of its own",
                    file=file,
                    line=point.line,
                )
            )
        found[point.name] = (point.lon, point.lat)
    if problems:
        raise DossierError(problems)
    return found


def name_points(
    points: Sequence[TrackPoint], places: Mapping[str, tuple[float, float]], *, distance_km: float
) -> dict[int, str]:
    """Return by line the names of points that lie within a distance of a named place.

    Parameters
    ----------
    points : sequence of TrackPoint
        Those that have a name of their own keep it.
    places : mapping of str to (lon, lat)
        Named places.
    distance_km : float
        Within which a point is taken to be at the place: the nearest one.
    """
    if not distance_km >= 0:
        raise ArgumentError("distance_km", f"{distance_km} is no distance", "give kilometres, such as 5")
    names: dict[int, str] = {}
    for point in points:
        near = [
            (geodesic_km(point.lon, point.lat, lon, lat), name)
            for name, (lon, lat) in places.items()
            if haversine_km(point.lon, point.lat, lon, lat) <= distance_km * 1.01
        ]
        close = min((each for each in near if each[0] <= distance_km), default=None)
        if point.name or close is not None:
            names[point.line] = point.name or (close[1] if close is not None else "")
    return names


def track_claims(
    points: Sequence[TrackPoint],
    *,
    said_by: str,
    document: str,
    forces: Mapping[str, str],
    names: Mapping[int, str] | None = None,
    directions: Mapping[str, str] | None = None,
    answers_at_start: str = "",
) -> list[Claim]:
    """Turn points into claims, one a row.

    A row that is not the last of its run states a movement to the next point, with its figure: that of
    the march from there on. The last row of a run, and one whose next point is the same, states a presence.

    Parameters
    ----------
    points : sequence of TrackPoint
        In row order.
    said_by, document : str
        Ids of the speaker and the document.
    forces : mapping of str to str
        For each group the id of its force.
    names : mapping of int to str, optional
        By line, the names of points (see `name_points`).
    directions : mapping of str to str, optional
        What the directions mean in words, kept as the claims' note.
    answers_at_start : str
        Id of a question that the first row of each group answers.

    Returns
    -------
    list of Claim
        Their ids are those of the force with the number of the row in it; `sequence` is that number.

    Raises
    ------
    ArgumentError
        A group has no force.
    """
    unknown = sorted({point.group for point in points} - forces.keys())
    if unknown:
        raise ArgumentError(
            "forces", f"there is no force for {', '.join(map(repr, unknown))}", "name one for each group"
        )
    by_group: dict[str, list[TrackPoint]] = {}
    for point in points:
        by_group.setdefault(point.group, []).append(point)
    claims = []
    for group, members in by_group.items():
        for number, point in enumerate(members, start=1):
            following = members[number] if number < len(members) else None
            fields: dict[str, Any] = {
                "id": f"{forces[group]}-{number:02d}",
                "said_by": said_by,
                "in": document,
                "force": forces[group],
                "phase": "happened",
                "sequence": number,
            }
            if point.strength:
                fields["strength"] = point.strength
            if point.when:
                fields["when"] = point.when
            if note := (directions or {}).get(point.direction):
                fields["note"] = note
            if point.direction:
                fields["x-direction"] = point.direction
            if number == 1 and answers_at_start:
                fields["answers"] = answers_at_start
            here = _end(point, names)
            moves = (
                following is not None
                and following.direction == point.direction
                and (following.lon, following.lat) != (point.lon, point.lat)
            )
            if moves and following is not None:
                fields |= {"kind": "movement", "from": here, "to": _end(following, names)}
            else:
                fields |= {"kind": "presence", "at": here}
            claims.append(Claim.model_validate(fields))
    return claims


def _end(point: TrackPoint, names: Mapping[int, str] | None) -> dict[str, Any]:
    name = (names or {}).get(point.line) or point.name
    position = {"lon": point.lon, "lat": point.lat}
    return {"name": name, **position} if name else position


def _rows(text: str, file: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise DossierError(
            [Problem("the table is empty", file=file, remedy="begin with a header: long lat …")]
        )
    head = lines[0][1]
    mark = next((each for each in ("\t", ";", ",") if each in head), None)

    def cells(line: str) -> list[str]:
        parts = line.split(mark) if mark else re.split(r"\s+", line.strip())
        return [part.strip().strip('"') for part in parts]

    return cells(head), [(number, cells(line)) for number, line in lines[1:]]


def _index(header: Sequence[str], file: str, columns: Mapping[str, str]) -> dict[str, int]:
    for name in columns:
        if name not in _COLUMNS:
            raise ArgumentError("columns", f"a track has no {name!r}", f"use some of {', '.join(_COLUMNS)}")
    lowered = [name.lower() for name in header]
    found: dict[str, int] = {}
    problems = []
    for name, synonyms in _COLUMNS.items():
        wanted = (columns[name].lower(),) if name in columns else synonyms
        here = [row for row, column in enumerate(lowered) if column in wanted]
        if len(here) > 1:
            listed = ", ".join(header[row] for row in here)
            remedy = f"say which it is: columns={{{name!r}: …}}"
            problems.append(
                Problem(f"several columns could be the {name}: {listed}", remedy=remedy, file=file, line=1)
            )
        elif here:
            found[name] = here[0]
        elif name in _NEEDED or name in columns:
            remedy = f"name a column {wanted[0]}, or say what it is called"
            problems.append(Problem(f"the table has no column for {name}", remedy=remedy, file=file, line=1))
    if problems:
        raise DossierError(problems)
    return found


def _wrong_position(found: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """List what is wrong with a position: column, message, remedy."""
    wrong: list[tuple[str, str, str]] = []
    for name, most in (("lon", 180.0), ("lat", 90.0)):
        try:
            value = float(found[name])
        except ValueError:
            wrong.append((name, "this is no number", "write degrees with a point, such as 24.5"))
            continue
        if not -most <= value <= most:
            hint = "are longitude and latitude swapped?" if name == "lat" and abs(value) <= 180 else ""
            remedy = f"give degrees from −{most:g} to {most:g}{'; ' + hint if hint else ''}"
            wrong.append((name, "this is not on Earth", remedy))
    return wrong
