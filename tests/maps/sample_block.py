"""Data blocks made by hand, for the tests of the page: what Python would hand to it, without Python's model.

`reported_block` tells the facts of one news report; `odd_block` holds every look that a leg can have and places
where maps go wrong; `empty_block` holds nothing; `many_legs_block` holds as many as are asked for.
"""

from __future__ import annotations

import random
from typing import Any

from geomoves.maps.page import strict_page
from geomoves.wording import page_words

__all__ = ["empty_block", "many_legs_block", "odd_block", "page_of", "reported_block", "sample_basemap"]

Row = dict[str, Any]

# 2024-10-01 is day 19997: a day of October 2024 is its date plus this.
OCTOBER_2024 = 19996

_COLUMNS: dict[str, Row] = {
    "speakers": {"id": "", "name": "", "country": "", "named": True, "party": False},
    "documents": {
        "id": "", "title": "", "citation": "", "url": "", "archived": "", "published": "", "not_taken": "", "assumes": "",
    },
    "evidence": {
        "id": "", "label": "", "made_by": -1, "captured": "", "read_by": -1, "document": -1, "seen": False, "sha256": "",
    },
    "forces": {"id": "", "name": "", "country": "", "echelon": "", "part_of": -1},
    "claims": {
        "id": "", "kind": "movement", "phase": "", "stance": "", "force": -1, "said_by": 0, "through": [],
        "attribution": "stated", "document": 0, "sentence": "", "words": "", "hedge": "", "note": "", "condition": "",
        "said": "", "said_from": None, "said_to": None, "when": "", "when_from": None, "when_to": None, "when_how": "",
        "strength": "", "questions": [], "evidence": [], "responses": [], "links": [], "off_map": "",
    },
    "places": {
        "id": "", "name": "", "label": "", "lon": 0.0, "lat": 0.0, "kind": "city", "country": "", "admin1": "",
        "precision": 1, "radius_km": 5.0, "soft": False, "roles": [], "claims": [], "chosen": [], "not_chosen": [],
        "held_by": [], "claimants": "", "source": "",
    },
    "areas": {
        "id": "", "name": "", "code": "", "rings": [], "label_lon": 0.0, "label_lat": 0.0, "roles": [], "claims": [],
        "scale": 1000,
    },
    "legs": {
        "id": "", "force": -1, "phase": "happened", "mode": "", "carried_by": "", "from": -1, "to": -1, "from_words": "",
        "to_words": "", "from_area": -1, "to_area": -1, "path": [], "stub": "", "support": "one", "disputed": False,
        "low": None, "best": None, "high": None, "strength": "", "part_of": False, "day_from": None, "day_to": None,
        "how": "", "when": "", "inferred": False, "claims": [],
    },
    "presences": {
        "id": "", "force": -1, "phase": "happened", "places": [], "label": "", "share": "", "support": "one",
        "disputed": False, "low": None, "best": None, "high": None, "strength": "", "day_from": None, "day_to": None,
        "how": "", "when": "", "claims": [],
    },
    "events": {
        "id": "", "kind": "loss", "place": -1, "area": -1, "force": -1, "label": "", "phase": "happened",
        "support": "one", "disputed": False, "low": None, "best": None, "high": None, "strength": "", "day_from": None,
        "day_to": None, "how": "", "when": "", "claims": [],
    },
    "questions": {"id": "", "text": "", "reason": "", "support": "one", "sentence": "", "figures": []},
}  # fmt: skip


