"""Which claims of a dossier a question is about: by day, place, force and what else is known of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date

from geomoves.errors import ArgumentError, UnknownNameError
from geomoves.movement.assembly import Records
from geomoves.reports import Claim, Dossier, When

__all__ = ["Selector", "after", "civil_day", "claims_at", "force_key", "known_keys", "several"]

#: One value, or several; None for all.
Selector = str | Iterable[str] | None


def several(selector: Selector) -> frozenset[str] | None:
    """Return the values of a selector; None selects all."""
    if selector is None:
        return None
    return frozenset([selector] if isinstance(selector, str) else selector)


def known_keys(dossier: Dossier, section: str, selector: Selector) -> frozenset[str] | None:
    """Return the values of a selector, each of which is a key of a section of the dossier.

    Raises
    ------
    UnknownNameError
        The section has no such key.
    """
    values = several(selector)
    records = getattr(dossier, section)
    for value in sorted(values or ()):
        if value not in records:
            raise UnknownNameError(value, f"the dossier's {section}", list(records)[:5])
    return values


def force_key(dossier: Dossier, name: str) -> str:
    """Return the key of a force that is called by its key or its name.

    Raises
    ------
    UnknownNameError
        The dossier has no such force.
    """
    if name in dossier.forces:
        return name
    for key, force in dossier.forces.items():
        if force.name == name:
            return key
    raise UnknownNameError(name, "the dossier's forces", list(dossier.forces)[:5])


def claims_at(records: Records, name: str) -> set[str]:
    """Return the claims of which an end is a place, called by its id, its name or as it was stated.

    Raises
    ------
    UnknownNameError
        No claim is there.
    """
    found, names = set(), set()
    for claim, spots in records.spots.items():
        for spot in spots:
            if spot.place is not None:
                names.add(spot.place.name)
                if name in (spot.place.id, spot.place.name, spot.end.name):
                    found.add(claim)
    if not found:
        raise UnknownNameError(name, "the model's places", sorted(names)[:5])
    return found


def after(claim: Claim, day: date) -> bool:
    """Whether a claim happened, or was said, wholly after a day."""
    happened = claim.when.earliest if claim.when else None
    said = claim.said.earliest if claim.said else None
    return (happened is not None and happened > day) or (said is not None and said > day)


def civil_day(argument: str, value: str | date) -> date:
    """Return the day that an argument names.

    Raises
    ------
    ArgumentError
        It is no day.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    day = None
    with contextlib.suppress(ValueError):
        day = When.model_validate(value).earliest
    if day is None:
        raise ArgumentError(argument, f"{value!r} is no day", "write it as 2024-10-18")
    return day
