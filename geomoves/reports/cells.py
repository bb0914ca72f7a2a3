"""One cell of a table ↔ one field of a record: the plain syntax that people write, and JSON for the rest.

==================  ==========================================================================
in a cell           what it means
==================  ==========================================================================
A + B               all of them (places), each of them (ids, voices)
A / B               one of them, in the column ``at`` only
? words             not locatable; ``? a port [KP; kind: port]`` lies somewhere in a country
near A              about A
A [UA]              A in that country; ``[admin1: Amur Oblast]``, ``[kind: port]``, ``[geonames:709717]``
[RU]                the country as a whole
A (48.01 N, 37.8 E) at a position; the name may be left out
{…} or [{…}]        anything else, as JSON in the words of the dossier's file
==================  ==========================================================================

What is written is read again before it is taken: where the plain syntax would not give the same back,
JSON is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from geomoves.errors import DossierError
from geomoves.reports.jsontext import parse_json
from geomoves.reports.strength import Strength
from geomoves.reports.vocabulary import COUNTRY_CODES
from geomoves.reports.when import When

__all__ = ["CellError", "join_one_of", "read_cell", "split_one_of", "write_cell"]

_ALL, _ONE = " + ", " / "
_POSITION = re.compile(
    r"(?P<name>.*?)\s*\((?P<lat>\d{1,3}(?:\.\d+)?)\s*°?\s*(?P<north>[NS])[, ]\s*"
    r"(?P<lon>\d{1,3}(?:\.\d+)?)\s*°?\s*(?P<east>[EW])\)",
    re.DOTALL,
)
_PINNED = re.compile(r"(?P<name>.*?)\s*\[(?P<pins>[^\[\]{}\"]+)\]", re.DOTALL)
_PIN = re.compile(r"(?P<field>admin1|kind|country)\s*:\s*(?P<value>.+)", re.DOTALL)
_ROLE_LINE = re.compile(r"(?P<role>[a-z]+)\s*:\s*(?P<basis>.+)", re.DOTALL)
_WITHDRAWN = re.compile(r"(?P<on>[^:{]+?)\s*:\s+(?P<because>.+)", re.DOTALL)


class CellError(Exception):
    """A cell that cannot be read; `message` and `remedy` say why and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message, self.remedy = message, remedy
        super().__init__(message)


def read_cell(kind: str, text: str) -> Any:
    """Return what a cell says, as plain data in the words of the dossier's file.

    Parameters
    ----------
    kind : str
        What the column holds: ``text``, ``value`` (text, or JSON), ``ids``, ``names``, ``ends``, ``roles``,
        ``withdrawn`` or ``countries``.
    text : str
        Not empty.

    Raises
    ------
    CellError
        It cannot be read.

    Examples
    --------
    >>> read_cell("ends", "Vladivostok + Donetsk [UA] + ? combat zones")
    ['Vladivostok', {'name': 'Donetsk', 'country': 'UA'}, {'words': 'combat zones', 'where': 'unknown'}]
    """
    if kind == "text":
        return text
    if kind == "ends":
        # A table names the same few places over and over; nobody changes what is read.
        return _read_ends(text)
    if text[0] in '{["':
        return _read_json(text)
    return _READERS[kind](text)


@lru_cache(maxsize=20_000)
def _read_ends(text: str) -> Any:
    if text[0] in '{["' and not (text[0] == "[" and _is_country_end(text)):
        return _read_json(text)
    return _ends(text)


def write_cell(kind: str, value: Any) -> str:
    """Return the cell that says `value`; the plain syntax where it reads back as the same.

    Examples
    --------
    >>> write_cell("ends", ["Vladivostok", {"country": "RU"}])
    'Vladivostok + [RU]'
    >>> write_cell("ends", [{"name": "A + B"}])
    '[{"name": "A + B"}]'
    """
    if kind == "text":
        return _scalar(value)
    plain = _WRITERS[kind](value)
    if plain is not None and plain.strip() == plain and plain:
        try:
            if _same(kind, read_cell(kind, plain), value):
                return plain
        except (CellError, DossierError, ValueError):
            pass
    return json.dumps(value, ensure_ascii=False)


