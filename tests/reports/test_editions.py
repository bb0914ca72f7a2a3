from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import geomoves as gm
from geomoves.reports import compare_editions
from geomoves.reports.writing import dossier_json, dossier_yaml
from tests.movement.cases import dossier, model
from tests.reports.strategies import dossiers

CLAIMS = {
    "x": {"to": "a", "strength": 1500, "said": "2024-10-18"},
    "y": {"to": "b", "strength": 2000},
}


def what(changes: gm.Changes) -> list[tuple[str, str, str, str]]:
    return [(change.what, change.section, change.id, change.field) for change in changes]


def edited(**changes: object) -> gm.Dossier:
    return dossier({**CLAIMS, "y": {**CLAIMS["y"], **changes}})


def test_the_same_dossier_has_no_changes() -> None:
    changes = compare_editions(dossier(CLAIMS), dossier(dict(reversed(CLAIMS.items()))))
    assert len(changes) == 0
    assert str(changes) == "Nothing differs."


@pytest.mark.parametrize(
    ("change", "field", "old", "new"),
    [
        ({"strength": 2500}, "strength", "2000", "2500"),
        ({"hedge": "perhaps"}, "hedge", "", "perhaps"),
        ({"to": ["b", "c"]}, "to", "b", '["b", "c"]'),
    ],
)
def test_a_changed_field_is_told_as_written(
    change: dict[str, object], field: str, old: str, new: str
) -> None:
    (found,) = compare_editions(dossier(CLAIMS), edited(**change))
    assert (found.what, found.id, found.field, found.old, found.new) == ("changed", "y", field, old, new)
    assert "y" in found.sentence


def test_short_forms_that_mean_the_same_are_no_change() -> None:
    assert not compare_editions(dossier(CLAIMS), edited(strength={"best": 2000}, to=[{"name": "b"}]))


def test_a_claim_is_withdrawn_with_day_and_reason_and_stays_listed() -> None:
    taken = edited(withdrawn={"on": "2024-11-02", "because": "we misread the page"})
    changes = compare_editions(dossier(CLAIMS), taken)
    assert what(changes) == [("withdrawn", "claims", "y", "")]
    assert "2 November 2024" in changes[0].sentence
    assert "we misread the page" in changes[0].sentence
    later = compare_editions(taken, taken)
    assert not later
    assert [change.id for change in later.corrections] == ["y"], "a correction is listed for good"
    (back,) = compare_editions(taken, dossier(CLAIMS))
    assert back.what == "restored"


def test_a_claim_that_vanished_is_told_apart() -> None:
    (gone,) = compare_editions(dossier(CLAIMS), dossier({"x": CLAIMS["x"]}))
    assert (gone.what, gone.id) == ("gone", "y")
    assert "Gone without a correction" in gone.sentence
    (renamed,) = compare_editions(dossier(CLAIMS), dossier({"x": CLAIMS["x"], "why": CLAIMS["y"]}))
    assert (renamed.what, renamed.old, renamed.new) == ("renamed", "y", "why")


def test_superseded_and_retracted() -> None:
    newer = {**CLAIMS, "z": {"to": "a", "strength": 1800}}
    links = [{"a": "z", "b": "x", "kind": "supersedes"}]
    changes = compare_editions(dossier(CLAIMS), dossier(newer, links=links))
    assert [(change.what, change.id, change.new) for change in changes.of("superseded")] == [
        ("superseded", "x", "z")
    ]
    back = {**CLAIMS, "back": {"kind": "response", "about": "x", "stance": "retracts"}}
    changes = compare_editions(dossier(CLAIMS), dossier(back))
    assert [(change.id, change.new) for change in changes.of("retracted")] == [("x", "back")]
    assert "One took back x" in str(changes)


def test_what_claims_rest_on_is_compared_too() -> None:
    plain = dossier(CLAIMS).to_plain()
    plain["speakers"]["four"] = {"name": "Four"}
    plain["documents"]["other"]["note"] = "a note"
    del plain["forces"]["ships"]
    plain["title"] = "Another title"
    plain["links"] = [{"a": "x", "b": "y", "kind": "tension"}]
    changes = compare_editions(dossier(CLAIMS), gm.Dossier.from_plain(plain))
    assert set(what(changes)) == {
        ("new", "speakers", "four", ""),
        ("changed", "documents", "other", "note"),
        ("gone", "forces", "ships", ""),
        ("changed", "dossier", "", "title"),
        ("new", "links", "x tension y", ""),
    }
    frame = changes.to_frame()
    assert list(frame.columns) == [
        "what",
        "section",
        "id",
        "field",
        "old",
        "new",
        "day",
        "because",
        "sentence",
    ]
    assert len(frame) == len(changes)


def test_it_shows_itself_and_no_text_of_it_is_markup() -> None:
    changes = compare_editions(dossier(CLAIMS), edited(note="<img src=x onerror=alert(1)>"))
    html = changes._repr_html_()
    assert "<img" not in html
    assert "&lt;img" in html


def test_the_model_compares_with_a_model_a_dossier_and_a_file(tmp_path: Path) -> None:
    new = gm.build(edited(strength=2500))
    path = tmp_path / "old.yaml"
    dossier(CLAIMS).save(path)
    for old in (model(CLAIMS), dossier(CLAIMS), path, str(path)):
        assert what(new.changes_since(old)) == [("changed", "claims", "y", "strength")]
    with pytest.raises(gm.GeomovesError, match="give a model, a dossier or its path"):
        new.changes_since(5)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossiers())
def test_what_is_written_and_read_again_has_no_changes(made: gm.Dossier) -> None:
    for again in (json.loads(dossier_json(made)), made.to_plain()):
        assert not compare_editions(made, gm.Dossier.from_plain(again))
    assert dossier_yaml(made)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossiers(), dossiers())
def test_what_is_new_one_way_is_gone_the_other(first: gm.Dossier, second: gm.Dossier) -> None:
    there, back = compare_editions(first, second), compare_editions(second, first)
    for section in ("documents", "speakers", "forces", "questions"):
        new = {change.id for change in there.of("new") if change.section == section}
        assert new == {change.id for change in back.of("gone") if change.section == section}
    assert {change.new for change in there.of("renamed")} == {change.old for change in back.of("renamed")}
