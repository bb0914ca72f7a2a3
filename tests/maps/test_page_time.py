"""The slider: civil days, both ends inclusive, the same for readers anywhere."""

from __future__ import annotations

from datetime import date

import pytest

from tests.maps.odd_blocks import many_legs_block
from tests.maps.opened_page import opener
from tests.maps.reported_block import reported_block
from tests.maps.sample_block import OCTOBER_2024, block_of, page_of

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


# Several days, and everything up to a day


def spanned_block():
    """Four legs between two places: on a day, in a stretch, with an open end, and undated."""
    days = [
        {"day_from": october(5), "day_to": october(5)},
        {"day_from": october(8), "day_to": october(13), "how": "within"},
        {"day_from": october(10), "day_to": None, "how": "within"},
        {"day_from": None, "day_to": None},
    ]
    leg = {"from": 0, "to": 1, "path": [[130.0, 43.0], [135.0, 48.0]]}
    return block_of(
        days=[october(1), october(31)],
        places=[{"id": "a", "lon": 130.0, "lat": 43.0}, {"id": "b", "lon": 135.0, "lat": 48.0}],
        claims=[{"id": f"c{row}"} for row in range(4)],
        speakers=[{"id": "s", "name": "S"}],
        documents=[{"id": "d", "title": "D"}],
        legs=[{"id": f"l{row}", **leg, **when, "claims": [row]} for row, when in enumerate(days)],
        tray=[["legs", 3, "no day is stated"]],
        view=[130.0, 43.0, 135.0, 48.0],
    )


@pytest.mark.parametrize(
    ("day", "length", "alphas"),
    [
        (5, 1, [1, 0, 0, 0]),
        (8, 1, [0, PALE, 0, 0]),
        # The whole stretch lies in the window: it was somewhen in it for sure.
        (14, 7, [0, 1, PALE, 0]),
        (12, 8, [1, PALE, PALE, 0]),
        # A stretch whose end is open is never over.
        (31, 31, [1, 1, PALE, 0]),
    ],
)
def test_a_window_shows_what_lies_in_it_whole_and_what_may_lie_in_it_pale(day, length, alphas, open_html):
    opened = open_html(page_of(spanned_block()))
    opened.choose(day=october(day), length=length)
    assert opened.ask("Array.from(app.view.shown.legs)") == pytest.approx(alphas)


def test_up_to_a_day_keeps_what_is_over_and_lets_presences_age(open_html):
    block = reported_block() | {"days": [october(3), october(80)]}
    opened = open_html(page_of(block))
    opened.ask("(app.store.set({day: given, length: Infinity}), app.view.ink.drawNow())", october(20))
    assert opened.ask("Array.from(app.view.shown.events)") == [1, 1, 1]
    assert opened.ask("app.view.shown.legs[0]") == 1
    assert 0.2 < opened.ask("app.view.shown.presences[0]") < 0.6
    assert opened.page.locator(".gm-day").inner_text() == "Up to 20 October 2024"


def test_the_window_has_two_ends_and_keeps_its_length_as_it_moves(open_html):
    opened = open_html(page_of(spanned_block()))
    page = opened.page
    page.get_by_label("Which days").select_option("Several days")
    assert page.locator(".gm-day").inner_text() == "1 Oct – 7 October 2024"
    for _ in range(3):
        page.get_by_role("button", name="One day on", exact=True).click()
    assert page.locator(".gm-day").inner_text() == "4 Oct – 10 October 2024"
    page.get_by_role("slider", name="First day").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".gm-day").inner_text() == "5 Oct – 10 October 2024"
    page.get_by_role("slider", name="Last day").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".gm-day").inner_text() == "5 Oct – 11 October 2024"
    page.keyboard.press("Home")
    assert page.locator(".gm-day").inner_text() == "5 Oct – 6 October 2024"
    page.get_by_label("Which days").select_option("Everything up to")
    assert page.locator(".gm-day").inner_text() == "Up to 6 October 2024"
    page.get_by_label("Which days").select_option("One day")
    assert page.locator(".gm-day").inner_text() == "6 October 2024"
    opened.visit.assert_quiet()


