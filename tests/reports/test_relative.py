from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geomoves as gm
from geomoves.reports.days import Stretch, parse_stretch
from geomoves.reports.relative import is_relative, relative_stretch

FRIDAY = date(2024, 10, 18)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("today", "2024-10-18", "2024-10-18"),
        ("yesterday", "2024-10-17", "2024-10-17"),
        ("the day before yesterday", "2024-10-16", "2024-10-16"),
        ("tomorrow", "2024-10-19", "2024-10-19"),
        ("overnight", "2024-10-17", "2024-10-18"),
        ("the past week", "2024-10-12", "2024-10-18"),
        ("in the past week", "2024-10-12", "2024-10-18"),
        ("over the past three days", "2024-10-16", "2024-10-18"),
        ("the last 10 days", "2024-10-09", "2024-10-18"),
        ("the past month", "2024-09-19", "2024-10-18"),
        ("the past year", "2023-10-19", "2024-10-18"),
        ("last week", "2024-10-07", "2024-10-13"),
        ("this week", "2024-10-14", "2024-10-20"),
        ("next week", "2024-10-21", "2024-10-27"),
        ("last month", "2024-09-01", "2024-09-30"),
        ("this month", "2024-10-01", "2024-10-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("two days ago", "2024-10-16", "2024-10-16"),
        ("a week ago", "2024-10-07", "2024-10-13"),
        ("Last Friday", "2024-10-11", "2024-10-11"),
        ("last Thursday", "2024-10-17", "2024-10-17"),
        ("next Friday", "2024-10-25", "2024-10-25"),
        ("since last week", "2024-10-07", None),
        ("by next week", None, "2024-10-27"),
    ],
)
def test_what_words_mean_on_a_friday(words: str, first: str | None, last: str | None) -> None:
    found = relative_stretch(words, Stretch(FRIDAY, FRIDAY))
    assert (found.earliest, found.latest) == tuple(
        date.fromisoformat(day) if day else None for day in (first, last)
    )


@pytest.mark.parametrize(
    "words", ["Friday", "on Friday", "recently", "these days", "the other week", "a week", ""]
)
def test_what_is_left_alone(words: str) -> None:
    assert not is_relative(words)


def test_a_stretch_of_saying_widens_what_is_meant() -> None:
    said = Stretch(date(2024, 10, 7), date(2024, 10, 13))
    assert relative_stretch("yesterday", said) == Stretch(date(2024, 10, 6), date(2024, 10, 12))


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_the_past_days_end_with_the_day_of_saying(said: date, number: int) -> None:
    found = relative_stretch(f"the past {number} days", Stretch(said, said))
    assert found == Stretch(said - timedelta(days=number - 1), said)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_calendar_weeks_follow_one_another(said: date) -> None:
    on = Stretch(said, said)
    weeks = [relative_stretch(f"{which} week", on) for which in ("last", "this", "next")]
    for before, after in itertools.pairwise(weeks):
        assert before.latest is not None
        assert before.latest + timedelta(days=1) == after.earliest
    this = weeks[1]
    assert this.earliest is not None
    assert this.latest is not None
    assert this.earliest <= said <= this.latest


def claim(**fields: object) -> gm.Claim:
    usual = {"id": "x", "kind": "presence", "said_by": "one", "in": "page", "force": "body", "at": "Sudzha"}
    return gm.Claim.model_validate(usual | fields)


def test_a_claim_counts_from_when_it_was_said_and_keeps_the_words() -> None:
    made = claim(when="the past week", said="2024-10-18")
    assert made.when is not None
    assert (made.when.earliest, made.when.latest) == (date(2024, 10, 12), FRIDAY)
    assert made.when.label == "the past week (12–18 October 2024)"
    assert made.when.edtf == "2024-10-12/2024-10-18"
    plain = made.to_plain()
    assert plain["when"] == "the past week"
    assert gm.Claim.model_validate({**plain, "id": "x"}) == made


def test_two_claims_that_share_the_words_do_not_share_the_days() -> None:
    first, second = claim(when="yesterday", said="2024-10-18"), claim(when="yesterday", said="2024-10-20")
    assert first.when is not None
    assert second.when is not None
    assert (first.when.earliest, second.when.earliest) == (date(2024, 10, 17), date(2024, 10, 19))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"when": "the past week"}, "`said` gives no day"),
        ({"when": "the past week", "said": {"words": "lately"}}, "`said` gives no day"),
        ({"when": "2024-10-18", "said": "last week"}, "`said` counts from itself"),
        ({"when": {"from": "last week", "to": "open"}}, "`said` gives no day"),
        ({"when": "on Friday", "said": "2024-10-18"}, "write last Friday, or next Friday"),
        ({"when": "winter 1943"}, "a season begins and ends on other days"),
        ({"when": "the end of 2024"}, "where the end of a year ends is open"),
    ],
)
def test_what_cannot_be_counted_is_refused(fields: dict[str, object], told: str) -> None:
    with pytest.raises(gm.GeomovesError, match=told):
        claim_by_name(fields)


def claim_by_name(fields: dict[str, object]) -> gm.Claim:
    return gm.Claim(id="x", kind="presence", said_by="one", in_="page", force="body", at="Sudzha", **fields)


def test_a_document_counts_from_nothing() -> None:
    with pytest.raises(gm.GeomovesError, match="a day that is not stated"):
        gm.Document(citation="x", published="yesterday")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("early October 2024", "2024-10-01", "2024-10-10"),
        ("mid-October 2024", "2024-10-11", "2024-10-20"),
        ("late February 2024", "2024-02-21", "2024-02-29"),
        ("the end of February 2023", "2023-02-21", "2023-02-28"),
        ("the first half of October 2024", "2024-10-01", "2024-10-15"),
        ("the second half of October 2024", "2024-10-16", "2024-10-31"),
        ("early 2024", "2024-01-01", "2024-04-30"),
        ("mid-2024", "2024-05-01", "2024-08-31"),
        ("late 2024", "2024-09-01", "2024-12-31"),
        ("late October – early November 2024", "2024-10-21", "2024-11-10"),
        ("from late December 2023 to early January 2024", "2023-12-21", "2024-01-10"),
    ],
)
def test_parts_of_months_and_years(words: str, first: str, last: str) -> None:
    assert parse_stretch(words) == Stretch(date.fromisoformat(first), date.fromisoformat(last))
    label = gm.When(at=words).label
    assert label.startswith(f"{words} ("), "the words come first: the days are what they are taken for"


@given(st.integers(1, 9999), st.integers(1, 12))
def test_the_thirds_of_a_month_are_the_month(year: int, month: int) -> None:
    name = date(2000, month, 1).strftime("%B")
    parts = [parse_stretch(f"{part} {name} {year:04d}") for part in ("early", "mid", "late")]
    whole = parse_stretch(f"{name} {year:04d}")
    assert (parts[0].earliest, parts[-1].latest) == (whole.earliest, whole.latest)
    for before, after in itertools.pairwise(parts):
        assert before.latest is not None
        assert before.latest + timedelta(days=1) == after.earliest
