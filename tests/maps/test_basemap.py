"""The offline basemap."""

import gzip
import hashlib
import json
from importlib import resources
from itertools import pairwise

import pytest

from geomoves import build, read_dossier
from geomoves.errors import ArgumentError, AssetError
from geomoves.maps import atlas
from geomoves.maps.basemap import basemap_block
from geomoves.maps.frame import coarsened, frame_of
from geomoves.maps.outlines import country_outline
from geomoves.maps.rings import Box, decode
from geomoves.maps.viewpoints import points_of_view

DPRK = (20, 28, 150, 62)
BLACK_SEA = (28, 42, 42, 49)
CHUKOTKA = (160, 58, -150, 75)
FIJI = (174, -21, -176, -14)
KNOWN_CLASSES = {"international", "disputed", "line of control", "indefinite", "claim", "admin-1"}


def classes(bounds, view):
    """The classes of the borders in a window."""
    return set(basemap_block(bounds, point_of_view=view)["border_classes"])


def coast(block):
    """The steps of the coast: those of the land that do not run along the edge of the window."""
    west, south, east, north = block["window"]
    for flat in block["land"]:
        ring = decode(flat)
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if not (ax == bx and ax in (west, east)) and not (ay == by and ay in (south, north)):
                yield (ax, ay), (bx, by)


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
        # Each state's own claims lie within the two windows; India's view has a short admin-1 line beside
        # them.
        ("in", {"claim", "admin-1"}, {"claim"}),
        ("pk", {"admin-1", "claim"}, {"international"}),
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
        assert set(block["border_classes"]) <= KNOWN_CLASSES
        assert len(block["border_classes"]) == len(block["borders"])
        assert block["point_of_view"] == {"key": key, "label": view.label, "column": view.column}


def test_lines_that_a_view_does_not_know_are_counted():
    assert basemap_block(AKSAI_CHIN, point_of_view="de facto")["borders_left_out"] == 0
    assert basemap_block(AKSAI_CHIN, point_of_view="in")["borders_left_out"] > 0


def test_without_borders_nobodys_view_is_drawn():
    block = basemap_block(BLACK_SEA, borders=False)
    assert block["borders"] == block["provinces"] == []
    assert block["borders_left_out"] == 0
    assert block["point_of_view"] is None


def test_a_war_before_1945_has_no_borders_of_today(checkout):
    model = build(read_dossier(checkout / "examples" / "minard-1812.yaml"))
    assert model.map().basemap_block.data["point_of_view"] is None
    assert model.map(borders=True).basemap_block.data["point_of_view"]["key"] == "iso"


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
    shapes = [*block["land"], *block["lakes"], *block["rivers"], *block["borders"], *block["provinces"]]
    for x, y in (point for shape in shapes for point in decode(shape)):
        assert west <= x <= east
        assert south <= y <= north
    for city in block["cities"]:
        assert west <= city[1] * block["scale"] <= east


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
    for bounds in (CHUKOTKA, FIJI, (170, -89, 190, -60)):
        block = basemap_block(bounds)
        half_turn = 180 * block["scale"]
        assert not any(ax == bx == half_turn for (ax, _), (bx, _) in coast(block))


def test_a_window_may_be_named_in_any_turn():
    across = basemap_block(CHUKOTKA)
    assert across == basemap_block((160, 58, 210, 75))
    before = basemap_block((-200, 58, -150, 75))
    turn = 360 * across["scale"]
    assert [decode(ring) for ring in before["land"]] == [
        [(x - turn, y) for x, y in decode(ring)] for ring in across["land"]
    ]


def test_the_world_twice_over_is_drawn_twice():
    once, twice = basemap_block((-180, -60, 180, 80)), basemap_block((-180, -60, 540, 80))
    assert on_land(twice, 37.6, 55.7)
    assert on_land(twice, 397.6, 55.7)
    assert len(twice["cities"]) == 2 * len(once["cities"])


def test_antarctica_reaches_the_end_of_the_map():
    for bounds in ((-180, -90, 180, -60), (160, -90, 170, -70)):
        block = basemap_block(bounds)
        end = block["window"][1]
        assert end <= -85.0511 * block["scale"]
        assert min(y for ring in block["land"] for _, y in decode(ring)) == end
    assert on_land(basemap_block((-180, -90, 180, -60)), 0, -85)


@pytest.mark.parametrize(
    ("width", "edition", "scale"),
    [
        (4, "10m", 1000),
        (19, "10m", 500),
        (29, "10m", 500),
        (31, "50m", 500),
        (128, "50m", 100),
        (360, "50m", 50),
    ],
)
def test_detail_follows_the_width(width, edition, scale):
    frame = frame_of((10, 40, 10 + width, 44))
    assert (frame.edition, frame.scale) == (edition, scale)
    assert f"1:{edition}" in basemap_block((10, 40, 10 + width, 44))["credits"][0]["text"]


def test_a_narrow_window_keeps_every_point_and_a_wide_one_does_not():
    def points_at_home(bounds, unit=1):
        block = basemap_block(bounds)
        step = 1000 // block["scale"]
        found = {(x * step, y * step) for line in coast(block) for x, y in line}
        return {(x, y) for x, y in found if 127_000 < x < 131_000 and 34_000 < y < 43_000}

    narrow, wide = points_at_home((125, 33, 132, 44)), points_at_home((-180, -60, 180, 80))
    middle = points_at_home((100, 25, 145, 50))
    assert len(wide) < len(middle) < len(narrow) / 3
    assert points_at_home((126, 33.5, 133, 44)) == narrow
    arcs = atlas.land_and_arcs("10m").arcs
    near = arcs.meeting(Box(127_000, 34_000, 131_000, 43_000))
    assert narrow <= {point for number in near for point in arcs.points(number)}


