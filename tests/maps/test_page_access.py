"""Readers who do not see the map, or not its colours: axe-core, colour vision, forced colours, phones."""

from __future__ import annotations

import itertools
import math
import re
from importlib import resources
from pathlib import Path

import pytest

import geomoves as gm
from geomoves.wording import languages
from tests.maps.opened_page import opener

EXAMPLES = Path(__file__).parents[2] / "examples"
STATES = {
    "map": "null",
    "leg": "app.store.set({selected: {kind: 'legs', row: 1}, list: ''})",
    "place": "app.store.set({selected: {kind: 'places', row: 0}, list: ''})",
    "claim": "app.store.set({selected: {kind: 'claims', row: 1}, list: ''})",
    "off_map": "app.store.set({selected: null, list: 'off_map'})",
    "tray": "app.store.set({selected: null, list: 'tray'})",
    "day": "app.store.set({selected: null, list: '', day: app.model.block.days[0]})",
    "table": "app.setView('table')",
}
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
DESK = {"width": 1280, "height": 800}
CASES = [
    ("dprk-2024", "en", DESK, list(STATES)),
    ("dprk-2024", "en", PHONE, ["map", "claim", "off_map", "table"]),
    ("dprk-2024", "uk", DESK, ["map", "leg", "table"]),
    ("dprk-2024", "ru", DESK, ["map"]),
    ("dprk-2024", "ko", PHONE, ["map", "table"]),
    ("dprk-2024", "de", DESK, ["map"]),
    ("falklands-1982", "en", DESK, ["map", "place", "table"]),
]


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


@pytest.fixture(scope="module")
def page_in():
    models: dict[str, gm.MovementModel] = {}

    def html(example, language):
        if example not in models:
            models[example] = gm.build(gm.read_dossier(EXAMPLES / f"{example}.yaml"))
        return models[example].map(language=language).strict_html()

    return html


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}-{case[2]['width']}")
def test_axe_finds_nothing_serious(open_html, page_in, case):
    example, language, screen, states = case
    opened = open_html(page_in(example, language), **screen)
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    opened.page.evaluate(axe)
    opened.ask("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = []
    for state in states:
        opened.ask(f"({STATES[state]}, null)")
        found += opened.page.evaluate(
            """async (state) => {
                const { violations } = await axe.run(document, { resultTypes: ["violations"] });
                return violations
                    .filter(({ impact }) => impact === "serious" || impact === "critical")
                    .map(({ id, nodes }) => [state, id, nodes[0].html]);
            }""",
            state,
        )
    assert found == []


@pytest.mark.parametrize("language", languages())
def test_on_a_phone_the_strip_and_the_sign_are_on_the_first_screen(open_html, page_in, language):
    opened = open_html(page_in("dprk-2024", language), **PHONE)
    denial = opened.page.locator(".gm-strip-entry").first
    box = denial.bounding_box()
    assert 0 <= box["y"] < box["y"] + box["height"] < PHONE["height"] / 2
    x, y = opened.where(131.9, 43.1)
    stage = opened.page.locator(".gm-stage").bounding_box()
    assert stage["height"] > 260
    assert stage["x"] < x < stage["x"] + stage["width"]
    assert stage["y"] < y < stage["y"] + stage["height"]
    # The sign stands in a label, or on a badge of its own where no label has room.
    drawn = opened.ask("JSON.stringify([app.view.scene.badges, app.view.scene.labels])")
    assert opened.ask("app.view.scene.badges.length") or '"disputed"' in drawn
    for part in (".gm-views", ".gm-strip-more", ".gm-strip-entries", ".gm-time", ".gm-stage"):
        box = opened.page.locator(part).first.bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= PHONE["width"] + 1, part


def test_what_is_chosen_shows_in_forced_colours(open_html, page_in):
    opened = open_html(page_in("dprk-2024", "en"), forced_colors="active", **DESK)
    colours = [
        opened.page.get_by_role("button", name=name, exact=True).evaluate(
            "(button) => getComputedStyle(button).backgroundColor"
        )
        for name in ("Map", "Table")
    ]
    assert colours[0] != colours[1]
    opened.visit.assert_quiet()


# Simulated after Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
# Vision Deficiency" (IEEE TVCG 15(6), 2009), at full severity, in linear RGB.

DEFICIENCIES = {
    "normal": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour):
    values = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def luminance(colour):
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    """CIE L*a*b* under D65."""
    matrix = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    white = (0.95047, 1.0, 1.08883)
    scaled = [
        sum(weight * value for weight, value in zip(row, rgb, strict=True)) / full
        for row, full in zip(matrix, white, strict=True)
    ]
    f = [value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116 for value in scaled]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def seen_with(colour, matrix):
    rgb = linear(colour)
    return lab(
        [
            min(1.0, max(0.0, sum(weight * value for weight, value in zip(row, rgb, strict=True))))
            for row in matrix
        ]
    )


@pytest.fixture(scope="module")
def palette(checkout):
    source = (checkout / "geomoves/maps/static/src/palette.js").read_text(encoding="utf-8")
    named = dict(re.findall(r"(\w+)(?: =|:) \"(#[0-9a-f]{6})\"", source))
    assert {"MOVEMENT", "origins", "transits", "bases", "destinations", "land", "sea"} <= named.keys()
    return named


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_colours_of_meaning_are_apart_for_every_eye(palette, deficiency):
    meanings = ("MOVEMENT", "origins", "transits", "bases", "destinations")
    seen = {name: seen_with(palette[name], DEFICIENCIES[deficiency]) for name in meanings}
    for one, other in itertools.combinations(meanings, 2):
        # CIE 1976: some 2 can just be told apart side by side; signs lie apart, so ten times that.
        assert math.dist(seen[one], seen[other]) >= 20, (one, other)


def test_signs_and_words_stand_out_from_the_ground(palette):
    for ground in ("land", "sea"):
        for name in ("MOVEMENT", "origins", "transits", "bases", "destinations"):
            assert contrast(palette[name], palette[ground]) >= 3, (name, ground)
        for name in ("INK", "QUIET_INK", "MOVEMENT_INK"):
            assert contrast(palette[name], palette[ground]) >= 4.5, (name, ground)
