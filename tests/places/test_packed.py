"""Places packed into a file, looked up where they lie, and files that are not what they should be."""

import copy
import hashlib
import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomoves.errors import AssetError, GeomovesError
from geomoves.places import Name, Place
from geomoves.places.index import NameIndex
from geomoves.places.kinds import group_of
from geomoves.places.names.folding import fold
from geomoves.places.packed.layer import PackedLayer
from geomoves.places.packed.mapped import VERSION
from geomoves.places.packed.streaming import Entrant, pack_stream
from geomoves.places.packed.writing import PackRow, pack, radius_codes

SCHEMES = [("geonames:", 1), ("iso:", -1), ("postal:US-", 5)]
ROWS = [
    PackRow(
        "geonames:709717",
        ["Donetsk", "Донецьк", "Donieţk", "도네츠크", "顿涅茨克", "دونيتسك", "Stalino", "დონეცკი"],
        37.80224,
        48.023,
        "city",
        "UA",
        901645,
        1,
        12,
        "GeoNames {id}",
        "iso:UA-14",
        "geonames:9",
    ),
    PackRow("geonames:9", ["Donetskyi Raion"], 37.8, 48.1, "admin2", "UA", 0, 3, 44.4, admin1="iso:UA-14"),
    PackRow(
        "iso:UA-14",
        ["Donetsk Oblast", "Donetsk"],
        37.5,
        48.0,
        "admin1",
        "UA",
        4_000_000,
        4,
        150.0,
        admin1="iso:UA-14",
        aliases=["geonames:709716"],
    ),
    PackRow(
        "geonames:501175", ["Rostov-on-Don", "Ростов-на-Дону"], 39.71, 47.23, "city", "RU", 1_074_482, 1, 15
    ),
    PackRow("postal:US-00501", ["Holtsville"], -73.04, 40.81, "settlement", "US"),
    PackRow("geonames:7", ["Nome"], -179.99999, -89.99999, "village", "US", 1, 1, 2),
]


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    path = tmp_path_factory.mktemp("packed") / "some.places"
    pack(path, ROWS, schemes=SCHEMES, about={"title": "Some"}, claimants={"iso:UA-14": ["UA", "RU"]})
    return path


@pytest.fixture(scope="module")
def layer(packed) -> PackedLayer:
    return PackedLayer(packed)


def test_every_name_finds_its_place_as_it_is_written(layer):
    for row in ROWS:
        for name in row.names:
            hits = [hit for hit in layer.hits(fold(name)) if layer.id(hit.row) == row.id]
            assert [hit.text for hit in hits] == [name]
            assert (hits[0].name is None) == (name == row.names[0])


def test_a_packed_place_is_a_place_like_any_other(layer):
    place = layer.place(layer.row_of("geonames:709717"))
    made = Place(
        "geonames:709717",
        "Donetsk",
        37.80224,
        48.023,
        "city",
        "UA",
        "Donetsk Oblast",
        "Donetskyi Raion",
        "UA-14",
        901645,
        1,
        12.0,
        ("UA", "RU"),
        tuple(Name(text) for text in ROWS[0].names[1:]),
        (),
        "GeoNames 709717",
    )
    assert type(place) is Place
    assert place == made
    assert hash(place) == hash(made)
    assert pickle.loads(pickle.dumps(place)) == copy.copy(place) == replace(place) == made
    assert place.label == "Donetsk (Donetsk Oblast, UA)"
    with pytest.raises(AttributeError):
        _ = place.colour


def test_a_label_is_read_by_row_as_the_place_has_it(layer):
    assert layer.label(layer.row_of("geonames:709717")) == "Donetsk (Donetsk Oblast, UA)"
    assert all(layer.label(row) == layer.place(row).label for row in range(len(layer)))


def test_nobody_counted_is_not_nobody(layer):
    assert layer.place(layer.row_of("postal:US-00501")).population is None
    assert layer.population(layer.row_of("postal:US-00501")) == 0


