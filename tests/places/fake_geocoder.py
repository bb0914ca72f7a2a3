"""A geocoding server that misbehaves in whatever way it is asked for by name, on this machine only."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from urllib.parse import parse_qs, urlsplit

SUDZHA = {
    "place_id": 1,
    "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
    "osm_type": "node",
    "osm_id": 27504132,
    "lat": "51.1912",
    "lon": "35.2717",
    "class": "place",
    "type": "town",
    "addresstype": "town",
    "name": "Sudzha",
    "display_name": "Sudzha, Sudzhansky District, Kursk Oblast, Russia",
    "address": {
        "town": "Sudzha",
        "county": "Sudzhansky District",
        "state": "Kursk Oblast",
        "ISO3166-2-lvl4": "RU-KRS",
        "country": "Russia",
        "country_code": "ru",
    },
    "boundingbox": ["51.15", "51.23", "35.20", "35.33"],
    "namedetails": {
        "name": "Суджа",
        "name:ru": "Суджа",
        "name:uk": "Суджа",
        "alt_name": "Судзжа;Sudja",
        "old_name": "X",
    },
}

FINE = json.dumps([SUDZHA]).encode()

_CASES: dict[str, Callable[[_Handler], None]] = {}


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[float, str]] = []
        self.elsewhere_port = 0
        self.stopping = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            target = self.rfile.readline().decode("latin-1").split(" ")[1]
            while self.rfile.readline().strip():
                pass
            name = parse_qs(urlsplit(target).query).get("q", [target])[0]
            self.server.asked.append((time.monotonic(), name))
            _CASES.get(name, _fine)(self)

    def answer(self, body: bytes = b"", status: str = "200 OK", **headers: str) -> None:
        lines = [f"HTTP/1.1 {status}"]
        given = {
            "Content_Type": "application/json; charset=utf-8",
            "Content_Length": str(len(body)),
        } | headers
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in given.items() if value]
        self.raw("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def raw(self, content: bytes) -> None:
        self.wfile.write(content)
        self.wfile.flush()

    def drip(self, content: bytes, pause_s: float = 0.05) -> None:
        for number in range(len(content)):
            if self.server.stopping.wait(pause_s):
                return
            self.raw(content[number : number + 1])

    def times_asked(self, name: str) -> int:
        return sum(asked == name for _, asked in self.server.asked)


def _fine(handler: _Handler) -> None:
    handler.answer(FINE)


@contextmanager
def serving() -> Iterator[_Server]:
    """Run the server, and one that it may send people to, until the block ends."""
    with _Server() as server, _Server() as elsewhere:
        server.elsewhere = elsewhere
        for each in (server, elsewhere):
            threading.Thread(target=each.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server
        finally:
            for each in (server, elsewhere):
                each.stopping.set()
                each.shutdown()


def _case(name: str, behave: Callable[[_Handler], None]) -> None:
    assert name not in _CASES
    _CASES[name] = behave


def _body(name: str, body: bytes, **headers: str) -> None:
    _case(name, lambda handler: handler.answer(body, **headers))


def _result(name: str, *changes: dict[str, object]) -> None:
    results = [
        {key: value for key, value in {**SUDZHA, **change}.items() if value is not ...} for change in changes
    ]
    _body(name, json.dumps(results).encode())


def _raw(name: str, content: bytes) -> None:
    _case(name, lambda handler: handler.raw(content))


def _reset(handler: _Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _first_then_fine(name: str, first: Callable[[_Handler], None], times: int = 1) -> None:
    _case(name, lambda handler: (first if handler.times_asked(name) <= times else _fine)(handler))


def _huge(handler: _Handler) -> None:
    handler.answer(Content_Length="")
    for _ in range(100):
        handler.raw(b" " * 100_000)


def _endless(line: bytes, start: bytes = b"HTTP/1.1 200 OK\r\n") -> Callable[[_Handler], None]:
    def behave(handler: _Handler) -> None:
        handler.raw(start)
        while not handler.server.stopping.wait(0.02):
            handler.raw(line)

    return behave


def _fail(status: str, **headers: str) -> Callable[[_Handler], None]:
    return lambda handler: handler.answer(b"{}", status, **headers)


# What comes after a time, or never ends.
_case("a silent server", lambda handler: handler.server.stopping.wait(30))
_case("a body byte by byte", lambda handler: (handler.answer(Content_Length=""), handler.drip(b" " * 600)))
_case("headers byte by byte", lambda handler: handler.drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 600))
_case("a status byte by byte", lambda handler: handler.drip(b"HTTP/1.1 200 " + b"O" * 600))
_case("endless headers", _endless(b"X: x\r\n"))
_case("endless informational replies", _endless(b"HTTP/1.1 100 Continue\r\n\r\n", b""))
_case("a body that stops half-way", lambda handler: (
    handler.answer(FINE[:50], Content_Length=str(len(FINE))), handler.server.stopping.wait(30),
))  # fmt: skip

# What refuses.
_case("429 with a long wait", _fail("429 Too Many Requests", Retry_After="86000"))
_case("429 without a wait", _fail("429 Too Many Requests"))
_case("429 until a time", lambda handler: handler.answer(
    b"{}", "429 Too Many Requests", Retry_After=formatdate(time.time() + 90, usegmt=True)
))  # fmt: skip
_case("429 with an endless body", _endless(b" ", b"HTTP/1.1 429 Slow Down\r\nRetry-After: 7\r\n\r\n"))
_case("503 with a wait", _fail("503 Service Unavailable", Retry_After="30"))
for _status in ("401 Unauthorized", "403 Forbidden", "404 Not Found", "500 Oops", "502 Bad Gateway"):
    _case(_status[:3], _fail(_status))
for _status in ("301", "302", "303", "307", "308"):
    _case(f"{_status} to another port", lambda handler, status=_status: handler.answer(
        b"", f"{status} Elsewhere", Location=f"{handler.server.elsewhere.address}/search?q=fine"
    ))  # fmt: skip
_case("a redirect to itself", lambda handler: handler.answer(b"", "302 Round", Location="/search?q=fine"))
_case("a redirect to a file", _fail("302 Found", Location="file:///etc/passwd"))
_first_then_fine("500 once", _fail("500 Oops"))
_first_then_fine("503 twice", _fail("503 Busy"), times=2)

# What breaks.
_case("a reset connection", _reset)
_first_then_fine("a connection reset once", _reset)
_raw("a closed connection", b"")
_raw("half a status line", b"HTTP/1.")
_case("a body cut short", lambda handler: handler.answer(FINE[:-20], Content_Length=str(len(FINE))))
_raw("garbage", b"\x00\x01garbage\r\n\r\n")
_raw("a reply without headers", FINE)
_raw("a version that there is not", b"HTTP/9.9 200 OK\r\n\r\n" + FINE)
_raw("a status that is no number", b"HTTP/1.1 fine\r\n\r\n" + FINE)
_raw("a header of 100 kB", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n" + FINE)
_raw("a thousand headers", b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 1000 + b"\r\n" + FINE)
_CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
_raw("chunks of garbage", _CHUNKED + b"zz\r\n" + FINE)
_raw("a chunk cut short", _CHUNKED + b"ffff\r\n" + FINE)
_raw("a chunk of negative length", _CHUNKED + b"-5\r\n" + FINE)
_TWO = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
_raw("two lengths", _TWO + b"Content-Length: %d\r\n\r\n" % len(FINE) + b"[]" + FINE)
_raw("a length and chunks", _TWO + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n")
_raw("a length that is too small", _TWO.replace(b"2\r", b"5\r") + b"\r\n" + FINE)
_raw("a negative length", _TWO.replace(b"2\r", b"-5\r") + b"\r\n" + FINE)
_raw("packed on the way", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n" + FINE)
_case("a part of an answer", lambda handler: handler.answer(FINE, "206 Partial Content"))
_case("not modified", _fail("304 Not Modified"))
_case("429 until long ago", _fail("429 Slow Down", Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"))
_case("429 with a negative wait", _fail("429 Slow Down", Retry_After="-5"))
_case("a huge body", _huge)
_body("a gzip bomb", gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")
_body("gzip that says it is none", gzip.compress(FINE))
_body("an unknown packing", FINE, Content_Encoding="x-mystery")

# What is no answer.
_body("an HTML page", b"<html><body>busy</body></html>", Content_Type="text/html")
_body("an HTML page called JSON", b"<html><body>busy</body></html>")
_body("the wrong type", FINE, Content_Type="image/png")
_body("an empty body", b"")
_case("no content", lambda handler: handler.raw(b"HTTP/1.1 204 No Content\r\n\r\n"))
_body("null", b"null")
_body("a list of null", b"[null]")
_body("a number", b"5")
_body("an error in JSON", b'{"error": "Unable to geocode"}')
_body("bad UTF-8", FINE.replace(b"Sudzha", b"\xff\xfe\x80"))
_body("UTF-16", json.dumps([SUDZHA]).encode("utf-16"))
_body("a byte order mark", b"\xef\xbb\xbf" + FINE)
_body("half of the JSON", FINE[:-20])
_body("brackets ten thousand deep", b"[" * 10_000)
_body("NaN", FINE.replace(b'"51.1912"', b"NaN"))
_body("Infinity", FINE.replace(b'"51.1912"', b"-Infinity"))
_body("a number of 5,000 digits", FINE.replace(b'"51.1912"', b"9" * 5000))

# What is no place.
_result("a place without lat", {"lat": ...})
_result("a place without lon", {"lon": ...})
_result("a place without either", {"lat": ..., "lon": ...})
_result("a place at 0, 0", {"lat": "0", "lon": "0.0"})
_result("a position of null", {"lat": None, "lon": None})
_result("a position in words", {"lat": "north", "lon": "east"})
_result("a position of NaN in quotes", {"lat": "NaN"})
_result("a latitude of 95", {"lat": 95})
_result("a longitude of 181", {"lon": "181"})
_result("a position in a list", {"lat": [51.2], "lon": [35.3]})
_result("a latitude with an underscore", {"lat": "5_1.2"})
_result("a latitude in other digits", {"lat": "٥١"})
_result("a latitude with a comma", {"lat": "50,1"})
_result("a hair from 0, 0", {"lat": "0.0000001", "lon": "0"})
_body("a latitude of 1e400", FINE.replace(b'"51.1912"', b"1e400"))
_body("a latitude of 4,000 digits", FINE.replace(b'"51.1912"', b"1" + b"0" * 4000))
_body("two latitudes", FINE.replace(b'"lat":', b'"lat": "10.0", "lat":'))
_result("a place without an id", {"osm_id": ...})
_result("an id that is markup", {"osm_type": "<img src=x>"})
_result("a name of 5,000 letters", {"name": "x" * 5000})
_result("one id in two places", {}, {"lat": "10"})

# What is odd and true.
_result("the same place three times", {}, {}, {"osm_type": "relation", "osm_id": 9, "lat": "51.2"})
_body("nothing", b"[]")
_case("a cookie", lambda handler: handler.answer(FINE, Set_Cookie="who=you"))
_result("a name that steers the terminal", {"name": "\x1b[31mSudzha\x07", "namedetails": {}})
_result("the code of another country", {"address": {"country_code": "ru", "ISO3166-2-lvl4": "US-TX"}})
_result("a town as large as the world", {"boundingbox": ["-90", "90", "-180", "180"]})
_body("no type at all", FINE, Content_Type="")

#: Every way to misbehave that there is.
CASES = tuple(_CASES)
