"""The tables of the data block: which columns each has, and how rows become columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["COLUMNS", "DERIVED", "Rows", "Table", "as_columns"]

#: A list, or a `Column` that stands for one.
Table = dict[str, Any]
#: For each table the row of each id.
Rows = Mapping[str, Mapping[str, int]]

#: The columns of every table. A page that reads them passes over those that it does not know.
COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "speakers": "id name country named party note",
        "documents": (
            "id title citation url archived published author publisher language not_taken assumes note"
        ),
        "evidence": "id kind label made_by captured read_by document seen sha256 url note",
        "forces": "id name country echelon part_of note",
        "places": (
            "id name label lon lat kind country admin1 precision radius_km soft bend unnamed roles "
            "chosen not_chosen held_by claimants source"
        ),
        "areas": "id name code rings label_lon label_lat roles scale",
        "story": "text view day_from day_to said select layers",
    }.items()
}

_LEAD = ("claims", "lead")
_LEG_LEAD = ("legs", "lead")
_OF_LEG = {
    "id": "id",
    "force": "force",
    "phase": "phase",
    "mode": "mode",
    "carried_by": "carried_by",
    "low": "low",
    "best": "best",
    "high": "high",
    "strength": "figure",
    "day_from": "when_from",
    "day_to": "when_to",
    "how": "when_how",
    "from_ends": "from",
    "via_ends": "via",
    "to_ends": "to",
}

#: Which columns follow from others (see `geomoves.maps.codec`): claims on one thing say mostly the same of
#: it, a leg says what its claims say, and a day has one name.
DERIVED: dict[tuple[str, ...], tuple[Any, ...]] = {
    **{
        ("claims", name): ("lead", _LEAD)
        for name in (
            "kind phase force from via to at at_one_of mode carried_by condition when_from when_how"
        ).split()
    },
    **{("legs", name): ("like", ("claims", source), _LEG_LEAD) for name, source in _OF_LEG.items()},
    ("claims", "said_to"): ("beside", ("claims", "said_from")),
    ("claims", "said_from"): ("beside", ("claims", "when_to")),
    ("legs", "claims"): ("members", _LEAD, _LEG_LEAD),
    ("questions", "claims"): ("members", _LEAD, ("questions", "lead")),
    ("ends", "words"): ("like", ("places", "name"), ("ends", "place")),
    ("ends", "label"): ("like", ("places", "name"), ("ends", "place")),
    ("places", "label"): ("same", ("places", "name")),
    ("claims", "when_to"): ("beside", ("claims", "when_from")),
    ("claims", "said"): ("by", ("claims", "said_from"), ("claims", "said_to")),
    ("claims", "when"): ("by", ("claims", "when_from"), ("claims", "when_to"), ("claims", "when_how")),
    **{("claims", bound): ("by", ("claims", "figure")) for bound in ("low", "best", "high")},
}


def as_columns(table: str, rows: Iterable[Mapping[str, Any]]) -> Table:
    """Turn rows into the columns of a table of the block.

    Examples
    --------
    >>> nis = dict(id="nis", name="NIS", country="KR", named=True, party=False, note="")
    >>> as_columns("speakers", [nis])["name"]
    ['NIS']
    """
    columns: Table = {name: [] for name in COLUMNS[table]}
    for row in rows:
        assert row.keys() == columns.keys(), (table, row.keys() ^ columns.keys())
        for name, column in columns.items():
            column.append(row[name])
    return columns
