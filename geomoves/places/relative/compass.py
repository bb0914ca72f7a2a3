"""The points of the compass in words: "north-west", NNE, "северо-западнее", "північний схід", 북동, 西南."""

from __future__ import annotations

import re

__all__ = ["EASTERN_WINDS", "WINDS", "bearing_of", "half_sector_of"]

_POINTS = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split()
_STEP_DEG = 360 / len(_POINTS)

# A word for each: its stem and the endings that reports use; "к югу", "южнее", "на північний захід".
_PARTS = (
    ("N", "north(?:ern)?|северо|север[ауе]?|северн(?:ее|ый|ого|ой)|північн(?:ий|іше|о|ій)|північ"),
    ("E", "east(?:ern)?|восток[ау]?|восточн(?:ее|ый|ого|ой)|східн(?:ий|іше|ій)|схід|сходу"),
    ("S", "south(?:ern)?|юго|юг[ау]?|южн(?:ее|ый|ого|ой)|південн(?:ий|іше|о|ій)|південь|півдня"),
    ("W", "west(?:ern)?|запад[ау]?|западн(?:ее|ый|ого|ой)|західн(?:ий|іше|ій)|захід|заходу"),
)  # fmt: skip
_WORD = "|".join(part for _, part in _PARTS)

#: One direction, in letters or in words of English, Russian and Ukrainian.
WINDS = rf"(?:(?-i:[NS](?:[NS]?[EW])?|[EW](?:[NS][EW])?)(?!\w)|(?:{_WORD})(?:[\s-]*(?:{_WORD}))*)"

_PART = re.compile("|".join(f"(?P<{letter}>{part})" for letter, part in _PARTS), re.IGNORECASE)


#: One direction in Korean or Chinese, which say "east north" as readily as "north east".
EASTERN_WINDS = "[북남동서北南東东西]{1,3}"

_EASTERN_LETTERS = dict(zip("북남동서北南東东西", "NSEWNSEEW", strict=True))
_NORTH_FIRST = {"EN": "NE", "ES": "SE", "WN": "NW", "WS": "SW"}


def bearing_of(words: str) -> float | None:
    """Return the direction that words name, degrees clockwise from north; None when they name none.

    Examples
    --------
    >>> bearing_of("NW"), bearing_of("north-east"), bearing_of("north-northeast")
    (315.0, 45.0, 22.5)
    >>> bearing_of("северо-западу"), bearing_of("південний схід"), bearing_of("Sunday")
    (315.0, 135.0, None)
    >>> bearing_of("북동"), bearing_of("西南"), bearing_of("南北")
    (45.0, 225.0, None)
    """
    point = _point_of(words)
    return None if point is None else _POINTS.index(point) * _STEP_DEG


def half_sector_of(words: str) -> float:
    """Return how far, in degrees, what is said to lie in a direction may lie to either side of it.

    Examples
    --------
    >>> half_sector_of("north"), half_sector_of("north-northeast")
    (22.5, 11.25)
    """
    return _STEP_DEG / 2 if len(_point_of(words) or "") == 3 else _STEP_DEG


def _point_of(words: str) -> str | None:
    letters = words.strip().upper()
    if letters in _POINTS:
        return letters
    if letters and letters[0] in _EASTERN_LETTERS:
        found = "".join(_EASTERN_LETTERS.get(letter, "?") for letter in letters)
        found = _NORTH_FIRST.get(found, found)
        return found if found in _POINTS else None
    found = "".join(str(part.lastgroup) for part in _PART.finditer(words.lower()))
    return found if found in _POINTS else None
