import copy
import pickle
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.errors import ArgumentError
from geomoves.places import Candidate, Gazetteer, Mention, Name, Place
from geomoves.wording import speaking

FAR_EAST = ["Khabarovsk", "Vladivostok", "Ussuriysk"]
AMUR, BASHKORTOSTAN = "geonames:2026609", "geonames:576116"
UKRAINE, ROSTOV = "geonames:709717", "geonames:566532"


def one(theatre, name, *others, **keywords):
    """The resolution of the first of some mentions."""
    return theatre.resolve([name, *others], **keywords)[0]


def ids(resolution):
    return {candidate.place.id for candidate in resolution.candidates}


@pytest.mark.parametrize("countries", [None, ["RU", "UA"]])
def test_donetsk_alone_is_a_question(theatre, countries):
    answer = one(theatre, "Donetsk", countries=countries)
    assert answer.status == "ambiguous"
    assert answer.place is None
    assert ids(answer) == {UKRAINE, ROSTOV}
    assert "Donetsk (Donetsk Oblast, UA) and Donetsk (Rostov Oblast, RU)" in answer.reasons[0]


@pytest.mark.parametrize("threshold", [0, 0.3, 0.55])
def test_size_alone_never_decides_however_low_the_threshold(theatre, threshold):
    assert one(theatre, "Donetsk", threshold=threshold).status == "ambiguous"


def test_the_theatre_decides_and_what_it_left_out_is_named(theatre):
    answer = one(theatre, "Donetsk", countries=["UA", "KP"])
    assert (answer.status, answer.place.id) == ("resolved", UKRAINE)
    assert "in the theatre" in answer.reasons
    assert "left out, outside the theatre: Donetsk (Rostov Oblast, RU)" in answer.reasons
    assert ids(answer) == {UKRAINE}


def test_what_lies_outside_the_theatre_is_unknown_and_named(theatre):
    answer = one(theatre, "Donetsk", countries=["KP"])
    assert (answer.status, answer.place, answer.candidates, answer.score) == ("unknown", None, (), 0.0)
    assert (
        "outside the theatre: Donetsk (Donetsk Oblast, UA) and Donetsk (Rostov Oblast, RU)"
        in answer.reasons[1]
    )


@pytest.mark.parametrize(
    ("others", "text", "place", "reason"),
    [
        (FAR_EAST, None, AMUR, "580 km from Khabarovsk; the other is 5,200 km away"),
        (["Khabarovsk"], None, AMUR, "580 km from Khabarovsk; the other is 5,200 km away"),
        (["Amur Oblast"], None, AMUR, "Amur Oblast is named in a mention"),
        (["Yekaterinoslavka"], None, AMUR, "Yekaterinoslavka, named in a mention, is in Amur Oblast too"),
        (["Blagoveshchensk, Amur Oblast"], None, AMUR, "Amur Oblast is named in a mention"),
        ([], "Troops passed through Amur Oblast.", AMUR, "Amur Oblast is named in the text"),
        ([], "They were seen in the Amur region.", AMUR, "Amur Oblast is named in the text"),
        ([], "The plant in Bashkortostan.", BASHKORTOSTAN, "Bashkortostan is named in the text"),
        ([], "A road leads to Ufa.", BASHKORTOSTAN, "Ufa, named in the text, is in Bashkortostan too"),
        ([], "Дорога ведёт в Уфа", BASHKORTOSTAN, "Ufa, named in the text, is in Bashkortostan too"),
        ([], "하바롭스크에서 떠났다", AMUR, "580 km from Khabarovsk; the other is 5,200 km away"),
        ([], "部队从伯力出发", AMUR, "580 km from Khabarovsk; the other is 5,200 km away"),
    ],
)
def test_what_stands_around_a_name_decides_it(theatre, others, text, place, reason):
    answer = one(theatre, "Blagoveshchensk", *others, text=text)
    assert (answer.status, answer.place.id) == ("resolved", place)
    assert reason in answer.reasons
    assert ids(answer) == {AMUR, BASHKORTOSTAN}
    assert 0.75 <= answer.score < 1


