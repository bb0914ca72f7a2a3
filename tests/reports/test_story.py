"""The story of a dossier: what a step may say, what is wrong with one, and how it is kept."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geomoves as gm
from geomoves.errors import DossierError
from geomoves.maps.layer import LAYER_KEYS
from geomoves.reports import Dossier, compare_editions
from geomoves.reports.story import Step
from geomoves.reports.vocabulary import Layer
from tests.reports.strategies import stories, texts

PLACES = ["Vladivostok", "near Ussuriysk"]
DOSSIER = """geomoves: 1
documents: {page: {citation: A newspaper}}
speakers: {nis: The service}
forces: {dprk: Soldiers}
claims:
  there: {kind: presence, in: page, said_by: nis, force: dprk, at: [Vladivostok, {near: Ussuriysk}]}
"""


def read(tmp_path, story):
    file = tmp_path / "dossier.yaml"
    file.write_text(DOSSIER + story, encoding="utf-8")
    return gm.read_dossier(file)


def problems(tmp_path, story):
    with pytest.raises(DossierError) as raised:
        read(tmp_path, story)
    return [(problem.line, problem.field, problem.message) for problem in raised.value.problems]


def test_a_step_says_what_it_says_and_nothing_else(tmp_path):
    first, second, third = read(
        tmp_path,
        """story:
  - Only words.
  - {text: Two places, view: [Vladivostok, Ussuriysk], time: 8–13 October 2024, select: there, layers: bases}
  - {text: A box, view: [170, -10.5, -170, 80], said_by_day: 2024-10, select: dprk, layers: [under way]}
""",
    ).story
    assert (first.text, first.view, first.time, first.select, first.layers) == (
        "Only words.",
        None,
        None,
        None,
        (),
    )
    assert (second.places, second.box, second.layers) == (("Vladivostok", "Ussuriysk"), None, ("bases",))
    assert (third.places, third.box) == ((), (170.0, -10.5, -170.0, 80.0))
    assert third.said_by_day.latest.isoformat() == "2024-10-31"


#: A step, the field that is named and the message, each step as a list of one.
WRONG = [
    ("{view: Vladivostok}", "text", "this field is required"),
    ("{text: a, view: [1, 2, 3]}", "view", "the view is neither four numbers nor names"),
    ("{text: a, view: [1, 2, 3, nan]}", "view", "the view is neither four numbers nor names"),
    ("{text: a, view: [Vladivostok, 1]}", "view", "the view is neither four numbers nor names"),
    ("{text: a, view: 12}", "view", "the view is neither four numbers nor names"),
    ("{text: a, view: []}", "view", "this is no view"),
    ("{text: a, view: {box: 1}}", "view", "this is no view"),
    ("{text: a, view: [1, 92, 3, 95]}", "view", "the box is out of range"),
    ("{text: a, view: [1, 20, 3, 10]}", "view", "the box is out of range"),
    ("{text: a, view: [181, 10, 3, 20]}", "view", "the box is out of range"),
    ("{text: a, view: [3, 10, 3, 20]}", "view", "the box is out of range"),
    ("{text: a, view: Vladivostock}", "view", "no claim speaks of this place"),
    ("{text: a, view: [Vladivostok, Seoul]}", "view.1", "no claim speaks of this place"),
    ("{text: a, select: nobody}", "select", "there is no such claim, force or place"),
    ("{text: a, select: nis}", "select", "there is no such claim, force or place"),
    ("{text: a, time: some day}", "time", "this is no date that can be read"),
    ("{text: a, time: {words: later}}", "time", "this is no day"),
    ("{text: a, time: {after: there}}", "time", "this is no day"),
    ("{text: a, time: last week}", "time", "this counts from a day that is not stated"),
    ("{text: a, said_by_day: 2024-10-18/..}", "said_by_day", "this has no last day"),
    ("{text: a, layers: [bases, base]}", "layers.1", "this word is not in the list"),
    ("{text: a, colour: red}", "colour", "this field is not known"),
    ("[a, b]", "", "this has the wrong shape"),
    ("", "", "nothing stands here"),
]


@pytest.mark.parametrize(("step", "field", "message"), WRONG, ids=[step for step, _, _ in WRONG])
def test_what_is_wrong_is_named_with_line_and_field(step, field, message, tmp_path):
    # Line 7 is `story:`; a refused step before it does not shift the others.
    found = problems(tmp_path, f"story:\n  - {{}}\n  - Fine.\n  - {step}\n")
    assert found[0] == (8, "story.0.text", "this field is required")
    path = ".".join(filter(None, ("story.2", field)))
    assert found[1] == (10, path, message)
    assert len(found) == 2


@pytest.mark.parametrize("story", ["story: words", "story: {text: a}", "story: 5"])
def test_a_story_is_a_list(story, tmp_path):
    ((line, field, message),) = problems(tmp_path, story)
    assert (line, field, message) == (7, "story", "this should be a list")


def test_close_names_are_offered(tmp_path):
    with pytest.raises(DossierError, match="did you mean `Vladivostok`"):
        read(tmp_path, "story:\n  - {text: a, view: Vladivostock}\n")
    with pytest.raises(DossierError, match="did you mean `there`"):
        read(tmp_path, "story:\n  - {text: a, select: their}\n")


def test_a_name_that_only_a_refused_claim_may_hold_is_not_told_twice(tmp_path):
    broken = DOSSIER.replace("kind: presence", "kind: presense")
    file = tmp_path / "dossier.yaml"
    file.write_text(broken + "story:\n  - {text: a, view: Vladivostok, select: there}\n", encoding="utf-8")
    with pytest.raises(DossierError) as raised:
        gm.read_dossier(file)
    assert [problem.field for problem in raised.value.problems] == ["claims.there.kind"]


@given(stories(PLACES, ["there", "dprk"]))
def test_whatever_a_step_says_comes_back(steps):
    for step in steps:
        plain = step.to_plain()
        again = Step.model_validate(plain, by_alias=True, by_name=False)
        assert again == step
        assert again.to_plain() == plain


@pytest.mark.parametrize("ending", [".yaml", ".json", ".csv", ".xlsx"])
def test_a_story_is_saved_and_read(ending, tmp_path):
    dossier = read(
        tmp_path,
        """story:
  - Only words.
  - {text: "=1+1", view: [Vladivostok, Ussuriysk], time: 2024-10-18, x-own: 1, select: there, layers: bases}
  - {text: "two\\nlines", view: [170, -10.5, -170, 80], time: ../2024-10-18, said_by_day: 2024-10-18}
