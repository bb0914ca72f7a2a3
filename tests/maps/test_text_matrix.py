"""Every text that tries to run, in every text field of a dossier and of a gazetteer, all the way to the page.

Which fields there are is asked of the records themselves (`hostile_dossier`), so a field that is added later
is attacked too, or fails here until the skeleton reaches it. `test_text_is_data` does the same to the data
block.
"""

from __future__ import annotations

import inspect
import re
from html.parser import HTMLParser

import folium
import pytest

import geomoves as gm
from geomoves.errors import GeomovesError, GeomovesWarning
from geomoves.maps import assets
from geomoves.maps.drawing import draw_layers, draw_map
from tests.maps.everything import assert_nothing_ran, open_everything
from tests.maps.hostile_dossier import (
    ENOUGH,
    hostile_context,
    hostile_dossier,
    hostile_gazetteer,
    label,
    labelled_dossier,
    payloads,
    reached,
    record_types,
    text_fields,
)
from tests.maps.payloads import MARK, PAYLOADS

# These hold text that must be read as days, and refuse any other.
PARSED = {("When", "at"), ("When", "from"), ("When", "to")}
# Kept in the dossier and not written on the page: grades are private, a step's view and choice are names of
# places.
NOT_SHOWN = {
    ("Claim", "grade"),
    ("Force", "symbol"),
    ("Step", "select"),
    ("Step", "view"),
}
ROWS = 100_000


@pytest.fixture(scope="module")
def dossier():
    return hostile_dossier()


@pytest.fixture(scope="module")
def model(dossier):
    return gm.build(dossier, gazetteer=hostile_gazetteer())


@pytest.fixture(scope="module")
def hostile_map(model):
    # An earlier edition in which every field held another text: what changed is shown with both.
    return draw_map(model, since=hostile_dossier(turn=1), context=hostile_context()[:5], symbols=True)


