"""What the names of one document say about each other's candidates: the joint part of the likelihood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

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
_LITTLE = np.array([0.3, 0.2, 0.1, 0.1, 0.05, 0.05, 1.0, 0.1])[:, None]
_USUAL = np.array([0.5, 0.0, 0.2, 0.0, 0.1, 0.1, 0.0, 0.2])[:, None]
# Once or twice named, or named beside it, is the same; so much of it counts at most.
_MOST = np.array([np.inf, 1.0, np.inf, 1.0, np.inf, np.inf, 1.0, np.inf])[:, None]

# The rows of what is counted: four by country and by area, two by distance, one by what stands beside it.
_BY_GROUP, _BY_DISTANCE, _BESIDE, _HOLDS_OTHERS = slice(0, 4), slice(4, 6), 6, 7
_IN_AREA, _AREA_NAMED = 2, 3
_PARTS = 4

_MEAN_DIAMETER_KM = 2 * MEAN_RADIUS_KM

# What the cosine of two places lacks to 1, halved, is the square of half the chord over the radius. Of a
# bell with long tails, 1 at the spot, that is ½ at so many kilometres.
_HALVES = tuple((near_km / _MEAN_DIAMETER_KM) ** 2 for near_km in _NEAR_KM)
# What makes of a vector that is √½ long, with a 1 after it, what gives that and the first of these.
_TURNED = np.array([-1.0, -1.0, -1.0, 0.5 + _HALVES[0]])[:, None]

# No population that can be makes a place likelier by itself, a logarithm.
_SUREST = 500.0

# As many pairs of candidates are held at once; of a longer document, some rows at a time.
_MOST_PAIRS = 4_000_000
# Of more pairs BLAS wakes threads, for this little.
_MOST_FOR_BLAS = 8_000
# As many are worked on at once: what fits into a processor's cache.
_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the model says of a document's candidates, in the order of its names.

    Parameters
    ----------
    share : tuple of float
        How likely each is; what the shares of one name lack to 1 is that it is none of them.
    company : tuple of float
        What its company says for it, a logarithm.
    order : tuple of int
        Of each name the numbers of its candidates, the likeliest first, as `likelihood.order` has them.
    """

    share: tuple[float, ...]
    company: tuple[float, ...]
    order: tuple[int, ...]


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
        arrays = [_arrays(name) for name in names]
        sizes = [one.count for one in arrays]
        ends = list(accumulate(sizes))
        starts = [0, *ends[:-1]]
        self._spans = list(zip(starts, ends, strict=True))
        self._starts = np.array(starts)
        number = np.arange(len(sizes)).repeat(sizes)
        #: For each candidate the number of its name.
        self.name = number
        floats = np.concatenate([one.floats for one in arrays], axis=1)
        #: What speaks for each candidate by itself, in the first round and in the others.
        self.alone, self.together = floats[0], floats[1]
        self._points = floats[2:6]
        self._is_point, self._is_area = floats[6], floats[7]
        #: Of what each candidate counts for, the parts that are summed by group; twice, see `_Arrays`.
        self._parts = floats[8:]
        groups = np.concatenate([one.groups for one in arrays], axis=1)
        # The groups of the candidates of one name are numbered behind those of all.
        groups[_PARTS:] += (self._starts * _PARTS + max(one.groups_end for one in arrays))[number]
        self._summed_by = groups.reshape(-1)
        self._beside = _pairs_beside(arrays, starts, beside)
        self._doubts = np.array(doubts)
        self._near: Array | None = None

    def weigh(self, by: Weights) -> Weighed:
        """Share the likelihood among the candidates of every name."""
        share = self.first(by)
        weights = np.array(by.company)
        for _ in range(_ROUNDS):
            said = self.counted(share) @ weights
            share = self._shares(said + self.together, by.nothing_together)
        order = np.lexsort((np.rint(share * -SAME), self.name)) - self._starts[self.name]
        return Weighed(tuple(share.tolist()), tuple(said.tolist()), tuple(order.tolist()))

    def first(self, by: Weights) -> Array:
        """Return the shares of every name by itself."""
        return self._shares(self.alone, by.nothing_alone)

    def _shares(self, logarithms: Array, nothing: float) -> Array:
        likely: Array = np.exp(logarithms)
        total = np.add.reduceat(likely, self._starts)
        total += np.exp(self._doubts + nothing)
        likely /= total[self.name]
        return likely

    def counted(self, share: Array) -> Array:
        """Return what is counted of each candidate's company, given the shares.

        Returns
        -------
        array (n, len(COMPANY))
            Logarithms; 0 where there is no more and no less than usual.
        """
        sums = np.empty((len(COMPANY), len(share)))
        parts = self._parts * share
        groups = np.bincount(self._summed_by, parts.reshape(-1))[self._summed_by].reshape(2, -1)
        by_group = sums[_BY_GROUP]
        np.subtract(groups[0], groups[1], out=by_group.reshape(-1))
        self._nearby(share * self._is_point, sums[_BY_DISTANCE])
        sums[_BESIDE] = 0.0
        if self._beside is not None:
            before, after = self._beside
            sums[_BESIDE] = np.bincount(before, share[after], minlength=len(share))
        np.add(sums[_IN_AREA], sums[_AREA_NAMED], out=sums[_HOLDS_OTHERS])
        np.minimum(sums, _MOST, out=sums)
        of_name = np.add.reduceat(share, self._starts)
        others = (np.add.reduce(of_name) - of_name)[self.name]
        sums += _LITTLE
        sums /= _LITTLE + _USUAL * others
        counted: Array = np.log(sums, out=sums)
        counted[_HOLDS_OTHERS] *= self._is_area
        return counted.T

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
        np.matmul(self._points[:, start:end].T, self._points * _TURNED, out=apart)
        for first, last in self._spans:
            if first < end and start < last:
                # As if they were endlessly far: one's own namesakes are no company.
                apart[max(first - start, 0) : last - start, first:last] = np.inf
        np.add(apart, _HALVES[1] - _HALVES[0], out=farther)
        for scale, half in zip(near, _HALVES, strict=True):
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
    floats : array (16, count)
        What speaks for it alone and together; its vector, √½ long, and 1; 1 for what is no label and for a
        first-level area; twice what counts of it for others in its country (all of it, what of it is the
        country itself) and in its area (all but the area itself, what of it is that), 0 where it is in none.
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
    made: _Arrays | None = of.arrays
    if made is None:
        country, area, is_country, is_area, is_label = map(np.array, zip(*of.numbers, strict=True))
        in_country, in_area = country >= 0, area >= 0
        parts = [in_country, is_country & in_country, ~is_area & in_area, is_area & in_area]
        floats = np.array(
            [
                of.alone, of.together, *(np.array(of.points).T * sqrt(0.5)), np.ones(len(country)),
                ~is_label, is_area, *parts, *parts,
            ],
            dtype=np.float64,
        )  # fmt: skip
        # A power of e that no float can be says nothing; company adds some tens at most.
        np.clip(floats[:2], -_SUREST, _SUREST, out=floats[:2])
        numbers = np.array([country, country, area, area]) + 1
        own = np.array([_firsts(row) for row in numbers.tolist()])
        groups = np.concatenate((numbers, own)) * _PARTS
        groups += np.array([*range(_PARTS), *range(_PARTS)])[:, None]
        members: dict[_Group, list[int]] = {}
        areas: list[tuple[_Group, int]] = []
        for at, (own_country, own_area, names_country, names_area, _) in enumerate(of.numbers):
            for group, itself in (
                (("country", own_country), names_country),
                (("area", own_area), names_area),
            ):
                if group[1] >= 0:
                    members.setdefault(group, []).append(at)
                    if itself:
                        areas.append((group, at))
        made = of.arrays = _Arrays(
            len(country), int(groups[:_PARTS].max()) + 1, floats, groups, members, areas
        )
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
