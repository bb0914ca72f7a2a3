"""The strict page: what is in it, that it asks nobody for anything, that its bytes are always the same."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html.parser
import re
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.errors import ArgumentError, AssetError
from geomoves.maps import assets, plain
from geomoves.maps.packing import pack, unpack
from geomoves.maps.page import strict_page
from geomoves.markup import _PLAIN_ADDRESS, Code, link, node, serialise, web_address
from tests.maps.payloads import MARK, multiplied, plain_basemap, plain_block

LOADING_ATTRIBUTES = {
    "src",
    "srcset",
    "poster",
    "data",
    "background",
    "action",
    "formaction",
    "ping",
    "manifest",
}


class Parsed(html.parser.HTMLParser):
    """The elements of a page: (tag, attributes, text)."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements = []
        self.doctype = ""
        self.inside = False
        self.feed(text)

    def handle_decl(self, decl):
        self.doctype = decl

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])
        self.inside = True

    def handle_endtag(self, _tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.elements[-1][2] += data

    def all(self, tag, **attributes):
        return [
            element
            for element in self.elements
            if element[0] == tag and all(element[1].get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag, **attributes):
        (found,) = self.all(tag, **attributes)
        return found


@pytest.fixture(scope="module")
def page_text():
    return strict_page([plain_block()], plain_basemap(), title="Soldiers moved")


@pytest.fixture
def page_file(page_text, tmp_path):
    path = tmp_path / "map.html"
    path.write_text(page_text, encoding="utf-8")
    return path


# What is in the file


def test_it_is_a_whole_document_that_says_what_it_is(page_text):
    page = Parsed(page_text)
    assert page.doctype == "DOCTYPE html"
    assert page_text.encode()[:200].find(b'charset="utf-8"') > 0
    assert page.one("html")[1] == {"lang": "en"}
    assert page.one("title")[2] == "Soldiers moved"
    assert page.one("main")[1]["id"] == "geomoves"
    generator = page.one("meta", name="generator")[1]["content"]
    assert re.fullmatch(r"geomoves [0-9.a-z]+; data sha256:[0-9a-f]{64}", generator)
    assert page.one("meta", name="viewport")


def test_the_checksum_is_that_of_the_data(page_text):
    other = plain_block() | {"title": "Other"}
    said = Parsed(strict_page([other], plain_basemap(), title="Soldiers moved")).one("meta", name="generator")
    assert said[1]["content"] != Parsed(page_text).one("meta", name="generator")[1]["content"]


def test_the_policy_lets_nothing_in_but_what_it_names(page_text):
    page = Parsed(page_text)
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})[1]["content"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert rules["default-src"] == ["'none'"]
    assert rules["base-uri"] == ["'none'"]
    assert rules["form-action"] == ["'none'"]
    assert rules["img-src"] == ["data:"]
    assert set(rules) == {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}
    assert "unsafe" not in policy
    running = [text for _tag, attributes, text in page.all("script") if "type" not in attributes]
    packed = [
        gzip.decompress(base64.b64decode(text)).decode()
        for _tag, _attributes, text in page.all("script", type="application/x-geomoves-script")
    ]
    assert rules["script-src"] == list(map(policy_hash, [*running, *packed]))
    assert (len(running), len(packed)) == (1, 2)
    assert rules["style-src"] == [policy_hash(text) for _tag, _attributes, text in page.all("style")]


def test_the_policy_stands_before_everything_that_it_governs(page_text):
    tags = [(tag, attributes.get("http-equiv")) for tag, attributes, _text in Parsed(page_text).elements]
    policy = tags.index(("meta", "Content-Security-Policy"))
    assert not {"script", "style", "link", "img"} & {tag for tag, _ in tags[:policy]}


def test_nothing_in_it_has_an_address_to_load_from(page_text):
    page = Parsed(page_text)
    for tag, attributes, text in page.elements:
        assert not LOADING_ATTRIBUTES & set(attributes), (tag, attributes)
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
        if tag == "link":
            assert attributes == {"rel": "icon", "href": "data:,"}
        if tag == "style":
            assert "@import" not in text
            assert all(address.startswith("data:") for address in re.findall(r"url\(['\"]?([^)]*)", text))
    # Developer tools would fetch a source map.
    assert "sourceMappingURL" not in page_text
    assert page.one("meta", **{"http-equiv": "x-dns-prefetch-control"})[1]["content"] == "off"


def test_the_data_can_be_read_back(page_text):
    page = Parsed(page_text)
    (carried,) = page.all("script", type="application/x-geomoves-block")
    assert unpack(carried[2]) == plain_block()
    assert carried[1]["id"] == pack(plain_block()).element_id
    (ground,) = page.all("script", type="application/x-geomoves-basemap")
    assert unpack(ground[2]) == plain_basemap()


def test_several_models_share_a_page_and_one_may_show_some_of_its_layers():
    first, second = pack(plain_block()), pack(plain_block() | {"title": "Second"})
    page = Parsed(
        strict_page([first, second], None, title="Both", keys={second.digest: ["losses", "under way"]})
    )
    carried = page.all("script", type="application/x-geomoves-block")
    assert [attributes.get("data-keys") for _tag, attributes, _text in carried] == [None, "losses,under way"]
    assert not page.all("script", type="application/x-geomoves-basemap")


def test_a_page_needs_data_and_a_language_that_it_speaks():
    with pytest.raises(ArgumentError, match="no data"):
        strict_page([], None, title="Nothing")
    with pytest.raises(ArgumentError, match="language"):
        strict_page([plain_block()], None, title="x", language="tlh")
    with pytest.raises(ArgumentError, match="language"):
        strict_page([plain_block()], None, title="x", language="../en")


def test_a_map_without_a_title_still_has_one():
    assert Parsed(strict_page([plain_block()], None, title=" \n")).one("title")[2] == "geomoves"


# For readers without scripts


def test_without_scripts_every_claim_can_be_read(page_file, open_page):
    visit = open_page(page_file, java_script_enabled=False)
    shown = visit.page.inner_text("body")
    block = plain_block()
    for text in (
        *block["claims"]["sentence"],
        *block["claims"]["words"],
        *block["claims"]["said"],
        *block["speakers"]["name"],
        block["strip"][0][2],
        block["strip"][0][3],
        block["off_map"][0][1],
        block["documents"]["citation"][0],
        "Natural Earth",
    ):
        assert text in shown
    links = visit.page.eval_on_selector_all("a", "nodes => nodes.map((each) => each.href)")
    assert "https://example.org/report" in links
    visit.assert_quiet()


def test_a_very_long_table_is_counted_not_written(monkeypatch):
    monkeypatch.setattr(plain, "MOST_CLAIMS", 10)
    text = strict_page([multiplied(plain_block(), 8)], None, title="Many")
    rows = text.count('<td dir="auto">The service says')
    assert rows == 5
    assert ">6 more stand in the map itself" in text


# In a browser


def test_it_opens_and_asks_nobody_for_anything(page_file, open_page):
    visit = open_page(page_file)
    visit.page.get_by_text("A spokesman denies that they take part.").first.wait_for()
    assert visit.page.evaluate("typeof L.map") == "function"
    visit.assert_quiet()


def test_it_asks_for_nothing_without_its_policy_either(page_file, open_page):
    # A policy stops a request before anybody sees it.
    visit = open_page(page_file, bypass_csp=True)
    visit.page.get_by_text("A spokesman denies that they take part.").first.wait_for()
    visit.assert_quiet()


def test_its_policy_stops_a_script_that_is_not_ours(page_text, tmp_path, open_page):
    path = tmp_path / "map.html"
    hostile = page_text.replace("<noscript", f"<script>window.{MARK} = 1</script><noscript", 1)
    path.write_text(hostile, encoding="utf-8")
    visit = open_page(path)
    assert visit.page.evaluate(f"window.{MARK}") is None
    assert any("Content Security Policy" in text for text in visit.console)
    assert open_page(path, bypass_csp=True).page.evaluate(f"window.{MARK}") == 1


def test_a_module_loader_on_the_page_does_not_swallow_leaflet(page_file, open_page):
    visit = open_page()
    visit.page.add_init_script(
        "window.define = () => { throw new Error('defined'); }; window.define.amd = {};"
        "window.module = {exports: {}}; window.exports = window.module.exports;"
    )
    visit.page.goto(page_file.as_uri())
    # Leaflet travels packed: it is there once the page has unpacked it.
    visit.page.wait_for_selector("[data-ready]", state="attached")
    assert visit.page.evaluate("L.version") == assets.LEAFLET_VERSION
    visit.assert_quiet()


# The same bytes


def test_the_same_data_gives_the_same_bytes_anywhere(page_text, tmp_path, checkout):
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from tests.maps.payloads import plain_basemap, plain_block\n"
        "from geomoves.maps.page import strict_page\n"
        "block = dict(reversed(plain_block().items()))\n"
        "text = strict_page([block], plain_basemap(), title='Soldiers moved')\n"
        "print(hashlib.sha256(text.encode()).hexdigest())\n"
    )
    here = hashlib.sha256(page_text.encode()).hexdigest()
    for environment in (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Vladivostok", "LANG": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LANG": "ru_RU.UTF-8", "PYTHONUTF8": "0"},
    ):
        command = [sys.executable, "-c", code, str(checkout)]
        said = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert said.stdout.strip() == here


