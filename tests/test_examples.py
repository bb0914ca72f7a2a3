"""Every example reads, checks, builds and comes back unchanged; and what each of them is there to show."""

from __future__ import annotations

from pathlib import Path

import pytest

import geomoves as gm

EXAMPLES = Path(__file__).parents[1] / "examples"
DOSSIERS = ("dprk-2024.yaml", "falklands-1982.yaml", "minard-1812.yaml", "us-europe-2022.csv")


@pytest.mark.parametrize("name", DOSSIERS)
def test_it_builds_and_every_name_is_settled(name: str) -> None:
    model = gm.build(gm.read_dossier(EXAMPLES / name))
    assert not set(model.unplaced["status"]) & {"ambiguous", "unknown"}
    assert len(model.claims) == len(model.dossier.claims)


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("ending", [".yaml", ".json", ".csv", ".xlsx"])
def test_it_comes_back_unchanged_from_every_form(tmp_path: Path, name: str, ending: str) -> None:
    dossier = gm.read_dossier(EXAMPLES / name)
    path = tmp_path / f"again{ending}"
    dossier.save(path)
    again = gm.read_dossier(path)
    assert again == dossier
    assert not gm.compare_editions(dossier, again)


def test_no_example_is_forgotten() -> None:
    tables = ("us-europe-2022.", "dossier.schema")
    found = {path.name for path in EXAMPLES.iterdir() if path.is_file()}
    assert set(DOSSIERS) <= found
    assert not {name for name in found - set(DOSSIERS) if not name.startswith(tables)}


@pytest.fixture(scope="module")
def europe() -> gm.MovementModel:
    return gm.build(gm.read_dossier(EXAMPLES / "us-europe-2022.csv"))


def test_the_spreadsheet_is_saved_as_it_was_read(tmp_path: Path, europe: gm.MovementModel) -> None:
    europe.dossier.save(tmp_path / "us-europe-2022.csv")
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (EXAMPLES / path.name).read_bytes()


def test_a_total_is_split_and_not_added(europe: gm.MovementModel) -> None:
    answers = {answer.claims[0]: answer for answer in europe.strength(force="first-2000")}
    assert answers["europe-2000"].figures[0].best == 2000
    assert answers["poland-1700"].refines == ("q:europe-2000",)
    assert answers["germany-300"].refines == ("q:europe-2000",)
    assert 4000 not in set(europe.legs["strength_best"])
    assert len(europe.claims) >= 30


def test_an_order_is_announced_and_then_carried_out(europe: gm.MovementModel) -> None:
    legs = europe.legs[europe.legs["force"] == "abn-82"].set_index("id")
    assert legs.loc["poland-1700", "phase"] == "intended"
    assert legs.loc["donahue", "phase"] == "happened"
    assert legs.loc["donahue", "strength"] == "", "that it went does not say that all of it went"


def test_who_denies_is_told_and_no_movement_is_denied(europe: gm.MovementModel) -> None:
    denials = europe.responses[europe.responses["stance"] == "denies"]
    assert {"biden", "kirby", "grushko"} == set(denials["said_by"])
    assert not europe.legs["disputed"].any(), "nobody denied that troops moved"
