"""The name index: from a folded key to the places that are called so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from geomoves.places.folding import fold
from geomoves.places.place import Name, Place
from geomoves.places.romanising import romanise
from geomoves.places.spelling import Speller
from geomoves.places.wrappers import Reading, short_form, unwrap

__all__ = ["Entry", "NameIndex"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one place: `name` is None for the place's usual name."""

    place: Place
    text: str
    name: Name | None = None


class NameIndex:
    """The names of some places under their folded keys.

    Only `whole` is made at once; the rarer ways to a name are made when they are first asked for.

    Parameters
    ----------
    places : iterable of Place
        Places with unique ids.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: tuple[Place, ...] = tuple(places)
        self.by_id: dict[str, Place] = {place.id: place for place in self.places}
        self.kinds = frozenset(place.kind for place in self.places)
        self._whole: dict[str, list[Entry]] = {}
        for place in self.places:
            self._add(Entry(place, place.name))
            for name in place.names:
                self._add(Entry(place, name.text, name))

    def _add(self, entry: Entry) -> None:
        key = fold(entry.text)
        if key:
            self._whole.setdefault(key, []).append(entry)

    def whole(self, key: str) -> Sequence[Entry]:
        """Names that fold to `key`."""
        return self._whole.get(key, ())

    def romanised(self, key: str) -> Sequence[Entry]:
        """Names in other scripts whose Latin form is `key`."""
        return self._romanised.get(key, ())

    def shortened(self, key: str) -> Sequence[Entry]:
        """Names that are `key` with a river after it: Rostov[-on-Don]."""
        return self._shortened.get(key, ())

    def unwrapped(self, core: str) -> Sequence[tuple[Entry, Reading]]:
        """Names that are `core` with a wrapper around it, and what the wrapper says."""
        return self._unwrapped.get(core, ())

    @cached_property
    def _romanised(self) -> dict[str, list[Entry]]:
        table: dict[str, list[Entry]] = {}
        for key, entries in self._whole.items():
            for form in romanise(key):
                table.setdefault(form, []).extend(entries)
        return table

    @cached_property
    def _shortened(self) -> dict[str, list[Entry]]:
        table: dict[str, list[Entry]] = {}
        for key, entries in self._whole.items():
            short = short_form(key)
            if short:
                table.setdefault(short, []).extend(entries)
        return table

    @cached_property
    def _unwrapped(self) -> dict[str, list[tuple[Entry, Reading]]]:
        table: dict[str, list[tuple[Entry, Reading]]] = {}
        for key, entries in self._whole.items():
            reading = unwrap(key)
            if reading:
                table.setdefault(reading.core, []).extend((entry, reading) for entry in entries)
        return table

    @cached_property
    def speller(self) -> Speller:
        """Close spellings among the keys."""
        return Speller(self._whole)

    @cached_property
    def most_words(self) -> dict[str, int]:
        """For each first word of a key, how many words the longest such key has."""
        table: dict[str, int] = {}
        for key in self._whole:
            words = key.split()
            table[words[0]] = max(table.get(words[0], 0), len(words))
        return table
