"""Reading a CSV file into rows that know where they stand."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass

from geomoves.errors import Problem
from geomoves.files import read_bytes
from geomoves.places.place import Name

__all__ = ["Row", "read_rows", "read_text"]

_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file.

    Parameters
    ----------
    file, line : str, int or None
        Where it starts; no line in a file that has none.
    cells : dict of str
        By column, without the spaces around them.
    where : str
        Where it is in a file without lines, such as ``features[3]``.
    names : tuple of Name
        Names that are told otherwise than in cells.
    """

    file: str
    line: int | None
    cells: dict[str, str]
    where: str = ""
    names: tuple[Name, ...] = ()


# What else spreadsheets and dumps put between cells.
_OTHER_MARKS = {";": "semicolons", "\t": "tabulators", "|": "bars"}


def read_text(file: str | os.PathLike[str]) -> str | Problem:
    """Read a file of at most 50 MB in UTF-8, or say where it is no UTF-8.

    Raises
    ------
    FileAccessError
        The file cannot be read.
    """
    content = read_bytes(file, most_bytes=_MOST_BYTES)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        value = repr(content[error.start : error.start + 8])
        return Problem("this is not UTF-8", "", "save it as UTF-8", os.fspath(file), line, value)


def read_rows(
    file: str | os.PathLike[str],
    columns: Sequence[str] | None,
    required: Sequence[str],
    *,
    delimiter: str = ",",
) -> tuple[list[Row], list[Problem]]:
    """Read a CSV file in UTF-8 whose first row names its columns.

    Parameters
    ----------
    file : path
        The file, at most 50 MB.
    columns : sequence of str or None
        The columns that it may have; None for any.
    required : sequence of str
        The columns that it must have.
    delimiter : str
        What stands between cells.

    Returns
    -------
    list of Row
        The rows that can be read; blank ones are passed over.
    list of Problem
        What is wrong with the rest.

    Raises
    ------
    FileAccessError
        The file cannot be read.
    """
    shown = os.fspath(file)
    text = read_text(file)
    if isinstance(text, Problem):
        return [], [text]
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return [], [Problem("the file holds a NUL character", "", "save it as plain CSV", shown, line)]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    header: list[str] = []
    rows: list[Row] = []
    problems: list[Problem] = []
    line = 1
    try:
        for cells in reader:
            if not header:
                header = [cell.strip() for cell in cells]
                problems += _header_problems(header, columns, required, shown)
                if problems:
                    return [], problems
            elif len(cells) == len(header):
                if any(cells):
                    rows.append(Row(shown, line, dict(zip(header, map(str.strip, cells), strict=True))))
            elif any(cells):
                message = f"the row has {len(cells)} cells, the header {len(header)}"
                remedy = "put text that holds a comma in double quotes"
                problems.append(Problem(message, "", remedy, shown, line, ",".join(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"the CSV cannot be read from here on: {error}"
        problems.append(Problem(message, "", "check the quotes around the cells", shown, line))
    if not header and not problems:
        problems.append(Problem("the file is empty", "", "start it with " + ",".join(required), shown, 1))
    return rows, problems


def _header_problems(
    header: list[str], columns: Sequence[str] | None, required: Sequence[str], file: str
) -> list[Problem]:
    parted = next((mark for mark in _OTHER_MARKS if len(header) == 1 and mark in header[0]), "")
    if parted and not set(required) & set(header):
        message = f"the cells are parted by {_OTHER_MARKS[parted]}, not by commas"
        remedy = "save it as CSV with commas, or take a dump as GeoNames gives it: 19 columns and no header"
        return [Problem(message, "", remedy, file, 1, header[0])]
    wrong = [
        (name, "this column is missing", "the header needs " + ",".join(required))
        for name in required
        if name not in header
    ]
    wrong += [
        (name, "this column stands there twice", "keep one of them")
        for name in sorted({name for name in header if header.count(name) > 1})
    ]
    wrong += [
        (name, "there is no such column", "columns are " + ", ".join(columns or ()))
        for name in header
        if columns is not None and name not in columns
    ]
    return [Problem(message, name, remedy, file, 1) for name, message, remedy in wrong]
