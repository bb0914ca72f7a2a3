"""Names that are rather words lead to no place for sure, and stay findable beside what they lie in."""

import pandas as pd
import pytest

from geomoves.places import Gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


# Many of them are places somewhere: None in Piedmont, Nan in Thailand, Eu in Normandy.
@pytest.mark.parametrize(
    "name",
    [
        "None", "none", "NaN", "nan", "EU", "us", "de", "ob", "null", "N/A", "NA", "Unknown", "TBD", "-",
        "Various", "нет", "неизвестно", "невідомо", "미상", "未知", "А", "5", "12345",
    ],
)  # fmt: skip
def test_what_is_no_answer_or_a_short_word_is_never_resolved(gazetteer, name):
    (answer,) = gazetteer.resolve([name])
    assert answer.status != "resolved"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("None, Piemonte", "None (Piemonte, IT)"),
        ("Ufa", "Ufa (Bashkortostan, RU)"),
        ("US", "United States (US)"),
        ("TEX.", "Texas (US)"),
        ("Ga.", "Georgia (US)"),
        ("kyiv", "Kyiv (Kyiv City, UA)"),
    ],
)
def test_a_short_name_that_is_written_as_it_should_or_is_told_is_resolved(gazetteer, name, label):
    (answer,) = gazetteer.resolve([name])
    assert answer.status == "resolved", answer.reasons
    assert answer.place.label == label


def test_a_table_whose_gaps_became_words_gets_no_places(gazetteer):
    frame = pd.DataFrame({"where": ["Kursk", "nan", "None"]})
    found = gazetteer.lookup_frame(frame, "where")
    assert found["place_status"].tolist() == ["resolved", "ambiguous", "ambiguous"]


def test_the_quick_look_up_doubts_the_same_words(gazetteer):
    for name in ("EU", "us", "none"):
        assert gazetteer.lookup(name)[0].score < 0.75
        assert gazetteer.lookup(name) == gazetteer.lookup(name, date=2020)
