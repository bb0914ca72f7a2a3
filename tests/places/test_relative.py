"""A place that is told by others: where, how surely, and never the anchor itself."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

import geomoves as gm
from geomoves.movement.placing import place_claims
from geomoves.places import Gazetteer, Mention, Place
from geomoves.places.relative.derived import PREFIX, derive
from geomoves.places.relative.relations import Anchor, Relation, read_relations

GEOD = Geod(ellps="WGS84")
METRE = 0.001
TOWN = Place("own:town", "Pokrovsk", 37.18, 48.28, "city", "UA", population=60000)
OTHER = Place("own:other", "Kostiantynivka", 37.7, 48.53, "city", "UA", population=67000)
THEATRE = ["KP", "RU", "UA"]


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


def told(words, *anchors):
    return derive(read_relations(words)[0], anchors or (TOWN,))


@given(
    st.floats(-180, 180),
    st.floats(-85, 85),
    st.floats(0, 360, exclude_max=True),
    st.floats(0.1, 3000),
)
def test_the_point_lies_at_the_bearing_and_the_distance_that_are_said(lon, lat, bearing, distance_km):
    anchor = Place("own:anchor", "Anchor", lon, lat, "town")
    relation = Relation(
        "distance",
        (Anchor(("Anchor",), 0),),
        "so far of Anchor",
        "",
        (distance_km, distance_km),
        bearing,
        22.5,
    )
    place = derive(relation, [anchor])
    east, north, _ = GEOD.fwd(lon, lat, bearing, distance_km * 1000)
    assert GEOD.inv(east, north, *place.lonlat)[2] / 1000 < METRE
    assert place.radius_km >= 1


@given(st.floats(-180, 180), st.floats(-85, 85), st.floats(0, 360), st.floats(0.1, 1000))
def test_what_lies_between_lies_in_the_middle_from_either_side(lon, lat, bearing, distance_km):
    east, north, _ = GEOD.fwd(lon, lat, bearing, distance_km * 1000)
    a, b = Place("own:a", "A", lon, lat, "town"), Place("own:b", "B", east, north, "town")
    relation = read_relations("between Aa and Bb")[0]
    place, turned = derive(relation, [a, b]), derive(relation, [b, a])
    assert GEOD.inv(lon, lat, *place.lonlat)[2] / 1000 == pytest.approx(distance_km / 2, abs=2 * METRE)
    assert place.radius_km >= round(distance_km / 2, 1)
    assert (place.id, place.lonlat) == (turned.id, turned.lonlat)


@pytest.mark.parametrize(
    ("words", "precision", "place_id"),
    [
        ("20 km NW of Pokrovsk", 2, "relative:20km-315:own:town"),
        ("60 km NW of Pokrovsk", 5, "relative:60km-315:own:town"),
        ("20 km from Pokrovsk", 2, "relative:20km:own:town"),
        ("90 km from Pokrovsk", 5, "relative:90km:own:town"),
        ("near Pokrovsk", 2, "relative:near:own:town"),
        ("outskirts of Pokrovsk", 2, "relative:outskirts:own:town"),
        ("Pokrovsk direction", 5, "relative:towards:own:town"),
        ("north of Pokrovsk", 5, "relative:side-0:own:town"),
        ("off the coast of Pokrovsk", 7, "relative:coast:own:town"),
    ],
)
def test_precision_radius_and_id(words, precision, place_id):
    place = told(words)
    assert (place.precision, place.id) == (precision, place_id)
    assert place.id != TOWN.id
    assert (place.kind, place.country, place.admin1) == ("place", "", "")
    assert place.radius_km > 0
    assert words in place.note


def test_farther_is_vaguer_and_a_direction_is_more_exact_than_none():
    radii = [told(f"{km} km NW of Pokrovsk").radius_km for km in (5, 20, 60, 150)]
    assert radii == sorted(radii)
    assert told("20 km NW of Pokrovsk").radius_km < told("20 km from Pokrovsk").radius_km
    assert told("20 km NNW of Pokrovsk").radius_km < told("20 km NW of Pokrovsk").radius_km


@pytest.mark.parametrize("kind", ["country", "admin1", "region", "sea", "river"])
def test_nothing_lies_so_far_from_an_area(kind):
    area = Place("own:area", "Area", 40.0, 50.0, kind, "RU")
    assert derive(read_relations("25 km NW of Area")[0], [area]) is None


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("20 km NW of Sudzha", "relative:20km-315:geonames:486816"),
        ("20 km NW of Pokrovsk, Donetsk Oblast", "relative:20km-315:geonames:704422"),
        ("в 20 км к северо-западу от Суджи", "relative:20km-315:geonames:486816"),
        ("за 20 км на північ від Бахмута", "relative:20km-0:geonames:713174"),
        ("между Суджей и Курском", "relative:between:geonames:486816+geonames:538560"),
        ("on the Pokrovsk–Kostiantynivka road", "relative:road:geonames:704422+geonames:705104"),
        ("на Харьковском направлении", "relative:towards:geonames:706483"),
        ("околиці Бахмута", "relative:outskirts:geonames:713174"),
        ("off the coast of Chongjin", "relative:coast:geonames:2044757"),
    ],
)
def test_lookup_and_resolve_agree(gazetteer, name, place_id):
    (answer,) = gazetteer.resolve([name], countries=THEATRE)
    assert answer.status == "resolved", answer.reasons
    assert answer.place.id == place_id
    assert answer.reasons[0] == answer.place.note
    assert gazetteer.lookup(name, countries=THEATRE)[0].place.id in {
        candidate.place.id for candidate in answer.candidates
    }


def test_what_is_ambiguous_about_the_anchor_is_ambiguous_about_the_place(gazetteer):
    (answer,) = gazetteer.resolve(["20 km from Donetsk"], countries=THEATRE)
    assert answer.status == "ambiguous"
    assert answer.place is None
    assert {candidate.place.id for candidate in answer.candidates} == {
        "relative:20km:geonames:709717",
        "relative:20km:geonames:565348",
    }


def test_the_document_decides_the_anchor(gazetteer):
    text = "Rostov Oblast: a drone fell 20 km from Donetsk."
    start = text.index("20 km")
    mention = Mention("20 km from Donetsk", start, start + len("20 km from Donetsk"))
    (answer,) = gazetteer.resolve([mention], text=text, countries=THEATRE)
    assert answer.status == "resolved"
    assert answer.place.id == "relative:20km:geonames:565348"
    (with_another, _) = gazetteer.resolve(["20 km from Donetsk", "Donetsk, Rostov Oblast"])
    assert with_another.place == answer.place


def test_the_order_of_mentions_changes_nothing(gazetteer):
    names = ["20 km from Donetsk", "Sudzha", "between Sudzha and Kursk", "Blagoveshchensk", "Khabarovsk"]
    forward = gazetteer.resolve(names, countries=THEATRE)
    backward = gazetteer.resolve(names[::-1], countries=THEATRE)[::-1]
    assert [answer.place for answer in forward] == [answer.place for answer in backward]
    assert [answer.mention.name for answer in forward] == names


@pytest.mark.parametrize(
    "name", ["20 km from Xyzzyx", "between Sudzha and Xyzzyx", "near Russia", "north of Ukraine"]
)
def test_without_a_point_to_be_told_by_it_is_unknown(gazetteer, name):
    (answer,) = gazetteer.resolve([name])
    assert answer.status == "unknown"
    assert answer.place is None
    assert name in answer.reasons[0]


def test_the_name_before_it_is_the_place_when_it_lies_there(gazetteer):
    (answer,) = gazetteer.resolve(["Plekhovo, 10 km south of Sudzha"])
    assert answer.place.id == "geomoves:plekhovo"
    (other,) = gazetteer.resolve(["Vladivostok, 10 km south of Sudzha"])
    assert other.place.id.startswith(PREFIX)
    assert other.place.name == "Vladivostok, 10 km south of Sudzha"


def test_a_known_name_is_not_taken_apart():
    near = Place("own:near", "Near Ford", 30.0, 50.0, "village", "UA")
    ford = Place("own:ford", "Ford", 31.0, 51.0, "village", "UA")
    gazetteer = Gazetteer.from_places([near, ford])
    assert [candidate.place.id for candidate in gazetteer.lookup("Near Ford")] == ["own:near"]
    assert gazetteer.resolve(["near Ford"])[0].place == near
    assert gazetteer.lookup("close to Ford")[0].place.id == "relative:near:own:ford"


def test_the_capital_is_known_in_one_country(gazetteer):
    (answer,) = gazetteer.resolve(["100 km north of the capital"], countries=["KP"])
    assert answer.place.id == "relative:100km-0:geonames:1871859"
    assert gazetteer.resolve(["100 km north of the capital"], countries=["KP", "RU"])[0].status == "unknown"


def test_kinds_and_limits_hold(gazetteer):
    assert gazetteer.lookup("20 km NW of Sudzha", kinds=["city"]) == []
    assert len(gazetteer.lookup("20 km from Donetsk", limit=1)) == 1


def test_a_dossier_may_tell_a_place_by_another(gazetteer):
    dossier = gm.Dossier(
        theatre=["RU", "UA"],
        documents={"page": {"title": "A page", "published": "2024-10-18", "citation": "A page"}},
        speakers={"someone": {"name": "Somebody"}},
        forces={"force": {"name": "A force", "country": "RU"}},
        claims={
            "there": {
                "kind": "presence", "in": "page", "said_by": "someone", "said": "2024-10-18",
                "force": "force",
                "at": "20 km NW of Sudzha", "when": "2024-10-18", "phase": "happened",
            }
        },
    )  # fmt: skip
    model = gm.build(dossier, gazetteer=gazetteer)
    assert len(model.unplaced) == 0
    (place,) = [row for _, row in model.places.iterrows()]
    assert place.geometry.x == pytest.approx(35.07, abs=0.02)
    assert place.precision == 2
    assert place.radius_km > 10
    (spot,) = place_claims(dossier, gazetteer)
    assert spot.status == "near"  # drawn as an area and no point


def test_a_table_may_tell_places_by_others(gazetteer):
    found = gazetteer.lookup_frame(
        pd.DataFrame({"where": ["20 km NW of Sudzha", "20 km from Donetsk"]}), "where"
    )
    assert list(found["place_id"].fillna("")) == ["relative:20km-315:geonames:486816", ""]
    assert list(found["place_status"]) == ["resolved", "ambiguous"]


@pytest.mark.parametrize(
    ("words", "town"),
    [
        # The adjectives of Авдеевка and Орёл sound like a hamlet of Авдеев and Orlová in Silesia.
        ("на Авдеевском направлении", "Avdiivka"),
        ("на Авдіївському напрямку", "Avdiivka"),
        ("на Орловском направлении", "Oryol"),
        ("на Купянском направлении", "Kupiansk"),
    ],
)
def test_an_adjective_of_a_direction_leads_to_the_largest_town_that_it_may_come_from(gazetteer, words, town):
    (answer,) = gazetteer.resolve([words])
    assert answer.status == "resolved", answer.reasons
    assert town in answer.place.source


def test_the_area_of_a_town_is_what_lies_around_it_and_not_its_province(gazetteer):
    area, basin = gazetteer.resolve(["Kharkiv area", "Donbas area"])
    assert area.place.source == "Kharkiv (geonames:706483)"
    assert area.place.radius_km == 25
    assert basin.place.name == "Donbas"


def test_what_lies_near_a_town_is_not_hidden_by_its_municipality():
    (answer,) = Gazetteer().lookup("near Åfjord")
    assert answer.place.source.startswith("Å i Åfjord ")


@pytest.mark.parametrize(
    "name", ["northern Syria", "eastern Ukraine", "на востоке Украины", "10 km north of Syria"]
)
def test_a_side_of_a_country_is_nothing_around_a_hamlet_that_is_called_so(gazetteer, name):
    (answer,) = gazetteer.resolve([name])
    assert answer.status == "unknown"
    assert "an area and no point" in answer.reasons[0]
    assert gazetteer.lookup(name) == []


@pytest.mark.parametrize("name", ["Northern Fleet", "Western Union", "Eastern Command", "Northern Alliance"])
def test_a_name_that_begins_with_a_side_is_no_side_of_a_town(gazetteer, name):
    (answer,) = gazetteer.resolve([name])
    assert answer.status != "resolved"


def test_a_road_is_told_by_its_ends_and_not_by_the_parts_of_one_name(gazetteer):
    between, alone = gazetteer.resolve(["the Izium–Sloviansk road", "the Ust-Luga road"])
    assert [name.split(" (")[0] for name in between.place.source.split("; ")] == ["Izium", "Sloviansk"]
    assert alone.candidates[0].place.label == "Ust-Luga (Leningrad Oblast, RU)"


@pytest.mark.parametrize("name", ["哈尔科夫以北20公里", "하르키우 북쪽 20km"])
def test_a_place_is_told_in_chinese_and_korean_as_in_english(gazetteer, name):
    (answer,) = gazetteer.resolve([name])
    (asked,) = gazetteer.resolve(["20 km north of Kharkiv"])
    assert answer.place.lonlat == asked.place.lonlat
    assert gazetteer.lookup(name)[0].place.id == asked.place.id
