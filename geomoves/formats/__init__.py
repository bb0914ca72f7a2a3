"""Exchange: dossiers from what other programs and other times have written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomoves.first_use import on_first_use

if TYPE_CHECKING:
    from geomoves.formats.orbat_mapper import NotCarried, read_orbat_mapper
    from geomoves.formats.tracks import TrackPoint, parse_track_table, track_claims

__all__ = ["NotCarried", "TrackPoint", "parse_track_table", "read_orbat_mapper", "track_claims"]

_HOMES = {
    "geomoves.formats.orbat_mapper": ("NotCarried", "read_orbat_mapper"),
    "geomoves.formats.tracks": ("TrackPoint", "parse_track_table", "track_claims"),
}

__getattr__ = on_first_use(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
