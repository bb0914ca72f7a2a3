"""Movement layers in any folium map, and the map of ours that is one."""

from __future__ import annotations

import copy
import io
import re

import branca.element
import folium
import folium.plugins
import pytest

from geomoves.errors import (
    ArgumentError,
    FileAccessError,
    ForeignLayerError,
    GeomovesError,
    GeomovesWarning,
)
from geomoves.maps import assets
from geomoves.maps.layer import LAYER_KEYS, FixedText, MovementLayer, movement_layers
from geomoves.maps.map import MovementMap
from geomoves.maps.packing import pack
from geomoves.maps.page import strict_page
from geomoves.markup import node
from geomoves.wording import plain_words
from tests.maps.payloads import plain_basemap, plain_block

LEAFLET = re.compile(r".*/leaflet(@[0-9.]+)?/dist/leaflet\.(js|css)$")
DENIAL = "A spokesman denies that they take part."


@pytest.fixture
def folium_map():
    return folium.Map(location=[43.1, 131.9], zoom_start=5, tiles=None)


@pytest.fixture
def movement_map():
    return MovementMap(plain_block(), basemap_block=plain_basemap())


@pytest.fixture
def open_folium(open_page, tmp_path):
    """Open HTML as a file, with Leaflet where folium's page looks for it and nothing else in reach."""

    def open_one(html):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        visit = open_page()
        visit.page.route(
            LEAFLET,
            lambda route: route.fulfill(
                body=assets.leaflet_script() if route.request.url.endswith("js") else assets.leaflet_style(),
                content_type="text/javascript" if route.request.url.endswith("js") else "text/css",
            ),
        )
        visit.page.goto(path.as_uri())
        return visit

    return open_one


def rendered(map_):
    return map_.get_root().render()


# In somebody else's map


def test_layers_of_a_model_share_its_data_its_script_and_its_style(folium_map):
    layers = movement_layers(plain_block())
    for layer in layers:
        layer.add_to(folium_map)
    html = rendered(folium_map)
    assert (
        html.count("application/x-geomoves-block") - assets.our_script().count("application/x-geomoves-block")
        == 1
    )
    assert html.count(assets.our_script()) == 1
    assert html.count(assets.our_style()) == 1
    assert html.count("= geomoves.layer(") == len(layers)


def test_rendering_twice_puts_nothing_in_twice(folium_map):
    for layer in movement_layers(plain_block()):
        layer.add_to(folium_map)
    folium.LayerControl().add_to(folium_map)
    once = rendered(folium_map)
    again = rendered(folium_map)
    assert again.count("geomoves.layer(") == once.count("geomoves.layer(")
    assert again.count("application/x-geomoves-block") == once.count("application/x-geomoves-block")


def test_there_is_a_layer_for_each_kind_of_thing_and_none_is_empty():
    keys = [layer.keys for layer in movement_layers(plain_block())]
    assert keys == [
        ["origins"],
        ["transits"],
        ["bases"],
        ["destinations"],
        ["happened"],
        ["expected"],
        ["losses"],
        ["activity"],
    ]
    unsaid = plain_block()
    unsaid["legs"]["phase"] = ["", "under way"]
    movements = [layer.keys for layer in movement_layers(unsaid)[4:6]]
    assert movements == [["under way"], ["phase not stated"]]
    assert set(plain_words()["layers"]) == set(LAYER_KEYS)


def test_what_is_ours_is_not_compiled_as_a_template(folium_map):
    # A style sheet may well hold {#id{, which begins a comment in a template.
    text = "{{7*191}}{% if %}{#gone"
    root = folium_map.get_root()
    for part in (root.header, root.html, root.script, folium_map):
        part.add_child(FixedText(node("p", text)))
    root.script.add_child(FixedText.of_script(text))
    assert rendered(folium_map).count(text) == 4


def test_layers_have_the_same_names_every_time():
    first, second = movement_layers(plain_block()), movement_layers(plain_block())
    assert [layer.get_name() for layer in first] == [layer.get_name() for layer in second]
    assert len({layer.get_name() for layer in first}) == len(first)
    other = movement_layers(plain_block() | {"title": "Other"})
    assert not {layer.get_name() for layer in first} & {layer.get_name() for layer in other}


