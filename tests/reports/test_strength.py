"""Figures as they were stated, with no bound that the text does not give."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geomoves.errors import DossierError
from geomoves.reports import Strength, number_label
from geomoves.wording import speaking
from tests.reports.strategies import strengths


@pytest.mark.parametrize(
    ("short", "fields", "label"),
    [
        (1500, {"best": 1500}, "1,500"),
        ("1500", {"best": 1500}, "1,500"),
        ("1,500", {"best": 1500}, "1,500"),
        ("1 500", {"best": 1500}, "1,500"),
        ("1\u202f500", {"best": 1500}, "1,500"),
        ("1,234,567", {"best": 1234567}, "1,234,567"),
        ("0", {"best": 0}, "0"),
        ("1500.5", {"best": 1500.5}, "1,500.5"),
        ("1,500 soldiers", {"best": 1500, "unit": "soldiers"}, "1,500 soldiers"),
        ("about 1,500", {"best": 1500, "qualifier": "about"}, "about 1,500"),
        ("About 1,500", {"best": 1500, "qualifier": "about"}, "about 1,500"),
        ("some 1,500 men", {"best": 1500, "qualifier": "some", "unit": "men"}, "some 1,500 men"),
        ("up to 12,000", {"high": 12000, "qualifier": "up to"}, "up to 12,000"),
        ("fewer than 300", {"high": 300, "qualifier": "fewer than"}, "fewer than 300"),
        ("<1", {"high": 1, "qualifier": "<"}, "< 1"),
        ("at least six", {"low": 6, "qualifier": "at least"}, "at least 6"),
        (
            "more than 40 killed",
            {"low": 40, "qualifier": "more than", "unit": "killed"},
            "more than 40 killed",
        ),
        ("1,000–1,200", {"low": 1000, "high": 1200}, "1,000–1,200"),
        ("1000 to 1200 troops", {"low": 1000, "high": 1200, "unit": "troops"}, "1,000–1,200 troops"),
        ("2–3 thousand", {"low": 2000, "high": 3000}, "2,000–3,000"),
        ("900 to 2 thousand", {"low": 900, "high": 2000}, "900–2,000"),
        ("1.5 million", {"best": 1_500_000}, "1,500,000"),
        ("1.125 thousand", {"best": 1125}, "1,125"),
        ("two thousand", {"best": 2000}, "2,000"),
        ("a dozen", {"best": 12}, "12"),
        ("four brigades", {"best": 4, "unit": "brigades"}, "4 brigades"),
        ("several thousand", {"qualifier": "several thousand"}, "several thousand"),
        (
            "Several thousand soldiers",
            {"qualifier": "several thousand", "unit": "soldiers"},
            "several thousand soldiers",
        ),
        ("hundreds", {"qualifier": "hundreds"}, "hundreds"),
        ("a battalion", {"best": 1, "unit": "battalion"}, "1 battalion"),
        ("a thousand", {"best": 1000}, "1,000"),
        ("half a million", {"best": 500_000}, "500,000"),
        ("twenty-five tanks", {"best": 25, "unit": "tanks"}, "25 tanks"),
        ("forty thousand", {"best": 40_000}, "40,000"),
        ("two or three battalions", {"low": 2, "high": 3, "unit": "battalions"}, "2–3 battalions"),
        ("between 1,000 and 1,200 men", {"low": 1000, "high": 1200, "unit": "men"}, "1,000–1,200 men"),
        ("from 5 to 6", {"low": 5, "high": 6}, "5–6"),
        ("12k", {"best": 12_000}, "12,000"),
        (
            "about 1.5k soldiers",
            {"best": 1500, "qualifier": "about", "unit": "soldiers"},
            "about 1,500 soldiers",
        ),
        ("tens of thousands", {"qualifier": "tens of thousands"}, "tens of thousands"),
        (
            "an unknown number of men",
            {"qualifier": "an unknown number of", "unit": "men"},
            "an unknown number of men",
        ),
    ],
)
def test_short_forms(short, fields, label):
    strength = Strength.model_validate(short)
    assert strength == Strength(**fields)
    assert strength.label == label
    assert strength.stated


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many, perhaps",
        "-5",
        "1e3",
        "1,50",
        "12,00",
        "1,500,00",
        "0x10",
        "1/2",
        "½",
        "١٢ x 3",
        "about",
        "up to",
        "1500 in four brigades, or five",
        "1" * 300,
        "nan",
        "inf",
        "1..2",
        "1,500 & 2",
    ],
)
def test_what_is_no_figure(text):
    with pytest.raises(ValidationError):
        Strength.model_validate(text)


@pytest.mark.parametrize("text", ["1.500", "12.000 soldiers", "about 1.500", "1.234.567", {"best": "1.500"}])
def test_a_point_that_may_part_thousands_is_not_guessed(text):
    with pytest.raises(ValidationError, match="two ways"):
        Strength.model_validate(text)


def test_python_numbers_are_what_they_are():
    assert Strength.model_validate(1.125).best == 1.125
    assert Strength.model_validate(np.int64(1500)) == Strength(best=1500)
    assert Strength.model_validate(np.float32(0.5)).best == 0.5
    assert Strength.model_validate(Fraction(1, 2)).best == 0.5


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), [1], object()])
def test_what_is_no_number(value):
    with pytest.raises(ValidationError):
        Strength.model_validate(value)
    with pytest.raises(DossierError):
        Strength(best=value)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "Strength"),
        ({"unit": "men"}, "Strength"),
        ({"low": 5, "high": 4}, "Strength.low"),
        ({"best": 5, "high": 4}, "Strength.best"),
        ({"best": -1}, "Strength.best"),
        ({"best": 1e15}, "Strength.best"),
        ({"best": "1,50"}, "Strength.best"),
        ({"best": 5, "includes": ["not an id!"]}, "Strength.includes.0"),
    ],
)
def test_what_is_refused(fields, field):
    with pytest.raises(DossierError) as raised:
        Strength(**fields)
    assert raised.value.problems[0].field == field
    assert raised.value.problems[0].remedy


def test_no_bound_that_the_text_does_not_give():
    assert Strength.model_validate("up to 12,000").low is None
    assert Strength.model_validate("up to 12,000").best is None
    assert Strength.model_validate("at least six").high is None
    several = Strength.model_validate("several thousand")
    assert (several.low, several.best, several.high) == (None, None, None)


def test_a_strength_may_only_relate_figures():
    strength = Strength(on_top_of="crossing")
    assert strength.on_top_of == ("crossing",)
    assert not strength.stated
    assert strength.label == ""


@given(strengths())
def test_plain_form_says_the_same(strength):
    assert Strength.model_validate(strength.to_plain(), by_alias=True, by_name=False) == strength
    assert isinstance(strength.label, str)


@given(st.integers(0, 10**12))
def test_whole_numbers_are_read_as_they_are_shown(number):
    assert Strength.model_validate(number_label(float(number))).best == number
    assert Strength.model_validate(number) == Strength.model_validate(str(number))


@given(st.text(max_size=40))
def test_any_text_is_a_figure_or_a_plain_refusal(text):
    try:
        strength = Strength.model_validate(text)
    except ValidationError:
        return
    assert strength.stated
    assert Strength.model_validate(strength.to_plain()) == strength


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "an",
        "a lot",
        "a lot of soldiers",
        "a handful of men",
        "half a",
        "between 5",
        "five and six",
        "from 5",
        "half a brigade",
    ],
)
def test_half_a_figure_is_none(text: str) -> None:
    with pytest.raises(ValidationError, match="no figure that can be read"):
        Strength.model_validate(text)


@pytest.mark.parametrize(
    ("strength", "rounding"),
    [
        ("about 1,500", 100),
        ("nearly 12,000", 1000),
        ("about 1,482", 1),
        ("1,500", None),
        ("up to 1,500", None),
        ("several thousand", None),
        ({"best": 1500, "rounded_to": 500}, 500),
    ],
)
def test_what_a_figure_is_rounded_to(strength: object, rounding: float | None) -> None:
    assert Strength.model_validate(strength).rounding == rounding


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["1,500 soldiers", "4 brigades", "21 killed", "6 horses"]),
        ("de", ["1.500 Soldaten", "4 Brigaden", "21 Getötete", "6 horses"]),
        ("ru", ["1\u00a0500 солдат", "4 бригады", "21 убитый", "6 horses"]),
        ("uk", ["1\u00a0500 солдатів", "4 бригади", "21 убитий", "6 horses"]),
    ],
)
def test_a_usual_unit_is_said_in_the_language_that_is_spoken(language: str, labels: list[str]) -> None:
    figures = [Strength(best=1500, unit="soldiers"), Strength.model_validate("four brigades")]
    figures += [Strength(best=21, unit="killed"), Strength(best=6, unit="horses")]
    with speaking(language):
        assert [figure.label for figure in figures] == labels
