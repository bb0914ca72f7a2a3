"""Writing a dossier as YAML, JSON or tables."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import yaml

from geomoves.errors import DossierError, FileAccessError
from geomoves.files import write_whole
from geomoves.reports.findings import Finding
from geomoves.reports.sections import SECTIONS

if TYPE_CHECKING:
    from geomoves.reports.dossier import Dossier

__all__ = ["dossier_json", "dossier_yaml", "write_dossier", "yaml_line"]

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDTH = 110
_LINES = ",\n"
#: A record or a list below a record stands on one line while its text is no longer than this.
_LONGEST_LINE = 90
#: The dossier, its sections and its records: each field on a line of its own.
_LEVELS_OF_BLOCKS = 3
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
#: By first character, what a reader with YAML's own types takes for something other than text. Days
#: are left out: this format reads every scalar as text, and quotes around each would be a nuisance.
_TYPED: dict[str | None, list[re.Pattern[str]]] = {
    first: [pattern for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.resolver.Resolver.yaml_implicit_resolvers.items()
}
#: Numbers of YAML 1.2 that YAML 1.1 takes for text.
_NUMBER = re.compile(r"[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)")

_THREE_DECIMALS = re.compile(r"\d{1,3}\.\d{3}")


def dossier_yaml(dossier: Dossier) -> str:
    """Return the dossier as YAML text.

    Examples
    --------
    >>> from geomoves.reports import Dossier
    >>> print(dossier_yaml(Dossier(title="NO: a telegram", as_of="2024-10-18", theatre=["KP", "RU"])), end="")
    geomoves: 1
    title: 'NO: a telegram'
    as_of: 2024-10-18
    theatre: [KP, RU]
    """
    return _emitted(dossier.to_plain(), width=_WIDTH)


def yaml_line(name: str, text: str) -> str:
    """Return one field with its text, quoted as needed, on one line.

    Examples
    --------
    >>> yaml_line("title", "NO: a telegram")
    "title: 'NO: a telegram'"
    """
    return _emitted({name: text}, width=10 * len(text) + _WIDTH).rstrip("\n")


def _emitted(plain: dict[str, Any], *, width: int) -> str:
    stream = io.StringIO()
    dumper = _Dumper(stream, allow_unicode=True, width=width, sort_keys=False)
    try:
        dumper.emit(yaml.StreamStartEvent())
        dumper.emit(yaml.DocumentStartEvent(explicit=False))
        for event in _events(plain, 0):
            dumper.emit(event)
        dumper.emit(yaml.DocumentEndEvent(explicit=False))
        dumper.emit(yaml.StreamEndEvent())
    finally:
        dumper.dispose()
    return stream.getvalue()


def _events(value: Any, level: int) -> Iterator[yaml.Event]:
    if isinstance(value, dict):
        # Nothing but a pair of braces says "empty mapping".
        flow = not value or (level >= _LEVELS_OF_BLOCKS - 1 and _length(value) <= _LONGEST_LINE)
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=flow)
        for key, item in value.items():
            yield _scalar(str(key), is_key=True, flow=flow)
            yield from _events(item, _LEVELS_OF_BLOCKS if flow else level + 1)
        yield yaml.MappingEndEvent()
    elif isinstance(value, list):
        flow = not value or (level > 0 and _length(value) <= _LONGEST_LINE)
        yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=flow)
        for item in value:
            yield from _events(item, _LEVELS_OF_BLOCKS if flow else level + 1)
        yield yaml.SequenceEndEvent()
    elif isinstance(value, str):
        yield _scalar(value, is_key=False, flow=level >= _LEVELS_OF_BLOCKS)
    else:
        yield yaml.ScalarEvent(None, None, (True, False), _unquoted(value))


def _unquoted(value: float | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    mantissa, mark, exponent = repr(value).partition("e")
    # YAML 1.1 takes 1e-07 for text and 1.0e-07 for a number.
    text = f"{mantissa if '.' in mantissa else f'{mantissa}.0'}e{exponent}" if mark else mantissa
    # 1.125 is read as text, and may then mean 1,125; 1.1250 may not.
    return f"{text}0" if _THREE_DECIMALS.fullmatch(text) else text


def _scalar(text: str, *, is_key: bool, flow: bool) -> yaml.ScalarEvent:
    style = None
    if "\n" in text and not is_key and not flow:
        style = "|"
    elif _has_type(text):
        style = "'"
    return yaml.ScalarEvent(None, None, (style is None, True), text, style=style)


@lru_cache(maxsize=20_000)
def _has_type(text: str) -> bool:
    """Whether a reader with YAML's own types takes the text for something else."""
    patterns = (*_TYPED.get(text[:1], ()), *_TYPED.get(None, ()))
    return bool(_NUMBER.fullmatch(text)) or any(pattern.match(text) for pattern in patterns)


