"""The name index: from a folded key to the places that are called so, through every layer of them.

Layers lie over one another: the files of a user over the curated gazetteer over the world's. Every
place has one **row** in the index; what is told by row costs no `Place`. Where two layers hold one
place (one id), the upper one's row stands for both, and the names of the lower one lead to it too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from geomoves.places.distance import haversine_km
from geomoves.places.kinds import reach_of_same_km
from geomoves.places.layers import UNDATED, Hit, HitFields, PlaceLayer
from geomoves.places.packed.layer import PackedLayer
from geomoves.places.place import Name, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from geomoves.places.names.wrappers import Reading
    from geomoves.places.protocols import Layer

    class _EntryFields(NamedTuple):
        place: Place
        text: str
        name: Name | None = None
else:
    _EntryFields = namedtuple("_EntryFields", "place text name", defaults=(None,))  # noqa: PYI024 - without importing typing

__all__ = ["NO_ROW", "Entry", "NameIndex"]

# How the file of the world's places is called, by which it is told from those of users.
_WORLD_TITLE = "Places of the world"

#: What stands for "no such area".
NO_ROW = -1

# The places of a larger layer are looked for below only when one there is found.
_MOST_LOOKED_FOR = 50_000


class Entry(_EntryFields):
    """One name of one place: `name` is None for the place's usual name."""

    __slots__ = ()


