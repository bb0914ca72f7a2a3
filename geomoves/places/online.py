"""Asking OpenStreetMap's geocoder, only when the user asks for it by name.

geopy puts the question, `geomoves.places.transport` carries it, and every answer is checked here before
geopy or anybody else believes it: an answer without a latitude is an error and never (0, 0).
"""

from __future__ import annotations

import email.utils
import json
import math
import time
from collections.abc import Collection, Mapping
from typing import Any

from geomoves.errors import (
    ArgumentError,
    OnlineError,
    OnlineRateLimitError,
    OnlineReplyError,
    shorten,
)
from geomoves.places.countries import countries as all_countries
from geomoves.places.distance import haversine_km
from geomoves.places.folding import fold
from geomoves.places.kinds import AREAS, SETTLEMENTS
from geomoves.places.place import Candidate, Name, Place
from geomoves.places.transport import RateGate, Reply, Transport, fetch
from geomoves.places.wrappers import split_containers, unwrap

__all__ = ["OnlineGeocoder"]

_SERVICE = "nominatim"
_CREDIT = "Nominatim, © OpenStreetMap contributors (ODbL)"
_MOST_RESULTS = 10
_MOST_NAMES = 40
_LONGEST_TEXT = 2_000
_LONGEST_TIMEOUT_S = 120.0

# Below every name of the curated gazetteer that fits as it is written.
_NAMED_SO = 0.79
_NAMED_OTHERWISE = 0.4

# The service's policy: one request a second for all users of a program.
_GATE = RateGate(1.0)

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
_PRECISION = {"country": 6, "admin1": 4, "admin2": 3, "region": 5, "sea": 7, "ocean": 7}
_RADIUS_KM = {
    "country": 1500.0,
    "admin1": 300.0,
    "admin2": 50.0,
    "region": 500.0,
    "sea": 1000.0,
    "ocean": 5000.0,
}
_SETTLEMENT_RADIUS_KM, _OTHER_RADIUS_KM = 10.0, 2.0

# Two answers of one name this near are one place: its point and its boundary.
_SAME_WITHIN_KM = 20.0


