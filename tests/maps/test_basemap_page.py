"""The offline basemap as the page draws it."""

import pytest

from geomoves import build, read_dossier
from geomoves.maps.basemap import basemap_block
from geomoves.maps.extent import widened
from geomoves.maps.map import MovementMap
from tests.maps.odd_blocks import empty_block
from tests.maps.opened_page import opener

UNKNOWN = [233, 232, 228]
LAND, SEA = [247, 245, 239], [219, 228, 233]
# A line's soft edge may have any colour.
BY_CHANCE = 200
COUNT = """(() => {
    const {x, y, w, h} = app.view.paper.view.window;
    const {data} = pixelsOf(app.view.paper).getImageData(x, y, w, h);
    const found = given.map(() => 0);
    for (let at = 0; at < data.length; at += 4)
        given.forEach(([red, green, blue], nth) => {
            if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) found[nth]++;
        });
    return found;
})()"""


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


def map_of(view, **options):
    block = empty_block() | {"view": list(view)}
    return MovementMap(block, basemap_block=basemap_block(widened(view), **options)).strict_html()


@pytest.mark.parametrize("away", [False, True])
@pytest.mark.parametrize("size", [(2560, 1080), (390, 844)])
def test_no_void_shows_however_wide_or_high_the_screen(size, away, example, open_html):
    html = build(read_dossier(example)).map().strict_html()
    opened = open_html(html, width=size[0], height=size[1])
    if away:
        opened.look_at(-100.0, 40.0, 4)
    land, void = opened.ask(COUNT, [LAND, UNKNOWN])
    assert void < BY_CHANCE
    # There is land beyond the window, too.
    assert land > 10_000
    opened.visit.assert_quiet()


def test_a_narrow_map_opens_close_and_names_small_towns(open_html):
    opened = open_html(map_of((34, 50.8, 37, 52.3)))
    assert opened.ask("app.map.getZoom()") > 8
    names = opened.ask("app.view.scene.cities.flatMap(({block}) => block.lines.map(({text}) => text))")
    assert {"Kursk", "Rylsk", "Sumy"} <= set(names)


def test_towns_are_named_in_the_language_of_the_page(open_html):
    opened = open_html(map_of((20, 40, 60, 62), language="de"))
    names = opened.ask("app.view.scene.cities.flatMap(({block}) => block.lines.map(({text}) => text))")
    assert "Moskau" in names


@pytest.mark.parametrize("view", [(165, 60, 200, 72), (-180, -60, 180, 80), (-75, -83, -20, -70)])
def test_it_draws_the_antimeridian_the_world_and_the_antarctic(view, open_html):
    opened = open_html(map_of(view))
    land, sea, void = opened.ask(COUNT, [LAND, SEA, UNKNOWN])
    assert min(land, sea) > 10_000
    assert void < BY_CHANCE
    opened.visit.assert_quiet()


@pytest.mark.parametrize("way", [(150, 75), (-120, 60), (100, -80), (0, 100)])
def test_what_is_kept_of_the_ground_of_a_moved_map_is_what_would_be_drawn(way, example, open_html):
    opened = open_html(build(read_dossier(example)).map().strict_html(), width=900, height=700)
    opened.look_at(131.0, 45.0, 5)
    opened.ask("(app.before = app.view.paper.view, 0)")
    opened.ask("app.map.panBy(given, {animate: false}) && null", list(way))
    opened.wait_until("app.view.paper.view !== app.before")
    kept, drawn = opened.ask(
        """(() => {
            const read = () => {
                const {width, height} = app.view.paper._canvas;
                return pixelsOf(app.view.paper).getImageData(0, 0, width, height).data;
            };
            const kept = read();
            app.view.paper.drawNow();
            const drawn = read();
            // A coast is smoothed from where its line begins: a few pixels of its edge may differ a little.
            let [other, far] = [0, 0];
            for (let at = 0; at < drawn.length; at++) {
                const apart = Math.abs(drawn[at] - kept[at]);
                if (apart > 0) other++;
                if (apart > 40) far++;
            }
            return [other / drawn.length, far / drawn.length];
        })()"""
    )
    assert kept < 0.01, kept
    assert drawn < 0.001, drawn
