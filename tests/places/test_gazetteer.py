import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.errors import ArgumentError, UnknownNameError
from geomoves.places import Gazetteer, Place
from geomoves.places.distance import geodesic_km, haversine_km


def test_get_gives_the_place_and_suggests_when_there_is_none(theatre):
    assert theatre.get("iso:RU-AMU").name == "Amur Oblast"
    with pytest.raises(UnknownNameError) as caught:
        theatre.get("geonames:70971")
    assert "geonames:709717" in caught.value.suggestions
    with pytest.raises(UnknownNameError) as caught:
        theatre.get("Donetsk")
    assert set(caught.value.suggestions) == {"geonames:709717", "geonames:566532"}
    with pytest.raises(ArgumentError):
        theatre.get(709717)


def test_it_is_a_collection_of_places(theatre):
    place = theatre.get("geonames:709717")
    assert "geonames:709717" in theatre
    assert place in theatre
    assert "Donetsk" not in theatre
    assert 5 not in theatre
    assert len(theatre) == len(list(theatre))
    assert len({place.id for place in theatre}) == len(theatre)


def test_nearest_is_measured_on_the_ellipsoid(theatre):
    place, distance_km = theatre.nearest_with_distance(131.9, 43.2, kinds=["city"])
    assert place.name == "Vladivostok"
    assert distance_km == pytest.approx(geodesic_km(131.9, 43.2, *place.lonlat))
    assert theatre.nearest(131.9, 43.2, kinds=["city"]) is place


def test_the_ellipsoid_has_the_last_word():
    # A degree of latitude at the equator is shorter than one of longitude; on a sphere they are the same.
    north, east = Place("own:n", "N", 0.0, 1.0, "site"), Place("own:e", "E", 0.998, 0.0, "site")
    assert haversine_km(0, 0, *east.lonlat) < haversine_km(0, 0, *north.lonlat)
    assert Gazetteer.from_places([east, north]).nearest(0, 0) is north


def test_nearest_leaves_areas_out_unless_they_are_asked_for(theatre):
    area = theatre.get("iso:RU-AMU")
    assert theatre.nearest(*area.lonlat).kind not in {"admin1", "country", "sea"}
    assert theatre.nearest(*area.lonlat, kinds=["admin1"]) is area


def test_nearest_sees_across_the_antimeridian():
    west, east = Place("own:w", "W", -179.9, 0.0, "site"), Place("own:e", "E", 170.0, 0.0, "site")
    assert Gazetteer.from_places([east, west]).nearest(179.9, 0.0) is west


@pytest.mark.parametrize(
    "position", [(181, 0), (0, 91), (float("nan"), 0), ("x", 0), (None, 0), (True, 0), (10**400, 0)]
)
def test_a_position_off_the_earth_is_an_argument_error(theatre, position):
    with pytest.raises(ArgumentError):
        theatre.nearest(*position)


def test_nearest_of_nothing_says_so(theatre):
    with pytest.raises(UnknownNameError):
        Gazetteer.from_places([]).nearest(0, 0)
    with pytest.raises(UnknownNameError, match="cosmodrome"):
        theatre.nearest(0, 0, kinds=["cosmodrome"])
    with pytest.raises(ArgumentError):
        theatre.nearest(0, 0, kinds=["citty"])


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_nearest_is_no_farther_than_any_other(theatre, lon, lat):
    place, distance_km = theatre.nearest_with_distance(lon, lat, kinds=["city", "town"])
    others = [other for other in theatre if other.kind in {"city", "town"}]
    assert place in others
    assert distance_km <= min(geodesic_km(lon, lat, *other.lonlat) for other in others) + 1e-9


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90))
def test_the_sphere_is_as_near_to_the_ellipsoid_as_promised(lon_a, lat_a, lon_b, lat_b):
    exact = geodesic_km(lon_a, lat_a, lon_b, lat_b)
    assert haversine_km(lon_a, lat_a, lon_b, lat_b) == pytest.approx(exact, rel=0.006, abs=1e-6)


def test_from_places_refuses_what_is_no_place():
    place = Place("own:a", "A", 1.0, 2.0, "city")
    with pytest.raises(ArgumentError, match="twice"):
        Gazetteer.from_places([place, place])
    with pytest.raises(ArgumentError, match="lat"):
        Gazetteer.from_places([Place("own:a", "A", 1.0, float("nan"), "city")])
    with pytest.raises(ArgumentError, match="name"):
        Gazetteer.from_places([Place("own:a", "", 1.0, 2.0, "city")])
    with pytest.raises(ArgumentError, match="no Place"):
        Gazetteer.from_places(["A"])


@pytest.mark.parametrize("files", [5, [5], b"x", {"a": 1}.items()])
def test_files_are_paths(files):
    with pytest.raises(ArgumentError):
        Gazetteer(files=files)
