"""Whatever is wrong with a file, it is told with file, line, field and remedy, and all of it at once."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomoves.errors import ArgumentError, DossierError, FileAccessError, GeomovesError, Problem
from geomoves.reports import Dossier, read_dossier
from geomoves.reports.yamltext import parse_yaml
from tests.reports.bad_claims import CLAIMS
from tests.reports.bad_files import FORMS, GOOD, BadFile

FILES = [*FORMS, *CLAIMS]


def test_good_file_is_good(tmp_path):
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert len(read_dossier(path).claims) == 2


def test_names_of_cases_are_unique():
    assert len({case.name for case in FILES}) == len(FILES)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_bad_file(case: BadFile, tmp_path):
    path = tmp_path / f"bad{case.ending}"
    path.write_bytes(case.content)
    with pytest.raises(DossierError) as raised:
        read_dossier(path)
    problems = raised.value.problems
    found = [(problem.line, problem.field) for problem in problems]
    assert sorted(found, key=str) == sorted(((line, field) for line, field, _ in case.expected), key=str)
    lines = [problem.line or 0 for problem in problems]
    assert lines == sorted(lines), "problems are in the order of the file"
    for problem in problems:
        said = f"{problem.message} {problem.remedy}"
        parts = [
            part for line, field, part in case.expected if (line, field) == (problem.line, problem.field)
        ]
        assert any(part in said for part in parts), said
        assert problem.file == str(path)
        assert problem.remedy
        assert len(problem.value) <= 201
        assert str(path) in str(raised.value)


def test_missing_file(tmp_path):
    with pytest.raises(FileAccessError, match="no such file") as raised:
        read_dossier(tmp_path / "missing.yaml")
    assert raised.value.path == str(tmp_path / "missing.yaml")
    assert raised.value.remedy


def test_folder(tmp_path):
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(FileAccessError, match="not a file"):
        read_dossier(tmp_path / "folder.yaml")


@pytest.mark.parametrize("name", ["dossier.txt", "dossier", "dossier.yaml.gz", ".yaml"])
def test_other_kinds_of_file(tmp_path, name):
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(FileAccessError, match="not read from"):
        read_dossier(tmp_path / name)


def test_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(FileAccessError, match="not a file"):
        read_dossier(tmp_path / "pipe.yaml")


def test_name_with_a_null_character():
    with pytest.raises(FileAccessError):
        read_dossier("a\0b.yaml")


@pytest.mark.parametrize("path", [None, 5, ["a.yaml"]])
def test_what_is_no_path(path):
    with pytest.raises(ArgumentError) as raised:
        read_dossier(path)
    assert raised.value.argument == "path"


def test_file_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(600_000_000)
    with pytest.raises(FileAccessError, match="larger than 512 MB"):
        read_dossier(path)


# What could hang or kill a parser is refused at once. In a process of its own: it may not crash.
_HOSTILE = {
    "open brackets": "[" * 100_000,
    "closed brackets": "[" * 100_000 + "]" * 100_000,
    "braces": "{a: " * 100_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "an alias bomb": "a: &a [x, x]\n"
    + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "a scalar of 10 MB": "geomoves: 1\ntitle: " + "a" * 10_000_000,
    "a key of 10 MB": "geomoves: 1\nx" + "a" * 10_000_000 + ": 1",
    "a quoted key of 10 MB": "geomoves: 1\n? x" + "a" * 10_000_000 + "\n: 1",
    "100,000 duplicate keys": "geomoves: 1\n" + "a: 1\n" * 100_000,
    "100,000 unknown fields": "geomoves: 1\n" + "".join(f"a{row}: 1\n" for row in range(100_000)),
    "100,000 anchors": "".join(f"- &a{row} x\n" for row in range(100_000)),
    "slashes for a date": "geomoves: 1\nas_of: " + "/" * 20_000,
    "digits for a number": "geomoves: 1\nclaims: {a: {strength: " + "1" * 20_000 + "}}",
    "dots for a number": "geomoves: 1\nclaims: {a: {strength: " + "1." * 5_000 + "}}",
    "commas for a number": "geomoves: 1\nclaims: {a: {strength: '" + "1,111" * 5_000 + "'}}",
}


@pytest.mark.parametrize("text", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_hostile_file_neither_hangs_nor_kills(text, tmp_path):
    path = tmp_path / "hostile.yaml"
    path.write_text(text, encoding="utf-8")
    script = (
        "import sys, time\nfrom geomoves.errors import DossierError\n"
        "from geomoves.reports import read_dossier\n"
        "try:\n    read_dossier(sys.argv[1])\nexcept DossierError as error:\n"
        "    print(len(str(error)) < 100_000, all(p.remedy for p in error.problems))\n"
        # Its own time: how long it takes by the clock depends on what else the machine does.
        "print(time.process_time() < 30)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=240, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, ["True"] * 3), done.stderr[-2000:]


@pytest.mark.parametrize("cut", range(0, len(GOOD), 7))
def test_file_that_was_cut_off_raises_nothing_but_ours(cut, tmp_path):
    path = tmp_path / "cut.yaml"
    path.write_text(GOOD[:cut], encoding="utf-8")
    with contextlib.suppress(GeomovesError):
        read_dossier(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


_GOOD_JSON = json.dumps(parse_yaml(GOOD).plain, indent=1)
_PIECES = st.one_of(st.text(max_size=3), st.sampled_from(list("[]{}:,-?!&*#|>'\"%@`~<\n\t \\")))


@pytest.mark.parametrize("ending", [".yaml", ".json"])
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_garbled_file_raises_nothing_but_ours(ending, data, folder):
    text = GOOD if ending == ".yaml" else _GOOD_JSON
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 6))
        text = text[:start] + data.draw(_PIECES) + text[end:]
    path = folder / f"garbled{ending}"
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    problems: tuple[Problem, ...] = ()
    try:
        dossier = read_dossier(path)
        assert Dossier.from_plain(dossier.to_plain()) == dossier
    except DossierError as error:
        problems = error.problems
    assert all(problem.remedy and problem.file == str(path) for problem in problems)


def test_relative_path_is_shown_as_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text("geomoves: 1\n", encoding="utf-8")
    with pytest.raises(DossierError, match=r"^bad\.yaml:1: claims: "):
        read_dossier("bad.yaml")
