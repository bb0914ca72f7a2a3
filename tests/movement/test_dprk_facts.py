"""What the page of 18 October 2024 says, fact by fact, and what it does not say."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

import geomoves as gm
from geomoves.maps.block import movement_block

BASES = {"Vladivostok", "Ussuriysk", "Khabarovsk", "Blagoveshchensk"}
VLADIVOSTOK = "geonames:2013348"

Model = gm.MovementModel
Fact = Callable[[Model], bool]


def _leg(model: Model, key: str) -> dict[str, object]:
    rows = model.legs[model.legs["id"] == key].to_dict("records")
    assert len(rows) == 1, key
    return rows[0]


def _claim(model: Model, key: str) -> dict[str, object]:
    return model.claims[model.claims["id"] == key].to_dict("records")[0]


def _roles(model: Model, name: str) -> set[tuple[str, str]]:
    return {
        (role.role, role.basis)
        for role in model.records.roles
        for row in model.places[model.places["name"] == name].to_dict("records")
        if role.place == row["id"]
    }


#: Every fact of the page that the dossier takes, each as a question to the model.
FACTS: dict[str, Fact] = {
    "North Korea has sent troops to Russia": lambda m: (
        _leg(m, "sent")["from_id"], _leg(m, "sent")["to_id"], _leg(m, "sent")["phase"]
    ) == ("iso:KP", "iso:RU", "happened"),
    "of the troops sent no number is given": lambda m: _leg(m, "sent")["strength"] == "",
    "ships carried 1,500 to Vladivostok": lambda m: (
        _leg(m, "crossing")["to_id"], _leg(m, "crossing")["strength_best"], _leg(m, "crossing")["mode"],
        _leg(m, "crossing")["carried_by"],
    ) == (VLADIVOSTOK, 1500.0, "sea", "ru-navy"),
    "the crossing was within 8 to 13 October": lambda m: (
        _leg(m, "crossing")["when_from"], _leg(m, "crossing")["when_to"], _leg(m, "crossing")["when_how"]
    ) == (date(2024, 10, 8), date(2024, 10, 13), "within"),
    "the crossing is the service's word of 18 October": lambda m: (
        _claim(m, "crossing")["said_by"],
        _claim(m, "crossing")["said_from"],
        _claim(m, "crossing")["attribution"],
    ) == ("nis", date(2024, 10, 18), "stated"),
    "the carried were special operations soldiers": lambda m: (
        "special operations" in str(_leg(m, "crossing")["force_name"])
    ),
    "more are expected, on top of the 1,500": lambda m: (
        _leg(m, "more")["phase"] == "expected" and "on top of" in str(_claim(m, "more")["sentence"])
    ),
    "they were at four bases as one body": lambda m: (
        set(m.presences["place_name"]) == BASES and set(m.presences["id"]) == {"bases"}
    ),
    "at each base part of 1,500": lambda m: (
        set(m.presences["share"]) == {"part of 1,500 soldiers"}
        and set(m.presences["strength_low"]) == {0.0}
        and set(m.presences["strength_high"]) == {1500.0}
        and m.presences["strength_best"].isna().all()
    ),
    "the bases are carried over, so no voice is counted": lambda m: set(m.presences["support"]) == {"none"},
    "they were given uniforms, weapons and papers": lambda m: (
        _claim(m, "uniforms")["condition"] == "given Russian uniforms, weapons and forged identity papers"
    ),
    "they were in training": lambda m: _claim(m, "training")["condition"] == "in training",
    "they are expected in combat zones after it": lambda m: (
        _leg(m, "front")["phase"], _leg(m, "front")["after"], _leg(m, "front")["to_name"]
    ) == ("expected", "training", "combat zones"),
    "imagery of navy activity near an unnamed port": lambda m: (
        _claim(m, "navy-port")["evidence"] == ["nis-imagery"] and "navy-port" in m.records.off_map
    ),
    "the imagery was not seen by us": lambda m: m.dossier.evidence["nis-imagery"].seen is False,
    "indications of mass gatherings in two cities over the week before": lambda m: (
        set(m.activities["place_name"][m.activities["id"] == "gatherings"]) == {"Ussuriysk", "Khabarovsk"}
        and "indications of" in str(_claim(m, "gatherings")["sentence"])
        and "mass gatherings" in str(_claim(m, "gatherings")["sentence"])
    ),
    "12,000 in four brigades intended, disowned": lambda m: (
        list(m.totals["id"]) == ["total"]
        and m.totals.loc[0, "attribution"] == "disowned"
        and m.totals.loc[0, "through"] == ["kr-media"]
        and m.totals.loc[0, "strength_best"] == 12000.0
        and "four brigades" in m.totals.loc[0, "sentence"]
    ),
    "10,000 being prepared, through the president": lambda m: (
        _claim(m, "prepared")["strength_best"],
        _claim(m, "prepared")["through"],
        _claim(m, "prepared")["said_by"],
    ) == (10000.0, ["zelensky"], "ua-intelligence"),
    "the preparation keeps its hedge": lambda m: "suggesting" in str(_claim(m, "prepared")["sentence"]),
    "several thousand arrived, and are being readied": lambda m: (
        _leg(m, "arrived")["strength"] == "several thousand soldiers"
        and "readied" in str(_claim(m, "readied")["condition"])
    ),
    "what the institute rests on is not said": lambda m: "not said" in str(_claim(m, "arrived")["note"]),
    "six killed by a missile near Donetsk on 3 October": lambda m: (
        m.losses.loc[0, "strength_best"] == 6.0
        and m.losses.loc[0, "when_from"] == date(2024, 10, 3)
        and m.losses.loc[0, "place_id"] == "near:geonames:709717"
        and "missile" in m.losses.loc[0, "sentences"][0]
    ),
    "the land near Donetsk is Russian-held in the page's words": lambda m: (
        m.places.set_index("id").loc["near:geonames:709717", "held_by"]
        == ["RU, News page of 18 October 2024"]
    ),
    "the loss sits badly with the crossing": lambda m: [
        (link.a, link.b, link.kind) for link in m.dossier.links
    ] == [("six-killed", "crossing", "tension")],
    "the Kremlin denied, the week before": lambda m: (
        _claim(m, "kremlin")["stance"] == "denies"
        and _claim(m, "kremlin")["said_to"] == date(2024, 10, 13)
        and ("kremlin", "earlier")
        in {(reply.response, reply.heading) for reply in m.records.replies["crossing"]}
    ),
    "NATO could not confirm": lambda m: _claim(m, "nato")["stance"] == "cannot confirm",
    "the 12,000 are not confirmed": lambda m: [
        reply.response for reply in m.records.replies["total"] if not reply.denies
    ] == ["total-not-confirmed"],
    "North Korea is an origin, said": lambda m: _roles(m, "North Korea") == {("origin", "said")},
    "Vladivostok is transit and staging, signed": lambda m: _roles(m, "Vladivostok")
    == {("transit", "author"), ("staging", "author")},
    "the other bases are staging, signed": lambda m: all(
        _roles(m, name) == {("staging", "author")} for name in BASES - {"Vladivostok"}
    ),
    "the other Donetsk and Blagoveshchensk are shown": lambda m: (
        "Rostov" in str(m.places.set_index("id").loc["near:geonames:709717", "not_chosen"])
        and "Bashkortostan" in str(m.places[m.places["name"] == "Blagoveshchensk"]["not_chosen"].tolist())
    ),
    "the area around a town is no other place of its name": lambda m: (
        m.places[m.places["name"] == "Khabarovsk"]["not_chosen"].tolist() == [[]]
    ),
}  # fmt: skip


@pytest.mark.parametrize("fact", FACTS)
def test_the_model_holds_the_fact(dprk: Model, fact: str) -> None:
    assert FACTS[fact](dprk)


def test_no_claim_is_left_out_of_the_map_block(dprk: Model) -> None:
    block = movement_block(dprk)
    assert set(block["claims"]["id"]) == set(dprk.dossier.claims)
    assert {block["claims"]["id"][row] for row, *_ in block["strip"]} == {
        "kremlin",
        "nato",
        "total-not-confirmed",
    }
    assert {block["claims"]["id"][row] for row, _ in block["off_map"]} == {
        "uniforms", "training", "front", "navy-port", "total", "prepared", "readied",
    }  # fmt: skip


class TestNothingMoreThanThePage:
    """The model may not say what the page does not say."""

    def test_the_crossing_has_no_origin(self, dprk: Model) -> None:
        crossing = _leg(dprk, "crossing")
        assert (crossing["from_id"], crossing["from_name"], crossing["open_end"]) == ("", "", "from")
        assert crossing["geometry"] is None
        assert not [
            place for place in dprk.graph.predecessors(VLADIVOSTOK) if dprk.graph.nodes[place]["placed"]
        ]

    def test_combat_zones_have_no_place(self, dprk: Model) -> None:
        front = _leg(dprk, "front")
        assert (front["to_id"], front["geometry"]) == ("", None)
        assert "front" in dprk.records.off_map

    def test_no_leg_leads_to_a_base(self, dprk: Model) -> None:
        inland = BASES - {"Vladivostok"}
        assert not set(dprk.legs["to_name"]) & inland
        assert not set(dprk.legs["from_name"]) & BASES

    def test_there_is_no_line_at_all(self, dprk: Model) -> None:
        assert dprk.legs.geometry.isna().all()

    def test_countries_have_no_point(self, dprk: Model) -> None:
        countries = dprk.places[dprk.places["kind"] == "country"]
        assert set(countries["name"]) == {"North Korea", "Russia"}
        assert countries.geometry.isna().all()

    def test_only_claims_of_movement_make_legs(self, dprk: Model) -> None:
        for claims in dprk.legs["claims"]:
            assert {dprk.dossier.claims[key].kind for key in claims} == {"movement"}

    def test_no_figure_is_a_sum_or_an_average(self, dprk: Model) -> None:
        stated = {1500.0, 12000.0, 10000.0, 6.0, 0.0}
        text = json.dumps(movement_block(dprk), default=list)
        for table in (dprk.legs, dprk.presences, dprk.losses, dprk.claims):
            for column in ("strength_low", "strength_best", "strength_high"):
                assert set(table[column].dropna()) <= stated
        for wrong in (
            "11,500",
            "13,500",
            "22,000",
            "23,500",
            "25,000",
            "11500",
            "13500",
            "22000",
            "23500",
            "25000",
        ):
            assert wrong not in text

    def test_nothing_is_corroborated(self, dprk: Model) -> None:
        assert "corroborated" not in set(dprk.questions["support"])

    def test_the_tension_is_no_contradiction(self, dprk: Model) -> None:
        assert not dprk.questions["contested"].any()

    def test_strength_answers_four_questions_apart(self, dprk: Model) -> None:
        answers = dprk.strength(force="dprk", at="2024-10-18")
        assert [[figure.label for figure in answer.figures] for answer in answers] == [
            ["1,500 soldiers"], ["12,000 soldiers"], ["10,000 soldiers"], ["several thousand soldiers"],
        ]  # fmt: skip
        assert "none contradicts another" in answers.sentence
        assert "12,000 in four brigades" in answers[1].sentence
        assert "not confirmed by it" in answers[1].sentence
