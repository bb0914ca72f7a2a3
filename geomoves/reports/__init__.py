"""Who said what: the dossier, its records, and reading and writing it.

The names below are handed on when they are first used, so that what needs only one of them (days,
words) does not wait for the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomoves.first_use import on_first_use

if TYPE_CHECKING:
    from geomoves.reports.allen import relations
    from geomoves.reports.cast import Document, Evidence, Force, Question, Speaker
    from geomoves.reports.castnames import slug_of
    from geomoves.reports.claims import Claim, Link, Withdrawn
    from geomoves.reports.days import (
        Stretch,
        day_label,
        day_number,
        from_day_number,
        parse_stretch,
        stretch_label,
    )
    from geomoves.reports.dossier import FORMAT_VERSION, SECTIONS, Dossier
    from geomoves.reports.editions import Change, Changes, compare_editions
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

__all__ = [
    "AUTHOR_BASIS",
    "FORMAT_VERSION",
    "PLACE_ROLES_OF_ARRIVAL",
    "ROLES_THAT_MUST_BE_SAID",
    "SECTIONS",
    "Attribution",
    "Basis",
    "Change",
    "Changes",
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
    "Withdrawn",
    "compare_editions",
    "day_label",
    "day_number",
    "dossier_schema",
    "from_day_number",
    "number_label",
    "parse_stretch",
    "read_dossier",
    "relations",
    "slug_of",
    "stretch_label",
]

_HOMES = {
    "geomoves.reports.castnames": ("slug_of",),
    "geomoves.reports.cast": ("Document", "Evidence", "Force", "Question", "Speaker"),
    "geomoves.reports.claims": ("Claim", "Link", "Withdrawn"),
    "geomoves.reports.days": (
        "Stretch",
        "day_label",
        "day_number",
        "from_day_number",
        "parse_stretch",
        "stretch_label",
    ),
    "geomoves.reports.dossier": ("FORMAT_VERSION", "SECTIONS", "Dossier"),
    "geomoves.reports.editions": ("Change", "Changes", "compare_editions"),
    "geomoves.reports.ends": ("End", "HeldBy", "RoleNote"),
    "geomoves.reports.reading": ("read_dossier",),
    "geomoves.reports.record": ("Record",),
    "geomoves.reports.allen": ("relations",),
    "geomoves.reports.schema": ("dossier_schema",),
    "geomoves.reports.strength": ("Strength", "number_label"),
    "geomoves.reports.theatre": ("Theatre",),
    "geomoves.reports.vocabulary": (
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
    "geomoves.reports.when": ("When",),
}

__getattr__ = on_first_use(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
