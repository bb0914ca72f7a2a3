"""How exact and how large a place of a kind is where its source says nothing of it."""

from __future__ import annotations

from geomoves.places.kinds import SETTLEMENTS

__all__ = ["precision_of", "radius_of"]

_PRECISION = {"country": 6, "admin1": 4, "admin2": 3, "admin3": 3, "region": 5, "sea": 7, "ocean": 7}
_RADIUS_KM = {
    "country": 1500.0, "admin1": 300.0, "admin2": 50.0, "admin3": 20.0, "region": 500.0, "sea": 1000.0,
    "ocean": 5000.0, "gulf": 300.0, "bay": 50.0, "strait": 50.0, "river": 500.0, "lake": 50.0,
    "mountains": 200.0, "island": 50.0, "peninsula": 200.0,
}  # fmt: skip
_SETTLEMENT_RADIUS_KM, _OTHER_RADIUS_KM = 10.0, 2.0


def precision_of(kind: str) -> int:
    """Return how exact the place of a kind is, as in `Place.precision`.

    Examples
    --------
    >>> precision_of("country"), precision_of("port")
    (6, 1)
    """
    return _PRECISION.get(kind, 1)


def radius_of(kind: str) -> float:
    """Return within which distance of its point a place of a kind lies, kilometres: a rule of thumb.

    Examples
    --------
    >>> radius_of("village"), radius_of("admin1")
    (10.0, 300.0)
    """
    return _RADIUS_KM.get(kind, _SETTLEMENT_RADIUS_KM if kind in SETTLEMENTS else _OTHER_RADIUS_KM)
