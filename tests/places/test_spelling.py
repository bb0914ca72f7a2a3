import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.places import Gazetteer
from geomoves.places.index import NameIndex
from geomoves.places.names.spelling import Speller, edits_between, most_edits

WORDS = st.text(alphabet="abcdko", max_size=9)


def slow_edits(a: str, b: str) -> int:
    """Optimal string alignment, written down from its definition."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1])
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(a), len(b)]


@given(WORDS, WORDS, st.integers(0, 4))
def test_edits_are_those_of_the_definition(a, b, most):
    assert edits_between(a, b, most) == min(slow_edits(a, b), most + 1)


@given(st.lists(WORDS.filter(bool), max_size=20), WORDS)
def test_no_close_key_is_missed_and_none_is_far(keys, wanted):
    most = most_edits(len(wanted))
    expected = sorted(
        {(slow_edits(wanted, key), key) for key in keys if slow_edits(wanted, key) <= most} if most else set()
    )
    assert list(Speller(keys).close_to(wanted)) == expected


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        ("vladivostock", "vladivostok"),
        ("khabarvosk", "khabarovsk"),
        ("donestk", "donetsk"),
        ("kurks", "kursk"),
    ],
)
def test_slips_of_the_pen_are_close(wanted, key):
    assert key in [close for _, close in Speller([key, "pyongyang"]).close_to(wanted)]


def test_short_names_are_never_close():
    assert not Speller(["ufa", "uga"]).close_to("uta")


def test_a_miss_in_the_curated_gazetteer_takes_less_than_ten_milliseconds():
    index = NameIndex(Gazetteer(world=False))
    taken_s = []
    for _ in range(5):
        started = time.process_time()
        assert index.close_to("novorossiyskoye") is not None
        taken_s.append(time.process_time() - started)
    assert min(taken_s) < 0.01
