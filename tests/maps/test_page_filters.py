"""Layers, filters and search: what is asked for is shown, counted, and what is left out is said."""

from __future__ import annotations

import pytest

from tests.maps.opened_page import opener
from tests.maps.reported_block import reported_block
from tests.maps.sample_block import block_of, october, page_of

PHONE = {"width": 390, "height": 844, "is_mobile": True, "has_touch": True}


@pytest.fixture
def open_html(open_page, tmp_path):
    return opener(open_page, tmp_path)


def filtered_block():
    """Six legs, of two forces, by two speakers in two documents, by sea and by rail."""
    claims = [
        {"id": "c0", "said_by": 0, "document": 0},
        {"id": "c1", "said_by": 1, "document": 1},
        {"id": "c2", "said_by": 0, "document": 1},
        {"id": "c3", "said_by": 1, "document": 0},
        {"id": "c4", "said_by": 0, "document": 0},
        {"id": "c5", "said_by": 1, "document": 1},
        # Two voices on one leg: no single claim is by S in the second document.
        {"id": "c6", "said_by": 1, "document": 1},
        {"id": "no", "kind": "response", "stance": "denies", "said_by": 1, "document": 1},
    ]
    legs = [
        {"force": 0, "mode": "by sea", "phase": "happened", "claims": [0, 6]},
        {"force": 0, "mode": "by rail", "phase": "happened", "claims": [1]},
        {"force": 1, "mode": "by sea", "phase": "expected", "claims": [2]},
        {"force": 1, "mode": "by rail", "phase": "expected", "claims": [3], "support": "several"},
        {"force": 1, "mode": "by sea", "phase": "happened", "claims": [4]},
        {"force": 0, "mode": "", "phase": "happened", "claims": [5]},
    ]
    where = {"from": 0, "to": 1, "path": [[130.0, 43.0], [135.0, 48.0]]}
    days = {"day_from": october(5), "day_to": october(5)}
    return block_of(
        days=[october(5), october(6)],
        speakers=[{"id": "s", "name": "Speaker S"}, {"id": "t", "name": "Speaker T"}],
        documents=[{"id": "d", "title": "First paper"}, {"id": "e", "title": "Second paper"}],
        forces=[{"id": "f", "name": "First force"}, {"id": "g", "name": "Second force"}],
        claims=claims,
        places=[{"id": "a", "lon": 130.0, "lat": 43.0}, {"id": "b", "lon": 135.0, "lat": 48.0}],
        legs=[{"id": f"l{row}", **where, **days, **leg} for row, leg in enumerate(legs)],
        strip=[[7, "denies", "Speaker T denied it.", ""]],
        view=[130.0, 43.0, 135.0, 48.0],
    )


def options(opened, facet):
    """Open a facet and return its options with their counts."""
    if opened.page.locator(".gm-filters").get_attribute("open") is None:
        opened.page.locator(".gm-filters > summary").click()
    details = opened.page.locator(f"[data-facet={facet}]")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    opened.page.wait_for_timeout(100)
    return {
        row.locator(".gm-layer-name").inner_text(): row.locator(".gm-count").inner_text()
        for row in details.locator(".gm-option").all()
    }


def shown(opened):
    return [row for row, alpha in enumerate(opened.ask("Array.from(app.view.shown.legs)")) if alpha > 0]


@pytest.fixture
def opened(open_html):
    return open_html(page_of(filtered_block()))


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ({}, [0, 1, 2, 3, 4, 5]),
        ({"force": [1]}, [2, 3, 4]),
        ({"force": [0, 1]}, [0, 1, 2, 3, 4, 5]),
        ({"mode": [0]}, [1, 3]),
        ({"support": [2]}, [3]),
        ({"force": [1], "mode": [1]}, [2, 4]),
        ({"speaker": [0]}, [0, 2, 4]),
        ({"document": [1]}, [0, 1, 2, 5]),
        ({"speaker": [0], "document": [1]}, [2]),
        ({"speaker": [1], "document": [1], "force": [0]}, [0, 1, 5]),
    ],
)
def test_options_of_one_facet_add_up_and_facets_narrow(filters, rows, opened):
    opened.ask("(app.store.set({filters: given}), app.view.ink.drawNow())", filters)
    assert shown(opened) == rows
    note = opened.page.locator(".gm-shown")
    if filters and len(rows) < 6:
        assert f"{len(rows)} of 6 shown" in note.inner_text()
    else:
        assert note.is_hidden()


