"""Minard's table: what the example says, and what a table of points may not make up."""

from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geomoves as gm
from geomoves.formats import TrackPoint, parse_track_table, track_claims
from geomoves.formats.tracks import name_points
from geomoves.reports.writing import dossier_yaml

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAD = "long lat survivors direction group\n"


@pytest.fixture(scope="module")
def minard() -> gm.MovementModel:
    return gm.build(gm.read_dossier(EXAMPLES / "minard-1812.yaml"))


def test_the_example_is_made_from_the_tables() -> None:
    spec = importlib.util.spec_from_file_location("make", EXAMPLES / "minard-1812" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert dossier_yaml(made.minard_dossier()) == (EXAMPLES / "minard-1812.yaml").read_text(encoding="utf-8")


def test_three_columns_set_out(minard: gm.MovementModel) -> None:
    (answer,) = [answer for answer in minard.strength(force="army") if answer.question == "start"]
    assert [figure.best for figure in answer.figures] == [340_000, 60_000, 22_000]
    assert answer.total is not None
    assert answer.total.label == "422,000 (sum of three parts)"


def test_what_came_back(minard: gm.MovementModel) -> None:
    last = minard.tracks.groupby("force", sort=False).tail(1).set_index("force")["strength_best"]
    assert last[["main", "far-left"]].tolist() == [4_000, 6_000]


def test_joinings_are_proposed_and_never_applied(minard: gm.MovementModel) -> None:
    found = minard.merges(distance_km=15).set_index("joining")
    left = found.loc["left-wing"]
    assert (left["kind"], left["main"], left["lon"], left["adds_up"]) == ("into", "main", 28.3, False)
    assert "28,000 join and the figure stays 20,000" in left["sentence"]
    far = found.loc["far-left"]
    assert (far["kind"], far["main"], far["lon"]) == ("beside", "main", 24.2)
    assert len(found) == 2
    assert 48_000 not in set(minard.legs["strength_best"])


def test_the_one_rise_is_flagged_and_the_falls_are_not(minard: gm.MovementModel) -> None:
    (row,) = minard.balance.to_dict("records")
    assert (row["kind"], row["before"], row["after"], row["lon"]) == ("rise", "12,000", "14,000", 26.4)


def test_nothing_has_a_day(minard: gm.MovementModel) -> None:
    assert minard.legs["when_from"].isna().all()
    assert minard.legs["when_to"].isna().all()
    assert set(minard.tracks["order"]) == {"sequence"}
    assert minard.at("1812-10-18").empty


def test_most_points_have_no_name(minard: gm.MovementModel) -> None:
    named = minard.places[~minard.places["name"].str.contains("°")]
    assert {"Moscou", "Smolensk", "Polotzk"} <= set(named["name"])
    assert len(named) < len(minard.places) / 2


points = st.builds(
    TrackPoint,
    line=st.integers(2, 10_000),
    lon=st.floats(-180, 180, allow_nan=False),
    lat=st.floats(-90, 90, allow_nan=False),
    strength=st.sampled_from(["", "5", "about 1,500"]),
    direction=st.sampled_from(["", "A", "R"]),
    group=st.sampled_from(["1", "2"]),
)


@settings(deadline=None)
@given(st.lists(points, min_size=1, max_size=12))
def test_no_leg_that_two_rows_do_not_state(rows: list[TrackPoint]) -> None:
    claims = track_claims(rows, said_by="one", document="page", forces={"1": "first", "2": "second"})
    assert len(claims) == len(rows)
    for force, group in (("first", "1"), ("second", "2")):
        own = [row for row in rows if row.group == group]
        pairs = [
            ((a.lon, a.lat), (b.lon, b.lat)) for a, b in itertools.pairwise(own) if a.direction == b.direction
        ]
        for claim in claims:
            if claim.force == force and claim.kind == "movement":
                ends = [(end.lon, end.lat) for end in (*claim.from_, *claim.to)]
                assert (ends[0], ends[1]) in pairs
        assert [claim.sequence for claim in claims if claim.force == force] == list(range(1, len(own) + 1))


@given(st.lists(points, min_size=1, max_size=10))
def test_groups_do_not_mind_the_rows_of_others(rows: list[TrackPoint]) -> None:
    forces = {"1": "first", "2": "second"}
    apart = sorted(rows, key=lambda row: row.group)
    one = {claim.id: claim for claim in track_claims(rows, said_by="o", document="p", forces=forces)}
    other = {claim.id: claim for claim in track_claims(apart, said_by="o", document="p", forces=forces)}
    assert one == other


@pytest.mark.parametrize("mark", [" ", ",", ";", "\t"])
def test_columns_go_by_many_names(mark: str) -> None:
    text = (
        mark.join(["Longitude", "Latitude", "how_many", "division"])
        + "\n"
        + mark.join(["24", "55", "5", "x"])
    )
    (point,) = parse_track_table(text)
    assert (point.lon, point.lat, point.strength, point.group) == (24.0, 55.0, "5", "x")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", None, "the table is empty"),
        ("a b\n1 2\n", 1, "no column for lon"),
        (HEAD, None, "holds no points"),
        (HEAD + "24 55 5 A\n", 2, "has 4 cells and the header 5"),
        (HEAD + "24 55 5 A 1 more\n", 2, "has 6 cells"),
        (HEAD + "x 55 5 A 1\n", 2, "no number"),
        (HEAD + "54.9 124 5 A 1\n", 2, "swapped"),
        (HEAD + "224 55 5 A 1\n", 2, "not on Earth"),
        (HEAD + "nan 55 5 A 1\n", 2, "not on Earth"),
        (HEAD + "24 inf 5 A 1\n", 2, "not on Earth"),
        ("long lon lat\n1 2 3\n", 1, "several columns could be the lon"),
    ],
)
def test_bad_tables(text: str, line: int | None, told: str) -> None:
    with pytest.raises(gm.InputError, match=told) as raised:
        parse_track_table(text, file="troops.txt")
    assert raised.value.problems[0].line == line


def test_all_rows_are_told_at_once() -> None:
    with pytest.raises(gm.InputError) as raised:
        parse_track_table(HEAD + "x 55 5 A 1\n24 y 5 A 1\n24 99 5 A 1\n")
    assert [(problem.line, problem.field) for problem in raised.value.problems] == [
        (2, "lon"),
        (3, "lat"),
        (4, "lat"),
    ]


def test_arguments() -> None:
    rows = parse_track_table(HEAD + "24 55 5 A 1\n")
    with pytest.raises(gm.GeomovesError, match="no force for '1'"):
        track_claims(rows, said_by="o", document="p", forces={})
    with pytest.raises(gm.GeomovesError, match="give kilometres"):
        name_points(rows, {}, distance_km=-1)
    with pytest.raises(gm.GeomovesError, match="a track has no"):
        parse_track_table(HEAD, columns={"speed": "x"})
