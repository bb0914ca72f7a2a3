"""Whose view of the borders is drawn."""

import pytest

from geomoves.errors import ArgumentError
from geomoves.maps.atlas import borders_and_areas
from geomoves.maps.viewpoints import DEFAULT_POINT_OF_VIEW, point_of_view_named, points_of_view


def test_every_point_of_view_names_the_column_that_it_reads():
    views = points_of_view()
    assert len(views) == 34
    assert len({view.column for view in views.values()}) == len(views)
    assert all(key == view.key and view.label for key, view in views.items())
    assert views["de facto"].column == "FEATURECLA"
    assert views["kr"].column == "FCLASS_KO"
    assert all(view.column.startswith("FCLASS_") for key, view in views.items() if key != "de facto")


def test_the_default_comes_first():
    assert next(iter(points_of_view())) == DEFAULT_POINT_OF_VIEW


def test_the_data_know_no_other_view():
    lines, areas = borders_and_areas()
    named = {key for line in lines for key in line.views} | {key for area in areas for key in area.holders}
    assert named <= set(points_of_view())
    assert {cls for line in lines for cls in (line.de_facto, *line.views.values())} == {
        "",
        "international",
        "disputed",
        "line of control",
        "indefinite",
        "claim",
        "admin-1",
    }
    # A state's view that differs nowhere would be a column that was not read.
    assert named >= set(points_of_view()) - {"de facto"}


@pytest.mark.parametrize("key", ["UA", " ua ", "De Facto"])
def test_capitals_and_blanks_do_not_matter(key):
    assert point_of_view_named(key).key == key.strip().lower()


@pytest.mark.parametrize("key", ["ukraine", "", "fclass_ua", None, 7, "x" * 5000])
def test_an_unknown_one_lists_all(key):
    with pytest.raises(ArgumentError) as caught:
        point_of_view_named(key)
    assert caught.value.argument == "point_of_view"
    assert all(f'"{known}"' in str(caught.value) for known in points_of_view())
    assert len(str(caught.value)) < 500
