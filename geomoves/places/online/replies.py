"""What Nominatim's replies must look like to be believed, and the places that they tell of."""

from __future__ import annotations

import datetime
import email.utils
import math
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any

from geomoves.errors import (
    OnlineError,
    OnlineRateLimitError,
    OnlineRefusalError,
    OnlineReplyError,
    shorten,
)
from geomoves.places.countries import countries as all_countries
from geomoves.places.distance import haversine_km
from geomoves.places.extents import precision_of, radius_of
from geomoves.places.kinds import AREAS, SETTLEMENTS, SITES
from geomoves.places.names.folding import fold
from geomoves.places.online.transport import Reply
from geomoves.places.place import Name, Place
from geomoves.places.strictjson import strict_json

__all__ = ["SERVICE", "places_of", "results_in", "results_of"]

#: Who answers.
SERVICE = "nominatim"
_MOST_RESULTS = 10
_MOST_NAMES = 40
_LONGEST_TEXT = 2_000

_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})

# Numbers as JSON and Nominatim write them: `float` reads "5_1.2" and "٥١" as well.
_NUMBER = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]+)?(?:[eE]-?[0-9]{1,2})?")
_AREA_CODE = re.compile("[A-Z]{2}-[A-Z0-9]{1,3}")

# Nearer to 0, 0 than this lies nothing but the buoy that marks it, degrees.
_NOTHING_THERE = 1e-5

# A town whose bounding box reaches farther than this has the box of something else.
_LARGEST_TOWN_KM = 150.0

# A body without a type is looked at all the same.
_JSON_TYPES = frozenset({"", "application/json", "text/json", "text/javascript"})

_CREDIT = "Nominatim, © OpenStreetMap contributors (ODbL)"

_KINDS = {kind: kind for kind in "city town village hamlet suburb country region island peninsula".split()}
_KINDS |= {kind: kind for kind in "sea ocean bay strait river lake cape port station range".split()}
_KINDS |= {
    "municipality": "town",
    "quarter": "suburb",
    "neighbourhood": "suburb",
    "state": "admin1",
    "province": "admin1",
    "county": "admin2",
    "district": "admin2",
    "state_district": "admin2",
    "aeroway": "airfield",
    "aerodrome": "airfield",
    "harbour": "port",
    "military": "base",
    "naval_base": "naval base",
    "railway": "station",
}
# Two answers of one name this near are one place: its point and its boundary.
_SAME_WITHIN_KM = 20.0


def results_of(reply: Reply) -> list[dict[str, Any]]:
    """Return the results in a reply, each with a position and an id that can be believed.

    Raises
    ------
    OnlineRateLimitError
        The service asks to wait.
    OnlineRefusalError
        It does not want to answer, or sends us elsewhere.
    OnlineReplyError
        What it answers cannot be believed.
    OnlineError
        It failed.
    """
    status = reply.status
    wait_s = _retry_after_s(reply.headers.get("retry-after", ""))
    if status == 429 or (status == 503 and wait_s is not None):
        when = f"in {wait_s:g} s" if wait_s is not None else "later"
        message = f"too many requests; try again {when}"
        raise OnlineRateLimitError(SERVICE, message, wait_s, status=status)
    if status in _REDIRECTIONS:
        message = f"it sends us elsewhere (HTTP {status}), which is not followed"
        raise OnlineRefusalError(SERVICE, message, status=status)
    if status in {401, 403}:
        message = f"it refuses to answer (HTTP {status}); check user_agent and its usage policy"
        raise OnlineRefusalError(SERVICE, message, status=status)
    if status != 200:
        message = f"it failed (HTTP {status}); try again later"
        raise OnlineError(SERVICE, message, status=status, passing=status >= 500)
    packed = reply.headers.get("content-encoding", "identity").strip().lower()
    if packed not in {"", "identity"}:
        raise OnlineReplyError(SERVICE, f"the answer is packed as {shorten(packed)}, unasked")
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _JSON_TYPES:
        raise OnlineReplyError(SERVICE, f"the answer is {shorten(kind)}, not JSON")
    return results_in(reply.body)


