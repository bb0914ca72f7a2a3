"""Civil days as the numbers that a page counts with."""

from __future__ import annotations

from datetime import date

from geomoves.reports import day_number

__all__ = ["day_cell"]


def day_cell(day: date | None) -> int | None:
    """Return one day as days since 1970-01-01.

    Examples
    --------
    >>> day_cell(date(1970, 1, 2))
    1
    """
    return None if day is None else day_number(day)
