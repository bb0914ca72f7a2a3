import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.errors import ArgumentError
from geomoves.places import Gazetteer, Name, Place


def ids(candidates):
    return [candidate.place.id.removeprefix("geonames:") for candidate in candidates]


def certain(candidates):
    return ids(candidate for candidate in candidates if not candidate.suggestion)


DONETSKS = {"709717", "566532"}
BLAGOVESHCHENSKS = {"2026609", "576116"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Donetsk", DONETSKS),
        ("donetsk", DONETSKS),
        ("DONETSK", DONETSKS),
        ("Донецк", DONETSKS),
        ("Донецьк", DONETSKS),  # only one of them has its Ukrainian name in the file
        ("Donets'k", DONETSKS),
        ("Donetsʹk", DONETSKS),
        ("Blagoveshchensk", BLAGOVESHCHENSKS),
        ("Благовещенск", BLAGOVESHCHENSKS),
        ("Kiev", {"703448"}),
        ("Київ", {"703448"}),
        ("Khabarovsk", {"2022890"}),
        ("하바롭스크", {"2022890"}),
        ("伯力", {"2022890"}),
        ("海参崴", {"2013348"}),
        ("Chongjin", {"2044757"}),
        ("Ch'ŏngjin", {"2044757"}),
        ("청진시", {"2044757"}),
        ("청진", {"2044757"}),
        ("Екатеринославка", {"557775"}),
        ("Komsomolsk", {"2021851"}),
        ("Komsomolsk on Amur", {"2021851"}),
        ("Rostov", {"501175", "501183"}),
        ("Rostov Veliky", {"501183"}),
        ("City of Vladivostok", {"2013348"}),
        ("the city of Khabarovsk", {"2022890"}),
        ("Vladivostok city", {"2013348"}),
        ("port of Vladivostok", {"geomoves:vladivostok-port"}),
        ("Vladivostok port", {"geomoves:vladivostok-port"}),
        ("port of Chongjin", {"2044757"}),  # no row of its own: the port is in the city
        ("Amur Oblast", {"iso:RU-AMU"}),
        ("Amur region", {"iso:RU-AMU"}),
        ("the Amur region", {"iso:RU-AMU"}),
        ("Amur", {"iso:RU-AMU"}),
        ("Republic of Bashkortostan", {"iso:RU-BA"}),
        ("Bashkortostan Republic", {"iso:RU-BA"}),
        ("the Primorye", {"iso:RU-PRI"}),
        ("Sunan airport", {"geomoves:sunan-airfield"}),
        ("Sunan", {"geomoves:sunan-airfield"}),
        ("Moscow", {"524901", "iso:RU-MOW"}),
        ("동해", {"geomoves:sea-of-japan"}),
        # what it lies in
        ("Blagoveshchensk, Amur Oblast", {"2026609"}),
        ("Blagoveshchensk (Bashkortostan)", {"576116"}),
        ("Blagoveshchensk in the Amur region", {"2026609"}),
        ("Donetsk, Rostov Oblast, Russia", {"566532"}),
        ("Donetsk, Ukraine", {"709717"}),
        ("Donetsk (Donetsk Oblast, UA)", {"709717"}),
        ("Ukraine, Donetsk", {"709717"}),
        ("Благовещенск, Амурская область", {"2026609"}),
        # former names
        ("Stalino", {"709717"}),
        ("Сталино", {"709717"}),
        ("Voroshilov", {"2014006"}),
        ("Artemivsk", {"712451", "711660"}),
        # told by others: about there, and never there itself
        ("near Donetsk", {f"relative:near:geonames:{number}" for number in DONETSKS}),
        # nothing
        ("Xyzzyx", set()),
        ("???", set()),
        ("\x00", set()),
    ],
)
def test_a_name_leads_to_its_places(theatre, name, found):
    assert set(certain(theatre.lookup(name))) == found


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Vladivostock", "2013348"),
        ("Khabarvosk", "2022890"),
        ("Blagoveschensk, ", "2026609"),
        ("City of Vladivostock", "2013348"),
        ("Хабаровк", "2022890"),
        ("Khabarovsk airport", "2022890"),
    ],
)
def test_what_nobody_is_called_gets_suggestions_below_any_answer(theatre, name, meant):
    candidates = theatre.lookup(name)
    assert meant in ids(candidates)
    assert all(candidate.suggestion for candidate in candidates)
    assert all(candidate.score <= 0.5 for candidate in candidates)


def test_a_close_spelling_says_so(theatre):
    assert theatre.lookup("Vladivostock")[0].reasons == (
        "close spelling of “Vladivostok” (1 letter differs)",
    )


def test_a_known_name_gets_no_close_spellings(theatre):
    assert not any(candidate.suggestion for candidate in theatre.lookup("Ufa"))


@pytest.mark.parametrize("name", ["Khasan", "Hassan", "Lgov", "Uda", "Kyi"])
def test_what_is_not_there_does_not_become_something_like_it(theatre, name):
    assert certain(theatre.lookup(name)) == []


def test_a_wrapper_does_not_turn_into_another_kind(theatre):
    assert certain(theatre.lookup("Kursk Oblast")) == []
    assert certain(theatre.lookup("Donetsk Krai")) == []
    assert certain(theatre.lookup("Ufa airport")) == []


