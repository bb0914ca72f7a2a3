"""The offline basemap."""

import gzip
import hashlib
import json
from importlib import resources
from itertools import pairwise

import pytest

from geomoves.errors import ArgumentError, AssetError
from geomoves.maps import atlas
from geomoves.maps.basemap import basemap_block, level_in, ring_at_level, window_of
from geomoves.maps.outlines import country_outline
from geomoves.maps.rings import decode
from geomoves.maps.viewpoints import points_of_view

DPRK = (20, 28, 150, 62)
BLACK_SEA = (28, 42, 42, 49)
CHUKOTKA = (160, 58, -150, 75)
FIJI = (174, -21, -176, -14)
KNOWN_CLASSES = {"international", "disputed", "line of control", "indefinite", "claim", "admin-1"}


def classes(bounds, view):
    """The classes of the borders in a small window."""
    return {border["class"] for border in basemap_block(bounds, point_of_view=view)["borders"]}


def on_land(block, lon, lat):
    """Whether a point is filled, as a page fills it: every ring in one path, even-odd."""
    x, y = lon * block["scale"], lat * block["scale"]
    inside = False
    for flat in block["land"]:
        ring = decode(flat)
        for (ax, ay), (bx, by) in zip([ring[-1], *ring], ring, strict=False):
            if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
                inside = not inside
    return inside


# --- whose borders ------------------------------------------------------------------------------------------

PEREKOP = (33.7, 45.8, 34.9, 46.2)
KERCH_STRAIT = (36.5, 45.0, 36.75, 45.5)
LINE_OF_CONTROL = (74.0, 33.2, 76.5, 34.9)
AKSAI_CHIN = (78.0, 33.8, 79.0, 35.2)
BERM = (-14.0, 23.5, -11.8, 26.5)
PARALLEL_27_40 = (-12.5, 27.6, -9.2, 27.7)


@pytest.mark.parametrize(
    ("view", "perekop", "kerch"),
    [
        ("de facto", {"disputed"}, {"disputed"}),
        ("iso", {"admin-1"}, {"international"}),
        ("ua", {"admin-1"}, {"international"}),
        ("ru", {"international"}, {"admin-1"}),
        ("in", {"admin-1"}, {"international"}),
        ("pk", {"admin-1"}, {"international"}),
        ("cn", {"admin-1"}, {"international"}),
        ("us", {"claim"}, {"international"}),
        ("ma", {"claim"}, {"disputed"}),
    ],
)
def test_crimea(view, perekop, kerch):
    assert classes(PEREKOP, view) == perekop
    assert classes(KERCH_STRAIT, view) == kerch


@pytest.mark.parametrize(
    ("view", "line_of_control", "aksai_chin"),
    [
        ("de facto", {"line of control"}, {"disputed"}),
        ("iso", {"line of control"}, {"disputed"}),
        ("ua", {"line of control"}, {"disputed"}),
        ("ru", set(), {"international"}),
        ("in", set(), set()),
        ("pk", {"admin-1"}, {"international"}),
        ("cn", {"line of control"}, {"international"}),
        ("ma", {"line of control"}, {"disputed"}),
    ],
)
def test_kashmir(view, line_of_control, aksai_chin):
    assert classes(LINE_OF_CONTROL, view) == line_of_control
    assert classes(AKSAI_CHIN, view) == aksai_chin


@pytest.mark.parametrize(
    ("view", "berm", "parallel"),
    [
        ("de facto", {"line of control"}, {"indefinite"}),
        ("iso", set(), {"disputed"}),
        ("ua", set(), {"disputed"}),
        ("ru", set(), {"disputed"}),
        ("in", set(), {"disputed"}),
        ("pk", set(), {"disputed"}),
        ("cn", set(), {"disputed"}),
        ("ma", set(), set()),
    ],
)
def test_western_sahara(view, berm, parallel):
    # The window of the berm also holds a corner of the border with Mauritania, which nobody disputes.
    assert classes(BERM, view) - {"international"} == berm
    assert classes(PARALLEL_27_40, view) == parallel


def test_every_view_draws_only_classes_that_the_page_knows_and_says_whose_it_is():
    for key, view in points_of_view().items():
        block = basemap_block((68, 20, 100, 40), point_of_view=key)
        assert {border["class"] for border in block["borders"]} <= KNOWN_CLASSES
        assert block["point_of_view"] == {"key": key, "label": view.label, "column": view.column}


def test_lines_that_a_view_does_not_know_are_counted():
    assert basemap_block(AKSAI_CHIN, point_of_view="de facto")["borders_left_out"] == 0
    assert basemap_block(AKSAI_CHIN, point_of_view="in")["borders_left_out"] > 0


def test_without_borders_nobodys_view_is_drawn():
    block = basemap_block(BLACK_SEA, borders=False)
    assert block["borders"] == []
    assert block["borders_left_out"] == 0
    assert block["point_of_view"] is None


@pytest.mark.parametrize(("view", "country"), [("iso", "UA"), ("ua", "UA"), ("ru", "RU"), ("de facto", "RU")])
def test_a_town_is_given_to_whom_the_view_gives_it(view, country):
    cities = basemap_block(BLACK_SEA, point_of_view=view)["cities"]
    assert {city[0]: city[5] for city in cities}["Sevastopol"] == country


