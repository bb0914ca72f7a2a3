"""The theatre: where a bare name in a dossier may lie."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geomoves.reports.findings import Finding, Path, shown
from geomoves.reports.vocabulary import COUNTRY_CODES, FORMER_COUNTRY_CODES

__all__ = ["Theatre", "read_theatre", "theatre_schema"]

_SHAPES = "write country codes, such as [KP, KR, RU, UA], or {bbox: [west, south, east, north]} in degrees"


@dataclass(frozen=True, slots=True)
class Theatre:
    """Where a bare name may lie: countries, or a box.

    Parameters
    ----------
    countries : tuple of str
        ISO 3166-1 alpha-2 codes.
    bbox : tuple of float or None
        West, south, east, north in degrees, WGS 84. West may be larger than east: then the box
        crosses the antimeridian.

    Examples
    --------
    >>> Theatre(("KP", "RU")).to_plain()
    ['KP', 'RU']
    """

    countries: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] | None = None

    def to_plain(self) -> Any:
        """Return the theatre in the words of the file."""
        return {"bbox": [_short(edge) for edge in self.bbox]} if self.bbox else list(self.countries)


def _short(edge: float) -> float | int:
    return int(edge) if edge.is_integer() else edge


def read_theatre(value: object, findings: list[Finding], *, path: Path = ("theatre",)) -> Theatre:
    """Read a theatre as a file or a caller gives it; what is wrong is added to `findings`."""
    if value is None or isinstance(value, Theatre):
        return value or Theatre()
    if isinstance(value, Mapping):
        return _read_box(value, findings, path)
    codes = [value] if isinstance(value, str) else value
    if not isinstance(codes, Iterable):
        findings.append(Finding(path, "this is no list of countries", _SHAPES, shown(value)))
        return Theatre()
    found: dict[str, None] = {}
    for row, code in enumerate(codes):
        text = shown(code).strip()
        if text in COUNTRY_CODES:
            found[text] = None
            continue
        here = path if isinstance(value, str) else (*path, row)
        findings.append(Finding(here, "this is no country code", _remedy(text), text))
    return Theatre(countries=tuple(found))


def _remedy(code: str) -> str:
    if code.upper() in COUNTRY_CODES:
        return f"write {code.upper()}"
    if code in FORMER_COUNTRY_CODES:
        return "name the countries that lie there now"
    return _SHAPES


def _read_box(value: Mapping[Any, Any], findings: list[Finding], path: Path) -> Theatre:
    if set(value) != {"bbox"}:
        findings.append(Finding(path, "this is no theatre", _SHAPES))
        return Theatre()
    edges = value["bbox"]
    path = (*path, "bbox")
    if not isinstance(edges, (list, tuple)):
        findings.append(Finding(path, "the box is not four numbers", _SHAPES, shown(edges)))
        return Theatre()
    try:
        # True is no longitude, though Python takes it for 1.
        west, south, east, north = (float(edge) for edge in edges if not isinstance(edge, bool))
    except (TypeError, ValueError, OverflowError):
        findings.append(Finding(path, "the box is not four numbers", _SHAPES))
        return Theatre()
    if not all(map(math.isfinite, (west, south, east, north))) or not (
        -90 <= south < north <= 90 and -180 <= west <= 180 and -180 <= east <= 180 and west != east
    ):
        remedy = (
            "give west, south, east, north: south below north, latitudes −90 to 90, longitudes −180 to 180"
        )
        findings.append(
            Finding(path, "the box is out of range", remedy, f"{west:g}, {south:g}, {east:g}, {north:g}")
        )
        return Theatre()
    return Theatre(bbox=(west, south, east, north))


def theatre_schema() -> dict[str, Any]:
    """Return the JSON Schema of a theatre."""
    code = {"type": "string", "enum": sorted(COUNTRY_CODES)}
    edge = {"type": ["number", "string"], "minimum": -180, "maximum": 180}
    box = {"type": "array", "items": edge, "minItems": 4, "maxItems": 4}
    return {
        "description": "Where a bare name may lie: country codes (ISO 3166-1 alpha-2), or a box in degrees.",
        "anyOf": [
            code,
            {"type": "array", "items": code},
            {
                "type": "object",
                "properties": {"bbox": box},
                "required": ["bbox"],
                "additionalProperties": False,
            },
            {"type": "null"},
        ],
    }
