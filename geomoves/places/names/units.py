"""Names that reports of the war use for units and mean no place by, though places are called so as well.

"Akhmat" is a village on the Volga, and in nearly every report the Chechen special forces. Such a name alone
settles nothing. `data/units.csv` lists them with what they are, from the general usage of the press.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from geomoves.errors import AssetError
from geomoves.places.names.folding import fold

__all__ = ["is_unit", "units"]

_FILE = Path(__file__).parents[1] / "data" / "units.csv"


def is_unit(folded: str) -> bool:
    """Whether a whole name is the name of a unit as well.

    Examples
    --------
    >>> is_unit("akhmat"), is_unit("ахмат"), is_unit("kursk")
    (True, True, False)
    """
    return folded in units()


@cache
def units() -> frozenset[str]:
    """Return every folded name that `is_unit` knows."""
    try:
        with open(_FILE, encoding="utf-8", newline="") as stream:
            return frozenset(fold(row["name"]) for row in csv.DictReader(stream))
    except OSError as error:
        raise AssetError(
            _FILE.name, "the packaged list of units is missing", "install geomoves anew"
        ) from error
