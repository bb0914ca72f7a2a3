"""Layers of places: what the name index asks of each file of places that lies over another.

A layer numbers its places from 0. What it tells of a place by that number costs no `Place`, so that
thousands of namesakes can be weighed before the one that is meant is made.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from geomoves.places.kinds import group_of
from geomoves.places.names.folding import fold
from geomoves.places.place import Name, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from geomoves.places.names.spelling import Speller
    from geomoves.places.names.wrappers import Reading

    class _HitFields(NamedTuple):
        row: int
        text: str
        name: Name | None = None
else:
    _HitFields = namedtuple("_HitFields", "row text name", defaults=(None,))  # noqa: PYI024 - without importing typing

__all__ = ["UNDATED", "Hit", "HitFields", "PlaceLayer"]


class Hit(_HitFields):
    """One name of one place.

    Parameters
    ----------
    row : int
        The place.
    text : str
        The name as it is written there.
    name : Name or None
        The name's language and years; None for the place's usual name. What it is called stands in `text`.
    """

    __slots__ = ()


#: What a `Hit` is made of: a tuple of its own class takes longer to make than one without.
HitFields = tuple[int, str, "Name | None"]

#: What is known of another name of a place when neither its language nor its years are.
UNDATED = Name("")


class PlaceLayer:
    """Some places in memory.

    Only what `hits` needs is made at once; the rarer ways to a name are made when they are first asked for.

    Parameters
    ----------
    places : iterable of Place
        Places with unique ids.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = tuple(places)
        self._row_of = {place.id: row for row, place in enumerate(self._places)}
        self.kinds = frozenset(place.kind for place in self._places)
        self._hits: dict[str, list[Hit]] = {}
        for row, place in enumerate(self._places):
            self._add(Hit(row, place.name))
            for name in place.names:
                self._add(Hit(row, name.text, name))

    def _add(self, hit: Hit) -> None:
        key = fold(hit.text)
        if key:
            self._hits.setdefault(key, []).append(hit)

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._places)

    def hits(self, key: str) -> Sequence[Hit]:
        """Return names that fold to `key`."""
        return self._hits.get(key, ())

    def knows(self, key: str) -> bool:
        """Whether `hits` finds something."""
        return key in self._hits

    def keys(self) -> Iterable[str]:
        """Yield every key for which a way to look finds something, some of them twice."""
        yield from self._hits
        yield from self._otherwise

    def holds(self, key: str) -> bool:
        """Whether any way to look finds something."""
        return key in self._hits or self.knows_otherwise(key)

    def romanised(self, key: str) -> Sequence[Hit]:
        """Return names in other scripts whose Latin form is `key`."""
        return self._romanised.get(key, ())

    def shortened(self, key: str) -> Sequence[Hit]:
        """Return names that are `key` with a river after it: Rostov[-on-Don]."""
        return self._shortened.get(key, ())

    def unwrapped(self, core: str) -> Sequence[tuple[Hit, Reading]]:
        """Return names that are `core` with a wrapper around it, and what the wrapper says."""
        return self._unwrapped.get(core, ())

    @cached_property
    def _romanised(self) -> dict[str, list[Hit]]:
        from geomoves.places.names.romanising import romanise

        return self._under_forms(romanise)

    @cached_property
    def _shortened(self) -> dict[str, list[Hit]]:
        from geomoves.places.names.rivertowns import short_form

        return self._under_forms(lambda key: (short_form(key),))

    def _under_forms(self, forms: Callable[[str], tuple[str, ...]]) -> dict[str, list[Hit]]:
        table: dict[str, list[Hit]] = {}
        for key, hits in self._hits.items():
            for form in forms(key):
                if form:
                    table.setdefault(form, []).extend(hits)
        return table

    @cached_property
    def _unwrapped(self) -> dict[str, list[tuple[Hit, Reading]]]:
        from geomoves.places.names.wrappers import unwrap

        table: dict[str, list[tuple[Hit, Reading]]] = {}
        for key, hits in self._hits.items():
            reading = unwrap(key)
            if reading:
                table.setdefault(reading.core, []).extend((hit, reading) for hit in hits)
        return table

    def knows_otherwise(self, key: str) -> bool:
        """Whether `romanised`, `shortened` or `unwrapped` finds something."""
        return key in self._otherwise

    @cached_property
    def _otherwise(self) -> frozenset[str]:
        return frozenset((*self._romanised, *self._shortened, *self._unwrapped))

    @cached_property
    def _speller(self) -> Speller:
        from geomoves.places.names.spelling import Speller

        return Speller(self._hits)

    def close_to(self, key: str, countries: frozenset[str] | None) -> Sequence[tuple[int, str]]:
        """Return (edits, key) of the keys close to `key`; whoever asks leaves other countries out.

        Without countries only the likely ones, those that begin or end alike.
        """
        return self._speller.close_to(key) if countries else self.likely_for(key)

    @cached_property
    def likely_for(self) -> Callable[[str], Sequence[tuple[int, str]]]:
        """What returns (edits, key) of the close keys that begin or end as a key does."""
        return self._speller.likely_for

    @cached_property
    def _most_words(self) -> dict[str, int]:
        table: dict[str, int] = {}
        for key in self._hits:
            words = key.split()
            table[words[0]] = max(table.get(words[0], 0), len(words))
        return table

    def most_words(self, word: str) -> int:
        """Return how many words the longest key has that starts with the word `word`; 0 when none does."""
        return self._most_words.get(word, 0)

    def row_of(self, place_id: str) -> int | None:
        """Return the row of the place with an id."""
        return self._row_of.get(place_id)

    def place(self, row: int) -> Place:
        """Return the place of a row."""
        return self._places[row]

    def id(self, row: int) -> str:
        """Return the id of the place of a row."""
        return self._places[row].id

    def ids_of(self, rows: Iterable[int]) -> list[str]:
        """Return the ids of some rows' places."""
        return [self._places[row].id for row in rows]

    def ids(self) -> Iterator[tuple[str, int]]:
        """Yield every id of every place, its ids elsewhere too, with the place's row."""
        for row in range(len(self)):
            place = self._places[row]
            for place_id in (place.id, *place.ids):
                yield place_id, row

    def label(self, row: int) -> str:
        """Return the label of the place of a row, in English."""
        return self._places[row].label

    def position(self, row: int) -> tuple[float, float]:
        """Return longitude and latitude in degrees."""
        return self._places[row].lonlat

    def population(self, row: int) -> int:
        """Return the inhabitants, 0 when not known."""
        return self._places[row].population or 0

    def standings(self, rows: Iterable[int]) -> list[tuple[int, int]]:
        """Return what sorts places among namesakes, the lower first: the group of its kind, its size."""
        places = [self._places[row] for row in rows]
        return [(group_of(place.kind), -(place.population or 0)) for place in places]

    def kind(self, row: int) -> str:
        """Return the kind of place."""
        return self._places[row].kind

    def country(self, row: int) -> str:
        """Return the ISO 3166-1 alpha-2 code, empty for none."""
        return self._places[row].country

    def admin1_id(self, row: int) -> str:
        """Return the id of its first-level area, empty when not known."""
        code = self._places[row].admin1_code
        return f"iso:{code}" if code else ""

    def admin2_id(self, row: int) -> str:
        """Return the id of its second-level area, empty when not known."""
        return self._admin2_ids.get(row, "")

    @cached_property
    def _admin2_ids(self) -> dict[int, str]:
        # Files name the second-level area and do not number it.
        places = [self._places[row] for row in range(len(self))]
        areas = {
            (place.admin1_code, fold(place.name)): place.id for place in places if place.kind == "admin2"
        }
        found = (
            (row, areas.get((place.admin1_code, fold(place.admin2))))
            for row, place in enumerate(places)
            if place.admin2
        )
        return {row: area for row, area in found if area}

    def rows_near(self, lon: float, lat: float, reach_km: float) -> Iterable[int]:
        """Return rows of at least every place within `reach_km`: all of them, they are few."""
        del lon, lat, reach_km
        return range(len(self))
