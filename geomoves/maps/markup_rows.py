"""HTML of many rows alike, column by column: of a long table each column is escaped at once.

As in `geomoves.markup` a plain `str` is text, always, and there is no way around it: only the functions here
make `Rows`, and they escape whatever they are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import TypeAlias

from geomoves.markup import LINK_ATTRIBUTES, Rows, ends_of, escaped, must_escape, web_address

__all__ = ["Cells", "beside", "either", "elements", "links", "texts"]

#: A column of markup, or a text that stands in every row.
Cells: TypeAlias = Rows | str


def texts(column: Sequence[str]) -> Rows:
    """Return a column of texts as markup.

    Examples
    --------
    >>> from geomoves.markup import serialise
    >>> serialise(texts(["1 < 2", "{{7*191}}"]))
    '1 &lt; 2{{7*191}}'
    """
    # Most columns hold nothing that has to be escaped, and looking at all of it at once is quickest.
    return Rows(tuple(map(escaped, column)) if must_escape("".join(column)) else tuple(column))


def elements(tag: str, *cells: Cells, **attributes: str) -> Rows:
    """Return an element for each row, with what the columns hold in it.

    Parameters
    ----------
    tag : str
        Its name in lower case.
    *cells : Rows or str
        What is in it, one column at least; a `str` is a text that is the same in every row.
    **attributes : str
        As `geomoves.markup.node` takes them, the same in every row.

    Examples
    --------
    >>> from geomoves.markup import serialise
    >>> serialise(elements("li", texts(["a", "b"]), "!", dir="auto"))
    '<li dir="auto">a!</li><li dir="auto">b!</li>'
    """
    start, end = ends_of(tag, **attributes)
    return _joined([start, *map(_written, cells), end])


def beside(*cells: Cells) -> Rows:
    """Return several columns as one, the cells of each row beside each other.

    Examples
    --------
    >>> from geomoves.markup import serialise
    >>> serialise(beside(texts(["a", "b"]), ": ", texts(["<", ">"])))
    'a: &lt;b: &gt;'
    """
    return _joined(list(map(_written, cells)))


def either(flags: Sequence[bool], one: Rows, other: Cells = "") -> Rows:
    """Return the cells of one column where a flag is set, and of another where it is not.

    Examples
    --------
    >>> from geomoves.markup import serialise
    >>> serialise(either([True, False], texts(["a", "b"]), "–"))
    'a–'
    """
    if all(flags):
        return one
    written = _written(other)
    others = repeat(written) if isinstance(written, str) else written
    rows = zip(flags, one.written, others, strict=not isinstance(written, str))
    return Rows(tuple(first if flag else second for flag, first, second in rows))


def links(addresses: Sequence[str], shown: Sequence[str]) -> Rows:
    """Return for each row what `geomoves.markup.link` makes of its address and text.

    Examples
    --------
    >>> from geomoves.markup import serialise
    >>> serialise(links(["https://example.org/", "javascript:alert(1)"], ["a", "b"]))
    '<a href="https://example.org/" rel="noopener noreferrer" target="_blank">a</a>b'
    """
    told = texts(shown).written
    safe = list(map(web_address, addresses))
    hrefs = texts([address or "" for address in safe]).written
    start, end = ends_of("a", **LINK_ATTRIBUTES)
    rest = start.removeprefix("<a")
    return Rows(
        tuple(
            text if address is None else f'<a href="{href}"{rest}{text}{end}'
            for address, href, text in zip(safe, hrefs, told, strict=True)
        )
    )


def _written(cells: Cells) -> tuple[str, ...] | str:
    return escaped(cells) if isinstance(cells, str) else cells.written


def _joined(columns: Sequence[tuple[str, ...] | str]) -> Rows:
    """Return columns of HTML side by side; a `str` is the same in every row."""
    long = next(column for column in columns if not isinstance(column, str))
    assert all(isinstance(column, str) or len(column) == len(long) for column in columns), "rows are missing"
    rows = zip(*(repeat(column) if isinstance(column, str) else column for column in columns), strict=False)
    return Rows(tuple(map("".join, rows)))
