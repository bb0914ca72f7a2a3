from __future__ import annotations

from datetime import date

import pytest

import geomoves as gm
from geomoves.errors import ArgumentError
from tests.movement.cases import model


def _seen(made: gm.MovementModel, day: str) -> list[tuple[str, str, int]]:
    table = made.at(day)
    return list(zip(table["force"], table["place_name"], table["days_ago"], strict=True))


def test_an_arrival_counts_from_the_last_day_on_which_it_can_have_happened() -> None:
    made = model({"x": {"to": "a", "when": "2024-10-08/2024-10-13"}})
    assert _seen(made, "2024-10-12") == []
    assert _seen(made, "2024-10-13") == [("body", "Alpha", 0)]
    assert _seen(made, "2024-10-20") == [("body", "Alpha", 7)]


def test_a_presence_is_fresh_until_its_last_day() -> None:
    made = model({"x": {"kind": "presence", "at": "a", "when": "2024-10-08/2024-10-13"}})
    assert _seen(made, "2024-10-07") == []
    assert _seen(made, "2024-10-10") == [("body", "Alpha", 0)]
    assert _seen(made, "2024-10-15") == [("body", "Alpha", 2)]


def test_a_presence_somewhen_within_a_stretch_is_known_at_its_end() -> None:
    when = {"from": "2024-10-08", "to": "2024-10-13", "how": "within"}
    made = model({"x": {"kind": "presence", "at": "a", "when": when}})
    assert _seen(made, "2024-10-10") == []
    assert _seen(made, "2024-10-13") == [("body", "Alpha", 0)]


def test_the_newest_report_replaces_older_ones_and_equals_stand_together() -> None:
    made = model(
        {
            "x": {"to": "a", "when": "2024-10-02"},
            "y": {"kind": "presence", "at": ["b", "c"], "when": "2024-10-05"},
            "z": {"to": "a", "force": "ships", "when": "2024-10-01"},
        }
    )
    assert _seen(made, "2024-10-04") == [("body", "Alpha", 2), ("ships", "Alpha", 3)]
    assert _seen(made, "2024-10-06") == [("body", "Bravo", 1), ("body", "Charlie", 1), ("ships", "Alpha", 5)]


@pytest.mark.parametrize(
    "claim",
    [
        {"to": "a"},
        {"to": "a", "phase": "expected", "when": "2024-10-02"},
        {"from": "a", "when": "2024-10-02"},
    ],
    ids=["no day", "expected", "no end"],
)
def test_what_says_nothing_of_where_a_force_is(claim: dict[str, str]) -> None:
    assert _seen(model({"x": claim}), "2024-10-20") == []


def test_an_end_in_words_is_a_position_without_a_point() -> None:
    made = model({"x": {"to": {"words": "the front", "where": "unknown"}, "when": "2024-10-02"}})
    table = made.at(date(2024, 10, 2))
    assert table["place_name"].tolist() == ["the front"]
    assert table.geometry.isna().all()


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(ArgumentError, match="no day"):
        model({"x": {"to": "a"}}).at("soon")
