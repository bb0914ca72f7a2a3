"""What is written and read again is the same dossier, and the same bytes."""

from __future__ import annotations

import copy
import json
import pickle
from typing import ClassVar

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from geomoves.reports import Claim, Dossier, read_dossier
from geomoves.reports.writing import dossier_json, dossier_yaml
from tests.reports.strategies import HOSTILE_TEXTS, dossiers

_patient = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("round-trip")


@pytest.mark.parametrize("ending", [".yaml", ".json"])
@_patient
@given(dossier=dossiers())
def test_file(dossier, ending, folder):
    path = folder / f"dossier{ending}"
    dossier.save(path)
    again = read_dossier(path)
    assert again.to_plain() == dossier.to_plain()
    assert again == dossier
    first = path.read_bytes()
    again.save(path)
    assert path.read_bytes() == first


@_patient
@given(dossier=dossiers())
def test_yaml_and_json_say_the_same(dossier, folder):
    dossier.save(folder / "one.yaml")
    dossier.save(folder / "one.json")
    assert read_dossier(folder / "one.yaml") == read_dossier(folder / "one.json")


@_patient
@given(dossier=dossiers())
def test_plain_data(dossier):
    plain = dossier.to_plain()
    assert Dossier.from_plain(plain) == dossier
    assert Dossier.from_plain(json.loads(json.dumps(plain))) == dossier
    assert dossier.to_plain() == plain, "making plain data changes nothing"


@_patient
@given(dossier=dossiers())
def test_copies(dossier):
    assert copy.deepcopy(dossier) == dossier
    assert pickle.loads(pickle.dumps(dossier)) == dossier
    for claim in dossier.claims.values():
        assert copy.copy(claim) == claim
        assert copy.deepcopy(claim) == claim
        again = pickle.loads(pickle.dumps(claim))
        assert again == claim
        assert hash(again) == hash(claim)
        assert repr(again) == repr(claim)


@_patient
@given(dossier=dossiers())
def test_text_is_text_for_a_reader_with_types_of_its_own(dossier):
    """A safe loader takes no word of ours for a number, a truth or nothing (only days, which are days)."""
    loaded = yaml.load(dossier_yaml(dossier), Loader=_LoaderWithoutDays)
    assert loaded == dossier.to_plain()


class _LoaderWithoutDays(yaml.SafeLoader):
    yaml_implicit_resolvers: ClassVar[dict[str, object]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
@pytest.mark.parametrize("ending", [".yaml", ".json"])
def test_every_hostile_text_in_every_field(text, ending, tmp_path):
    dossier = Dossier(
        title=text,
        description=text,
        documents={"d": {"title": text, "citation": text, "note": text, "x-own": {text: [text]}}},
        speakers={"s": {"name": text}},
        forces={"f": {"name": text, "echelon": text}},
        places={text: {"lon": 1, "lat": 2, "words": text}},
        questions={"q": text},
        claims=[
            Claim(
                id="c",
                kind="condition",
                said_by="s",
                in_="d",
                force="f",
                at=[text, {"words": text, "where": "unknown"}],
                strength={"best": 5, "unit": text, "qualifier": text, "words": text},
                when={"at": "2024", "words": text},
                condition=text,
                words=text,
                hedge=text,
                role={"staging": f"by the author: {text}"},
                independent_because=text,
            )
        ],
        extensions={"x-own": text},
    )
    path = tmp_path / f"hostile{ending}"
    dossier.save(path)
    again = read_dossier(path)
    assert again == dossier
    assert again.title == text
    assert again.claims["c"].at[0].name == text
    assert text in again.places


def test_example_is_kept_whole(example, tmp_path):
    dossier = read_dossier(example)
    dossier.save(tmp_path / "again.yaml")
    assert read_dossier(tmp_path / "again.yaml") == dossier
    assert dossier_yaml(dossier) == (tmp_path / "again.yaml").read_text(encoding="utf-8")
    assert json.loads(dossier_json(dossier)) == dossier.to_plain()
