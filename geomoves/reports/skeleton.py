"""The commented dossier that ``geomoves new`` writes: something to start from."""

from __future__ import annotations

from importlib import resources

from geomoves.errors import ArgumentError, AssetError, shorten
from geomoves.reports.schema import SCHEMA_FILE
from geomoves.reports.when import When
from geomoves.reports.writing import yaml_line

__all__ = ["skeleton"]

_FILE = "skeleton.yaml"
_SCHEMA_LINE = "# yaml-language-server: $schema="
_LONGEST_TITLE = 500


def skeleton(*, title: str | None = None, as_of: str | None = None, schema: str = SCHEMA_FILE) -> str:
    """Return a dossier with a comment at every section, which reads and checks without a problem.

    Parameters
    ----------
    title : str, optional
        Its title; an example when it is left out.
    as_of : str, optional
        The day up to which it is kept, such as ``2024-10-18``; an example when it is left out.
    schema : str
        Where editors find the JSON Schema: a path relative to the dossier, or an address. The
        default is a file beside the dossier, which `dossier_schema_text` gives; nothing is
        fetched from the network.

    Returns
    -------
    str
        YAML, its first line naming the schema.

    Raises
    ------
    ArgumentError
        An argument does not fit on one line, or `as_of` is no day.

    Examples
    --------
    >>> print(skeleton(title="My dossier").splitlines()[0])
    # yaml-language-server: $schema=dossier.schema.json
    """
    try:
        text = resources.files("geomoves.reports").joinpath(_FILE).read_text(encoding="utf-8")
    except OSError as error:
        raise AssetError(_FILE, "the packaged skeleton is missing", "install geomoves again") from error
    lines = text.splitlines()
    _put(lines, _SCHEMA_LINE, _SCHEMA_LINE + _one_line("schema", schema))
    if title is not None:
        _put(lines, "title: ", yaml_line("title", _one_line("title", title)))
    if as_of is not None:
        _put(lines, "as_of: ", yaml_line("as_of", _day(as_of)))
    return "\n".join(lines) + "\n"


def _put(lines: list[str], start: str, line: str) -> None:
    row = next(row for row, present in enumerate(lines) if present.startswith(start))
    lines[row] = line


def _one_line(argument: str, value: object) -> str:
    if not (
        isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= _LONGEST_TITLE
    ):
        message = f"{shorten(value)} does not fit on one line"
        raise ArgumentError(argument, message, f"give printable text of at most {_LONGEST_TITLE} characters")
    return value.strip()


def _day(as_of: str) -> str:
    text = _one_line("as_of", as_of)
    try:
        dated = When.model_validate(text).dated
    except ValueError:
        dated = False
    if not dated:
        raise ArgumentError("as_of", f"{shorten(as_of)} is no day", "write a day, such as 2024-10-18")
    return text
