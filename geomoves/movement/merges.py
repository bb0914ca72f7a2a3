"""Where one body may have joined another: proposed from their tracks, never applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomoves.errors import ArgumentError
from geomoves.movement.sentences import force_name
from geomoves.movement.tracks import Stop, Track
from geomoves.places.distance import geodesic_km, haversine_km
from geomoves.reports import Dossier
from geomoves.wording import say

__all__ = ["JOIN_DISTANCE_KM", "Merge", "propose_merges"]

#: How far apart two stops may be for a joining to be proposed, kilometres, unless the user says otherwise:
#: some half a day's march, and about what a place stated to a tenth of a degree leaves open.
JOIN_DISTANCE_KM = 15.0
#: The distance on the sphere is right within 0.6%: what it leaves out by more is too far apart for sure.
_SURELY_FARTHER = 1.01


@dataclass(frozen=True, slots=True)
class Merge:
    """A joining that the tracks suggest and nobody reports.

    Parameters
    ----------
    kind : str
        ``into``: one track ends beside another that goes on; ``beside``: both end together.
    joining, main : str
        Forces.
    stop, main_stop : Stop
        Where: the stop of each.
    distance_km : float
        Between the two.
    joined, before, after : str
        Figures in words: who joins, and the main body's before and after; empty where none is stated.
    adds_up : bool or None
        Whether the figures go together; None where they do not tell.
    sentence : str
        For the author of the dossier.
    """

    kind: str
    joining: str
    main: str
    stop: Stop
    main_stop: Stop
    distance_km: float
    joined: str
    before: str
    after: str
    adds_up: bool | None
    sentence: str


def propose_merges(
    dossier: Dossier, tracks: Sequence[Track], *, distance_km: float = JOIN_DISTANCE_KM
) -> list[Merge]:
    """Propose where the bodies of one whole, or of one country, joined.

    Parameters
    ----------
    dossier : Dossier
        Tells which forces belong together.
    tracks : sequence of Track
        Of all forces.
    distance_km : float
        How far apart two stops may be.

    Returns
    -------
    list of Merge
        For each track that ends with a figure at most one, with the nearest other. Nothing is added.

    Raises
    ------
    ArgumentError
        The distance is no positive number.
    """
    if not distance_km > 0:
        raise ArgumentError("distance_km", f"{distance_km} is no distance", "give kilometres, such as 15")
    found: list[Merge] = []
    together: set[frozenset[str]] = set()
    for track in tracks:
        last = track.stops[-1]
        if not last.is_told:
            # Bodies without a figure meet all the time: nothing would be reconciled by joining them.
            continue
        near: list[tuple[float, int, Track]] = []
        for other in tracks:
            if other is track or not _belong_together(dossier, track.force, other.force):
                continue
            for row, stop in enumerate(other.stops):
                gap = _gap_km(last, stop, distance_km)
                if gap is not None and _may_meet(last, stop):
                    near.append((gap, row, other))
        if not near:
            continue
        gap, row, main = min(near, key=lambda each: (each[0], -each[1]))
        pair = frozenset((track.force, main.force))
        if pair in together:
            continue
        if _ends_there(main, row):
            # Of two that end together, the one with the longer track is the main body.
            shorter, longer = sorted((track, main), key=lambda each: len(each.stops))
            found.append(_beside(dossier, shorter, longer, distance_km))
        else:
            found.append(_into(dossier, track, main, row, gap))
        together.add(pair)
    return found


def _belong_together(dossier: Dossier, first: str, second: str) -> bool:
    """Whether two forces share a whole or a country, and neither is part of the other."""
    wholes, others = _wholes(dossier, first), _wholes(dossier, second)
    if first in others or second in wholes:
        return False
    country = dossier.forces[first].country
    return bool(set(wholes) & set(others)) or (
        country is not None and country == dossier.forces[second].country
    )


def _wholes(dossier: Dossier, force: str) -> list[str]:
    found: list[str] = []
    whole = dossier.forces[force].part_of
    while whole is not None and whole not in found:
        found.append(whole)
        whole = dossier.forces[whole].part_of
    return found


def _gap_km(first: Stop, second: Stop, most_km: float) -> float | None:
    """Return how far two stops are apart, None when it is more than `most_km` or one has no place."""
    here, there = first.spot, second.spot
    if here.place is None or there.place is None or not (here.drawn and there.drawn):
        return None
    ends = (here.place.lon, here.place.lat, there.place.lon, there.place.lat)
    if haversine_km(*ends) > most_km * _SURELY_FARTHER:
        return None
    gap = geodesic_km(*ends)
    return gap if gap <= most_km else None


def _may_meet(last: Stop, stop: Stop) -> bool:
    """Whether somebody last reported at one stop may have met the others at theirs, by the days."""
    arrived, left = last.when.earliest, stop.when.latest
    return arrived is None or left is None or arrived <= left


def _ends_there(track: Track, row: int) -> bool:
    """Whether a track goes nowhere else after this stop."""
    here = track.stops[row].spot.key
    return all(stop.spot.key == here for stop in track.stops[row:])


def _first_side_by_side(track: Track, main: Track, distance_km: float) -> tuple[Stop, Stop, float]:
    """Return the first of the last stops of a track that all lie beside stops of the other, and how far."""
    found: tuple[Stop, Stop, float] | None = None
    for stop in reversed(track.stops):
        beside = [
            (gap, -row, other)
            for row, other in enumerate(main.stops)
            if (gap := _gap_km(stop, other, distance_km)) is not None
        ]
        if not beside:
            break
        # Of stops equally near the last is meant: an army comes back the way that it went.
        gap, _, other = min(beside, key=lambda each: each[:2])
        found = (stop, other, gap)
    assert found is not None
    return found


def _into(dossier: Dossier, track: Track, main: Track, row: int, gap: float) -> Merge:
    last, stop = track.stops[-1], main.stops[row]
    before, after = _figures_around(main, row)
    sentence = say(
        "merge.into",
        joining=force_name(dossier, track.force),
        main=force_name(dossier, main.force),
        distance=f"{gap:.0f}",
        place=stop.spot.label,
    )
    adds_up = _adds_up(last, before, after)
    key = (
        "silent"
        if adds_up is None
        else "adds_up"
        if adds_up
        else "stays"
        if before is not None and after is not None and before.strength == after.strength
        else "differs"
    )
    words = {
        "joined": last.strength,
        "before": before.strength if before is not None else "",
        "after": after.strength if after is not None else "",
    }
    return Merge(
        "into",
        track.force,
        main.force,
        last,
        stop,
        gap,
        **words,
        adds_up=adds_up,
        sentence=say(f"merge.{key}", sentence=sentence, **words),
    )


def _beside(dossier: Dossier, track: Track, main: Track, distance_km: float) -> Merge:
    ours, theirs, gap = _first_side_by_side(track, main, distance_km)
    sentence = say(
        "merge.beside",
        joining=force_name(dossier, track.force),
        main=force_name(dossier, main.force),
        place=theirs.spot.label,
    )
    return Merge(
        "beside",
        track.force,
        main.force,
        ours,
        theirs,
        gap,
        joined=ours.strength,
        before=theirs.strength,
        after="",
        adds_up=None,
        sentence=say("merge.silent", sentence=sentence),
    )


def _figures_around(track: Track, row: int) -> tuple[Stop | None, Stop | None]:
    """Return the stops that hold the figure before a joining at stop `row`, and the one after it.

    A departure holds the figure from there on, an arrival the one up to there.
    """
    here = track.stops[row].spot.key
    first = row
    while first > 0 and track.stops[first - 1].spot.key == here:
        first -= 1
    before = next((stop for stop in reversed(track.stops[: first + 1]) if _tells(stop, "arrival")), None)
    after = next((stop for stop in track.stops[first:] if _tells(stop, "departure")), None)
    return before, after


def _tells(stop: Stop, by: str) -> bool:
    return stop.by in (by, "presence") and stop.whole and stop.is_told


def _adds_up(joined: Stop, before: Stop | None, after: Stop | None) -> bool | None:
    """Whether the figure after a joining can be the one before it and those who join, together."""
    if before is None or after is None or not joined.whole or before is after:
        # One report of the place leaves open whether it counts those who join.
        return None
    if len({joined.unit, before.unit, after.unit}) > 1:
        return None
    if joined.least is None or before.least is None or after.most is None:
        return None
    if joined.most is None or before.most is None or after.least is None:
        return None
    return joined.least + before.least <= after.most and after.least <= joined.most + before.most
