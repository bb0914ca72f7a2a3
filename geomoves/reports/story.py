"""The story: steps in which the dossier's author walks a reader over the map."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from geomoves.reports.cast import relative_day
from geomoves.reports.findings import Breach, Finding, close_words, remedied
from geomoves.reports.record import OneOrMore, Record, Text
from geomoves.reports.vocabulary import Layer
from geomoves.reports.when import When

if TYPE_CHECKING:
    from geomoves.reports.claims import Claim
    from geomoves.reports.ends import End

__all__ = ["Step", "check_story", "names_of_places"]

_SHAPES = "write [west, south, east, north] in degrees, or names of places in this dossier"
_EDGES = 4


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _as_view(value: object) -> object:
    """Tell a box, four numbers, from names of places."""
    parts = [value] if isinstance(value, (str, int)) and not isinstance(value, bool) else value
    if not isinstance(parts, (list, tuple)) or not parts:
        raise remedied("this is no view", _SHAPES)
    edges = [_number(part) for part in parts]
    if len(parts) == _EDGES and all(edge is not None and math.isfinite(edge) for edge in edges):
        return tuple(edges)
    names = [part.strip() if isinstance(part, str) else part for part in parts]
    if not all(isinstance(name, str) and name for name in names) or any(edge is not None for edge in edges):
        raise remedied("the view is neither four numbers nor names", _SHAPES)
    return tuple(names)


def _as_layers(value: object) -> object:
    return [value] if isinstance(value, str) else value


#: A box in degrees, or names of places.
View = Annotated[
    tuple[float | str, ...],
    BeforeValidator(_as_view),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "array",
                    "items": {"type": ["number", "string"], "minimum": -180, "maximum": 180},
                    "minItems": 4,
                    "maxItems": 4,
                },
                {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
            ]
        }
    ),
]


class Step(Record):
    """One step of the story: what the map shows, and what its author says to it.

    Examples
    --------
    >>> step = Step(text="Both were named.", view=["Vladivostok", "Ussuriysk"], time="2024-10-08/2024-10-13")
    >>> step.box is None, step.places
    (True, ('Vladivostok', 'Ussuriysk'))
    >>> Step(text="The whole coast.", view=[125, 40, 140, 52]).box
    (125.0, 40.0, 140.0, 52.0)
    """

    short_form_field: ClassVar[str] = "text"
    short_form_schema: ClassVar[dict[str, Any]] = {"type": "string", "minLength": 1}

    text: Text = Field(description="What the dossier's author says here, in words of their own.")
    view: View | None = Field(
        default=None,
        description="What the map shows: [west, south, east, north] in degrees (WGS 84), or names of "
        "places in this dossier. Not stated: what it showed before.",
    )
    time: When | None = Field(
        default=None,
        description="The days that are looked at: a day, a stretch, or `../2024-10-13` for everything up "
        "to a day. Not stated: all dates.",
    )
    said_by_day: When | None = Field(
        default=None, description="Only what had been said by this day. Not stated: everything."
    )
    select: Text | None = Field(
        default=None, description="The claim, force or place whose card is open, by its id or name."
    )
    layers: Annotated[tuple[Layer, ...], BeforeValidator(_as_layers), OneOrMore()] = Field(
        default=(), description="The layers that are on. Not stated: all."
    )

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north in degrees where the view is a box; west may be larger than east."""
        if self.view is None or isinstance(self.view[0], str):
            return None
        west, south, east, north = (float(edge) for edge in self.view)
        return west, south, east, north

    @property
    def places(self) -> tuple[str, ...]:
        """The names of places that the view holds."""
        return tuple(name for name in self.view or () if isinstance(name, str))

    def breaches(self) -> list[Breach]:
        """List a box that is none, and times without a day."""
        found = []
        if self.box is not None:
            west, south, east, north = self.box
            if not (
                -90 <= south < north <= 90 and -180 <= west <= 180 and -180 <= east <= 180 and west != east
            ):
                remedy = (
                    "give west, south, east, north: south below north, latitudes −90 to 90, longitudes −180 "
                    "to 180"
                )
                shown = f"{west:g}, {south:g}, {east:g}, {north:g}"
                found.append(Breach("the box is out of range", remedy, ("view",), shown))
        for name, when in (("time", self.time), ("said_by_day", self.said_by_day)):
            found += relative_day(name, when)
            if when is not None and not when.relative and not when.dated:
                found.append(Breach("this is no day", "write a day, such as 2024-10-18", (name,), when.label))
        said = self.said_by_day
        if said is not None and said.dated and said.latest is None:
            found.append(Breach("this has no last day", "write one day", ("said_by_day",), said.label))
        return found

    def to_plain(self) -> Any:
        """Return the step in the words of the file."""
        plain = super().to_plain()
        if self.box is not None:
            plain["view"] = [int(edge) if edge.is_integer() else edge for edge in self.box]
        for name in ("view", "layers"):
            if isinstance(plain.get(name), list) and len(plain[name]) == 1:
                plain[name] = plain[name][0]
        return plain["text"] if set(plain) == {"text"} else plain


def names_of_places(places: Mapping[str, End], claims: Mapping[str, Claim]) -> set[str]:
    """Return every name and id by which this dossier speaks of a place."""
    names = set(places)
    for end in (*places.values(), *(end for claim in claims.values() for _, end in claim.places)):
        names.update(name for name in (end.name, end.id, end.near) if name)
    return names


def check_story(
    steps: Sequence[Step],
    *,
    places: Mapping[str, End],
    claims: Mapping[str, Claim],
    refused: Mapping[str, AbstractSet[str]],
    forces: AbstractSet[str],
) -> Iterator[Finding]:
    """Yield what the story names and the dossier does not hold.

    Parameters
    ----------
    steps : sequence of Step
        In their order.
    places, claims : mapping
        Of the dossier.
    refused : mapping of str to set of str
        By section, ids of what stands in the file and was refused: it is there. Of the story, the rows.
    forces : set of str
        Ids of forces, refused ones included.
    """
    if not steps:
        return
    names = names_of_places(places, claims)
    # What was refused may have named a place: that is told already.
    unsure = bool(refused.get("claims") or refused.get("places"))
    spoken = claims.keys() | refused.get("claims", set()) | forces
    gone = refused.get("story", set())
    rows = (row for row in range(len(steps) + len(gone)) if str(row) not in gone)
    for row, step in zip(rows, steps, strict=False):
        if not unsure:
            for nth, name in enumerate(step.places):
                if name not in names:
                    path = ("story", row, "view", nth) if len(step.places) > 1 else ("story", row, "view")
                    question = close_words(name, names)
                    remedy = "name a place as a claim names it, or write [west, south, east, north]"
                    yield Finding(
                        path,
                        "no claim speaks of this place",
                        f"{question} Or {remedy}" if question else remedy,
                        name,
                    )
        wanted = step.select
        if wanted is not None and wanted not in spoken and wanted not in names and not unsure:
            question = close_words(wanted, [*spoken, *names])
            remedy = "give the id of a claim or a force, or a place as a claim names it"
            yield Finding(
                ("story", row, "select"),
                "there is no such claim, force or place",
                f"{question} Or {remedy}" if question else remedy,
                wanted,
            )
