"""A map of very many movements: ribbons between clusters, all counted, nothing disputed or chosen lost."""

from __future__ import annotations

import itertools

import pytest

from tests.maps.odd_blocks import many_legs_block, odd_block
from tests.maps.opened_page import opener
from tests.maps.sample_block import page_of

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

_TOLD = (
    "app.view.scene.labels.flatMap(({block}) => block.lines.filter(({what}) => what).map(({text}) => text))"
)


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


@pytest.fixture
def many(open_html):
    return open_html(page_of(many_legs_block(3000)))


def flows(opened):
    return opened.ask(
        "app.view.scene.flows.map(({row, n, sure, width, text, disputed, rect}) => "
        "({row, n, sure, width, text, disputed, rect}))"
    )


def note(opened):
    return opened.page.locator(".gm-dense")


def test_few_movements_are_each_drawn_as_themselves(open_html):
    opened = open_html(page_of(odd_block()))
    assert opened.ask("app.view.scene.level === null")
    assert not note(opened).is_visible()
    assert len(opened.rows("legs")) > 20


def test_many_are_ribbons_each_with_its_number(many):
    drawn = flows(many)
    assert len(drawn) > 20
    for flow in drawn:
        assert flow["n"] >= 2
        assert flow["text"] == f"{flow['n']:,}"
    for one, other in itertools.combinations([flow["rect"] for flow in drawn], 2):
        apart = (
            one["x"] + one["w"] <= other["x"]
            or other["x"] + other["w"] <= one["x"]
            or one["y"] + one["h"] <= other["y"]
            or other["y"] + other["h"] <= one["y"]
        )
        assert apart
    widths = {flow["n"]: flow["width"] for flow in drawn}
    assert sorted(widths.values()) == [widths[n] for n in sorted(widths)]


def test_a_ribbon_is_as_wide_as_its_number_and_never_as_a_strength(open_html):
    block = many_legs_block(3000)
    before = {flow["row"]: flow for flow in flows(open_html(page_of(block)))}
    block["legs"]["best"] = [best * 50 for best in block["legs"]["best"]]
    after = {flow["row"]: flow for flow in flows(open_html(page_of(block)))}
    assert before == after


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_what_is_drawn_and_what_is_counted_are_all_that_shows(size, open_html):
    opened = open_html(page_of(many_legs_block(3000)), **size)
    opened.ask("app.fit(app.model.block.view, false)")
    opened.ask("app.view.ink.drawNow()")
    drawn = sum(flow["n"] for flow in flows(opened))
    alone = len(opened.rows("legs"))
    within = sum(int(text.split()[0].replace(",", "")) for text in opened.ask(_TOLD))
    left = opened.ask("app.view.scene.left")
    assert left > 0
    assert drawn + alone + within + left == 3000
    assert f"{left:,}" in note(opened).inner_text()