def test_each_option_tells_how_much_would_show_with_it_as_the_other_filters_stand(opened):
    assert options(opened, "speaker") == {"Speaker S": "3", "Speaker T": "4"}
    assert options(opened, "mode") == {"by rail": "2", "by sea": "3"}
    opened.page.get_by_label("Speaker S").check()
    # The facet's own choice does not count against its other options.
    assert options(opened, "speaker") == {"Speaker S": "3", "Speaker T": "4"}
    assert options(opened, "mode") == {"by sea": "3", "by rail": "0"}
    assert options(opened, "document") == {"First paper": "2", "Second paper": "1"}
    opened.page.locator("[data-layer='expected'] input").uncheck()
    assert options(opened, "force") == {"First force": "1", "Second force": "1"}
    opened.choose(day=october(6))
    assert options(opened, "force") == {"First force": "0", "Second force": "0"}
    opened.visit.assert_quiet()


def test_the_counts_hold_for_every_option_of_every_facet(opened):
    options_of_all = 4 + 2 + 2 + 2 + 2
    page = opened.page
    page.evaluate("""() => {
        app.store.set({filters: {speaker: [1], mode: [0]}});
        document.querySelector(".gm-filters").open = true;
    }""")
    page.wait_for_selector("[data-facet]", state="attached")
    # A facet fills itself when it is opened, in its own time.
    page.evaluate("for (const facet of document.querySelectorAll('[data-facet]')) facet.open = true")
    page.wait_for_function(
        """(all) => {
            const counts = [...document.querySelectorAll("[data-facet] .gm-option .gm-count")];
            return counts.length === all && counts.every((count) => count.textContent !== "");
        }""",
        arg=options_of_all,
    )
    counts = page.evaluate("""() => {
        const rows = [...document.querySelectorAll("[data-facet] .gm-option")].map((row) => [
            row.closest("[data-facet]").dataset.facet,
            Number(row.querySelector("input").dataset.option),
            Number(row.querySelector(".gm-count").textContent),
        ]);
        return rows.map(([facet, option, count]) => {
            app.store.set({filters: {speaker: [1], mode: [0], [facet]: [option]}});
            const shown = Array.from(app.view.shown.legs).filter((alpha) => alpha > 0);
            return [facet, option, count, shown.length];
        });
    }""")
    assert len(counts) == options_of_all
    assert [row for row in counts if row[2] != row[3]] == []


def test_a_choice_is_counted_can_be_cleared_and_everything_comes_back_at_once(opened):
    page = opened.page
    options(opened, "force")
    page.get_by_label("Second force").check()
    assert page.locator("[data-facet=force] .gm-chosen").inner_text() == "1 chosen"
    page.get_by_role("button", name="Clear: Force").click()
    assert shown(opened) == [0, 1, 2, 3, 4, 5]
    page.get_by_label("Second force").check()
    page.locator("[data-layer='happened'] input").uncheck()
    assert "2 of 6 shown" in page.locator(".gm-shown").inner_text()
    page.get_by_role("button", name="Show everything", exact=True).last.click()
    assert shown(opened) == [0, 1, 2, 3, 4, 5]
    assert page.locator("[data-layer='happened'] input").is_checked()


def test_no_filter_takes_a_denial_out_of_sight(opened):
    opened.ask("app.store.set({filters: {speaker: [0]}, on: 0})")
    assert "Speaker T denied it." in opened.page.locator(".gm-strip").inner_text()


