"""What the name index asks of a layer of places, and a place of whoever reads its fields.

Only type checkers read this: protocols need `typing`, which takes longer to import than a look-up takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from geomoves.places.layers import Hit
from geomoves.places.names.wrappers import Reading
from geomoves.places.place import Place

__all__ = ["FieldReader", "Layer"]


class FieldReader(Protocol):
    """Where the fields of a place lie until they are looked at."""

    def field(self, row: int, field: str) -> Any:
        """Return a field of the place in a row."""


class Layer(Protocol):
    """Places under their names, by row."""

    kinds: frozenset[str]

    def __len__(self) -> int:
        """Return how many rows there are, those with a place and those without."""

    def hits(self, key: str) -> Sequence[Hit]:
        """Return names that fold to `key`."""

    def holds(self, key: str) -> bool:
        """Whether any way to look may find something: never wrong when it says no."""

    def romanised(self, key: str) -> Sequence[Hit]:
        """Return names in other scripts whose Latin form is `key`."""

    def shortened(self, key: str) -> Sequence[Hit]:
        """Return names that are `key` with a river after it."""

    def unwrapped(self, core: str) -> Sequence[tuple[Hit, Reading]]:
        """Return names that are `core` with a wrapper around it, and what the wrapper says."""

    def knows_otherwise(self, key: str) -> bool:
        """Whether `romanised`, `shortened` or `unwrapped` may find something: never wrong when it says no."""

    def close_to(self, key: str, countries: frozenset[str] | None) -> Sequence[tuple[int, str]]:
        """Return (edits, key) of the keys that are close to `key`, of places in `countries`."""

    def most_words(self, word: str) -> int:
        """Return how many words the longest key has that starts with the word `word`; 0 when none does."""

    def row_of(self, place_id: str) -> int | None:
        """Return the row of the place with an id."""

    def place(self, row: int) -> Place:
        """Return the place of a row."""

    def id(self, row: int) -> str:
        """Return the id of the place of a row."""

    def ids_of(self, rows: Iterable[int]) -> list[str]:
        """Return the ids of some rows' places."""

    def ids(self) -> Iterator[tuple[str, int]]:
        """Yield every id of every place, its ids elsewhere too, with the place's row."""

    def label(self, row: int) -> str:
        """Return the label of the place of a row, in English."""

    def position(self, row: int) -> tuple[float, float]:
        """Return longitude and latitude in degrees."""

    def population(self, row: int) -> int:
        """Return the inhabitants, 0 when not known."""

    def standings(self, rows: Iterable[int]) -> list[tuple[int, int]]:
        """Return what sorts places among namesakes, the lower first: the group of its kind, its size."""

    def kind(self, row: int) -> str:
        """Return the kind of place."""

    def country(self, row: int) -> str:
        """Return the ISO 3166-1 alpha-2 code, empty for none."""

    def admin1_id(self, row: int) -> str:
        """Return the id of its first-level area, empty when not known."""

    def admin2_id(self, row: int) -> str:
        """Return the id of its second-level area, empty when not known."""

    def rows_near(self, lon: float, lat: float, reach_km: float) -> Iterable[int]:
        """Return rows of at least every place within `reach_km`, kilometres."""
