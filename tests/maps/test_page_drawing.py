"""What the page draws: honestly, where it lies, and the same however it is looked at."""

from __future__ import annotations

import copy
import itertools
import math

import pytest
from pyproj import Geod

from geomoves.maps.page import strict_page
from tests.maps.odd_blocks import empty_block, odd_block
from tests.maps.opened_page import opener
from tests.maps.reported_block import reported_block
from tests.maps.sample_block import OCTOBER_2024, page_of, sample_basemap

WGS84 = Geod(ellps="WGS84")
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
VLADIVOSTOK = (131.87353, 43.10562)


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


@pytest.fixture
def reported(open_html):
    return open_html(page_of(reported_block()))


@pytest.fixture
def odd(open_html):
    return open_html(page_of(odd_block()))


def leg_rows(block, **wanted):
    legs = block["legs"]
    return [
        row
        for row in range(len(legs["id"]))
        if all(legs[name][row] == value for name, value in wanted.items())
    ]


# Nothing is said that the reports do not say


def test_a_leg_without_an_origin_is_a_ring_and_no_line(reported):
    drawn = reported.drawn()
    assert drawn["legs"] == []
    (end,) = drawn["openEnds"]
    assert (end["row"], end["open"]) == (0, "from")
    (place,) = [spot for spot in drawn["spots"] if spot["row"] == 0]
    # It stands around its place: it points in no direction.
    assert (end["x"], end["y"]) == pytest.approx((place["x"], place["y"]))
    texts = {line["text"] for line in drawn["texts"]}
    assert {"1,500 soldiers by sea", "origin not stated", "within 8–13 October 2024"} <= texts


def test_one_body_in_four_places_is_a_bracket_to_each_of_them(reported):
    (bracket,) = reported.drawn()["brackets"]
    places = {
        (round(spot["x"]), round(spot["y"])) for spot in reported.drawn()["spots"] if spot["row"] in range(4)
    }
    ticks = bracket["ticks"]
    assert len(ticks) == 4
    x1, y1, x2, y2 = bracket["spine"]
    assert x1 == x2 or y1 == y2
    for tick, axis in itertools.product(ticks, [0 if y1 == y2 else 1]):
        assert any(abs(tick[2 + axis] - place[axis]) < 1 for place in places)
        # Square, and no tick reaches its place: nothing about it is an arrow.
        assert tick[0] == tick[2] or tick[1] == tick[3]


def test_a_country_is_an_outline_and_no_place(reported):
    assert reported.rows("areas") == {0}
    assert 5 not in reported.rows("spots")
    assert reported.ask("app.model.hasPicture({kind: 'legs', row: 1})") is False


def test_a_vague_place_has_no_sign_with_an_edge(open_html):
    opened = open_html(page_of(odd_block()))
    opened.look_at(34.0, 46.0, 5)
    drawn = opened.drawn()
    names = odd_block()["places"]["name"]
    (soft,) = [spot for spot in drawn["spots"] if names[spot["row"]] == "Somewhere"]
    assert soft["soft"]
    (around,) = [end for end in drawn["openEnds"] if odd_block()["legs"]["id"][end["row"]] == "stub-soft"]
    assert around["open"] == "from"


def test_what_is_under_no_layer_is_off_the_map(reported):
    reported.look_at(90.0, 50.0, 3)
    assert reported.rows("spots") == {0, 1, 2, 3, 4}
    for key, gone in {"losses": {4}, "bases": {1, 2, 3}}.items():
        reported.page.locator(f"[data-layer='{key}'] input").uncheck()
        reported.ask("app.view.ink.drawNow()")
        assert not reported.rows("spots") & (gone - {1, 2} if key == "bases" else gone)
        reported.page.locator(f"[data-layer='{key}'] input").check()
    assert reported.page.locator("[data-layer='bases'] .gm-count").inner_text() == "4"


def test_a_place_with_two_roles_shows_while_one_of_its_layers_is_on(reported):
    for off, on in [("transits", "bases"), ("bases", "transits")]:
        reported.page.locator(f"[data-layer='{off}'] input").uncheck()
        reported.ask("app.view.ink.drawNow()")
        assert 0 in reported.rows("spots"), on
        reported.page.locator(f"[data-layer='{off}'] input").check()


# Each channel says one thing


