"""Where: a place, a name, or only words."""

from __future__ import annotations

import pytest
from hypothesis import given
from pydantic import ValidationError

from geomoves.errors import DossierError
from geomoves.reports import End, RoleNote
from tests.reports.strategies import ends


@pytest.mark.parametrize(
    ("plain", "label", "placeable", "is_country"),
    [
        ("Vladivostok", "Vladivostok", True, False),
        ({"name": "Donetsk", "id": "geonames:709717"}, "Donetsk", True, False),
        ({"id": "geonames:709717"}, "geonames:709717", True, False),
        ({"near": "Donetsk", "country": "UA"}, "near Donetsk", True, False),
        ({"near": "Donetsk", "words": "outside Donetsk"}, "outside Donetsk", True, False),
        ({"country": "KP"}, "KP", False, True),
        ({"country": "KP", "words": "the North"}, "the North", False, True),
        ({"words": "combat zones", "where": "unknown"}, "combat zones", False, False),
        (
            {"words": "a North Korean port", "within": "KP", "kind": "port"},
            "a North Korean port",
            False,
            False,
        ),
        ({"within": "KP"}, "KP", False, False),
        ({"lon": 131.9, "lat": 43.1}, "43.1° N, 131.9° E", True, False),
        ({"lon": "-180", "lat": "+90"}, "90° N, 180° W", True, False),
        ({"lon": 0, "lat": 0}, "0° N, 0° E", True, False),
    ],
)
def test_what_it_says(plain, label, placeable, is_country):
    end = End.model_validate(plain)
    assert (end.label, end.placeable, end.is_country) == (label, placeable, is_country)


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({}, "End.name", "says no place"),
        ({"kind": "port"}, "End.name", "says no place"),
        ({"lat": 95, "lon": 20}, "End.lat", "not on Earth"),
        ({"lat": 131.9, "lon": 43.1}, "End.lat", "swapped"),
        ({"lat": 100, "lon": 170}, "End.lat", "−90 to 90"),
        ({"lat": 5, "lon": -180.01}, "End.lon", "not on Earth"),
        ({"lat": float("nan"), "lon": 5}, "End.lat", "finite"),
        ({"lat": 5}, "End.lat", "without `lon`"),
        ({"lat": True, "lon": 5}, "End.lat", "no number"),
        ({"name": "A", "near": "B"}, "End.near", "stands beside"),
        ({"words": "w", "where": "unknown", "country": "RU"}, "End.where", "beside a place"),
        ({"words": "w", "where": "somewhere"}, "End.where", "not in the list"),
        ({"country": "RU", "admin1": "Amur Oblast"}, "End.admin1", "name: Amur Oblast"),
        ({"name": "A", "country": "ru"}, "End.country", "write RU"),
        ({"name": "A", "country": "SU"}, "End.country", "lies in now"),
        ({"name": "A", "precision": 0}, "End.precision", "at least 1"),
        ({"name": "A", "precision": 1.5}, "End.precision", "whole number"),
        ({"name": "A", "radius_km": -1}, "End.radius_km", "at least 0"),
        ({"name": "A", "radius_km": 50_000}, "End.radius_km", "at most 20,000"),
        ({"name": "A" * 30_000}, "End.name", "too long"),
        ({"name": "a\x1bb"}, "End.name", "control character"),
        ({"name": "a\udfffb"}, "End.name", "UTF-8"),
        ({"name": "  "}, "End.name", "empty"),
    ],
)
def test_what_is_refused(fields, field, said):
    with pytest.raises(DossierError) as raised:
        End(**fields)
    problem = raised.value.problems[0]
    assert problem.field == field
    assert said in f"{problem.message} {problem.remedy}"


def test_both_coordinates_are_told():
    with pytest.raises(DossierError) as raised:
        End(lon=-500, lat=500)
    assert {problem.field for problem in raised.value.problems} == {"End.lon", "End.lat"}


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("by the author: they trained there", RoleNote(basis="author", words="they trained there")),
        ("By the author:   why", RoleNote(basis="author", words="why")),
        ("said: a staging base", RoleNote(basis="said", words="a staging base")),
        ("said", RoleNote(basis="said", words="said")),
        ({"basis": "said", "words": "a base"}, RoleNote(basis="said", words="a base")),
        (RoleNote(basis="author", words="why"), RoleNote(basis="author", words="why")),
    ],
)
def test_role_has_its_basis(written, note):
    end = End(name="Ussuriysk", role={"staging": written})
    assert end.role == {"staging": note}
    assert End.model_validate(end.to_plain()) == end


@pytest.mark.parametrize(
    "role",
    [
        "staging",
        ["staging"],
        {"staging": "perhaps"},
        {"staging": ""},
        {"staging": "by the author:"},
        {"staging": 5},
        {"staging": None},
        {"staging": {"basis": "position", "words": "on the way"}},
        {"staging": {"basis": "said"}},
        {"stagings": "said: x"},
        {"staging": ["said: x"]},
        {5: "said: x"},
    ],
)
def test_role_without_a_basis_is_refused(role):
    with pytest.raises(DossierError) as raised:
        End(name="Ussuriysk", role=role)
    assert raised.value.problems[0].field.startswith("End.role")
    assert raised.value.problems[0].remedy


def test_roles_do_not_change():
    end = End(name="Ussuriysk", role={"staging": "said: x"})
    with pytest.raises(TypeError, match="does not change"):
        end.role.clear()
    with pytest.raises(TypeError, match="does not change"):
        End.model_validate("Ussuriysk").role["origin"] = RoleNote(basis="said", words="x")


def test_names_are_shared_and_equal():
    assert End.model_validate("Vladivostok") == End(name="Vladivostok")
    assert hash(End.model_validate("Vladivostok")) == hash(End(name="Vladivostok"))
    with pytest.raises(ValidationError):
        End.model_validate(5.5j)


@given(ends(["nis"]))
def test_plain_form_says_the_same(end):
    assert End.model_validate(end.to_plain(), by_alias=True, by_name=False) == end
    assert end.label
    assert repr(end).startswith("End(")
