"""The wheel and the sdist hold what they should, and the wheel works alone.

Everything here is offline. The empty environment gets the wheel by pip, and of this environment's
distributions only those that the wheel's own metadata asks for: a dependency that is used and not declared is
missing there.
"""

from __future__ import annotations

import email
import importlib.metadata
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout.strip()


def _build(source: Path, target: Path, kind: str) -> Path:
    _run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target, cwd=source)
    (built,) = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built


def _members(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _metadata(wheel: Path) -> email.message.Message:
    (content,) = (
        content for name, content in _members(wheel).items() if name.endswith(".dist-info/METADATA")
    )
    return email.message_from_bytes(content)


@pytest.fixture(scope="module")
def source(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout without what work leaves behind in it."""
    copy = tmp_path_factory.mktemp("source") / "geomoves"
    left_behind = shutil.ignore_patterns(
        ".git",
        ".venv",
        "node_modules",
        "__pycache__",
        "_site",
        ".*_cache",
        ".hypothesis",
        "*.part",
        "map.html",
    )
    shutil.copytree(checkout, copy, ignore=left_behind)
    return copy


@pytest.fixture(scope="module")
def sdist(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(source, tmp_path_factory.mktemp("sdist"), "sdist")


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(source, tmp_path_factory.mktemp("wheel"), "wheel")


def test_wheel_holds_the_whole_package(wheel: Path, source: Path) -> None:
    members = _members(wheel)
    files = {
        path.relative_to(source).as_posix(): path
        for path in (source / "geomoves").rglob("*")
        if path.is_file()
    }
    shipped = {name for name in files if not name.startswith("geomoves/maps/static/src/")}
    inside = {name for name in members if name.startswith("geomoves/")}
    assert inside == shipped | {"geomoves/places/data/gazetteer.csv"}
    assert all(members[name] == files[name].read_bytes() for name in shipped)
    assert members["geomoves/places/data/gazetteer.csv"] == (source / "data" / "gazetteer.csv").read_bytes()


def test_wheel_holds_nothing_of_others(wheel: Path) -> None:
    names = _members(wheel).keys()
    assert [name for name in names if not name.startswith(("geomoves/", "geomoves-"))] == []
    assert [name for name in names if "leaflet" in name.lower()] == []


def test_wheel_says_what_it_is(wheel: Path) -> None:
    metadata = _metadata(wheel)
    assert metadata["License-Expression"] == "BSD-3-Clause"
    assert metadata["Requires-Python"] == ">=3.11"
    assert "geomoves/py.typed" in _members(wheel)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in _members(wheel))


def test_sdist_makes_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    _run(sys.executable, "-m", "tarfile", "--extract", sdist, tmp_path, cwd=tmp_path)
    (unpacked,) = tmp_path.iterdir()
    again = _build(unpacked, tmp_path / "dist", "wheel")
    assert again.name == wheel.name
    assert _members(again) == _members(wheel)
    assert again.read_bytes() == wheel.read_bytes()


def test_sdist_holds_what_work_on_it_needs(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {"Makefile", "LICENSE", "data/gazetteer.csv", "tests/conftest.py", "package-lock.json"} <= names
    assert {"requirements/runtime.txt", "geomoves/maps/static/src/main.js"} <= names


def _locked(file: Path) -> dict[str, list[Requirement]]:
    pins: dict[str, list[Requirement]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            pin = Requirement(line.rstrip("\\ "))
            pins.setdefault(canonicalize_name(pin.name), []).append(pin)
    return pins


@pytest.mark.parametrize("group", ["install", "test", "check", "docs", "locks"])
def test_lock_file_holds_what_is_declared(checkout: Path, group: str) -> None:
    declared = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = declared["dependency-groups"][group]
    if group == "install":
        wanted = wanted + declared["project"]["dependencies"]
    runtime = _locked(checkout / "requirements" / "runtime.txt")
    locked = _locked(checkout / "requirements" / f"{group}.txt") if group != "install" else runtime
    for requirement in map(Requirement, wanted):
        for pin in locked[canonicalize_name(requirement.name)]:
            (version,) = (one.version for one in pin.specifier)
            assert requirement.specifier.contains(version), (
                f"{requirement} is locked at {version}: make locks"
            )
    # Two sets go into one environment: what both hold is one version.
    assert all(locked[name] == runtime[name] for name in locked.keys() & runtime.keys())


def test_lock_files_name_no_registry(checkout: Path) -> None:
    for file in (checkout / "requirements").glob("*.txt"):
        assert "://" not in file.read_text(encoding="utf-8")
    assert '"resolved"' not in (checkout / "package-lock.json").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Environment:
    """A virtual environment with the wheel and what it declares, and an empty folder to run it in."""

    bin: Path
    elsewhere: Path

    def run(self, program: str, *arguments: str | Path) -> str:
        return _run(self.bin / program, *arguments, cwd=self.elsewhere, PYTHONPATH="")


def _declared(wheel: Path) -> dict[str, importlib.metadata.Distribution]:
    """Return the distributions that the wheel asks for, and those that they ask for, by normalised name."""
    waiting = [(Requirement(text), "") for text in _metadata(wheel).get_all("Requires-Dist", [])]
    seen: set[tuple[str, str]] = set()
    found = {}
    while waiting:
        requirement, asked_with = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": asked_with}):
            continue
        name = canonicalize_name(requirement.name)
        found[name] = importlib.metadata.distribution(name)
        for extra in {"", *requirement.extras} - {extra for known, extra in seen if known == name}:
            seen.add((name, extra))
            waiting += [(Requirement(text), extra) for text in found[name].requires or []]
    return found


@pytest.fixture(scope="module")
def alone(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    folder = tmp_path_factory.mktemp("alone")
    _run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    (packages,) = (folder / "venv" / "lib").glob("python3.*/site-packages")
    for distribution in _declared(wheel).values():
        home = Path(str(distribution.locate_file("")))
        tops = {Path(str(file)).parts[0] for file in distribution.files or []} - {"..", "__pycache__"}
        for top in tops:
            (packages / top).symlink_to(home / top)
    python = folder / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python]
    _run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=folder)
    _run(*pip, "check", cwd=folder)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    return Environment(python.parent, elsewhere)


def test_wheel_is_what_runs(alone: Environment) -> None:
    where = alone.run("python", "-c", "import geomoves; print(geomoves.__file__)")
    assert Path(where).is_relative_to(alone.bin.parent)
    absent = "import importlib.util as i; print([n for n in ('pytest', 'hatchling') if i.find_spec(n)])"
    assert alone.run("python", "-c", absent) == "[]"


def test_wheel_draws_the_map_that_the_checkout_draws(
    alone: Environment, checkout: Path, example: Path, tmp_path: Path
) -> None:
    shutil.copy(example, alone.elsewhere)
    alone.run("geomoves", "map", example.name, "-o", "map.html")
    ours = tmp_path / "map.html"
    _run(Path(sys.executable).with_name("geomoves"), "map", example, "-o", ours, cwd=checkout)
    assert (alone.elsewhere / "map.html").read_bytes() == ours.read_bytes()
    assert sorted(path.name for path in alone.elsewhere.iterdir()) == [example.name, "map.html"]


def test_wheel_answers_a_lookup(alone: Environment) -> None:
    assert "geonames:709717" in alone.run("geomoves", "lookup", "Donetsk", "--json")
