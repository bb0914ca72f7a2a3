"""The workbook that ``geomoves new --xlsx`` writes: text cells, pick lists, and a note on every column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_args

from geomoves.reports.sheets import column_letters
from geomoves.reports.tablecolumns import CLAIM_COLUMNS, SHEETS, STORY_COLUMNS
from geomoves.reports.vocabulary import Attribution, Kind, LinkKind, Mode, Phase, Stance
from geomoves.reports.workbook import new_workbook, put_text, workbook_bytes, write_header

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["template_bytes"]

#: Rows that are formatted as text and have pick lists: more can be copied from them.
_ROWS = 500
_SHEETS: dict[str, tuple[str, ...]] = {
    "claims": tuple(name for name in CLAIM_COLUMNS if name not in ("url", "at_one_of")),
    "documents": (
        "id", "title", "author", "publisher", "published", "url", "archived", "citation", "not_taken", "note",
    ),
    "speakers": ("id", "name", "country", "named", "party", "note"),
    "evidence": ("id", "kind", "what", "made_by", "read_by", "in", "captured", "seen", "url", "note"),
    "forces": ("id", "name", "country", "echelon", "symbol", "part_of", "apart_from", "named_unit", "note"),
    "places": ("place", "id", "country", "admin1", "lon", "lat", "radius_km"),
    "questions": ("id", "text", "note"),
    "links": ("a", "kind", "b", "because"),
    "story": tuple(STORY_COLUMNS),
    "dossier": ("field", "value"),
}  # fmt: skip
#: By sheet and column, the words to pick from, or the sheet whose ids they are.
_PICKS: dict[tuple[str, str], tuple[str, ...] | str] = {
    ("claims", "kind"): get_args(Kind),
    ("claims", "phase"): get_args(Phase),
    ("claims", "stance"): get_args(Stance),
    ("claims", "attribution"): get_args(Attribution),
    ("claims", "mode"): get_args(Mode),
    ("claims", "said_by"): "speakers",
    ("claims", "in"): "documents",
    ("claims", "force"): "forces",
    ("claims", "carried_by"): "forces",
    ("claims", "answers"): "questions",
    ("links", "kind"): get_args(LinkKind),
    ("links", "a"): "claims",
    ("links", "b"): "claims",
    ("speakers", "named"): ("true", "false"),
    ("speakers", "party"): ("true", "false"),
    ("forces", "part_of"): "forces",
    ("forces", "named_unit"): ("true", "false"),
    ("evidence", "kind"): ("image", "video", "track"),
    ("evidence", "in"): "documents",
    ("evidence", "seen"): ("true", "false"),
}
_NOTES: dict[str, str] = {
    "id": "A permanent id: letters, digits, dot, hyphen, underscore. Never reuse one.",
    "kind": "What is said: that something moved, was there, was lost, how many in all …",
    "said_by": "The voice nearest to the event: an id of the sheet speakers. A second voice is a second row.",
    "through": "Voices between it and the document, in order: A + B.",
    "said": "When it was said: 2024-10-18, or 8–13 October 2024.",
    "in": "The document that holds it: an id of the sheet documents.",
    "force": "The body of troops it speaks of: an id of the sheet forces.",
    "how_many": "As the text says: 1500, about 1,500, up to 12,000, several thousand, four brigades.",
    "from": "Where it set out. Empty when the text does not say. A + B: all of them. ? words: not locatable.",
    "via": "Where it passed, in order: A + B.",
    "to": "Where it ended, or is to end.",
    "at": "Where it was: A + B all of them (shares unknown), A / B one of them.",
    "when": "When it happened: 2024-10-18, 2024-10-08/2024-10-13, early October 2024, the past week.",
    "phase": "happened; under way; expected (a forecast); intended (somebody's plan).",
    "about": "Of a response: the claims or questions that it is about.",
    "stance": "Of a response; only `denies` is a denial.",
    "role": "`staging: by the author: why`, or `staging: said: the words`.",
    "words": "A few words of the source.",
    "hedge": "The speaker's own softener: indications of, suggesting.",
    "answers": "The named question that the figure answers: an id of the sheet questions.",
    "sequence": "Its place among the claims of its force, where days do not tell: 1 before 2.",
    "withdrawn": "Taken back by you: `2024-10-20: what was wrong`. The row stays.",
    "because": "Why, as a reader should see it.",
    "place": "The name as the claims write it.",
    "text": "A question as a reader should see it, or what you say at a step of the story.",
    "view": "What the map shows: places as the claims write them, A + B; or [west, south, east, north].",
    "time": "The days that the step looks at; ../2024-10-18 is everything up to a day. Empty: all dates.",
    "said_by_day": "Only what had been said by this day.",
    "select": "The claim, force or place whose card is open.",
    "layers": "The layers that are on: bases + happened. Empty: all.",
}
_EXAMPLES: dict[str, list[dict[str, str]]] = {
    "claims": [
        {
            "id": "example-1", "kind": "movement", "said_by": "service", "said": "2024-10-18", "in": "report",
            "force": "soldiers", "how_many": "1500", "to": "Vladivostok", "mode": "sea", "phase": "happened",
            "when": "2024-10-08/2024-10-13", "note": "An example: write over it or delete it.",
        },
        {
            "id": "example-2", "kind": "presence", "said_by": "service", "said": "2024-10-18", "in": "report",
            "force": "soldiers", "at": "Vladivostok + Ussuriysk", "phase": "happened", "when": "2024-10-18",
        },
    ],
    "documents": [{"id": "report", "title": "A report", "published": "2024-10-18", "citation": "Its place"}],
    "speakers": [{"id": "service", "name": "The service"}],
    "forces": [{"id": "soldiers", "name": "Soldiers", "country": "KP"}],
    "dossier": [
        {"field": "title", "value": "The title of the dossier"},
        {"field": "as_of", "value": "2024-10-18"},
        {"field": "theatre", "value": "KP + RU"},
    ],
}  # fmt: skip


def template_bytes() -> bytes:
    """Return the template as the bytes of an .xlsx file, which reads as a dossier without a problem.

    Examples
    --------
    >>> template_bytes()[:2]
    b'PK'
    """
    book = new_workbook()
    for name in SHEETS:
        sheet = book.create_sheet(name)
        columns = _SHEETS[name]
        write_header(sheet, columns)
        _explain(sheet, columns)
        _format_as_text(sheet, len(columns))
        for row, example in enumerate(_EXAMPLES.get(name, ()), start=2):
            for column, text in example.items():
                put_text(sheet, row, columns.index(column) + 1, text)
        for index, column in enumerate(columns):
            if (pick := _PICKS.get((name, column))) is not None:
                _offer(sheet, index, pick)
    return workbook_bytes(book)


def _explain(sheet: Worksheet, columns: Sequence[str]) -> None:
    from openpyxl.comments import Comment

    for index, column in enumerate(columns, start=1):
        if note := _NOTES.get(column):
            comment = Comment(note, "geomoves")
            comment.width, comment.height = 320, 90
            sheet.cell(row=1, column=index).comment = comment


def _format_as_text(sheet: Worksheet, columns: int) -> None:
    """Make the empty rows text, or the program turns what is typed into dates and numbers."""
    for row in range(2, _ROWS + 2):
        for column in range(1, columns + 1):
            sheet.cell(row=row, column=column).number_format = "@"


def _offer(sheet: Worksheet, index: int, pick: tuple[str, ...] | str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    formula = f"={pick}!$A$2:$A${_ROWS + 1}" if isinstance(pick, str) else f'"{",".join(pick)}"'
    validation: Any = DataValidation(type="list", formula1=formula, allow_blank=True)
    # Ids may be typed before their sheet knows them; the check tells.
    validation.showErrorMessage = not isinstance(pick, str)
    validation.error = "Pick a word from the list."
    letters = column_letters(index)
    validation.add(f"{letters}2:{letters}{_ROWS + 1}")
    sheet.add_data_validation(validation)