def _block(**parts: Any) -> Row:
    """Return a whole block: rows as they are given, everything else not stated."""
    tables = {
        name: {
            column: [row.get(column, unsaid) for row in parts.get(name, [])]
            for column, unsaid in columns.items()
        }
        for name, columns in _COLUMNS.items()
    }
    rest: Row = {
        "format": "geomoves-block/1",
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
        "coast": [mainland],
        "lakes": [[132000, 44700, 700, 300, -400, 400]],
        "rivers": [[127000, 50000, 4000, -2300, 4000, 700]],
        "borders": [
            {"class": "international", "line": [130600, 42300, -2000, 600, -4000, -1500]},
            {"class": "disputed", "line": [120000, 45000, 1000, 1000]},
            {"class": "line of control", "line": [126700, 37900, 1700, 500]},
        ],
        "cities": [
            ["Harbin", 126.65, 45.75, 2, 3621000, "CN"],
            ["Vladivostok", 131.87, 43.11, 3, 600000, "RU"],
        ],
        "point_of_view": {"key": "iso", "label": "ISO 3166", "column": "FCLASS_ISO"},
        "credits": [{"text": "Natural Earth, public domain", "url": "https://www.naturalearthdata.com"}],
    }


def reported_block() -> Row:
    """The facts of a news report of 18 October 2024, in words of our own."""
    speakers = [
        {"id": "nis", "name": "National Intelligence Service", "country": "KR"},
        {"id": "kr-media", "name": "South Korean media", "country": "KR", "named": False},
        {"id": "peskov", "name": "Dmitry Peskov, Kremlin spokesman", "country": "RU", "party": True},
        {"id": "rutte", "name": "Mark Rutte, NATO Secretary-General"},
        {"id": "ua-media", "name": "Ukrainian media", "country": "UA", "named": False, "party": True},
        {"id": "isw", "name": "Institute for the Study of War", "country": "US"},
    ]
    documents = [
        {
            "id": "page", "title": "A news page", "citation": "A news page, 18 October 2024", "published": "18 October 2024",
            "url": "https://example.org/report", "archived": "https://archive.example.org/report",
            "not_taken": "the emergency meeting in Seoul",
        }
    ]  # fmt: skip
    forces = [
        {"id": "dprk", "name": "North Korean soldiers", "country": "KP"},
        {"id": "first", "name": "the 1,500 special operations soldiers", "country": "KP", "part_of": 0},
    ]
    said = {"said": "18 October 2024", "said_from": _october(18), "said_to": _october(18)}
    crossed = {
        "when": "within 8–13 October 2024",
        "when_from": _october(8),
        "when_to": _october(13),
        "when_how": "within",
    }
    on_18th = {"when": "18 October 2024", "when_from": _october(18), "when_to": _october(18)}
    on_3rd = {"when": "3 October 2024", "when_from": _october(3), "when_to": _october(3)}
    claims = [
        {"id": "sent", "force": 0, "phase": "happened", "sentence": "The NIS said that North Korea has sent soldiers to Russia.",
         "questions": [0], "responses": [[8, ""]], **said},
        {"id": "crossing", "force": 1, "phase": "happened", "strength": "1,500 soldiers", "evidence": [0],
         "sentence": "The NIS said that Russian naval vessels carried 1,500 soldiers to Vladivostok; from where is not stated.",
         "responses": [[7, "earlier"]], "links": [["tension", 6, "five days before the first crossing; both can be true"]],
         **said, **crossed},
        {"id": "bases", "kind": "presence", "force": 1, "phase": "happened", "attribution": "carried over",
         "sentence": "Carried over from the NIS: they are at bases in four places; the shares are not stated.",
         "words": "stationed at military bases", **said, **on_18th},
        {"id": "uniforms", "kind": "condition", "force": 1, "phase": "happened", "attribution": "carried over",
         "condition": "equipped with Russian uniforms, weapons and forged papers", "off_map": "no place is stated",
         "sentence": "Carried over from the NIS: they are given Russian uniforms, weapons and forged papers.", **said},
        {"id": "front", "force": 1, "phase": "expected", "attribution": "carried over",
         "sentence": "Carried over from the NIS: they are expected in combat zones after training.",
         "off_map": "“combat zones”: the text gives no place", "when": "after training", **said},
        {"id": "total", "kind": "total", "force": 0, "phase": "intended", "through": [1], "attribution": "disowned",
         "strength": "12,000 soldiers", "off_map": "a total is never drawn",
         "sentence": "South Korean media, naming the NIS, spoke of 12,000 soldiers in four brigades; the NIS is said not to "
         "stand by it.", **said},
        {"id": "six-killed", "kind": "loss", "force": 0, "phase": "happened", "said_by": 4, "strength": "6 killed",
         "sentence": "Ukrainian media reported that six were killed by a missile near Donetsk on 3 October.",
         "links": [["tension", 1, "five days before the first crossing; both can be true"]], **on_3rd},
        {"id": "kremlin", "kind": "response", "stance": "denies", "said_by": 2, "words": "fake news",
         "sentence": "Dmitry Peskov denied that North Korean soldiers take part in the war.",
         "said": "7–13 October 2024", "said_from": _october(7), "said_to": _october(13)},
        {"id": "nato", "kind": "response", "stance": "cannot confirm", "said_by": 3, "hedge": "not yet",
         "sentence": "Mark Rutte could not yet confirm that they were sent.", **said},
        {"id": "gatherings", "kind": "activity", "force": 0, "phase": "happened", "hedge": "indications of", "evidence": [0],
         "sentence": "The NIS saw indications of mass gatherings in Ussuriysk and Khabarovsk over the past week.",
         "when": "within 11–18 October 2024", "when_from": _october(11), "when_to": _october(18), "when_how": "within", **said},
        {"id": "arrived", "force": 0, "phase": "happened", "said_by": 5, "strength": "several thousand", "questions": [0],
         "sentence": "The Institute for the Study of War reported that several thousand have arrived in Russia."},
    ]  # fmt: skip
    staging = [["staging", "author", "stationed and in training before an expected move", 2]]
    places = [
        {"id": "geonames:2013348", "name": "Vladivostok", "label": "Vladivostok (Primorsky Krai, RU)", "lon": 131.87353,
         "lat": 43.10562, "country": "RU", "admin1": "Primorsky Krai", "claims": [1, 2], "chosen": ["its name"],
         "roles": [["transit", "author", "the port of landing of a body that is also reported inland", 1], *staging]},
        {"id": "geonames:2014006", "name": "Ussuriysk", "lon": 131.95734, "lat": 43.80467, "country": "RU",
         "claims": [2, 9], "roles": staging},
        {"id": "geonames:2022890", "name": "Khabarovsk", "lon": 135.0971, "lat": 48.46204, "country": "RU",
         "claims": [2, 9], "roles": staging},
        {"id": "geonames:2026609", "name": "Blagoveshchensk", "label": "Blagoveshchensk (Amur Oblast, RU)", "lon": 127.52637,
         "lat": 50.27593, "country": "RU", "claims": [2], "roles": staging, "chosen": ["the dossier names Amur Oblast"],
         "not_chosen": ["Blagoveshchensk (Bashkortostan, RU), 4,900 km away"]},
        {"id": "near:donetsk", "name": "near Donetsk", "label": "near Donetsk (Donetsk Oblast, UA)", "lon": 37.80224,
         "lat": 48.023, "country": "UA", "precision": 2, "radius_km": 25.0, "soft": True, "claims": [6],
         "claimants": "UA, RU", "held_by": [["held by Russia, according to the page", 6]]},
    ]  # fmt: skip
    korea = [
        124300,
        39900,
        2500,
        1500,
        2000,
        1000,
        1500,
        -400,
        -800,
        -1500,
        -1900,
        -1000,
        900,
        -1600,
        -1700,
        -300,
        -700,
        900,
    ]
    within = {
        "day_from": _october(8),
        "day_to": _october(13),
        "how": "within",
        "when": "within 8–13 October 2024",
    }
    return _block(
        title="North Korean soldiers in Russia, as reported on 18 October 2024",
        as_of="18 October 2024",
        as_of_day=_october(18),
        view=[37.80224, 43.10562, 135.0971, 50.27593],
        days=[_october(3), _october(18)],
        largest=1500,
        speakers=speakers,
        documents=documents,
        evidence=[{"id": "image", "label": "satellite images", "made_by": 0, "read_by": 0, "document": 0}],
        forces=forces,
        claims=claims,
        places=places,
        areas=[
            {"id": "iso:KP", "name": "North Korea", "code": "KP", "rings": [korea], "label_lon": 127.0, "label_lat": 40.2,
             "roles": [["origin", "said", "North Korea has sent", 0]], "claims": [0]},
        ],
        legs=[
            {"id": "crossing", "force": 1, "mode": "sea", "carried_by": "Russian naval vessels", "to": 0,
             "from_words": "origin not stated", "to_words": "Vladivostok", "path": [[131.87353, 43.10562]], "stub": "from",
             "disputed": True, "best": 1500, "strength": "1,500 soldiers", "claims": [1], **within},
            {"id": "sent", "force": 0, "from_area": 0, "from_words": "North Korea", "to_words": "Russia", "support": "several",
             "disputed": True, "claims": [0, 10]},
        ],
        presences=[
            {"id": "bases", "force": 1, "places": [0, 1, 2, 3], "label": "one body in 4 places, shares not stated",
             "share": "part of 1,500 soldiers", "low": 0, "high": 1500, "support": "none", "day_from": _october(18),
             "day_to": _october(18), "when": "18 October 2024", "claims": [2]},
        ],
        events=[
            {"id": "six-killed", "place": 4, "force": 0, "label": "6 killed", "best": 6, "strength": "6 killed",
             "disputed": True, "day_from": _october(3), "day_to": _october(3), "when": "3 October 2024", "claims": [6]},
            *({"id": "gatherings", "kind": "activity", "place": place, "force": 0, "label": "mass gatherings",
               "day_from": _october(11), "day_to": _october(18), "how": "within", "when": "within 11–18 October 2024",
               "claims": [9]} for place in (1, 2)),
        ],
        questions=[
            {"id": "q:sent", "text": "How many were sent to Russia?", "reason": "named in the dossier", "support": "several",
             "figures": [["number not stated", [0]], ["several thousand", [10]]]},
        ],
        strip=[
            [7, "denies", "Dmitry Peskov, Kremlin spokesman, denied that North Korean soldiers take part in the war.",
             "7–13 October 2024"],
            [8, "cannot confirm", "Mark Rutte, NATO Secretary-General, could not yet confirm that they were sent.",
             "18 October 2024"],
        ],
        off_map=[[3, "no place is stated"], [4, "“combat zones”: the text gives no place"], [5, "a total is never drawn"]],
        tray=[["legs", 1, "no day is stated"]],
    )  # fmt: skip


