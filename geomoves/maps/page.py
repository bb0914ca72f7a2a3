"""The strict page: one file that shows the map, asks nobody for anything and runs our own scripts alone.

Two walls, each enough by itself. What users wrote travels as base64 and as escaped text (`packing`,
`markup`), so it never becomes markup or code. And the page's policy names our scripts and styles by their
SHA-256: whatever else got in would neither run nor load.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geomoves.errors import ArgumentError
from geomoves.maps import assets
from geomoves.maps.packing import Kind, PackedData, pack, packed_texts
from geomoves.maps.plain import plain_map
from geomoves.maps.tiles import image_hosts
from geomoves.markup import Code, Node, document, node
from geomoves.memory import uncollected
from geomoves.wording import plain_words

__all__ = ["credits_of", "data_element", "document_head", "page_main", "script", "strict_page", "style"]

ROOT_ID = "geomoves"
#: What our scripts travel as: `start.js` unpacks them, and their hashes are those of what is unpacked.
SCRIPT_TYPE = "application/x-geomoves-script"

#: They are constants, and each is looked through for what it may not hold: once is enough.
_MOST_ASSETS = 16

# Nothing is fetched, but images that the page itself holds, and tiles from their servers where the map was
# made with them; no form is sent; no <base> turns an address. The policy stands in the page, so that a file
# keeps it.
_POLICY_FIRST = "default-src 'none'"
_POLICY_LAST = ("base-uri 'none'", "form-action 'none'")


@uncollected()
def strict_page(
    blocks: Sequence[Mapping[str, Any] | PackedData],
    basemap: Mapping[str, Any] | PackedData | None,
    *,
    title: str,
    language: str = "en",
    keys: Mapping[str, Sequence[str]] | None = None,
    context: Mapping[str, Any] | PackedData | None = None,
) -> str:
    """Return the whole page as HTML.

    The same arguments give the same text: there is no clock, no random id and no order by chance in it.

    Parameters
    ----------
    blocks : sequence of mapping or PackedData
        The data of the models on the map, one at least.
    basemap : mapping, PackedData or None
        The basemap; None draws the models alone.
    title : str
        The page's title, as plain text.
    language : str
        The language of the words around the data.
    keys : mapping, optional
        For a block's digest, the layers that are shown of it; absent means all.
    context : mapping, PackedData or None
        What lies between the basemap and the movements (see `geomoves.maps.context.context_data`).

    Returns
    -------
    str
        HTML to be written as UTF-8.

    Raises
    ------
    ArgumentError
        There is no block, or geomoves does not speak `language`.
    AssetError
        Leaflet or a file of ours is missing or not the one that was tested.
    """
    packed = [_as_packed(block, "block") for block in blocks]
    if not packed:
        raise ArgumentError("blocks", "there is no data to draw", "give at least one block")
    ground = [] if basemap is None else [_as_packed(basemap, "basemap")]
    if context is not None:
        ground.append(_as_packed(context, "context"))
    styles = [
        style(assets.leaflet_style(), "leaflet.css"),
        style(assets.our_style(), "geomoves.css"),
        style(assets.plain_style(), "plain.css"),
    ]
    scripts = [Code(assets.leaflet_script(), "leaflet.js"), Code(assets.our_script(), "geomoves.js")]
    start = Code(assets.start_script(), "start.js")
    hosts = [host for data in ground for host in image_hosts(data.data)]
    head = (
        node("meta", charset="utf-8"),
        node(
            "meta",
            http_equiv="Content-Security-Policy",
            content=_policy([start, *scripts], styles, hosts),
        ),
        *document_head(title, [*packed, *ground]),
        *styles,
    )
    body = (
        *page_main(packed, ground, title=title, language=language),
        *(data_element(data, (keys or {}).get(data.digest)) for data in [*packed, *ground]),
        *(
            node("script", Code(text, code.asset), type=SCRIPT_TYPE)
            for text, code in zip(packed_texts(*(code.text for code in scripts)), scripts, strict=True)
        ),
        node("script", start),
    )
    return document(language, head, body)


def _as_packed(data: Mapping[str, Any] | PackedData, kind: Kind) -> PackedData:
    """Return `data` packed, packing it if it is not."""
    return data if isinstance(data, PackedData) else pack(data, kind)


def document_head(title: str, data: Iterable[PackedData], *, strict: bool = True) -> tuple[Node, ...]:
    """Return what stands in the head of every page of ours beside its policy and styles.

    Parameters
    ----------
    title : str
        The page's title.
    data : iterable of PackedData
        What the page carries: the generator's name is followed by its checksum.
    strict : bool
        Whether the page is the strict one. Others may load tiles, and servers ask where a reader comes from.
    """
    from geomoves import __version__

    checksum = hashlib.sha256("".join(each.digest for each in data).encode("ascii")).hexdigest()
    # Where a reader comes from is no business of the sources that the map links to.
    referrer = [node("meta", name="referrer", content="no-referrer")] if strict else []
    return (
        # Browsers look up the hosts of links before anybody clicks, and ask a server for an icon.
        node("meta", http_equiv="x-dns-prefetch-control", content="off"),
        node("link", rel="icon", href="data:,"),
        *referrer,
        node("meta", name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        node("meta", name="generator", content=f"geomoves {__version__}; data sha256:{checksum}"),
        node("title", title.strip() or "geomoves"),
    )


def page_main(
    blocks: Sequence[PackedData], ground: Sequence[PackedData], *, title: str, language: str
) -> tuple[Node, Node]:
    """Return the element that the page is built in, and its text for readers without scripts."""
    spoken = plain_words(language)
    fallback = plain_map(
        [block.data for block in blocks],
        title=title.strip() or "geomoves",
        credits=credits_of([*blocks, *ground]),
        layers=[layer for data in ground for layer in data.data.get("layers", ())],
        words=spoken,
    )
    return node("main", id=ROOT_ID, class_="geomoves-page", data_failed=spoken["failed"]), fallback


def credits_of(data: Iterable[PackedData]) -> list[tuple[str, str]]:
    """Return (text, address) of everybody whose data or software `data` uses, each once, in order."""
    found: dict[tuple[str, str], None] = {}
    for each in data:
        for credit in each.data.get("credits", ()):
            pair = (credit["text"], credit["url"]) if isinstance(credit, Mapping) else tuple(credit)
            found[pair[0], pair[1]] = None
    return list(found)


def data_element(data: PackedData, keys: Sequence[str] | None = None) -> Node:
    """Return the element that carries `data`; a browser neither runs nor shows it."""
    carried = Code(data.text, data.element_id)
    only = {} if keys is None else {"data_keys": ",".join(keys)}
    return node("script", carried, type=data.media_type, id=data.element_id, **only)


@functools.lru_cache(maxsize=_MOST_ASSETS)
def script(text: str, asset: str) -> Node:
    """Return an inline script of ours; `asset` is its name in errors."""
    return node("script", Code(text, asset))


@functools.lru_cache(maxsize=_MOST_ASSETS)
def style(text: str, asset: str) -> Node:
    """Return an inline style sheet of ours; `asset` is its name in errors."""
    return node("style", Code(text, asset))


def _policy(scripts: Sequence[Code], styles: Sequence[Node], image_hosts: Sequence[str]) -> str:
    return "; ".join(
        (
            _POLICY_FIRST,
            " ".join(["script-src", *(code.policy_hash for code in scripts)]),
            " ".join(["style-src", *_hashes(styles)]),
            " ".join(["img-src data:", *image_hosts]),
            *_POLICY_LAST,
        )
    )


def _hashes(elements: Sequence[Node]) -> list[str]:
    return [
        child.policy_hash for element in elements for child in element.children if isinstance(child, Code)
    ]