class OnlineGeocoder:
    """Looks names up at Nominatim, OpenStreetMap's public geocoder.

    Parameters
    ----------
    user_agent : str
        How you present yourself; the service's policy asks for a name and a way to reach you.
    timeout_s : float
        Longest time to wait for an answer, seconds, at most 120.
    transport : callable, optional
        Carries the request; tests give their own.
    gate : RateGate, optional
        Spaces the requests; by default one a second for the whole process.

    Raises
    ------
    ArgumentError
        `user_agent` is missing or cannot be sent, or `timeout_s` is out of its range.
    """

    service = _SERVICE

    def __init__(
        self,
        user_agent: str | None,
        *,
        timeout_s: float = 10.0,
        transport: Transport = fetch,
        gate: RateGate = _GATE,
    ) -> None:
        if not isinstance(user_agent, str) or not user_agent.strip():
            raise ArgumentError(
                "user_agent",
                "the service wants to know who asks",
                'give a name and a way to reach you, such as "my-newsroom (me@example.org)"',
            )
        if not (user_agent.isascii() and user_agent.isprintable() and len(user_agent) <= 200):
            raise ArgumentError(
                "user_agent", f"{shorten(user_agent)} cannot be sent", "use plain letters on one line"
            )
        self._user_agent = user_agent
        self._timeout_s = _seconds(timeout_s)
        self._transport = transport
        self._gate = gate

    def search(self, name: str, *, countries: Collection[str] | None = None) -> list[Candidate]:
        """Return the places that the service finds for `name`, best first.

        Parameters
        ----------
        name : str
            The name.
        countries : collection of str, optional
            ISO 3166-1 alpha-2 codes; nothing outside of them is returned.

        Returns
        -------
        list of Candidate
            A place whose name is another one than what was asked is marked as a suggestion.

        Raises
        ------
        OnlineTimeoutError, OnlineRateLimitError, OnlineReplyError, OnlineError
            The service did not answer in time, asks to wait, answered what cannot be believed, or
            refused.
        """
        from geopy.exc import ConfigurationError, GeopyError

        self._gate.wait()
        try:
            locations = self._geopy().geocode(
                name,
                exactly_one=False,
                limit=_MOST_RESULTS,
                addressdetails=True,
                namedetails=True,
                language="en",
                country_codes=sorted(code.lower() for code in countries or ()),
            )
        except ConfigurationError as error:
            raise ArgumentError(
                "user_agent", "the service refuses sample names", "give a name of your own"
            ) from error
        except (GeopyError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise OnlineReplyError(_SERVICE, f"the answer cannot be read ({type(error).__name__})") from error
        places = [_place(location.raw) for location in locations or []]
        kept: list[Place] = []
        for place in places:
            outside = countries and place.country not in countries
            if not outside and not any(_same(place, other) for other in kept):
                kept.append(place)
        return sorted((_candidate(name, place) for place in kept), key=lambda candidate: candidate.suggestion)

    def _geopy(self) -> Any:
        from geopy.adapters import BaseSyncAdapter
        from geopy.geocoders import Nominatim

        geocoder = self

        class Adapter(BaseSyncAdapter):  # type: ignore[misc,unused-ignore]
            def get_json(
                self, url: str, *, timeout: float, headers: Mapping[str, str]
            ) -> list[dict[str, Any]]:
                return _results(geocoder._transport(url, headers, timeout))

            def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
                raise NotImplementedError("Nominatim answers in JSON")

        return Nominatim(user_agent=self._user_agent, timeout=self._timeout_s, adapter_factory=Adapter)


def _seconds(value: object) -> float:
    number = math.nan if isinstance(value, bool) or not isinstance(value, int | float) else float(value)
    if not 0 < number <= _LONGEST_TIMEOUT_S:
        raise ArgumentError("timeout_s", f"{shorten(value)} is no number of seconds up to 120", "try 10")
    return number


def _results(reply: Reply) -> list[dict[str, Any]]:
    """Return the results in a reply, each with a position and an id that can be believed."""
    if reply.status == 429:
        wait_s = _retry_after_s(reply.headers.get("retry-after", ""))
        when = f"in {wait_s:g} s" if wait_s is not None else "later"
        raise OnlineRateLimitError(_SERVICE, f"too many requests; try again {when}", wait_s)
    if 300 <= reply.status < 400:
        raise OnlineError(_SERVICE, f"it sends us elsewhere (HTTP {reply.status}), which is not followed")
    if reply.status in {401, 403}:
        raise OnlineError(
            _SERVICE, f"it refuses to answer (HTTP {reply.status}); check user_agent and its usage policy"
        )
    if reply.status != 200:
        raise OnlineError(_SERVICE, f"it failed (HTTP {reply.status}); try again later")
    try:
        results = json.loads(reply.body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise OnlineReplyError(_SERVICE, "the answer is no JSON in UTF-8") from error
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise OnlineReplyError(_SERVICE, f"the answer is no list of places: {shorten(results)}")
    for result in results:
        _degrees(result, "lat", 90.0)
        _degrees(result, "lon", 180.0)
        _id(result)
    return results[:_MOST_RESULTS]


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _retry_after_s(header: str) -> float | None:
    header = header.strip()
    if header.isascii() and header.isdigit() and len(header) < 10:
        return float(header)
    try:
        return max(0.0, round(email.utils.parsedate_to_datetime(header).timestamp() - time.time()))
    except (TypeError, ValueError, OverflowError):
        return None


def _degrees(result: Mapping[str, Any], field: str, most: float) -> float:
    value = result.get(field)
    try:
        number = math.nan if isinstance(value, bool) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not -most <= number <= most:
        raise OnlineReplyError(_SERVICE, f"a place has no {field} within ±{most:g}: {shorten(value)}")
    return number


def _id(result: Mapping[str, Any]) -> str:
    kind, number = result.get("osm_type"), result.get("osm_id")
    if (
        kind not in {"node", "way", "relation"}
        or isinstance(number, bool)
        or not isinstance(number, int)
        or number < 1
    ):
        raise OnlineReplyError(_SERVICE, f"a place has no OpenStreetMap id: {shorten((kind, number))}")
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
        raise OnlineReplyError(_SERVICE, f"{field} of a place is no text: {shorten(ascii(value))}")
    return " ".join(value.split())


def _place(result: dict[str, Any]) -> Place:
    lon, lat = _degrees(result, "lon", 180.0), _degrees(result, "lat", 90.0)
    name = _text(result, "name") or _text(result, "display_name").partition(",")[0].strip()
    if not name:
        raise OnlineReplyError(_SERVICE, f"{_id(result)} has no name")
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
    radius_km = _SETTLEMENT_RADIUS_KM if kind in SETTLEMENTS else _RADIUS_KM.get(kind, _OTHER_RADIUS_KM)
    return Place(
        id=_id(result),
        name=name,
        lon=lon,
        lat=lat,
        kind=kind,
        country=country if country in all_countries() else "",
        admin1="" if kind in AREAS else _text(address, "state"),
        admin2="" if kind in AREAS else _text(address, "county"),
        admin1_code="" if kind in AREAS else _text(address, "ISO3166-2-lvl4"),
        precision=_PRECISION.get(kind, 1),
        radius_km=round(_reach_km(result, lon, lat) or radius_km, 1),
        names=_names(result, name),
        source=_CREDIT,
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


def _names(result: dict[str, Any], name: str) -> tuple[Name, ...]:
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
    return (
        fold(place.name) == fold(other.name) and haversine_km(*place.lonlat, *other.lonlat) <= _SAME_WITHIN_KM
    )


def _candidate(asked: str, place: Place) -> Candidate:
    wanted = {fold(asked), fold(split_containers(asked)[0])}
    wanted |= {reading.core for reading in map(unwrap, sorted(wanted)) if reading}
    found = next(
        (text for text in (place.name, *(name.text for name in place.names)) if fold(text) in wanted), ""
    )
    reason = "found online by Nominatim (OpenStreetMap)"
    if found:
        return Candidate(place, _NAMED_SO, found, (reason,))
    return Candidate(
        place, _NAMED_OTHERWISE, place.name, (reason, "its name is another one"), suggestion=True
    )
