"""How a place lies to others is read from words in five languages, and from nothing else."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.relative import events
from geomoves.places.names.folding import fold
from geomoves.places.relative import phrases, relations
from geomoves.places.relative.compass import bearing_of, half_sector_of
from geomoves.places.relative.relations import read_relations, relations_in

# The words; manner; anchors; kilometres; bearing.
READ = [
    ("25 km NW of Pokrovsk", "distance", ["Pokrovsk"], (25, 25), 315),
    ("25km north-west of Pokrovsk", "distance", ["Pokrovsk"], (25, 25), 315),
    ("some 25 kilometres to the northwest of the town of Pokrovsk", "distance", ["Pokrovsk"], (25, 25), 315),
    ("7.5 km due east of Sudzha", "distance", ["Sudzha"], (7.5, 7.5), 90),
    ("7,5 km east of Sudzha", "distance", ["Sudzha"], (7.5, 7.5), 90),
    ("1,500 km from Moscow", "distance", ["Moscow"], (1500, 1500), None),
    ("12-15 miles SSW of Kharkiv", "distance", ["Kharkiv"], (19.312128, 24.14016), 202.5),
    ("a mile from Kursk", "distance", ["Kursk"], (1.609344, 1.609344), None),
    ("within 20 km of Kursk", "distance", ["Kursk"], (20, 20), None),
    ("100 km (60 miles) north of the capital", "distance", ["capital"], (100, 100), 0),
    ("between 3 and 20 km from Sudzha", "distance", ["Sudzha"], (3, 20), None),
    ("в 25 км к северо-западу от Покровска", "distance", ["Покровска"], (25, 25), 315),
    ("в 20 километрах от Суджи", "distance", ["Суджи"], (20, 20), None),
    ("за 20 км від Покровська", "distance", ["Покровська"], (20, 20), None),
    ("за 25 км на північний захід від Покровська", "distance", ["Покровська"], (25, 25), 315),
    ("north of Sudzha", "direction", ["Sudzha"], None, 0),
    ("just south-east of Bakhmut", "direction", ["Bakhmut"], None, 135),
    ("к северу от Суджи", "direction", ["Суджи"], None, 0),
    ("северо-восточнее Суджи", "direction", ["Суджи"], None, 45),
    ("на північ від Сум", "direction", ["Сум"], None, 0),
    ("північніше Сум", "direction", ["Сум"], None, 0),
    ("near Sudzha", "near", ["Sudzha"], None, None),
    ("in the vicinity of Sudzha", "near", ["Sudzha"], None, None),
    ("возле Суджи", "near", ["Суджи"], None, None),
    ("неподалік від Суджі", "near", ["Суджі"], None, None),
    ("the northern outskirts of Bakhmut", "outskirts", ["Bakhmut"], None, None),
    ("на северной окраине Бахмута", "outskirts", ["Бахмута"], None, None),
    ("на околиці Бахмута", "outskirts", ["Бахмута"], None, None),
    ("between Sudzha and Kursk", "between", ["Sudzha", "Kursk"], None, None),
    ("halfway between Sudzha and Kursk", "between", ["Sudzha", "Kursk"], None, None),
    ("между Суджей и Курском", "between", ["Суджей", "Курском"], None, None),
    ("між Покровськом та Костянтинівкою", "between", ["Покровськом", "Костянтинівкою"], None, None),
    ("on the Pokrovsk–Kostiantynivka road", "road", ["Pokrovsk", "Kostiantynivka"], None, None),
    ("along the highway from Kursk to Sudzha", "road", ["Kursk", "Sudzha"], None, None),
    ("на трассе Курск — Суджа", "road", ["Курск", "Суджа"], None, None),
    ("на трасі Покровськ – Костянтинівка", "road", ["Покровськ", "Костянтинівка"], None, None),
    ("Pokrovsk direction", "towards", ["Pokrovsk"], None, None),
    ("on the Pokrovsk axis", "towards", ["Pokrovsk"], None, None),
    ("in the direction of Kursk", "towards", ["Kursk"], None, None),
    ("на Харьковском направлении", "towards", ["Харьковск"], None, None),
    ("Покровський напрямок", "towards", ["Покровськ"], None, None),
    ("off the coast of Chongjin", "coast", ["Chongjin"], None, None),
    ("waters off Wonsan", "coast", ["Wonsan"], None, None),
    ("у побережья Чхонджина", "coast", ["Чхонджина"], None, None),
    ("в 3 км южнее Суджи", "distance", ["Суджи"], (3, 3), 180),
    ("в двадцати пяти километрах юго-западнее Суджи", "distance", ["Суджи"], (25, 25), 225),
    ("за п'ять кілометрів північніше Сум", "distance", ["Сум"], (5, 5), 0),
    ("forty kilometres northwest of Kharkiv", "distance", ["Kharkiv"], (40, 40), 315),
    ("two or three miles from Kursk", "distance", ["Kursk"], (3.218688, 4.828032), None),
    ("one hundred and five km from Kursk", "distance", ["Kursk"], (105, 105), None),
    ("half a mile north of Kursk", "distance", ["Kursk"], (0.804672, 0.804672), 0),
    ("2 1/2 miles north of Kursk", "distance", ["Kursk"], (4.02336, 4.02336), 0),
    ("12½ miles from Kursk", "distance", ["Kursk"], (20.1168, 20.1168), None),
    ("15 kilometers, or 9 miles, north of Kursk", "distance", ["Kursk"], (15, 15), 0),
    ("several kilometers north of Sudzha", "direction", ["Sudzha"], None, 0),
    ("a village north of Sudzha", "direction", ["Sudzha"], None, 0),
    ("central Kyiv", "outskirts", ["Kyiv"], None, None),
    ("in north-eastern Bakhmut", "outskirts", ["Bakhmut"], None, None),
    ("the city centre of Kyiv", "outskirts", ["Kyiv"], None, None),
    ("в центре Харькова", "outskirts", ["Харькова"], None, None),
    ("на півночі Харкова", "outskirts", ["Харкова"], None, None),
    ("the Sudzha area", "near", ["Sudzha"], None, None),
    ("в районе Суджи", "near", ["Суджи"], None, None),
    ("в районі Вовчанська", "near", ["Вовчанська"], None, None),
    ("на околицях Бахмута", "outskirts", ["Бахмута"], None, None),
    ("the Pokrovsk–Kostiantynivka road", "road", ["Pokrovsk", "Kostiantynivka"], None, None),
    ("블라디보스토크 북쪽 약 10㎞ 지점", "distance", ["블라디보스토크"], (10, 10), 0),
    ("하산에서 북동쪽으로 20킬로미터 떨어진 곳", "distance", ["하산"], (20, 20), 45),
    ("하산에서 20km 남서쪽", "distance", ["하산"], (20, 20), 225),
    ("평양에서 30km 떨어진 곳", "distance", ["평양"], (30, 30), None),
    ("평양 북쪽", "direction", ["평양"], None, 0),
    ("평양 인근", "near", ["평양"], None, None),
    ("쿠르스크 외곽", "outskirts", ["쿠르스크"], None, None),
    ("쿠르스크와 벨고로드 사이", "between", ["쿠르스크", "벨고로드"], None, None),
    ("원산 앞바다", "coast", ["원산"], None, None),
    ("哈尔科夫以北20公里", "distance", ["哈尔科夫"], (20, 20), 0),
    ("距离基辅以西约30公里处", "distance", ["基辅"], (30, 30), 270),
    ("平壤西北30公里", "distance", ["平壤"], (30, 30), 315),
    ("顿涅茨克以西", "direction", ["顿涅茨克"], None, 270),
    ("基辅附近", "near", ["基辅"], None, None),
    ("基辅郊区", "outskirts", ["基辅"], None, None),
    ("在基辅和哈尔科夫之间", "between", ["基辅", "哈尔科夫"], None, None),
    ("敖德萨近海", "coast", ["敖德萨"], None, None),
]


@pytest.mark.parametrize(("words", "manner", "anchors", "distance_km", "bearing"), READ)
def test_it_is_read(words, manner, anchors, distance_km, bearing):
    relation = read_relations(words)[0]
    assert relation.manner == manner
    assert [anchor.names[0] for anchor in relation.anchors] == anchors
    assert relation.distance_km == (distance_km and pytest.approx(distance_km))
    assert relation.bearing_deg == bearing
    for anchor in relation.anchors:
        if manner != "towards":
            assert words.startswith(anchor.names[-1], anchor.start)


@pytest.mark.parametrize(
    "name",
    [
        "Vladivostok", "City of Vladivostok", "Republic of Crimea", "North Korea", "Gulf of Riga",
        "the Kursk region", "University of Kursk", "810th Brigade", "20 km east", "the road of life",
        "near the front", "север", "Юг", "в Судже", "810-я бригада", "between the lines", "on the way",
        "outskirts of the town",
    ],
)  # fmt: skip
def test_a_name_that_no_other_tells_is_left_alone(name):
    assert read_relations(name) == []


@pytest.mark.parametrize(
    ("words", "anchor", "towards", "head"),
    [
        ("Pavika, located 20 kilometers from Alindao, on the Kongbo axis", "Alindao", "Kongbo", "Pavika"),
        ("Doko, about 25 kilometers from Bocaranga on the way to Bang", "Bocaranga", "Bang", "Doko"),
        ("9 km from Bambari on Axis - Alindao", "Bambari", "Alindao", ""),
        ("11 km from Bria on the Bria-Nzako Road", "Bria", "Nzako", ""),
        ("30 km from Zemio (between Zemio and Mboki)", "Zemio", "Mboki", ""),
        ("village of Kparé, located 15 kilometers from Baboua", "Baboua", None, "Kparé"),
        ("95km from the western town of Bossangoa", "Bossangoa", None, ""),
    ],
)
def test_where_the_road_leads_and_what_it_is_called(words, anchor, towards, head):
    relation = read_relations(words)[0]
    assert anchor in relation.anchors[0].names
    assert (relation.towards.names[0] if relation.towards else None) == towards
    assert relation.head == head


def test_what_lies_around_the_anchor_goes_with_its_name():
    (relation,) = read_relations("25 km NW of Pokrovsk, Donetsk Oblast")
    assert relation.anchors[0].names == ("Pokrovsk, Donetsk Oblast", "Pokrovsk")


def test_of_several_the_most_exact_comes_first():
    relations = read_relations("Mbroutchou, 70 km west of Bria and 27 km east of Ippy")
    assert [relation.anchors[0].names[0] for relation in relations] == ["Ippy", "Bria"]


@pytest.mark.parametrize(
    "words",
    [
        "-5 km north of Kyiv", "1e9 km north of Kyiv", "30000 km north of Kyiv", "5 leagues north of Kyiv",
        "3 hours north of Kyiv", "thirty versts north of Kyiv", "2 days (on foot) south of Kyiv",
        "the Kupyansk-Svatove-Kreminna line", "서울 서쪽 인천", "哈尔科夫以北二十公里", "남쪽 10km",
    ],
)  # fmt: skip
def test_what_was_counted_and_cannot_be_read_is_no_direction_without_a_distance(words):
    assert read_relations(words) == []


@pytest.mark.parametrize(
    ("words", "degrees", "half"),
    [
        ("N", 0, 22.5), ("SW", 225, 22.5), ("NNE", 22.5, 11.25), ("north-northeast", 22.5, 11.25),
        ("southwest", 225, 22.5), ("северо-западу", 315, 22.5), ("південний схід", 135, 22.5),
        ("юг", 180, 22.5),
    ],
)  # fmt: skip
def test_winds(words, degrees, half):
    assert bearing_of(words) == degrees
    assert half_sector_of(words) == half


@pytest.mark.parametrize("words", ["", "Sunday", "northsouth", "upwards"])
def test_no_wind(words):
    assert bearing_of(words) is None


@given(st.text(max_size=120))
def test_any_text_can_be_read(text):
    for relation in relations_in(text):
        assert relation.anchors
        assert all(name for anchor in relation.anchors for name in anchor.names)
        assert relation.words in text


WORDS = st.sampled_from(
    [*phrases._ENGLISH.split(), "Offa", "a", "One", "mile", "kilometers", "Kursk", "від", "юж", "нее"]
)
SIGNS = st.sampled_from([" ", "-", "_", "", "'", "7", "\n", "K"])


@given(st.lists(st.tuples(WORDS, SIGNS, st.booleans()), max_size=4))
def test_no_hint_is_passed_over(parts):
    text = "".join(f"{word.upper() if loud else word}{sign}" for word, sign, loud in parts)
    assert phrases.may_tell(text) == bool(phrases.compiled(phrases._HINT).search(text))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ["1 " * 5000, "near " * 3000, "A b " * 3000, "км от " * 3000, "-" * 9000])
def test_a_long_text_takes_no_time(text):
    assert isinstance(list(relations_in(text)), list)


def test_the_anchors_of_real_reports_are_read():
    folder = os.environ.get("GEOMOVES_EVALUATION_DATA")
    if not folder:
        pytest.skip("GEOMOVES_EVALUATION_DATA is not set")
    told = events(Path(folder))
    assert len(told) == 49
    right = [
        event
        for event in told
        if fold(event.anchor) in {fold(name) for name in _names_in(event.words)}
        or (event.anchor == "Bangui" and "capital" in event.words)
    ]
    assert len(right) >= 45


def _names_in(words):
    return [
        name for relation in read_relations(words) for anchor in relation.anchors for name in anchor.names
    ]


@given(
    st.lists(
        st.sampled_from(
            "of from off away km kms. kilometres miles mi. m metres nm twenty half five several dozens"
            " the a an to due north north-western NW S E.N.E. east southern outskirts suburb edge fringes"
            " area vicinity radius coast shore city port within about around near axis road direction"
            " Kursk Sudzha".split()
        ),
        max_size=7,
    )
)
@example(["twenty", "km", "of", "Kursk"])
@example(["area", "of", "Kursk"])
def test_whoever_is_told_by_others_has_a_hint(parts):
    text = " ".join(parts)
    found = list(relations_in(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(relations, "may_tell", lambda _: True)
        assert list(relations_in(text)) == found
