"""The columns of the table form, and what the cells of each hold."""

from __future__ import annotations

from geomoves.reports.sections import SECTIONS

__all__ = [
    "ALWAYS_WRITTEN",
    "CLAIM_COLUMNS",
    "KEY_COLUMNS",
    "LINK_COLUMNS",
    "SECTION_KINDS",
    "SHEETS",
    "STORY_COLUMNS",
    "TOP_FIELDS",
    "empty_columns",
    "known_columns",
]

#: Columns of the claims' sheet in their order, each with what its cells hold (see `read_cell`).
CLAIM_COLUMNS: dict[str, str] = {
    "id": "text",
    "kind": "text",
    "said_by": "text",
    "through": "names",
    "attribution": "text",
    "said": "when",
    "in": "text",
    "url": "text",
    "force": "text",
    "how_many": "strength",
    "includes": "ids",
    "on_top_of": "ids",
    "from": "ends",
    "via": "ends",
    "to": "ends",
    "at": "ends",
    "at_one_of": "ends",
    "mode": "text",
    "carried_by": "text",
    "when": "when",
    "phase": "text",
    "condition": "text",
    "cause": "text",
    "about": "ids",
    "stance": "text",
    "role": "roles",
    "words": "text",
    "hedge": "text",
    "evidence": "ids",
    "answers": "text",
    "bears_on": "ids",
    "independent_because": "value",
    "grade": "text",
    "note": "text",
    "sequence": "text",
    "withdrawn": "withdrawn",
}
#: Columns that every table has, also where no claim states them: the words of the form.
ALWAYS_WRITTEN = (
    "id", "kind", "said_by", "through", "said", "in", "force", "how_many", "from", "via", "to", "at", "mode",
    "when", "phase", "about", "stance", "role", "words", "hedge", "note",
)  # fmt: skip
#: By section, the columns whose cells are no mere text; in every section.
SECTION_KINDS = {
    "published": "when", "captured": "when", "on": "when", "apart_from": "ids", "held_by": "value",
    "role": "roles",
}  # fmt: skip
KEY_COLUMNS = {"places": "place"}
#: The sheets of a workbook, in their order.
SHEETS = (
    "claims",
    "documents",
    "speakers",
    "evidence",
    "forces",
    "places",
    "questions",
    "links",
    "story",
    "dossier",
)
#: Columns of the story's sheet, a step a row, each with what its cells hold.
STORY_COLUMNS = {
    "text": "text", "view": "names", "time": "when", "said_by_day": "when", "select": "text",
    "layers": "names",
}  # fmt: skip
LINK_COLUMNS = ("a", "kind", "b", "because")
TOP_FIELDS = {"title": "text", "description": "text", "as_of": "when", "theatre": "countries"}


def known_columns(section: str) -> frozenset[str]:
    """Return the names of the columns that a sheet may have, beside those that begin with x-."""
    if section == "claims":
        return frozenset(CLAIM_COLUMNS)
    if section == "links":
        return frozenset(LINK_COLUMNS)
    if section == "story":
        return frozenset(STORY_COLUMNS)
    if section == "dossier":
        return frozenset({"field", "value"})
    key = KEY_COLUMNS.get(section, "id")
    return SECTIONS[section].known_fields | {key}


def empty_columns(section: str) -> tuple[str, ...]:
    """Return the header of a sheet that says nothing."""
    if section == "links":
        return LINK_COLUMNS
    if section == "story":
        return tuple(STORY_COLUMNS)
    if section == "dossier":
        return ("field", "value")
    return (KEY_COLUMNS.get(section, "id"),)
