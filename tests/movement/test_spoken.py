"""A model in another language: told again it is what it would be if it were assembled in that language."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import geomoves as gm
from geomoves.movement.records import Leg
from geomoves.wording import languages, speaking

_EXAMPLES = Path(__file__).parents[2] / "examples"
_TOLD = "questions legs presences losses activities roles movements tensions joins unplaced".split()


@pytest.fixture(
    scope="module",
    params=["dprk-2024.yaml", "falklands-1982.yaml", "minard-1812.yaml", "us-europe-2022.csv"],
)
def model(request: pytest.FixtureRequest) -> gm.MovementModel:
    return gm.build(gm.read_dossier(_EXAMPLES / request.param), infer=True)


@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
def test_what_is_told_again_is_what_would_be_assembled(model: gm.MovementModel, language: str) -> None:
    with speaking(language):
        told, assembled = model.in_language(language).records, model._assembled().records
        for name in _TOLD:
            assert list(getattr(told, name)) == list(getattr(assembled, name)), name
        assert told.off_map == assembled.off_map
        assert dict(told.spots) == assembled.spots
        assert dict(told.sentences) == dict(assembled.sentences)
        assert [question.text for question in told.questions] == [
            question.text for question in assembled.questions
        ]
        for name in ("claims", "places", "legs", "presences", "questions", "roles"):
            one, other = getattr(told.columns, name), getattr(assembled.columns, name)
            assert {key: list(column) for key, column in one.items()} == {
                key: list(column) for key, column in other.items()
            }, name
        assert told.columns.ends.table({}, {}) == assembled.columns.ends.table({}, {})


def test_what_was_told_in_one_language_is_told_in_a_third(model: gm.MovementModel) -> None:
    german, korean = model.in_language("de"), model.in_language("ko")
    with speaking("ko"):
        assert list(german.in_language("ko").records.legs) == list(korean.records.legs)
    assert german.in_language("en") is model


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_copy_is_told_in_other_languages_too(model: gm.MovementModel, language: str) -> None:
    with speaking(language):
        copied = pickle.loads(pickle.dumps(model.in_language(language)))
        assert list(copied.records.legs) == list(model.in_language(language).records.legs)
    with speaking("uk"):
        # Why a place was taken for a name is plain text in a copy.
        one, other = copied.in_language("uk").records, model.in_language("uk").records
        assert list(map(_figures, one.legs)) == list(map(_figures, other.legs))
        assert dict(one.sentences) == dict(other.sentences)


def _figures(leg: Leg) -> tuple[str, str]:
    return leg.strength, leg.when.label
