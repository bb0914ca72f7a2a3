"""The map of a movement model: a folium map that saves itself as the strict page."""

from __future__ import annotations

import contextlib
import hashlib
import os
import warnings
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.folium import Map, _default_css, _default_js

from geomoves.errors import ArgumentError, FileAccessError, ForeignLayerError, GeomovesWarning, shorten
from geomoves.files import write_whole
from geomoves.maps import assets
from geomoves.maps.foreign import ForeignElement, foreign_elements, needs_folium_page
from geomoves.maps.layer import LAYER_KEYS, FixedText, MovementLayer
from geomoves.maps.packing import PackedData, pack
from geomoves.maps.page import ROOT_ID, data_element, document_head, page_main, script, strict_page, style
from geomoves.markup import Node, node, serialise
from geomoves.wording import plain_words

__all__ = ["MovementMap"]

_FRAME_HEIGHT: Final = "640px"
# No allow-same-origin: whatever happens in the frame, it cannot reach the notebook around it.
_FRAME_MAY: Final = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
_FRAME_WITH_OTHERS_MAY: Final = f"{_FRAME_MAY} allow-forms allow-modals"
_CORNERS: Final = "give [[south, west], [north, east]]"
_LEAFLET_LINKS: Final = frozenset({"leaflet", "leaflet_css"})