def odd_block() -> Row:
    """Every look of a leg, the antimeridian, the far south, both kinds of open end, a soft end, texts that attack."""
    phases = ["happened", "under way", "expected", "intended", ""]
    places: list[Row] = []
    legs: list[Row] = []

    def place(name: str, lon: float, lat: float, **more: Any) -> int:
        places.append({"id": name, "name": name, "lon": lon, "lat": lat, "claims": [0], **more})
        return len(places) - 1

    def leg(start: int, end: int, **more: Any) -> None:
        ends = [[places[each]["lon"], places[each]["lat"]] for each in (start, end)]
        legs.append({"id": f"leg-{len(legs)}", "from": start, "to": end, "path": ends, "claims": [0], **more})

    for nth, phase in enumerate(phases):
        for also, support in enumerate(["one", "several", "corroborated"]):
            lat = 60.0 - 4 * nth - 1.2 * also
            start = place(f"{phase or 'unsaid'} {support}", 2.0, lat, roles=[["origin", "said", "", 0]])
            end = place(f"to {nth}{also}", 16.0, lat, roles=[["destination", "position", "", 0]])
            leg(
                start,
                end,
                phase=phase,
                support=support,
                best=400 * (also + 1),
                strength=f"{400 * (also + 1)} soldiers",
            )
    bow = place("Bow", 20.0, 50.0), place("String", 26.0, 55.0)
    for nth in range(3):
        ends = bow if nth % 2 == 0 else bow[::-1]
        leg(*ends, best=None, strength="", mode="rail", disputed=nth == 0)
    leg(
        place("Low", 20.0, 46.0),
        place("High", 27.0, 46.0),
        low=300,
        best=600,
        high=1200,
        strength="300 to 1,200",
    )
    leg(
        place("Part", 20.0, 44.0),
        place("Whole", 27.0, 44.0),
        best=1200,
        part_of=True,
        strength="1,200 soldiers",
    )
    leg(place("First", 20.0, 42.0), place("Second", 27.0, 42.0), inferred=True)
    left = place("Left", 34.0, 50.0, roles=[["origin", "said", "", 0]])
    legs.append({"id": "stub-to", "from": left, "path": [[34.0, 50.0]], "stub": "to", "to_words": "destination not stated",
                 "best": 100, "strength": "100 soldiers", "claims": [0]})  # fmt: skip
    vague = place("Somewhere", 34.0, 44.0, soft=True, radius_km=90.0, precision=5)
    legs.append(
        {
            "id": "stub-soft",
            "to": vague,
            "path": [[34.0, 44.0]],
            "stub": "from",
            "strength": "",
            "claims": [0],
        }
    )
    leg(
        place("Petropavlovsk", 158.65, 53.02),
        place("Anchorage", 210.1, 61.2),
        best=1200,
        strength="1,200 soldiers",
    )
    leg(place("McMurdo", 166.67, -77.85), place("South", 150.0, -84.0), best=10, strength="10 soldiers")
    hostile = "<img src=x onerror=window.__pwned=1>{{7*191}}${window.__pwned=1}`</script>"
    place(
        hostile, 40.0, 56.0, roles=[["training", "said", hostile, 0]], chosen=[hostile], not_chosen=[hostile]
    )
    return _block(
        title="Every look of a movement",
        view=[2.0, 42.0, 40.0, 60.0],
        largest=1200,
        speakers=[{"id": "one", "name": hostile, "country": "XX", "party": True}],
        documents=[
            {
                "id": "doc",
                "title": hostile,
                "url": "javascript:window.__pwned=1",
                "archived": "https://example.org/a",
            }
        ],
        claims=[
            {"id": "claim", "sentence": f"Somebody said so. {hostile}", "words": hostile, "hedge": hostile}
        ],
        places=places,
        legs=legs,
    )


