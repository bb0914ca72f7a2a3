"""A sheet of cells as it was read, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["Row", "Sheet", "column_letters"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` is its line in a text file or its row in a sheet, counted from 1."""

    number: int
    cells: list[str]


@dataclass(slots=True)
class Sheet:
    """A header and rows of text.

    Parameters
    ----------
    name : str
        The section that it holds.
    file : str
        Where it was read from.
    columns : list of str
        As written in the header.
    rows : list of Row
        As long as the header, without empty rows.
    place : callable
        Names a cell for people, by row number and column name.
    """

    name: str
    file: str
    columns: list[str]
    rows: list[Row]
    header_row: int = 1
    place: Callable[[int, str], str] = field(default=lambda _row, column: f"column {column}")
    has_lines: bool = True

    def line_of(self, row: int) -> int | None:
        """Return the line of a row in its file, None when it is from no file."""
        return row if self.has_lines else None


def column_letters(index: int) -> str:
    """Return the letters of a spreadsheet's column, counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
