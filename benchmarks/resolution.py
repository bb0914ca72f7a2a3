"""How many place names of a text are put where they are, and how sure that is.

Measured on `benchmarks.corpora.CORPORA` with the spans given and nothing else known but the text and its
date. Right is what lies within 161 km (100 miles) of the truth, as published results have it. A name
without a candidate counts as wrong; of a name that is only guessed at, the first candidate counts.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.corpora import CORPORA, Annotated, corpus, evaluation_data
from benchmarks.measure import Measurement, median, median_of
from geomoves.places import Gazetteer, Resolution
from geomoves.places.distance import haversine_km

__all__ = ["Judged", "calibration_error", "judged", "measurements", "most_populous"]

RIGHT_WITHIN_KM, NEAR_KM = 161.0, 25.0
_FARTHEST_KM = 20_038.0  # half a great circle: how wrong a name without a candidate is

#: Least share right, of all mentions.
_TARGETS = {"lgl": 0.85, "wotr-train": 0.62}
_LEAST_RESOLVED, _LEAST_RIGHT_RESOLVED = 0.60, 0.95
_MOST_CALIBRATION_ERROR = 0.05
_LEAST_PER_SECOND = 8000.0
_BINS = 10
_COVERAGES = (0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """One mention's answer beside the truth.

    Parameters
    ----------
    km : float
        From the truth to the first candidate, kilometres.
    score : float
        0–1.
    status, kind : str
        The answer's status and the kind of the first candidate.
    """

    km: float
    score: float
    status: str
    kind: str

    @property
    def right(self) -> bool:
        """Whether it lies within 161 km."""
        return self.km <= RIGHT_WITHIN_KM


def resolve_all(gazetteer: Gazetteer, texts: Sequence[Annotated]) -> list[list[Resolution]]:
    """Return the answers to every mention of every text."""
    return [gazetteer.resolve(text.mentions, text=text.text, date=text.date) for text in texts]


def judged(texts: Sequence[Annotated], answers: Sequence[Sequence[Resolution]]) -> list[Judged]:
    """Return how far each answer is from the truth."""
    made: list[Judged] = []
    for text, given in zip(texts, answers, strict=True):
        for truth, answer in zip(text.truths, given, strict=True):
            if not answer.candidates:
                made.append(Judged(_FARTHEST_KM, 0.0, answer.status, "no candidate"))
                continue
            place = answer.candidates[0].place
            km = haversine_km(truth.lon, truth.lat, place.lon, place.lat)
            made.append(Judged(km, answer.score, answer.status, place.kind))
    return made


def most_populous(gazetteer: Gazetteer, texts: Sequence[Annotated]) -> list[float]:
    """Return how far, kilometres, the most populous candidate of each name is from the truth.

    The peer: what a look-up that sorts by population answers.
    """
    made: list[float] = []
    known: dict[str, tuple[float, float] | None] = {}
    for text in texts:
        for truth in text.truths:
            name = truth.mention.name
            if name not in known:
                found = gazetteer.lookup(name, limit=1000)
                best = max(found, key=lambda one: one.place.population or 0, default=None)
                known[name] = best.place.lonlat if best else None
            where = known[name]
            made.append(haversine_km(truth.lon, truth.lat, *where) if where else _FARTHEST_KM)
    return made


def share(values: Sequence[bool]) -> float:
    """Return the share that is true; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def area_under_errors(distances: Sequence[float]) -> float:
    """Return the area under the curve of the logarithms of all errors: 0 none, 1 all as far as can be."""
    return statistics.fmean(math.log1p(min(km, _FARTHEST_KM)) for km in distances) / math.log1p(_FARTHEST_KM)


