"""Every word that the page shows stands in the wording file, and none stands there unused."""

from __future__ import annotations

import re

import pytest

from geomoves.wording import languages, page_words

SAID = re.compile(r"""\b(?:say|list|row|group|button)\(\s*(?:[\w.[\]]+ \? )?"([\w. ]+)"(?: : "([\w.]+)")?""")
KEYS = re.compile(r"\"([a-z_]+(?:\.[\w -]+)+|[a-z_]+)\"")
TEMPLATES = re.compile(r"(?:say|word)\(\s*(?:`([a-z_.]+)\.\$\{|\"([a-z_.]+)\", )")


@pytest.fixture(scope="module")
def source(checkout):
    files = sorted((checkout / "geomoves/maps/static/src").glob("*.js"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_no_word_is_kept_that_nothing_shows(source):
    literal = set(KEYS.findall(source))
    families = {family for pair in TEMPLATES.findall(source) for family in pair if family} | {
        "legend",
        "fact",
        "layer",
    }
    unused = [
        key
        for key in page_words()
        if key not in literal and not any(key.startswith(f"{family}.") for family in families)
    ]
    assert unused == []


def test_the_page_says_nothing_that_is_not_in_the_file(source):
    said = {key for pair in SAID.findall(source) for key in pair if key}
    missing = [key for key in said if key not in page_words() and f"legend.{key}" not in page_words()]
    assert missing == []


@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same_things(language):
    english, other = page_words(), page_words(language)
    assert set(other) == set(english)
    hole = re.compile(r"\{\w+\}")
    for key, phrase in english.items():
        if isinstance(phrase, list):
            assert len(other[key]) == len(phrase)
            continue
        forms = list(phrase.values()) if isinstance(phrase, dict) else [phrase]
        others = list(other[key].values()) if isinstance(other[key], dict) else [other[key]]
        assert set(hole.findall(" ".join(others))) == set(hole.findall(" ".join(forms))), key


def test_what_is_filled_in_is_not_filled_again(open_page, tmp_path):
    from tests.maps.opened_page import opener
    from tests.maps.reported_block import reported_block
    from tests.maps.sample_block import page_of

    opened = opener(open_page, tmp_path)(page_of(reported_block() | {"as_of": "{when} {n} $& {{7*191}}"}))
    assert "As reported up to {when} {n} $& {{7*191}}" in opened.page.locator(".gm-header").inner_text()
    assert opened.ask("app.model.words.say('leg.ends', {from: '{to}', to: '{from}'})") == "{to} → {from}"
    assert opened.ask("[0, 1, 2, 1500].map((n) => app.model.words.say('off_map.button', {n}))") == [
        "0 claims not on the map",
        "1 claim not on the map",
        "2 claims not on the map",
        "1,500 claims not on the map",
    ]
