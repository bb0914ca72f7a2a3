"""Columns of markup: what is written of each row is what its element alone would be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomoves.maps.markup_rows import beside, either, elements, links, texts
from geomoves.markup import link, node, serialise

_TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["</li><script>alert(1)</script>", '" onload="x', "a\r\nb", "\ud800", "\x00", "{{7*191}}"]
    ),
)
_ADDRESSES = st.one_of(
    _TEXTS,
    st.sampled_from(
        [
            "https://example.org/a?b=1&c=2",
            "https://example.org/'x'",
            'https://example.org/"x"><b>',
            "javascript:alert(1)",
            "https://example.org@evil.example/",
        ]
    ),
)
_ROWS = st.lists(st.tuples(_TEXTS, _TEXTS, _ADDRESSES, st.booleans()), min_size=1, max_size=6)


@given(_ROWS, _TEXTS)
def test_each_row_is_written_as_its_element(rows: list[tuple[str, str, str, bool]], title: str) -> None:
    first, second, addresses, flags = map(list, zip(*rows, strict=True))
    written = elements(
        "li",
        links(addresses, first),
        " · ",
        either(flags, elements("bdi", texts(second)), beside(texts(second), "<!>")),
        title=title,
    )
    alone = [
        node("li", link(address, one), " · ", *([node("bdi", two)] if flag else [two, "<!>"]), title=title)
        for one, two, address, flag in rows
    ]
    assert written.written == tuple(map(serialise, alone))
    assert serialise(node("ul", written)) == serialise(node("ul", *alone))
