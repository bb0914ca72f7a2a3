"""The name of a unit settles no place, even where a place is called so."""

import csv
from pathlib import Path

import pytest

from geomoves.places import Gazetteer, Place
from geomoves.places.names import units

FILE = Path(units.__file__).parents[1] / "data" / "units.csv"


@pytest.mark.parametrize("name", ["Akhmat", "akhmat"])
def test_a_unit_is_a_question_and_its_namesake_is_shown(name):
    village = Place("own:akhmat", "Akhmat", 45.6, 50.9, "village", "RU")
    (answer,) = Gazetteer.from_places([village]).resolve([name])
    assert answer.status == "ambiguous"
    assert answer.candidates[0].place == village
    assert any("something else" in reason for reason in answer.candidates[0].reasons)


def test_with_its_area_the_place_is_meant():
    village = Place(
        "own:akhmat", "Akhmat", 45.6, 50.9, "village", "RU", "Saratov Oblast", admin1_code="RU-SAR"
    )
    oblast = Place("iso:RU-SAR", "Saratov Oblast", 46.0, 51.5, "admin1", "RU", admin1_code="RU-SAR")
    gazetteer = Gazetteer.from_places([village, oblast])
    assert gazetteer.resolve(["Akhmat, Saratov Oblast"])[0].place == village
    assert gazetteer.lookup("Akhmat")[0].place == village


def test_every_unit_is_listed_once_with_what_it_is():
    with open(FILE, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len({row["name"] for row in rows}) == len(rows)
    assert all(row["what"] for row in rows)
