"""Civil days as people write them: ISO 8601, the EDTF subset that is read here, and plain English.

A civil day is a day in the calendar of the place, never an instant: it is never converted between
zones. Two days make a stretch, both inclusive.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from geomoves.wording import ENGLISH, say, say_list, speaking, spoken_language

__all__ = [
    "Stretch",
    "clock_label",
    "day_label",
    "day_number",
    "from_day_number",
    "is_part",
    "parse_clock",
    "parse_stretch",
    "stretch_label",
]

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
# calendar.month_name follows the locale; a dossier and its labels do not.
_MONTH_NAMES = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {name.lower(): number for number, name in enumerate(_MONTH_NAMES) if name}
_MONTHS |= {name[:3].lower(): number for number, name in enumerate(_MONTH_NAMES) if name} | {"sept": 9}

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}|[xX]{2}))?(?:-(?P<day>\d{2}|[xX]{2}))?", re.ASCII)
_CLOCK = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[Tt ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
    r"(?P<zone>[Zz]|[+-](?P<zone_hour>\d{2}):?(?P<zone_minute>\d{2}))?",
    re.ASCII,
)
_YEAR = r"(?:,?\s+(?P<{0}year>\d{{4}}))"
_MONTH_NAME = r"(?P<{0}month>[A-Za-z]{{3,9}})\.?"
_DAY_NUMBER = r"(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th)?"
_DAY_MONTH = rf"{_DAY_NUMBER}\s+{_MONTH_NAME}"
_MONTH_DAY = rf"{_MONTH_NAME}\s+{_DAY_NUMBER}"
_SPAN = r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*"


def _english(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.ASCII)


# Groups that begin with a are of the first day, those that begin with b of the last.
_ENGLISH = (
    # 18 October 2024 · 8–13 October 2024 · 28 October – 3 November 2024 · 28 December 2024 – 3 January 2025
    _english(_DAY_MONTH.format("b"), _YEAR.format("b")),
    _english(_DAY_NUMBER.format("a"), _SPAN, _DAY_MONTH.format("b"), _YEAR.format("b")),
    _english(_DAY_MONTH.format("a"), _SPAN, _DAY_MONTH.format("b"), _YEAR.format("b")),
    _english(_DAY_MONTH.format("a"), _YEAR.format("a"), _SPAN, _DAY_MONTH.format("b"), _YEAR.format("b")),
    # The same with the month first: October 18, 2024 · October 8–13, 2024 …
    _english(_MONTH_DAY.format("b"), _YEAR.format("b")),
    _english(_MONTH_DAY.format("a"), _SPAN, _DAY_NUMBER.format("b"), _YEAR.format("b")),
    _english(_MONTH_DAY.format("a"), _SPAN, _MONTH_DAY.format("b"), _YEAR.format("b")),
    _english(_MONTH_DAY.format("a"), _YEAR.format("a"), _SPAN, _MONTH_DAY.format("b"), _YEAR.format("b")),
    # October 2024 · September–October 2024 · December 2024 – January 2025
    _english(_MONTH_NAME.format("b"), _YEAR.format("b")),
    _english(_MONTH_NAME.format("a"), _SPAN, _MONTH_NAME.format("b"), _YEAR.format("b")),
    _english(_MONTH_NAME.format("a"), _YEAR.format("a"), _SPAN, _MONTH_NAME.format("b"), _YEAR.format("b")),
)
# Thirds of a month: days 1–10, 11–20, 21–end; thirds of a year: four months each. Halves split at the 15th
# and at the end of June.
_PART = (
    r"(?P<part>early|mid|middle of|the middle of|late|(?:the )?beginning of|(?:the )?start of|(?:the )?end of"
    r"|(?:the )?first half of|(?:the )?second half of)"
)
_PART_OF = re.compile(
    rf"(?:in )?{_PART}[ -](?:(?P<month>[A-Za-z]{{3,9}})\.?,? )?(?P<year>\d{{4}})", re.IGNORECASE
)
_TWO_PARTS = re.compile(
    rf"(?P<first>{_PART.replace('?P<part>', '?:')}[ -][A-Za-z]{{3,9}}\.?)(?: (?P<year>\d{{4}}))?"
    rf"\s*(?:–|—| - | to | until )\s*(?P<last>.+)",
    re.IGNORECASE,
)
_ANY_PART = re.compile(_PART.replace("?P<part>", "?:") + r"[ -]", re.IGNORECASE)
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_WEEKDAY = re.compile(r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_SEASON = re.compile(r"(?:in |the )*(?:spring|summer|autumn|fall|winter)\b.*", re.IGNORECASE)
_BOTH_ENDS = re.compile(
    r"between (?P<first>.+?) and (?P<last>.+)|from (?P<after>.+?)\s*(?: to | until |–|—)\s*(?P<before>.+)",
    re.IGNORECASE,
)
_OPEN_START = re.compile(r"by (?P<last>.+)", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:from|since) (?P<first>.+)", re.IGNORECASE)
_TWO_ISO = re.compile(
    r"(?P<first>\d{4}-[\dxX-]+) ?(?: to | until |–|—| - ) ?(?P<last>\d{4}-[\dxX-]+)", re.ASCII
)
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of civil days, both inclusive; None is an end that is open or not stated."""

    earliest: date | None
    latest: date | None


