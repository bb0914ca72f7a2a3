"""How likely each candidate of each name of a document is, given all of its names at once.

A candidate is likely by what it is (its kind, its size, how well the name fits) and by its company:
how much of what the other names may mean lies in its country, in its first-level area and near it.
Company is known only as well as the other names are, so the shares are worked out in rounds: first
each name by itself, then each by what the round before said of all others. Every round looks at all
names at once, so that their order changes nothing.

It is a log-linear model. Its weights stand in ``data/likelihood.json`` and were fitted by
``scripts/fit_likelihood.py``, which says on what.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log, log10
from operator import mul
from typing import Any, NamedTuple

from geomoves.places.distance import unit_vector
from geomoves.places.kinds import AREAS, SETTLEMENTS, WATERS

__all__ = [
    "COMPANY",
    "ITSELF",
    "SAME",
    "Columns",
    "Row",
    "Weights",
    "columns",
    "itself",
    "order",
    "score",
    "shares",
    "weights",
]

#: What is counted of a candidate by itself; the order is that of the weights.
ITSELF = (
    "country", "admin1", "admin2", "other area", "water", "site", "size", "size unknown", "area size",
    "other name", "fit",
)  # fmt: skip

#: What is counted of its company.
COMPANY = (
    "holds others", "within 40 km", "within 200 km", "in the country", "in the area", "country named",
    "area named", "area beside",
)  # fmt: skip

# Of a settlement whose population nobody wrote down, the power of ten.
_SIZE_BY_KIND = {"city": 5.0, "capital": 6.0, "town": 4.0, "village": 2.5, "settlement": 2.5}
_SIZE_ELSE = 2.0

# Of areas, the power of ten of the usual population: what counts is how much larger or smaller one is.
_USUAL_SIZE = {"country": 7.0, "admin1": 6.0, "admin2": 4.5}

# Not learned, for the corpora have no file written by hand: of namesakes, the one that is in it is likelier.
_HAND_MADE = 1.0

# Nor this: who writes all of a name, with its word for the kind, means that kind. "Lake Ladoga" is no town.
_SAYS_ITS_KIND = 4.0

#: From here on they are the name's.
_OF_NAME = ITSELF.index("other name")

_HIGHEST_SCORE = 0.9999

#: Shares are alike that are of one part in so many.
SAME = 1e9


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the model, as the data file has them.

    Parameters
    ----------
    alone, together : tuple of float
        Of `ITSELF`, for the first round and for the others.
    company : tuple of float
        Of `COMPANY`.
    nothing_alone, nothing_together : float
        Of the answer that it is no place that the gazetteer holds.
    slope, shift, agreed : float
        The score is the logistic of ``slope · logit(share) + shift``, with `agreed` added where evidence
        decides for the candidate and none for another.
    """

    alone: tuple[float, ...]
    together: tuple[float, ...]
    company: tuple[float, ...]
    nothing_alone: float
    nothing_together: float
    slope: float = 1.0
    shift: float = 0.0
    agreed: float = 0.0

    @classmethod
    def of(cls, data: dict[str, Any]) -> Weights:
        """Read them from the data file's content."""
        return cls(
            tuple(data["alone"][name] for name in ITSELF),
            tuple(data["together"][name] for name in ITSELF),
            tuple(data["company"][name] for name in COMPANY),
            data["nothing"]["alone"], data["nothing"]["together"],
            data["score"]["slope"], data["score"]["shift"], data["score"]["agreed"],
        )  # fmt: skip


@cache
def weights() -> Weights:
    """Return the weights that come with the package."""
    text = resources.files("geomoves.places").joinpath("data/likelihood.json").read_text(encoding="utf-8")
    return Weights.of(json.loads(text))


@dataclass(slots=True)
class Columns:
    """The candidates of one name, a row each.

    Parameters
    ----------
    alone, together : list of float
        What speaks for each by itself, in the first round and in the others: logarithms.
    named : list of float
        The part of it that its name has: what is neither its kind nor its size.
    by_hand : list of bool
        Whether somebody put it down for this subject.
    points : list of tuple
        Unit vectors.
    numbers : list of tuple
        Numbers of the country and the first-level area, below 0 for none; whether it is a country, whether
        it is a first-level area, and whether its point says little of where things are.
    sizes : list of int
        Populations, 0 where they are not known.
    least : int
        The lowest of these.
    any_by_hand : bool
        Whether one is put down by hand.
    arrays : object
        What the company of names makes of all this, once; None until then.
    """

    alone: list[float]
    together: list[float]
    named: list[float]
    by_hand: list[bool]
    points: list[tuple[float, float, float]]
    numbers: list[tuple[int, int, bool, bool, bool]]
    sizes: list[int]
    least: int = 0
    any_by_hand: bool = False
    arrays: Any = None


