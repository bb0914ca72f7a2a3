"""The data block: what its tables say of a model is what the model's records say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geomoves as gm
from geomoves.maps.block import movement_block
from geomoves.movement import spoken

if TYPE_CHECKING:
    import pytest


def _model(**claims: dict[str, Any]) -> gm.MovementModel:
    shared = {"in": "paper", "said_by": "staff", "force": "a", "phase": "happened"}
    return gm.build(
        gm.Dossier(
            documents={"paper": {"citation": "A paper"}},
            speakers={"staff": "The staff", "rival": "A rival"},
            forces={"a": "First"},
            questions={"all": "Did any of this take place?"},
            places={
                name: {"id": f"made-up:{name}", "lon": 30.0 + row, "lat": 50.0, "kind": "town"}
                for row, name in enumerate("XYZ")
            },
            claims={key: shared | claim for key, claim in claims.items()},
        )
    )


def test_a_place_has_its_roles_with_every_claim_that_gives_them() -> None:
    base = {"kind": "presence", "at": "Y", "role": {"staging": "by the author: a base"}}
    model = _model(
        went={"kind": "movement", "from": "X", "to": "Z", "when": "2024-10-03"},
        first=base | {"when": "2024-10-01"},
        second=base | {"when": "2024-10-09"},
    )
    block, records = movement_block(model), model.records
    assert any(role.also for role in records.roles)
    expected: dict[str, list[Any]] = {key: [] for key in block["places"]["id"]}
    for role in records.roles:
        also = [records.rows[key] for key in role.also]
        told = [role.role, role.basis, role.words, records.rows[role.claim]]
        expected[role.place].append([*told, also] if also else told)
    assert block["places"]["roles"] == list(expected.values())


def test_claims_share_what_answers_them_all() -> None:
    moved = {"kind": "movement", "from": "X", "to": "Z", "when": "2024-10-03"}
    denied = {
        "kind": "response",
        "said_by": "rival",
        "about": "all",
        "stance": "denies",
        "force": None,
        "phase": None,
    }
    block = movement_block(
        _model(
            before=moved | {"said": "2024-10-04"},
            then=moved | {"said": "2024-10-05"},
            after=moved | {"said": "2024-10-09"},
            no=denied | {"said": "2024-10-07"},
        )
    )
    assert block["replies"] == [[[3, "wider"]], [[3, "earlier"]]]
    assert block["claims"]["replies"] == [0, 0, 1, -1]


def test_a_map_in_another_language_tells_no_leg_that_its_columns_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def looked_at(record: object) -> None:
        raise AssertionError(f"of 100,000 each would be told: {record}")

    model = _model(went={"kind": "movement", "from": "X", "to": "Z", "when": "2024-10-03", "strength": 1500})
    monkeypatch.setattr(spoken, "_reported", looked_at)
    block = movement_block(model, language="de")
    assert block["legs"]["strength"] == ["1.500"]
    assert block["claims"]["when"] == ["3. Oktober 2024"]