# Packing


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), json_values, max_size=5))
def test_packing_keeps_the_data_and_shows_none_of_it(data):
    packed = pack(data)
    assert unpack(packed.text) == data
    assert re.fullmatch(r"[A-Za-z0-9+/]*=*", packed.text)
    assert pack(dict(reversed(data.items()))).text == packed.text


@given(
    st.text(
        st.characters(categories=["Cc", "Lu"]) | st.characters(min_codepoint=0xD800, max_codepoint=0xDBFF)
    )
)
def test_packing_keeps_what_utf8_cannot_say(text):
    assert unpack(pack({"text": text}).text) == {"text": text}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"bytes", object()])
def test_packing_refuses_what_json_cannot_say(value):
    with pytest.raises(ArgumentError, match="no plain data"):
        pack({"value": value})


@pytest.mark.parametrize("text", ["", "no base64!", "aGVsbG8=", base64.b64encode(b"\x1f\x8b\x08").decode()])
def test_unpacking_refuses_what_was_not_packed(text):
    with pytest.raises(ArgumentError, match="no packed data"):
        unpack(text)


# Assets


@pytest.fixture
def leaflet_copy(tmp_path, monkeypatch):
    folder = tmp_path / "leaflet"
    shutil.copytree(assets._leaflet_folder(), folder)
    monkeypatch.setattr(assets, "_leaflet_folder", lambda: folder)
    assets._leaflet_file.cache_clear()
    yield folder
    assets._leaflet_file.cache_clear()


