"""Fit the weights with which names are resolved, and write geomoves/places/data/likelihood.json.

``GEOMOVES_EVALUATION_DATA=… python -m scripts.fit_likelihood [--write]`` reads the corpora that
`benchmarks.corpora` names, fits on all of them, each with the same weight, and prints what the model gets
right in documents that it was not fitted on (five folds, by document). Only weights are written: nothing of
the corpora's texts, names or places.

The model is a conditional logit: of the candidates of a mention, and of "none of them", those within 161 km
of the truth are right, the nearer the more. First the weights of a candidate by itself, then those with its
company, which is counted with the shares that the weights so far give; that is repeated until it settles.
A weight of company that would speak against being near others, or in their country, is held at 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.corpora import CORPORA, Annotated, corpus
from benchmarks.resolution import RIGHT_WITHIN_KM, calibration_error
from geomoves.places.curated import curated_file, read_gazetteers
from geomoves.places.distance import haversine_km
from geomoves.places.index import NameIndex
from geomoves.places.resolution.company import Company
from geomoves.places.resolution.document import Document
from geomoves.places.resolution.documentnames import doubts_of, pairs_beside
from geomoves.places.resolution.likelihood import COMPANY, ITSELF, Weights, itself, score
from geomoves.places.resolution.resolving import Resolver, weigh, weighed
from geomoves.places.resolution.verdicts import judge
from geomoves.places.world import world_layer

Array = NDArray[np.float64]

TARGET = Path(__file__).resolve().parent.parent / "geomoves" / "places" / "data" / "likelihood.json"
NEAR_KM = 100.0  # a right candidate counts e times less when it is this much farther from the truth
FOLDS = 5
ROUNDS = 3
RIDGE = 2.0
SAME_WEIGHT = 4000.0  # as many mentions each corpus counts for
MAY_BE_NEGATIVE = frozenset({"holds others"})


@dataclass(slots=True)
class Fitted:
    """One document, laid out once."""

    company: Company | None
    itself: Array
    extra: Array
    doubt: Array
    starts: NDArray[np.intp]
    # For each mention: the number of its name, how right each candidate is, how many are alike.
    asked: list[tuple[int, Array, int]]
    without: int  # mentions without a candidate
    weight: float


def document_of(annotated: Annotated) -> Document:
    """Return what the resolver is told of a text."""
    return Document(annotated.text, int(annotated.date[:4]) if annotated.date else None)


def lay_out(resolver: Resolver, annotated: Annotated, weight: float) -> Fitted:
    """Lay a text out as the resolver does, with what is right."""
    document = document_of(annotated)
    laid_out, names = resolver.lay_out(annotated.mentions, document)
    questions = dict(zip(annotated.mentions, laid_out, strict=True))
    listed = list(names.values())
    number = {sense: place for place, sense in enumerate(names)}
    rows = [[resolver.row(match) for match in name.matches] for name in listed]
    counted = np.array([itself(row) for of_name in rows for row in of_name]).reshape(-1, len(ITSELF))
    asked: dict[tuple[int, tuple[float, ...]], int] = {}
    without = 0
    for truth in annotated.truths:
        question = questions[truth.mention]
        if not question.matches:
            without += 1
            continue
        distances = np.array(
            [haversine_km(truth.lon, truth.lat, *match.place.lonlat) for match in question.matches]
        )
        right = np.where(distances <= RIGHT_WITHIN_KM, np.exp(-distances / NEAR_KM), 0.0)
        alike = (number[question.sense], tuple(right))
        asked[alike] = asked.get(alike, 0) + 1
    doubts = doubts_of(listed, document)
    beside = pairs_beside(listed, document.text)
    joint = Company([name.columns for name in listed], beside, doubts) if listed else None
    sizes = [len(of_name) for of_name in rows]
    return Fitted(
        joint, counted, np.array([row.extra for of_name in rows for row in of_name]), np.array(doubts),
        np.cumsum([0, *sizes]),
        [(name, np.array(right), times) for (name, right), times in asked.items()], without, weight,
    )  # fmt: skip


@dataclass(slots=True)
class Logit:
    """The choices of all mentions in one table."""

    features: Array
    offset: Array
    right: Array
    starts: NDArray[np.intp]
    choice: NDArray[np.intp]
    none_offset: Array
    weight: Array

    @classmethod
    def of(cls, documents: Sequence[Fitted], features: Sequence[Array]) -> Logit:
        """Return the choices of some documents, given what is counted of every candidate."""
        tables, offsets, rights, sizes, none, weight = [], [], [], [], [], []
        for document, table in zip(documents, features, strict=True):
            for name, right, times in document.asked:
                rows = slice(document.starts[name], document.starts[name + 1])
                tables.append(table[rows])
                offsets.append(document.extra[rows])
                rights.append(right)
                sizes.append(len(right))
                none.append(document.doubt[name])
                weight.append(document.weight * times)
        return cls(
            np.concatenate(tables), np.concatenate(offsets), np.concatenate(rights),
            np.cumsum([0, *sizes])[:-1], np.repeat(np.arange(len(sizes)), sizes), np.array(none),
            np.array(weight),
        )  # fmt: skip

    def fit(self, start: Array, free: NDArray[np.bool_]) -> Array:
        """Return the weights, that of "none of them" last, by Newton's method."""
        found = start.copy()
        active = np.append(free, True)
        for _ in range(40):
            logits = self.features @ found[:-1] + self.offset
            none = found[-1] + self.none_offset
            most = np.maximum(np.maximum.reduceat(logits, self.starts), none)
            likely = np.exp(logits - most[self.choice])
            by_none = np.exp(none - most)
            total = np.add.reduceat(likely, self.starts) + by_none
            good = np.add.reduceat(likely * self.right, self.starts)
            any_good = np.add.reduceat(self.right, self.starts) > 0
            share = likely / total[self.choice]
            wanted = np.where(
                any_good[self.choice], likely * self.right / np.maximum(good, 1e-300)[self.choice], 0.0
            )
            weight = self.weight[self.choice]
            slope = np.append(
                self.features.T @ (weight * (wanted - share)) - RIDGE * found[:-1],
                self.weight @ (np.where(any_good, 0.0, 1.0) - by_none / total),
            )
            table = np.append(self.features, np.zeros((len(share), 1)), 1)
            mean = np.add.reduceat(table * share[:, None], self.starts)
            mean[:, -1] = by_none / total
            bend = (table * (weight * share)[:, None]).T @ table
            bend[-1, -1] += self.weight @ (by_none / total)
            bend -= (mean * self.weight[:, None]).T @ mean
            bend[np.arange(len(found) - 1), np.arange(len(found) - 1)] += RIDGE
            bend[-1, -1] += 1e-6
            step = np.zeros(len(found))
            step[active] = np.linalg.solve(bend[np.ix_(active, active)], slope[active])
            step *= min(1.0, 1.0 / np.abs(step).max())
            found += step
            if np.abs(step).max() < 1e-3:
                break
        return found


