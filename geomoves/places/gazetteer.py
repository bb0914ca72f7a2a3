"""The gazetteer: from names to places, offline."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from geomoves.errors import ArgumentError, shorten
from geomoves.places import arguments
from geomoves.places.holdings import Holdings
from geomoves.places.index import NameIndex
from geomoves.places.packed.curated import curated_layer
from geomoves.places.place import Candidate, Mention, Place, Resolution
from geomoves.places.quick import quick_answer
from geomoves.places.world import world_layer
from geomoves.wording import spoken_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import pandas as pd

    from geomoves.places.arguments import DateLike
    from geomoves.places.online.geocoder import OnlineGeocoder
    from geomoves.places.resolution.document import Document
    from geomoves.places.resolution.resolving import Resolver

__all__ = ["Gazetteer"]

_SERVICES = ("nominatim",)


class Gazetteer(Holdings):
    """Finds the places that names mean.

    Nothing is read before the first question, and nothing goes to the network unless `online` names
    a service.

    Parameters
    ----------
    files : path or sequence of path, optional
        Places of your own over the curated gazetteer: CSV in its columns (`id`, `name`, `lon` and `lat`
        are required), GeoJSON, Linked Places (JSON or LP-TSV). A row with the id of another one replaces
        it; a later file wins. Dump files of GeoNames (``allCountries.txt``, ``UA.txt``, with
        ``alternateNamesV2.txt``) lie under the curated gazetteer; they are packed into your cache folder
        once, which takes up to a minute for each million places.
    online : str, optional
        ``"nominatim"``: ask OpenStreetMap's geocoder for names that no file holds.
    user_agent : str, optional
        How you present yourself to that service, such as ``"my-newsroom (me@example.org)"``;
        required with `online`.
    timeout_s : float
        Longest time to wait for one online answer, seconds.
    geocoder : OnlineGeocoder, optional
        Used instead of the one that `online` would make.
    world : bool
        Whether the world's places lie under the curated ones and your files. Without them fewer names are
        known, and fewer of them could be several places.

    Raises
    ------
    ArgumentError
        `online` names no known service, or `user_agent` is missing.

    Examples
    --------
    >>> gazetteer = Gazetteer()
    >>> [candidate.place.label for candidate in gazetteer.lookup("Donetsk", kinds=["city", "town"])]
    ['Donetsk (Donetsk Oblast, UA)', 'Donetsk (Rostov Oblast, RU)']
    """

    def __init__(
        self,
        files: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None = None,
        *,
        online: str | None = None,
        user_agent: str | None = None,
        timeout_s: float = 10.0,
        geocoder: OnlineGeocoder | None = None,
        world: bool = True,
    ) -> None:
        self._files = _paths(files)
        self._world = world
        self._online = geocoder
        if online is not None:
            if online not in _SERVICES:
                raise ArgumentError("online", f"{shorten(online)} is no known service", 'write "nominatim"')
            # Only who asks for the network pays for loading it.
            from geomoves.places.online.geocoder import OnlineGeocoder

            self._online = geocoder or OnlineGeocoder(user_agent=user_agent, timeout_s=timeout_s)

    @classmethod
    def from_places(cls, places: Iterable[Place]) -> Gazetteer:
        """Return a gazetteer of these places alone, without the curated ones.

        Parameters
        ----------
        places : iterable of Place
            Places with different ids.

        Raises
        ------
        ArgumentError
            An entry is no place or has no position on the earth, or two have one id.

        Examples
        --------
        >>> camp = Place("own:camp", "Camp Seven", 131.5, 43.5, "site", "RU")
        >>> len(Gazetteer.from_places([camp]))
        1
        """
        held: dict[str, Place] = {}
        for number, place in enumerate(places):
            argument = f"places[{number}]"
            if not isinstance(place, Place):
                raise ArgumentError(
                    argument, f"{shorten(place)} is no Place", "make it with geomoves.Place(…)"
                )
            arguments.name_text(place.id, f"{argument}.id")
            arguments.name_text(place.name, f"{argument}.name")
            arguments.position(place.lon, place.lat)
            if place.id in held:
                raise ArgumentError(
                    argument, f"the id {shorten(place.id)} is there twice", "keep one of them"
                )
            held[place.id] = place
        gazetteer = cls()
        gazetteer.__dict__["_index"] = NameIndex(held.values())
        return gazetteer

    @cached_property
    def _index(self) -> NameIndex:
        below = [world_layer()] if self._world else []
        others: Sequence[str | os.PathLike[str]] = self._files
        if not all(os.fspath(file).lower().endswith(".csv") for file in self._files):
            from geomoves.places.userdata.dumps import dump_layer, split_dumps

            others, dumps = split_dumps(self._files)
            if dumps is not None:
                below.append(dump_layer(dumps))
        if not others:
            layer = curated_layer(world_layer() if self._world else None)
            if layer is not None:
                return NameIndex(layer, below, layer.doubles() if self._world else None)
        from geomoves.places.curated import curated_file, read_gazetteers

        return NameIndex(read_gazetteers([curated_file(), *others]), below)

    @cached_property
    def _resolvers(self) -> dict[str, Resolver]:
        return {}

    @property
    def _resolver(self) -> Resolver:
        # It keeps what names may mean with the reasons, which are words of one language.
        spoken = spoken_language()
        if spoken not in self._resolvers:
            # Only who resolves pays for loading numpy.
            from geomoves.places.resolution.resolving import Resolver

            self._resolvers[spoken] = Resolver(self._index)
        return self._resolvers[spoken]

    def lookup(
        self,
        name: str,
        *,
        countries: Iterable[str] | None = None,
        date: DateLike | None = None,
        kinds: Iterable[str] | None = None,
        limit: int = 10,
    ) -> list[Candidate]:
        """Return the places that are called `name`.

        A name is found whatever its case, accents, apostrophes and hyphens, in the scripts that the
        gazetteer holds and in Latin letters, in Russian and Ukrainian case forms, with a wrapper ("City of
        X", "X region") and with what it lies in ("X, Amur Oblast"). A place that is told by others ("25 km
        NW of X", "between X and Y", "outskirts of X", "off the coast of X") is a point of its own with a
        radius and a precision. Only a name that nothing is called gets close spellings; these are marked
        as suggestions.

        Parameters
        ----------
        name : str
            The name, at most 500 characters.
        countries : iterable of str, optional
            ISO 3166-1 alpha-2 codes; only places there are returned, and places in no country.
            Nothing, or an empty list, means everywhere.
        date : date, str or int, optional
            When the name was written: a date, ``"2024-10-18"``, ``"2024-10"`` or a year. Former names
            count in full within their years, less without a date, and least outside of them.
        kinds : iterable of str, optional
            Only places of these kinds, such as ``["city", "port"]``.
        limit : int
            The most candidates to return.

        Returns
        -------
        list of Candidate
            Best first; equal ones by size. The score says how well the name fits. Empty when nothing
            is called so and nothing is spelt almost so.

        Raises
        ------
        ArgumentError
            An argument is out of its range.
        GazetteerError, FileAccessError
            A gazetteer file is wrong or cannot be read.
        OnlineError
            The online service failed, only with `online`.

        Examples
        --------
        >>> gazetteer = Gazetteer()
        >>> gazetteer.lookup("Сталино", date=1950)[0].place.name
        'Donetsk'
        >>> gazetteer.lookup("Vladivostock")[0].reasons
        ('close spelling of “Vladivostok” (1 letter differs)',)
        >>> gazetteer.lookup("Xyzzyx")
        []
        """
        name = arguments.name_text(name)
        bare = countries is None and date is None and kinds is None and self._online is None
        if bare and limit.__class__ is int and limit > 0:
            quick = quick_answer(self._index, name, limit)
            if quick is not None:
                return quick
            # Only what has a wrapper, signs or letters of two scripts around or in it comes here.
            from geomoves.places.nobodys import finds_nothing

            if finds_nothing(self._index, name):
                return []
        # Most names are answered by here; only the others wait for what weighs them.
        from geomoves.places.lookups import look_up

        codes = arguments.country_codes(countries)
        return look_up(
            self._index,
            name,
            countries=codes,
            year=arguments.year_of(date),
            kinds=arguments.kind_set(kinds, self._index.kinds),
            most=arguments.positive_count(limit, "limit"),
            search=self._search_in(codes),
        )

    def _search_in(self, codes: frozenset[str] | None) -> Callable[[str], Sequence[Candidate]] | None:
        """Return what asks the online service for places in some countries, None without a service."""
        geocoder = self._online
        return None if geocoder is None else lambda name: geocoder.search(name, countries=codes)

    def resolve(
        self,
        mentions: Sequence[str | Mention],
        *,
        text: str | None = None,
        date: DateLike | None = None,
        countries: Iterable[str] | None = None,
        threshold: float | None = None,
    ) -> list[Resolution]:
        """Decide what the names in one document mean, all together.

        What a name may mean is weighed by what it says it lies in ("Blagoveshchensk, Amur Oblast"), by
        what stands beside it and elsewhere in the text, by the countries and areas of all other names
        and the distances to them, by its kind and its size. The score says how likely the first candidate
        is right: of answers with 0.9, nine in ten are. Among places that may well be meant size never decides
        alone; a hamlet called as a city, ten times less likely and more, makes no question of it. Where the
        evidence disagrees or is not enough, the answer is "ambiguous". A close spelling is a suggestion
        and never an answer.

        Parameters
        ----------
        mentions : sequence of str or Mention
            The names of one document. Their order does not change the answers.
        text : str, optional
            The document; the offsets of each `Mention` count in it.
        date : date, str or int, optional
            When it was written, see `lookup`.
        countries : iterable of str, optional
            The theatre: ISO 3166-1 alpha-2 codes of the countries that a bare name may lie in. No
            answer lies in another country.
        threshold : float, optional
            0–1: from which score on an answer is called resolved; 0.75 by default.

        Returns
        -------
        list of Resolution
            One for each mention, in their order. What is resolved is the first of its candidates.
            The candidates of an unknown name are suggestions.

        Raises
        ------
        ArgumentError
            An argument is out of its range.
        GazetteerError, FileAccessError
            A gazetteer file is wrong or cannot be read.
        OnlineError
            The online service failed, only with `online`.

        Examples
        --------
        >>> gazetteer = Gazetteer()
        >>> alone = gazetteer.resolve(["Blagoveshchensk"])
        >>> alone[0].status
        'ambiguous'
        >>> together = gazetteer.resolve(["Blagoveshchensk", "Khabarovsk", "Vladivostok"])
        >>> together[0].status, together[0].place.admin1
        ('resolved', 'Amur Oblast')
        """
        from geomoves.places.resolution.document import DEFAULT_THRESHOLD, Document

        whole_text = arguments.text_of_document(text)
        asked = arguments.mention_list(mentions, whole_text)
        codes = arguments.country_codes(countries)
        document = Document(
            whole_text,
            arguments.year_of(date),
            codes,
            arguments.score_threshold(threshold, DEFAULT_THRESHOLD),
        )
        return self._decided(asked, document, self._search_in(codes))

    def _decided(
        self,
        asked: Sequence[Mention],
        document: Document,
        search: Callable[[str], Sequence[Candidate]] | None = None,
    ) -> list[Resolution]:
        from geomoves.places.lookups import has_words

        def decide(names: Sequence[Mention]) -> list[Resolution]:
            return self._resolver.resolve(names, document, search)

        if not any(has_words(mention.name) for mention in asked):
            return decide(asked)
        # Who asks for plain words pays nothing for reading "25 km NW of Pokrovsk".
        from geomoves.places.relative.asking import Scope, resolve_relative

        scope = Scope(self._index, document.year, document.in_theatre, document.countries)
        return resolve_relative(scope, asked, decide)

    def lookup_frame(
        self,
        frame: pd.DataFrame,
        column: Any,
        *,
        within: Any = None,
        countries: Iterable[str] | None = None,
        date: DateLike | None = None,
        threshold: float | None = None,
        prefix: str = "place_",
        progress: bool | None = None,
    ) -> pd.DataFrame:
        """Add the places that a column names to a table.

        Each distinct name is looked up once and decided alone, as `resolve` decides a single mention: the
        rows are no document. A name that could be several places stays "ambiguous" and gets no position;
        `countries`, `date` and `within` decide more of them. The network is never asked, whatever `online`
        says: its service forbids questions in bulk.

        Parameters
        ----------
        frame : pandas.DataFrame
            Any table; it stays as it is.
        column : label
            The column of names. A missing or blank name stays missing.
        within : label, optional
            A column that says what each place lies in, such as a province: "X" is looked up as "X, Area".
        countries : iterable of str, optional
            The theatre, see `resolve`.
        date : date, str or int, optional
            When the names were written, see `lookup`.
        threshold : float, optional
            See `resolve`.
        prefix : str
            What the names of the new columns begin with.
        progress : bool, optional
            Whether there is a progress bar on standard error; by default when it is a terminal and the work
            takes longer than a second.

        Returns
        -------
        pandas.DataFrame
            A copy with the same index and these columns more, each with the prefix:

            ``status``
                ``resolved``, ``ambiguous`` or ``unknown``; missing where the name is.
            ``id, name, lon, lat, kind, country, admin1, precision, radius_km, source``
                The place's, WGS 84 degrees and kilometres; missing unless it is resolved.
            ``score``
                0–1, how sure the answer is.
            ``candidates, candidate_ids``
                How many places the name may mean, and the ids of the first ten of them, with a bar between.
            ``reasons``
                Why, in words, with semicolons between.

        Raises
        ------
        ArgumentError
            There is no such column, it holds what is no text, a new column is there already, or another
            argument is out of its range.
        GazetteerError, FileAccessError
            A gazetteer file is wrong or cannot be read.

        Examples
        --------
        >>> import pandas as pd
        >>> frame = pd.DataFrame({"where": ["Vladivostok", "Donetsk", None, "Xyzzyx"]})
        >>> found = Gazetteer().lookup_frame(frame, "where", countries=["RU", "UA"])
        >>> found[["place_status", "place_lat", "place_candidates"]]
          place_status  place_lat  place_candidates
        0     resolved   43.10562                 1
        1    ambiguous        NaN                 3
        2         <NA>        NaN                 0
        3      unknown        NaN                 0
        """
        # Only who has a table pays for loading what works on it.
        from geomoves.places.elsewhere import why_unknown
        from geomoves.places.frames import with_places
        from geomoves.places.lookups import has_words
        from geomoves.places.relative.asking import relations_read
        from geomoves.places.resolution.document import DEFAULT_THRESHOLD, Document
        from geomoves.places.resolution.telling import unknown

        document = Document(
            year=arguments.year_of(date),
            countries=arguments.country_codes(countries),
            threshold=arguments.score_threshold(threshold, DEFAULT_THRESHOLD),
            suggest=False,
        )

        index, theatre = self._index, document.countries

        def decide(name: str) -> Resolution:
            # Most of a long list are nobody's names, or only of places elsewhere.
            why = None if has_words(name) and relations_read(name) else why_unknown(index, name, theatre)
            if why is not None:
                return unknown(Mention(name), why)
            return self._decided([Mention(name)], document)[0]

        return with_places(frame, column, decide, within=within, prefix=prefix, progress=progress)

    def __repr__(self) -> str:
        files = [os.fspath(file) for file in self._files]
        parts = [f"files={files!r}"] if files else []
        if not self._world:
            parts.append("world=False")
        if self._online:
            parts.append(f"online={self._online.service!r}")
        return f"Gazetteer({', '.join(parts)})"


def _paths(files: object) -> tuple[str | os.PathLike[str], ...]:
    if files is None:
        return ()
    if isinstance(files, str | os.PathLike):
        files = [files]
    if not isinstance(files, Collection) or not all(isinstance(file, str | os.PathLike) for file in files):
        raise ArgumentError("files", f"{shorten(files)} is no list of paths", "give paths of CSV files")
    return tuple(files)
