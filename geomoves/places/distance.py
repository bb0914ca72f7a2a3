"""Distances over the earth's surface, in kilometres."""

from __future__ import annotations

from math import acos, asin, cos, radians, sin, sqrt

from geomoves.wording import local_digits, say

__all__ = ["MEAN_RADIUS_KM", "MOST_OFF", "arc_km", "geodesic_km", "haversine_km", "rounded_km", "unit_vector"]

#: Of the earth (IUGG).
MEAN_RADIUS_KM = 6371.0088

#: By how much, relatively, the distance on the sphere differs from the one on the ellipsoid at most.
MOST_OFF = 0.006


def haversine_km(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Return the great-circle distance on a sphere, right within 0.6%: for ranking.

    Parameters
    ----------
    lon_a, lat_a, lon_b, lat_b : float
        WGS 84 degrees.

    Examples
    --------
    >>> round(haversine_km(131.89, 43.12, 135.07, 48.48))
    645
    """
    phi_a, phi_b = radians(lat_a), radians(lat_b)
    half_phi, half_lambda = (phi_b - phi_a) / 2, radians(lon_b - lon_a) / 2
    chord = sin(half_phi) ** 2 + cos(phi_a) * cos(phi_b) * sin(half_lambda) ** 2
    return 2 * MEAN_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def unit_vector(lon: float, lat: float) -> tuple[float, float, float]:
    """Return the direction of a place, WGS 84 degrees, from the middle of a sphere."""
    phi, theta = radians(lat), radians(lon)
    across = cos(phi)
    return across * cos(theta), across * sin(theta), sin(phi)


def arc_km(cosine: float) -> float:
    """Return how far two places on a sphere are apart whose directions have this cosine between them.

    Examples
    --------
    >>> round(arc_km(0.0)), arc_km(1.0)
    (10008, 0.0)
    """
    return MEAN_RADIUS_KM * acos(min(1.0, max(-1.0, cosine)))


def geodesic_km(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Return the distance on the WGS 84 ellipsoid, by geopy.

    Parameters
    ----------
    lon_a, lat_a, lon_b, lat_b : float
        WGS 84 degrees.
    """
    # geopy costs a tenth of a second to import, and a look-up needs none of it.
    from geopy.distance import geodesic

    return float(geodesic((lat_a, lon_a), (lat_b, lon_b)).km)


def rounded_km(distance_km: float) -> str:
    """Return a distance as people say it: two significant digits.

    Examples
    --------
    >>> rounded_km(583.2), rounded_km(4873), rounded_km(7.4), rounded_km(0.3)
    ('580 km', '4,900 km', '7 km', 'less than 1 km')
    """
    if distance_km < 1:
        return say("reason.under_1_km")
    if distance_km < 100:
        return say("reason.km", km=f"{distance_km:.0f}")
    digits = len(str(int(distance_km)))
    return say("reason.km", km=local_digits(f"{round(distance_km, 2 - digits):,.0f}"))
