"""What a place is to a movement on one day: origins, stops on the way and destinations of that day's legs."""

from __future__ import annotations

from datetime import date

import pytest

import geomoves as gm
from tests.maps.opened_page import opener

EPOCH = date(1970, 1, 1).toordinal()
PLACES = {"Vladivostok": (131.9, 43.1), "Khabarovsk": (135.1, 48.5), "Chita": (113.5, 52.0)}


def end(name, **cells):
    lon, lat = PLACES[name]
    return {"name": name, "lon": lon, "lat": lat, **cells}


def moved(day, start, *stops, force="a", **cells):
    *via, to = map(end, stops)
    return {
        "kind": "movement", "phase": "happened", "said_by": "x", "in": "report", "force": force,
        "when": f"2024-10-{day:02}", "from": end(start), "via": via, "to": to, **cells,
    }  # fmt: skip


@pytest.fixture
def roles(open_page, tmp_path):
    """Return what asks for the names of the places of a layer on a day of a dossier of some claims."""
    open_html = opener(open_page, tmp_path)

    def roles(*claims):
        plain = {
            "geomoves": 1,
            "title": "Roles",
            "speakers": {"x": {"name": "X"}},
            "documents": {"report": {"title": "Report", "publisher": "x", "published": "2024-10-20"}},
            "forces": {"a": {"name": "A"}, "b": {"name": "B"}},
            "claims": {f"c{number}": claim for number, claim in enumerate(claims)},
        }
        page = open_html(gm.build(gm.Dossier.from_plain(plain)).map(basemap="none").strict_html())

        def on(day):
            page.choose(day=date(2024, 10, day).toordinal() - EPOCH)
            spots = page.drawn()["spots"]
            names = page.ask("Array.from(app.model.block.places.name)")
            return {names[spot["row"]]: spot["glyphs"] for spot in spots}

        return on

    return roles


def test_a_place_has_its_role_on_the_days_of_every_leg_that_gives_it(roles):
    on = roles(
        moved(1, "Vladivostok", "Khabarovsk"),
        moved(5, "Vladivostok", "Chita", "Khabarovsk"),
        moved(9, "Vladivostok", "Chita", "Khabarovsk", force="b"),
    )
    assert on(1) == {"Vladivostok": ["origins"], "Khabarovsk": ["destinations"]}
    both = {"Vladivostok": ["origins"], "Chita": ["transits"], "Khabarovsk": ["destinations"]}
    assert on(5) == both
    assert on(9) == both


def test_where_the_force_went_on_is_a_stop_of_that_force_alone(roles):
    on = roles(
        moved(1, "Vladivostok", "Khabarovsk"),
        moved(3, "Khabarovsk", "Chita"),
        moved(5, "Vladivostok", "Khabarovsk", force="b"),
        moved(7, "Vladivostok", "Khabarovsk"),
    )
    assert on(3)["Chita"] == ["destinations"]
    assert on(5)["Khabarovsk"] == ["destinations"]
    assert on(7)["Khabarovsk"] == ["transits"]


def test_what_every_claim_signs_for_itself_stands_on_each_of_their_days(roles):
    base = {"role": {"staging": {"basis": "author", "words": "a base"}}}
    on = roles(
        moved(1, "Vladivostok", "Khabarovsk", **base),
        moved(5, "Chita", "Khabarovsk", **base),
    )
    for day in (1, 5):
        assert on(day)["Khabarovsk"] == ["bases"]