def test_width_is_the_count_of_what_happened_on_one_scale(odd):
    block = odd_block()
    widths = {leg["row"]: leg["stroke"] for leg in odd.drawn()["legs"]}
    happened = [widths[row] for row in leg_rows(block, phase="happened", part_of=False) if row in widths]
    counted = {
        block["legs"]["best"][row]: widths[row]["width"]
        for row in leg_rows(block, phase="happened", part_of=False, mode="", high=None, inferred=False)
        if row in widths
    }
    assert counted[1200] == pytest.approx(1.5 * counted[800]) == pytest.approx(3 * counted[400])
    unstated = [stroke for stroke in happened if stroke["hollow"]]
    assert {stroke["width"] for stroke in unstated} == {5}
    for phase, width in {"under way": 2.4, "expected": 1.4, "intended": 1.4, "": 2.4}.items():
        assert {widths[row]["width"] for row in leg_rows(block, phase=phase)} == {width}, phase
    (part,) = leg_rows(block, part_of=True)
    assert widths[part]["hollow"]


def test_width_changes_with_no_filter_and_no_day(open_html):
    block = odd_block()
    for day, row in enumerate(range(len(block["legs"]["id"]))):
        block["legs"]["day_from"][row] = block["legs"]["day_to"][row] = OCTOBER_2024 + day
    block["days"] = [OCTOBER_2024, OCTOBER_2024 + len(block["legs"]["id"]) - 1]
    opened = open_html(page_of(block))
    before = {leg["row"]: leg["stroke"] for leg in opened.drawn()["legs"]}
    for row in leg_rows(block, phase="happened", support="one", best=400):
        opened.choose(day=OCTOBER_2024 + row)
        (alone,) = opened.drawn()["legs"]
        assert alone["stroke"] == before[row]


def test_a_range_is_a_band_up_to_its_highest_figure(odd):
    (row,) = leg_rows(odd_block(), low=300)
    (leg,) = [leg for leg in odd.drawn()["legs"] if leg["row"] == row]
    assert leg["stroke"]["band"] == pytest.approx(2 * leg["stroke"]["width"])


def test_support_is_in_the_rails_and_nowhere_else(odd):
    block = odd_block()
    strokes = {leg["row"]: leg["stroke"] for leg in odd.drawn()["legs"]}
    for rails, support in enumerate(["one", "several", "corroborated"]):
        for row in leg_rows(block, support=support, phase="expected"):
            assert strokes[row] == strokes[leg_rows(block, support="one", phase="expected")[0]] | {
                "rails": rails
            }


def test_each_phase_has_a_pattern_of_its_own(odd):
    block = odd_block()
    patterns = {}
    for phase in ("happened", "under way", "expected", "intended", ""):
        (row,) = leg_rows(block, phase=phase, support="one", best=400)
        patterns[phase] = stretches(odd, row)
    # Inked stretches along the line, as pixels say: one for a solid line, more the finer the pattern is.
    assert patterns["happened"] == 1
    assert 5 < patterns["under way"] < patterns["expected"] < patterns["intended"]
    assert patterns["under way"] < patterns[""]


def stretches(opened, row):
    """How many inked stretches there are along the middle of a leg."""
    return opened.ask(
        """(() => {
            const leg = app.view.scene.legs.find((each) => each.row === given);
            const ctx = pixelsOf(app.view.ink);
            let [count, inked] = [0, false];
            for (const run of leg.runs) for (let at = 2; at < run.length; at += 2) {
                const [x, y] = [run[at - 2], run[at - 1]];
                const [dx, dy] = [run[at] - x, run[at + 1] - y];
                const steps = Math.ceil(Math.hypot(dx, dy) * 2);
                for (let step = 0; step < steps; step++) {
                    const t = step / steps;
                    const [r, g, b, a] = ctx.getImageData(x + dx * t, y + dy * t, 1, 1).data;
                    const now = a > 200 && r > 150 && b < 110;
                    if (now && !inked) count += 1;
                    inked = now;
                }
            }
            return count;
        })()""",
        row,
    )


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844), (320, 480)])
@pytest.mark.parametrize("zoom", [2, 3, 4, 6])
def test_the_sign_of_a_denial_is_drawn_even_where_no_label_has_room(width, height, zoom, open_html):
    opened = open_html(page_of(reported_block()), width=width, height=height)
    opened.look_at(*VLADIVOSTOK, zoom)
    signed = opened.ask(
        """[
            ...app.view.scene.badges,
            ...app.view.scene.labels
                .flatMap(({block}) => block.lines)
                .filter(({signs}) => signs?.includes("disputed")),
        ].map(({thing}) => thing)"""
    )
    assert {"kind": "legs", "row": 0} in signed


def test_joined_by_the_author_means_grey_and_without_a_head(odd):
    (row,) = leg_rows(odd_block(), inferred=True)
    (leg,) = [leg for leg in odd.drawn()["legs"] if leg["row"] == row]
    assert leg["head"] is None
    assert leg["stroke"]["colour"] == "#7a7f85"
    assert all(leg["head"] for leg in odd.drawn()["legs"] if leg["row"] != row)


