from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from geomoves.reports.allen import RELATIONS, inverse, relations
from geomoves.reports.days import Stretch

START = date(2024, 10, 1)
offsets = st.integers(0, 12)


@st.composite
def definite(draw: st.DrawFn) -> Stretch:
    first = START + timedelta(days=draw(offsets))
    return Stretch(first, first + timedelta(days=draw(offsets)))


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    whole = draw(definite())
    return Stretch(draw(st.sampled_from([whole.earliest, None])), draw(st.sampled_from([whole.latest, None])))


@given(definite(), definite())
def test_definite_stretches_have_one_relation(first: Stretch, second: Stretch) -> None:
    (relation,) = relations(first, second)
    assert relations(second, first) == {inverse(relation)}


@given(stretches(), stretches())
def test_the_inverse_holds_for_open_ends_too(first: Stretch, second: Stretch) -> None:
    found = relations(first, second)
    assert found
    assert relations(second, first) == {inverse(each) for each in found}


def _closed(stretch: Stretch) -> list[Stretch]:
    """Every way to close a stretch within some weeks around."""
    days = [START + timedelta(days=number) for number in range(-8, 36)]
    starts = [stretch.earliest] if stretch.earliest else days
    ends = [stretch.latest] if stretch.latest else days
    return [Stretch(start, end) for start in starts for end in ends if start <= end]


@given(st.sampled_from([(True, False), (False, True)]), definite(), definite())
def test_an_open_end_allows_what_some_day_would_make_it(
    closed: tuple[bool, bool], first: Stretch, second: Stretch
) -> None:
    opened = Stretch(first.earliest if closed[0] else None, first.latest if closed[1] else None)
    tried = {each for way in _closed(opened) for each in relations(way, second)}
    assert relations(opened, second) == tried


def test_nothing_known_allows_everything() -> None:
    assert relations(Stretch(None, None), Stretch(None, None)) == set(RELATIONS)
    assert [inverse(inverse(each)) for each in RELATIONS] == list(RELATIONS)


@given(definite(), definite(), definite())
def test_before_and_during_are_transitive(first: Stretch, second: Stretch, third: Stretch) -> None:
    for relation in ("before", "during", "starts", "finishes", "equals"):
        if relations(first, second) == relations(second, third) == {relation}:
            assert relations(first, third) == {relation}
