from html.parser import HTMLParser

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.places import Candidate, Gazetteer, Name, Place
from geomoves.places.display import escaped

PAYLOADS = [
    "{{7*191}}",
    "{% for x in y %}",
    "{# gone #}",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "${7*191}",
    "`${7*191}`",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "\\2019",
    "&lt;b&gt;",
    "\u202eKSTENOD",
]


class Reader(HTMLParser):
    """What a browser makes of some markup: its tags and its text."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text = set(), [], ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


def everything(text):
    """A place, a candidate and a resolution with `text` in every field that holds text."""
    place = Place(
        f"own:{text}",
        text,
        1.0,
        2.0,
        text,
        text,
        text,
        text,
        text,
        5,
        1,
        2.0,
        (text,),
        (Name(text, text),),
        (text,),
        text,
        text,
    )
    candidate = Candidate(place, 0.5, text, (text,))
    plain = Gazetteer.from_places(
        [Place("own:a", "Plainname", 1, 2, "city", admin1=text, source=text, note=text)]
    )
    return [place, candidate, plain.get("own:a"), *plain.resolve(["Plainname"]), *plain.lookup("Plainname")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_shown_as_written_and_is_no_markup(payload):
    for shown in everything(payload):
        markup = shown._repr_html_()
        read = Reader(markup)
        assert read.tags <= {"table", "thead", "tbody", "tr", "th", "td", "bdi", "div", "p", "b", "br"}
        assert read.attributes == []
        assert payload in read.text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_stays_text_when_a_template_engine_gets_hold_of_it(payload):
    for shown in everything(payload):
        markup = shown._repr_html_()
        assert jinja2.Template(markup).render() == markup  # as branca would
        assert not {"{", "}", "`", "$", "\\"} & set(markup)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_escaping_loses_nothing(text):
    assert Reader(f"<i>{escaped(text)}</i>").text == text


def test_broken_unicode_is_replaced():
    assert escaped("a\ud800b") == "a?b"


def test_reprs_are_short_and_tell_what_matters(theatre):
    place = theatre.get("geonames:709717")
    assert repr(place) == (
        "Place('Donetsk (Donetsk Oblast, UA)', id='geonames:709717', kind='city', lon=37.8, lat=48.02)"
    )
    candidate = theatre.lookup("Vladivostock")[0]
    assert repr(candidate) == (
        "Candidate('Vladivostok (Primorsky Krai, RU)', id='geonames:2013348', score=0.41, suggestion=True)"
    )
    ambiguous, unknown = theatre.resolve(["Donetsk", "Nowhere"])
    shown = "Donetsk (Donetsk Oblast, UA) 0.87 | Donetsk (Rostov Oblast, RU) 0.13"
    assert repr(ambiguous) == f"Resolution('Donetsk', ambiguous: {shown})"
    assert repr(unknown) == "Resolution('Nowhere', unknown)"


def test_a_resolution_shows_its_candidates_and_reasons(theatre):
    markup = theatre.resolve(["Donetsk"])[0]._repr_html_()
    text = Reader(markup).text
    assert "Donetsk is ambiguous" in text
    assert "geonames:709717" in text
    assert "geonames:566532" in text
    assert "2 places fit" in text


def test_what_is_not_known_of_a_place_is_not_shown():
    text = Reader(Place("own:a", "A", 1, 2, "site")._repr_html_()).text
    assert "population" not in text
    assert "None" not in text