def test_a_day_only_counts_again(many):
    before = {flow["row"]: flow["n"] for flow in flows(many)}
    (first, last) = many.ask("app.model.block.days")
    many.choose(day=(first + last) // 2)
    shown = many.ask("app.view.shown.legs.reduce((n, strength) => n + (strength > 0), 0)")
    assert shown < 300
    many.choose(day=None)
    assert {flow["row"]: flow["n"] for flow in flows(many)} == before


def test_as_one_zooms_in_ribbons_dissolve_into_legs(open_html):
    opened = open_html(page_of(many_legs_block(600)))
    lon, lat = opened.ask("[app.model.block.places.lon[0], app.model.block.places.lat[0]]")
    modes = []
    for zoom in (3, 6, 9):
        opened.look_at(lon, lat, zoom)
        modes.append((opened.ask("app.view.scene.level !== null"), len(opened.rows("legs"))))
    assert modes[0][0]
    assert not modes[-1][0]
    assert modes[-1][1] > 0


def test_one_that_is_denied_signs_the_ribbon_that_it_is_in(open_html):
    block = many_legs_block(3000)
    block["legs"]["disputed"] = [False] * 3000
    assert not any(flow["disputed"] for flow in flows(open_html(page_of(block))))
    first = open_html(page_of(block))
    busiest = max(flows(first), key=lambda flow: flow["n"])["row"]
    row = first.ask("app.view.scene.level.flowOf.indexOf(given)", busiest)
    block["legs"]["disputed"][row] = True
    signed = [flow["row"] for flow in flows(open_html(page_of(block))) if flow["disputed"]]
    assert signed == [busiest]


def test_what_is_selected_stays_on_the_map_as_itself(many):
    busiest = max(flows(many), key=lambda flow: flow["n"])["row"]
    row = many.ask("app.view.scene.level.flowOf.indexOf(given)", busiest)
    assert row not in many.rows("legs")
    many.choose(selected={"kind": "legs", "row": row})
    assert row in many.rows("legs")
    ends = {many.ask(f"app.model.block.legs.{end}[given]", row) for end in ("from", "to")}
    assert ends <= many.rows("spots")


def test_a_ribbon_opens_the_list_of_its_movements_and_offers_to_zoom_in(many):
    busiest = max(flows(many), key=lambda flow: flow["n"])
    x, y, _, _ = press_at(many, busiest["rect"])
    many.page.mouse.move(x, y)
    tip = many.page.locator(".gm-tooltip")
    assert f"{busiest['n']} MOVEMENTS" in tip.inner_text().upper()
    many.page.mouse.click(x, y)
    card = many.card()
    assert f"{busiest['n']} MOVEMENTS" in card.upper()
    assert "not people" in card
    listed = many.page.locator(".gm-card .gm-things .gm-thing")
    assert listed.count() == min(busiest["n"], 100)
    zoom = many.ask("app.map.getZoom()")
    many.page.locator(".gm-card .gm-zoom-to").click()
    many.wait_until(f"app.map.getZoom() >= {zoom + 1} && !app.map._animatingZoom")
    listed.first.click()
    assert many.ask("app.store.state.selected.kind") == "legs"
    many.page.get_by_role("button", name="Back", exact=True).click()
    assert f"{busiest['n']} MOVEMENTS" in many.card().upper()


def press_at(opened, rect):
    """Where the middle of a rectangle of the canvas lies on the page."""
    return opened.ask(
        """(() => {
            const box = app.view.ink._canvas.getBoundingClientRect();
            return [box.x + given.x + given.w / 2, box.y + given.y + given.h / 2, box.x, box.y];
        })()""",
        rect,
    )


def test_a_cluster_opens_the_list_of_its_places(many):
    cluster = many.ask(
        """(({row, x, y, n}) => ({row, n, rect: {x: x - 1, y: y - 1, w: 2, h: 2}}))(
            app.view.scene.clusters.find(({x, y}) => {
                const {window} = app.view.scene.view;
                return x > window.x + 80 && y > window.y + 80 &&
                    x < window.x + window.w - 80 && y < window.y + window.h - 80;
            }))"""
    )
    x, y, _, _ = press_at(many, cluster["rect"])
    many.page.mouse.click(x, y)
    assert f"{cluster['n']} PLACES" in many.card().upper()


def test_places_alone_can_be_too_many(open_html):
    block = many_legs_block(40)
    opened = open_html(page_of(block))
    assert opened.ask("app.view.scene.level !== null")
    assert opened.ask("app.view.scene.clusters.reduce((sum, {n}) => sum + n, 0)") > 300
    assert "more" not in note(opened).inner_text()


def test_without_anything_in_view_there_is_nothing_to_say(many):
    many.look_at(-100.0, -40.0, 5)
    assert not note(many).is_visible()


def test_joins_and_tracks_are_no_ribbons(open_html):
    block = many_legs_block(500)
    block["legs"]["inferred"] = [True] * 500
    opened = open_html(page_of(block))
    assert flows(opened) == []
    opened.visit.assert_quiet()
