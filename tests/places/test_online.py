import contextlib
import http.server
import json
import tempfile
import threading
import time
from email.utils import formatdate
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.errors import (
    ArgumentError,
    GeomovesError,
    OnlineError,
    OnlineRateLimitError,
    OnlineReplyError,
    OnlineTimeoutError,
)
from geomoves.places import Gazetteer
from geomoves.places.curated import read_gazetteers
from geomoves.places.online.answers import AnswerStore
from geomoves.places.online.geocoder import OnlineGeocoder
from geomoves.places.online.transport import Reply, fetch
from tests.places.fake_geocoder import SUDZHA


class Service:
    """A geocoding service that answers what it is told to, and remembers what it was asked."""

    def __init__(self, *results, status=200, headers=(), body=None):
        self.reply = Reply(status, dict(headers), json.dumps(results).encode() if body is None else body)
        self.asked = []

    def __call__(self, url, headers, timeout_s):
        self.asked.append((url, dict(headers), timeout_s))
        return self.reply


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache folder of the test's own."""
    monkeypatch.setenv("GEOMOVES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def geocoder(service, **keywords):
    keywords.setdefault("store", AnswerStore(interval_s=0))
    return OnlineGeocoder(
        "geomoves tests (tests@example.org)",
        transport=service,
        sleep=lambda _seconds: None,
        **keywords,
    )


def gazetteer(theatre_file, service):
    made = Gazetteer.from_places(read_gazetteers([theatre_file]))
    made._online = geocoder(service)
    return made


@pytest.fixture
def theatre_file(request):
    return request.path.parent / "data" / "theatre.csv"


def with_changes(**changes):
    return {name: value for name, value in {**SUDZHA, **changes}.items() if value is not ...}


def test_a_result_becomes_a_candidate_with_its_source():
    service = Service(SUDZHA)
    (candidate,) = geocoder(service).search("Sudzha", countries=["RU", "UA"])
    place = candidate.place
    assert (place.id, place.name, place.lonlat, place.kind) == (
        "osm:node/27504132",
        "Sudzha",
        (35.2717, 51.1912),
        "town",
    )
    assert (place.country, place.admin1, place.admin1_code) == ("RU", "Kursk Oblast", "RU-KRS")
    assert place.admin2 == "Sudzhansky District"
    assert 5 < place.radius_km < 8
    assert "OpenStreetMap" in place.source
    assert {name.text for name in place.names} == {"Суджа", "Судзжа", "Sudja"}
    assert candidate.score < 0.8
    assert not candidate.suggestion
    assert "found online" in candidate.reasons[0]


def test_the_question_names_its_asker_and_stays_inside_the_countries():
    service = Service()
    geocoder(service, timeout_s=7).search("Суджа & x=1", countries=["UA", "RU"])
    ((url, headers, timeout_s),) = service.asked
    asked = parse_qs(urlsplit(url).query)
    assert urlsplit(url).scheme == "https"
    assert (asked["q"], asked["countrycodes"], asked["limit"]) == (["Суджа & x=1"], ["ru,ua"], ["10"])
    assert "x" not in asked
    assert headers["User-Agent"] == "geomoves tests (tests@example.org)"
    assert 6.5 < timeout_s <= 7


def test_another_name_is_a_suggestion_and_another_country_is_dropped():
    street = with_changes(
        osm_id=5, name="Sudzha Street", namedetails=None, lat="10", addresstype="road", type="x"
    )
    abroad = with_changes(osm_id=6, lat="20", address={"country_code": "cn"})
    nowhere = with_changes(osm_id=7, lat="30", address=None)
    found = geocoder(Service(street, abroad, nowhere, SUDZHA)).search("Sudzha", countries=["RU"])
    assert [(candidate.place.name, candidate.suggestion) for candidate in found] == [
        ("Sudzha", False),
        ("Sudzha Street", True),
    ]


def test_point_and_boundary_of_one_place_are_one():
    boundary = with_changes(osm_type="relation", osm_id=9, lat="51.2")
    assert len(geocoder(Service(SUDZHA, boundary)).search("Sudzha")) == 1


@pytest.mark.parametrize(
    "results",
    [
        [with_changes(lat=...)],
        [with_changes(lon=...)],
        [with_changes(lat=None)],
        [with_changes(lat="")],
        [with_changes(lat="north")],
        [with_changes(lat="NaN")],
        [with_changes(lat="inf")],
        [with_changes(lat="95")],
        [with_changes(lon="-181")],
        [with_changes(lat=True)],
        [with_changes(lat=["51"])],
        [with_changes(lat={"value": 51})],
        [with_changes(lat=10**400)],
        [with_changes(osm_id=...)],
        [with_changes(osm_id="x")],
        [with_changes(osm_id=-1)],
        [with_changes(osm_id=True)],
        [with_changes(osm_type="<img>")],
        [with_changes(osm_type=["node"])],
        [with_changes(name="", display_name="")],
        [with_changes(name=5)],
        [with_changes(name="\ud800")],
        [with_changes(name="x" * 5000)],
        [with_changes(address={"country_code": 5})],
        [with_changes(namedetails={"name:ru": 5})],
        [with_changes(type=["town"], addresstype=...)],
        [SUDZHA, None],
        [None],
        [[]],
        ["Sudzha"],
        [5],
    ],
    ids=lambda results: json.dumps(results)[-50:],
)
def test_a_result_that_cannot_be_believed_is_an_error_and_no_place(results):
    with pytest.raises(OnlineReplyError):
        geocoder(Service(*results)).search("Sudzha")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{}",
        b'{"error": "Unable to geocode"}',
        b"5",
        b'"Sudzha"',
        b"<html>busy</html>",
        b"[",
        b'[{"lat": NaN}]',
        b'[{"lat": Infinity}]',
        b"\xff\xfe",
        '[{"name": "é"}]'.encode("latin-1"),
        b"[" * 100_000,
        json.dumps([SUDZHA]).encode("utf-16"),
        b"9" * 5000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_a_body_that_is_no_list_of_places_is_an_error(body):
    with pytest.raises(OnlineReplyError):
        geocoder(Service(body=body)).search("Sudzha")


@pytest.mark.parametrize(
    "value", ["a box", [], ["1", "2", "3"], ["a", "b", "c", "d"], ["9", "1", "2", "3"], [None] * 4, None]
)
def test_a_bounding_box_that_cannot_be_believed_is_left_aside(value):
    (candidate,) = geocoder(Service(with_changes(boundingbox=value))).search("Sudzha")
    assert candidate.place.radius_km == 10


def test_no_result_is_no_error():
    assert geocoder(Service()).search("Xyzzyx") == []


@pytest.mark.parametrize(
    ("header", "wait_s"),
    [
        ("120", 120),
        ("0", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("9" * 400, None),
        ("nan", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Thu, 99 Foo 9999 99:99:99 GMT", None),
    ],
)
def test_a_rate_limit_says_how_long_to_wait_and_does_not_wait(header, wait_s):
    started = time.monotonic()
    with pytest.raises(OnlineRateLimitError) as caught:
        geocoder(Service(status=429, headers={"retry-after": header})).search("Sudzha")
    assert caught.value.retry_after_s == wait_s
    assert time.monotonic() - started < 1


def test_a_rate_limit_may_name_a_time():
    with pytest.raises(OnlineRateLimitError) as caught:
        geocoder(
            Service(status=429, headers={"retry-after": formatdate(time.time() + 90, usegmt=True)})
        ).search("S")
    assert 80 < caught.value.retry_after_s < 100


@pytest.mark.parametrize(
    ("status", "words"),
    [
        *((status, "elsewhere") for status in (301, 302, 307)),
        *((status, "refuses") for status in (401, 403)),
        *((status, "failed") for status in (204, 404, 500, 502, 503)),
    ],
)
def test_a_status_that_is_no_answer_is_an_error_with_its_number(status, words):
    with pytest.raises(OnlineError, match=words) as caught:
        geocoder(Service(SUDZHA, status=status)).search("Sudzha")
    assert str(status) in str(caught.value)
    assert caught.value.status == status
    assert caught.value.service == "nominatim"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(SUDZHA)), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(sorted(SUDZHA)), JSON).map(lambda changes: SUDZHA | changes),
        max_size=2,
    )
)
def test_whatever_comes_back_only_geomoves_errors_come_out(results):
    service = Service(body=json.dumps(results).encode())
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = geocoder(service, store=AnswerStore(f"{folder}/kept", interval_s=0)).search("Sudzha")
        except GeomovesError:
            return
    for candidate in found:
        assert -180 <= candidate.place.lon <= 180
        assert -90 <= candidate.place.lat <= 90
        assert candidate.place.name


