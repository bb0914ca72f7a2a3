"""The movement layers for any folium map.

branca compiles what an element renders a second time, as a template, so a user's text that folium renders can
run. Nothing of ours takes that way: a `FixedText` renders to itself, and what it holds is a constant of ours,
base64, or an id made of a hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, get_args

from branca.element import Element, Figure
from folium.folium import Map
from folium.map import Layer

from geomoves.errors import ArgumentError, GeomovesError
from geomoves.maps import assets
from geomoves.maps.packing import PackedData, pack
from geomoves.maps.page import data_element, script, style
from geomoves.markup import Node, serialise
from geomoves.reports import vocabulary
from geomoves.wording import plain_words

__all__ = ["LAYER_KEYS", "FixedText", "MovementLayer", "movement_layers"]

#: In the order in which they are listed.
LAYER_KEYS: Final = get_args(vocabulary.Layer)

_ROLE_LAYERS: Final = {
    "origin": "origins",
    "transit": "transits",
    "stationed": "bases",
    "training": "bases",
    "assembly": "bases",
    "staging": "bases",
    "destination": "destinations",
}
_EVENT_LAYERS: Final = {"loss": "losses", "activity": "activity"}
# folium's layer control sets names as HTML, from a script that is a template: these mean nothing in either.
_PLAIN_SIGNS: Final = frozenset(" .,:;()+/·–—-")
_LONGEST_NAME: Final = 80


class FixedText(Element):
    """A part of a folium page that renders to its own text, which nothing compiles again.

    Parameters
    ----------
    *parts : Node or str
        Elements; in a script part one string of JavaScript made of constants.
    """

    def __init__(self, *parts: Node) -> None:
        super().__init__()
        self._name = "GeomovesText"
        self.text = serialise(*parts)

    @classmethod
    def of_script(cls, code: str) -> FixedText:
        """Return a part for folium's own script element; `code` holds constants and hashes only."""
        made = cls()
        made.text = code
        return made

    def render(self, **_kwargs: Any) -> str:
        """Return the text."""
        return self.text


class MovementLayer(Layer):
    """Some layers of a movement model, as one layer of a folium map.

    Layers of one model share one copy of its data and one canvas, whatever their number. Adding the same
    layer twice, or rendering a map twice, changes nothing.

    Parameters
    ----------
    block : mapping or PackedData
        The model's data block. Pack it once with `pack` for several layers.
    keys : sequence of str
        What this layer shows, of `LAYER_KEYS`.
    name : str
        Its name in a layer control: letters, digits, spaces and ``.,:;()+/·–—-``, because folium's control
        reads names as HTML.
    show : bool
        Whether it is on when the map opens.
    control : bool
        Whether a layer control lists it.

    Raises
    ------
    ArgumentError
        A key is unknown, or the name holds another sign.

    Examples
    --------
    >>> import folium
    >>> layer = MovementLayer({"view": [123.6, 37.1, 140.2, 50.4]}, ["losses"], "Losses")
    >>> layer.add_to(folium.Map(tiles=None)).get_bounds()
    [[37.1, 123.6], [50.4, 140.2]]
    """

    def __init__(
        self,
        block: Mapping[str, Any] | PackedData,
        keys: Sequence[str],
        name: str,
        *,
        show: bool = True,
        control: bool = True,
    ) -> None:
        self.block = block if isinstance(block, PackedData) else pack(block)
        self.keys = _known_keys(keys)
        super().__init__(name=name, overlay=True, control=control, show=show)
        self._name = "GeomovesLayer"
        # By content, where folium draws lots: the same map has the same bytes.
        said = json.dumps([self.block.digest, self.keys, self.layer_name])
        self._id = hashlib.sha256(said.encode("utf-8")).hexdigest()[:16]

    @property
    def layer_name(self) -> str:
        """The name in a layer control."""
        return self._layer_name

    @layer_name.setter
    def layer_name(self, name: str) -> None:
        # Also when somebody sets it later: folium would take it into a template.
        self._layer_name = _plain_name(name)

    def render(self, **kwargs: Any) -> str:
        """Put what this layer needs into the figure that it stands in.

        Returns
        -------
        str
            Nothing: folium's elements render into their figure.

        Raises
        ------
        GeomovesError
            The layer is in no map.
        """
        on_map = self._map()
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise GeomovesError(f"the layer {self.layer_name!r} is on a map that stands in no figure")
        if not getattr(on_map, "draws_movement_layers", False):
            self._put_parts(figure, on_map)
        for child in self._children.values():
            child.render(**kwargs)
        return ""

    def _put_parts(self, figure: Figure, on_map: Map) -> None:
        # One name each: what is there already is replaced by itself.
        figure.header.add_child(FixedText(style(assets.our_style(), "geomoves.css")), name="geomoves_style")
        figure.header.add_child(FixedText(script(assets.our_script(), "geomoves.js")), name="geomoves_script")
        figure.html.add_child(FixedText(data_element(self.block)), name=self.block.element_id)
        name = self.get_name()
        options = json.dumps({"keys": self.keys})
        code = f'var {name} = geomoves.layer(null, "{self.block.element_id}", {options});\n'
        if self.show and self._parent is not None:
            code += f"{name}.addTo({self._parent.get_name()});\n"
        # Two maps in one figure may show the same layer: the map's name keeps their scripts apart.
        figure.script.add_child(FixedText.of_script(code), name=f"{name}_on_{on_map.get_name()}")

    def _map(self) -> Map:
        element = self._parent
        while element is not None and not isinstance(element, Map):
            element = element._parent  # noqa: SLF001  # branca's only way up
        if element is None:
            remedy = "add it first: layer.add_to(a_folium_map)"
            raise GeomovesError(f"the layer {self.layer_name!r} is on no map\n    → {remedy}")
        return element

    def _get_self_bounds(self) -> list[list[float | None]]:
        view = self.block.data.get("view")
        if not view:
            return [[None, None], [None, None]]
        west, south, east, north = view
        return [[south, west], [north, east]]


