"""Small dossiers for tests, put together from a few words."""

from __future__ import annotations

from typing import Any

import geomoves as gm

#: Places of known coordinates, so that no gazetteer decides anything.
PLACES = {
    "a": {"name": "Alpha", "lon": 10.0, "lat": 50.0},
    "b": {"name": "Bravo", "lon": 12.0, "lat": 51.0},
    "c": {"name": "Charlie", "lon": 14.0, "lat": 52.0},
    "west": {"name": "West", "lon": 170.0, "lat": 10.0},
    "east": {"name": "East", "lon": -170.0, "lat": 12.0},
}


def dossier(claims: dict[str, dict[str, Any]], **sections: Any) -> gm.Dossier:
    """Build a dossier of claims; what a claim leaves out of the usual fields is filled in."""
    filled = {}
    for key, claim in claims.items():
        usual = {"in": "page", "said_by": "one", "kind": "movement"}
        if claim.get("kind") != "response":
            usual |= {"force": "body", "phase": "happened"}
        filled[key] = {**usual, **claim}
    return gm.Dossier(
        title=sections.pop("title", "A test"),
        documents={"page": {"citation": "a page"}, "other": {"citation": "another page"}},
        speakers={"one": "One", "two": "Two", "three": {"name": "Three", "party": True}},
        forces={"body": "Soldiers", "part": {"name": "Some soldiers", "part_of": "body"}, "ships": "Ships"},
        places=PLACES,
        evidence={"picture": {"kind": "image"}},
        claims=filled,
        **sections,
    )


def model(claims: dict[str, dict[str, Any]], **sections: Any) -> gm.MovementModel:
    """Build the model of such a dossier."""
    return gm.build(dossier(claims, **sections))