def test_only_what_no_file_holds_is_asked_online(theatre_file):
    service = Service(SUDZHA)
    asking = gazetteer(theatre_file, service)
    assert asking.lookup("Donetsk")
    assert asking.resolve(["Vladivostok", "Donetsk"], countries=["RU"])
    assert asking.lookup("Donetsk", countries=["KP"]) == []
    assert service.asked == []
    assert asking.lookup("Sudzha")[0].place.id == "osm:node/27504132"
    assert len(service.asked) == 1


def test_an_online_answer_can_be_resolved_and_stays_in_the_theatre(theatre_file):
    asking = gazetteer(theatre_file, Service(SUDZHA))
    (answer,) = asking.resolve(["Sudzha"], countries=["RU"])
    assert (answer.status, answer.place.name) == ("resolved", "Sudzha")
    assert any("found online" in reason for reason in answer.reasons)
    assert asking.resolve(["Sudzha"], countries=["KP"])[0].status == "unknown"
    assert asking.lookup("Sudzha", kinds=["port"]) == []


def test_two_online_namesakes_are_a_question(theatre_file):
    other = with_changes(osm_id=5, lat="60", address={"country_code": "ru", "state": "X"})
    (answer,) = gazetteer(theatre_file, Service(SUDZHA, other)).resolve(["Sudzha"])
    assert answer.status == "ambiguous"
    assert len(answer.candidates) == 2