def movement_layers(block: Mapping[str, Any] | PackedData, *, language: str = "en") -> list[MovementLayer]:
    """Return one layer for each kind of thing that a model shows.

    Parameters
    ----------
    block : mapping or PackedData
        The model's data block.
    language : str
        The language of the layers' names.

    Returns
    -------
    list of MovementLayer
        In the order of `LAYER_KEYS`, without those that would be empty.

    Raises
    ------
    ArgumentError
        geomoves does not speak `language`.
    """
    packed = block if isinstance(block, PackedData) else pack(block)
    names = plain_words(language)["layers"]
    filled = _filled_layers(packed.data)
    return [MovementLayer(packed, [key], names[key]) for key in LAYER_KEYS if key in filled]


def _filled_layers(block: Mapping[str, Any]) -> set[str]:
    filled = {phase or "phase not stated" for phase in block["legs"]["phase"]}
    for table in (block["places"], block["areas"]):
        filled |= {_ROLE_LAYERS.get(role[0], "") for roles in table["roles"] for role in roles}
    filled |= {_EVENT_LAYERS.get(kind, "") for kind in block["events"]["kind"]}
    if block["presences"]["id"]:
        filled.add("bases")
    return filled


def _known_keys(keys: Iterable[str]) -> list[str]:
    asked = [keys] if isinstance(keys, str) else list(keys)
    unknown = [str(key) for key in asked if key not in LAYER_KEYS]
    if unknown or not asked:
        raise ArgumentError("keys", f"no such layer: {unknown}", f"take some of {', '.join(LAYER_KEYS)}")
    return [key for key in LAYER_KEYS if key in asked]


def _plain_name(name: str) -> str:
    plain = all(sign.isalnum() or sign in _PLAIN_SIGNS for sign in name)
    if not plain or not name.strip() or len(name) > _LONGEST_NAME:
        raise ArgumentError(
            "name",
            f"a layer cannot be called {name!r}",
            f"use up to {_LONGEST_NAME} letters, digits, spaces and {''.join(sorted(_PLAIN_SIGNS)).strip()}",
        )
    return name
