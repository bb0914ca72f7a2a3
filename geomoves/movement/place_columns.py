"""Places as columns: what they are, and why they were taken for the names that claims give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from geomoves.coded import Coded
from geomoves.movement.spots import Spot
from geomoves.places import country_name
from geomoves.places.kinds import kind_word

__all__ = ["place_columns"]

_DECIMALS = 5


def place_columns(by_place: Mapping[str, Sequence[Spot]]) -> dict[str, Any]:
    """Return what places are, in words of the language that is spoken.

    Parameters
    ----------
    by_place : mapping of str to sequence of Spot
        The ends at each place, by its id.

    Returns
    -------
    dict
        Columns: lists, or `Coded` where many places have the same. ``drawn`` tells which have a point rather
        than an outline, ``soft`` which are an area about it, and ``unnamed`` which are a position alone.
        ``chosen`` and ``not_chosen`` are lists of reasons, and of what else the name could mean.
    """
    groups = list(by_place.values())
    places = [spots[0].place for spots in groups]
    known = [place for place in places if place is not None]
    assert len(known) == len(groups), "an end without a place stands at none"
    status = Coded.of([spots[0].status for spots in groups])
    return {
        "id": list(by_place),
        "name": [place.name for place in known],
        "label": [place.label for place in known],
        "lon": _rounded([place.lon for place in known]),
        "lat": _rounded([place.lat for place in known]),
        "kind": Coded.of([place.kind for place in known]).mapped(kind_word),
        "country": Coded.of([place.country for place in known]).mapped(country_name),
        "admin1": Coded.of([place.admin1 for place in known]),
        "precision": [place.precision for place in known],
        "radius_km": [place.radius_km for place in known],
        "drawn": Coded.of([spots[0].drawn for spots in groups]),
        "soft": status.mapped("near".__eq__),
        "unnamed": Coded.of([all(spot.unnamed for spot in spots) for spots in groups]),
        "chosen": Coded.of([_all([spot.reasons for spot in spots]) for spots in groups]).mapped(_each_once),
        "not_chosen": Coded.of([_all([spot.others for spot in spots]) for spots in groups]).mapped(
            lambda others: _each_once(other.label for other in others)
        ),
        "claimants": Coded.of([place.claimants for place in known]).mapped(
            lambda codes: ", ".join(map(country_name, codes))
        ),
        "source": Coded.of([place.source for place in known]),
    }


def _rounded(degrees: Sequence[float]) -> list[float]:
    numbers: list[float] = np.round(degrees, _DECIMALS).tolist()
    return numbers


def _all(parts: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    return parts[0] if len(parts) == 1 else tuple(chain.from_iterable(parts))


def _each_once(texts: Iterable[str]) -> list[str]:
    # As plain texts: a reason knows how it was said, and a column is of one type.
    return list(dict.fromkeys(map(str, texts)))
