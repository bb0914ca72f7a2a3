from __future__ import annotations

from datetime import date

import pytest

import geomoves as gm
from geomoves.errors import ArgumentError, UnknownNameError
from tests.movement.cases import dossier, model


def test_a_leg_between_two_places_is_a_great_circle() -> None:
    made = model({"x": {"from": "a", "via": ["b"], "to": "c", "mode": "rail"}})
    leg = made.legs.loc[0]
    assert leg["geometry"].geom_type == "LineString"
    assert leg["route"] == "schematic"
    assert list(made.graph.edges(keys=True)) == [
        ("point:10.00000,50.00000", "point:12.00000,51.00000", "x"),
        ("point:12.00000,51.00000", "point:14.00000,52.00000", "x/1"),
    ]
    assert [(role.role, role.basis) for role in made.records.roles] == [
        ("origin", "position"), ("transit", "position"), ("destination", "position"),
    ]  # fmt: skip


def test_a_leg_across_the_antimeridian_is_cut_for_files() -> None:
    made = model({"x": {"from": "west", "to": "east"}})
    assert made.legs.geometry.iloc[0].geom_type == "MultiLineString"
    assert made.legs.crs.to_epsg() == 4326


def test_several_ends_share_one_figure_of_unknown_shares() -> None:
    made = model({"x": {"from": "a", "to": ["b", "c"], "strength": 900}})
    assert made.legs["id"].tolist() == ["x", "x#2"]
    assert made.legs["strength"].tolist() == ["part of 900", "part of 900"]
    assert made.legs["strength_low"].tolist() == [0, 0]
    assert made.legs["strength_high"].tolist() == [900, 900]
    assert made.legs["strength_best"].isna().all()


def test_one_body_in_several_places_is_one_presence() -> None:
    made = model({"x": {"kind": "presence", "at": ["a", "b"], "strength": 900}})
    assert made.presences["id"].tolist() == ["x", "x"]
    assert made.presences["share"].tolist() == ["part of 900", "part of 900"]
    assert made.legs.empty


def test_an_onward_leg_makes_an_arrival_a_transit() -> None:
    made = model({"x": {"from": "a", "to": "b"}, "y": {"from": "b", "to": "c"}})
    roles = {(role.place, role.role) for role in made.records.roles}
    assert ("point:12.00000,51.00000", "transit") in roles
    assert ("point:12.00000,51.00000", "destination") not in roles
    assert made.movements[0].stops == (
        "point:10.00000,50.00000", "point:12.00000,51.00000", "point:14.00000,52.00000",
    )  # fmt: skip


def test_a_denial_makes_disputed_and_nothing_else_does() -> None:
    for stance, disputed in (("denies", True), ("cannot confirm", False), ("declines", False)):
        made = model(
            {"x": {"to": "a"}, "r": {"kind": "response", "about": "x", "stance": stance, "said_by": "two"}}
        )
        assert made.legs["disputed"].tolist() == [disputed]


def test_a_response_to_a_question_that_no_claim_names_goes_with_all() -> None:
    claims = {
        "x": {"to": "a", "said": "2024-10-18"},
        "r": {"kind": "response", "about": "q", "stance": "denies", "said": "2024-10-10", "said_by": "two"},
    }
    made = model(claims, questions={"q": "Did they?"})
    assert [(reply.response, reply.heading) for reply in made.records.replies["x"]] == [("r", "earlier")]


def test_between_takes_both_days_in() -> None:
    made = model(
        {
            "x": {"to": "a", "when": "2024-10-08/2024-10-13"},
            "y": {"to": "b"},
            "r": {"kind": "response", "about": "x", "stance": "denies", "said_by": "two"},
        }
    )
    assert made.between("2024-10-13", "2024-10-20").legs["id"].tolist() == ["x"]
    assert made.between("2024-10-01", date(2024, 10, 8)).responses["id"].tolist() == ["r"]
    assert made.between("2024-10-14", "2024-10-20").claims.empty
    with pytest.raises(ArgumentError, match="before"):
        made.between("2024-10-14", "2024-10-01")
    with pytest.raises(ArgumentError, match="no day"):
        made.between("soon", "2024-10-01")


