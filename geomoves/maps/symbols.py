"""Military symbols for the forces of a map, drawn by `milsymbol`, when somebody asks for them.

A symbol's frame says whose a force is in somebody's eyes. A map has no eyes of its own: every force has the
same frame, tinted by its country, unless the map's author names a point of view.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, Final

from geomoves.errors import ArgumentError, AssetError
from geomoves.reports import Dossier
from geomoves.reports.symbolcodes import symbol_code
from geomoves.reports.vocabulary import COUNTRY_CODES, FORMER_COUNTRY_CODES

__all__ = ["DrawnSymbol", "Viewpoint", "draw_symbol", "symbol_tables", "viewpoint_of"]

_INSTALL: Final = 'run: python -m pip install "geomoves[symbols]"'
_SIZE: Final = 40
#: Frames that each say one thing, by the digit of a number code and the letter of a letter code.
_IDENTITIES: Final = {
    "friend": ("3", "F"),
    "hostile": ("6", "H"),
    "neutral": ("4", "N"),
    "unknown": ("1", "U"),
}
#: Pale, and apart for every type of colour vision; the country's code stands beside the symbol all the same.
_TINTS: Final = ("#dce9f7", "#f7e3c8", "#e6e0f2", "#dfeeda", "#f5dbe4", "#e8e8e4")
#: The frame of a planned or anticipated unit is dashed (MIL-STD-2525D, status digit 1).
_DASHES: Final = "8,12"
_NEUTRAL_FILL: Final = "rgb(170,255,170)"
_PLANNED_DIGIT: Final = "1"
_PLANNED_LETTER: Final = "A"
#: The first element of a symbol is its frame.
_FRAME: Final = re.compile(
    r'^(<svg [^<>]*>)<(path d|circle cx)=("[^"<>]*"[^<>]*?) stroke-width="([\d.]+)"'
    r'(?: stroke-dasharray="[\d,.]+")? stroke="([^"<>]*)" fill="(?!none)([^"<>]*)"'
)
_ATTRIBUTES: Final = (
    "d|x|y|r|cx|cy|id|transform|fill|fill-opacity|stroke|stroke-(?:width|linecap|linejoin|dasharray)|"
    "text-anchor|font-(?:size|family|weight)|dominant-baseline|clip-path|clip-rule"
)
#: All that a symbol is made of.
_PLAIN_SVG: Final = re.compile(
    r'<svg [a-zA-Z0-9 =".:/-]+>'
    rf'(?:</?(?:path|circle|g|text|clipPath)(?: (?:{_ATTRIBUTES})="[^"<>&]*")* ?/?>'
    r"|[A-Za-z0-9 +?/.-]+)+</svg>"
)
_ECHELON_LETTERS: Final = dict(
    zip("ABCDEFGHIJKLMN", "11 12 13 14 15 16 17 18 21 22 23 24 25 26".split(), strict=True)
)


@dataclass(frozen=True, slots=True)
class DrawnSymbol:
    """A symbol as a picture.

    Parameters
    ----------
    svg : str
        The picture.
    width, height : float
        Its size, CSS pixels.
    x, y : float
        The middle of its frame in it.
    """

    svg: str
    width: float
    height: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Whose eyes the frames are seen with: the author's own statement, country by country.

    Parameters
    ----------
    identities : mapping
        ``friend``, ``hostile`` or ``neutral`` for a country's code.
    """

    identities: Mapping[str, str]


def viewpoint_of(viewpoint: object) -> Viewpoint | None:
    """Return a point of view as the author of a map states it.

    Parameters
    ----------
    viewpoint : str, mapping or None
        A country's code: that country is friend, and of the others nothing is said. Or a mapping of
        ``friend``, ``hostile`` and ``neutral`` to country codes.

    Raises
    ------
    ArgumentError
        It is none of these, or names a country twice.

    Examples
    --------
    >>> viewpoint_of({"friend": ["UA"], "hostile": ["RU", "KP"]}).identities["KP"]
    'hostile'
    """
    if viewpoint is None:
        return None
    stated = {"friend": [viewpoint]} if isinstance(viewpoint, str) else viewpoint
    remedy = 'give a country code, or {"friend": ["UA"], "hostile": ["RU"]}'
    if not isinstance(stated, Mapping):
        raise ArgumentError("symbols_viewpoint", f"this is a {type(viewpoint).__name__}", remedy)
    found: dict[str, str] = {}
    for identity, countries in stated.items():
        if identity not in ("friend", "hostile", "neutral"):
            raise ArgumentError("symbols_viewpoint", f"no frame is called {identity!r}", remedy)
        for country in [countries] if isinstance(countries, str) else countries:
            if country not in COUNTRY_CODES | FORMER_COUNTRY_CODES:
                raise ArgumentError("symbols_viewpoint", f"there is no country {country!r}", remedy)
            if found.setdefault(country, identity) != identity:
                raise ArgumentError("symbols_viewpoint", f"{country} is stated twice", "state it once")
    return Viewpoint(found)