class NameIndex:
    """The names of places under their folded keys.

    Parameters
    ----------
    places : iterable of Place, or PlaceLayer
        Places with unique ids: the lowest layer, or the layer over `below`.
    below : sequence of Layer
        The layers below, the lowest first.
    doubles : iterable of (int, int), optional
        The rows of the lowest layer whose place the uppermost holds as well, with the row there, when they
        are known; else they are looked for.
    """

    def __init__(
        self,
        places: Iterable[Place] | PlaceLayer,
        below: Sequence[Layer] = (),
        doubles: Iterable[tuple[int, int]] | None = None,
    ) -> None:
        uppermost = places if isinstance(places, PlaceLayer) else PlaceLayer(places)
        self.layers: tuple[Layer, ...] = (*below, uppermost)
        self._starts: list[int] = []
        end = 0
        for layer in self.layers:
            self._starts.append(end)
            end += len(layer)
        self._end = end
        # Nearly every row lies in the lowest layer: it is asked without looking for it among the layers.
        self._lowest = self.layers[0]
        self._first_end = len(self._lowest)
        self.kinds: frozenset[str] = frozenset().union(*(layer.kinds for layer in self.layers))
        #: Rows of lower layers whose place an upper layer holds as well, with the row there.
        self._stands_for: dict[int, int] = {}
        #: Layers over another that hold too many places to look for each of them below.
        self._large: list[tuple[Layer, int]] = []
        for number, layer in enumerate(self.layers[1:], 1):
            if len(layer) > _MOST_LOOKED_FOR:
                self._large.append((layer, self._starts[number]))
                continue
            start, known = self._starts[number], layer is uppermost and doubles is not None
            if known:
                self._stands_for |= {lower: start + row for lower, row in doubles or ()}
            for place_id, row in layer.ids() if number > known else ():
                self._hide(range(known, number), place_id, start + row)
        self._made: dict[int, Place] = {}
        self._spelled = tuple(layer for layer in self.layers if isinstance(layer, PlaceLayer))
        #: The layers with their first rows, the uppermost first.
        self._downwards = tuple(zip(reversed(self.layers), reversed(self._starts), strict=True))
        # Nearly every name is one of packed places alone, and most often of the lowest.
        self._packed = tuple(
            (layer, start) for layer, start in self._downwards if isinstance(layer, PackedLayer)
        )
        alone = len(self._packed) == 1 and not self._packed[0][1] and not self._large
        #: The packed places, where they lie below all others and nothing large lies over them.
        self._alone = self._packed[0][0] if alone else None

    def _hide(self, numbers: Iterable[int], place_id: str, by: int) -> None:
        for number in numbers:
            row = self.layers[number].row_of(place_id)
            if row is not None:
                self._stands_for[self._starts[number] + row] = by

    def _standing_in(self, row: int) -> int | None:
        """Return the row that stands for another whose place an upper layer holds as well."""
        seen = self._stands_for.get(row)
        if seen is not None or not self._large:
            return seen
        layer, own = self._layer_of(row)
        for large, start in self._large:
            if row >= start:
                continue
            if isinstance(large, PackedLayer) and isinstance(layer, PackedLayer):
                found = large.row_like(layer, own)
            else:
                found = large.row_of(layer.id(own))
            if found is not None:
                return self._stands_for.get(start + found, start + found)
        return None

    def _renumbered(self, hits: Sequence[Hit], start: int) -> Sequence[Hit]:
        """Return the hits of a layer by their rows here."""
        if not start and not self._large:
            stands_for = self._stands_for
            for hit in hits:
                if hit[0] in stands_for:
                    break
            else:
                return hits
        return list(self._global(hits, start))

    def _global(self, hits: Iterable[HitFields], start: int) -> Iterator[Hit]:
        for row, text, name in hits:
            own = start + row
            seen = self._standing_in(own)
            if seen is None:
                yield Hit(own, text, name)
            else:
                # What is usual there is one name of many here.
                yield Hit(seen, text, name or UNDATED)

    def hits(self, key: str) -> Sequence[Hit]:
        """Names that fold to `key`, each place once, those of upper layers first."""
        found: Sequence[Hit] = ()
        for layer, start in self._downwards:
            more = layer.hits(key)
            if not more:
                continue
            more = self._renumbered(more, start)
            if found:
                known = {hit.row for hit in found}
                found = [
                    *found,
                    *(
                        hit
                        for hit in more
                        if hit.row not in known and not any(self._same(hit.row, row) for row in known)
                    ),
                ]
            else:
                found = more
        return found

    def told(self, key: str, most: int = 0, asked: str = "") -> tuple[Sequence[HitFields], bool, bool]:
        """Return what is told of a key at once.

        Parameters
        ----------
        key : str
            A folded name.
        most : int
            How many hits are wanted; 0 for all. Of ranked ones those after them may be missing.
        asked : str
            When there is one: how a name has to be written to come before those that are written otherwise.

        Returns
        -------
        hits : sequence of (int, str, Name or None)
            What `hits` returns, as plain tuples.
        otherwise : bool
            What `knows_otherwise` returns.
        ranked : bool
            Whether the hits come as namesakes are ranked.
        """
        alone = self._alone
        if alone is not None and key not in self._above:
            hits, otherwise = alone.told(key, most, asked, self._stands_for.keys())
            for hit in hits:
                if hit[0] in self._stands_for:
                    return list(self._global(hits, 0)), otherwise, False
            return hits, otherwise, alone.ranked
        packed = self._packed
        if len(packed) > 1:
            packed = tuple(one for one in packed if one[0].holds(key))
        if key in self._above or len(packed) > 1:
            return self.hits(key), self.knows_otherwise(key), False
        if not packed:
            return (), False, False
        ((layer, start),) = packed
        hits, otherwise = layer.told(key)
        for hit in hits:
            if self._standing_in(start + hit[0]) is not None:
                return list(self._global(hits, start)), otherwise, False
        if start:
            hits = [(start + row, text, name) for row, text, name in hits]
        return hits, otherwise, layer.ranked

    @cached_property
    def _likely_for(self) -> tuple[Callable[[str], Sequence[tuple[int, str]]], ...]:
        # Without countries nothing is close to a name of the whole world.
        return tuple(layer.likely_for for layer in self._spelled)

    @cached_property
    def _above(self) -> frozenset[str]:
        """What the layers over the lowest have something for."""
        return frozenset(chain.from_iterable(layer.keys() for layer in self._spelled))

    def holds(self, key: str) -> bool:
        """Whether any way to look may find something: never wrong when it says no."""
        for layer in self.layers:  # noqa: SIM110 - asked for every name: a generator costs more than the answer
            if layer.holds(key):
                return True
        return False

    def _same(self, row: int, other: int) -> bool:
        """Whether two rows of one name in two layers are one place."""
        if self.country(row) != self.country(other):
            return False
        reach = reach_of_same_km(self.kind(row), self.kind(other))
        return reach > 0 and haversine_km(*self.position(row), *self.position(other)) <= reach

    def rows(self, key: str) -> Sequence[int]:
        """Rows of the places with a name that folds to `key`, each once."""
        return list(dict.fromkeys(hit.row for hit in self.hits(key)))

    def whole(self, key: str) -> Sequence[Entry]:
        """Names that fold to `key`."""
        return self._entries(self.hits(key))

    def _entries(self, hits: Iterable[Hit]) -> Sequence[Entry]:
        return [Entry(self.place(row), text, name) for row, text, name in hits]

    def romanised(self, key: str) -> Sequence[Entry]:
        """Names in other scripts whose Latin form is `key`."""
        return self._entries(
            hit for layer, start in self._downwards for hit in self._global(layer.romanised(key), start)
        )

    def shortened(self, key: str) -> Sequence[Entry]:
        """Names that are `key` with a river after it: Rostov[-on-Don]."""
        return self._entries(
            hit for layer, start in self._downwards for hit in self._global(layer.shortened(key), start)
        )

    def knows_otherwise(self, key: str) -> bool:
        """Whether `romanised`, `shortened` or `unwrapped` may find something: never wrong when it says no."""
        for layer in self.layers:  # noqa: SIM110 - asked for every name: a generator costs more than the answer
            if layer.knows_otherwise(key):
                return True
        return False

    def rows_otherwise(self, key: str) -> set[int]:
        """Return the rows of what `romanised` and `shortened` find."""
        rows: set[int] = set()
        for layer, start in self._downwards:
            more = (*layer.romanised(key), *layer.shortened(key))
            if more:
                rows.update(hit.row for hit in self._global(more, start))
        return rows

    def unwrapped(self, core: str) -> Sequence[tuple[Entry, Reading]]:
        """Names that are `core` with a wrapper around it, and what the wrapper says."""
        found: list[tuple[Entry, Reading]] = []
        for layer, start in self._downwards:
            for hit, reading in layer.unwrapped(core):
                (seen,) = self._global((hit,), start)
                found.append((Entry(self.place(seen.row), seen.text, seen.name), reading))
        return found

    def close_to(self, key: str, countries: frozenset[str] | None = None) -> Sequence[tuple[int, str]]:
        """Return (edits, key) of every close key, the closest first.

        Parameters
        ----------
        key : str
            A folded name.
        countries : frozenset of str, optional
            The theatre. Without one only the layers over the lowest are looked through.
        """
        found: list[tuple[int, str]] = []
        if countries:
            for layer in self.layers:
                found += layer.close_to(key, countries)
        else:
            for likely_for in self._likely_for:
                more = likely_for(key)
                if more:
                    found += more
        return sorted(set(found)) if found else found

    def most_words(self, word: str) -> int:
        """How many words the longest key has that starts with the word `word`; 0 when none does."""
        return max(layer.most_words(word) for layer in self.layers)

    def is_by_hand(self, row: int) -> bool:
        """Whether somebody put the place down for a subject: it does not only stand in the world's list."""
        about: dict[str, object] = getattr(self._layer_of(row)[0], "about", {})
        return about.get("title") != _WORLD_TITLE

    def _layer_of(self, row: int) -> tuple[Layer, int]:
        if row < self._first_end:
            return self._lowest, row
        number = bisect_right(self._starts, row) - 1
        # Of layers without rows several start at one number; the last of them is found.
        return self.layers[number], row - self._starts[number]

    def standing(self, row: int) -> tuple[int, int]:
        """Return what sorts a place among its namesakes, the lower first: the group of its kind, its size."""
        return self.standings((row,))[0]

    def standings(self, rows: Sequence[int]) -> list[tuple[int, int]]:
        """Return what sorts places among namesakes, the lower first: the group of its kind, its size."""
        if max(rows, default=0) < self._first_end:
            return self._lowest.standings(rows)
        found: list[tuple[int, int]] = []
        for row in rows:
            layer, own = self._layer_of(row)
            found += layer.standings((own,))
        return found

    def place(self, row: int) -> Place:
        """Return the place of a row."""
        place = self._made.get(row)
        if place is None:
            layer, own = self._layer_of(row)
            place = self._made[row] = layer.place(own)
        return place

    def id(self, row: int) -> str:
        """Return the id of the place of a row."""
        layer, own = self._layer_of(row)
        return layer.id(own)

    def ids_of(self, rows: Sequence[int]) -> list[str]:
        """Return the ids of the places of some rows."""
        if max(rows, default=0) < self._first_end:
            return self._lowest.ids_of(rows)
        return list(map(self.id, rows))

    def row_of(self, place_id: str) -> int | None:
        """Return the row of the place with an id, of whichever layer is uppermost."""
        for layer, start in self._downwards:
            row = layer.row_of(place_id)
            if row is not None:
                return self._stands_for.get(start + row, start + row)
        return None

    def get(self, place_id: str) -> Place | None:
        """Return the place with an id, None when there is none."""
        row = self.row_of(place_id)
        return None if row is None else self.place(row)

    def label(self, row: int) -> str:
        """Return the label of the place of a row, in English."""
        layer, own = self._layer_of(row)
        return layer.label(own)

    def position(self, row: int) -> tuple[float, float]:
        """Return longitude and latitude in degrees."""
        layer, own = self._layer_of(row)
        return layer.position(own)

    def population(self, row: int) -> int:
        """Return the inhabitants, 0 when their number is not known."""
        layer, own = self._layer_of(row)
        return layer.population(own)

    def kind(self, row: int) -> str:
        """Return the kind of place."""
        layer, own = self._layer_of(row)
        return layer.kind(own)

    def country(self, row: int) -> str:
        """Return the ISO 3166-1 alpha-2 code, empty for none."""
        layer, own = self._layer_of(row)
        return layer.country(own)

    def admin1(self, row: int) -> int:
        """Return the row of the first-level area, `NO_ROW` when not known."""
        layer, own = self._layer_of(row)
        return self._area(layer.admin1_id(own))

    def admin2(self, row: int) -> int:
        """Return the row of the second-level area, `NO_ROW` when not known."""
        layer, own = self._layer_of(row)
        return self._area(layer.admin2_id(own))

    def _area(self, area_id: str) -> int:
        row = self.row_of(area_id) if area_id else None
        return NO_ROW if row is None else row

    def all_rows(self) -> Iterator[int]:
        """Yield the row of every place, those of upper layers first."""
        for layer, start in self._downwards:
            for row in range(start, start + len(layer)):
                if self._standing_in(row) is None:
                    yield row

    def rows_near(self, lon: float, lat: float, reach_km: float) -> Iterator[int]:
        """Yield the rows of at least every place within `reach_km`, kilometres."""
        for layer, start in self._downwards:
            for row in layer.rows_near(lon, lat, reach_km):
                if self._standing_in(start + row) is None:
                    yield start + row

    def own_ids(self) -> list[str]:
        """Return the ids of the uppermost layer: the ones that people write by hand."""
        return [place_id for place_id, _ in self.layers[-1].ids()]

    @property
    def places(self) -> Iterator[Place]:
        """Every place, those of upper layers first."""
        return map(self.place, self.all_rows())

    def __len__(self) -> int:
        """How many places there are."""
        return sum(1 for _ in self.all_rows()) if self._large else self._end - len(self._stands_for)
