"""Pictures of whole pages, compared with those that somebody looked at and kept.

``make golden`` draws them anew: look at each before it is committed. Another browser or other fonts draw
other pictures, so these tests run only where the same are there as in ``golden/recorded.json``.
"""

from __future__ import annotations

import os

import pytest

from geomoves.maps.drawing import draw_map
from tests.maps.golden_pictures import (
    FOLDER,
    PICTURES,
    compare,
    half_size,
    record,
    recorded,
    renderer,
)
from tests.maps.opened_page import opener

RECORDING = os.environ.get("GEOMOVES_RECORD_GOLDEN") == "1"
# What shadows and the smoothing of edges may make of the same picture.
MOST_MEAN = 2.0
MOST_SHARE = 0.0015
MOST_BYTES = 1_500_000

SLOW = {"100000-legs"}


@pytest.fixture
def checked(browser, open_page):
    """An empty page, where the pictures that are kept can be compared at all."""
    page = open_page().page
    here, there = renderer(browser, page), recorded()
    if RECORDING:
        record(here)
    elif here != there:
        pytest.skip(
            f"the pictures were drawn by {there}, and here it is {here}: `make golden` draws them anew"
        )
    return page


@pytest.mark.parametrize(
    "picture",
    [pytest.param(each, id=each.name, marks=[pytest.mark.slow] * (each.name in SLOW)) for each in PICTURES],
)
def test_it_looks_as_it_did(picture, checked, open_page, tmp_path):
    html = draw_map(picture.model(), **dict(picture.options)).strict_html()
    opened = opener(open_page, tmp_path)(
        html, width=picture.width, height=picture.height, reduced_motion="reduce"
    )
    if picture.before:
        opened.ask(picture.before)
    if picture.printed:
        opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        opened.page.emulate_media(media="print")
    opened.page.wait_for_timeout(400)
    taken = half_size(checked, opened.page.screenshot(animations="disabled", caret="hide"))
    opened.visit.assert_quiet()
    path = FOLDER / f"{picture.name}.png"
    if RECORDING:
        path.write_bytes(taken)
        return
    difference = compare(checked, path.read_bytes(), taken)
    if not (difference.same_size and difference.mean <= MOST_MEAN and difference.share <= MOST_SHARE):
        found = tmp_path / f"{picture.name}.png"
        found.write_bytes(taken)
        pytest.fail(
            f"{path} is no longer what is drawn: {difference}; see {found}.\n"
            "If the new picture is right, `make golden` keeps it."
        )


def test_the_pictures_are_not_too_large():
    assert {path.stem for path in FOLDER.glob("*.png")} == {each.name for each in PICTURES}
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) <= MOST_BYTES


# The comparison itself


@pytest.mark.parametrize(
    ("first", "second", "passes"),
    [
        ("<p>Vladivostok</p>", "<p>Vladivostok</p>", True),
        ("<p style='margin-left:20px'>Vladivostok</p>", "<p style='margin-left:21px'>Vladivostok</p>", True),
        ("<p>Vladivostok</p>", "<p></p>", False),
        ("<p>1,500 went to Vladivostok</p>", "<p>12,000 to be taken to Kursk</p>", False),
        ("<p style='background:#dde4ea'>x</p>", "<p style='background:#ea9999'>x</p>", False),
        ("<hr style='border:2px solid #333'>", "<hr style='border:2px dashed #333'>", False),
    ],
)
def test_the_comparison_sees_what_a_reader_sees(first, second, passes, open_page):
    page = open_page(width=320, height=200).page
    shots = []
    for body in (first, second):
        page.set_content(f"<!DOCTYPE html>{body}")
        shots.append(half_size(page, page.screenshot()))
    difference = compare(page, *shots)
    assert (difference.mean <= MOST_MEAN and difference.share <= MOST_SHARE) is passes


def test_pictures_of_different_size_differ(open_page):
    page = open_page(width=320, height=200).page
    small = page.screenshot()
    page.set_viewport_size({"width": 400, "height": 200})
    assert not compare(page, small, page.screenshot()).same_size
