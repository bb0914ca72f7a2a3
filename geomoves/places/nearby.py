"""Which place lies nearest to a position."""

from __future__ import annotations

from collections.abc import Callable

from geomoves.places.distance import MOST_OFF, geodesic_km, haversine_km
from geomoves.places.index import NameIndex

__all__ = ["nearest_row"]

#: How far is looked at first, kilometres; twice as far each time that nothing is found.
_FIRST_REACH_KM = 25.0
#: From here on every place of the earth is within reach, kilometres.
_ALL_THE_WAY_KM = 20_100.0


def nearest_row(
    index: NameIndex, lon: float, lat: float, wanted: Callable[[str], bool]
) -> tuple[int, float] | None:
    """Return the row of the nearest place and its geodesic distance in kilometres.

    Parameters
    ----------
    index : NameIndex
        The places.
    lon, lat : float
        WGS 84 degrees.
    wanted : callable
        Whether a kind of place is looked for.

    Returns
    -------
    tuple of int and float, or None
        Among equally near ones that with the first id; None where no place is of such a kind.
    """
    reach_km = _FIRST_REACH_KM
    while True:
        distances = {
            row: haversine_km(lon, lat, *index.position(row))
            for row in index.rows_near(lon, lat, reach_km)
            if wanted(index.kind(row))
        }
        least = min(distances.values(), default=None)
        # The sphere ranks the far ones out; the ellipsoid decides among those that it could reorder.
        if least is not None:
            undecided_km = least * (1 + MOST_OFF) / (1 - MOST_OFF)
            if undecided_km <= reach_km or reach_km >= _ALL_THE_WAY_KM:
                exact = [
                    (geodesic_km(lon, lat, *index.position(row)), index.id(row), row)
                    for row, distance_km in distances.items()
                    if distance_km <= undecided_km
                ]
                distance_km, _, row = min(exact)
                return row, distance_km
        if reach_km >= _ALL_THE_WAY_KM:
            return None
        reach_km *= 2
