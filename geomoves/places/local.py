"""Places as another language calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geomoves.places.countries import country_name
from geomoves.places.curated import curated_file, read_gazetteers
from geomoves.places.place import Place
from geomoves.wording import ENGLISH, say, spoken_language

if TYPE_CHECKING:
    from geomoves.places.index import NameIndex

__all__ = ["labels_by_row", "labels_of", "local_name", "local_place"]

_MOST_LABELS = 3


def local_name(place: Place) -> str:
    """Return what a place is called in the language that is spoken; its usual name where that is not known.

    Examples
    --------
    >>> from geomoves.wording import speaking
    >>> from geomoves.places import Gazetteer
    >>> with speaking("de"):
    ...     local_name(Gazetteer().get("iso:RU"))
    'Russland'
    """
    language = spoken_language()
    if language == ENGLISH:
        return place.name
    if place.kind == "country" and place.country:
        return country_name(place.country)
    names = (name.text for name in place.names if name.language == language and not name.former)
    return next(names, place.name)


def local_place(place: Place) -> Place:
    """Return a place with its name, and that of the area that it lies in, in the language that is spoken."""
    if spoken_language() == ENGLISH:
        return place
    area = _areas().get(f"iso:{place.admin1_code}")
    return replace(
        place,
        name=local_name(place),
        admin1=place.admin1 if area is None or area.name != place.admin1 else local_name(area),
    )


def labels_of(places: Sequence[Place]) -> str:
    """Return the labels of the first few places in the language that is spoken, and how many more there are.

    Examples
    --------
    >>> towns = [Place("own:a", "Avda", 1.0, 2.0, "town", "UA"), Place("own:b", "Avda", 1.0, 5.0, "town")]
    >>> labels_of(towns)
    'Avda (UA) and Avda'
    """
    return _enumerated([local_place(place).label for place in places[:_MOST_LABELS]], len(places))


def labels_by_row(index: NameIndex, rows: Sequence[int]) -> str:
    """Return what `labels_of` does for the places of some rows."""
    if spoken_language() != ENGLISH:
        return labels_of([index.place(row) for row in rows])
    return _enumerated([index.label(row) for row in rows[:_MOST_LABELS]], len(rows))


def _enumerated(shown: list[str], count: int) -> str:
    if count > _MOST_LABELS:
        shown.append(say("reason.more", n=str(count - _MOST_LABELS)))
    if len(shown) > 2:
        return "; ".join(shown)
    return say("and", first=shown[0], last=shown[1]) if len(shown) == 2 else "".join(shown)


@cache
def _areas() -> dict[str, Place]:
    """Return the first-level areas of the curated gazetteer: places know theirs by code and English name."""
    return {place.id: place for place in read_gazetteers([curated_file()]) if place.kind == "admin1"}
