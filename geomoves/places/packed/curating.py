"""Packing the curated places: see `geomoves.places.packed.curated`."""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, fields
from typing import Any

from geomoves.places.names.folding import fold
from geomoves.places.names.rivertowns import short_form
from geomoves.places.names.romanising import romanise
from geomoves.places.names.wrappers import unwrap
from geomoves.places.packed.curated import (
    ORDINAL_BITS,
    ROMANISED,
    SHORTENED,
    TABLES,
    UNWRAPPED,
    VERSION,
    WAYS,
)
from geomoves.places.packed.layer import PackedLayer
from geomoves.places.place import Place

__all__ = ["pack_curated"]


def pack_curated(
    places: Sequence[Place], world: PackedLayer, words: Collection[str], made_of: Mapping[str, int]
) -> bytes:
    """Return the content of the packed file.

    Parameters
    ----------
    places : sequence of Place
        What the CSV holds, with different ids.
    world : PackedLayer
        The world's places.
    words : collection of str
        The folded words that mean something beside a place.
    made_of : mapping of str to int
        The checksums of the files that all this comes from.
    """
    keys: dict[str, list[int]] = {}
    for row, place in enumerate(places):
        for ordinal, text in enumerate((place.name, *(name.text for name in place.names))):
            if key := fold(text):
                keys.setdefault(key, []).append(row << ORDINAL_BITS | ordinal)
    forms: dict[str, list[int]] = {}
    for key, numbers in keys.items():
        reading = unwrap(key)
        for way, found in (
            (ROMANISED, romanise(key)),
            (SHORTENED, (short_form(key),)),
            (UNWRAPPED, (reading.core,) if reading else ()),
        ):
            for form in filter(None, found):
                forms.setdefault(form, []).extend(number * WAYS + way for number in numbers)
    doubles = [
        (below, row)
        for row, place in enumerate(places)
        for place_id in (place.id, *place.ids)
        if (below := world.row_of(place_id)) is not None
    ]
    tables = {
        "ids": [place.id for place in places],
        "kinds": sorted({place.kind for place in places}),
        "keys": list(keys),
        "key_names": [" ".join(map(str, numbers)) for numbers in keys.values()],
        "forms": list(forms),
        "form_names": [" ".join(map(str, numbers)) for numbers in forms.values()],
        "doubles": [str(row) for pair in doubles for row in pair],
        "words": sorted(words),
    }
    lines = ["\t".join(tables[name]).encode() for name in TABLES]
    rest = b"\n".join((*lines, *(_line(_fields(place)) for place in places)))
    head = {"version": VERSION, "checksum": crc32(rest), "places": len(places), "made_of": dict(made_of)}
    return _line(head) + b"\n" + rest


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _fields(place: Place) -> dict[str, Any]:
    told = {field.name: getattr(place, field.name) for field in fields(place)}
    told["names"] = [astuple(name) for name in place.names]
    return {
        field.name: told[field.name] for field in fields(place) if told[field.name] not in (field.default, [])
    }
