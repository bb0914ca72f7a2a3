"""Civil days as the numbers that a page counts with."""

from __future__ import annotations

from datetime import date

from geomoves.maps.coded import Coded, Numbers
from geomoves.reports import day_number

__all__ = ["day_cell", "day_numbers"]


def day_numbers(days: Coded) -> Numbers:
    """Return days as days since 1970-01-01, None for one that is not stated.

    Examples
    --------
    >>> day_numbers(Coded.of([date(1970, 1, 2), None]))
    Numbers([1, None])
    """
    return Numbers.of(list(map(day_cell, days.cells))).take(days.codes)


def day_cell(day: date | None) -> int | None:
    """Return one day as days since 1970-01-01.

    Examples
    --------
    >>> day_cell(date(1970, 1, 2))
    1
    """
    return None if day is None else day_number(day)
