"""What a card says of answers that exclude each other, of parts, and of who denies by a day."""

from __future__ import annotations

import pytest

import geomoves as gm
from geomoves.maps.block import movement_block
from tests.maps.opened_page import opener
from tests.maps.sample_block import page_of

SAID = "2024-10-10"


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


@pytest.fixture(scope="module")
def block():
    def claim(kind, **fields):
        shared = {"kind": kind, "in": "page", "said_by": "s", "force": "f", "said": SAID, "when": SAID}
        return {**shared, "phase": "happened", **fields}

    dossier = gm.Dossier(
        documents={"page": {"citation": "A newspaper"}},
        speakers={"s": "Speaker S", "t": "Speaker T"},
        forces={"f": "The force", "g": "Another force"},
        claims={
            "few": claim("movement", to="Ussuriysk", strength=300),
            "many": claim("movement", to="Ussuriysk", strength=900, said_by="t"),
            "two": claim("movement", to=["Vladivostok", "Khabarovsk"], force="g", strength=1500),
            "bases": claim("presence", at=["Vladivostok", "Khabarovsk"], force="g"),
            "denied": {
                "kind": "response",
                "in": "page",
                "said_by": "t",
                "said": "2024-10-20",
                "stance": "denies",
                "about": "few",
            },
        },
    )
    return movement_block(gm.build(dossier))


@pytest.fixture
def opened(block, open_html):
    return open_html(page_of(block))


def row_of(block, table, claim):
    wanted = block["claims"]["id"].index(claim)
    return next(row for row, claims in enumerate(block[table]["claims"]) if wanted in claims)


def test_answers_that_exclude_each_other_are_said_to(block, opened):
    opened.choose(selected={"kind": "legs", "row": row_of(block, "legs", "few")})
    assert opened.page.get_by_text("No one number fits all of these answers.").is_visible()
    assert "differs" in opened.card()
    opened.choose(selected={"kind": "legs", "row": row_of(block, "legs", "two")})
    assert opened.page.get_by_text("No one number fits").count() == 0


def test_a_part_is_called_a_part_once(block, opened):
    opened.choose(selected={"kind": "legs", "row": row_of(block, "legs", "two")})
    assert "part of 1,500" in opened.card()
    assert "part of part" not in opened.card()


def test_a_share_names_the_claims_that_give_the_whole(block, open_html):
    presence = row_of(block, "presences", "bases")
    crossing = block["claims"]["id"].index("two")
    shares = {**block["presences"], "share": ["part of 1,500"], "share_basis": [[crossing]]}
    opened = open_html(page_of(block | {"presences": shares}))
    opened.choose(selected={"kind": "presences", "row": presence})
    facts = opened.page.locator(".gm-card .gm-facts").first
    assert "part of 1,500\nOf a body whose size these claims give:" in facts.inner_text()
    facts.get_by_role("button", name=block["claims"]["sentence"][crossing]).click()
    assert "1,500" in opened.card()


def test_by_a_day_nobody_denies_who_had_not_yet(block, opened):
    row = row_of(block, "legs", "few")
    opened.choose(selected={"kind": "legs", "row": row})
    assert "DENIED BY" in opened.card()
    opened.choose(said=20006)
    assert opened.ask("app.view.shown.legs[given]", row) > 0
    assert "DENIED BY" not in opened.card()
    assert "denied" in opened.page.locator(".gm-strip").inner_text()
    opened.choose(said=20016)
    assert "DENIED BY" in opened.card()


def test_a_card_with_very_many_claims_shows_some_and_the_rest_on_request(block, open_html):
    claims = {name: [*column, *([column[0]] * 120)] for name, column in block["claims"].items()}
    opened = open_html(page_of(block | {"claims": claims}))
    opened.choose(selected={"kind": "speakers", "row": 0})
    card = opened.page.locator(".gm-card")
    assert card.locator(".gm-claim").count() == 50
    for count in (100, 123):
        card.get_by_role("button", name="more").click()
        assert card.locator(".gm-claim").count() == count
    assert card.get_by_role("button", name="more").is_hidden()
