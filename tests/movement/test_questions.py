from __future__ import annotations

import pytest

from tests.movement.cases import model


def test_one_voice_is_one_voice_however_often_it_speaks() -> None:
    made = model({"x": {"to": "a", "strength": 5}, "y": {"to": "a", "strength": 5, "in": "other"}})
    assert made.questions["support"].tolist() == ["one"]
    assert made.legs["claims"].tolist() == [["x", "y"]]


def test_two_voices_are_several_until_the_dossier_says_why_they_are_independent() -> None:
    claims = {"x": {"to": "a", "strength": 5}, "y": {"to": "a", "strength": 5, "said_by": "two"}}
    assert model(claims).questions["support"].tolist() == ["several"]
    claims["y"]["independent_because"] = "its own reporter counted"
    assert model(claims).questions["support"].tolist() == ["corroborated"]


def test_independent_voices_that_differ_corroborate_nothing() -> None:
    claims = {
        "x": {"to": "a", "strength": 5},
        "y": {"to": "a", "strength": 9, "said_by": "two", "independent_because": "its own reporter counted"},
    }
    questions = model(claims).questions
    assert questions["support"].tolist() == ["several"]
    assert questions["contested"].tolist() == [True]


@pytest.mark.parametrize(
    ("change", "links"),
    [
        ({"attribution": "carried over"}, []),
        ({"attribution": "disowned"}, []),
        ({"through": "one"}, []),
        ({"evidence": "picture"}, []),
        ({}, [{"a": "y", "b": "x", "kind": "repeats"}]),
    ],
    ids=["carried over", "disowned", "passed on", "shared evidence", "repeats"],
)
def test_what_is_no_second_voice(change: dict[str, str], links: list[dict[str, str]]) -> None:
    claims = {
        "x": {"to": "a", "strength": 5, "evidence": "picture"},
        "y": {"to": "a", "strength": 5, "said_by": "two", "independent_because": "so", **change},
    }
    assert model(claims, links=links).questions["support"].tolist() == ["one"]


@pytest.mark.parametrize(
    "other",
    [
        {"phase": "intended"},
        {"force": "part"},
        {"strength": "2 brigades"},
        {"to": "b"},
        {"when": "2024-11-02"},
        {"kind": "total", "phase": "happened"},
    ],
    ids=["phase", "force", "unit", "place", "time", "kind"],
)
def test_other_questions_are_no_rivals(other: dict[str, str]) -> None:
    made = model(
        {
            "x": {"to": "a", "strength": "5 soldiers", "when": "2024-10-02"},
            "y": {"to": "a", "strength": "9 soldiers", "said_by": "two", "when": "2024-10-02", **other},
        }
    )
    assert len(made.questions) == 2
    assert not made.questions["contested"].any()


def test_a_named_question_groups_what_shape_would_not() -> None:
    made = model(
        {
            "x": {"to": "a", "strength": 5, "answers": "how-many"},
            "y": {"to": "b", "strength": 9, "said_by": "two", "answers": "how-many"},
        },
        questions={"how-many": "How many moved in all?"},
    )
    assert made.questions["id"].tolist() == ["how-many"]
    assert made.questions["reason"].tolist() == ["the dossier names this question"]


def test_rivals_stand_side_by_side_and_the_leg_spans_them() -> None:
    made = model({"x": {"to": "a", "strength": 1000}, "y": {"to": "a", "strength": 1500, "said_by": "two"}})
    leg = made.legs.loc[0]
    assert (leg["strength_low"], leg["strength_high"], leg["strength"]) == (1000, 1500, "1,000 and 1,500")
    assert made.legs["strength_best"].isna().all()
    answers = made.strength(force="body")
    assert [figure.best for figure in answers[0].figures] == [1000, 1500]
    assert "side by side" in answers.sentence
    assert "1,250" not in str(answers)
    assert "2,500" not in str(answers)


def test_strength_of_a_force_includes_what_is_part_of_it_and_nothing_later() -> None:
    made = model(
        {
            "x": {"to": "a", "strength": 5, "force": "part", "when": "2024-10-02"},
            "y": {"to": "b", "strength": 9, "when": "2024-10-09"},
            "z": {"to": "b", "strength": 7, "force": "ships"},
        }
    )
    assert [answer.claims for answer in made.strength(force="Soldiers")] == [("x",), ("y",)]
    assert [answer.claims for answer in made.strength(force="body", at="2024-10-05")] == [("x",)]
    assert [answer.claims for answer in made.strength(place="Bravo")] == [("y",), ("z",)]
    assert made.strength(force="body", at="2020-01-01").sentence == "No figure answers this."


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("about 1,500", "1,482", False),
        ("about 1,500", "1,550", True),
        ("about 1,500", "1,449", True),
        ("1,500", "1,482", True),
        ("about 2,000", "about 2,400", False),
        ("about 1,500", "up to 1,450", False),
        ({"best": 1500, "rounded_to": 500}, "1,700", False),
        ("several thousand", "12", False),
        ("at least 1,000", "900–1,000", False),
        ("fewer than 100", "120", True),
    ],
)
def test_a_rounded_figure_goes_with_what_it_was_rounded_from(
    first: object, second: object, differ: bool
) -> None:
    made = model(
        {"x": {"to": "a", "strength": first}, "y": {"to": "a", "strength": second, "said_by": "two"}}
    )
    assert made.questions["contested"].tolist() == [differ]
    shown = set(made.legs[["strength_low", "strength_best", "strength_high"]].stack().dropna())
    stated = {made.dossier.claims[key].strength for key in ("x", "y")}
    numbers = {number for each in stated if each for number in (each.low, each.best, each.high)}
    assert shown <= numbers, "rounding makes no bound"
