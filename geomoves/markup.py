"""HTML as a tree whose texts are escaped by construction.

A plain `str` is text, always. What a browser may run or style with is a `Code`, which only takes constants of
ours and refuses what would end its element early. `Rows` are markup whose texts were escaped column by
column. There is no other way for text to get into a page.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import re
import unicodedata
import urllib.parse
from dataclasses import dataclass
from typing import TypeAlias

from geomoves.errors import AssetError

__all__ = [
    "LINK_ATTRIBUTES",
    "Code",
    "Node",
    "Parts",
    "Rows",
    "document",
    "ends_of",
    "escaped",
    "link",
    "must_escape",
    "node",
    "serialise",
    "web_address",
]

#: Of every link: what it leads to learns nothing of the page, and cannot reach it.
LINK_ATTRIBUTES = {"rel": "noopener noreferrer", "target": "_blank"}

# https://html.spec.whatwg.org/multipage/syntax.html#void-elements
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})
_CODE_TAGS = frozenset({"script", "style"})
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_ENDS_CODE_EARLY = re.compile(r"</\s*(?:script|style)|<!--", re.IGNORECASE)
_LOADS_FROM_STYLE = re.compile(r"@import|image-set\(|\burl\(\s*(?!['\"]?(?:data:|#))", re.IGNORECASE)
_LONGEST_ADDRESS = 2000
#: A host of letters, digits, hyphens and dots, and signs after it that show and that all browsers read alike.
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?:/[A-Za-z0-9/._~%?&=+#,;:!-]*)?")


@dataclass(frozen=True, slots=True)
class Code:
    """What stands in a ``script`` or ``style`` element as it is: a constant of ours, never a user's text.

    Parameters
    ----------
    text : str
        JavaScript, CSS or base64.
    asset : str
        Where it comes from, for the error.

    Raises
    ------
    AssetError
        The text would end its element early, so that the rest of it would be read as HTML.
    """

    text: str
    asset: str

    def __post_init__(self) -> None:
        # A browser reads CR LF as LF, and what it hashes for its policy is what it has read.
        if "\r" in self.text:
            object.__setattr__(self, "text", self.text.replace("\r\n", "\n").replace("\r", "\n"))
        # Base64 holds neither, and there are megabytes of it.
        early = _ENDS_CODE_EARLY.search(self.text) if "<" in self.text else None
        if early or "\0" in self.text:
            found = early[0] if early else "a null character"
            raise AssetError(self.asset, f"it holds {found}, which no inline script or style may")

    @property
    def policy_hash(self) -> str:
        """The text's SHA-256 as a Content-Security-Policy names it."""
        return _policy_hash(self.text)


# Every page of ours runs the same few scripts.
@functools.lru_cache(maxsize=16)
def _policy_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@dataclass(frozen=True, slots=True)
class Node:
    """One element: its tag, its attributes in their order, and what is in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: Parts


@dataclass(frozen=True, slots=True)
class Rows:
    """The HTML of many rows, escaped already: made by `geomoves.maps.markup_rows` alone."""

    written: tuple[str, ...]


Parts: TypeAlias = "tuple[Node | Code | Rows | str, ...]"


def node(tag: str, *children: Node | Code | Rows | str, **attributes: str) -> Node:
    """Make an element.

    Parameters
    ----------
    tag : str
        Its name in lower case.
    *children : Node, Code, Rows or str
        What is in it; a `str` is text.
    **attributes : str
        Its attributes. A trailing underscore is dropped, others become hyphens: ``class_``, ``http_equiv``.

    Returns
    -------
    Node
        The element.

    Examples
    --------
    >>> serialise(node("p", "1 < 2 & {{7*191}}", title='"quoted"'))
    '<p title="&quot;quoted&quot;">1 &lt; 2 &amp; {{7*191}}</p>'
    """
    names = _attribute_names(tag, tuple(attributes))
    if tag in _CODE_TAGS:
        assert all(isinstance(child, Code) for child in children), "text is no code"
    else:
        assert Code not in map(type, children), "code is no text"
    if tag == "style":
        for child in children:
            _refuse_loading(child)
    return Node(tag, tuple(zip(names, attributes.values(), strict=True)) if names else (), children)


@functools.cache
def _attribute_names(tag: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the attributes of an element as HTML has them."""
    named = tuple(name.rstrip("_").replace("_", "-") for name in names)
    # All of these are constants in this package: assertions, since no input reaches them.
    assert _NAME.fullmatch(tag), tag
    for name in named:
        assert _NAME.fullmatch(name), name
        assert not name.startswith("on"), "handlers stand in scripts"
        assert name not in {"style", "src", "srcdoc"}, "the page's policy blocks these"
    return named


