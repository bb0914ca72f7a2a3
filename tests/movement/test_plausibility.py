from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geomoves as gm
from geomoves.movement.plausibility import Flag, read_limits
from tests.movement.cases import dossier, model

HEAD = "class,words,quantity,value,unit,source\n"


def flags(claims: dict[str, dict[str, object]]) -> tuple[Flag, ...]:
    return model(claims).plausibility().flags


def test_the_distance_that_a_mode_cannot_cover_is_flagged() -> None:
    march = {"from": "a", "to": "c", "mode": "foot", "when": "2024-10-01/2024-10-03"}
    (flag,) = flags({"x": march})
    assert flag.kind == "speed"
    assert flag.limit == 56
    assert "in 3 days at most, and foot does 56 km a day at most" in flag.sentence
    assert "FM 21-18" in flag.sentence
    assert flags({"x": {**march, "when": "2024-10-01/2024-10-10"}}) == ()
    assert flags({"x": {**march, "mode": "road"}}) == ()


def test_what_cannot_be_judged_is_counted() -> None:
    found = model(
        {
            "undated": {"from": "a", "to": "b", "mode": "foot"},
            "open": {"to": "b", "mode": "foot", "when": "2024-10-01"},
            "no-mode": {"from": "a", "to": "c", "when": "2024-10-01"},
        }
    ).plausibility()
    assert found.flags == ()
    assert found.not_judged == {
        "no days are stated": 1,
        "an end has no place": 1,
        "how it moved is not stated": 1,
    }


def test_a_vague_place_flags_nothing() -> None:
    near = {"lon": 14.0, "lat": 52.0, "radius_km": 400, "precision": 5, "name": "thereabouts"}
    assert flags({"x": {"from": "a", "to": near, "mode": "foot", "when": "2024-10-01"}}) == ()


def test_a_ship_needs_several_loads() -> None:
    plain = dossier({"x": {"to": "a"}}).to_plain()
    plain["forces"]["ships"] = {"name": "Ropucha-class landing ships"}
    usual = {"in": "page", "said_by": "one", "kind": "movement", "phase": "happened", "force": "body"}
    plain["claims"] = {"x": {**usual, "to": "a", "strength": 1500, "carried_by": "ships", "mode": "sea"}}
    (flag,) = gm.build(gm.Dossier.from_plain(plain)).plausibility().flags
    assert flag.kind == "lift"
    assert "carries 340 a load" in flag.sentence
    assert "at least 5 loads" in flag.sentence
    plain["claims"]["x"]["strength"] = 300
    assert gm.build(gm.Dossier.from_plain(plain)).plausibility().flags == ()


def test_a_plane_needs_a_stop() -> None:
    plain = dossier({"x": {"to": "a"}}).to_plain()
    plain["forces"]["ships"] = {"name": "two C-130 transports"}
    usual = {"in": "page", "said_by": "one", "kind": "movement", "phase": "happened", "force": "body"}
    far = {"name": "Far", "lon": 60.0, "lat": 50.0}
    leg = {**usual, "from": "a", "to": far, "carried_by": "ships", "mode": "air"}
    plain["claims"] = {"x": leg}
    (flag,) = gm.build(gm.Dossier.from_plain(plain)).plausibility().flags
    assert flag.kind == "range"
    assert "at least one, or somebody refuelled it" in flag.sentence
    leg["via"] = {"name": "Between", "lon": 35.0, "lat": 50.0}
    assert gm.build(gm.Dossier.from_plain(plain)).plausibility().flags == ()


def unit(*days: str, named: bool = True) -> tuple[Flag, ...]:
    plain = dossier({"x": {"to": "a"}}).to_plain()
    plain["forces"]["body"] = {"name": "The 1st Brigade", "named_unit": named}
    usual = {"in": "page", "said_by": "one", "kind": "presence", "phase": "happened", "force": "body"}
    far = {"name": "Far", "lon": -170.0, "lat": -50.0}
    plain["claims"] = {
        "x": {**usual, "at": "a", "when": days[0]},
        "y": {**usual, "at": far, "when": days[1]},
    }
    limits = [each for each in read_limits(DATA) if each.name != "air"]
    return gm.build(gm.Dossier.from_plain(plain)).plausibility(limits=limits).flags


DATA = Path(gm.__file__).parent / "movement" / "data" / "plausibility.csv"


def test_only_a_named_unit_contradicts_itself_by_position() -> None:
    (flag,) = unit("2024-10-01", "2024-10-02")
    assert flag.kind == "contradiction"
    assert flag.claims == ("x", "y")
    assert unit("2024-10-01", "2024-10-02", named=False) == ()
    assert unit("2024-10-01", "2024-11-20") == ()


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 40), st.integers(0, 20))
def test_more_time_never_adds_a_flag(days: int, more: int) -> None:
    def found(length: int) -> bool:
        when = {"from": "2024-01-01", "to": f"2024-{1 + (length - 1) // 28:02}-{1 + (length - 1) % 28:02}"}
        return bool(flags({"x": {"from": "a", "to": "c", "mode": "foot", "when": when}}))

    assert found(days) or not found(days + more)


def test_every_limit_has_its_source() -> None:
    assert all(each.source and each.value > 0 for each in read_limits(DATA))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no table of limits"),
        (HEAD + "foot,,speed,56\n", "has 4 cells"),
        (HEAD + "foot,,haste,56,km a day,x\n", "quantity is not known"),
        (HEAD + "foot,,speed,56,km/h,x\n", "unit does not go"),
        (HEAD + "foot,,speed,many,km a day,x\n", "no number"),
        (HEAD + "foot,,speed,nan,km a day,x\n", "no number"),
        (HEAD + "ship,,lift,5,troops a load,x\n", "needs words"),
        (HEAD + "foot,,speed,56,km a day,\n", "has a source"),
    ],
)
def test_bad_limits(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "limits.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(gm.InputError, match=told):
        read_limits(path)
