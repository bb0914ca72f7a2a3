"""ORBAT-Mapper scenarios: the Falklands, and what is wrong in others."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import geomoves as gm
from geomoves.formats import read_orbat_mapper
from geomoves.reports.writing import dossier_yaml

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "falklands-1982.yaml"
CITATION = (
    "“The Falklands War”, a demonstration scenario of ORBAT-Mapper (MIT licence), the orbat-mapper project"
)


def falklands() -> tuple[gm.Dossier, list[Any]]:
    countries = {"Great Britain": "GB", "Argentina": "AR"}
    return read_orbat_mapper(HERE / "falkland82.json", countries=countries, citation=CITATION)


def test_the_example_is_what_the_scenario_gives() -> None:
    dossier, _ = falklands()
    assert dossier_yaml(dossier) == EXAMPLE.read_text(encoding="utf-8")


def test_units_move_south_through_their_points_at_their_times() -> None:
    dossier, _ = falklands()
    model = gm.build(dossier)
    hermes = next(key for key, force in dossier.forces.items() if force.name == "HMS Hermes")
    assert dossier.forces[hermes].named_unit
    assert dossier.forces[hermes].country == "GB"
    track = model.tracks[model.tracks["force"] == hermes]
    assert track["by"].tolist()[:4] == ["presence", "departure", "passage", "passage"]
    assert track.geometry.iloc[-1].y < -50, "the southern hemisphere"
    first = dossier.claims[str(track["claims"].iloc[1][0])]
    assert first.when is not None
    assert first.when.how == "within"
    assert first.when.clock_to is not None
    assert first.when.clock_to.isoformat() == "1982-04-16T08:00:00-04:00", "the zone as it is written"


def test_what_a_dossier_cannot_hold_is_listed() -> None:
    _, left = falklands()
    told = {each.what for each in left}
    assert {"media", "rangeRings", "symbolOptions", "8 in events"} <= told
    assert all(each.path and each.why for each in left)


def scenario(**state: Any) -> dict[str, Any]:
    """A scenario of one unit with one state."""
    usual = {"id": "s1", "t": "1982-04-05T12:28:00-04:00", "location": [-1.1, 50.8]}
    unit = {"id": "u1", "name": "HMS One", "sidc": "100", "subUnits": [], "state": [{**usual, **state}]}
    side = {"id": "side", "name": "Blue", "groups": [], "subUnits": [unit]}
    return {"type": "ORBAT-mapper", "version": "3.3.0", "name": "A war", "sides": [side]}


def read(tmp_path: Path, plain: object) -> gm.Dossier:
    path = tmp_path / "scenario.json"
    path.write_text(plain if isinstance(plain, str) else json.dumps(plain), encoding="utf-8")
    return read_orbat_mapper(path)[0]


def test_a_place_that_stays_is_a_presence_and_a_number_is_a_time(tmp_path: Path) -> None:
    plain = scenario()
    states = plain["sides"][0]["subUnits"][0]["state"]
    states.append({**states[0], "id": "s2", "t": 387_000_000_000})
    made = read(tmp_path, plain)
    assert [claim.kind for claim in made.claims.values()] == ["presence", "presence"]
    assert [claim.sequence for claim in made.claims.values()] == [1, 2]


def test_states_are_put_in_the_order_of_their_times(tmp_path: Path) -> None:
    plain = scenario()
    states = plain["sides"][0]["subUnits"][0]["state"]
    states.insert(0, {**states[0], "id": "late", "t": "1982-04-05T12:28:00-05:00", "location": [-60, -51]})
    made = read(tmp_path, plain)
    assert list(made.claims) == ["u1-s1", "u1-late"], "an hour later, by their zones"
    assert made.claims["u1-late"].from_[0].lon == -1.1


def without(plain: dict[str, Any], *path: Any) -> dict[str, Any]:
    plain = copy.deepcopy(plain)
    here: Any = plain
    for step in path[:-1]:
        here = here[step]
    del here[path[-1]]
    return plain


@pytest.mark.parametrize(
    ("plain", "field", "told"),
    [
        ("", "", "no JSON"),
        ("{", "", "no JSON"),
        ("[]", "", "no scenario"),
        ("{}", "", "no scenario"),
        ('{"type": "ORBAT-mapper", "type": "x"}', "type", "stands twice"),
        ("[" * 100_000, "", "nests too deep"),
        ({"type": "something"}, "", "no scenario"),
        ({**scenario(), "version": "9.1"}, "version", "not known"),
        (without(scenario(), "sides"), "sides", "no sides"),
        (without(scenario(), "sides", 0, "id"), "sides.0", "no id"),
        (without(scenario(), "sides", 0, "subUnits", 0, "id"), "sides.0.subUnits.0", "no id"),
        (scenario(location=[131.9]), "sides.0.subUnits.0.state.0.location", "no position"),
        (scenario(location="here"), "sides.0.subUnits.0.state.0.location", "no position"),
        (scenario(location=[None, 5]), "sides.0.subUnits.0.state.0.location", "no position"),
        (scenario(location=[43.1, 131.9]), "sides.0.subUnits.0.state.0.location", "swapped"),
        (scenario(location=[400, 5]), "sides.0.subUnits.0.state.0.location", "not on Earth"),
        (scenario(t="yesterday"), "sides.0.subUnits.0.state.0.t", "no time"),
        (scenario(t="1982-04-05T12:28:00"), "sides.0.subUnits.0.state.0.t", "with its zone"),
        (scenario(t=10**30), "sides.0.subUnits.0.state.0.t", "no time"),
        (scenario(t=None), "sides.0.subUnits.0.state.0.t", "no time"),
    ],
)
def test_bad_scenarios(tmp_path: Path, plain: object, field: str, told: str) -> None:
    with pytest.raises(gm.InputError, match=told) as raised:
        read(tmp_path, plain)
    assert raised.value.problems[0].field == field


def test_the_same_id_twice(tmp_path: Path) -> None:
    plain = scenario()
    plain["sides"][0]["subUnits"] *= 2
    with pytest.raises(gm.InputError, match="stands twice"):
        read(tmp_path, plain)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(gm.GeomovesError):
        read_orbat_mapper(tmp_path / "none.json")
    (tmp_path / "bad.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(gm.InputError, match="not UTF-8"):
        read_orbat_mapper(tmp_path / "bad.json")
