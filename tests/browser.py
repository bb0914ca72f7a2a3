"""The browser that pages are tested in: finding Chromium, and pages whose every word is overheard.

`conftest.py` registers this module as a pytest plugin; ``scripts/get_browser.py`` asks it whether a browser
has to be fetched. A test opens a page like this::

    def test_map_is_quiet(open_page, saved_map):
        visit = open_page(saved_map, width=390, height=844)
        visit.page.get_by_text("Vladivostok").click()
        visit.assert_quiet()

``page`` is an empty Playwright page under the same rules, ``browser`` is the browser itself. The network is
cut for pages: what one asks of it fails, and is written down.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request, Route

__all__ = ["NO_BROWSER", "Visit", "driver_starts", "find_chromium"]

NO_BROWSER = "no Chromium that Playwright can drive: set GEOMOVES_CHROMIUM, or run `make browser`"

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The address bar's suggestions are two pages in a process of their own, made for every window and slower to
# load than ours. A list of features takes the place of Playwright's own: the rest is what that switches off.
_FEATURES_OFF = (
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(_FEATURES_OFF)}",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
# What stands inside the page itself, and so asks nobody for anything.
_INSIDE = ("data:", "blob:", "about:")
_PATIENCE_MS = 15_000


def driver_starts() -> bool:
    """Return whether Playwright itself starts here: on a bare system its Node may lack a library."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def find_chromium() -> str | None:
    """Return the path of the Chromium to test with, or None when there is none.

    The first of: ``$GEOMOVES_CHROMIUM``, one on the PATH, the one that Playwright has downloaded.
    """
    if not driver_starts():
        return None
    named = os.environ.get("GEOMOVES_CHROMIUM")
    if named:
        # A wrong setting must not lead to tests in another browser than the one asked for.
        return shutil.which(named)
    on_path = next(filter(None, map(shutil.which, _NAMES)), None)
    return on_path or _downloaded_by_playwright()


def _downloaded_by_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


@dataclass
class Visit:
    """A page, and what it did while it was open.

    Parameters
    ----------
    page : playwright.sync_api.Page
        The page.
    console : list of str
        Every console message, as ``type: text``.
    errors : list of str
        Uncaught errors and dialogs that were opened.
    requests : list of str
        Addresses that the page asked for. The page's own document does not count, nor does what it carries
        inside itself.
    """

    page: Page
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def problems(self) -> list[str]:
        """Return everything that a quiet page does not do."""
        loud = [text for text in self.console if text.startswith(("error:", "warning:"))]
        return [*loud, *self.errors, *(f"request: {address}" for address in self.requests)]

    def assert_quiet(self) -> None:
        """Fail if there was a console error or warning, an uncaught error, a dialog or a request."""
        assert self.problems() == []


def _watch(page: Page) -> Visit:
    visit = Visit(page)

    def note_request(request: Request) -> None:
        own_document = request.is_navigation_request() and request.frame == page.main_frame
        if not own_document and not request.url.startswith(_INSIDE):
            visit.requests.append(request.url)

    def note_dialog(dialog: Dialog) -> None:
        visit.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", lambda message: visit.console.append(f"{message.type}: {message.text}"))
    page.on("dialog", note_dialog)
    page.on("pageerror", lambda error: visit.errors.append(f"uncaught: {error}"))
    page.on("request", note_request)
    page.on("websocket", lambda socket: visit.requests.append(socket.url))
    return visit


def _cut_network(route: Route) -> None:
    if route.request.url.startswith(("file:", *_INSIDE)):
        route.continue_()
    else:
        route.abort("internetdisconnected")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for the whole run."""
    path = find_chromium()
    if path is None:
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(NO_BROWSER, pytrace=False)
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open pages: ``open_page(path, *, width=1280, height=800, **context)`` returns a `Visit`.

    Each visit has a context of its own: clean storage, network cut, closed after the test. Further keywords
    are those of Playwright's ``Browser.new_context``: ``bypass_csp=True`` removes the page's policy,
    ``timezone_id`` and ``locale`` move the reader. Without a path the page is empty.
    """
    contexts = []

    def open_one(path: Path | None = None, *, width: int = 1280, height: int = 800, **context: Any) -> Visit:
        opened = browser.new_context(offline=True, viewport={"width": width, "height": height}, **context)
        contexts.append(opened)
        opened.set_default_timeout(_PATIENCE_MS)
        opened.route("**/*", _cut_network)
        visit = _watch(opened.new_page())
        if path is not None:
            visit.page.goto(Path(path).resolve().as_uri())
        return visit

    yield open_one
    for opened in contexts:
        opened.close()


@pytest.fixture
def page(open_page: Callable[..., Visit]) -> Page:
    """An empty page of 1280×800 pixels, network cut."""
    return open_page().page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser, so that ``-m "not browser"`` leaves it out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that pages went untested."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.write_line(
            f"PAGES NOT TESTED: {count} browser tests skipped, {NO_BROWSER}", red=True, bold=True
        )
