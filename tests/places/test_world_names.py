"""Names of the whole world, each alone: right, or left open."""

import pytest

from benchmarks.theatre import WORST, judge, read_set
from geomoves.places import Gazetteer
from geomoves.places.areas import overshadowed
from geomoves.places.countries import countries
from geomoves.places.kinds import SETTLEMENTS


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


def resolved(gazetteer, name):
    (answer,) = gazetteer.resolve([name])
    return answer.place


def test_the_name_of_a_country_is_the_country_or_a_question(gazetteer):
    found = {code: resolved(gazetteer, country.name) for code, country in countries().items()}
    wrong = {code: place.label for code, place in found.items() if place and place.id != f"iso:{code}"}
    assert wrong == {}
    assert sum(place is not None for place in found.values()) >= 190


def test_the_name_of_a_capital_is_never_a_place_in_another_country(gazetteer):
    found = {code: resolved(gazetteer, one.capital) for code, one in countries().items() if one.capital}
    wrong = {code: place.label for code, place in found.items() if place and place.country != code}
    assert wrong == {}
    assert sum(place is not None for place in found.values()) >= 140


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Kuwait", "Kuwait (KW)"),
        ("Mexico", "Mexico (MX)"),
        ("Cairo", "Cairo (Al Qāhirah, EG)"),
        ("Варшава", "Warsaw (Mazowieckie, PL)"),
        ("Слов'янськ", "Sloviansk (Donetsk Oblast, UA)"),
        ("Khabarovsk", "Khabarovsk (Khabarovsk Krai, RU)"),
        ("Crimea", "Crimea (UA)"),
        ("Najin", "Rajin (Rason, KP)"),
    ],
)
def test_one_place(gazetteer, name, label):
    place = resolved(gazetteer, name)
    assert place is not None
    assert place.label == label


def test_a_city_keeps_its_name_though_some_language_calls_the_country_so(gazetteer):
    (answer,) = gazetteer.resolve(["Brasília"])
    assert answer.candidates[0].place.label == "Brasília (Distrito Federal, BR)"


def test_no_area_of_another_country_stands_behind_a_city(gazetteer):
    called = [candidate.place for candidate in gazetteer.lookup("Luxembourg", limit=50)]
    province = next(place for place in called if (place.kind, place.country) == ("admin2", "BE"))
    city = next(place for place in called if place.kind in SETTLEMENTS and place.country == "LU")
    assert overshadowed([city, province]) == {}


def test_what_one_source_calls_a_region_is_there_once(gazetteer):
    called = [candidate.place.kind for candidate in gazetteer.lookup("Crimea")]
    assert called.count("admin1") == 1
    assert "region" not in called


@pytest.mark.parametrize(
    "word",
    ["the east", "North", "the South", "на востоке", "на півночі", "coast", "the village", "the battlefield"],
)
def test_a_word_that_somebody_calls_a_place_is_no_answer(gazetteer, word):
    assert resolved(gazetteer, word) is None


def test_who_says_where_it_lies_means_the_place(gazetteer):
    assert resolved(gazetteer, "East, Cameroon").id == "iso:CM-ES"


def test_the_names_of_the_theatre_are_not_put_elsewhere_without_one(gazetteer):
    judged = []
    for row in read_set():
        (answer,) = gazetteer.resolve([row.mention], text=row.text or None, date=row.date)
        judged.append((row.mention.name, judge(row, answer)))
    assert [each for each in judged if each[1] in WORST] == []
    assert sum(verdict == "right" for _, verdict in judged) >= 390
