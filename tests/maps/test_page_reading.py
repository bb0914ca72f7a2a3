"""What a reader finds on the page: strip, cards, lists and table, by pointer and keyboard, at every size."""

from __future__ import annotations

import pytest

from tests.maps.odd_blocks import odd_block
from tests.maps.opened_page import opener
from tests.maps.reported_block import reported_block
from tests.maps.sample_block import page_of

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844, "is_mobile": True, "has_touch": True}
VLADIVOSTOK = (131.87353, 43.10562)
LEAST_TOUCH_PX = 44


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


@pytest.fixture
def reported(open_html):
    return open_html(page_of(reported_block()))


def open_thing(opened, kind, row):
    opened.choose(selected={"kind": kind, "row": row}, list="")


# The strip


def in_sight(opened, selector):
    """Whether the middle of every element is on the page and covered by nothing."""
    return opened.page.evaluate(
        """(selector) => Array.from(document.querySelectorAll(selector), (each) => {
            const box = each.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            const inside = box.y >= 0 && box.bottom <= innerHeight && box.x >= 0 && box.right <= innerWidth;
            return inside && box.height > 0 && (each.contains(top) || top?.contains(each));
        })""",
        selector,
    )


@pytest.mark.parametrize("size", [DESK, PHONE, {"width": 360, "height": 640}])
@pytest.mark.parametrize("state", ["map", "card", "list", "layers", "table"])
def test_who_denies_is_in_sight_in_every_view_at_every_size(size, state, open_html):
    opened = open_html(page_of(reported_block()), **size)
    if state == "card":
        open_thing(opened, "places", 0)
    elif state == "list":
        opened.page.locator(".gm-off-map").click()
    elif state == "layers" and size is not DESK:
        opened.page.locator(".gm-side-button").click()
    elif state == "table":
        opened.page.get_by_role("button", name="Table", exact=True).click()
    assert in_sight(opened, ".gm-strip-entry") == [True, True]
    assert in_sight(opened, ".gm-off-map") == [True]
    strip = opened.page.locator(".gm-strip-entries").inner_text()
    for text in (
        "DENIES",
        "Dmitry Peskov",
        "7–13 October 2024",
        "CANNOT CONFIRM",
        "Mark Rutte",
        "18 October 2024",
    ):
        assert text in strip
    assert in_sight(opened, ".gm-credits") == [True]


def test_the_as_of_date_and_the_count_of_what_is_not_drawn_are_in_sight(reported):
    assert "As reported up to 18 October 2024" in reported.page.locator(".gm-header").inner_text()
    assert reported.page.locator(".gm-off-map").inner_text() == "3 claims not on the map"


def test_an_entry_of_the_strip_opens_its_claim(reported):
    reported.page.locator(".gm-strip-entry").first.click()
    card = reported.card()
    for text in ("Dmitry Peskov denied", "“fake news”", "said 7–13 October 2024", "a party to the conflict"):
        assert text in card


# Cards


def test_a_click_on_the_map_opens_the_card_of_what_lies_there(reported):
    x, y = reported.where(*VLADIVOSTOK)
    reported.page.mouse.click(x, y)
    card = reported.card()
    assert card.splitlines()[0].startswith("PLACE · TRANSIT · STAGING")
    for text in (
        "Vladivostok (Primorsky Krai, RU)",
        "by the author of this map",
        "the port of landing of a body that is also reported inland",
        "its name",
        "1,500 soldiers by sea",
        "one body in 4 places",
    ):
        assert text in card
    # The ring around it is the movement. The map has become narrower.
    x, y = reported.where(*VLADIVOSTOK)
    reported.page.mouse.click(x, y + reported.ask("app.view.scene.openEnds[0].radius"))
    assert "MOVEMENT · HAPPENED" in reported.card()
    reported.page.mouse.click(*reported.where(129.0, 46.0))
    assert reported.card() == ""


