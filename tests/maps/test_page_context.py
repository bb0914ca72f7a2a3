"""Context layers on the page: below the movements, of their own day, with their source, and safe."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

import geomoves as gm
from geomoves.maps.context import context_data
from geomoves.maps.packing import pack, unpack
from geomoves.maps.page import strict_page
from tests.maps.opened_page import OpenedPage, opener
from tests.maps.payloads import MARK, PAYLOADS
from tests.maps.reported_block import reported_block
from tests.maps.sample_block import october, sample_basemap

SOURCE = "A test; nobody reports it"
AREA = box(134.0, 45.0, 137.0, 47.0)


@pytest.fixture
def opened(open_page: Callable[..., Any], tmp_path: Path) -> Callable[..., OpenedPage]:
    def open_one(*contexts: gm.Context, **page: Any) -> OpenedPage:
        data = context_data(contexts)
        html = strict_page([reported_block()], sample_basemap(), title="A test", context=data)
        return opener(open_page, tmp_path)(html, **page)

    return open_one


def area(when: Any = "2024-10-10", data: Any = AREA, title: str = "Test area", **more: Any) -> gm.Context:
    return gm.Context(data, title, SOURCE, when, **more)


def shown(page: OpenedPage, day: int | None) -> list[tuple[int, bool]]:
    page.choose(day=day)
    rows = page.ask(
        """[...document.querySelectorAll(".gm-context-note li")]
            .map((line) => [line.textContent, line.className])"""
    )
    return [(text, "gm-stale" in name) for text, name in rows]


def colour_at(page: OpenedPage, lon: float, lat: float) -> list[int]:
    """Return the colour of the context's canvas at a place: red, green, blue, alpha."""
    found: list[int] = page.ask(
        """(() => {
            app.view.below.drawNow();
            const at = app.view.below.toCanvas(app.map.latLngToContainerPoint([given[1], given[0]]));
            const ratio = devicePixelRatio;
            const [x, y] = [at.x * ratio - 6, at.y * ratio - 6];
            const box = pixelsOf(app.view.below).getImageData(x, y, 13, 13).data;
            const sums = [0, 0, 0, 0];
            for (let nth = 0; nth < box.length; nth += 1) sums[nth % 4] += box[nth];
            return sums.map((sum) => sum / (box.length / 4));
        })()""",
        [lon, lat],
    )
    return found


def test_a_map_without_context_says_nothing_of_it(opened: Callable[..., OpenedPage]) -> None:
    html = strict_page([reported_block()], sample_basemap(), title="A test")
    assert "geomoves-context-" not in html.replace(".gm-context-note", "")
    page = opened()
    assert page.page.locator(".gm-context-note, .gm-context").count() == 0


def test_it_lies_between_basemap_and_movements(opened: Callable[..., OpenedPage]) -> None:
    page = opened(area())
    order = page.ask(
        """["tilePane", "geomoves-context", "geomoves"]
            .map((name) => Number(getComputedStyle(app.map.getPane(name)).zIndex))"""
    )
    assert order == sorted(order)
    page.visit.assert_quiet()


def test_it_is_full_on_its_day_and_pale_and_labelled_on_others(opened: Callable[..., OpenedPage]) -> None:
    page = opened(area("2024-10-08/2024-10-10", kind="control"))
    page.look_at(135.5, 46.0, 6)
    ((text, stale),) = shown(page, october(9))
    assert not stale
    assert "as of 8–10 October 2024" in text
    full = colour_at(page, 135.5, 46.0)[3]
    for day in (october(7), october(11)):
        ((text, stale),) = shown(page, day)
        assert stale
        assert "as of 8–10 October 2024, not of the chosen day" in text
        assert 0 < colour_at(page, 135.5, 46.0)[3] < 0.6 * full
    ((_, stale),) = shown(page, None)
    assert not stale