def parse_stretch(text: str, *, julian: bool = False) -> Stretch:
    """Read a day, month, year or range as it is written.

    Parameters
    ----------
    text : str
        ``2024-10-18``, ``2024-10``, ``2024``, ``1980-01-xx``, ``2024-10-08/2024-10-13``,
        ``2024-10-08/..``, ``18 October 2024``, ``8–13 October 2024``, ``October 8–13, 2024``,
        ``between October 8 and October 13, 2024``, ``by 18 October 2024``, ``since October 2024``,
        ``early October 2024`` (days 1–10; mid 11–20, late 21–end; of a year four months each),
        ``the first half of October 2024`` (days 1–15),
        ``2024-10-18T14:00+09:00`` (a clock time, which must carry its zone). Years have four digits.
    julian : bool
        Whether the day is in the Julian calendar; what comes back is Gregorian.

    Returns
    -------
    Stretch
        Earliest and latest civil day.

    Raises
    ------
    ValueError
        The text is no date that is read here, or it ends before it starts.

    Examples
    --------
    >>> parse_stretch("8–13 October 2024")
    Stretch(earliest=datetime.date(2024, 10, 8), latest=datetime.date(2024, 10, 13))
    >>> parse_stretch("1812-06-12", julian=True).earliest
    datetime.date(1812, 6, 24)
    """
    if len(text) > _LONGEST:
        raise ValueError("this is too long for a date")
    return _read(text, julian)


# A dossier says the same few days over and over.
@lru_cache(maxsize=20_000)
def _read(text: str, julian: bool) -> Stretch:  # noqa: FBT001  # a cache keys on it
    stretch = _parse(" ".join(text.split()), julian=julian)
    if stretch.earliest and stretch.latest and stretch.latest < stretch.earliest:
        raise ValueError(f"it ends on {stretch.latest} before it starts on {stretch.earliest}")
    return stretch


def _parse(text: str, *, julian: bool) -> Stretch:
    if text.count("/") == 1:
        first, last = (part.strip() for part in text.split("/"))
        earliest = None if first in ("", "..") else _parse_closed(first, julian=julian).earliest
        latest = None if last in ("", "..") else _parse_closed(last, julian=julian).latest
        if earliest is None and latest is None:
            raise ValueError("a range needs at least one day")
        return Stretch(earliest, latest)
    if both := _BOTH_ENDS.fullmatch(text):
        first, last = both["first"] or both["after"], both["last"] or both["before"]
        return _parse_closed(f"{first} – {last}", julian=julian)
    if opens := _OPEN_START.fullmatch(text):
        return Stretch(None, _parse_closed(opens["last"], julian=julian).latest)
    if opens := _OPEN_END.fullmatch(text):
        return Stretch(_parse_closed(opens["first"], julian=julian).earliest, None)
    return _parse_closed(text, julian=julian)


