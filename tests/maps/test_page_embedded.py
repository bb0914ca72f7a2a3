"""Layers of ours on somebody else's Leaflet map: one canvas, one strip, one card for all of a block."""

from __future__ import annotations

import pytest

from geomoves.maps import assets
from geomoves.maps.packing import pack
from tests.maps.odd_blocks import odd_block
from tests.maps.reported_block import reported_block

MAP = "var map = L.map('map', {center: [46, 131], zoom: 5, attributionControl: true});"
SIGN_OF_INK = """() => {
    const canvas = document.querySelector('.gm-canvas');
    if (!canvas) return 0;
    // A copy to read from: reading the canvas itself again and again makes Chromium warn.
    const {width, height} = canvas;
    const copy = Object.assign(document.createElement('canvas'), {width, height});
    const ctx = copy.getContext('2d', {willReadFrequently: true});
    ctx.drawImage(canvas, 0, 0);
    const data = ctx.getImageData(0, 0, canvas.width, canvas.height).data;
    let inked = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at] > 0) inked += 1;
    return inked;
}"""


@pytest.fixture
def open_map(open_page, tmp_path):
    """Open a page that holds a map of somebody's own and runs `code` on it."""

    def open_one(code, *blocks, options="", **context):
        packed = [pack(block) for block in blocks]
        carried = "".join(
            f'<script type="application/x-geomoves-block" id="{each.element_id}">{each.text}</script>'
            for each in packed
        )
        names = "".join(f'var block{nth} = "{each.element_id}";\n' for nth, each in enumerate(packed))
        made = MAP.replace("attributionControl: true", f"attributionControl: true{options}")
        styles = assets.leaflet_style() + assets.our_style() + "html, body, #map { height: 100%; margin: 0 }"
        html = (
            f"<!DOCTYPE html><meta charset=utf-8><title>Map</title><style>{styles}</style><div id=map></div>"
            f"{carried}<script>{assets.leaflet_script()}</script><script>{assets.our_script()}</script>"
            f"<script>{names}{made}\n{code}</script>"
        )
        path = tmp_path / "map.html"
        path.write_text(html, encoding="utf-8")
        visit = open_page(path, **context)
        visit.page.wait_for_selector("[data-ready]", state="attached")
        return visit

    return open_one


def layers(*keys):
    return "".join(
        f'var {name} = geomoves.layer(map, block0, {{keys: ["{key}"]}}).addTo(map);\n' for name, key in keys
    )


def test_all_layers_of_a_block_share_one_canvas_one_strip_and_one_card(open_map):
    visit = open_map(layers(("a", "bases"), ("b", "losses"), ("c", "happened")), reported_block())
    visit.page.locator(".gm-strip-entry").first.wait_for()
    assert visit.page.locator(".gm-canvas").count() == 1
    assert visit.page.locator(".gm-strip").count() == 1
    assert visit.page.locator(".gm-card").count() == 1
    strip = visit.page.locator(".gm-embed-strip").inner_text()
    for text in (
        "DENIES",
        "Dmitry Peskov",
        "CANNOT CONFIRM",
        "3 claims not on the map",
        "18 October 2024",
        "Leaflet, BSD-2-Clause",
    ):
        assert text in strip
    visit.assert_quiet()
    assert visit.console == []


def test_a_layer_can_be_used_before_the_data_are_unpacked(open_map):
    code = "var a = geomoves.layer(map, block0, {keys: ['bases']});" + 2 * "a.addTo(map); a.remove();"
    visit = open_map(code, reported_block())
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate(SIGN_OF_INK) == 0
    visit.page.evaluate("a.addTo(map) && null")
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate(SIGN_OF_INK) > 500
    visit.assert_quiet()


def test_switching_layers_off_takes_their_things_away_and_at_last_the_strip(open_map):
    visit = open_map(layers(("a", "bases"), ("b", "happened")), reported_block())
    inked = [visit.page.evaluate(SIGN_OF_INK)]
    for name in ("b", "a"):
        visit.page.evaluate(f"map.removeLayer({name}) && null")
        visit.page.wait_for_timeout(300)
        inked.append(visit.page.evaluate(SIGN_OF_INK))
    assert inked[0] > inked[1] > inked[2] == 0
    assert not visit.page.locator(".gm-embed-strip").is_visible()
    visit.page.evaluate("map.addLayer(a) && null")
    assert visit.page.locator(".gm-embed-strip").is_visible()
    visit.assert_quiet()


def test_a_click_opens_the_card_and_a_foreign_map_keeps_its_own_clicks(open_map):
    code = layers(("a", "bases")) + "var heard = 0; map.on('click', () => { heard += 1; });"
    visit = open_map(code, reported_block())
    x, y = visit.page.evaluate(
        "(() => { const at = map.latLngToContainerPoint([50.27593, 127.52637]); return [at.x, at.y]; })()"
    )
    visit.page.mouse.click(x, y)
    card = visit.page.locator(".gm-card")
    assert "Blagoveshchensk (Amur Oblast, RU)" in card.inner_text()
    card.locator("h2").click()
    assert visit.page.evaluate("heard") == 1
    visit.page.get_by_role("button", name="Close").click()
    assert not card.is_visible()
    visit.page.get_by_role("button", name="3 claims not on the map").click()
    assert "combat zones" in card.inner_text()


def test_two_blocks_on_one_map_keep_apart(open_map):
    code = layers(("a", "bases")) + "geomoves.layer(map, block1, {keys: ['expected']}).addTo(map);"
    visit = open_map(code, reported_block(), odd_block())
    visit.page.locator(".gm-embed-strip").nth(1).wait_for()
    assert visit.page.locator(".gm-canvas").count() == 2
    assert visit.page.locator(".gm-card").count() == 2
    visit.assert_quiet()


@pytest.mark.parametrize("crs", ["EPSG4326", "EPSG3395", "Simple"])
def test_maps_of_other_projections_are_drawn_as_well(crs, open_map):
    visit = open_map(layers(("a", "bases")), reported_block(), options=f", crs: L.CRS.{crs}")
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate(SIGN_OF_INK) > 200
    at = visit.page.evaluate(
        "(() => { const p = map.latLngToContainerPoint([48.46204, 135.0971]); return [p.x, p.y]; })()"
    )
    visit.page.mouse.click(*at)
    assert "Khabarovsk" in visit.page.locator(".gm-card h2").inner_text()
    visit.assert_quiet()


def test_a_map_whose_block_is_missing_says_so(open_map):
    visit = open_map("geomoves.layer(map, 'nowhere', {}).addTo(map);", reported_block())
    assert visit.page.get_by_role("alert").is_visible()
    visit.assert_quiet()


def test_nothing_is_given_to_leaflet_that_it_would_read_as_markup(open_map):
    block = reported_block()
    block["credits"] = [["<img src=x onerror=window.__pwned=1>", "javascript:window.__pwned=1"]]
    visit = open_map(layers(("a", "bases")), block)
    assert "<img src=x onerror" in visit.page.locator(".gm-embed-strip").inner_text()
    assert visit.page.evaluate("window.__pwned") is None
    assert visit.page.locator("img[src=x]").count() == 0
    assert "onerror" not in visit.page.locator(".leaflet-control-attribution").inner_text()
