"""Symbols on the page: beside what a force does, dashed where it is expected, in its card and the legend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import geomoves as gm
from geomoves.maps.page import strict_page
from tests.maps.opened_page import OpenedPage, opener
from tests.maps.payloads import MARK
from tests.maps.sample_block import sample_basemap
from tests.movement.cases import model as case_model

SYMBOLS = {"dprk": "infantry", "first-1500": "special operations brigade", "ru-navy": "landing ship"}


@pytest.fixture(scope="module")
def model(example: Path) -> gm.MovementModel:
    plain = yaml.load(example.read_text(encoding="utf-8"), yaml.BaseLoader)
    for key, symbol in SYMBOLS.items():
        force = plain["forces"][key]
        plain["forces"][key] = {**({"name": force} if isinstance(force, str) else force), "symbol": symbol}
    return gm.build(gm.Dossier.from_plain(plain))


@pytest.fixture
def opened(
    model: gm.MovementModel, open_page: Callable[..., Any], tmp_path: Path
) -> Callable[..., OpenedPage]:
    def open_one(*, viewpoint: Any = None, **page: Any) -> OpenedPage:
        html = model.map(symbols=True, symbols_viewpoint=viewpoint).strict_html()
        return opener(open_page, tmp_path)(html, **page)

    return open_one


def drawn(page: OpenedPage) -> list[dict[str, Any]]:
    """Return the symbols that are drawn: of what, where, and whether the picture was there."""
    page.ask("app.view.ink.drawNow()")
    found: list[dict[str, Any]] = page.ask(
        """app.view.scene.symbols.map(({picture, rect, thing, country}) => ({
            kind: thing.kind, row: thing.row, country, rect, words: picture.words, ready: picture.ready,
            dashed: decodeURIComponent(picture.image.src).includes("stroke-dasharray"),
        }))"""
    )
    return found


def test_a_map_shows_no_symbols_unless_asked(
    model: gm.MovementModel, open_page: Callable[..., Any], tmp_path: Path
) -> None:
    page = opener(open_page, tmp_path)(model.map().strict_html())
    assert drawn(page) == []
    assert page.page.locator(".gm-symbol").count() == 0
    assert "symbols" not in model.map().block.data


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_symbols_stand_beside_what_the_force_does(
    opened: Callable[..., OpenedPage], width: int, height: int
) -> None:
    page = opened(width=width, height=height)
    page.look_at(131.0, 45.0, 4.6)
    page.wait_until(
        "app.view.scene.symbols.length > 0 && app.view.scene.symbols.every((each) => each.picture.ready)"
    )
    found = drawn(page)
    assert {each["words"] for each in found} == {"special operations brigade"}
    assert {each["country"] for each in found} == {"KP"}
    assert {each["kind"] for each in found} == {"legs", "presences"}
    # They cover no label and no other symbol.
    overlaps = page.ask(
        """app.view.scene.symbols.flatMap(({rect: a}, nth) =>
            [...app.view.scene.labels.map(({rect}) => rect),
             ...app.view.scene.symbols.slice(nth + 1).map(({rect}) => rect)]
            .filter((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h))"""
    )
    assert overlaps == []
    page.visit.assert_quiet()


def test_the_symbol_of_a_bracket_stands_on_its_spine(opened: Callable[..., OpenedPage]) -> None:
    # Anywhere else it would look like a body that is reported where the symbol stands.
    page = opened()
    page.look_at(131.0, 45.0, 4.6)
    (symbol,) = [each for each in drawn(page) if each["kind"] == "presences"]
    (spine,) = page.ask("app.view.scene.brackets.map(({spine}) => spine)")
    assert symbol["rect"]["x"] + symbol["rect"]["w"] / 2 == pytest.approx(spine[0], abs=0.5)
    assert spine[1] <= symbol["rect"]["y"] <= spine[3] - symbol["rect"]["h"]


def test_a_click_on_a_symbol_opens_what_it_stands_for(opened: Callable[..., OpenedPage]) -> None:
    page = opened()
    page.look_at(131.0, 45.0, 5)
    (symbol,) = [each for each in drawn(page) if each["kind"] == "presences"]
    rect = symbol["rect"]
    middle = [rect["x"] + rect["w"] / 2, rect["y"] + rect["h"] / 2]
    thing = page.ask(
        "(app.view.hits = null, app.view.thingAt({x: 0, y: 0}, 1), app.view.hits.at(given[0], given[1], 2))",
        middle,
    )
    assert (thing["kind"], thing["row"]) == (symbol["kind"], symbol["row"])


def test_what_is_expected_has_a_dashed_frame(open_page: Callable[..., Any], tmp_path: Path) -> None:
    built = case_model(
        {
            "went": {"from": "a", "to": "b", "phase": "happened"},
            "will": {"from": "b", "to": "c", "phase": "expected"},
            "want": {"from": "a", "to": "c", "phase": "intended"},
        }
    )
    plain = built.dossier.to_plain()
    plain["forces"]["body"] = {"name": "Soldiers", "symbol": "infantry battalion", "country": "FR"}
    html = gm.build(gm.Dossier.from_plain(plain)).map(symbols=True, basemap="none").strict_html()
    page = opener(open_page, tmp_path)(html)
    phases = page.ask("Array.from(app.model.block.legs.phase)")
    found = {phases[each["row"]]: each["dashed"] for each in drawn(page) if each["kind"] == "legs"}
    assert found == {"happened": False, "expected": True, "intended": True}


def test_the_card_and_the_legend_show_it_with_words(opened: Callable[..., OpenedPage]) -> None:
    page = opened()
    page.choose(selected={"kind": "forces", "row": 1}, list="")
    image = page.page.locator(".gm-body > .gm-card img.gm-symbol")
    assert "special operations brigade" in (image.get_attribute("alt") or "")
    assert image.evaluate("(image) => image.naturalWidth > 0")
    alts = page.page.locator(".gm-legend .gm-symbol").evaluate_all(
        "(images) => images.map((image) => image.alt)"
    )
    assert len(alts) == 2 * len(SYMBOLS)
    assert sum("planned, with a dashed frame" in alt for alt in alts) == len(SYMBOLS)
    assert "says nothing of friend or foe" in page.page.locator(".gm-legend").inner_text()


def test_a_viewpoint_is_said_to_be_the_authors(opened: Callable[..., OpenedPage]) -> None:
    page = opened(viewpoint={"friend": ["UA"], "hostile": ["KP", "RU"]})
    legend = page.page.locator(".gm-legend").inner_text()
    assert "Frames as the author of this map states them: friend: UA; hostile: KP, RU." in legend


def test_a_hostile_picture_runs_nothing_and_loads_nothing(
    model: gm.MovementModel, open_page: Callable[..., Any], tmp_path: Path
) -> None:
    block = {**model.map(symbols=True).block.data}
    hostile = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40' onload='top.MARK=1;parent.MARK=1'>"
        "<script>top.MARK=1</script><image href='https://attacker.invalid/x.png' width='9' height='9'/>"
        "<foreignObject><img xmlns='http://www.w3.org/1999/xhtml' src='x' onerror='top.MARK=1'/>"
        "</foreignObject>"
        "<style>@import url(https://attacker.invalid/x.css);</style><rect width='40' height='40'/></svg>"
    ).replace("MARK", MARK)
    texts = [hostile, "'\"><img src=x onerror=alert(1)>", "\ud800", ""]
    block["symbols"] = [[text, 40, 40, 20, 20, text] for text in texts for _ in range(2)]
    block["force_symbols"] = [[nth, nth + 1] for nth in range(len(block["forces"]["id"]))]
    for policy in (True, False):
        html = strict_page([block], sample_basemap(), title="A test")
        page = opener(open_page, tmp_path)(html, bypass_csp=not policy)
        for row in range(3):
            page.choose(selected={"kind": "forces", "row": row}, list="")
        page.page.wait_for_timeout(400)
        assert page.page.evaluate(f"window.{MARK}") is None
        assert page.visit.requests == []
        assert page.visit.errors == []


def test_the_same_map_has_the_same_bytes(model: gm.MovementModel) -> None:
    assert model.map(symbols=True).strict_html() == model.map(symbols=True).strict_html()
