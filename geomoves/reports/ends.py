"""Where: a place, a name, or only words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from geomoves.reports.findings import Breach, close_words, remedied
from geomoves.reports.record import NUMBER_PATTERN, Fixed, Key, Number, OneOrMore, Record, Text, as_number
from geomoves.reports.vocabulary import AUTHOR_BASIS, COUNTRY_CODES, FORMER_COUNTRY_CODES, Basis, Role
from geomoves.wording import ENGLISH, local_digits, say, spoken_language

__all__ = ["CountryCode", "End", "Ends", "HeldBy", "RoleNote", "Roles", "StateCode", "country_code"]

_ROLES: tuple[str, ...] = get_args(Role)
_HOW_TO_SIGN = 'write "said: " and the words of the source, or "by the author: " and why'


def country_code(value: str, *, former: bool = False) -> str:
    """Return `value` when it is the ISO 3166-1 alpha-2 code of a country, or of a former one."""
    if value in COUNTRY_CODES or (former and value in FORMER_COUNTRY_CODES):
        return value
    remedy = "give two capital letters of ISO 3166-1, such as KP or RU"
    if value.upper() in COUNTRY_CODES:
        remedy = f"write {value.upper()}"
    elif value.upper() in ("UK", "EN", "EL"):
        remedy = "write GB for the United Kingdom, GR for Greece"
    elif value in FORMER_COUNTRY_CODES:
        remedy = "give the code of the country that the place lies in now"
    raise remedied("this is no country code", remedy, value=value)


def _state_code(value: str) -> str:
    return country_code(value, former=True)


#: ISO 3166-1 alpha-2: the country in whose territory something lies now.
CountryCode = Annotated[
    str, AfterValidator(country_code), WithJsonSchema({"type": "string", "enum": sorted(COUNTRY_CODES)})
]
#: The same, or the code of a former country (SU, DD, YU): for those who acted in their time.
StateCode = Annotated[
    str,
    AfterValidator(_state_code),
    WithJsonSchema({"type": "string", "enum": sorted(COUNTRY_CODES | FORMER_COUNTRY_CODES)}),
]


Degrees = Annotated[Number, WithJsonSchema({"type": ["number", "string"], "pattern": NUMBER_PATTERN})]
Precision = Annotated[
    int,
    BeforeValidator(as_number),
    Field(ge=1, le=7),
    WithJsonSchema({"enum": [*range(1, 8), *map(str, range(1, 8))]}),
]
Kilometres = Annotated[
    Number,
    Field(ge=0, le=20_000),
    WithJsonSchema(
        {"type": ["number", "string"], "minimum": 0, "maximum": 20_000, "pattern": NUMBER_PATTERN}
    ),
]


def _coordinates_label(lon: float, lat: float) -> str:
    """Write a position for readers, to some ten metres, so that nobody takes the one number for the other."""
    north, east = f"{round(abs(lat), 4):g}", f"{round(abs(lon), 4):g}"
    if spoken_language() == ENGLISH:
        return f"{north}° {'N' if lat >= 0 else 'S'}, {east}° {'E' if lon >= 0 else 'W'}"
    return say(
        "position",
        lat=local_digits(north),
        lon=local_digits(east),
        north=say("compass.N" if lat >= 0 else "compass.S"),
        east=say("compass.E" if lon >= 0 else "compass.W"),
    )


class HeldBy(Record):
    """Who holds a place, and who says so. It is apart from the place's country."""

    by: Text = Field(description="Who holds it: a country code or a name.")
    said_by: Key = Field(description="The speaker who says so, a key under `speakers`.")
    words: Text | None = Field(default=None, description="The words of the source.")


class RoleNote(Record):
    """Why a place has a role: said (the words) or signed by the dossier's author."""

    basis: Basis = Field(description="said or author; `position` is worked out and never written.")
    words: Text = Field(description="The words of the source, or the author's reason.")

    @property
    def text(self) -> str:
        """The basis as it is written in a dossier."""
        return f"{AUTHOR_BASIS} {self.words}" if self.basis == "author" else f"said: {self.words}"


def _as_roles(value: object) -> object:
    if not isinstance(value, Mapping):
        raise remedied(
            "a role needs its basis", f"write {{staging: …}}; for the basis {_HOW_TO_SIGN}", value=value
        )
    return {role: _as_role_note(role, basis) for role, basis in value.items()}


