"""Plain data of a dossier → the sheets of its table form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geomoves.reports.cells import join_one_of, write_cell
from geomoves.reports.sections import SECTIONS
from geomoves.reports.tablecolumns import (
    ALWAYS_WRITTEN,
    CLAIM_COLUMNS,
    KEY_COLUMNS,
    LINK_COLUMNS,
    SECTION_KINDS,
    SHEETS,
    STORY_COLUMNS,
    TOP_FIELDS,
)

__all__ = ["write_sheets"]


def write_sheets(plain: Mapping[str, Any]) -> dict[str, tuple[list[str], list[list[str]]]]:
    """Return the sheets of a dossier: by name, columns and rows of cells; those without rows are left out.

    Parameters
    ----------
    plain : mapping
        As `Dossier.to_plain` gives it.
    """
    found = {"claims": _claim_sheet(plain.get("claims", {}))}
    for section, kind in SECTIONS.items():
        if section != "claims" and plain.get(section):
            found[section] = _section_sheet(section, kind.short_form_field or "text", plain[section])
    if plain.get("links"):
        names = [
            *LINK_COLUMNS,
            *sorted({name for link in plain["links"] for name in link if name[:2] == "x-"}),
        ]
        rows = [[_cell(name, link.get(name), {}) for name in names] for link in plain["links"]]
        found["links"] = (names, rows)
    if plain.get("story"):
        steps = [step if isinstance(step, dict) else {"text": step} for step in plain["story"]]
        own = sorted({name for step in steps for name in step if name[:2] == "x-"})
        columns = [*STORY_COLUMNS, *own]
        rows = [[_cell(name, step.get(name), STORY_COLUMNS) for name in columns] for step in steps]
        found["story"] = (columns, rows)
    top = [(name, kind) for name, kind in TOP_FIELDS.items() if name in plain]
    top += [(name, "value") for name in plain if name[:2] == "x-"]
    if top:
        found["dossier"] = (["field", "value"], [[name, write_cell(kind, plain[name])] for name, kind in top])
    return {name: found[name] for name in SHEETS if name in found}


def _claim_sheet(claims: Mapping[str, Any]) -> tuple[list[str], list[list[str]]]:
    records = [_as_row(key, claim) for key, claim in claims.items()]
    used = {name for record in records for name in record}
    columns = [name for name in CLAIM_COLUMNS if name in used or name in ALWAYS_WRITTEN]
    columns += sorted(name for name in used if name[:2] == "x-")
    return columns, [[_cell(name, record.get(name), CLAIM_COLUMNS) for name in columns] for record in records]


def _as_row(key: str, claim: Mapping[str, Any]) -> dict[str, Any]:
    record = {"id": key, **claim}
    strength = record.pop("strength", None)
    if isinstance(strength, dict):
        strength = dict(strength)
        record |= {name: strength.pop(name) for name in ("includes", "on_top_of") if name in strength}
    if strength not in (None, {}):
        record["how_many"] = strength
    one_of = record.get("at_one_of")
    if isinstance(one_of, list) and (cell := join_one_of(one_of)):
        record.pop("at_one_of")
        record["at"] = _Written(cell)
    return record


class _Written(str):
    """A cell that is written already."""

    __slots__ = ()


def _cell(name: str, value: Any, kinds: Mapping[str, str]) -> str:
    if value is None or isinstance(value, _Written):
        return value or ""
    return write_cell("value" if name[:2] == "x-" else kinds.get(name, "text"), value)


def _section_sheet(section: str, short: str, records: Mapping[str, Any]) -> tuple[list[str], list[list[str]]]:
    key = KEY_COLUMNS.get(section, "id")
    plain = [
        (name, record if isinstance(record, dict) else {short: record}) for name, record in records.items()
    ]
    used = {name for _, record in plain for name in record}
    order = [field for _, field in SECTIONS[section].written_names if field in used]
    columns = [*order, *sorted(name for name in used if name[:2] == "x-")]
    rows = [
        [name, *(_cell(column, record.get(column), SECTION_KINDS) for column in columns)]
        for name, record in plain
    ]
    return [key, *columns], rows
