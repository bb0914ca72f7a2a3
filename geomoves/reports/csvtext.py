"""CSV with the lines of its rows: encoding and delimiter are stated or told from the file, never guessed."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator

from geomoves.errors import ArgumentError, DossierError, Problem
from geomoves.reports.sheets import Row, Sheet

__all__ = ["csv_text", "decode_csv", "parse_csv"]

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_OTHER_ENCODINGS = ("windows-1252", "windows-1251", "utf-16-le", "shift_jis", "euc-kr", "gb18030")
#: A spreadsheet runs what begins like this; an apostrophe before it makes it text.
_RUNS = re.compile(r"'*[=+\-@\t\r]")
_MOST_PROBLEMS = 200


def decode_csv(content: bytes, file: str, *, encoding: str | None = None) -> str:
    """Return the text of a CSV file.

    Parameters
    ----------
    content : bytes
        The file.
    file : str
        Its name, for the errors.
    encoding : str or None
        As Python names it; UTF-8, or UTF-16 with its mark, when it is None.

    Raises
    ------
    DossierError
        The bytes are not in that encoding, or hold a null character.
    ArgumentError
        Python knows no such encoding.
    """
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except LookupError:
            remedy = "give one that Python knows, such as utf-8, windows-1251 or windows-1252"
            raise ArgumentError("encoding", f"there is no encoding {encoding!r}", remedy) from None
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = content.decode(encoding or "utf-8-sig").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"this is not {encoding or 'UTF-8'}: byte 0x{content[error.start]:02x}"
        remedy = "save the file as CSV UTF-8"
        if encoding is None and (tried := list(_that_decode(content, error.start))):
            remedy += f", or say its encoding: {'; '.join(tried)}"
        raise DossierError([Problem(message, file=file, line=line, remedy=remedy)]) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        remedy = (
            "save the file as CSV UTF-8; this looks like another kind of file, or UTF-16 without its mark"
        )
        raise DossierError([Problem("a null character stands in it", file=file, line=line, remedy=remedy)])
    return text


def _that_decode(content: bytes, start: int) -> Iterator[str]:
    """Yield encodings that would read the bytes, each with what the first odd word would be."""
    for encoding in _OTHER_ENCODINGS:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        before = len(content[:start].decode(encoding, errors="ignore"))
        word = re.search(r"\S{0,20}$", text[:before])
        rest = re.match(r"\S{0,20}", text[before:])
        sample = f"{word[0] if word else ''}{rest[0] if rest else ''}"
        if sample.isprintable():
            yield f"encoding={encoding!r} would read {sample!r}"


def parse_csv(
    text: str, file: str, name: str, known: Collection[str], *, delimiter: str | None = None
) -> Sheet:
    r"""Parse a CSV text into a sheet.

    Parameters
    ----------
    text : str
        With its own line ends.
    file, name : str
        Where it is from, and which section it holds.
    known : collection of str
        Names of columns, lower case: the delimiter that yields most of them is the file's.
    delimiter : str or None
        One character; told from the header when it is None.

    Raises
    ------
    DossierError
        There is no header, a quote is never closed, or rows are longer or shorter than the header.

    Examples
    --------
    >>> parse_csv("id;kind\nx;loss\n", "a.csv", "claims", {"id", "kind"}).rows
    [Row(number=2, cells=['x', 'loss'])]
    """
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise ArgumentError("delimiter", f"{delimiter!r} is no delimiter", "give one character, such as ;")
    records = _records(text, file, delimiter or _delimiter_of(text, known))
    header = next(records, None)
    if header is None or not any(header.cells):
        remedy = "begin with a row of column names; `geomoves new` writes a table to start from"
        raise DossierError([Problem("the table has no header", file=file, line=1, remedy=remedy)])
    columns = list(header.cells)
    while columns and not columns[-1].strip():
        columns.pop()
    rows: list[Row] = []
    problems: list[Problem] = []
    for row in records:
        cells = row.cells
        extra = [cell for cell in cells[len(columns) :] if cell.strip()]
        if len(cells) < len(columns) or extra:
            message = f"this row has {len(cells)} cells and the header {len(columns)}"
            remedy = "check the quotes and delimiters of this row: a cell that holds one needs quotes"
            problems.append(Problem(message, file=file, line=row.number, remedy=remedy))
            if len(problems) >= _MOST_PROBLEMS:
                break
            continue
        rows.append(row if len(cells) == len(columns) else Row(row.number, cells[: len(columns)]))
    if problems:
        raise DossierError(problems)
    return Sheet(name, file, columns, rows, header.number)


def _delimiter_of(text: str, known: Collection[str]) -> str:
    """Return the delimiter that makes most of the header's names known; a comma when none does."""

    def score(delimiter: str) -> tuple[int, int]:
        header = next(csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=delimiter), [])
        names = {" ".join(name.split()).lower().replace(" ", "_") for name in header}
        return len(names & set(known)), len(header)

    try:
        return max(_DELIMITERS, key=score)
    except csv.Error:
        return ","


def _records(text: str, file: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows that are not empty, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise DossierError([_broken(error, file, begins)]) from None
        if any(cells):
            yield Row(begins, [_bare(cell) if cell[:1] == "'" else cell for cell in cells])
        begins = reader.line_num + 1


def _broken(error: csv.Error, file: str, line: int) -> Problem:
    if "field larger" in str(error):
        message = f"a cell is longer than {csv.field_size_limit():,} characters"
        remedy = "check the quotes of this row: one that is never closed swallows the rest of the file"
    elif "unexpected end" in str(error):
        message, remedy = (
            "a quote is opened in this row and never closed",
            'close it; inside quotes write "" for "',
        )
    else:
        message = "the quotes of this row do not match"
        remedy = 'put the whole cell in quotes, and write "" for a quote inside it'
    return Problem(message, file=file, line=line, remedy=remedy)


def _bare(cell: str) -> str:
    """Take the apostrophe off a text that a spreadsheet would run without it."""
    return cell[1:] if _RUNS.match(cell) else cell


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    r"""Return rows as CSV text (RFC 4180).

    A cell that a spreadsheet would run as a formula gets an apostrophe before it, which reading takes off.

    Examples
    --------
    >>> csv_text(["id", "words"], [["x", "=1+1"]])
    "id,words\r\nx,'=1+1\r\n"
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(list(columns))
    for cells in rows:
        writer.writerow([f"'{cell}" if _RUNS.match(cell) else cell for cell in cells])
    return stream.getvalue()