@pytest.mark.parametrize(
    ("others", "text"),
    [
        (FAR_EAST, "He was born in Bashkortostan."),
        (FAR_EAST, "He was born in Ufa."),
        (FAR_EAST * 3, "He was born near Ufa, in Bashkortostan."),
        ([*FAR_EAST, "Ufa"], None),
        (["Amur Oblast", "Bashkortostan"], None),
        ([], "From Bashkortostan to Amur Oblast."),
        (["Blagoveshchensk, Amur Oblast", "Blagoveshchensk, Bashkortostan"], None),
    ],
)
def test_evidence_that_disagrees_decides_nothing(theatre, others, text):
    answer = one(theatre, "Blagoveshchensk", *others, text=text)
    assert answer.status == "ambiguous"
    assert ids(answer) == {AMUR, BASHKORTOSTAN}
    assert ", but " in answer.reasons[0]


@pytest.mark.parametrize(
    "text", ["Moscow said so.", "Kyiv said so.", "Russia said so.", "Amur is also a river."]
)
def test_governments_countries_and_half_names_decide_nothing(theatre, text):
    assert one(theatre, "Blagoveshchensk", text=text).status == "ambiguous"
    assert one(theatre, "Rostov", text=text).status == "ambiguous"


def test_a_name_in_small_letters_is_a_word(theatre):
    assert one(theatre, "Blagoveshchensk", text="the ufa of old").status == "ambiguous"
    assert one(theatre, "Blagoveshchensk", text="the Ufa of old").status == "resolved"


def test_two_countries_at_war_do_not_say_which_donetsk(theatre):
    assert one(theatre, "Donetsk", text="Russia's war in Ukraine").status == "ambiguous"
    assert one(theatre, "Donetsk", text="Russia").status == "ambiguous"


@pytest.mark.parametrize(
    ("others", "text", "place"),
    [
        (["Mariupol", "Bakhmut"], None, UKRAINE),
        ([], "in Donetsk Oblast", UKRAINE),
        ([], "in Rostov Oblast", ROSTOV),
        (["Rostov Oblast"], None, ROSTOV),
    ],
)
def test_namesakes_in_neighbouring_areas_are_told_apart_by_their_areas(theatre, others, text, place):
    answer = one(theatre, "Donetsk", *others, text=text)
    assert (answer.status, answer.place.id) == ("resolved", place)


def test_one_neighbour_does_not_outweigh_the_larger_namesake(theatre):
    answer = one(theatre, "Donetsk", "Rostov-on-Don")
    assert answer.status == "ambiguous"
    assert "it is not enough that Rostov-on-Don" in answer.reasons[0]


def test_mentions_that_say_where_they_lie(theatre):
    assert one(theatre, "Donetsk, Rostov Oblast").place.id == ROSTOV
    assert one(theatre, "Donetsk (Donetsk Oblast, UA)").place.id == UKRAINE
    assert one(theatre, "Blagoveshchensk, Bashkortostan", *FAR_EAST).place.id == BASHKORTOSTAN


def test_a_container_that_cannot_be_checked_is_a_doubt(theatre):
    for name in ("Donetsk, Ohio", "Vladivostok, Ohio", "Vladivostok, Ukraine"):
        answer = one(theatre, name, threshold=0)
        assert answer.status == "ambiguous"
        assert "Ohio" in answer.reasons[0] or "Ukraine" in answer.reasons[0]


def test_a_claim_is_not_quite_a_country(theatre):
    assert one(theatre, "Donetsk, Ukraine").place.id == UKRAINE
    claimed = one(theatre, "Donetsk, Russia")
    assert claimed.status == "ambiguous"
    assert [candidate.place.id for candidate in claimed.candidates] == [ROSTOV, UKRAINE]
    assert "claimed by RU" in claimed.candidates[1].reasons
    assert one(theatre, "Mariupol, Russia").place.name == "Mariupol"


def test_a_code_means_the_country_of_the_code(theatre):
    assert one(theatre, "Donetsk, RU").place.id == ROSTOV
    assert one(theatre, "Donetsk, UA").place.id == UKRAINE
    assert one(theatre, "Mariupol, RU").status == "ambiguous"
    assert one(theatre, "Blagoveshchensk, RU-AMU").place.id == AMUR
    assert one(theatre, "Blagoveshchensk, iso:RU-BA").place.id == BASHKORTOSTAN