def empty_block() -> Row:
    """A dossier without a claim."""
    return _block(title="Nothing was reported", view=[-180.0, -60.0, 180.0, 75.0])


def many_legs_block(count: int, seed: int = 7) -> Row:
    """As many legs between 2,000 places of Eurasia as are asked for, a claim each."""
    draw = random.Random(seed)  # noqa: S311  # the same every time, and nobody's secret
    places = [
        {"id": f"p{nth}", "name": f"Place {nth}", "lon": round(draw.uniform(-8, 140), 5), "lat": round(draw.uniform(36, 66), 5),
         "claims": [0]}
        for nth in range(2000)
    ]  # fmt: skip
    phases = ["happened", "happened", "under way", "expected", "intended"]
    legs = []
    for nth in range(count):
        start, end = draw.sample(range(len(places)), 2)
        best = draw.randint(1, 2000)
        ends = [[places[each]["lon"], places[each]["lat"]] for each in (start, end)]
        day = draw.randint(0, 700)
        legs.append({"id": f"l{nth}", "from": start, "to": end, "path": ends, "phase": phases[nth % 5], "best": best,
                     "strength": f"{best:,} soldiers", "day_from": _october(day), "day_to": _october(day + 3),
                     "how": "within", "when": "some days", "claims": [0]})  # fmt: skip
    return _block(
        title=f"{count:,} movements",
        view=[-8.0, 36.0, 140.0, 66.0],
        days=[_october(0), _october(703)],
        largest=2000,
        speakers=[{"id": "one", "name": "A generator"}],
        documents=[{"id": "doc", "title": "A table"}],
        claims=[{"id": "claim", "sentence": "A generator said so.", "phase": "happened"}],
        places=places,
        legs=legs,
    )


def _october(date: int) -> int:
    return OCTOBER_2024 + date