def test_an_online_name_that_is_another_one_is_only_suggested(theatre_file):
    (answer,) = gazetteer(theatre_file, Service(SUDZHA)).resolve(["Sudzhensk-2"])
    assert answer.status == "unknown"
    assert answer.candidates[0].suggestion


def test_one_name_is_asked_once_for_a_document(theatre_file):
    service = Service(SUDZHA)
    gazetteer(theatre_file, service).resolve(["Sudzha"] * 5)
    assert len(service.asked) == 1


@pytest.mark.parametrize("user_agent", [None, "", "  ", 5, "a\r\nX-Evil: 1", "имя", "x" * 201])
def test_who_asks_online_says_who_it_is(user_agent):
    with pytest.raises(ArgumentError, match="user_agent"):
        Gazetteer(online="nominatim", user_agent=user_agent)


def test_a_sample_name_is_refused():
    with pytest.raises(ArgumentError, match="user_agent"):
        OnlineGeocoder("my-application", transport=Service()).search("Sudzha")


@pytest.mark.parametrize("online", ["google", "", 5, True, ["nominatim"]])
def test_another_service_is_not_known(online):
    with pytest.raises(ArgumentError, match="online"):
        Gazetteer(online=online, user_agent="geomoves tests")


@pytest.mark.parametrize("timeout_s", [0, -1, 121, float("nan"), float("inf"), "10", None, True])
def test_the_timeout_is_a_number_of_seconds(timeout_s):
    with pytest.raises(ArgumentError, match="timeout_s"):
        Gazetteer(online="nominatim", user_agent="geomoves tests", timeout_s=timeout_s)


# The transport, against a server of our own.


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = urlsplit(self.path).path
        if path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/fine")
            self.end_headers()
        elif path == "/busy":
            self.send_response(429)
            self.send_header("Retry-After", "14")
            self.end_headers()
            self.wfile.write(b"x" * 10)
        elif path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(50):
                if self.server.stopping.wait(0.05):
                    return
                self.wfile.write(b" ")
                self.wfile.flush()
        elif path == "/silent":
            self.server.stopping.wait(5)
        elif path == "/huge":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b"x" * 100_000)
        elif path == "/garbage":
            self.wfile.write(b"\x00\x01garbage\r\n\r\n")
        elif path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"[]")
        else:
            self.send_response(200)
            self.send_header("X-Agent", self.headers["User-Agent"])
            self.end_headers()
            self.wfile.write(b"[]")

    def log_message(self, *arguments):
        pass

    def handle(self):
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().handle()


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    serving = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    serving.daemon_threads = True
    serving.stopping = threading.Event()
    thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.stopping.set()
    serving.shutdown()
    serving.server_close()
    thread.join()


def test_the_transport_brings_status_headers_and_body(server):
    reply = fetch(f"{server}/fine", {"User-Agent": "geomoves tests"}, 5)
    assert (reply.status, reply.headers["x-agent"], reply.body) == (200, "geomoves tests", b"[]")


def test_the_transport_follows_nobody_and_waits_for_nobody(server):
    started = time.monotonic()
    assert fetch(f"{server}/redirect", {}, 5).status == 302
    busy = fetch(f"{server}/busy", {}, 5)
    assert (busy.status, busy.headers["retry-after"]) == (429, "14")
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("path", ["/drip", "/silent"])
def test_the_transport_keeps_its_deadline(server, path):
    started = time.monotonic()
    with pytest.raises(OnlineTimeoutError, match="no answer within"):
        fetch(f"{server}{path}", {}, 0.3)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("path", "words"), [("/huge", "larger than 2 MB"), ("/garbage", "no HTTP"), ("/short", "broke off")]
)
def test_the_transport_refuses_what_it_cannot_hold_or_read(server, path, words):
    with pytest.raises(OnlineReplyError, match=words):
        fetch(f"{server}{path}", {}, 5)


def test_a_closed_port_is_an_online_error(server):
    with pytest.raises(OnlineError, match="no connection"):
        fetch("http://127.0.0.1:9/", {}, 2)
