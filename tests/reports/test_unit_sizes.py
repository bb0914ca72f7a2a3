from __future__ import annotations

from pathlib import Path

import pytest

import geomoves as gm
from geomoves.reports import Strength
from geomoves.reports.unit_sizes import people_in, read_unit_sizes, unit_sizes

HEAD = "unit,context,low,high,counts,source\n"


def test_every_row_has_its_context_and_source() -> None:
    for unit in ("squad", "platoon", "company", "battalion", "brigade", "division", "corps"):
        (row,) = unit_sizes(unit)
        assert row.context
        assert row.source
        assert 0 < row.low < row.high


def test_plurals_and_unknown_units() -> None:
    assert unit_sizes("Brigades") == unit_sizes("brigade")
    assert unit_sizes("companies") == unit_sizes("company")
    assert unit_sizes("soldiers") == []
    assert unit_sizes("brigade", context="Grande Armée") == []


def test_an_equivalent_is_a_calculation_and_says_so() -> None:
    (found,) = people_in(Strength.model_validate("four brigades"))
    assert (found.low, found.high) == (12_000, 20_000)
    assert "nobody is reported to have said so" in str(found)
    (found,) = people_in(Strength.model_validate("up to 2 battalions"))
    assert (found.low, found.high) == (None, 2_000)


@pytest.mark.parametrize("strength", ["1500", "several brigades", "1,500 soldiers"])
def test_what_has_no_equivalent(strength: str) -> None:
    assert people_in(Strength.model_validate(strength)) == []


def test_nothing_asks_for_it_unasked() -> None:
    source = Path(gm.__file__).parent
    users = [path.name for path in source.rglob("*.py") if "unit_sizes" in path.read_text(encoding="utf-8")]
    assert users == ["unit_sizes.py"]


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "sizes.csv"
    path.write_text(HEAD + "brigade,Somewhere,1000,2000,men,A book (1900)\n", encoding="utf-8")
    table = read_unit_sizes(path)
    (found,) = people_in(Strength.model_validate("two brigades"), table=table)
    assert (found.low, found.high) == (2000, 4000)


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        ("", 1, "no table of unit sizes"),
        ("a,b\n", 1, "no table of unit sizes"),
        (HEAD + "brigade,X,1,2,men\n", 2, "has 5 cells, not 6"),
        (HEAD + "brigade,X,some,2,men,Y\n", 2, "no number"),
        (HEAD + "brigade,X,0,2,men,Y\n", 2, "no number"),
        (HEAD + "brigade,X,3,2,men,Y\n", 2, "not in order"),
        (HEAD + "brigade,X,1,2,men,\n", 2, "this is empty"),
    ],
)
def test_bad_tables(tmp_path: Path, content: str, line: int, told: str) -> None:
    path = tmp_path / "sizes.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(gm.InputError, match=told) as raised:
        read_unit_sizes(path)
    assert raised.value.problems[0].line == line
