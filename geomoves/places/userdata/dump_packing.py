"""Reading dumps of GeoNames line by line into a packed file."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import numpy as np

from geomoves.errors import FileAccessError, GazetteerError, Problem
from geomoves.places.extents import precision_of, radius_of
from geomoves.places.packed.mapped import number_of
from geomoves.places.packed.streaming import DatedName, Entrant, pack_stream
from geomoves.places.userdata.geonames import AlternateName, DumpRow, alternate_name, dump_row, no_name
from geomoves.progress import progress_bar

__all__ = ["pack_dumps"]

_SCHEMES = (("geonames:", 1), ("iso:", -1))
_GEONAMES, _ISO = 0, 1

_CREDIT = "GeoNames (https://www.geonames.org/), CC BY 4.0"
_SOURCE = "GeoNames {{id}} (CC BY 4.0), in {file}"

# What some editors put before the first line.
_MARK = "\ufeff"
_LONGEST_LINE = 200_000
_MOST_PROBLEMS = 1000
_SAMPLES, _SAMPLE_BYTES = 100, 10_000
_STEP = 20_000

# Of several files of names the number of the file stands above this bit of a place in them.
_FILE_BIT = 48
_IN_FILE = (1 << _FILE_BIT) - 1


def pack_dumps(
    places: Sequence[str],
    names: Sequence[str],
    path: Path,
    *,
    iso_ids: Mapping[int, str],
    progress: bool | None = None,
) -> None:
    """Pack dumps of places, with the names that others of GeoNames' files have for them.

    Parameters
    ----------
    places, names : sequence of str
        The dumps, and files such as ``alternateNamesV2.txt``. With these the names in the dumps' own fourth
        column are left aside: they say nothing of years.
    path : Path
        The packed file.
    iso_ids : mapping
        By GeoNames' number, the ISO 3166-2 codes of first-level areas.
    progress : bool, optional
        See `progress_bar`.

    Raises
    ------
    GazetteerError
        With everything that is wrong, a thousand problems at most; nothing is written.
    FileAccessError
        A file cannot be read, or the packed one not be written.
    """
    try:
        total = sum(Path(file).stat().st_size for file in (*names, *places))
        with progress_bar("Packing the gazetteer, bytes", total, shown=progress) as done:
            _Packing(places, names, iso_ids, done).write(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileAccessError(str(error.filename or path), reason, "check space and permissions") from error


class _Packing:
    """Reads dumps line by line and hands what they say to the writer."""

    def __init__(
        self,
        places: Sequence[str],
        names: Sequence[str],
        iso_ids: Mapping[int, str],
        done: Callable[[int], None],
    ) -> None:
        self._places = places
        self._names = names
        self._iso_ids = iso_ids
        self._done = done
        self._problems: list[Problem] = []
        self._countries: set[str] = set()

    def write(self, path: Path) -> None:
        names = _NamesOfPlaces(self._names, self._wrong, self._done)
        about = {
            "title": "GeoNames dump",
            "files": [Path(file).name for file in (*self._places, *self._names)],
            "credits": [_CREDIT],
        }
        try:
            pack_stream(path, self._entrants(names), schemes=_SCHEMES, about=about, sample=self._sample())
        finally:
            names.close()

    def _wrong(self, problems: Sequence[Problem]) -> None:
        self._problems += problems
        if len(self._problems) >= _MOST_PROBLEMS:
            raise GazetteerError(self._problems)

    def _sample(self) -> Iterator[str]:
        for file in self._places:
            size = Path(file).stat().st_size
            with open(file, "rb") as stream:
                for number in range(_SAMPLES):
                    stream.seek(size * number // _SAMPLES)
                    for line in stream.read(_SAMPLE_BYTES).split(b"\n")[1:-1]:
                        cells = line.decode("utf-8", "ignore").split("\t")
                        if len(cells) > 3:
                            yield cells[1]
                            yield from cells[3].split(",")
                    if size < _SAMPLE_BYTES * _SAMPLES:
                        break

    def _entrants(self, names: _NamesOfPlaces) -> Iterator[Entrant]:
        before = sum(Path(file).stat().st_size for file in self._names)
        for file in self._places:
            source = _SOURCE.format(file=Path(file).name.replace("{", "(").replace("}", ")"))
            for number, line, at in _lines(file, self._wrong):
                if not number % _STEP:
                    self._done(before + at)
                row = dump_row(line, file, number)
                if isinstance(row, list):
                    self._wrong(row)
                # With a problem nothing is written: the rest is only looked through for more.
                elif row.kind and not self._problems:
                    yield self._entrant(row, names, source)
            before += Path(file).stat().st_size
        if self._problems:
            raise GazetteerError(self._problems)

    def _entrant(self, row: DumpRow, names: _NamesOfPlaces, source: str) -> Entrant:
        called: list[str | DatedName] = [row.name]
        if row.ascii_name != row.name and row.ascii_name.isprintable() and row.ascii_name:
            called.append(row.ascii_name)
        if names:
            called += names.of(row.number)
        elif row.alternates:
            called += [text for text in row.alternates.split(",") if not no_name(text)]
        first = f"{row.country}.{row.admin1}"
        second = f"{first}.{row.admin2}"
        entrant = Entrant(
            _GEONAMES, row.number, called, row.lon, row.lat, row.kind, row.country, row.population,
            precision_of(row.kind), radius_of(row.kind), source,
        )  # fmt: skip
        code = ""
        if row.kind == "country":
            if row.country not in self._countries:
                code = row.country
                self._countries.add(code)
        elif row.kind == "admin1":
            entrant.area = first
            code = self._iso_ids.get(row.number, "")
        elif row.admin1:
            entrant.admin1 = first
            if row.kind == "admin2":
                entrant.area = second
            elif row.admin2:
                entrant.admin2 = second
        iso = number_of(code) if code else None
        if iso is not None:
            entrant.scheme, entrant.number, entrant.alias = _ISO, iso, (_GEONAMES, row.number)
        return entrant


class _NamesOfPlaces:
    """Names from ``alternateNamesV2`` by their place: where each stands in its file, not the name itself."""

    def __init__(
        self,
        files: Sequence[str],
        wrong: Callable[[Sequence[Problem]], None],
        done: Callable[[int], None],
    ) -> None:
        self._paths = files
        self._streams: list[IO[bytes]] = []
        self._places, starts = array("I"), array("Q")
        before = 0
        for file_number, file in enumerate(files):
            for number, line, at in _lines(file, wrong):
                if not number % _STEP:
                    done(before + at)
                name = alternate_name(line, file, number)
                if isinstance(name, list):
                    wrong(name)
                elif name is not None:
                    self._places.append(name.number)
                    starts.append(file_number << _FILE_BIT | at)
            before += Path(file).stat().st_size
            self._streams.append(open(file, "rb"))  # noqa: SIM115 - closed in close
        self._starts = starts
        self._sort()

    def _sort(self) -> None:
        if not self._places:
            return
        places = np.frombuffer(self._places, dtype=np.uint32)
        order = np.argsort(places, kind="stable")
        starts = np.frombuffer(self._starts, dtype=np.uint64)[order]
        self._places, self._starts = array("I", places[order].tobytes()), array("Q", starts.tobytes())

    def __bool__(self) -> bool:
        return bool(self._paths)

    def of(self, place: int) -> list[DatedName]:
        """Return the names of a place."""
        found: list[DatedName] = []
        places = self._places
        at = bisect_left(places, place)
        while at < len(places) and places[at] == place:
            start = self._starts[at]
            stream = self._streams[start >> _FILE_BIT]
            stream.seek(start & _IN_FILE)
            line = stream.readline(_LONGEST_LINE).decode("utf-8").removeprefix(_MARK).rstrip("\r\n")
            name = alternate_name(line, "", 0)
            if isinstance(name, AlternateName):
                found.append(DatedName(name.text, name.from_year, name.to_year))
            at += 1
        return found

    def close(self) -> None:
        for stream in self._streams:
            stream.close()


def _lines(file: str, wrong: Callable[[Sequence[Problem]], None]) -> Iterator[tuple[int, str, int]]:
    """Yield number, text and place in the file of every line that is UTF-8; blank ones are passed over."""
    number = at = 0
    with open(file, "rb") as stream:
        while raw := stream.readline(_LONGEST_LINE):
            number += 1
            if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
                remedy = "take the file as GeoNames gives it, unpacked"
                wrong([Problem("this line has no end", "", remedy, file, number)])
                return
            try:
                text = raw.decode("utf-8").removeprefix(_MARK).rstrip("\r\n")
            except UnicodeDecodeError as error:
                value = repr(raw[error.start : error.start + 8])
                wrong(
                    [
                        Problem(
                            "this is not UTF-8", "", "take the file as GeoNames gives it", file, number, value
                        )
                    ]
                )
                text = ""
            if text:
                yield number, text, at
            at += len(raw)
    if not number:
        wrong([Problem("the file is empty", "", "take the file as GeoNames gives it", file, 1)])
