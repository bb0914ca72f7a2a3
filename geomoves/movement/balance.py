"""Whether the figures along a track add up: rises that nothing explains, falls larger than a stated loss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geomoves.movement.records import Event
from geomoves.movement.tracks import Stop, Track
from geomoves.reports import number_label
from geomoves.wording import say

__all__ = ["Imbalance", "weigh_tracks"]


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A figure along a track that what is reported does not explain. It says nothing of who is wrong.

    Parameters
    ----------
    kind : str
        ``rise`` or ``fall``.
    force : str
        Its id.
    stop : Stop
        Where the new figure begins.
    before, after : str
        The two figures in words.
    claims : tuple of str
        Behind the two figures, and behind the arrivals or losses that they were held against.
    sentence : str
        For the author of the dossier.
    """

    kind: str
    force: str
    stop: Stop
    before: str
    after: str
    claims: tuple[str, ...]
    sentence: str


def weigh_tracks(tracks: Sequence[Track], losses: Sequence[Event]) -> list[Imbalance]:
    """Hold the figures along each track against reported arrivals and losses.

    A fall alone is no imbalance: people are left behind, desert and die without a report. Only where a
    loss is stated, and the figure falls by more, the two do not go together. Figures in different
    units, vague ones, and those of parts of unknown size are not compared.

    Parameters
    ----------
    tracks : sequence of Track
        Of all forces; the others' ends explain rises.
    losses : sequence of Event
        Stated losses.

    Returns
    -------
    list of Imbalance
        In the order of the tracks.
    """
    arrivals = _arrivals(tracks)
    found = []
    for track in tracks:
        for before, after in _changes(track):
            if (least := after.least) is not None and (most := before.most) is not None and least > most:
                found += _rise(track, before, after, least - most, arrivals)
            elif (most := after.most) is not None and (least := before.least) is not None and most < least:
                found += _fall(track, before, after, least - most, losses)
    return found


def _changes(track: Track) -> Iterator[tuple[Stop, Stop]]:
    """Yield the figures before and after each place where one record ends and the next begins.

    Records that do not meet at a place may be of different people: nothing follows from their figures.
    """
    ends: list[tuple[Stop, Stop]] = []
    for stop in track.stops:
        if ends and ends[-1][0].record == stop.record:
            ends[-1] = (ends[-1][0], stop)
        else:
            ends.append((stop, stop))
    for (_, before), (after, _) in pairwise(ends):
        told = before.whole and after.whole and before.is_told and after.is_told
        if told and before.unit == after.unit and before.spot.key == after.spot.key:
            yield before, after


def _arrivals(tracks: Sequence[Track]) -> dict[str, list[tuple[str, Stop]]]:
    """Return by place who is reported to have come there, or is last reported there."""
    found: dict[str, list[tuple[str, Stop]]] = {}
    for track in tracks:
        for stop in track.stops:
            if stop.spot.place is not None and (stop.by == "arrival" or stop is track.stops[-1]):
                found.setdefault(stop.spot.key, []).append((track.force, stop))
    return found


def _rise(
    track: Track,
    before: Stop,
    after: Stop,
    rise: float,
    arrivals: Mapping[str, Sequence[tuple[str, Stop]]],
) -> list[Imbalance]:
    here = [
        stop
        for force, stop in arrivals.get(after.spot.key, ())
        if force != track.force and stop.unit == after.unit and _not_after(stop, after)
    ]
    if any(stop.most is None for stop in here):
        # Somebody came of whom nobody says how many: that may explain it.
        return []
    if here and sum(stop.most or 0.0 for stop in here) >= rise:
        return []
    key = "rise_beyond" if here else "rise"
    return [_imbalance("rise", key, track, before, after, arrivals=_summed(here), others=here)]


def _fall(track: Track, before: Stop, after: Stop, fall: float, losses: Sequence[Event]) -> list[Imbalance]:
    stated = [
        loss
        for loss in losses
        if loss.force == track.force
        and loss.phase in ("happened", "under way")
        and (loss.high is not None or loss.best is not None)
        and _between(loss, before, after, by_sequence=track.order == "sequence")
    ]
    most = [loss.high if loss.high is not None else loss.best for loss in stated]
    if not stated or fall <= sum(each for each in most if each is not None):
        return []
    told = ", ".join(loss.strength for loss in stated)
    return [_imbalance("fall", "fall", track, before, after, losses=told, lost=stated)]


def _not_after(stop: Stop, other: Stop) -> bool:
    """Whether a stop may have been before another; days that are not stated exclude nothing."""
    first, last = stop.when.earliest, other.when.latest
    return first is None or last is None or first <= last


def _between(loss: Event, before: Stop, after: Stop, *, by_sequence: bool) -> bool:
    """Whether a loss is reported for the time between two stops; one that nobody dates is not."""
    if by_sequence:
        first, last = before.sequence, after.sequence
        return (
            loss.sequence is not None
            and first is not None
            and last is not None
            and first <= loss.sequence <= last
        )
    if not loss.when.dated:
        return False
    start, end = before.when.earliest, after.when.latest
    too_early = loss.when.latest is not None and start is not None and loss.when.latest < start
    too_late = loss.when.earliest is not None and end is not None and loss.when.earliest > end
    return not too_early and not too_late


def _summed(stops: Sequence[Stop]) -> str:
    return number_label(sum(stop.most or 0.0 for stop in stops)) if stops else ""


def _imbalance(
    kind: str,
    key: str,
    track: Track,
    before: Stop,
    after: Stop,
    *,
    arrivals: str = "",
    losses: str = "",
    others: Sequence[Stop] = (),
    lost: Sequence[Event] = (),
) -> Imbalance:
    sentence = say(
        f"balance.{key}",
        force=track.name,
        before=before.strength,
        after=after.strength,
        place=say("balance.place", place=after.spot.label) if after.spot.label else "",
        arrivals=arrivals,
        losses=losses,
    )
    behind = [*before.claims, *after.claims]
    behind += [claim for stop in others for claim in stop.claims]
    behind += [claim for loss in lost for claim in loss.claims]
    return Imbalance(
        kind, track.force, after, before.strength, after.strength, tuple(dict.fromkeys(behind)), sentence
    )
