"""Online tiles, for those who ask for them."""

import base64
import re
import warnings

import pytest
import xyzservices

from geomoves import build, read_dossier
from geomoves.errors import ArgumentError, GeomovesWarning
from geomoves.maps.page import strict_page
from geomoves.maps.tiles import image_hosts, tile_basemap
from tests.maps.opened_page import opener
from tests.maps.reported_block import reported_block

OSM = "OpenStreetMap.Mapnik"
OWN = {
    "name": "Ours",
    "url": "https://{s}.example.org/{z}/{x}/{y}.png",
    "attribution": "(C) Us",
    "subdomains": ["a", "b"],
}
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def block_of(provider):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GeomovesWarning)
        return tile_basemap(provider)


def policy_of(html):
    return re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1].replace("&#x27;", "'")


def test_a_named_provider_becomes_a_basemap_that_credits_it():
    block = block_of(OSM)
    assert block["tiles"]["url"] == "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    assert block["tiles"]["hosts"] == image_hosts(block) == ["https://tile.openstreetmap.org"]
    assert block["credits"] == [
        {"text": "© OpenStreetMap contributors", "url": "https://www.openstreetmap.org/copyright"}
    ]


def test_a_provider_of_ones_own_names_each_of_its_servers():
    assert block_of(OWN)["tiles"]["hosts"] == ["https://a.example.org", "https://b.example.org"]
    assert block_of(xyzservices.TileProvider(OWN)) == block_of(OWN)


def test_it_warns_that_the_network_is_needed_and_that_files_are_refused():
    with pytest.warns(GeomovesWarning, match="needs the network") as caught:
        tile_basemap(OSM)
    assert "opened as a file" in str(caught[0].message)
    with pytest.warns(GeomovesWarning, match="the key stands in the file") as caught:
        tile_basemap(xyzservices.providers.CartoDB.Positron(apikey="secret"))
    assert "opened as a file" not in str(caught[0].message)


@pytest.mark.parametrize(
    ("provider", "problem", "remedy"),
    [
        ("offlin", "no basemap", 'did you mean "offline"'),
        ("OpenStreetMap.Mapnick", "no basemap", f'did you mean "{OSM}"'),
        (7, "no basemap", "xyzservices"),
        ({"name": "x"}, "no provider of tiles", "xyzservices"),
        ("CartoDB.Positron", "needs a key", "whoever gets the map can read it"),
        ("Esri.ArcticImagery", "not Web Mercator", "xyzservices"),
        ("MtbMap", "address", "https://"),
        (OWN | {"attribution": ""}, "whom to credit", "attribution"),
        (OWN | {"subdomains": ["a", "x; script-src *"]}, "no name of a server", "xyzservices"),
        (OWN | {"url": "https://{s}.example.org/{z}/{x}.png"}, "address", "{y}"),
        (OWN | {"url": "https://{host}.example.org/{z}/{x}/{y}.png"}, "not filled", "xyzservices"),
        (OWN | {"url": "//example.org/{z}/{x}/{y}.png"}, "address", "https://"),
        (OWN | {"url": "javascript:alert(1)//{z}/{x}/{y}"}, "address", "https://"),
        (OWN | {"url": "https://me@example.org/{z}/{x}/{y}.png"}, "address", "https://"),
        (OWN | {"url": "https://*/{z}/{x}/{y}.png"}, "address", "https://"),
        (OWN | {"url": "https://example.org; script-src */{z}/{x}/{y}.png"}, "address", "https://"),
        (OWN | {"url": 'https://example.org/{z}/{x}/{y}.png"><script>'}, "address", "https://"),
        (OWN | {"url": "https://example.org/{z}/{x}/{y}.png\nx"}, "address", "https://"),
    ],
)
def test_what_is_no_provider_is_refused_with_a_remedy(provider, problem, remedy):
    with pytest.raises(ArgumentError, match=re.escape(problem)) as caught:
        block_of(provider)
    assert caught.value.argument == "basemap"
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    "host", ["*", "https:", "https://*", "http://a.org", "https://a.org; script-src *", ""]
)
def test_a_policy_lets_nobody_in_but_a_server_that_is_named(host):
    block = block_of(OWN)
    block["tiles"]["hosts"] = [host]
    with pytest.raises(ArgumentError, match="no address of a server"):
        strict_page([reported_block()], block, title="x")


def test_the_policy_names_the_tiles_servers_and_is_the_same_otherwise():
    offline = policy_of(strict_page([reported_block()], None, title="x"))
    tiles = policy_of(strict_page([reported_block()], block_of(OWN), title="x"))
    assert "img-src data:;" in offline
    assert tiles == offline.replace(
        "img-src data:", "img-src data: https://a.example.org https://b.example.org"
    )


def test_a_map_has_tiles_when_asked_for_and_never_else(example):
    model = build(read_dossier(example))
    assert "tiles" not in model.map().basemap_block.data
    with pytest.warns(GeomovesWarning, match="network"):
        drawn = model.map(basemap=OSM)
    assert drawn.basemap_block.data["tiles"]["name"] == OSM
    assert "img-src data: https://tile.openstreetmap.org;" in policy_of(drawn.strict_html())


def test_tiles_are_shown_and_credited_and_nothing_else_is_asked_for(open_page, tmp_path):
    html = strict_page([reported_block()], block_of(OWN), title="x")
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body=DOT, content_type="image/png")

    visit = open_page()
    visit.page.route("https://*.example.org/**", answer)
    path = tmp_path / "tiles.html"
    path.write_text(html, encoding="utf-8")
    visit.page.goto(path.as_uri())
    visit.page.wait_for_selector(".leaflet-tile-loaded", state="attached")
    assert asked
    assert all(re.fullmatch(r"https://[ab]\.example\.org/\d+/\d+/\d+\.png", url) for url in visit.requests)
    credits_line = visit.page.locator(".gm-credits").inner_text()
    assert "© Us" in credits_line
    assert "needs the network" in credits_line
    assert "https://a.example.org" in credits_line
    assert visit.page.locator(".gm-tiles-failed").is_hidden()
    assert visit.errors == []


def test_tiles_that_do_not_come_are_missed_aloud(open_page, tmp_path):
    opened = opener(open_page, tmp_path)(strict_page([reported_block()], block_of(OWN), title="x"))
    opened.page.wait_for_selector(".gm-tiles-failed:not([hidden])")
    assert "Ours" in opened.page.locator(".gm-tiles-failed").inner_text()
    assert opened.rows("spots") == {0, 1, 2, 3}