def test_the_histogram_tells_known_days_stretches_and_open_ends_apart(open_html):
    opened = open_html(page_of(spanned_block()))
    bars = opened.ask("app.timeBar.counted()")
    by_day = {day: tuple(bars[name][day - 1] for name in ("sure", "pale", "open")) for day in range(1, 32)}
    for day, counts in by_day.items():
        assert counts == (int(day == 5), int(8 <= day <= 13), int(day >= 10)), day


# What had been said by a day


def said_block():
    """One leg that two voices tell of on two days and somebody denies later; one of unknown date."""
    leg = {"from": 0, "to": 1, "path": [[130.0, 43.0], [135.0, 48.0]], "phase": "happened"}

    def said(day):
        return {"said": f"{day} October 2024", "said_from": october(day - 1), "said_to": october(day)}

    def on(first, last):
        return {
            "when": f"{first}–{last}",
            "when_from": october(first),
            "when_to": october(last),
            "when_how": "within",
        }

    block = block_of(
        days=[october(1), october(8)],
        places=[{"id": "a", "lon": 130.0, "lat": 43.0}, {"id": "b", "lon": 135.0, "lat": 48.0}],
        speakers=[{"id": "s", "name": "S"}, {"id": "t", "name": "T"}, {"id": "u", "name": "U"}],
        documents=[{"id": "d", "title": "D"}],
        claims=[
            {
                "id": "low",
                "strength": "100 soldiers",
                "questions": [0],
                "responses": [[2, ""]],
                **said(10),
                **on(2, 3),
            },
            {
                "id": "high",
                "said_by": 1,
                "strength": "300 soldiers",
                "questions": [0],
                **said(14),
                **on(1, 8),
            },
            {
                "id": "no",
                "kind": "response",
                "stance": "denies",
                "said_by": 2,
                "sentence": "U denied it.",
                **said(16),
            },
            {"id": "undated", "sentence": "S told of another."},
        ],
        legs=[
            {
                "id": "l",
                **leg,
                "claims": [0, 1],
                "support": "corroborated",
                "disputed": True,
                "low": 100,
                "high": 300,
                "strength": "100 soldiers and 300 soldiers",
                "day_from": october(1),
                "day_to": october(8),
                "how": "within",
            },
            {"id": "m", **leg, "claims": [3], "day_from": october(2), "day_to": october(2)},
        ],
        questions=[{"id": "q", "support": "corroborated", "figures": []}],
        strip=[[2, "denies", "U denied it.", "16 October 2024"]],
        view=[130.0, 43.0, 135.0, 48.0],
    )
    block["claims"] |= {
        "low": [None] * 4,
        "best": [100, 300, None, None],
        "high": [None] * 4,
        "counts": [True, True, False, True],
    }
    block["questions"] |= {"claims": [[0, 1]], "corroborated_by": [[[0, 1]]]}
    return block


_LEG = """(({block: {legs}}) => ({
    low: legs.low[0], best: legs.best[0], high: legs.high[0], strength: legs.strength[0],
    support: legs.support[0], disputed: legs.disputed[0], from: legs.day_from[0], to: legs.day_to[0],
}))(app.view.shown.model)"""


def test_by_a_day_only_what_had_surely_been_said_is_shown_with_the_figures_of_then(open_html):
    opened = open_html(page_of(said_block()))

    def by(day):
        opened.choose(said=None if day is None else october(day))
        shown = opened.ask("Array.from(app.view.shown.legs)")
        return shown, opened.ask(_LEG)

    one = {"low": None, "best": 100, "high": None, "strength": "100 soldiers", "support": "one"}
    one |= {"disputed": False, "from": october(2), "to": october(3)}
    both = {"low": 100, "best": None, "high": 300, "strength": "100 soldiers and 300 soldiers"}
    both |= {"support": "corroborated", "disputed": False, "from": october(1), "to": october(8)}
    # The latest day that its date allows counts, so that nothing shows earlier than it was surely said.
    assert by(9)[0] == [0, 0]
    assert by(10) == ([1, 0], one)
    assert by(13) == ([1, 0], one)
    assert by(14) == ([1, 0], both)
    assert by(15)[1]["disputed"] is False
    assert by(16) == ([1, 0], both | {"disputed": True})
    # And back again, in one step.
    assert by(10) == ([1, 0], one)
    assert by(None) == ([1, 1], both | {"disputed": True})


