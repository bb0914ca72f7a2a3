"""The data files that come with the package."""

from __future__ import annotations

import os

from geomoves.errors import AssetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["curated_path", "data_path", "open_table"]

# Not by pathlib, which takes longer to import than a look-up takes.
_FOLDER = os.path.join(os.path.dirname(__file__), "data")


def data_path(name: str) -> str:
    """Return the path of a data file."""
    return os.path.join(_FOLDER, name)


def curated_path() -> str:
    """Return the path of the curated gazetteer: in the package, else at the top of the checkout.

    Raises
    ------
    AssetError
        It is in neither.
    """
    packaged = data_path("gazetteer.csv")
    in_checkout = os.path.join(os.path.dirname(__file__), "..", "..", "data", "gazetteer.csv")
    for path in (packaged, in_checkout):
        if os.path.isfile(path):
            return os.path.abspath(path)
    raise AssetError("gazetteer.csv", "the packaged gazetteer is missing", "install geomoves anew")


def open_table(name: str, what: str) -> TextIO:
    """Open a data file for the `csv` module.

    Parameters
    ----------
    name : str
        The file.
    what : str
        What it is, for the error.

    Raises
    ------
    AssetError
        It is missing.
    """
    try:
        return open(data_path(name), encoding="utf-8", newline="")
    except OSError as error:
        raise AssetError(name, f"the packaged {what} is missing", "install geomoves anew") from error