def test_legs_between_the_same_places_run_apart(odd):
    rows = leg_rows(odd_block(), mode="rail")
    middles = []
    for leg in odd.drawn()["legs"]:
        if leg["row"] in rows:
            (run,) = leg["runs"]
            middle = 2 * (len(run) // 4)
            middles.append((run[middle], run[middle + 1]))
    assert len(middles) == 3
    for (x1, y1), (x2, y2) in itertools.combinations(middles, 2):
        assert abs(x1 - x2) + abs(y1 - y2) > 8


# Where lines run


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((131.87, 43.11), (33.09, 68.97)),
        ((158.65, 53.02), (210.0, 61.2)),
        ((100.0, 80.0), (30.0, 81.0)),
        ((-170.0, -70.0), (-190.0, -75.0)),
        ((-70.9, -53.2), (18.4, -33.9)),
        ((0.0, 10.0), (0.0, -60.0)),
        ((100.0, 0.0), (200.0, 0.0)),
        ((37.6, 55.75), (150.0, -20.0)),
        ((-5.0, 36.0), (170.0, -36.0)),
        ((131.87, 43.11), (131.95, 43.8)),
    ],
)
def test_lines_are_geodesics(start, end, open_html):
    block = odd_block()
    block["legs"]["path"][0] = [list(start), list(end)]
    opened = open_html(page_of(block))
    line = opened.ask("Array.from(app.view.geometry.legs.line(0))")
    points = [unprojected(line[at], line[at + 1]) for at in range(0, len(line), 2)]
    assert points[0] == pytest.approx(start, abs=1e-6)
    assert points[-1] == pytest.approx(end, abs=1e-6)
    azimuth, _, length = WGS84.inv(*start, *end)
    walked = 0.0
    for before, (lon, lat) in itertools.pairwise(points):
        walked += WGS84.inv(*before, lon, lat)[2]
        assert off_the_line(start, azimuth, lon, lat, walked) < 100
        # The straight step between two vertices, too, stays near the line.
        middle = ((before[0] + lon) / 2, (before[1] + lat) / 2)
        there = WGS84.inv(*before, lon, lat)
        half = WGS84.fwd(*before, there[0], there[2] / 2)
        assert WGS84.inv(*middle, half[0], half[1])[2] < 1000
    assert walked == pytest.approx(length, rel=1e-6)


def off_the_line(start, azimuth, lon, lat, walked_m):
    """How many metres a point lies from where the geodesic is after `walked_m` metres."""
    there = WGS84.fwd(*start, azimuth, walked_m)
    return WGS84.inv(there[0], there[1], lon, lat)[2]


def unprojected(x, y):
    """Longitude and latitude of a point of Web Mercator at zoom 0."""
    return x / 256 * 360 - 180, math.degrees(
        2 * math.atan(math.exp(math.pi * (1 - 2 * y / 256))) - math.pi / 2
    )


def test_a_line_over_the_pole_is_cut_where_the_projection_ends(open_html):
    block = odd_block()
    block["legs"]["path"][0] = [[37.6, 55.75], [216.0, 60.0]]
    opened = open_html(page_of(block))
    opened.look_at(120.0, 60.0, 2)
    (leg,) = [leg for leg in opened.drawn()["legs"] if leg["row"] == 0]
    edge = opened.ask("app.view.scene.view.y(0)")
    for run in leg["runs"]:
        assert not any(
            run[at] <= edge + 0.01 and run[at + 2] <= edge + 0.01 for at in range(1, len(run) - 2, 2)
        )
    assert len(leg["runs"]) >= 2


@pytest.mark.parametrize("lon", [185.0, -175.0, 545.0])
def test_a_line_across_the_antimeridian_is_one_line_in_every_copy_of_the_world(lon, odd):
    (row,) = [row for row, name in enumerate(odd_block()["places"]["name"]) if name == "Petropavlovsk"]
    (leg_row,) = leg_rows(odd_block(), **{"from": row})
    odd.look_at(lon, 57.0, 3)
    (leg,) = [leg for leg in odd.drawn()["legs"] if leg["row"] == leg_row]
    (run,) = leg["runs"]
    xs = run[::2]
    assert xs == sorted(xs)
    assert xs[-1] - xs[0] < 600


def test_the_far_south_is_drawn_and_what_lies_beyond_the_projection_is_said(open_html):
    block = odd_block()
    opened = open_html(page_of(block))
    opened.look_at(160.0, -80.0, 4)
    (row,) = [row for row, name in enumerate(block["places"]["name"]) if name == "McMurdo"]
    assert row in opened.rows("spots")
    assert "85.05" not in opened.page.locator(".gm-credits").inner_text()
    block["places"]["lat"][row] = -89.9
    beyond = open_html(page_of(block))
    assert "85.05" in beyond.page.locator(".gm-credits").inner_text()


