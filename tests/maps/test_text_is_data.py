"""A user's text never runs: not in Python, not in the browser, whatever it is and wherever it stands.

Every text field of a block holds every text of `payloads.PAYLOADS`. Pages of it are rendered and opened: our
own with and without its policy, a folium map that carries our layers, a notebook. folium's own tooltips show
that the same texts do run where nobody minds them.
"""

from __future__ import annotations

import json
import re

import folium
import pytest

from geomoves import build, read_dossier
from geomoves.maps import assets
from geomoves.maps.basemap import basemap_block
from geomoves.maps.block import movement_block
from geomoves.maps.layer import movement_layers
from geomoves.maps.map import MovementMap
from geomoves.maps.page import strict_page
from geomoves.wording import page_words
from tests.maps.everything import assert_nothing_ran, open_everything
from tests.maps.payloads import (
    CLOSED,
    MARK,
    PAYLOADS,
    attacked,
    multiplied,
    plain_basemap,
    plain_block,
    texts,
)

LEAFLET = re.compile(r".*/leaflet(@[0-9.]+)?/dist/leaflet\.(js|css)$")
# folium's own page asks for these, whoever's layers are on the map.
FOLIUMS = re.compile(
    r"https://(cdn\.jsdelivr\.net|code\.jquery\.com|cdnjs\.cloudflare\.com|netdna\.bootstrapcdn\.com)/"
)
WORDS = page_words()

EVERYTHING = " ".join(PAYLOADS)


@pytest.fixture(scope="module")
def hostile():
    """Everything is drawn, every free text is hostile."""
    block = multiplied(plain_block(), len(PAYLOADS))
    return attacked(block, keep=CLOSED | {("words",)}) | {"words": WORDS}


@pytest.fixture(scope="module")
def hostile_words():
    """The page's own words are hostile as well."""
    return attacked(multiplied(plain_block(), len(PAYLOADS)), keep=CLOSED)


@pytest.fixture(scope="module")
def hostile_contract():
    """So is what the page draws by: it need not draw, it must not run."""
    return attacked(multiplied(plain_block(), len(PAYLOADS)), keep={("format",)})


@pytest.fixture(scope="module")
def hostile_basemap():
    basemap = plain_basemap()
    basemap["cities"] *= len(PAYLOADS)
    basemap["credits"] *= len(PAYLOADS)
    return attacked(basemap, keep={("format",)})


@pytest.fixture
def open_html(open_page, tmp_path):
    def open_one(html, **context):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        visit = open_page(**context)
        visit.page.route(LEAFLET, answer_with_leaflet)
        visit.page.goto(path.as_uri())
        return visit

    return open_one


def answer_with_leaflet(route):
    script = route.request.url.endswith("js")
    route.fulfill(
        body=assets.leaflet_script() if script else assets.leaflet_style(),
        content_type="text/javascript" if script else "text/css",
    )


def test_every_text_field_is_attacked_by_every_text(hostile):
    fields = {}
    for field, text in texts(hostile):
        fields.setdefault(field, set()).add(text)
    spared = CLOSED | {(name,) for name in ("generator", "as_of", "title", "changes_since")}
    for field, _text in texts(plain_block()):
        if field not in spared and field[0] != "words":
            assert fields[field] >= set(PAYLOADS), field


# What the page puts sentences and lists together from. A block that has them written out already needs none
# of it, and `test_text_matrix` attacks it through a dossier.
COMPOSED = {
    "claims": set(
        "at at_one_of best carried_by cause counts figure figure_words from high lead low mode replies to "
        "told via".split()
    ),
    "legs": {"from_ends", "joined", "lead", "to_ends", "via_ends"},
    "presences": {"at_ends", "lead"},
    "events": {"at_ends", "lead"},
    "questions": {"corroborated_by", "lead", "named"},
}
COMPOSED_TABLES = {"ends", "replies", "sentences"}


def test_no_field_of_a_real_block_is_forgotten(example):
    block = movement_block(build(read_dossier(example)))
    for name, table in block.items():
        if name in COMPOSED_TABLES:
            continue
        assert name in plain_block()
        if isinstance(table, dict) and name != "words":
            assert set(table) - COMPOSED.get(name, set()) <= set(plain_block()[name]), name
    ground = basemap_block(block["view"])
    assert set(ground) <= set(plain_basemap())


# Our own page


@pytest.mark.parametrize(
    ("blocks", "policy"),
    [("hostile", True), ("hostile", False), ("hostile_words", False), ("hostile_contract", False)],
)
def test_nothing_runs_in_our_page(blocks, policy, hostile_basemap, open_html, request):
    block = request.getfixturevalue(blocks)
    visit = open_html(strict_page([block], hostile_basemap, title=EVERYTHING), bypass_csp=not policy)
    shown = open_everything(visit.page, len(PAYLOADS))
    assert_nothing_ran(visit)
    assert visit.requests == []
    assert visit.errors == []
    assert "1337" not in shown
    if blocks != "hostile_contract":
        assert visit.page.evaluate("document.querySelector('main').dataset.error") is None
        assert [text for text in PAYLOADS if text not in shown] == []