def results_in(body: bytes) -> list[dict[str, Any]]:
    """Return the results in the body of a reply; the errors are those of `results_of`."""
    try:
        results = strict_json(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise OnlineReplyError(SERVICE, "the answer is no JSON in UTF-8") from error
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise OnlineReplyError(SERVICE, f"the answer is no list of places: {shorten(results)}")
    position_of: dict[str, tuple[float, float]] = {}
    for result in results:
        lonlat = _degrees(result, "lon", 180.0), _degrees(result, "lat", 90.0)
        if max(map(abs, lonlat)) < _NOTHING_THERE:
            # Nothing stands there but what is left when a position is missing.
            raise OnlineReplyError(SERVICE, "a place is said to be at 0, 0")
        if position_of.setdefault(_id(result), lonlat) != lonlat:
            raise OnlineReplyError(SERVICE, f"{_id(result)} is said to be in two places")
        _place(result, "")  # an answer is kept only when all of it can be read
    return results[:_MOST_RESULTS]


def _retry_after_s(header: str) -> float | None:
    header = header.strip()
    if header.isascii() and header.isdigit() and len(header) < 10:
        return float(header)
    try:
        until = email.utils.parsedate_to_datetime(header)
        if until.tzinfo is None:
            until = until.replace(tzinfo=datetime.UTC)
        return max(0.0, round(until.timestamp() - time.time()))
    except (TypeError, ValueError, OverflowError):
        return None


def _degrees(result: Mapping[str, Any], field: str, most: float) -> float:
    value = result.get(field)
    written = isinstance(value, str) and _NUMBER.fullmatch(value)
    given = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most
    number = float(value) if written or given else math.nan  # type: ignore[arg-type]
    if not -most <= number <= most:
        raise OnlineReplyError(SERVICE, f"a place has no {field} within ±{most:g}: {shorten(value)}")
    return number


def _id(result: Mapping[str, Any]) -> str:
    kind, number = result.get("osm_type"), result.get("osm_id")
    if (
        kind not in {"node", "way", "relation"}
        or isinstance(number, bool)
        or not isinstance(number, int)
        or number < 1
    ):
        raise OnlineReplyError(SERVICE, f"a place has no OpenStreetMap id: {shorten((kind, number))}")
    return f"osm:{kind}/{number}"


def _text(holder: object, field: str) -> str:
    value = holder.get(field, "") if isinstance(holder, dict) else ""
    if value is None:
        return ""
    if (
        not isinstance(value, str)
        or len(value) > _LONGEST_TEXT
        or any("\ud800" <= letter <= "\udfff" for letter in value)
    ):
        raise OnlineReplyError(SERVICE, f"{field} of a place is no text: {shorten(ascii(value))}")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())


def places_of(results: Sequence[dict[str, Any]], answered_at: float) -> list[Place]:
    """Return the places that results tell of, one for each place that they tell of several times.

    Parameters
    ----------
    results : sequence of dict
        As `results_of` returns them.
    answered_at : float
        When the service said so, seconds since 1970; it stands in the places' source.
    """
    day = datetime.datetime.fromtimestamp(answered_at, datetime.UTC).date()
    kept: list[Place] = []
    for result in results:
        place = _place(result, f"{_CREDIT}, asked on {day}")
        if not any(_same(place, other) for other in kept):
            kept.append(place)
    return kept


def _place(result: Mapping[str, Any], source: str) -> Place:
    lon, lat = _degrees(result, "lon", 180.0), _degrees(result, "lat", 90.0)
    name = _text(result, "name") or _text(result, "display_name").partition(",")[0].strip()
    if not name:
        raise OnlineReplyError(SERVICE, f"{_id(result)} has no name")
    address = result.get("address")
    country = _text(address, "country_code").upper()
    kind = next(
        (
            _KINDS[_text(result, field)]
            for field in ("addresstype", "type", "category", "class")
            if _text(result, field) in _KINDS
        ),
        "site",
    )
    code = _text(address, "ISO3166-2-lvl4")
    if kind in AREAS or not _AREA_CODE.fullmatch(code) or code[:2] != country:
        code = ""
    reach_km = _reach_km(result, lon, lat)
    if kind in SETTLEMENTS | SITES and reach_km > _LARGEST_TOWN_KM:
        reach_km = 0.0
    return Place(
        id=_id(result),
        name=name,
        lon=lon,
        lat=lat,
        kind=kind,
        country=country if country in all_countries() else "",
        admin1="" if kind in AREAS else _text(address, "state"),
        admin2="" if kind in AREAS else _text(address, "county"),
        admin1_code=code,
        precision=precision_of(kind),
        radius_km=round(reach_km or radius_of(kind), 1),
        names=_names(result, name),
        source=source,
    )


def _reach_km(result: Mapping[str, Any], lon: float, lat: float) -> float:
    """Return how far the bounding box reaches from the point, 0 when there is none that can be believed."""
    box = result.get("boundingbox")
    if not isinstance(box, list) or len(box) != 4:
        return 0.0
    try:
        south, north, west, east = (float(edge) for edge in box)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    if not (-90 <= south <= lat <= north <= 90 and -180 <= west <= lon <= east <= 180):
        return 0.0
    return max(haversine_km(lon, lat, x, y) for x in (west, east) for y in (south, north))


def _names(result: Mapping[str, Any], name: str) -> tuple[Name, ...]:
    details = result.get("namedetails")
    names: dict[Name, None] = {}
    for field in sorted(details) if isinstance(details, dict) else ():
        language = field.removeprefix("name:") if field.startswith("name:") else ""
        if language.isascii() and (
            language.isalpha() or field in {"name", "alt_name", "int_name", "official_name"}
        ):
            for text in _text(details, field).split(";"):
                if text.strip() and text.strip() != name:
                    names[Name(text.strip(), language)] = None
    return tuple(names)[:_MOST_NAMES]


def _same(place: Place, other: Place) -> bool:
    if place.id == other.id:
        return True
    near = haversine_km(*place.lonlat, *other.lonlat) <= _SAME_WITHIN_KM
    return near and fold(place.name) == fold(other.name)
