"""What the names of one document say about each other's candidates: the joint part of the likelihood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, inf, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geomoves.places.distance import MEAN_RADIUS_KM
from geomoves.places.resolution.likelihood import COMPANY, SAME, Columns, Weights

__all__ = ["Company", "Weighed"]

Array = NDArray[np.float64]
# "country" or "area", and its number.
_Group = tuple[str, int]

_NEAR_KM = (40.0, 200.0)
_ROUNDS = 2

# Company is the logarithm of a sum over others: what stands in for "a little" when there is none, and how
# much of it a name has on average for each other one, so that a name alone is neither helped nor hurt.
# Each sum is counted in such littles: adding one to all of them is done in one go.
_LITTLES = np.array([0.1, 0.05, 0.05, 0.3, 0.1, 0.2, 0.1, 1.0])
_USUAL = np.array([0.2, 0.1, 0.1, 0.5, 0.2]) / _LITTLES[:5]
# Once or twice named, or named beside it, is the same; so much of it counts at most.
_MOST = np.array([1.0, 1.0, 1.0])[:, None] / _LITTLES[5:, None]

# The rows of what is counted, in the order of `COMPANY`: two by distance, four by country and by area, one by
# what stands beside it. The first five have a usual measure, the others are limited.
_HOLDS_OTHERS, _IN_AREA, _AREA_NAMED, _BESIDE = 0, 4, 6, 7
_BY_DISTANCE, _BY_GROUP = slice(1, 3), slice(3, 7)
_PARTS = 4
_HAVE_USUAL = 5
_AREA_BY_OTHERS = float(_LITTLES[_IN_AREA] / _LITTLES[_HOLDS_OTHERS])
_NAMED_BY_OTHERS = float(_LITTLES[_AREA_NAMED] / _LITTLES[_HOLDS_OTHERS])
# Numpy would make one of each plain number, in every call.
_ONE, _FAR = np.array(1.0), np.array(inf)

# The rows of what is known of each candidate, see `_Arrays`.
_ALONE, _TOGETHER, _AREA, _IS_POINT = 0, 1, 2, 3
_POINT, _TURNED, _COUNTED = slice(4, 8), slice(8, 12), slice(12, None)

_MEAN_DIAMETER_KM = 2 * MEAN_RADIUS_KM

# What the cosine of two places lacks to 1, halved, is the square of half the chord over the radius. Of a
# bell with long tails, 1 at the spot, that is ½ at so many kilometres.
_HALVES = tuple((near_km / _MEAN_DIAMETER_KM) ** 2 for near_km in _NEAR_KM)
_FARTHER = _HALVES[1] - _HALVES[0]
_NEAR_LITTLES = tuple((np.array(_HALVES) / _LITTLES[_BY_DISTANCE]).tolist())

# No population that can be makes a place likelier by itself, a logarithm.
_SUREST = 500.0

# As many pairs of candidates are held at once; of a longer document, some rows at a time.
_MOST_PAIRS = 4_000_000
# Of more pairs BLAS wakes threads, for this little.
_MOST_FOR_BLAS = 8_000
# As many are worked on at once: what fits into a processor's cache.
_AT_ONCE = 20_000


class Weighed(NamedTuple):
    """What the model says of a document's candidates, in the order of its names.

    Parameters
    ----------
    share : list of float
        How likely each is; what the shares of one name lack to 1 is that it is none of them.
    company : list of float
        What its company says for it, a logarithm.
    order : list of int
        Of each name the numbers of its candidates, the likeliest first, as `likelihood.order` has them.
    """

    share: list[float]
    company: list[float]
    order: list[int]


class Company:
    """The candidates of all names of a document, each in the company of the others'.

    Parameters
    ----------
    names : sequence of Columns
        At least one, none without candidates.
    beside : iterable of (int, int)
        Numbers of names that are followed by another right away: "Franklin Tex.".
    doubts : sequence of float
        For each name what speaks, beside the model, for its being no place at all: a logarithm.
    """

    def __init__(
        self, names: Sequence[Columns], beside: Iterable[tuple[int, int]], doubts: Sequence[float]
    ) -> None:
        arrays = [name.arrays or _arrays(name) for name in names]
        sizes = [one.count for one in arrays]
        ends = list(accumulate(sizes))
        starts = [0, *ends[:-1]]
        self._namesakes = [slice(end - size, end) for end, size in zip(ends, sizes, strict=True) if size > 1]
        self._starts = np.array(starts)
        number = np.arange(len(sizes)).repeat(sizes)
        #: For each candidate the number of its name.
        self.name = number
        floats = np.concatenate([one.floats for one in arrays], axis=1)
        #: What speaks for each candidate by itself: in the first round as a power of e, in the others as a
        #: logarithm.
        self._likely_alone, self._together, self._is_area = floats[_ALONE], floats[_TOGETHER], floats[_AREA]
        self._is_point, self._points, self._turned = floats[_IS_POINT], floats[_POINT], floats[_TURNED]
        #: Of what each candidate counts for, the parts that are summed by group; twice, see `_Arrays`.
        self._parts = floats[_COUNTED]
        groups = np.concatenate([one.groups for one in arrays], axis=1)
        # The groups of the candidates of one name are numbered behind those of all.
        groups[_PARTS:] += (self._starts * _PARTS + max([one.groups_end for one in arrays]))[number]
        self._summed_by = groups.reshape(-1)
        self._beside = _pairs_beside(arrays, starts, beside)
        self._doubts = np.exp(doubts)
        self._near: Array | None = None

    def weigh(self, by: Weights) -> Weighed:
        """Share the likelihood among the candidates of every name."""
        share = self.first(by)
        weights = np.array(by.company)
        nothing = self._doubts * exp(by.nothing_together)
        for _ in range(_ROUNDS):
            said = weights.dot(self._counted(share))
            share = self._shares(np.exp(said + self._together), nothing)
        order = np.lexsort((np.rint(share * -SAME), self.name))
        order -= self._starts[self.name]
        return Weighed(share.tolist(), said.tolist(), order.tolist())

    def first(self, by: Weights) -> Array:
        """Return the shares of every name by itself."""
        return self._shares(self._likely_alone, self._doubts * exp(by.nothing_alone))

    def _shares(self, likely: Array, nothing: Array) -> Array:
        total = np.add.reduceat(likely, self._starts)
        total += nothing
        shares: Array = likely / total[self.name]
        return shares

    def counted(self, share: Array) -> Array:
        """Return what is counted of each candidate's company, given the shares.

        Returns
        -------
        array (n, len(COMPANY))
            Logarithms; 0 where there is no more and no less than usual.
        """
        return self._counted(share).T

    def _counted(self, share: Array) -> Array:
        # Documents are short: what a call of numpy costs counts here, not what it works out. Hence few of
        # them, on whole stretches of memory.
        count = len(share)
        sums = np.empty((len(COMPANY), count))
        groups = np.bincount(self._summed_by, (self._parts * share).reshape(-1))[self._summed_by]
        summed = _PARTS * count
        np.subtract(groups[:summed], groups[summed:], out=sums[_BY_GROUP].reshape(-1))
        self._nearby(share * self._is_point, sums[_BY_DISTANCE])
        holds, named = sums[_HOLDS_OTHERS], sums[_AREA_NAMED]
        np.multiply(sums[_IN_AREA], _AREA_BY_OTHERS, out=holds)
        holds += named * _NAMED_BY_OTHERS
        if self._beside is None:
            sums[_BESIDE] = 0.0
        else:
            before, after = self._beside
            sums[_BESIDE] = np.bincount(before, share[after], minlength=count)
        limited = sums[_HAVE_USUAL:]
        np.minimum(limited, _MOST, out=limited)
        of_name = np.add.reduceat(share, self._starts)
        usual = np.multiply.outer(_USUAL, (np.add.reduce(of_name) - of_name)[self.name])
        usual += _ONE
        sums += _ONE
        sums[:_HAVE_USUAL] /= usual
        np.log(sums, out=sums)
        holds *= self._is_area
        return sums

    def _nearby(self, share: Array, out: Array) -> None:
        """Write down, for each scale, how much of the others' candidates is near each candidate."""
        count = len(share)
        if count**2 <= _MOST_PAIRS:
            if self._near is None:
                self._near = self._nearness(0, count)
            _multiplied(self._near, share, out)
            return
        step = _MOST_PAIRS // count
        for start in range(0, count, step):
            end = min(start + step, count)
            for scale, near in zip(out, self._nearness(start, end), strict=True):
                _multiplied(near, share, scale[start:end])

    def _nearness(self, start: int, end: int) -> Array:
        """Return for some candidates how near each of all others is: for each scale (end - start, n)."""
        count = len(self.name)
        near = np.empty((len(_NEAR_KM), end - start, count))
        step = max(1, _AT_ONCE // count)
        for first in range(start, end, step):
            last = min(first + step, end)
            self._fill_nearness(first, last, near[:, first - start : last - start])
        return near

    def _fill_nearness(self, start: int, end: int, near: Array) -> None:
        apart, farther = near
        np.matmul(self._points[:, start:end].T, self._turned, out=apart)
        # As if they were endlessly far: nobody is his own company, and neither are his namesakes.
        apart.reshape(-1)[start :: len(self.name) + 1] = _FAR
        for own in self._namesakes:
            if not start:
                apart[own, own] = _FAR
            elif start < own.stop:
                apart[max(own.start - start, 0) : own.stop - start, own] = _FAR
        np.add(apart, _FARTHER, out=farther)
        for scale, half in zip(near, _NEAR_LITTLES, strict=True):
            np.divide(half, scale, out=scale)


def _multiplied(rows: Array, by: Array, out: Array) -> None:
    """Write down the products of the rows of a matrix, or of several, with a vector."""
    rows, out = rows.reshape(-1, len(by)), out.reshape(-1)
    step = max(1, _MOST_FOR_BLAS // len(by))
    for start in range(0, len(rows), step):
        rows[start : start + step].dot(by, out[start : start + step])


@dataclass(frozen=True, slots=True)
class _Arrays:
    """The candidates of one name as the company takes them: a row each for what is known, a column for each.

    Parameters
    ----------
    count : int
        How many there are.
    groups_end : int
        Above all numbers of the first four rows of `groups`.
    floats : array (20, count)
        What speaks for it alone, as a power of e, and together; 1 for a first-level area and for what is no
        label; its vector, √½ long, and 1; what gives, multiplied with those of another, the first of
        `_HALVES` more than what lies between the two; twice what counts of it for others in its country (all
        of it) and in its area (all but the area itself), and what of it is that country and that area, 0
        where it is in none.
    groups : array (8, count)
        Under which numbers these parts are summed: one of its country or area and of the part; then one of
        those among the candidates of this name alone, which are no company and are taken off.
    members : dict
        Which candidates are in each country and in each area.
    areas : list of tuple
        The countries and areas that are among the candidates themselves, each with its candidate's number.
    """

    count: int
    groups_end: int
    floats: Array
    groups: NDArray[np.int64]
    members: dict[_Group, list[int]]
    areas: list[tuple[_Group, int]]


def _arrays(of: Columns) -> _Arrays:
    country, area, is_country, is_area, is_label = (
        np.array(column) for column in zip(*of.numbers, strict=True)
    )
    in_country, in_area = country >= 0, area >= 0
    parts = [in_country, ~is_area & in_area, is_country & in_country, is_area & in_area]
    parts = [part / little for part, little in zip(parts, _LITTLES[_BY_GROUP], strict=True)]
    points, ones = np.array(of.points).T * sqrt(0.5), np.ones(len(country))
    # A power of e that no float can be says nothing; company adds some tens at most.
    alone, together = np.clip([of.alone, of.together], -_SUREST, _SUREST)
    floats = np.array(
        [
            np.exp(alone), together, is_area, ~is_label, *points, ones, *-points, ones * (0.5 + _HALVES[0]),
            *parts, *parts,
        ],
        dtype=np.float64,
    )  # fmt: skip
    numbers = np.array([country, area, country, area]) + 1
    own = np.array([_firsts(row) for row in numbers.tolist()])
    groups = np.concatenate((numbers, own)) * _PARTS
    groups += np.array([*range(_PARTS), *range(_PARTS)])[:, None]
    members: dict[_Group, list[int]] = {}
    areas: list[tuple[_Group, int]] = []
    for at, (own_country, own_area, names_country, names_area, _) in enumerate(of.numbers):
        for group, itself in ((("country", own_country), names_country), (("area", own_area), names_area)):
            if group[1] >= 0:
                members.setdefault(group, []).append(at)
                if itself:
                    areas.append((group, at))
    made = of.arrays = _Arrays(len(country), int(groups[:_PARTS].max()) + 1, floats, groups, members, areas)
    return made


def _firsts(numbers: Sequence[int]) -> list[int]:
    """Return for each entry where the first like it stands."""
    first: dict[int, int] = {}
    return [first.setdefault(number, at) for at, number in enumerate(numbers)]


def _pairs_beside(
    names: Sequence[_Arrays], starts: Sequence[int], beside: Iterable[tuple[int, int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
    """Return the candidates that have the area around them beside them, and those areas; None for none."""
    before: list[int] = []
    after: list[int] = []
    for name, following in sorted(beside):
        start, members = starts[name], names[name].members
        for group, area in names[following].areas:
            around = members.get(group)
            if around:
                before += [start + at for at in around]
                after += [starts[following] + area] * len(around)
    return (np.array(before), np.array(after)) if before else None
