"""The packed curated places: the same as the CSV, or not used."""

import importlib.util
import shutil

import pytest

from geomoves.places import Gazetteer
from geomoves.places.curated import curated_file, read_gazetteers
from geomoves.places.datafiles import data_path
from geomoves.places.index import NameIndex
from geomoves.places.layers import PlaceLayer
from geomoves.places.names.demonyms import demonyms
from geomoves.places.names.units import units
from geomoves.places.packed import curated
from geomoves.places.world import world_layer


@pytest.fixture(scope="module")
def read():
    return PlaceLayer(read_gazetteers([curated_file()]))


@pytest.fixture(scope="module")
def packed():
    layer = curated.curated_layer(world_layer())
    assert layer is not None, "python scripts/build_curated.py writes curated.json anew"
    return layer


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    """A copy of the small data files, which may be changed."""
    for name in (curated.CURATED, *curated.WORD_TABLES):
        shutil.copy(data_path(name), tmp_path / name)
    shutil.copy(curated_file(), tmp_path / "gazetteer.csv")
    monkeypatch.setattr(curated, "data_path", lambda name: str(tmp_path / name))
    monkeypatch.setattr(curated, "curated_path", lambda: str(tmp_path / "gazetteer.csv"))
    curated.packed.cache_clear()
    yield tmp_path
    curated.packed.cache_clear()


def test_the_packed_file_is_the_one_that_the_script_writes(checkout):
    spec = importlib.util.spec_from_file_location("build_curated", checkout / "scripts" / "build_curated.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    with open(data_path(curated.CURATED), "rb") as stream:
        assert stream.read() == script.packed(), "python scripts/build_curated.py writes curated.json anew"


def test_it_holds_the_places_of_the_csv(packed, read):
    assert len(packed) == len(read)
    assert packed.kinds == read.kinds
    assert list(packed.ids()) == list(read.ids())
    for row in range(len(read)):
        assert packed.place(row) == read.place(row)
        assert packed.admin1_id(row) == read.admin1_id(row)
        assert packed.admin2_id(row) == read.admin2_id(row)
        assert packed.row_of(packed.id(row)) == row
    assert {type(packed.place(row).claimants) for row in range(len(packed))} == {tuple}


def test_it_answers_as_the_csv_does(packed, read):
    forms = {*read._hits, *read._romanised, *read._shortened, *read._unwrapped, "nobodys", ""}
    for form in forms:
        assert list(packed.hits(form)) == list(read.hits(form))
        assert list(packed.hits(form)) == list(read.hits(form))
        assert list(packed.romanised(form)) == list(read.romanised(form))
        assert list(packed.shortened(form)) == list(read.shortened(form))
        assert list(packed.unwrapped(form)) == list(read.unwrapped(form))
        assert packed.knows(form) == read.knows(form)
        assert packed.knows_otherwise(form) == read.knows_otherwise(form)
        assert packed.most_words(form.partition(" ")[0]) == read.most_words(form.partition(" ")[0])
    for form in ("donestk", "vladivostock", "судза"):
        assert packed.close_to(form, None) == read.close_to(form, None)
        assert packed.close_to(form, frozenset({"RU"})) == read.close_to(form, frozenset({"RU"}))


def test_the_doubles_are_those_of_the_ids(packed, read):
    searched = NameIndex(read, [world_layer()])
    told = NameIndex(packed, [world_layer()], packed.doubles())
    assert told._stands_for == searched._stands_for
    assert len(told) == len(searched)


def test_the_words_are_those_of_the_tables():
    assert curated.packed_words() == demonyms() | units()


def test_an_edited_csv_is_read(data_folder, monkeypatch):
    table = data_folder / "gazetteer.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Donetsk", "Donezk"), encoding="utf-8")
    assert curated.curated_layer(world_layer()) is None
    monkeypatch.setattr("geomoves.places.curated.curated_path", lambda: str(table))
    assert Gazetteer(world=False).get("geonames:709717").name == "Donezk"


@pytest.mark.parametrize("name", curated.WORD_TABLES)
def test_edited_words_are_read(data_folder, name):
    with open(data_folder / name, "a", encoding="utf-8") as stream:
        stream.write("\n")
    assert curated.packed_words() is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-10],
        lambda content: content[:100],
        lambda _: b"",
        lambda _: b"[]\n",
        lambda _: b"null\n",
        lambda content: content.replace(b"Donetsk", b"Donezkk"),
        lambda content: content.replace(b'"version":1', b'"version":2'),
        lambda content: b"\xff" + content,
    ],
)
def test_a_damaged_file_is_not_used(data_folder, damage):
    file = data_folder / curated.CURATED
    file.write_bytes(damage(file.read_bytes()))
    assert curated.packed() is None
    assert curated.curated_layer(None) is None
    assert curated.packed_words() is None


def test_a_missing_file_is_not_used(data_folder):
    (data_folder / curated.CURATED).unlink()
    assert curated.curated_layer(world_layer()) is None


def test_it_does_not_stand_over_another_world(data_folder):
    class Other:
        checksum = 1

    assert curated.curated_layer(Other()) is None
    assert curated.curated_layer(None) is not None