def test_filters_work_by_keyboard_alone(opened):
    page = opened.page
    page.locator(".gm-filters > summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(150)
    page.locator("[data-facet=speaker] summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(150)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_timeout(150)
    assert len(shown(opened)) < 6
    # The list was made anew, and the focus is where it was.
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Space")
    assert len(shown(opened)) == 6


def test_a_long_list_is_cut_with_its_count_and_found_by_name(open_html):
    block = filtered_block()
    block["forces"] = {
        name: [value] * 2000 if name not in ("id", "name") else [f"{name}{row}" for row in range(2000)]
        for name, (value, *_) in block["forces"].items()
    }
    block["forces"]["name"][1234] = "Дивізія 4th Guards"
    opened = open_html(page_of(block))
    found = options(opened, "force")
    assert 0 < len(found) <= 12
    details = opened.page.locator("[data-facet=force]")
    assert "and 1,988 more" in details.inner_text()
    details.get_by_role("searchbox").fill("дивізія")
    assert list(options(opened, "force")) == ["Дивізія 4th Guards"]
    opened.page.get_by_label("Дивізія 4th Guards").check()
    details.get_by_role("searchbox").fill("")
    assert next(iter(options(opened, "force"))) == "Дивізія 4th Guards"


# Search


@pytest.fixture
def reported(open_html):
    return open_html(page_of(reported_block()))


def search(opened, text):
    opened.page.get_by_role("searchbox", name="Find places").fill(text)
    opened.page.wait_for_timeout(400)
    return opened.page.locator(".gm-search").inner_text()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vladi", "Vladivostok (Primorsky Krai, RU)"),
        ("KRAI primorsky", "Vladivostok (Primorsky Krai, RU)"),
        ("special operations", "the 1,500 special operations soldiers"),
        ("fake", "Dmitry Peskov denied that North Korean soldiers take part in the war."),
        ("uniforms", "Carried over from the NIS: they are given Russian uniforms, arms and forged papers."),
        ("study of war", "Institute for the Study of War"),
        ("news page", "A news page"),
        # What only the sentence says, which is put together from names.
        ("NIS ships carried", "The NIS said that Russian ships carried 1,500"),
    ],
)
def test_names_and_words_are_found(text, found, reported):
    assert found in search(reported, text)


def test_what_is_found_opens_on_the_map_or_as_a_card(reported):
    page = reported.page
    reported.ask("app.store.set({filters: {speaker: [5]}, on: 0})")
    search(reported, "ussuriysk")
    page.get_by_role("button", name="Ussuriysk", exact=True).click()
    assert "Ussuriysk" in reported.card()
    # The filter that hid it is gone, and its layer is on.
    assert reported.ask("app.view.shown.places[1]") == 1
    search(reported, "national intelligence")
    page.get_by_role("button", name="National Intelligence Service", exact=True).click()
    assert "SPEAKER" in reported.card().splitlines()
    assert "The NIS said that Russian ships carried 1,500" in reported.card()
    search(reported, "news page")
    page.locator(".gm-search-results").get_by_role("button", name="A news page").click()
    assert "DOCUMENT" in reported.card().splitlines()
    assert "left out here: the emergency meeting in Seoul" in page.locator(".gm-card").text_content()
    reported.visit.assert_quiet()


def test_nothing_found_is_said_and_escape_empties_the_field_only(reported):
    reported.choose(selected={"kind": "places", "row": 0})
    assert "0 found" in search(reported, "zzz")
    reported.page.keyboard.press("Escape")
    assert reported.page.get_by_role("searchbox", name="Find places").input_value() == ""
    assert reported.card() != ""


def test_accents_and_compatibility_forms_do_not_matter(open_html):
    block = reported_block()
    block["places"]["name"][0] = "Đà Nẵng Ｃity"
    opened = open_html(page_of(block))
    for text in ("Nang", "NẴNG", "city"):
        assert "Đà Nẵng" not in search(opened, "qqq")
        assert "1 found" in search(opened, text), text


def test_only_the_best_are_listed_and_the_rest_is_counted(open_html):
    block = filtered_block()
    for name, column in block["speakers"].items():
        block["speakers"][name] = [*column, *([column[0]] * 40)]
    block["speakers"]["name"][2:] = [f"Somebody {row}" for row in range(40)]
    opened = open_html(page_of(block))
    text = search(opened, "somebody")
    assert "40 found" in text
    assert "and 32 more" in text


def test_on_a_phone_the_sheet_holds_search_layers_and_filters(open_html):
    opened = open_html(page_of(filtered_block()), **PHONE)
    page = opened.page
    page.get_by_role("button", name="Layers").click()
    assert options(opened, "speaker") == {"Speaker S": "3", "Speaker T": "4"}
    page.get_by_label("Speaker S").check()
    for each in page.locator(".gm-option").all():
        assert each.bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    opened.visit.assert_quiet()
