"""The places that a gazetteer holds, asked for by id and by position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geomoves.errors import UnknownNameError
from geomoves.places import arguments
from geomoves.places.index import NameIndex
from geomoves.places.place import Place

__all__ = ["Holdings"]

_MOST_SUGGESTED_IDS = 3
_WHERE = "the gazetteer"


class Holdings:
    """What a `geomoves.Gazetteer` answers without weighing names."""

    @property
    def _index(self) -> NameIndex:
        raise NotImplementedError

    def nearest(self, lon: float, lat: float, *, kinds: Iterable[str] | None = None) -> Place:
        """Return the place nearest to a position.

        Parameters
        ----------
        lon, lat : float
            WGS 84 degrees.
        kinds : iterable of str, optional
            Only places of these kinds. Without it areas and waters are left out: the point of one
            says nothing about how near it is.

        Returns
        -------
        Place
            The nearest on the ellipsoid.

        Raises
        ------
        ArgumentError
            The position is out of range, or there is no such kind.
        UnknownNameError
            The gazetteer holds no place of these kinds.

        Examples
        --------
        >>> from geomoves import Gazetteer
        >>> Gazetteer().nearest(131.9, 43.1, kinds=["city"]).name
        'Vladivostok'
        """
        return self.nearest_with_distance(lon, lat, kinds=kinds)[0]

    def nearest_with_distance(
        self, lon: float, lat: float, *, kinds: Iterable[str] | None = None
    ) -> tuple[Place, float]:
        """Return the place nearest to a position and its geodesic distance in kilometres.

        Parameters and errors are those of `nearest`.
        """
        from geomoves.places.areas import is_area_kind
        from geomoves.places.nearby import nearest_row

        lon, lat = arguments.position(lon, lat)
        index = self._index
        wanted = arguments.kind_set(kinds, index.kinds)
        found = nearest_row(
            index, lon, lat, wanted.__contains__ if wanted else lambda kind: not is_area_kind(kind)
        )
        if found is None:
            raise UnknownNameError(
                ", ".join(sorted(wanted or ())) or "any place", _WHERE, sorted(index.kinds)
            )
        row, distance_km = found
        return index.place(row), distance_km

    def get(self, place_id: str) -> Place:
        """Return the place with an id.

        Parameters
        ----------
        place_id : str
            Such as ``geonames:709717`` or ``iso:RU-AMU``.

        Raises
        ------
        UnknownNameError
            No place has it; `suggestions` are the ids that may have been meant.
        ArgumentError
            The id is no text.

        Examples
        --------
        >>> from geomoves import Gazetteer
        >>> Gazetteer().get("iso:RU-AMU").name
        'Amur Oblast'
        """
        place_id = arguments.name_text(place_id, "id")
        place = self._index.get(place_id)
        if place is None:
            raise UnknownNameError(place_id, _WHERE, self._ids_meant(place_id))
        return place

    def _ids_meant(self, place_id: str) -> list[str]:
        from geomoves.places.areas import anywhere
        from geomoves.places.matching import find

        named = find(self._index, place_id, None, anywhere)
        if named:
            return [match.place.id for match in named[:_MOST_SUGGESTED_IDS]]
        import difflib

        return difflib.get_close_matches(place_id, self._index.own_ids(), _MOST_SUGGESTED_IDS, 0.8)

    def __contains__(self, place: object) -> bool:
        """Whether the gazetteer holds a place, or one with this id."""
        place_id = place.id if isinstance(place, Place) else place
        return isinstance(place_id, str) and self._index.row_of(place_id) is not None

    def __iter__(self) -> Iterator[Place]:
        """Every place, in the order of the files."""
        return self._index.places

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._index)

    def __bool__(self) -> bool:
        # Else `if gazetteer` would read the files only to count them.
        return True
