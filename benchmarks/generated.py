"""A large made-up dossier, the same for the same seed: what maps are measured with.

``python -m benchmarks.generated 100000 --out FOLDER`` writes it as a dossier that ``geomoves map`` draws.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import geomoves as gm

__all__ = ["CLAIMS_A_LEG", "PLACES", "generated_dossier", "generated_model", "generated_quotes"]

PLACES = 2_000
CLAIMS_A_LEG = 1.3
_FORCES, _SPEAKERS, _DOCUMENTS = 200, 12, 1_000
_FIRST_DAY, _DAYS = date(2023, 1, 1), 730
_RANGE_SHARE, _STRENGTH_SHARE = 0.3, 0.7
_NEAREST, _FAR_SHARE = 40, 0.15
_QUOTE_CHARACTERS = 100
_VOCABULARY = 5_000
_RESPONSES = 6
_SYLLABLES = "ba be bro da dra du ga gor ka kle ko la lin lo lu ma mir mo na no pe po ra re ri sa se sta su ta ti to tru va ve vo za zhe zo".split()  # noqa: E501
_PHASES = {"happened": 60, "under way": 10, "expected": 15, "intended": 15}
_MODES = {"road": 45, "rail": 30, "sea": 8, "air": 7, "foot": 5, None: 5}
_ATTRIBUTIONS = {None: 70, "stated": 10, "carried over": 15, "disowned": 5}


@dataclass(frozen=True, slots=True)
class _Ground:
    """The places of a dossier: names, positions, and which lie near which."""

    names: list[str]
    positions: list[tuple[float, float]]
    nearest: list[list[int]]


def generated_dossier(legs: int, *, quotes: bool = False, seed: int = 4) -> gm.Dossier:
    """Return a dossier whose model has `legs` legs.

    2,000 places with their coordinates, 200 forces, 12 speakers, 1,000 documents over two years; 1.3 claims
    and two to four waypoints a leg, 70 % with a figure, 30 % with a range of days. Documents stand in the
    order of their days and claims in that of their documents, as one who reads reports in turn writes them.

    Parameters
    ----------
    legs : int
        How many movements are reported.
    quotes : bool
        Whether each claim quotes 100 characters of its own.
    seed : int
        The same seed makes the same dossier.

    Returns
    -------
    Dossier
        Self-contained: no name in it has to be looked up.
    """
    chosen = random.Random(seed)
    ground = _ground(chosen)
    claims = sorted(_claims(legs, ground, chosen), key=lambda claim: claim["in"])
    spoken = iter(generated_quotes(len(claims), seed=seed)) if quotes else itertools.repeat(None)
    rows: dict[str, dict[str, Any]] = {}
    for number, (claim, words) in enumerate(zip(claims, spoken, strict=False), start=1):
        claim["in"] = f"report-{claim['in'] + 1}"
        rows[f"c{number}"] = claim if words is None else claim | {"words": words}
    rows |= _responses(chosen)
    return gm.Dossier(
        title=f"{legs:,} movements that were made up",
        as_of=_day(_DAYS + 30),
        documents={f"report-{row + 1}": _document(row) for row in range(_DOCUMENTS)},
        speakers={f"s{row + 1}": _speaker(row, chosen) for row in range(_SPEAKERS)},
        forces={f"f{row + 1}": {"name": _force(row)} for row in range(_FORCES)},
        places={
            name: {"id": f"made-up:{row + 1}", "lon": lon, "lat": lat, "kind": "town"}
            for row, (name, (lon, lat)) in enumerate(zip(ground.names, ground.positions, strict=True))
        },
        questions={"all": "Did any of this take place?"},
        claims=rows,
    )


@lru_cache(maxsize=2)
def generated_model(legs: int, quotes: bool = False) -> gm.MovementModel:  # noqa: FBT001, FBT002  # lru_cache keys
    """Return the model of `generated_dossier`, kept while the process runs: building it takes seconds."""
    model = gm.build(generated_dossier(legs, quotes=quotes))
    if len(model.records.legs) != legs:
        raise AssertionError(f"{len(model.records.legs)} legs were made, not {legs}")
    return model


def generated_quotes(count: int, *, seed: int = 4) -> list[str]:
    """Return distinct quotes of 100 characters each, of words that are as frequent as Zipf's law has it."""
    chosen = random.Random(f"quotes {seed}")
    words = _words(_VOCABULARY, chosen, most_syllables=4)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
    found: dict[str, None] = {}
    while len(found) < count:
        text = ""
        while len(text) < _QUOTE_CHARACTERS:
            text += words[bisect.bisect(weights, chosen.random() * weights[-1])] + " "
        found[text[:_QUOTE_CHARACTERS].rstrip().ljust(_QUOTE_CHARACTERS, ".")] = None
    return list(found)


