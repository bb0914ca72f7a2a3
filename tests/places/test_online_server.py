"""The whole way to an answer, over a real connection to a server that misbehaves."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from itertools import pairwise

import pytest

from geomoves.errors import (
    ArgumentError,
    FileAccessError,
    OnlineError,
    OnlineRateLimitError,
    OnlineRefusalError,
    OnlineReplyError,
    OnlineTimeoutError,
)
from geomoves.places import Gazetteer
from geomoves.places.online.answers import AnswerStore
from geomoves.places.online.geocoder import OnlineGeocoder
from tests.places.fake_geocoder import CASES, serving

DAY_S = 86_400.0


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache folder of the test's own, and no proxy between the test and its server."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GEOMOVES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def geocoder(server, **keywords):
    keywords.setdefault("store", AnswerStore(interval_s=0))
    keywords.setdefault("chance", lambda: 0.0)
    keywords.setdefault("sleep", lambda _seconds: None)
    return OnlineGeocoder("geomoves tests (tests@example.org)", server=server.address, **keywords)


def kept(folder):
    with closing(sqlite3.connect(folder / "online.sqlite")) as database:
        return database.execute("SELECT count(*) FROM answers").fetchone()[0]


TOO_LATE = (
    "a silent server", "a body byte by byte", "headers byte by byte", "a status byte by byte",
    "endless informational replies", "a body that stops half-way",
)  # fmt: skip

#: What each way to misbehave leads to: the error, words in it, and how often it is worth asking.
ERRORS = {
    **dict.fromkeys(TOO_LATE, (OnlineTimeoutError, "no answer within 0.4 s", 1)),
    "endless headers": (OnlineReplyError, "no HTTP", 1),
    "429 with a long wait": (OnlineRateLimitError, "try again in 86000 s", 1),
    "429 without a wait": (OnlineRateLimitError, "later", 1),
    "429 until a time": (OnlineRateLimitError, "try again in", 1),
    "429 with an endless body": (OnlineRateLimitError, "in 7 s", 1),
    "503 with a wait": (OnlineRateLimitError, "in 30 s", 1),
    "401": (OnlineRefusalError, "refuses", 1),
    "403": (OnlineRefusalError, "user_agent", 1),
    "404": (OnlineError, "HTTP 404", 1),
    "500": (OnlineError, "HTTP 500", 3),
    "502": (OnlineError, "HTTP 502", 3),
    **{
        f"{status} to another port": (OnlineRefusalError, f"HTTP {status}", 1)
        for status in (301, 302, 303, 307, 308)
    },
    "a redirect to itself": (OnlineRefusalError, "elsewhere", 1),
    "a redirect to a file": (OnlineRefusalError, "elsewhere", 1),
    "a reset connection": (OnlineError, "broke", 3),
    "a closed connection": (OnlineError, "broke", 3),
    "half a status line": (OnlineReplyError, "no HTTP", 1),
    "a body cut short": (OnlineReplyError, "broke off", 3),
    "garbage": (OnlineReplyError, "no HTTP", 1),
    "a reply without headers": (OnlineReplyError, "no HTTP", 1),
    "a version that there is not": (OnlineReplyError, "no HTTP", 1),
    "a status that is no number": (OnlineReplyError, "no HTTP", 1),
    "a header of 100 kB": (OnlineReplyError, "no HTTP", 1),
    "a thousand headers": (OnlineReplyError, "no HTTP", 1),
    "chunks of garbage": (OnlineReplyError, "broke off", 3),
    "a chunk cut short": (OnlineReplyError, "broke off", 3),
    "a chunk of negative length": (OnlineReplyError, "broke off", 3),
    **dict.fromkeys(
        ("two lengths", "a length and chunks", "a negative length", "packed on the way"),
        (OnlineReplyError, "no HTTP", 1),
    ),
    "a part of an answer": (OnlineError, "HTTP 206", 1),
    "not modified": (OnlineError, "HTTP 304", 1),
    "429 until long ago": (OnlineRateLimitError, "in 0 s", 1),
    "429 with a negative wait": (OnlineRateLimitError, "later", 1),
    "a huge body": (OnlineReplyError, "larger than 2 MB", 1),
    "a gzip bomb": (OnlineReplyError, "packed as 'gzip'", 1),
    "gzip that says it is none": (OnlineReplyError, "no JSON", 1),
    "an unknown packing": (OnlineReplyError, "packed", 1),
    "an HTML page": (OnlineReplyError, "'text/html', not JSON", 1),
    "the wrong type": (OnlineReplyError, "'image/png', not JSON", 1),
    "no content": (OnlineError, "HTTP 204", 1),
    "null": (OnlineReplyError, "no list of places", 1),
    "a list of null": (OnlineReplyError, "no list of places", 1),
    "a number": (OnlineReplyError, "no list of places", 1),
    "an error in JSON": (OnlineReplyError, "no list of places", 1),
    **dict.fromkeys((
            "an HTML page called JSON", "an empty body", "bad UTF-8", "UTF-16", "a byte order mark",
            "half of the JSON", "brackets ten thousand deep", "NaN", "Infinity", "a number of 5,000 digits",
            "a length that is too small", "two latitudes",
        ), (OnlineReplyError, "no JSON in UTF-8", 1)),
    **dict.fromkeys(
        (
            "a place without lat", "a position of NaN in quotes", "a latitude of 95", "a latitude of 1e400",
            "a latitude with an underscore", "a latitude in other digits", "a latitude with a comma",
            "a latitude of 4,000 digits",
        ),
        (OnlineReplyError, "no lat within", 1),
    ),
    **dict.fromkeys((
            "a place without lon", "a place without either", "a position of null", "a position in words",
            "a longitude of 181", "a position in a list",
        ), (OnlineReplyError, "no lon within", 1)),
    "a place at 0, 0": (OnlineReplyError, "0, 0", 1),
    "a hair from 0, 0": (OnlineReplyError, "0, 0", 1),
    "a place without an id": (OnlineReplyError, "no OpenStreetMap id", 1),
    "an id that is markup": (OnlineReplyError, "no OpenStreetMap id", 1),
    "a name of 5,000 letters": (OnlineReplyError, "no text", 1),
    "one id in two places": (OnlineReplyError, "two places", 1),
}  # fmt: skip
ANSWERS = (
    "500 once", "503 twice", "a connection reset once", "the same place three times", "nothing",
    "no type at all", "a cookie", "a name that steers the terminal", "the code of another country",
    "a town as large as the world",
)  # fmt: skip


def test_every_way_to_misbehave_is_tried():
    assert sorted([*ERRORS, *ANSWERS]) == sorted(CASES)
    assert len(ERRORS) >= 30


@pytest.mark.parametrize("case", ERRORS)
def test_what_a_server_may_do_ends_in_time_with_an_error_and_no_place(server, cache, case):
    kind, words, tries = ERRORS[case]
    timeout_s = 0.4 if kind is OnlineTimeoutError else 8
    server.asked.clear()
    started = time.monotonic()
    with pytest.raises(kind, match=words) as caught:
        geocoder(server, timeout_s=timeout_s).search(case)
    assert type(caught.value) is kind
    assert time.monotonic() - started < (3 if kind is OnlineTimeoutError else 7)
    assert caught.value.tries == tries
    assert len(server.asked) <= tries  # fewer when the machine is too busy for the server to read in time
    assert server.elsewhere.asked == []
    assert kept(cache) == 0


@pytest.mark.parametrize(
    ("case", "tries", "found"),
    [
        ("500 once", 2, 1),
        ("503 twice", 3, 1),
        ("a connection reset once", 2, 1),
        ("the same place three times", 1, 1),
        ("no type at all", 1, 1),
        ("nothing", 1, 0),
        ("a cookie", 1, 1),
    ],
)
def test_what_passes_by_itself_is_asked_again(server, case, tries, found):
    server.asked.clear()
    places = geocoder(server, timeout_s=8).search(case)
    assert len(places) == found
    assert all(candidate.place.lonlat == (35.2717, 51.1912) for candidate in places)
    assert len(server.asked) == tries


def test_what_cannot_be_so_is_left_out_of_a_place(server):
    def told(case):
        (found,) = geocoder(server, timeout_s=8).search(case)
        return found.place

    assert told("a name that steers the terminal").name == "[31mSudzha"
    assert told("the code of another country").admin1_code == ""
    assert told("a town as large as the world").radius_km < 50


def test_the_pause_before_the_next_try_grows_and_is_left_to_chance(server):
    slept = []
    chances = iter([0.0, 0.75])
    asking = geocoder(server, sleep=slept.append, chance=lambda: next(chances), timeout_s=60)
    with pytest.raises(OnlineError) as caught:
        asking.search("500")
    assert slept == [0.5, 2.5]
    assert caught.value.tries == 3
    assert (caught.value.status, caught.value.service) == (500, "nominatim")


def test_a_pause_that_ends_after_the_deadline_is_not_begun(server):
    slept = []
    with pytest.raises(OnlineError) as caught:
        geocoder(server, sleep=slept.append, timeout_s=0.4).search("500")
    assert (slept, caught.value.tries) == ([], 1)


def test_an_answer_is_asked_for_once_and_tells_its_day(server):
    day = [1_790_000_000.0]
    store = AnswerStore(interval_s=0, now=lambda: day[0])
    server.asked.clear()
    first = geocoder(server, store=store).search("fine")
    again = geocoder(server, store=AnswerStore(interval_s=0, now=lambda: day[0])).search("fine")
    assert first == again
    assert len(server.asked) == 1
    assert first[0].place.source == "Nominatim, © OpenStreetMap contributors (ODbL), asked on 2026-09-21"
    day[0] += 29 * DAY_S
    assert geocoder(server, store=store).search("fine") == first
    geocoder(server, store=store).search("fine", countries=["RU"])
    assert len(server.asked) == 2  # another question
    day[0] += 2 * DAY_S
    assert geocoder(server, store=store).search("fine")[0].place.source.endswith("2026-10-22")
    assert len(server.asked) == 3


def test_nothing_found_is_asked_again_after_a_week(server):
    day = [1_790_000_000.0]
    store = AnswerStore(interval_s=0, now=lambda: day[0])
    server.asked.clear()
    for days, asked in ((0, 1), (6, 1), (2, 2)):
        day[0] += days * DAY_S
        assert geocoder(server, store=store).search("nothing") == []
        assert len(server.asked) == asked


def test_an_answer_from_the_future_is_not_believed(server):
    server.asked.clear()
    geocoder(server, store=AnswerStore(interval_s=0, now=lambda: time.time() + DAY_S)).search("fine")
    geocoder(server).search("fine")
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "damage",
    [
        b"[]x",
        b'[{"osm_type": "node", "osm_id": 1, "name": "Sudzha"}]',
        b'[{"osm_type": "node", "osm_id": 1, "name": "Sudzha", "lat": 0, "lon": 0}]',
        b"\xff",
        "text",
        None,
        5,
    ],
)
def test_a_kept_answer_is_checked_again_and_asked_again(server, cache, damage):
    server.asked.clear()
    (right,) = geocoder(server).search("fine")
    with closing(sqlite3.connect(cache / "online.sqlite")) as database:
        database.execute("UPDATE OR IGNORE answers SET reply = ?", (damage,))
        database.commit()
    assert geocoder(server).search("fine") == [right]
    assert geocoder(server).search("fine") == [right]
    assert len(server.asked) == (1 if damage is None else 2)  # NULL cannot be written


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_started_anew(server, cache, content):
    cache.mkdir()
    (cache / "online.sqlite").write_bytes(content)
    assert geocoder(server).search("fine")
    assert kept(cache) == 1


def test_a_file_that_is_damaged_within_never_gives_a_wrong_place(server, cache):
    asking = geocoder(server)
    for number in range(20):
        asking.search(f"place {number}")
    (right,) = asking.search("fine")
    path = cache / "online.sqlite"
    whole = bytearray(path.read_bytes())
    for page in range(1, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 300] = b"\xa5" * 300
    path.write_bytes(whole)
    for _ in range(3):
        try:
            assert asking.search("fine")[0].place.lonlat == right.place.lonlat
        except FileAccessError as error:
            said = str(error)
            assert "damaged" in said
    assert asking.search("fine")[0].place.lonlat == right.place.lonlat


def test_a_file_of_another_version_is_started_anew(server, cache):
    geocoder(server).search("fine")
    with closing(sqlite3.connect(cache / "online.sqlite")) as database:
        database.execute("DROP TABLE answers")
        database.execute("CREATE TABLE answers (something TEXT)")
        database.execute("PRAGMA user_version = 99")
        database.commit()
    assert geocoder(server).search("fine")
    assert kept(cache) == 1


def test_another_programs_database_is_left_alone(server, cache):
    cache.mkdir()
    path = cache / "online.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE mine (something TEXT)")
        database.execute("INSERT INTO mine VALUES ('kept')")
        database.commit()
    with pytest.raises(FileAccessError, match="another program's"):
        geocoder(server).search("fine")
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT * FROM mine").fetchall() == [("kept",)]


def test_a_cache_that_cannot_be_written_says_what_to_do(server, tmp_path, monkeypatch):
    (tmp_path / "a file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("GEOMOVES_CACHE", str(tmp_path / "a file" / "cache"))
    server.asked.clear()
    with pytest.raises(FileAccessError, match="GEOMOVES_CACHE"):
        geocoder(server).search("fine")
    assert server.asked == []


def test_only_the_newest_answers_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("geomoves.places.online.answers._MOST_ANSWERS", 20)
    clock = iter(range(1000, 2000))
    store = AnswerStore(tmp_path / "kept", now=lambda: float(next(clock)))
    for number in range(50):
        store.keep("there", str(number), b"[]", empty=False)
        assert store.answer("there", str(number)) is not None
    assert store.answer("there", "5") is None
    with closing(sqlite3.connect(tmp_path / "kept")) as database:
        assert database.execute("SELECT count(*) FROM answers").fetchone()[0] <= 20


def test_nobody_asks_before_the_wait_is_over(server, cache):
    now = [1_790_000_000.0]
    store = AnswerStore(interval_s=0, now=lambda: now[0])
    with pytest.raises(OnlineRateLimitError):
        geocoder(server, store=store).search("503 with a wait")
    server.asked.clear()
    other = AnswerStore(interval_s=0, now=lambda: now[0])
    now[0] += 20
    with pytest.raises(OnlineRateLimitError, match="try again in 10 s") as caught:
        geocoder(server, store=other).search("fine")
    assert caught.value.retry_after_s == 10
    assert server.asked == []
    now[0] += 11
    assert geocoder(server, store=other).search("fine")


def test_a_clock_that_was_set_back_blocks_nobody(server):
    store = AnswerStore(now=lambda: time.time() + 40 * DAY_S)
    geocoder(server, store=store).search("fine")
    store.leave_alone(server.address.removeprefix("http://"), 3600)
    assert geocoder(server, store=AnswerStore(), timeout_s=5).search("fine")


def test_one_turn_after_the_other():
    now, slept = [1_790_000_000.0], []

    def sleep(seconds):
        slept.append(round(seconds, 3))
        now[0] += seconds

    store = AnswerStore(now=lambda: now[0], sleep=sleep)

    def ask(service, timeout_s=10.0, takes_s=0.0):
        with store.turn(service, timeout_s):
            now[0] += takes_s

    ask("here", takes_s=3)
    ask("here")
    now[0] += 0.25
    ask("here")
    ask("elsewhere")
    now[0] += 5
    ask("here")
    assert slept == [1.0, 0.75]
    with pytest.raises(OnlineTimeoutError, match="others asked before us"):
        ask("here", timeout_s=0.5)


def test_who_was_killed_while_asking_keeps_others_waiting_for_ten_seconds():
    now, slept = [1_790_000_000.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    store = AnswerStore(now=lambda: now[0], sleep=sleep)
    store._claim("here", 60)
    with pytest.raises(OnlineTimeoutError), store.turn("here", 5):
        pass
    with store.turn("here", 20):
        assert 9.9 < sum(slept) < 10.2


ASKING = """
import sys
from geomoves.places.online.answers import AnswerStore
from geomoves.places.online.geocoder import OnlineGeocoder
server, who = sys.argv[1:]
asking = OnlineGeocoder("geomoves tests", server=server, store=AnswerStore(interval_s=0.4), timeout_s=60)
for number in range(3):
    assert asking.search(f"place {who} {number}")
