"""The kinds of places, and what each group of them stands for.

A place's kind is one word. The groups say how a name is read: "Amur Oblast" asks for an area,
"City of Vladivostok" for a settlement, "Sunan airport" for an airfield.
"""

from __future__ import annotations

from geomoves.wording import say_if_known

__all__ = ["AREAS", "KINDS", "SETTLEMENTS", "SITES", "WATERS", "group_of", "kind_word"]

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


def kind_word(kind: str) -> str:
    """Return the word for a kind of place in the language that is spoken; an unknown kind is its own word.

    Examples
    --------
    >>> kind_word("port"), kind_word("ferry landing")
    ('port', 'ferry landing')
    """
    return say_if_known(f"place_kind.{kind}", kind)
