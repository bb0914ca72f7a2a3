"""Chinese names are found in simplified and in traditional characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.places import Gazetteer
from geomoves.places.names.folding import fold
from geomoves.places.names.han import other_forms


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("咸兴", "咸興"),
        ("罗津", "羅津"),
        ("开城", "開城"),
        ("新义州", "新義州"),
        ("哈尔滨", "哈爾濱"),
        ("台湾", "臺灣"),
    ],
)
def test_each_form_leads_to_the_other(simplified, traditional):
    assert traditional in other_forms(simplified)
    assert simplified in other_forms(traditional)


@given(st.text(alphabet="咸兴興罗羅津台臺湾灣发發髮干乾幹里裏", max_size=20))
def test_the_forms_are_few_and_as_long(text):
    forms = other_forms(fold(text))
    assert len(forms) <= 65
    assert len(set(forms)) == len(forms)
    assert all(len(form) == len(fold(text)) for form in forms)


@pytest.mark.parametrize(
    ("name", "place"), [("咸兴", "Hamhung"), ("咸興", "Hamhung"), ("罗津", "Rajin"), ("敖德萨", "Odesa")]
)
def test_a_name_is_found_in_either(name, place):
    (answer,) = Gazetteer().resolve([name], countries=["KP", "UA"])
    assert answer.status == "resolved"
    assert answer.place.name == place


def test_what_is_in_other_characters_says_so():
    (answer,) = Gazetteer().resolve(["咸兴"])
    assert any("other Chinese characters" in reason for reason in answer.reasons)