def _parse_closed(text: str, *, julian: bool) -> Stretch:
    """Read a stretch of which both ends are stated."""
    if clock := _CLOCK.fullmatch(text):
        return _of_clock(clock, julian=julian)
    if iso := _ISO.fullmatch(text):
        month = None if (iso["month"] or "xx").lower() == "xx" else int(iso["month"])
        day = None if (iso["day"] or "xx").lower() == "xx" else int(iso["day"])
        if month is None and day is not None:
            raise ValueError("a day without its month is no date")
        return _whole(int(iso["year"]), month, day, julian=julian)
    if part := _PART_OF.fullmatch(text):
        return _of_part(part, julian=julian)
    if parts := _TWO_PARTS.fullmatch(text):
        year = parts["year"] or text[-4:]
        first = _parse_closed(f"{parts['first']} {year}", julian=julian)
        return Stretch(first.earliest, _parse_closed(parts["last"], julian=julian).latest)
    if _SEASON.fullmatch(text):
        raise ValueError("a season begins and ends on other days in other places and calendars")
    if _WEEKDAY.fullmatch(text):
        raise ValueError("a weekday alone may lie ahead or behind: write last Friday, or next Friday")
    for pattern in _ENGLISH:
        if match := pattern.fullmatch(text):
            return _of_english(match.groupdict(), julian=julian)
    if two := _TWO_ISO.fullmatch(text):
        first, last = (_parse_closed(two[name], julian=julian) for name in ("first", "last"))
        return Stretch(first.earliest, last.latest)
    raise ValueError("this is no date that can be read")


def _of_clock(clock: re.Match[str], *, julian: bool) -> Stretch:
    """Return the civil day of a clock time: the day as written, in the zone as written."""
    if int(clock["hour"]) > 23 or int(clock["minute"]) > 59 or int(clock["second"] or 0) > 60:
        raise ValueError(f"there is no clock time {clock[0][11:]}")
    if not clock["zone"]:
        raise ValueError("a clock time needs its zone, such as 14:00+09:00 or 14:00Z")
    if int(clock["zone_hour"] or 0) > 14 or int(clock["zone_minute"] or 0) > 59:
        raise ValueError(f"there is no zone {clock['zone']}")
    return _parse_closed(clock["day"], julian=julian)


def _of_english(found: dict[str, str | None], *, julian: bool) -> Stretch:
    last_year = int(found["byear"] or 0)
    first_year = int(found.get("ayear") or last_year)
    last_month = _month(found.get("bmonth") or found.get("amonth") or "")
    first_month = _month(found.get("amonth") or found.get("bmonth") or "")
    last_day = int(found["bday"] or 0) if "bday" in found else None
    first_day = int(found["aday"] or 0) if "aday" in found else last_day
    first = _whole(first_year, first_month, first_day, julian=julian)
    last = _whole(last_year, last_month, last_day, julian=julian)
    return Stretch(first.earliest, last.latest)


def _of_part(found: re.Match[str], *, julian: bool) -> Stretch:
    """Return a third or a half of a month or a year."""
    year, words = int(found["year"]), found["part"].lower().removeprefix("the ").split()
    month = _month(found["month"]) if found["month"] else None
    if month is None and words[0] in ("beginning", "start", "end"):
        raise ValueError(f"where the {words[0]} of a year ends is open: give its months")
    if words[-2:] == ["half", "of"]:
        second = words[0] == "second"
        if month is None:
            months = (7, 12) if second else (1, 6)
        else:
            days = (16, _days_in_month(year, month, julian=julian)) if second else (1, 15)
    else:
        third = _THIRDS[words[0]]
        if month is None:
            months = (4 * third + 1, 4 * third + 4)
        else:
            days = ((1, 10), (11, 20), (21, _days_in_month(year, month, julian=julian)))[third]
    if month is None:
        first, last = (_whole(year, each, None, julian=julian) for each in months)
    else:
        first, last = (_whole(year, month, each, julian=julian) for each in days)
    return Stretch(first.earliest, last.latest)


