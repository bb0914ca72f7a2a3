"""What the names of one document say about each other's candidates: the joint part of the likelihood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
_LITTLE = np.array([0.3, 0.2, 0.1, 0.1, 0.05, 0.05, 1.0, 0.1])
_USUAL = np.array([0.5, 0.0, 0.2, 0.0, 0.1, 0.1, 0.0, 0.2])

# Once or twice named, or named beside it, is the same; so much of it counts at most.
_ONCE = [1, 3, 6]
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
        self._starts = np.cumsum([0, *sizes[:-1]])
        #: For each candidate the number of its name.
        self.name = np.repeat(np.arange(len(sizes)), sizes)
        #: What speaks for each candidate by itself, in the first round and in the others.
        self.alone = np.array([one for name in names for one in name.alone])
        self.together = np.array([one for name in names for one in name.together])
        self._points = np.array([one for name in names for one in name.points])
        numbers = np.array([one for name in names for one in name.numbers], dtype=np.int64)
        self._country, self._area = _Groups(numbers[:, 0], self.name), _Groups(numbers[:, 1], self.name)
        self._is_country, self._is_area, is_label = (numbers[:, 2:] > 0).T
        self._is_point = ~is_label
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
        sums = np.empty((len(share), len(COMPANY)))
        sums[:, 0] = self._country.others(share)
        sums[:, 1] = self._country.others(countries)
        sums[:, 2] = in_area
        sums[:, 3] = area_named
        sums[:, 4:6] = self._nearby(share * self._is_point)
        sums[:, 6] = 0.0
        for before, after in self._beside:
            sums[before, 6] += share[after]
        sums[:, 7] = in_area + area_named
        of_name = np.add.reduceat(share, self._starts)
        others = (of_name.sum() - of_name)[self.name]
        sums[:, _ONCE] = np.minimum(sums[:, _ONCE], 1.0)
        counted: Array = np.log((sums + _LITTLE) / (_LITTLE + _USUAL * others[:, None]))
        counted[:, _HOLDS_OTHERS] *= self._is_area
        return counted

    def _nearby(self, share: Array) -> Array:
        if len(self.name) ** 2 <= _MOST_PAIRS:
            if self._near is None:
                self._near = self._nearness(slice(None))
            return np.stack([near @ share for near in self._near], 1)
        rows = _MOST_PAIRS // len(self.name)
        made = [
            np.stack([near @ share for near in self._nearness(slice(start, start + rows))], 1)
            for start in range(0, len(self.name), rows)
        ]
        return np.concatenate(made)

    def _nearness(self, rows: slice) -> list[Array]:
        """Return for some candidates how near each of all others is: for each scale (rows, n)."""
        # The square of half the chord over the radius.
        apart = np.maximum(0.5 - 0.5 * (self._points[rows] @ self._points.T), 0.0)
        apart[self.name[rows, None] == self.name] = np.inf
        # A bell with long tails: 1 at the spot, ½ at so many kilometres, 0 for one's own namesakes.
        return [1.0 / (1.0 + apart * (_MEAN_DIAMETER_KM / near_km) ** 2) for near_km in _NEAR_KM]

    def _pairs_beside(self, beside: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the pairs of candidates of which the second is the area around the first, and beside it."""
        ends = [*self._starts[1:], len(self.name)]
        return [
            (before, after)
            for name, following in sorted(beside)
            for after in range(self._starts[following], ends[following])
            for before in range(self._starts[name], ends[name])
            if (self._is_country[after] and self._country.alike(before, after))
            or (self._is_area[after] and self._area.alike(before, after))
        ]


class _Groups:
    """Candidates by a number that some of them share, such as that of their country."""

    def __init__(self, numbers: NDArray[np.int64], name: NDArray[np.int64]) -> None:
        self._numbers = numbers
        self._known = numbers >= 0
        self._group = np.unique(numbers, return_inverse=True)[1]
        self._own = np.unique(self._group * (name[-1] + 1) + name, return_inverse=True)[1]

    def others(self, values: Array) -> Array:
        """Return for each candidate the sum over those of its group that are no namesakes of it."""
        all_of_group = np.bincount(self._group, values)[self._group]
        own = np.bincount(self._own, values)[self._own]
        sums: Array = np.maximum(all_of_group - own, 0.0) * self._known
        return sums

    def alike(self, one: int, other: int) -> bool:
        """Whether two candidates are of one group."""
        return bool(self._known[one] and self._numbers[one] == self._numbers[other])
