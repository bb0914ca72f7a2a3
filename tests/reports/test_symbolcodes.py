"""Symbols of forces: codes and words, and what is said about those that are neither."""

from __future__ import annotations

from pathlib import Path

import pytest

import geomoves as gm
from geomoves.errors import ArgumentError, DossierError
from geomoves.reports.schema import dossier_schema
from geomoves.reports.symbolcodes import symbol_code, symbol_words
from geomoves.reports.writing import dossier_json, dossier_yaml


def dossier(symbol: str, **more: str) -> gm.Dossier:
    return gm.Dossier(
        title="A test",
        documents={"page": {"citation": "a page"}},
        speakers={"one": "One"},
        forces={"body": {"name": "Soldiers", "symbol": symbol, **more}},
        claims={"x": {"kind": "movement", "in": "page", "said_by": "one", "force": "body", "to": "a"}},
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("infantry", "10011000001211000000"),
        ("special operations brigade", "10011000181218000000"),
        ("Special Operations Brigade", "10011000181218000000"),
        ("mechanised infantry battalion", "10011000161211020000"),
        ("mechanized infantry battalion", "10011000161211020000"),
        ("armored division", "10011000211205000000"),
        ("air defense regiment", "10011000171301000000"),
        ("airborne division", "10011000211211000001"),
        ("self propelled artillery battery", "10011000151303010000"),
        ("army group", "10011000240000000000"),
        ("corps headquarters", "10011002220000000000"),
        ("infantry brigade headquarters", "10011002181211000000"),
        ("landing ship", "10013000001203070000"),
        ("airfield", "10012000001213010000"),
        ("rail head", "10012000001213070000"),
        ("training camp", "10012000001119020000"),
        ("submarine", "10013500001101000000"),
    ],
)
def test_words_stand_for_codes(words: str, code: str) -> None:
    assert symbol_code(words) == code
    assert dossier(words).forces["body"].symbol == words


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ("10033000001210030000", "10033000001210030000"),
        ("1003 3000 0012 1003 0000", "10033000001210030000"),
        ("SFGPUCI----H---", "SFGPUCI----H---"),
        ("shgpuci*****kp*", "SHGPUCI-----KP-"),
    ],
)
def test_codes_stay_what_they_are(code: str, read: str) -> None:
    assert symbol_code(code) == read
    assert dossier(code).forces["body"].symbol == code


def test_a_force_may_state_its_size_apart() -> None:
    assert symbol_code("infantry", echelon="Battalion") == "10011000161211000000"
    assert symbol_code("infantry brigade", echelon="battalion") == "10011000181211000000"
    assert symbol_code("landing ship", echelon="brigade") == "10013000001203070000"
    assert symbol_code("infantry", echelon="a few dozen") == "10011000001211000000"


@pytest.mark.parametrize(
    ("wrong", "message", "remedy"),
    [
        ("infantery brigade", "stand for no symbol", "did you mean `infantry`"),
        ("landing shp", "stand for no symbol", "did you mean `landing ship`"),
        ("landing ship brigade", "stand for no symbol", "landing ship"),
        ("a secret", "stand for no symbol", "infantry brigade"),
        ("1003300000121003", "20 digits, not 16", "20 digits"),
        ("10033000801210030000 1", "20 digits, not 21", "20 digits"),
        ("10033090001210030000", "no symbol has this code", "20 digits"),
        ("SXGPUCI--------", "stand for no symbol", "15 letters"),
        ("<svg onload=alert(1)>", "stand for no symbol", "words"),
    ],
)
def test_other_symbols_are_refused_with_file_line_and_field(
    wrong: str, message: str, remedy: str, tmp_path: Path
) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text(
        f"geomoves: 1\ndocuments: {{page: {{citation: a page}}}}\nspeakers: {{one: One}}\nforces:\n  body:\n"
        f"    name: Soldiers\n    symbol: '{wrong}'\n"
        "claims: {x: {kind: movement, in: page, said_by: one, force: body, to: a}}\n",
        encoding="utf-8",
    )
    with pytest.raises(DossierError) as caught:
        gm.read_dossier(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.field) == (str(path), 7, "forces.body.symbol")
    assert message in problem.message
    assert remedy in problem.remedy
    with pytest.raises(ArgumentError):
        symbol_code(wrong)


def test_symbols_survive_every_form(tmp_path: Path) -> None:
    held = dossier("special operations brigade", echelon="brigade")
    for name, text in (("d.yaml", dossier_yaml(held)), ("d.json", dossier_json(held))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert gm.read_dossier(tmp_path / name) == held
    held.save(tmp_path / "d.xlsx")
    assert gm.read_dossier(tmp_path / "d.xlsx").forces["body"].symbol == "special operations brigade"


def test_a_changed_symbol_is_a_change_of_the_edition() -> None:
    (change,) = gm.compare_editions(dossier("infantry"), dossier("armour"))
    assert (change.what, change.id, change.field, change.old, change.new) == (
        "changed",
        "body",
        "symbol",
        "infantry",
        "armour",
    )


def test_every_word_has_a_code_and_a_source() -> None:
    table = symbol_words()
    assert {len(code) for code in table["entity"].values()} == {12}
    assert {len(code) for code in table["echelon"].values()} == {2}
    for words in table["entity"]:
        assert len(symbol_code(words)) == 20
    path = Path(gm.__file__).parent / "reports" / "symbol_words.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "words,part,code,source"
    assert all(line.count("MIL-STD-2525D") == 1 for line in lines[1:])


def test_the_schema_describes_symbols() -> None:
    assert "infantry brigade" in str(dossier_schema())