def test_a_line_and_an_outline_can_be_clicked(open_html):
    opened = open_html(page_of(odd_block()))
    leg = opened.drawn()["legs"][0]
    run = leg["runs"][0]
    middle = 2 * (len(run) // 4)
    opened.ask("(window.at = app.map.getContainer().getBoundingClientRect(), null)")
    offset = opened.ask(
        "(() => { const v = app.view.scene.view.window; return [window.at.x - v.x, window.at.y - v.y]; })()"
    )
    opened.page.mouse.click(run[middle] + offset[0], run[middle + 1] + offset[1])
    assert opened.ask("app.store.state.selected") == {"kind": "legs", "row": leg["row"]}

    reported = open_html(page_of(reported_block()))
    x, y = reported.where(126.8, 41.4)
    reported.page.mouse.click(x, y)
    assert reported.ask("app.store.state.selected") == {"kind": "areas", "row": 0}
    assert "NORTH KOREA" in reported.card().upper()


def test_the_card_of_a_movement_says_everything_behind_it(reported):
    open_thing(reported, "legs", 0)
    card = reported.card()
    for text in (
        "origin not stated → Vladivostok",
        "1,500 soldiers by sea",
        "Russian naval vessels",
        "within 8–13 October 2024",
        "one voice",
        "no line is drawn: an end is not stated",
        "DENIED BY",
        "National Intelligence Service (KR)",
        "A news page",
        "published 18 October 2024",
        "satellite images",
        "not seen by the author of this map",
        "said earlier, on the wider question",
        "In tension with:",
        "five days before the first crossing; both can be true",
    ):
        assert text in card, text
    links = reported.page.eval_on_selector_all(
        ".gm-card a", "(all) => all.map((each) => [each.getAttribute('href'), each.target, each.rel])"
    )
    assert ["https://example.org/report", "_blank", "noopener noreferrer"] in links
    assert ["https://archive.example.org/report", "_blank", "noopener noreferrer"] in links
    reported.page.get_by_text("About this document").click()
    assert "the emergency meeting in Seoul" in reported.card()


def test_claims_stand_in_the_order_in_which_they_were_said(open_html):
    block = reported_block()
    block["legs"]["claims"][0] = [10, 1, 7, 9]
    opened = open_html(page_of(block))
    open_thing(opened, "legs", 0)
    shown = opened.page.eval_on_selector_all(".gm-claim", "(all) => all.map((each) => each.dataset.claim)")
    # The last one has no date.
    assert shown == ["kremlin", "crossing", "gatherings", "arrived"]


def test_answers_to_one_question_stand_side_by_side_with_what_differs(reported):
    open_thing(reported, "areas", 0)
    table = reported.page.locator(".gm-answers")
    assert "How many were sent to Russia?" in reported.page.locator(".gm-question").inner_text()
    rows = table.locator("tbody tr").all_inner_texts()
    assert len(rows) == 2
    assert "National Intelligence Service" in rows[0]
    assert "several thousand" in rows[1]
    differing = table.locator("th:has(.gm-differs)").all_inner_texts()
    assert [text.split("\n")[0] for text in differing] == ["Answer", "By", "Said"]


def test_what_is_carried_over_or_disowned_is_said_in_words(reported):
    open_thing(reported, "claims", 2)
    assert "carried over: the sentence names nobody" in reported.card()
    open_thing(reported, "claims", 5)
    card = reported.card()
    assert "disowned: named as the origin and said not to stand by it" in card
    assert "through South Korean media" in card
    assert "No: a total is never drawn" in card


def test_the_place_that_was_not_chosen_and_who_says_who_holds_it_are_shown(reported):
    open_thing(reported, "places", 3)
    assert "Blagoveshchensk (Bashkortostan, RU), 4,900 km away" in reported.card()
    open_thing(reported, "places", 4)
    card = reported.card()
    assert "held by Russia, according to the page" in card
    assert "UA, RU" in card
    assert "near a known place, within 25 km" in card


def test_a_force_has_a_card_with_everything_said_of_it(reported):
    open_thing(reported, "legs", 0)
    reported.page.locator(".gm-card-body > .gm-facts").get_by_role(
        "button", name="the 1,500 special operations soldiers"
    ).click()
    card = reported.card()
    assert "North Korean soldiers" in card
    shown = reported.page.eval_on_selector_all(".gm-claim", "(all) => all.map((each) => each.dataset.claim)")
    assert set(shown) == {"crossing", "bases", "uniforms", "front"}


def test_back_leads_back_and_escape_closes(reported):
    reported.page.locator(".gm-off-map").focus()
    reported.page.keyboard.press("Enter")
    assert "3 claims that the map cannot draw" in reported.card()
    reported.page.locator(".gm-thing").first.click()
    assert "forged papers" in reported.card()
    reported.page.get_by_role("button", name="Back", exact=True).click()
    assert "3 claims that the map cannot draw" in reported.card()
    reported.page.keyboard.press("Escape")
    assert reported.card() == ""
    assert reported.page.evaluate("document.activeElement.className") == "gm-off-map"


def test_every_claim_can_be_reached_by_clicking(reported):
    block = reported_block()
    seen = set()

    def note():
        seen.update(
            reported.page.eval_on_selector_all(".gm-claim", "(all) => all.map((each) => each.dataset.claim)")
        )

    for details in reported.page.locator(".gm-layer-more > summary").all():
        details.click()
    for entry in reported.page.locator(".gm-layer-things .gm-opener").all():
        entry.click()
        note()
    for entry in reported.page.locator(".gm-strip-entry").all():
        entry.click()
        note()
    for nth in range(3):
        reported.page.locator(".gm-off-map").click()
        reported.page.locator(".gm-thing").nth(nth).click()
        note()
    reported.page.locator(".gm-undated").click()
    reported.page.locator(".gm-thing").first.click()
    note()
    assert seen == set(block["claims"]["id"])
    reported.visit.assert_quiet()
    assert reported.visit.console == []


def test_a_tooltip_says_what_lies_below_the_pointer(reported):
    reported.page.mouse.move(*reported.where(*VLADIVOSTOK))
    tooltip = reported.page.locator(".gm-tooltip")
    assert "Vladivostok (Primorsky Krai, RU)" in tooltip.inner_text()
    reported.page.mouse.move(*reported.where(120.0, 47.0))
    assert not tooltip.is_visible()


# The table


def test_the_table_holds_every_claim_and_why_it_is_not_drawn(reported):
    reported.page.get_by_role("button", name="Table", exact=True).click()
    block = reported_block()
    rows = reported.page.locator(".gm-table tbody tr")
    assert rows.count() == len(block["claims"]["id"])
    text = reported.page.locator(".gm-table").inner_text()
    for sentence in block["claims"]["sentence"]:
        assert sentence in text
    for _claim, why in block["off_map"]:
        assert why in text
    assert "through South Korean media" in text


def test_the_table_sorts_with_what_is_not_stated_last(reported):
    reported.page.get_by_role("button", name="Table", exact=True).click()

    def order():
        return reported.page.eval_on_selector_all(
            ".gm-table tbody tr", "(all) => all.map((each) => each.dataset.claim)"
        )

    assert order()[0] == "kremlin"
    assert order()[-2:] == ["six-killed", "arrived"]
    reported.page.get_by_role("button", name="Said", exact=True).click()
    assert order()[-3:] == ["kremlin", "six-killed", "arrived"]
    reported.page.get_by_role("button", name="When", exact=True).click()
    assert order()[0] == "six-killed"
    assert reported.page.locator("th[aria-sort='ascending']").inner_text().strip().startswith("When")


def test_show_on_map_goes_there_whatever_was_filtered(reported):
    reported.page.locator("[data-layer='losses'] input").uncheck()
    reported.choose(day=reported_block()["days"][1])
    reported.page.get_by_role("button", name="Table", exact=True).click()
    reported.page.locator("tr[data-claim='six-killed']").get_by_role("button", name="Show on map").click()
    reported.wait_until("Math.abs(app.map.getCenter().lng - 37.8) < 1 && !app.map._animatingZoom")
    reported.ask("app.view.ink.drawNow()")
    assert reported.rows("spots") == {4}
    assert reported.ask("app.store.state.day") is None
    assert "6 killed" in reported.card()


# Keyboard, touch, paper


def test_everything_can_be_done_from_the_keyboard(reported):
    seen = []
    reported.page.evaluate("document.activeElement.blur()")
    for _ in range(80):
        reported.page.keyboard.press("Tab")
        focused = reported.page.evaluate(
            """() => {
                const now = document.activeElement;
                const label = now.closest('label')?.textContent;
                const name = now.getAttribute('aria-label') || label || now.textContent || '';
                const style = getComputedStyle(now);
                const ringed = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
                return [now.className || now.tagName, name.trim(), ringed];
            }"""
        )
        if seen and focused[:2] == seen[0][:2]:
            break
        seen.append(focused)
    names = " ".join(name for _, name, _ in seen)
    for wanted in (
        "Map",
        "Table",
        "Dmitry Peskov",
        "3 claims not on the map",
        "Origins",
        "List: Bases",
        "How to read it",
        "Zoom in",
        "Show everything",
        "near Donetsk",
        "Play",
        "One day back",
        "Day",
        "1 undated",
    ):
        assert wanted in names, wanted
    assert all(name for _, name, _ in seen)
    assert [element for element, _, ringed in seen if not ringed and element not in {"BODY", "HTML"}] == []


def test_buttons_on_a_phone_are_as_large_as_a_finger(open_html):
    opened = open_html(page_of(reported_block()), **PHONE)
    opened.page.locator(".gm-side-button").click()
    sizes = opened.page.evaluate(
        """() => Array.from(document.querySelectorAll('button, summary, .gm-layer'), (each) => {
            const box = each.getBoundingClientRect();
            return [each.className || each.textContent, Math.round(box.width), Math.round(box.height)];
        }).filter(([, width]) => width > 0)"""
    )
    inline = {"gm-opener", "gm-sort"}
    small = [
        size
        for size in sizes
        if size[0] not in inline and min(size[1:]) < LEAST_TOUCH_PX and size[0] != "How to read it"
    ]
    assert small == []


def test_a_tap_near_a_sign_opens_it(open_html):
    opened = open_html(page_of(reported_block()), **PHONE)
    x, y = opened.where(127.52637, 50.27593)
    opened.page.touchscreen.tap(x + 14, y - 12)
    opened.wait_until("app.store.state.selected !== null")
    assert opened.ask("app.store.state.selected") == {"kind": "places", "row": 3}
    # What was opened stays in view above the sheet.
    opened.page.wait_for_timeout(600)
    x, y = opened.where(127.52637, 50.27593)
    assert y < opened.page.locator(".gm-body > .gm-card").bounding_box()["y"]


def test_without_motion_the_map_jumps(open_html):
    opened = open_html(page_of(reported_block()), reduced_motion="reduce")
    opened.page.get_by_role("button", name="Show everything").click()
    assert opened.ask("app.map.getZoom()") < 4.5
    assert opened.ask("app.map.options.zoomAnimation") is False


def test_on_paper_stand_the_strip_the_map_the_legend_and_every_claim(open_html):
    opened = open_html(page_of(reported_block()))
    opened.page.emulate_media(media="print")
    opened.wait_until("document.querySelector('#geomoves').classList.contains('gm-printing')")
    for selector in (".gm-strip", ".gm-stage", ".gm-legend", ".gm-table", ".gm-credits", "h1"):
        assert opened.page.locator(selector).first.is_visible(), selector
    for selector in (".gm-time", ".gm-zoom", ".gm-views", ".gm-off-map"):
        assert not opened.page.locator(selector).first.is_visible(), selector
    assert opened.page.locator(".gm-table tbody tr").count() == len(reported_block()["claims"]["id"])
    stage = opened.page.locator(".gm-stage").bounding_box()
    drawn = opened.ask("app.view.scene.view.window")
    assert (drawn["w"], drawn["h"]) == (stage["width"] - 2, stage["height"] - 2)
    assert opened.rows("spots") == {0, 1, 2, 3}
    opened.page.emulate_media(media="screen")
    opened.wait_until("!document.querySelector('#geomoves').classList.contains('gm-printing')")
    assert len(opened.page.pdf()) > 20_000


# Text is text, and the page is never blank


def test_what_users_wrote_is_shown_and_never_run(open_html):
    opened = open_html(page_of(odd_block()))
    hostile = odd_block()["speakers"]["name"][0]
    for row, name in enumerate(odd_block()["places"]["name"]):
        if name == hostile:
            open_thing(opened, "places", row)
    assert hostile in opened.page.locator(".gm-card h2").text_content()
    assert opened.page.locator(".gm-card").text_content().count(hostile) >= 5
    addresses = opened.page.eval_on_selector_all("a", "(all) => all.map((each) => each.getAttribute('href'))")
    assert [address for address in addresses if not address.startswith("https://")] == []
    assert opened.page.evaluate("window.__pwned") is None
    opened.visit.assert_quiet()


def test_no_markup_is_read_anywhere(checkout):
    sources = sorted((checkout / "geomoves/maps/static/src").glob("*.js"))
    assert len(sources) > 20
    for source in sources:
        text = source.read_text(encoding="utf-8")
        for forbidden in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "localStorage",
            "fetch(",
            "XMLHttpRequest",
            "console.",
            "new Date",
            "Date.now",
        ):
            assert forbidden not in text, (source.name, forbidden)


