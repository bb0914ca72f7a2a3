"""What is read is what stands in the file: from YAML and from JSON alike."""

from __future__ import annotations

import json
import os

import pytest

from geomoves.reports import End, Strength, When, read_dossier
from geomoves.reports.jsontext import parse_json
from geomoves.reports.yamltext import parse_yaml
from tests.reports.bad_files import GOOD


def _read(folder, text, name="dossier.yaml"):
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_dossier(path)


def test_example_holds_every_kind_of_thing(example):
    dossier = read_dossier(example)
    assert dossier.source == str(example)
    assert {claim.kind for claim in dossier.claims.values()} == {
        "movement",
        "presence",
        "activity",
        "condition",
        "loss",
        "total",
        "response",
    }
    crossing = dossier.claims["crossing"]
    assert crossing.from_ == ()
    assert crossing.strength.best == 1500
    assert crossing.when == When(
        from_="2024-10-08", to="2024-10-13", how="within", words="between October 8 and October 13"
    )
    assert dossier.claims["front"].to[0].placeable is False
    assert dossier.theatre.countries == ("KP", "KR", "RU", "UA")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NO", "NO"),
        ("8:13", "8:13"),
        ("0123", "0123"),
        ("'null'", "null"),
        ('"~"', "~"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1.0", "1.0"),
        ("yes", "yes"),
        ("2024-10-18", "2024-10-18"),
        ("1e3", "1e3"),
        ("'it''s'", "it's"),
        ('"a\\tb"', "a\tb"),
        ('"\\u00e9"', "é"),
        ("!!str 5", "5"),
        ("! 5", "5"),
        (">-\n  a\n  b", "a b"),
        ("|\n  a\n  b", "a\nb"),
        ("a\n  b", "a b"),
    ],
)
def test_every_scalar_is_text(written, read, tmp_path):
    assert _read(tmp_path, GOOD.replace("title: A dossier", f"title: {written}")).title == read


@pytest.mark.parametrize("nothing", ["", "~", "null", "NULL", '""', "''", "# only a comment"])
def test_what_stands_empty_is_not_stated(nothing, tmp_path):
    dossier = _read(
        tmp_path, GOOD.replace("when: 2024-10-08/2024-10-13", f"when: {nothing}\n    note: {nothing}")
    )
    assert dossier.claims["crossing"].when is None
    assert dossier.claims["crossing"].note is None


def test_an_alias_stands_for_what_it_names(tmp_path):
    text = GOOD.replace("to: Vladivostok", "to: &port {name: Vladivostok}").replace(
        "strength: 1500", "via: [*port, *port]"
    )
    with pytest.raises(Exception, match="stands for nothing"):
        _read(tmp_path, text)
    text = GOOD.replace("strength: 1500", "via: [&port {name: Rason}, *port]")
    assert _read(tmp_path, text).claims["crossing"].via == (End(name="Rason"), End(name="Rason"))
    text = GOOD.replace("title: A dossier", "title: &title A dossier\ndescription: *title")
    assert _read(tmp_path, text).description == "A dossier"


def test_anchor_that_is_set_again_stands_for_the_last(tmp_path):
    assert parse_yaml("a: &x 1\nb: &x 2\nc: *x\n").plain == {"a": "1", "b": "2", "c": "2"}


def test_claims_in_a_list(tmp_path):
    text = GOOD[: GOOD.index("  crossing:")] + (
        "  - {id: crossing, kind: movement, in: page, said_by: nis, force: dprk, to: Vladivostok}\n"
        "  - {id: kremlin, kind: response, in: page, said_by: media, about: war, stance: denies}\n"
    )
    dossier = _read(tmp_path, text)
    assert list(dossier.claims) == ["crossing", "kremlin"]


def test_fields_of_ones_own_are_kept(tmp_path):
    dossier = _read(tmp_path, GOOD + "x-a: {b: [1, ~, 'c']}\n")
    assert dossier.extensions == {"x-a": {"b": ["1", None, "c"]}}
    dossier = _read(tmp_path, GOOD.replace("force: dprk", "force: dprk\n    x-mine: NO"))
    assert dossier.claims["crossing"].extensions == {"x-mine": "NO"}


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".YAML", ".json", ".JSON"])
def test_endings(ending, tmp_path):
    text = GOOD if "y" in ending.lower() else json.dumps(_read(tmp_path, GOOD).to_plain())
    assert _read(tmp_path, text, f"dossier{ending}") == _read(tmp_path, GOOD)


