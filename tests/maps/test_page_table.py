"""The table: pages, filter and order, at any size; and the page on paper."""

from __future__ import annotations

import re

import pytest

from tests.maps.odd_blocks import odd_block
from tests.maps.opened_page import opener
from tests.maps.reported_block import reported_block
from tests.maps.sample_block import page_of

LONG = 450


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


def long_block():
    block = odd_block()
    first = {name: column[0] for name, column in block["claims"].items()}
    block["claims"] = {name: [value] * LONG for name, value in first.items()}
    block["claims"]["id"] = [f"c{nth}" for nth in range(LONG)]
    block["claims"]["note"] = [f"needle {nth}" if nth % 100 == 7 else "" for nth in range(LONG)]
    return block


def see_table(opened):
    opened.page.get_by_role("button", name="Table", exact=True).click()
    return opened.page.locator(".gm-table tbody tr")


def test_a_long_table_is_turned_over_page_by_page(open_html):
    opened = open_html(page_of(long_block()))
    rows = see_table(opened)
    assert rows.count() == 200
    assert opened.page.locator(".gm-table-count").inner_text() == "1–200 of 450"
    assert opened.page.get_by_role("button", name="Previous page").is_disabled()
    opened.page.get_by_role("button", name="Next page").click()
    assert rows.first.get_attribute("data-claim") == "c200"
    opened.page.get_by_role("button", name="Last page").click()
    assert (rows.count(), rows.last.get_attribute("data-claim")) == (50, "c449")
    assert opened.page.get_by_role("button", name="Next page").is_disabled()
    opened.page.get_by_role("button", name="First page").click()
    assert rows.first.get_attribute("data-claim") == "c0"
    opened.ask("(app.table.shown = Infinity, app.table.render())")
    assert rows.count() == LONG


def test_the_filter_keeps_what_holds_every_word(open_html):
    opened = open_html(page_of(long_block()))
    rows = see_table(opened)
    box = opened.page.get_by_role("searchbox", name="Filter the claims")
    box.fill("NEEDLE 107")
    assert [row.get_attribute("data-claim") for row in rows.all()] == ["c107"]
    box.fill("needle nowhere")
    assert rows.count() == 0
    assert opened.page.get_by_role("status").first.inner_text() == "No claim matches."
    box.fill("")
    assert rows.count() == 200


def test_the_filter_knows_speakers_forces_and_places(open_html):
    opened = open_html(page_of(reported_block()))
    rows = see_table(opened)
    box = opened.page.get_by_role("searchbox", name="Filter the claims")
    for text, claim in (("peskov", "kremlin"), ("ussuriysk", "bases"), ("killed", "six-killed")):
        box.fill(text)
        assert claim in [row.get_attribute("data-claim") for row in rows.all()], text
        assert rows.count() < len(reported_block()["claims"]["id"])


def test_no_sentence_is_read_that_is_not_shown(open_html):
    opened = open_html(page_of(long_block()))
    opened.ask(
        """(() => {
            window.read = new Set();
            const { claims } = app.model.block;
            claims.sentence = new Proxy(claims.sentence, {
                get(all, key) { if (/^\\d+$/.test(String(key))) window.read.add(key); return all[key]; },
            });
        })()"""
    )
    see_table(opened)
    opened.page.get_by_role("button", name="Speaker", exact=True).click()
    opened.page.get_by_role("button", name="When", exact=True).click()
    opened.page.get_by_role("searchbox").fill("needle")
    # A page, and what the filter found on others.
    assert 200 <= opened.ask("window.read.size") <= 205


def test_every_source_is_listed_with_its_address(open_html):
    opened = open_html(page_of(reported_block()))
    see_table(opened)
    documents = reported_block()["documents"]
    listed = opened.page.locator(".gm-sources li")
    assert listed.count() == len(documents["id"])
    for row, url in enumerate(documents["url"]):
        if url:
            assert url in listed.nth(row).inner_text()


# Paper


def on_paper(opened):
    opened.page.emulate_media(media="print")
    opened.wait_until("document.querySelector('#geomoves').classList.contains('gm-printing')")


def test_the_map_stands_on_paper_as_a_picture(open_html):
    """Chromium prints a canvas blank once much is drawn on it, but not one that shows a finished picture."""
    opened = open_html(page_of(reported_block()))
    pdf = opened.page.pdf(format="A4")
    widths = [int(width) for width in re.findall(rb"/Width (\d+)", pdf)]
    assert max(widths) >= 2000
    on_paper(opened)
    painted = opened.ask(
        """Array.from(document.querySelectorAll(".gm-map .gm-canvas"), (picture) => {
            const copy = new OffscreenCanvas(picture.width, picture.height);
            const ctx = copy.getContext("2d");
            ctx.drawImage(picture, 0, 0);
            const { data } = ctx.getImageData(0, 0, copy.width, copy.height);
            return data.filter((value, at) => at % 4 === 3 && value > 0).length;
        })"""
    )
    assert painted
    assert all(count > 1000 for count in painted)


def test_after_printing_the_map_is_as_it_was(open_html):
    opened = open_html(page_of(reported_block()))
    opened.look_at(131.0, 45.0, 6)
    on_paper(opened)
    opened.page.emulate_media(media="screen")
    opened.wait_until("!document.querySelector('#geomoves').classList.contains('gm-printing')")
    sizes = opened.ask("Array.from(document.querySelectorAll('.gm-map .gm-canvas'), ({width}) => width)")
    assert max(sizes) < 2000
    where = opened.ask("[app.map.getCenter().lng, app.map.getCenter().lat, app.map.getZoom()]")
    assert where == pytest.approx([131.0, 45.0, 6], abs=0.05)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_first_sheet_holds_title_strip_map_and_legend(open_html, paper):
    opened = open_html(page_of(reported_block()))
    pdf = opened.page.pdf(format=paper)
    # Title, map and legend on the first, the table from the second on.
    assert 2 <= len(re.findall(rb"/Type /Page\b(?!s)", pdf)) <= 5
    on_paper(opened)
    height = opened.page.locator(".gm-table").bounding_box()["y"]
    # CSS pixels between the margins: (297 - 30) mm, (11 in - 30 mm).
    assert height <= {"A4": 1009, "Letter": 942}[paper]


def test_paper_ignores_the_filter_and_counts_what_it_leaves_out(open_html):
    opened = open_html(page_of(long_block()))
    rows = see_table(opened)
    opened.page.get_by_role("searchbox").fill("needle 107")
    on_paper(opened)
    assert rows.count() == LONG
    opened.ask("(app.table.printing = 100, app.table.render())")
    assert rows.count() == 100
    text = opened.page.locator(".gm-table-left").inner_text()
    assert text == "350 more claims are in the file and not on paper."
