import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geomoves.places import Place
from geomoves.places.areas import contains
from geomoves.places.distance import haversine_km

LONLATS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
KINDS = st.sampled_from(["lake", "region", "admin2", "city", "port"])


@example((0.0, 0.0), 0.0, "lake", (0.0, 2.225073858507203e-309))
@given(LONLATS, st.floats(0, 20_000), KINDS, LONLATS)
def test_what_has_no_code_contains_what_is_within_its_reach(lonlat, radius_km, kind, other):
    area = Place("own:area", "Area", *lonlat, kind, radius_km=radius_km)
    place = Place("own:place", "Place", *other, "village")
    reach_km = max(radius_km, 60.0) if kind in ("city", "port") else radius_km
    assert contains(area, place) == (haversine_km(*lonlat, *other) <= reach_km)


@pytest.mark.parametrize("degrees", [0.9, 1.0, 1.1])
def test_an_area_reaches_as_far_north_as_its_radius(degrees):
    area = Place("own:area", "Area", 30.0, 50.0, "region", radius_km=111.2)
    place = Place("own:place", "Place", 30.0, 50.0 + degrees, "village")
    assert contains(area, place) == (degrees <= 1.0)