""",
    )
    file = tmp_path / f"saved{ending}"
    dossier.save(file)
    again = gm.read_dossier(file)
    assert again.story == dossier.story
    again.story.clear()
    again.save(file)
    assert gm.read_dossier(file).story == []


def test_cells_that_are_wrong_are_named(tmp_path):
    read(tmp_path, "story:\n  - {text: a, view: Vladivostok}\n").save(tmp_path / "saved.csv")
    sheet = tmp_path / "saved.story.csv"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("Vladivostok", "Vladivostock"), encoding="utf-8")
    with pytest.raises(DossierError) as raised:
        gm.read_dossier(tmp_path / "saved.csv")
    (problem,) = raised.value.problems
    assert (problem.file, problem.line) == (str(sheet), 2)
    assert problem.field.startswith("story.0.view")


def test_steps_are_added_and_checked_when_the_dossier_is_whole(tmp_path):
    dossier = read(tmp_path, "")
    assert dossier.add(story=[{"text": "a", "select": "later"}]).story[0].select == "later"
    with pytest.raises(DossierError, match="there is no such claim"):
        dossier.check()
    with pytest.raises(DossierError, match="box is out of range"):
        Dossier(story=[{"text": "a", "view": [0, 0, 0, 0]}])
    with pytest.raises(DossierError, match="box is out of range"):
        dossier.add(story=[Step(text="fine"), {"text": "a", "view": [0, 0, 0, 0]}])
    assert len(dossier.story) == 1


def test_editions_tell_that_the_story_changed(tmp_path):
    old, new = read(tmp_path, "story: [Before.]\n"), read(tmp_path, "story: [After.]\n")
    (change,) = compare_editions(old, new)
    assert (change.what, change.field) == ("changed", "story")


def test_the_layers_are_those_of_the_map():
    assert get_args(Layer) == LAYER_KEYS


@given(st.lists(texts, max_size=4))
def test_no_text_of_a_step_is_taken_for_something_else(words):
    dossier = Dossier(story=[{"text": text} for text in words])
    assert [step.text for step in dossier.story] == words
