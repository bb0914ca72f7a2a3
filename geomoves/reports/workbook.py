"""Spreadsheet files (.xlsx) ↔ sheets of text: nothing in them is run, computed or fetched.

The file is looked at as an archive before it is unpacked. A cell is text: what a spreadsheet has turned into
a date, a formula or an error is refused with its name, because what stood there is lost.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from geomoves.errors import DossierError, FileAccessError, Problem
from geomoves.reports.sheets import Row, Sheet, column_letters
from geomoves.reports.tablecolumns import SHEETS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = [
    "LONGEST_CELL",
    "filled_workbook",
    "new_workbook",
    "parse_workbook",
    "put_text",
    "workbook_bytes",
    "write_header",
]

#: Excel holds no longer text in a cell (ECMA-376 and Excel's own limits).
LONGEST_CELL = 32_767
_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 1_000_000_000
_MOST_ROWS = 1_048_576
#: XML of a spreadsheet packs ten- to thirtyfold; what packs much better was made to fill a disk.
_HIGHEST_RATIO = 150
_SMALL_ENOUGH = 20_000_000
_MOST_PROBLEMS = 200
_EPOCH = (1980, 1, 1, 0, 0, 0)
#: Characters of a text that XML cannot hold or changes, as the format writes them (ST_Xstring).
_HELD = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\r\ufffe\uffff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBERS = frozenset({"how_many", "sequence", "lon", "lat", "radius_km", "precision", "low", "best", "high"})
_SKELETON = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)


def parse_workbook(content: bytes, file: str) -> dict[str, Sheet]:
    """Parse a spreadsheet file into sheets of text.

    Parameters
    ----------
    content : bytes
        The file.
    file : str
        Its name, for the errors.

    Returns
    -------
    dict of str to Sheet
        By name in lower case. Sheets with other names than the table form knows are passed over; where
        there is only one sheet, it holds the claims.

    Raises
    ------
    FileAccessError
        It is no .xlsx file, or it unpacks to more than is reasonable.
    DossierError
        Cells hold dates, formulas or errors instead of text; rows have no header.
    """
    import openpyxl

    _check_archive(content, file)
    problems: list[Problem] = []
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        found = {sheet.title.strip().lower(): sheet for sheet in book.worksheets}
        if "claims" not in found and len(found) == 1:
            found = {"claims": next(iter(found.values()))}
        sheets = {name: _parse_sheet(found[name], name, file, problems) for name in SHEETS if name in found}
        book.close()
    except Exception as error:  # noqa: BLE001  # a broken archive breaks the reader in many ways
        message = f"this spreadsheet is broken: {type(error).__name__}"
        raise FileAccessError(file, message, "open it in a spreadsheet program and save it again") from None
    if "claims" not in found:
        remedy = (
            f"name the sheet with the statements `claims`; here are: {', '.join(sorted(found)) or 'none'}"
        )
        raise DossierError([Problem("the workbook has no sheet `claims`", file=file, remedy=remedy)])
    if problems:
        raise DossierError(problems[:_MOST_PROBLEMS])
    return {name: sheet for name, sheet in sheets.items() if sheet is not None}


def _check_archive(content: bytes, file: str) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        message = "this is an old Excel file, or one with a password"
        raise FileAccessError(file, message, "save it as .xlsx without a password")
    if not content.startswith(b"PK\x03\x04"):
        raise FileAccessError(file, "this is no .xlsx file", "save it as an Excel workbook, or as CSV UTF-8")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise FileAccessError(file, "this .xlsx file is damaged", "save or download it again") from None
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if (
        len(members) > _MOST_MEMBERS
        or unpacked > _MOST_UNPACKED
        or (unpacked > _SMALL_ENOUGH and unpacked > _HIGHEST_RATIO * max(packed, 1))
    ):
        message = f"it would unpack to {unpacked:,} bytes in {len(members):,} parts"
        raise FileAccessError(file, message, "save the table as CSV UTF-8 if it is meant to be that large")
    if any(member.flag_bits & 1 for member in members):
        raise FileAccessError(file, "this .xlsx file has a password", "save it without one")
    for member in members:
        if b"<!DOCTYPE" in _beginning(archive, member):
            # No spreadsheet program writes one: it only serves to blow the file up, or to read others.
            remedy = "open it in a spreadsheet program and save it again"
            raise FileAccessError(file, f"{member.filename} in it declares entities", remedy)


def _beginning(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as part:
            return part.read(2_000)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError):
        # The reader tells what is broken about it.
        return b""


def _parse_sheet(worksheet: Any, name: str, file: str, problems: list[Problem]) -> Sheet | None:
    # What the file says of its own size may be wrong, or a trap.
    worksheet.reset_dimensions()
    columns: list[str] = []
    header_row = 0
    rows: list[Row] = []
    for number, cells in enumerate(worksheet.iter_rows(max_row=_MOST_ROWS), start=1):
        if header_row:
            texts = [
                _text_of(cell, columns, index, sheet=name, file=file, problems=problems)
                if cell.value is not None
                else ""
                for index, cell in enumerate(cells)
            ]
        else:
            texts = ["" if cell.value is None else _unescaped(str(cell.value)) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        if not header_row:
            header_row, columns = number, texts
            continue
        if len(texts) > len(columns):
            place = f"sheet {name}, cell {column_letters(len(columns))}{number}"
            remedy = "give the column a name in the first row, or empty it"
            message = "a cell stands beyond the last named column"
            problems.append(Problem(message, field=place, remedy=remedy, file=file, line=number))
            continue
        rows.append(Row(number, texts + [""] * (len(columns) - len(texts))))
    if not header_row:
        if name == "claims":
            remedy = "begin with a row of column names; `geomoves new --xlsx` writes a table to start from"
            problems.append(Problem("the sheet `claims` is empty", file=file, remedy=remedy))
        return None
    return Sheet(name, file, columns, rows, header_row, partial(_place_of, name, tuple(columns)))


def _place_of(sheet: str, columns: Sequence[str], row: int, column: str) -> str:
    index = columns.index(column) if column in columns else _loose_index(columns, column)
    cell = f"cell {column_letters(index)}{row}" if index >= 0 else f"row {row}"
    return f"sheet {sheet}, {cell}"


def _loose_index(columns: Sequence[str], column: str) -> int:
    names = [" ".join(name.split()).lower().replace(" ", "_") for name in columns]
    return names.index(column) if column in names else -1


def _text_of(
    cell: Any, columns: Sequence[str], index: int, *, sheet: str, file: str, problems: list[Problem]
) -> str:
    """Return the text of a cell that is not empty; what is none becomes a problem."""
    value, kind = cell.value, cell.data_type
    if kind in ("s", "inlineStr") and type(value) is str:
        return _unescaped(value) if "_x" in value else value
    column = " ".join(columns[index].split()).lower().replace(" ", "_") if index < len(columns) else ""
    if kind == "b":
        return "true" if value else "false"
    problem = None
    if kind == "f":
        problem = ("this cell holds a formula", "copy it and paste its value as text")
    elif kind == "e":
        problem = (f"this cell holds the error {value}", "mend it, or empty the cell")
    elif kind == "d" or getattr(cell, "is_date", False):
        shown = value.isoformat() if hasattr(value, "isoformat") else str(value)
        problem = (
            f"the spreadsheet has turned this cell into a date ({shown})",
            "format the column as text and type the day again, such as 2024-10-18: what was typed is lost",
        )
    elif isinstance(value, float) and not value.is_integer() and column not in _NUMBERS:
        problem = (
            f"the spreadsheet has turned this cell into a number ({value!r})",
            "format the column as text and type it again",
        )
    if problem is None:
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    place = f"sheet {sheet}, cell {column_letters(index)}{cell.row}"
    field = f"{column} ({place})" if column else place
    problems.append(Problem(problem[0], field=field, remedy=problem[1], file=file, line=cell.row))
    return ""


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _escaped(text: str) -> str:
    return _HELD.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


# Writing.


def new_workbook() -> Any:
    """Return a workbook without a sheet and without a trace of who made it when."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    return book


