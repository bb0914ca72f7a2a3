"""The story: steps through the map, by buttons and arrow keys, in its author's voice."""

from __future__ import annotations

import pytest

import geomoves as gm
from geomoves.maps.block import movement_block
from geomoves.maps.columns import COLUMNS
from tests.maps.opened_page import opener
from tests.maps.reported_block import reported_block
from tests.maps.sample_block import october, page_of

PHONE = {"width": 390, "height": 844, "is_mobile": True, "has_touch": True}
HOSTILE = "<img src=x onerror=alert(1)>{{7*7}}</script><script>alert(1)</script>"


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


def told_block():
    steps = [
        {"text": "It begins here."},
        {
            "text": "They were carried to Vladivostok.",
            "view": [131.0, 42.0, 133.0, 44.0],
            "day_from": october(8),
            "day_to": october(13),
            "select": ["claims", 1],
            "layers": ["happened", "transits"],
        },
        {"text": HOSTILE, "day_to": october(18), "said": october(17), "select": ["places", 0]},
    ]
    columns = COLUMNS["story"]
    return reported_block() | {"story": {name: [step.get(name) for step in steps] for name in columns}}


@pytest.fixture
def opened(open_html):
    return open_html(page_of(told_block()))


def told(opened):
    return opened.page.locator(".gm-story-text").inner_text()


def test_it_waits_until_it_is_asked_for(opened, open_html):
    assert opened.page.locator(".gm-story").is_hidden()
    silent = open_html(page_of(reported_block() | {"story": None}))
    assert silent.page.locator(".gm-story, .gm-story-button").count() == 0


def test_buttons_walk_through_the_steps_and_end_it(opened):
    page = opened.page
    page.get_by_role("button", name="Story", exact=True).click()
    assert told(opened) == "It begins here."
    assert page.locator(".gm-story .gm-kicker").inner_text() == "THE AUTHOR OF THIS MAP · 1 OF 3"
    page.get_by_role("button", name="Step back").click(force=True)
    assert opened.ask("app.store.state.step") == 0
    page.get_by_role("button", name="Next step").click()
    page.get_by_role("button", name="Next step").click()
    assert told(opened) == HOSTILE
    page.get_by_role("button", name="Next step").click(force=True)
    assert opened.ask("app.store.state.step") == 2
    page.get_by_role("button", name="End the story").click()
    assert page.locator(".gm-story").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Story"
    opened.visit.assert_quiet()


def test_a_step_sets_view_days_layers_and_card(opened):
    page = opened.page
    opened.ask("app.store.set({filters: {speaker: [5]}})")
    page.get_by_role("button", name="Story", exact=True).click()
    assert opened.ask("app.store.state.filters") == {}
    page.get_by_role("button", name="Next step").click()
    state = opened.ask("app.store.state")
    assert (state["day"], state["length"]) == (october(13), 6)
    assert opened.ask("app.view.shown.legs[0]") == 1
    assert page.locator("[data-layer='bases'] input").is_checked() is False
    assert "8 OCT – 13 OCTOBER 2024" in page.locator(".gm-story .gm-kicker").inner_text()
    assert "Russian ships carried 1,500" in opened.card()
    opened.wait_until("app.map.getZoom() > 5 && Math.abs(app.map.getCenter().lng - 132) < 1")
    page.get_by_role("button", name="Next step").click()
    assert opened.ask("[app.store.state.day, String(app.store.state.length)]") == [october(18), "Infinity"]
    assert opened.ask("app.store.state.said") == october(17)
    assert page.locator("[data-layer='bases'] input").is_checked()
    assert "Vladivostok" in opened.card()


def test_arrow_keys_walk_and_leave_the_slider_and_the_map_theirs(opened):
    page = opened.page
    page.get_by_role("button", name="Story", exact=True).click()
    page.keyboard.press("ArrowRight")
    assert told(opened) == "They were carried to Vladivostok."
    # The card that opened has not taken the keys.
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert told(opened) == "They were carried to Vladivostok."
    page.get_by_role("slider", name="Last day").focus()
    page.keyboard.press("ArrowLeft")
    assert opened.ask("app.store.state.day") == october(12)
    assert told(opened) == "They were carried to Vladivostok."
    page.locator(".gm-map").focus()
    page.keyboard.press("ArrowRight")
    assert told(opened) == "They were carried to Vladivostok."
    page.get_by_role("button", name="Next step").focus()
    page.keyboard.press("Escape")
    assert page.locator(".gm-story").is_hidden()
    page.keyboard.press("ArrowRight")
    assert opened.ask("app.store.state.step") is None


def test_it_is_read_out_and_its_text_stays_text(opened):
    page = opened.page
    region = page.get_by_role("region", name="Story in 3 steps")
    page.get_by_role("button", name="Story", exact=True).click()
    assert region.locator("[aria-live=polite]").inner_text().endswith("It begins here.")
    opened.ask("app.story.go(2)")
    assert page.locator(".gm-story-text *").count() == 0
    assert told(opened) == HOSTILE
    opened.visit.assert_quiet()


def test_it_does_not_move_for_readers_who_ask_for_stillness(open_html):
    opened = open_html(page_of(told_block()), reduced_motion="reduce")
    opened.ask("app.story.go(1)")
    # At once, and not after an animation.
    assert abs(opened.ask("app.map.getCenter().lng") - 132) < 1


def test_a_step_is_linked(open_html):
    opened = open_html(page_of(told_block()))
    opened.ask("app.story.go(1)")
    opened.page.wait_for_timeout(900)
    assert "step=2" in opened.page.evaluate("location.hash")
    opened.page.evaluate("location.hash = '#step=3'")
    opened.wait_until("app.store.state.step === 2")
    assert told(opened) == HOSTILE


def test_on_a_phone_the_story_is_whole_and_its_card_waits(open_html):
    opened = open_html(page_of(told_block()), **PHONE)
    page = opened.page
    page.get_by_role("button", name="Story", exact=True).click()
    page.get_by_role("button", name="Next step").click()
    assert opened.card() == ""
    box = page.locator(".gm-story").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
    for name in ("Step back", "Next step", "Open its card", "End the story"):
        assert page.get_by_role("button", name=name).bounding_box()["height"] >= 44, name
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Open its card").click()
    assert "Russian ships carried 1,500" in opened.card()
    opened.visit.assert_quiet()


def test_the_story_of_the_example_leads_to_what_it_names(open_html):
    block = movement_block(gm.build(gm.read_dossier("examples/dprk-2024.yaml")))
    story = block["story"]
    claims = [block["claims"]["id"][row] for kind, row in filter(None, story["select"]) if kind == "claims"]
    assert claims == ["crossing", "bases", "six-killed", "kremlin"]
    lon, lat = 131.87353, 43.10562
    assert story["view"][1] == pytest.approx([lon, lat, lon, lat])
    west, south, east, north = story["view"][2]
    assert (west, south) < (128, 44)
    assert (east, north) > (135, 50)
    opened = open_html(page_of(block))
    for step in range(len(story["text"])):
        opened.ask("app.story.go(given)", step)
        assert told(opened).split() == story["text"][step].split()
    opened.visit.assert_quiet()