@pytest.mark.parametrize(
    ("date", "score", "words"),
    [
        (1950, 1.0, "as in 1950"),
        ("1924", 1.0, "as in 1924"),
        ("1961-12-31", 1.0, "as in 1961"),
        (None, 0.95, "in use 1924–1961"),
        ("1962-01", 0.86, "not in 1962"),
        ("2024-10-18", 0.86, "not in 2024"),
    ],
)
def test_a_former_name_is_weighed_by_the_date(theatre, date, score, words):
    (candidate,) = theatre.lookup("Stalino", date=date)
    assert candidate.score == score
    assert words in " ".join(candidate.reasons)


def test_the_better_fit_comes_first_then_the_larger_settlement(theatre):
    assert ids(theatre.lookup("Donetsk")) == ["709717", "566532"]
    assert ids(theatre.lookup("Moscow")) == ["524901", "iso:RU-MOW"]
    assert [candidate.score for candidate in theatre.lookup("Донецьк")] == [1.0, 0.95]


def test_limit_cuts_the_tail(theatre):
    assert ids(theatre.lookup("Donetsk", limit=1)) == ["709717"]


def test_countries_shut_out_the_others(theatre):
    assert ids(theatre.lookup("Donetsk", countries=["UA"])) == ["709717"]
    assert ids(theatre.lookup("Donetsk", countries=["ua"])) == ["709717"]
    assert ids(theatre.lookup("Donetsk", countries="RU")) == ["566532"]
    assert set(ids(theatre.lookup("Donetsk", countries=[]))) == DONETSKS
    assert theatre.lookup("Donetsk", countries=["KP"]) == []


def test_what_belongs_to_no_country_is_in_every_theatre(theatre):
    assert ids(theatre.lookup("East Sea", countries=["KP"])) == ["geomoves:sea-of-japan"]


def test_close_spellings_stay_inside_the_countries(theatre):
    assert theatre.lookup("Vladivostock", countries=["UA"]) == []
    assert theatre.lookup("Vladivostock", countries=["RU"]) != []


def test_kinds_shut_out_the_others(theatre):
    assert ids(theatre.lookup("Donetsk", kinds=["town"])) == ["566532"]
    assert ids(theatre.lookup("Moscow", kinds="admin1")) == ["iso:RU-MOW"]
    assert theatre.lookup("Donetsk", kinds=["port"]) == []


@pytest.mark.parametrize(
    "arguments",
    [
        {"name": ""},
        {"name": "  \t"},
        {"name": None},
        {"name": 7},
        {"name": b"Donetsk"},
        {"name": ["Donetsk"]},
        {"name": "x" * 501},
        {"name": "Don\ud800etsk"},
        {"name": 10**5000},
        {"countries": ["XX"]},
        {"countries": ["UK"]},
        {"countries": ["Ukraine"]},
        {"countries": ["\ud800"]},
        {"countries": [None]},
        {"countries": 5},
        {"date": "yesterday"},
        {"date": "2024-02-30"},
        {"date": "2024-13"},
        {"date": "٢٠٢٤"},
        {"date": 0},
        {"date": 10**30},
        {"date": 20.24},
        {"date": True},
        {"kinds": ["citty"]},
        {"kinds": 5},
        {"kinds": [None]},
        {"limit": 0},
        {"limit": -1},
        {"limit": 2.5},
        {"limit": True},
        {"limit": "ten"},
    ],
    ids=lambda arguments: next(iter(arguments)),
)
def test_a_bad_argument_is_named(theatre, arguments):
    with pytest.raises(ArgumentError) as caught:
        theatre.lookup(**{"name": "Donetsk", **arguments})
    assert caught.value.argument in {*arguments}
    assert caught.value.remedy


def test_a_country_by_name_gets_its_code_told(theatre):
    with pytest.raises(ArgumentError, match="write UA"):
        theatre.lookup("Donetsk", countries=["Ukraine"])


@pytest.mark.parametrize(
    "name",
    ["{{7*191}}", "<img src=x onerror=alert(1)>", "${7*191}", "`", "</script>", "'; DROP TABLE", "%s{0}"],
)
def test_hostile_names_are_names_like_any_other(name):
    place = Place("own:x", name, 1.0, 2.0, "city", names=(Name("Plainname"),))
    gazetteer = Gazetteer.from_places([place])
    assert gazetteer.lookup("plainname")[0].place.name == name
    assert all(candidate.place is place for candidate in gazetteer.lookup(name))


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_or_an_argument_error(theatre, name):
    try:
        candidates = theatre.lookup(name)
    except ArgumentError:
        assert not name.strip() or any("\ud800" <= letter <= "\udfff" for letter in name)
        return
    assert all(0 < candidate.score <= 1 and candidate.reasons for candidate in candidates)
    assert [candidate.score for candidate in candidates] == sorted(
        (candidate.score for candidate in candidates), reverse=True
    )


@given(st.data(), st.sets(st.sampled_from(["RU", "UA", "KP"]), min_size=1))
def test_every_place_is_found_by_each_of_its_names(theatre, data, countries):
    place = data.draw(st.sampled_from(list(theatre)))
    name = data.draw(st.sampled_from([place.name, *(name.text for name in place.names)]))
    found = theatre.lookup(name, countries=countries, limit=50)
    assert all(candidate.place.country in {*countries, ""} for candidate in found)
    assert (place.id in {candidate.place.id for candidate in found}) == (place.country in {*countries, ""})