def put_text(worksheet: Worksheet, row: int, column: int, text: str) -> Any:
    """Write a text that no spreadsheet runs as a formula or turns into a date or number.

    `row` and `column` are counted from 1.
    """
    cell = worksheet.cell(row=row, column=column)
    cell.value = _escaped(text)
    cell.data_type = "s"
    cell.number_format = "@"
    if text[:1] in "=+-@\t'":
        cell.quotePrefix = True
    return cell


def workbook_bytes(book: Any) -> bytes:
    """Return a workbook as the bytes of a file: the same for the same content, whenever it is made."""
    stream = io.BytesIO()
    book.save(stream)
    packed = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for member in sorted(made.infolist(), key=_order):
            content = made.read(member)
            if member.filename == "docProps/core.xml":
                content = _SKELETON.encode("utf-8")
            info = zipfile.ZipInfo(member.filename, date_time=_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            out.writestr(info, content)
    return packed.getvalue()


def _order(member: zipfile.ZipInfo) -> tuple[int, str]:
    # Programs that look at the first member only expect the list of types there.
    return (0 if member.filename == "[Content_Types].xml" else 1, member.filename)


def filled_workbook(sheets: Mapping[str, tuple[list[str], list[list[str]]]]) -> Any:
    """Return a workbook of text cells, each sheet with its header frozen."""
    book = new_workbook()
    for name, (columns, rows) in sheets.items():
        sheet = book.create_sheet(name)
        write_header(sheet, columns)
        for number, cells in enumerate(rows, start=2):
            for index, cell in enumerate(cells, start=1):
                if cell:
                    _check_length(name, columns[index - 1], number, cell)
                    put_text(sheet, number, index, cell)
    return book


def write_header(sheet: Worksheet, columns: Sequence[str]) -> None:
    """Write the row of column names, and keep it in sight."""
    from openpyxl.styles import Font, PatternFill

    for index, column in enumerate(columns, start=1):
        cell = put_text(sheet, 1, index, column)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8E6DF")
        sheet.column_dimensions[column_letters(index - 1)].width = _WIDTHS.get(column, 16)
    sheet.freeze_panes = "B2"


_WIDTHS = dict.fromkeys(("words", "note", "name", "title"), 40)
_WIDTHS |= dict.fromkeys(("value", "citation", "text", "because"), 60)
_WIDTHS |= {"from": 24, "via": 24, "to": 28, "at": 32, "when": 24}


def _check_length(sheet: str, column: str, row: int, text: str) -> None:
    if len(_escaped(text)) > LONGEST_CELL:
        message = f"a spreadsheet's cell holds {LONGEST_CELL:,} characters, and this has {len(text):,}"
        place, remedy = f"sheet {sheet}, row {row}, {column}", "save the dossier as .yaml, .json or .csv"
        raise DossierError([Problem(message, field=place, remedy=remedy)])