# --- the window ---------------------------------------------------------------------------------------------


def test_the_block_is_json_and_the_same_each_time():
    block = basemap_block(DPRK)
    assert json.loads(json.dumps(block)) == block
    assert basemap_block(DPRK) == block


@pytest.mark.parametrize(
    "bounds", [DPRK, BLACK_SEA, CHUKOTKA, FIJI, (-180, -85, 180, 85), (-400, 0, -300, 20)]
)
def test_everything_lies_in_the_window(bounds):
    block = basemap_block(bounds)
    west, south, east, north = block["window"]
    assert west < east
    shapes = [*block["land"], *block["coast"], *block["lakes"], *block["rivers"]]
    shapes += [border["line"] for border in block["borders"]]
    for x, y in (point for shape in shapes for point in decode(shape)):
        assert west <= x <= east
        assert south <= y <= north
    for city in block["cities"]:
        assert west <= city[1] * block["scale"] <= east


@pytest.mark.parametrize(
    "bounds", [DPRK, BLACK_SEA, CHUKOTKA, FIJI, (-300, -89, 300, -50), (-170, -85, 190, 85)]
)
def test_the_coast_never_runs_along_the_edge_of_the_window(bounds):
    block = basemap_block(bounds)
    west, south, east, north = block["window"]
    for line in block["coast"]:
        for (ax, ay), (bx, by) in pairwise(decode(line)):
            assert not (ax == bx and ax in (west, east)), "along a side"
            assert not (ay == by and ay in (south, north)), "along the top or the foot"


@pytest.mark.parametrize(
    ("bounds", "land", "sea"),
    [
        (DPRK, [(37.6, 55.7), (127.5, 50.3), (34.2, 45.2), (104, 52)], [(50.5, 41.5), (135, 40), (34, 43)]),
        (BLACK_SEA, [(30.5, 48), (34.2, 45.2)], [(33, 43.5), (36, 46)]),
        (
            CHUKOTKA,
            [(179.9, 67), (180.0, 67), (183, 66.5), (180.0, 71.2), (205, 66)],
            [(180.0, 64.5), (190, 70)],
        ),
        (FIJI, [(178, -17.8), (179.95, -16.9)], [(180.0, -16.4), (180.5, -17), (180.0, -16.7)]),
        ((-200, 58, -150, 75), [(-180.0, 67), (-183, 67), (-175, 66.5), (-180.0, 71.2)], [(-180.0, 64.5)]),
        (
            (-300, -89, 300, -60),
            [(x, -84.7) for x in (-270, -181, -180, -179.99, 0, 60, 180, 290)],
            [(-200, -62)],
        ),
        ((100, -20, 460, 20), [(380, 0), (285, -10)], [(180, 0)]),
    ],
)
def test_land_is_land_and_sea_is_sea(bounds, land, sea):
    block = basemap_block(bounds)
    assert [place for place in land if not on_land(block, *place)] == []
    assert [place for place in sea if on_land(block, *place)] == []


def test_the_antimeridian_is_no_coast():
    half_turn = 180_000
    for bounds in (CHUKOTKA, FIJI, (170, -89, 190, -60)):
        for line in basemap_block(bounds)["coast"]:
            assert not any(ax == bx == half_turn for (ax, _), (bx, _) in pairwise(decode(line)))


def test_a_window_may_be_named_in_any_turn():
    across = basemap_block(CHUKOTKA)
    assert across == basemap_block((160, 58, 210, 75))
    before = basemap_block((-200, 58, -150, 75))
    assert [decode(ring) for ring in before["land"]] == [
        [(x - 360_000, y) for x, y in decode(ring)] for ring in across["land"]
    ]


def test_the_world_twice_over_is_drawn_twice():
    once, twice = basemap_block((-180, -60, 180, 80)), basemap_block((-180, -60, 540, 80))
    assert on_land(twice, 37.6, 55.7)
    assert on_land(twice, 397.6, 55.7)
    assert len(twice["cities"]) == 2 * len(once["cities"])


def test_antarctica_reaches_the_end_of_the_map():
    block = basemap_block((-180, -90, 180, -60))
    assert block["window"][1] == -85_060
    assert min(y for ring in block["land"] for _, y in decode(ring)) == -85_060
    assert on_land(block, 0, -85)


def test_a_narrow_window_keeps_every_point_and_a_wide_one_does_not():
    def points_at_home(bounds):
        block = basemap_block(bounds)
        found = {point for line in block["coast"] for point in decode(line)}
        return {(x, y) for x, y in found if 127_000 < x < 131_000 and 34_000 < y < 43_000}

    narrow, wide = points_at_home((125, 33, 132, 44)), points_at_home((-180, -60, 180, 80))
    assert wide < narrow
    assert points_at_home((115, 25, 145, 50)) == narrow
    whole = {point for arc in atlas.land_and_arcs().arcs for point in arc.points}
    assert narrow <= whole


