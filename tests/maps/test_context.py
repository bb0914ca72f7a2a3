"""Context layers as they are read: any form, any coordinate system, and an error that names the row."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas
import pytest
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
    mapping,
)

import geomoves as gm
from geomoves.errors import ArgumentError, FileAccessError
from geomoves.maps.context import CONTEXT_COLOURS, context_data
from geomoves.maps.shapes import drawn_shapes

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SQUARE = box(30.0, 47.0, 31.0, 48.0)


def context(data: object = SQUARE, title: str = "Area", when: Any = "2024-10-18", **more: Any) -> gm.Context:
    return gm.Context(data, title, "A test; nobody reports it", when, **more)


def decoded(data: object) -> list[list[tuple[float, float]]]:
    """Return the corners of everything drawn, degrees."""
    shapes = drawn_shapes(data)
    lines = []
    for part in shapes.parts:
        for line in part.lines:
            x = y = 0
            corners = []
            for dx, dy in zip(line[::2], line[1::2], strict=True):
                x, y = x + dx, y + dy
                corners.append((x / shapes.scale, y / shapes.scale))
            lines.append(corners)
    return lines


def features(*shapes: BaseGeometry | None, **properties: list[Any]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {name: values[nth] for name, values in properties.items()},
                "geometry": None if shape is None else mapping(shape),
            }
            for nth, shape in enumerate(shapes)
        ],
    }


@pytest.mark.parametrize(
    "form", ["geometry", "series", "frame", "geojson", "feature", "bare", "path", "text"]
)
def test_every_form_gives_the_same_shapes(form: str, tmp_path: Path) -> None:
    path = tmp_path / "area.geojson"
    path.write_text(json.dumps(features(SQUARE)), encoding="utf-8")
    series = geopandas.GeoSeries([SQUARE], crs=4326)
    given = {
        "geometry": SQUARE,
        "series": series,
        "frame": geopandas.GeoDataFrame(geometry=series),
        "geojson": features(SQUARE),
        "feature": features(SQUARE)["features"][0],
        "bare": mapping(SQUARE),
        "path": path,
        "text": str(path),
    }[form]
    assert drawn_shapes(given) == drawn_shapes(SQUARE)
    assert set(decoded(given)[0]) == set(SQUARE.exterior.coords)


@pytest.mark.parametrize("crs", [3857, 32636, "ESRI:54009"])
def test_any_coordinate_system_becomes_degrees(crs: Any) -> None:
    series = geopandas.GeoSeries([SQUARE], crs=4326).to_crs(crs)
    for x, y in decoded(series)[0]:
        assert min(abs(x - 30.0), abs(x - 31.0)) < 1e-4
        assert min(abs(y - 47.0), abs(y - 48.0)) < 1e-4


def test_an_old_geojson_file_may_name_its_system() -> None:
    moved = geopandas.GeoSeries([SQUARE], crs=4326).to_crs(3857).iloc[0]
    plain = features(moved) | {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}
    assert decoded(plain)[0][0] == pytest.approx((31.0, 47.0), abs=1e-4)
    with pytest.raises(ArgumentError, match=r"coordinate system .* is not known"):
        drawn_shapes(plain | {"crs": {"type": "name", "properties": {"name": "EPSG:999999"}}})


def test_metres_without_a_system_are_refused() -> None:
    metres = geopandas.GeoSeries([SQUARE], crs=4326).to_crs(3857).set_crs(None, allow_override=True)
    with pytest.raises(ArgumentError, match="names no coordinate system") as caught:
        context(metres)
    assert "set_crs" in caught.value.remedy
    with pytest.raises(ArgumentError, match="names no coordinate system"):
        context(features(metres.iloc[0]))


def test_every_kind_of_geometry_is_taken_apart() -> None:
    everything = GeometryCollection(
        [
            MultiPolygon([SQUARE, box(40, 40, 41, 41)]),
            GeometryCollection([LineString([(30, 40), (33, 41)])]),
            MultiPoint([(35, 45), (36, 46)]),
        ]
    )
    kinds = [part.shape for part in drawn_shapes(everything).parts]
    assert kinds == ["polygon", "polygon", "line", "point", "point"]


def test_a_hole_stays_a_hole() -> None:
    ring = Polygon(box(30, 47, 32, 49).exterior.coords, [box(30.5, 47.5, 31, 48).exterior.coords])
    assert [len(part.lines) for part in drawn_shapes(ring).parts] == [2]


def test_what_crosses_itself_is_mended() -> None:
    bow = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    assert [part.shape for part in drawn_shapes(bow).parts] == ["polygon", "polygon"]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (Polygon([(0, 0), (1, 1), (0, 0)]), "is no valid shape"),
        (Point(float("nan"), 1.0), "coordinate that is no number"),
        (LineString([(0, 0), (float("inf"), 1)]), "coordinate that is no number"),
        (Point(10.0, 95.0), "outside the world|no degrees"),
    ],
)
def test_a_row_that_cannot_be_drawn_is_named(bad: BaseGeometry, message: str) -> None:
    frame = geopandas.GeoDataFrame(geometry=[SQUARE, bad], index=["good", "bad one"], crs=4326)
    with pytest.raises(ArgumentError, match=message) as caught:
        context(frame)
    assert "bad one" in str(caught.value)


def test_empty_rows_are_counted_and_nothing_at_all_is_refused() -> None:
    frame = geopandas.GeoDataFrame(geometry=[SQUARE, None, Polygon()], crs=4326)
    assert context(frame).shapes.empty == 2
    for nothing in (Polygon(), features(), geopandas.GeoSeries([], crs=4326), features(None)):
        with pytest.raises(ArgumentError, match="no shape"):
            context(nothing)


def test_lines_and_areas_cross_the_antimeridian_the_short_way() -> None:
    assert decoded(LineString([(179, 10), (-179, 12)])) == [[(179.0, 10.0), (181.0, 12.0)]]
    area = Polygon([(179, 0), (-179, 0), (-179, 2), (179, 2)])
    assert {x for x, _ in decoded(area)[0]} == {179.0, 181.0}
    # Cut at 180° already, as RFC 7946 has it: two parts, each where it was.
    cut = MultiPolygon([box(179, 0, 180, 2), box(-180, 0, -179, 2)])
    assert [{x for x, _ in line} for line in decoded(cut)] == [{179.0, 180.0}, {-180.0, -179.0}]
    assert {x for x, _ in decoded(box(-180, -60, 180, 60))[0]} == {-180.0, 180.0}


def test_what_lies_beyond_the_maps_end_is_known() -> None:
    assert context(box(0, 80, 10, 90)).shapes.beyond
    assert not context(box(0, 80, 10, 85)).shapes.beyond


def test_shapes_are_simplified_to_what_is_said() -> None:
    fine = Point(30, 47).buffer(1.0, quad_segs=20_000)
    shapes = drawn_shapes(fine)
    (part,) = shapes.parts
    assert len(part.lines[0]) < 2000
    drawn = Polygon(decoded(fine)[0])
    # The tolerance in kilometres of the equator, and half a step of rounding.
    assert drawn.hausdorff_distance(fine) * 111.32 <= shapes.tolerance_km + 0.5 * 111.32 / shapes.scale


def test_a_tiny_area_in_a_wide_layer_stays_as_a_point() -> None:
    shapes = drawn_shapes(MultiPolygon([box(-80, -60, 80, 60), box(85, 1, 85.00001, 1.00001)]))
    assert [part.shape for part in shapes.parts] == ["polygon", "point"]


@pytest.mark.parametrize("file", ["area.shp", "area.gpkg", "area.vrt"])
def test_only_json_files_are_read(file: str, tmp_path: Path) -> None:
    with pytest.raises(FileAccessError, match="files are read here"):
        context(tmp_path / file)


def test_a_file_that_is_something_else_is_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.geojson"
    secret.write_text(json.dumps(features(SQUARE)), encoding="utf-8")
    trap = tmp_path / "trap.geojson"
    trap.write_text(
        f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>'
        "</OGRVRTDataSource>",
        encoding="utf-8",
    )
    with pytest.raises(FileAccessError, match="no GeoJSON"):
        context(trap)


@pytest.mark.parametrize(
    "text", ["{", "[1, 2]", '{"type": "Point", "coordinates": [NaN, 1]}', "[" * 100_000, "7"]
)
def test_a_broken_file_is_an_error_of_ours(text: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(gm.GeomovesError):
        context(path)


@pytest.mark.parametrize(
    "bad",
    [
        3,
        None,
        [],
        b"x",
        {},
        {"type": "Nonsense"},
        {"type": "FeatureCollection"},
        {"type": "FeatureCollection", "features": "x"},
        {"type": "FeatureCollection", "features": [3]},
        {"type": "Polygon", "coordinates": [[1]]},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Point"},
    ],
)
def test_data_of_no_known_form_is_an_error_of_ours(bad: object) -> None:
    with pytest.raises(ArgumentError, match="data"):
        context(bad)


def test_labels_come_from_a_column_or_a_property() -> None:
    frame = geopandas.GeoDataFrame({"n": ["one", None]}, geometry=[SQUARE, box(33, 47, 34, 48)], crs=4326)
    assert [part.label for part in context(frame, label="n").shapes.parts] == ["one", ""]
    named = context(features(SQUARE, n=["one"]), label="n")
    assert named.shapes.parts[0].label == "one"
    for data in (frame, features(SQUARE), SQUARE):
        with pytest.raises(ArgumentError, match="label: "):
            context(data, label="missing")


@pytest.mark.parametrize(
    ("arguments", "argument"),
    [
        ({"title": ""}, "title"),
        ({"title": "   "}, "title"),
        ({"title": 3}, "title"),
        ({"title": "x" * 200}, "title"),
        ({"source": ""}, "source"),
        ({"when": ""}, "when"),
        ({"when": None}, "when"),
        ({"when": "2024-13-01"}, "when"),
        ({"when": "nonsense"}, "when"),
        ({"when": "yesterday"}, "when"),
        ({"when": {"after": "x"}}, "when"),
        ({"when": 7.5}, "when"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://user@example.org"}, "url"),
        ({"url": "http://["}, "url"),
        ({"licence": None}, "licence"),
        ({"kind": "front"}, "kind"),
        ({"colour": "#ff0000"}, "colour"),
        ({"hatch": "url(x)"}, "hatch"),
    ],
)
def test_a_wrong_argument_is_named(arguments: dict[str, Any], argument: str) -> None:
    good: dict[str, Any] = {"title": "Area", "source": "A test", "when": "2024-10-18"}
    with pytest.raises(ArgumentError) as caught:
        gm.Context(SQUARE, **(good | arguments))
    assert caught.value.argument == argument


@pytest.mark.parametrize(
    ("when", "days"),
    [
        (datetime.date(2024, 10, 18), (20014, 20014)),
        ("2024-10-08/2024-10-13", (20004, 20009)),
        ("October 2024", (19997, 20027)),
        ({"from": "2024-10-08", "to": "open"}, (20004, None)),
        (gm.When(at="2024-10-18"), (20014, 20014)),
        ({"words": "in spring"}, (None, None)),
    ],
)
def test_days_are_those_of_a_dossier(when: Any, days: tuple[int | None, int | None]) -> None:
    (layer,) = context_data(context(when=when))["layers"]
    assert (layer["day_from"], layer["day_to"]) == days


def test_no_two_layers_look_alike_and_one_actor_looks_the_same() -> None:
    many = [context(title=f"Layer {nth}") for nth in range(25)]
    looks = {(layer["colour"], layer["hatch"]) for layer in context_data(many)["layers"]}
    assert len(looks) == 25
    first, second, third = context_data(
        [context(title="a", actor="A"), context(title="b", actor="B"), context(title="c", actor="A")]
    )["layers"]
    assert (first["colour"], first["hatch"]) == (third["colour"], third["hatch"])
    assert first["colour"] != second["colour"]
    assert context_data(context(colour="plum", hatch="dotted"))["layers"][0]["colour"] == "plum"
    assert first["colour"] in CONTEXT_COLOURS


def test_other_things_are_no_context_layers(example: Path) -> None:
    for wrong in (3, "x", [SQUARE], [context(), None]):
        with pytest.raises(ArgumentError, match="context"):
            context_data(wrong)  # type: ignore[arg-type]


def test_each_source_is_credited_once() -> None:
    given = [context(title="A", url="https://example.org"), context(title="B", url="https://example.org")]
    assert context_data(given)["credits"] == [["A, B: A test; nobody reports it", "https://example.org"]]