def fit(documents: Sequence[Fitted]) -> Weights:
    """Return the weights that some documents teach."""
    listed = [document for document in documents if document.asked]
    all_free = np.ones(len(ITSELF), dtype=bool)
    alone = Logit.of(listed, [document.itself for document in listed]).fit(
        np.append(np.zeros(len(ITSELF)), 2.0), all_free
    )
    found = np.concatenate((alone[:-1], np.zeros(len(COMPANY)), alone[-1:]))
    by = _weights(alone, found)
    shares = [first(document, by) for document in listed]
    free = np.ones(len(ITSELF) + len(COMPANY), dtype=bool)
    for _ in range(ROUNDS):
        tables = [
            np.append(document.itself, document.company.counted(share), 1)
            for document, share in zip(listed, shares, strict=True)
            if document.company
        ]
        logit = Logit.of(listed, tables)
        found = logit.fit(found, free)
        for number, name in enumerate(COMPANY, len(ITSELF)):
            if found[number] < 0 and name not in MAY_BE_NEGATIVE:
                free[number], found[number] = False, 0.0
        if not free.all():
            found = logit.fit(found, free)
        by = _weights(alone, found)
        shares = [last(document, by) for document in listed]
    return by


def _weights(alone: Array, found: Array) -> Weights:
    count = len(ITSELF)
    return Weights(tuple(alone[:-1]), tuple(found[:count]), tuple(found[count:-1]), alone[-1], found[-1])


def first(document: Fitted, by: Weights) -> Array:
    """Return the shares of the first round."""
    assert document.company is not None
    document.company.alone = document.itself @ np.array(by.alone) + document.extra
    return document.company.first(by)


def last(document: Fitted, by: Weights) -> Array:
    """Return the shares of the last round."""
    assert document.company is not None
    document.company.alone = document.itself @ np.array(by.alone) + document.extra
    document.company.together = document.itself @ np.array(by.together) + document.extra
    return np.array(document.company.weigh(by).share)


