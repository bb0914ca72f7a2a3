"""When something happened or was said, as it was stated."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from pydantic import ValidationError

from geomoves.errors import DossierError
from geomoves.reports import When
from tests.reports.strategies import whens


@pytest.mark.parametrize(
    ("short", "fields"),
    [
        ("2024-10-18", {"at": "2024-10-18"}),
        ("8–13 October 2024", {"at": "8–13 October 2024"}),
        ("2024-10-08/2024-10-13", {"from_": "2024-10-08", "to": "2024-10-13"}),
        ("2024-10-08/..", {"from_": "2024-10-08", "to": "open"}),
        ("../2024-10-13", {"from_": "open", "to": "2024-10-13"}),
        ("2024-10-08/", {"from_": "2024-10-08"}),
        ("/2024-10-13", {"to": "2024-10-13"}),
        (2024, {"at": "2024"}),
        (date(2024, 10, 18), {"at": "2024-10-18"}),
        (datetime(2024, 10, 18, 14, tzinfo=UTC), {"at": "2024-10-18T14:00:00+00:00"}),
    ],
)
def test_short_forms(short, fields):
    assert When.model_validate(short) == When(**fields)


@pytest.mark.parametrize(
    ("when", "earliest", "latest", "label", "edtf"),
    [
        ({"at": "2024-10-18"}, "2024-10-18", "2024-10-18", "18 October 2024", "2024-10-18"),
        ({"at": "2024-10"}, "2024-10-01", "2024-10-31", "October 2024", "2024-10"),
        ({"at": "2024"}, "2024-01-01", "2024-12-31", "2024", "2024"),
        (
            {"at": "8–13 October 2024"},
            "2024-10-08",
            "2024-10-13",
            "8–13 October 2024",
            "2024-10-08/2024-10-13",
        ),
        (
            {"from_": "2024-10-01", "to": "2024-10-31"},
            "2024-10-01",
            "2024-10-31",
            "October 2024",
            "2024-10-01/2024-10-31",
        ),
        ({"from_": "2024-10-08", "to": "open"}, "2024-10-08", None, "from 8 October 2024", "2024-10-08/.."),
        ({"from_": "open", "to": "2024-10-08"}, None, "2024-10-08", "by 8 October 2024", "../2024-10-08"),
        ({"from_": "2024-10-08"}, "2024-10-08", None, "from 8 October 2024", "2024-10-08/"),
        ({"to": "2024-10-18", "words": "recently"}, None, "2024-10-18", "by 18 October 2024", "/2024-10-18"),
        ({"words": "in the near future"}, None, None, "in the near future", ""),
        ({"after": "training"}, None, None, "", ""),
        (
            {"at": "1812-06-12", "calendar": "julian"},
            "1812-06-24",
            "1812-06-24",
            "24 June 1812 (1812-06-12 in the Julian calendar)",
            "1812-06-24",
        ),
    ],
)
def test_what_it_says(when, earliest, latest, label, edtf):
    found = When(**when)
    assert found.earliest == (date.fromisoformat(earliest) if earliest else None)
    assert found.latest == (date.fromisoformat(latest) if latest else None)
    assert found.label == label
    assert found.edtf == edtf
    assert found.dated == bool(earliest or latest)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "When"),
        ({"how": "within"}, "When"),
        ({"at": "2024", "to": "2025"}, "When.at"),
        ({"at": "open"}, "When.at"),
        ({"from_": "open", "to": "open"}, "When.from"),
        ({"from_": "2024-10-13", "to": "2024-10-08"}, "When.to"),
        ({"from_": "never", "to": "nowhere"}, "When.from"),
        ({"at": "2024", "calendar": "mayan"}, "When.calendar"),
        ({"at": datetime(2024, 10, 18, 14)}, "When.at"),  # noqa: DTZ001  # it is refused for that
        ({"at": "2024", "wen": "x"}, "When.wen"),
        ({"at": "2024", "after": "no id!"}, "When.after"),
    ],
)
def test_what_is_refused(fields, field):
    with pytest.raises(DossierError) as raised:
        When(**fields)
    assert raised.value.problems[0].field == field
    assert raised.value.problems[0].remedy


def test_every_wrong_end_is_told():
    with pytest.raises(DossierError) as raised:
        When(from_="never", to="nowhere")
    assert [problem.field for problem in raised.value.problems] == ["When.from", "When.to"]


def test_pydantic_keeps_its_own_error_where_it_is_asked():
    with pytest.raises(ValidationError):
        When.model_validate("never")


def test_clock_without_zone_in_python():
    with pytest.raises(ValidationError, match="needs its zone"):
        When.model_validate(datetime(2024, 10, 18))  # noqa: DTZ001  # it is refused for that


def test_dates_of_python_in_any_field():
    first, last = date(2024, 10, 8), date(2024, 10, 13)
    assert When.model_validate({"from": first, "to": last}) == When.model_validate("2024-10-08/2024-10-13")
    assert When(at=first) == When.model_validate("2024-10-08")
    with pytest.raises(ValidationError, match="needs its zone"):
        When.model_validate({"from": datetime(2024, 10, 8)})  # noqa: DTZ001  # it is refused for that


def test_a_range_in_at_stays_in_at():
    when = When(at="2024-10-08/2024-10-13")
    assert When.model_validate(when.to_plain()) == when


@given(whens())
def test_plain_form_says_the_same(when):
    assert When.model_validate(when.to_plain(), by_alias=True, by_name=False) == when
    if when.edtf and when.calendar != "julian" and len(when.edtf) > len("2024-10"):
        again = When.model_validate(when.edtf)
        assert (again.earliest, again.latest) == (when.earliest, when.latest)


def test_it_does_not_change():
    when = When(at="2024")
    with pytest.raises(ValidationError, match="frozen"):
        when.at = "2025"
    with pytest.raises(TypeError, match="does not change"):
        when.extensions["x-a"] = "b"
