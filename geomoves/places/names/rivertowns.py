"""Towns that are called after their river as well: Rostov-on-Don."""

from __future__ import annotations

import re

__all__ = ["short_form"]

_RIVER_SUFFIX = re.compile(r"^(.{3,}?) (?:on|upon|na|an der|sur|over) .+$")


def short_form(folded: str) -> str:
    """Return a river town's name without its river, empty when there is none.

    Examples
    --------
    >>> short_form("komsomolsk on amur"), short_form("vladivostok")
    ('komsomolsk', '')
    """
    found = _RIVER_SUFFIX.match(folded)
    return found.group(1) if found else ""
