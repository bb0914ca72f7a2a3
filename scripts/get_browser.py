"""See to a Chromium for the tests, installing one where there is none.

Looks where the tests look (``tests/browser.py``). Without one it tries Playwright's own download, then, as
root on a Debian-like system, the packages. Exit code 1 under ``CI=true`` when all of that fails; elsewhere
the tests run without a browser and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser import NO_BROWSER, driver_starts, find_chromium

_PLAYWRIGHT = [sys.executable, "-m", "playwright"]


def _working_chromium() -> str | None:
    """Return the path of a Chromium that starts: a downloaded one may lack the system's libraries."""
    path = find_chromium()
    if path is None:
        return None
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return path if asked.returncode == 0 else None


def _run(command: list[str]) -> None:
    print("  $", *command, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)


def _download() -> None:
    _run([*_PLAYWRIGHT, "install", "chromium"])


def _add_libraries() -> None:
    _run([*_PLAYWRIGHT, "install-deps", "chromium"])


def _add_packages(*packages: str) -> None:
    # A list of packages that is a little old often still works: a failed update alone does not stop this.
    _run(["apt-get", "--quiet", "update"])
    _run(["apt-get", "--quiet", "install", "--yes", "--no-install-recommends", *packages])


def _ways() -> Iterator[tuple[str, Callable[[], None]]]:
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if may_install and not driver_starts():
        yield "Installing the library that Playwright's Node needs", lambda: _add_packages("libatomic1")
    yield "Downloading Playwright's Chromium", _download
    if may_install:
        if find_chromium():
            yield "Installing the libraries that it needs", _add_libraries
        # A page without any font is a page without text.
        yield "Installing the package chromium", lambda: _add_packages("chromium", "fonts-dejavu-core")


def main() -> int:
    """Find or get a browser; return the exit code."""
    if os.environ.get("GEOMOVES_CHROMIUM") and not _working_chromium():
        print(f"GEOMOVES_CHROMIUM={os.environ['GEOMOVES_CHROMIUM']} does not start", file=sys.stderr)
        return 1
    path = _working_chromium()
    for what, attempt in _ways() if path is None else ():
        print(f"{what} …", flush=True)
        attempt()
        path = _working_chromium()
        if path is not None:
            break
    if path is not None:
        print(f"Browser for the tests: {path}", flush=True)
        return 0
    print(f"Browser tests cannot run: {NO_BROWSER}", file=sys.stderr)
    return 1 if os.environ.get("CI", "").lower() in {"1", "true"} else 0


if __name__ == "__main__":
    raise SystemExit(main())
