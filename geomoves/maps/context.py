"""Context for a map of movements: front lines, occupied areas, areas of control, as somebody published them.

A context layer is never a movement: it lies below them, says whose it is and of which day, and is drawn pale
on every other day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, get_args
from urllib.parse import urlsplit

from geomoves.errors import ArgumentError, shorten
from geomoves.maps.shapes import DrawnShapes, drawn_shapes
from geomoves.reports import When, day_number
from geomoves.reports.findings import findings_of

__all__ = ["CONTEXT_COLOURS", "CONTEXT_FORMAT", "CONTEXT_HATCHES", "Context", "context_data"]

#: Name and version of the form that the page reads.
CONTEXT_FORMAT: Final = "geomoves-context/1"
#: Quiet colours, none of them one that a movement or a place has; each comes with a hatch of its own.
CONTEXT_COLOURS: Final = ("teal", "brown", "slate", "olive", "plum")
CONTEXT_HATCHES: Final = ("rising", "falling", "level", "crossed", "dotted")

Look = Literal["line", "area", "control"]

_REMEDY_TIME: Final = "write the day that it stands for: 2024-10-18, or 2024-10-01/2024-10-18"
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_MOST_LAYERS: Final = 60
_LONGEST_TITLE: Final = 160
_LONGEST_TEXT: Final = 600


@dataclass(frozen=True, eq=False)
class Context:
    """A layer below the movements: a front line, an occupied area, areas of control.

    Layers that share a title are states of one thing: on a chosen day the map shows the one that stands for
    it, or the last one before it, pale and labelled with its own day.

    Parameters
    ----------
    data : GeoDataFrame, GeoSeries, shapely geometry, mapping, str or path-like
        The shapes, in any coordinate system that they name; degrees where they name none. A mapping is
        GeoJSON, a text is the path of a GeoJSON file, which is read as JSON alone.
    title : str
        What it shows, in a few words.
    source : str
        Who published it.
    when : When, date, str or mapping
        The day or days that it stands for, as a dossier writes times: ``2024-10-18``,
        ``2024-10-01/2024-10-18``, ``October 2024``. Without a day the map cannot tell when it held, and
        draws it pale on every day.
    url : str
        Its address, http or https.
    licence : str
        What it may be used under.
    label : str
        The column of a table, or the property of GeoJSON features, that names each shape.
    kind : {"line", "area", "control"}, optional
        How it is drawn: a line on its own, an area with its edge hatched, or an area of control, hatched all
        over. By default areas for polygons and lines for the rest.
    actor : str
        Who holds or drew it, in words. Layers of one actor have one colour and one hatch.
    colour : str, optional
        One of `CONTEXT_COLOURS`; by default in turn, by actor. The hatch goes with it, so that the colour
        never speaks alone.
    hatch : str, optional
        One of `CONTEXT_HATCHES`.

    Raises
    ------
    ArgumentError
        A text is missing or too long, the address is none, the time says no time, or a shape cannot be drawn;
        the row is named.
    FileAccessError
        The file cannot be read.

    Examples
    --------
    >>> from shapely.geometry import LineString
    >>> line = Context(LineString([(37.0, 48.0), (38.0, 49.0)]), "Front line", "A test", "2024-10-18")
    >>> line.when.label, line.kind
    ('18 October 2024', 'line')
    """

    data: Any = field(repr=False)
    title: str
    source: str
    when: When
    url: str = field(default="", kw_only=True)
    licence: str = field(default="", kw_only=True)
    label: str = field(default="", kw_only=True)
    kind: Look | None = field(default=None, kw_only=True)
    actor: str = field(default="", kw_only=True)
    colour: str | None = field(default=None, kw_only=True)
    hatch: str | None = field(default=None, kw_only=True)
    shapes: DrawnShapes = field(init=False, repr=False)

    def __init__(
        self,
        data: object,
        title: str,
        source: str,
        when: When | date | str | Mapping[str, Any],
        *,
        url: str = "",
        licence: str = "",
        label: str = "",
        kind: Look | None = None,
        actor: str = "",
        colour: str | None = None,
        hatch: str | None = None,
    ) -> None:
        shapes = drawn_shapes(data, label=_text("label", label, most=_LONGEST_TITLE))
        if kind is None:
            kind = "area" if any(part.shape == "polygon" for part in shapes.parts) else "line"
        checked: dict[str, Any] = {
            "data": data,
            "title": _text("title", title, most=_LONGEST_TITLE, required="say what the layer shows"),
            "source": _text("source", source, most=_LONGEST_TEXT, required="say who published it"),
            "when": _time(when),
            "url": _address(url),
            "licence": _text("licence", licence, most=_LONGEST_TEXT),
            "label": label,
            "kind": _one_of("kind", kind, get_args(Look)),
            "actor": _text("actor", actor, most=_LONGEST_TITLE),
            "colour": None if colour is None else _one_of("colour", colour, CONTEXT_COLOURS),
            "hatch": None if hatch is None else _one_of("hatch", hatch, CONTEXT_HATCHES),
            "shapes": shapes,
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)


def context_data(contexts: Context | Iterable[Context]) -> dict[str, Any]:
    """Return context layers as the page's data.

    Parameters
    ----------
    contexts : Context or iterable of Context
        In the order in which they are drawn, the first one lowest.

    Returns
    -------
    dict
        JSON-able: ``layers``, one mapping a layer, and ``credits``, whom they come from.

    Raises
    ------
    ArgumentError
        There is something else among them, or they are more than a map can list.
    """
    layers = [contexts] if isinstance(contexts, Context) else _listed(contexts)
    looks = _looks(layers)
    return {
        "format": CONTEXT_FORMAT,
        "credits": _credits(layers),
        "layers": [_layer(each, *look) for each, look in zip(layers, looks, strict=True)],
    }


def _credits(layers: Iterable[Context]) -> list[list[str]]:
    """Name each source once, with what comes from it."""
    titles: dict[tuple[str, str, str], dict[str, None]] = {}
    for each in layers:
        titles.setdefault((each.source, each.licence, each.url), {})[each.title] = None
    return [
        [f"{', '.join(named)}: {source}{f', {licence}' if licence else ''}", url]
        for (source, licence, url), named in titles.items()
    ]


def _listed(contexts: object) -> list[Context]:
    if not isinstance(contexts, Iterable) or isinstance(contexts, (str, bytes, Mapping)):
        raise ArgumentError(
            "context", f"this is a {type(contexts).__name__}", "give a list of geomoves.Context"
        )
    layers = list(contexts)
    for each in layers:
        if not isinstance(each, Context):
            remedy = "wrap it: geomoves.Context(data, title, source, when)"
            raise ArgumentError("context", f"a {type(each).__name__} is no context layer", remedy)
    if len(layers) > _MOST_LAYERS:
        raise ArgumentError("context", f"{len(layers)} layers are too many", f"give at most {_MOST_LAYERS}")
    return layers


def _looks(layers: Sequence[Context]) -> list[tuple[str, str]]:
    """Give each layer its colour and hatch: one for an actor, and one for a title where no actor is named."""
    turns: dict[str, int] = {}
    found = []
    for each in layers:
        turn = turns.setdefault(each.actor or each.title, len(turns))
        if each.colour is not None:
            turn = CONTEXT_COLOURS.index(each.colour)
        colour = each.colour or CONTEXT_COLOURS[turn % len(CONTEXT_COLOURS)]
        # After a full turn of the colours the hatches are one ahead: no two looks are the same before 25.
        step = turn + turn // len(CONTEXT_COLOURS)
        found.append((colour, each.hatch or CONTEXT_HATCHES[step % len(CONTEXT_HATCHES)]))
    return found


def _layer(context: Context, colour: str, hatch: str) -> dict[str, Any]:
    shapes, when = context.shapes, context.when
    return {
        "title": context.title,
        "source": context.source,
        "url": context.url,
        "licence": context.licence,
        "actor": context.actor,
        "when": when.label,
        "day_from": day_number(when.earliest) if when.earliest else None,
        "day_to": day_number(when.latest) if when.latest else None,
        "kind": context.kind,
        "colour": colour,
        "hatch": hatch,
        "tolerance_km": float(f"{shapes.tolerance_km:.2g}"),
        "empty": shapes.empty,
        "beyond": shapes.beyond,
        "scale": shapes.scale,
        "shape": [part.shape for part in shapes.parts],
        "name": [part.label for part in shapes.parts],
        "lines": [[list(line) for line in part.lines] for part in shapes.parts],
    }


def _text(argument: str, text: object, *, most: int, required: str = "") -> str:
    if not isinstance(text, str):
        raise ArgumentError(argument, f"this is a {type(text).__name__}", "give a text")
    plain = " ".join(text.split())
    if _CONTROL.search(plain):
        raise ArgumentError(argument, "a control character stands in this text", "remove it")
    if required and not plain:
        raise ArgumentError(argument, "it is empty", required)
    if len(plain) > most:
        raise ArgumentError(argument, f"it has {len(plain)} characters", f"give at most {most}")
    return plain


def _one_of(argument: str, value: object, known: Sequence[str]) -> str:
    if value not in known:
        raise ArgumentError(
            argument, f"there is no {argument} {shorten(value)}", f"use one of {', '.join(known)}"
        )
    return str(value)


def _address(url: object) -> str:
    text = _text("url", url, most=2000)
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        plain = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        plain = False
    if not plain:
        raise ArgumentError(
            "url", f"this is no web address: {shorten(text)}", "give one with http:// or https://"
        )
    return text


def _time(when: object) -> When:
    from pydantic import ValidationError

    if when is None or when == "":
        raise ArgumentError("when", "it is not stated", _REMEDY_TIME)
    try:
        found = When.model_validate(when)
    except ValidationError as error:
        finding = findings_of(When, error, when, ())[0]
        raise ArgumentError("when", finding.message, finding.remedy or _REMEDY_TIME) from error
    if found.relative or found.after or not found.label:
        raise ArgumentError("when", f"this says no day of its own: {shorten(when)}", _REMEDY_TIME)
    return found