@pytest.mark.parametrize("break_it", ["no DecompressionStream", "torn data", "another format", "no Leaflet"])
def test_what_cannot_be_unpacked_is_said_and_the_claims_are_listed(break_it, open_page, tmp_path):
    block = reported_block() | ({"format": "geomoves-block/9"} if break_it == "another format" else {})
    html = page_of(block)
    if break_it == "torn data":
        start = html.index("application/x-geomoves-block")
        start = html.index(">", start) + 400
        html = html[:start] + html[start + 200 :]
    visit = open_page()
    if break_it == "no Leaflet":
        visit.page.add_init_script("Object.defineProperty(globalThis, 'L', {get: () => undefined, set() {}})")
    if break_it == "no DecompressionStream":
        visit.page.add_init_script("delete globalThis.DecompressionStream")
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    visit.page.goto(path.as_uri())
    visit.page.wait_for_selector("[data-ready]", state="attached")
    shown = visit.page.locator("main").inner_text()
    assert "cannot unpack" in visit.page.get_by_role("alert").inner_text()
    for sentence in reported_block()["claims"]["sentence"]:
        assert sentence in shown
    visit.assert_quiet()


def test_a_second_model_on_the_page_is_shown_with_the_layers_that_were_asked_for(open_html):
    from geomoves.maps.packing import pack
    from geomoves.maps.page import strict_page

    second = pack(odd_block())
    html = strict_page([reported_block(), second], None, title="Two", keys={second.digest: ["expected"]})
    opened = open_html(html)
    opened.page.locator(".gm-embed-strip").wait_for()
    assert opened.page.locator(".gm-map .gm-canvas").count() == 2
    assert opened.page.locator("h1").inner_text() == reported_block()["title"]
    opened.visit.assert_quiet()
