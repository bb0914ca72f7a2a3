"""What ``geomoves new`` writes: it teaches every section, and is right as it stands."""

from __future__ import annotations

import pytest

from geomoves.errors import ArgumentError
from geomoves.reports import SECTIONS, Claim, read_dossier
from geomoves.reports.skeleton import skeleton


def _read(text, folder):
    (folder / "new.yaml").write_text(text, encoding="utf-8")
    return read_dossier(folder / "new.yaml")


def test_it_reads_and_checks_as_it_is(tmp_path):
    dossier = _read(skeleton(), tmp_path)
    dossier.check()
    assert all(getattr(dossier, name) for name in SECTIONS)
    assert dossier.links
    assert dossier.extensions


def test_what_is_to_be_replaced_says_so(tmp_path):
    dossier = _read(skeleton(), tmp_path)
    assert all(
        key.startswith("example-") for name in SECTIONS if name != "places" for key in getattr(dossier, name)
    )
    assert skeleton().count("REPLACE") > 3


def test_every_kind_and_word_is_taught():
    text = skeleton()
    for name in ("kind", "phase", "stance", "attribution", "mode"):
        for word in str(Claim.model_fields[name].annotation).split("'")[1::2]:
            assert word in text, f"{name}: {word}"
    for name in (*SECTIONS, "links", "theatre", "as_of", "x-"):
        assert f"{name}" in text


def test_first_line_names_the_schema():
    assert skeleton().splitlines()[0] == "# yaml-language-server: $schema=dossier.schema.json"
    assert skeleton(schema="../s.json").splitlines()[0] == "# yaml-language-server: $schema=../s.json"


@pytest.mark.parametrize(
    "title", ["A title", "a: b", "# no comment", "NO", "'", '"', "{{7*191}}", "\\", "x" * 400, "Київ"]
)
def test_title_and_day(title, tmp_path):
    dossier = _read(skeleton(title=title, as_of="18 October 2024"), tmp_path)
    assert dossier.title == title
    assert dossier.as_of.label == "18 October 2024"


@pytest.mark.parametrize(
    ("fields", "argument"),
    [
        ({"title": "two\nlines"}, "title"),
        ({"title": " "}, "title"),
        ({"title": 5}, "title"),
        ({"title": "x" * 1000}, "title"),
        ({"schema": "a\nclaims: {}"}, "schema"),
        ({"schema": ""}, "schema"),
        ({"as_of": "last week"}, "as_of"),
        ({"as_of": "2024-02-30"}, "as_of"),
        ({"as_of": ""}, "as_of"),
    ],
)
def test_what_does_not_fit_is_refused(fields, argument):
    with pytest.raises(ArgumentError) as raised:
        skeleton(**fields)
    assert raised.value.argument == argument
    assert raised.value.remedy


def test_lines_are_short_enough_to_read():
    assert max(map(len, skeleton().splitlines())) <= 120
