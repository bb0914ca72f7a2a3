"""Which kind of gazetteer file a user gives, and its rows.

==================  ==========================================================================
CSV                 in the columns of ``data/gazetteer.csv``
GeoJSON             a FeatureCollection, see `geomoves.places.userdata.featurerows`
Linked Places       as JSON, or as LP-TSV with its columns between tabulators
GeoNames            dumps, see `geomoves.places.userdata.dumps`: packed once, not read into rows
==================  ==========================================================================

What a file is shows in its first bytes, never in its name alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from geomoves.errors import FileAccessError, Problem
from geomoves.files import read_head
from geomoves.places.kinds import KINDS
from geomoves.places.names.languages import LANGUAGE_TAG
from geomoves.places.place import Name
from geomoves.places.userdata.csvrows import Row, read_rows

__all__ = ["dump_kind", "rows_of"]

# What people save gazetteers as and what cannot be read: by the bytes that such a file begins with.
_FOREIGN = {
    b"PK\x03\x04": "a ZIP archive or a workbook: unpack it, or save the sheet as CSV",
    b"\x1f\x8b": "packed with gzip: unpack it",
    b"BZh": "packed with bzip2: unpack it",
    b"\xfd7zXZ": "packed with xz: unpack it",
    b"SQLite format 3\x00": "a database or GeoPackage: save the layer as GeoJSON",
    b"%PDF": "a PDF: save the table as CSV",
    b"\xd0\xcf\x11\xe0": "an old workbook: save the sheet as CSV",
    b"PAR1": "a Parquet file: save it as CSV",
    b"<": "XML or HTML: save the places as GeoJSON or CSV",
}
_JSON = (".geojson", ".json", ".jsonld")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_LP_REQUIRED = ("id", "title")
_KIND_OF_CLASS = {"P": "settlement", "A": "region"}
_POINT = re.compile(r"\s*POINT\s*\(\s*(\S+)\s+(\S+)\s*\)\s*", re.IGNORECASE)
_LINKS = {"gn:": "geonames:", "wd:": "wikidata:"}


def dump_kind(path: str | os.PathLike[str]) -> str:
    """Tell by its first line whether a file is a dump of GeoNames.

    Returns
    -------
    str
        ``places``, ``names``, or empty for no dump.

    Raises
    ------
    FileAccessError
        The file cannot be read.
    """
    line = read_head(path).removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    cells = line.split(b"\t")
    name = Path(path).name.lower()
    number = cells[0].strip().isdigit()
    if name.startswith("alternatenames") or (number and 4 <= len(cells) <= 14):
        return "names"
    # A dump with a column too few is a dump all the same, and is told so line by line.
    if (
        name.startswith("allcountries")
        or (number and len(cells) > 14)
        or (len(cells) > 14 and b"title" not in cells)
    ):
        return "places"
    return ""


def rows_of(
    file: str | os.PathLike[str], columns: Sequence[str], required: Sequence[str]
) -> tuple[list[Row], list[Problem]]:
    """Read the rows of a file of any kind but a dump.

    Parameters
    ----------
    file : path
        The file, at most 50 MB.
    columns, required : sequence of str
        As `read_rows` takes them.

    Raises
    ------
    FileAccessError
        It cannot be read, or is of no kind that can.
    """
    head = read_head(file)
    for start, what in _FOREIGN.items():
        if head.startswith(start):
            message, _, remedy = what.partition(": ")
            raise FileAccessError(os.fspath(file), f"this is {message}", remedy)
    if head.startswith(_UTF16):
        raise FileAccessError(os.fspath(file), "this is UTF-16", "save it as UTF-8")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in {b"{", b"["} or os.fspath(file).lower().endswith(_JSON):
        from geomoves.places.userdata.featurerows import read_features

        return read_features(file, columns)
    line = text.partition(b"\n")[0]
    if line.count(b"\t") and b"title" in line.split(b"\t"):
        return _linked_places(file)
    return read_rows(file, columns, required)


def _linked_places(file: str | os.PathLike[str]) -> tuple[list[Row], list[Problem]]:
    """Read LP-TSV (https://github.com/LinkedPasts/linked-places-format/blob/main/LP-TSV.md)."""
    rows, problems = read_rows(file, None, _LP_REQUIRED, delimiter="\t")
    return [_linked_row(row) for row in rows], problems


def _linked_row(row: Row) -> Row:
    given = row.cells
    lon, lat = given.get("lon", ""), given.get("lat", "")
    point = _POINT.fullmatch(given.get("geowkt", ""))
    if point and not (lon and lat):
        lon, lat = point.groups()
    codes = _parts(given.get("ccodes", ""))
    classes = _parts(given.get("fclasses", ""))
    kinds = [kind.lower() for kind in _parts(given.get("types", "")) if kind.lower() in KINDS]
    ids = [
        ours + match.removeprefix(theirs)
        for match in _parts(given.get("matches", ""))
        for theirs, ours in _LINKS.items()
        if re.fullmatch(re.escape(theirs) + "[A-Za-z0-9]{1,20}", match)
    ]
    cells = {
        "id": given["id"],
        "name": given["title"],
        "lon": lon,
        "lat": lat,
        "kind": kinds[0] if kinds else _KIND_OF_CLASS.get(classes[0] if classes else "", "place"),
        "country": codes[0].upper() if len(codes) == 1 else "",
        "ids": "|".join(ids),
        "source": given.get("title_source", ""),
        "note": given.get("description", ""),
    }
    return Row(row.file, row.line, cells, "", tuple(map(_variant, _parts(given.get("variants", "")))))


def _variant(text: str) -> Name:
    name, at, language = text.rpartition("@")
    # A language may come with its script after a hyphen, which LP-TSV writes in small letters.
    if at and name.strip() and LANGUAGE_TAG.fullmatch(language):
        return Name(name.strip(), language)
    return Name(text)


def _parts(cell: str) -> list[str]:
    return [part for part in map(str.strip, re.split("[;|]", cell)) if part]
