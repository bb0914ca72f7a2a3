"""Maps of reported troop movements, where every arrow has a source.

>>> import geomoves as gm
>>> dossier = gm.read_dossier("examples/dprk-2024.yaml")  # doctest: +SKIP
>>> gm.build(dossier).map().save("map.html")  # doctest: +SKIP

Names are handed on when they are first used, so that importing geomoves costs next to nothing.
"""

from __future__ import annotations

from geomoves.first_use import on_first_use as _on_first_use

__version__ = "0.1.0"

# As in `typing`, which takes longer to import than all of this.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from geomoves.errors import GeomovesError, GeomovesWarning, InputError, Problem
    from geomoves.maps import Context, MovementLayer, MovementMap, points_of_view
    from geomoves.movement import Movement, MovementModel, build
    from geomoves.places import Candidate, Gazetteer, Mention, Name, Place, Resolution
    from geomoves.reports import (
        Change,
        Changes,
        Claim,
        Document,
        Dossier,
        End,
        Evidence,
        Force,
        HeldBy,
        Link,
        Question,
        RoleNote,
        Speaker,
        Strength,
        Theatre,
        When,
        Withdrawn,
        compare_editions,
        dossier_schema,
        read_dossier,
    )

__all__ = [
    "Candidate",
    "Change",
    "Changes",
    "Claim",
    "Context",
    "Document",
    "Dossier",
    "End",
    "Evidence",
    "Force",
    "Gazetteer",
    "GeomovesError",
    "GeomovesWarning",
    "HeldBy",
    "InputError",
    "Link",
    "Mention",
    "Movement",
    "MovementLayer",
    "MovementMap",
    "MovementModel",
    "Name",
    "Place",
    "Problem",
    "Question",
    "Resolution",
    "RoleNote",
    "Speaker",
    "Strength",
    "Theatre",
    "When",
    "Withdrawn",
    "__version__",
    "build",
    "compare_editions",
    "dossier_schema",
    "points_of_view",
    "read_dossier",
]

_ROOMS = {
    "geomoves.errors": ("GeomovesError", "GeomovesWarning", "InputError", "Problem"),
    "geomoves.places": ("Candidate", "Gazetteer", "Mention", "Name", "Place", "Resolution"),
    "geomoves.reports": (
        "Change",
        "Changes",
        "Claim",
        "Document",
        "Dossier",
        "End",
        "Evidence",
        "Force",
        "HeldBy",
        "Link",
        "Question",
        "RoleNote",
        "Speaker",
        "Strength",
        "Theatre",
        "When",
        "Withdrawn",
        "compare_editions",
        "dossier_schema",
        "read_dossier",
    ),
    "geomoves.movement": ("Movement", "MovementModel", "build"),
    "geomoves.maps": ("Context", "MovementLayer", "MovementMap", "points_of_view"),
}

__getattr__ = _on_first_use(__name__, _ROOMS)


def __dir__() -> list[str]:
    return sorted(__all__)
