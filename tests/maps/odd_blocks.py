"""Data blocks that are unlike any report: every look of a leg, nothing at all, very many."""

from __future__ import annotations

import random
from typing import Any

from tests.maps.sample_block import Row, block_of, october

__all__ = ["empty_block", "many_legs_block", "odd_block"]


def odd_block() -> Row:
    """Return every look of a leg, both open ends, the antimeridian, the far south, texts that attack."""
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
    legs.append(
        {
            "id": "stub-to",
            "from": left,
            "path": [[34.0, 50.0]],
            "stub": "to",
            "to_words": "destination not stated",
            "best": 100,
            "strength": "100 soldiers",
            "claims": [0],
        }
    )
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
    return block_of(
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
    """Return a dossier without a claim."""
    return block_of(title="Nothing was reported", view=[-180.0, -60.0, 180.0, 75.0])


def many_legs_block(count: int, seed: int = 7) -> Row:
    """Return as many legs between 2,000 places of Eurasia as are asked for."""
    draw = random.Random(seed)  # the same every time, and nobody's secret
    places = [
        {
            "id": f"p{nth}",
            "name": f"Place {nth}",
            "lon": round(draw.uniform(-8, 140), 5),
            "lat": round(draw.uniform(36, 66), 5),
            "claims": [0],
        }
        for nth in range(2000)
    ]
    phases = ["happened", "happened", "under way", "expected", "intended"]
    legs = []
    for nth in range(count):
        start, end = draw.sample(range(len(places)), 2)
        best = draw.randint(1, 2000)
        ends = [[places[each]["lon"], places[each]["lat"]] for each in (start, end)]
        day = draw.randint(0, 700)
        legs.append(
            {
                "id": f"l{nth}",
                "from": start,
                "to": end,
                "path": ends,
                "phase": phases[nth % 5],
                "best": best,
                "strength": f"{best:,} soldiers",
                "day_from": october(day),
                "day_to": october(day + 3),
                "how": "within",
                "when": "some days",
                "claims": [0],
            }
        )
    return block_of(
        title=f"{count:,} movements",
        view=[-8.0, 36.0, 140.0, 66.0],
        days=[october(0), october(703)],
        largest=2000,
        speakers=[{"id": "one", "name": "A generator"}],
        documents=[{"id": "doc", "title": "A table"}],
        claims=[{"id": "claim", "sentence": "A generator said so.", "phase": "happened"}],
        places=places,
        legs=legs,
    )
