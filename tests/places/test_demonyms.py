"""Words for what belongs to a country name the country, with the reason, and never a settlement."""

import csv
from pathlib import Path

import pytest

from geomoves.places import Gazetteer, Place
from geomoves.places.countries import countries
from geomoves.places.names import demonyms
from geomoves.places.names.demonyms import countries_of
from geomoves.places.names.folding import fold

FILE = Path(demonyms.__file__).parents[1] / "data" / "demonyms.csv"


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Russian", "RU"),
        ("the Russians", "RU"),
        ("North Korean", "KP"),
        ("North Koreans", "KP"),
        ("Ukrainian", "UA"),
        ("российские", "RU"),
        ("российскими", "RU"),
        ("северокорейских", "KP"),
        ("українські", "UA"),
        ("північнокорейськими", "KP"),
    ],
)
def test_it_names_the_country(gazetteer, word, code):
    (answer,) = gazetteer.resolve([word])
    assert answer.status == "resolved"
    assert (answer.place.kind, answer.place.country) == ("country", code)
    assert any("belongs to this country" in reason for reason in answer.reasons)


def test_of_two_countries_it_is_a_question(gazetteer):
    (answer,) = gazetteer.resolve(["Korean"])
    assert answer.status == "ambiguous"
    assert {candidate.place.country for candidate in answer.candidates} == {"KP", "KR"}


def test_a_settlement_that_is_called_so_is_not_meant():
    village = Place("own:polish", "Polish", 30.0, 50.0, "village", "UA")
    poland = Place("iso:PL", "Poland", 19.5, 52.0, "country", "PL", precision=6)
    gazetteer = Gazetteer.from_places([village, poland])
    assert [candidate.place.id for candidate in gazetteer.lookup("Polish")] == ["iso:PL"]
    # Without a capital it is no English demonym, and outside the theatre it is none of the places there.
    assert [candidate.place.id for candidate in gazetteer.lookup("polish")] == ["own:polish"]
    assert gazetteer.lookup("Polish", countries=["UA"]) == []


def test_every_word_is_of_a_country_and_stands_once():
    with open(FILE, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["language"] for row in rows} == {"en", "ru", "uk"}
    words = [(row["language"], form) for row in rows for form in row["forms"].split("|")]
    assert len(words) == len(set(words))
    assert all(code in countries() for row in rows for code in row["codes"].split("|"))
    english = {code for row in rows if row["language"] == "en" for code in row["codes"].split("|")}
    assert len(english) >= 175


def test_no_word_is_the_name_of_a_country():
    names = {fold(country.name) for country in countries().values()}
    assert not [name for name in names if countries_of(name)]
