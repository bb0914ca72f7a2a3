"""What part of the world a map shows at first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["view_of", "widened"]

LonLat = tuple[float, float]

_TURN_DEG = 360.0
#: Where a Mercator map ends.
_FURTHEST_LAT = 85.0
#: A view onto a single point is this wide, degrees.
_LEAST_DEG = 2.0
#: A window is at least so wide and so high, which is what a large screen shows at the closest first view.
_LEAST_WINDOW_DEG = (7.0, 3.5)
#: On each side, as a share of the view.
_MARGIN = 0.16
#: Height against width of the flattest window, as for a phone held upright it need not be higher.
_LEAST_HEIGHT = 0.56
#: Width against height of the narrowest window: screens are wider than they are high.
_LEAST_WIDTH = 1.5
#: As far north and south as the basemap goes.
_WHOLE_LAT = 85.06
_WORLD = [-180.0, -60.0, 180.0, 75.0]


def view_of(points: Sequence[Sequence[float]] | NDArray[np.float64]) -> list[float]:
    """Return the smallest box around `points`, across the antimeridian where that is smaller.

    Parameters
    ----------
    points : sequence of (lon, lat), or an array of such rows
        Degrees; longitudes may be unwrapped.

    Returns
    -------
    list of float
        West, south, east, north; west within −180…180, east beyond 180 where the box crosses it.
        The whole world when there are no points.

    Examples
    --------
    >>> view_of([(170.0, 10.0), (-170.0, 20.0)])
    [170.0, 10.0, 190.0, 20.0]
    """
    if not len(points):
        return list(_WORLD)
    lonlat = np.asarray(points, dtype=np.float64)
    lons = np.unique((lonlat[:, 0] + 180.0) % 360.0 - 180.0)
    lats = lonlat[:, 1]
    # The widest empty stretch of the circle is what the box leaves out.
    gaps = np.append(np.diff(lons), lons[0] + 360.0 - lons[-1])
    widest = int(gaps.argmax())
    west = float(lons[(widest + 1) % len(lons)])
    return [west, float(lats.min()), west + 360.0 - float(gaps[widest]), float(lats.max())]


def widened(view: Sequence[float]) -> tuple[float, float, float, float]:
    """Return the window that a map of `view` can show before anybody moves it, whatever the screen's shape.

    Parameters
    ----------
    view : sequence of float
        West, south, east, north, degrees (see `view_of`).

    Returns
    -------
    tuple of float
        West, south, east, north: with a margin on each side, and neither flatter nor narrower than
        screens are; heights are those of Mercator's projection.

    Examples
    --------
    >>> west, south, east, north = widened([0.0, 0.0, 10.0, 1.0])
    >>> -2 < west < 0 and 10 < east < 12 and -4 < south < 0 and 1 < north < 5
    True
    """
    west, south, east, north = view
    bottom, top = _mercator_deg(south), _mercator_deg(north)
    width = max(east - west, _LEAST_DEG) * (1.0 + 2.0 * _MARGIN)
    height = max(top - bottom, _LEAST_DEG) * (1.0 + 2.0 * _MARGIN)
    width, height = max(width, _LEAST_WINDOW_DEG[0]), max(height, _LEAST_WINDOW_DEG[1])
    width, height = max(width, _LEAST_WIDTH * height), max(height, _LEAST_HEIGHT * width)
    middle, centre = (west + east) / 2.0, (bottom + top) / 2.0
    lowest, highest = _latitude(centre - height / 2.0), _latitude(centre + height / 2.0)
    if width >= _TURN_DEG:
        return -180.0, -_WHOLE_LAT, 180.0, _WHOLE_LAT
    return middle - width / 2.0, lowest, middle + width / 2.0, highest


def _mercator_deg(lat: float) -> float:
    """Return the height of a latitude on a Mercator map, in degrees of the equator."""
    lat = min(max(lat, -_FURTHEST_LAT), _FURTHEST_LAT)
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def _latitude(height_deg: float) -> float:
    return min(
        max(math.degrees(math.atan(math.sinh(math.radians(height_deg)))), -_FURTHEST_LAT), _FURTHEST_LAT
    )