def test_ids_are_found_as_they_are_written_and_no_other_way(layer):
    for row in ROWS:
        assert layer.id(layer.row_of(row.id)) == row.id
    assert layer.id(layer.row_of("geonames:709716")) == "iso:UA-14"
    assert layer.place(layer.row_of("iso:UA-14")).ids == ("geonames:709716",)
    for other in (
        "geonames:0709717",
        "geonames:",
        "geonames:7x",
        "postal:US-501",
        "iso:ua-14",
        "",
        "Donetsk",
    ):
        assert layer.row_of(other) is None
    assert {place_id for place_id, _ in layer.ids()} == {"geonames:709716", *(row.id for row in ROWS)}


def test_a_place_is_found_as_another_file_has_it(layer, tmp_path):
    path = tmp_path / "others.places"
    ids = ["iso:UA-14", "geonames:7", "geonames:8", "geonames:709716", "own:7"]
    rows = [PackRow(place_id, ["Nome"], 1, 2, "village") for place_id in ids]
    pack(path, rows, schemes=[("own:", 1), ("iso:", -1), ("geonames:", 1)], about={})
    other = PackedLayer(path)
    for row in range(len(other)):
        assert layer.row_like(other, row) == layer.row_of(other.id(row))
    assert layer.row_like(other, other.row_of("geonames:709716")) == layer.row_of("iso:UA-14")


def test_wrappers_and_rivers_may_be_missing(layer):
    assert {hit.text for hit in layer.shortened("rostov")} == {"Rostov-on-Don"}
    assert {hit.text for hit, _ in layer.unwrapped("donetsk")} == {"Donetsk Oblast"}
    assert not layer.hits("rostov")


def test_close_spellings_are_of_usual_names_in_the_countries_asked_for(layer):
    assert list(layer.close_to("donestk", frozenset({"UA"}))) == [(1, "donetsk")]
    assert list(layer.close_to("donestk", frozenset({"US", "ZZ"}))) == []
    assert list(layer.close_to("donestk", None)) == []


def test_places_nearby_are_among_those_told(layer):
    near = {layer.id(row) for row in layer.rows_near(37.9, 48.0, 20)}
    assert "geonames:709717" in near
    assert "postal:US-00501" not in near
    assert layer.row_of("geonames:7") in set(layer.rows_near(179.9, -89.9, 50))


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 2**32 - 1),
            st.sampled_from(["village", "city", "admin1", "port"]),
            st.sampled_from([0, 1, 12, 4_000_000]),
        ),
        min_size=1,
        max_size=9,
        unique_by=lambda one: one[0],
    ),
    st.booleans(),
)
def test_namesakes_lie_as_they_are_ranked(tmp_path_factory, places, streamed):
    path = tmp_path_factory.mktemp("namesakes") / "some.places"
    if streamed:
        entrants = (Entrant(0, number, ["Nome"], 1, 2, kind, "US", size) for number, kind, size in places)
        pack_stream(path, entrants, schemes=SCHEMES, about={}, sample=["Nome"])
    else:
        rows = (
            PackRow(f"geonames:{number}", ["Nome"], 1, 2, kind, "US", size) for number, kind, size in places
        )
        pack(path, rows, schemes=SCHEMES, about={})
    layer = PackedLayer(path)
    ranking = sorted((group_of(kind), -size, f"geonames:{number}") for number, kind, size in places)
    assert layer.ranked
    assert [layer.id(hit.row) for hit in layer.hits("nome")] == [place_id for *_, place_id in ranking]


def test_ranks_of_another_time_are_not_believed(tmp_path, packed, monkeypatch):
    monkeypatch.setattr("geomoves.places.packed.layer.group_of", lambda kind: int(kind == "city"))
    assert not PackedLayer(packed).ranked


def test_radii_are_never_smaller_than_they_were(layer):
    assert layer.place(layer.row_of("geonames:9")).radius_km in {45.0, 46.0}
    steps = radius_codes()
    assert steps == sorted(set(steps))
    assert len(steps) <= 256


