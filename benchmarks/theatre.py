"""How many names of the Russia–Ukraine–Korea theatre get the right answer, and the right kind of none.

The set is ``tests/places/data/theatre_set.csv``: mentions in five languages as reports write them, each with
its truth from a source that is not the gazetteer's own, and many that nothing can place. Every row is a
document of its own. ``python -m benchmarks.theatre`` prints each row that is not answered as it should, with
the world's places under the curated ones or, with ``--curated``, without.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.measure import CHECKOUT, Measurement, median_of
from geomoves.places import Gazetteer, Mention, Place, Resolution
from geomoves.places.distance import haversine_km
from geomoves.places.kinds import AREAS, SETTLEMENTS, WATERS

__all__ = ["Verdict", "Wanted", "answers", "judge", "measurements", "read_set"]

_FILE = CHECKOUT / "tests" / "places" / "data" / "theatre_set.csv"

#: What a row may ask for. Anything may be called a place when it does not say.
_KINDS: dict[str, frozenset[str]] = {
    "settlement": SETTLEMENTS,
    "area": (AREAS | WATERS | {"peninsula"}) - {"country"},
    "country": frozenset({"country"}),
    "airfield": frozenset({"airfield", "airport", "airbase"}),
    "port": frozenset({"port"}),
}

Verdict = Literal[
    "right", "left open as it should", "unanswered", "not all namesakes", "wrong", "wrongly resolved"
]

#: The verdicts that no answer may get, and those that are as good as can be.
WORST: frozenset[Verdict] = frozenset({"wrong", "wrongly resolved"})
BEST: frozenset[Verdict] = frozenset({"right", "left open as it should"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """One mention with its truth.

    Parameters
    ----------
    mention : Mention
        The name, with its offsets in `text` when there is one.
    language : str
        en, ru, uk, ko or zh.
    text, date : str
        The document, empty for a bare name, and its day.
    countries : tuple of str
        The theatre.
    expected : str
        ``place``, ``ambiguous`` or ``unknown``.
    points : tuple of (float, float)
        Longitudes and latitudes of the place, or of the places that it is ambiguous between.
    tolerance_km : float
        How far from a point an answer may be.
    kind : str
        ``settlement``, ``area``, ``country``, ``airfield`` or ``port``; empty when it does not matter.
    case : str
        What is hard about it, empty for a plain name.
    source : str
        Who says so.
    """

    mention: Mention
    language: str
    text: str
    date: str
    countries: tuple[str, ...]
    expected: str
    points: tuple[tuple[float, float], ...]
    tolerance_km: float
    kind: str
    case: str
    source: str


@cache
def read_set() -> tuple[Wanted, ...]:
    """Return every row of the set."""
    with open(_FILE, encoding="utf-8", newline="") as stream:
        return tuple(_wanted(row) for row in csv.DictReader(stream))


def _wanted(row: dict[str, str]) -> Wanted:
    start, end = (int(row[name]) if row[name] else None for name in ("start", "end"))
    between = [f"{row['lon']} {row['lat']}"] if row["lon"] else row["between"].split(";")
    points = [point.split() for point in between if point.strip()]
    return Wanted(
        Mention(row["mention"], start, end),
        row["language"],
        row["text"],
        row["date"],
        tuple(row["countries"].split("|")),
        row["expected"],
        tuple((float(lon), float(lat)) for lon, lat in points),
        float(row["tolerance_km"] or 0),
        row["kind"],
        row["case"],
        row["source"],
    )


def judge(wanted: Wanted, answer: Resolution) -> Verdict:
    """Return what an answer is worth."""
    if wanted.expected == "place":
        if answer.place is None:
            return "unanswered"
        return "right" if _is_meant(answer.place, wanted, wanted.points[0]) else "wrong"
    if answer.place is not None:
        return "wrongly resolved"
    found = [candidate.place for candidate in answer.candidates if not candidate.suggestion]
    if all(any(_is_meant(place, wanted, point) for place in found) for point in wanted.points):
        return "left open as it should"
    return "not all namesakes"


def _is_meant(place: Place, wanted: Wanted, point: tuple[float, float]) -> bool:
    if wanted.kind and place.kind not in _KINDS[wanted.kind]:
        return False
    return haversine_km(*place.lonlat, *point) <= wanted.tolerance_km


def answers(gazetteer: Gazetteer) -> list[tuple[Wanted, Resolution, Verdict]]:
    """Return every row with what `gazetteer` says to it and what that is worth."""
    judged: list[tuple[Wanted, Resolution, Verdict]] = []
    for wanted in read_set():
        (answer,) = gazetteer.resolve(
            [wanted.mention], text=wanted.text or None, date=wanted.date, countries=wanted.countries
        )
        judged.append((wanted, answer, judge(wanted, answer)))
    return judged


def measurements(_runs: int) -> Iterator[Measurement]:
    """Yield the shares of the set; every run gives the same, so that one is enough."""
    for world in (False, True):
        judged = answers(Gazetteer(world=world))
        places = [verdict for wanted, _, verdict in judged if wanted.expected == "place"]
        others = [verdict for wanted, _, verdict in judged if wanted.expected != "place"]
        over = "curated places over the world's" if world else "curated places alone"
        for subject, share in (
            (f"of {len(places)} names resolved to the right place", _share(places, {"right"})),
            (f"of {len(places)} names resolved to a wrong place", _share(places, {"wrong"})),
            (f"of {len(others)} that nothing can place left open", 1 - _share(others, WORST)),
        ):
            yield median_of(f"theatre, {over}: {subject}", [100 * share], "%")


def _share(verdicts: Sequence[Verdict], counted: frozenset[Verdict] | set[Verdict]) -> float:
    return sum(verdict in counted for verdict in verdicts) / len(verdicts)


def main() -> int:
    """Print the counts and each row that is not as it should be; exit code 1 when an answer is wrong."""
    console = Console()
    judged = answers(Gazetteer(world="--curated" not in sys.argv))
    counts = Counter((wanted.expected, verdict) for wanted, _, verdict in judged)
    for (expected, verdict), count in sorted(counts.items()):
        console.print(f"{expected}: {count} {verdict}", highlight=False)
    table = Table("mention", "", "case", "expected", "verdict", "answer", box=box.SIMPLE_HEAD)
    for wanted, answer, verdict in judged:
        if verdict not in BEST:
            said = answer.place.label if answer.place else f"{answer.status}: {answer.reasons[0]}"
            table.add_row(
                wanted.mention.name, wanted.language, wanted.case, wanted.expected, verdict, said,
                style="bold red" if verdict in WORST else None,
            )  # fmt: skip
    console.print(table)
    return 1 if any(verdict in WORST for *_, verdict in judged) else 0


if __name__ == "__main__":
    sys.exit(main())