def _claims(legs: int, ground: _Ground, chosen: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the claims of the legs; a document stands as its row until they are in order."""
    seen: set[tuple[Any, ...]] = set()
    more = round(legs * (CLAIMS_A_LEG - 1))
    with_more = set(chosen.sample(range(legs), more))
    for row in range(legs):
        claim = _claim(ground, chosen)
        # Claims that say the same in the same week would be one leg.
        while (key := _key(claim)) in seen:
            claim = _claim(ground, chosen)
        seen.add(key)
        yield claim
        if row in with_more:
            yield _repeated(claim, chosen)


def _claim(ground: _Ground, chosen: random.Random) -> dict[str, Any]:
    document = chosen.randrange(_DOCUMENTS)
    published = document * _DAYS // _DOCUMENTS
    phase = _weighted(_PHASES, chosen)
    stops = _stops(ground, chosen)
    # What is reported happened in the month before, what is planned comes in the month after.
    day = published + (chosen.randint(1, 30) if phase in ("expected", "intended") else -chosen.randint(0, 30))
    when: Any = _day(day)
    if chosen.random() < _RANGE_SHARE:
        when = {
            "from": when,
            "to": _day(day + chosen.randint(1, 9)),
            "how": chosen.choice(("within", "throughout")),
        }
    claim = {
        "kind": "movement",
        "in": document,
        "said_by": f"s{chosen.randrange(_SPEAKERS) + 1}",
        "said": _day(published - chosen.choice((0, 0, 0, 1, 2))),
        "force": f"f{chosen.randrange(_FORCES) + 1}",
        "phase": phase,
        "mode": _weighted(_MODES, chosen),
        "when": when,
        "from": ground.names[stops[0]],
        "via": [ground.names[stop] for stop in stops[1:-1]] or None,
        "to": ground.names[stops[-1]],
        "strength": _strength(chosen) if chosen.random() < _STRENGTH_SHARE else None,
        "attribution": _weighted(_ATTRIBUTIONS, chosen),
    }
    return {name: value for name, value in claim.items() if value is not None}


def _key(claim: dict[str, Any]) -> tuple[Any, ...]:
    return claim["force"], claim["phase"], claim["from"], tuple(claim.get("via", ())), claim["to"]


def _repeated(claim: dict[str, Any], chosen: random.Random) -> dict[str, Any]:
    """Return what another voice says of the same movement, some days later."""
    document = min(claim["in"] + chosen.randint(0, 20), _DOCUMENTS - 1)
    other = (int(claim["said_by"][1:]) + chosen.randrange(_SPEAKERS - 1)) % _SPEAKERS + 1
    again = claim | {
        "in": document,
        "said_by": f"s{other}",
        "said": _day(document * _DAYS // _DOCUMENTS - chosen.choice((0, 0, 1))),
    }
    again.pop("attribution", None)
    if "strength" in again and chosen.random() < 0.5:
        again["strength"] = _strength(chosen)
    return again


def _strength(chosen: random.Random) -> Any:
    rough = 10 ** chosen.uniform(1.3, 4)
    digits = 10 ** (math.floor(math.log10(rough)) - chosen.choice((0, 1, 1)))
    number = max(1, round(rough / digits)) * digits
    figure = int(max(number, 10))
    way = chosen.random()
    if way < 0.5:
        return figure
    if way < 0.7:
        return f"about {figure}"
    return f"up to {figure}" if way < 0.85 else {"low": figure, "high": figure * 2}


def _stops(ground: _Ground, chosen: random.Random) -> list[int]:
    """Return two to four places in the order of travel, mostly neighbours, none twice."""
    stops = [chosen.randrange(PLACES)]
    length = chosen.randint(2, 4)
    while len(stops) < length:
        far = chosen.random() < _FAR_SHARE
        stop = chosen.randrange(PLACES) if far else chosen.choice(ground.nearest[stops[-1]])
        if stop not in stops:
            stops.append(stop)
    return stops


def _ground(chosen: random.Random) -> _Ground:
    """Return places in clusters over a part of the world that is about as large as Europe."""
    centres = [(chosen.uniform(24.0, 58.0), chosen.uniform(43.0, 60.0)) for _ in range(40)]
    positions: dict[tuple[float, float], None] = {}
    while len(positions) < PLACES:
        if chosen.random() < 0.7:
            lon, lat = chosen.choice(centres)
            lon, lat = chosen.gauss(lon, 1.2), chosen.gauss(lat, 0.8)
        else:
            lon, lat = chosen.uniform(22.0, 60.0), chosen.uniform(42.0, 62.0)
        positions[round(lon, 4), round(lat, 4)] = None
    places = list(positions)
    names = [word.title() for word in _words(PLACES, chosen, most_syllables=3)]
    return _Ground(names, places, [_neighbours(row, places) for row in range(PLACES)])


def _neighbours(row: int, places: list[tuple[float, float]]) -> list[int]:
    lon, lat = places[row]
    narrower = math.cos(math.radians(lat)) ** 2
    apart = [(lat - north) ** 2 + narrower * (lon - east) ** 2 for east, north in places]
    return sorted(range(len(places)), key=apart.__getitem__)[1 : _NEAREST + 1]


def _words(count: int, chosen: random.Random, *, most_syllables: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chosen.choices(_SYLLABLES, k=chosen.randint(2, most_syllables)))] = None
    return list(found)


def _document(row: int) -> dict[str, Any]:
    published = _day(row * _DAYS // _DOCUMENTS)
    return {
        "title": f"Report {row + 1}",
        "publisher": f"Paper {row % 30 + 1}",
        "published": published,
        "url": f"https://example.org/{published}/{row + 1}",
    }


def _speaker(row: int, chosen: random.Random) -> dict[str, Any]:
    return {
        "name": f"Ministry {row + 1}" if row % 2 else f"Staff officer {row + 1}",
        "country": chosen.choice(("UA", "RU", "KR", "US")),
        "party": row % 3 == 0,
    }


def _force(row: int) -> str:
    return f"{('Brigade', 'Regiment', 'Division')[row % 3]} {row + 1}"


def _responses(chosen: random.Random) -> dict[str, dict[str, Any]]:
    stances = ("denies", "cannot confirm", "not confirmed")
    return {
        f"r{row + 1}": {
            "kind": "response",
            "in": f"report-{chosen.randrange(_DOCUMENTS) + 1}",
            "said_by": f"s{row + 1}",
            "said": _day(_DAYS - row),
            "about": "all",
            "stance": stances[row % len(stances)],
        }
        for row in range(_RESPONSES)
    }


def _weighted(weights: dict[Any, int], chosen: random.Random) -> Any:
    return chosen.choices(list(weights), list(weights.values()))[0]


def _day(number: int) -> str:
    return (_FIRST_DAY + timedelta(days=number)).isoformat()


def main() -> None:
    """Write the dossier as JSON."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.generated",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("legs", type=int, help="how many movements, such as 100000")
    parser.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="where to (default: here)")
    parser.add_argument("--quotes", action="store_true", help="let each claim quote 100 characters")
    wanted = parser.parse_args()
    path = wanted.out / f"generated-{wanted.legs}{'-quotes' if wanted.quotes else ''}.json"
    wanted.out.mkdir(parents=True, exist_ok=True)
    generated_dossier(wanted.legs, quotes=wanted.quotes).save(path)
    print(path)


if __name__ == "__main__":
    main()
