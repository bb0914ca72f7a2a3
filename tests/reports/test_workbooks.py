"""Workbooks and DataFrames: what they hold as text, and what is refused with its cell."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

import geomoves as gm
from geomoves.reports.template import template_bytes
from geomoves.reports.workbook import put_text, workbook_bytes
from tests.reports.bad_tables import HEAD

COLUMNS = HEAD.split(",")
#: A spreadsheet's days have no zone.
DAY = datetime(2024, 10, 18)  # noqa: DTZ001  # as they are
ROW = {"id": "x", "kind": "movement", "said_by": "NIS", "in": "page", "force": "body", "to": "Vladivostok"}


def book(**cells: Any) -> openpyxl.Workbook:
    """Return a workbook with one row, some of whose cells are given as they are."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "claims"
    sheet.append(COLUMNS)
    sheet.append([{**ROW, **cells}.get(name) for name in COLUMNS])
    return made


def saved(made: openpyxl.Workbook, tmp_path: Path) -> Path:
    path = tmp_path / "table.xlsx"
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("cells", "place", "told"),
    [
        ({"when": DAY}, "cell J2", "turned this cell into a date (2024-10-18"),
        ({"when": date(2024, 10, 18)}, "cell J2", "format the column as text"),
        ({"id": DAY}, "cell A2", "turned this cell into a date"),
        ({"note": "=1+1"}, "cell P2", "holds a formula"),
        ({"note": '=WEBSERVICE("http://example.com")'}, "cell P2", "holds a formula"),
        ({"note": 3.25}, "cell P2", "turned this cell into a number"),
        ({"when": 45583}, "cell J2", "no date"),
        ({"how_many": "lots"}, "cell F2", "no figure"),
        ({"to": "(43.1 N, 999 E)"}, "cell H2", "not on Earth"),
        ({"kind": "move"}, "cell B2", "movement"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, cells: dict[str, Any], place: str, told: str) -> None:
    with pytest.raises(gm.InputError) as raised:
        gm.read_dossier(saved(book(**cells), tmp_path))
    (problem,) = raised.value.problems
    assert place in problem.field
    assert told in f"{problem.message} {problem.remedy}"
    assert (problem.line, Path(problem.file).name) == (2, "table.xlsx")


def test_an_error_value_is_named(tmp_path: Path) -> None:
    made = book()
    cell = made.worksheets[0]["P2"]
    cell.value = "#N/A"
    cell.data_type = "e"
    with pytest.raises(gm.InputError, match="holds the error #N/A"):
        gm.read_dossier(saved(made, tmp_path))


def test_a_table_that_a_person_typed(tmp_path: Path) -> None:
    made = book(how_many=1500, when="2024-10-08/2024-10-13", note="'quoted", id=12)
    claim = gm.read_dossier(saved(made, tmp_path)).claims["12"]
    assert claim.strength is not None
    assert claim.strength.best == 1500
    assert claim.note == "'quoted"


def test_a_sheet_with_another_name_is_taken_when_it_is_the_only_one(tmp_path: Path) -> None:
    made = book()
    made.worksheets[0].title = "Tabelle1"
    assert list(gm.read_dossier(saved(made, tmp_path)).claims) == ["x"]
    made.create_sheet("other")
    with pytest.raises(gm.InputError, match="no sheet `claims`"):
        gm.read_dossier(saved(made, tmp_path))


def test_a_cell_beyond_the_columns_is_named(tmp_path: Path) -> None:
    made = book()
    made.worksheets[0]["S2"] = "more"
    with pytest.raises(gm.InputError, match="beyond the last named column"):
        gm.read_dossier(saved(made, tmp_path))


def test_an_empty_workbook(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    with pytest.raises(gm.InputError, match="is empty"):
        gm.read_dossier(saved(made, tmp_path))


def packed(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def _with_entities() -> bytes:
    stream = io.BytesIO()
    book().save(stream)
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    bomb += (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&a11;</t></si></sst>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(out, "w") as again:
        for member in made.infolist():
            text = made.read(member)
            again.writestr(member.filename, bomb if member.filename == "xl/worksheets/sheet1.xml" else text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no .xlsx file"),
        (b"id,kind\n", "no .xlsx file"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old Excel file, or one with a password"),
        (b"PK\x03\x04" + b"\x00" * 600, "damaged"),
        (packed(nothing=b"here"), "broken"),
        (packed(**{f"m{number}": b"" for number in range(2_500)}), "2,500 parts"),
        (packed(xl__workbook=b"\x00" * 30_000_000), "would unpack to 30,000,000 bytes"),
        (_with_entities(), "declares entities"),
    ],
    ids=["empty", "text", "xls", "damaged", "no workbook", "many members", "zip bomb", "entities"],
)
def test_hostile_files(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(content)
    with pytest.raises(gm.GeomovesError, match=told):
        gm.read_dossier(path)


def test_what_a_spreadsheet_would_run_is_written_as_text(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for row, text in enumerate(["=1+1", "+1", "-1", "@a", "\ta", "'a", "_x0041_", "a\rb", "0123"], start=1):
        put_text(made.worksheets[0], row, 1, text)
    again = openpyxl.load_workbook(io.BytesIO(workbook_bytes(made)))
    cells = [again.worksheets[0].cell(row=row, column=1) for row in range(1, 10)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert all(cell.quotePrefix for cell in cells[:6])


def test_the_template_reads_and_offers_words(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    path.write_bytes(template_bytes())
    made = gm.read_dossier(path)
    assert set(made.claims) == {"example-1", "example-2"}
    assert len(gm.build(made).legs) == 1
    again = openpyxl.load_workbook(path)
    sheet = again["claims"]
    lists = {str(each.sqref).split(":")[0]: each.formula1 for each in sheet.data_validations.dataValidation}
    assert '"movement,presence,activity,condition,loss,total,response"' in lists.values()
    assert "=speakers!$A$2:$A$501" in lists.values()
    assert sheet["A50"].number_format == "@"
    assert sheet["B1"].comment is not None
    assert template_bytes() == path.read_bytes(), "the same bytes every time"


def frame(**cells: Any) -> pd.DataFrame:
    return pd.DataFrame([{**ROW, **cells}])


@pytest.mark.parametrize(
    ("cells", "when"),
    [
        ({"when": pd.Timestamp("2024-10-18")}, "2024-10-18"),
        ({"when": date(2024, 10, 18)}, "2024-10-18"),
        ({"when": datetime(2024, 10, 18, 14, tzinfo=UTC)}, "2024-10-18"),
        ({"when": "8–13 October 2024"}, "2024-10-08/2024-10-13"),
        ({"when": None}, None),
        ({"when": pd.NaT}, None),
        ({"when": float("nan")}, None),
    ],
)
def test_a_frame_with_days(cells: dict[str, Any], when: str | None) -> None:
    made = gm.Dossier.from_frame(frame(**cells)).claims["x"]
    assert (made.when.edtf if made.when else None) == when


@pytest.mark.parametrize("number", [1500, 1500.0, np.int64(1500), np.float64(1500), "1,500"])
def test_a_frame_with_numbers(number: object) -> None:
    made = gm.Dossier.from_frame(frame(how_many=number)).claims["x"]
    assert made.strength is not None
    assert made.strength.best == 1500


def test_a_frame_names_row_and_column() -> None:
    rows = pd.DataFrame([ROW, {**ROW, "id": "y", "when": "never"}], index=["first", "second"])
    with pytest.raises(gm.InputError) as raised:
        gm.Dossier.from_frame(rows)
    (problem,) = raised.value.problems
    assert "row 'second', column 'when'" in problem.field
    assert problem.line is None


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"when": DAY.replace(hour=14)}, "needs its zone"),
        ({"note": ["a", "b"]}, "holds a list"),
        ({"note": object()}, "holds a object"),
    ],
)
def test_a_frame_with_what_no_cell_can_hold(cells: dict[str, Any], told: str) -> None:
    with pytest.raises(gm.InputError, match=told):
        gm.Dossier.from_frame(frame(**cells))


def test_a_frame_with_its_other_sections() -> None:
    speakers = pd.DataFrame({"id": ["NIS"], "name": ["The service"], "party": [True]})
    made = gm.Dossier.from_frame(frame(), speakers=speakers)
    assert made.speakers["NIS"].party is True
    with pytest.raises(gm.GeomovesError, match="no such section"):
        gm.Dossier.from_frame(frame(), speaker=speakers)
    with pytest.raises(gm.GeomovesError, match="give a pandas"):
        gm.Dossier.from_frame([ROW])
    with pytest.raises(gm.InputError, match="no claims"):
        gm.Dossier.from_frame(frame().iloc[:0])