@pytest.mark.parametrize(
    "text",
    [
        "Men from Bashkortostan are in Blagoveshchensk, Amur Oblast.",
        "Men from Bashkortostan are in Blagoveshchensk (Amur Oblast).",
        "Men from Bashkortostan are in Blagoveshchensk in the Amur region.",
    ],
)
def test_what_stands_right_beside_a_name_in_the_text_goes_first(theatre, text):
    start = text.index("Blagoveshchensk")
    for mention in ("Blagoveshchensk", Mention("Blagoveshchensk", start, start + len("Blagoveshchensk"))):
        answer = one(theatre, mention, text=text)
        assert (answer.status, answer.place.id) == ("resolved", AMUR)
        assert any("stands beside it in the text" in reason for reason in answer.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "Blagoveshchensk, Amur Oblast or Bashkortostan",
        "Blagoveshchensk, Amur Oblast, and Bashkortostan",
        "Blagoveshchensk, Amur Oblast. Blagoveshchensk, Bashkortostan.",
    ],
)
def test_an_enumeration_says_nothing_of_where_a_name_lies(theatre, text):
    assert one(theatre, "Blagoveshchensk", text=text).status == "ambiguous"


def test_each_of_two_namesakes_can_be_meant_where_it_stands(theatre):
    text = "Blagoveshchensk, Amur Oblast. Blagoveshchensk, Bashkortostan."
    length = len("Blagoveshchensk")
    second = text.rindex("Blagoveshchensk")
    mentions = [Mention("Blagoveshchensk", 0, length), Mention("Blagoveshchensk", second, second + length)]
    assert [answer.place.id for answer in theatre.resolve(mentions, text=text)] == [AMUR, BASHKORTOSTAN]


def test_the_settlement_goes_before_what_is_named_after_it(theatre):
    moscow = one(theatre, "Moscow")
    assert (moscow.status, moscow.place.kind) == ("resolved", "city")
    assert ids(moscow) == {"geonames:524901", "iso:RU-MOW"}
    assert "a bare name is read as the settlement" in moscow.candidates[1].reasons[-1]


def test_a_country_goes_before_what_is_named_after_it():
    country = Place("iso:LU", "Luxembourg", 6.1, 49.8, "country", "LU", precision=6)
    city = Place("own:lux", "Luxembourg", 6.13, 49.61, "city", "LU")
    assert one(Gazetteer.from_places([city, country]), "Luxembourg").place is country


def test_own_places_without_a_kind_are_not_overshadowed(theatre):
    own = Place("own:v", "Vladivostok", 131.9, 43.1, "place", "RU")
    gazetteer = Gazetteer.from_places([*theatre, own])
    assert one(gazetteer, "Vladivostok").status == "ambiguous"


def test_a_close_spelling_is_never_resolved(theatre):
    answer = one(theatre, "Vladivostock", "Khabarovsk", threshold=0)
    assert (answer.status, answer.place, answer.score) == ("unknown", None, 0.0)
    assert [candidate.place.name for candidate in answer.candidates] == ["Vladivostok"]
    assert all(candidate.suggestion for candidate in answer.candidates)
    assert "may have been meant: Vladivostok (Primorsky Krai, RU)" in answer.reasons


def test_a_bare_area_name_is_not_sure_enough(theatre):
    answer = one(theatre, "Amur")
    assert answer.status == "ambiguous"
    assert "short for “Amur Oblast”" in answer.reasons[0]
    assert one(theatre, "Amur", threshold=0.5).status == "resolved"


def test_former_names_are_resolved_with_a_lower_score(theatre):
    within, undated, outside = (one(theatre, "Stalino", date=date) for date in (1950, None, "2024-10-18"))
    assert [answer.status for answer in (within, undated, outside)] == ["resolved"] * 3
    assert within.score > undated.score > outside.score
    assert "former name, in use 1924–1961, not in 2024" in outside.reasons


