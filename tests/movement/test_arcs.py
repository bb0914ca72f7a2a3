from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geomoves.movement.arcs import arc_geometry, geodesic_points, split_at_antimeridian, unwrap

WGS84 = Geod(ellps="WGS84")
LONLAT = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


@given(LONLAT, LONLAT)
def test_every_point_lies_on_the_geodesic(start: tuple[float, float], end: tuple[float, float]) -> None:
    _, _, whole_m = WGS84.inv(*start, *end)
    for lon, lat in geodesic_points([start, end], step_km=500):
        _, _, before_m = WGS84.inv(*start, lon, lat)
        _, _, after_m = WGS84.inv(lon, lat, *end)
        assert before_m + after_m == pytest.approx(whole_m, abs=1.0)


@given(st.lists(LONLAT, min_size=2, max_size=6))
def test_steps_are_short_and_ends_are_kept(waypoints: list[tuple[float, float]]) -> None:
    points = geodesic_points(waypoints, step_km=200)
    assert points[0] == waypoints[0]
    turns = (points[-1][0] - waypoints[-1][0]) / 360
    assert turns == pytest.approx(round(turns), abs=1e-9)
    assert points[-1][1] == waypoints[-1][1]
    assert all(abs(after[0] - before[0]) <= 180 for before, after in pairwise(points))
    for (lon1, lat1), (lon2, lat2) in pairwise(points):
        assert WGS84.inv(lon1, lat1, lon2, lat2)[2] <= 200_001


@given(st.lists(LONLAT, min_size=2, max_size=8))
def test_split_parts_stay_on_the_globe_and_join(points: list[tuple[float, float]]) -> None:
    line = unwrap(points)
    parts = split_at_antimeridian(line)
    assert all(-180 <= lon <= 180 for part in parts for lon, _ in part)
    for before, after in pairwise(parts):
        assert abs(before[-1][0]) == abs(after[0][0]) == 180
        assert before[-1][1] == after[0][1]
    kept = {(round(lon % 360, 6) % 360, lat) for part in parts for lon, lat in part}
    if len(set(line)) > 1:
        assert {(round(lon % 360, 6) % 360, lat) for lon, lat in line} <= kept


def test_the_midpoint_across_the_antimeridian_is_no_other_side_of_the_world() -> None:
    shape = arc_geometry([(179.5, 0.0), (-179.5, 0.0)])
    assert shape.geom_type == "MultiLineString"
    assert all(abs(lon) >= 179.5 for part in shape.geoms for lon, _ in part.coords)


def test_a_line_that_only_touches_the_edge_is_one_part() -> None:
    assert split_at_antimeridian([(170.0, 0.0), (180.0, 5.0)]) == [[(170.0, 0.0), (180.0, 5.0)]]
    assert split_at_antimeridian([(-180.0, 0.0), (-170.0, 5.0)]) == [[(-180.0, 0.0), (-170.0, 5.0)]]


def test_a_longitude_just_below_the_edge_is_no_turn_further() -> None:
    edge = 179.99999999999997
    assert split_at_antimeridian([(edge, 0.0), (edge, 0.0)]) == [[(edge, 0.0), (edge, 0.0)]]
    assert split_at_antimeridian([(edge, 0.0), (0.0, 0.0)]) == [[(edge, 0.0), (0.0, 0.0)]]
