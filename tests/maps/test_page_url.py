"""The address holds the view: a link brings it back, and a hostile one does nothing."""

from __future__ import annotations

import pytest

from tests.maps.opened_page import OpenedPage, opener
from tests.maps.reported_block import reported_block
from tests.maps.sample_block import october, page_of
from tests.maps.test_page_filters import filtered_block

BUILT = """geomoves.app(document.getElementById("geomoves")).then((app) => {
    window.app = app;
    return app !== null;
})"""


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


@pytest.fixture
def open_link(open_page, tmp_path):
    """Open a page with a fragment."""

    def open_one(html, fragment):
        path = tmp_path / "linked.html"
        path.write_text(html, encoding="utf-8")
        visit = open_page()
        visit.page.goto(f"{path.as_uri()}#{fragment}")
        visit.page.wait_for_selector("[data-ready]", state="attached")
        assert visit.page.evaluate(BUILT)
        return OpenedPage(visit)

    return open_one


STATE = """({...app.store.state, length: String(app.store.state.length)})"""


def address(opened):
    opened.page.wait_for_timeout(600)
    return opened.page.evaluate("location.hash")


def test_a_page_that_opens_leaves_its_address_alone(open_html):
    opened = open_html(page_of(reported_block()))
    assert address(opened) == ""


@pytest.mark.parametrize(
    ("state", "part"),
    [
        ({"day": october(12)}, "day=2024-10-12"),
        ({"day": october(12), "length": 5}, "day=2024-10-08..2024-10-12"),
        ({"day": october(12), "length": float("inf")}, "until=2024-10-12"),
        ({"said": october(17)}, "said=2024-10-17"),
        ({"on": 0b100010000}, "layers=happened,phase%20not%20stated"),
        ({"on": 0}, "layers="),
        ({"selected": {"kind": "legs", "row": 0}}, "card=legs:crossing"),
        ({"selected": {"kind": "events", "row": 2}}, "card=events:gatherings:1"),
        ({"selected": {"kind": "places", "row": 0}}, "card=places:geonames%3A2013348"),
        ({"selected": {"kind": "speakers", "row": 3}}, "card=speakers:rutte"),
        ({"list": "off_map"}, "list=off_map"),
        ({"filters": {"speaker": [0, 4], "force": [1]}}, "force=first&speaker=nis,ua-media"),
    ],
)
def test_what_is_seen_goes_into_the_address_and_comes_back(state, part, open_html, open_link):
    html = page_of(reported_block())
    opened = open_html(html)
    opened.choose(**state)
    opened.look_at(120.0, 50.0, 3.5)
    fragment = address(opened).removeprefix("#")
    assert part in fragment.replace("&map", "&")
    assert fragment.startswith("map=3.5/50/120")
    again = open_link(html, fragment)
    before, after = opened.ask(STATE), again.ask(STATE)
    assert after == before
    assert again.ask("[app.map.getZoom(), app.map.getCenter().lng]") == pytest.approx([3.5, 120.0], abs=0.15)
    assert address(again) == f"#{fragment}"
    again.visit.assert_quiet()


def test_the_table_is_linked_too(open_html, open_link):
    html = page_of(reported_block())
    opened = open_html(html)
    opened.page.get_by_role("button", name="Table", exact=True).click()
    assert "view=table" in address(opened)
    again = open_link(html, "view=table")
    assert again.page.locator(".gm-table").is_visible()


HOSTILE = [
    "%",
    "map=1/2",
    "map=NaN/NaN/NaN",
    "map=1e9/0/0",
    "map=4/91/0",
    "map=4//",
    "day=2024-13-45",
    "day=2024-02-30",
    "day=..2024-10-12",
    "day=2024-10-12..2024-10-01",
    "until=never",
    "said=%E0%A4%A",
    "card=legs:nobody",
    "card=__proto__:x",
    "card=claims:%00",
    "card=legs:crossing:999999999",
    "card=constructor:name",
    "list=__proto__",
    "list=<img src=x onerror=alert(1)>",
    "speaker=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "speaker=,,,%",
    "step=-1",
    "step=99",
    "step=1e3",
    "__proto__=1&constructor=2&toString=3",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "&".join(f"k{row}=v" for row in range(5000)),
    "speaker=" + ",".join(f"x{row}" for row in range(20000)),
    "day=" + "9" * 100000,
]


