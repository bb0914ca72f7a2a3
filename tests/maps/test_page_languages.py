"""The page in every language: all its words are in it, and what the dossier says stays as it was said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import geomoves as gm
from geomoves.wording import ENGLISH, languages, own_words
from tests.maps.opened_page import opener
from tests.test_wording import entries, forms

DPRK = Path(__file__).parents[2] / "examples/dprk-2024.yaml"
OTHERS = [language for language in languages() if language != ENGLISH]

SCREEN = {"width": 1280, "height": 800}

#: Fields of a dossier that hold its own words.
TEXTS = frozenset(
    "title citation name words hedge note because text not_taken what condition cause author publisher unit "
    "assumes".split()
)
GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβκδεφγηιζκλμνοπκρστυβωξυζΑΒΚΔΕΦΓΗΙΖΚΛΜΝΟΠΚΡΣΤΥΒΩΞΥΖ",
)
PLACES = {
    "Vladivostok": "Владивосток",
    "Ussuriysk": "Уссурийск",
    "Khabarovsk": "Хабаровск",
    "Blagoveshchensk": "Благовещенск",
    "Donetsk": "Донецк",
}
#: Names of software, data and standards, addresses, and units that others write in Latin letters too.
NAMES = re.compile(
    r"https?://\S+|Leaflet|BSD-2-Clause|GeoNames|CC BY 4\.0|Natural Earth[^\n·]*|geomoves[\d. ]*"
    r"|ISO 3166(?:-\d)?|SHA-256 \w+|\bUTC\b|\bkm\b|\b[A-Z]{2}\b"
)
LATIN = re.compile(r"[A-Za-z]{2,}")


def in_greek(value: Any, field: str = "") -> Any:
    """Return a dossier whose own words are in Greek letters, so that every Latin word is one of ours."""
    if isinstance(value, dict):
        # A name in a theatre of several towns of that name is pinned by an area, in the gazetteer's words.
        if value.get("name") == "Blagoveshchensk":
            return {"name": "Благовещенск", "id": "geonames:2026609"}
        return {key: in_greek(entry, key) for key, entry in value.items()}
    if isinstance(value, list):
        return [in_greek(entry, field) for entry in value]
    if not isinstance(value, str):
        return value
    if value in PLACES:
        return PLACES[value]
    if field == "role" or value.startswith(("said: ", "by the author: ")):
        basis, _, words = value.partition(": ")
        return f"{basis}: {words.translate(GREEK)}"
    return value.translate(GREEK) if field in TEXTS else value


@pytest.fixture(scope="module")
def greek():
    plain = gm.read_dossier(DPRK).to_plain()
    plain.pop("story", None)
    for section in ("speakers", "forces", "questions"):
        named = plain.get(section, {})
        plain[section] = {
            key: entry.translate(GREEK) if isinstance(entry, str) else entry for key, entry in named.items()
        }
    for claim in plain["claims"].values():
        strength = claim.get("strength")
        if isinstance(strength, str):
            claim["strength"] = {"best": 1, "words": strength}
    return gm.build(gm.Dossier.from_plain(in_greek(plain)))


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


EVERY_WORD = """(() => {
    const texts = [];
    const note = () => {
        for (const each of document.querySelectorAll("#geomoves, #geomoves *")) {
            for (const name of ["aria-label", "title", "placeholder", "alt", "data-label"]) {
                const value = each.getAttribute(name);
                if (value) texts.push(value);
            }
            for (const child of each.childNodes) {
                if (child.nodeType === Node.TEXT_NODE) texts.push(child.textContent);
            }
        }
        texts.push(...app.view.scene.labels.flatMap(({ block }) => block.lines.map(({ text }) => text)));
    };
    for (const details of document.querySelectorAll("details")) details.open = true;
    note();
    for (const kind of ["claims", "places", "areas", "legs", "presences", "events", "forces"]) {
        for (let row = 0; row < Math.min(20, app.model.block[kind].id.length); row++) {
            app.store.set({ selected: { kind, row }, list: "" });
            for (const details of document.querySelectorAll("details")) details.open = true;
            note();
        }
    }
    for (const list of ["off_map", "tray", "corrections"]) {
        app.store.set({ selected: null, list });
        note();
    }
    app.store.set({ selected: null, list: "", day: app.model.block.days[0] });
    note();
    app.setView("table");
    note();
    return [...new Set(texts)];
})()"""


def latin_words(texts):
    left = {text: LATIN.findall(NAMES.sub(" ", text)) for text in texts}
    return {text: words for text, words in left.items() if words}


def names_of(opened):
    """Names that the gazetteer and the basemap have in Latin letters only: no words of ours."""
    towns = opened.ask("(app.basemap?.cities ?? []).map(([name]) => name)")
    areas = [place.name for place in gm.Gazetteer() if place.kind == "admin1"]
    return re.compile("|".join(re.escape(name) for name in sorted({*towns, *areas}, key=len, reverse=True)))


@pytest.mark.parametrize("language", [language for language in OTHERS if language != "de"])
def test_every_word_of_ours_is_in_the_language(open_html, greek, language):
    opened = open_html(greek.map(language=language).strict_html(), **SCREEN)
    texts = opened.ask(EVERY_WORD)
    assert len(texts) > 200
    names = names_of(opened)
    assert latin_words(names.sub(" ", text) for text in texts) == {}
    opened.visit.assert_quiet()


def test_german_says_nothing_in_english(open_html, greek):
    """German has the letters of English: no text of the page is one of the English wording."""
    texts = {text.strip() for text in open_html(greek.map(language="de").strict_html()).ask(EVERY_WORD)}
    english = {text for _, entry in entries(own_words(ENGLISH)) for text in forms(entry)}
    german = {text for _, entry in entries(own_words("de")) for text in forms(entry)}
    assert sorted(text for text in texts & (english - german) if LATIN.search(text)) == []
    assert len(texts & german) > 60


@pytest.mark.parametrize("language", languages())
def test_the_page_says_what_language_it_is_in(open_html, greek, language):
    html = greek.map(language=language).strict_html()
    assert f'<html lang="{language}">' in html
    opened = open_html(html)
    assert opened.page.locator("#geomoves").get_attribute("lang") == language


@pytest.mark.parametrize("language", [language for language in OTHERS if language != "de"])
def test_readers_without_scripts_read_their_language(greek, language):
    html = greek.map(language=language).strict_html()
    plain = html[html.index("<noscript") : html.index("</noscript>")]
    text = re.sub(r"<[^>]*>", "\n", plain)
    assert latin_words(text.splitlines()) == {}


def test_a_right_to_left_name_turns_nothing_around_it(open_html):
    dossier = gm.read_dossier(DPRK).to_plain()
    name = "وكالة الأنباء"
    dossier["speakers"]["nis"] = {"name": name}
    dossier["speakers"]["peskov"] = {"name": "المتحدث", "party": True}
    opened = open_html(gm.build(gm.Dossier.from_plain(dossier)).map().strict_html())
    opened.page.get_by_role("button", name="Table", exact=True).click()
    row = opened.page.locator("tr[data-claim='crossing'] td[data-column='sentence'] button")
    sentence = row.inner_text()
    assert sentence.startswith(f"\u2068{name}\u2069, said 18 October 2024: ")
    # The name stands first and the date right of it, as in any English sentence.
    places = row.evaluate(
        """(button) => {
            const text = button.firstChild;
            const left = (from, to) => {
                const range = document.createRange();
                range.setStart(text, from);
                range.setEnd(text, to);
                return range.getBoundingClientRect().left;
            };
            const said = text.data.indexOf("said");
            return [left(1, 3), left(said, said + 4)];
        }"""
    )
    assert places[0] < places[1]
    for selector in (".gm-table td[data-column='sentence'] button", ".gm-strip-text"):
        directions = opened.page.eval_on_selector_all(
            selector, "(all) => all.map((each) => getComputedStyle(each).direction)"
        )
        assert set(directions) == {"ltr"}
    row.click()
    assert opened.page.locator(".gm-sentence").first.evaluate("(p) => getComputedStyle(p).direction") == "ltr"


@pytest.mark.parametrize("language", languages())
def test_a_phone_shows_how_many_came_and_every_name(open_html, example, language):
    built = gm.build(gm.read_dossier(example))
    opened = open_html(built.map(language=language).strict_html(), width=390, height=844)
    opened.wait_until("app.view.scene && app.view.scene.labels.length > 0")
    texts = " ".join(label["text"] for label in opened.drawn()["texts"])
    soldiers = {"en": "soldiers", "de": "Soldaten", "ru": "солдат", "uk": "солдатів", "ko": r"명\(병사\)"}
    assert re.search(rf"1\W500 {soldiers[language]}", re.sub(r"\s+", " ", texts))
    unnamed = opened.ask(
        """app.view.scene.spots.filter(({row, x, y}) => {
            const {window: {x: left, y: top, w, h}} = app.view.scene.view;
            const told = app.view.scene.labels.some(
                ({thing}) => thing.kind === "places" && thing.row === row);
            return !told && x > left && y > top && x < left + w && y < top + h;
        }).map(({row}) => app.model.block.places.name[row])"""
    )
    assert unnamed == []
