"""JSON as its standard has it: no NaN, and every key of an object once."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from geomoves.errors import shorten

__all__ = ["strict_json"]


def strict_json(text: str) -> Any:
    """Return what a text in JSON says.

    Raises
    ------
    ValueError
        It is no JSON, holds NaN or an infinity, or a key stands twice in one object.
    RecursionError
        It nests too deep.

    Examples
    --------
    >>> strict_json('{"lat": 48.0}')
    {'lat': 48.0}
    >>> strict_json('{"lat": 48.0, "lat": 49.0}')
    Traceback (most recent call last):
    ...
    ValueError: a key stands twice in one object: 'lat'
    """
    return json.loads(text, parse_constant=_no_number, object_pairs_hook=_each_once)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        # Which of two positions is meant nobody knows.
        twice = sorted(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"a key stands twice in one object: {shorten(twice[0])}")
    return made


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")
