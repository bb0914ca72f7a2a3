"""Whether what is reported could be done: speed, lift, and where one unit can be. For the author alone.

A flag says what was held against whose figure. It is never drawn, and nothing is left out because of it: a
report that cannot be true is news as well.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from io import StringIO
from itertools import pairwise
from math import ceil

from geomoves.errors import DossierError, Problem
from geomoves.files import read_bytes
from geomoves.movement.assembly import Records
from geomoves.movement.records import Leg
from geomoves.movement.sentences import force_name
from geomoves.movement.spots import Spot
from geomoves.movement.tracks import Stop, Track
from geomoves.places.distance import geodesic_km
from geomoves.reports import Dossier, number_label
from geomoves.wording import say

__all__ = ["Flag", "Judgement", "Limit", "judge", "read_limits"]

_COLUMNS = ("class", "words", "quantity", "value", "unit", "source")
_UNITS = {"speed": "km a day", "lift": "troops a load", "range": "km"}
_MOST_BYTES = 5_000_000
_MODES = frozenset({"foot", "road", "rail", "river", "sea", "air"})


@dataclass(frozen=True, slots=True)
class Limit:
    """A published figure that reports are held against.

    `name` is a mode or a class of carriers, which `words` (lower case) find in the name of a force;
    `quantity` is ``speed`` (kilometres a day), ``lift`` (troops a load) or ``range`` (kilometres without
    a stop to refuel).
    """

    name: str
    words: tuple[str, ...]
    quantity: str
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a reader would stumble over.

    Parameters
    ----------
    kind : str
        ``speed``, ``range`` and ``lift`` (explanations, no errors: there may have been stops, and several
        loads), or ``contradiction`` (one unit in two places).
    claims : tuple of str
        Behind it.
    measured, limit : float
        What was held against what, in the unit of the limit.
    sentence : str
        With the figure and its source.
    source : str
        Of the limit.
    """

    kind: str
    claims: tuple[str, ...]
    measured: float
    limit: float
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The flags, and how many legs were not judged, by reason."""

    flags: tuple[Flag, ...]
    not_judged: dict[str, int]


@cache
def _packaged() -> tuple[Limit, ...]:
    text = resources.files("geomoves.movement").joinpath("data/plausibility.csv").read_text(encoding="utf-8")
    return tuple(_parse(text, "plausibility.csv"))


def read_limits(path: str | os.PathLike[str]) -> list[Limit]:
    """Read limits of your own: CSV in UTF-8 with the columns class, words, quantity, value, unit, source.

    Raises
    ------
    DossierError
        Every row that is wrong, with its line and column.
    FileAccessError
        The file cannot be read.
    """
    file = os.fsdecode(path)
    try:
        text = read_bytes(file, most_bytes=_MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DossierError([Problem("this is not UTF-8", file=file, remedy="save it as CSV UTF-8")]) from None
    return _parse(text, file)


def _parse(text: str, file: str) -> list[Limit]:
    reader = csv.reader(StringIO(text))
    if tuple(name.strip().lower() for name in next(reader, [])) != _COLUMNS:
        remedy = f"begin with the columns {', '.join(_COLUMNS)}"
        raise DossierError([Problem("this is no table of limits", file=file, line=1, remedy=remedy)])
    found: list[Limit] = []
    problems: list[Problem] = []
    for row in reader:
        if not any(row):
            continue
        wrong = _wrong(row)
        if wrong is not None:
            name, message, remedy = wrong
            problems.append(Problem(message, field=name, remedy=remedy, file=file, line=reader.line_num))
            continue
        name, words, quantity, value, _, source = (cell.strip() for cell in row)
        spelt = tuple(word.strip().lower() for word in words.split(";") if word.strip())
        found.append(Limit(name, spelt, quantity, float(value), source))
    if problems:
        raise DossierError(problems)
    return found


def _wrong(row: Sequence[str]) -> tuple[str, str, str] | None:
    """Return what is wrong with a row: column, message, remedy."""
    if len(row) != len(_COLUMNS):
        return "", f"this row has {len(row)} cells, not {len(_COLUMNS)}", "give one cell for each column"
    name, words, quantity, value, unit, source = (cell.strip() for cell in row)
    if quantity not in _UNITS:
        return "quantity", "this quantity is not known", f"use one of {', '.join(_UNITS)}"
    if unit != _UNITS[quantity]:
        return "unit", "this unit does not go with the quantity", f"give {_UNITS[quantity]}"
    if name not in _MODES and not words:
        return "words", "a class of carriers needs words to know it by", "write some, parted by ;"
    if not source:
        return "source", "every figure has a source", "say where it is published"
    try:
        fits = 0 < float(value) < float("inf")
    except ValueError:
        fits = False
    return None if fits else ("value", "this is no number above 0", "write digits")


def judge(
    dossier: Dossier, records: Records, tracks: Sequence[Track], *, limits: Sequence[Limit] | None = None
) -> Judgement:
    """Hold legs against the speed of their mode and the lift of their carriers, and units against themselves.

    Distances are great circles, which no way is shorter than, less what the places leave open; times are
    the longest that the days allow. So a flag is sure, and its absence says nothing.

    Parameters
    ----------
    dossier : Dossier
        For names.
    records : Records
        Of the model.
    tracks : sequence of Track
        Of its forces.
    limits : sequence of Limit or None
        Figures of your own; the ones that come with geomoves by default.
    """
    known = _packaged() if limits is None else tuple(limits)
    flags: list[Flag] = []
    not_judged: dict[str, int] = {}
    for leg in records.legs:
        why = _why_not(leg)
        if why:
            not_judged[why] = not_judged.get(why, 0) + 1
        else:
            flags += _too_fast(dossier, leg, known)
        flags += _too_many(dossier, leg, known)
        flags += _too_far(dossier, leg, known)
    for track in tracks:
        if track.named_unit:
            flags += _in_two_places(track, known)
    return Judgement(tuple(flags), not_judged)


def _why_not(leg: Leg) -> str:
    if leg.start is None or leg.end is None or not (leg.start.drawn and leg.end.drawn):
        return say("plausible.not_placed")
    if leg.when.earliest is None or leg.when.latest is None:
        return say("plausible.not_dated")
    return "" if leg.mode in _MODES else say("plausible.no_mode")


def _too_fast(dossier: Dossier, leg: Leg, limits: Sequence[Limit]) -> Iterator[Flag]:
    assert leg.start is not None
    assert leg.end is not None
    assert leg.when.earliest is not None
    assert leg.when.latest is not None
    limit = _limit_of(dossier, leg, "speed", limits)
    if limit is None:
        return
    distance = _least_km(leg.start, leg.end)
    days = (leg.when.latest - leg.when.earliest).days + 1
    if distance <= limit.value * days:
        return
    sentence = say(
        "plausible.speed",
        force=force_name(dossier, leg.force or None),
        distance=number_label(round(distance)),
        start=leg.start.label,
        end=leg.end.label,
        days=str(days),
        name=limit.name,
        limit=number_label(limit.value),
        source=limit.source,
    )
    yield Flag("speed", leg.claims, distance / days, limit.value, sentence, limit.source)


def _too_many(dossier: Dossier, leg: Leg, limits: Sequence[Limit]) -> Iterator[Flag]:
    limit = _limit_of(dossier, leg, "lift", limits) if leg.carried_by else None
    least = leg.low if leg.low is not None else leg.best
    if limit is None or least is None or leg.unit != "people" or leg.part_of or least <= limit.value:
        return
    loads = ceil(least / limit.value)
    sentence = say(
        "plausible.lift",
        strength=leg.strength,
        carrier=force_name(dossier, leg.carried_by),
        name=limit.name,
        limit=number_label(limit.value),
        loads=str(loads),
        source=limit.source,
    )
    yield Flag("lift", leg.claims, least, limit.value, sentence, limit.source)


def _too_far(dossier: Dossier, leg: Leg, limits: Sequence[Limit]) -> Iterator[Flag]:
    limit = _limit_of(dossier, leg, "range", limits)
    stops = [spot for spot in (leg.start, *leg.via, leg.end) if spot is not None and spot.drawn]
    if limit is None or leg.start is None or leg.end is None:
        return
    for start, end in pairwise(stops):
        distance = _least_km(start, end)
        if distance > limit.value:
            sentence = say(
                "plausible.range",
                force=force_name(dossier, leg.force or None),
                distance=number_label(round(distance)),
                start=start.label,
                end=end.label,
                name=limit.name,
                limit=number_label(limit.value),
                source=limit.source,
            )
            yield Flag("range", leg.claims, distance, limit.value, sentence, limit.source)


def _in_two_places(track: Track, limits: Sequence[Limit]) -> Iterator[Flag]:
    """Yield successive stops of one unit that lie too far apart for the time between them."""
    fastest = max(
        (limit for limit in limits if limit.quantity == "speed"), key=lambda each: each.value, default=None
    )
    if fastest is None:
        return
    for before, after in pairwise(track.stops):
        if before.record == after.record or not (before.whole and after.whole):
            continue
        days = _most_days(before, after)
        if days is None or not (before.spot.drawn and after.spot.drawn):
            continue
        distance = _least_km(before.spot, after.spot)
        if distance > fastest.value * days:
            sentence = say(
                "plausible.contradiction",
                force=track.name,
                first=before.spot.label,
                second=after.spot.label,
                distance=number_label(round(distance)),
                days=str(days),
                limit=number_label(fastest.value),
                source=fastest.source,
            )
            claims = tuple(dict.fromkeys((*before.claims, *after.claims)))
            yield Flag("contradiction", claims, distance / days, fastest.value, sentence, fastest.source)


def _most_days(before: Stop, after: Stop) -> int | None:
    """Return the most days that can lie between two stops, both counted; None where it is open."""
    first: date | None = before.when.earliest
    last: date | None = after.when.latest
    if first is None or last is None or last < first:
        return None
    return (last - first).days + 1


def _limit_of(dossier: Dossier, leg: Leg, quantity: str, limits: Sequence[Limit]) -> Limit | None:
    """Return the limit of the carrier's class, or else of the mode; of several the most generous."""
    carrier = dossier.forces.get(leg.carried_by)
    words = f"{carrier.name} {carrier.note or ''}".lower() if carrier is not None else ""
    own = [
        limit for limit in limits if limit.quantity == quantity and any(word in words for word in limit.words)
    ]
    found = own or [limit for limit in limits if limit.quantity == quantity and limit.name == leg.mode]
    return max(found, key=lambda limit: limit.value, default=None)


def _least_km(first: Spot, second: Spot) -> float:
    """Return the shortest way between two places, less what each of them leaves open."""
    if first.place is None or second.place is None:
        return 0.0
    gap = geodesic_km(first.place.lon, first.place.lat, second.place.lon, second.place.lat)
    return max(0.0, gap - first.place.radius_km - second.place.radius_km)
