"""The page puts the sentences of claims together as Python does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import geomoves as gm
from geomoves.maps.block import movement_block
from geomoves.maps.page import strict_page
from geomoves.wording import languages, speaking

EXAMPLES = Path(__file__).parents[2] / "examples"
KINDS = ("movement", "presence", "activity", "condition", "loss", "total")
PHASES = (None, "happened", "under way", "expected", "intended")
_READ = """async () => {
  const { block } = (await geomoves.app(document.getElementById("geomoves"))).model;
  return [
    Array.from(block.claims.sentence),
    Array.from(block.questions.text),
    block.questions.figures.map((figures) => figures.map(([label, claims]) => [label, claims])),
    Array.from(block.legs.when),
    Array.from(block.claims.about),
    block.places.claims,
  ];
}"""


def every_shape() -> gm.Dossier:
    """Return a dossier that puts every kind, phase, voice, end and figure into a sentence."""
    claims: dict[str, Any] = {}
    attributions = (None, "stated", "carried over", "disowned", "none")
    for nth, (kind, phase) in enumerate((kind, phase) for kind in KINDS for phase in PHASES):
        claim: dict[str, Any] = {
            "kind": kind,
            "in": "d",
            "said_by": ("party", "plain")[nth % 2],
            "attribution": attributions[nth % 5],
            "through": (["plain"], ["party", "plain"], [])[nth % 3],
            "said": (None, "2024-10-18", {"from": "2024-10-07", "to": "2024-10-13", "words": "last week"})[
                nth % 3
            ],
            "force": ("a", "b")[nth % 2],
            "phase": phase,
            "hedge": (None, "indications of {force}")[nth % 2],
            "words": (None, "they $& say “{speaker}”")[nth % 2],
            "when": (None, "2024-10-10", {"from": "2024-10-08", "to": "2024-10-13", "how": "within"})[
                nth % 3
            ],
        }
        if kind != "condition":
            claim["strength"] = (
                None,
                1500,
                {"best": 12000, "words": "12,000 in four brigades"},
                "several thousand",
                {"low": 5, "high": 9},
            )[nth % 5]
        if kind == "movement":
            claim |= {"mode": ("rail", "sea", None)[nth % 3], "carried_by": ("b", None)[nth % 2]}
            claim["from"] = (["here", "there"], [], "here")[nth % 3]
            claim["to"] = (
                "there" if nth % 3 == 0 else ["there", {"words": "combat zones", "where": "unknown"}]
            )
            claim["via"] = (["point"], [])[nth % 2]
        elif kind != "total":
            claim["at"] = (
                ["here", "there", "point"],
                {"words": "a port", "within": "KP"},
                {"near": "Khabarovsk"},
            )[nth % 3]
        else:
            claim["to"] = {"country": "RU"}
            claim["strength"] = claim["strength"] or 40000
        if kind == "condition":
            claim["condition"] = "in training"
        if kind == "loss":
            claim["cause"] = "a missile"
        claims[f"c{nth}"] = {key: value for key, value in claim.items() if value is not None}
    claims["either"] = {
        "kind": "presence",
        "in": "d",
        "said_by": "plain",
        "force": "a",
        "at_one_of": ["here", "there"],
        "strength": {"words": "some of them", "includes": ["c1"]},
    }
    claims["no"] = {
        "kind": "response",
        "in": "d",
        "said_by": "party",
        "stance": "denies",
        "about": ["c1", "war"],
    }
    claims["held"] = {
        "kind": "movement",
        "in": "d",
        "said_by": "plain",
        "force": "a",
        "to": {"name": "here", "held_by": {"by": "RU", "said_by": "party", "words": "ours"}},
    }
    return gm.Dossier(
        title="Every shape",
        theatre=["RU", "KP"],
        documents={"d": {"citation": "A book"}},
        speakers={"plain": "A speaker", "party": {"name": "A {party}", "party": True}},
        forces={"a": "Force A", "b": {"name": "Force {body}", "country": "RU"}},
        questions={"war": "Are they in the war?"},
        places={
            "here": {"name": "Here", "lon": 130.0, "lat": 45.0},
            "there": {"name": "There", "lon": 131.0, "lat": 46.0},
            "point": {"lon": 132.0, "lat": 47.0},
        },
        claims=claims,
    )


def _dossiers() -> list[Any]:
    paths = sorted([*EXAMPLES.glob("*.yaml"), EXAMPLES / "us-europe-2022.csv"])
    return [pytest.param(lambda path=path: gm.read_dossier(path), id=path.stem) for path in paths] + [
        pytest.param(every_shape, id="every shape")
    ]


@pytest.mark.browser
@pytest.mark.parametrize("make", _dossiers())
def test_the_page_says_what_python_says(
    make: Callable[[], gm.Dossier], open_page: Callable[..., Any], tmp_path: Path
) -> None:
    model = gm.build(make())
    block, records = movement_block(model), model.records
    page = tmp_path / "page.html"
    page.write_text(strict_page([block], None, title="t"), encoding="utf-8")
    visit = open_page(page)
    visit.page.wait_for_selector("[data-ready]", state="attached")
    sentences, texts, figures, whens, about, at_place = visit.page.evaluate(_READ)
    assert sentences == [records.sentences[claim.id] for claim in records.claims]
    questions = {question.id: question for question in records.questions}
    asked = [questions[key] for key in block["questions"]["id"]]
    assert texts == [question.text for question in asked]
    rows = {claim.id: row for row, claim in enumerate(records.claims)}
    assert figures == [
        [[figure.label, [rows[key] for key in figure.claims]] for figure in question.figures]
        for question in asked
    ]
    assert whens == [leg.when.label for leg in records.legs]
    for claim, texts_of in zip(records.claims, about, strict=True):
        assert len(texts_of) == len(claim.about)
    for key, claims in zip(block["places"]["id"], at_place, strict=True):
        named = [
            row
            for claim, row in rows.items()
            if any(spot.place is not None and spot.place.id == key for spot in records.spots.get(claim, ()))
        ]
        assert claims == named


@pytest.mark.browser
@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
def test_it_says_so_in_every_language(language: str, open_page: Callable[..., Any], tmp_path: Path) -> None:
    model = gm.build(every_shape())
    page = tmp_path / "page.html"
    block = movement_block(model, language=language)
    page.write_text(strict_page([block], None, title="t", language=language), encoding="utf-8")
    visit = open_page(page)
    visit.page.wait_for_selector("[data-ready]", state="attached")
    with speaking(language):
        records = model.in_language(language).records
        told = [records.sentences[claim.id] for claim in records.claims]
    assert visit.page.evaluate(_READ)[0] == told
    assert told != [model.records.sentences[claim.id] for claim in records.claims]
