"""Names → places: the gazetteer, offline and with its reasons.

Importing this room loads nothing but the standard library.
"""

from __future__ import annotations

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
