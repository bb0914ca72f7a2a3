"""What a place is, and what an answer about a name is."""

from __future__ import annotations

from geomoves.values import value_class

# As in `typing`, which takes longer to import than a look-up takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal, Protocol

    from geomoves.places.protocols import FieldReader

    Status = Literal["resolved", "ambiguous", "unknown"]

    class Teller(Protocol):
        """What puts reasons into words when they are looked at."""

        def reasons(self) -> tuple[str, ...]:
            """Return them."""

    # In words, or what puts them into words.
    Reasons = tuple[str, ...] | Teller

__all__ = ["Candidate", "Mention", "Name", "Place", "Reasoned", "Resolution", "candidate"]


@value_class(frozen=True, slots=True)
class Name:
    """One name of a place.

    Parameters
    ----------
    text : str
        The name as written.
    language : str
        ISO 639 code, or empty when not known.
    from_year, to_year : int or None
        First and last year in which the name was in use, both inclusive; None for an end that is
        open or not known. A name with either is a former name.
    """

    text: str
    language: str = ""
    from_year: int | None = None
    to_year: int | None = None

    @property
    def former(self) -> bool:
        """Whether the name is no longer in use."""
        return self.to_year is not None


class _Deferred:
    """What a place keeps beside its fields while some of them are not read yet."""

    __slots__ = ("_reader", "_row")


# The class is frozen: `object.__setattr__` would do, and take longer.
_set_reader = _Deferred.__dict__["_reader"].__set__
_set_row = _Deferred.__dict__["_row"].__set__


@value_class(frozen=True, slots=True)
class Place(_Deferred):
    """A named location.

    Parameters
    ----------
    id : str
        Stable id: ``geonames:709717``, ``iso:RU-ROS``, ``iso:RU``, ``geomoves:tumangang-khasan``.
    name : str
        Its usual name in English.
    lon, lat : float
        WGS 84 degrees. For a country this is GeoNames' representative point, about its middle; for another
        large area it is where its label stands. Neither is the place of anything, and a map's label of a
        country stands elsewhere.
    kind : str
        ``city``, ``town``, ``village``, ``port``, ``airfield``, ``garrison``, ``range``, ``crossing``,
        ``station``, ``cosmodrome``, ``country``, ``admin1``, ``admin2``, ``region`` ….
    country : str
        ISO 3166-1 alpha-2 code of the state whose territory it is under ISO 3166; empty at sea.
    admin1, admin2 : str
        Names of the first- and second-level areas, empty when not known.
    admin1_code : str
        ISO 3166-2 code of `admin1`, such as ``RU-ROS``; empty when not known.
    population : int or None
        Inhabitants, None when not known.
    precision : int
        1 exact site · 2 near a known place · 3 second-level admin area · 4 first-level admin area ·
        5 vague · 6 country · 7 at sea or in international airspace.
    radius_km : float
        The place lies within this distance of `lon`, `lat`, kilometres.
    claimants : tuple of str
        ISO codes of the states that claim the territory, when they are more than one.
    names : tuple of Name
        Its other names: other languages, scripts and times.
    ids : tuple of str
        Its ids elsewhere, such as ``wikidata:Q1959``.
    source : str
        Where the row comes from.
    note : str
        What else has to be known about it.
    """

    id: str
    name: str
    lon: float
    lat: float
    kind: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    admin1_code: str = ""
    population: int | None = None
    precision: int = 1
    radius_km: float = 0.0
    claimants: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    ids: tuple[str, ...] = ()
    source: str = ""
    note: str = ""

    if not TYPE_CHECKING:

        def __getattr__(self, field: str) -> Any:
            # Asked only for what is not there: a field that is not read yet, or nothing that a place has.
            get = object.__getattribute__
            value = get(self, "_reader").field(get(self, "_row"), field)
            object.__setattr__(self, field, value)
            return value

    @property
    def lonlat(self) -> tuple[float, float]:
        """Longitude and latitude, in that order, in degrees."""
        return self.lon, self.lat

    @property
    def label(self) -> str:
        """The name with the area and country that tell it from its namesakes.

        Examples
        --------
        >>> Place("geonames:709717", "Donetsk", 37.8, 48.0, "city", "UA", "Donetsk Oblast").label
        'Donetsk (Donetsk Oblast, UA)'
        """
        return labelled(self.name, self.admin1, self.country)

    def __repr__(self) -> str:
        return f"Place({self.label!r}, id={self.id!r}, kind={self.kind!r}, lon={self.lon}, lat={self.lat})"

    def _repr_html_(self) -> str:
        from geomoves.places.display import place_html

        return place_html(self)