@pytest.fixture(scope="module")
def page_file(hostile_map, tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "map.html"
    hostile_map.save(path)
    return path


# That nothing is forgotten


def test_there_are_payloads_enough():
    assert len(payloads()) >= ENOUGH
    assert set(PAYLOADS) - set(payloads()) == {
        text for text in PAYLOADS if re.search("[\x00-\x08\ud800-\udfff]", text)
    }


def test_every_text_field_of_every_record_holds_every_payload(dossier):
    held = reached(dossier)
    forgotten = {
        field: len(set(payloads()) - held.get(field, set()))
        for field in text_fields() - PARSED
        if not held.get(field, set()) >= set(payloads())
    }
    assert forgotten == {}, "let the skeleton of tests/maps/hostile_dossier.py reach these fields"


def test_the_skeleton_reaches_every_kind_of_record(dossier):
    from tests.maps.hostile_dossier import _records_of

    kinds = {type(record) for record in _records_of(dossier)}
    assert set(record_types()) - kinds == set(), "add them to the skeleton of tests/maps/hostile_dossier.py"


@pytest.mark.parametrize("text", payloads())
def test_what_is_read_as_days_refuses_every_payload(text):
    for field in ("at", "from_", "to"):
        with pytest.raises(GeomovesError):
            gm.When(**{field: text})


def test_every_field_is_shown_somewhere(open_page, tmp_path):
    path = tmp_path / "map.html"
    labelled = gm.build(labelled_dossier(), gazetteer=hostile_gazetteer(label(("Place", "name"))))
    draw_map(labelled).save(path)
    visit = open_page(path)
    shown = open_everything(visit.page, ROWS)
    visit.assert_quiet()
    hidden = {field for field in text_fields() - PARSED if label(field) not in shown}
    assert sorted(hidden - NOT_SHOWN) == []
    assert label(("Place", "name")) in shown
    assert "⟨title⟩" in shown


# The page


def test_symbols_are_among_what_is_attacked(hostile_map):
    assert hostile_map.block.data["symbols"]


@pytest.mark.parametrize("policy", [True, False])
def test_nothing_runs_in_the_page(policy, page_file, open_page):
    visit = open_page(page_file, bypass_csp=not policy)
    shown = open_everything(visit.page, ROWS)
    visit.page.emulate_media(media="print")
    visit.page.wait_for_timeout(100)
    assert_nothing_ran(visit)
    # A browser says so when a policy had to stop something.
    visit.assert_quiet()
    assert [text for text in payloads() if text not in shown] == []


def test_nothing_runs_for_readers_without_scripts(page_file, open_page):
    visit = open_page(page_file, java_script_enabled=False)
    assert_nothing_ran(visit)
    visit.assert_quiet()
    odd = "script[src], img, iframe, svg, object, embed, form, base, meta[http-equiv=refresh]"
    assert visit.page.locator(odd).count() == 0


def test_nothing_runs_in_a_notebook(hostile_map, open_page, tmp_path):
    path = tmp_path / "notebook.html"
    cell = hostile_map._repr_html_()
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>notebook</title>{cell}", encoding="utf-8")
    # The frame of a cell takes the policy of its own page with it.
    visit = open_page(path, bypass_csp=True)
    frame = visit.page.wait_for_selector("iframe").content_frame()
    shown = open_everything(frame, ROWS)
    assert_nothing_ran(visit)
    visit.assert_quiet()
    assert [text for text in payloads() if text not in shown] == []


def test_nothing_runs_in_a_map_of_foliums(model, open_page, tmp_path):
    map_ = folium.Map(location=[48, 40], zoom_start=4, tiles=None)
    for layer in draw_layers(model):
        layer.add_to(map_)
    folium.LayerControl(collapsed=False).add_to(map_)
    # folium's own page without what it would fetch, and with our copy of Leaflet.
    page = re.sub(r"<(script|link)[^>]*https://[^>]*>(</script>)?", "", map_.get_root().render())
    assert "1337" not in page
    assert MARK not in page
    leaflet = f"<script>{assets.leaflet_script()}</script><style>{assets.leaflet_style()}</style>"
    path = tmp_path / "folium.html"
    path.write_text(page.replace("<head>", f"<head>{leaflet}", 1), encoding="utf-8")
    visit = open_page(path)
    shown = open_everything(visit.page, len(payloads()))
    assert_nothing_ran(visit)
    visit.assert_quiet()
    assert [text for text in payloads() if text not in shown] == []


# What is given beside the dossier


@pytest.fixture(scope="module")
def small():
    return gm.build(
        gm.Dossier(
            documents={"page": {"citation": "A newspaper"}},
            speakers={"nis": "NIS"},
            forces={"body": "Soldiers"},
            claims={
                "landing": {
                    "kind": "movement",
                    "in": "page",
                    "said_by": "nis",
                    "force": "body",
                    "from": {"name": "There", "lon": 40, "lat": 48},
                    "to": {"name": "Here", "lon": 50, "lat": 50},
                }
            },
        )
    )


def test_every_payload_is_a_title(small, open_page, tmp_path):
    visit = open_page(bypass_csp=True)
    for text in PAYLOADS:
        path = tmp_path / "map.html"
        draw_map(small, title=text, basemap="none").save(path)
        visit.page.goto(path.as_uri())
        visit.page.wait_for_selector("main[data-ready]", state="attached")
        # Half a pair of surrogates and what HTML cannot hold stand as the sign for such.
        assert visit.page.locator("h1").text_content() in (text, text.strip(), "geomoves")
        assert_nothing_ran(visit)
    visit.assert_quiet()


def test_nothing_runs_in_context_layers(small, open_page, tmp_path):
    path = tmp_path / "map.html"
    draw_map(small, basemap="none", context=hostile_context()).save(path)
    visit = open_page(path, bypass_csp=True)
    shown = open_everything(visit.page, ROWS)
    assert_nothing_ran(visit)
    visit.assert_quiet()
    # A title stands in one line.
    assert [text for text in payloads()[:ENOUGH] if " ".join(text.split()) not in shown] == []


@pytest.mark.parametrize("first", [None, *payloads()[::10]])
def test_nothing_runs_in_the_credits_of_tiles(first, small, open_page, tmp_path):
    text = first or " ".join(payloads())
    provider = {"url": "https://tiles.invalid/{z}/{x}/{y}.png", "attribution": text, "name": text}
    path = tmp_path / "map.html"
    try:
        with pytest.warns(GeomovesWarning):
            drawn = draw_map(small, basemap=provider)
    except GeomovesError:
        return
    drawn.save(path)
    visit = open_page(path, bypass_csp=True)
    open_everything(visit.page, ROWS)
    assert_nothing_ran(visit)
    assert [address for address in visit.requests if not address.startswith("https://tiles.invalid/")] == []
    assert visit.errors == []


TAKEN_AS_IT_IS = {"model", "title", "borders", "symbols", "height"}


def test_every_option_refuses_a_payload_or_holds_it_as_text(small):
    # A title is text; the rest are choices, a path, and a height, which stands in an attribute.
    for name in set(inspect.signature(draw_map).parameters) - TAKEN_AS_IT_IS:
        for text in PAYLOADS[::8]:
            with pytest.raises(GeomovesError):
                draw_map(small, **{"basemap": "none", name: text})
    for text in PAYLOADS:
        cell = draw_map(small, basemap="none", height=text)._repr_html_()
        assert _attributes(cell).keys() <= FRAME, text


def test_ids_that_mean_something_to_a_script_are_ids(open_page, tmp_path):
    names = ["constructor", "toString", "valueOf", "hasOwnProperty", "then", "length", "0", "NaN", "null"]
    dossier = gm.Dossier(
        documents={name: {"citation": name} for name in names},
        speakers=dict.fromkeys(names, "Somebody"),
        forces=dict.fromkeys(names, "Soldiers"),
        questions={f"{name}-question": "Is it so?" for name in names},
        claims={
            name: {
                "kind": "movement",
                "in": name,
                "said_by": name,
                "force": name,
                "from": {"name": name, "lon": 30 + row, "lat": 50},
                "to": {"name": "constructor", "lon": 31 + row, "lat": 51},
                "bears_on": [f"{name}-question"],
            }
            for row, name in enumerate(names)
        },
    )
    path = tmp_path / "map.html"
    draw_map(gm.build(dossier)).save(path)
    visit = open_page(path)
    shown = open_everything(visit.page, ROWS)
    visit.assert_quiet()
    assert all(name in shown for name in names)


FRAME = {"srcdoc", "title", "sandbox", "width", "height", "style", "allowfullscreen"}


def _attributes(markup):
    """Return the attributes of the one element that a cell is."""
    found = []

    class _Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            found.append((tag, dict(attributes)))

    reader = _Reader()
    reader.feed(markup)
    reader.close()
    ((tag, attributes),) = found
    assert tag == "iframe"
    return attributes
