"""Columns as arrays: each is the list that it stands for, to readers and to the codec."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.coded import Coded, Column, Lists, Numbers, joined, taken, told_apart
from geomoves.maps.codec import decode, encode
from geomoves.maps.differing import different
from geomoves.nested import Beside, Nested

_NUMBERS = st.lists(st.one_of(st.none(), st.integers(-(2**40), 2**40)), max_size=60).map(Numbers.of)
_LISTS = st.lists(st.lists(st.integers(-9, 9), max_size=3), max_size=60).map(Lists.of)
_CELLS = st.one_of(
    st.lists(st.sampled_from(["", "a", "b", "c7", "c8"]), min_size=1, max_size=6),
    st.lists(st.sampled_from([True, False, 1, 1.0, 0.25, None]), min_size=1, max_size=6),
    st.lists(st.lists(st.integers(0, 3), max_size=2), min_size=1, max_size=4),
)


@st.composite
def _coded(draw: st.DrawFn) -> Coded:
    cells = draw(_CELLS)
    codes = draw(st.lists(st.integers(0, len(cells) - 1), max_size=60))
    column = Coded(np.array(codes, dtype=np.int64), cells)
    # What a column knows of its cells does not hold of what is made of them.
    return draw(st.sampled_from([column, column.told_once(), column.told_once().mapped(_merged)]))


def _merged(cell: Any) -> Any:
    return "b" if cell == "a" else cell


@st.composite
def _nested(draw: st.DrawFn) -> Column:
    """Return rows of two columns, or lists of such rows, or of plain cells."""
    one, other = draw(st.one_of(_NUMBERS, _coded())), draw(st.one_of(_NUMBERS, _LISTS, _coded()))
    rows = min(len(one), len(other))
    beside = Beside([one.take(np.arange(rows)), other.take(np.arange(rows))])
    flat = draw(st.sampled_from([beside, one]))
    groups = draw(st.lists(st.integers(-1, 5), min_size=len(flat), max_size=len(flat)))
    nested = Nested.grouped(np.array(groups, dtype=np.int64), flat, 6)
    return draw(st.sampled_from([beside, nested]))


_COLUMNS = st.one_of(_NUMBERS, _LISTS, _coded(), _nested())


def _typed(cells: list[Any]) -> list[Any]:
    return [(type(cell), cell) for cell in cells]


@given(_COLUMNS)
def test_a_column_is_read_as_its_list(column: Column) -> None:
    cells = column.tolist()
    assert column == cells
    assert [column[row] for row in range(len(column))] == cells
    assert column[1:-1] == cells[1:-1]
    assert list(column) == cells
    assert column.alike == (len({repr(cell) for cell in cells}) <= 1) or isinstance(column, Coded)
    with pytest.raises(IndexError):
        column[len(column)]


@given(_COLUMNS)
def test_a_column_is_written_as_its_list(column: Column) -> None:
    cells = column.tolist()
    assert encode({"column": column}) == encode({"column": cells})
    assert decode(encode({"column": column})) == {"column": cells}


@given(st.data(), _COLUMNS)
def test_rows_are_taken(data: st.DataObject, column: Column) -> None:
    rows = data.draw(st.lists(st.integers(0, len(column) - 1), max_size=20)) if len(column) else []
    wanted = [column[row] for row in rows]
    assert taken(column, np.array(rows, dtype=np.int64)) == wanted
    assert taken(column.tolist(), np.array(rows, dtype=np.int64)) == wanted


@given(st.data(), _COLUMNS)
def test_what_differs_is_found_whatever_holds_it(data: st.DataObject, column: Column) -> None:
    rows = data.draw(
        st.lists(st.integers(0, max(len(column) - 1, 0)), min_size=len(column), max_size=len(column))
    )
    other = column.take(np.array(rows, dtype=np.int64))
    wanted = [row for row in range(len(column)) if column[row] != other[row]]
    again = Coded(other.codes.copy(), list(other.cells)) if isinstance(other, Coded) else other
    for one in (column, column.tolist()):
        for another in (other, again, other.tolist()):
            assert different(one, another).tolist() == wanted


@given(_coded())
def test_cells_are_told_once_in_the_order_in_which_they_come(column: Coded) -> None:
    once = column.told_once()
    assert _typed(once.tolist()) == _typed(column.tolist())
    assert once.codes.max(initial=-1) == len(once.cells) - 1
    first_rows = [once.codes.tolist().index(code) for code in range(len(once.cells))]
    assert first_rows == sorted(first_rows)
    told = [(type(cell), cell) for cell in once.cells if not isinstance(cell, list)]
    assert len(told) == len(set(told))


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), min_size=1, max_size=9), st.data())
def test_lists_are_put_in_and_appended(lists: list[list[int]], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(lists) - 1), unique=True))
    new = {row: [row, 77] for row in [*rows, len(lists)]}
    column = Lists.of(lists).put(np.array(list(new), dtype=np.int64), list(new.values()))
    assert column == [new.get(row, old) for row, old in enumerate([*lists, []])]
    assert Lists.of(lists).firsts.tolist() == [each[0] if each else -1 for each in lists]


def test_a_column_is_no_text_and_equals_no_other_thing() -> None:
    assert Numbers.of([1, 2]) != "12"
    assert Numbers.of([1, None]) != [1, 2]
    assert Numbers.of([1]) == Coded.of([1])


@given(st.one_of(*(st.tuples(kind, kind) for kind in (_NUMBERS, _LISTS, _coded()))))
def test_joined_columns_are_read_as_one_list_after_the_other(two: tuple[Column, Column]) -> None:
    one, other = two
    assert _typed(joined(one, other).tolist()) == _typed([*one.tolist(), *other.tolist()])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([None, 1.0, 2.0])), max_size=40))
def test_rows_told_apart_are_columns_with_each_cell_once(rows: list[tuple[str, float | None]]) -> None:
    columns = told_apart(rows, ("mode", "count"))
    assert list(zip(*(column.tolist() for column in columns.values()), strict=True)) == rows
    for column in columns.values():
        assert column.cells == list(dict.fromkeys(column.tolist()))
        assert column.told_once() is column


def test_one_and_true_are_told_apart() -> None:
    column = Coded(np.array([0, 1, 2, 1, 0]), [True, 1, 1.0]).told_once()
    assert _typed(column.tolist()) == _typed([True, 1, 1.0, 1, True])
