"""Records as columns: what they hold is what the records hold."""

from __future__ import annotations

from datetime import date

import pytest

import geomoves as gm
from geomoves.movement.record_columns import columns_of
from geomoves.movement.records import Leg
from geomoves.reports import day_number
from geomoves.wording import speaking


@pytest.fixture(scope="module")
def model() -> gm.MovementModel:
    moved = {
        "kind": "movement", "in": "paper", "said_by": "staff", "said": "2024-10-05", "force": "a",
        "from": "X", "to": "Y", "phase": "happened", "when": "2024-10-03",
    }  # fmt: skip
    return gm.build(
        gm.Dossier(
            documents={"other": {"citation": "Another paper"}, "paper": {"citation": "A paper"}},
            speakers={"rival": "A rival", "staff": "The staff"},
            forces={"b": "Second", "a": "First"},
            places={
                name: {"id": f"made-up:{name}", "lon": 30.0 + row, "lat": 50.0, "kind": "town"}
                for row, name in enumerate("XYZ")
            },
            claims={
                "one": moved | {"strength": 500, "mode": "rail"},
                "two": moved | {"said_by": "rival", "in": "other", "strength": "about 700"},
                "back": moved | {"from": "Y", "to": "X", "force": "b", "when": {"from": "2024-10-08"}},
                "stood": moved | {"kind": "presence", "from": None, "to": None, "at": ["X", "Z"]},
                "no": {
                    "kind": "response", "in": "paper", "said_by": "rival", "about": ["one"],
                    "stance": "denies",
                },
            },
        )
    )  # fmt: skip


def test_claims_stand_in_their_rows(model: gm.MovementModel) -> None:
    columns, claims = model.records.columns.claims, model.records.claims
    for name in ("kind", "phase", "mode", "stance", "said", "when", "strength", "words"):
        assert columns[name].tolist() == [getattr(claim, name) for claim in claims]
    assert columns["force"] == [1, 1, 0, 1, -1]
    assert columns["said_by"] == [1, 0, 1, 1, 0]
    assert columns["document"] == [1, 0, 1, 1, 1]
    assert columns["when_label"].tolist()[2].startswith("from 8 October 2024")


def test_legs_stand_as_they_are(model: gm.MovementModel) -> None:
    columns, legs = model.records.columns.legs, model.records.legs
    for name in (
        "force",
        "phase",
        "support",
        "disputed",
        "mode",
        "part_of",
        "low",
        "best",
        "high",
        "strength",
    ):
        assert columns[name].tolist() == [getattr(leg, name) for leg in legs]
    assert columns["claims"] == [[model.records.rows[key] for key in leg.claims] for leg in legs]
    assert columns["day_from"] == [day_number(date(2024, 10, 3)), day_number(date(2024, 10, 8))]
    assert columns["day_to"] == [day_number(date(2024, 10, 3)), None]


def test_no_record_has_the_columns_of_its_kind() -> None:
    assert columns_of(Leg, [], {}).keys() >= {"mode", "carried_by", "part_of", "day_from", "claims"}


def test_ends_are_added_to_a_copy(model: gm.MovementModel) -> None:
    ends = model.records.columns.ends
    copied, before = ends.copy(), len(ends.spots)
    spot = model.records.spots["stood"][1]
    copied.row(type(spot)("new", "to", 0, spot.end, "words"))
    assert (len(ends.spots), len(copied.spots)) == (before, before + 1)
    assert ends.ends["at"].tolist()[3] == [ends.row(each) for each in model.records.spots["stood"]]


def test_times_are_told_in_the_language_of_the_model(model: gm.MovementModel) -> None:
    with speaking("de"):
        labels = model.in_language("de").records.columns.claims["when_label"].tolist()
    assert "Oktober" in labels[0]
    assert "October" in model.records.columns.claims["when_label"].tolist()[0]


def test_questions_and_roles_stand_as_they_are(model: gm.MovementModel) -> None:
    records = model.records
    questions, roles = records.columns.questions, records.columns.roles
    for name in ("reason", "support", "contested"):
        assert questions[name].tolist() == [getattr(question, name) for question in records.questions]
    for name in ("place", "role", "basis", "words"):
        assert roles[name].tolist() == [getattr(role, name) for role in records.roles]
    assert questions["claims"] == [[records.rows[key] for key in each.claims] for each in records.questions]
    assert roles["claims"] == [
        [records.rows[key] for key in (each.claim, *each.also)] for each in records.roles
    ]
