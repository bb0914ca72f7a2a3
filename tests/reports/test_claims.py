"""One statement: what each kind needs and refuses, told field by field."""

from __future__ import annotations

import itertools

import pytest
from pydantic import ValidationError

from geomoves.errors import DossierError
from geomoves.reports import Claim, End, Link, Strength, When

BASE = {"id": "c", "said_by": "nis", "in_": "page", "force": "dprk"}
RESPONSE = {
    "id": "c",
    "said_by": "nis",
    "in_": "page",
    "kind": "response",
    "about": "war",
    "stance": "denies",
}


def _problems(record=Claim, /, **fields):
    with pytest.raises(DossierError) as raised:
        record(**fields)
    assert all(problem.remedy for problem in raised.value.problems)
    return {
        (problem.field.removeprefix(f"{record.__name__}."), problem.message)
        for problem in raised.value.problems
    }


def test_short_forms_in_python():
    claim = Claim(
        **BASE, kind="movement", strength="up to 12,000", from_="Rason", to=["A", {"name": "B"}], when="2024"
    )
    assert claim.strength == Strength(high=12000, qualifier="up to")
    assert claim.from_ == (End(name="Rason"),)
    assert claim.to == (End(name="A"), End(name="B"))
    assert claim.when == When(at="2024")
    assert claim.places == (("from", End(name="Rason")), ("to", End(name="A")), ("to", End(name="B")))


def test_an_absent_field_is_not_stated():
    claim = Claim(**BASE, kind="presence", at=None, strength="", note=None, through=[])
    assert claim == Claim(**BASE, kind="presence")
    assert claim.to_plain() == {"kind": "presence", "said_by": "nis", "in": "page", "force": "dprk"}
    assert repr(claim) == "Claim(id='c', kind='presence', said_by='nis', in_='page', force='dprk')"


ENDS = {
    "movement": {"from", "via", "to"},
    "presence": {"at", "at_one_of"},
    "activity": {"at", "at_one_of"},
    "loss": {"at", "at_one_of"},
    "condition": {"from", "via", "to", "at", "at_one_of"},
    "total": {"from", "via", "to", "at", "at_one_of"},
    "response": set(),
}


@pytest.mark.parametrize(("kind", "end"), sorted(itertools.product(ENDS, ENDS["total"])))
def test_ends_by_kind(kind, end):
    fields = (RESPONSE if kind == "response" else BASE | {"kind": kind}) | {
        end.replace("from", "from_"): "Kursk"
    }
    if kind == "total":
        fields["strength"] = 5
    if end in ENDS[kind]:
        assert Claim(**fields).places == ((end, End(name="Kursk")),)
    else:
        assert (end, f"a {kind} has no `{end}`") in _problems(**fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (BASE | {"kind": "movement"}, {("to", "a movement needs `from`, `via` or `to`")}),
        (BASE | {"kind": "total"}, {("strength", "a total needs `strength`")}),
        (BASE | {"kind": "loss", "force": None}, {("force", "a loss needs `force`")}),
        (
            BASE | {"kind": "loss", "about": "war", "stance": "denies"},
            {("about", "`about` belongs to a response"), ("stance", "`stance` belongs to a response")},
        ),
        (
            {
                "id": "c",
                "said_by": "nis",
                "in_": "page",
                "kind": "response",
                "strength": 5,
                "when": "2024",
                "at": "A",
            },
            {
                ("about", "a response needs `about`"),
                ("stance", "a response needs `stance`"),
                ("strength", "a response has no number of its own"),
                ("when", "a response has no event time of its own"),
                ("at", "a response has no `at`"),
            },
        ),
        (RESPONSE | {"about": ["war", "c"]}, {("about", "a response cannot be about itself")}),
        (
            BASE | {"kind": "presence", "at": "A", "at_one_of": "B"},
            {("at_one_of", "`at` stands beside `at_one_of`")},
        ),
        (
            BASE | {"kind": "movement", "from_": ["A", "B"], "to": ["C", "D"]},
            {("from", "several `from` and several `to` leave open who went where")},
        ),
        (
            BASE | {"kind": "movement", "to": "A", "role": {"origin": "said"}},
            {("role", "`role: origin` needs a `from`")},
        ),
        (
            BASE | {"kind": "movement", "from_": "A", "role": {"transit": "said"}},
            {("role", "`role: transit` needs a `to`")},
        ),
    ],
)
def test_each_breach_stands_at_its_field(fields, expected):
    assert _problems(**fields) == expected


