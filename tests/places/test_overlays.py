"""Gazetteer files of other kinds than CSV."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.errors import FileAccessError, GazetteerError, GeomovesError
from geomoves.places import Gazetteer, Name
from geomoves.places.curated import read_gazetteers

CAMP = {
    "type": "Feature",
    "id": "own:camp",
    "geometry": {"type": "Point", "coordinates": [131.5, 43.5]},
    "properties": {
        "name": "Camp Seven", "kind": "garrison", "country": "RU", "names": ["ru:Лагерь Семь"],
        "former_names": "en:Camp Six@1990/1999", "population": 40, "source": "own visit", "colour": "green",
    },
}  # fmt: skip

LINKED = {
    "@id": "https://example.org/places/12345",
    "type": "Feature",
    "properties": {"title": "Artemivsk", "ccodes": ["UA"], "fclasses": ["P"]},
    "when": {"timespans": [{"start": {"in": "1571"}}]},
    "names": [
        {"toponym": "Бахмут", "lang": "uk"},
        {
            "toponym": "Артемівськ",
            "lang": "uk",
            "when": {"timespans": [{"start": {"in": "1924"}, "end": {"latest": "2016-02-04"}}]},
        },
    ],
    "types": [{"identifier": "aat:300008389", "label": "City"}],
    "geometry": {
        "type": "GeometryCollection",
        "geometries": [{"type": "Point", "coordinates": [38.0, 48.6], "certainty": "certain"}],
    },
    "links": [
        {"type": "closeMatch", "identifier": "gn:712441"},
        {"type": "x", "identifier": "file:///etc/passwd"},
    ],
}

LP_TSV = (
    "id\ttitle\ttitle_source\tccodes\tmatches\tvariants\ttypes\tfclasses\tlon\tlat\tgeowkt\tstart\n"
    "kb1\tKhasan Bay\tAn Atlas (1910)\tRU\tgn:123;wd:Q5\tЗалив Хасан@ru;Khasan\tBay\tH\t130.8\t42.4\t\t1910\n"
    "kb2\tStation Two\tAn Atlas (1910)\t\t\t\t\tP\t\t\tPOINT(130.9 42.5)\t1910\n"
)


def changed(feature, **changes):
    made = copy.deepcopy(feature)
    for path, value in changes.items():
        holder = made
        *way, last = path.split("__")
        for step in way:
            holder = holder[step]
        if value is ...:
            del holder[last]
        else:
            holder[last] = value
    return made


@pytest.fixture
def write(tmp_path):
    def write_it(content, name="own.geojson"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_it


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


def test_geojson_becomes_places(write):
    (place,) = read_gazetteers([write(collection(CAMP))])
    assert (place.id, place.name, place.lonlat, place.kind) == (
        "own:camp",
        "Camp Seven",
        (131.5, 43.5),
        "garrison",
    )
    assert (place.country, place.population, place.source, place.radius_km) == ("RU", 40, "own visit", 0)
    assert place.names == (Name("Лагерь Семь", "ru"), Name("Camp Six", "en", 1990, 1999))


def test_a_gazetteer_looks_into_every_kind_of_file(write):
    book = Gazetteer(
        files=[
            write(collection(CAMP)),
            write(
                json.dumps({"type": "FeatureCollection", "@context": "x", "features": [LINKED]}), "lp.json"
            ),
            write(LP_TSV, "lp.tsv"),
        ]
    )
    assert book.lookup("Лагерь Семь")[0].place.id == "own:camp"
    assert book.lookup("Khasan Bay")[0].place.lonlat == (130.8, 42.4)
    assert "own:camp" in book
    (answer,) = book.resolve(["Camp Seven"])
    assert answer.status == "resolved"


def test_linked_places_become_places(write):
    (place,) = read_gazetteers([write(collection(LINKED), "lp.json")])
    assert (place.id, place.name, place.kind) == ("https://example.org/places/12345", "Artemivsk", "city")
    assert (place.lonlat, place.country, place.ids) == ((38.0, 48.6), "UA", ("geonames:712441",))
    assert place.names == (Name("Бахмут", "uk"), Name("Артемівськ", "uk", 1924, 2016))


def test_linked_places_in_a_table_become_places(write):
    bay, station = read_gazetteers([write(LP_TSV, "lp.tsv")])
    assert (bay.id, bay.kind, bay.country, bay.ids) == ("kb1", "bay", "RU", ("geonames:123", "wikidata:Q5"))
    assert bay.names == (Name("Залив Хасан", "ru"), Name("Khasan"))
    assert bay.source == "An Atlas (1910)"
    assert (station.lonlat, station.kind) == ((130.9, 42.5), "settlement")


@pytest.mark.parametrize(
    ("geometry", "lonlat", "radius_km"),
    [
        ({"type": "Point", "coordinates": [10, 20, 300]}, (10, 20), 0),
        ({"type": "MultiPoint", "coordinates": [[10, 20]]}, (10, 20), 0),
        ({"type": "LineString", "coordinates": [[10, 0], [12, 0]]}, (11, 0), 111.2),
        ({"type": "Polygon", "coordinates": [[[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]]}, (1, 1), 157.3),
    ],
)
def test_of_a_larger_geometry_the_middle_and_its_reach_are_taken(write, geometry, lonlat, radius_km):
    (place,) = read_gazetteers([write(collection(changed(CAMP, geometry=geometry)))])
    assert place.lonlat == lonlat
    assert place.radius_km == pytest.approx(radius_km, abs=0.2)


BAD_FEATURES = {
    "no id": (changed(CAMP, id=...), "features[0].id", "empty"),
    "an id with spaces": (changed(CAMP, id="a b"), "features[0].id", "without spaces"),
    "no name": (changed(CAMP, properties__name=...), "features[0].name", "empty"),
    "a name of numbers": (changed(CAMP, properties__name=[5, {}]), "properties.name", "no text"),
    "a name of half a letter": (
        changed(CAMP, properties__name="\ud800"), "properties.name", "broken Unicode",
    ),
    "no geometry": (changed(CAMP, geometry=None), "features[0].geometry", "no position"),
    "no coordinates": (changed(CAMP, geometry={"type": "Point"}), "features[0].geometry", "no position"),
    "no numbers": (changed(CAMP, geometry__coordinates=["131", "43"]), "features[0].geometry", "no position"),
    "true for a number": (
        changed(CAMP, geometry__coordinates=[True, 43]), "features[0].geometry", "no position",
    ),
    "one number": (changed(CAMP, geometry__coordinates=[131]), "features[0].geometry", "no position"),
    "latitude first": (
        changed(CAMP, geometry__coordinates=[43.5, 131.5]), "features[0].geometry", "not on the earth",
    ),
    "a projected position": (
        changed(CAMP, geometry__coordinates=[4e6, 5e6]), "features[0].geometry", "not on the earth",
    ),
    "a huge number": (
        changed(CAMP, geometry__coordinates=[10**400, 5]), "features[0].geometry", "no position",
    ),
    "half of the earth": (
        changed(CAMP, geometry={"type": "MultiPoint", "coordinates": [[-179, 0], [179, 0]]}),
        "features[0].geometry", "half of the earth",
    ),
    "no such country": (changed(CAMP, properties__country="Russia"), "features[0].country", "ISO 3166-1"),
    "properties that are none": (changed(CAMP, properties=[]), "features[0].properties", "no properties"),
    "no feature": ("a text", "features[0]", "no feature"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_FEATURES)
def test_what_is_wrong_in_a_feature_is_named(write, case):
    feature, where, words = BAD_FEATURES[case]
    path = write(json.dumps({"type": "FeatureCollection", "features": [feature, changed(CAMP, id="b c")]}))
    with pytest.raises(GazetteerError) as caught:
        read_gazetteers([path])
    problem, *more = caught.value.problems
    assert where in problem.field
    assert words in str(problem)
    assert problem.file == str(path)
    assert any("features[1].id" in each.field for each in more)  # all at once


BAD_FILES = {
    "not UTF-8": (b'{"type": "FeatureCollection", "x": "\xff"}', "not UTF-8"),
    "cut short": (collection(CAMP)[:-20].encode(), "no JSON"),
    "NaN": (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN is no number"),
    "deep": (b"[" * 100_000, "no JSON"),
    "a list": (b"[1]", "no collection"),
    "a single feature": (json.dumps(CAMP).encode(), "no collection"),
    "a virtual dataset": (b'{"OGRVRTDataSource": "/etc/passwd"}', "no collection"),
    "a key twice": (
        collection(CAMP).replace('"coordinates":', '"coordinates": [1.0, 2.0], "coordinates":').encode(),
        "'coordinates'",
    ),
    "a number": (b"5", "no collection"),
    "no features": (collection().encode(), "no feature in it"),
    "one id twice": (collection(CAMP, CAMP).encode(), "stands in features[0] already"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_that_is_no_geojson_says_so(write, case):
    content, words = BAD_FILES[case]
    with pytest.raises(GazetteerError) as caught:
        read_gazetteers([write(content)])
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id;name;lon;lat\nown:a;A;3,5;4\n", "parted by semicolons"),
        ("id\tname\tlon\tlat\nown:a\tA\t3\t4\n", "parted by tabulators"),
        ("1\tSudzha\tSudzha\n", "19 columns and no header"),
    ],
)
def test_cells_that_are_parted_by_something_else_are_told_once(write, content, words):
    with pytest.raises(GazetteerError, match=words) as caught:
        read_gazetteers([write(content.encode(), "own.csv")])
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", "ZIP archive or a workbook"),
        (b"\x1f\x8brest", "gzip"),
        (b"SQLite format 3\0", "GeoPackage"),
        (b"<OGRVRTDataSource>", "XML or HTML"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xfei\0d\0", "UTF-16"),
    ],
)
@pytest.mark.parametrize("name", ["own.geojson", "own.json", "own.tsv", "own"])
def test_what_is_no_gazetteer_file_is_told_by_its_first_bytes(write, content, words, name):
    with pytest.raises(FileAccessError, match=words):
        read_gazetteers([write(content, name)])


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("130.8", "x"), 2, "no number from -180 to 180"),
        (("130.8", ""), 2, "lon"),
        (("POINT", "POLY"), 3, "empty"),
        (("title\t", "name\t"), None, "title"),
        (("kb2", "kb1"), 3, "stands in line 2 already"),
        (("\t1910\n", "\n"), 2, "11 cells"),
        (("Khasan Bay", "x" * 600), 2, "at most 500"),
    ],
)
def test_what_is_wrong_in_a_linked_table_is_named(write, change, line, words):
    with pytest.raises(GeomovesError) as caught:
        read_gazetteers([write(LP_TSV.replace(*change, 1), "lp.tsv")])
    assert words in str(caught.value)
    if line:
        assert f"lp.tsv:{line}" in str(caught.value)


def test_a_later_file_replaces_a_row_of_an_earlier_one(write):
    moved = changed(CAMP, geometry__coordinates=[1, 2])
    files = [write(collection(CAMP), "a.geojson"), write(collection(moved), "b.geojson")]
    assert read_gazetteers(files)[0].lonlat == (1, 2)
    assert read_gazetteers(files[::-1])[0].lonlat == (131.5, 43.5)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "name", "coordinates", "start", "in", "toponym"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(
    st.sampled_from([CAMP, LINKED]),
    st.dictionaries(st.sampled_from(sorted({*CAMP, *LINKED})), JSON, max_size=3),
)
def test_whatever_a_feature_holds_only_geomoves_errors_come_out(tmp_path_factory, feature, changes):
    path = tmp_path_factory.mktemp("any") / "any.geojson"
    path.write_text(collection({**feature, **changes}), encoding="utf-8")
    try:
        places = read_gazetteers([path])
    except GeomovesError:
        return
    for place in places:
        assert -180 <= place.lon <= 180
        assert -90 <= place.lat <= 90
        assert place.name