def _as_role_note(role: object, basis: object) -> object:
    if isinstance(basis, RoleNote):
        basis = basis.to_plain()
    if isinstance(basis, Mapping):
        if basis.get("basis") == "position":
            raise remedied(
                f"the role {role!r} by position is worked out from the claims",
                f"leave it out, or {_HOW_TO_SIGN}",
            )
        return basis
    text = basis.strip() if isinstance(basis, str) else ""
    if text.lower().startswith(AUTHOR_BASIS):
        note = {"basis": "author", "words": text[len(AUTHOR_BASIS) :].strip()}
    elif text.lower() == "said" or text.lower().startswith("said:"):
        note = {"basis": "said", "words": text[5:].strip() or "said"}
    else:
        raise remedied(f"the basis of the role {role!r} is not clear", _HOW_TO_SIGN, value=basis)
    if not note["words"]:
        raise remedied(f"the role {role!r} has no reason", 'say why after "by the author: "', value=basis)
    return note


def _known_roles(value: object) -> object:
    for role in value if isinstance(value, dict) else ():
        if role not in _ROLES:
            remedy = f"{close_words(str(role), _ROLES)} use one of {', '.join(_ROLES)}".strip()
            raise remedied("there is no such role", remedy, value=role)
    return value


#: Roles with the basis of each.
Roles = Annotated[
    dict[Role, RoleNote],
    BeforeValidator(_as_roles),
    BeforeValidator(_known_roles),
    AfterValidator(Fixed),
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"enum": list(_ROLES)},
            "additionalProperties": {
                "anyOf": [
                    {"type": "string", "pattern": r"^\s*([Ss]aid\s*$|[Ss]aid:|[Bb]y the author:\s*\S)"},
                    {
                        "type": "object",
                        "properties": {"basis": {"enum": ["said", "author"]}, "words": {"type": "string"}},
                        "required": ["basis", "words"],
                        "additionalProperties": False,
                    },
                ]
            },
        }
    ),
]


