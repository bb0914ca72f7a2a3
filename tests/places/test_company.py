"""The joint likelihood: an algebra that no order changes, and that what is unrelated does not disturb."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.places import Place
from geomoves.places.matching import Match
from geomoves.places.resolution.company import Company
from geomoves.places.resolution.evidence import Context
from geomoves.places.resolution.likelihood import COMPANY, Columns, Row, columns, score, shares, weights
from geomoves.places.resolution.questions import Question, Sense
from geomoves.places.resolution.verdicts import Weighed, judge

KINDS = ["country", "admin1", "admin2", "city", "town", "village", "river", "airfield", "region"]

ROWS = st.builds(
    Row,
    kind=st.sampled_from(KINDS),
    population=st.sampled_from([0, 300, 40_000, 2_000_000]),
    lon=st.floats(-180, 180),
    lat=st.floats(-85, 85),
    country=st.sampled_from(["", "US", "CA", "RU"]),
    area=st.sampled_from(["", "US-TX", "US-OH", "CA-ON"]),
    fit=st.sampled_from([0.6, 0.95, 1.0]),
    other_name=st.booleans(),
    capital=st.booleans(),
    weight=st.sampled_from([0.15, 1.0]),
    by_hand=st.booleans(),
)
NAMES = st.lists(st.lists(ROWS, min_size=1, max_size=4), min_size=2, max_size=6)


def laid_out(names: list[list[Row]]) -> list[Columns]:
    return [columns(rows, weights()) for rows in names]


def by_name(names: list[Columns], values: list[float]) -> list[list[float]]:
    ends = [sum(len(name.alone) for name in names[: count + 1]) for count in range(len(names))]
    return [values[end - len(name.alone) : end] for name, end in zip(names, ends, strict=True)]


def town(lon: float, lat: float, area: str, population: int = 20_000, country: str = "US") -> Row:
    return Row("town", population, lon, lat, country, area, 1.0, False, False, 1.0, False)


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_names_and_of_candidates_changes_nothing(names, shuffler: random.Random):
    order = list(range(len(names)))
    shuffler.shuffle(order)
    straight, turned = laid_out(names), laid_out([names[number][::-1] for number in order])
    doubts = [0.0] * len(names)
    of_straight = by_name(straight, Company(straight, [], doubts).weigh(weights()).share)
    of_turned = by_name(turned, Company(turned, [], doubts).weigh(weights()).share)
    for place, number in enumerate(order):
        assert of_turned[place] == pytest.approx(of_straight[number][::-1], abs=1e-9)


@given(NAMES)
def test_shares_are_shares(names):
    laid = laid_out(names)
    weighed = Company(laid, [], [0.0] * len(names)).weigh(weights())
    for of_name in by_name(laid, weighed.share):
        assert all(0 <= share <= 1 for share in of_name)
        assert sum(of_name) <= 1 + 1e-9


@given(NAMES)
def test_a_long_document_is_worked_through_in_parts_to_the_same_end(names):
    laid, doubts = laid_out(names), [0.0] * len(names)
    whole = Company(laid, [], doubts).weigh(weights())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geomoves.places.resolution.company._MOST_PAIRS", sum(len(name) for name in names))
        assert Company(laid, [], doubts).weigh(weights()).share == pytest.approx(whole.share, abs=1e-9)


def test_what_has_company_is_likelier():
    springfields = [town(-89.6, 39.8, "US-IL"), town(-93.3, 37.2, "US-MO")]
    decatur, alone = [town(-88.95, 39.84, "US-IL")], [town(-88.95, 39.84, "US-IL", country="")]
    laid = laid_out([springfields, decatur])
    near, far = Company(laid, [], [0.0, 0.0]).weigh(weights()).share[:2]
    assert near > 0.9
    assert far < 0.1
    same = laid_out([springfields, [alone[0]._replace(lon=30.0, lat=-60.0, area="")]])
    first, second = Company(same, [], [0.0, 0.0]).weigh(weights()).share[:2]
    assert first == pytest.approx(second, abs=0.05)


def test_a_name_that_is_far_away_and_unrelated_does_not_flip_a_sure_answer():
    springfields = [town(-89.6, 39.8, "US-IL"), town(-93.3, 37.2, "US-MO")]
    around = [[town(-88.95, 39.84, "US-IL")], [town(-88.2, 40.1, "US-IL")]]
    elsewhere = [town(135.0, 48.5, "RU-KHA", country="RU")]
    laid = laid_out([springfields, *around, elsewhere])
    assert Company(laid, [], [0.0] * 4).weigh(weights()).share[0] > 0.9


def test_namesakes_are_no_company_for_each_other():
    twins = [town(-89.6, 39.8, "US-IL"), town(-89.7, 39.9, "US-IL")]
    lone = [town(20.0, -40.0, "", country="")]
    laid = laid_out([twins, lone])
    weighed = Company(laid, [], [0.0, 0.0])
    assert weighed.counted(weighed.first(weights()))[0, COMPANY.index("in the country")] <= 0


def test_an_area_right_beside_a_name_speaks_for_what_lies_in_it():
    franklins = [town(-96.5, 31.0, "US-TX"), town(-86.9, 35.9, "US-TN")]
    texas = [Row("admin1", 29_000_000, -99.3, 31.3, "US", "US-TX", 1.0, False, False, 1.0, False)]
    laid = laid_out([franklins, texas])
    with_it = Company(laid, [(0, 1)], [0.0, 0.0]).weigh(weights()).share[0]
    without = Company(laid, [], [0.0, 0.0]).weigh(weights()).share[0]
    assert with_it > without > 0.5


def test_doubt_takes_from_all_candidates():
    names = laid_out([[town(-89.6, 39.8, "US-IL")], [town(-88.95, 39.84, "US-IL")]])
    sure = Company(names, [], [0.0, 0.0]).weigh(weights()).share
    doubted = Company(names, [], [3.0, 0.0]).weigh(weights()).share
    assert doubted[0] < sure[0]


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=6), st.floats(-20, 20))
def test_shares_of_one_name_leave_room_for_none_of_them(logarithms, nothing):
    found = shares(logarithms, nothing)
    assert 0 <= sum(found) <= 1 + 1e-9
    assert found == sorted(found) or logarithms != sorted(logarithms)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_is_surer_and_agreement_no_less_sure(one, other):
    low, high = sorted((one, other))
    assert score(low, weights(), agreed=False) <= score(high, weights(), agreed=False) < 1
    assert score(low, weights(), agreed=False) <= score(low, weights(), agreed=True)


def test_what_is_said_alike_but_for_the_last_bits_of_a_sum_makes_no_rival():
    places = [Place("own:large", "Same", 0.0, 0.0, "city"), Place("own:small", "Same", 9.0, 0.0, "village")]
    matches = tuple(Match(place, 1.0, 1.0, "Same", ()) for place in places)
    asked = Question("same", "same", Sense("same", matches), matches, matches)
    sizes = columns([town(0.0, 0.0, "US-TX", 1_000_000), town(9.0, 0.0, "US-OH", 100)], weights())
    for company in ([0.3, 0.1 + 0.2], [0.1 + 0.2, 0.3]):
        itself = Weighed(matches, [0, 1], [0.9, 0.1], [3.0, 0.0], company, sizes)
        assert judge(asked, itself, Context()).said_more
    more = Weighed(matches, [0, 1], [0.9, 0.1], [3.0, 0.0], [0.3, 0.4], sizes)
    assert not judge(asked, more, Context()).said_more


def test_a_population_that_cannot_be_is_no_number_too_large():
    names = laid_out(
        [[town(0.0, 0.0, "US-TX", 10**4000), town(9.0, 0.0, "US-OH")], [town(1.0, 0.0, "US-TX")]]
    )
    share = Company(names, [], [0.0, 0.0]).weigh(weights()).share
    assert share[:2] == pytest.approx([1.0, 0.0])
