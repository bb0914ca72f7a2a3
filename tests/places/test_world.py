"""The packaged places of the world: that they are whole, and what they say."""

import json
from pathlib import Path

import pytest

from geomoves.places import Gazetteer
from geomoves.places.countries import countries
from geomoves.places.distance import haversine_km
from geomoves.places.names.folding import fold
from geomoves.places.world import world_info, world_layer

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer(world=True)


def found(world: Gazetteer, name: str, **limits) -> set[str]:
    return {candidate.place.id for candidate in world.lookup(name, limit=100, **limits)}


def test_the_file_is_the_one_that_its_checksum_names_and_small_enough_to_commit():
    info = world_info(verify=True)
    assert info["bytes"] <= 25_000_000
    assert info["places"] == len(world_layer()) == sum(info["kinds"].values())
    assert info["names"] > 1_000_000


def test_it_was_built_from_the_packages_that_the_script_pins():
    pinned = json.loads((CHECKOUT / "scripts" / "world_inputs.json").read_text(encoding="utf-8"))
    built = {source["package"]: source for source in world_info()["sources"]}
    assert {package: record["version"] for package, record in pinned.items()} == {
        package: source["version"] for package, source in built.items()
    }
    for source in built.values():
        assert source["licence"] not in {"ODbL-1.0", "GPL-3.0", "AGPL-3.0"}
        assert source["credit"]


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Paris", "geonames:2988507"),
        ("パリ", "geonames:2988507"),
        ("Kinshasa", "geonames:2314302"),
        ("القاهرة", "geonames:360630"),
        ("Fairfax County", "geonames:4758041"),
        ("S. C.", "iso:US-SC"),
        ("Deutschland", "iso:DE"),
        ("Соединённые Штаты", "iso:US"),
        ("Siberia", "geonames:2016590"),
        ("EGLL", "icao:EGLL"),
        ("Port of Gdansk", "unlocode:PLGDN"),
        ("Otego", "geonames:5130084"),
    ],
)
def test_the_world_is_there_in_its_scripts(world, name, place_id):
    ids = found(world, name)
    assert place_id in ids


@pytest.mark.parametrize("name", ["was", "can", "for", "the", "and", "no", "at", "der"])
def test_words_and_airport_codes_are_no_other_names_of_places(name):
    # A village may be called so; what is called otherwise is not looked for under it.
    for hit in world_layer().hits(name):
        assert hit.name is None, hit


def test_a_name_of_the_world_leads_to_the_curated_row(world):
    (candidate,) = world.lookup("Wladiwostok")
    assert candidate.place.id == "geonames:2013348"
    assert candidate.place.source == "GeoNames 2013348 (CC BY 4.0)"
    assert candidate.place.admin1_code == "RU-PRI"
    assert fold(candidate.matched_name) == "wladiwostok"


def test_no_place_is_a_namesake_of_itself(world):
    for name, country in (
        ("Vladivostok", "RU"),
        ("Donetsk", "UA"),
        ("Khabarovsk", "RU"),
        ("Pyongyang", "KP"),
    ):
        settlements = [
            candidate.place.id
            for candidate in world.lookup(
                name, countries=[country], kinds=["city", "town", "village", "settlement"]
            )
        ]
        assert len(settlements) == 1
    assert len(found(world, "Sunan Airport")) == 1
    assert found(world, "Port of Vladivostok") == {"geomoves:vladivostok-port"}


def test_both_donetsks_are_there_and_the_traps_of_the_theatre(world):
    assert {"geonames:709717", "geonames:565348"} <= found(world, "Donetsk")
    assert {"geomoves:khasan", "geonames:1270239"} <= found(world, "Khasan")
    assert found(world, "Khasan", countries=["RU", "KP"]) == {"geomoves:khasan"}
    assert found(world, "Musudan") == {"geomoves:tonghae-launching-ground"}
    assert "geomoves:plekhovo" in found(world, "Plekhovo")


def test_crimea_keeps_both_claimants(world):
    for name in ("Sudak", "Krasnoperekopsk"):
        (candidate,) = world.lookup(name, countries=["UA"], kinds=["town", "city"])
        assert candidate.place.country == "UA"
        assert candidate.place.claimants == ("UA", "RU")


def test_every_country_has_its_row_and_its_english_name():
    layer = world_layer()
    known = {layer.country(row) for row in range(len(layer)) if layer.kind(row) == "country"}
    assert set(countries()) - known <= {"BQ", "BV", "CC", "CX", "SJ", "TK"}
    for code in known:
        row = layer.row_of(f"iso:{code}")
        assert any(hit.row == row for hit in layer.hits(fold(countries()[code].name)))


def test_areas_lie_in_their_areas(world):
    otego = next(c.place for c in world.lookup("Otego") if c.place.country == "US")
    assert (otego.admin1, otego.admin2, otego.admin1_code) == ("New York", "Otsego County", "US-NY")
    county = world.get("geonames:5130111")
    assert (county.name, county.precision) == ("Otsego County", 3)
    assert county.radius_km > 20


def test_nothing_is_said_of_how_many_live_where_nobody_counted(world):
    layer = world_layer()
    unknown = next(
        row for row in range(len(layer)) if not layer.population(row) and layer.kind(row) == "settlement"
    )
    assert layer.place(unknown).population is None


def test_close_spellings_are_found_in_the_theatre_alone(world):
    assert "geonames:1490624" in found(world, "Surgtu", countries=["RU"])
    assert found(world, "Surgtu") == set()


def test_the_nearest_place_is_one_of_the_world(world):
    assert world.nearest(2.35, 48.86, kinds=["city"]).name == "Paris"


@pytest.mark.parametrize("lonlat", [(179.99, -17.0), (10.0, 89.9), (0.0, -89.9), (-150.0, -20.0)])
def test_the_nearest_place_is_the_one_that_asking_all_finds(world, lonlat):
    place, distance_km = world.nearest_with_distance(*lonlat, kinds=["village"])
    index = world._index
    away = (
        haversine_km(*lonlat, *index.position(row))
        for row in index.all_rows()
        if index.kind(row) == "village"
    )
    assert distance_km == pytest.approx(min(away), rel=0.006)
    assert haversine_km(*lonlat, *place.lonlat) == pytest.approx(distance_km, rel=0.006)
