from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geomoves as gm
from tests.movement.cases import dossier, model


def stops(made: gm.MovementModel, force: str = "body") -> list[str]:
    track = made.tracks
    return track.loc[track["force"] == force, "record"].drop_duplicates().tolist()


def test_days_order_a_track() -> None:
    made = model(
        {
            "late": {"kind": "presence", "at": "c", "when": "2024-10-09"},
            "early": {"kind": "presence", "at": "a", "when": "2024-10-01"},
            "between": {"from": "a", "to": "b", "when": "2024-10-03/2024-10-05"},
        }
    )
    assert stops(made) == ["early", "between", "late"]
    assert set(made.tracks["order"]) == {"days"}
    assert made.tracks["by"].tolist() == ["presence", "departure", "arrival", "presence"]


def test_a_sequence_orders_what_falls_on_one_day() -> None:
    day = {"kind": "presence", "when": "2024-10-01"}
    made = model(
        {
            "second": {**day, "at": "a", "sequence": 2},
            "first": {**day, "at": "b", "sequence": 1},
            "before": {"kind": "presence", "at": "c", "when": "2024-09-30"},
        }
    )
    assert stops(made) == ["before", "first", "second"]


def test_a_sequence_alone_orders_an_undated_track() -> None:
    made = model({f"s{n}": {"kind": "presence", "at": "a", "sequence": n} for n in (3, 1, 2)})
    assert stops(made) == ["s1", "s2", "s3"]
    assert set(made.tracks["order"]) == {"sequence"}
    assert made.tracks["when_from"].isna().all(), "no day is invented"


def test_without_days_and_sequence_the_rows_stay_as_they_are() -> None:
    made = model({key: {"kind": "presence", "at": at} for key, at in (("z", "a"), ("m", "c"), ("a", "b"))})
    assert stops(made) == ["z", "m", "a"]
    assert set(made.tracks["order"]) == {"rows"}


def test_what_has_no_day_follows_what_it_is_said_to_come_after() -> None:
    made = model(
        {
            "onward": {"from": "b", "to": "c", "when": {"after": "training"}},
            "training": {"kind": "presence", "at": "b", "when": "2024-10-05"},
            "last": {"kind": "presence", "at": "c", "when": "2024-10-20"},
        }
    )
    assert stops(made) == ["training", "onward", "last"]
    assert made.movements[0].legs == ("onward",)


def test_two_visits_of_one_place_are_two_events() -> None:
    visit = {"kind": "presence", "at": "a", "strength": 5}
    made = model({"x": {**visit, "sequence": 1}, "y": {**visit, "sequence": 3, "said_by": "two"}})
    assert made.questions["claims"].tolist() == [["x"], ["y"]]
    same = model({"x": {**visit, "sequence": 1}, "y": {**visit, "said_by": "two"}})
    assert same.questions["claims"].tolist() == [["x", "y"]]


def test_plans_are_no_stops() -> None:
    assert model({"x": {"from": "a", "to": "b", "phase": "intended"}}).tracks.empty


def chain(*numbers: int | str | None, **more: object) -> dict[str, dict[str, object]]:
    """Legs a → b → c …, each with a figure."""
    names = ["a", "b", "c", "west", "east"]
    return {
        f"leg{row}": {
            "from": names[row],
            "to": names[row + 1],
            "sequence": 10 * (row + 1),
            **({"strength": number} if number is not None else {}),
            **more,
        }
        for row, number in enumerate(numbers)
    }


def test_a_rise_that_nothing_explains_is_flagged_and_a_fall_is_not() -> None:
    made = model(chain(20_000, 12_000, 14_000, 8_000))
    (row,) = made.balance.to_dict("records")
    assert (row["kind"], row["before"], row["after"], row["place_name"]) == (
        "rise",
        "12,000",
        "14,000",
        "Charlie",
    )
    assert "no arrival that is reported here explains it" in row["sentence"]


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, 14_000), ("several thousand", 14_000), ("up to 20,000", 14_000), ("12 brigades", 14_000)],
    ids=["no figure", "vague", "may be as many", "another unit"],
)
def test_figures_that_can_go_together_are_not_flagged(before: str | None, after: int) -> None:
    assert model(chain(before, after)).balance.empty


def test_an_arrival_there_explains_a_rise_as_far_as_it_goes() -> None:
    claims = chain(12_000, 14_000)
    claims["joined"] = {"from": "c", "to": "b", "force": "part", "strength": 2_000}
    assert model(claims).balance.empty
    claims["joined"]["strength"] = 1_000
    (row,) = model(claims).balance.to_dict("records")
    assert "more than the reported arrivals of 1,000 explain" in row["sentence"]


def test_a_fall_larger_than_the_stated_loss_is_flagged() -> None:
    claims = chain(12_000, 9_000)
    claims["loss"] = {"kind": "loss", "at": "b", "strength": "1,000 killed", "sequence": 15}
    (row,) = model(claims).balance.to_dict("records")
    assert (row["kind"], row["before"], row["after"]) == ("fall", "12,000", "9,000")
    assert "more than the stated loss of 1,000 killed" in row["sentence"]
    assert "loss" in row["claims"]
    claims["loss"]["strength"] = "3,000 killed"
    assert model(claims).balance.empty
    claims["loss"] |= {"strength": "1,000 killed", "sequence": 5}
    assert model(claims).balance.empty, "lost before, not here"