def test_between_can_ask_for_what_surely_lies_wholly_inside() -> None:
    made = model(
        {
            "inside": {"to": "a", "when": "2024-10-09/2024-10-12"},
            "across": {"to": "b", "when": "2024-10-12/2024-10-20"},
            "open": {"to": "c", "when": "2024-10-09/.."},
        }
    )
    assert made.between("2024-10-08", "2024-10-13").legs["id"].tolist() == ["inside", "across", "open"]
    assert made.between("2024-10-08", "2024-10-13", wholly=True).legs["id"].tolist() == ["inside"]


def test_filter_keeps_the_responses_of_what_it_keeps() -> None:
    made = model(
        {
            "x": {"to": "a"},
            "y": {"to": "b", "said_by": "two", "phase": "expected"},
            "r": {"kind": "response", "about": "x", "stance": "denies", "said_by": "three"},
        }
    )
    assert made.filter(said_by="one").claims["id"].tolist() == ["x", "r"]
    assert made.filter(phase=["expected"]).claims["id"].tolist() == ["y"]
    with pytest.raises(UnknownNameError, match="speakers"):
        made.filter(said_by="nobody")


def test_a_name_that_could_be_two_places_waits_with_its_candidates() -> None:
    made = gm.build(dossier({"x": {"to": "Donetsk"}}, theatre=["RU", "UA"]))
    row = made.unplaced.loc[0]
    assert row["status"] == "ambiguous"
    assert "geonames:709717" in row["candidates"]
    assert "id: geonames:709717" in row["settle"]
    assert made.legs.loc[0, "to_id"] == ""
    assert made.records.off_map["x"].startswith("“Donetsk” could be")
    settled = gm.build(dossier({"x": {"to": {"name": "Donetsk", "id": "geonames:709717"}}}))
    assert settled.legs.loc[0, "to_id"] == "geonames:709717"
    assert any("Rostov" in other for other in settled.places.loc[0, "not_chosen"])


def test_a_name_that_nobody_knows_is_counted_not_guessed() -> None:
    made = gm.build(dossier({"x": {"to": "Xyzzyburg"}}))
    assert made.unplaced["status"].tolist() == ["unknown"]
    assert made.places.empty
    assert "does not know" in made.records.off_map["x"]


def test_an_empty_smaller_model_still_has_its_columns() -> None:
    empty = model({"x": {"to": "a"}}).between("2000-01-01", "2000-01-02")
    for table in (empty.legs, empty.places, empty.presences, empty.losses, empty.activities):
        assert table.empty
        assert "geometry" in table.columns
    assert empty.strength().sentence == "No figure answers this."
    assert empty.graph.number_of_nodes() == 0


def test_the_order_of_claims_changes_no_question_and_no_leg() -> None:
    claims = {
        "x": {"to": "a", "strength": 5, "when": "2024-10-02"},
        "y": {"to": "a", "strength": 5, "said_by": "two", "when": "2024-10-01/2024-10-03"},
        "z": {"from": "a", "to": "b", "when": "2024-10-09"},
        "p": {"kind": "presence", "at": ["a", "c"]},
    }
    forward, backward = model(claims), model(dict(reversed(claims.items())))
    assert {frozenset(row) for row in forward.questions["claims"]} == {
        frozenset(row) for row in backward.questions["claims"]
    }
    assert {frozenset(row) for row in forward.legs["claims"]} == {
        frozenset(row) for row in backward.legs["claims"]
    }
    assert sorted(forward.questions["support"]) == sorted(backward.questions["support"])


def test_the_model_shows_itself_and_no_text_of_it_is_markup() -> None:
    made = model({"x": {"to": "a", "note": "n"}}, title="<img src=x onerror=alert(1)>{{7*191}}")
    assert "&lt;img" in made._repr_html_()
    assert "<img" not in made._repr_html_()
    assert "1 leg," in repr(made)


def test_what_is_no_dossier_is_refused() -> None:
    with pytest.raises(ArgumentError, match="read_dossier"):
        gm.build("examples/dprk-2024.yaml")  # type: ignore[arg-type]


def test_what_a_figure_includes_or_comes_on_top_of_is_said() -> None:
    made = model(
        {
            "x": {"to": "a", "strength": 1500},
            "y": {"kind": "total", "strength": {"best": 12000, "includes": "x"}, "phase": "intended"},
            "z": {"to": "a", "strength": {"on_top_of": "x"}, "phase": "expected"},
        }
    )
    assert "including “Soldiers to a”" in made.records.sentences["y"]
    assert "on top of “Soldiers to a”" in made.records.sentences["z"]