def _length(value: Any) -> int:
    """Estimate how long a value is on one line; stops counting where it is too long anyway."""
    if isinstance(value, dict):
        total = 2
        for key, item in value.items():
            total += len(key) + _length(item) + 4
            if total > _LONGEST_LINE:
                break
        return total
    if isinstance(value, list):
        total = 2
        for item in value:
            total += _length(item) + 2
            if total > _LONGEST_LINE:
                break
        return total
    return len(value) if isinstance(value, str) else 8


def dossier_json(dossier: Dossier) -> str:
    """Return the dossier as JSON text, a record a line.

    Examples
    --------
    >>> from geomoves.reports import Dossier
    >>> print(dossier_json(Dossier(speakers={"nis": "The service", "isw": "An institute"})), end="")
    {
      "geomoves": 1,
      "speakers": {
        "nis": {"name": "The service"},
        "isw": {"name": "An institute"}
      }
    }
    """
    fields = []
    for name, value in dossier.to_plain().items():
        if name in SECTIONS:
            records = [f"    {_json(key)}: {_json(record)}" for key, record in value.items()]
            fields.append(f"  {_json(name)}: {{\n{_LINES.join(records)}\n  }}")
        elif name in ("links", "story"):
            fields.append(f"  {_json(name)}: [\n{_LINES.join(f'    {_json(item)}' for item in value)}\n  ]")
        else:
            fields.append(f"  {_json(name)}: {_json(value)}")
    return f"{{\n{_LINES.join(fields)}\n}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_dossier(dossier: Dossier, path: str | os.PathLike[str]) -> None:
    """Write the dossier whole or not at all, by the ending of `path`.

    A .csv file holds the claims; the other sections go into files beside it (``NAME.speakers.csv``). These
    are written first and the claims last: each file is whole at any time, and a stop between them leaves
    the claims as they were.

    Raises
    ------
    DossierError
        A text in it cannot be written as UTF-8, or is too long for a cell.
    FileAccessError
        A file cannot be written, or the ending is none of .yaml, .yml, .json, .csv, .xlsx.
    """
    file = os.fsdecode(path)
    ending = PurePath(file).suffix.lower()
    if ending not in (".json", ".yaml", ".yml", ".csv", ".xlsx"):
        message = f"a dossier is not written to {ending or 'a file without an ending'}"
        raise FileAccessError(file, message, "give a path that ends in .yaml, .json, .csv or .xlsx")
    try:
        contents = _contents(dossier, file, ending)
    except UnicodeEncodeError:
        # Records refuse such text; the title of a dossier can be set to anything.
        finding = Finding((), "a text in it cannot be written as UTF-8", "remove the half character from it")
        raise DossierError([finding.as_problem()]) from None
    for name, content in contents.items():
        write_whole(name, content)


def _contents(dossier: Dossier, file: str, ending: str) -> dict[str, bytes]:
    """Return every file to write with its bytes, the one that was asked for last."""
    if ending == ".csv":
        return _csv_contents(dossier, file)
    if ending == ".xlsx":
        from geomoves.reports.tablewriting import write_sheets
        from geomoves.reports.workbook import filled_workbook, workbook_bytes

        return {file: workbook_bytes(filled_workbook(write_sheets(dossier.to_plain())))}
    return {file: (dossier_json(dossier) if ending == ".json" else dossier_yaml(dossier)).encode("utf-8")}


def _csv_contents(dossier: Dossier, file: str) -> dict[str, bytes]:
    from geomoves.reports.csvtext import csv_text
    from geomoves.reports.reading import sibling
    from geomoves.reports.tablecolumns import SHEETS, empty_columns
    from geomoves.reports.tablewriting import write_sheets

    sheets = write_sheets(dossier.to_plain())
    found = {}
    for name in reversed(SHEETS):
        path = file if name == "claims" else sibling(file, name)
        if name in sheets:
            found[path] = csv_text(*sheets[name]).encode("utf-8")
        elif os.path.lexists(path):
            # What an earlier edition said there is said no longer.
            found[path] = csv_text(empty_columns(name), []).encode("utf-8")
    return found
