"""One HTTP request, with every limit that a stranger's server calls for.

The only module of this room that opens a connection; tests put another `Transport` in its place.
"""

from __future__ import annotations

import contextlib
import http.client
import queue
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from geomoves.errors import OnlineError, OnlineReplyError, OnlineTimeoutError

__all__ = ["Reply", "Transport", "fetch"]

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


def fetch(url: str, headers: Mapping[str, str], timeout_s: float) -> Reply:
    """Get `url` over HTTPS or HTTP without following redirects.

    Parameters
    ----------
    url : str
        What to get.
    headers : mapping of str to str
        What to send with it.
    timeout_s : float
        The deadline for everything together, from looking up the host to the last byte, seconds.

    Raises
    ------
    OnlineTimeoutError
        No whole answer within `timeout_s` seconds.
    OnlineReplyError
        The answer is larger than 2 MB, broke off, or is no HTTP.
    OnlineError
        There is no connection.
    """
    # Neither looking up a host nor reading headers that come byte by byte heeds a socket's timeout: the
    # request runs beside, and at the deadline it is left to itself with its socket shut.
    exchange = _Exchange(url, headers, timeout_s)
    threading.Thread(target=exchange.run, name="geomoves-fetch", daemon=True).start()
    try:
        outcome = exchange.outcome.get(timeout=timeout_s)
    except queue.Empty:
        exchange.abandon()
        raise _too_late(exchange.service, timeout_s) from None
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


class _Exchange:
    """One request in its own thread."""

    def __init__(self, url: str, headers: Mapping[str, str], timeout_s: float) -> None:
        self.outcome: queue.SimpleQueue[Reply | BaseException] = queue.SimpleQueue()
        self.service = urlsplit(url).hostname or url
        self._url = url
        self._headers = dict(headers)
        self._timeout_s = timeout_s
        self._deadline = time.monotonic() + timeout_s
        self._sockets: list[socket.socket] = []
        self._abandoned = threading.Event()

    def run(self) -> None:
        try:
            self.outcome.put(self._reply())
        except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
            self.outcome.put(error)

    def abandon(self) -> None:
        """Shut the socket, so that whatever reads from it ends."""
        self._abandoned.set()
        for each in self._sockets:
            with contextlib.suppress(OSError):
                # Not `each.shutdown`: that of a TLS socket takes away what the other thread reads with.
                socket.socket.shutdown(each, socket.SHUT_RDWR)

    def _reply(self) -> Reply:
        opener = urllib.request.build_opener(_NoRedirect, *_handlers(self._keep))
        request = urllib.request.Request(self._url, headers=self._headers)  # noqa: S310 - the caller builds it
        try:
            with opener.open(request, timeout=self._timeout_s) as response:
                _check_length(response.headers)
                return Reply(response.status, _lower(response.headers), self._body(response))
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, _lower(error.headers), b"")
        except TimeoutError as error:
            raise _too_late(self.service, self._timeout_s) from error
        except urllib.error.URLError as error:
            raise self._no_connection(error) from error
        except http.client.IncompleteRead as error:
            raise self._broke_off() from error
        except OSError as error:  # a closed connection is an HTTPException too
            message = f"the connection broke ({_told(error)}); try again later"
            raise OnlineError(self.service, message, passing=True) from error
        except (http.client.HTTPException, ValueError) as error:
            raise OnlineReplyError(self.service, f"the answer is no HTTP ({type(error).__name__})") from error

    def _keep(self, connection: http.client.HTTPConnection) -> None:
        if connection.sock is not None:
            self._sockets.append(connection.sock)
        if self._abandoned.is_set():
            self.abandon()

    def _body(self, response: Any) -> bytes:
        body = bytearray()
        while chunk := response.read1(_CHUNK_BYTES):
            body += chunk
            if time.monotonic() > self._deadline:
                raise _too_late(self.service, self._timeout_s)
            if len(body) > _MOST_BYTES:
                limit = f"{_MOST_BYTES / 1_000_000:g} MB"
                raise OnlineReplyError(self.service, f"the answer is larger than {limit}")
        if response.length:  # what was announced and did not come
            raise self._broke_off()
        return bytes(body)

    def _broke_off(self) -> OnlineReplyError:
        return OnlineReplyError(self.service, "the answer broke off; try again later", passing=True)

    def _no_connection(self, error: urllib.error.URLError) -> OnlineError:
        if isinstance(error.reason, TimeoutError):
            return _too_late(self.service, self._timeout_s)
        reason = _told(error.reason) if isinstance(error.reason, OSError) else error.reason
        return OnlineError(self.service, f"no connection ({reason}); check the network", passing=True)


def _handlers(keep: Callable[[http.client.HTTPConnection], None]) -> list[urllib.request.BaseHandler]:
    """Return handlers that hand every connection to `keep` as soon as it has a socket."""

    class Plain(http.client.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            keep(self)

    class Secure(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            keep(self)

    class PlainHandler(urllib.request.HTTPHandler):
        def http_open(self, request: urllib.request.Request) -> Any:
            return self.do_open(Plain, request)

    class SecureHandler(urllib.request.HTTPSHandler):
        def https_open(self, request: urllib.request.Request) -> Any:
            return self.do_open(Secure, request)

    return [PlainHandler(), SecureHandler()]


def _check_length(headers: Any) -> None:
    """Raise ValueError where headers disagree about where the answer ends: its rest may be another one."""
    lengths = {length.strip() for length in headers.get_all("Content-Length", [])}
    codings = {coding.strip().lower() for coding in headers.get_all("Transfer-Encoding", [])}
    if len(lengths) + len(codings) > 1 or codings - {"chunked"}:
        raise ValueError("the answer has two lengths")
    if not all(length.isascii() and length.isdigit() for length in lengths):
        raise ValueError("the length of the answer is no number")


def _too_late(service: str, timeout_s: float) -> OnlineTimeoutError:
    return OnlineTimeoutError(service, f"no answer within {timeout_s:g} s; try again later", timeout_s)


def _told(error: OSError) -> str:
    return (error.strerror or str(error) or type(error).__name__).lower()


def _lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
