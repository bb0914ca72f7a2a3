"""What lies in what, and which of two namesakes a bare name stands for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geomoves.places.countries import countries
from geomoves.places.distance import haversine_km
from geomoves.places.kinds import AREAS, SETTLEMENTS, SITES, WATERS
from geomoves.places.names.folding import fold
from geomoves.places.names.wrappers import unwrap
from geomoves.places.place import Place

__all__ = [
    "anywhere",
    "claimed_only",
    "code_of",
    "contains",
    "is_area",
    "is_area_kind",
    "is_capital",
    "overshadowed",
]

# A station, a port or an airfield with a town's name serves the town from within this distance.
_SERVES_WITHIN_KM = 60.0

# A settlement that an area is called after lies about in its middle and is no village.
_SEAT_WITHIN_KM = 160.0
_LEAST_SEAT = 20_000

# The label of a district stands this near to the town that it is called after.
_DISTRICTS = frozenset({"admin2", "admin3"})
_DISTRICT_KM = 25.0

# What has a point and serves a little around it.
_POINTS = SETTLEMENTS | SITES
# A degree of latitude is a little longer everywhere.
_KM_PER_DEGREE = 111.0
# Of what lies nearer than this the squares of sines may be 0.
_A_HAIR_KM = 1e-9

# Kinds that do not say what stands there: such a row may well be the place that is meant.
_UNSAID = frozenset({"place", "site"})


def anywhere(_place: Place) -> bool:
    """Accept every place."""
    return True


def is_area(place: Place) -> bool:
    """Whether a place is too large for its point to say where something was."""
    return is_area_kind(place.kind)


def is_area_kind(kind: str) -> bool:
    """Whether places of a kind are too large for their points to say where something was."""
    return kind in AREAS or kind in WATERS


def code_of(area: Place) -> str:
    """Return the ISO code of a country or first-level area, empty for anything else."""
    if area.kind == "country":
        return area.country or area.id.removeprefix("iso:")
    if area.kind == "admin1":
        return area.admin1_code or area.id.removeprefix("iso:")
    return ""


def contains(area: Place, place: Place) -> bool:
    """Whether `place` lies in `area`, by ISO codes where there are some, else by distance.

    A country contains what it claims as well; `claimed_only` tells the difference.
    """
    if area.id == place.id:
        return True
    if area.kind == "country":
        return code_of(area) in {place.country, *place.claimants}
    if area.kind == "admin1":
        return bool(place.admin1_code) and place.admin1_code == code_of(area)
    if area.kind == "admin2" and place.admin2 and area.admin1_code == place.admin1_code:
        return fold(area.name) == fold(place.admin2)
    reach_km = max(area.radius_km, _SERVES_WITHIN_KM) if area.kind in _POINTS else area.radius_km
    # What is too far north or south is told without a sine.
    if abs(area.lat - place.lat) * _KM_PER_DEGREE > reach_km + _A_HAIR_KM:
        return False
    return haversine_km(area.lon, area.lat, place.lon, place.lat) <= reach_km


def claimed_only(area: Place, place: Place) -> bool:
    """Whether `place` is in the country `area` only by that country's claim."""
    return area.kind == "country" and place.country != code_of(area)


def is_capital(place: Place) -> bool:
    """Whether a place is a national capital.

    Texts name capitals for governments ("Moscow said"), so that they say little about where things are.
    """
    if place.kind not in SETTLEMENTS and place.kind != "admin1":
        return False
    key = (place.id, place.name, place.country)
    known = _known_capitals.get(key)
    if known is None:
        if len(_known_capitals) >= _MOST_REMEMBERED:
            _known_capitals.clear()
        capital = _capital_of(place.country)
        known = bool(capital) and any(
            fold(text) == capital for text in (place.name, *(name.text for name in place.names))
        )
        _known_capitals[key] = known
    return known


_known_capitals: dict[tuple[str, str, str], bool] = {}
_MOST_REMEMBERED = 20_000


@cache
def _capital_of(code: str) -> str:
    country = countries().get(code)
    return fold(country.capital) if country and country.capital else ""


def _is_seat(settlement: Place, area: Place) -> bool:
    """Whether an area is called after a settlement in it: Kursk Oblast is, New York State is not."""
    size = settlement.population
    if size and size < _LEAST_SEAT:
        return False
    if area.country and area.country != settlement.country:
        return False
    km = haversine_km(*settlement.lonlat, *area.lonlat)
    if km <= _SEAT_WITHIN_KM and contains(area, settlement):
        return True
    if area.kind == "admin1":
        return km <= area.radius_km and _bare_name(area.name) == fold(settlement.name)
    # Of many a town nobody wrote down in which district it is.
    return area.kind in _DISTRICTS and not settlement.admin2 and km <= _DISTRICT_KM


@cache
def _bare_name(area: str) -> str:
    """Return the folded name of an area without its word for one: "khabarovsk"; empty when it has none."""
    reading = unwrap(fold(area))
    return reading.core if reading else ""


def overshadowed(places: Sequence[Place], called: Sequence[str] = ()) -> dict[str, str]:
    """Return which of some namesakes do not count beside another, with the reason, by id.

    A bare "Moscow" is the city and not the area of the same name around it; "Vladivostok" is the city
    and not its port; "Kuwait" is the country and not its capital. But Brasília is the city, though some
    language calls the country so.

    Parameters
    ----------
    places : sequence of Place
        Places that share a name.
    called : sequence of str, optional
        For each of them, which of its names that is.
    """
    reasons: dict[str, str] = {}
    settlements = [place for place in places if place.kind in SETTLEMENTS]
    land = [place for place in places if place.kind == "country"]
    named = zip(places, called, strict=False) if land else ()
    by_usual_name = {place.id for place, name in named if fold(name) == fold(place.name)}
    for place in places:
        if place.kind == "country":
            continue
        if any(
            contains(country, place)
            and not claimed_only(country, place)
            and (country.id in by_usual_name or place.id not in by_usual_name)
            for country in land
        ):
            reasons[place.id] = "the country bears the same name"
        elif place.kind in AREAS and any(_is_seat(settlement, place) for settlement in settlements):
            reasons[place.id] = "the area around the settlement; a bare name is read as the settlement"
        elif place.kind in SITES - _UNSAID and any(
            haversine_km(*settlement.lonlat, *place.lonlat) <= _SERVES_WITHIN_KM for settlement in settlements
        ):
            reasons[place.id] = (
                f"the {place.kind} beside the settlement; a bare name is read as the settlement"
            )
    return reasons
