"""How well places told by others are found: "a village 20 km from X, on the Y axis".

The events are those of the Uppsala Conflict Data Program in ``cases/ucdp-car`` of the folder that
``GEOMOVES_EVALUATION_DATA`` names: 49 descriptions with a distance. Which place each is told by was read
from the words by hand. Only events that are coded to an exact place (``where_prec`` 1) carry a true position
of what is told; the others are coded to the anchor itself.

``python -m benchmarks.relative`` prints each of them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.measure import Measurement, median_of
from geomoves.places import Gazetteer, Place
from geomoves.places.distance import haversine_km
from geomoves.places.names.folding import fold
from geomoves.places.relative.relations import Relation, read_relations

__all__ = ["ANCHORS", "Told", "events", "measurements"]

_COUNTRY = "CF"
# The event's own coordinates are whole minutes.
_POINT_KM = 1.9
_LEAST_ANCHORS, _LEAST_WITHIN = 90.0, 80.0

#: The place by which each event is told, by the event's id: of several the one that says most.
ANCHORS = {
    397576: "Alindao", 442622: "Bocaranga", 64239: "Boali", 236386: "Bakala", 453689: "Bossangoa",
    424045: "Baboua", 251837: "Ippy", 251835: "Ippy", 157197: "Bozoum", 253934: "Alindao", 241798: "Alindao",
    265438: "Bria", 232520: "Obo", 234119: "De Gaulle", 236389: "Bambari", 251764: "Bria", 247591: "Kouango",
    457370: "Bakouma", 158789: "Pata", 30492: "Obo", 158768: "Saka I", 37215: "Obo", 274371: "Bria",
    253949: "Alindao", 403113: "Bria", 240617: "Zemio", 429185: "Abba", 238201: "Bambari", 275715: "Kpokpo",
    241796: "Bria", 45785: "Bangui", 207963: "Obo", 113901: "Bambari", 149451: "Bambari", 157332: "Bossangoa",
    260040: "Mbrès", 247594: "Bria", 426263: "Bangui", 240395: "Ippy", 251687: "Zemio", 252945: "Mingala",
    238111: "Bria", 251991: "Bakala", 113796: "Vakap", 269148: "Bria", 240581: "Tagbara", 158770: "Bouar",
    323161: "Birao", 410828: "Dim",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An event that is told by a place.

    Parameters
    ----------
    id, words
        The event and its description.
    exact : bool
        Whether it is coded to an exact place.
    lonlat : (float, float)
        Where it is coded to, degrees.
    anchor : str
        The place by which it is told.
    """

    id: int
    words: str
    exact: bool
    lonlat: tuple[float, float]
    anchor: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is made of an event: the relation read, the place, and whether both are right.

    Parameters
    ----------
    known : bool
        Whether the gazetteer has the anchor.
    right : bool
        Whether the relation is told by it.
    off_km : float or None
        How far the true position is from the place, kilometres; None without one.
    """

    told: Told
    relation: Relation | None
    place: Place | None
    known: bool
    right: bool
    off_km: float | None

    @property
    def within(self) -> bool:
        """Whether the true position lies within the radius."""
        reach_km = max(self.place.radius_km, _POINT_KM) if self.place is not None else 0.0
        return self.off_km is not None and self.off_km <= reach_km


def events(folder: Path) -> list[Told]:
    """Return the events with a distance."""
    with open(folder / "cases" / "ucdp-car" / "events.jsonl", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    return [
        Told(
            row["id"],
            row["where_description"],
            row["where_prec"] == 1,
            (row["lon"], row["lat"]),
            ANCHORS[row["id"]],
        )
        for row in rows
        if row["id"] in ANCHORS
    ]


def find(gazetteer: Gazetteer, told: Told) -> Found:
    """Return what `gazetteer` makes of an event, the country being known as it is to any dossier."""
    known = gazetteer.lookup(told.anchor, countries=[_COUNTRY], kinds=_SETTLED)
    ids = {candidate.place.id for candidate in known if not candidate.suggestion}
    (answer,) = gazetteer.resolve([told.words], countries=[_COUNTRY])
    candidates = [candidate.place for candidate in answer.candidates if not candidate.suggestion]
    place = answer.place or (candidates[0] if candidates else None)
    relations = read_relations(told.words)
    # What is derived names its anchor in its source; a place that stands beside its anchor does not.
    read = {fold(name.split(",")[0]) for relation in relations[:1] for name in relation.anchors[0].names}
    right = place is not None and (
        any(f"({anchor})" in place.source for anchor in ids) or fold(told.anchor) in read
    )
    off_km = haversine_km(*place.lonlat, *told.lonlat) if place else None
    return Found(told, relations[0] if relations else None, place, bool(ids), right, off_km)


_SETTLED = ("city", "town", "village")


def measurements(_runs: int) -> Iterator[Measurement]:
    """Yield the shares; every run gives the same, so that one is enough."""
    folder = os.environ.get("GEOMOVES_EVALUATION_DATA")
    if not folder:
        print("relative: skipped, GEOMOVES_EVALUATION_DATA is not set")
        return
    gazetteer = Gazetteer(world=True)
    found = [find(gazetteer, told) for told in events(Path(folder))]
    known = [one for one in found if one.known]
    exact = [one for one in known if one.told.exact]
    if not known:
        print("relative: skipped, the gazetteer has none of the places")
        return
    for subject, share, target in (
        (
            f"relative: anchors right, of {len(known)} that are known",
            _share([one.right for one in known]),
            _LEAST_ANCHORS,
        ),
        (
            f"relative: true point within the radius, of {len(exact)}",
            _share([one.within for one in exact]),
            _LEAST_WITHIN,
        ),
    ):
        yield median_of(subject, [share], "%", target=target, at_least=True)


def _share(verdicts: list[bool]) -> float:
    return 100 * sum(verdicts) / len(verdicts) if verdicts else 0.0


def main() -> int:
    """Print every event with what is made of it."""
    folder = os.environ.get("GEOMOVES_EVALUATION_DATA")
    if not folder:
        print("set GEOMOVES_EVALUATION_DATA to the folder of the evaluation data")
        return 2
    gazetteer = Gazetteer(world=True)
    table = Table("words", "anchor", "read", "place", "radius", "off", "", box=box.SIMPLE_HEAD)
    for told in events(Path(folder)):
        one = find(gazetteer, told)
        table.add_row(
            told.words[:60].replace("\n", " "),
            told.anchor + ("" if one.known else " (not known)"),
            f"{one.relation.manner}: {one.relation.anchors[0].names[-1]}" if one.relation else "",
            one.place.id if one.place else "",
            f"{one.place.radius_km:g} km" if one.place else "",
            f"{one.off_km:.0f} km" if one.off_km is not None and told.exact else "",
            "" if not told.exact else "within" if one.within else "outside",
        )
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