assert asking.search("a name that all ask for")
"""


def test_processes_take_turns_and_share_their_answers(server):
    server.asked.clear()
    running = [subprocess.Popen([sys.executable, "-c", ASKING, server.address, str(who)]) for who in range(4)]
    assert [process.wait(timeout=120) for process in running] == [0] * 4
    times = [when for when, _ in server.asked]
    # All ask for the last name while the first of them waits for its answer at most.
    assert 13 <= len(times) <= 16
    gaps = [after - before for before, after in pairwise(times)]
    assert min(gaps) >= 0.39


def test_a_gazetteer_asks_the_public_server_one_a_second():
    made = Gazetteer(online="nominatim", user_agent="geomoves tests")._online
    assert (made._scheme, made._means.host) == ("https", "nominatim.openstreetmap.org")
    assert made._means.store._interval_s >= 1
    assert made._means.store.path.name == "online.sqlite"


@pytest.mark.parametrize(
    "address",
    [
        "", "nominatim", "ftp://example.org", "file:///etc/passwd", "https://", "https://user:pw@example.org",
        "https://example.org/path", "https://example.org?x=1", "https://exa mple.org", "https://[::1",
        "https://example.org:99999", 5, None, "https://exämple.org", "https://example.org\r\nX: 1",
    ],
)  # fmt: skip
def test_the_address_of_a_server_is_one(address):
    with pytest.raises(ArgumentError, match="server"):
        OnlineGeocoder("geomoves tests", server=address)


def test_only_its_owner_can_look_into_the_cache(server, cache):
    geocoder(server).search("fine")
    assert cache.stat().st_mode & 0o077 == 0
    assert (cache / "online.sqlite").stat().st_mode & 0o077 == 0
