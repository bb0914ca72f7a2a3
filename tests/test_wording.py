"""Every language has every word, with the same slots, in its own plural forms."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

import geomoves as gm
from geomoves.errors import ArgumentError
from geomoves.places import country_name
from geomoves.reports import When, stretch_label
from geomoves.reports.days import _spoken_stretch
from geomoves.reports.strength import Strength, number_label
from geomoves.wording import (
    ENGLISH,
    is_plural,
    languages,
    own_words,
    retold,
    say,
    speaking,
    tell,
)
from geomoves.wording.bidi import isolated
from geomoves.wording.plurals import PLURAL_FORMS, plural_form

OTHERS = [language for language in languages() if language != ENGLISH]
#: What is written alike in English and in another language, and is no word left over.
ALIKE = {
    "de": {
        *"April August September November Zoom Phase Route Name Region Video N S W".split(),
        *"Person Brigade Division Regiment".split(),
        "{km} km",
        "{n} km",
        "{n} m",
    },
    "ko": {"{km} km", "{n} km", "{n} m"},
}


def entries(words: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in words.items():
        if isinstance(value, dict) and not is_plural(value):
            yield from entries(value, (*path, key))
        else:
            yield (*path, key), value


def forms(entry: Any) -> list[str]:
    return (
        [entry]
        if isinstance(entry, str)
        else list(entry)
        if isinstance(entry, list)
        else list(entry.values())
    )


def slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


ENGLISH_ENTRIES = dict(entries(own_words(ENGLISH)))


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_entry_and_no_other(language):
    own = dict(entries(own_words(language)))
    assert sorted(ENGLISH_ENTRIES.keys() - own.keys()) == []
    assert sorted(own.keys() - ENGLISH_ENTRIES.keys()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_an_entry_has_the_slots_of_the_english_one(language):
    for path, own in entries(own_words(language)):
        english = ENGLISH_ENTRIES[path]
        expected = set().union(*map(slots, forms(english)))
        if isinstance(english, list):
            assert len(own) == len(english), path
        for text in forms(own):
            # A form for one alone may leave the figure out.
            missing = expected - slots(text)
            assert slots(text) <= expected, path
            assert not missing or (is_plural(own) and missing == {"n"}), (path, text)


@pytest.mark.parametrize("language", languages())
def test_plural_forms_are_those_of_the_language(language):
    for path, own in entries(own_words(language)):
        if is_plural(own):
            assert tuple(own) == PLURAL_FORMS[language], path
        elif language != ENGLISH:
            assert not is_plural(ENGLISH_ENTRIES[path]), (path, "has no plural forms")


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_over(language):
    alike = []
    for path, own in entries(own_words(language)):
        for english, text in zip(forms(ENGLISH_ENTRIES[path]), forms(own), strict=False):
            bare = re.sub(r"\{\w+\}", "", text)
            if re.search(r"[^\W\d_]", bare) and text.casefold() == english.casefold():
                alike.append((*path, text))
    assert [entry for entry in alike if entry[-1] not in ALIKE.get(language, ())] == []


def test_counts_take_the_plural_forms_of_the_cldr():
    assert [plural_form("en", count) for count in (0, 1, 2)] == ["other", "one", "other"]
    assert [plural_form("ko", count) for count in (0, 1, 2)] == ["other", "other", "other"]
    for language in ("ru", "uk"):
        counts = (0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111, 112, 122)
        told = "many one few few many many many many one few many one many many few".split()
        assert [plural_form(language, count) for count in counts] == told


def test_an_unknown_language_is_refused_with_those_that_there_are():
    with pytest.raises(ArgumentError, match="de, en"), speaking("tlh"):
        pass


def test_english_days_are_said_as_the_wording_has_them():
    """English labels are written without the table, for speed: both ways must say the same."""
    days = [date(2024, 1, 1), date(2024, 1, 31), date(2024, 12, 31), date(2025, 2, 3), date(1812, 6, 24)]
    for first in (None, *days):
        for last in (None, *days):
            if (first or last) and not (first and last and last < first):
                assert _spoken_stretch(first, last) == stretch_label(first, last)
    whole = date(2024, 2, 1)
    assert _spoken_stretch(whole, whole + timedelta(days=28)) == "February 2024"


def test_labels_follow_the_language_that_is_spoken():
    when, strength = When.model_validate("2024-10-08/2024-10-13"), Strength.model_validate("about 12,500")
    assert (when.label, strength.label) == ("8–13 October 2024", "about 12,500")
    with speaking("de"):
        assert (when.label, strength.label) == ("8.–13. Oktober 2024", "etwa 12.500")
        assert (number_label(1234.5), country_name("KP")) == ("1.234,5", "Nordkorea")
        assert When(to="2024-10-18").label == "bis 18. Oktober 2024"
    assert (when.label, country_name("KP")) == ("8–13 October 2024", "North Korea")


def test_a_text_that_was_told_is_told_again():
    reason = tell("place_reason.country", country=lambda: country_name("UA"))
    assert reason == "the dossier names Ukraine"
    with speaking("de"):
        assert retold(reason) == "das Dossier nennt: Ukraine"
        assert retold("as it is") == "as it is"
    assert type(copy.deepcopy(reason)) is type(pickle.loads(pickle.dumps(reason))) is str


@pytest.mark.parametrize(
    ("text", "shut_in"),
    [
        ("Kyiv", "Kyiv"),
        ("“Київ” – 1,500", "“Київ” – 1,500"),
        ("القدس", "\u2068القدس\u2069"),
        ("\u202eevil", "\u2068\u202eevil\u202c\u2069"),
        ("a\u2069b\u2067c", "\u2068ab\u2067c\u2069\u2069"),
        ("a\u202cb", "\u2068ab\u2069"),
    ],
)
def test_what_could_turn_a_sentence_is_shut_in(text, shut_in):
    assert isolated(text) == shut_in
    assert say("about_claim", what=text, speaker="x") == f"{shut_in} (x)"


@pytest.fixture(scope="module")
def model():
    dossier = gm.Dossier.from_plain(
        {
            "geomoves": 1,
            "title": "t",
            "theatre": ["UA", "RU"],
            "documents": {"page": {"title": "t", "published": "2024-10-18"}},
            "speakers": {"one": {"name": "One", "party": True}},
            "forces": {"body": {"name": "a body"}},
            "claims": {
                "move": {
                    "kind": "movement", "in": "page", "said_by": "one", "said": "2024-10-18", "force": "body",
                    "strength": "about 1,500", "from": "Khabarovsk", "to": {"near": "Rostov-on-Don"},
                    "phase": "happened", "mode": "rail", "when": "2024-10-08/2024-10-13",
                },
                "somewhere": {
                    "kind": "presence", "in": "page", "said_by": "one", "force": "body",
                    "at": {"words": "a camp", "within": "UA"}, "phase": "happened",
                },
            },
        }
    )  # fmt: skip
    return gm.build(dossier)


def test_a_model_speaks_another_language(model):
    with speaking("de"):
        german = model.in_language("de")
        sentence = german.records.sentences["move"]
        leg = german.records.legs[0]
        assert leg.when.label == "8.–13. Oktober 2024"
        assert leg.strength == "etwa 1.500"
        assert german.records.off_map["somewhere"].endswith("Ukraine")
    assert "One (Konfliktpartei) (gesagt: 18. Oktober 2024): a body: verlegt" in sentence
    assert "mit der Bahn" in sentence
    assert "about 1,500" in model.records.sentences["move"]
    assert model.in_language("en") is model


def test_a_model_that_speaks_another_language_is_told_in_english_again(model):
    german = model.in_language("de")
    assert german.in_language("de") is german
    with speaking("en"):
        assert german.in_language("en").records.legs[0].when.label == model.records.legs[0].when.label


def test_places_are_called_as_the_language_calls_them(model):
    with speaking("de"):
        for spot in model.in_language("de").records.spots["move"]:
            assert spot.reasons
            assert not re.search(r"\b(the|its|place)\b", " ".join(spot.reasons)), spot.reasons
