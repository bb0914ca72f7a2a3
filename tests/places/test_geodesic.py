"""Our geodesics are those of pyproj, to less than a metre."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Geod

from geomoves.places.relative.geodesic import destination, midpoint, separation

GEOD = Geod(ellps="WGS84")
LONS = st.floats(-180, 180)
LATS = st.floats(-89.9, 89.9)
METRE = 0.001  # km


def apart_km(a, b):
    return GEOD.inv(*a, *b)[2] / 1000


@given(LONS, LATS, st.floats(0, 360), st.floats(0, 5000))
@example(0.0, 0.0, 90.0, 100.0)
@example(180.0, 60.0, 45.0, 500.0)
def test_a_destination_lies_where_pyproj_puts_it(lon, lat, bearing, distance_km):
    found = destination(lon, lat, bearing, distance_km)
    east, north, _ = GEOD.fwd(lon, lat, bearing, distance_km * 1000)
    assert -180 <= found[0] <= 180
    assert apart_km(found, (east, north)) < METRE


@given(LONS, LATS, LONS, LATS)
@example(0.0, 0.0, 1.0, 0.0)
@example(0.0, 0.0, 179.9, 0.1)
@example(-179.5, 10.0, 179.5, 10.0)
def test_a_separation_is_pyprojs(lon_a, lat_a, lon_b, lat_b):
    distance_km, bearing = separation(lon_a, lat_a, lon_b, lat_b)
    assert distance_km == pytest.approx(apart_km((lon_a, lat_a), (lon_b, lat_b)), abs=METRE)
    east, north, _ = GEOD.fwd(lon_a, lat_a, bearing, distance_km * 1000)
    assert apart_km((east, north), (lon_b, lat_b)) < METRE


@given(LONS, LATS, st.floats(0, 360), st.floats(0.1, 2000))
def test_going_there_and_measuring_back_agree(lon, lat, bearing, distance_km):
    there = destination(lon, lat, bearing, distance_km)
    assert separation(lon, lat, *there)[0] == pytest.approx(distance_km, abs=METRE)


@given(LONS, LATS, st.floats(0, 360), st.floats(0, 3000))
def test_the_midpoint_is_as_far_from_both_ends(lon, lat, bearing, distance_km):
    end = destination(lon, lat, bearing, distance_km)
    middle = midpoint(lon, lat, *end)
    assert apart_km((lon, lat), middle) == pytest.approx(distance_km / 2, abs=2 * METRE)
    assert apart_km(middle, end) == pytest.approx(distance_km / 2, abs=2 * METRE)


def test_a_point_is_no_distance_from_itself():
    assert separation(10.0, 20.0, 10.0, 20.0) == (0.0, 0.0)
    assert midpoint(10.0, 20.0, 10.0, 20.0) == pytest.approx((10.0, 20.0))
