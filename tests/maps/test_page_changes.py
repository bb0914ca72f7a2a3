"""What changed since an earlier edition: listed, counted and marked on a map that was asked to say so."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import geomoves as gm
from geomoves.errors import FileAccessError
from geomoves.maps.block import movement_block
from geomoves.maps.edition import edition_changes
from tests.maps.opened_page import OpenedPage, opener
from tests.movement.cases import dossier


@pytest.fixture(scope="module")
def model(example: Path) -> gm.MovementModel:
    return gm.build(gm.read_dossier(example))


@pytest.fixture(scope="module")
def earlier(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as it could have stood on 12 October."""
    plain = yaml.safe_load(example.read_text(encoding="utf-8"))
    old = copy.deepcopy(plain)
    old["as_of"] = "2024-10-12"
    del old["claims"]["six-killed"]
    # Its steps speak of that claim.
    del old["story"]
    old["links"] = [link for link in old["links"] if "six-killed" not in (link["a"], link["b"])]
    old["claims"]["crossing"]["strength"] = "1200"
    old["claims"]["ghost"] = {
        "kind": "movement",
        "in": "page",
        "said_by": "nis",
        "force": "dprk",
        "to": "Khabarovsk",
    }
    path = tmp_path_factory.mktemp("editions") / "old.yaml"
    path.write_text(yaml.safe_dump(old, allow_unicode=True), encoding="utf-8")
    return path


@pytest.fixture
def opened(
    model: gm.MovementModel, earlier: Path, open_page: Callable[..., Any], tmp_path: Path
) -> Callable[..., OpenedPage]:
    html = model.map(since=earlier).strict_html()
    return lambda **context: opener(open_page, tmp_path)(html, **context)


def test_changes_point_at_the_claims_of_the_model(model: gm.MovementModel, earlier: Path) -> None:
    told = edition_changes(model, earlier)
    assert told["changes_since"] == "12 October 2024"
    ids = movement_block(model)["claims"]["id"]
    rows = {(change[0], change[2]): change for change in told["changes"] if change[1] == "claims"}
    assert ids[rows["new", "six-killed"][3]] == "six-killed"
    changed = rows["changed", "crossing"]
    assert ids[changed[3]] == "crossing"
    assert changed[5:8] == ["strength", "1200", "best: 1500; unit: soldiers"]
    assert rows["gone", "ghost"][3] == -1


@pytest.mark.parametrize("form", ["path", "text", "dossier", "model"])
def test_an_edition_may_be_given_in_any_form(model: gm.MovementModel, earlier: Path, form: str) -> None:
    read = gm.read_dossier(earlier)
    given = {"path": earlier, "text": str(earlier), "dossier": read, "model": gm.build(read)}[form]
    assert edition_changes(model, given) == edition_changes(model, earlier)


def test_what_superseded_or_took_back_a_claim_is_named() -> None:
    claims: dict[str, dict[str, Any]] = {"one": {"to": "a"}, "two": {"to": "b"}}
    answer = {"kind": "response", "about": ["two"], "stance": "retracts"}
    before = dossier(claims)
    built = gm.build(
        dossier(
            claims | {"three": {"to": "c"}, "sorry": answer},
            links=[{"a": "three", "b": "one", "kind": "supersedes"}],
        )
    )
    told = edition_changes(built, before)
    ids = [each.id for each in built.records.claims]
    by = {change[0]: ids[change[4]] for change in told["changes"] if change[4] >= 0}
    assert by == {"superseded": "three", "retracted": "sorry"}


def test_a_map_says_nothing_of_editions_unless_asked(model: gm.MovementModel) -> None:
    assert "changes" not in model.map().block.data


def test_a_wrong_edition_is_refused(model: gm.MovementModel, tmp_path: Path) -> None:
    with pytest.raises(gm.GeomovesError, match="since: this is a int"):
        model.map(since=3)
    with pytest.raises(FileAccessError):
        model.map(since=tmp_path / "none.yaml")


def test_the_list_names_every_change(opened: Callable[..., OpenedPage]) -> None:
    page = opened()
    page.page.get_by_role("button", name="changes since the edition of 12 October 2024").click()
    items = page.page.locator(".gm-change")
    counted = page.ask("app.model.block.changes.length")
    assert items.count() == counted
    assert f"{counted} changes since the edition of 12 October 2024" in page.card()
    gone = page.page.locator('.gm-change[data-change="gone"]').first.inner_text()
    assert "Gone without a correction" in gone
    assert "ghost" in gone
    assert "movement to Khabarovsk" in gone
    changed = page.page.locator(".gm-change", has_text="crossing").first.inner_text()
    assert "strength" in changed
    assert "1200" in changed
    page.page.locator(".gm-change", has_text="six-killed").get_by_role("button").click()
    assert "Ukrainian media" in page.card()
    assert page.page.locator(".gm-card .gm-change-mark").first.inner_text() == "New"
    page.visit.assert_quiet()


def test_new_and_changed_claims_are_marked_in_the_table(opened: Callable[..., OpenedPage]) -> None:
    page = opened(width=390, height=844)
    page.page.get_by_role("button", name="Table").click()
    marks = page.page.locator(".gm-table tr .gm-change-mark")
    rows = page.page.locator(".gm-table tr", has=page.page.locator(".gm-change-mark"))
    marked = {
        rows.nth(nth).get_attribute("data-claim"): marks.nth(nth).inner_text() for nth in range(rows.count())
    }
    assert marked == {"crossing": "Changed", "six-killed": "New"}


def test_the_same_edition_is_said_to_have_no_changes(
    model: gm.MovementModel, open_page: Callable[..., Any], tmp_path: Path
) -> None:
    html = model.map(since=model).strict_html()
    page = opener(open_page, tmp_path)(html)
    assert (
        page.page.locator(".gm-no-changes").inner_text() == "No change since the edition of 18 October 2024"
    )
    assert page.page.locator(".gm-changes").count() == 0


def test_readers_without_scripts_read_the_changes(
    model: gm.MovementModel, earlier: Path, open_page: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    model.map(since=earlier).save(path)
    text = open_page(path, java_script_enabled=False).page.locator("noscript").inner_text()
    assert "What changed since the earlier edition" in text
    assert "Gone without a correction: ghost" in text
    assert "crossing · strength: 1200 → best: 1500; unit: soldiers" in text