def is_part(text: str) -> bool:
    """Whether a day is written as a part of a month or year, whose limits are a convention.

    Examples
    --------
    >>> is_part("early October 2024"), is_part("October 2024")
    (True, False)
    """
    return not text[:1].isdigit() and _ANY_PART.search(text) is not None


def parse_clock(text: str) -> datetime | None:
    """Return a clock time with its zone as it is written, None when the text is none.

    Examples
    --------
    >>> parse_clock("1982-04-05T12:28-04:00").isoformat()
    '1982-04-05T12:28:00-04:00'
    """
    clock = _CLOCK.fullmatch(text.strip())
    if clock is None or not clock["zone"]:
        return None
    zone = UTC
    if clock["zone_hour"]:
        offset = timedelta(hours=int(clock["zone_hour"]), minutes=int(clock["zone_minute"]))
        zone = timezone(-offset if clock["zone"][0] == "-" else offset)
    day = date.fromisoformat(clock["day"])
    # A leap second has no time of its own here: it is the last of its minute.
    second = min(int(clock["second"] or 0), 59)
    return datetime(
        day.year, day.month, day.day, int(clock["hour"]), int(clock["minute"]), second, tzinfo=zone
    )


def clock_label(clock: datetime) -> str:
    """Write a clock time for readers: the day is told apart.

    Examples
    --------
    >>> clock_label(parse_clock("1982-04-05T12:28-04:00"))
    '12:28 (UTC−04:00)'
    """
    offset = clock.utcoffset() or timedelta(0)
    minutes = round(abs(offset).total_seconds() / 60)
    sign = "−" if offset < timedelta(0) else "+"
    zone = f"{sign}{minutes // 60:02d}:{minutes % 60:02d}" if minutes else ""
    return f"{clock:%H:%M} (UTC{zone})"


def _month(name: str) -> int:
    try:
        return _MONTHS[name.lower()]
    except KeyError:
        raise ValueError(f"there is no month {name!r}") from None


def _whole(year: int, month: int | None, day: int | None, *, julian: bool) -> Stretch:
    """Return the days of a year, a month or a day."""
    if year < 1:
        raise ValueError("there is no year 0: years start at 0001")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    last_month = 12 if month is None else month
    last_day = _days_in_month(year, last_month, julian=julian) if day is None else day
    first = _day(year, 1 if month is None else month, 1 if day is None else day, julian=julian)
    last = _day(year, last_month, last_day, julian=julian)
    return Stretch(first, last)


def _days_in_month(year: int, month: int, *, julian: bool) -> int:
    if month == 2:
        return 29 if (year % 4 == 0 if julian else calendar.isleap(year)) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _day(year: int, month: int, day: int, *, julian: bool) -> date:
    if not 1 <= day <= _days_in_month(year, month, julian=julian):
        raise ValueError(f"{_MONTH_NAMES[month]} {year} has no day {day}")
    if not julian:
        return date(year, month, day)
    # Days since 1 January 1 of the Julian calendar, which is 30 December of year 0, Gregorian.
    before = (year - 1) * 365 + (year - 1) // 4
    before += sum(_days_in_month(year, earlier, julian=True) for earlier in range(1, month))
    ordinal = before + day - 2
    if ordinal < 1:
        raise ValueError("this is before the year 1 of the Gregorian calendar")
    if ordinal > date.max.toordinal():
        raise ValueError("this is after the year 9999 of the Gregorian calendar")
    return date.fromordinal(ordinal)