def test_our_part_of_a_folium_page_is_the_same_every_time():
    def ours():
        map_ = folium.Map(tiles=None)
        map_._id = "0" * 32
        for layer in movement_layers(plain_block()):
            layer.add_to(map_)
        return rendered(map_)

    assert ours() == ours()


def test_a_layer_knows_where_it_is(folium_map):
    movement_layers(plain_block())[0].add_to(folium_map)
    assert folium_map.get_bounds() == [[37.1, 123.6], [50.4, 140.2]]


@pytest.mark.parametrize(
    "name", ["{{7*191}}", "<b>", "a&b", 'a"b', "a`b", "a\nb", "", " ", "a" * 100, "a#}b", "${x}", "a\\b"]
)
def test_a_name_that_could_be_code_is_refused(name):
    with pytest.raises(ArgumentError, match="name"):
        MovementLayer(plain_block(), ["losses"], name)
    layer = MovementLayer(plain_block(), ["losses"], "Losses")
    with pytest.raises(ArgumentError, match="name"):
        layer.layer_name = name


@pytest.mark.parametrize("name", ["Losses", "Потери (октябрь 2024)", "손실: 1–3, 5/6"])
def test_a_plain_name_is_taken_in_any_language(name):
    assert MovementLayer(plain_block(), ["losses"], name).layer_name == name


@pytest.mark.parametrize("keys", [[], ["everything"], "loss", ["losses", "</script>"]])
def test_unknown_layers_are_refused(keys):
    with pytest.raises(ArgumentError, match="keys"):
        MovementLayer(plain_block(), keys, "Losses")


def test_a_layer_on_no_map_says_what_to_do():
    with pytest.raises(GeomovesError, match="add it first"):
        MovementLayer(plain_block(), ["losses"], "Losses").render()


def test_a_layer_that_is_off_is_made_but_not_shown(folium_map):
    layer = MovementLayer(plain_block(), ["losses"], "Losses", show=False).add_to(folium_map)
    html = rendered(folium_map)
    assert f"var {layer.get_name()} = geomoves.layer(" in html
    assert f"{layer.get_name()}.addTo(" not in html


def test_layers_work_in_a_folium_map_with_its_layer_control(folium_map, open_folium):
    layers = movement_layers(plain_block())
    group = folium.FeatureGroup(name="Group").add_to(folium_map)
    for layer in layers[:2]:
        layer.add_to(group)
    for layer in layers[2:]:
        layer.add_to(folium_map)
    folium.LayerControl(collapsed=False).add_to(folium_map)
    visit = open_folium(rendered(folium_map))
    visit.page.get_by_text(DENIAL).first.wait_for()
    shown = visit.page.locator(".leaflet-control-layers label").all_inner_texts()
    assert [text.strip() for text in shown] == ["Group", *(layer.layer_name for layer in layers[2:])]
    for box in visit.page.locator(".leaflet-control-layers input").all():
        box.uncheck()
        box.check()
    assert visit.errors == []
    assert visit.page.locator(".gm-card").is_hidden()
    # Whose data they are is said wherever they are shown.
    assert visit.page.get_by_text("Leaflet, BSD-2-Clause").is_visible()
    folium_map_name = folium_map.get_name()
    for layer in layers:
        parent = group.get_name() if layer in layers[:2] else folium_map_name
        assert visit.page.evaluate(f"{parent}.hasLayer({layer.get_name()})")


def test_grouped_control_two_maps_and_dual_maps_work(open_folium):
    figure = branca.element.Figure()
    maps = [folium.Map(location=[43, 132], tiles=None, height="50%") for _ in range(2)]
    for map_ in maps:
        figure.add_child(map_)
        for layer in movement_layers(plain_block()):
            layer.add_to(map_)
    visit = open_folium(figure.render())
    visit.page.get_by_text(DENIAL).first.wait_for()
    layer_name = movement_layers(plain_block())[0].get_name()
    assert visit.errors == []
    assert figure.render().count(f"var {layer_name} = ") == 2

    dual = folium.plugins.DualMap(location=[43, 132], tiles=None)
    for layer in movement_layers(plain_block()):
        layer.add_to(dual)
    html = rendered(dual)
    made = re.findall(r"var (geomoves_layer_\w+) = geomoves\.layer\(", html)
    added = re.findall(r"(geomoves_layer_\w+)\.addTo\((\w+)\)", html)
    assert len(made) == len(set(made)) == 2 * len(movement_layers(plain_block()))
    assert [layer for layer, _on_map in added] == made
    assert len({on_map for _layer, on_map in added}) == 2

    grouped = folium.Map(tiles=None)
    layers = [layer.add_to(grouped) for layer in movement_layers(plain_block())]
    folium.plugins.GroupedLayerControl({"Movements": layers}, exclusive_groups=False).add_to(grouped)
    assert f'"Losses" : {layers[-2].get_name()}' in rendered(grouped)


