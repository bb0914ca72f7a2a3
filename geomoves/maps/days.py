"""Civil days as the numbers that a page counts with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geomoves.reports import day_number

__all__ = ["day_numbers"]


def day_numbers(days: Sequence[date | None]) -> list[int | None]:
    """Return days as days since 1970-01-01, None for one that is not stated.

    Examples
    --------
    >>> day_numbers([date(1970, 1, 2), None])
    [1, None]
    """
    # A hundred thousand claims speak of some hundred days.
    numbers = {day: None if day is None else day_number(day) for day in set(days)}
    return list(map(numbers.__getitem__, days))