def test_readers_without_scripts_see_the_texts_too(hostile, hostile_basemap, open_html):
    visit = open_html(strict_page([hostile], hostile_basemap, title=EVERYTHING), java_script_enabled=False)
    shown = visit.page.evaluate("document.querySelector('noscript').textContent")
    # A character that HTML cannot hold is shown as the one that stands for it.
    assert [text for text in PAYLOADS if written(text) not in shown] == []
    assert (
        visit.page.locator(
            "noscript script, noscript img, noscript iframe, noscript svg, noscript style"
        ).count()
        == 0
    )
    links = visit.page.eval_on_selector_all("a", "nodes => nodes.map((each) => each.getAttribute('href'))")
    assert [address for address in links if not address.startswith(("http://", "https://"))] == []
    assert_nothing_ran(visit)
    assert visit.requests == []


def test_the_file_holds_the_texts_only_escaped(hostile, hostile_basemap):
    html = strict_page([hostile], hostile_basemap, title=EVERYTHING)
    outside = re.sub(r"<noscript.*</noscript>|<title>.*</title>", "", html, count=2, flags=re.DOTALL)
    for text in PAYLOADS:
        # Signs that any script or style holds tell nothing.
        if len(text) > 3 and text not in assets.our_script() and text not in assets.leaflet_script():
            assert text not in outside, text
    assert MARK not in outside
    assert "attacker.invalid" not in outside
    for part in re.findall(r"<noscript.*</noscript>|<title>.*</title>", html, flags=re.DOTALL):
        inside = re.sub(r"^<\w+[^>]*>|</\w+>$", "", part)
        tags = set(re.findall(r"</?([a-z0-9]+)", inside))
        assert tags <= {
            "div",
            "h1",
            "h2",
            "p",
            "ul",
            "li",
            "a",
            "bdi",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        }


# folium


def hostile_folium_map(block):
    map_ = folium.Map(location=[43.1, 131.9], zoom_start=5, tiles=None)
    for layer in movement_layers(block):
        layer.add_to(map_)
    folium.LayerControl(collapsed=False).add_to(map_)
    return map_


@pytest.mark.parametrize("blocks", ["hostile", "hostile_contract"])
def test_nothing_runs_in_a_folium_map(blocks, open_html, request):
    html = hostile_folium_map(request.getfixturevalue(blocks)).get_root().render()
    assert "1337" not in html
    assert MARK not in html
    assert "attacker.invalid" not in html
    visit = open_html(html)
    shown = open_everything(visit.page, len(PAYLOADS))
    assert_nothing_ran(visit)
    assert [address for address in visit.requests if not FOLIUMS.match(address)] == []
    assert visit.errors == []
    if blocks == "hostile":
        assert [text for text in PAYLOADS if text not in shown] == []


def test_nothing_runs_in_our_map_with_foreign_elements(hostile, hostile_basemap, open_html):
    map_ = MovementMap(hostile, basemap_block=hostile_basemap)
    folium.CircleMarker([43, 132]).add_to(map_)
    html = map_.get_root().render()
    assert "1337" not in html
    visit = open_html(html)
    open_everything(visit.page, len(PAYLOADS))
    assert_nothing_ran(visit)
    assert visit.requests == []
    assert visit.errors == []


# A notebook


@pytest.mark.parametrize("kind", ["our map", "folium's map"])
def test_nothing_runs_in_a_notebook(kind, hostile, hostile_basemap, open_html):
    if kind == "our map":
        map_ = MovementMap(hostile, basemap_block=hostile_basemap)
    else:
        map_ = hostile_folium_map(hostile)
    cell = map_._repr_html_()
    assert "1337" not in cell
    visit = open_html(f"<!DOCTYPE html><meta charset=utf-8><title>notebook</title>{cell}")
    visit.page.wait_for_function("window.frames.length === 1")
    open_everything(visit.page.frames[1], len(PAYLOADS))
    assert_nothing_ran(visit)
    assert [address for address in visit.requests if not FOLIUMS.match(address)] == []
    assert visit.errors == []


# The canary: the same texts do run where folium is given them


def test_the_same_texts_run_in_foliums_own_tooltips(open_html):
    ran = set()
    for text in PAYLOADS[:1] + tuple(text for text in PAYLOADS if text.startswith(("${", "<img src=x"))):
        map_ = folium.Map(location=[43, 132], zoom_start=5, tiles=None)
        folium.Marker([43, 132], tooltip=folium.Tooltip(text, permanent=True)).add_to(map_)
        html = map_.get_root().render()
        if "1337" in html:
            ran.add("jinja")
        visit = open_html(html)
        visit.page.wait_for_timeout(200)
        if visit.page.evaluate(f"window.{MARK}") == 1:
            ran.add(text[:2])
    assert ran == {"jinja", "${", "<i"}


def test_the_same_texts_run_in_a_page_that_writes_them_as_html(open_html):
    staying = [text for text in PAYLOADS if "refresh" not in text]
    carried = json.dumps(staying).replace("<", "\\u003c")
    script = f"<script>document.body.innerHTML = {carried}.join(' ')</script>"
    visit = open_html(f"<!DOCTYPE html><meta charset=utf-8><body>{script}")
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate(f"window.{MARK}") == 1
    assert visit.requests != []


def written(text):
    """`text` as HTML can hold it."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
