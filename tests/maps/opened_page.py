"""A page of ours opened in Chromium, with the few things that its tests ask of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser import Visit

__all__ = ["OpenedPage", "opener"]

_BUILT = """geomoves.app(document.getElementById("geomoves")).then((app) => {
    window.app = app;
    return app !== null;
})"""

# A canvas that shows a finished picture has nothing to be read from: a copy of it has.
_PIXELS = """({_canvas: {width, height}, _canvas}) => {
    const ctx = new OffscreenCanvas(width, height).getContext("2d", {willReadFrequently: true});
    ctx.drawImage(_canvas, 0, 0);
    return ctx;
}"""


@dataclass
class OpenedPage:
    """A page, built.

    Parameters
    ----------
    visit : Visit
        What was overheard.
    """

    visit: Visit

    @property
    def page(self) -> Any:
        """Playwright's page."""
        return self.visit.page

    def ask(self, code: str, argument: Any = None) -> Any:
        """Return the value of a JavaScript expression.

        ``app`` is the page, ``given`` the argument, ``pixelsOf(layer)`` a copy to read pixels from.
        """
        return self.page.evaluate(
            f"(given) => {{ const app = window.app; const pixelsOf = {_PIXELS}; return ({code}); }}", argument
        )

    def wait_until(self, code: str) -> None:
        """Wait until a JavaScript expression holds. Playwright would eval it, which the policy forbids."""
        for _ in range(200):
            if self.ask(code):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not within ten seconds: {code}")

    def choose(self, **state: Any) -> None:
        """Choose layers, a day or a thing, as the reader would, and draw at once."""
        self.ask("(app.store.set(given), app.view.ink.drawNow())", state)

    def look_at(self, lon: float, lat: float, zoom: float) -> None:
        """Move the map, without animation."""
        self.ask(
            "app.map.setView([given[1], given[0]], given[2], {animate: false}) && null", [lon, lat, zoom]
        )

    def drawn(self) -> dict[str, list[dict[str, Any]]]:
        """Return what is drawn: legs, open ends, brackets, places and areas, by row."""
        drawn: dict[str, list[dict[str, Any]]] = self.ask(
            """({
                legs: app.view.scene.legs,
                openEnds: app.view.scene.openEnds,
                brackets: app.view.scene.brackets,
                spots: app.view.scene.spots,
                areas: app.view.scene.areas,
                texts: app.view.scene.labels.flatMap(({block}) => block.lines.map(({text}) => ({text}))),
            })"""
        )
        return drawn

    def rows(self, kind: str) -> set[int]:
        """Return the rows of what is drawn of a kind."""
        return {each["row"] for each in self.drawn()[kind]}

    def where(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies on the page, in pixels."""
        x, y = self.ask(
            """(() => {
                const box = app.map.getContainer().getBoundingClientRect();
                const at = app.map.latLngToContainerPoint([given[1], given[0]]);
                return [box.x + at.x, box.y + at.y];
            })()""",
            [lon, lat],
        )
        return x, y

    def card(self) -> str:
        """Return the text of the open card; empty when there is none."""
        panel = self.page.locator(".gm-body > .gm-card")
        return panel.inner_text() if panel.is_visible() else ""


def opener(open_page: Callable[..., Visit], folder: Path) -> Callable[..., OpenedPage]:
    """Return a function that opens the HTML of a page of ours: ``open_one(html, width=…, height=…)``."""

    def open_one(html: str, **context: Any) -> OpenedPage:
        path = folder / "page.html"
        path.write_text(html, encoding="utf-8")
        visit = open_page(path, **context)
        visit.page.wait_for_selector("[data-ready]", state="attached")
        assert visit.page.evaluate(_BUILT), visit.page.locator("#geomoves").get_attribute("data-error")
        return OpenedPage(visit)

    return open_one