def test_who_bears_a_name_now_goes_before_who_bore_it_once():
    places = [
        Place("own:now", "Pokrovsk", 37.2, 48.3, "town", "UA", population=60_000),
        Place(
            "own:once",
            "Engels",
            46.1,
            51.5,
            "city",
            "RU",
            population=220_000,
            names=(Name("Pokrovsk", "en", 1914, 1931),),
        ),
    ]
    gazetteer = Gazetteer.from_places(places)
    assert one(gazetteer, "Pokrovsk", date=2024).place.id == "own:now"
    assert one(gazetteer, "Pokrovsk", date=1920).status == "ambiguous"


def test_what_is_decided_helps_to_decide_the_rest():
    places = [
        Place("own:k", "Khabarovsk", 135.07, 48.48, "city", "RU", population=600_000),
        Place("own:ba", "Blagoveshchensk", 127.53, 50.27, "city", "RU", "Amur Oblast", admin1_code="RU-AMU"),
        Place("own:bb", "Blagoveshchensk", 55.97, 55.05, "town", "RU", "Bashkortostan", admin1_code="RU-BA"),
        # Farther from Khabarovsk than counts, and near Blagoveshchensk.
        Place("own:near", "Ivanovka", 119.0, 50.6, "village", "RU", "Amur Oblast", admin1_code="RU-AMU"),
        Place("own:far", "Ivanovka", 38.0, 52.0, "village", "RU", "Oryol Oblast", admin1_code="RU-ORL"),
    ]
    answers = Gazetteer.from_places(places).resolve(["Ivanovka", "Blagoveshchensk", "Khabarovsk"])
    assert [answer.place.id for answer in answers] == ["own:near", "own:ba", "own:k"]


def test_the_report_that_started_it_leaves_donetsk_open(theatre):
    mentions = [
        "Vladivostok",
        "Ussuriysk",
        "Khabarovsk",
        "Blagoveshchensk",
        "Donetsk",
        "North Korea",
        "Russia",
    ]
    answers = theatre.resolve(
        mentions,
        text="Ships of Russia went to Vladivostok; men are in Ussuriysk, Khabarovsk and Blagoveshchensk. "
        "Media in Ukraine report a strike near Donetsk. Moscow denies it.",
        countries=["KP", "RU", "UA"],
        date="2024-10-18",
    )
    assert {answer.mention.name for answer in answers if answer.status == "ambiguous"} == {"Donetsk"}
    assert answers[3].place.id == AMUR


def test_nothing_in_nothing_out(theatre):
    assert theatre.resolve([]) == []
    assert one(theatre, "Nowhere").reasons == ("no place of this name is known",)


def test_threshold_is_the_users(theatre):
    assert one(theatre, "Donetsk", "Ukraine").status == "resolved"
    assert one(theatre, "Donetsk", "Ukraine", threshold=0.99).status == "ambiguous"
    assert one(theatre, "Vladivostok", threshold=1).status == "ambiguous"


@pytest.mark.parametrize(
    "keywords",
    [
        {"mentions": "Donetsk"},
        {"mentions": b"Donetsk"},
        {"mentions": Mention("Donetsk")},
        {"mentions": None},
        {"mentions": 5},
        {"mentions": [None]},
        {"mentions": [""]},
        {"mentions": ["x" * 501]},
        {"mentions": [Mention(None)]},
        {"mentions": [Mention("Donetsk", 5)]},
        {"mentions": [Mention("Donetsk", "0", "7")]},
        {"mentions": [Mention("Donetsk", True, 7)]},
        {"mentions": [Mention("Donetsk", -1, 7)]},
        {"mentions": [Mention("Donetsk", 7, 7)]},
        {"mentions": [Mention("Donetsk", 0, 99)]},
        {"text": 5},
        {"text": b"Donetsk"},
        {"text": "\ud800"},
        {"text": "x" * 2_000_001},
        {"date": "soon"},
        {"countries": ["XX"]},
        {"threshold": 2},
        {"threshold": -0.1},
        {"threshold": float("nan")},
        {"threshold": "high"},
        {"threshold": True},
    ],
    ids=lambda keywords: next(iter(keywords)),
)
def test_a_bad_argument_is_named(theatre, keywords):
    with pytest.raises(ArgumentError) as caught:
        theatre.resolve(**{"mentions": ["Donetsk"], "text": "Donetsk.", **keywords})
    assert caught.value.argument.startswith(next(iter(keywords)))
    assert caught.value.remedy


