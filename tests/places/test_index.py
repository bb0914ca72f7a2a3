"""Layers of places over one another, told by row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomoves.places import Name, Place
from geomoves.places.index import NO_ROW, NameIndex
from geomoves.places.layers import UNDATED, PlaceLayer
from geomoves.places.names.folding import fold
from geomoves.places.packed.layer import PackedLayer
from geomoves.places.packed.writing import PackRow, pack

LOWER = (
    Place("geonames:1", "Alpha", 30.0, 50.0, "city", "UA", names=(Name("Альфа", "ru"), Name("Alfa"))),
    Place("geonames:2", "Alpha", 31.0, 60.0, "town", "RU", admin1="Beta", admin1_code="RU-BET"),
    Place("geonames:3", "Gamma", 20.0, 50.0, "village", "PL"),
    Place("icao:XXXX", "Alpha Airport", 30.1, 50.0, "airfield", "UA"),
    Place("iso:RU-BET", "Beta", 32.0, 61.0, "admin1", "RU", admin1_code="RU-BET"),
)
UPPER = (
    Place("geonames:1", "Alfa", 30.001, 50.001, "city", "UA", population=7, names=(Name("Alpha", "en"),)),
    Place("own:gamma", "Gamma", 20.02, 50.0, "village", "PL"),
    Place("own:field", "Alpha Field", 30.1, 50.0, "airfield", "UA", ids=("icao:XXXX",)),
)


@pytest.fixture
def index() -> NameIndex:
    return NameIndex(UPPER, [PlaceLayer(LOWER)])


def ids(index: NameIndex, key: str) -> list[str]:
    return [index.place(row).id for row in index.rows(key)]


def test_an_upper_row_stands_for_the_lower_one_with_its_id(index):
    assert ids(index, "alpha") == ["geonames:1", "geonames:2"]
    assert index.population(index.rows("alpha")[0]) == 7
    assert index.get("geonames:1").lon == 30.001


def test_names_of_the_lower_row_lead_to_the_upper_one(index):
    (entry,) = index.whole("альфа")
    assert (entry.place.name, entry.text) == ("Alfa", "Альфа")


def test_a_usual_name_below_is_one_of_many_above():
    index = NameIndex(
        [Place("a:1", "New", 1.0, 1.0, "city")], [PlaceLayer([Place("a:1", "Old", 1, 1, "city")])]
    )
    (hit,) = index.hits("old")
    assert (hit.text, hit.name) == ("Old", UNDATED)


def test_an_id_elsewhere_hides_the_row_too(index):
    assert ids(index, "alpha airport") == ["own:field"]
    assert index.get("icao:XXXX").id == "own:field"


def test_one_place_in_two_layers_is_no_namesake_of_itself(index):
    assert ids(index, "gamma") == ["own:gamma"]


def test_namesakes_that_are_far_apart_or_of_other_countries_stay(index):
    lower = [Place("a:1", "X", 20.0, 50.0, "village", "PL"), Place("a:2", "X", 20.0, 50.0, "village", "UA")]
    upper = [Place("b:1", "X", 22.0, 50.0, "village", "PL"), Place("b:2", "X", 20.0, 50.0, "airfield", "UA")]
    assert len(NameIndex(upper, [PlaceLayer(lower)]).rows("x")) == 4


def test_every_place_counts_once(index):
    assert len(index) == 6
    assert len(list(index.places)) == 6
    assert len({place.id for place in index.places}) == 6


def test_columns_say_what_the_place_says(index):
    for row in index.all_rows():
        place = index.place(row)
        assert index.position(row) == place.lonlat
        assert (index.kind(row), index.country(row)) == (place.kind, place.country)
        assert index.label(row) == place.label
        assert index.population(row) == (place.population or 0)
        area = index.admin1(row)
        assert (place.admin1_code == "") == (area == NO_ROW)
        assert area == NO_ROW or index.place(area).id == f"iso:{place.admin1_code}"


NAMES = ("Alpha", "alpha", "Beta", "Alpha on Don", "Lake Beta")
PLACES = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=3),
        st.sampled_from(("village", "city", "lake", "port")),
        st.sampled_from((0, 5)),
    ),
    max_size=7,
    unique_by=lambda place: place[0],
)


def packed_layer(path, places) -> PackedLayer:
    # Each stands far from the others: no two are one place that two sources have put a little apart.
    rows = [
        PackRow(f"geonames:{number}", names, number * 15, 0, kind, "UA", size)
        for number, names, kind, size in places
    ]
    pack(path, rows, schemes=[("geonames:", 1)], about={})
    return PackedLayer(path)


@settings(max_examples=60)
@given(lowest=PLACES, middle=PLACES, uppermost=PLACES, largest=st.sampled_from((2, 50_000)))
def test_what_is_told_at_once_is_what_is_told_one_after_the_other(
    tmp_path_factory, lowest, middle, uppermost, largest
):
    folder = tmp_path_factory.mktemp("layers")
    below = [
        packed_layer(folder / f"{number}.places", places) for number, places in enumerate((lowest, middle))
    ]
    above = [
        Place(f"geonames:{number}", names[0], number * 15, 0, kind, "UA", population=size or None)
        for number, names, kind, size in uppermost
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geomoves.places.index._MOST_LOOKED_FOR", largest)
        for layers in (below, below[:1]):
            index = NameIndex(above, layers)
            for key in {fold(name) for name in NAMES} | {"nobody"}:
                hits, otherwise, ranked = index.told(key)
                every = index.hits(key)
                assert sorted(map(str, map(tuple, hits))) == sorted(map(str, map(tuple, every)))
                assert otherwise or not index.rows_otherwise(key)
                assert otherwise or not index.unwrapped(key)
                if ranked:
                    rows = [row for row, *_ in hits]
                    orders = [
                        (*standing, place_id)
                        for standing, place_id in zip(index.standings(rows), index.ids_of(rows), strict=True)
                    ]
                    assert orders == sorted(orders)
                    assert list(index.told(key, 2)[0])[:2] == list(hits)[:2]
