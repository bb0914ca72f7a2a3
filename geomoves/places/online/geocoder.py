"""Asking OpenStreetMap's geocoder, only when the user asks for it by name.

geopy puts the question, `geomoves.places.online.answers` says whose turn it is and remembers what was
answered, `geomoves.places.online.transport` carries the question, and `geomoves.places.online.replies`
checks every answer before geopy or anybody else believes it: an answer without a latitude is an error and
never (0, 0).
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from geomoves.errors import (
    ArgumentError,
    OnlineError,
    OnlineRateLimitError,
    OnlineReplyError,
    OnlineTimeoutError,
    shorten,
)
from geomoves.places.names.folding import fold
from geomoves.places.names.wrappers import split_containers, unwrap
from geomoves.places.online.answers import AnswerStore
from geomoves.places.online.replies import SERVICE, places_of, results_in, results_of
from geomoves.places.online.transport import Transport, fetch
from geomoves.places.place import Candidate, Place
from geomoves.wording import tell

__all__ = ["PUBLIC_SERVER", "OnlineGeocoder"]

#: The service that everybody shares.
PUBLIC_SERVER = "https://nominatim.openstreetmap.org"

_SHOWN = "Nominatim (OpenStreetMap)"
_MOST_RESULTS = 10
_LONGEST_TIMEOUT_S = 120.0

# A question is put this often at most, and only again after what may pass by itself.
_MOST_TRIES = 3
_FIRST_PAUSE_S = 1.0

# Below every name of the curated gazetteer that fits as it is written.
_NAMED_SO = 0.79
_NAMED_OTHERWISE = 0.4


@dataclass(frozen=True, slots=True)
class _Means:
    """What a question is put with; the time and chance of tests are their own."""

    host: str
    store: AnswerStore
    transport: Transport
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    chance: Callable[[], float]


class OnlineGeocoder:
    """Looks names up at Nominatim, OpenStreetMap's public geocoder.

    One question at a time is put, one a second for all processes of a user, and none that was answered
    in the last 30 days (7 days where nothing was found): see `AnswerStore`. A failure that may pass by
    itself, such as HTTP 503 or a broken connection, is tried three times at most.

    Parameters
    ----------
    user_agent : str
        How you present yourself; the service's policy asks for a name and a way to reach you.
    timeout_s : float
        Longest time for one name, seconds, at most 120: waiting for the turn and every try included.
    server : str
        Another Nominatim server, such as one of your own: ``https://`` and its name.
    store : AnswerStore, optional
        Where answers are kept and turns are taken; by default a file in the user's cache folder.
    transport : callable, optional
        Carries the request; tests give their own.
    clock, sleep, chance : callable
        The time in seconds, waiting, and a random number from 0 to 1.

    Raises
    ------
    ArgumentError
        `user_agent` is missing or cannot be sent, `timeout_s` is out of its range, or `server` is no
        address of a server.
    """

    service = SERVICE

    def __init__(
        self,
        user_agent: str | None,
        *,
        timeout_s: float = 10.0,
        server: str = PUBLIC_SERVER,
        store: AnswerStore | None = None,
        transport: Transport = fetch,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
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
        self._scheme, host = _scheme_and_host(server)
        self._means = _Means(host, store or AnswerStore(), transport, clock, sleep, chance)

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
            A place whose name is another one than what was asked is marked as a suggestion. The source
            of each place says who answered and on which day (UTC).

        Raises
        ------
        OnlineTimeoutError
            There was no answer in time.
        OnlineRateLimitError
            The service asks to wait; nobody asks it again before that.
        OnlineRefusalError
            It does not want to answer.
        OnlineReplyError
            It answered what cannot be believed.
        OnlineError
            There is no connection, or the service failed, three times.
        FileAccessError
            Answers cannot be kept.
        """
        from geopy.exc import ConfigurationError, GeopyError

        asking = _Question(self._means, self._timeout_s)
        try:
            locations = self._geopy(asking.results).geocode(
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
            raise OnlineReplyError(SERVICE, f"the answer cannot be read ({type(error).__name__})") from error
        places = places_of([location.raw for location in locations or []], asking.answered_at)
        inside = [place for place in places if not countries or place.country in countries]
        return sorted((_candidate(name, place) for place in inside), key=lambda each: each.suggestion)

    def _geopy(self, results: Callable[[str, Mapping[str, str]], list[dict[str, Any]]]) -> Any:
        from geopy.adapters import BaseSyncAdapter
        from geopy.geocoders import Nominatim

        class Adapter(BaseSyncAdapter):  # type: ignore[misc,unused-ignore]
            def get_json(
                self, url: str, *, timeout: float, headers: Mapping[str, str]
            ) -> list[dict[str, Any]]:
                del timeout  # geopy's is that of one request, ours that of the whole question
                return results(url, headers)

            def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
                raise NotImplementedError("Nominatim answers in JSON")

        return Nominatim(
            user_agent=self._user_agent,
            timeout=self._timeout_s,
            scheme=self._scheme,
            domain=self._means.host,
            adapter_factory=Adapter,
        )


class _Question:
    """One question from its beginning to its deadline."""

    def __init__(self, means: _Means, timeout_s: float) -> None:
        self.answered_at = 0.0
        self._means = means
        self._timeout_s = timeout_s
        self._deadline = means.clock() + timeout_s

    def results(self, url: str, headers: Mapping[str, str]) -> list[dict[str, Any]]:
        """Return what was answered before, or what is answered now."""
        store, host = self._means.store, self._means.host
        kept = store.answer(host, url)
        if kept is not None:
            body, self.answered_at = kept
            try:
                return results_in(body)
            except OnlineReplyError:
                # What was checked when it came and fails now was damaged on the disk.
                store.forget(host, url)
        for tries in range(1, _MOST_TRIES + 1):
            try:
                return self._asked(url, headers)
            except OnlineError as error:
                error.tries = tries
                if not error.passing or tries == _MOST_TRIES:
                    raise
                pause_s = _FIRST_PAUSE_S * 2 ** (tries - 1) * (0.5 + self._means.chance())
                if pause_s >= self._left_s():
                    raise
                self._means.sleep(pause_s)
        raise AssertionError("unreachable")

    def _asked(self, url: str, headers: Mapping[str, str]) -> list[dict[str, Any]]:
        store, host = self._means.store, self._means.host
        try:
            with store.turn(host, self._left_s()):
                if self._left_s() <= 0:
                    raise self._too_late()
                reply = self._means.transport(url, headers, self._left_s())
            results = results_of(reply)
        except OnlineTimeoutError as error:
            raise self._too_late() from error
        except OnlineRateLimitError as error:
            if error.status is not None and error.retry_after_s:
                store.leave_alone(host, error.retry_after_s)
            raise
        self.answered_at = store.keep(host, url, reply.body, empty=not results)
        return results

    def _too_late(self) -> OnlineTimeoutError:
        message = f"no answer within {self._timeout_s:g} s; try again later"
        return OnlineTimeoutError(SERVICE, message, self._timeout_s)

    def _left_s(self) -> float:
        return self._deadline - self._means.clock()


def _seconds(value: object) -> float:
    number = math.nan if isinstance(value, bool) or not isinstance(value, int | float) else float(value)
    if not 0 < number <= _LONGEST_TIMEOUT_S:
        raise ArgumentError("timeout_s", f"{shorten(value)} is no number of seconds up to 120", "try 10")
    return number


def _scheme_and_host(server: object) -> tuple[str, str]:
    remedy = f"write {PUBLIC_SERVER}, or the like"
    wrong = ArgumentError("server", f"{shorten(server)} is no address of a server", remedy)
    if not isinstance(server, str) or not server.isascii() or not server.isprintable():
        raise wrong
    try:
        parts = urlsplit(server)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise wrong from error
    whole = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in {"https", "http"} or not host or "@" in whole or server.rstrip("/") != whole:
        raise wrong
    if " " in whole or port == 0:
        raise wrong
    return parts.scheme, parts.netloc


def _candidate(asked: str, place: Place) -> Candidate:
    wanted = {fold(asked), fold(split_containers(asked)[0])}
    wanted |= {reading.core for reading in map(unwrap, sorted(wanted)) if reading}
    found = next(
        (text for text in (place.name, *(name.text for name in place.names)) if fold(text) in wanted), ""
    )
    reason = tell("reason.online", service=_SHOWN)
    if found:
        return Candidate(place, _NAMED_SO, found, (reason,))
    return Candidate(
        place, _NAMED_OTHERWISE, place.name, (reason, tell("reason.other_name")), suggestion=True
    )
