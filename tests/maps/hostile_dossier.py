"""A dossier in which every text field holds every text that tries to run.

`text_fields` asks pydantic which fields take free text, so that nobody has to remember a new one. `SKELETON`
says what one copy of the dossier holds; what is not written there is filled in wherever a record takes it.
Each copy holds one payload, alone, in all of its fields. A field that no copy reaches is found by `reached`.
"""

from __future__ import annotations

import dataclasses
import inspect
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

import geomoves as gm
from geomoves.errors import GeomovesError
from geomoves.places import Gazetteer, Place
from geomoves.places.place import Name
from geomoves.reports.record import Record
from geomoves.reports.sections import SECTIONS, Parts
from tests.maps.payloads import PAYLOADS

#: A text field takes nearly all of the payloads; what a closed list or an id takes is a handful.
ENOUGH = 60
#: In `SKELETON`: here stands the copy's payload.
TEXT = "⟦text⟧"
#: In `SKELETON`: here stands the name of the copy's place under `places`.
PLACE = "⟦place⟧"
#: In `SKELETON`: here stands an address that tries to get out of where addresses stand.
ADDRESS = "⟦address⟧"
#: In `SKELETON`: here stands the number of the copy.
COPY = "⟦copy⟧"

ADDRESSES = (
    'https://example.org/"onmouseover="window.__pwned=1',
    "https://example.org/'><script>window.__pwned=1</script>",
    "https://example.org/{{7*191}}{%set%20x=1%}",
    "https://example.org/`+(window.__pwned=1)+`${window.__pwned=1}",
    "https://example.org/</script><script>window.__pwned=1</script>",
    "https://example.org/#javascript:window.__pwned=1",
)

#: Fields that are left alone where they are not written: they would turn the end into another kind of end.
_LEFT = {("End", "id"), ("End", "near"), ("End", "name"), ("End", "words"), ("When", "at")}
_DAY = {"at": "2024-10-18"}
_HERE = {"name": TEXT, "lon": 0.0, "lat": 0.0}

