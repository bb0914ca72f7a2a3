"""Ids for the speakers, documents and forces that a table only names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from geomoves.reports.record import ID_PATTERN

__all__ = ["NAMED", "NAMED_IN", "CastNames", "hash_of", "slug_of"]

#: Sections that the claims' sheet may name without a sheet of their own, with the field of the name.
NAMED = {"documents": "title", "speakers": "name", "forces": "name"}
#: The columns that name them.
NAMED_IN = {
    "said_by": "speakers",
    "through": "speakers",
    "in": "documents",
    "force": "forces",
    "carried_by": "forces",
}
_LONGEST_SLUG = 100


class CastNames:
    """Ids for what the claims name: as it stands in a section's sheet, or made from the name."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self.made: dict[str, dict[str, Any]] = {}
        self._ids: dict[str, dict[str, str]] = {}
        self._names: dict[str, dict[str, str | None]] = {}
        for section, name_field in NAMED.items():
            if section in plain:
                by_name: dict[str, str | None] = {}
                for key, record in plain[section].items():
                    name = (record or {}).get(name_field, "")
                    # A name that two records bear leads to neither.
                    by_name[name] = None if name in by_name else key
                self._names[section] = by_name
                self._ids[section] = dict.fromkeys(plain[section], "")

    def prepare(self, section: str, names: Iterable[str]) -> None:
        """Make the ids of a section that has no sheet, from all of its names at once."""
        if section in self._names:
            return
        slugs: dict[str, list[str]] = {}
        for name in sorted(set(names)):
            slugs.setdefault(slug_of(name), []).append(name)
        ids = {
            name: slug if len(alike) == 1 else f"{slug}-{hash_of(name)}"
            for slug, alike in slugs.items()
            for name in alike
        }
        self._ids[section] = ids
        self.made[section] = {key: {NAMED[section]: name} for name, key in ids.items()}

    def id_of(self, section: str, name: str) -> str:
        """Return the id that a cell means; what is not known stays as it is, and is told later."""
        if section in self._names:
            return name if name in self._ids[section] else self._names[section].get(name) or name
        return self._ids[section][name]


def slug_of(name: str) -> str:
    """Return a name as an id: itself where it is one.

    Examples
    --------
    >>> slug_of("nis"), slug_of("Ministry of Defence, Kyiv")
    ('nis', 'Ministry-of-Defence-Kyiv')
    """
    if re.fullmatch(ID_PATTERN, name) and len(name) <= _LONGEST_SLUG:
        return name
    slug = re.sub(r"[^\w.]+", "-", name).strip("-._")[:_LONGEST_SLUG].strip("-._")
    return slug or f"n{hash_of(name)}"


def hash_of(text: str) -> str:
    """Return a few hexadecimal digits that stand for a text, the same everywhere."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