# The map of ours


def test_it_is_a_folium_map_that_renders_and_saves_as_the_strict_page(movement_map, tmp_path):
    assert isinstance(movement_map, folium.Map)
    strict = strict_page([plain_block()], plain_basemap(), title=plain_block()["title"])
    assert rendered(movement_map) == strict
    assert movement_map.save(tmp_path / "map.html") == tmp_path / "map.html"
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == strict
    movement_map.get_root().save(str(tmp_path / "again.html"))
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "map.html").read_bytes()
    assert rendered(movement_map) == strict


def test_its_title_and_view_can_be_set():
    map_ = MovementMap(plain_block(), title="Mine")
    map_.fit_bounds([[40, 120], [50, 190]])
    assert rendered(map_) == strict_page(
        [plain_block() | {"title": "Mine", "view": [120.0, 40.0, 190.0, 50.0]}], None, title="Mine"
    )
    assert map_.get_bounds() == [[40.0, 120.0], [50.0, 190.0]]


@pytest.mark.parametrize(
    "bounds", [[], [[1, 2]], [[50, 1], [40, 2]], [[0, 0], [95, 1]], [["a", 0], [1, 1]], None]
)
def test_a_view_that_is_none_is_refused(movement_map, bounds):
    with pytest.raises(ArgumentError, match="bounds"):
        movement_map.fit_bounds(bounds)


def test_layers_of_another_model_become_part_of_the_strict_page(movement_map):
    other = pack(plain_block() | {"title": "Other"})
    MovementLayer(other, ["losses"], "Losses").add_to(movement_map)
    MovementLayer(other, ["origins"], "Origins").add_to(movement_map)
    # Its own are there already.
    for layer in movement_layers(plain_block()):
        layer.add_to(movement_map)
    assert rendered(movement_map) == strict_page(
        [plain_block(), other],
        plain_basemap(),
        title=plain_block()["title"],
        keys={other.digest: ["origins", "losses"]},
    )


def test_a_layer_of_another_model_shows_on_the_page(movement_map, open_folium):
    other = plain_block() | {"title": "Other", "strip": [[1, "denies", "Somebody else denies it.", ""]]}
    MovementLayer(other, ["losses"], "Losses").add_to(movement_map)
    visit = open_folium(rendered(movement_map))
    visit.page.get_by_text(DENIAL).first.wait_for()
    visit.page.get_by_text("Somebody else denies it.").first.wait_for()
    visit.assert_quiet()


def foreign_map():
    map_ = MovementMap(plain_block(), basemap_block=plain_basemap())
    folium.Marker(
        [43, 132], popup=folium.Popup("<img src=https://pictures.invalid/p.png>"), tooltip="Here"
    ).add_to(map_)
    folium.TileLayer(
        "https://tiles.invalid/{z}/{x}/{y}.png", attr="<a href='https://attr.invalid'>x</a>"
    ).add_to(map_)
    folium.plugins.MiniMap().add_to(map_)
    folium.LayerControl().add_to(map_)
    map_.get_root().header.add_child(branca.element.JavascriptLink("https://scripts.invalid/x.js"))
    map_.get_root().html.add_child(branca.element.Element("<h1>{{7*191}}</h1>"))
    return map_


def test_foreign_elements_are_named_with_what_they_would_load():
    with pytest.raises(ForeignLayerError) as refused:
        foreign_map().save("never.html")
    named = "\n".join(refused.value.elements)
    for kind in (
        "Marker marker_",
        "Popup popup_",
        "Tooltip tooltip_",
        "TileLayer",
        "MiniMap",
        "LayerControl",
        "JavascriptLink",
        "Element",
    ):
        assert kind in named
    for address in (
        "https://pictures.invalid/p.png",
        "https://tiles.invalid/{z}/{x}/{y}.png",
        "https://scripts.invalid/x.js",
        "Control.MiniMap.js",
    ):
        assert address in named
    assert "attr.invalid" not in named
    assert 'foreign="allow"' in str(refused.value)
    # Naming them renders nothing: a foreign text may be a template that runs.
    assert "1337" not in str(refused.value)