SKELETON: dict[str, dict[str, dict[str, Any]]] = {
    "documents": {
        "d": {"url": ADDRESS, "archived": ADDRESS, "published": _DAY},
    },
    "speakers": {
        "s": {"name": TEXT},
        "t": {"name": TEXT, "named": "false", "party": "true"},
    },
    "evidence": {
        "e": {"kind": "video", "made_by": "s", "read_by": "t", "in": "d", "url": ADDRESS, "captured": _DAY},
    },
    "forces": {
        "f": {"name": TEXT, "symbol": "infantry brigade"},
        "g": {"name": TEXT, "part_of": "f"},
        "h": {"name": TEXT, "named_unit": "true", "apart_from": ["f"]},
    },
    "places": {
        TEXT: {
            "lon": 1.0,
            "lat": 0.5,
            "held_by": {"by": TEXT, "said_by": "s"},
            "role": {"training": {"basis": "author", "words": TEXT}},
        },
    },
    "questions": {"q": {"text": TEXT}},
    "claims": {
        "moved": {
            "kind": "movement",
            "in": "d",
            "said_by": "s",
            "through": ["t"],
            "said": _DAY,
            "force": "g",
            "strength": {"low": 1000, "best": 1500, "high": 2000},
            "from": _HERE,
            "via": {
                "name": TEXT,
                "lon": 0.5,
                "lat": 0.5,
                "role": {"transit": {"basis": "said", "words": TEXT}},
            },
            "to": TEXT,
            "mode": "sea",
            "carried_by": "h",
            "when": {"from": "2024-10-08", "to": "2024-10-13", "how": "within"},
            "phase": "happened",
            "role": {"training": {"basis": "said", "words": TEXT}},
            "evidence": ["e"],
            "bears_on": ["q"],
        },
        "moved-too": {
            "kind": "movement",
            "in": "d",
            "said_by": "t",
            "attribution": "disowned",
            "force": "g",
            "strength": {"best": 900},
            "from": _HERE,
            "to": TEXT,
            "when": {"from": "2024-10-08", "to": "2024-10-13"},
            "phase": "happened",
            "independent_because": {"moved": TEXT},
        },
        "onward": {
            "kind": "movement",
            "in": "d",
            "said_by": "s",
            "force": "g",
            "strength": {"qualifier": TEXT},
            "to": {"words": TEXT, "where": "unknown"},
            "when": {"after": "moved"},
            "phase": "expected",
        },
        "near": {
            "kind": "movement",
            "in": "d",
            "said_by": "s",
            "force": "f",
            "from": {"country": "KP", "words": TEXT},
            "to": {"near": TEXT, "lon": 2.0, "lat": 0.0, "radius_km": 30},
            "phase": "intended",
        },
        "settled": {
            "kind": "presence",
            "in": "d",
            "said_by": "s",
            "force": "f",
            "at": [{"id": f"own:{COPY}", "name": TEXT}, {"id": f"own:{COPY}-other"}, _HERE],
            "when": _DAY,
            "phase": "happened",
        },
        "unsettled": {
            "kind": "presence",
            "in": "d",
            "said_by": "t",
            "force": "f",
            "at": [{"name": f"{TEXT}?"}, {"id": TEXT}, {"words": TEXT, "within": "RU"}],
        },
        "either": {
            "kind": "presence",
            "in": "d",
            "said_by": "s",
            "force": "h",
            "at_one_of": [_HERE, {"name": TEXT, "lon": 2.0, "lat": 1.0}],
            "when": {"words": TEXT},
        },
        "lost": {"kind": "loss", "in": "d", "said_by": "s", "force": "h", "at": _HERE, "when": _DAY},
        "did": {"kind": "activity", "in": "d", "said_by": "s", "force": "f", "at": _HERE, "when": _DAY},
        "dressed": {"kind": "condition", "in": "d", "said_by": "s", "force": "f", "at": _HERE},
        "in-all": {
            "kind": "total",
            "in": "d",
            "said_by": "s",
            "force": "f",
            "strength": {"best": 12000, "includes": ["moved"]},
            "to": {"country": "RU"},
            "phase": "intended",
            "answers": "q",
        },
        "no": {
            "kind": "response",
            "in": "d",
            "said_by": "t",
            "said": {"words": TEXT},
            "about": ["moved", "q"],
            "stance": "denies",
        },
        "perhaps": {
            "kind": "response",
            "in": "d",
            "said_by": "t",
            "said": _DAY,
            "about": ["in-all"],
            "stance": "cannot confirm",
        },
        "wrong": {
            "kind": "presence",
            "in": "d",
            "said_by": "s",
            "force": "f",
            "at": _HERE,
            "withdrawn": {"on": _DAY, "because": TEXT},
        },
    },
}
#: Sections that are lists.
LISTS: dict[str, list[dict[str, Any]]] = {
    "links": [
        {"a": "lost", "b": "moved", "kind": "tension"},
        {"a": "moved-too", "b": "moved", "kind": "refines"},
        {"a": "settled", "b": "either", "kind": "contradicts"},
    ],
    "story": [
        {
            "text": TEXT,
            "view": [PLACE],
            "select": PLACE,
            "time": {"from": "2024-10-08", "to": "2024-10-13"},
            "said_by_day": _DAY,
        }
    ],
}
_REFERENCES = {key for section in SKELETON.values() for key in section if key != TEXT}


# What there is


@cache
def record_types() -> tuple[type[Record], ...]:
    """Every kind of record that a dossier can hold, nested ones included."""
    found: dict[type[Record], None] = {}
    waiting = [*SECTIONS.values(), *records_in(list(typing.get_type_hints(Parts).values()))]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found[kind] = None
            for info in kind.model_fields.values():
                waiting += records_in(info.annotation)
    return tuple(found)


def records_in(annotation: Any) -> list[type[Record]]:
    """Return the records that an annotation names, however deep."""
    if isinstance(annotation, list | tuple):
        return [record for each in annotation for record in records_in(each)]
    if isinstance(annotation, type) and issubclass(annotation, Record) and annotation is not Record:
        return [annotation]
    return [record for each in typing.get_args(annotation) for record in records_in(each)]


@cache
def accepted(kind: type[Record], name: str) -> tuple[str, ...]:
    """Return the payloads that a field takes by itself."""
    info = kind.model_fields[name]
    if name == "extensions" or records_in(info.annotation):
        return ()
    field: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
    return tuple(text for text in PAYLOADS if _takes(field, text))


