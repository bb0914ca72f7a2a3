"""The first dossier, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

import geomoves as gm

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def dprk() -> gm.MovementModel:
    """The model of `examples/dprk-2024.yaml`."""
    return gm.build(gm.read_dossier(EXAMPLES / "dprk-2024.yaml"))
