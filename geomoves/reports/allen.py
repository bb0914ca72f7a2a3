"""How two stretches of days can lie to one another: Allen's thirteen relations, open ends included.

J. F. Allen, "Maintaining knowledge about temporal intervals", Communications of the ACM 26 (11), 1983.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Literal, get_args

from geomoves.reports.days import Stretch, day_number

__all__ = ["RELATIONS", "Relation", "inverse", "relations"]

Relation = Literal[
    "before",
    "meets",
    "overlaps",
    "starts",
    "during",
    "finishes",
    "equals",
    "finished by",
    "contains",
    "started by",
    "overlapped by",
    "met by",
    "after",
]
RELATIONS: tuple[Relation, ...] = get_args(Relation)


def inverse(relation: Relation) -> Relation:
    """Return how the second stretch lies to the first.

    Examples
    --------
    >>> inverse("before"), inverse("equals")
    ('after', 'equals')
    """
    return RELATIONS[len(RELATIONS) - 1 - RELATIONS.index(relation)]


def relations(first: Stretch, second: Stretch) -> frozenset[Relation]:
    """Return every relation in which the first stretch can stand to the second.

    Days are inclusive: 8–13 October *meets* 14–18 October, and 8–12 October is *before* it.

    Parameters
    ----------
    first, second : Stretch
        An end that is open or not stated may lie on any day that its other end allows.

    Returns
    -------
    frozenset of str
        One relation where all ends are stated; more where they leave it open, never none.

    Examples
    --------
    >>> from datetime import date
    >>> crossing = Stretch(date(2024, 10, 8), date(2024, 10, 13))
    >>> relations(crossing, Stretch(date(2024, 10, 14), date(2024, 10, 18)))
    frozenset({'meets'})
    >>> sorted(relations(crossing, Stretch(None, date(2024, 10, 18))))
    ['before', 'during', 'meets', 'overlaps', 'starts']
    """
    # Ends become exclusive, so that "meets" is an end that is the other's beginning.
    ends = (
        _number(first.earliest, 0),
        _number(first.latest, 1),
        _number(second.earliest, 0),
        _number(second.latest, 1),
    )
    known = [end for end in ends if end is not None] or [0]
    # Only the order of the four ends tells. Two open ends may lie between, on or beyond any of the
    # stated ones, a day at least apart: within three days of one of them every order is found.
    candidates = sorted({end + shift for end in known for shift in range(-3, 4)})
    return frozenset(
        _relation(*choice)
        for choice in product(*([end] if end is not None else candidates for end in ends))
        if choice[0] < choice[1] and choice[2] < choice[3]
    )


def _number(day: date | None, shift: int) -> int | None:
    return None if day is None else day_number(day) + shift


def _relation(a: int, b: int, c: int, d: int) -> Relation:
    """Name the relation of [a, b) to [c, d)."""
    if b < c:
        return "before"
    if b == c:
        return "meets"
    if d < a:
        return "after"
    if d == a:
        return "met by"
    if a == c:
        return "equals" if b == d else "starts" if b < d else "started by"
    if b == d:
        return "finishes" if a > c else "finished by"
    if a > c:
        return "during" if b < d else "overlapped by"
    return "contains" if b > d else "overlaps"
