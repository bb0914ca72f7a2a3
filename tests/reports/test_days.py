"""Civil days: read as written, both ends inclusive, never converted but from the Julian calendar."""

from __future__ import annotations

import calendar
import contextlib
import locale
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geomoves.reports.days import (
    Stretch,
    day_label,
    day_number,
    from_day_number,
    parse_stretch,
    stretch_label,
)

# Labels write years with four digits; earlier ones are no dates of four digits that people write.
days = st.dates(min_value=date(1000, 1, 1))


def _stretch(first: str | None, last: str | None) -> Stretch:
    return Stretch(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-10-18", "2024-10-18", "2024-10-18"),
        ("2024-10", "2024-10-01", "2024-10-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("1980-01-xx", "1980-01-01", "1980-01-31"),
        ("1980-xx-XX", "1980-01-01", "1980-12-31"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("2024-10-08/2024-10-13", "2024-10-08", "2024-10-13"),
        ("2024-10-08 / 2024-10-13", "2024-10-08", "2024-10-13"),
        ("2024-10/2024-11", "2024-10-01", "2024-11-30"),
        ("2024-10-08/..", "2024-10-08", None),
        ("../2024-10-13", None, "2024-10-13"),
        ("/2024-10-13", None, "2024-10-13"),
        ("2024-10-08 to 2024-10-13", "2024-10-08", "2024-10-13"),
        ("18 October 2024", "2024-10-18", "2024-10-18"),
        ("18 Oct. 2024", "2024-10-18", "2024-10-18"),
        ("18th october 2024", "2024-10-18", "2024-10-18"),
        ("3 Sept 2024", "2024-09-03", "2024-09-03"),
        ("October 18, 2024", "2024-10-18", "2024-10-18"),
        ("October 18 2024", "2024-10-18", "2024-10-18"),
        ("8–13 October 2024", "2024-10-08", "2024-10-13"),
        ("8-13 October 2024", "2024-10-08", "2024-10-13"),
        ("8 to 13 October 2024", "2024-10-08", "2024-10-13"),
        ("October 8–13, 2024", "2024-10-08", "2024-10-13"),
        ("28 October – 3 November 2024", "2024-10-28", "2024-11-03"),
        ("October 28 – November 3, 2024", "2024-10-28", "2024-11-03"),
        ("28 December 2024 – 3 January 2025", "2024-12-28", "2025-01-03"),
        ("December 28, 2024 – January 3, 2025", "2024-12-28", "2025-01-03"),
        ("October 2024", "2024-10-01", "2024-10-31"),
        ("September–October 2024", "2024-09-01", "2024-10-31"),
        ("between October 8 and October 13, 2024", "2024-10-08", "2024-10-13"),
        ("from 8 to 13 October 2024", "2024-10-08", "2024-10-13"),
        ("from 2024-10-08 to 2024-10-13", "2024-10-08", "2024-10-13"),
        ("by 18 October 2024", None, "2024-10-18"),
        ("by 2024-10-18", None, "2024-10-18"),
        ("since October 2024", "2024-10-01", None),
        ("from 8 October 2024", "2024-10-08", None),
        ("from 2024-10-08", "2024-10-08", None),
        ("  8–13   October 2024 ", "2024-10-08", "2024-10-13"),
        ("2024-10-18T23:59:59Z", "2024-10-18", "2024-10-18"),
        ("2024-10-18T00:30+09:00", "2024-10-18", "2024-10-18"),
        ("2024-10-18 14:00:00.5 -0330", None, None),
    ],
)
def test_read_as_written(text, first, last):
    if first is None and last is None:
        with pytest.raises(ValueError, match="no date"):
            parse_stretch(text)
    else:
        assert parse_stretch(text) == _stretch(first, last)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-02-30", "February 2024 has no day 30"),
        ("2023-02-29", "February 2023 has no day 29"),
        ("2024-13-01", "no month 13"),
        ("2024-00-01", "no month 0"),
        ("2024-10-00", "no day 0"),
        ("0000-00-00", "no year 0"),
        ("2024-xx-18", "without its month"),
        ("0 October 2024", "no day 0"),
        ("31 November 2024", "has no day 31"),
        ("18 Oktober 2024", "no month 'Oktober'"),
        ("8 and 13 October 2024", "no date"),
        ("13–8 October 2024", "before it starts"),
        ("2024-10-13/2024-10-08", "before it starts"),
        ("8 October", "no date"),
        ("8 October 24", "no date"),
        ("last week", "no date"),
        ("about October 2024 or so", "no date"),
        ("10/18/2024", "no date"),
        ("18/10/2024", "no date"),
        ("18.10.2024", "no date"),
        ("/", "at least one day"),
        ("../..", "at least one day"),
        ("2024-10-18T14:00", "needs its zone"),
        ("2024-10-18T25:00Z", "no clock time 25:00"),
        ("2024-10-18T14:61Z", "no clock time"),
        ("2024-10-18T14:00+99:00", "no zone"),
        ("", "no date"),
        ("2024-10-18" * 50, "too long"),
        ("２０２４-10-18", "no date"),
    ],
)
def test_what_is_no_date(text, said):
    with pytest.raises(ValueError, match=said):
        parse_stretch(text)


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ("1812-06-12", "1812-06-24"),  # Napoleon's army crosses the Neman
        ("1812-08-26", "1812-09-07"),  # Borodino
        ("1917-10-25", "1917-11-07"),  # the October Revolution
        ("1918-01-31", "1918-02-13"),  # the last Julian day in Russia: the next was 14 February
        ("1582-10-05", "1582-10-15"),  # the first Gregorian day
        ("1900-02-29", "1900-03-13"),  # a day that the Gregorian calendar does not have
        ("0001-01-03", "0001-01-01"),
        ("0200-03-01", "0200-03-01"),  # the two calendars agree between 200 and 300
    ],
)
def test_julian_days(julian, gregorian):
    assert parse_stretch(julian, julian=True).earliest == date.fromisoformat(gregorian)


