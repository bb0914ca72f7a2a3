"""How many people a unit of some size has in some army: used only when asked, and never stored or drawn.

"Four brigades" is a figure of brigades. What it may mean in people depends on the army and the year, so
every row of the table has its context and its source, and rows of different contexts stay side by side.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import StringIO

from geomoves.errors import ArgumentError, DossierError, Problem
from geomoves.files import read_bytes
from geomoves.reports.strength import Strength, number_label

__all__ = ["Equivalent", "UnitSize", "people_in", "read_unit_sizes", "unit_sizes"]

_COLUMNS = ("unit", "context", "low", "high", "counts", "source")
_MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class UnitSize:
    """How many a unit of this size has, by one source.

    `counts` says what is counted (soldiers), `context` in which army.
    """

    unit: str
    context: str
    low: float
    high: float
    counts: str
    source: str


@dataclass(frozen=True, slots=True)
class Equivalent:
    """What a figure of units is in people by one row of the table: a calculation, and nobody's statement.

    Examples
    --------
    >>> print(people_in(Strength.model_validate("four brigades"))[0])
    4 brigades would be 12,000–20,000 soldiers by the sizes of the US Army (US Army, Operational Unit
    Diagrams (www.army.mil, pages on organization)); nobody is reported to have said so
    """

    strength: Strength
    low: float | None
    high: float | None
    size: UnitSize

    def __str__(self) -> str:
        low = number_label(self.low) if self.low is not None else ""
        high = number_label(self.high) if self.high is not None else ""
        span = f"{low}–{high}" if low and high else f"at least {low}" if low else f"up to {high}"
        return (
            f"{self.strength.label} would be {span} {self.size.counts} by the sizes of the "
            f"{self.size.context} ({self.size.source}); nobody is reported to have said so"
        )


def unit_sizes(
    unit: str, *, context: str | None = None, table: Sequence[UnitSize] | None = None
) -> list[UnitSize]:
    """Return the rows of the table for a unit.

    Parameters
    ----------
    unit : str
        Such as ``brigade`` or ``brigades``.
    context : str or None
        Only rows of this army.
    table : sequence of UnitSize or None
        Rows of your own (see `read_unit_sizes`); the ones that come with geomoves by default.

    Returns
    -------
    list of UnitSize
        Empty when the table does not know the unit.

    Examples
    --------
    >>> unit_sizes("battalions")[0].low
    300.0
    >>> unit_sizes("horde")
    []
    """
    wanted = {unit.strip().lower(), unit.strip().lower().removesuffix("s")}
    wanted |= {name.removesuffix("ie") + "y" for name in wanted if name.endswith("ie")}
    rows = _packaged() if table is None else table
    return [
        row
        for row in rows
        if row.unit.lower() in wanted and (context is None or row.context.lower() == context.lower())
    ]


def people_in(
    strength: Strength, *, context: str | None = None, table: Sequence[UnitSize] | None = None
) -> list[Equivalent]:
    """Return what a figure of units would be in people, one answer a row of the table: never an average.

    Parameters
    ----------
    strength : Strength
        A figure with a unit, such as "four brigades".
    context, table
        See `unit_sizes`.

    Returns
    -------
    list of Equivalent
        Empty when it has no number, no unit, or one that the table does not know. A bound that the
        figure leaves open stays open.
    """
    low = strength.low if strength.low is not None else strength.best
    high = strength.high if strength.high is not None else strength.best
    if strength.unit is None or (low is None and high is None):
        return []
    return [
        Equivalent(
            strength,
            None if low is None else low * size.low,
            None if high is None else high * size.high,
            size,
        )
        for size in unit_sizes(strength.unit, context=context, table=table)
    ]


@cache
def _packaged() -> tuple[UnitSize, ...]:
    text = resources.files("geomoves.reports").joinpath("data/unit_sizes.csv").read_text(encoding="utf-8")
    return tuple(_rows(text, "unit_sizes.csv"))


def read_unit_sizes(path: str | os.PathLike[str]) -> list[UnitSize]:
    """Read a table of your own: CSV in UTF-8 with the columns unit, context, low, high, counts, source.

    Raises
    ------
    DossierError
        A row breaks the rules: every problem with file, line and column.
    FileAccessError
        The file cannot be read.
    """
    file = os.fsdecode(path)
    try:
        text = read_bytes(file, most_bytes=_MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ArgumentError("path", f"{file} is not UTF-8", "save it in the encoding UTF-8") from None
    return _rows(text, file)


def _rows(text: str, file: str) -> list[UnitSize]:
    reader = csv.reader(StringIO(text))
    head = [name.strip().lower() for name in next(reader, [])]
    if sorted(head) != sorted(_COLUMNS):
        remedy = f"begin with the columns {', '.join(_COLUMNS)}"
        raise DossierError([Problem("this is no table of unit sizes", file=file, line=1, remedy=remedy)])
    found: list[UnitSize] = []
    problems: list[Problem] = []
    for row in reader:
        line = reader.line_num
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(head):
            message, remedy = (
                f"this row has {len(row)} cells, not {len(head)}",
                "give one cell for each column",
            )
            problems.append(Problem(message, file=file, line=line, remedy=remedy))
            continue
        cells = dict(zip(head, (cell.strip() for cell in row), strict=True))
        bounds = [_number(cells[name]) for name in ("low", "high")]
        problems += [
            Problem(
                "this is no number above 0",
                field=name,
                remedy="write digits",
                file=file,
                line=line,
                value=cells[name],
            )
            for name, bound in zip(("low", "high"), bounds, strict=True)
            if bound is None
        ]
        problems += [
            Problem(
                "this is empty",
                field=name,
                remedy="every row says what it is and whose figure",
                file=file,
                line=line,
            )
            for name in ("unit", "context", "counts", "source")
            if not cells[name]
        ]
        low, high = bounds
        if low is not None and high is not None:
            if low > high:
                problems.append(
                    Problem(
                        "its bounds are not in order",
                        field="high",
                        remedy="give low ≤ high",
                        file=file,
                        line=line,
                    )
                )
            found.append(
                UnitSize(cells["unit"], cells["context"], low, high, cells["counts"], cells["source"])
            )
    if problems:
        raise DossierError(problems)
    return found


def _number(text: str) -> float | None:
    return (
        float(text)
        if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit() and float(text) > 0
        else None
    )