@pytest.mark.parametrize("name", ["with space.yaml", "Київ.yaml", "a.b.yaml", "%s.yaml", "{x}.yaml"])
def test_names_of_files(name, tmp_path):
    assert _read(tmp_path, GOOD, name).source == str(tmp_path / name)
    assert read_dossier(os.fsencode(tmp_path / name)) == read_dossier(tmp_path / name)


def test_link_to_a_file_is_followed(tmp_path):
    _read(tmp_path, GOOD)
    (tmp_path / "link.yaml").symlink_to(tmp_path / "dossier.yaml")
    assert len(read_dossier(tmp_path / "link.yaml").claims) == 2


def test_json_says_the_same_as_yaml(tmp_path):
    plain = {
        "geomoves": 1,
        "documents": {"page": {"title": 1812, "published": 2024, "citation": None}},
        "speakers": {"nis": {"name": "N", "party": True, "named": "false"}},
        "forces": {"dprk": "S"},
        "claims": {
            "1": {
                "kind": "presence",
                "in": "page",
                "said_by": "nis",
                "force": "dprk",
                "strength": 1.125,
                "through": [],
                "at": [{"lon": 131.9, "lat": 43.10, "precision": 2}],
                "note": "",
                "when": "2024-10-18",
            }
        },
    }
    dossier = _read(tmp_path, json.dumps(plain), "dossier.json")
    claim = dossier.claims["1"]
    assert claim.strength == Strength(best=1.125)
    assert claim.at == (End(lon=131.9, lat=43.1, precision=2),)
    assert claim.note is None
    assert (dossier.speakers["nis"].party, dossier.speakers["nis"].named) == (True, False)
    assert dossier.documents["page"].title == "1812"
    assert dossier.documents["page"].published == When(at="2024")


@pytest.mark.parametrize("ending", [".yaml", ".json"])
@pytest.mark.parametrize(("start", "line_end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r")])
def test_marks_and_line_ends_of_other_systems(ending, start, line_end, tmp_path):
    text = GOOD if ending == ".yaml" else json.dumps(_read(tmp_path, GOOD).to_plain(), indent=1)
    found = _read(tmp_path, start + text.replace("\n", line_end), f"other{ending}")
    assert found == _read(tmp_path, GOOD)


def test_numbers_in_json_stay_as_written():
    assert parse_json('{"a": 1.50, "b": 1e400, "c": 123456789012345678901234567890}').plain == {
        "a": "1.50",
        "b": "1e400",
        "c": "123456789012345678901234567890",
    }


def test_lines_of_yaml_and_of_json_are_those_of_an_editor():
    text = 'a:\n  b: [1,\n    2]\n  "c.d": {e: f}\n\n  # g\n  h: |\n    i\n    j\nk: 1\n'
    paths = [
        (),
        ("a",),
        ("a", "b"),
        ("a", "b", 1),
        ("a", "c.d", "e"),
        ("a", "h"),
        ("k",),
        ("l",),
        ("a", "b", 7),
    ]
    assert parse_yaml(text).lines_of(paths) == {
        (): 1,
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "b", 1): 3,
        ("a", "c.d"): 4,
        ("a", "c.d", "e"): 4,
        ("a", "h"): 7,
        ("k",): 10,
    }
    text = '{"a": {\n "b": [1,\n 2, {"x": "}{][,:\\""}],\n "c.d": {"e":\n "f"}},\n "k": null}\n'
    paths = [(), ("a",), ("a", "b", 1), ("a", "b", 2, "x"), ("a", "c.d", "e"), ("k",), ("l",)]
    assert parse_json(text).lines_of(paths) == {
        (): 1,
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "b", 1): 3,
        ("a", "b", 2): 3,
        ("a", "b", 2, "x"): 3,
        ("a", "c.d"): 4,
        ("a", "c.d", "e"): 4,
        ("k",): 6,
    }


def test_python_parser_reads_the_same(monkeypatch, example):
    """PyYAML without its C library is slow and not otherwise different."""
    import yaml

    from geomoves.reports import yamltext

    expected = read_dossier(example)
    monkeypatch.setattr(yamltext, "_Loader", yaml.BaseLoader)
    assert read_dossier(example) == expected
