"""The table form of a dossier: sheets of cells ↔ plain data in the words of the dossier's file.

One sheet holds the claims, one statement a row; a sheet for each other section is optional. Where there is
none for speakers, documents or forces, those that the claims name are taken from there.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geomoves.errors import GeomovesWarning, Problem
from geomoves.reports.castnames import NAMED, NAMED_IN, CastNames, hash_of, slug_of
from geomoves.reports.cells import CellError, read_cell, split_one_of
from geomoves.reports.findings import Finding, Path, close_words
from geomoves.reports.sections import FORMAT_VERSION, SECTIONS
from geomoves.reports.sheets import Row, Sheet
from geomoves.reports.tablecolumns import (
    CLAIM_COLUMNS,
    KEY_COLUMNS,
    SECTION_KINDS,
    STORY_COLUMNS,
    TOP_FIELDS,
    known_columns,
)

__all__ = ["TableForm", "read_sheets"]


#: Columns in which A / B means one of them.
_CHOICES = frozenset({"at", "at_one_of"})
#: What stands in for a cell that could not be read, so that it is not missed as well.
_STAND_INS: dict[str, Any] = {
    "ends": [{"words": "?", "where": "unknown"}],
    "strength": {"words": "?"},
    "when": {"words": "?"},
}


@dataclass(slots=True)
class TableForm:
    """What the sheets say.

    Parameters
    ----------
    plain : dict
        The dossier in the words of its file.
    problems : list of Problem
        Cells that could not be read.
    places : dict of path to (Sheet, row number)
        Where each record stands, for what is found wrong later.
    """

    plain: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    places: dict[Path, tuple[Sheet, int]] = field(default_factory=dict)

    def problem_of(self, finding: Finding) -> Problem:
        """Return the problem that the user reads, at its cell."""
        path = finding.path
        for size in (2, 1):
            if (found := self.places.get(path[:size])) is not None:
                sheet, row = found
                column = _column_of(sheet, path[size:])
                told = finding.as_problem(file=sheet.file, line=sheet.line_of(row))
                where = sheet.place(row, column) if column else ""
                name = f"{told.field} ({where})" if where else told.field
                return Problem(
                    told.message,
                    field=name,
                    remedy=told.remedy,
                    file=sheet.file,
                    line=sheet.line_of(row),
                    value=told.value,
                )
        return finding.as_problem(file=self.places[()][0].file if () in self.places else "")


def read_sheets(sheets: Mapping[str, Sheet]) -> TableForm:
    """Read the table form.

    Parameters
    ----------
    sheets : mapping of str to Sheet
        By section, ``claims`` at least; ``links`` and ``dossier`` as well.

    Returns
    -------
    TableForm
        Its references are not looked at.
    """
    form = TableForm({"geomoves": str(FORMAT_VERSION)})
    form.places[()] = (sheets["claims"], sheets["claims"].header_row)
    if "dossier" in sheets:
        form.plain |= _read_top(sheets["dossier"], form)
    for section in SECTIONS:
        if section != "claims" and section in sheets:
            form.plain[section] = _read_section(section, sheets[section], form)
    names = CastNames(form.plain)
    form.plain["claims"] = _read_claims(sheets["claims"], names, form)
    for section, found in names.made.items():
        form.plain.setdefault(section, {}).update(found)
    if "links" in sheets:
        form.plain["links"] = _read_listed("links", sheets["links"], {}, form)
    if "story" in sheets:
        form.plain["story"] = _read_listed("story", sheets["story"], STORY_COLUMNS, form)
    return form


# Columns and rows.


def _header(sheet: Sheet, form: TableForm) -> list[str]:
    """Return the columns by their names in the file of a dossier; empty for one to pass over."""
    known = known_columns(sheet.name)
    found: list[str] = []
    for index, written in enumerate(sheet.columns):
        name = " ".join(written.split()).lower().replace(" ", "_").replace("x_", "x-", 1) if written else ""
        name = written.strip() if written.strip()[:2] in ("x-", "X-") else name
        problem = None
        if name in found and name:
            problem = ("this column stands twice", "remove or rename one of them")
        elif not name:
            if any(row.cells[index].strip() for row in sheet.rows):
                problem = ("a column without a name holds something", "name it, or begin its name with x-")
        elif name not in known and not name.startswith("x-"):
            problem = (
                "this column is not known",
                close_words(name, known) or "begin its name with x- for one of your own",
            )
        if problem is not None:
            place = sheet.place(sheet.header_row, written) if written else f"column {index + 1}"
            form.problems.append(
                Problem(
                    problem[0],
                    field=place,
                    remedy=problem[1],
                    file=sheet.file,
                    line=sheet.line_of(sheet.header_row),
                    value=written,
                )
            )
            name = ""
        found.append(name)
    return found


def _cells_of(columns: Sequence[str], kinds: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """Return index, name and kind of every column that is read."""
    return [
        (index, name, kinds.get(name, "text") if name[:2] != "x-" else "value")
        for index, name in enumerate(columns)
        if name
    ]


def _fields(
    sheet: Sheet, row: Row, columns: Sequence[tuple[int, str, str]], form: TableForm
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    cells = row.cells
    for index, name, kind in columns:
        text = cells[index]
        # Most cells of a table are empty.
        if not text or not (text := text.strip()):
            continue
        if kind == "text":
            found[name] = text
            continue
        try:
            if kind == "ends" and name in _CHOICES:
                parts = split_one_of(text)
                choice = name == "at_one_of" or len(parts) > 1
                ends = [read_cell(kind, part) for part in parts]
                listed = [end for each in ends for end in (each if isinstance(each, list) else [each])]
                found["at_one_of" if choice else name] = listed
            else:
                found[name] = read_cell(kind, text)
        except CellError as error:
            # The rest of the row is judged all the same: something stood here.
            if kind in _STAND_INS:
                found[name] = _STAND_INS[kind]
            form.problems.append(
                Problem(
                    error.message,
                    field=sheet.place(row.number, name),
                    remedy=error.remedy,
                    file=sheet.file,
                    line=sheet.line_of(row.number),
                    value=text,
                )
            )
    return found


def _column_of(sheet: Sheet, path: Path) -> str:
    """Return the header of the column that a field of a record was read from, empty when none was."""
    names = [" ".join(name.split()).lower().replace(" ", "_") for name in sheet.columns]
    wanted = [str(part) for part in path[:2]]
    if wanted[:1] == ["strength"]:
        wanted = (
            [wanted[1], "how_many"] if wanted[1:] and wanted[1] in ("includes", "on_top_of") else ["how_many"]
        )
    if wanted[:1] == ["at_one_of"]:
        wanted = ["at_one_of", "at"]
    for name in wanted:
        if name in names:
            return sheet.columns[names.index(name)]
    return ""


# Sections.


def _read_section(section: str, sheet: Sheet, form: TableForm) -> dict[str, Any]:
    columns, key_name = _header(sheet, form), KEY_COLUMNS.get(section, "id")
    found: dict[str, Any] = {}
    cells = _cells_of(columns, SECTION_KINDS)
    for row in sheet.rows:
        record = _fields(sheet, row, cells, form)
        key = record.pop(key_name, "")
        if not key or key in found:
            message = "this id stands twice" if key else f"this row has no {key_name}"
            remedy = "give each row an id of its own"
            form.problems.append(
                Problem(
                    message,
                    field=sheet.place(row.number, key_name),
                    remedy=remedy,
                    file=sheet.file,
                    line=sheet.line_of(row.number),
                    value=key,
                )
            )
            continue
        found[key] = record or None
        form.places[section, key] = (sheet, row.number)
    return found


def _read_listed(
    section: str, sheet: Sheet, kinds: Mapping[str, str], form: TableForm
) -> list[dict[str, Any]]:
    """Read a section whose records have no ids."""
    columns = _cells_of(_header(sheet, form), kinds)
    for number, row in enumerate(sheet.rows):
        form.places[section, number] = (sheet, row.number)
    return [_fields(sheet, row, columns, form) for row in sheet.rows]


def _read_top(sheet: Sheet, form: TableForm) -> dict[str, Any]:
    columns = _header(sheet, form)
    found: dict[str, Any] = {}
    for row in sheet.rows:
        cells = dict(zip(columns, row.cells, strict=True))
        name, text = cells.get("field", "").strip(), cells.get("value", "").strip()
        if not name or not text:
            continue
        kind = "value" if name.startswith("x-") else TOP_FIELDS.get(name)
        problem = None
        if name in found:
            problem = ("this field stands twice", "remove one of them")
        elif kind is None:
            problem = (
                "this field is not known",
                close_words(name, TOP_FIELDS) or f"use one of {', '.join(TOP_FIELDS)}, or begin it with x-",
            )
        else:
            try:
                found[name] = read_cell(kind, text)
            except CellError as error:
                problem = (error.message, error.remedy)
        if problem is not None:
            form.problems.append(
                Problem(
                    problem[0],
                    field=sheet.place(row.number, "field"),
                    remedy=problem[1],
                    file=sheet.file,
                    line=sheet.line_of(row.number),
                    value=name,
                )
            )
        form.places[name,] = (sheet, row.number)
    return found


# Claims.


def _read_claims(sheet: Sheet, names: CastNames, form: TableForm) -> list[dict[str, Any]]:
    columns = _header(sheet, form)
    for needed in ("kind", "said_by"):
        if needed not in columns:
            remedy = (
                f"add a column `{needed}`; `geomoves new --xlsx FILE.xlsx` writes a table with every column"
            )
            form.problems.append(
                Problem(
                    f"the table has no column `{needed}`",
                    remedy=remedy,
                    file=sheet.file,
                    line=sheet.line_of(sheet.header_row),
                )
            )
    cells = _cells_of(columns, CLAIM_COLUMNS)
    rows = [(row, _fields(sheet, row, cells, form)) for row in sheet.rows]
    for _, claim in rows:
        if "in" not in claim and "url" in claim:
            claim["in"] = claim["url"]
    for section in NAMED:
        columns_of = [name for name, target in NAMED_IN.items() if target == section]
        names.prepare(
            section, (each for _, claim in rows for name in columns_of for each in _listed(claim.get(name)))
        )
    claims: list[dict[str, Any]] = []
    unnamed = 0
    taken: dict[str, int] = {}
    for row, claim in rows:
        for name, section in NAMED_IN.items():
            value = claim.get(name)
            if isinstance(value, str):
                claim[name] = names.id_of(section, value)
            elif isinstance(value, list):
                claim[name] = [
                    names.id_of(section, each) if isinstance(each, str) else each for each in value
                ]
        url = claim.pop("url", None)
        if url is not None:
            _note_url(sheet, row, url, claim.get("in"), names=names, form=form)
        _gather_strength(claim)
        if "id" not in claim:
            unnamed += 1
            claim["id"] = _id_of_content(claim, taken)
        form.places["claims", claim["id"]] = (sheet, row.number)
        form.places["claims", len(claims)] = (sheet, row.number)
        claims.append(claim)
    if unnamed:
        warnings.warn(
            f"{sheet.file}: {unnamed} rows have no id, and got one from what they say: write ids, since one "
            "that is made changes with every word of its row",
            GeomovesWarning,
            stacklevel=5,
        )
    return claims


def _listed(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _note_url(
    sheet: Sheet, row: Row, url: str, document: object, *, names: CastNames, form: TableForm
) -> None:
    """Put the address of a row's document where it belongs."""
    key = str(document or "")
    records = form.plain.get("documents") or names.made.get("documents", {})
    if key not in records:
        return
    record = records[key] = records[key] or {}
    if record.get("title") == url:
        record.pop("title")
    if record.setdefault("url", url) != url:
        remedy = "one document has one address: give each its own in the column `in`"
        form.problems.append(
            Problem(
                f"this document has another address already: {record['url']}",
                field=sheet.place(row.number, "url"),
                remedy=remedy,
                file=sheet.file,
                line=sheet.line_of(row.number),
                value=url,
            )
        )


def _gather_strength(claim: dict[str, Any]) -> None:
    strength = claim.pop("how_many", None)
    beside = {name: claim.pop(name) for name in ("includes", "on_top_of") if name in claim}
    if beside:
        if strength is None:
            strength = {}
        elif not isinstance(strength, dict):
            from geomoves.reports.strength import Strength

            try:
                whole = Strength.model_validate(strength).to_plain()
            except ValueError:
                whole = strength
            strength = whole if isinstance(whole, dict) else {"best": whole}
        strength = {**strength, **beside}
    if strength is not None:
        claim["strength"] = strength


def _id_of_content(claim: Mapping[str, Any], taken: dict[str, int]) -> str:
    content = json.dumps(claim, sort_keys=True, ensure_ascii=False)
    key = f"{slug_of(str(claim.get('kind', 'claim')))}-{hash_of(content)}"
    taken[key] = taken.get(key, 0) + 1
    return key if taken[key] == 1 else f"{key}-{taken[key]}"