def test_julian_months_and_years_are_whole():
    assert parse_stretch("1900-02", julian=True) == _stretch("1900-02-13", "1900-03-13")
    assert parse_stretch("1812", julian=True) == _stretch("1812-01-13", "1813-01-12")


@pytest.mark.parametrize(
    ("text", "said"), [("0001-01-01", "before the year 1"), ("9999-12-31", "after the year 9999")]
)
def test_julian_days_beyond_the_calendar(text, said):
    with pytest.raises(ValueError, match=said):
        parse_stretch(text, julian=True)


@given(days, days)
def test_label_is_read_as_the_same_stretch(one, other):
    first, last = min(one, other), max(one, other)
    assert parse_stretch(stretch_label(first, last)) == Stretch(first, last)
    assert parse_stretch(stretch_label(first, None)) == Stretch(first, None)
    assert parse_stretch(stretch_label(None, last)) == Stretch(None, last)
    assert parse_stretch(day_label(first)) == Stretch(first, first)


@given(days, days)
def test_range_is_inclusive_and_its_reverse_is_refused(one, other):
    assume(one < other)
    assert parse_stretch(f"{one}/{other}") == Stretch(one, other)
    with pytest.raises(ValueError, match="before it starts"):
        parse_stretch(f"{other}/{one}")


@given(st.dates())
def test_day_numbers_run_without_a_gap(day):
    assert from_day_number(day_number(day)) == day
    if day < date.max:
        assert day_number(day + timedelta(days=1)) == day_number(day) + 1
    assert day_number(date(1970, 1, 1)) == 0


@given(st.integers(1000, 9999), st.integers(1, 12))
def test_month_holds_all_its_days(year, month):
    stretch = parse_stretch(f"{year}-{month:02d}")
    length = calendar.monthrange(year, month)[1]
    assert stretch == Stretch(date(year, month, 1), date(year, month, length))
    assert (stretch.latest - stretch.earliest).days + 1 == length


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_a_plain_refusal(text):
    with contextlib.suppress(ValueError):
        stretch = parse_stretch(text)
        assert stretch.earliest is not None or stretch.latest is not None


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        ("2024-10-18", "2024-10-18", "18 October 2024"),
        ("2024-10-08", "2024-10-13", "8–13 October 2024"),
        ("2024-10-01", "2024-10-31", "October 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-10-28", "2024-11-03", "28 October – 3 November 2024"),
        ("2024-12-28", "2025-01-03", "28 December 2024 – 3 January 2025"),
        (None, "2024-10-18", "by 18 October 2024"),
        ("2024-10-08", None, "from 8 October 2024"),
        (None, None, ""),
    ],
)
def test_labels(first, last, label):
    stretch = _stretch(first, last)
    assert stretch_label(stretch.earliest, stretch.latest) == label


def test_months_do_not_follow_the_locale(monkeypatch):
    before = locale.setlocale(locale.LC_ALL)
    names = [name for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8") if _set_locale(name)]
    try:
        assert day_label(date(2024, 5, 1)) == "1 May 2024"
        assert parse_stretch("1 May 2024").earliest == date(2024, 5, 1)
    finally:
        # Files without a stated encoding are read and written by it.
        locale.setlocale(locale.LC_ALL, before)
    # Most machines have none of these: the names then have to be constants all the same.
    monkeypatch.setattr(calendar, "month_name", ["", *["x"] * 12])
    assert names is not None
    assert day_label(date(2024, 5, 1)) == "1 May 2024"


def _set_locale(name: str) -> bool:
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        return False
    return True
