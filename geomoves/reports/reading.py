"""Reading a dossier from a file."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from geomoves.errors import ArgumentError, DossierError, FileAccessError, Problem, shorten
from geomoves.files import read_bytes
from geomoves.memory import uncollected
from geomoves.reports.dossier import Dossier, read_plain
from geomoves.reports.jsontext import JsonText, parse_json
from geomoves.reports.yamltext import YamlText, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomoves.reports.findings import Finding, Path
    from geomoves.reports.sheets import Sheet

__all__ = ["LARGEST_FILE_BYTES", "read_dossier", "sibling"]

#: A larger file is refused unread.
LARGEST_FILE_BYTES = 512_000_000
_ENDINGS = (".yaml", ".yml", ".json", ".csv", ".xlsx")


def read_dossier(
    path: str | os.PathLike[str], *, encoding: str | None = None, delimiter: str | None = None
) -> Dossier:
    """Read a dossier from a YAML, JSON, CSV or Excel file.

    Parameters
    ----------
    path : str or path-like
        A .yaml, .yml or .json file in UTF-8; or the table form: an .xlsx workbook, or a .csv file of
        claims, beside which ``NAME.speakers.csv`` and the like hold the other sections.
    encoding : str or None
        Of a .csv file that is not in UTF-8 (nor in UTF-16 with its mark), such as ``windows-1251``.
    delimiter : str or None
        Of a .csv file; told from its header when it is None.

    Returns
    -------
    Dossier
        With `Dossier.source` set to the path.

    Raises
    ------
    DossierError
        The file breaks the rules of the format: every problem with file, line, field, value and remedy.
    FileAccessError
        The file is missing, unreadable, too large or of another kind.
    ArgumentError
        `path` is no path.

    Examples
    --------
    >>> dossier = read_dossier("examples/dprk-2024.yaml")
    >>> dossier.claims["crossing"].strength.label
    '1,500 soldiers'
    """
    file = _name_of(path)
    ending = PurePath(file).suffix.lower()
    if ending not in _ENDINGS:
        message = f"a dossier is not read from {ending or 'a file without an ending'}"
        raise FileAccessError(file, message, "give a .yaml, .yml, .json, .csv or .xlsx file")
    with uncollected():
        if ending in (".csv", ".xlsx"):
            return _read_table(file, ending, encoding, delimiter)
        return _read(file, ending)


def _read_table(file: str, ending: str, encoding: str | None, delimiter: str | None) -> Dossier:
    from geomoves.reports.tableform import read_sheets

    if ending == ".xlsx":
        from geomoves.reports.workbook import parse_workbook

        sheets = parse_workbook(read_bytes(file, most_bytes=LARGEST_FILE_BYTES), file)
    else:
        sheets = _csv_sheets(file, encoding, delimiter)
    form = read_sheets(sheets)
    dossier, findings = read_plain(form.plain)
    problems = [*form.problems, *(form.problem_of(finding) for finding in findings)]
    if problems:
        order = list(sheets.values())
        files = [sheet.file for sheet in order]
        rank = {name: row for row, name in reversed(list(enumerate(files)))}
        raise DossierError(sorted(problems, key=lambda each: (rank.get(each.file, 0), each.line or 0)))
    dossier.source = file
    return dossier


def _csv_sheets(file: str, encoding: str | None, delimiter: str | None) -> dict[str, Sheet]:
    """Read the sheet of claims, and those of other sections that lie beside it."""
    from geomoves.reports.csvtext import decode_csv, parse_csv
    from geomoves.reports.tablecolumns import SHEETS, known_columns

    found: dict[str, Sheet] = {}
    for name in SHEETS:
        path = file if name == "claims" else sibling(file, name)
        if name != "claims" and not os.path.lexists(path):
            continue
        text = decode_csv(read_bytes(path, most_bytes=LARGEST_FILE_BYTES), path, encoding=encoding)
        found[name] = parse_csv(text, path, name, known_columns(name), delimiter=delimiter)
    return found


def sibling(file: str, section: str) -> str:
    """Return the file beside a .csv file of claims that holds another section.

    Examples
    --------
    >>> sibling("us-europe-2022.csv", "speakers")
    'us-europe-2022.speakers.csv'
    """
    stem, ending = os.path.splitext(file)  # noqa: PTH122  # a Path would lose a leading ./
    return f"{stem}.{section}{ending}"


def _read(file: str, ending: str) -> Dossier:
    text = _decode(read_bytes(file, most_bytes=LARGEST_FILE_BYTES), file)
    parsed = parse_json(text, file=file) if ending == ".json" else parse_yaml(text, file=file)
    if parsed.plain is None:
        remedy = "`geomoves new` writes a dossier to start from"
        raise DossierError([Problem("the file is empty", file=file, remedy=remedy)])
    dossier, findings = read_plain(parsed.plain)
    if findings:
        raise DossierError(_located(findings, file, parsed))
    dossier.source = file
    return dossier


def _name_of(path: object) -> str:
    try:
        return os.fsdecode(path)  # type: ignore[arg-type]  # what is no path raises
    except TypeError:
        raise ArgumentError(
            "path", f"{shorten(path)} is no path", 'give the path of a file, such as "a.yaml"'
        ) from None


def _decode(content: bytes, file: str) -> str:
    """Return the text with every line ended by a line feed."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        before = content[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        message = (
            "this is UTF-16, not UTF-8" if utf_16 else f"this is not UTF-8: byte 0x{content[error.start]:02x}"
        )
        remedy = "save the file in the encoding UTF-8"
        raise DossierError(
            [Problem(message, file=file, line=before.count(b"\n") + 1, remedy=remedy)]
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        remedy = "save the file as plain text in the encoding UTF-8"
        raise DossierError([Problem("a null character stands in it", file=file, line=line, remedy=remedy)])
    return text


def _located(findings: Iterable[Finding], file: str, parsed: YamlText | JsonText) -> list[Problem]:
    """Return the problems with their lines, in the order of the file."""
    findings = list(findings)
    rows = _rows_of_claims(parsed.plain)
    paths = [_path_in_file(finding.path, rows) for finding in findings]
    lines = parsed.lines_of(paths)
    problems = [
        finding.as_problem(file=file, line=_nearest(lines, path))
        for finding, path in zip(findings, paths, strict=True)
    ]
    return sorted(problems, key=lambda problem: problem.line or 0)


def _rows_of_claims(plain: object) -> dict[str, int]:
    """Return where each claim stands when a file lists them instead of mapping ids to them."""
    claims = plain.get("claims") if isinstance(plain, dict) else None
    if not isinstance(claims, list):
        return {}
    ids = [item.get("id") if isinstance(item, dict) else None for item in claims]
    return {key: row for row, key in reversed(list(enumerate(ids))) if isinstance(key, str)}


def _path_in_file(path: Path, rows: dict[str, int]) -> Path:
    if len(path) > 1 and path[0] == "claims" and path[1] in rows:
        return ("claims", rows[str(path[1])], *path[2:])
    return path


def _nearest(lines: dict[Path, int], path: Path) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