def link(address: str, text: str) -> Node | str:
    """Make a link to `address` if it is a plain web address; otherwise the text alone.

    Parameters
    ----------
    address : str
        Where it leads.
    text : str
        What is shown.

    Returns
    -------
    Node or str
        The link, or `text`.

    Examples
    --------
    >>> serialise(link("https://example.org/a?b=1&c=2", "source"))
    '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer" target="_blank">source</a>'
    >>> link("javascript:alert(1)", "source")
    'source'
    """
    safe = web_address(address)
    if safe is None:
        return text
    return node("a", text, href=safe, **LINK_ATTRIBUTES)


def web_address(address: str) -> str | None:
    """Return `address` if a reader can see where it leads, else None.

    That is: http or https, with a host, without a user name, and without a character that does not show,
    that turns the direction of writing, or that browsers read differently from Python.

    Examples
    --------
    >>> web_address("https://example.org/page")
    'https://example.org/page'
    >>> web_address("https://example.org@evil.example/") is None
    True
    """
    if len(address) > _LONGEST_ADDRESS or "\\" in address:
        return None
    if _PLAIN_ADDRESS.fullmatch(address):
        # Most are, and a map looks at thousands.
        return address
    # Of ASCII all signs show but the space and the controls.
    shows = address.isprintable() and " " not in address if address.isascii() else all(map(_shows, address))
    if not shows:
        return None
    try:
        parts = urllib.parse.urlsplit(address)
        hidden = "@" in parts.netloc
        _ = parts.port  # a port that is no number raises
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or hidden:
        return None
    return address


def _shows(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZ"


def serialise(*parts: Node | Code | Rows | str) -> str:
    r"""Return the HTML of `parts`, every text and every attribute's value escaped.

    A character that HTML cannot hold (a control character, half a surrogate pair) becomes U+FFFD.

    Examples
    --------
    >>> print(serialise("</noscript>\x00", node("br")))
    &lt;/noscript&gt;�<br>
    """
    written: list[str] = []
    _write(parts, written)
    return "".join(written)


def document(language: str, head: Parts, body: Parts) -> str:
    r"""Return a whole HTML document.

    Parameters
    ----------
    language : str
        Its language, as BCP 47 has it.
    head, body : tuple of Node
        What is in them.

    Returns
    -------
    str
        The document, from its doctype on.

    Examples
    --------
    >>> document("en", (node("title", "A & B"),), ("text",))
    '<!DOCTYPE html>\n<html lang="en"><head><title>A &amp; B</title></head><body>text</body></html>\n'
    """
    root = node("html", node("head", *head), node("body", *body), lang=language)
    return f"<!DOCTYPE html>\n{serialise(root)}\n"


def ends_of(tag: str, **attributes: str) -> tuple[str, str]:
    """Return what stands before and after what is in an element; arguments are those of `node`.

    Examples
    --------
    >>> ends_of("li", dir="auto")
    ('<li dir="auto">', '</li>')
    """
    return _start(node(tag, **attributes)), f"</{tag}>"


def _start(element: Node) -> str:
    if not element.attributes:
        return f"<{element.tag}>"
    return f"<{element.tag} " + " ".join(f'{n}="{escaped(v)}"' for n, v in element.attributes) + ">"


def _write(parts: Parts, written: list[str]) -> None:
    for part in parts:
        if isinstance(part, str):
            written.append(escaped(part))
        elif isinstance(part, Node):
            written.append(_start(part))
            if part.tag not in _VOID:
                _write(part.children, written)
                written.append(f"</{part.tag}>")
        elif isinstance(part, Rows):
            written += part.written
        else:
            written.append(part.text)


def escaped(text: str) -> str:
    """Return a text as it stands in an element or an attribute's value."""
    return html.escape(text.translate(_UNWRITABLE)) if must_escape(text) else text


def must_escape(text: str) -> bool:
    """Whether a text holds a sign that HTML reads as markup, or cannot hold.

    Most texts hold none, and looking is quicker than replacing.
    """
    return _TO_ESCAPE.search(text) is not None


def _refuse_loading(part: Node | Code | Rows | str) -> None:
    if isinstance(part, Code) and (found := _LOADS_FROM_STYLE.search(part.text)):
        raise AssetError(part.asset, f"it holds {found[0]}, which a browser would load something for")


_CONTROLS = (set(range(0x20)) | set(range(0x7F, 0xA0))) - set(b"\t\n\r")
_HALF_PAIRS = range(0xD800, 0xE000)
_UNWRITABLE = dict.fromkeys([*_CONTROLS, *_HALF_PAIRS], "\N{REPLACEMENT CHARACTER}") | {ord("\r"): "\n"}
_TO_ESCAPE = re.compile("[&<>\"'" + "".join(f"\\u{point:04x}" for point in sorted(_UNWRITABLE)) + "]")
