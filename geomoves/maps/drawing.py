"""From a model to its map and its layers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from geomoves.errors import ArgumentError
from geomoves.maps.basemap import basemap_block
from geomoves.maps.block import movement_block
from geomoves.maps.context import Context, context_data
from geomoves.maps.edition import edition_changes
from geomoves.maps.extent import widened
from geomoves.maps.layer import MovementLayer, movement_layers
from geomoves.maps.map import MovementMap
from geomoves.maps.symbols import symbol_tables, viewpoint_of
from geomoves.maps.tiles import tile_basemap
from geomoves.maps.viewpoints import DEFAULT_POINT_OF_VIEW, point_of_view_named
from geomoves.memory import uncollected
from geomoves.movement.model import MovementModel
from geomoves.reports import Dossier

__all__ = ["draw_layers", "draw_map"]

#: Nobody's borders of today fit a war before this year.
_BORDERS_SINCE = 1945
_OWN_BASEMAPS = ("offline", "none")


@uncollected()
def draw_map(
    model: MovementModel,
    *,
    title: str | None = None,
    basemap: str | Mapping[str, Any] = "offline",
    point_of_view: str = DEFAULT_POINT_OF_VIEW,
    borders: bool | None = None,
    language: str = "en",
    height: str = "640px",
    since: MovementModel | Dossier | str | os.PathLike[str] | None = None,
    context: Context | Iterable[Context] = (),
    symbols: bool = False,
    symbols_viewpoint: str | Mapping[str, Any] | None = None,
) -> MovementMap:
    """Draw a model as a folium map that saves itself as one offline page.

    Parameters
    ----------
    model : MovementModel
        What to draw.
    title : str or None
        The map's title; the dossier's by default.
    basemap : {"offline", "none"} or a provider of tiles
        Natural Earth around the data, or plain ground. The name of one of xyzservices' providers, such as
        "OpenStreetMap.Mapnik", or such a provider itself: then the map shows its tiles, from the network.
    point_of_view : str
        Whose view of the borders is drawn (see `geomoves.maps.points_of_view`); it is written on the map.
    borders : bool or None
        Whether borders are drawn; by default not when all dated claims end before 1945, or when none has a
        date and all documents are older.
    language : str
        Of every word of the page and, where the gazetteer has them, of the names of places; what the
        dossier says itself stays as it is (see `geomoves.wording.languages`).
    height : str
        Of the map in a notebook, as CSS has it.
    since : MovementModel, Dossier, str, path-like or None
        An earlier edition of the dossier, or where it is: the map then lists what changed since, and marks
        the claims that are new or changed.
    context : Context or iterable of Context
        Front lines, occupied areas and the like, drawn below the movements; the first one lowest.
    symbols : bool
        Whether forces whose `symbol` the dossier states are shown with it (MIL-STD-2525, APP-6), dashed where
        they are expected or intended. Needs the extra ``geomoves[symbols]``.
    symbols_viewpoint : str, mapping or None
        Whose eyes the symbols' frames are seen with: a country's code, which is friend then, or a mapping of
        ``friend``, ``hostile`` and ``neutral`` to codes. Without it all frames are alike.

    Returns
    -------
    MovementMap
        A folium map.

    Raises
    ------
    ArgumentError
        An option is none of the values that it takes.
    DossierError, FileAccessError
        The earlier edition cannot be read.
    AssetError
        Symbols are asked for and the package that draws them is not installed.

    Warns
    -----
    GeomovesWarning
        The map shows tiles, and so needs the network.
    """
    ground: Any = None if basemap in _OWN_BASEMAPS else tile_basemap(basemap)
    # A wrong word is refused even where there is no border that it would change.
    point_of_view_named(point_of_view)
    block = movement_block(model, title=title, language=language, point_of_view=point_of_view)
    viewpoint = viewpoint_of(symbols_viewpoint)
    if viewpoint is not None and not symbols:
        raise ArgumentError("symbols_viewpoint", "no symbols are asked for", "add symbols=True")
    if symbols:
        block |= symbol_tables(model.dossier, viewpoint)
    if since is not None:
        block |= edition_changes(model, since)
    if basemap == "offline":
        if borders is None:
            borders = not _before(model, _BORDERS_SINCE)
        ground = basemap_block(
            widened(block["view"]), point_of_view=point_of_view, borders=borders, language=language
        )
    below = context_data(context)
    return MovementMap(
        block,
        basemap_block=ground,
        language=language,
        height=height,
        context_block=below if below["layers"] else None,
    )


def draw_layers(
    model: MovementModel, *, point_of_view: str = DEFAULT_POINT_OF_VIEW, language: str = "en"
) -> list[MovementLayer]:
    """Return the model's layers, each of which adds to any folium map.

    Parameters
    ----------
    model : MovementModel
        What to draw.
    point_of_view : str
        Whose view of the borders the outlines of countries follow.
    language : str
        Of the words.

    Returns
    -------
    list of MovementLayer
        Places by role, movements by phase, losses, activity: those that hold something.
    """
    point_of_view_named(point_of_view)
    block = movement_block(model, language=language, point_of_view=point_of_view)
    return movement_layers(block, language=language)


def _before(model: MovementModel, year: int) -> bool:
    """Whether everything ended before a year: all that is dated, or else all that it was read in."""
    # Many claims share their times.
    claimed = [when for when in model.records.columns.claims["when"].cells if when and when.dated]
    published = [each.published for each in model.dossier.documents.values() if each.published]
    days = [when.latest or when.earliest for when in claimed or published]
    return bool(days) and all(day is not None and day.year < year for day in days)