def symbol_tables(dossier: Dossier, viewpoint: Viewpoint | None) -> dict[str, Any]:
    """Return the part of the data block that holds symbols.

    Parameters
    ----------
    dossier : Dossier
        Its forces with a symbol have one on the map.
    viewpoint : Viewpoint or None
        Whose eyes the frames are seen with.

    Returns
    -------
    dict
        ``symbols``, one list a picture: SVG, width, height, x and y of the frame's middle, words;
        ``force_symbols``, two rows of it for each force, as it is and as planned, -1 for none; and
        ``symbols_seen``, what the author stated: identity and countries.

    Raises
    ------
    AssetError
        The package `milsymbol` is not installed.
    ArgumentError
        It has no picture for the symbol of a force.
    """
    countries = [force.country or "" for force in dossier.forces.values() if force.symbol]
    tints = {country: _TINTS[nth % len(_TINTS)] for nth, country in enumerate(dict.fromkeys(countries))}
    pictures: dict[tuple[DrawnSymbol, str], int] = {}
    rows: list[list[int]] = []
    for key, force in dossier.forces.items():
        if not force.symbol:
            rows.append([-1, -1])
            continue
        code = symbol_code(force.symbol, echelon=force.echelon)
        country = force.country or ""
        identity = "neutral" if viewpoint is None else viewpoint.identities.get(country, "unknown")
        tint = tints[country] if viewpoint is None else ""
        pair = []
        for planned in (False, True):
            try:
                drawn = draw_symbol(code, identity=identity, planned=planned, tint=tint)
            except ArgumentError as error:
                raise ArgumentError(f"forces.{key}.symbol", str(error).partition(": ")[2]) from error
            pair.append(pictures.setdefault((drawn, force.symbol), len(pictures)))
        rows.append(pair)
    seen: dict[str, list[str]] = {}
    for country, identity in (viewpoint.identities if viewpoint else {}).items():
        seen.setdefault(identity, []).append(country)
    return {
        "symbols": [[each.svg, each.width, each.height, each.x, each.y, words] for each, words in pictures],
        "force_symbols": rows,
        "symbols_seen": [[identity, named] for identity, named in seen.items()],
    }


@cache
def draw_symbol(
    code: str, *, identity: str = "neutral", planned: bool = False, tint: str = ""
) -> DrawnSymbol:
    """Draw a symbol.

    Parameters
    ----------
    code : str
        20 digits or 15 letters (see `geomoves.reports.symbolcodes.symbol_code`). Whose it is in somebody's
        eyes is left out of it.
    identity : {"friend", "hostile", "neutral", "unknown"}
        The frame.
    planned : bool
        Whether it is planned or anticipated: the frame is dashed. A code that says so itself is too.
    tint : str
        The frame's colour, ``#rrggbb``; the standard's own by default.

    Returns
    -------
    DrawnSymbol
        The same arguments give the same picture.

    Raises
    ------
    AssetError
        The package `milsymbol` is not installed.
    ArgumentError
        It has no picture for the code.

    Examples
    --------
    >>> symbol = draw_symbol("10011000161211000000", planned=True)
    >>> 'stroke-dasharray="8,12"' in symbol.svg
    True
    """
    number, letter = _IDENTITIES[identity]
    if code.isdigit():
        planned = planned or code[6] == _PLANNED_DIGIT
        asked = code[:3] + number + code[4:6] + "0" + code[7:]
    else:
        planned = planned or code[3] == _PLANNED_LETTER
        # The package's letter codes leave the status out.
        asked = f"{code[0]}{letter}{code[2]}-{code[4:10]}"
    symbol = _milsymbol().Symbol(asked, size=_SIZE)
    if not symbol.is_valid():
        raise ArgumentError("symbol", f"there is no picture for the code {code}", "look for its closest kin")
    if not code.isdigit():
        _add_echelon(symbol, code)
    svg = symbol.as_svg()
    frame = _FRAME.match(svg)
    if frame is None or _PLAIN_SVG.fullmatch(svg) is None:
        raise ArgumentError("symbol", f"the picture for the code {code} has no frame", "give another symbol")
    start, shape, outline, width, stroke, fill = frame.groups()
    dashes = f' stroke-dasharray="{_DASHES}"' if planned else ""
    # A civilian's own colour says something too: it stays.
    if tint and fill == _NEUTRAL_FILL:
        fill = tint
    head = f'{start}<{shape}={outline} stroke-width="{width}"{dashes} stroke="{stroke}" fill="{fill}"'
    size, anchor = symbol.get_size(), symbol.get_anchor()
    return DrawnSymbol(
        head + svg[frame.end() :],
        *(round(value, 2) for value in (size["width"], size["height"], anchor["x"], anchor["y"])),
    )


def _milsymbol() -> ModuleType:
    try:
        # It reads its tables at the first symbol, for a second or more: a map without symbols never waits.
        import milsymbol
    except ImportError as error:
        raise AssetError("milsymbol", "military symbols need this package", _INSTALL) from error
    module: ModuleType = milsymbol
    return module


def _add_echelon(symbol: Any, code: str) -> None:
    """Give a symbol of a letter code the mark of its size, which the package draws for number codes alone."""
    echelon = _ECHELON_LETTERS.get(code[11])
    if echelon and code[2] == "G":
        symbol._metadata.update(numberSIDC=True, echelon=echelon, hq_tf_fd="0")  # noqa: SLF001