def _takes(field: TypeAdapter[Any], text: str) -> bool:
    try:
        held = field.validate_python(text)
    except ValidationError:
        return False
    # A field of numbers may take a text that is one; a list of texts, or a table of them, holds them.
    return text.strip() in ([held] if isinstance(held, str) else _leaves(held))


def _leaves(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [leaf for each in value.values() for leaf in _leaves(each)]
    return [leaf for each in value for leaf in _leaves(each)] if isinstance(value, list | tuple) else []


@cache
def text_fields() -> frozenset[tuple[str, str]]:
    """Return the fields that hold free text, as (record, field as a file has it)."""
    return frozenset(
        (kind.__name__, info.alias or name)
        for kind in record_types()
        for name, info in kind.model_fields.items()
        if len(accepted(kind, name)) >= ENOUGH
    )


# The dossier


@cache
def payloads() -> tuple[str, ...]:
    """Return the payloads that a dossier can hold: a file refuses control characters and broken Unicode."""
    return accepted(gm.Claim, "words")


def hostile_dossier(turn: int = 0) -> gm.Dossier:
    """Return a dossier of one copy a payload; with `turn` the copies hold other payloads than without."""
    chosen = payloads()
    texts = [chosen[(row + turn) % len(chosen)] for row in range(len(chosen))]
    plain = _plain([_Copy(row, text) for row, text in enumerate(texts)])
    plain["title"] = plain["description"] = " ".join(chosen)
    plain["extensions"] = {"x-own": {text: [text] for text in chosen}}
    plain["as_of"] = {"at": "2024-10-20", "words": texts[0]}
    return gm.Dossier(**plain)


def labelled_dossier() -> gm.Dossier:
    """Return a dossier of one copy in which every text is the name of its field: ``⟨Claim.words⟩``."""
    return gm.Dossier(title="⟨title⟩", **_plain([_Copy(0, "")]))


def label(field: tuple[str, str]) -> str:
    """Return what stands in a field of `labelled_dossier`."""
    return f"⟨{field[0]}.{field[1]}⟩"


def _plain(copies: list[_Copy]) -> dict[str, Any]:
    plain: dict[str, Any] = {name: {} for name in SKELETON} | {name: [] for name in LISTS}
    for copy in copies:
        for section, kind in SECTIONS.items():
            for key, record in SKELETON.get(section, {}).items():
                plain[section][copy.named(key)] = copy.filled(kind, record)
        for section, records in LISTS.items():
            (kind,) = records_in(typing.get_type_hints(Parts)[section])
            plain[section] += [copy.filled(kind, record) for record in records]
    return plain


@dataclasses.dataclass(frozen=True)
class _Copy:
    """One copy of the skeleton: which one, and the text in it; without a text each field holds its name."""

    row: int
    text: str

    def named(self, key: str) -> str:
        return self.text or label(("End", "name")) if key == TEXT else f"{key}-{self.row}"

    def filled(self, kind: type[Record], record: Mapping[str, Any]) -> dict[str, Any]:
        """Return a record of the skeleton with this copy's text wherever it takes one."""
        plain = {name: self._value(kind, name, value) for name, value in record.items()}
        if "lon" in plain:
            plain["lon"] += self.row % 9 * 4 + 24
            plain["lat"] += self.row // 9 * 2 + 42
        # Which fields a record of the skeleton takes besides is the same in all copies.
        if id(record) not in _MORE:
            _MORE[id(record)] = _fields_to_fill(kind, plain)
        plain |= {written: self.text or label((kind.__name__, written)) for written in _MORE[id(record)]}
        return plain | {"x-own": self.text or "own"}

    def _value(self, kind: type[Record], name: str, value: Any) -> Any:
        inner = records_in(_annotation(kind, name))
        if inner and isinstance(value, Mapping):
            if set(value) & set(_written(inner[0])):
                return self.filled(inner[0], value)
            return {key: self.filled(inner[0], each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._value(kind, name, each) for each in value]
        if isinstance(value, Mapping):
            return {self._word(key, ""): self._value(kind, name, each) for key, each in value.items()}
        short = inner[0].short_form_field if inner else ""
        return self._word(value, label((inner[0].__name__, short) if short else (kind.__name__, name)))

    def _word(self, value: Any, own: str) -> Any:
        if not isinstance(value, str):
            return value
        if value == ADDRESS:
            return ADDRESSES[self.row % len(ADDRESSES)]
        if value == PLACE:
            return self.named(TEXT)
        if value in _REFERENCES:
            return self.named(value)
        return value.replace(TEXT, self.text or own).replace(COPY, str(self.row))


#: By record of the skeleton, the text fields that are filled in.
_MORE: dict[int, list[str]] = {}


def _fields_to_fill(kind: type[Record], plain: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for name, info in kind.model_fields.items():
        field = (kind.__name__, info.alias or name)
        if field in _LEFT or field[1] in plain or field not in text_fields():
            continue
        if _is_valid(kind, {**plain, **dict.fromkeys([*found, field[1]], "text")}):
            found.append(field[1])
    return found


def _written(kind: type[Record]) -> list[str]:
    return [info.alias or name for name, info in kind.model_fields.items()]


def _annotation(kind: type[Record], written: str) -> Any:
    fields = {info.alias or name: info for name, info in kind.model_fields.items()}
    return fields[written].annotation if written in fields else None


def _is_valid(kind: type[Record], plain: Mapping[str, Any]) -> bool:
    # In a section of claims the key is the id.
    known = {"id": "x", **plain} if "id" in kind.model_fields and kind is gm.Claim else plain
    try:
        kind.model_validate(known, by_alias=True, by_name=False)
    except ValidationError:
        return False
    return True


def reached(dossier: gm.Dossier) -> dict[tuple[str, str], set[str]]:
    """Return what stands in every text field of a dossier."""
    found: dict[tuple[str, str], set[str]] = {}
    for record in _records_of(dossier):
        for name, info in type(record).model_fields.items():
            field = (type(record).__name__, info.alias or name)
            if field in text_fields():
                found.setdefault(field, set()).update(_leaves(getattr(record, name)))
    return found


def _records_of(value: Any) -> Iterator[Record]:
    if isinstance(value, gm.Dossier):
        for name in typing.get_type_hints(Parts):
            yield from _records_of(getattr(value, name, None))
        for name in SECTIONS:
            yield from _records_of(getattr(value, name))
    elif isinstance(value, Record):
        yield value
        for name in type(value).model_fields:
            yield from _records_of(getattr(value, name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _records_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _records_of(each)


def hostile_gazetteer(*texts: str) -> Gazetteer:
    """Return a gazetteer whose places hold the payloads in every text that a place has."""
    places = []
    for row, text in enumerate(texts or payloads()):
        for which in ("", "-other"):
            whole = Place(
                f"own:{row}{which}",
                text,
                row % 9 * 4 + 25.0,
                row // 9 * 2 + 42.5,
                "town",
                names=(Name(text, "ko"), Name(f"{text}?", "ru")),
                claimants=("UA", text),
                ids=(text,),
            )
            texts_of = [
                field.name
                for field in dataclasses.fields(Place)
                if field.type == "str" and field.name not in ("id", "kind")
            ]
            places.append(dataclasses.replace(whole, **dict.fromkeys(texts_of, text)))
    try:
        return Gazetteer.from_places(places)
    except GeomovesError as error:  # pragma: no cover  # a payload that no name can hold would be news
        raise AssertionError(str(error)) from error


def hostile_context() -> list[gm.Context]:
    """Return context layers that hold the payloads in all that they take, the names of shapes included."""
    from geopandas import GeoDataFrame
    from shapely.geometry import LineString

    found = []
    for row, text in enumerate(payloads()[:ENOUGH]):
        line = LineString(
            [(24.0 + row % 9 * 4, 42.0 + row // 9 * 2), (27.0 + row % 9 * 4, 43.0 + row // 9 * 2)]
        )
        plain: dict[str, Any] = {
            "data": GeoDataFrame({"name": [text], text: [text]}, geometry=[line], crs="EPSG:4326"),
            "title": text,
            "source": text,
            "when": {"at": "2024-10-10", "words": text},
            "label": text if " ".join(text.split()) == text else "name",
            "url": ADDRESSES[row % len(ADDRESSES)],
        }
        for name in inspect.signature(gm.Context).parameters:
            if name in plain:
                continue
            try:
                gm.Context(**plain, **{name: text})
            except GeomovesError:
                continue
            plain[name] = text
        found.append(gm.Context(**plain))
    return found
