import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.places.names.folding import fold
from geomoves.places.names.rivertowns import short_form
from geomoves.places.names.wrappers import split_containers, unwrap


@pytest.mark.parametrize(
    ("written", "core", "kind"),
    [
        ("City of Vladivostok", "vladivostok", "city"),
        ("the city of Vladivostok", "vladivostok", "city"),
        ("Amur Oblast", "amur", "admin1"),
        ("the Amur region", "amur", "admin1"),
        ("Primorsky Krai", "primorsky", "admin1"),
        ("Republic of Bashkortostan", "bashkortostan", "admin1"),
        ("port of Nakhodka", "nakhodka", "port"),
        ("Nakhodka port", "nakhodka", "port"),
        ("Sunan International Airport", "sunan", "airfield"),
        ("Knevichi air base", "knevichi", "airfield"),
        ("Khasan railway station", "khasan", "station"),
        ("Sergeyevka training ground", "sergeyevka", "range"),
        ("Sudzha district", "sudzha", "admin2"),
        ("город Донецк", "донецк", "city"),
        ("г. Донецк", "донецк", "city"),
        ("청진시", "청진", "city"),
        ("청진항", "청진", "port"),
        ("首尔市", "首尔", "city"),
        ("釜山港", "釜山", "port"),
        ("哈巴罗夫斯克边疆区", "哈巴罗夫斯克", "admin1"),
        ("順安機場", "順安", "airfield"),
        ("평양국제비행장", "평양", "airfield"),
    ],
)
def test_a_wrapper_comes_off_and_says_the_kind(written, core, kind):
    reading = unwrap(fold(written))
    assert reading is not None
    assert core in {reading.core, reading.core.removesuffix("국제")}
    assert kind in reading.kinds


@pytest.mark.parametrize(
    "written",
    ["Vladivostok", "Oblast", "The Hague", "시", "독도", "広州", "市", "", "Portsmouth", "Oblastnoye"],
)
def test_a_bare_name_stays_whole(written):
    assert unwrap(fold(written)) is None


def test_wrappers_of_one_country_are_told_apart():
    krai, republic, region = (unwrap(f"altai {word}") for word in ("krai", "republic", "region"))
    assert not krai.agrees_with(republic)
    assert region.agrees_with(krai)
    assert region.agrees_with(republic)
    assert not unwrap("altai airport").agrees_with(krai)


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("Rostov-on-Don", "rostov"),
        ("Komsomolsk-na-Amure", "komsomolsk"),
        ("Vladivostok", ""),
        ("On the Don", ""),
    ],
)
def test_a_river_town_has_a_short_form(written, short):
    assert short_form(fold(written)) == short


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Blagoveshchensk, Amur Oblast", ("Blagoveshchensk", ("Amur Oblast",))),
        ("Blagoveshchensk (Amur Oblast)", ("Blagoveshchensk", ("Amur Oblast",))),
        ("Blagoveshchensk (Amur Oblast, RU)", ("Blagoveshchensk", ("Amur Oblast", "RU"))),
        ("Blagoveshchensk in the Amur region", ("Blagoveshchensk", ("Amur region",))),
        ("Sudzha, Kursk Oblast, Russia", ("Sudzha", ("Kursk Oblast", "Russia"))),
        ("Donetsk,", ("Donetsk", ())),
        ("Donetsk", ("Donetsk", ())),
        (",", (",", ())),
        ("()", ("()", ())),
    ],
)
def test_a_name_is_split_from_what_it_lies_in(written, parts):
    assert split_containers(written) == parts


@given(st.text(max_size=60))
def test_any_text_can_be_taken_apart(text):
    key = fold(text)
    reading = unwrap(key)
    assert reading is None or (reading.core and reading.core in key)
    head, containers = split_containers(text)
    assert isinstance(head, str)
    assert all(containers)
