"""What the page shows of tracks, assumptions, corrections, superseded claims, and lines nobody reports."""

from __future__ import annotations

from pathlib import Path

import pytest

import geomoves as gm
from geomoves.maps.block import movement_block
from tests.maps.opened_page import opener
from tests.movement.cases import dossier

EXAMPLES = Path(__file__).parents[2] / "examples"
SIZES = ({"width": 1280, "height": 800}, {"width": 390, "height": 844, "is_mobile": True, "has_touch": True})
CLAIMS = {
    "x": {"kind": "presence", "at": "a", "when": "2024-10-01"},
    "y": {"kind": "presence", "at": "b", "when": "2024-10-05"},
    "old": {"to": "c", "strength": 5},
    "new": {"to": "c", "strength": 7},
    "wrong": {"to": "b", "withdrawn": {"on": "2024-11-02", "because": "we misread <b>the page</b>"}},
}
LINKS = [{"a": "new", "b": "old", "kind": "supersedes"}]


@pytest.fixture
def open_map(open_page, tmp_path):
    opened = opener(open_page, tmp_path)

    def visit(model: gm.MovementModel, **size):
        path = tmp_path / "saved.html"
        model.map().save(path)
        return opened(path.read_text(encoding="utf-8"), **size)

    return visit


def test_the_march_is_one_band_on_one_scale() -> None:
    block = movement_block(gm.build(gm.read_dossier(EXAMPLES / "minard-1812.yaml")))
    places = block["places"]
    bends = [row for row, bend in enumerate(places["bend"]) if bend]
    assert len(bends) > 25
    assert all(places["unnamed"][row] and not places["roles"][row] for row in bends)
    named = [name for name, bend in zip(places["name"], places["bend"], strict=True) if not bend]
    assert "Smolensk" in named
    assert (block["largest"], block["widest_px"]) == (340_000, 26)
    assert len(block["tray"]) == 51, "nothing has a day, and all of it is counted"


def test_single_movements_keep_their_lines() -> None:
    block = movement_block(gm.build(gm.read_dossier(EXAMPLES / "dprk-2024.yaml")))
    assert not any(block["places"]["bend"])
    assert block["widest_px"] == 7


def test_a_line_that_nobody_reports_is_marked_and_has_no_number() -> None:
    legs = movement_block(gm.build(dossier(CLAIMS), infer=True))["legs"]
    row = legs["inferred"].index(True)
    assert (legs["best"][row], legs["support"][row], legs["phase"][row]) == (None, "none", "")
    assert "no movement between them is reported" in legs["joined"][row]
    assert True not in movement_block(gm.build(dossier(CLAIMS)))["legs"]["inferred"]


@pytest.mark.parametrize("size", SIZES)
def test_what_minard_assumed_and_what_has_no_day_stand_on_the_map(open_map, size) -> None:
    opened = open_map(gm.build(gm.read_dossier(EXAMPLES / "minard-1812.yaml")), **size)
    strip = opened.page.locator(".gm-strip")
    assert "Charles Joseph Minard assumes that the corps of Prince Jérôme" in strip.inner_text()
    assert strip.locator(".gm-strip-assumes").is_visible()
    opened.page.get_by_role("button", name="51 undated").click()
    assert "51 things without a day" in opened.page.locator("body").inner_text()
    assert opened.visit.requests == []


def test_corrections_are_listed_and_superseded_claims_say_by_what(open_map) -> None:
    opened = open_map(gm.build(dossier(CLAIMS, links=LINKS)))
    opened.page.get_by_role("button", name="1 correction").click()
    text = opened.page.locator("body").inner_text()
    assert "2 November 2024: we misread <b>the page</b>" in text
    opened.page.get_by_role("button", name="1 claim not on the map").click()
    assert "superseded by a newer report, new (One)" in opened.page.locator("body").inner_text()


def test_readers_without_scripts_are_told_too() -> None:
    model = gm.build(dossier(CLAIMS, links=LINKS))
    html = model.map().get_root().render()
    assert "Taken back by the author of this map" in html
    assert "we misread &lt;b&gt;the page&lt;/b&gt;" in html
