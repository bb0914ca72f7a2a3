"""The picture: layer data, the folium layer, the page, basemap and styles. Only this room knows folium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomoves.first_use import on_first_use

if TYPE_CHECKING:
    from geomoves.maps.context import Context
    from geomoves.maps.drawing import draw_layers, draw_map
    from geomoves.maps.layer import MovementLayer
    from geomoves.maps.map import MovementMap
    from geomoves.maps.viewpoints import PointOfView, points_of_view

__all__ = [
    "Context",
    "MovementLayer",
    "MovementMap",
    "PointOfView",
    "draw_layers",
    "draw_map",
    "points_of_view",
]

__getattr__ = on_first_use(
    __name__,
    {
        "geomoves.maps.context": ("Context",),
        "geomoves.maps.drawing": ("draw_layers", "draw_map"),
        "geomoves.maps.layer": ("MovementLayer",),
        "geomoves.maps.map": ("MovementMap",),
        "geomoves.maps.viewpoints": ("PointOfView", "points_of_view"),
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
