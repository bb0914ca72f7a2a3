"""Reading Extended Date/Time Format (ISO 8601-2:2019, EDTF): the subset that comes back as it was."""

from __future__ import annotations

import re

from geomoves.errors import ArgumentError, shorten
from geomoves.reports.days import parse_stretch

__all__ = ["read_edtf"]

_DOUBTS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}
_DATE = re.compile(r"\d{4}(?:-(?:\d{2}|XX)(?:-(?:\d{2}|XX))?)?", re.ASCII)
_SEASON = re.compile(r"\d{4}-(?:2[1-9]|3\d|4[01])", re.ASCII)
_LONGEST = 60


def read_edtf(text: str) -> dict[str, str]:
    """Return the fields of a time from an EDTF string.

    Parameters
    ----------
    text : str
        See `When.from_edtf`.

    Returns
    -------
    dict of str to str
        ``at``, or ``from`` and ``to``; ``doubt`` where the string is qualified as a whole.

    Raises
    ------
    ArgumentError
        The string is outside the subset.

    Examples
    --------
    >>> read_edtf("2024-10-08/2024-10-13")
    {'from': '2024-10-08', 'to': '2024-10-13'}
    >>> read_edtf("2024-10-XX?")
    {'at': '2024-10-XX', 'doubt': 'uncertain'}
    """
    given = text.strip()
    if len(given) > _LONGEST:
        raise _refused(text, "give one date or one interval")
    doubt = _DOUBTS.get(given[-1:], "")
    first, slash, last = given[: -1 if doubt else None].partition("/")
    if not slash:
        fields = {"at": _date(first, text)}
    else:
        if _DOUBTS.get(first[-1:], "") != doubt:
            raise _refused(text, "a qualifier of one end only is not kept: give it to both ends or to none")
        first = first[:-1] if doubt else first
        ends = {"from": _end(first, text), "to": _end(last, text)}
        fields = {name: end for name, end in ends.items() if end}
        if set(fields.values()) <= {"open"}:
            raise _refused(text, "give at least one day")
    return fields | ({"doubt": doubt} if doubt else {})


def _end(part: str, text: str) -> str:
    if part == "..":
        return "open"
    return _date(part, text) if part else ""


def _date(part: str, text: str) -> str:
    if _SEASON.fullmatch(part):
        raise _refused(text, "a season begins on other days in other places: give its months")
    if not _DATE.fullmatch(part):
        raise _refused(text, "give a day, month or year with four digits, such as 2024-10-18, or an interval")
    try:
        parse_stretch(part)
    except ValueError as error:
        raise _refused(text, str(error)) from None
    return part


def _refused(text: str, remedy: str) -> ArgumentError:
    return ArgumentError("text", f"{shorten(text)} is no date of the EDTF subset that is read here", remedy)
