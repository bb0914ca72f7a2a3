"""`import geomoves`: what is there, and what it leaves unloaded until it is used."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import types
from pathlib import Path

import pytest

import geomoves
from geomoves import errors

# What everything else builds on: a name goes from here only with an entry in the changelog.
_PROMISED = {
    "Candidate",
    "Claim",
    "Dossier",
    "Gazetteer",
    "GeomovesError",
    "Mention",
    "MovementMap",
    "MovementModel",
    "Place",
    "Resolution",
    "build",
    "read_dossier",
}
# Each takes longer to load than everything that the face may take.
_HEAVY = {
    "branca",
    "folium",
    "geopandas",
    "geopy",
    "jinja2",
    "networkx",
    "numpy",
    "pandas",
    "pydantic",
    "pyogrio",
    "pyproj",
    "requests",
    "rich",
    "shapely",
    "typer",
    "yaml",
}


def _loaded_after(code: str) -> set[str]:
    """Return the top-level modules that a fresh Python loads for `code`."""
    script = f"import sys; before = set(sys.modules)\n{code}\nprint(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_promised_names_are_there() -> None:
    assert set(geomoves.__all__) >= _PROMISED


def test_all_is_sorted_and_without_doubles() -> None:
    names = list(geomoves.__all__)
    assert names == sorted(set(names))


@pytest.mark.parametrize("name", geomoves.__all__)
def test_exported_name_is_there_and_documented(name: str) -> None:
    thing = getattr(geomoves, name)
    if not name.startswith("__"):
        assert inspect.getdoc(thing)
        assert name in dir(geomoves)


def test_nothing_public_stands_outside_all() -> None:
    for name in geomoves.__all__:
        getattr(geomoves, name)
    public = {
        name
        for name, thing in vars(geomoves).items()
        if not name.startswith("_") and not isinstance(thing, types.ModuleType)
    }
    assert public - {"annotations"} <= set(geomoves.__all__) | {"TYPE_CHECKING"}


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_has_one_base(name: str) -> None:
    thing = getattr(errors, name)
    if issubclass(thing, Exception):
        assert issubclass(
            thing, geomoves.GeomovesWarning if issubclass(thing, Warning) else geomoves.GeomovesError
        )


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="gazeteer"):
        _ = geomoves.gazeteer


def test_type_checkers_see_the_names_that_run() -> None:
    tree = ast.parse(Path(geomoves.__file__).read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geomoves")
        for alias in node.names
    }
    assert {name for name in geomoves.__all__ if not name.startswith("__")} <= imported


def test_importing_geomoves_loads_nothing_heavy() -> None:
    assert _loaded_after("import geomoves") & _HEAVY == set()


def test_a_lookup_loads_nothing_heavy() -> None:
    assert _loaded_after("import geomoves; geomoves.Gazetteer().lookup('Donetsk')") & _HEAVY == set()
