"""What the room hands on, and when."""

from __future__ import annotations

import subprocess
import sys

import pytest

from geomoves import reports


def test_every_name_is_there():
    assert sorted(reports.__all__) == sorted(name for names in reports._HOMES.values() for name in names)
    for name in reports.__all__:
        assert getattr(reports, name) is not None
    assert dir(reports) == sorted(reports.__all__)


def test_unknown_name():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = reports.nothing


@pytest.mark.parametrize("name", ["geomoves.reports", "geomoves.reports.days", "geomoves.reports.vocabulary"])
def test_days_and_words_do_not_wait_for_the_rest(name):
    script = (
        f"import sys, {name}; sys.exit(bool({{'pydantic', 'yaml', 'pandas', 'numpy'}} & sys.modules.keys()))"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
