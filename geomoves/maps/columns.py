"""The tables of the data block: which columns each has, and how rows become columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["COLUMNS", "Table", "as_columns"]

Table = dict[str, list[Any]]

_STRENGTH = "low best high strength"
_DAYS = "day_from day_to how when"

#: The columns of every table. A page that reads them passes over those that it does not know.
COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "speakers": "id name country named party",
        "documents": "id title citation url archived published author publisher not_taken assumes note",
        "evidence": "id kind label made_by captured read_by document seen sha256 url note",
        "forces": "id name country echelon part_of note",
        "claims": (
            "id kind phase stance force said_by through attribution document sentence words hedge note "
            "condition said said_from said_to when when_from when_to when_how strength questions evidence "
            "responses links about off_map"
        ),
        "places": (
            "id name label lon lat kind country admin1 precision radius_km soft bend unnamed roles claims "
            "chosen "
            "not_chosen held_by claimants source"
        ),
        "areas": "id name code rings label_lon label_lat roles claims scale",
        "legs": (
            "id force force_name phase mode carried_by from to from_words to_words from_area to_area path "
            f"stub support disputed {_STRENGTH} part_of {_DAYS} inferred claims"
        ),
        "presences": (
            "id force phase places areas one_of label share share_basis support disputed "
            f"{_STRENGTH} {_DAYS} claims"
        ),
        "events": f"id kind place area force label phase support disputed {_STRENGTH} {_DAYS} claims",
        "questions": "id text reason support figures claims contested",
        "story": "text view day_from day_to said select layers",
    }.items()
}


def as_columns(table: str, rows: Iterable[Mapping[str, Any]]) -> Table:
    """Turn rows into the columns of a table of the block.

    Examples
    --------
    >>> as_columns("speakers", [dict(id="nis", name="NIS", country="KR", named=True, party=False)])["name"]
    ['NIS']
    """
    columns: Table = {name: [] for name in COLUMNS[table]}
    for row in rows:
        assert row.keys() == columns.keys(), (table, row.keys() ^ columns.keys())
        for name, column in columns.items():
            column.append(row[name])
    return columns
