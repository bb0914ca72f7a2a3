from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geomoves as gm
from tests.movement.cases import dossier, model

QUESTION = {"start": "How many set out?"}


def parts(**changes: object) -> dict[str, dict[str, object]]:
    """Three parts of one whole, which one speaker numbers."""
    claims: dict[str, dict[str, object]] = {
        "x": {"to": "a", "strength": 340_000, "force": "first"},
        "y": {"to": "b", "strength": 60_000, "force": "second"},
        "z": {"to": "c", "strength": 22_000, "force": "third"},
    }
    for claim in claims.values():
        claim["answers"] = "start"
    claims["z"] |= changes
    return claims


def army(claims: dict[str, dict[str, object]], *, apart: bool = True) -> gm.MovementModel:
    made = dossier({"x": {"to": "a"}}).to_plain()
    made["forces"] |= {
        "whole": "The army",
        "first": {
            "name": "First",
            "part_of": "whole",
            **({"apart_from": ["second", "third"]} if apart else {}),
        },
        "second": {"name": "Second", "part_of": "whole", **({"apart_from": "third"} if apart else {})},
        "third": {"name": "Third", "part_of": "whole"},
    }
    made["questions"] = QUESTION
    usual = {"in": "page", "said_by": "one", "kind": "movement", "phase": "happened"}
    made["claims"] = {key: usual | claim for key, claim in claims.items()}
    return gm.build(gm.Dossier.from_plain(made))


def test_parts_that_share_no_one_are_added_and_the_answer_says_so() -> None:
    (answer,) = army(parts()).strength(force="whole")
    assert answer.total is not None
    assert (answer.total.best, answer.total.label) == (422_000, "422,000 (sum of three parts)")
    assert not answer.contested
    assert "422,000 (sum of three parts): 340,000 (First), 60,000 (Second) and 22,000 (Third)" in str(answer)


@pytest.mark.parametrize(
    ("changes", "apart"),
    [
        ({}, False),
        ({"said_by": "two"}, True),
        ({"phase": "intended"}, True),
        ({"strength": "2 divisions"}, True),
        ({"force": "second"}, True),
        ({"attribution": "disowned"}, True),
    ],
    ids=["not said to be apart", "another voice", "another phase", "another unit", "rivals", "disowned"],
)
def test_what_is_not_exclusive_is_never_added(changes: dict[str, object], apart: bool) -> None:
    (answer,) = army(parts(**changes), apart=apart).strength(force="whole")
    assert answer.total is None
    assert [figure.best for figure in answer.figures][:2] == [340_000, 60_000]


def test_what_comes_on_top_of_another_figure_may_be_added() -> None:
    claims = {
        "x": {"to": "a", "strength": 1500, "answers": "start"},
        "y": {"to": "b", "strength": {"best": 500, "on_top_of": "x"}, "answers": "start"},
    }
    (answer,) = model(claims, questions=QUESTION).strength(force="body")
    assert answer.total is not None
    assert answer.total.label == "2,000 (sum of two parts)"


def test_a_bound_that_one_part_leaves_open_is_open_in_the_sum() -> None:
    (answer,) = army(parts(strength="at least 20,000")).strength(force="whole")
    assert answer.total is not None
    assert (answer.total.low, answer.total.best, answer.total.high) == (420_000, None, None)


RIVALS = {
    "x": {"to": "a", "strength": 1000, "said": "2024-10-01"},
    "y": {"to": "a", "strength": "1,400–1,800", "said_by": "two", "said": "2024-10-09"},
    "z": {"to": "a", "strength": 1000, "said_by": "three", "said": "2024-10-05"},
}


def test_no_rule_gives_no_figure() -> None:
    (answer,) = model(RIVALS).strength(force="body")
    assert answer.choice is None
    assert "By the rule" not in answer.sentence


@pytest.mark.parametrize(
    ("rule", "bounds", "words"),
    [
        (
            "latest",
            (1400, None, 1800),
            "By the rule “latest”: 1,400–1,800, according to Two, said 9 October 2024.",
        ),
        ("most independent", (None, 1000, None), "with the voices of One and Three"),
        ("widest range", (1000, None, 1800), "1,000–1,800, which spans the answers and chooses none of them"),
    ],
)
def test_a_rule_is_printed_with_its_figure(rule: str, bounds: tuple[float | None, ...], words: str) -> None:
    (answer,) = model(RIVALS).strength(force="body", rule=rule)
    assert answer.choice is not None
    assert answer.choice.figure is not None
    figure = answer.choice.figure
    assert (figure.low, figure.best, figure.high) == bounds
    assert words in answer.sentence
    assert [each.label for each in answer.figures] == ["1,000", "1,400–1,800"], "the rivals stay"


def test_a_tie_gives_none() -> None:
    claims = {key: {**claim, "said": "2024-10-01"} for key, claim in RIVALS.items() if key != "z"}
    for rule in ("latest", "most independent"):
        (answer,) = model(claims).strength(force="body", rule=rule)
        assert answer.choice is not None
        assert answer.choice.figure is None
        assert "none, since 1,000 and 1,400–1,800 fit it equally well" in answer.sentence


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(gm.GeomovesError, match="use one of latest, most independent, widest range"):
        model(RIVALS).strength(rule="average")


figures = st.integers(1, 10**6)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(figures, min_size=2, max_size=4, unique=True),
    st.sampled_from([None, "latest", "most independent", "widest range"]),
)
def test_rivals_are_never_summed_nor_averaged(values: list[int], rule: str | None) -> None:
    voices = ("one", "two", "three")
    claims = {
        f"c{row}": {"to": "a", "strength": value, "said_by": voices[row % 3], "said": f"2024-10-{row + 1:02}"}
        for row, value in enumerate(values)
    }
    made = model(claims)
    shown: set[float | None] = set()
    for answer in made.strength(rule=rule):
        assert answer.total is None
        for figure in (*answer.figures, *((answer.choice.figure,) if answer.choice else ())):
            if figure is not None:
                shown |= {figure.low, figure.best, figure.high}
    for name in ("strength_low", "strength_best", "strength_high"):
        shown |= set(made.legs[name].dropna())
    assert shown - {None} <= set(values), "every number is one that somebody gave"
    made_up = {sum(pair) for pair in combinations(values, 2)} | {sum(values), sum(values) / len(values)}
    assert not (made_up - set(values)) & shown


@settings(max_examples=25, deadline=None)
@given(st.permutations(sorted(RIVALS)))
def test_the_order_of_claims_changes_no_answer(order: list[str]) -> None:
    def told(keys: list[str]) -> set[object]:
        made = model({key: RIVALS[key] for key in keys})
        return {
            (frozenset(figure.label for figure in answer.figures), answer.support, answer.contested)
            for answer in made.strength(force="body")
        }

    assert told(order) == told(sorted(RIVALS))
