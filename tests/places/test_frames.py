"""Places for a table."""

import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomoves.errors import ArgumentError
from geomoves.places import Gazetteer, Mention
from geomoves.places.frames import COLUMNS
from geomoves.progress import progress_bar

THEATRE = ["RU", "UA", "KP"]


def places_of(frame):
    return frame.loc[:, [f"place_{name}" for name in COLUMNS]]


def test_every_column_says_what_the_answer_says(theatre):
    frame = pd.DataFrame({"where": ["Vladivostok"]})
    (answer,) = theatre.resolve(["Vladivostok"], countries=THEATRE)
    row = theatre.lookup_frame(frame, "where", countries=THEATRE).iloc[0]
    place = answer.place
    assert row["place_status"] == "resolved"
    for name in ("id", "name", "lon", "lat", "kind", "country", "admin1", "precision", "radius_km", "source"):
        assert row[f"place_{name}"] == getattr(place, name), name
    assert row["place_score"] == answer.score
    assert row["place_candidates"] == len(answer.candidates)
    assert row["place_candidate_ids"].split(" | ")[0] == place.id
    assert row["place_reasons"] == "; ".join(answer.reasons)


def test_what_is_ambiguous_or_unknown_has_no_position_and_says_why(theatre):
    frame = pd.DataFrame({"where": ["Donetsk", "Xyzzyx", "Vladivostock"]})
    found = theatre.lookup_frame(frame, "where")
    assert list(found["place_status"]) == ["ambiguous", "unknown", "unknown"]
    for name in ("id", "name", "lon", "lat", "kind", "country", "precision", "radius_km", "source"):
        assert found[f"place_{name}"].isna().all(), name
    assert list(found["place_candidates"]) == [2, 0, 0]
    assert set(found.loc[0, "place_candidate_ids"].split(" | ")) == {
        candidate.place.id for candidate in theatre.lookup("Donetsk")
    }
    assert "2 places fit" in found.loc[0, "place_reasons"]
    assert "no place of this name" in found.loc[1, "place_reasons"]


def test_what_decides_a_mention_decides_a_row(theatre):
    frame = pd.DataFrame(
        {"where": ["Donetsk", "Blagoveshchensk", "Blagoveshchensk"], "in": [None, "Amur Oblast", "Atlantis"]}
    )
    by_country = theatre.lookup_frame(frame, "where", countries=["UA"])
    assert by_country.loc[0, "place_country"] == "UA"
    inside = theatre.lookup_frame(frame, "where", within="in")
    assert list(inside["place_status"]) == ["ambiguous", "resolved", "ambiguous"]
    assert inside.loc[1, "place_admin1"] == "Amur Oblast"
    old = theatre.lookup_frame(pd.DataFrame({"where": ["Stalino"]}), "where", date=1950)
    assert old.loc[0, "place_name"] == "Donetsk"
    sure = theatre.lookup_frame(frame, "where", countries=["UA"], threshold=1.0)
    assert "resolved" not in set(sure["place_status"].dropna()) or (sure["place_score"].max() == 1.0)


MISSING = [None, np.nan, pd.NA, pd.NaT, "", "  ", "\t\n"]


@pytest.mark.parametrize("value", MISSING, ids=map(repr, MISSING))
def test_a_missing_name_stays_missing(theatre, value):
    frame = pd.DataFrame({"where": pd.Series(["Vladivostok", value], dtype=object)})
    for each in (frame, frame.iloc[::-1]):
        found = places_of(theatre.lookup_frame(each, "where"))
        assert found.loc[1].drop("place_candidates").isna().all()
        assert found.loc[1, "place_candidates"] == 0
        assert found.loc[0, "place_status"] == "resolved"


@pytest.mark.parametrize("dtype", [object, "str", "string", "category"])
def test_every_kind_of_text_column_is_read(theatre, dtype):
    frame = pd.DataFrame({"where": pd.Series(["Vladivostok", None, "Donetsk"], dtype=dtype)})
    found = theatre.lookup_frame(frame, "where")
    assert list(found["place_status"].fillna("")) == ["resolved", "", "ambiguous"]


@pytest.mark.parametrize(
    "index",
    [
        [5, 5, 5],
        ["c", "a", "a"],
        pd.MultiIndex.from_tuples([("a", 1), ("a", 1), ("b", 2)]),
        pd.date_range("2024-10-01", periods=3),
    ],
    ids=["equal labels", "letters", "levels", "days"],
)
def test_the_index_and_the_table_are_kept(theatre, index):
    frame = pd.DataFrame({"where": ["Vladivostok", "Donetsk", None], "n": [1, 2, 3]}, index=index)
    before = frame.copy()
    found = theatre.lookup_frame(frame, "where")
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(found[["where", "n"]], before)
    assert list(found.columns) == ["where", "n", *(f"place_{name}" for name in COLUMNS)]


def test_a_table_without_rows_gets_its_columns(theatre):
    found = theatre.lookup_frame(pd.DataFrame({"where": pd.Series([], dtype=object)}), "where")
    assert found["place_lon"].dtype == "float64"
    assert len(found) == 0
    found = theatre.lookup_frame(pd.DataFrame({"where": [None, None]}), "where", within="where")
    assert found["place_status"].isna().all()


def test_each_name_is_looked_up_once(theatre, monkeypatch):
    asked = []
    real = theatre._index.hits

    def hits(key):
        asked.append(key)
        return real(key)

    monkeypatch.setattr(theatre._index, "hits", hits)
    names = ["Vladivostok"] * 1000
    theatre.lookup_frame(pd.DataFrame({"where": names}), "where")
    once = len(asked)
    asked.clear()
    theatre.lookup_frame(pd.DataFrame({"where": names[:1]}), "where")
    assert once == len(asked)


