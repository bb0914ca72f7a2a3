"""A dossier built in Python: in any order, everything that is wrong at once, nothing by halves."""

from __future__ import annotations

import time

import pytest

from geomoves.errors import DossierError, UnknownNameError
from geomoves.reports import SECTIONS, Claim, Dossier, End, Force, Link, Question, Speaker, Theatre, When

MOVE = {"kind": "movement", "in": "page", "said_by": "nis", "force": "dprk", "to": "Vladivostok"}
PARTS = {
    "documents": {"page": {"citation": "A page"}},
    "speakers": {"nis": "The service"},
    "forces": {"dprk": Force(name="Soldiers", country="KP")},
}


def _claim(name="crossing"):
    return Claim(id=name, kind="movement", in_="page", said_by="nis", force="dprk", to="Vladivostok")


def _problems(call, *args, **fields):
    with pytest.raises(DossierError) as raised:
        call(*args, **fields)
    assert all(problem.remedy for problem in raised.value.problems)
    return {(problem.field, problem.message) for problem in raised.value.problems}


def test_an_empty_dossier_is_a_start():
    dossier = Dossier()
    assert (dossier.title, dossier.as_of, dossier.theatre, dossier.source) == ("", None, Theatre(), "")
    assert all(getattr(dossier, name) == {} for name in SECTIONS)
    dossier.check()
    assert dossier.to_plain() == {"geomoves": 1}


def test_built_at_once_or_in_any_order():
    at_once = Dossier(title="T", **PARTS, claims=[_claim()], links=[])
    in_order = Dossier(title="T").add(**PARTS).add(_claim())
    backwards = Dossier(title="T").add(_claim()).add(**dict(reversed(PARTS.items())))
    as_mapping = Dossier(title="T", **PARTS, claims={"crossing": MOVE})
    for dossier in (at_once, in_order, backwards, as_mapping):
        dossier.check()
        assert dossier == at_once
        assert dossier.claim("crossing") == _claim()


@pytest.mark.parametrize(
    "claims",
    [
        [_claim()],
        (_claim() for _ in range(1)),
        {"crossing": _claim()},
        {"crossing": MOVE},
        {"crossing": MOVE | {"id": "crossing"}},
        [MOVE | {"id": "crossing"}],
        _claim(),
    ],
)
def test_shapes_of_claims(claims):
    assert Dossier(**PARTS, claims=claims).claims == {"crossing": _claim()}


@pytest.mark.parametrize(
    ("claims", "field"),
    [
        ([_claim(), _claim()], "claims.1"),
        ({"other": _claim()}, "claims.other.id"),
        ({"other": MOVE | {"id": "crossing"}}, "claims.other.id"),
        ("crossing", "claims"),
        (5, "claims"),
        (["crossing"], "claims.0"),
        ([None], "claims.0"),
        ([5], "claims.0"),
        ({"crossing": []}, "claims.crossing"),
        ({"crossing": MOVE | {"id": ["x"]}}, "claims.crossing.id"),
        ({"": MOVE}, "claims.''.id"),
    ],
)
def test_wrong_shapes_of_claims(claims, field):
    assert field in {found for found, _ in _problems(Dossier, claims=claims)}


def test_title_and_day_are_read_like_a_file():
    dossier = Dossier(title=1812, as_of="18 October 2024", theatre="KP", description=None)
    assert (dossier.title, dossier.description) == ("1812", "")
    assert dossier.as_of == When(at="18 October 2024")
    assert dossier.theatre == Theatre(("KP",))
    assert Dossier(title=None).title == ""


def test_theatre():
    assert Dossier(theatre=["KP", "RU", "KP"]).theatre == Theatre(("KP", "RU"))
    assert Dossier(theatre={"bbox": ["170", -10.5, -170, 80]}).theatre.to_plain() == {
        "bbox": [170, -10.5, -170, 80]
    }
    assert Dossier(theatre=Theatre(("UA",))).theatre.countries == ("UA",)


@pytest.mark.parametrize(
    "theatre",
    [
        "Korea",
        ["kp"],
        [["KP"]],
        5,
        {"bbox": [1, 2, 3]},
        {"bbox": "1234"},
        {"bbox": [0, 10, 5, 5]},
        {"bbox": None},
        {"bbox": [0, 0, 1, float("nan")]},
        {"bbox": [True, 0, 1, 1]},
        {"bbox": [200, 0, 1, 1]},
        {"box": 1},
        {},
        True,
        {"bbox": [10**400, 0, 1, 1]},
    ],
)
def test_wrong_theatres(theatre):
    assert all(field.startswith("theatre") for field, _ in _problems(Dossier, theatre=theatre))


