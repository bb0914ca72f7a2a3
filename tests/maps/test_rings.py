"""Lines and rings on the whole-number grid."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon, box

from geomoves.maps.rings import Box, cut_line, cut_ring, decode, double_area, encode

units = st.integers(-4000, 4000)
points = st.tuples(units, units)
lines = st.lists(points, min_size=2, max_size=12)


@st.composite
def windows(draw):
    west, south = draw(units), draw(units)
    return Box(west, south, west + draw(st.integers(50, 5000)), south + draw(st.integers(50, 5000)))


@given(st.lists(points, max_size=20))
def test_what_was_encoded_is_read_back(line):
    assert decode(encode(line)) == line


@given(lines, windows())
def test_a_cut_line_lies_in_the_window_and_is_as_long_as_the_part_of_the_line_that_does(line, window):
    pieces = cut_line(line, window)
    for piece in pieces:
        assert len(piece) > 1
        assert all(window.west <= x <= window.east and window.south <= y <= window.north for x, y in piece)
    wanted = sum(
        LineString([start, end]).intersection(box(*window)).length
        for start, end in pairwise(line)
        if start != end
    )
    assert sum(LineString(piece).length for piece in pieces) == pytest.approx(wanted, abs=3 * len(line))


@given(st.lists(points, min_size=3, max_size=12, unique=True), windows())
def test_a_cut_ring_encloses_what_the_ring_encloses_in_the_window(ring, window):
    whole = Polygon(ring)
    assume(whole.is_valid and whole.area > 0)
    cut = cut_ring(ring, window)
    assert all(window.west <= x <= window.east and window.south <= y <= window.north for x, y in cut)
    wanted = whole.intersection(box(*window)).area
    # A crossing is rounded by half a unit at most, along edges no longer than the window.
    slack = 3 * len(ring) * (window.east - window.west + window.north - window.south)
    assert (abs(double_area(cut)) / 2 if cut else 0) == pytest.approx(wanted, abs=slack)


def test_rings_that_share_an_edge_stay_flush_where_it_is_cut():
    window = Box(0, 0, 100, 100)
    left = cut_ring([(10, -50), (13, 157), (-60, 157), (-60, -50)], window)
    right = cut_ring([(13, 157), (10, -50), (160, -50), (160, 157)], window)
    assert abs(double_area(left)) + abs(double_area(right)) == 2 * 100 * 100


@given(st.tuples(st.integers(-4000, -1), units), st.tuples(st.integers(1, 4000), units))
def test_a_crossing_is_the_same_from_either_end(start, end):
    window = Box(-9000, -9000, 0, 9000)
    (one,), (other,) = cut_line([start, end], window), cut_line([end, start], window)
    assert one == other[::-1]


def test_a_ring_around_the_window_fills_it_and_one_beside_it_is_gone():
    window = Box(0, 0, 10, 10)
    assert abs(double_area(cut_ring([(-5, -5), (15, -5), (15, 15), (-5, 15)], window))) == 200
    assert cut_ring([(20, 0), (30, 0), (30, 10)], window) == []
    assert cut_ring([(10, 0), (30, 0), (30, 10)], window) == []


def test_a_line_that_only_touches_a_corner_is_gone():
    assert cut_line([(-5, 5), (5, -5)], Box(0, 0, 10, 10)) == []
