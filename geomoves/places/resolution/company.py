"""What the names of one document say about each other's candidates: the joint part of the likelihood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

import numpy as np
from numpy.typing import NDArray

from geomoves.places.distance import MEAN_RADIUS_KM
from geomoves.places.resolution.likelihood import COMPANY, Columns, Weights

__all__ = ["Company", "Weighed"]

Array = NDArray[np.float64]

_NEAR_KM = (40.0, 200.0)
_ROUNDS = 2

# Company is the logarithm of a sum over others: what stands in for "a little" when there is none, and how
# much of it a name has on average for each other one, so that a name alone is neither helped nor hurt.
_LITTLE = np.array([0.3, 0.2, 0.1, 0.1, 0.05, 0.05, 1.0, 0.1])[:, None]
_USUAL = np.array([0.5, 0.0, 0.2, 0.0, 0.1, 0.1, 0.0, 0.2])[:, None]

# Once or twice named, or named beside it, is the same; so much of it counts at most.
_ONCE = (1, 3, 6)
_HOLDS_OTHERS = 7

_MEAN_DIAMETER_KM = 2 * MEAN_RADIUS_KM

# As many pairs of candidates are held at once; of a longer document, some rows at a time.
_MOST_PAIRS = 4_000_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the model says of a document's candidates, in the order of its names.

    Parameters
    ----------
    share : list of float
        How likely each is; what the shares of one name lack to 1 is that it is none of them.
    company : list of float
        What its company says for it, a logarithm.
    """

    share: list[float]
    company: list[float]


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
        sizes = [len(name.alone) for name in names]
        ends = list(accumulate(sizes))
        self._ends = ends
        self._starts = np.array([0, *ends[:-1]])
        #: For each candidate the number of its name.
        self.name = np.repeat(np.arange(len(sizes)), sizes)
        arrays = [_arrays(name) for name in names]
        floats = np.concatenate([one.floats for one in arrays], axis=1)
        numbers = np.concatenate([one.numbers for one in arrays], axis=1)
        #: What speaks for each candidate by itself, in the first round and in the others.
        self.alone, self.together = floats[0], floats[1]
        self._points = floats[2:5].T
        self._is_country, self._is_area, self._is_point = floats[5], floats[6], floats[7]
        self._country = _Groups(numbers[0], numbers[1], [one.countries for one in arrays], sizes)
        self._area = _Groups(numbers[2], numbers[3], [one.areas for one in arrays], sizes)
        self._beside = self._pairs_beside(beside)
        self._doubts = np.array(doubts)
        self._near: list[Array] | None = None

    def weigh(self, by: Weights) -> Weighed:
        """Share the likelihood among the candidates of every name."""
        share = self.first(by)
        said = np.zeros(len(share))
        weights = np.array(by.company)
        for _ in range(_ROUNDS):
            said = self.counted(share) @ weights
            share = self._shares(self.together + said, by.nothing_together)
        return Weighed(share.tolist(), said.tolist())

    def first(self, by: Weights) -> Array:
        """Return the shares of every name by itself."""
        return self._shares(self.alone, by.nothing_alone)

    def _shares(self, logarithms: Array, nothing: float) -> Array:
        by_none = self._doubts + nothing
        most = np.maximum(np.maximum.reduceat(logarithms, self._starts), by_none)
        likely = np.exp(logarithms - most[self.name])
        total = np.add.reduceat(likely, self._starts) + np.exp(by_none - most)
        shares: Array = likely / total[self.name]
        return shares

    def counted(self, share: Array) -> Array:
        """Return what is counted of each candidate's company, given the shares.

        Returns
        -------
        array (n, len(COMPANY))
            Logarithms; 0 where there is no more and no less than usual.
        """
        countries, areas = share * self._is_country, share * self._is_area
        in_area, area_named = self._area.others(share - areas), self._area.others(areas)
        of_name = np.add.reduceat(share, self._starts)
        others = (of_name.sum() - of_name)[self.name]
        sums = np.zeros((len(COMPANY), len(share)))
        sums[0] = self._country.others(share)
        sums[1] = self._country.others(countries)
        sums[2] = in_area
        sums[3] = area_named
        self._nearby(share * self._is_point, sums[4:6])
        for before, after in self._beside:
            sums[6, before] += share[after]
        np.add(in_area, area_named, out=sums[7])
        for once in _ONCE:
            np.minimum(sums[once], 1.0, out=sums[once])
        sums += _LITTLE
        sums /= _LITTLE + _USUAL * others
        counted: Array = np.log(sums, out=sums)
        counted[_HOLDS_OTHERS] *= self._is_area
        return counted.T

    def _nearby(self, share: Array, out: Array) -> None:
        """Write down, for each scale, how much of the others' candidates is near each candidate."""
        if len(self.name) ** 2 <= _MOST_PAIRS:
            if self._near is None:
                self._near = self._nearness(0, len(self.name))
            for number, near in enumerate(self._near):
                np.matmul(near, share, out=out[number])
            return
        step = _MOST_PAIRS // len(self.name)
        for start in range(0, len(self.name), step):
            end = min(start + step, len(self.name))
            for number, near in enumerate(self._nearness(start, end)):
                out[number, start:end] = near @ share

    def _nearness(self, start: int, end: int) -> list[Array]:
        """Return for some candidates how near each of all others is: for each scale (end - start, n)."""
        # The square of half the chord over the radius.
        apart = self._points[start:end] @ self._points.T
        apart *= -0.5
        apart += 0.5
        np.maximum(apart, 0.0, out=apart)
        made = []
        for near_km in _NEAR_KM:
            # A bell with long tails: 1 at the spot, ½ at so many kilometres, 0 for one's own namesakes.
            near = apart * (_MEAN_DIAMETER_KM / near_km) ** 2
            near += 1.0
            np.divide(1.0, near, out=near)
            first = 0
            for last in self._ends:
                near[max(first - start, 0) : max(last - start, 0), first:last] = 0.0
                first = last
            made.append(near)
        return made

    def _pairs_beside(self, beside: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the pairs of candidates of which the second is the area around the first, and beside it."""
        starts, ends = [0, *self._ends], self._ends
        return [
            (before, after)
            for name, following in sorted(beside)
            for after in range(starts[following], ends[following])
            for before in range(starts[name], ends[name])
            if (self._is_country[after] and self._country.alike(before, after))
            or (self._is_area[after] and self._area.alike(before, after))
        ]


@dataclass(frozen=True, slots=True)
class _Arrays:
    """The candidates of one name as the company takes them: a row each for what is known, a column for each.

    Parameters
    ----------
    floats : array (8, n)
        What speaks for it alone and together, its unit vector; 1 for a country, for a first-level area, and
        for what is no label.
    numbers : array (4, n)
        The number of its country, 0 for none, and that among the candidates' countries; and so of its area.
    countries, areas : int
        How many different ones there are.
    """

    floats: Array
    numbers: NDArray[np.int64]
    countries: int
    areas: int


def _arrays(of: Columns) -> _Arrays:
    made: _Arrays | None = of.arrays
    if made is None:
        listed = np.array(of.numbers, dtype=np.int64).T
        kinds = listed[2:] > 0
        kinds[2] = ~kinds[2]
        countries, country = np.unique(listed[0], return_inverse=True)
        areas, area = np.unique(listed[1], return_inverse=True)
        made = of.arrays = _Arrays(
            np.array([of.alone, of.together, *zip(*of.points, strict=True), *kinds], dtype=np.float64),
            np.array([listed[0] + 1, country, listed[1] + 1, area]),
            len(countries),
            len(areas),
        )
    return made


class _Groups:
    """Candidates by a number that some of them share, such as that of their country.

    Parameters
    ----------
    numbers : array
        Of each candidate, 0 for none.
    own : array
        The same, counted anew from 0 within each name.
    kinds, sizes : sequence of int
        For each name how many different numbers it has, and how many candidates.
    """

    def __init__(
        self, numbers: NDArray[np.int64], own: NDArray[np.int64], kinds: Sequence[int], sizes: Sequence[int]
    ) -> None:
        self._numbers = numbers
        self._known = (numbers > 0).astype(np.float64)
        before = [0, *accumulate(kinds)]
        self._own = own + np.repeat(before[:-1], sizes)

    def others(self, values: Array) -> Array:
        """Return for each candidate the sum over those of its group that are no namesakes of it."""
        sums = cast("Array", np.bincount(self._numbers, values)[self._numbers])
        sums -= np.bincount(self._own, values)[self._own]
        np.maximum(sums, 0.0, out=sums)
        sums *= self._known
        return sums

    def alike(self, one: int, other: int) -> bool:
        """Whether two candidates are of one group."""
        return bool(self._numbers[one] > 0 and self._numbers[one] == self._numbers[other])
