"""Days that are counted from when something was said: the past week, last Friday, two days ago.

What "the past week" means is fixed here once: the seven days up to and including the day of saying. "Last
week" is the calendar week before, Monday to Sunday (ISO 8601). A weekday alone is refused: it may lie
ahead or behind.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from geomoves.reports.days import Stretch

__all__ = ["is_relative", "relative_stretch"]

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split(), start=1
    )
} | {"a": 1, "an": 1, "a couple of": 2}
_NUMBER = r"(?P<number>\d{1,3}|a couple of|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>day|week|month|year)"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?P<weekday>" + "|".join(_WEEKDAYS) + r")"
_LEAD = re.compile(r"(?:in|during|over|within|on|for)?\s*(?:the|this)?\s*(?P<rest>.+)")
_OPEN = re.compile(r"(?P<side>since|from|by|until|before the end of) (?P<rest>.+)")
_LONGEST = 60

#: For one day of saying, the first and the last day that the words mean.
_Meaning = Callable[[date, re.Match[str]], tuple[date, date]]


def is_relative(text: str) -> bool:
    """Whether the words count from when they were said.

    Examples
    --------
    >>> is_relative("the past week"), is_relative("18 October 2024")
    (True, False)
    """
    return not text[:1].isdigit() and len(text) <= _LONGEST and _found(text.lower()) is not None


def relative_stretch(text: str, said: Stretch) -> Stretch:
    """Return the days that the words mean, counted from when they were said.

    Parameters
    ----------
    text : str
        Such as ``the past week``, ``last month``, ``two days ago``, ``last Friday``, ``since yesterday``.
    said : Stretch
        When it was said, with at least one day. Where that is a stretch itself, the first day is counted
        from its first day and the last from its last.

    Raises
    ------
    ValueError
        The words are not read here, or no day of saying is known.

    Examples
    --------
    >>> said = Stretch(date(2024, 10, 18), date(2024, 10, 18))
    >>> relative_stretch("the past week", said)
    Stretch(earliest=datetime.date(2024, 10, 12), latest=datetime.date(2024, 10, 18))
    >>> relative_stretch("last week", said)
    Stretch(earliest=datetime.date(2024, 10, 7), latest=datetime.date(2024, 10, 13))
    """
    found = _found(text.lower())
    if found is None:
        raise ValueError("this is no date that can be read")
    first_said = said.earliest or said.latest
    last_said = said.latest or said.earliest
    if first_said is None or last_said is None:
        raise ValueError("it counts from when it was said, and that day is not stated")
    side, meaning, match = found
    try:
        first, last = meaning(first_said, match)[0], meaning(last_said, match)[1]
    except (OverflowError, ValueError):
        raise ValueError("this lies outside the years 1 to 9999") from None
    if side in ("since", "from"):
        return Stretch(first, None)
    return Stretch(None, last) if side else Stretch(first, last)


@lru_cache(maxsize=2_000)
def _found(text: str) -> tuple[str, _Meaning, re.Match[str]] | None:
    text = " ".join(text.split())
    side = ""
    if opened := _OPEN.fullmatch(text):
        side, text = opened["side"], opened["rest"]
    for form in dict.fromkeys((text, _LEAD.sub(r"\g<rest>", text, count=1))):
        for pattern, meaning in _FORMS:
            if match := pattern.fullmatch(form):
                return side, meaning, match
    return None


def _day(offset: int) -> _Meaning:
    def meaning(said: date, _match: re.Match[str]) -> tuple[date, date]:
        day = said + timedelta(days=offset)
        return day, day

    return meaning


def _overnight(said: date, _match: re.Match[str]) -> tuple[date, date]:
    return said - timedelta(days=1), said


def _ago(said: date, match: re.Match[str]) -> tuple[date, date]:
    return _whole(match["unit"], said, -_count(match))


def _past(said: date, match: re.Match[str]) -> tuple[date, date]:
    """Return the stretch of that length that ends on the day of saying."""
    number = _count(match) if match["number"] else 1
    unit = match["unit"]
    if unit in ("day", "week"):
        return said - timedelta(days=number * (7 if unit == "week" else 1) - 1), said
    return _months_before(said, number * (12 if unit == "year" else 1)) + timedelta(days=1), said


def _calendar(said: date, match: re.Match[str]) -> tuple[date, date]:
    return _whole(match["unit"], said, {"last": -1, "previous": -1, "this": 0, "next": 1}[match["which"]])


def _weekday(said: date, match: re.Match[str]) -> tuple[date, date]:
    wanted = _WEEKDAYS.index(match["weekday"])
    if match["which"] == "next":
        day = said + timedelta(days=(wanted - said.weekday() - 1) % 7 + 1)
    else:
        day = said - timedelta(days=(said.weekday() - wanted - 1) % 7 + 1)
    return day, day


def _count(match: re.Match[str]) -> int:
    text = match["number"]
    return int(text) if text.isdigit() else _NUMBERS[text]


def _whole(unit: str, said: date, shift: int) -> tuple[date, date]:
    """Return the calendar day, week, month or year that lies `shift` of them after the day of saying."""
    if unit == "day":
        day = said + timedelta(days=shift)
        return day, day
    if unit == "week":
        monday = said - timedelta(days=said.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        first = _months_before(said.replace(day=1), -shift)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return date(said.year + shift, 1, 1), date(said.year + shift, 12, 31)


def _months_before(day: date, months: int) -> date:
    """Return the same day so many months before, or the last day of that month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_FORMS: tuple[tuple[re.Pattern[str], _Meaning], ...] = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        ("today|this day", _day(0)),
        ("yesterday", _day(-1)),
        ("tomorrow", _day(1)),
        ("day before yesterday|the day before yesterday", _day(-2)),
        ("overnight|last night", _overnight),
        (rf"{_NUMBER} {_UNIT}s? ago", _ago),
        (
            rf"(?:past|last) (?:(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)}) )(?P<unit>day|week|month|year)s?",
            _past,
        ),
        (r"past (?P<number>)(?P<unit>day|week|month|year)", _past),
        (rf"(?P<which>last|previous|this|next) {_UNIT}", _calendar),
        (rf"(?P<which>last|next) {_WEEKDAY}", _weekday),
    )
)
