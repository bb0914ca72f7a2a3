"""Places for a table: one column of names becomes columns of places.

Every row is a document of its own: what one row names says nothing about another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from geomoves.errors import ArgumentError, shorten
from geomoves.memory import uncollected
from geomoves.places import arguments
from geomoves.places.place import Place, Resolution
from geomoves.progress import progress_bar

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "with_places"]

#: The columns that are added, without their prefix, in their order.
COLUMNS = (
    "status", "id", "name", "lon", "lat", "kind", "country", "admin1", "precision", "radius_km", "score",
    "candidates", "candidate_ids", "reasons", "source",
)  # fmt: skip

_NUMBERS = frozenset({"lon", "lat", "radius_km", "score"})
_MOST_IDS = 10
_BETWEEN = " | "

# The bar moves this often at most: every so many names.
_STEP = 200

Decide = Callable[[str], Resolution]


def with_places(
    frame: pd.DataFrame, column: Any, decide: Decide, *, within: Any, prefix: str, progress: bool | None
) -> pd.DataFrame:
    """Return a copy of a frame with the places that a column names; see `Gazetteer.lookup_frame`.

    Parameters
    ----------
    frame, column, within, prefix, progress
        As `Gazetteer.lookup_frame` takes them.
    decide : callable
        Says what one name means.
    """
    import numpy as np
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise ArgumentError("frame", f"{shorten(type(frame).__name__)} is no DataFrame", "give a DataFrame")
    added = _added(frame, prefix)
    codes, names = _distinct(frame, column, "column")
    if within is not None:
        codes, names = _paired(codes, names, *_distinct(frame, within, "within"))
    rows: list[tuple[Any, ...]] = []
    with uncollected(), progress_bar("Looking names up", len(names), shown=progress) as done:
        for number, name in enumerate(names):
            if not number % _STEP:
                done(number)
            rows.append(_row(name, decide))
    # A name that is missing has the code -1, and so the last of the rows.
    rows.append((None,) * len(COLUMNS))
    made = frame.copy(deep=False)
    for name, field, values in zip(added, COLUMNS, zip(*rows, strict=True), strict=True):
        made[name] = _column(field, values, np.asarray(codes), pd)
    return made


def _added(frame: pd.DataFrame, prefix: object) -> list[str]:
    if not isinstance(prefix, str):
        raise ArgumentError("prefix", f"{shorten(prefix)} is no text", 'write "place_"')
    if frame.columns.nlevels > 1:
        raise ArgumentError("frame", "its columns have several levels", "give it plain columns first")
    added = [prefix + name for name in COLUMNS]
    there = [name for name in added if name in frame.columns]
    if there:
        message = f"the frame has {', '.join(map(shorten, there))} already"
        raise ArgumentError("prefix", message, 'choose another one, such as prefix="found_"')
    return added


def _distinct(frame: pd.DataFrame, column: Any, argument: str) -> tuple[Any, list[str]]:
    """Return for each row the number of its name, -1 for none, and the distinct names."""
    import pandas as pd

    try:
        values = frame[column]
    except (KeyError, TypeError, ValueError) as error:
        present = ", ".join(map(shorten, list(frame.columns)[:20]))
        raise ArgumentError(
            argument, f"there is no column {shorten(column)}", f"the columns are {present}"
        ) from error
    if not isinstance(values, pd.Series):
        raise ArgumentError(argument, f"{shorten(column)} is no single column", "give the name of one")
    codes: Any
    distinct: Any
    try:
        codes, distinct = pd.factorize(values)
    except TypeError as error:
        message = f"{shorten(column)} holds what is no text ({error})"
        raise ArgumentError(argument, message, "turn it into text first") from error
    names: list[Any] = list(distinct)
    for number, name in enumerate(names):
        if not isinstance(name, str):
            label = values.index[(codes == number).argmax()]
            message = f"{shorten(column)} holds what is no text: {shorten(name)} in the row {shorten(label)}"
            raise ArgumentError(argument, message, "turn it into text first")
    blank = [number for number, name in enumerate(names) if not name.strip()]
    if blank:
        codes[pd.Series(codes).isin(blank).to_numpy()] = -1
    return codes, names


def _paired(codes: Any, names: list[str], area_codes: Any, areas: list[str]) -> tuple[Any, list[str]]:
    """Return codes and names of "X, Area"; a row without an area keeps its bare name."""
    import numpy as np

    width = len(areas) + 1
    pairs = codes.astype(np.int64) * width + area_codes + 1
    pairs[codes < 0] = -1
    numbers, paired = np.unique(pairs, return_inverse=True)
    texts = [
        names[pair // width] + (f", {areas[pair % width - 1]}" if pair % width else "")
        for pair in numbers.tolist()
        if pair >= 0
    ]
    # Without a row that lacks its name, the first number is a name already.
    return paired.reshape(-1) - (1 if len(numbers) and numbers[0] < 0 else 0), texts


def _row(name: str, decide: Decide) -> tuple[Any, ...]:
    if not name.strip():
        return (None,) * len(COLUMNS)
    try:
        arguments.name_text(name)
    except ArgumentError as error:
        # One cell that is no name does not stop a million that are.
        return _told("unknown", None, 0.0, (), (str(error).partition("\n")[0],))
    answer = decide(name)
    known = [] if answer.status == "unknown" else [each.place.id for each in answer.candidates]
    return _told(answer.status, answer.place, answer.score, known, answer.reasons)


def _told(
    status: str, place: Place | None, score: float, ids: Iterable[str], reasons: Iterable[str]
) -> tuple[Any, ...]:
    ids = list(ids)
    listed = _BETWEEN.join([*ids[:_MOST_IDS], *(["…"] if len(ids) > _MOST_IDS else [])])
    why = "; ".join(map(str, reasons))
    if place is None:
        return (
            status, None, None, None, None, None, None, None, None, None, score, len(ids), listed, why, None,
        )  # fmt: skip
    return (
        status, place.id, place.name, place.lon, place.lat, place.kind, place.country, place.admin1,
        place.precision, place.radius_km, score, len(ids), listed, why, place.source,
    )  # fmt: skip


def _column(field: str, values: tuple[Any, ...], codes: Any, pd: Any) -> Any:
    import numpy as np

    if field in _NUMBERS:
        return np.array([np.nan if value is None else value for value in values], dtype="float64")[codes]
    if field == "candidates":
        return np.array([value or 0 for value in values], dtype="int64")[codes]
    if field == "precision":
        return pd.array(values, dtype="Int64").take(codes)
    texts = np.empty(len(values), dtype=object)
    texts[:] = values
    return pd.array(texts, dtype="string").take(codes)