def test_of_several_states_the_one_that_stands_is_shown(opened: Callable[..., OpenedPage]) -> None:
    page = opened(area("2024-10-08"), area("2024-10-14"), area("2024-10-11/2024-10-12"))
    told = {day: shown(page, october(day))[0] for day in (5, 8, 9, 11, 12, 13, 14, 20)}
    days = {day: (text.split("as of ")[1].split(",")[0], stale) for day, (text, stale) in told.items()}
    assert days == {
        5: ("8 October 2024", True),
        8: ("8 October 2024", False),
        9: ("8 October 2024", True),
        11: ("11–12 October 2024", False),
        12: ("11–12 October 2024", False),
        13: ("11–12 October 2024", True),
        14: ("14 October 2024", False),
        20: ("14 October 2024", True),
    }
    assert "14 October 2024" in shown(page, None)[0][0]


def test_several_days_show_the_latest_state_that_stands_in_them(opened: Callable[..., OpenedPage]) -> None:
    page = opened(area("2024-10-08"), area("2024-10-14"))
    page.choose(length=5)
    told = {day: shown(page, october(day))[0] for day in (7, 9, 12, 13, 16, 19)}
    days = {day: (text.split("as of ")[1].split(" ")[0], stale) for day, (text, stale) in told.items()}
    assert days == {
        7: ("8", True),
        9: ("8", False),
        12: ("8", False),
        13: ("8", True),
        16: ("14", False),
        19: ("14", True),
    }


def test_a_layer_without_a_day_is_pale_on_every_day(opened: Callable[..., OpenedPage]) -> None:
    page = opened(area({"words": "in spring"}))
    ((text, stale),) = shown(page, october(9))
    assert stale
    assert "of no stated day (“in spring”)" in text


def test_a_click_opens_its_card_and_the_movements_come_first(opened: Callable[..., OpenedPage]) -> None:
    around_vladivostok = box(131.0, 42.0, 133.0, 44.5)
    page = opened(
        area(url="https://example.org/area", licence="CC0", actor="Somebody"),
        area(title="Test area below a place", data=around_vladivostok),
    )
    page.look_at(133.5, 44.5, 6)
    page.page.mouse.click(*page.where(135.5, 46.0))
    card = page.card()
    for told in ("Test area", SOURCE, "10 October 2024", "CC0", "Somebody", "no movement follows from it"):
        assert told in card
    assert "simplified" in card
    link = page.page.locator(".gm-card a", has_text=SOURCE)
    assert link.get_attribute("href") == "https://example.org/area"
    page.page.mouse.move(*page.where(135.2, 45.8))
    assert "as of 10 October 2024" in page.page.locator(".gm-tooltip").inner_text()
    page.page.mouse.click(*page.where(131.89, 43.11))
    assert "Vladivostok" in page.card()
    assert "Test area below a place" not in page.card()


def test_a_shape_is_named_where_it_is_pointed_at(opened: Callable[..., OpenedPage]) -> None:
    collection = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"n": name}, "geometry": shape.__geo_interface__}
            for name, shape in {"One": box(141, 45, 142, 46), "Two": box(143, 45, 144, 46)}.items()
        ],
    }
    page = opened(area(data=collection, label="n"))
    page.look_at(142.5, 45.5, 7)
    page.page.mouse.move(*page.where(141.5, 45.5))
    assert "One" in page.page.locator(".gm-tooltip").inner_text()
    page.page.mouse.move(*page.where(143.5, 45.5))
    assert "Two" in page.page.locator(".gm-tooltip").inner_text()


def test_a_switch_takes_it_off_and_show_on_map_brings_it_back(opened: Callable[..., OpenedPage]) -> None:
    page = opened(area(kind="control"), area(title="Test line", data=LineString([(130, 44), (133, 46)])))
    page.look_at(135.5, 46.0, 6)
    assert colour_at(page, 135.5, 46.0)[3] > 0
    box_ = page.page.locator(".gm-context").get_by_role("checkbox", name="Test area")
    box_.uncheck()
    assert colour_at(page, 135.5, 46.0)[3] == 0
    page.page.mouse.click(*page.where(135.5, 46.0))
    assert page.card() == ""
    page.choose(selected={"kind": "context", "row": 0}, list="")
    page.page.locator(".gm-body > .gm-card .gm-find").click()
    page.wait_until("app.store.state.hiddenContext.length === 0")
    page.wait_until("app.map.getBounds().contains([46, 135.5])")