def test_the_bytes_do_not_depend_on_the_order(tmp_path, packed):
    path = tmp_path / "some.places"
    pack(path, ROWS[::-1], schemes=SCHEMES, about={"title": "Some"}, claimants={"iso:UA-14": ["UA", "RU"]})
    assert path.read_bytes() == packed.read_bytes()
    written = (tmp_path / "some.places.sha256").read_text(encoding="utf-8").split()
    assert written == [hashlib.sha256(path.read_bytes()).hexdigest(), "some.places"]


@settings(max_examples=30, deadline=None)
@given(names=st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5))
def test_any_text_can_be_a_name(tmp_path_factory, names):
    names = [name for name in names if fold(name) and name.isprintable()]
    if not names:
        return
    path = tmp_path_factory.mktemp("any") / "any.places"
    pack(path, [PackRow("geonames:1", names, 0, 0, "city")], schemes=SCHEMES, about={})
    layer = PackedLayer(path)
    for name in names:
        assert [hit.row for hit in layer.hits(fold(name))] == [0]


@pytest.mark.parametrize(
    "bad",
    [
        [PackRow("geonames:1", ["A"], 0, 0, "city"), PackRow("geonames:1", ["B"], 0, 0, "city")],
        [PackRow("else:1", ["A"], 0, 0, "city")],
        [PackRow("iso:TOO-LONG", ["A"], 0, 0, "city")],
        [PackRow("geonames:1", ["A"], 0, 0, "city", admin1="iso:XX-1")],
    ],
)
def test_rows_that_cannot_be_packed_are_refused(tmp_path, bad):
    with pytest.raises(ValueError, match=r"fits no scheme|twice|no such area"):
        pack(tmp_path / "bad.places", bad, schemes=SCHEMES, about={})
    assert not (tmp_path / "bad.places").exists()


def damaged(tmp_path, packed, change):
    path = tmp_path / packed.name
    path.write_bytes(change(bytearray(packed.read_bytes())))
    path.with_name(path.name + ".sha256").write_bytes(packed.with_name(packed.name + ".sha256").read_bytes())
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _content: b"", "cannot be read"),
        (lambda content: content[:10], "no file of packed places"),
        (lambda content: b"PK\x03\x04" + content[4:], "no file of packed places"),
        (lambda content: content[:8] + bytes([VERSION + 1]) + content[9:], f"wanted is {VERSION}"),
        (lambda content: content[:300], "header"),
        (lambda content: content[:40] + b"~" + content[41:], "header"),
        (lambda content: content[:-1], "bytes"),
        (lambda content: content + b"\0", "bytes"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_what_to_do(tmp_path, packed, change, said):
    with pytest.raises(AssetError, match=said) as caught:
        PackedLayer(damaged(tmp_path, packed, change))
    assert "→ install geomoves anew" in str(caught.value)
    assert isinstance(caught.value, GeomovesError)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(AssetError, match="missing"):
        PackedLayer(tmp_path / "no.places")


def test_one_other_byte_is_found_by_the_checksum(tmp_path, packed):
    def turn(content):
        content[-20] ^= 1
        return content

    PackedLayer(packed).verify()
    with pytest.raises(AssetError, match="checksum"):
        PackedLayer(damaged(tmp_path, packed, turn)).verify()
    (tmp_path / (packed.name + ".sha256")).unlink()
    with pytest.raises(AssetError, match="checksum"):
        PackedLayer(tmp_path / packed.name).verify()


def test_a_packed_layer_lies_under_others(layer):
    own = Place(
        "geonames:709717", "Donetsk", 37.8, 48.0, "city", "UA", names=(Name("Stalino", "en", 1924, 1961),)
    )
    index = NameIndex([own], [layer])
    assert [index.place(row) for row in index.rows(fold("Донецьк"))] == [own]
    (hit,) = index.hits("stalino")
    assert hit.name.to_year == 1961
    assert {index.place(row).id for row in index.rows("donetsk")} == {"geonames:709717", "iso:UA-14"}
    assert len(index) == len(ROWS)
