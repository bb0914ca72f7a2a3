"""What is told by row of names that mean no place inside a theatre is what the long way says."""

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomoves.places import Gazetteer, elsewhere
from geomoves.places.elsewhere import why_unknown
from geomoves.places.world import world_layer
from geomoves.wording import speaking

NAMES = (
    "Donetsk",
    "DONETSK",
    " Paris ",
    "paris",
    "Vladivostok",
    "Xyzzyx",
    "Springfield",
    "San Antonio",
    "Ağrı",
    "京都",
    "Stalino",
    "Korean",
    "Korea",
    "Red River",
    "the Hague",
    "St. Louis",
    "Артёмовск",
    "в Судже",
    "Paris, Texas",
    "25 km NW of Kyiv",
    "outskirts of Paris",
    "Paris-Lyon road",
    "Kursk direction",
    "Port of Spain",
    "Lake Charles",
    "Suburbs",
    "South",
    "Big Sandy",
    "Los Álamos",
    "Wakayama",
    "Province of Buenos Aires",
    "Atlantic Ocean",
    "???",
    "Georgia",
    "Moscow",
    "Artemivsk",
    "Bakhmut",
    # Only of places elsewhere, and with another form that may be of one inside.
    "Abadan",
    "Aba Airport",
    "Alexandria Airport",
    "Albany County",
    "Alice Springs",
    "Argyle Airport",
    "Atka",
    "Barkers Point",
    "Briton Ferry",
    "Camp Point",
    "Daguan",
    "Donghae",
    "Lake Geneva",
    "Moscow Oblast",
    "Port of Donghae",
    "Selby District",
    "The Pas",
)
THEATRES = ([], ["UA"], ["RU", "UA"], ["US"], ["JP", "KP", "KR"])


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


def both_ways(gazetteer, names, **limits):
    """The table as it is made, and as it is made the long way."""
    frame = pd.DataFrame({"where": names})
    quick = gazetteer.lookup_frame(frame, "where", **limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elsewhere, "why_unknown", lambda *_: None)
        return quick, gazetteer.lookup_frame(frame, "where", **limits)


@pytest.mark.parametrize("theatre", THEATRES)
@pytest.mark.parametrize("date", [None, 1950])
def test_it_is_the_long_answer(gazetteer, theatre, date):
    chance = random.Random(11)
    rows = chance.sample(range(len(world_layer())), 150)
    names = [chance.choice(world_layer().names(row)) for row in rows]
    quick, long = both_ways(gazetteer, [*NAMES, *names], countries=theatre, date=date)
    pd.testing.assert_frame_equal(quick, long)


def test_it_is_told_in_the_language_that_is_spoken(gazetteer):
    with speaking("de"):
        quick, long = both_ways(gazetteer, list(NAMES), countries=["JP"])
    pd.testing.assert_frame_equal(quick, long)


WORDS = st.sampled_from(
    ["Kursk", "Paris", "San", "Antonio", "Port", "of", "near", "Lake", "Oblast", "City", "Новый", "xyz"]
)


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), st.sampled_from(THEATRES))
def test_words_in_any_order_are_told_as_the_long_way_tells_them(gazetteer, name, theatre):
    pd.testing.assert_frame_equal(*both_ways(gazetteer, [name], countries=theatre))


def test_most_names_from_elsewhere_are_told_by_row(gazetteer):
    theatre = frozenset({"RU", "UA"})
    index = gazetteer._index
    assert why_unknown(index, "Vladivostok", theatre) is None
    assert why_unknown(index, "Paris", None) is None
    assert why_unknown(index, "Xyzzyx", None) == ("no place of this name is known",)
    known, left_out = why_unknown(index, "Nantes", theatre)
    assert known == "no place of this name is known in the theatre"
    assert "Nantes (Pays-de-la-Loire, FR)" in left_out
    assert why_unknown(index, "Aba Airport", theatre) is not None
    assert why_unknown(index, "Abadan", theatre) is not None
