"""Chinese characters in their other form: 咸兴 is 咸興, and 羅津 is 罗津.

`data/han.csv` has each traditional character with its simplified one, after the table TSCharacters of Open
Chinese Convert (Apache License 2.0), without those beyond the Basic Multilingual Plane.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from geomoves.places.datafiles import open_table

__all__ = ["other_forms"]

# A simplified character may stand for several traditional ones; a name has few of those.
_MOST_FORMS = 64
_HAN = re.compile("[一-鿿]")


def other_forms(folded: str) -> tuple[str, ...]:
    """Return a name in the other forms of its characters, without itself; none for other scripts.

    Parameters
    ----------
    folded : str
        A key made by `geomoves.places.names.folding.fold`.

    Examples
    --------
    >>> "咸興" in other_forms("咸兴"), other_forms("羅津")
    (True, ('罗津',))
    >>> other_forms("平壤"), other_forms("sudzha")
    ((), ())
    """
    if not _HAN.search(folded):
        return ()
    simple, traditional = _tables()
    choices = [
        tuple(dict.fromkeys((letter, *simple.get(letter, ()), *traditional.get(letter, ()))))
        for letter in folded
    ]
    forms: dict[str, None] = {}
    for form in product(*choices):
        forms["".join(form)] = None
        if len(forms) > _MOST_FORMS:
            break
    forms.pop(folded, None)
    return tuple(forms)


@cache
def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    import csv

    simple: dict[str, list[str]] = {}
    traditional: dict[str, list[str]] = {}
    with open_table("han.csv", "table of characters") as stream:
        for row in csv.DictReader(stream):
            simple.setdefault(row["traditional"], []).append(row["simplified"])
            traditional.setdefault(row["simplified"], []).append(row["traditional"])
    return simple, traditional