def test_a_map_opens_where_most_of_it_lies_and_names_the_rest_at_its_edge(reported):
    # Donetsk is 7,000 km from the other places: fitting it in would make a knot of them.
    assert reported.rows("spots") == {0, 1, 2, 3}
    chip = reported.page.locator(".gm-chip")
    assert chip.inner_text().strip().endswith("near Donetsk")
    chip.click()
    reported.wait_until("app.map.getCenter().lng < 60 && !app.map._animatingZoom")
    reported.ask("app.view.ink.drawNow()")
    assert reported.rows("spots") == {4}
    reported.page.get_by_role("button", name="Show everything").click()
    reported.wait_until("app.map.getZoom() < 4.5 && !app.map._animatingZoom")
    reported.ask("app.view.ink.drawNow()")
    assert reported.rows("spots") == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_long_name_at_the_edge_is_read_whole(size, open_html):
    block = reported_block()
    block["places"]["name"][4] = "the training ground of the motorized rifle brigade near Rostov-on-Don"
    opened = open_html(page_of(block), **size)
    chip = opened.page.locator(".gm-chip")
    assert "near Rostov-on-Don" in chip.inner_text()
    assert chip.evaluate(
        "chip => chip.scrollWidth <= chip.clientWidth && chip.scrollHeight <= chip.clientHeight"
    )
    ours, around = chip.bounding_box(), opened.page.locator(".gm-map").bounding_box()
    assert ours["x"] >= around["x"] - 1
    assert ours["x"] + ours["width"] <= around["x"] + around["width"] + 1


def test_a_view_that_somebody_chose_is_kept(open_html):
    opened = open_html(page_of(reported_block() | {"view": [20.0, 40.0, 140.0, 60.0]}))
    assert opened.rows("spots") == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_labels_keep_clear_of_one_another_and_of_the_map_s_edge(size, open_html):
    opened = open_html(page_of(reported_block()), **size)
    labels = opened.ask(
        "app.view.scene.labels.map(({rect}) => rect).concat(app.view.scene.brackets.map(({rect}) => rect))"
    )
    window = opened.ask("app.view.scene.view.window")
    assert len(labels) >= 5
    for one, other in itertools.combinations(labels, 2):
        apart = (
            one["x"] + one["w"] <= other["x"]
            or other["x"] + other["w"] <= one["x"]
            or one["y"] + one["h"] <= other["y"]
            or other["y"] + other["h"] <= one["y"]
        )
        assert apart, (one, other)
    for label in labels:
        for low, length in (("x", "w"), ("y", "h")):
            assert window[low] <= label[low], label
            assert label[low] + label[length] <= window[low] + window[length], label


def test_the_basemap_says_whose_borders_it_draws_and_how_far_it_reaches(open_html):
    basemap = sample_basemap() | {"window": [110000, 30000, 150000, 60000]}
    opened = open_html(page_of(reported_block(), basemap))
    shown = opened.page.locator(".gm-credits")
    assert shown.is_visible()
    assert "Borders: ISO 3166" in shown.inner_text()
    opened.look_at(60.0, 50.0, 5)
    outside, inside = (
        opened.ask("Array.from(pixelsOf(app.view.paper).getImageData(given, 300, 1, 1).data)", x)
        for x in (300, 1200)
    )
    opened.look_at(146.0, 40.0, 6)
    sea = opened.ask("Array.from(pixelsOf(app.view.paper).getImageData(500, 300, 1, 1).data)")
    assert outside == inside != sea
    assert sea == [219, 228, 233, 255]


def test_a_map_opens_within_its_basemap(open_html):
    # The places lie at the window's eastern edge.
    window = [30000, 20000, 140000, 65000]
    opened = open_html(page_of(reported_block(), sample_basemap() | {"window": window}))
    assert opened.ask("app.map.getBounds().getEast()") <= 140.001
    assert opened.rows("spots") == {0, 1, 2, 3}


def test_without_a_basemap_the_movements_are_drawn_alone(open_html):
    opened = open_html(strict_page([reported_block()], None, title="x"))
    assert opened.rows("spots") == {0, 1, 2, 3}
    assert "Borders" not in opened.page.locator(".gm-credits").inner_text()


def test_a_block_of_nothing_is_a_map_of_nothing(open_html):
    opened = open_html(page_of(empty_block()))
    drawn = opened.drawn()
    assert all(each == [] for each in drawn.values())
    assert "0 claims not on the map" in opened.page.locator(".gm-strip").inner_text()
    opened.page.get_by_role("button", name="Table", exact=True).click()
    opened.visit.assert_quiet()


def test_columns_that_python_may_add_or_leave_out_break_nothing(open_html):
    block = copy.deepcopy(reported_block())
    block["legs"]["force_name"] = ["x", "y"]
    block["questions"].pop("sentence")
    block["novelty"] = {"id": []}
    assert open_html(page_of(block)).rows("spots") == {0, 1, 2, 3}