def test_another_leaflet_is_refused(leaflet_copy):
    assert "L.Icon.Default.imagePath" in assets.leaflet_script(with_images=True)
    assets._leaflet_file.cache_clear()
    (leaflet_copy / "leaflet.js").write_bytes((leaflet_copy / "leaflet.js").read_bytes() + b"\n")
    with pytest.raises(AssetError, match="not the file of Leaflet"):
        assets.leaflet_script()
    (leaflet_copy / "leaflet.css").unlink()
    with pytest.raises(AssetError, match="does not hold it"):
        assets.leaflet_style()


def test_missing_leaflet_says_what_to_install(monkeypatch):
    monkeypatch.setattr(assets, "_LEAFLET_PACKAGE", "no_such_package")
    assets._leaflet_file.cache_clear()
    with pytest.raises(AssetError, match="pip install"):
        assets.leaflet_script()


def test_leaflets_style_loads_nothing():
    assert "url(" not in assets.leaflet_style()
    with_images = re.findall(r"url\(([^)]*)\)", assets.leaflet_style(with_images=True))
    assert len(with_images) == 3
    assert all(address.startswith("data:image/png;base64,") for address in with_images)


def test_django_is_not_needed():
    assert not any(name.startswith(("django", "js_lib_leaflet")) for name in sys.modules)


# Markup


@pytest.mark.parametrize("text", ["a</script>b", "</SCRIPT", "x</style >", "<!-- x", "a\0b"])
def test_code_that_would_end_early_is_refused(text):
    with pytest.raises(AssetError, match="made-up"):
        Code(text, "made-up.js")


@pytest.mark.parametrize(
    "text", ["@import 'x.css'", "a{b:url(x.png)}", "a{b:URL( 'https://x/y')}", "image-set('x' 1x)"]
)
def test_a_style_that_would_load_is_refused(text):
    with pytest.raises(AssetError, match="load"):
        node("style", Code(text, "made-up.css"))


def test_a_style_may_hold_its_images():
    assert serialise(node("style", Code("a{b:url(data:,)}", "x.css"))) == "<style>a{b:url(data:,)}</style>"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])),
    st.text(st.characters(exclude_categories=["Cc", "Cs"])),
)
def test_text_comes_back_as_text(text, value):
    written = serialise(node("p", text, title=value))
    page = Parsed(written)
    assert page.elements == [["p", {"title": value}, text]]
    assert not set("<>") & set(written.removeprefix("<p title=").removesuffix("</p>").replace('">', "", 1))


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a?b=1#c", True),
        ("http://example.org:8080/", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("https://пример.example/путь", True),
        ("https://[2001:db8::1]/", True),
        ("", False),
        ("example.org", False),
        ("//example.org/", False),
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        (" https://example.org/", False),
        ("https://example.org/a b", False),
        ("https://example.org/\u202efdp", False),
        ("https://example.org/\u200b", False),
        ("https:example.org", False),
        ("https:///example.org", False),
        ("https://user@example.org/", False),
        ("https://user:word@example.org/", False),
        ("https://example.org:port/", False),
        ("https://example.org:99999/", False),
        ("https://example.org\\@other.example/", False),
        ("https://[::1/", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("ftp://example.org/", False),
        ("https://example.org/" + "a" * 3000, False),
        ("https://example.org/\ud800", False),
    ],
)
def test_only_plain_web_addresses_become_links(address, safe):
    assert (web_address(address) == address) is safe
    assert isinstance(link(address, "text"), str) is not safe


@given(st.from_regex(_PLAIN_ADDRESS, fullmatch=True))
def test_what_is_taken_for_a_plain_address_at_a_glance_is_one(address):
    parts = urlsplit(address)
    assert parts.scheme in {"http", "https"}
    assert parts.hostname
    assert parts.port is None
    assert "@" not in parts.netloc
    assert address.isprintable()
    assert " " not in address
    assert "\\" not in address


def policy_hash(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