NAMES = st.sampled_from(
    (
        "Donetsk|Донецк|Donetsk, Russia|Donetsk, Ohio|Ukraine, Donetsk|Mariupol|Bakhmut|Artemivsk|Stalino|"
        "Blagoveshchensk|Blagoveshchensk, Amur Oblast|Amur Oblast|Bashkortostan|Ufa|Amur|Khabarovsk|"
        "Vladivostok|port of Vladivostok|Vladivostock|Rostov|Rostov-on-Don|Moscow|Ukraine|Russia|"
        "Sea of Japan|Nowhere"
    ).split("|")
)
DOCUMENTS = st.fixed_dictionaries(
    {
        "text": st.none() | st.lists(NAMES, max_size=4).map(". ".join),
        "date": st.none() | st.integers(1900, 2030),
        "countries": st.none() | st.sets(st.sampled_from(["RU", "UA", "KP", "KR"]), min_size=1),
        "threshold": st.none() | st.floats(0, 1),
    }
)


@given(st.lists(NAMES, min_size=1, max_size=7), DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_mentions_changes_nothing(theatre, names, document, shuffler: random.Random):
    order = list(range(len(names)))
    shuffler.shuffle(order)
    straight = theatre.resolve(names, **document)
    shuffled = theatre.resolve([names[number] for number in order], **document)
    assert [straight[number] for number in order] == shuffled


@given(st.lists(NAMES | st.text(min_size=1, max_size=20), max_size=6), DOCUMENTS)
def test_what_holds_for_every_answer(theatre, names, document):
    try:
        answers = theatre.resolve(names, **document)
    except ArgumentError:
        assert any(not name.strip() or not name.isprintable() for name in names)
        return
    threshold = 0.75 if document["threshold"] is None else document["threshold"]
    allowed = None if document["countries"] is None else {*document["countries"], ""}
    assert [answer.mention.name for answer in answers] == [name.strip() for name in names]
    for answer in answers:
        scores = [candidate.score for candidate in answer.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert answer.reasons
        assert all(candidate.reasons for candidate in answer.candidates)
        assert allowed is None or all(candidate.place.country in allowed for candidate in answer.candidates)
        assert len(ids(answer)) == len(answer.candidates)
        suggested = [candidate.suggestion for candidate in answer.candidates]
        if answer.status == "resolved":
            assert answer.place is answer.candidates[0].place
            assert answer.score == answer.candidates[0].score >= round(threshold, 4) - 1e-4
            assert not any(suggested)
        else:
            assert answer.place is None
            assert all(suggested) if answer.status == "unknown" else not any(suggested)
            assert bool(answer.candidates) or answer.status == "unknown"


@given(st.lists(NAMES, min_size=1, max_size=5), DOCUMENTS)
def test_a_lower_threshold_never_takes_an_answer_back(theatre, names, document):
    strict = theatre.resolve(names, **{**document, "threshold": 0.9})
    loose = theatre.resolve(names, **{**document, "threshold": 0.75})
    for one_strict, one_loose in zip(strict, loose, strict=True):
        if one_strict.status == "resolved":
            assert one_loose.status == "resolved"
            assert one_loose.place is one_strict.place


def test_reasons_are_told_in_the_language_that_is_spoken():
    names = ["Vladivostok", "Donetsk", "в Судже", "Khabarovsk", "Artemivsk"]

    def reasons(gazetteer):
        asked = [gazetteer.lookup(name) for name in names]
        asked += [answer.candidates for answer in gazetteer.resolve(names, date="2024-10-18")]
        return [candidate.reasons for candidates in asked for candidate in candidates]

    gazetteer = Gazetteer(world=False)
    with speaking("de"):
        german = reasons(gazetteer)
    english = reasons(Gazetteer(world=False))
    assert reasons(gazetteer) == english != german
    with speaking("de"):
        assert reasons(gazetteer) == german


def test_reasons_that_nobody_has_looked_at_wait_in_the_language_they_came_up_in():
    names = ["Blagoveshchensk", "Khabarovsk", "Vladivostok", "Donetsk", "Nowhere"]

    def told(answers):
        candidates = [candidate for answer in answers for candidate in answer.candidates]
        return [one.reasons for one in (*answers, *candidates)]

    gazetteer = Gazetteer(world=False)
    with speaking("de"):
        german, waiting = told(gazetteer.resolve(names)), gazetteer.resolve(names)
    assert told(waiting) == german != told(gazetteer.resolve(names))


@pytest.mark.parametrize(
    "through", [lambda answer: pickle.loads(pickle.dumps(answer)), copy.copy, copy.deepcopy, replace]
)
def test_an_answer_is_the_same_before_and_after_its_reasons_are_looked_at(theatre, through):
    def answers():
        return theatre.resolve(["Donetsk", "Donetsk", *FAR_EAST, "Nowhere"], countries=["RU", "UA"])

    looked_at = answers()
    assert all(one.reasons for answer in looked_at for one in (answer, *answer.candidates))
    assert [through(answer) for answer in answers()] == looked_at
    assert [hash(answer) for answer in answers()] == list(map(hash, looked_at))
    with pytest.raises(AttributeError, match="'Resolution' object has no attribute 'why'"):
        getattr(answers()[0], "why")  # noqa: B009


def test_candidates_are_listed_when_they_are_looked_at_once_for_all_mentions_of_a_name(theatre):
    first, second, *_ = theatre.resolve(["Donetsk", "Donetsk", *FAR_EAST])
    assert type(first.candidates) is tuple
    assert first.candidates is second.candidates
    assert [type(candidate) for candidate in first.candidates] == [Candidate] * 2
    with pytest.raises(AttributeError, match="'Candidate' object has no attribute 'candidates'"):
        getattr(first.candidates[0], "candidates")  # noqa: B009


def test_mentions_that_overlap_leave_nothing_of_them_to_the_text(theatre):
    text = "Troops left Khabarovsk Vladivostok Ussuriysk."
    spans = [(12, 34), (12, 22), (23, 44)]
    mentions = [Mention(text[start:end], start, end) for start, end in spans]
    straight, turned = theatre.resolve(mentions, text=text), theatre.resolve(mentions[::-1], text=text)
    assert straight == turned[::-1]


@pytest.mark.parametrize(
    "name", ["Kupyansk, Svatove", "Kupyansk; Svatove", "Bakhmut, Soledar", "Lyman, Izyum", "Paris, London"]
)
def test_two_towns_of_like_size_are_a_list_and_not_one_in_the_other(name):
    (answer,) = Gazetteer().resolve([name])
    assert answer.status == "ambiguous"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Sudzha, Kursk", "Sudzha (Kursk Oblast, RU)"),
        ("Hostomel, Kyiv", "Hostomel (Kyivska oblast, UA)"),
        ("Brooklyn, New York", "Brooklyn (New York, US)"),
    ],
)
def test_a_place_is_in_the_area_or_the_far_larger_town_that_stands_behind_it(name, label):
    (answer,) = Gazetteer().resolve([name])
    assert answer.status == "resolved", answer.reasons
    assert answer.place.label == label


