from __future__ import annotations

import geomoves as gm
from tests.movement.cases import dossier, model

OLD_AND_NEW = {
    "old": {"to": "a", "strength": 1500, "said": "2024-10-18"},
    "new": {"to": "a", "strength": 2000, "said": "2024-10-25"},
}
SUPERSEDES = [{"a": "new", "b": "old", "kind": "supersedes"}]


def test_a_superseded_figure_is_told_and_counts_no_longer() -> None:
    made = model(OLD_AND_NEW, links=SUPERSEDES)
    (answer,) = made.strength(force="body")
    assert [figure.label for figure in answer.figures] == ["2,000"]
    assert answer.former == ("old",)
    assert not answer.contested
    assert "Counted no longer: 1,500, according to One (superseded)" in answer.sentence
    assert made.legs["claims"].tolist() == [["new"]]
    assert made.claims.set_index("id").loc["old", "standing"] == "superseded"
    assert "superseded by a newer report, new" in made.records.off_map["old"]


def test_without_the_link_both_figures_stay_side_by_side() -> None:
    made = model(OLD_AND_NEW)
    (answer,) = made.strength(force="body")
    assert [figure.label for figure in answer.figures] == ["1,500", "2,000"]
    assert answer.contested


def test_before_the_newer_report_the_older_stood() -> None:
    made = model(OLD_AND_NEW, links=SUPERSEDES)
    (answer,) = made.strength(force="body", at="2024-10-20")
    assert [figure.label for figure in answer.figures] == ["1,500"]
    assert answer.former == ()


def test_a_later_voice_is_no_voice_of_an_earlier_day() -> None:
    made = model(
        {
            "x": {"to": "a", "strength": 5, "said": "2024-10-18"},
            "y": {
                "to": "a",
                "strength": 5,
                "said_by": "two",
                "said": "2024-10-25",
                "independent_because": "its own reporter counted",
            },
        }
    )
    (then,) = made.strength(force="body", at="2024-10-20")
    assert then.claims == ("x",)
    assert (then.support, then.voices) == ("one", ("according to One",))
    (now,) = made.strength(force="body")
    assert now.support == "corroborated"


def test_a_speaker_takes_back_only_their_own_words() -> None:
    claims = {
        "x": {"to": "a", "strength": 5},
        "y": {"to": "a", "strength": 5, "said_by": "two"},
        "back": {"kind": "response", "about": "so-many", "stance": "retracts", "said": "2024-10-30"},
    }
    for key in ("x", "y"):
        claims[key]["bears_on"] = "so-many"
    made = model(claims, questions={"so-many": "Were they so many?"})
    assert made.claims.set_index("id")["standing"].to_dict() == {
        "x": "retracted",
        "y": "stands",
        "back": "stands",
    }
    (answer,) = made.strength(force="body")
    assert answer.voices == ("according to Two",)
    assert "withdrawn by the speaker" in answer.sentence
    assert made.claims.set_index("id").loc["x", "retracted_by"] == ["back"]


def test_what_was_superseded_by_a_retracted_claim_stands_again() -> None:
    claims = OLD_AND_NEW | {"back": {"kind": "response", "about": "new", "stance": "retracts"}}
    made = model(claims, links=SUPERSEDES)
    assert made.legs["claims"].tolist() == [["old"]]


def test_a_smaller_model_does_not_bring_the_superseded_back() -> None:
    claims = {**OLD_AND_NEW, "new": {**OLD_AND_NEW["new"], "said_by": "two"}}
    made = model(claims, links=SUPERSEDES)
    assert made.filter(said_by="one").legs.empty


def test_a_finer_figure_is_told_beside_the_coarser_and_never_added() -> None:
    made = model(
        {
            "europe": {"to": {"country": "DE"}, "strength": 2000},
            "poland": {"to": "a", "strength": 1700},
            "germany": {"to": "b", "strength": 300},
        },
        links=[
            {"a": "poland", "b": "europe", "kind": "refines"},
            {"a": "germany", "b": "europe", "kind": "refines"},
        ],
    )
    answers = made.strength(force="body")
    assert [answer.figures[0].best for answer in answers] == [2000, 1700, 300]
    assert [answer.refines for answer in answers] == [(), ("q:europe",), ("q:europe",)]
    assert "is not added to it" in answers[1].sentence
    assert answers.sentence.startswith("3 answers to 3 questions, 2 of them in more detail")


def test_a_refinement_of_the_same_question_is_no_rival() -> None:
    claims = {"x": {"to": "a", "strength": 2000}, "y": {"to": "a", "strength": 1950}}
    assert model(claims).questions["contested"].tolist() == [True]
    refines = [{"a": "y", "b": "x", "kind": "refines"}]
    assert model(claims, links=refines).questions["contested"].tolist() == [False]


def test_a_withdrawn_claim_is_listed_and_draws_and_counts_nothing() -> None:
    withdrawn = {"on": "2024-11-02", "because": "the page says Khabarovsk"}
    claims = {"x": {"to": "a", "strength": 5}, "y": {"to": "b", "strength": 7, "withdrawn": withdrawn}}
    made = model(claims)
    assert made.legs["id"].tolist() == ["x"]
    assert made.claims["id"].tolist() == ["x"]
    assert len(made.strength(force="body")) == 1
    (row,) = made.corrections.to_dict("records")
    assert (row["id"], row["on"], row["because"]) == ("y", "2 November 2024", "the page says Khabarovsk")
    assert row["sentence"].startswith("One")
    again = gm.Dossier.from_plain(dossier(claims).to_plain())
    assert again.claims["y"].withdrawn is not None