@pytest.mark.parametrize(
    "put",
    [
        lambda map_: folium.Marker([43, 132]).add_to(map_),
        lambda map_: folium.FeatureGroup().add_to(map_),
        lambda map_: map_.on(click=folium.utilities.JsCode("() => 1")),
        lambda map_: movement_layers(plain_block())[0].add_to(folium.FeatureGroup().add_to(map_)),
        lambda map_: folium.Circle([0, 0]).add_to(movement_layers(plain_block())[0].add_to(map_)),
        lambda map_: map_.add_js_link("plugin", "https://scripts.invalid/plugin.js"),
        lambda map_: map_.add_css_link("plugin", "https://scripts.invalid/plugin.css"),
        lambda map_: map_.get_root().script.add_child(branca.element.Element("1")),
        lambda map_: map_.get_root().header.add_child(branca.element.Element("1"), name="meta_http"),
        lambda map_: map_.get_root().add_child(folium.Map()),
        lambda map_: map_.get_root().add_child(MovementMap(plain_block() | {"title": "Other"})),
        lambda map_: map_.fit_bounds([[1, 1], [2, 2]], max_zoom=3),
        lambda map_: type("Sub", (MovementLayer,), {})(plain_block(), ["losses"], "Losses").add_to(map_),
    ],
)
def test_whatever_is_not_ours_is_found(movement_map, tmp_path, put):
    put(movement_map)
    path = tmp_path / "map.html"
    path.write_bytes(b"the last good map")
    with pytest.raises(ForeignLayerError):
        movement_map.save(path)
    assert path.read_bytes() == b"the last good map"
    assert list(tmp_path.iterdir()) == [path]


def test_links_added_to_one_map_do_not_leak_into_another(movement_map):
    movement_map.add_js_link("plugin", "https://scripts.invalid/plugin.js")
    assert MovementMap(plain_block()).foreign_elements() == []
    assert "scripts.invalid" not in rendered(folium.Map(tiles=None))


def test_when_what_was_foreign_is_gone_the_page_is_strict_again(movement_map):
    strict = rendered(movement_map)
    marker = folium.Marker([43, 132], popup="x").add_to(movement_map)
    assert rendered(movement_map) != strict
    del movement_map._children[marker.get_name()]
    assert rendered(movement_map) == strict


def test_with_foreign_elements_allowed_it_warns_and_the_map_says_so(tmp_path, open_folium):
    map_ = MovementMap(plain_block(), basemap_block=plain_basemap())
    marker = folium.Marker([43, 132], tooltip="Here").add_to(map_)
    line = folium.PolyLine([[43, 132], [44, 133]]).add_to(map_)
    with pytest.warns(GeomovesWarning, match="Marker"):
        map_.save(tmp_path / "map.html", foreign="allow")
    html = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" not in html
    assert rendered(map_) == html
    visit = open_folium(html)
    visit.page.get_by_text(DENIAL).first.wait_for()
    notice = visit.page.get_by_role("note")
    assert notice.is_visible()
    assert notice.inner_text() == plain_words()["foreign"]
    for element in (marker, line):
        assert visit.page.evaluate(f"{map_.get_name()}.hasLayer({element.get_name()})")
    # Leaflet and its marker's image come from the file itself.
    assert visit.page.evaluate("document.querySelector('.leaflet-marker-icon').naturalWidth") > 0
    visit.assert_quiet()


def test_a_broken_foreign_script_does_not_take_our_map_with_it(movement_map, open_folium):
    movement_map.get_root().script.add_child(branca.element.Element("this is no script"))
    visit = open_folium(rendered(movement_map))
    visit.page.get_by_text(DENIAL).first.wait_for()


def test_what_wants_foliums_page_gets_it(movement_map):
    folium.Marker([43, 132], popup="x").add_to(movement_map)
    html = rendered(movement_map)
    assert "jquery" in html
    assert "leaflet@" not in html


