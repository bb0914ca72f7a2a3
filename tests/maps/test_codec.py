"""Columns as bytes: what goes in comes out, in Python and in the browser."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geomoves as gm
from geomoves.coded import Composed
from geomoves.errors import ArgumentError
from geomoves.maps.block import movement_block
from geomoves.maps.codec import decode, encode
from geomoves.maps.columns import COLUMNS
from geomoves.maps.packing import pack, unpack

EXAMPLES = Path(__file__).parents[2] / "examples"

#: Every code in one document.
EVERY_CODE: dict[str, Any] = {
    "ascending": list(range(1000, 1100)),
    "numbers": [7, -5, 10**12, 0] * 20,
    "with_null": [None, 3, 400] * 20,
    "all_null": [None] * 40,
    "decimals": [1.5, None, -0.25] * 20,
    "doubles": [0.1 + 1 / 3, math.pi, -1e300] * 20,
    "flags": [True, False, False] * 20,
    "few_texts": ["x", "y", "</script>{{7*191}}"] * 20,
    "many_texts": [f"{row}: {'é' * (row % 7)}" for row in range(400)],
    "numbered": [f"c{row}" for row in range(100)],
    "two_kinds": [f"c{row}" for row in range(100)] + [f"r{row}" for row in range(9)],
    "padded": [f"c{row:03}" for row in range(1100)],
    "not_numbered": [f"c{row}" for row in (1, 2, 3, 10, 100)] * 10 + ["c007"],
    "half_a_pair": ["\ud800é", "b"] * 30,
    "rare": [""] * 90 + ["here"],
    "rare_lists": [[]] * 90 + [[1, "a"]],
    "lists": [[1, 2], [], [3]] * 30,
    "deep": [[[1.25, 2.5], [3.0, 4.0]], [[5.0, 6.0]]] * 20,
    "rows": [["legs", 1, None], ["events", 2, "why"]] * 30,
    "objects": [{"class": "x", "line": [1, 2, 3]}, {"class": "y", "line": []}] * 30,
    "mixed": [1, "a", None, {"b": []}] * 20,
    "short": [1, 2],
    "folder": {"inner": [0] * 50, "text": "t", "nothing": None},
    "lead": [row - row % 3 for row in range(99)],
    "led": [row // 3 for row in range(98)] + [5],
    "like": [row // 3 for row in range(99)],
    "nowhere": [0, 1, -1, 2] * 10,
    "there": ["x", "y", "x", "x"] * 10,
    "same": [row // 3 for row in range(98)] + [7],
    "beside": [None, *(row // 3 + 2 for row in range(98))],
    "leads": [0, 3, 6, 95, 96] * 6,
    "members": [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9], [96, 97, 98]] * 6,
    "named": [f"day {row // 3}" for row in range(98)] + ["another"],
}
DERIVED: dict[tuple[str, ...], tuple[Any, ...]] = {
    ("led",): ("lead", ("lead",)),
    ("like",): ("like", ("led",), ("lead",)),
    ("named",): ("by", ("led",), ("like",)),
    ("there",): ("like", ("few_texts",), ("nowhere",)),
    ("same",): ("same", ("like",)),
    ("beside",): ("beside", ("led",)),
    ("members",): ("members", ("lead",), ("leads",)),
}


def test_every_code_comes_back() -> None:
    back = decode(encode(EVERY_CODE, DERIVED))
    assert back == EVERY_CODE
    assert [type(value) for value in back["flags"]] == [bool] * 60
    assert len(encode(EVERY_CODE, DERIVED)) < len(json.dumps(EVERY_CODE)) / 2


@pytest.mark.browser
def test_the_browser_reads_the_same(open_page: Callable[..., Any], tmp_path: Path) -> None:
    from geomoves.maps.page import strict_page
    from tests.maps.sample_block import block_of

    page = tmp_path / "page.html"
    page.write_text(strict_page([block_of()], None, title="t"), encoding="utf-8")
    visit = open_page(page)
    visit.page.wait_for_selector("[data-ready]", state="attached")
    back = visit.page.evaluate(
        "(bytes) => geomoves.decode(new Uint8Array(bytes))", list(encode(EVERY_CODE, DERIVED))
    )
    # What is no UTF-16 does not survive the way back to the test, though it does the way into the page.
    expected = json.loads(json.dumps(EVERY_CODE).replace("\\ud800", "\\ufffd"))
    assert json.loads(json.dumps(back).replace("\\ud800", "\\ufffd")) == expected


_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
)
_COLUMNS = st.one_of(
    *(
        st.lists(cells, min_size=20, max_size=80)
        for cells in (
            st.integers(-300, 300),
            st.integers(-(2**60), 2**60),
            st.one_of(st.none(), st.integers(0, 30000)),
            st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
            st.booleans(),
            st.text(max_size=5),
            st.sampled_from(["a", "b", ""]),
            st.integers(0, 3).map(lambda number: f"c{number}"),
            st.lists(st.integers(-9, 9), max_size=4),
            st.lists(st.lists(st.integers(0, 9), max_size=3), max_size=3),
            st.tuples(st.text(max_size=2), st.integers(0, 9)).map(list),
            st.fixed_dictionaries(
                {"class": st.text(max_size=2), "line": st.lists(st.integers(), max_size=3)}
            ),
            _SCALARS,
        )
    )
)


@given(st.dictionaries(st.text(max_size=4), st.one_of(_COLUMNS, _SCALARS), max_size=5))
def test_whatever_json_can_say_comes_back(data: dict[str, Any]) -> None:
    assert decode(encode(data)) == data


@given(
    st.lists(st.integers(0, 4), min_size=30, max_size=60),
    st.lists(st.integers(0, 3), min_size=60, max_size=60),
    st.lists(st.integers(0, 59), min_size=60, max_size=60),
)
def test_what_follows_from_others_comes_back(values: list[int], others: list[int], picks: list[int]) -> None:
    count = len(values)
    data = {
        "lead": [min(row, picks[row]) if picks[row] < row else row for row in range(count)],
        "led": values,
        "like": others[:count],
        "by": [f"n{value}" for value in others[:count]],
    }
    # A row leads itself, or is led by one that does.
    data["lead"] = [row if data["lead"][lead] != lead else lead for row, lead in enumerate(data["lead"])]
    assert decode(encode(data, DERIVED | {("by",): ("by", ("led",))})) == data


def test_what_the_page_puts_together_is_left_out() -> None:
    data = {"claims": {"id": ["a"], "sentence": Composed(1, lambda row: f"row {row}")}}
    assert list(data["claims"]["sentence"]) == ["row 0"]
    assert decode(encode(data)) == {"claims": {"id": ["a"]}}


@pytest.mark.parametrize("bad", [math.nan, math.inf, {1, 2}, object()])
def test_what_json_cannot_say_is_refused(bad: Any) -> None:
    for data in ({"x": bad}, {"x": [0.5, bad] * 30}):
        with pytest.raises(ArgumentError, match="plain data"):
            pack(data)


def test_a_key_that_is_no_text_is_refused() -> None:
    with pytest.raises(ArgumentError, match="the key 3 is no text"):
        pack({"x": {3: "no text"}})


@pytest.mark.parametrize("cut", [0, 3, 40, -1])
def test_torn_data_are_refused(cut: int) -> None:
    import base64

    whole = encode(EVERY_CODE)
    torn = base64.b64encode(gzip.compress(whole[:cut])).decode("ascii")
    with pytest.raises(ArgumentError, match="no packed data"):
        unpack(torn)


def test_tables_have_the_columns_that_are_named_for_them() -> None:
    block = movement_block(gm.build(gm.read_dossier(EXAMPLES / "dprk-2024.yaml")))
    assert {name: set(block[name]) for name in COLUMNS} == {
        name: set(columns) for name, columns in COLUMNS.items()
    }