def labelled(name: str, admin1: str, country: str) -> str:
    """Return the label of a place with a name, in an area and a country; empty for none."""
    within = admin1 if admin1 != name else ""
    if country and country != name:
        within = f"{within}, {country}" if within else country
    return f"{name} ({within})" if within else name


_new = object.__new__


def deferred_place(reader: FieldReader, row: int) -> Place:
    """Return a place whose fields are read when they are looked at, each once."""
    place = _new(Place)
    _set_reader(place, reader)
    _set_row(place, row)
    return place


@value_class(frozen=True, slots=True)
class Mention:
    """A name as it stands in a text; `start` and `end` are offsets in characters, end exclusive."""

    name: str
    start: int | None = None
    end: int | None = None


class Reasoned:
    """What keeps who puts its reasons into words, and lists its candidates, until they are looked at."""

    __slots__ = ("_told_by",)
    _told_by: Any

    if not TYPE_CHECKING:

        def __getattr__(self, field: str) -> Any:
            # Asked only for what is not there: for what nobody has looked at, or for nothing that it has.
            if field not in self.__match_args__:
                message = f"{type(self).__name__!r} object has no attribute {field!r}"
                raise AttributeError(message, name=field, obj=self)
            value = getattr(object.__getattribute__(self, "_told_by"), field)()
            object.__setattr__(self, field, value)
            return value


@value_class(frozen=True, slots=True)
class Candidate(Reasoned):
    """A place that a name may mean.

    Parameters
    ----------
    place : Place
        The place.
    score : float
        0–1. From a look-up it says how well the name fits, from `resolve` how likely the place is
        among its namesakes in that document.
    matched_name : str
        The name of the place that matched, as the gazetteer writes it.
    reasons : tuple of str
        Why, in words.
    suggestion : bool
        Whether this is only what may have been meant, a close spelling for one. A suggestion is
        never resolved.
    """

    place: Place
    score: float
    matched_name: str
    reasons: tuple[str, ...] = ()
    suggestion: bool = False

    def __repr__(self) -> str:
        suggestion = ", suggestion=True" if self.suggestion else ""
        return f"Candidate({self.place.label!r}, id={self.place.id!r}, score={self.score:.2f}{suggestion})"

    def _repr_html_(self) -> str:
        from geomoves.places.display import candidates_html

        return candidates_html((self,))


class _CandidateInMaking(Reasoned):
    __slots__ = ("matched_name", "place", "reasons", "score", "suggestion")


def candidate(place: Place, score: float, matched_name: str, reasons: Reasons) -> Candidate:
    """Return a `Candidate` that is no suggestion.

    Whoever makes many of them saves most of the time: a frozen class sets its own fields slowly.
    """
    made: Any = _new(_CandidateInMaking)
    made.place = place
    made.score = score
    made.matched_name = matched_name
    if reasons.__class__ is tuple:
        made.reasons = reasons
    else:
        made._told_by = reasons  # noqa: SLF001
    made.suggestion = False
    made.__class__ = Candidate
    return made  # type: ignore[no-any-return]


@value_class(frozen=True, slots=True)
class Resolution(Reasoned):
    """The answer for one mention.

    Parameters
    ----------
    mention : Mention
        What was asked.
    status : str
        ``resolved``, ``ambiguous`` (several places fit and nothing decides) or ``unknown``.
    place : Place or None
        The place, only when resolved.
    candidates : tuple of Candidate
        All that fit, best first; the runners-up stay here when it is resolved. Of an unknown name
        these are suggestions.
    score : float
        0–1, how sure the answer is.
    reasons : tuple of str
        Why, in words.
    """

    mention: Mention
    status: Status
    place: Place | None = None
    candidates: tuple[Candidate, ...] = ()
    score: float = 0.0
    reasons: tuple[str, ...] = ()

    def __repr__(self) -> str:
        shown = " | ".join(f"{candidate.place.label} {candidate.score:.2f}" for candidate in self.candidates)
        return f"Resolution({self.mention.name!r}, {self.status}" + (f": {shown})" if shown else ")")

    def _repr_html_(self) -> str:
        from geomoves.places.display import resolution_html

        return resolution_html(self)