def _same(kind: str, read: Any, value: Any) -> bool:
    if kind == "when":
        return bool(When.model_validate(read) == When.model_validate(value))
    if kind == "strength":
        return bool(Strength.model_validate(read) == Strength.model_validate(value))
    as_list: Callable[[Any], Any] = lambda each: each if isinstance(each, list) else [each]  # noqa: E731
    if kind in ("ids", "names", "ends", "countries"):
        return bool(as_list(read) == as_list(value))
    return bool(read == value)


def _read_json(text: str) -> Any:
    try:
        return parse_json(text).plain
    except DossierError as error:
        problem = error.problems[0]
        raise CellError(problem.message, "close every bracket and quote, or write plain words") from None


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


# Reading the plain syntax.


def _ids(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\s\+\s|[;,]", text) if part.strip()]


def _names(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\s\+\s|;", text) if part.strip()]


def _ends(text: str) -> list[Any]:
    if _ONE in text:
        raise CellError("A / B means one of them, and only `at` can say that", "write A + B for all of them")
    parts = text.split(_ALL)
    if (
        any(not part.strip() for part in parts)
        or text.strip().endswith(" +")
        or text.strip().startswith("+ ")
    ):
        raise CellError("a place is missing beside the +", "write A + B, or one place alone")
    return [_end(part.strip()) for part in parts]


def _end(text: str) -> Any:
    if text.startswith("?"):
        words = text[1:].strip()
        if not words:
            raise CellError("no words follow the ?", "write `? combat zones`, or leave the cell empty")
        if pinned := _PINNED.fullmatch(words):
            pins = _pins(pinned["pins"])
            if pins.keys() <= {"country", "kind"} and "country" in pins and pinned["name"]:
                within = {"within": pins.pop("country")}
                return {"words": pinned["name"], **within, **pins}
            raise CellError(
                "what has no place takes a country and a kind only", "write `? a port [KP; kind: port]`"
            )
        return {"words": words, "where": "unknown"}
    if position := _POSITION.fullmatch(text):
        lat, lon = float(position["lat"]), float(position["lon"])
        named = {"name": position["name"].strip()} if position["name"].strip() else {}
        return named | {
            "lon": -lon if position["east"] == "W" else lon,
            "lat": -lat if position["north"] == "S" else lat,
        }
    if pinned := _PINNED.fullmatch(text):
        pins, name = _pins(pinned["pins"]), pinned["name"].strip()
        if not name:
            return pins
        if name.lower().startswith("near "):
            return {"near": name[5:].strip(), **pins}
        return {"name": name, **pins}
    if text.lower().startswith("near "):
        return {"near": text[5:].strip()}
    return text


def _is_country_end(text: str) -> bool:
    """Whether a cell begins with a country as a whole, such as ``[RU] + Minsk``, and is no JSON."""
    return re.match(r"\[\s*[A-Za-z]", text) is not None


def _pins(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in (each.strip() for each in text.split(";")):
        if pin := _PIN.fullmatch(part):
            found[pin["field"]] = pin["value"].strip()
        elif part.upper() in COUNTRY_CODES and len(part) == 2:
            found["country"] = part
        elif ":" in part and " " not in part:
            found["id"] = part
        else:
            remedy = "write [UA], [admin1: Amur Oblast], [kind: port] or an id such as [geonames:709717]"
            raise CellError(f"the pin [{part}] is not known", remedy)
    return found


def _value(text: str) -> str | None:
    return None if text == "null" else text


def _text(text: str) -> str:
    return text


def _roles(text: str) -> dict[str, str]:
    found = {}
    for line in text.splitlines():
        match = _ROLE_LINE.fullmatch(line.strip())
        if match is None:
            raise CellError("a role needs its basis", "write `staging: by the author: why`, a role a line")
        found[match["role"]] = match["basis"].strip()
    return found


def _read_withdrawn(text: str) -> dict[str, str]:
    match = _WITHDRAWN.fullmatch(text)
    if match is None:
        raise CellError(
            "a withdrawal needs its day and its reason", "write `2024-10-20: we misread the page`"
        )
    return {"on": match["on"], "because": match["because"]}


def _countries(text: str) -> Any:
    return _ids(text.replace(" ", ",") if re.fullmatch(r"[A-Z]{2}( [A-Z]{2})*", text) else text)


_READERS: dict[str, Callable[[str], Any]] = {
    "value": _value,
    "when": _text,
    "strength": _text,
    "ids": _ids,
    "names": _names,
    "roles": _roles,
    "withdrawn": _read_withdrawn,
    "countries": _countries,
}


# Writing it.


def _write_list(value: Any) -> str | None:
    items = value if isinstance(value, list) else [value]
    return _ALL.join(items) if all(isinstance(item, str) for item in items) else None


def _write_ends(value: Any) -> str | None:
    ends = [_write_end(end) for end in (value if isinstance(value, list) else [value])]
    return None if None in ends else _ALL.join(end for end in ends if end is not None)


def _write_end(end: Any) -> str | None:
    if isinstance(end, str):
        return end
    if not isinstance(end, dict):
        return None
    fields = set(end)
    if fields == {"words", "where"}:
        return f"? {end['words']}"
    if fields in ({"words", "within"}, {"words", "within", "kind"}):
        return f"? {end['words']} [{_pinned(end, 'within')}]"
    if fields in ({"lon", "lat"}, {"name", "lon", "lat"}):
        lat, lon = float(end["lat"]), float(end["lon"])
        position = f"({_degrees(lat, 'NS')}, {_degrees(lon, 'EW')})"
        return f"{end['name']} {position}" if "name" in end else position
    if fields <= {"name", "near", "id", "country", "admin1", "kind"}:
        name = f"near {end['near']}" if "near" in end else end.get("name", "")
        pins = _pinned(end, "country")
        return f"{name} [{pins}]".strip() if pins else name
    return None


def _pinned(end: dict[str, Any], country: str) -> str:
    pins = [str(end[name]) for name in ("id", country) if name in end]
    pins += [f"{name}: {end[name]}" for name in ("admin1", "kind") if name in end]
    return "; ".join(pins)


def _degrees(value: float, letters: str) -> str:
    # repr gives the shortest digits that read back as the same number; an exponent is none of them.
    digits = repr(abs(value)).removesuffix(".0")
    return f"{digits} {letters[value < 0]}"


def _write_when(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and set(value) <= {"from", "to"}:
        first, last = (value.get(name, "") for name in ("from", "to"))
        return f"{'..' if first == 'open' else first}/{'..' if last == 'open' else last}"
    return None


def _write_strength(value: Any) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _scalar(value)
    return Strength.model_validate(value).label


def _write_roles(value: Any) -> str | None:
    return "\n".join(f"{role}: {basis}" for role, basis in value.items()) if isinstance(value, dict) else None


def _write_withdrawn(value: Any) -> str | None:
    if isinstance(value, dict) and set(value) == {"on", "because"} and isinstance(value["on"], str):
        return f"{value['on']}: {value['because']}"
    return None


def _write_value(value: Any) -> str | None:
    return value if isinstance(value, str) else None


_WRITERS: dict[str, Callable[[Any], str | None]] = {
    "value": _write_value,
    "when": _write_when,
    "strength": _write_strength,
    "ids": _write_list,
    "names": _write_list,
    "ends": _write_ends,
    "roles": _write_roles,
    "withdrawn": _write_withdrawn,
    "countries": _write_list,
}


def split_one_of(text: str) -> list[str]:
    """Return the ends of a cell that means one of them, each as a text; one text when it means no choice.

    Examples
    --------
    >>> split_one_of("Ussuriysk / Khabarovsk")
    ['Ussuriysk', 'Khabarovsk']
    """
    return (
        [part.strip() for part in text.split(_ONE)]
        if text[:1] not in "{[" or _is_country_end(text)
        else [text]
    )


def join_one_of(ends: Sequence[Any]) -> str:
    """Return the cell that means one of several ends, empty where the plain syntax cannot say it."""
    cells = [write_cell("ends", end) for end in ends]
    plain = [cell for cell in cells if cell[:1] not in '{"' and _ALL not in cell]
    return _ONE.join(plain) if len(plain) == len(cells) > 1 else ""
