"""The map of the first dossier, as it is saved: every fact can be reached, and no more is drawn."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import geomoves as gm
from tests.maps.opened_page import OpenedPage, opener

#: What a reader must be able to find, by the claim that says it.
FACTS = {
    "sent": ["North Korean soldiers moved from North Korea to Russia", "number not stated"],
    "crossing": [
        "moved to Vladivostok by sea",
        "carried by Russian naval vessels",
        "within 8–13 October 2024",
        "1,500 soldiers",
        "special operations",
        "from where is not stated",
    ],
    "more": ["expected to move to Russia", "in the near future", "on top of", "number not stated"],
    "uniforms": ["carried over", "Russian uniforms, weapons and forged identity papers"],
    "bases": ["carried over", "Vladivostok, Ussuriysk, Khabarovsk and Blagoveshchensk", "stationed"],
    "training": ["carried over", "are in training"],
    "front": ["carried over", "expected to move to “combat zones”", "after “in training”"],
    "navy-port": ["Russian naval vessels", "North Korean port", "not named", "not seen"],
    "gatherings": ["mass gatherings", "indications of", "Ussuriysk and Khabarovsk", "within 11–18 October"],
    "total": ["12,000 in four brigades", "South Korean media", "not to stand by it", "not confirmed"],
    "prepared": ["Ukrainian intelligence", "through Volodymyr Zelensky", "10,000 soldiers", "suggesting"],
    "arrived": ["Institute for the Study of War", "several thousand soldiers", "rests on is not said"],
    "readied": ["Institute for the Study of War", "being readied for deployment in Ukraine"],
    "six-killed": [
        "Ukrainian media",
        "6 killed",
        "missile strike",
        "near Donetsk",
        "3 October 2024",
        "held by Russia",
        "five days before the first crossing reported here",
    ],
    "kremlin": ["Dmitry Peskov", "denied", "fake news", "7–13 October 2024"],
    "nato": ["Mark Rutte", "could not confirm"],
    "total-not-confirmed": ["calls this not confirmed"],
}

#: What no map of this page may say: sums of its figures, and places that it does not give.
NEVER = ["11,500", "13,500", "22,000", "23,500", "25,000", "26,000", "corroborated by"]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, example: Path) -> str:
    path = tmp_path_factory.mktemp("dprk") / "map.html"
    gm.build(gm.read_dossier(example)).map().save(path)
    return path.read_text(encoding="utf-8")


@pytest.fixture
def open_html(open_page: Callable[..., object], tmp_path: Path) -> Callable[..., OpenedPage]:
    return opener(open_page, tmp_path)


def test_every_claim_opens_from_the_table_and_says_its_facts(
    saved: str, open_html: Callable[..., OpenedPage]
) -> None:
    opened = open_html(saved)
    opened.page.get_by_text("Table", exact=True).click()
    missing = []
    for claim, facts in FACTS.items():
        opened.page.locator(f"tr[data-claim='{claim}'] button").first.click()
        text = " ".join(opened.card().split())
        missing += [f"{claim}: {fact}" for fact in facts if fact not in text]
        missing += [f"{claim} says {wrong}" for wrong in NEVER if wrong in text]
        opened.page.get_by_text("Table", exact=True).click()
    assert not missing
    opened.visit.assert_quiet()
    assert opened.visit.console == []


def test_every_statement_is_on_the_map_or_listed_with_why(
    saved: str, open_html: Callable[..., OpenedPage]
) -> None:
    opened = open_html(saved)
    seen: set[str] = set()

    def note() -> None:
        seen.update(
            opened.page.eval_on_selector_all(".gm-claim", "(all) => all.map((each) => each.dataset.claim)")
        )

    for summary in opened.page.locator(".gm-layer-more > summary").all():
        summary.click()
    for entry in opened.page.locator(".gm-layer-things .gm-opener").all():
        entry.click()
        note()
    drawn = {"sent", "crossing", "more", "bases", "gatherings", "arrived", "six-killed"}
    assert drawn <= seen
    opened.page.locator(".gm-off-map").click()
    listed = opened.card()
    assert "7 claims" in listed
    for nth in range(7):
        opened.page.locator(".gm-off-map").click()
        opened.page.locator(".gm-thing").nth(nth).click()
        note()
    assert set(FACTS) - {"kremlin", "nato", "total-not-confirmed"} <= seen


def test_what_is_not_drawn_says_why_in_the_table(saved: str, open_html: Callable[..., OpenedPage]) -> None:
    opened = open_html(saved)
    opened.page.get_by_text("Table", exact=True).click()
    cells = {
        claim: opened.page.locator(f"tr[data-claim='{claim}'] td[data-column='map']").inner_text()
        for claim in ("total", "front", "training", "crossing")
    }
    assert "never drawn" in cells["total"]
    assert "gives no place" in cells["front"]
    assert "no place is stated" in cells["training"]
    assert "Show on map" in cells["crossing"]


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_denial_and_doubt_are_in_sight_without_a_click(
    size: tuple[int, int], saved: str, open_html: Callable[..., OpenedPage]
) -> None:
    opened = open_html(saved, width=size[0], height=size[1])
    entries = opened.page.locator(".gm-strip-entry")
    assert entries.count() == 3
    for text in ("denied", "could not confirm", "not confirmed"):
        entry = entries.filter(has_text=text).first
        box = entry.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0] + 1
        assert box["y"] + box["height"] <= size[1]
    assert "7–13 October 2024" in entries.first.inner_text()
    assert "7 claims" in opened.page.locator(".gm-off-map").inner_text()
    assert opened.page.get_by_text("18 October 2024").first.is_visible()


# Finds the sign "disputed", a disc with ≠ in it, in a picture: how like it the likeliest spot is, 0 to 1.
LIKEST = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const grey = (draw, width, height) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const ctx = canvas.getContext("2d", { willReadFrequently: true });
    draw(ctx);
    const { data } = ctx.getImageData(0, 0, width, height);
    return Float32Array.from({ length: width * height }, (_, at) => data[4 * at + 1]);
  };
  const [width, height, size] = [image.naturalWidth, image.naturalHeight, 17];
  const picture = grey((ctx) => ctx.drawImage(image, 0, 0), width, height);
  const sign = (dx, dy) => grey((ctx) => {
    ctx.fillStyle = "#fffefb";
    ctx.fillRect(0, 0, size, size);
    ctx.translate(8.5 + dx, 8.5 + dy);
    ctx.strokeStyle = "#1d232b";
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.arc(0, 0, 7.5, 0, 2 * Math.PI);
    ctx.stroke();
    ctx.lineWidth = 1.4;
    ctx.beginPath();
    for (const [x1, y1, x2, y2] of [[-3.6, -1.9, 3.6, -1.9], [-3.6, 1.9, 3.6, 1.9], [-2.4, 4.6, 2.4, -4.6]]) {
      ctx.moveTo(x1, y1);
      ctx.lineTo(x2, y2);
    }
    ctx.stroke();
  }, size, size);
  // What lies beyond the disc is the map's.
  const inside = [];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) if (Math.hypot(x - 8, y - 8) < 7.5) inside.push([x, y]);
  let best = 0;
  for (const template of [[0, 0], [0.5, 0], [0, 0.5], [0.5, 0.5]].map(([dx, dy]) => sign(dx, dy)))
    for (let top = 0; top + size < height; top++)
      for (let left = 0; left + size < width; left++) {
        if (picture[(top + 8) * width + left + 8] > 140) continue;
        let apart = 0;
        for (const [x, y] of inside)
          apart += Math.abs(picture[(top + y) * width + left + x] - template[y * size + x]);
        best = Math.max(best, 1 - apart / inside.length / 128);
      }
  return best;
}"""
ALIKE = 0.75


