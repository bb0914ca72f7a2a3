"""Names → places: the gazetteer, offline and with its reasons.

Names are handed on when they are first used: who looks one name up waits for nothing else.
"""

from __future__ import annotations

from geomoves.first_use import on_first_use as _on_first_use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from geomoves.places.countries import country_name
    from geomoves.places.gazetteer import Gazetteer
    from geomoves.places.local import local_name, local_place
    from geomoves.places.place import Candidate, Mention, Name, Place, Resolution

__all__ = [
    "Candidate",
    "Gazetteer",
    "Mention",
    "Name",
    "Place",
    "Resolution",
    "country_name",
    "local_name",
    "local_place",
]

__getattr__ = _on_first_use(
    __name__,
    {
        "geomoves.places.countries": ("country_name",),
        "geomoves.places.gazetteer": ("Gazetteer",),
        "geomoves.places.local": ("local_name", "local_place"),
        "geomoves.places.place": ("Candidate", "Mention", "Name", "Place", "Resolution"),
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
