"""The map as plain text: what a reader sees whose browser runs no script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geomoves.maps.markup_rows import beside, either, elements, links, texts
from geomoves.markup import Node, Parts, Rows, link, node, web_address

__all__ = ["MOST_CLAIMS", "plain_map"]

# Each claim stands here a second time, unzipped. A map of 100,000 would be thirty megabytes larger for a
# table that nobody reads: of more claims than a reader could go through only the first stand here, and what
# is left out is counted.
MOST_CLAIMS = 2000
_FIRST_CLAIMS = 20

ELEMENT_ID = "geomoves-plain"
#: What begins an isolated name in a sentence.
_ISOLATE = "\u2068"


def plain_map(
    blocks: Sequence[Mapping[str, Any]],
    *,
    title: str,
    credits: Sequence[Sequence[str]],  # noqa: A002  # the word that readers know
    words: Mapping[str, str],
    layers: Sequence[Mapping[str, Any]] = (),
) -> Node:
    """Return a ``noscript`` element that says in text what the map shows.

    Parameters
    ----------
    blocks : sequence of mapping
        The data blocks of the map.
    title : str
        The map's title.
    credits : sequence of (text, address)
        Whom the data and the software come from.
    words : mapping
        The section ``plain`` of the wording.
    layers : sequence of mapping
        The context layers of the map.

    Returns
    -------
    Node
        Who denies or could not confirm, every claim with its speaker, dates and source, and what is not on
        the map with the reason. At most `MOST_CLAIMS` claims a block; the rest is counted.
    """
    content: list[Node] = [node("h1", title, dir="auto"), node("p", words["no_script"])]
    for block in blocks:
        content += _one_block(block, words, with_title=len(blocks) > 1)
    if layers:
        content.append(node("h2", words["context"]))
        content.append(_listed([_context_line(layer, words) for layer in layers]))
    content.append(node("h2", words["credits"]))
    content.append(_listed([(link(address, text),) for text, address in credits]))
    return node("noscript", node("div", *content, class_="geomoves-plain"), id=ELEMENT_ID)


def _one_block(block: Mapping[str, Any], words: Mapping[str, str], *, with_title: bool) -> Iterator[Node]:
    if with_title:
        yield node("h2", block["title"], dir="auto")
    if block["as_of"]:
        yield node("p", words["as_of"], " ", _bdi(block["as_of"]))
    if block["strip"]:
        yield node("h2", words["strip"])
        yield _listed([_strip_line(text, said) for _claim, _stance, text, said in block["strip"]])
    claims = block["claims"]
    count = len(claims["id"])
    yield node("h2", words["claims"])
    yield _claim_table(block, words, _shown(count))
    yield from _rest(count, words)
    off_map = block["off_map"]
    if off_map:
        yield node("h2", words["off_map"])
        shown = off_map[: _shown(len(off_map))]
        told = [claims["sentence"][row] for row, _ in shown]
        why = elements("bdi", texts([reason for _, reason in shown]))
        yield node("ul", _directed_each("li", beside(texts(told), ": ", why), told))
        yield from _rest(len(off_map), words)
    corrections = block.get("corrections", [])
    if corrections:
        yield node("h2", words["corrections"])
        yield _listed([(day, ": ", _bdi(because), " ", _bdi(text)) for _, text, day, because in corrections])
    yield from _changes(block, words)
    documents = block["documents"]
    assumed = [
        (_bdi(documents["author"][row] or documents["title"][row]), ": ", _bdi(what))
        for row, what in enumerate(documents["assumes"])
        if what
    ]
    if assumed:
        yield node("h2", words["assumes"])
        yield _listed(assumed)
    yield node("h2", words["sources"])
    yield from _whole_sources(documents, _shown(len(documents["id"])))
    yield from _rest(len(documents["id"]), words)


def _changes(block: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Node]:
    """Yield what differs from an earlier edition; nothing for a map that was compared with none."""
    if "changes" not in block:
        return
    sentences, of_page = block["claims"]["sentence"], block["words"]
    yield node("h2", words["changes"])
    if block["changes_since"]:
        yield node("p", words["edition_of"], " ", _bdi(block["changes_since"]))
    if not block["changes"]:
        yield node("p", words["changes_none"])
    items: list[Parts] = []
    for what, section, key, claim, _by, field, old, new, day, because in block["changes"][:MOST_CLAIMS]:
        where = key if section == "claims" else f"{section} {key}".strip()
        told = f"{field}: {old} → {new}" if field else (sentences[claim] if claim >= 0 else new or old)
        why = f" {day}: {because}" if because else ""
        items.append((of_page.get(f"change.{what}", what), ": ", _bdi(where), " · ", _bdi(told), _bdi(why)))
    if items:
        yield _listed(items)
    yield from _rest(len(block["changes"]), words)


def _context_line(layer: Mapping[str, Any], words: Mapping[str, str]) -> Parts:
    """Say of a context layer what it shows, who holds it, of which day it is and whose."""
    rest = [layer["actor"], f"{words['as_of']} {layer['when']}", layer["licence"]]
    told = [part for each in rest if each for part in (" · ", _bdi(each))]
    return (_bdi(layer["title"]), *told, " · ", link(layer["url"], layer["source"]))


def _strip_line(text: str, said: str) -> Parts:
    return (text,) if said in text else (text, " · ", _bdi(said))


def _claim_table(block: Mapping[str, Any], words: Mapping[str, str], count: int) -> Node:
    columns = ("statement", "said_by", "said", "when", "source", "quoted", "remarks")
    head = node("tr", *(node("th", words[column], scope="col") for column in columns))
    rows = [elements("tr", *_claim_cells(block, count, words))] if count else []
    return node("table", node("thead", head), node("tbody", *rows))


def _claim_cells(block: Mapping[str, Any], count: int, words: Mapping[str, str]) -> Iterator[Rows]:
    """Yield the columns of the first claims."""
    claims = {
        name: block["claims"][name][:count]
        for name in "sentence said_by through said when document words note condition off_map".split()
    }
    names, and_then = block["speakers"]["name"], f" {words['through']} "
    voices = [
        and_then.join([names[voice] for voice in (first, *others) if voice >= 0])
        for first, others in zip(claims["said_by"], claims["through"], strict=True)
    ]
    remarks = zip(claims["note"], claims["condition"], claims["off_map"], strict=True)
    documents = block["documents"]
    sources = [
        (documents["url"][row], documents["title"][row] or documents["citation"][row])
        if row >= 0
        else ("", "")
        for row in claims["document"]
    ]
    for column in (claims["sentence"], voices, claims["said"], claims["when"]):
        yield _directed_each("td", texts(column), column)
    yield _linked_each("td", [url for url, _ in sources], [title for _, title in sources])
    for column in (claims["words"], ["; ".join(filter(None, told)) for told in remarks]):
        yield _directed_each("td", texts(column), column)


def _whole_sources(documents: Mapping[str, Any], count: int) -> Iterator[Node]:
    if not count:
        yield node("ul")
        return
    urls, titles, citations, published = (
        documents[name][:count] for name in ("url", "title", "citation", "published")
    )
    shown = [title or citation for title, citation in zip(titles, citations, strict=True)]
    also = [citation if title else "" for title, citation in zip(titles, citations, strict=True)]
    yield node("ul", _linked_each("li", urls, shown, _further(also), _further(published)))


def _further(column: Sequence[str]) -> Rows:
    """Return what stands behind the rest of a row, where there is any."""
    return either([bool(text) for text in column], beside(" · ", elements("bdi", texts(column))))


def _rest(count: int, words: Mapping[str, str]) -> Iterator[Node]:
    if count > _shown(count):
        yield node("p", f"{count - _shown(count):,} ", words["left_out"])


def _shown(count: int) -> int:
    """Return how many of so many entries stand in the text."""
    return count if count <= MOST_CLAIMS else min(_FIRST_CLAIMS, MOST_CLAIMS)


def _listed(items: Sequence[Parts]) -> Node:
    return node("ul", *(_directed("li", item) for item in items))


def _directed(tag: str, parts: Parts) -> Node:
    """Return an element that runs as its text does: a sentence with isolated names as the language does."""
    for part in parts:
        if isinstance(part, str) and _ISOLATE in part:
            return node(tag, *parts)
    return node(tag, *parts, dir="auto")


def _directed_each(tag: str, cells: Rows, told: Sequence[str]) -> Rows:
    """Return the same for each row of a column; `told` is the text of each that stands in no element."""
    if _ISOLATE not in "".join(told):
        return elements(tag, cells, dir="auto")
    isolated = [_ISOLATE in text for text in told]
    return either(isolated, elements(tag, cells), elements(tag, cells, dir="auto"))


def _linked_each(tag: str, addresses: Sequence[str], shown: Sequence[str], *more: Rows) -> Rows:
    """Return rows that begin with a link, or with its text where the address is none to go to."""
    bare = shown
    if _ISOLATE in "".join(shown):
        pairs = zip(addresses, shown, strict=True)
        bare = [text if web_address(address) is None else "" for address, text in pairs]
    return _directed_each(tag, beside(links(addresses, shown), *more), bare)


def _bdi(text: str) -> Node:
    # Isolated, so that a right-to-left mark in it does not turn what stands beside it.
    return node("bdi", text)