def test_the_strip_and_the_sign_are_in_the_picture_of_a_phone(
    saved: str, open_html: Callable[..., OpenedPage], open_page: Callable[..., Any]
) -> None:
    opened = open_html(saved, width=390, height=844)
    opened.page.wait_for_timeout(300)
    picture = opened.page.screenshot()
    strip = opened.page.locator(".gm-strip-entry").first.bounding_box()
    assert strip is not None
    assert strip["y"] + strip["height"] <= 844
    assert likest_to_the_sign(open_page, picture) > ALIKE
    # The same page without anything on its map does not have it.
    opened.choose(on=0)
    assert likest_to_the_sign(open_page, opened.page.screenshot()) < ALIKE


def likest_to_the_sign(open_page: Callable[..., Any], picture: bytes) -> float:
    address = f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}"
    likest: float = open_page().page.evaluate(LIKEST, address)
    return likest


def test_the_whole_file_is_small(saved: str) -> None:
    assert len(saved.encode("utf-8")) <= 500_000


def test_no_more_is_drawn_than_the_page_says(saved: str, open_html: Callable[..., OpenedPage]) -> None:
    opened = open_html(saved)
    drawn = opened.drawn()
    assert drawn["legs"] == []
    assert len(drawn["openEnds"]) == 1
    assert len(drawn["brackets"]) == 1
    assert len(drawn["areas"]) == 2


def test_the_file_names_nothing_that_a_browser_would_load(saved: str) -> None:
    assert not re.search(r"(?:src|srcset|poster|data|action)\s*=\s*[\"']?\s*(?:https?:)?//", saved)
    assert not re.search(r"<link\b[^>]*\bhref=[\"'](?!data:)", saved)
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", saved)
    assert "@import" not in saved
    assert "default-src &#x27;none&#x27;;" in saved
