"""What was superseded or taken back: no part of today's map, but of the map as it could be drawn before."""

from __future__ import annotations

from datetime import date

import pytest

import geomoves as gm
from geomoves.maps.block import movement_block
from tests.maps.opened_page import opener

EPOCH = date(1970, 1, 1).toordinal()


def october(day):
    return date(2024, 10, day).toordinal() - EPOCH


def claim(kind, said, **more):
    return {"kind": kind, "in": "paper", "said_by": "staff", "said": said} | more


def moved(said, to, **more):
    return claim(
        "movement",
        said,
        **{"force": "f", "from": "X", "to": to, "phase": "happened", "when": "2024-10-03"},
        **more,
    )


def model_of(claims, links=()):
    return gm.build(
        gm.Dossier(
            title="Corrected",
            documents={"paper": {"citation": "A paper"}},
            speakers={"staff": "The staff"},
            forces={"f": {"name": "The brigade"}},
            places={
                "X": {"lon": 30.0, "lat": 50.0},
                "Y": {"lon": 31.0, "lat": 50.0},
                "Z": {"lon": 32.0, "lat": 51.0},
            },
            claims=claims,
            links=list(links),
        )
    )


@pytest.fixture
def corrected():
    return model_of(
        {
            "old": moved("2024-10-05", "Y", strength=900),
            "new": moved("2024-10-12", "Z", strength=200),
            "untrue": claim("presence", "2024-10-06", force="f", at="Y", when="2024-01-02", phase="happened"),
            "sorry": claim("response", "2024-10-10", about="untrue", stance="retracts"),
        },
        [{"a": "new", "b": "old", "kind": "supersedes"}],
    )


def test_what_stood_once_says_until_when(corrected):
    block = movement_block(corrected)
    assert list(block["legs"]["id"]) == ["new", "old"]
    assert list(block["legs"]["known_until"]) == [None, october(11)]
    assert list(block["presences"]["known_until"]) == [october(9)]
    assert [list(claims) for claims in block["legs"]["claims"]] == [[1], [0]]
    # What is wrong does not spread the slider, and is undated for nobody.
    assert block["days"] == [october(3), october(3)]
    assert block["tray"] == []
    assert [leg.id for leg in corrected.records.legs] == ["new"]


def test_without_corrections_nothing_is_said_of_it():
    block = movement_block(model_of({"one": moved("2024-10-05", "Y")}))
    assert "known_until" not in block["legs"]


def test_what_was_superseded_on_a_day_that_nobody_knows_is_left_out():
    newer = moved("2024-10-12", "Z")
    del newer["said"]
    block = movement_block(
        model_of(
            {"old": moved("2024-10-05", "Y"), "new": newer}, [{"a": "new", "b": "old", "kind": "supersedes"}]
        )
    )
    assert list(block["legs"]["id"]) == ["new"]


def test_the_map_of_an_earlier_day_draws_what_stood_then(corrected, open_page, tmp_path):
    path = tmp_path / "saved.html"
    corrected.map().save(path)
    opened = opener(open_page, tmp_path)(path.read_text(encoding="utf-8"))
    assert opened.rows("legs") == {0}
    assert opened.page.locator(".gm-shown").is_hidden()
    for day, legs, presences in (
        (4, set(), 0),
        (5, {1}, 0),
        (6, {1}, 1),
        (9, {1}, 1),
        (10, {1}, 0),
        (12, {0}, 0),
    ):
        opened.choose(said=october(day))
        assert opened.rows("legs") == legs, day
        assert opened.ask("app.view.shown.presences[0] > 0") == bool(presences), day
    opened.choose(said=None)
    opened.choose(selected={"kind": "places", "row": 1})
    here = opened.page.locator(".gm-body > .gm-card .gm-things > li")
    assert here.count() == 0
    opened.choose(said=october(9))
    assert here.count() == 2
    opened.choose(said=None)
    # Shown on the map it is shown as of a day on which it stood.
    opened.ask("app.showOnMap({kind: 'legs', row: 1})")
    assert opened.ask("app.store.state.said") == october(11)
    assert opened.rows("legs") == {1}
    opened.visit.assert_quiet()