def test_a_map_of_ours_stands_in_a_figure_of_somebodys(movement_map, open_folium, tmp_path):
    figure = branca.element.Figure(width=600, height=400)
    figure.add_child(movement_map)
    visit = open_folium(figure.render())
    visit.page.get_by_text(DENIAL).first.wait_for()
    assert visit.page.get_by_role("note").count() == 0
    visit.assert_quiet()
    movement_map.save(tmp_path / "map.html")
    assert "Content-Security-Policy" in (tmp_path / "map.html").read_text(encoding="utf-8")


# Saving


def test_saving_takes_what_folium_takes(movement_map, tmp_path):
    expected = rendered(movement_map).encode()
    for path in (tmp_path / "a.html", str(tmp_path / "b.html"), bytes(tmp_path / "c.html")):
        movement_map.save(path)
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {expected}
    held = io.BytesIO()
    assert movement_map.save(held, close_file=False) is None
    assert held.getvalue() == expected
    with (tmp_path / "a.html").open("wb") as stream:
        movement_map.save(stream)
        assert stream.closed
    assert (tmp_path / "a.html").read_bytes() == expected


def test_a_failing_save_leaves_the_last_map_as_it_was(movement_map, tmp_path, monkeypatch):
    path = tmp_path / "map.html"
    path.write_bytes(b"the last good map")

    def fail(*_args, **_kwargs):
        raise RuntimeError("no page")

    with monkeypatch.context() as patch:
        patch.setattr("geomoves.maps.map.strict_page", fail)
        with pytest.raises(RuntimeError):
            movement_map.save(path)
    assert path.read_bytes() == b"the last good map"
    assert list(tmp_path.iterdir()) == [path]


def test_where_nothing_can_be_written_the_error_says_so(movement_map, tmp_path):
    with pytest.raises(FileAccessError, match="folder"):
        movement_map.save(tmp_path / "missing" / "map.html")
    with pytest.raises(FileAccessError, match="folder"):
        movement_map.save(tmp_path)
    with pytest.raises(FileAccessError, match="null"):
        movement_map.save("a\0b.html")
    with pytest.raises(ArgumentError, match="binary"):
        movement_map.save(io.StringIO())
    with pytest.raises(ArgumentError, match="binary"):
        movement_map.save(42)
    with (tmp_path / "x").open("wb") as stream:
        pass
    with pytest.raises(FileAccessError):
        movement_map.save(stream)
    with pytest.raises(ArgumentError, match="foreign"):
        movement_map.save(tmp_path / "map.html", foreign="perhaps")


# In a notebook


def test_a_notebook_shows_it_in_a_frame_that_cannot_reach_the_notebook(movement_map, open_folium):
    html = movement_map._repr_html_()
    assert html == movement_map.get_root()._repr_html_()
    visit = open_folium(f"<!DOCTYPE html><title>notebook</title><script>window.secret = 1</script>{html}")
    frame = visit.page.frame_locator("iframe")
    frame.get_by_text(DENIAL).first.wait_for()
    assert visit.page.locator("iframe").bounding_box()["height"] == 640
    inside = visit.page.frames[1]
    assert inside.evaluate(
        "try_ = (() => { try { return parent.secret } catch (error) { return error.name } })()"
    ) == ("SecurityError")
    visit.assert_quiet()


def test_a_notebook_shows_foreign_elements_with_the_notice(open_folium):
    html = foreign_map()._repr_html_()
    visit = open_folium(f"<!DOCTYPE html><title>notebook</title>{html}")
    visit.page.frame_locator("iframe").get_by_role("note").wait_for()


def test_where_no_html_is_shown_a_sentence_is(movement_map):
    bundle = movement_map._repr_mimebundle_()
    assert bundle["text/html"] == movement_map._repr_html_()
    assert bundle["text/plain"] == repr(movement_map)
    assert "Soldiers moved" in repr(movement_map)
    assert "save" in repr(movement_map)


def test_making_a_map_leaves_its_data_as_they_were():
    block, basemap = plain_block(), plain_basemap()
    before = copy.deepcopy((block, basemap))
    map_ = MovementMap(block, basemap_block=basemap, title="Mine")
    map_.fit_bounds([[1, 1], [2, 2]])
    rendered(map_)
    assert (block, basemap) == before
