"""Russian and Ukrainian case forms lead to the names that they are forms of, common words lead nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.places import Gazetteer, Place
from geomoves.places.names.folding import fold
from geomoves.places.names.inflections import base_forms, lands, seats, split_preposition

# The name, then its forms: every declension that place names have.
DECLENSIONS = """
Курск: Курска Курску Курском Курске
Орёл: Орла Орлу Орлом Орле
Елец: Ельца Ельцу Ельцом Ельце
Городец: Городца Городцу Городцом Городце
Мариуполь: Мариуполя Мариуполю Мариуполем Мариуполе
Рыбачий: Рыбачьего Рыбачьему Рыбачьем
Грозный: Грозного Грозному Грозным Грозном
Токмак: Токмака Токмаку Токмаком Токмаке
Суджа: Суджи Судже Суджу Суджей Суджею
Авдеевка: Авдеевки Авдеевке Авдеевку Авдеевкой
Россия: России Россию Россией
Обоянь: Обояни Обоянью
Керчь: Керчи Керчью
Плёхово: Плёхова Плёхову Плёховом Плёхове
Приморье: Приморья Приморью Приморьем
Монастырище: Монастырища Монастырищу Монастырищем
Щигры: Щигров Щиграм Щиграми Щиграх
Сумы: Сум Сумам Сумами Сумах
Валуйки: Валуек Валуйкам Валуйками Валуйках
Попасная: Попасной Попасную
Северодонецк: Северодонецка Северодонецке
Старый Оскол: Старого Оскола Старому Осколу Старым Осколом Старом Осколе
Нижний Новгород: Нижнего Новгорода Нижним Новгородом Нижнем Новгороде
Новая Каховка: Новой Каховки Новой Каховке Новую Каховку
Великие Луки: Великих Лук Великим Лукам Великими Луками Великих Луках
Часов Яр: Часова Яра Часову Яру Часовым Яром Часовом Яре
Ростов-на-Дону: Ростова-на-Дону Ростову-на-Дону Ростовом-на-Дону Ростове-на-Дону
Комсомольск-на-Амуре: Комсомольска-на-Амуре Комсомольске-на-Амуре
Южно-Сахалинск: Южно-Сахалинска Южно-Сахалинском Южно-Сахалинске
Петропавловск-Камчатский: Петропавловска-Камчатского Петропавловске-Камчатском
Баренцево море: Баренцева моря Баренцеву морю Баренцевым морем Баренцевом море
Курская область: Курской области Курскую область Курской областью
Приморский край: Приморского края Приморскому краю Приморским краем Приморском крае
Харків: Харкова Харкову Харковом Харкові
Львів: Львова Львову Львовом Львові
Київ: Києва Києву Києвом Києві
Чернігів: Чернігова Чернігові Черніговом
Тернопіль: Тернополя Тернополю Тернополем Тернополі
Бахмут: Бахмута Бахмуту Бахмутом Бахмуті
Донецьк: Донецька Донецьку Донецьком
Владивосток: Владивостоку Владивостоці Владивостоком
Маріуполь: Маріуполя Маріуполю Маріуполем Маріуполі
Козелець: Козельця Козельцю Козельцем Козельці
Авдіївка: Авдіївки Авдіївці Авдіївку Авдіївкою
Суджа: Суджі Суджу Суджею
Вінниця: Вінниці Вінницю Вінницею
Балаклія: Балаклії Балаклію Балаклією
Прага: Праги Празі Прагу Прагою
Суми: Сум Сумам Сумами Сумах
Чернівці: Чернівців Чернівцям Чернівцями Чернівцях
Олешки: Олешок Олешкам Олешками Олешках
Рівне: Рівного Рівному Рівним
Запоріжжя: Запоріжжю Запоріжжям Запоріжжі
Часів Яр: Часового Яру Часовому Яру Часовим Яром
Кривий Ріг: Кривого Рогу Кривому Розі Кривим Рогом
Велика Новосілка: Великої Новосілки Великій Новосілці Велику Новосілку
Донецька область: Донецької області Донецькій області Донецькою областю
"""
CASES = [
    (name, form)
    for name, _, forms in (line.partition(": ") for line in DECLENSIONS.strip().splitlines())
    for form in (
        # A name of two words has forms of two words.
        [" ".join(pair) for pair in zip(*[iter(forms.split())] * 2, strict=True)]
        if " " in name
        else forms.split()
    )
]


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_form_leads_to_its_name(name, form):
    assert fold(name) in base_forms(fold(form))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("в Судже", "Sudzha (Kursk Oblast, RU)"),
        ("под Курском", "Kursk (Kursk Oblast, RU)"),
        ("из-под Курска", "Kursk (Kursk Oblast, RU)"),
        ("в городе Курске", "Kursk (Kursk Oblast, RU)"),
        ("у Харкові", "Kharkiv (Kharkiv Oblast, UA)"),
        ("під Бахмутом", "Bakhmut (Donetsk Oblast, UA)"),
        ("Курской области", "Kursk Oblast (RU)"),
        ("Донецької області", "Donetsk Oblast (UA)"),
        ("на Курщині", "Kursk Oblast (RU)"),
        ("Белгородчине", "Belgorod Oblast (RU)"),
        ("на Донеччині", "Donetsk Oblast (UA)"),
        ("в Улан-Удэ", "Ulan-Ude (Buryatia, RU)"),
        ("до Курска", "Kursk (Kursk Oblast, RU)"),
        ("Курска", "Kursk (Kursk Oblast, RU)"),
    ],
)
def test_an_inflected_name_is_found(gazetteer, name, label):
    (answer,) = gazetteer.resolve([name], date="2024-10-18")
    assert answer.status == "resolved", answer.reasons
    assert answer.place.label == label
    assert any(name in reason for reason in answer.reasons)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        # Lists in Latin letters have a "Pokrovska", a "Limana" and a "Donetska oblast".
        ("из Покровска", "Pokrovsk (Donetsk Oblast, UA)"),
        ("до Лимана", "Lyman (Donetsk Oblast, UA)"),
        ("из Донецка", "Donetsk (Donetsk Oblast, UA)"),
    ],
)
def test_a_form_goes_before_what_sounds_like_it_in_latin_letters(gazetteer, name, first):
    (answer,) = gazetteer.resolve([name], date="2024-10-18")
    assert answer.status == "ambiguous"
    assert answer.candidates[0].place.label == first


def test_a_form_of_two_towns_is_a_question(gazetteer):
    (answer,) = gazetteer.resolve(["в Донецке"])
    assert answer.status == "ambiguous"
    assert {candidate.place.country for candidate in answer.candidates} == {"RU", "UA"}


@pytest.mark.parametrize("word", ["на границе", "в порту", "к фронту", "на півночі", "Женщина"])
def test_a_common_word_is_no_place(gazetteer, word):
    (answer,) = gazetteer.resolve([word])
    assert answer.status != "resolved"


def test_without_a_capital_a_form_is_not_sure(gazetteer):
    (sure,) = gazetteer.resolve(["в Судже"])
    (unsure,) = gazetteer.resolve(["в судже"])
    assert sure.status == "resolved"
    assert unsure.status == "ambiguous"
    assert unsure.candidates[0].place == sure.place


def test_a_case_form_in_the_text_says_where_the_document_is(gazetteer):
    text = "В Ростовской области снаряды упали у города Донецк."
    (answer,) = gazetteer.resolve(["Донецк"], text=text)
    assert answer.place is not None
    assert answer.place.admin1 == "Rostov Oblast"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("평양에서", "Pyongyang"),
        ("원산으로", "Wonsan"),
        ("블라디보스토크까지", "Vladivostok"),
        ("청진에", "Chongjin"),
    ],
)
def test_korean_particles_are_taken_off(gazetteer, name, place):
    (answer,) = gazetteer.resolve([name])
    assert answer.status == "resolved"
    assert answer.place.name == place


def test_a_word_for_a_kind_of_place_is_a_name_only_with_a_capital():
    village = Place("own:range", "Полигон", 33.0, 48.0, "village", "UA")
    gazetteer = Gazetteer.from_places([village])
    assert gazetteer.resolve(["Полигон"])[0].status == "resolved"
    assert gazetteer.resolve(["полигон"])[0].status == "ambiguous"


def test_an_area_is_found_by_the_adjective_of_its_seat(theatre):
    """Where the gazetteer has the area in Latin letters alone."""
    found = theatre.lookup("в Амурской области")
    assert [candidate.place.name for candidate in found] == ["Amur Oblast"]


@pytest.mark.parametrize(
    ("phrase", "bare"),
    [
        ("в судже", "судже"),
        ("из под курска", "курска"),
        ("під бахмутом", "бахмутом"),
        ("суджа", "суджа"),
        ("в", "в"),
        ("near sudzha", "near sudzha"),
    ],
)
def test_prepositions_are_taken_off(phrase, bare):
    assert split_preposition(phrase)[0] == bare


@pytest.mark.parametrize(
    ("phrase", "meant", "not_meant"),
    [
        ("под Курском", "Курск", "Курское"),
        ("в Курском", "Курское", "Суджа"),
        ("у Львові", "Львів", "Львове"),
        ("до Суми", "Сума", "Суми"),
        ("из Орла", "Орёл", "Орла"),
    ],
)
def test_the_preposition_says_the_case(phrase, meant, not_meant):
    bare, cases = split_preposition(fold(phrase))
    forms = base_forms(bare, cases)
    assert fold(meant) in forms
    assert fold(not_meant) not in forms


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("харківщина", "харківська область"),
        ("брянщине", "брянская область"),
        ("донеччині", "донецька область"),
    ],
)
def test_lands(word, names):
    assert names in lands(word)


def test_seats():
    assert "донецк" in seats("донецкая")
    assert "харків" in seats("харківська")
    assert seats("новая") == ()


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ ", max_size=24))
def test_whatever_is_asked_the_forms_are_folded_few_and_new(text):
    key = fold(text)
    forms = base_forms(key, begins=lambda _word: 2)
    assert len(set(forms)) == len(forms)
    assert key not in forms
    assert all(form and form == " ".join(form.split()) for form in forms)
    assert len(forms) <= 3000


@given(st.text(max_size=20))
def test_other_scripts_have_no_forms(text):
    key = fold(text)
    if key.isascii() or any("一" <= letter <= "鿿" for letter in key):
        assert base_forms(key) == ()
