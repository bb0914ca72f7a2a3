"""The kinds of places, and what each group of them stands for.

A place's kind is one word. The groups say how a name is read: "Amur Oblast" asks for an area,
"City of Vladivostok" for a settlement, "Sunan airport" for an airfield.
"""

from __future__ import annotations

from geomoves.wording import say_if_known

__all__ = ["AREAS", "KINDS", "SETTLEMENTS", "SITES", "WATERS", "group_of", "kind_word", "reach_of_same_km"]

#: Where people live.
SETTLEMENTS = frozenset({"city", "town", "village", "hamlet", "settlement", "suburb", "capital"})

#: Areas of land; the point of one is where its label stands, of a country about its middle.
AREAS = frozenset({"country", "admin1", "admin2", "admin3", "region"})

#: Bodies of water and other large natural features; their points are labels too.
WATERS = frozenset(
    {"sea", "ocean", "gulf", "bay", "strait", "river", "lake", "island", "peninsula", "mountains"}
)

#: Single installations and points.
SITES = frozenset(
    {
        "port", "airfield", "airport", "airbase", "garrison", "base", "naval base", "range", "crossing",
        "station", "cosmodrome", "headland", "cape", "bridge", "fort", "site", "place",
    }
)  # fmt: skip

#: Every kind that the project's own data uses or may use.
KINDS = SETTLEMENTS | AREAS | WATERS | SITES


_FIRST = SETTLEMENTS | {"country"}


def group_of(kind: str) -> int:
    """Return which kinds come first among namesakes: countries and settlements, other points, other areas.

    Examples
    --------
    >>> group_of("village"), group_of("port"), group_of("region")
    (0, 1, 2)
    """
    return 0 if kind in _FIRST else 2 if kind in AREAS else 1


# Two places of one name and of one sort this near to each other are one place that two sources have put a
# little apart; of large natural features the label may stand anywhere.
_SAME_WITHIN_KM = 10.0
_SAME_AREA_WITHIN_KM = 150.0
_SAME_WATER_WITHIN_KM = 500.0
# One source's region is another's area of the first level: Crimea.
_LAND = AREAS - {"country"}


def reach_of_same_km(kind: str, other: str) -> float:
    """Return within which distance, kilometres, two kinds of one name are one place; 0 for never.

    Examples
    --------
    >>> (
    ...     reach_of_same_km("city", "village"),
    ...     reach_of_same_km("port", "city"),
    ...     reach_of_same_km("region", "admin1"),
    ... )
    (10.0, 0.0, 150.0)
    """
    for kinds, reach in ((SETTLEMENTS, _SAME_WITHIN_KM), (WATERS, _SAME_WATER_WITHIN_KM)):
        if kind in kinds and other in kinds:
            return reach
    if kind == other or ("region" in (kind, other) and kind in _LAND and other in _LAND):
        return _SAME_AREA_WITHIN_KM if kind in AREAS else _SAME_WITHIN_KM
    return 0.0


def kind_word(kind: str) -> str:
    """Return the word for a kind of place in the language that is spoken; an unknown kind is its own word.

    Examples
    --------
    >>> kind_word("port"), kind_word("ferry landing")
    ('port', 'ferry landing')
    """
    return say_if_known(f"place_kind.{kind}", kind)