def test_coast_borders_and_outlines_are_flush():
    block = basemap_block(DPRK)
    drawn = {point for line in block["coast"] for point in decode(line)}
    drawn |= {point for border in block["borders"] for point in decode(border["line"])}
    for code in ("KP", "KR", "MN", "UA"):
        outline = country_outline(code, bounds=DPRK)
        for ring in outline.rings:
            assert set(decode(ring)) <= drawn


def test_only_islands_too_small_to_see_are_left_out_of_a_wide_window():
    shapes = atlas.land_and_arcs()
    level = level_in(window_of((-180, -60, 180, 80), shapes.scale), shapes)
    gone = [arcs for arcs in shapes.land if not ring_at_level(shapes, arcs, level)]
    assert 0 < len(gone) < 20
    for box in map(shapes.box, gone):
        assert (
            max(box.east - box.west, box.north - box.south) < shapes.tolerances_deg[level - 1] * shapes.scale
        )
    # Many are larger and yet so narrow that thinning would leave two points of them.
    assert all(arcs in gone or len(ring_at_level(shapes, arcs, level)) > 2 for arcs in shapes.land)


def test_the_most_prominent_comes_first():
    block = basemap_block(DPRK)
    assert block["river_ranks"] == sorted(block["river_ranks"])
    assert block["lake_ranks"] == sorted(block["lake_ranks"])
    assert len(block["rivers"]) == len(block["river_ranks"])
    assert len(block["lakes"]) == len(block["lake_ranks"])
    order = [(city[3], -city[4]) for city in block["cities"]]
    assert order == sorted(order)
    name, lon, lat, _, inhabitants, country, capital = next(
        city for city in block["cities"] if city[0] == "Pyongyang"
    )
    assert (name, country, capital) == ("Pyongyang", "KP", 1)
    assert (lon, lat) == pytest.approx((125.75, 39.02), abs=0.05)
    assert inhabitants > 1_000_000


@pytest.mark.parametrize(
    "bounds",
    [
        (1, 2, 3),
        None,
        "abcd",
        7,
        (0, 0, float("nan"), 1),
        (0, 0, float("inf"), 1),
        (10, 20, 30, 20),
        (10, 30, 30, 20),
        (10, 20, 10, 30),
        (0, -95, 10, 0),
        (0, 86, 10, 89),
        (-400, 0, 400, 10),
        (5000, 0, 5010, 10),
    ],
)
def test_what_is_no_window_is_refused(bounds):
    with pytest.raises(ArgumentError) as caught:
        basemap_block(bounds)
    assert caught.value.argument == "bounds"
    assert caught.value.remedy


# --- the data -----------------------------------------------------------------------------------------------


def folder():
    return resources.files("geomoves.maps").joinpath("data/basemap")


def test_the_package_data_are_small_and_are_those_that_were_made():
    names = [line.split() for line in folder().joinpath("SHA256SUMS").read_text().splitlines()]
    contents = {name: folder().joinpath(name).read_bytes() for _, name in names}
    assert {path.name for path in folder().iterdir()} == {*contents, "SHA256SUMS"}
    assert all(hashlib.sha256(contents[name]).hexdigest() == checksum for checksum, name in names)
    assert sum(map(len, contents.values())) < 1_500_000


def test_the_example_stays_small():
    packed = gzip.compress(json.dumps(basemap_block(DPRK), separators=(",", ":")).encode())
    assert len(packed) < 150_000


def test_the_provenance_tells_where_everything_is_from(checkout):
    record = json.loads(folder().joinpath("provenance.json").read_text(encoding="utf-8"))
    inputs = json.loads((checkout / "scripts" / "basemap_inputs.json").read_text(encoding="utf-8"))
    assert "public domain" in record["source"]["licence"]
    assert {name: package["version"] for name, package in record["packages"].items()} == {
        name: package["version"] for name, package in inputs.items()
    }
    territories = json.loads((checkout / "scripts" / "basemap_territories.json").read_text(encoding="utf-8"))
    assert record["territories"] == territories
    for kind in ("names", "slips", "not_filled", "lines"):
        assert all(row["because"] for row in territories[kind])
    assert all(part.get("code") or part["source"] for part in territories["parts"])


def test_natural_earth_is_credited():
    (credit,) = basemap_block(BLACK_SEA)["credits"]
    assert "Natural Earth" in credit["text"]
    assert "public domain" in credit["text"]
    assert credit["url"] == "https://www.naturalearthdata.com/"


def test_a_damaged_or_missing_file_is_named(tmp_path, monkeypatch):
    for path in folder().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "50m-water.json.gz").write_bytes(b"x")
    (tmp_path / "50m-towns.json.gz").unlink()
    monkeypatch.setattr(atlas.resources, "files", lambda _: tmp_path)
    monkeypatch.setattr(atlas, "_FOLDER", ".")
    with pytest.raises(AssetError, match="not the one") as damaged:
        atlas.water.__wrapped__()
    assert damaged.value.asset == "basemap/50m-water.json.gz"
    with pytest.raises(AssetError, match="missing") as missing:
        atlas.towns.__wrapped__()
    assert missing.value.asset == "basemap/50m-towns.json.gz"
