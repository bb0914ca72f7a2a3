"""The published JSON Schema accepts what the reader accepts, and tells an editor's user what it can."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import ClassVar

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from geomoves.errors import AssetError, DossierError
from geomoves.reports import SECTIONS, Claim, dossier_schema, schema
from geomoves.reports.jsontext import parse_json
from geomoves.reports.schema import dossier_schema_text, make_dossier_schema
from geomoves.reports.skeleton import skeleton
from geomoves.reports.writing import dossier_yaml
from geomoves.reports.yamltext import parse_yaml
from tests.reports.bad_claims import CLAIMS
from tests.reports.bad_files import FORMS, GOOD
from tests.reports.strategies import dossiers

VALIDATOR = jsonschema.Draft202012Validator(make_dossier_schema())


class _EditorsLoader(yaml.SafeLoader):
    """Reads YAML 1.2 with its core types, as editors do; keys are text."""

    yaml_implicit_resolvers: ClassVar[dict[str, object]] = {}

    def construct_mapping(self, node, deep=False):  # noqa: ARG002  # PyYAML's own signature
        return {str(key.value): self.construct_object(value, deep=True) for key, value in node.value}


for _tag, _pattern, _firsts in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    _EditorsLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_firsts)
    )


def _faults(text):
    loaded = yaml.load(text, Loader=_EditorsLoader)
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(loaded)]


def test_published_schema_is_the_one_of_the_records():
    """Run ``python -m geomoves.reports.schema`` when this fails."""
    assert json.loads(dossier_schema_text()) == make_dossier_schema()
    assert dossier_schema() == make_dossier_schema()
    assert resources.files("geomoves.reports").joinpath("dossier.schema.json").is_file()


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(make_dossier_schema())
    assert make_dossier_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_it_points_nowhere_else():
    def references(part):
        if isinstance(part, dict):
            yield from (item for key, item in part.items() if key == "$ref")
            part = list(part.values())
        if isinstance(part, list):
            for item in part:
                yield from references(item)

    found = make_dossier_schema()
    assert all(reference.removeprefix("#/$defs/") in found["$defs"] for reference in references(found))


def test_every_field_is_described():
    shared = make_dossier_schema()["$defs"]
    for kind in (*SECTIONS.values(), Claim):
        described = shared[kind.__name__]
        fields = described.get("properties") or described["anyOf"][1]["properties"]
        assert fields.keys() == kind.known_fields
        for name, field in fields.items():
            assert field.get("description"), f"{kind.__name__}.{name}"


def test_examples_fit(example):
    for path in example.parent.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert not _faults(text)
        assert VALIDATOR.is_valid(parse_yaml(text).plain), "as text, too"


def test_skeleton_fits():
    assert not _faults(skeleton())
    assert not _faults(GOOD)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(dossier=dossiers())
def test_whatever_is_written_fits(dossier):
    VALIDATOR.validate(dossier.to_plain() | {"claims": {**dossier.to_plain()["claims"]}})
    assert not _faults(dossier_yaml(dossier))


#: What needs more than the shape of the file: `geomoves check` tells it.
ONLY_READING_TELLS = {
    # characters and depth
    "half a character in JSON",
    "a deep extension",
    # references
    "an unknown speaker",
    "an unknown document",
    "an unknown force",
    "an unknown voice between",
    "an unknown piece of evidence",
    "an unknown question",
    "an unknown question answered",
    "an unknown claim",
    "an unknown figure",
    "an unknown whole",
    "an unknown carrier",
    "an unknown reader",
    "about nothing",
    "held by an unknown voice",
    "independent of nothing",
    "a link to nothing",
    "one id for two",
    "a force in itself",
    "a force apart from its whole",
    "after itself",
    "a figure in itself",
    "a response about itself",
    "responses in a circle",
    "a link of one claim",
    "Windows line ends",
    "old Macintosh line ends",
    "a mark at the start",
    "rare line breaks",
    # days and figures in words
    "an end before the start",
    "the same in words",
    "no such day",
    "no such month",
    "nothing but zeros",
    "a day without its year",
    "words for a day",
    "another's words taken back",
    "a withdrawal without a day",
    "counted from a day that is not stated",
    "a weekday alone",
    "a season",
    "superseded in a circle",
    "both finer and newer",
    "a clock without its zone",
    "both ends open",
    "no day to be as of",
    "a slash too many",
    "no figure",
    "bounds upside down",
    "a point for thousands",
    "an id with a dot",
    # what several fields say together
    "an area without its place",
    "who went where",
    "an origin without a from",
    "a box out of range",
}


@pytest.mark.parametrize("case", [*FORMS, *CLAIMS], ids=lambda case: case.name)
def test_bad_files_do_not_fit(case):
    try:
        text = case.content.decode("utf-8-sig")
        parsed = parse_json(text) if case.ending == ".json" else parse_yaml(text)
        plain = json.loads(text) if case.ending == ".json" else yaml.load(text, Loader=_EditorsLoader)
    except (UnicodeDecodeError, DossierError, yaml.YAMLError):
        return  # an editor tells what is no YAML by itself
    if parsed.plain is not None:
        assert VALIDATOR.is_valid(plain) == (case.name in ONLY_READING_TELLS)


@pytest.mark.parametrize(
    "change",
    [
        "strength: 1500",
        "strength: up to 12,000",
        "strength: 1.5",
        "strength: {best: '1,500'}",
        "to: Vladivostok",
        "to: [A, {name: B}]",
        "to: {country: KP}",
        "to: {lon: 131.9, lat: '43.1'}",
        "via:",
        "via: []",
        "note:",
        "when: 2024",
        "when: 2024-10-18",
        "when: {from: open, to: 2024-10-18}",
        "through: nis",
        "through: [nis]",
        "through: []",
        'role: {transit: "said: x"}',
        'role: {transit: "by the author: x"}',
        "role: {transit: said}",
        "x-own: {any: [thing]}",
        "independent_because: they were there",
        "independent_because: {kremlin: why}",
        "words: 1812",
        "mode: sea",
        "bears_on: war",
        "evidence: [photo]",
        "grade: B2",
        "carried_by: dprk",
    ],
)
def test_short_forms_fit(change, tmp_path):
    from geomoves.reports import read_dossier

    name = change.split(":")[0]
    lines = [line for line in GOOD.splitlines() if not line.startswith(f"    {name}:")]
    row = next(row for row, line in enumerate(lines) if line.strip() == "kind: movement")
    to = [] if any(line.startswith("    to:") for line in lines) or name == "to" else ["    to: Vladivostok"]
    text = "\n".join([*lines[: row + 1], f"    {change}", *to, *lines[row + 1 :]]) + "\n"
    (tmp_path / "dossier.yaml").write_text(text, encoding="utf-8")
    read_dossier(tmp_path / "dossier.yaml")
    assert not _faults(text)


def test_a_copy_is_ones_own():
    dossier_schema().clear()
    assert dossier_schema()["required"] == ["geomoves", "claims"]


def test_missing_and_damaged_files_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr(schema, "SCHEMA_FILE", "missing.json")
    dossier_schema_text.cache_clear()
    with pytest.raises(AssetError, match="missing"):
        dossier_schema()
    monkeypatch.setattr(schema, "dossier_schema_text", lambda: "{")
    with pytest.raises(AssetError, match="damaged"):
        dossier_schema()
    monkeypatch.undo()
    dossier_schema_text.cache_clear()