def day_number(day: date) -> int:
    """Return the number of `day`, counted in days from 1970-01-01 (which is 0).

    Examples
    --------
    >>> day_number(date(2024, 10, 18))
    20014
    """
    return day.toordinal() - _EPOCH_ORDINAL


def from_day_number(number: int) -> date:
    """Return the civil day of a day number; the inverse of `day_number`.

    Examples
    --------
    >>> from_day_number(20014)
    datetime.date(2024, 10, 18)
    """
    return date.fromordinal(number + _EPOCH_ORDINAL)


def day_label(day: date) -> str:
    """Write a day for readers.

    Examples
    --------
    >>> day_label(date(2024, 10, 8))
    '8 October 2024'
    """
    if spoken_language() == ENGLISH:
        return f"{day.day} {_MONTH_NAMES[day.month]} {day.year:04d}"
    return say("day.full", day=str(day.day), month=_spoken_month(day), year=_spoken_year(day))


def _spoken_month(day: date, *, alone: bool = False) -> str:
    """Return a month's name: many languages have another form for one that stands without a day."""
    return say_list("day.months_alone" if alone else "day.months")[day.month - 1]


def _spoken_year(day: date) -> str:
    return f"{day.year:04d}"


def stretch_label(earliest: date | None, latest: date | None) -> str:
    """Write a stretch for readers, both days inclusive; an open end is said to be open.

    Examples
    --------
    >>> stretch_label(date(2024, 10, 8), date(2024, 10, 13))
    '8–13 October 2024'
    >>> stretch_label(None, date(2024, 10, 18))
    'by 18 October 2024'
    """
    if earliest is None and latest is None:
        return ""
    if spoken_language() != ENGLISH:
        return _stretch_in(spoken_language(), earliest, latest)
    if earliest is None:
        return f"by {day_label(latest)}" if latest else ""
    if latest is None:
        return f"from {day_label(earliest)}"
    if earliest == latest:
        return day_label(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        whole_month = earliest.day == 1 and latest.day == calendar.monthrange(latest.year, latest.month)[1]
        if whole_month:
            return f"{_MONTH_NAMES[latest.month]} {latest.year:04d}"
        return f"{earliest.day}–{day_label(latest)}"
    if earliest.year == latest.year:
        if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
            return f"{earliest.year:04d}"
        return f"{earliest.day} {_MONTH_NAMES[earliest.month]} – {day_label(latest)}"
    return f"{day_label(earliest)} – {day_label(latest)}"


# The same few stretches are told over and over: of a claim, of its leg and of its question.
@lru_cache(maxsize=20_000)
def _stretch_in(language: str, earliest: date | None, latest: date | None) -> str:
    with speaking(language):
        return _spoken_stretch(earliest, latest)


def _spoken_stretch(earliest: date | None, latest: date | None) -> str:
    """Write a stretch in another language than English; one of the days is stated."""
    if earliest is None or latest is None:
        only = earliest or latest
        assert only is not None
        return say("day.from" if latest is None else "day.by", day=day_label(only))
    if earliest == latest:
        return day_label(earliest)
    months = {"year": _spoken_year(latest), "month": _spoken_month(latest)}
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        if earliest.day == 1 and latest.day == calendar.monthrange(latest.year, latest.month)[1]:
            return say("day.month", month=_spoken_month(latest, alone=True), year=_spoken_year(latest))
        return say("day.in_month", first=str(earliest.day), last=str(latest.day), **months)
    if earliest.year == latest.year:
        if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
            return say("day.year", year=_spoken_year(latest))
        return say(
            "day.in_year",
            first=str(earliest.day),
            first_month=_spoken_month(earliest),
            last=str(latest.day),
            **months,
        )
    return say("day.stretch", first=day_label(earliest), last=day_label(latest))
