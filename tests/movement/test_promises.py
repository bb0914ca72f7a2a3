"""What holds for every dossier, whatever stands in it."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geomoves as gm
from tests.reports.strategies import dossiers

_SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def _gazetteer() -> gm.Gazetteer:
    return gm.Gazetteer()


def _build(dossier: gm.Dossier, *, infer: bool = False) -> gm.MovementModel:
    return gm.build(dossier, gazetteer=_gazetteer(), infer=infer)


@_SETTINGS
@given(dossiers())
def test_no_leg_without_a_movement_claim(dossier: gm.Dossier) -> None:
    made = _build(dossier, infer=True)
    for leg in made.records.legs:
        assert leg.claims
        for key in leg.claims:
            claim = dossier.claims[key]
            assert claim.kind == "movement"
            assert claim.withdrawn is None
            assert made.records.standing.stands(key)


@_SETTINGS
@given(dossiers())
def test_no_coordinate_for_an_end_that_has_no_place(dossier: gm.Dossier) -> None:
    made = _build(dossier)
    for key, spots in made.records.spots.items():
        for spot in spots:
            if not spot.end.placeable and not spot.end.is_country:
                assert spot.place is None, (key, spot)
                assert not spot.drawn
    for leg, geometry in zip(made.records.legs, made.legs.geometry, strict=True):
        ends = (leg.start, leg.end)
        if any(spot is None or not spot.drawn for spot in ends):
            assert geometry is None


@_SETTINGS
@given(dossiers())
def test_every_statement_is_drawn_or_counted_with_a_reason(dossier: gm.Dossier) -> None:
    made = _build(dossier)
    records = made.records
    behind = {
        key
        for record in (*records.legs, *records.presences, *records.losses, *records.activities)
        for key in record.claims
    }
    answered = {key for question in records.questions for key in (*question.claims, *question.former)}
    for claim in records.claims:
        if claim.kind == "response":
            continue
        assert claim.id in answered
        if claim.kind in ("movement", "presence", "loss", "activity") and claim.id not in behind:
            assert records.off_map.get(claim.id), claim


@_SETTINGS
@given(dossiers())
def test_no_number_that_nobody_gave(dossier: gm.Dossier) -> None:
    made = _build(dossier)
    given_numbers = {0.0, None}
    for claim in dossier.claims.values():
        if claim.strength is not None:
            given_numbers |= {claim.strength.low, claim.strength.best, claim.strength.high}
    totals = {
        number
        for question in made.records.questions
        if question.total is not None
        for number in (question.total.low, question.total.best, question.total.high)
    }
    for record in (*made.records.legs, *made.records.presences, *made.records.losses):
        assert {record.low, record.best, record.high} <= given_numbers
    for answer in made.strength():
        for figure in answer.figures:
            assert {figure.low, figure.best, figure.high} <= given_numbers
        assert (answer.total is None) or "sum of" in answer.sentence
    assert not totals or any("sum of" in answer.sentence for answer in made.strength())


@_SETTINGS
@given(dossiers(), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing_but_the_order(dossier: gm.Dossier, random: object) -> None:
    plain = dossier.to_plain()
    keys = list(plain["claims"])
    random.shuffle(keys)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    shuffled = gm.Dossier.from_plain({**plain, "claims": {key: plain["claims"][key] for key in keys}})

    def told(made: gm.MovementModel) -> set[object]:
        return {
            (
                frozenset(question.claims),
                frozenset(question.former),
                frozenset((figure.label, frozenset(figure.claims)) for figure in question.figures),
                question.support,
                question.contested,
            )
            for question in made.records.questions
        }

    one, other = _build(dossier), _build(shuffled)
    assert told(one) == told(other)
    assert {frozenset(leg.claims) for leg in one.records.legs} == {
        frozenset(leg.claims) for leg in other.records.legs
    }
