"""The quick answer is the long one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.places import Gazetteer, Place, nobodys
from geomoves.places import gazetteer as gazetteer_module
from geomoves.places.index import NameIndex
from geomoves.places.names.folding import fold
from geomoves.places.packed.layer import PackedLayer
from geomoves.places.packed.writing import PackRow, pack
from geomoves.places.quick import quick_answer
from geomoves.places.world import world_layer


def long_answer(gazetteer: Gazetteer, name: str, **limits):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gazetteer_module, "quick_answer", lambda *_: None)
        patch.setattr(nobodys, "finds_nothing", lambda *_: False)
        return gazetteer.lookup(name, **limits)


def test_a_place_that_stands_for_a_namesake_is_ranked_as_it_is_there(tmp_path):
    rows = [PackRow(f"geonames:{number}", ["Nome"], 1, number, "village", "US", 9) for number in range(1, 14)]
    path = tmp_path / "some.places"
    pack(path, rows, schemes=[("geonames:", 1)], about={})
    large = Place("geonames:9", "Great Nome", 1, 9, "city", "US", population=70_000)
    index = NameIndex([large], [PackedLayer(path)])
    for most in (1, 2, 10, 20):
        ids = [candidate.place.id for candidate in quick_answer(index, "Nome", most) or ()]
        # Among equals the id decides, as text.
        assert ids == ["geonames:9", *sorted(row.id for row in rows if row.id != "geonames:9")][:most]


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer(world=True)


NAMES = (
    "Donetsk",
    "DONETSK",
    "Paris",
    "Vladivostok",
    "Vladivostock",
    "Xyzzyx",
    "Springfield",
    "San Antonio",
    "Ağrı",
    "Agri",
    "京都",
    "Stalino",
    "Korean",
    "Rostov",
    "Red River",
    "Lviv",
    "Moscow",
    "the Hague",
    "Kyiv",
    "Артёмовск",
    "25 km NW of Kyiv",
    "outskirts of Kursk",
    "Kursk direction",
    "10 miles outside Paris",
    "Xq Zq Jq",
    "Suburbs",
    "Oblast",
    "Saint-Étienne",
    "Saint-Etienne",
    "Nowhere in Texas",
    "Tokyo, Japan",
    "Kursk",
    "Chernihiv",
)


@pytest.mark.parametrize("name", NAMES)
def test_the_quick_answer_is_the_long_one(world, name):
    quick = quick_answer(world._index, name, 50)
    if quick is not None:
        assert quick == long_answer(world, name, limit=50)
    assert world.lookup(name) == long_answer(world, name)


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 12, 13, 30])
@pytest.mark.parametrize(
    "name", ["San Antonio", "Springfield", "San José", "Aleksandrovka", "Новосёлки", "Santa Cruz"]
)
def test_the_first_of_many_namesakes_are_those_of_the_long_answer(world, name, limit):
    assert world.lookup(name, limit=limit) == long_answer(world, name, limit=limit)


def test_most_names_are_answered_quickly(world):
    for name in ("Vladivostok", "Paris", "Xyzzyx", "Nova Xqrmatka Zes", "京都", "Saint-Étienne"):
        assert quick_answer(world._index, name, 10) is not None


@pytest.mark.parametrize("name", ["Щукхвровский", "Кщжойченко", "Жфывая", "뷁퉳", "龘龘靐", "Ыыы"])
def test_names_in_other_scripts_that_are_nobodys_are_told_quickly(world, name):
    assert quick_answer(world._index, name, 10) == long_answer(world, name) == []


@pytest.mark.parametrize(
    "name", ["Судже", "Иванову", "Курщина", "평양에서", "顿涅茨克市", "咸兴", "Владивостук"]
)
def test_a_form_of_a_name_is_left_to_the_long_answer(world, name):
    assert quick_answer(world._index, name, 10) is None
    assert world.lookup(name)


@given(st.data(), st.sampled_from((1, 2, 5, 10, 1000)), st.sampled_from((str, str.upper, str.lower, fold)))
def test_the_quick_answer_to_any_name_of_the_world_is_the_long_one(world, data, limit, written):
    layer = world_layer()
    row = data.draw(st.integers(0, len(layer) - 1))
    name = written(data.draw(st.sampled_from(layer.names(row))))
    assert world.lookup(name, limit=limit) == long_answer(world, name, limit=limit)


@pytest.mark.parametrize("limit", [1, 2, 3, 10, 30])
@pytest.mark.parametrize(
    "name", ["San Antonio", "san jose", "San José", "Александровка", "Springfield", "王庄"]
)
def test_of_many_namesakes_the_first_are_the_first_of_all(world, name, limit):
    assert world.lookup(name, limit=limit) == world.lookup(name, limit=1000)[:limit]


WORDS = st.text("абвгеийоурстьяюїіє", min_size=1, max_size=9).map(str.title)


@given(
    name=st.one_of(
        WORDS, st.builds("{} {}".format, WORDS, WORDS), st.text("가나동리도시에서山川京市", min_size=1)
    )
)
def test_the_quick_answer_in_other_scripts_is_the_long_one(world, theatre, name):
    for gazetteer in (world, theatre):
        assert gazetteer.lookup(name) == long_answer(gazetteer, name)


@given(name=st.text(max_size=12).filter(lambda name: name.strip()))
def test_the_quick_answer_to_any_text_is_the_long_one(theatre, name):
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return
    assert theatre.lookup(name) == long_answer(theatre, name)


NOBODYS = st.text("qxzjkv", min_size=3, max_size=7).map(str.title) | st.text("щъжфы", min_size=3, max_size=7)
PATTERNS = (
    "Port of {}", "City of {} {}", "{} District", "the {} {} region", "The {}", "Fort {}", "{} Station",
    "St. {} {}", "{}, {}", "{} ({})", "{} in {}", "Mount {}", "{}-{}-on-{}", "25 km NW of {}",
    "outskirts of {}", "{} {} in {}", "в {}", "{}ской области", "{} Court House", "{} {}, {} Oblast",
    "the the {}", "{} Russian", "Akhmat {}", "{}市", "{}시에서", "{} near {}", "in {}", "{} of {}",
)  # fmt: skip


@given(pattern=st.sampled_from(PATTERNS), words=st.lists(NOBODYS, min_size=3, max_size=3))
def test_what_is_nobodys_in_any_reading_is_so_in_the_long_answer(world, theatre, pattern, words):
    name = pattern.format(*words)
    for gazetteer in (world, theatre):
        assert gazetteer.lookup(name) == long_answer(gazetteer, name)


@given(pattern=st.sampled_from(PATTERNS), data=st.data())
def test_what_has_a_name_inside_is_left_to_the_long_answer(world, pattern, data):
    known = st.sampled_from(("Donetsk", "Kursk", "Sudzha", "Суджа", "Rostov", "Paris", "Kurks", "咸兴"))
    words = data.draw(st.lists(known | NOBODYS, min_size=3, max_size=3))
    name = pattern.format(*words)
    assert world.lookup(name) == long_answer(world, name)


@pytest.mark.parametrize(
    "name",
    ["Port of Qxzvk", "Qxzvk, Zzxqv", "The Qxzvk Zxqqv", "Qxzvk District", "St. Qxzvk", "Züqxk (Kqzx 7)"],
)
def test_names_with_words_around_them_that_are_nobodys_are_told_quickly(world, name):
    assert nobodys.finds_nothing(world._index, name)