@pytest.mark.parametrize(
    "name", ["Lake Ladoga", "Lake Baikal", "Port of Mariupol", "Boryspil International Airport"]
)
def test_a_whole_name_that_says_what_it_is_is_taken_at_its_word(name):
    (answer,) = Gazetteer().resolve([name])
    assert answer.status == "resolved", answer.reasons


def test_a_small_lake_of_a_common_name_is_not_taken():
    # The gazetteer knows one of the hundreds.
    (answer,) = Gazetteer().resolve(["Black Lake"])
    assert answer.status == "ambiguous"


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Clashes in Tripoli in northern Lebanon left nine dead.", "Tripoli", "Ash Shimāl"),
        ("Clashes in Tripoli, northern Lebanon, left nine dead.", "Tripoli", "Ash Shimāl"),
        ("Clashes in the Lebanese port city of Tripoli left nine dead.", "Tripoli", "Ash Shimāl"),
        ("Бои в городе Триполи на севере Ливана продолжались.", "Триполи", "Ash Shimāl"),
        ("Workers in Lima in the north of Ohio went on strike.", "Lima", "Ohio"),
    ],
)
def test_words_around_a_name_say_which_country_it_is_in(text, name, admin1):
    start = text.index(name)
    (answer,) = Gazetteer().resolve([Mention(name, start, start + len(name))], text=text)
    assert answer.status == "resolved", answer.reasons
    assert answer.place.admin1 == admin1


