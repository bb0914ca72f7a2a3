"""Making data blocks by hand, for the tests of the page: what Python would hand to it, without its model."""

from __future__ import annotations

from typing import Any

from geomoves.maps.page import strict_page
from geomoves.wording import page_words

__all__ = ["Row", "block_of", "october", "page_of", "sample_basemap"]

Row = dict[str, Any]

# 2024-10-01 is day 19997: a day of October 2024 is its date plus this.
OCTOBER_2024 = 19996

_COLUMNS: dict[str, Row] = {
    "speakers": {"id": "", "name": "", "country": "", "named": True, "party": False},
    "documents": {
        "id": "",
        "title": "",
        "citation": "",
        "url": "",
        "archived": "",
        "published": "",
        "not_taken": "",
        "assumes": "",
    },
    "evidence": {
        "id": "",
        "label": "",
        "made_by": -1,
        "captured": "",
        "read_by": -1,
        "document": -1,
        "seen": False,
        "sha256": "",
    },
    "forces": {"id": "", "name": "", "country": "", "echelon": "", "part_of": -1},
    "claims": {
        "id": "",
        "kind": "movement",
        "phase": "",
        "stance": "",
        "force": -1,
        "said_by": 0,
        "through": [],
        "attribution": "stated",
        "document": 0,
        "sentence": "",
        "words": "",
        "hedge": "",
        "note": "",
        "condition": "",
        "said": "",
        "said_from": None,
        "said_to": None,
        "when": "",
        "when_from": None,
        "when_to": None,
        "when_how": "",
        "strength": "",
        "questions": [],
        "evidence": [],
        "responses": [],
        "links": [],
        "off_map": "",
    },
    "places": {
        "id": "",
        "name": "",
        "label": "",
        "lon": 0.0,
        "lat": 0.0,
        "kind": "city",
        "country": "",
        "admin1": "",
        "precision": 1,
        "radius_km": 5.0,
        "soft": False,
        "roles": [],
        "claims": [],
        "chosen": [],
        "not_chosen": [],
        "held_by": [],
        "claimants": "",
        "source": "",
    },
    "areas": {
        "id": "",
        "name": "",
        "code": "",
        "rings": [],
        "label_lon": 0.0,
        "label_lat": 0.0,
        "roles": [],
        "claims": [],
        "scale": 1000,
    },
    "legs": {
        "id": "",
        "force": -1,
        "phase": "happened",
        "mode": "",
        "carried_by": "",
        "from": -1,
        "to": -1,
        "from_words": "",
        "to_words": "",
        "from_area": -1,
        "to_area": -1,
        "path": [],
        "stub": "",
        "support": "one",
        "disputed": False,
        "low": None,
        "best": None,
        "high": None,
        "strength": "",
        "part_of": False,
        "day_from": None,
        "day_to": None,
        "how": "",
        "when": "",
        "inferred": False,
        "claims": [],
    },
    "presences": {
        "id": "",
        "force": -1,
        "phase": "happened",
        "places": [],
        "label": "",
        "share": "",
        "support": "one",
        "disputed": False,
        "low": None,
        "best": None,
        "high": None,
        "strength": "",
        "day_from": None,
        "day_to": None,
        "how": "",
        "when": "",
        "claims": [],
    },
    "events": {
        "id": "",
        "kind": "loss",
        "place": -1,
        "area": -1,
        "force": -1,
        "label": "",
        "phase": "happened",
        "support": "one",
        "disputed": False,
        "low": None,
        "best": None,
        "high": None,
        "strength": "",
        "day_from": None,
        "day_to": None,
        "how": "",
        "when": "",
        "claims": [],
    },
    "questions": {"id": "", "text": "", "reason": "", "support": "one", "sentence": "", "figures": []},
}


def block_of(**parts: Any) -> Row:
    """Return a whole block: rows as they are given, everything else not stated."""
    tables = {
        name: {
            column: [row.get(column, unsaid) for row in parts.get(name, [])]
            for column, unsaid in columns.items()
        }
        for name, columns in _COLUMNS.items()
    }
    rest: Row = {
        "format": "geomoves-block/2",
        "generator": "geomoves 0.1.0",
        "title": "Untitled",
        "as_of": "",
        "as_of_day": None,
        "language": "en",
        "credits": [["Leaflet, BSD-2-Clause", "https://leafletjs.com"]],
        "words": page_words(),
        "view": [0.0, -60.0, 60.0, 60.0],
        "days": None,
        "largest": None,
        "strip": [],
        "off_map": [],
        "tray": [],
    }
    return rest | {name: value for name, value in parts.items() if name not in tables} | tables


def page_of(block: Row, basemap: Row | None = None) -> str:
    """Return the strict page of a block."""
    return strict_page([block], sample_basemap() if basemap is None else basemap, title=block["title"])


def sample_basemap() -> Row:
    """A coarse coast around the Sea of Japan, one border of each class and two towns."""
    mainland = [
        115000,
        35000,
        8000,
        0,
        2000,
        5000,
        3500,
        -4000,
        1000,
        6000,
        11500,
        13000,
        -6000,
        5000,
        -20000,
        0,
    ]
    return {
        "scale": 1000,
        "land": [mainland, [140000, 42000, 4000, 1000, -2000, 3000]],
        "lakes": [[132000, 44700, 700, 300, -400, 400]],
        "rivers": [[127000, 50000, 4000, -2300, 4000, 700]],
        "borders": [
            [130600, 42300, -2000, 600, -4000, -1500],
            [120000, 45000, 1000, 1000],
            [126700, 37900, 1700, 500],
        ],
        "border_classes": ["international", "disputed", "line of control"],
        "cities": [
            ["Harbin", 126.65, 45.75, 2, 3621000, "CN"],
            ["Vladivostok", 131.87, 43.11, 3, 600000, "RU"],
        ],
        "point_of_view": {"key": "iso", "label": "ISO 3166", "column": "FCLASS_ISO"},
        "credits": [{"text": "Natural Earth, public domain", "url": "https://www.naturalearthdata.com"}],
    }


def october(date: int) -> int:
    """Return the day number of a day of October 2024; day 32 is 1 November."""
    return OCTOBER_2024 + date
