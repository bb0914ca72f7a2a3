from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

import geomoves as gm
from geomoves.reports import When
from tests.reports.strategies import whens


@pytest.mark.parametrize(
    ("text", "first", "last", "doubt"),
    [
        ("2024-10-18", date(2024, 10, 18), date(2024, 10, 18), None),
        ("2024-10", date(2024, 10, 1), date(2024, 10, 31), None),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), None),
        ("2024-10-XX", date(2024, 10, 1), date(2024, 10, 31), None),
        ("1980-XX-XX", date(1980, 1, 1), date(1980, 12, 31), None),
        ("1812-06~", date(1812, 6, 1), date(1812, 6, 30), "approximate"),
        ("1812?", date(1812, 1, 1), date(1812, 12, 31), "uncertain"),
        ("2024-10-08/..", date(2024, 10, 8), None, None),
        ("../2024-10-08", None, date(2024, 10, 8), None),
        ("/2024-10-08", None, date(2024, 10, 8), None),
        ("2024-10-08~/2024-10-13~", date(2024, 10, 8), date(2024, 10, 13), "approximate"),
    ],
)
def test_what_is_read(text: str, first: date | None, last: date | None, doubt: str | None) -> None:
    when = When.from_edtf(text)
    assert (when.earliest, when.latest, when.doubt) == (first, last, doubt)
    if doubt:
        assert doubt in when.label


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "/",
        "../..",
        "2024-21",
        "2024-13",
        "2024-02-30",
        "Y17000",
        "-0044",
        "[2024,2025]",
        "2024-10~/2025",
        "2024-10-08/2024-10-01/x",
        "18 October 2024",
        "2024-10-8",
        "1" * 200,
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(gm.GeomovesError):
        When.from_edtf(text)


@given(whens())
def test_what_is_written_is_read_with_the_same_days(when: When) -> None:
    if when.edtf:
        again = When.from_edtf(when.edtf)
        assert (again.earliest, again.latest) == (when.earliest, when.latest)


def test_a_clock_time_keeps_its_day_and_its_zone() -> None:
    when = When(at="1982-04-05T22:28-04:00")
    assert when.earliest == when.latest == date(1982, 4, 5), "never converted"
    assert when.clock_from is not None
    assert when.clock_from.isoformat() == "1982-04-05T22:28:00-04:00"
    assert when.label == "5 April 1982, 22:28 (UTC−04:00)"
    span = When(from_="1982-04-05T22:28-04:00", to="1982-04-07T08:00Z")
    assert span.label == "5–7 April 1982, 22:28 (UTC−04:00) – 08:00 (UTC)"
    assert When(at="1982-04-05").clock_from is None