class MovementMap(Map):
    """A movement model as a map.

    It is a folium map: it shows itself in a notebook, takes further layers, and saves. With nothing in it but
    geomoves' own layers it is the strict page, which makes no request and runs nothing but its own scripts.

    Parameters
    ----------
    block : mapping or PackedData
        The model's data block.
    title : str, optional
        The map's title; the block's own by default.
    basemap_block : mapping or PackedData, optional
        The offline basemap; without it the model is drawn on plain ground.
    language : str
        The language of the words around the data.
    height : str
        How high the map stands in a notebook, as CSS has it.
    context_block : mapping or PackedData, optional
        What lies between the basemap and the movements (see `geomoves.maps.context.context_data`).

    Raises
    ------
    ArgumentError
        `block` is no plain data, or geomoves does not speak `language`.
    """

    # What layers ask: this map shows them by itself.
    draws_movement_layers: Final = True

    def __init__(
        self,
        block: Mapping[str, Any] | PackedData,
        *,
        title: str | None = None,
        basemap_block: Mapping[str, Any] | PackedData | None = None,
        language: str = "en",
        height: str = _FRAME_HEIGHT,
        context_block: Mapping[str, Any] | PackedData | None = None,
    ) -> None:
        plain_words(language)
        self.block = block if isinstance(block, PackedData) else pack(block)
        self.title: str = self.block.data["title"] if title is None else title
        if basemap_block is not None and not isinstance(basemap_block, PackedData):
            basemap_block = pack(basemap_block, "basemap")
        self.basemap_block = basemap_block
        if context_block is not None and not isinstance(context_block, PackedData):
            context_block = pack(context_block, "context")
        self.context_block = context_block
        self.language = language
        self.view: Sequence[float] | None = self.block.data.get("view")
        super().__init__(tiles=None)
        # folium keeps these in the class, where one map's links would leak into the next.
        self.default_js: list[tuple[str, str]] = []
        self.default_css: list[tuple[str, str]] = []
        self._name = "MovementMap"
        self._id = hashlib.sha256(self.block.digest.encode("ascii")).hexdigest()[:16]
        _PageFigure(height=height).add_child(self)

    def save(
        self,
        outfile: str | bytes | os.PathLike[str] | BinaryIO,
        close_file: bool = True,  # noqa: FBT001, FBT002  # folium's signature
        *,
        foreign: Literal["refuse", "allow"] = "refuse",
        **kwargs: Any,
    ) -> Path | None:
        """Save the map as one HTML file.

        It is written whole or not at all: when something fails, a file that is there stays as it was.

        Parameters
        ----------
        outfile : path or binary file
            Where it goes. A folder in the path must exist.
        close_file : bool
            Whether a binary file is closed afterwards.
        foreign : {"refuse", "allow"}
            What to do when the map holds elements that geomoves did not make: refuse to save, or save with
            them, without the page's policy and with a line on the map that says so.
        **kwargs
            Handed to the elements as they are rendered.

        Returns
        -------
        pathlib.Path or None
            The file's path; None when a binary file was given.

        Raises
        ------
        ForeignLayerError
            There are such elements and `foreign` is "refuse".
        FileAccessError
            The file cannot be written.
        ArgumentError
            `foreign` or `outfile` is none of these.
        AssetError
            The installation is not whole.

        Warns
        -----
        GeomovesWarning
            The map was saved with elements that geomoves cannot vouch for.
        """
        if foreign not in {"refuse", "allow"}:
            raise ArgumentError("foreign", f"{foreign!r} is no such choice", 'say "refuse" or "allow"')
        others = self.foreign_elements()
        if others and foreign == "refuse":
            raise ForeignLayerError([str(other) for other in others])
        content = self._page_html(others, **kwargs).encode("utf-8")
        path = _write(outfile, content, close_file=close_file)
        if others:
            warnings.warn(
                "the map was saved without its strict policy, because geomoves cannot vouch for "
                + ", ".join(map(str, others)),
                GeomovesWarning,
                stacklevel=2,
            )
        return path

    def foreign_elements(self) -> list[ForeignElement]:
        """Return what is in the map that geomoves did not make, with the addresses that it would load."""
        root = self.get_root()
        return foreign_elements(root, self) if isinstance(root, Figure) else []

    def strict_html(self) -> str:
        """Return the strict page of this map's own layers, whatever else is in it."""
        blocks, keys = self._blocks()
        return strict_page(
            blocks,
            self.basemap_block,
            title=self.title,
            language=self.language,
            keys=keys,
            context=self.context_block,
        )

    def add_child(self, child: Element, name: str | None = None, index: int | None = None) -> MovementMap:
        """Add an element; a movement layer of any model becomes a part of the page."""
        if isinstance(child, MovementLayer):
            # The page's own control switches it.
            child.control = False
        super().add_child(child, name=name, index=index)
        return self

    def fit_bounds(self, bounds: Sequence[Sequence[float]], *more: Any, **padding: Any) -> None:
        """Open the map with `bounds` in view.

        Parameters
        ----------
        bounds : sequence of (latitude, longitude)
            South-west and north-east corner, WGS 84 degrees, as folium has them.
        *more, **padding
            folium's further options. With them folium does the work, by an element that is not ours.

        Raises
        ------
        ArgumentError
            `bounds` are no two points.
        """
        if more or padding:
            super().fit_bounds(bounds, *more, **padding)
            return
        try:
            (south, west), (north, east) = ((float(lat), float(lon)) for lat, lon in bounds)
        except (TypeError, ValueError) as error:
            raise ArgumentError("bounds", "these are not two points", _CORNERS) from error
        if not (-90 <= south <= north <= 90 and -360 <= west <= east <= 540):
            raise ArgumentError("bounds", f"there is no such part of the world: {bounds}", _CORNERS)
        self.view = [west, south, east, north]

    def render(self, **kwargs: Any) -> str:
        """Put the page into the figure that the map stands in, folium's way; `save` and notebooks call it."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise ArgumentError("map", "it stands in no figure, and so cannot be rendered")
        others = self.foreign_elements()
        self._put_header(figure, others)
        self._put_body(figure, with_notice=bool(others))
        for child in self._children.values():
            child.render(**kwargs)
        return ""

    def __repr__(self) -> str:
        count = len(self.block.data["claims"]["id"])
        return f"<MovementMap {shorten(self.title)}: {count} claims; save it with .save('map.html')>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ARG002
        return {"text/plain": repr(self), "text/html": self._repr_html_()}

    def _get_self_bounds(self) -> list[list[float | None]]:
        if not self.view:
            return [[None, None], [None, None]]
        west, south, east, north = self.view
        return [[south, west], [north, east]]

    def _page_html(self, others: Sequence[ForeignElement], **kwargs: Any) -> str:
        if not others:
            return self.strict_html()
        rendered: str = self.get_root().render(**kwargs)
        return rendered

    def _blocks(self) -> tuple[list[PackedData], dict[str, list[str]]]:
        """Return the data of every model on the map and, where only some layers of one were added, which."""
        changed = {**self.block.data, "title": self.title, "view": self.view}
        own = self.block if changed == self.block.data else pack(changed)
        blocks = {self.block.digest: own}
        asked: dict[str, set[str]] = {}
        for layer in _movement_layers_below(self):
            blocks.setdefault(layer.block.digest, layer.block)
            asked.setdefault(layer.block.digest, set()).update(layer.keys)
        # Of its own model the map shows everything.
        asked.pop(self.block.digest, None)
        keys: dict[str, list[str]] = {
            digest: [key for key in LAYER_KEYS if key in some] for digest, some in asked.items()
        }
        return list(blocks.values()), keys

    def _ground(self) -> list[PackedData]:
        """Return what lies below the movements."""
        return [data for data in (self.basemap_block, self.context_block) if data is not None]

    def _put_header(self, figure: Figure, others: Sequence[ForeignElement]) -> None:
        blocks, _keys = self._blocks()
        ground = self._ground()
        parts: dict[str, Element] = {
            "geomoves_head": FixedText(*document_head(self.title, [*blocks, *ground], strict=False)),
            "leaflet_css": FixedText(style(assets.leaflet_style(with_images=True), "leaflet.css")),
            "leaflet": FixedText(script(assets.leaflet_script(with_images=True), "leaflet.js")),
        }
        if needs_folium_page(others):
            parts |= {name: JavascriptLink(url) for name, url in _default_js if name not in _LEAFLET_LINKS}
            parts |= {name: CssLink(url) for name, url in _default_css if name not in _LEAFLET_LINKS}
        parts["geomoves_style"] = FixedText(style(assets.our_style(), "geomoves.css"))
        if others:
            parts["geomoves_notice"] = FixedText(style(assets.notice_style(), "foreign.css"))
        parts["geomoves_script"] = FixedText(script(assets.our_script(), "geomoves.js"))
        parts |= {name: JavascriptLink(url) for name, url in self.default_js}
        parts |= {name: CssLink(url) for name, url in self.default_css}
        # Before what somebody else has put there: it may build on Leaflet.
        theirs = figure.header._children  # noqa: SLF001
        figure.header._children = OrderedDict({**parts, **theirs, **parts})  # noqa: SLF001
        for part in parts.values():
            part._parent = figure.header  # noqa: SLF001

    def _put_body(self, figure: Figure, *, with_notice: bool) -> None:
        blocks, keys = self._blocks()
        ground = self._ground()
        words = plain_words(self.language)
        notice = node("p", words["foreign"], class_="geomoves-notice", role="note")
        start = f'var {self.get_name()} = geomoves.page(document.getElementById("{ROOT_ID}"));'
        body = FixedText(
            *([notice] if with_notice else []),
            *page_main(blocks, ground, title=self.title, language=self.language),
            *(data_element(data, keys.get(data.digest)) for data in [*blocks, *ground]),
            # An element of its own: an error in somebody else's script does not take the map with it.
            script(start, "the page's last script"),
        )
        figure.html.add_child(body, name="geomoves_body")


class _PageFigure(Figure):
    """The root of a movement map: the strict page while it holds nothing but ours."""

    def __init__(self, height: str) -> None:
        super().__init__(width="100%", height=height)

    def render(self, **kwargs: Any) -> str:
        shown = self._map()
        if shown is None:
            return str(super().render(**kwargs))
        if not foreign_elements(self, shown):
            return shown.strict_html()
        with _parts_kept(self):
            return str(super().render(**kwargs))

    def save(
        self,
        outfile: str | bytes | os.PathLike[str] | BinaryIO,
        close_file: bool = True,  # noqa: FBT001, FBT002  # branca's signature
        **kwargs: Any,
    ) -> Path | None:
        shown = self._map()
        if shown is None:
            return _write(outfile, self.render().encode("utf-8"), close_file=close_file)
        return shown.save(outfile, close_file, **kwargs)

    def _repr_html_(self, **kwargs: Any) -> str:
        shown = self._map()
        quiet = shown is not None and not foreign_elements(self, shown)
        title = "" if shown is None else shown.title
        frame = Node(
            "iframe",
            (
                ("srcdoc", self.render(**kwargs)),
                ("title", title),
                ("sandbox", _FRAME_MAY if quiet else _FRAME_WITH_OTHERS_MAY),
                ("width", self.width),
                ("height", self.height or _FRAME_HEIGHT),
                ("style", "border: 0; width: 100%; max-width: 100%"),
                ("allowfullscreen", ""),
            ),
            (),
        )
        return serialise(frame)

    def _map(self) -> MovementMap | None:
        return next((child for child in self._children.values() if isinstance(child, MovementMap)), None)


def _movement_layers_below(element: Element) -> Iterator[MovementLayer]:
    for child in element._children.values():  # noqa: SLF001
        if isinstance(child, MovementLayer):
            yield child
        yield from _movement_layers_below(child)


@contextlib.contextmanager
def _parts_kept(figure: Figure) -> Iterator[None]:
    """Take out of `figure` what a rendering has put in, so that the next one finds it as it was."""
    parts = (figure.header, figure.html, figure.script)
    before = [OrderedDict(part._children) for part in parts]  # noqa: SLF001
    try:
        yield
    finally:
        for part, children in zip(parts, before, strict=True):
            part._children = children  # noqa: SLF001


def _write(
    outfile: str | bytes | os.PathLike[str] | BinaryIO, content: bytes, *, close_file: bool
) -> Path | None:
    if isinstance(outfile, bytes):
        outfile = os.fsdecode(outfile)
    if isinstance(outfile, str | os.PathLike):
        write_whole(outfile, content)
        return Path(outfile)
    try:
        outfile.write(content)
        if close_file:
            outfile.close()
    except (AttributeError, TypeError) as error:
        remedy = "give a path, or what open(path, 'wb') returns"
        raise ArgumentError("outfile", "this is no path and no binary file", remedy) from error
    except (OSError, ValueError) as error:
        raise FileAccessError(str(getattr(outfile, "name", "the open file")), str(error)) from error
    return None
