"""The slider: civil days, both ends inclusive, the same for readers anywhere."""

from __future__ import annotations

from datetime import date

import pytest

from tests.maps.opened_page import opener
from tests.maps.reported_block import reported_block
from tests.maps.sample_block import OCTOBER_2024, page_of

EPOCH = date(1970, 1, 1).toordinal()
PALE = 0.4


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


@pytest.fixture
def reported(open_html):
    opened = open_html(page_of(reported_block()))
    opened.look_at(90.0, 50.0, 3)
    return opened


def october(day):
    return OCTOBER_2024 + day


def test_all_dates_are_shown_at_first(reported):
    assert reported.page.locator(".gm-day").inner_text() == "All dates"
    assert reported.rows("spots") == {0, 1, 2, 3, 4}
    assert {end["alpha"] for end in reported.drawn()["openEnds"]} == {1}


@pytest.mark.parametrize(("day", "alpha"), [(7, None), (8, PALE), (10, PALE), (13, PALE), (14, None)])
def test_somewhen_in_a_stretch_is_pale_on_each_of_its_days_and_only_on_those(reported, day, alpha):
    reported.choose(day=october(day))
    ends = reported.drawn()["openEnds"]
    assert [end["alpha"] for end in ends] == ([] if alpha is None else [pytest.approx(alpha)])


@pytest.mark.parametrize(("day", "shown"), [(2, False), (3, True), (4, False)])
def test_what_has_one_day_is_whole_on_it(reported, day, shown):
    reported.choose(day=october(day))
    loss = [spot for spot in reported.drawn()["spots"] if spot["row"] == 4]
    assert [(spot["alpha"], spot["glyphs"]) for spot in loss] == ([(1, ["loss"])] if shown else [])


def test_throughout_is_whole_and_an_open_end_stays_open(open_html):
    block = reported_block()
    block["legs"]["how"][0] = "throughout"
    opened = open_html(page_of(block))
    opened.choose(day=october(10))
    assert [end["alpha"] for end in opened.drawn()["openEnds"]] == [1]
    block["legs"]["how"][0] = ""
    block["legs"]["day_to"][0] = None
    opened = open_html(page_of(block))
    for day, count in ((7, 0), (8, 1), (18, 1)):
        opened.choose(day=october(day))
        assert len(opened.drawn()["openEnds"]) == count, day


def test_a_presence_is_whole_on_its_date_and_then_fades_as_last_reported(open_html):
    block = reported_block()
    block["days"] = [october(3), october(80)]
    opened = open_html(page_of(block))
    strengths = []
    for day in (17, 18, 19, 30, 48, 80):
        opened.choose(day=october(day))
        strengths.append([bracket["alpha"] for bracket in opened.drawn()["brackets"]])
        labels = opened.ask("app.view.scene.brackets.flatMap(({block}) => block.lines.map(({text}) => text))")
        assert ("last reported 18 Oct" in labels) == (day > 18)
    assert strengths[:2] == [[], [1]]
    fading = [strength for (strength,) in strengths[2:]]
    assert fading == sorted(fading, reverse=True)
    assert 0.6 > fading[0] > fading[1] > fading[2] > 0.2
    assert fading[2] == fading[3]


def test_a_role_stands_from_the_day_of_the_claim_that_gives_it(reported):
    reported.choose(day=october(10))
    (vladivostok,) = reported.drawn()["spots"]
    assert vladivostok["glyphs"] == ["transits"]
    assert reported.page.locator("[data-layer='bases'] .gm-count").inner_text() == "0 of 4"
    reported.choose(day=october(18))
    glyphs = {spot["row"]: spot["glyphs"] for spot in reported.drawn()["spots"]}
    assert glyphs == {0: ["bases"], 1: ["bases", "activity"], 2: ["bases", "activity"], 3: ["bases"]}


def test_the_keyboard_steps_day_by_day(reported):
    slider = reported.page.get_by_role("slider")
    slider.focus()
    days = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        reported.page.keyboard.press(key)
        days.append(reported.page.locator(".gm-day").inner_text())
    assert days == ["3 October 2024", "4 October 2024", "3 October 2024", "18 October 2024", "3 October 2024"]
    assert slider.get_attribute("aria-valuetext") == "3 October 2024"
    reported.page.get_by_role("button", name="One day on").click()
    assert reported.page.locator(".gm-day").inner_text() == "4 October 2024"
    reported.page.get_by_role("button", name="All dates").click()
    assert reported.page.locator(".gm-day").inner_text() == "All dates"


def test_it_plays_to_the_last_day_and_stops(open_html):
    block = reported_block()
    block["days"] = [october(16), october(18)]
    opened = open_html(page_of(block))
    opened.page.get_by_role("button", name="Play").click()
    assert opened.ask("app.store.state.day") == october(16)
    assert opened.page.get_by_role("button", name="Pause").is_visible()
    opened.wait_until(f"app.store.state.day === {october(18)}")
    assert opened.page.get_by_role("button", name="Play").is_visible()


def test_what_has_no_day_is_counted_and_listed_and_off_the_slider(reported):
    tray = reported.page.locator(".gm-undated")
    assert tray.inner_text() == "1 undated"
    tray.click()
    assert "no day is stated" in reported.card()
    assert "North Korea → Russia" in reported.card()
    reported.choose(day=october(18), list="", selected=None)
    assert reported.rows("areas") == set()


@pytest.mark.parametrize("timezone", ["America/Los_Angeles", "Pacific/Kiritimati", "UTC"])
def test_days_are_the_same_for_readers_anywhere(timezone, open_html):
    days = [
        date(1, 1, 1),
        date(1582, 10, 15),
        date(1812, 6, 24),
        date(1899, 12, 31),
        date(1900, 2, 28),
        date(1969, 12, 31),
        date(1970, 1, 1),
        date(2000, 2, 29),
        date(2024, 2, 29),
        date(2024, 3, 1),
        date(2024, 10, 13),
        date(9999, 12, 31),
    ]
    opened = open_html(page_of(reported_block()), timezone_id=timezone, locale="en-US")
    for day in days:
        opened.ask("app.store.set({day: given})", day.toordinal() - EPOCH)
        assert opened.page.locator(".gm-day").inner_text() == f"{day.day} {day:%B} {day.year}"


def test_every_day_of_a_century_has_its_own_label(reported):
    first = date(1899, 12, 1).toordinal() - EPOCH
    labels = reported.ask(
        """Array.from({length: 366 * 5}, (_, nth) => {
            app.store.state.day = null;
            app.store.set({day: given + nth * 20});
            return document.querySelector('.gm-day').textContent;
        })""",
        first,
    )
    wanted = [date.fromordinal(EPOCH + first + 20 * nth) for nth in range(366 * 5)]
    assert labels == [f"{day.day} {day:%B} {day.year}" for day in wanted]


def test_a_map_without_a_date_has_no_slider(open_html):
    opened = open_html(page_of(reported_block() | {"days": None}))
    assert opened.page.locator(".gm-time").count() == 0