def test_legs_that_do_not_meet_say_nothing_of_one_another() -> None:
    made = model(
        {
            "x": {"from": "a", "to": "b", "strength": 1500, "sequence": 1},
            "y": {"from": "a", "to": "b", "strength": 3000, "sequence": 2},
        }
    )
    assert made.balance.empty


def joining(distance: float, after: int) -> gm.MovementModel:
    """Part of the body ends `distance` degrees from where the rest goes on."""
    claims = chain(20_000, after) | {
        "other": {
            "from": {"lon": 12.0, "lat": 48.0},
            "to": {"lon": 12.0, "lat": 51.0 + distance},
            "force": "wing",
            "strength": 28_000,
        }
    }
    plain = dossier({"x": {"to": "a"}}).to_plain()
    plain["forces"] = {
        "whole": "All of them",
        "body": {"name": "Body", "part_of": "whole"},
        "wing": {"name": "Wing", "part_of": "whole"},
    }
    usual = {"in": "page", "said_by": "one", "kind": "movement", "phase": "happened", "force": "body"}
    plain["claims"] = {key: usual | claim for key, claim in claims.items()}
    return gm.build(gm.Dossier.from_plain(plain))


def test_a_joining_is_proposed_and_flagged_when_the_figures_do_not_add_up() -> None:
    (row,) = joining(0.1, 20_000).merges().to_dict("records")
    assert (row["kind"], row["joining"], row["main"], row["adds_up"]) == ("into", "wing", "body", False)
    assert 11 < row["distance_km"] < 12
    assert "28,000 join and the figure stays 20,000" in row["sentence"]
    (row,) = joining(0.1, 48_000).merges().to_dict("records")
    assert row["adds_up"] is True


def test_a_proposal_is_never_applied() -> None:
    made = joining(0.0, 20_000)
    before = made.legs.drop(columns="geometry").to_dict("records")
    made.merges()
    assert made.legs.drop(columns="geometry").to_dict("records") == before
    assert {movement.force for movement in made.movements} == {"body", "wing"}


def test_the_distance_is_the_users_to_state() -> None:
    made = joining(0.2, 20_000)
    assert made.merges().empty
    assert len(made.merges(distance_km=25)) == 1
    with pytest.raises(gm.GeomovesError, match="give kilometres"):
        made.merges(distance_km=0)


def test_strangers_do_not_join() -> None:
    claims = chain(20_000, 20_000) | {"other": {"to": "b", "force": "ships", "strength": 5}}
    assert model(claims).merges().empty


def two_presences(**second: object) -> dict[str, dict[str, object]]:
    return {
        "x": {"kind": "presence", "at": "a", "when": "2024-10-01"},
        "y": {"kind": "presence", "at": "b", "when": "2024-10-05", **second},
    }


def test_presences_are_joined_on_request_only() -> None:
    made = dossier(two_presences())
    assert gm.build(made).joins.empty
    joined = gm.build(made, infer=True)
    (row,) = joined.joins.to_dict("records")
    assert (row["order"], row["start_name"], row["end_name"]) == ("days", "Alpha", "Bravo")
    assert "no movement between them is reported" in row["words"]
    assert joined.legs.empty, "a join is no leg"
    assert joined.filter(force="body").joins.shape[0] == 1


@pytest.mark.parametrize(
    "second",
    [{"at": ["b", "c"]}, {"at": "a"}, {"phase": "expected"}, {"force": "part"}, {"at": {"country": "DE"}}],
    ids=["several places", "the same place", "a forecast", "another force", "a country"],
)
def test_what_cannot_be_joined_is_not(second: dict[str, object]) -> None:
    assert gm.build(dossier(two_presences(**second)), infer=True).joins.empty


def test_overlapping_presences_have_no_order() -> None:
    made = gm.build(dossier(two_presences(when="2024-10-01")), infer=True)
    assert made.joins["order"].tolist() == ["none"]


def test_a_reported_leg_needs_no_join() -> None:
    claims = two_presences() | {"leg": {"from": "a", "to": "b"}}
    assert gm.build(dossier(claims), infer=True).joins.empty


def test_a_presence_before_the_first_arrival_is_a_tension() -> None:
    claims = {
        "there": {
            "kind": "presence",
            "at": {"name": "B", "lon": 12.0, "lat": 51.0, "country": "DE"},
            "when": "2024-10-03",
        },
        "arrival": {
            "to": {"name": "B", "lon": 12.0, "lat": 51.0, "country": "DE"},
            "when": "2024-10-08/2024-10-13",
        },
    }
    (row,) = model(claims).tensions.to_dict("records")
    assert (row["first"], row["second"], row["basis"]) == ("there", "arrival", "days")
    assert "5 days before the first arrival there" in row["because"]
    claims["there"]["when"] = "2024-10-08"
    assert model(claims).tensions.empty
    claims["there"]["when"] = "2024-10-03"
    claims["arrival"]["from"] = {"name": "A", "lon": 10.0, "lat": 50.0, "country": "DE"}
    assert model(claims).tensions.empty, "it set out from there"


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_claims_changes_no_track(order: list[int]) -> None:
    claims = chain(20_000, 12_000, 14_000, 8_000)
    keys = list(claims)
    shuffled = {keys[row]: claims[keys[row]] for row in order}
    assert stops(model(shuffled)) == keys
    assert model(shuffled).balance["place_name"].tolist() == ["Charlie"]