def calibration_error(scored: Sequence[tuple[float, bool]]) -> float:
    """Return by how much scores and shares of right answers differ, over ten bins of the score."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for score, right in scored:
        bins[min(int(score * _BINS), _BINS - 1)].append((score, right))
    return sum(
        abs(statistics.fmean(score for score, _ in one) - share([right for _, right in one])) * len(one)
        for one in bins
        if one
    ) / max(1, len(scored))


def _figure(subject: str, value: float, unit: str, **more: object) -> Measurement:
    return median_of(subject, [value], unit, **more)  # type: ignore[arg-type]


def _accuracy(name: str, gazetteer: Gazetteer, texts: Sequence[Annotated]) -> Iterator[Measurement]:
    given = judged(texts, resolve_all(gazetteer, texts))
    peer = most_populous(gazetteer, texts)
    distances = [one.km for one in given]
    yield _figure(
        f"{name}: right within 161 km", share([one.right for one in given]), "of all", at_least=True,
        target=_TARGETS.get(name), peer="the most populous of the name",
        peer_value=share([km <= RIGHT_WITHIN_KM for km in peer]),
    )  # fmt: skip
    yield _figure(
        f"{name}: within 25 km", share([km <= NEAR_KM for km in distances]), "of all", at_least=True,
        peer="the most populous of the name", peer_value=share([km <= NEAR_KM for km in peer]),
    )  # fmt: skip
    yield _figure(
        f"{name}: median error", statistics.median(distances), "km",
        peer="the most populous of the name", peer_value=statistics.median(peer),
    )  # fmt: skip
    yield _figure(
        f"{name}: mean error", statistics.fmean(distances), "km",
        peer="the most populous of the name", peer_value=statistics.fmean(peer),
    )  # fmt: skip
    yield _figure(
        f"{name}: area under the errors", area_under_errors(distances), "of 1",
        peer="the most populous of the name", peer_value=area_under_errors(peer),
    )  # fmt: skip
    with_any = [one for one in given if one.kind != "no candidate"]
    yield _figure(f"{name}: coverage, with a candidate", len(with_any) / len(given), "of all", at_least=True)
    resolved = [one for one in given if one.status == "resolved"]
    promised = name == "lgl"
    yield _figure(
        f"{name}: resolved", len(resolved) / len(given), "of all", at_least=True,
        target=_LEAST_RESOLVED if promised else None,
    )  # fmt: skip
    yield _figure(
        f"{name}: right of the resolved", share([one.right for one in resolved]), "of them", at_least=True,
        target=_LEAST_RIGHT_RESOLVED if promised else None,
    )  # fmt: skip
    yield _figure(
        f"{name}: calibration error", calibration_error([(one.score, one.right) for one in with_any]), "of 1",
        target=_MOST_CALIBRATION_ERROR,
    )  # fmt: skip
    for kind in sorted({one.kind for one in with_any}):
        of_kind = [one for one in with_any if one.kind == kind]
        if len(of_kind) >= len(given) / 100:
            subject = f"{name}: right where the answer is {kind} ({len(of_kind)})"
            yield _figure(subject, share([one.right for one in of_kind]), "of them", at_least=True)
    surest = sorted(given, key=lambda one: -one.score)
    for coverage in _COVERAGES:
        first = surest[: round(coverage * len(surest))]
        subject = f"{name}: wrong among the surest {coverage:.0%}"
        yield _figure(subject, 1 - share([one.right for one in first]), "of them")


def _speeds(name: str, gazetteer: Gazetteer, texts: Sequence[Annotated], runs: int) -> Iterator[Measurement]:
    count = sum(len(text.truths) for text in texts)
    rates, rates_told = [], []
    for _ in range(runs):
        start = time.process_time()
        answers = resolve_all(gazetteer, texts)
        decided = time.process_time()
        # Reasons are put into words when they are looked at.
        for answer in (answer for given in answers for answer in given):
            assert all(one.reasons for one in (answer, *answer.candidates))
        rates.append(count / (decided - start))
        rates_told.append(count / (time.process_time() - start))
    yield median_of(f"{name}: mentions resolved", rates, "a second", target=_LEAST_PER_SECOND, at_least=True)
    yield median_of(f"{name}: … and all reasons read", rates_told, "a second", at_least=True)


def measurements(runs: int) -> Iterator[Measurement]:
    """Yield the accuracy on each corpus beside the peer's, and the speed; nothing without the corpora."""
    if evaluation_data() is None:
        print("resolution: skipped, GEOMOVES_EVALUATION_DATA names no folder with corpora")
        return
    gazetteer = Gazetteer(world=True)
    for name in CORPORA:
        texts = corpus(name)
        start = time.process_time()
        resolve_all(gazetteer, texts)
        yield median(f"{name}: the first time, CPU", [time.process_time() - start])
        yield from _accuracy(name, gazetteer, texts)
        yield from _speeds(name, gazetteer, texts, runs)
