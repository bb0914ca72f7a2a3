"""What somebody else put into a map of ours: which elements, and what they would load."""

from __future__ import annotations

import html.parser
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from branca.element import Element, Figure, Link
from folium import features, raster_layers, vector_layers
from folium import map as folium_map

from geomoves.errors import shorten
from geomoves.maps.layer import FixedText, MovementLayer

if TYPE_CHECKING:
    from folium.folium import Map

__all__ = ["ForeignElement", "foreign_elements", "needs_folium_page"]

# Fields that folium's elements keep the address of something to load in, relative ones included.
_ADDRESS_FIELDS: Final = frozenset({"embed_link", "icon_image", "image", "src", "tiles", "url", "urls"})
# An attribution's links are for reading.
_LINK_FIELDS: Final = frozenset({"attr", "attribution"})
_LOADING_TAGS: Final = frozenset(
    "audio embed frame iframe image img input link object script source track video".split()
)
_LOADING_ATTRIBUTES: Final = frozenset({"data", "href", "poster", "src", "srcset", "xlink:href"})
_ADDRESS: Final = re.compile(r"(?:https?:)?//\S+", re.IGNORECASE)
_STYLE_ADDRESS: Final = re.compile(r"url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
_DEEPEST: Final = 6
_REMARKS: Final = {"LayerControl": "the page has a layer control of its own: leave this one out"}

# These draw with Leaflet alone. Others may want jQuery, Bootstrap or icon fonts, which folium always loads.
_LEAFLET_ALONE: Final = (
    raster_layers.TileLayer,
    raster_layers.WmsTileLayer,
    raster_layers.ImageOverlay,
    vector_layers.PolyLine,
    vector_layers.Polygon,
    vector_layers.Rectangle,
    vector_layers.Circle,
    vector_layers.CircleMarker,
    features.ColorLine,
    folium_map.FeatureGroup,
    folium_map.FitBounds,
    folium_map.LayerControl,
    folium_map.Marker,
    folium_map.Tooltip,
)


@dataclass(frozen=True, slots=True)
class ForeignElement:
    """An element that is not ours.

    Parameters
    ----------
    kind : str
        Its class.
    name : str
        Its name: the one that its maker gave it, else folium's.
    addresses : tuple of str
        What it would load, as far as its fields say.
    leaflet_alone : bool
        Whether it draws with Leaflet and nothing else.
    """

    kind: str
    name: str
    addresses: tuple[str, ...]
    leaflet_alone: bool

    def __str__(self) -> str:
        text = f"{self.kind} {self.name}"
        if self.kind in _REMARKS:
            text += f" ({_REMARKS[self.kind]})"
        if self.addresses:
            text += ", which would load " + ", ".join(self.addresses)
        return text


def foreign_elements(figure: Figure, own: Map) -> list[ForeignElement]:
    """Return everything in `figure` that is neither the map `own` nor one of its movement layers.

    Nothing is rendered for it: a foreign element's text may be a template that runs.

    Parameters
    ----------
    figure : branca.element.Figure
        The root.
    own : folium.Map
        Our map in it.

    Returns
    -------
    list of ForeignElement
        In the order in which they would be drawn.
    """
    found = [
        _described(element)
        for part in (figure.header, figure.html, figure.script)
        for name, element in part._children.items()  # noqa: SLF001  # branca gives no other way in
        if not _is_ours(element) and not _is_charset(name, element)
    ]
    for kind, links in (("JavascriptLink", own.default_js), ("CssLink", own.default_css)):
        found += [ForeignElement(kind, shorten(name), (url,), leaflet_alone=False) for name, url in links]
    for child in figure._children.values():  # noqa: SLF001
        if child is own:
            found += _below(child)
        else:
            found += [_described(child), *_below(child)]
    return found


def needs_folium_page(elements: Iterable[ForeignElement]) -> bool:
    """Return whether any of `elements` may want what folium loads beside Leaflet."""
    return not all(element.leaflet_alone for element in elements)


def _below(element: Element) -> Iterator[ForeignElement]:
    for child in element._children.values():  # noqa: SLF001
        if not _is_ours(child):
            yield _described(child)
        yield from _below(child)


def _is_ours(element: Element) -> bool:
    # Not isinstance: what a subclass would draw is not ours to vouch for.
    return type(element) in {MovementLayer, FixedText}


def _is_charset(name: str, element: Element) -> bool:
    # branca puts this one into every figure.
    return name == "meta_http" and "charset=UTF-8" in (element._template_str or "")  # noqa: SLF001


def _described(element: Element) -> ForeignElement:
    given = getattr(element, "layer_name", None) or getattr(element, "tile_name", None)
    name = element.get_name()
    if isinstance(given, str) and given != name:
        name = f"{shorten(given)} ({name})"
    addresses = dict.fromkeys(_addresses(element))
    alone = type(element) in _LEAFLET_ALONE and getattr(element, "icon", None) is None
    return ForeignElement(type(element).__name__, name, tuple(addresses), leaflet_alone=alone)


def _addresses(element: Element) -> Iterator[str]:
    if isinstance(element, Link):
        yield element.url
    for _name, url in (*getattr(element, "default_js", ()), *getattr(element, "default_css", ())):
        yield url
    yield from _in_fields(vars(element), 0)


def _in_fields(fields: Mapping[Any, Any], depth: int) -> Iterator[str]:
    for name, value in fields.items():
        # Children are described on their own.
        if name in {"_parent", "_children", "_template"} or name in _LINK_FIELDS:
            continue
        if name in _ADDRESS_FIELDS and isinstance(value, str) and not value.startswith("data:"):
            yield value
        else:
            yield from _in_value(value, depth)


def _in_value(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield from _in_text(value)
    elif isinstance(value, Mapping):
        yield from _in_fields(value, depth + 1)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _in_value(item, depth + 1)
    elif isinstance(value, Element) and value._parent is not None:  # noqa: SLF001
        # A popup keeps its content in parts that are no children of it.
        for child in (value, *value._children.values()):  # noqa: SLF001
            yield from _in_fields(vars(child), depth + 1)


def _in_text(text: str) -> Iterator[str]:
    if _ADDRESS.fullmatch(text):
        yield text
    elif "<" in text:
        reader = _LoadingReader()
        reader.feed(text)
        yield from reader.found


class _LoadingReader(html.parser.HTMLParser):
    """Finds what a browser would load for a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if not value or value.startswith(("data:", "#")):
                continue
            if name == "style":
                self.found += _STYLE_ADDRESS.findall(value)
            elif tag in _LOADING_TAGS and name in _LOADING_ATTRIBUTES:
                self.found.append(value)

    def handle_data(self, data: str) -> None:
        # The content of a style element.
        self.found += _STYLE_ADDRESS.findall(data)
