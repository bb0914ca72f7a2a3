"""A dossier in a notebook: every text as it is written, and no more rows than anybody reads."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from geomoves.reports import Claim, Dossier, read_dossier
from geomoves.reports.display import dossier_html
from tests.reports.strategies import HOSTILE_TEXTS, dossiers


class _Page(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.texts.append(data)


def _page(dossier, **options):
    page = _Page()
    page.feed(dossier_html(dossier, **options))
    page.close()
    assert set(page.tags) <= {"div", "p", "strong", "br", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.attributes <= {"style", "scope"}
    return page


def test_example(example):
    dossier = read_dossier(example)
    page = _page(dossier)
    text = " ".join(page.texts)
    assert dossier.title in text
    assert (
        "as of 18 October 2024 · 17 claims · 1 document · 9 speakers · 3 forces · read from dprk-2024.yaml"
        in text
    )
    assert page.tags.count("tr") == 1 + len(dossier.claims)
    for part in (
        "National Intelligence Service through South Korean media (disowned)",
        "response: denies",
        "to Vladivostok",
        "at Vladivostok, Ussuriysk, Khabarovsk, Blagoveshchensk",
        "8–13 October 2024",
        "several thousand soldiers",
        "about war",
        "said 7–13 October 2024",
        "at near Donetsk" if "at near Donetsk" in text else "near Donetsk",
    ):
        assert part in text
    assert dossier._repr_html_() == dossier_html(dossier)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_text_is_text(text):
    dossier = Dossier(
        title=text,
        speakers={"s": text},
        forces={"f": text},
        claims=[
            Claim(
                id="c",
                kind="presence",
                said_by="s",
                in_="d",
                force="f",
                at=text,
                when={"words": text},
                strength={"words": text},
            )
        ],
    )
    page = _page(dossier)
    shown = "".join(character for character in text if character.isprintable() or character in "\n\t")[:100]
    assert "".join(page.texts).count(shown) >= 6


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(dossier=dossiers())
def test_every_dossier_can_be_shown(dossier):
    _page(dossier)


def test_rows_are_capped():
    claims = [
        Claim(id=f"c{row}", kind="presence", said_by="s", in_="d", force="f", at="Kursk")
        for row in range(1234)
    ]
    page = _page(Dossier(claims=claims))
    assert page.tags.count("tr") == 51
    assert "… and 1,184 more" in page.texts
    assert _page(Dossier(claims=claims), most_rows=2).tags.count("tr") == 3


def test_no_claims_yet():
    page = _page(Dossier())
    assert page.texts == ["Untitled dossier", "no claims"]


def test_no_colours_of_its_own(example):
    shown = dossier_html(read_dossier(example))
    assert "color" not in shown
    assert "background" not in shown