@pytest.mark.parametrize("bounds", [DPRK, BLACK_SEA, (124, 33, 132, 44), (60, 20, 95, 40)])
def test_coast_borders_and_outlines_are_flush(bounds):
    block = basemap_block(bounds)
    west, south, east, north = block["window"]
    drawn = {point for line in (*block["land"], *block["borders"]) for point in decode(line)}
    for code in ("KP", "KR", "MN", "UA", "IR"):
        outline = country_outline(code, bounds=bounds)
        assert outline.scale == block["scale"]
        for ring in outline.rings:
            seen = {(x, y) for x, y in decode(ring) if west < x < east and south < y < north}
            assert seen <= drawn


def test_only_islands_too_small_to_see_are_left_out_of_a_wide_window():
    frame = frame_of((-180, -60, 180, 80))
    shapes = frame.shapes
    gone = [arcs for arcs in shapes.land if not frame.ring(arcs)]
    assert 0 < len(gone) < len(shapes.land) / 2
    half_a_pixel = 360_000 / 1280 / 2
    for box in map(shapes.box, gone):
        assert max(box.east - box.west, box.north - box.south) < half_a_pixel
    # Many are larger and yet so narrow that thinning would leave two points of them.
    assert all(arcs in gone or len(frame.ring(arcs)) > 2 for arcs in shapes.land)


def test_on_a_coarse_grid_no_point_is_repeated():
    assert coarsened([(0, 0), (4, 4), (6, 6), (14, 6)], 10) == [(0, 0), (1, 1)]


def test_around_the_window_lies_the_world_in_few_points():
    world = basemap_block(BLACK_SEA)["world"]
    assert on_land(world, 37.6, 55.7)
    assert on_land(world, -100, 40)
    assert on_land(world, 0, -84)
    assert not on_land(world, -30, 30)
    assert sum(map(len, world["land"])) < 15_000
    assert basemap_block((-180, -60, 180, 80))["world"] is None
    # What the window holds is not there twice.
    assert len(basemap_block(DPRK)["world"]["borders"]) < len(world["borders"]) * 0.8
    assert basemap_block(DPRK, borders=False)["world"]["borders"] == []


def test_provinces_are_drawn_where_they_are_large_enough():
    near, far = basemap_block((30, 48, 38, 53)), basemap_block((20, 20, 120, 60))
    assert near["provinces"]
    assert near["province_sizes"] == sorted(near["province_sizes"], reverse=True)
    assert min(far["province_sizes"]) > min(near["province_sizes"])
    # The line between the oblasts of Kursk and Belgorod.
    points = [(x / 1000, y / 1000) for line in near["provinces"] for x, y in decode(line)]
    assert any(35 < x < 38 and 51 < y < 51.5 for x, y in points)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Moscow"),
        ("de", "Moskau"),
        ("uk", "Москва"),
        ("ru", "Москва"),
        ("ko", "모스크바"),
        ("fr", "Moscow"),
    ],
)
def test_towns_have_their_names_in_the_language(language, name):
    assert name in {city[0] for city in basemap_block(DPRK, language=language)["cities"]}


def test_a_narrow_window_has_small_towns_and_credits_whose_they_are():
    block = basemap_block((34, 50.8, 37, 52.3))
    assert {"Kursk", "Kurchatov", "Rylsk"} <= {city[0] for city in block["cities"]}
    assert any("GeoNames" in credit["text"] for credit in block["credits"])
    assert not any("GeoNames" in credit["text"] for credit in basemap_block(DPRK)["credits"])


@pytest.mark.parametrize(
    ("view", "claims"), [("in", True), ("de facto", False), ("iso", False), ("pk", False), ("cn", False)]
)
def test_a_claim_is_drawn_in_its_claimants_view_alone(view, claims):
    # Where China holds Aksai Chin, beyond the line of control.
    window = (79.0, 34.6, 80.3, 35.9)
    assert ("claim" in classes(window, view)) == claims
    wide = classes((60, 20, 110, 45), view)
    assert ("claim" in wide) == (view in {"in", "pk", "cn"})


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
    names = [
        line.split() for line in folder().joinpath("SHA256SUMS").read_text(encoding="utf-8").splitlines()
    ]
    contents = {name: folder().joinpath(name).read_bytes() for _, name in names}
    assert {path.name for path in folder().iterdir()} == {*contents, "SHA256SUMS"}
    assert all(hashlib.sha256(contents[name]).hexdigest() == checksum for checksum, name in names)
    assert sum(map(len, contents.values())) < 5_000_000


def test_the_example_stays_small():
    packed = gzip.compress(json.dumps(basemap_block(DPRK), separators=(",", ":")).encode())
    assert len(packed) * 4 / 3 < 110_000


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
    assert territories["claims"]["because"]
    assert all(part.get("code") or part["source"] for part in territories["parts"])


def test_natural_earth_is_credited():
    (credit,) = basemap_block(DPRK)["credits"]
    assert "Natural Earth" in credit["text"]
    assert "public domain" in credit["text"]
    assert credit["url"] == "https://www.naturalearthdata.com/"


def test_a_damaged_or_missing_file_is_named(tmp_path, monkeypatch):
    for path in folder().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "50m.atlas").write_bytes(b"x")
    (tmp_path / "10m.atlas").unlink()
    monkeypatch.setattr(atlas.resources, "files", lambda _: tmp_path)
    monkeypatch.setattr(atlas, "_FOLDER", ".")
    with pytest.raises(AssetError, match="not the one") as damaged:
        atlas._file.__wrapped__("50m")
    assert damaged.value.asset == "basemap/50m.atlas"
    with pytest.raises(AssetError, match="missing") as missing:
        atlas._file.__wrapped__("10m")
    assert missing.value.asset == "basemap/10m.atlas"
