"""One HTTP request, with every limit that a stranger's server calls for.

The only module of this room that opens a connection; tests put another `Transport` in its place.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from geomoves.errors import OnlineError, OnlineReplyError, OnlineTimeoutError

__all__ = ["RateGate", "Reply", "Transport", "fetch"]

_MOST_BYTES = 2_000_000
_CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: `status`, `headers` with lower-case names, `body`."""

    status: int
    headers: Mapping[str, str]
    body: bytes


#: Gets a URL with headers within seconds, or raises an `OnlineError`.
Transport = Callable[[str, Mapping[str, str], float], Reply]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def fetch(url: str, headers: Mapping[str, str], timeout_s: float) -> Reply:
    """Get `url` over HTTPS or HTTP without following redirects.

    Raises
    ------
    OnlineTimeoutError
        No whole answer within `timeout_s` seconds.
    OnlineReplyError
        The answer is larger than 2 MB, broke off, or is no HTTP.
    OnlineError
        There is no connection.
    """
    service = urlsplit(url).hostname or url
    deadline = time.monotonic() + timeout_s
    opener = urllib.request.build_opener(_NoRedirect)
    request = urllib.request.Request(url, headers=dict(headers))  # noqa: S310 - the caller builds the URL
    too_late = OnlineTimeoutError(service, f"no answer within {timeout_s:g} s; try again later")
    try:
        with opener.open(request, timeout=timeout_s) as response:
            body = bytearray()
            while chunk := response.read1(_CHUNK_BYTES):
                body += chunk
                # A server that sends byte after byte never runs into the timeout of a single read.
                if time.monotonic() > deadline:
                    raise too_late
                if len(body) > _MOST_BYTES:
                    raise OnlineReplyError(
                        service, f"the answer is larger than {_MOST_BYTES / 1_000_000:g} MB"
                    )
            if response.length:  # what was announced and did not come
                raise OnlineReplyError(service, "the answer broke off")
            return Reply(response.status, _lower(response.headers), bytes(body))
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, _lower(error.headers), b"")
    except TimeoutError as error:
        raise too_late from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise too_late from error
        raise OnlineError(service, f"no connection ({error.reason}); check the network") from error
    except http.client.HTTPException as error:
        raise OnlineReplyError(service, f"the answer is no HTTP ({type(error).__name__})") from error
    except OSError as error:
        raise OnlineError(service, f"the connection broke ({error}); try again later") from error


def _lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


class RateGate:
    """Lets one caller through each `interval_s` seconds, in whatever thread.

    Parameters
    ----------
    interval_s : float
        Seconds between two callers.
    clock, sleep : callable
        The time in seconds, and waiting for it.
    """

    def __init__(
        self,
        interval_s: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        import threading

        self._interval_s = interval_s
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at = clock()

    def wait(self) -> None:
        """Return when it is the caller's turn."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free_at)
            self._free_at = turn + self._interval_s
        if turn > now:
            self._sleep(turn - now)