def test_breaches_are_told_beside_wrong_fields():
    found = _problems(id="c", said_by=["nis", "isw"], kind="movement", at="A", strength="a lot", sourc="x")
    assert {field for field, _ in found} == {"said_by", "in", "strength", "sourc", "at", "force", "to"}


def test_a_refused_field_is_no_second_breach():
    assert _problems(**BASE | {"force": ["a"]}, kind="movement", to="A") == {
        ("force", "this should be one text")
    }
    found = _problems(**BASE, kind="movement", to={"lat": 95, "lon": 0})
    assert found == {("to.lat", "this latitude is not on Earth")}


def test_a_wrong_kind_is_one_problem():
    assert _problems(**BASE, kind="moved") == {("kind", "this word is not in the list")}


@pytest.mark.parametrize(
    ("attribution", "supports"),
    [(None, True), ("stated", True), ("carried over", False), ("disowned", False), ("none", False)],
)
def test_only_stated_attribution_supports(attribution, supports):
    assert Claim(**BASE, kind="presence", attribution=attribution).supports is supports


def test_a_single_reason_is_for_all():
    claim = Claim(**BASE, kind="presence", independent_because="they were there")
    assert claim.independent_because == {"*": "they were there"}
    assert claim.to_plain()["independent_because"] == "they were there"


@pytest.mark.parametrize("name", ["in", "from_x", "x", "extensions2"])
def test_unknown_arguments(name):
    fields = BASE | {"kind": "presence"}
    if name == "in":
        # The name that a file uses works in Python as well, where it can be written.
        del fields["in_"]
        assert Claim(**fields, **{"in": "page"}).in_ == "page"
    else:
        assert (name, "this field is not known") in _problems(**fields, **{name: "y"})


def test_fields_of_ones_own():
    claim = Claim(**BASE, kind="presence", **{"x-a": 5, "x-b": {"c": [True, None, 1.5]}})
    assert claim.extensions == {"x-a": "5", "x-b": {"c": ["true", None, "1.5"]}}
    assert claim == Claim(
        **BASE, kind="presence", extensions={"x-a": "5", "x-b": {"c": ["true", None, "1.5"]}}
    )
    assert claim.to_plain()["x-b"] == {"c": ["true", None, "1.5"]}


@pytest.mark.parametrize("value", [object(), {1, 2}, float("nan"), b"x", 1j])
def test_what_no_file_can_hold(value):
    assert _problems(**BASE, kind="presence", **{"x-a": value}) == {
        ("x-a", "this cannot be written to a dossier")
    }


def test_an_extension_that_holds_itself():
    loop: list[object] = []
    loop.append(loop)
    assert _problems(**BASE, kind="presence", **{"x-a": loop}) == {("x-a", "this nests too deep")}


def test_claims_do_not_change():
    claim = Claim(**BASE, kind="presence")
    with pytest.raises(ValidationError, match="frozen"):
        claim.note = "x"
    assert len({claim, Claim(**BASE, kind="presence")}) == 1


def test_nested_records_and_pydantic_entry_points_keep_pydantic_errors():
    with pytest.raises(ValidationError):
        Claim.model_validate({"id": "c"})
    with pytest.raises(DossierError):
        Claim(**BASE, kind="movement", to={"lat": 95, "lon": 1})


def test_links():
    assert Link(a="one", b="two", kind="tension").because is None
    assert _problems(Link, a="one", b="one", kind="tension") == {("b", "a claim is linked to itself")}
    assert ("kind", "this word is not in the list") in _problems(Link, a="one", b="two", kind="tense")
