"""The command: what it writes, what it says, and how it leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "dprk-2024.yaml"

HEAD = """\
geomoves: 1
documents: {page: {citation: a page}}
speakers: {one: One}
forces: {body: Soldiers}
"""
GOOD = (
    HEAD
    + """\
claims:
  x: {kind: movement, in: page, said_by: one, force: body, to: Vladivostok, phase: happened}
"""
)


def geomoves(
    *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "geomoves", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


def test_map_writes_one_file_and_says_where(tmp_path: Path) -> None:
    done = geomoves("map", EXAMPLE, "-o", tmp_path / "out.html")
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "out.html") in done.stdout
    assert "not on the map" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]


def test_map_in_json(tmp_path: Path) -> None:
    done = geomoves("map", EXAMPLE, "-o", tmp_path / "out.html", "--json")
    report = json.loads(done.stdout)
    assert (report["claims"], report["legs"], report["presences"], report["losses"]) == (17, 5, 1, 1)
    assert report["bytes"] == (tmp_path / "out.html").stat().st_size
    assert report["unsettled"] == []


def test_map_lists_what_changed_since_an_edition(tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    old.write_text(GOOD, encoding="utf-8")
    done = geomoves("map", EXAMPLE, "-o", tmp_path / "out.html", "--since", old)
    assert done.returncode == 0, done.stderr
    assert "What changed since the earlier edition" in (tmp_path / "out.html").read_text(encoding="utf-8")
    done = geomoves("map", EXAMPLE, "-o", tmp_path / "none.html", "--since", tmp_path / "missing.yaml")
    assert done.returncode == 2
    assert not (tmp_path / "none.html").exists()


def test_the_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    surroundings = [
        {"TZ": "Asia/Vladivostok", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"},
    ]
    found = []
    for number, environment in enumerate(surroundings):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "d.yaml").write_bytes(EXAMPLE.read_bytes())
        done = geomoves("map", "d.yaml", "-o", "m.html", cwd=folder, **environment)
        assert done.returncode == 0, done.stderr
        found.append((folder / "m.html").read_bytes())
    assert found[0] == found[1]


BAD = {
    "a missing file": (None, "there is no such file"),
    "broken YAML": ("geomoves: 1\nclaims: [", "no YAML"),
    "a duplicate key": (GOOD + "claims: {}\n", "stands twice"),
    "an unknown field": (GOOD + "colour: red\n", "not known"),
    "an unknown speaker": (GOOD.replace("said_by: one", "said_by: two"), "no such speaker"),
    "a date that ends before it starts": (
        GOOD.replace("phase:", "when: {from: 2024-10-13, to: 2024-10-08}, phase:"), "before it starts",
    ),
    "latitude 95": (GOOD.replace("to: Vladivostok", "to: {lon: 131.9, lat: 95}"), "lat"),
    "an empty dossier": ("geomoves: 1\n", "no claims"),
    "an empty file": ("", "empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_leaves_with_2_and_an_existing_map_as_it_was(case: str, tmp_path: Path) -> None:
    text, message = BAD[case]
    dossier, out = tmp_path / "bad.yaml", tmp_path / "map.html"
    if text is not None:
        dossier.write_text(text, encoding="utf-8")
    out.write_bytes(b"the last good map")
    before = sorted(path.name for path in tmp_path.iterdir())
    done = geomoves("map", dossier, "-o", out)
    assert done.returncode == 2
    assert message in done.stderr
    assert "bad.yaml" in done.stderr
    assert "Traceback" not in done.stderr
    assert out.read_bytes() == b"the last good map"
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_name_that_no_gazetteer_knows_is_counted_and_strict_refuses_it(tmp_path: Path) -> None:
    dossier, out = tmp_path / "d.yaml", tmp_path / "map.html"
    dossier.write_text(GOOD.replace("Vladivostok", "Xyzzyburg"), encoding="utf-8")
    done = geomoves("map", dossier, "-o", out)
    assert (done.returncode, out.exists()) == (0, True)
    assert "Xyzzyburg" in done.stderr
    out.write_bytes(b"the last good map")
    done = geomoves("map", dossier, "-o", out, "--strict")
    assert (done.returncode, out.read_bytes()) == (1, b"the last good map")


def test_a_name_that_could_be_two_places_is_asked_about(tmp_path: Path) -> None:
    dossier = tmp_path / "d.yaml"
    dossier.write_text(GOOD.replace("Vladivostok", "Donetsk"), encoding="utf-8")
    done = geomoves("check", dossier)
    assert done.returncode == 0
    assert "{name: Donetsk, id: geonames:709717}" in done.stderr
    assert "Rostov Oblast" in done.stderr
    assert geomoves("check", dossier, "--strict").returncode == 1
    report = json.loads(geomoves("check", dossier, "--json").stdout)
    assert report["unsettled"][0]["claim"] == "x"


def test_lookup_shows_both() -> None:
    done = geomoves("lookup", "Donetsk")
    assert done.returncode == 0
    assert "Donetsk Oblast, UA" in done.stdout
    assert "Rostov Oblast, RU" in done.stdout


def test_lookup_in_json_with_a_country() -> None:
    found = json.loads(geomoves("lookup", "Donetsk", "--country", "RU", "--json").stdout)
    assert [place["country"] for place in found["Donetsk"]] == ["RU"]


def test_lookup_of_an_unknown_name_leaves_with_1() -> None:
    done = geomoves("lookup", "Xyzzyburg")
    assert done.returncode == 1
    assert "no gazetteer knows" in done.stderr


def test_new_writes_a_dossier_that_can_be_drawn(tmp_path: Path) -> None:
    dossier = tmp_path / "mine.yaml"
    assert geomoves("new", dossier).returncode == 0
    assert (tmp_path / "dossier.schema.json").exists()
    assert geomoves("check", dossier, "--strict").returncode == 0
    assert geomoves("map", dossier, "-o", tmp_path / "m.html").returncode == 0
    again = geomoves("new", dossier)
    assert again.returncode == 2
    assert "--force" in again.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["map", "--help"], ["--version"]])
def test_help_and_version(arguments: list[str]) -> None:
    done = geomoves(*arguments)
    assert done.returncode == 0
    assert "geomoves" in done.stdout


def test_diff_tells_what_changed_and_lists_corrections(tmp_path: Path) -> None:
    taken_back = tmp_path / "new.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    withdrawn = "  crossing:\n    withdrawn: {on: 2024-10-20, because: we misread the page}\n"
    taken_back.write_text(text.replace("  crossing:\n", withdrawn, 1), encoding="utf-8")
    told = geomoves("diff", EXAMPLE, taken_back)
    assert told.returncode == 0, told.stderr
    assert "Withdrawn on 20 October 2024: crossing" in told.stdout
    assert geomoves("diff", "--exit-code", EXAMPLE, taken_back).returncode == 1
    assert geomoves("diff", "--exit-code", EXAMPLE, EXAMPLE).returncode == 0
    plain = json.loads(geomoves("diff", "--json", EXAMPLE, taken_back).stdout)
    assert [change["what"] for change in plain["changes"]] == ["withdrawn"]
    assert [change["id"] for change in plain["corrections"]] == ["crossing"]
    assert geomoves("diff", EXAMPLE, tmp_path / "none.yaml").returncode == 2