def test_voices_without_a_reason_for_independence_are_several(open_html):
    block = said_block()
    block["questions"]["corroborated_by"] = [[]]
    opened = open_html(page_of(block))
    opened.choose(said=october(15))
    assert opened.ask(_LEG)["support"] == "corroborated"
    block["claims"]["questions"].append([0])
    for name, column in block["claims"].items():
        if name != "questions":
            column.append(column[1])
    block["claims"]["id"][4], block["claims"]["said_to"][4] = "later", october(20)
    block["questions"]["claims"] = [[0, 1, 4]]
    opened = open_html(page_of(block))
    opened.choose(said=october(15))
    assert opened.ask(_LEG)["support"] == "several"
    opened.choose(said=october(20))
    assert opened.ask(_LEG)["support"] == "corroborated"


def test_the_second_slider_opens_steps_and_closes(open_html):
    opened = open_html(page_of(said_block()))
    page = opened.page
    assert page.locator(".gm-said-row").is_hidden()
    page.get_by_role("button", name="Said by …").click()
    assert page.locator(".gm-shown").inner_text().splitlines()[0] == "As it could be drawn on 16 October 2024"
    page.get_by_role("slider", name="Day by which it had been said").press("ArrowLeft")
    page.get_by_role("button", name="One day back in what had been said").click()
    assert page.locator(".gm-said-by-day").inner_text() == "As it could be drawn on 14 October 2024"
    assert "1 of 2 shown" in page.locator(".gm-shown").inner_text()
    page.get_by_role("button", name="1 of unknown date").click()
    assert "S told of another." in opened.card()
    page.get_by_role("button", name="Show everything that has been said").click()
    assert page.locator(".gm-said-row").is_hidden()
    assert page.locator(".gm-shown").is_hidden()
    opened.visit.assert_quiet()


def test_a_denial_that_came_later_stays_in_sight_and_says_so(open_html):
    opened = open_html(page_of(said_block()))
    opened.choose(said=october(12))
    strip = opened.page.locator(".gm-strip")
    assert "U denied it." in strip.inner_text()
    assert "not yet said on 12 October 2024" in strip.inner_text()
    opened.choose(said=october(16))
    assert "not yet said" not in strip.inner_text()


def test_a_card_leaves_out_and_counts_what_had_not_been_said(open_html):
    opened = open_html(page_of(said_block()))
    opened.choose(said=october(12), selected={"kind": "legs", "row": 0})
    card = opened.card()
    assert "1 claim behind it is left out: it had not surely been said by 12 October 2024." in card
    assert "300" not in card
    opened.choose(said=None)
    assert "left out" not in opened.card()
    assert "300 soldiers" in opened.card()


def test_what_was_taken_back_stands_on_the_days_before(open_html):
    block = said_block()
    block["legs"]["known_until"] = [october(14), None]
    opened = open_html(page_of(block))
    assert opened.ask("Array.from(app.view.shown.legs)") == [0, 1]
    assert opened.page.locator(".gm-shown").is_hidden()
    for day, shown in ((10, 1), (14, 1), (15, 0), (10, 1)):
        opened.choose(said=october(day))
        assert opened.ask("app.view.shown.legs[0]") == shown, day


def test_a_day_shows_the_same_whether_it_is_found_by_its_days_or_everything_is_asked(open_html):
    block = many_legs_block(600)
    block["claims"]["said_to"] = [october(0)]
    opened = open_html(page_of(block))
    shown = """(({legs, legRows, places, placeLayers, layers, count}) =>
        [legs, legRows, places, placeLayers, layers.values(), [count]].map((values) => Array.from(values))
    )(app.view.shown)"""
    first, last = opened.ask("app.model.block.days")
    found = 0
    for length in (1, 3):
        for day in range(first - 1, last + 2, max(1, (last - first) // 8)):
            opened.choose(day=day, length=length, said=None)
            by_days = opened.ask(shown)
            # What was said by the end of time is asked row by row.
            opened.choose(said=10**6)
            assert opened.ask(shown) == by_days, day
            found += len(by_days[1])
    assert found > 0
