"""What every test has: no network (pytest-socket, set up in pyproject.toml), repeatable examples, a browser.

The network block covers this process; a test that starts another one sees to it itself.
"""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

from tests import browser

CHECKOUT = Path(__file__).resolve().parent.parent

# No deadline: a shared machine is slow at times. On CI the examples are the same each time, so that a red run
# can be repeated; elsewhere they differ, so that new ones are found.
hypothesis.settings.register_profile("local", deadline=None, print_blob=True)
hypothesis.settings.register_profile("ci", parent=hypothesis.settings.get_profile("local"), derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(browser, "geomoves-browser")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def example() -> Path:
    """The dossier that ``make map`` draws."""
    return CHECKOUT / "examples" / "dprk-2024.yaml"


@pytest.fixture(scope="session")
def evaluation_data() -> Path:
    """The folder of corpora that are not the project's to hand on; the test is skipped without it."""
    folder = os.environ.get("GEOMOVES_EVALUATION_DATA")
    if not folder:
        pytest.skip("GEOMOVES_EVALUATION_DATA does not name the folder of the evaluation corpora")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"GEOMOVES_EVALUATION_DATA names {folder}, which is no folder", pytrace=False)
    return path