class Row(NamedTuple):
    """What the model asks of a candidate.

    Parameters
    ----------
    kind : str
        The kind of place.
    population : int
        0 when not known.
    lon, lat : float
        WGS 84 degrees.
    country, area : str
        Code of the country, code or id of the first-level area; empty for none.
    fit : float
        Above 0, at most 1.
    other_name : bool
        Whether the name is not its usual one.
    capital : bool
        Whether it is a national capital. Texts name those for governments, so that they say little of where
        things are.
    weight : float
        Above 0, at most 1: how much the name counts for it beside the model.
    by_hand : bool
        Whether somebody put it down for this subject, under this name.
    says_kind : bool
        Whether the name, all of it, says what kind of lake, port or other single thing it is.
    """

    kind: str
    population: int
    lon: float
    lat: float
    country: str
    area: str
    fit: float
    other_name: bool
    capital: bool
    weight: float
    by_hand: bool
    says_kind: bool = False

    @property
    def extra(self) -> float:
        """What speaks for it beside the model, a logarithm."""
        said = _SAYS_ITS_KIND if self.says_kind else 0.0
        return log(self.weight) + (_HAND_MADE if self.by_hand else 0.0) + said


_numbers: dict[str, int] = {}


def _number(code: str) -> int:
    return _numbers.setdefault(code, len(_numbers)) if code else -1


def _beyond_usual(kind: str, size: float) -> float:
    beyond = size - _USUAL_SIZE[kind]
    # Monaco and Iceland are named far oftener than provinces of their size: no state counts as a small one.
    return max(0.0, beyond) if kind == "country" else beyond


def itself(row: Row) -> tuple[float, ...]:
    """Return what is counted of a candidate by itself, in the order of `ITSELF`."""
    kind = row.kind
    settled = kind in SETTLEMENTS or kind == "place"
    known = row.population > 0
    size = log10(row.population) if known else _SIZE_BY_KIND.get(kind, _SIZE_ELSE)
    area, water = kind in AREAS, kind in WATERS
    named = kind in ("country", "admin1", "admin2")
    return (
        float(kind == "country"), float(kind == "admin1"), float(kind == "admin2"), float(area and not named),
        float(water), float(not settled and not area and not water), size if settled else 0.0,
        float(settled and not known), _beyond_usual(kind, size) if named and known else 0.0,
        float(row.other_name), log(row.fit),
    )  # fmt: skip


def columns(rows: Iterable[Row], by: Weights) -> Columns:
    """Return the columns of the candidates of one name."""
    made = Columns([], [], [], [], [], [], [])
    for row in rows:
        counted = itself(row)
        made.alone.append(sum(map(mul, counted, by.alone)) + row.extra)
        made.together.append(sum(map(mul, counted, by.together)) + row.extra)
        made.named.append(sum(map(mul, counted[_OF_NAME:], by.together[_OF_NAME:])) + log(row.weight))
        made.by_hand.append(row.by_hand)
        made.points.append(unit_vector(row.lon, row.lat))
        kind = row.kind
        label = row.capital or kind in WATERS or (kind in AREAS and kind not in ("admin2", "admin3"))
        made.numbers.append(
            (_number(row.country), _number(row.area), kind == "country", kind == "admin1", label)
        )
        made.sizes.append(row.population)
    made.least, made.any_by_hand = min(made.sizes, default=0), any(made.by_hand)
    return made


def shares(logarithms: Sequence[float], nothing: float) -> list[float]:
    """Return the shares of candidates with such weights against each other and against nothing at all.

    Examples
    --------
    >>> shares([0.0, 0.0], 0.0) == [1 / 3, 1 / 3]
    True
    """
    most = max(nothing, *logarithms)
    likely = [exp(one - most) for one in logarithms]
    total = sum(likely) + exp(nothing - most)
    return [one / total for one in likely]


def order(shares: Sequence[float]) -> list[int]:
    """Return the numbers of candidates, the likeliest first.

    What is alike but for the last bits of a sum stays in its order.

    Examples
    --------
    >>> order([0.2, 0.5, 0.2 + 1e-12])
    [1, 0, 2]
    """
    if len(shares) == 1:
        return [0]
    rounded = [-round(one * SAME) for one in shares]
    return sorted(range(len(shares)), key=rounded.__getitem__)


def score(share: float, by: Weights, *, agreed: bool, more: float = 0.0) -> float:
    """Return how likely it is that a candidate with this share is right.

    Parameters
    ----------
    share : float
        0–1.
    by : Weights
        With the calibration.
    agreed : bool
        Whether evidence decides for it and none for another.
    more : float
        What speaks for it beside the model, a logarithm.
    """
    share = min(max(share, 1e-9), 1 - 1e-9)
    logit = by.slope * log(share / (1 - share)) + by.shift + by.agreed * agreed + more
    return min(1 / (1 + exp(-logit)), _HIGHEST_SCORE)
