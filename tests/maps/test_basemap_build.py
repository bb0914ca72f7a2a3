"""What the build of the basemap does to lines and rings."""

import pytest

from geomoves.maps.rings import double_area
from scripts.basemap_topology import (
    TOLERANCES_DEG,
    Topology,
    cut_between,
    join_at_antimeridian,
    levels,
    on_grid,
    snapped,
)

HALF_TURN = 180_000


def test_coordinates_on_the_grid_lose_what_is_repeated():
    ring = [(0, 0), (0.0001, 0), (1, 0), (1, 1), (0, 0)]
    assert on_grid(ring, 1000, closed=True) == [(0, 0), (1000, 0), (1000, 1000)]
    assert on_grid(ring, 1000, closed=False)[-1] == (0, 0)


def test_an_island_across_the_antimeridian_becomes_one_ring():
    east = [(179_000, 0), (180_000, -1000), (179_999, 0), (180_000, 2000)]
    west = [(-180_000, 2001), (-180_000, 500), (-180_000, -1000), (-178_000, 0)]
    (ring,), around = join_at_antimeridian([east, west], HALF_TURN)
    assert around == []
    assert set(ring) == {(179_000, 0), (180_000, -1000), (180_000, 2000), (182_000, 0)}
    assert double_area(ring) == 2 * 4_500_000


def test_a_ring_that_only_touches_the_antimeridian_stays():
    ring = [(179_000, 0), (180_000, 0), (179_000, 1000)]
    assert join_at_antimeridian([ring], HALF_TURN) == ([ring], [])


def test_a_continent_around_the_pole_becomes_a_line():
    ring = [(180_000, -84_000), (180_000, -90_000), (-180_000, -90_000), (-180_000, -84_000), (0, -70_000)]
    rings, (line,) = join_at_antimeridian([ring], HALF_TURN)
    assert rings == []
    assert line == [(-180_000, -84_000), (0, -70_000), (180_000, -84_000)]


def test_a_coast_that_nothing_joins_is_an_error():
    with pytest.raises(ValueError, match="nothing joins"):
        join_at_antimeridian([[(179_000, 0), (180_000, -1000), (180_000, 2000)]], HALF_TURN)


def test_a_line_that_two_areas_share_is_held_once():
    left = [(0, 0), (5, 0), (6, 5), (5, 9), (0, 9)]
    right = [(5, 0), (12, 0), (12, 9), (5, 9), (6, 5)]
    border = [(5, 9), (6, 5), (5, 0)]
    topology = Topology([border], [left, right])
    runs = [topology.ring(left), topology.ring(right), topology.line(border)]
    assert len(topology.arcs) == 3
    (shared,) = {number if number >= 0 else ~number for number in runs[2]}
    assert topology.arcs[shared] in (border, border[::-1])
    assert all(shared in run or ~shared in run for run in runs)
    assert (shared in runs[0]) != (shared in runs[1]), "the two run along it in opposite ways"


def test_a_ring_of_its_own_is_one_arc_wherever_it_starts():
    ring = [(3, 3), (0, 0), (5, 0)]
    topology = Topology([], [ring, ring[1:] + ring[:1]])
    assert topology.ring(ring) == topology.ring(ring[1:] + ring[:1]) == [0]
    assert topology.arcs == [[(0, 0), (5, 0), (3, 3), (0, 0)]]


def test_a_spike_is_needed_longer_than_a_ripple():
    digits = levels([(0, 0), (100, 1), (200, 0), (300, 400), (400, 0)], 1000)
    assert digits[0] == digits[-1] == str(len(TOLERANCES_DEG))
    assert digits[1] < digits[3]
    assert digits[1] == str(sum(step <= (0.1 * 0.001) ** 0.5 for step in TOLERANCES_DEG))


def test_what_is_nearly_the_same_point_becomes_the_same():
    assert snapped([(1, 1), (2, 1), (50, 50)], {(1, 2), (0, 0)}) == [(1, 2), (50, 50)]


def test_a_ring_is_cut_in_two_and_nothing_is_lost():
    square = [(0, 0), (10, 0), (10, 10), (0, 10)]
    one, other = cut_between(square, (1, 1), (9, 9))
    assert double_area(one) + double_area(other) == double_area(square)
