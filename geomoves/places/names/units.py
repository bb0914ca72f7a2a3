"""Names that reports of the war use for units and mean no place by, though places are called so as well.

"Akhmat" is a village on the Volga, and in nearly every report the Chechen special forces. Such a name alone
settles nothing. `data/units.csv` lists them with what they are, from the general usage of the press.
"""

from __future__ import annotations

from functools import cache

from geomoves.places.datafiles import open_table
from geomoves.places.names.folding import fold

__all__ = ["is_unit", "units"]


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
    import csv

    with open_table("units.csv", "list of units") as stream:
        return frozenset(fold(row["name"]) for row in csv.DictReader(stream))
