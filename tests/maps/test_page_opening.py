"""How a map opens and is dragged: nothing is worked out before it is needed, and nothing stumbles."""

from __future__ import annotations

import pytest

from tests.maps.odd_blocks import many_legs_block
from tests.maps.opened_page import opener
from tests.maps.sample_block import page_of

_DRAWN_AT = "[app.view.ink._drawnAt, app.view.paper._drawnAt]"
_IN_PLACE = "app.view.ink._topLeft.equals(app.view.ink._corner())"
_COVERED = "!app.view.ink._isBare(0)"


@pytest.fixture
def many(open_page, tmp_path):
    return opener(open_page, tmp_path)(page_of(many_legs_block(3000)))


def _pressed_in_the_middle(opened):
    box = opened.page.locator(".gm-map").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    opened.page.mouse.move(*middle)
    opened.page.mouse.down()
    return middle


def test_the_first_picture_waits_for_nothing_that_is_not_in_it(many):
    assert many.ask("performance.getEntriesByName('geomoves-first-picture').length") == 1
    assert many.ask("app.view.scene.flows.length") > 0
    unread = "Object.getOwnPropertyDescriptor(app.model.block.legs, given).get !== undefined"
    assert many.ask(unread, "from_words")
    # What came after it is there once the page says that it is ready.
    assert many.page.locator(".gm-legend-rows").first.is_visible()


def test_the_picture_follows_a_drag_and_is_drawn_again_when_the_map_rests(many):
    x, y = _pressed_in_the_middle(many)
    before = many.ask(_DRAWN_AT)
    many.page.mouse.move(x + 40, y + 20)
    many.page.mouse.move(x + 80, y + 40)
    assert many.ask(_DRAWN_AT) == before, "nothing is drawn while what is drawn covers the map"
    assert many.page.locator(".gm-tooltip").is_hidden()
    # At rest before it is let go: a map that is thrown glides on, as far as the machine is quick.
    many.page.wait_for_timeout(200)
    many.page.mouse.up()
    many.page.wait_for_timeout(1500)
    assert many.ask(_IN_PLACE)
    ink, paper = many.ask(_DRAWN_AT)
    assert ink > before[0]
    assert paper == before[1], "the ground is drawn wide enough for a short way"


def test_a_long_drag_shows_no_bare_edge(many):
    x, y = _pressed_in_the_middle(many)
    for step in range(1, 9):
        many.page.mouse.move(x - 50 * step, y)
        many.page.wait_for_timeout(60)
    many.page.wait_for_timeout(500)
    assert many.ask(_COVERED)
    assert many.ask("!app.view.paper._isBare(0)")
    many.page.mouse.up()


def test_what_was_being_laid_out_is_given_up_when_the_map_moves_on(many):
    many.ask("(app.map.panBy([60, 0], {animate: false}), app.view.ink._drawInPieces())")
    before = many.ask(_DRAWN_AT)
    many.ask("app.map.panBy([2000, 0], {animate: false})")
    many.page.wait_for_timeout(600)
    assert many.ask(_IN_PLACE)
    assert many.ask(_DRAWN_AT)[0] > before[0]
    assert many.ask("app.view.scene.view.left === app.view.ink.view.left")
