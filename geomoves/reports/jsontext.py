"""JSON with the lines of its fields, numbers as written, and duplicate keys refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from geomoves.errors import DossierError, Problem
from geomoves.reports.findings import Finding, Path

__all__ = ["JsonText", "parse_json"]

_TOKEN = re.compile(r'"(?:[^"\\]+|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)

_THREE_DECIMALS = re.compile(r"\d{1,3}\.\d{3}")


@dataclass(slots=True)
class JsonText:
    """Parsed JSON: `plain` data of dicts, lists, text and booleans; `lines_of` finds where a field stands."""

    plain: Any
    text: str = field(repr=False, default="")

    def lines_of(self, paths: Iterable[Path]) -> dict[Path, int]:
        """Return the line (from 1) of each path, or of its nearest parent that is there."""
        wanted = {path[:size] for path in paths for size in range(len(path) + 1)}
        found: dict[Path, int] = {}
        line, counted = 1, 0
        for path, index in _walk(self.text):
            if path in wanted and path not in found:
                line += self.text.count("\n", counted, index)
                counted = index
                found[path] = line
        return found


def parse_json(text: str, *, file: str = "") -> JsonText:
    """Parse a JSON document.

    Parameters
    ----------
    text : str
        The document.
    file : str
        Its name, for the errors.

    Returns
    -------
    JsonText
        Numbers as text, as they were written.

    Raises
    ------
    DossierError
        The JSON is broken, a key stands twice, or it nests too deep.

    Examples
    --------
    >>> parse_json('{"a": 1.50, "b": [true, null]}').plain
    {'a': '1.50', 'b': [True, None]}
    """
    twice = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        found = dict(items)
        twice = twice or len(found) != len(items)
        return found

    try:
        plain = json.loads(
            text, object_pairs_hook=pairs, parse_int=str, parse_float=_decimal, parse_constant=_refuse
        )
    except json.JSONDecodeError as error:
        message = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        remedy = "check quotes, commas and brackets on this line and the one before"
        raise DossierError([Problem(message, file=file, line=error.lineno, remedy=remedy)]) from None
    except _ConstantError as error:
        index = next(match.start() for match in _TOKEN.finditer(text) if match[0] == str(error))
        message, remedy = f"this is no JSON: {error} is no number", "leave the field out, or write digits"
        raise DossierError([Problem(message, file=file, line=_line(text, index), remedy=remedy)]) from None
    except RecursionError:
        remedy = "a dossier needs a few levels only"
        raise DossierError([Problem("it nests too deep", file=file, remedy=remedy)]) from None
    if twice:
        raise DossierError(list(_duplicates(text, file)))
    return JsonText(plain, text)


class _ConstantError(Exception):
    """NaN or Infinity, which Python's parser reads and JSON does not know."""


def _decimal(text: str) -> str | float:
    # 1.125 as text may mean 1,125; as a number of JSON it does not.
    return float(text) if _THREE_DECIMALS.fullmatch(text) else text


def _refuse(name: str) -> NoReturn:
    raise _ConstantError(name)


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def _duplicates(text: str, file: str) -> Iterator[Problem]:
    first: dict[Path, int] = {}
    for path, index in _walk(text):
        if path in first:
            line = _line(text, first[path])
            finding = Finding(
                path, f"this key stands twice, first on line {line}", "remove or rename one of them"
            )
            yield finding.as_problem(file=file, line=_line(text, index))
        first.setdefault(path, index)


def _walk(text: str) -> Iterator[tuple[Path, int]]:
    """Yield the path of everything in a JSON text with the index where it begins: a field at its name."""
    # For each open mapping its present key, for each open list the index of its present item.
    trail: list[str | int] = []
    lists: list[bool] = []
    awaits_key = False
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign in "]}":
            trail.pop()
            lists.pop()
            continue
        if sign == ",":
            awaits_key = not lists[-1]
            continue
        if sign == ":":
            awaits_key = False
            continue
        if awaits_key:
            trail[-1] = json.loads(sign)
            yield tuple(trail), match.start()
            continue
        if lists and lists[-1]:
            trail[-1] = int(trail[-1]) + 1
            yield tuple(trail), match.start()
        elif not lists:
            yield (), match.start()
        if sign in "[{":
            trail.append(-1)
            lists.append(sign == "[")
            awaits_key = sign == "{"
