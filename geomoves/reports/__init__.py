"""Who said what: the dossier, its records, and reading and writing it.

The names below are handed on when they are first used, so that what needs only one of them (days,
words) does not wait for the rest.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomoves.reports.cast import Document, Evidence, Force, Question, Speaker
    from geomoves.reports.claims import Claim, Link
    from geomoves.reports.days import (
        Stretch,
        day_label,
        day_number,
        from_day_number,
        parse_stretch,
        stretch_label,
    )
    from geomoves.reports.dossier import FORMAT_VERSION, SECTIONS, Dossier
    from geomoves.reports.ends import End, HeldBy, RoleNote
    from geomoves.reports.reading import read_dossier
    from geomoves.reports.record import Record
    from geomoves.reports.schema import dossier_schema
    from geomoves.reports.strength import Strength, number_label
    from geomoves.reports.theatre import Theatre
    from geomoves.reports.vocabulary import (
        AUTHOR_BASIS,
        PLACE_ROLES_OF_ARRIVAL,
        ROLES_THAT_MUST_BE_SAID,
        Attribution,
        Basis,
        How,
        Kind,
        LinkKind,
        Mode,
        Phase,
        Role,
        Stance,
    )
    from geomoves.reports.when import When

_HOMES = {
    "cast": ("Document", "Evidence", "Force", "Question", "Speaker"),
    "claims": ("Claim", "Link"),
    "days": ("Stretch", "day_label", "day_number", "from_day_number", "parse_stretch", "stretch_label"),
    "dossier": ("FORMAT_VERSION", "SECTIONS", "Dossier"),
    "ends": ("End", "HeldBy", "RoleNote"),
    "reading": ("read_dossier",),
    "record": ("Record",),
    "schema": ("dossier_schema",),
    "strength": ("Strength", "number_label"),
    "theatre": ("Theatre",),
    "vocabulary": (
        "AUTHOR_BASIS",
        "PLACE_ROLES_OF_ARRIVAL",
        "ROLES_THAT_MUST_BE_SAID",
        "Attribution",
        "Basis",
        "How",
        "Kind",
        "LinkKind",
        "Mode",
        "Phase",
        "Role",
        "Stance",
    ),
    "when": ("When",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "AUTHOR_BASIS",
    "FORMAT_VERSION",
    "PLACE_ROLES_OF_ARRIVAL",
    "ROLES_THAT_MUST_BE_SAID",
    "SECTIONS",
    "Attribution",
    "Basis",
    "Claim",
    "Document",
    "Dossier",
    "End",
    "Evidence",
    "Force",
    "HeldBy",
    "How",
    "Kind",
    "Link",
    "LinkKind",
    "Mode",
    "Phase",
    "Question",
    "Record",
    "Role",
    "RoleNote",
    "Speaker",
    "Stance",
    "Strength",
    "Stretch",
    "Theatre",
    "When",
    "day_label",
    "day_number",
    "dossier_schema",
    "from_day_number",
    "number_label",
    "parse_stretch",
    "read_dossier",
    "stretch_label",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
