"""A DataFrame in the table form → a sheet of text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from geomoves.errors import ArgumentError, Problem
from geomoves.reports.sheets import Row, Sheet

if TYPE_CHECKING:
    import pandas

__all__ = ["sheet_of_frame", "sheets_of_frames"]

_SOURCE = "DataFrame"


def sheets_of_frames(frames: Mapping[str, object], problems: list[Problem]) -> dict[str, Sheet]:
    """Return the sheets of DataFrames by section; what is no DataFrame is an `ArgumentError`."""
    import pandas

    found = {}
    for name, frame in frames.items():
        if not isinstance(frame, pandas.DataFrame):
            remedy = "give a pandas.DataFrame with one statement a row"
            raise ArgumentError(name, f"this is a {type(frame).__name__}", remedy)
        found[name] = sheet_of_frame(name, frame, problems)
    return found


def sheet_of_frame(name: str, frame: pandas.DataFrame, problems: list[Problem]) -> Sheet:
    """Return a DataFrame as a sheet: missing values are empty, days and numbers are written out.

    Parameters
    ----------
    name : str
        The section that it holds.
    frame : pandas.DataFrame
        Its index is passed over, and names the rows in errors.
    problems : list of Problem
        Cells that are neither text, number nor day are added to it.
    """
    columns = [str(column) for column in frame.columns]
    labels = [str(label) for label in frame.index]

    def place(row: int, column: str) -> str:
        return f"{name}, row {labels[row]!r}, column {column!r}" if 0 <= row < len(labels) else column

    lists = [frame.iloc[:, index].tolist() for index in range(len(columns))]
    rows = []
    for number, values in enumerate(zip(*lists, strict=True) if lists else ()):
        cells = []
        for column, value in zip(columns, values, strict=True):
            text = _text_of(value)
            if text is None:
                message, remedy = _refusal(value)
                problems.append(Problem(message, field=place(number, column), remedy=remedy, file=_SOURCE))
            cells.append(text or "")
        if any(cells):
            rows.append(Row(number, cells))
    return Sheet(name, _SOURCE, columns, rows, -1, place, has_lines=False)


def _text_of(value: Any) -> str | None:
    """Return a cell as text, empty when it is missing, None when it is nothing that a cell can hold."""
    if isinstance(value, str):
        return value
    if value is None or _is_missing(value):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        number = float(value)
        return str(int(number)) if number.is_integer() else repr(number)
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            return value.isoformat()
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if midnight else None
    return value.isoformat() if isinstance(value, date) else None


def _is_missing(value: Any) -> bool:
    """Whether a value is None, NaN, NaT or pandas' NA: each of them is unequal to itself, or says so."""
    if type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and value != value  # noqa: PLR0124  # only NaN differs from itself


def _refusal(value: Any) -> tuple[str, str]:
    if isinstance(value, datetime):
        return "a clock time needs its zone", "give the day alone, or a time with tzinfo"
    return (
        f"a cell holds a {type(value).__name__}",
        "write it as text; lists as `A + B`, anything else as JSON in the words of the file",
    )
