"""The gazetteer answers the names of its theatre: right, or with a question."""

import pytest

from geomoves.places import Gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


@pytest.fixture(scope="module")
def curated():
    return Gazetteer(world=False)


def labels(resolution):
    return {candidate.place.label for candidate in resolution.candidates}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Vladivostok", "Vladivostok (Primorsky Krai, RU)"),
        ("海参崴", "Vladivostok (Primorsky Krai, RU)"),
        ("Ussuriysk", "Ussuriysk (Primorsky Krai, RU)"),
        ("Уссурийск", "Ussuriysk (Primorsky Krai, RU)"),
        ("Khabarovsk", "Khabarovsk (Khabarovsk Krai, RU)"),
        ("청진", "Chongjin (North Hamgyong, KP)"),
        ("청진시", "Chongjin (North Hamgyong, KP)"),
        ("City of Wonsan", "Wonsan (Kangwon, KP)"),
        ("Kursk", "Kursk (Kursk Oblast, RU)"),
        ("Kursk Oblast", "Kursk Oblast (RU)"),
        ("the Kursk region", "Kursk Oblast (RU)"),
        ("Sudzha", "Sudzha (Kursk Oblast, RU)"),
        ("Kyiv", "Kyiv (Kyiv City, UA)"),
        ("Kiev", "Kyiv (Kyiv City, UA)"),
        ("Bakhmut", "Bakhmut (Donetsk Oblast, UA)"),
        ("Donetsk, Rostov Oblast", "Donetsk (Rostov Oblast, RU)"),
        ("Donetsk, Ukraine", "Donetsk (Donetsk Oblast, UA)"),
        ("Blagoveshchensk, Amur Oblast", "Blagoveshchensk (Amur Oblast, RU)"),
    ],
)
def test_one_place(gazetteer, name, label):
    (answer,) = gazetteer.resolve([name], date="2024-10-18")
    assert answer.status == "resolved", answer.reasons
    assert answer.place.label == label


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Donetsk", {"Donetsk (Donetsk Oblast, UA)", "Donetsk (Rostov Oblast, RU)"}),
        ("Донецьк", {"Donetsk (Donetsk Oblast, UA)", "Donetsk (Rostov Oblast, RU)"}),
        ("도네츠크", {"Donetsk (Donetsk Oblast, UA)", "Donetsk (Rostov Oblast, RU)"}),
        ("Blagoveshchensk", {"Blagoveshchensk (Amur Oblast, RU)", "Blagoveshchensk (Bashkortostan, RU)"}),
        ("Rostov", {"Rostov-on-Don (Rostov Oblast, RU)", "Rostov (Yaroslavl Oblast, RU)"}),
        ("Artemivsk", {"Bakhmut (Donetsk Oblast, UA)", "Kypuche (Luhansk Oblast, UA)"}),
        ("Pokrovsk", {"Pokrovsk (Donetsk Oblast, UA)", "Pokrovsk (Sakha Republic, RU)"}),
    ],
)
@pytest.mark.parametrize("countries", [None, ["KP", "KR", "RU", "UA"]])
def test_namesakes_are_a_question(gazetteer, name, wanted, countries):
    (answer,) = gazetteer.resolve([name], countries=countries)
    assert answer.status == "ambiguous"
    assert wanted <= labels(answer)


@pytest.mark.parametrize("name", ["Springfield", "Alexandria", "Georgia", "London", "New York"])
def test_namesakes_of_the_world_are_a_question(gazetteer, name):
    (answer,) = gazetteer.resolve([name])
    assert answer.status == "ambiguous"


@pytest.mark.parametrize(
    ("name", "label"), [("China", "China (CN)"), ("Russia", "Russia (RU)"), ("Kabul", "Kabul (Kābul, AF)")]
)
def test_a_hamlet_called_so_makes_no_question(gazetteer, name, label):
    (answer,) = gazetteer.resolve([name])
    assert answer.status == "resolved", answer.reasons
    assert answer.place.label == label
    assert len(answer.candidates) > 1


@pytest.mark.parametrize("name", ["Lgovv", "Khasann", "Vladivostock", "Xyzzyx", "combat zones"])
def test_what_is_not_there_is_not_guessed(gazetteer, name):
    (answer,) = gazetteer.resolve([name], threshold=0)
    assert answer.status == "unknown"
    assert all(candidate.suggestion for candidate in answer.candidates)


def test_the_four_bases_of_the_report_find_their_blagoveshchensk(gazetteer):
    bases = ["Vladivostok", "Ussuriysk", "Khabarovsk", "Blagoveshchensk"]
    answers = gazetteer.resolve(bases, countries=["KP", "KR", "RU", "UA"])
    assert [answer.place.admin1 for answer in answers if answer.place] == [
        "Primorsky Krai",
        "Primorsky Krai",
        "Khabarovsk Krai",
        "Amur Oblast",
    ]
    (there,) = gazetteer.resolve(["Blagoveshchensk"], text="The plant stands in Bashkortostan.")
    assert there.place.admin1 == "Bashkortostan"


def test_every_place_is_found_by_its_own_names(gazetteer, curated):
    for place in curated:
        for name in {place.name, *(other.text for other in place.names)}:
            found = gazetteer.lookup(name, limit=500)
            assert place.id in {candidate.place.id for candidate in found}, (place.id, name)


def test_every_label_leads_back_to_its_place(gazetteer, curated):
    lost = []
    for place in curated:
        found = [candidate.place.id for candidate in gazetteer.lookup(place.label, limit=50)]
        if place.id not in found:
            lost.append(place.label)
    assert lost == []


def test_every_first_level_area_contains_only_what_says_so(curated):
    areas = [place for place in curated if place.kind == "admin1"]
    assert all(area.admin1_code == area.id.removeprefix("iso:") for area in areas)
    assert all(
        curated.get(f"iso:{place.admin1_code}").name == place.admin1 for place in curated if place.admin1_code
    )