def test_a_town_of_a_people_is_no_town_that_is_called_so():
    # There is a Ukrainian Village in Illinois.
    (answer,) = Gazetteer().resolve(["the Ukrainian town"])
    assert answer.status == "unknown"
    text = "The Ukrainian town of Lyman was shelled."
    (answer,) = Gazetteer().resolve([Mention("Lyman", 22, 27)], text=text)
    assert {candidate.place.country for candidate in answer.candidates} == {"UA"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Houston said he would appeal; his lawyer agreed.", "Houston"),
        ("Vladimir said he had not seen his brother.", "Vladimir"),
        ("The Moskva cruiser sank off the coast.", "Moskva"),
        ("The submarine Kursk sank with all hands.", "Kursk"),
        ("The USS Houston left Guam.", "Houston"),
        ("Крейсер «Москва» затонул.", "Москва"),
        ("Владимир сказал, что он уехал вчера.", "Владимир"),
        ("It was signed by Gen. Moscow himself.", "Moscow"),
    ],
)
def test_a_name_that_a_person_or_a_ship_bears_is_left_open(text, name):
    start = text.index(name)
    (answer,) = Gazetteer().resolve([Mention(name, start, start + len(name))], text=text)
    assert answer.status == "ambiguous"
    assert "a person or a ship" in answer.reasons[0]
    assert answer.score < 0.9


def test_a_government_that_speaks_and_a_name_that_stands_elsewhere_too_are_places():
    text = (
        "Moscow said that it would answer. The cruiser Moskva left. Moskva was quiet. Kyiv told its people."
    )
    answers = Gazetteer().resolve([Mention("Moscow", 0, 6), "Moskva", "Kyiv"], text=text)
    assert [answer.status for answer in answers] == ["resolved"] * 3


@pytest.mark.parametrize("name", ["Amur", "Euphrates", "Nile", "Neva", "Vistula", "Sahel"])
def test_a_lesser_place_called_as_a_great_river_or_region_is_left_open(name):
    # There are an Āmūr in India, a River Nile in Sudan and a Sahel in Burkina Faso.
    (answer,) = Gazetteer().resolve([name])
    assert answer.status == "ambiguous"
    assert {"river", "region"} & {candidate.place.kind for candidate in answer.candidates}


def test_company_or_size_or_a_usual_name_settles_it_all_the_same():
    text = "Police in Amur, Telangana, said so."
    (town,) = Gazetteer().resolve([Mention("Amur", 10, 14)], text=text)
    assert town.place.country == "IN"
    assert [answer.status for answer in Gazetteer().resolve(["Ohio", "Missouri"])] == ["resolved"] * 2


@pytest.mark.parametrize("name", ["로스토프", "罗斯托夫"])
def test_the_larger_town_of_a_name_is_thought_of_where_a_list_has_only_the_smaller(name):
    (answer,) = Gazetteer().resolve([name])
    assert answer.status == "ambiguous"
    assert {"Rostov-on-Don", "Rostov"} <= {candidate.place.name for candidate in answer.candidates}


def test_the_name_of_an_area_in_another_script_means_its_town():
    (khartoum, vladivostok) = Gazetteer().resolve(["الخرطوم", "海参崴"])
    assert (khartoum.place.name, khartoum.place.kind) == ("Khartoum", "city")
    assert vladivostok.place.name == "Vladivostok"
