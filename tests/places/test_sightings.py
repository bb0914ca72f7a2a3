"""Names that stand in a text: found by runs of words, they are those that a look at every word finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.places import Place
from geomoves.places.areas import anywhere
from geomoves.places.index import NameIndex
from geomoves.places.matching import find
from geomoves.places.resolution import sightings
from geomoves.places.resolution.sightings import Meaning, Sighter

WORD = re.compile(r"[^\W_]+(?:['’ʼ`´](?![sS]\b)[^\W_]+)*")
TOKENS = st.sampled_from(
    "Rostov on Don of the Sea Japan RUSSIA's RUSSIA'S S 's d'Ivoire Côte côte état Ростов на Дону область "
    "서울에서 東京 St. O'Brien d'e th'e city City AB A 810th 2024 _x x_Y É é _ - – . , ( ) ' ’ \n".split(" ")
)
TEXTS = st.lists(st.tuples(TOKENS, st.sampled_from(("", " ", " ", "-", "\n", ". ", "\u00a0")))).map(
    lambda pairs: "".join(map("".join, pairs))
)


@pytest.fixture(scope="module")
def sighter() -> Sighter:
    places = [
        Place(f"own:{name}", name, 1.0, 1.0, "city")
        for name in (
            "Rostov on Don",
            "Sea of Japan",
            "Russia",
            "Ростов на Дону",
            "서울",
            "東京",
            "S",
            "Côte d'Ivoire",
            "AB",
        )
    ]
    return Sighter(NameIndex(places), dict.fromkeys(range(len(places)), True).__getitem__)


@given(TEXTS)
def test_every_word_that_may_start_a_name_is_met(text):
    words = [(found.start(), found.end()) for found in WORD.finditer(text)]
    met = [found.span() for found in sightings._START.finditer(text)]
    assert [span for span in met if not text[span[0]].islower()] == [
        span for span in words if not text[span[0]].islower()
    ]


@given(TEXTS)
def test_what_runs_of_words_hold_is_what_the_text_holds(sighter, text):
    whole = [
        (start, end, list(listed), glued)
        for start, end, listed, glued in sighter._names_in(text)
        if listed or glued
    ]
    by_runs = []
    for run in sightings._RUN.finditer(text):
        begin = run.start()
        by_runs += [
            (begin + start, begin + end, [(key, begin + ends) for key, ends in listed], glued)
            for start, end, listed, glued in sighter._names_in(run[0])
        ]
    assert by_runs == whole


def test_the_longest_name_is_found_where_it_stands(sighter):
    text = "Near Rostov on Don and the Sea of Japan; RUSSIA's S, côte d'Ivoire. 서울에서 東京都"
    found = sighter.sightings(
        text, lambda name: Meaning.of(tuple(find(sighter._index, name, None, anywhere)))
    )
    assert [text[one.start : one.end] for one in found] == [one.name for one in found]
    assert [one.name for one in found] == ["Rostov on Don", "Sea of Japan", "RUSSIA", "S", "서울에서", "東京"]
