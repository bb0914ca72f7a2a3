"""Distances and bearings on the WGS 84 ellipsoid, in plain Python.

T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid with application of nested
equations", Survey Review XXIII (176), 1975: good to less than a millimetre. Where his inverse series does not
settle, which is only so for points nearly opposite to each other on the earth, pyproj is asked.
"""

from __future__ import annotations

from math import atan, atan2, cos, degrees, hypot, radians, sin, sqrt, tan

__all__ = ["destination", "midpoint", "separation"]

_A_KM = 6378.137
_FLATTENING = 1 / 298.257223563
_B_KM = _A_KM * (1 - _FLATTENING)
_SETTLED = 1e-13
_MOST_STEPS = 100


def destination(lon: float, lat: float, bearing_deg: float, distance_km: float) -> tuple[float, float]:
    """Return where a geodesic leads to.

    Parameters
    ----------
    lon, lat : float
        Where it starts, WGS 84 degrees.
    bearing_deg : float
        Degrees clockwise from north.
    distance_km : float
        Kilometres, 0 or more.

    Returns
    -------
    tuple of float
        Longitude, −180 to 180, and latitude, degrees.

    Examples
    --------
    >>> lon, lat = destination(37.18, 48.28, 315, 25)
    >>> round(lon, 3), round(lat, 3)
    (36.941, 48.439)
    """
    bearing = radians(bearing_deg)
    tan_u = (1 - _FLATTENING) * tan(radians(lat))
    cos_u = 1 / sqrt(1 + tan_u * tan_u)
    sin_u = tan_u * cos_u
    sigma_start = atan2(tan_u, cos(bearing))
    sin_alpha = cos_u * sin(bearing)
    cos2_alpha = 1 - sin_alpha * sin_alpha
    a, b = _coefficients(cos2_alpha)
    first = sigma = distance_km / (_B_KM * a)
    for _ in range(_MOST_STEPS):
        cos_2m = cos(2 * sigma_start + sigma)
        following = first + _correction(b, sigma, cos_2m)
        moved, sigma = abs(following - sigma), following
        if moved < _SETTLED:
            break
    cos_2m = cos(2 * sigma_start + sigma)
    inner = sin_u * sin(sigma) - cos_u * cos(sigma) * cos(bearing)
    phi = atan2(
        sin_u * cos(sigma) + cos_u * sin(sigma) * cos(bearing), (1 - _FLATTENING) * hypot(sin_alpha, inner)
    )
    lam = atan2(sin(sigma) * sin(bearing), cos_u * cos(sigma) - sin_u * sin(sigma) * cos(bearing))
    c = _FLATTENING / 16 * cos2_alpha * (4 + _FLATTENING * (4 - 3 * cos2_alpha))
    series = sigma + c * sin(sigma) * (cos_2m + c * cos(sigma) * (2 * cos_2m * cos_2m - 1))
    east = lon + degrees(lam - (1 - c) * _FLATTENING * sin_alpha * series)
    return (east + 180) % 360 - 180, degrees(phi)


def separation(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> tuple[float, float]:
    """Return how far it is from A to B, kilometres, and in which direction it starts, degrees from north.

    Parameters
    ----------
    lon_a, lat_a, lon_b, lat_b : float
        WGS 84 degrees. Between equal points the direction is 0.

    Examples
    --------
    >>> distance_km, bearing_deg = separation(131.89, 43.12, 135.07, 48.48)
    >>> round(distance_km, 1), round(bearing_deg, 1)
    (644.9, 21.4)
    """
    if (lon_a, lat_a) == (lon_b, lat_b):
        return 0.0, 0.0
    u_a, u_b = (atan((1 - _FLATTENING) * tan(radians(lat))) for lat in (lat_a, lat_b))
    sin_a, cos_a, sin_b, cos_b = sin(u_a), cos(u_a), sin(u_b), cos(u_b)
    apart = radians((lon_b - lon_a + 180) % 360 - 180)
    lam = apart
    for _ in range(_MOST_STEPS):
        across, along = cos_b * sin(lam), cos_a * sin_b - sin_a * cos_b * cos(lam)
        sin_sigma = hypot(across, along)
        if not sin_sigma:
            return 0.0, 0.0
        cos_sigma = sin_a * sin_b + cos_a * cos_b * cos(lam)
        sigma = atan2(sin_sigma, cos_sigma)
        sin_alpha = cos_a * cos_b * sin(lam) / sin_sigma
        cos2_alpha = 1 - sin_alpha * sin_alpha
        # On the equator there is no such angle, and nothing depends on it.
        cos_2m = cos_sigma - 2 * sin_a * sin_b / cos2_alpha if cos2_alpha else 0.0
        c = _FLATTENING / 16 * cos2_alpha * (4 + _FLATTENING * (4 - 3 * cos2_alpha))
        series = sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (2 * cos_2m * cos_2m - 1))
        following = apart + (1 - c) * _FLATTENING * sin_alpha * series
        moved, lam = abs(following - lam), following
        if moved < _SETTLED:
            a, b = _coefficients(cos2_alpha)
            return _B_KM * a * (sigma - _correction(b, sigma, cos_2m)), degrees(atan2(across, along)) % 360
    return _by_pyproj(lon_a, lat_a, lon_b, lat_b)


def midpoint(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> tuple[float, float]:
    """Return the point halfway along the geodesic from A to B.

    Parameters
    ----------
    lon_a, lat_a, lon_b, lat_b : float
        WGS 84 degrees.

    Examples
    --------
    >>> lon, lat = midpoint(179.5, 0, -179.5, 0)
    >>> round(abs(lon), 6), round(lat, 6)
    (180.0, 0.0)
    """
    distance_km, bearing_deg = separation(lon_a, lat_a, lon_b, lat_b)
    return destination(lon_a, lat_a, bearing_deg, distance_km / 2)


def _coefficients(cos2_alpha: float) -> tuple[float, float]:
    u2 = cos2_alpha * (_A_KM * _A_KM - _B_KM * _B_KM) / (_B_KM * _B_KM)
    a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    return a, b


def _correction(b: float, sigma: float, cos_2m: float) -> float:
    twice = 2 * cos_2m * cos_2m - 1
    last = b / 6 * cos_2m * (4 * sin(sigma) ** 2 - 3) * (4 * cos_2m * cos_2m - 3)
    return b * sin(sigma) * (cos_2m + b / 4 * (cos(sigma) * twice - last))


def _by_pyproj(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> tuple[float, float]:
    from pyproj import Geod

    bearing_deg, _, metres = Geod(ellps="WGS84").inv(lon_a, lat_a, lon_b, lat_b)
    return metres / 1000, bearing_deg % 360