def test_a_cut_at_the_antimeridian_is_no_edge(opened: Callable[..., OpenedPage]) -> None:
    page = opened(area(data=MultiPolygon([box(178, 40, 180, 50), box(-180, 40, -178, 50)])))
    runs = page.ask("app.view.contextShapes.parts[0].map(({edges}) => edges.map((run) => run.length / 2))")
    # Three sides of each half; one that starts at the cut comes as one run.
    assert [sum(run) - len(run) for run in runs] == [3, 3]
    page.look_at(180.0, 45.0, 6)
    assert max(colour_at(page, 178.0, 45.0)) > 0


def test_readers_of_the_table_and_without_scripts_learn_of_it(
    opened: Callable[..., OpenedPage], open_page: Callable[..., Any], tmp_path: Path
) -> None:
    page = opened(area(url="https://example.org/area"), width=390, height=844)
    assert page.page.locator(".gm-context-note summary").inner_text() == "1 context layer"
    page.page.get_by_role("button", name="Table").click()
    lines = page.page.locator(".gm-context-lines").inner_text()
    assert "as of 10 October 2024" in lines
    assert SOURCE in lines
    text = open_page(tmp_path / "page.html", java_script_enabled=False).page.locator("noscript").inner_text()
    assert "Test area" in text
    assert "10 October 2024" in text


def test_the_same_layers_give_the_same_bytes(example: Path) -> None:
    model = gm.build(gm.read_dossier(example))
    first, second = (model.map(context=[area(), area("2024-10-12")]) for _ in range(2))
    assert first.strict_html() == second.strict_html()
    assert unpack(first.context_block.text) == unpack(
        pack(context_data([area(), area("2024-10-12")]), "context").text
    )


def test_no_text_of_a_layer_runs(opened: Callable[..., OpenedPage], open_page: Callable[..., Any]) -> None:
    texts = [" ".join(text.split())[:150] for text in PAYLOADS if text.strip()]
    texts = [text for text in texts if not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", text)]
    layers = []
    for nth, text in enumerate(texts[:60]):
        feature = {
            "type": "Feature",
            "properties": {"n": text},
            "geometry": Point(130 + nth / 10, 45).__geo_interface__,
        }
        layers.append(gm.Context(feature, text, text, {"words": text}, licence=text, actor=text, label="n"))
    page = opened(*layers)
    seen = page.ask(
        """(() => {
            const seen = [document.body.textContent];
            app.model.context.layers.forEach((_, row) => {
                app.store.set({selected: {kind: "context", row, part: 0}, list: ""});
                app.view.showTooltip({kind: "context", row, part: 0}, {x: 50, y: 50});
                seen.push(app.panel.element.textContent, app.view.tooltip.textContent);
            });
            app.setView("table");
            seen.push(document.body.textContent);
            return seen.join(" ");
        })()"""
    )
    page.page.wait_for_timeout(300)
    assert [text for text in texts[:60] if text not in seen] == []
    assert page.page.evaluate(f"window.{MARK}") is None
    page.visit.assert_quiet()


def test_what_the_page_draws_by_may_be_anything(open_page: Callable[..., Any], tmp_path: Path) -> None:
    data = context_data([area()])
    for name in ("kind", "colour", "hatch", "title", "url"):
        data["layers"][0][name] = PAYLOADS[0]
    html = strict_page([reported_block()], sample_basemap(), title="A test", context=data)
    page = opener(open_page, tmp_path)(html)
    page.choose(selected={"kind": "context", "row": 0}, list="")
    assert page.page.evaluate(f"window.{MARK}") is None
    assert page.page.locator(".gm-card a").count() == 0
    page.visit.assert_quiet()


def test_a_large_layer_is_drawn_in_time(opened: Callable[..., OpenedPage]) -> None:
    rough = Point(135, 46).buffer(3, quad_segs=40)
    many = MultiPolygon(
        [Polygon(rough.exterior.coords), *(box(x / 20, 50, x / 20 + 0.03, 50.03) for x in range(2500, 4500))]
    )
    page = opened(area(data=many))
    took = page.ask(
        "(() => { const at = performance.now(); app.view.below.drawNow(); return performance.now() - at; })()"
    )
    assert took < 1000
