"""The files that the basemap is built from: found in their packages, checked, and read as rows."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas

__all__ = ["Row", "collect", "read_json", "table"]

Row = dict[str, Any]


def read_json(path: Path) -> Row:
    """Read a JSON object."""
    content: Row = json.loads(path.read_text(encoding="utf-8"))
    return content


def collect(package: str, record: Row, given: str | None, folder: Path) -> None:
    """Copy a package's files into `folder`, each checked, so that nothing unchecked can be read.

    Parameters
    ----------
    package : str
        Its name in the registry.
    record : dict
        ``version``, and ``files``: the SHA-256 of each by its path in the package.
    given : str or None
        The wheel, or the folder that the package is unpacked in; None for the installed one.
    folder : Path
        Where the files go, without the folders that they lie in.

    Raises
    ------
    SystemExit
        A file is missing or is not that of the version wanted.
    """
    for name, wanted in record["files"].items():
        try:
            content = _content(package, name, given)
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise SystemExit(f"{package}: {name} cannot be read from {given}: {error}") from None
        except importlib.metadata.PackageNotFoundError:
            raise SystemExit(
                f"{package} is not installed: give --{package} with its wheel or folder"
            ) from None
        if hashlib.sha256(content).hexdigest() != wanted:
            raise SystemExit(f"{package}: {name} is not the file of version {record['version']}")
        (folder / Path(name).name).write_bytes(content)


def _content(package: str, name: str, given: str | None) -> bytes:
    if given is None:
        return Path(str(importlib.metadata.distribution(package).locate_file(name))).read_bytes()
    if given.endswith(".whl"):
        with zipfile.ZipFile(given) as wheel:
            return wheel.read(name)
    return (Path(given) / name).read_bytes()


def table(folder: Path, name: str) -> list[Row]:
    """Read a shapefile as rows with their ``geometry``; an empty cell is an empty text."""
    frame = geopandas.read_file(folder / f"{name}.shp")
    cells = frame.drop(columns="geometry")
    cells = cells.astype(object).where(cells.notna(), "")
    return [
        {**{str(name): value for name, value in row.items()}, "geometry": geometry}
        for row, geometry in zip(cells.to_dict("records"), frame.geometry, strict=True)
    ]
