"""The subcommands on names and places."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geomoves.cli import app, main
from geomoves.cli.names import tell_candidates
from geomoves.errors import OnlineTimeoutError
from geomoves.places import Candidate, Place
from tests.places.test_dumps import DUMP, line
from tests.places.test_overlays import CAMP, collection

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("GEOMOVES_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("GEOMOVES_USER_AGENT", raising=False)
    return tmp_path / "cache"


def geomoves(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command as its script does, and give its exit code and what it says."""
    done = CliRunner().invoke(app, list(map(str, arguments)))
    code = done.exit_code
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return code, done.stdout, done.stderr


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "RU.txt"
    path.write_text("\n".join(DUMP) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def camp(tmp_path: Path) -> Path:
    path = tmp_path / "camp.geojson"
    path.write_text(collection(CAMP), encoding="utf-8")
    return path


def test_several_names_with_countries_kinds_and_a_date() -> None:
    code, out, _ = geomoves(
        "lookup", "Сталино", "Blagoveshchensk", "--country", "UA", "--country", "RU", "--date", "1950",
        "--kind", "city", "--json",
    )  # fmt: skip
    assert code == 0
    found = json.loads(out)
    assert found["Сталино"][0]["name"] == "Donetsk"
    assert {place["kind"] for places in found.values() for place in places} == {"city"}


def test_more_places_than_are_shown_are_told_of() -> None:
    code, out, err = geomoves("lookup", "Springfield", "--limit", "4")
    assert code == 0
    assert out.startswith("Springfield: the first 4 places, tell them apart by their id\n")
    assert len(out.splitlines()) == 5
    assert err == "Springfield: there are more than 4; --limit shows up to 100\n"
    _, out, err = geomoves("lookup", "Springfield", "--limit", "4", "--json")
    assert len(json.loads(out)["Springfield"]) == 4
    assert "there are more than 4" in err
    assert geomoves("lookup", "Donetsk")[2] == ""


def test_one_unknown_name_of_two_leaves_with_1_and_shows_the_other() -> None:
    code, out, err = geomoves("lookup", "Vladivostok", "Xyzzyburg")
    assert code == 1
    assert "geonames:2013348" in out
    assert "Xyzzyburg: no gazetteer knows this name" in err


def test_what_may_have_been_meant_is_not_told_as_the_name() -> None:
    _, out, _ = geomoves("lookup", "Vladivostock", "--country", "RU")
    assert "nothing is called so; may have been meant" in out


def test_only_so_many_are_shown() -> None:
    _, out, _ = geomoves("lookup", "Donetsk", "--limit", "1", "--json")
    assert len(json.loads(out)["Donetsk"]) == 1


def test_places_of_ones_own_are_looked_up(camp: Path, dump: Path) -> None:
    code, out, _ = geomoves(
        "lookup", "Camp Seven", "Zarechnoye on Psel", "--gazetteer", camp, "--gazetteer", dump, "--json"
    )
    found = json.loads(out)
    assert code == 0
    assert found["Camp Seven"][0]["id"] == "own:camp"
    assert found["Zarechnoye on Psel"][0]["id"] == "geonames:900002"


PLACE = Place("own:1", "[red]Camp\x1b]0;x\x07[/red]", 131.5, 43.5, "garrison", "RU")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["a file", "a terminal"])
def test_a_name_is_text_on_a_terminal_and_in_a_file(
    stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    tell_candidates("Camp", [Candidate(PLACE, 0.5, "Camp", ("its name", "in the theatre"))], stream)
    told = stream.getvalue()
    assert "[red]Camp" in told
    assert "\x1b]" not in told
    assert "its name; in the theatre" in told
    assert "43.5000, 131.5000" in told
    assert ("why" in told) is stream.isatty()


def test_asking_online_wants_to_know_who_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["geomoves", "lookup", "Xyzzyburg", "--online"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert "user_agent" in capsys.readouterr().err


def test_a_service_that_does_not_answer_leaves_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def search(self: object, name: str, *, countries: object = None) -> list[Candidate]:
        raise OnlineTimeoutError("nominatim", f"no answer about {name}")

    monkeypatch.setattr("geomoves.places.online.geocoder.OnlineGeocoder.search", search)
    monkeypatch.setattr(
        "sys.argv", ["geomoves", "lookup", "Xyzzyburg", "--online", "--user-agent", "geomoves tests"]
    )
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 3
    assert "no answer about Xyzzyburg" in capsys.readouterr().err


def test_nothing_is_asked_online_unless_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOMOVES_USER_AGENT", "geomoves tests")
    assert geomoves("lookup", "Xyzzyburg")[0] == 1


def test_build_packs_dumps_and_checks_the_rest(dump: Path, camp: Path, cache: Path) -> None:
    code, out, _ = geomoves("gazetteer", "build", dump, camp, "--json")
    assert code == 0
    made = json.loads(out)
    assert made["rows"] == 1
    assert made["packed"]["places"] == 7
    assert Path(made["packed"]["path"]).parent == cache / "gazetteers"
    code, out, _ = geomoves("gazetteer", "build", dump, camp)
    assert "7 places are packed" in out
    assert f"--gazetteer {dump}" in out


def test_build_makes_anew_only_when_asked(dump: Path) -> None:
    path = Path(json.loads(geomoves("gazetteer", "build", dump, "--json")[1])["packed"]["path"])
    made = path.stat().st_ino
    geomoves("gazetteer", "build", dump)
    assert path.stat().st_ino == made
    geomoves("gazetteer", "build", dump, "--anew")
    assert path.stat().st_ino != made


def test_a_broken_file_builds_nothing_and_leaves_with_2(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "UA.txt"
    path.write_text("\n".join([DUMP[0], line(1, "X", 99), line(2, "", 5)]), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["geomoves", "gazetteer", "build", str(path)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert "2 problems" in said
    assert "UA.txt:2: latitude" in said
    assert "UA.txt:3: name" in said
    assert not list((cache / "gazetteers").glob("*.places"))


def test_info_tells_counts_credits_and_checks_the_files(dump: Path, camp: Path, cache: Path) -> None:
    code, out, _ = geomoves("gazetteer", "info", dump, camp, "--json")
    assert code == 0
    told = json.loads(out)
    world, curated, own, packed = told["parts"]
    assert world["places"] > 300_000
    assert world["checked"] == packed["checked"] == "whole"
    assert any("GeoNames" in credit for credit in world["credits"])
    assert curated["places"] > 600
    assert own["kinds"] == {"garrison": 1}
    assert packed["places"] == 7
    assert packed["sha256"]
    assert told["cache"] == str(cache)
    code, out, _ = geomoves("gazetteer", "info")
    assert "credit: GeoNames" in out
    assert "sha256: " in out


def test_info_says_when_a_packed_file_is_damaged(
    dump: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    geomoves("gazetteer", "build", dump)
    (path,) = (cache / "gazetteers").glob("*.places")
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.unlink()
    path.write_bytes(content)
    monkeypatch.setattr("sys.argv", ["geomoves", "gazetteer", "info", str(dump)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert "damaged" in capsys.readouterr().err
    assert geomoves("gazetteer", "build", dump, "--anew")[0] == 0
    assert geomoves("gazetteer", "info", dump)[0] == 0


@pytest.mark.parametrize(
    "heavy", ["numpy", "pandas", "rich", "geopandas", "sqlite3", "typer", "pydantic", "argparse"]
)
def test_a_look_up_loads_nothing_heavy(heavy: str) -> None:
    code = (
        "import sys\nsys.argv = ['geomoves', 'lookup', 'Donetsk']\nfrom geomoves.cli import main\n"
        f"try:\n    main()\nexcept SystemExit:\n    pass\nsys.exit({heavy!r} in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["Donetsk"],
        ["Donetsk", "Vladivostock", "Springfield"],
        ["--json", "Донецк"],
        ["Donetsk", "--json", "Xyzzyx"],
        ["Xyzzyx"],
        ["--limit", "2", "Donetsk"],
        ["--", "Donetsk"],
    ],
)
def test_names_alone_are_answered_as_with_options(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["geomoves", "lookup", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr()
    assert (left.value.code or 0, said.out, said.err) == geomoves("lookup", *arguments)


@pytest.mark.parametrize("arguments", [["-x"], [], ["--help"], ["Donetsk", "--bad"]])
def test_whatever_else_is_there_is_left_to_the_options(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["geomoves", "lookup", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code or 0) == geomoves("lookup", *arguments)[0]


@pytest.mark.parametrize("name", ["", "x" * 501])
def test_what_is_no_name_is_bad_input(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["geomoves", "lookup", name])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("geomoves: name:")


def test_a_reader_that_has_gone_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "geomoves", "lookup", "Donetsk"], stdout=writing, stderr=subprocess.PIPE,
        text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize(
    "arguments", [["gazetteer", "--help"], ["gazetteer", "build", "--help"], ["lookup", "--help"]]
)
def test_help(arguments: list[str]) -> None:
    code, out, _ = geomoves(*arguments)
    assert code == 0
    assert "Usage" in out