@pytest.mark.parametrize("fragment", HOSTILE, ids=range(len(HOSTILE)))
def test_a_fragment_that_says_nothing_known_changes_nothing(fragment, open_html):
    opened = open_html(page_of(reported_block()))
    before = opened.ask(STATE)
    view = opened.ask("[app.map.getZoom(), app.map.getCenter().lng]")
    opened.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    opened.page.wait_for_timeout(300)
    assert opened.ask(STATE) == before
    assert opened.ask("[app.map.getZoom(), app.map.getCenter().lng]") == pytest.approx(view)
    opened.visit.assert_quiet()


def test_days_beyond_the_slider_come_to_its_ends(open_link):
    html = page_of(reported_block())
    assert open_link(html, "day=1999-01-01").ask("app.store.state.day") == october(3)
    assert open_link(html, "until=9999-12-31").ask("app.store.state.day") == october(18)
    assert open_link(html, "said=0001-01-01").ask("app.store.state.said") == october(13)


def test_a_link_that_is_followed_on_the_page_and_the_way_back_are_heeded(open_html):
    opened = open_html(page_of(reported_block()))
    opened.page.evaluate("location.hash = '#day=2024-10-12&card=legs:crossing'")
    opened.wait_until(f"app.store.state.day === {october(12)}")
    assert "Vladivostok" in opened.card()
    opened.page.go_back()
    opened.wait_until("app.store.state.day === null")
    assert opened.card() == ""
    opened.page.go_forward()
    opened.wait_until(f"app.store.state.day === {october(12)}")
    opened.visit.assert_quiet()


def test_a_choice_too_long_for_a_link_says_so_to_who_follows_it(open_html, open_link):
    block = filtered_block()
    block["speakers"] = {
        name: [column[0]] * 900 if name not in ("id", "name") else [f"{name}-{row:030}" for row in range(900)]
        for name, column in block["speakers"].items()
    }
    html = page_of(block)
    opened = open_html(html)
    opened.choose(filters={"speaker": list(range(1, 500)), "force": [1]})
    fragment = address(opened).removeprefix("#")
    assert len(fragment) < 7000
    assert fragment.endswith("&force=g&cut=1")
    again = open_link(html, fragment)
    assert "too long to hold every filter" in again.page.locator(".gm-shown").inner_text()


def test_playing_writes_no_more_than_a_browser_allows(open_html):
    opened = open_html(page_of(reported_block()))
    opened.ask(
        """(() => {
            window.writes = 0;
            const write = history.replaceState.bind(history);
            history.replaceState = (...all) => { window.writes += 1; write(...all); };
            let day = 0;
            window.playing = setInterval(() => app.store.set({day: given + (day++ % 15)}), 10);
        })()""",
        october(3),
    )
    opened.page.wait_for_timeout(2000)
    opened.ask("clearInterval(window.playing)")
    assert 1 <= opened.ask("window.writes") <= 6
    opened.visit.assert_quiet()


def test_in_a_frame_without_an_address_nothing_is_written_and_all_works(open_page, tmp_path):
    html = page_of(reported_block())
    outer = tmp_path / "notebook.html"
    escaped = html.replace("&", "&amp;").replace('"', "&quot;")
    sandbox = "allow-scripts allow-popups"
    frame = (
        f'<!doctype html><iframe sandbox="{sandbox}" width="1200" height="700" srcdoc="{escaped}"></iframe>'
    )
    outer.write_text(frame, encoding="utf-8")
    visit = open_page(outer)
    frame = visit.page.frame_locator("iframe")
    frame.locator("[data-ready]").wait_for(state="attached")
    frame.get_by_role("button", name="One day on", exact=True).click()
    visit.page.wait_for_timeout(700)
    assert frame.locator(".gm-day").inner_text() == "3 October 2024"
    assert visit.page.evaluate("location.hash") == ""
    visit.assert_quiet()


@pytest.mark.parametrize("year", [1, 999, 1582, 1900, 2000, 2024, 9999])
def test_days_are_written_as_they_are_read(year, open_html):
    block = reported_block() | {"days": [-719162, 2932896]}
    opened = open_html(page_of(block))
    opened.page.evaluate(f"location.hash = '#day={year:04}-02-28'")
    opened.wait_until("app.store.state.day !== null")
    opened.choose(day=opened.ask("app.store.state.day") + 1)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    day = f"{year:04}-02-29" if leap else f"{year:04}-03-01"
    assert f"day={day}" in address(opened)
