from pathlib import Path

import pytest

from geomoves.places import Gazetteer
from geomoves.places.curated import read_gazetteers

THEATRE_FILE = Path(__file__).parent / "data" / "theatre.csv"


@pytest.fixture(scope="session")
def theatre() -> Gazetteer:
    """A small gazetteer with the traps that the rules are about, apart from the curated file."""
    return Gazetteer.from_places(read_gazetteers([THEATRE_FILE]))


@pytest.fixture
def write_csv(tmp_path):
    """Write lines as a gazetteer file and give its path."""

    def write(*lines: str, name: str = "own.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("\n".join(lines).encode(encoding) + b"\n")
        return path

    return write