@dataclass(frozen=True, slots=True)
class Given:
    """The answer to one mention: its share, whether evidence agreed on it, whether it is right."""

    share: float
    agreed: bool
    right: bool


def answers(resolver: Resolver, annotated: Annotated) -> list[Given]:
    """Return the answers to the mentions of one text."""
    document = document_of(annotated)
    laid_out, names = resolver.lay_out(annotated.mentions, document)
    questions = dict(zip(annotated.mentions, laid_out, strict=True))
    context = weigh(names, document, laid_out, resolver.weights)
    made = []
    for truth in annotated.truths:
        asked = questions[truth.mention]
        listed = weighed(asked, names)
        if listed is None:
            made.append(Given(0.0, agreed=False, right=False))
            continue
        km = haversine_km(truth.lon, truth.lat, *listed.best.place.lonlat)
        agreed = judge(asked, listed, context).agreed
        made.append(Given(listed.most, agreed=agreed, right=km <= RIGHT_WITHIN_KM))
    return made


def calibrate(given: Sequence[Given], weight: Sequence[float]) -> tuple[float, float, float]:
    """Return slope, shift and what agreement adds, from logits of shares to those of being right (Platt)."""
    share = np.clip(np.array([one.share for one in given]), 1e-6, 1 - 1e-6)
    agreed = np.array([float(one.agreed) for one in given])
    right = np.array([float(one.right) for one in given])
    table = np.stack((np.log(share / (1 - share)), np.ones(len(share)), agreed), 1)
    found = _logistic(table, right, np.array(weight))
    if found[2] < 0:
        # Evidence that agrees makes nothing less sure.
        found = np.append(_logistic(table[:, :2], right, np.array(weight)), 0.0)
    return float(found[0]), float(found[1]), float(found[2])


def _logistic(table: Array, right: Array, each: Array) -> Array:
    found = np.eye(table.shape[1])[0]
    for _ in range(50):
        likely = 1 / (1 + np.exp(-table @ found))
        bend = (table * (each * likely * (1 - likely))[:, None]).T @ table
        found += np.linalg.solve(bend, table.T @ (each * (right - likely)))
    return found


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the data file")
    wanted = parser.parse_args()
    index = NameIndex(read_gazetteers([curated_file()]), [world_layer()])
    resolver = Resolver(index)
    texts = [(name, text) for name in CORPORA for text in corpus(name)]
    each = {
        name: SAME_WEIGHT / sum(len(text.truths) for own, text in texts if own == name) for name in CORPORA
    }
    documents = [lay_out(resolver, text, each[name]) for name, text in texts]
    fold = np.random.default_rng(1).integers(0, FOLDS, len(documents))
    held_out: dict[str, list[Given]] = {name: [] for name in CORPORA}
    for number in range(FOLDS):
        by = fit([document for own, document in zip(fold, documents, strict=True) if own != number])
        for own, (name, text) in zip(fold, texts, strict=True):
            if own == number:
                held_out[name] += answers(Resolver(index, by), text)
    for name, given in held_out.items():
        print(f"{name}: {np.mean([one.right for one in given]):.4f} right in documents not fitted on")
    known = {name: [one for one in given if one.share > 0] for name, given in held_out.items()}
    slope, shift, agreed = calibrate(
        [one for given in known.values() for one in given],
        [SAME_WEIGHT / len(given) for given in known.values() for _ in given],
    )
    by = fit(documents)
    data: dict[str, Any] = {
        "about": "Weights of geomoves.places.resolution.likelihood; made by scripts/fit_likelihood.py",
        "alone": _named(ITSELF, by.alone),
        "together": _named(ITSELF, by.together),
        "company": _named(COMPANY, by.company),
        "nothing": _named(("alone", "together"), (by.nothing_alone, by.nothing_together)),
        "score": _named(("slope", "shift", "agreed"), (slope, shift, agreed)),
    }
    text = json.dumps(data, indent=2) + "\n"
    print(text)
    for name, given in known.items():
        scores = [(score(one.share, Weights.of(data), agreed=one.agreed), one.right) for one in given]
        print(f"{name}: calibration error {calibration_error(scores):.4f} in documents not fitted on")
    if wanted.write:
        TARGET.write_text(text, encoding="utf-8")


def _named(names: Sequence[str], values: Sequence[float]) -> dict[str, float]:
    return {name: round(float(value), 3) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    main()