class End(Record):
    """One end of a movement, or where something was.

    Examples
    --------
    >>> End.model_validate("Vladivostok").name
    'Vladivostok'
    >>> End.model_validate({"words": "combat zones", "where": "unknown"}).placeable
    False
    """

    hints: ClassVar[dict[str, str]] = {
        "lon": "write decimal degrees, such as 131.9; west is negative",
        "lat": "write decimal degrees, such as 43.1; south is negative",
    }
    short_form_field: ClassVar[str] = "name"
    short_form_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "minLength": 1,
        "description": "A name for the gazetteer, or a key under `places`.",
    }

    name: Text | None = Field(default=None, description="A name for the gazetteer, or a key under `places`.")
    id: Text | None = Field(
        default=None, description="A stable id that pins the place, such as geonames:2013348."
    )
    country: CountryCode | None = Field(
        default=None,
        description="The country it lies in; alone, the country as a whole (ISO 3166-1 alpha-2).",
    )
    admin1: Text | None = Field(
        default=None, description="First-level area it lies in, as a name or an ISO 3166-2 code: Amur Oblast."
    )
    kind: Text | None = Field(default=None, description="What it is: city, port, airfield, range ….")
    near: Text | None = Field(default=None, description="The place that it is near, instead of `name`.")
    within: CountryCode | None = Field(
        default=None, description="The country that an unnamed place lies in (ISO 3166-1 alpha-2)."
    )
    lon: Degrees | None = Field(
        default=None,
        description="Degrees east, WGS 84.",
        json_schema_extra={"minimum": -180, "maximum": 180},
    )
    lat: Degrees | None = Field(
        default=None,
        description="Degrees north, WGS 84.",
        json_schema_extra={"minimum": -90, "maximum": 90},
    )
    precision: Precision | None = Field(
        default=None,
        description="1 exact site, 2 near a known place, 3 second-level area, 4 first-level area, 5 vague, "
        "6 country, 7 at sea.",
    )
    radius_km: Kilometres | None = Field(
        default=None, description="It lies within this distance of `lon`, `lat`, kilometres."
    )
    where: Literal["unknown"] | None = Field(
        default=None, description="unknown: the text gives words and no place; none is looked for."
    )
    words: Text | None = Field(default=None, description="The words of the source for the place.")
    held_by: HeldBy | None = Field(default=None, description="Who holds it, and who says so.")
    role: Roles = Field(
        default=Fixed(),
        description="Its roles with the basis of each: said: the words, or by the author: why.",
    )

    def breaches(self) -> list[Breach]:
        """List coordinates that are none, and places that say too much or nothing."""
        found = self._breaches_of_coordinates()
        if self.near is not None and self.name is not None:
            remedy = "use `name` for the place itself, `near` for about there"
            found.append(Breach("`near` stands beside `name`", remedy, ("near", "name")))
        if self.admin1 is not None and not self.placeable:
            remedy = f"to mean the area itself, write it as `name: {self.admin1[:40]}`"
            found.append(
                Breach(
                    "`admin1` stands without the place that lies in it", remedy, ("admin1", "name", "near")
                )
            )
        places = ("name", "id", "near", "country", "lon", "lat")
        stated = tuple(name for name in places if getattr(self, name) is not None)
        if self.where == "unknown" and stated:
            found.append(
                Breach(
                    "`where: unknown` stands beside a place",
                    f"leave out `{stated[0]}` or `where`",
                    ("where", *stated),
                )
            )
        if not stated and self.within is None and self.words is None:
            remedy = "give `name`, `id`, `near`, `country`, `lon` and `lat`, or `words`"
            found.append(Breach("this says no place", remedy, ("name", *places[1:], "within", "words")))
        return found

    def _breaches_of_coordinates(self) -> list[Breach]:
        if (self.lon is None) != (self.lat is None):
            given, missing = ("lon", "lat") if self.lat is None else ("lat", "lon")
            return [
                Breach(f"`{given}` stands without `{missing}`", "give both, in degrees", (given, missing))
            ]
        if self.lon is None or self.lat is None:
            return []
        found = []
        if not -90 <= self.lat <= 90:
            remedy = "give degrees north, −90 to 90"
            if -180 <= self.lat <= 180 and -90 <= self.lon <= 90:
                remedy += "; are `lon` and `lat` swapped?"
            found.append(Breach("this latitude is not on Earth", remedy, ("lat",), f"{self.lat:g}"))
        if not -180 <= self.lon <= 180:
            remedy = "give degrees east, −180 to 180, west being negative"
            found.append(Breach("this longitude is not on Earth", remedy, ("lon",), f"{self.lon:g}"))
        return found

    @classmethod
    def complete_schema(cls, schema: dict[str, Any]) -> None:
        """Say in the JSON Schema which fields go together."""
        schema["minProperties"] = 1
        schema["dependentRequired"] = {"lon": ["lat"], "lat": ["lon"]}
        schema["not"] = {"required": ["name", "near"]}
        places = ("name", "id", "near", "country", "lon")
        schema["anyOf"] = [{"required": [name]} for name in (*places, "within", "words")]
        schema["if"] = {"properties": {"where": {"const": "unknown"}}, "required": ["where"]}
        schema["then"] = {"properties": {name: {"type": "null"} for name in places}}

    @property
    def is_country(self) -> bool:
        """Whether the end is a country as a whole."""
        return self.country is not None and not any((self.name, self.id, self.near, self.lon is not None))

    @property
    def placeable(self) -> bool:
        """Whether a gazetteer can be asked about it, or a coordinate is given."""
        return any((self.name, self.id, self.near, self.lon is not None))

    @property
    def label(self) -> str:
        """The end in words, as it was stated."""
        if self.near is not None:
            return self.words or say("near", place=self.near)
        if self.lon is not None and self.lat is not None:
            return self.name or self.words or self.id or _coordinates_label(self.lon, self.lat)
        return self.name or self.words or self.id or self.country or self.within or ""

    def to_plain(self) -> Any:
        """Return the bare name where nothing else is stated."""
        plain: dict[str, Any] = super().to_plain()
        if self.role:
            plain["role"] = {role: note.text for role, note in self.role.items()}
        return plain["name"] if set(plain) == {"name"} else plain


def _as_ends(value: object) -> object:
    return list(value) if isinstance(value, (list, tuple)) else [value]


#: One place or several: a list means all of them, shares unknown.
Ends = Annotated[tuple[End, ...], BeforeValidator(_as_ends), OneOrMore()]