@pytest.mark.parametrize("value", [5, 1.5, b"x", ("a",), True, ["a list"]], ids=repr)
def test_what_is_no_text_is_refused_with_its_row(theatre, value):
    frame = pd.DataFrame(
        {"where": pd.Series(["Vladivostok", value], index=["first", "second"], dtype=object)}
    )
    with pytest.raises(ArgumentError, match="'where' holds what is no text") as caught:
        theatre.lookup_frame(frame, "where")
    assert caught.value.argument == "column"
    if value != ["a list"]:
        assert "'second'" in str(caught.value)


@pytest.mark.parametrize("name", ["x" * 600, "\ud800"])
def test_a_cell_that_is_no_name_stops_nobody(theatre, name):
    found = theatre.lookup_frame(pd.DataFrame({"where": ["Vladivostok", name]}, dtype=object), "where")
    assert list(found["place_status"]) == ["resolved", "unknown"]


@pytest.mark.parametrize(
    ("change", "argument"),
    [
        ({"column": "elsewhere"}, "column"),
        ({"column": ["where"]}, "column"),
        ({"column": []}, "column"),
        ({"within": "elsewhere"}, "within"),
        ({"prefix": 5}, "prefix"),
        ({"prefix": "taken_"}, "prefix"),
        ({"countries": ["Narnia"]}, "countries"),
        ({"date": "soon"}, "date"),
        ({"threshold": 2}, "threshold"),
        ({"frame": [1]}, "frame"),
        ({"frame": pd.DataFrame([["a", "b"]], columns=["where", "where"])}, "column"),
        ({"frame": pd.DataFrame([["a"]], columns=pd.MultiIndex.from_tuples([("where", "x")]))}, "frame"),
    ],
    ids=str,
)
def test_wrong_arguments_are_named(theatre, change, argument):
    given_ = {"frame": pd.DataFrame({"where": ["Vladivostok"], "taken_id": [1]}), "column": "where"} | change
    with pytest.raises(ArgumentError) as caught:
        theatre.lookup_frame(**given_)
    assert caught.value.argument == argument


def test_nothing_is_asked_online(theatre_with_service):
    asking = theatre_with_service
    found = asking.lookup_frame(pd.DataFrame({"where": ["Xyzzyx", "Sudzhensk"]}), "where")
    assert list(found["place_status"]) == ["unknown", "unknown"]


@pytest.fixture
def theatre_with_service(theatre):
    class Service:
        service = "nominatim"

        def search(self, name, *, countries=None):
            raise AssertionError(f"asked for {name} in {countries}")

    made = Gazetteer.from_places(theatre)
    made._online = Service()
    return made


def test_a_name_alone_gets_the_same_answer_as_a_mention(theatre):
    names = sorted({text for place in theatre for text in (place.name, *(each.text for each in place.names))})
    names += [f"{name}, Amur Oblast" for name in names] + ["Amur", "Rostov", "Kursk region", "Xyzzyx"]
    found = theatre.lookup_frame(pd.DataFrame({"where": names}), "where", countries=THEATRE)
    for name, row in zip(names, found.itertuples(), strict=True):
        (answer,) = theatre.resolve([Mention(name)], countries=THEATRE)
        assert row.place_status == answer.status, name
        assert (row.place_id if answer.place else None) == (answer.place.id if answer.place else None)


NAMES = st.none() | st.sampled_from(["Vladivostok", "Donetsk", "Xyzzyx", "", "Blagoveshchensk"])
AREAS = st.none() | st.sampled_from(["Amur Oblast", "UA", " "])


@settings(max_examples=60)
@given(st.lists(st.tuples(NAMES, AREAS), max_size=8))
def test_a_row_does_not_depend_on_the_others(theatre, rows):
    frame = pd.DataFrame(rows, columns=["where", "in"], dtype=object)
    together = places_of(theatre.lookup_frame(frame, "where", within="in"))
    for number in range(len(rows)):
        alone = places_of(theatre.lookup_frame(frame.iloc[[number]], "where", within="in"))
        pd.testing.assert_frame_equal(together.iloc[[number]], alone)


def test_the_table_goes_to_csv_and_back(theatre):
    frame = pd.DataFrame({"where": ["Vladivostok", "Donetsk", None]})
    found = theatre.lookup_frame(frame, "where")
    again = pd.read_csv(io.StringIO(found.to_csv(index=False)))
    assert list(again["place_lon"].isna()) == [False, True, True]


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("shown", "terminal", "slow", "drawn"),
    [
        (None, True, True, True),
        (None, True, False, False),
        (None, False, True, False),
        (False, True, True, False),
        (True, False, False, True),
    ],
)
def test_the_bar_is_there_when_work_is_long_and_somebody_watches(monkeypatch, shown, terminal, slow, drawn):
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    clock = iter(range(100)) if slow else iter([0.0] * 100)
    with progress_bar("[b]Looking[/b]", 10, shown=shown, clock=lambda: next(clock)) as done:
        for number in range(10):
            done(number)
    assert ("[b]Looking" in stream.getvalue()) is drawn


def test_the_bar_of_a_table(theatre, monkeypatch):
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    theatre.lookup_frame(pd.DataFrame({"where": ["Vladivostok"]}), "where")
    assert stream.getvalue() == ""
    theatre.lookup_frame(pd.DataFrame({"where": ["Vladivostok"]}), "where", progress=True)
    assert "Looking names up" in stream.getvalue()