def test_everything_wrong_is_told_at_once():
    found = _problems(
        Dossier,
        title={"a": 1},
        as_of="never",
        theatre=["Korea"],
        documents=["page"],
        speakers={"a b": "The service", "nis": None},
        forces={"dprk": {"name": "x", "country": "KO"}},
        places={" here": "x"},
        questions={"war": {"txt": "?"}},
        claims={"crossing": {"kind": "move"}},
        links=[{"a": "crossing"}],
        extensions={"own": 1},
    )
    assert {field for field, _ in found} == {
        "title",
        "as_of",
        "theatre.0",
        "documents",
        "speakers.'a b'",
        "speakers.nis",
        "forces.dprk.country",
        "places.' here'",
        "questions.war.txt",
        "questions.war.text",
        "claims.crossing.kind",
        "claims.crossing.said_by",
        "claims.crossing.in",
        "links.0.b",
        "links.0.kind",
        "own",
    }


def test_references_are_checked_when_asked_for():
    dossier = Dossier(claims=[_claim()], links=[Link(a="crossing", b="kremlin", kind="tension")])
    assert _problems(dossier.check) == {
        ("claims.crossing.in", "there is no such document"),
        ("claims.crossing.said_by", "there is no such speaker"),
        ("claims.crossing.force", "there is no such force"),
        ("links.0.b", "there is no such claim"),
    }


def test_nothing_is_added_when_something_is_wrong():
    dossier = Dossier(**PARTS, claims=[_claim()])
    before = dossier.to_plain()
    found = _problems(
        dossier.add,
        _claim(),
        _claim("other"),
        speakers={"nis": "Again", "isw": "An institute", "bad id": "x"},
        claims={"other": MOVE, "third": MOVE},
        links=[{"a": "x", "b": "x", "kind": "tension"}],
        voices={"a": "b"},
    )
    assert found == {
        ("claims.crossing", "this id is taken"),
        ("claims.other", "this id is taken"),
        ("speakers.nis", "this id is taken"),
        ("speakers.'bad id'", "this is no id"),
        ("links.0.b", "a claim is linked to itself"),
        ("voices", "there is no such section"),
    }
    assert dossier.to_plain() == before


def test_add_takes_every_section_and_returns_the_dossier():
    dossier = Dossier()
    assert (
        dossier.add(questions={"war": "War?"}, places={"the camp": End(lon=1, lat=2)}, evidence={}) is dossier
    )
    assert dossier.questions == {"war": Question(text="War?")}
    assert dossier.places["the camp"].lat == 2


def test_what_was_put_in_past_add_is_found():
    dossier = Dossier(**PARTS)
    dossier.claims["other"] = _claim()
    dossier.speakers["isw"] = "An institute"
    assert _problems(dossier.check) == {
        ("claims.other.id", "its `id` is not its key"),
        ("speakers.isw", "this is no Speaker"),
    }


def test_unknown_claim_with_a_suggestion():
    with pytest.raises(UnknownNameError) as raised:
        Dossier(**PARTS, claims=[_claim()]).claim("crosing")
    assert raised.value.suggestions == ("crossing",)


def test_a_speaker_goes_by_its_name_alone():
    assert Dossier(**PARTS).speakers == {"nis": Speaker(name="The service")}


def _response(name, *about):
    return Claim(id=name, kind="response", in_="page", said_by="nis", about=list(about), stance="denies")


def test_long_chains_and_many_paths_are_walked_once():
    """20,000 responses in a chain, and 40 layers of which each answers both of the next: 2**40 ways."""
    chain = [_response("r0", "crossing"), *(_response(f"r{n}", f"r{n - 1}") for n in range(1, 20_000))]
    layers = [_response("a0", "crossing"), _response("b0", "crossing")]
    for n in range(1, 40):
        layers += [_response(f"a{n}", f"a{n - 1}", f"b{n - 1}"), _response(f"b{n}", f"a{n - 1}", f"b{n - 1}")]
    Dossier(**PARTS, claims=[_claim(), *chain, *layers]).check()
    found = _problems(Dossier(**PARTS, claims=[_claim(), *chain[1:], _response("r0", "r19999")]).check)
    assert [message for _, message in found] == ["responses answer one another in a circle"]


def test_many_slips_in_many_claims_are_told_in_good_time():
    claims = [_response(f"r{n}", f"x{n}") for n in range(5_000)]
    begun = time.process_time()
    found = _problems(Dossier(**PARTS, claims=claims).check)
    assert len(found) == 5_000
    assert time.process_time() - begun < 20


def test_every_circle_is_told_once():
    claims = [
        _response("a", "b"),
        _response("b", "a"),
        _response("c", "d"),
        _response("d", "c", "a"),
        _response("e", "a"),
    ]
    found = _problems(Dossier(**PARTS, claims=claims).check)
    assert len(found) == 2


def test_equality_hash_and_repr():
    dossier = Dossier(**PARTS, title="T", claims=[_claim()])
    assert dossier == Dossier(**PARTS, title="T", claims=[_claim()])
    assert dossier != Dossier(**PARTS, title="U", claims=[_claim()])
    assert dossier != dossier.to_plain()
    assert repr(dossier) == "<Dossier 'T': 1 claim, 1 document>"
    with pytest.raises(TypeError):
        hash(dossier)
