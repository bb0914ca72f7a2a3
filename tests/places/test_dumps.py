"""Dump files of GeoNames: packed once, looked up, and told what is wrong in them."""

import json
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomoves.errors import FileAccessError, GazetteerError
from geomoves.places import Gazetteer, Name
from geomoves.places.index import NameIndex
from geomoves.places.layers import PlaceLayer
from geomoves.places.packed.layer import PackedLayer
from geomoves.places.place import Place
from geomoves.places.userdata.dumps import DumpFiles, packed_dumps
from geomoves.places.userdata.geonames import DumpRow, alternate_name, dump_row


def line(number, name, lat=51.2, lon=35.3, **cells):
    given = {
        "ascii": name, "alternates": "", "class": "P", "code": "PPL", "country": "RU", "admin1": "41",
        "admin2": "", "population": "0",
    } | cells  # fmt: skip
    return "\t".join(
        [
            str(number), name, given["ascii"], given["alternates"], str(lat), str(lon), given["class"],
            given["code"], given["country"], "", given["admin1"], given["admin2"], "", "",
            given["population"], "", "100", "Europe/Moscow", "2024-01-01",
        ]
    )  # fmt: skip


def name_line(number, place, text, language="ru", **cells):
    given = {"colloquial": "", "historic": "", "first": "", "last": ""} | cells
    return "\t".join([str(number), str(place), language, text, "", "", *given.values()])


DUMP = [
    line(2017370, "Russian Federation", 60, 100, **{"class": "A", "code": "PCLI", "admin1": "00"}),
    line(538555, "Kursk Oblast", 51.7, 36.2, **{"class": "A", "code": "ADM1"}),
    line(486969, "Sudzhanskiy Rayon", 51.2, 35.2, **{"class": "A", "code": "ADM2", "admin2": "486969"}),
    line(
        486968,
        "Sudzha",
        51.19,
        35.27,
        alternates="Суджа,Sudja,was,UUS,Soudja",
        admin2="486969",
        population="6036",
    ),
    line(900001, "Novaya Sudzha Oblast", 51.0, 35.0),
    line(900002, "Zarechnoye on Psel", 51.1, 35.5),
    line(900003, "Old Sudzha", 51.1, 35.5, code="PPLH"),
    line(900004, "Sudzha Airport", 51.22, 35.2, **{"class": "S", "code": "AIRP"}),
]
NAMES = [
    name_line(1, 486968, "Суджа"),
    name_line(2, 486968, "Сталинград-на-Судже", first="1930", last="1961"),
    name_line(3, 486968, "Забытая", historic="1"),
    name_line(4, 486968, "https://en.wikipedia.org/wiki/Sudzha", "link"),
    name_line(5, 486968, "XSU", "iata"),
    name_line(6, 900004, "Аэропорт Суджа"),
    name_line(7, 123, "Нигде"),
    name_line(8, 486968, "소드자", "ko"),
]


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache folder of the test's own."""
    monkeypatch.setenv("GEOMOVES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "gazetteers"


@pytest.fixture
def write(tmp_path):
    def write_it(lines, name="RU.txt", encoding="utf-8", end="\n"):
        path = tmp_path / name
        path.write_bytes(lines if isinstance(lines, bytes) else (end.join(lines) + end).encode(encoding))
        return path

    return write_it


def layer_of(*places, names=()):
    return packed_dumps(DumpFiles(places, names), iso_ids=lambda: {538555: "RU-KRS"})


def found(layer, key):
    return {layer.place(hit.row).id for hit in layer.hits(key)}


def test_every_column_of_a_dump_is_there(write):
    layer = layer_of(write(DUMP))
    (hit,) = layer.hits("sudzha")
    place = layer.place(hit.row)
    assert (place.id, place.name, place.kind, place.country) == ("geonames:486968", "Sudzha", "town", "RU")
    assert place.lonlat == (35.27, 51.19)
    assert (place.admin1, place.admin1_code, place.admin2) == ("Kursk Oblast", "RU-KRS", "Sudzhanskiy Rayon")
    assert (place.population, place.precision, place.radius_km) == (6036, 1, 10)
    assert place.source == "GeoNames 486968 (CC BY 4.0), in RU.txt"
    assert {name.text for name in place.names} == {"Суджа", "Sudja", "Soudja"}
    assert layer.about["credits"]
    layer.verify()


def test_codes_and_words_are_no_names_and_what_is_gone_is_no_place(write):
    layer = layer_of(write(DUMP))
    assert not layer.hits("was")
    assert not layer.hits("uus")
    assert not layer.hits("old sudzha")
    assert len(layer) == 7


def test_a_country_and_an_area_have_their_codes(write):
    layer = layer_of(write(DUMP))
    assert layer.place(layer.row_of("iso:RU")).kind == "country"
    assert layer.row_of("geonames:2017370") == layer.row_of("iso:RU")
    assert layer.place(layer.row_of("iso:RU-KRS")).name == "Kursk Oblast"
    assert layer.admin1_id(layer.row_of("geonames:486968")) == "iso:RU-KRS"


def test_names_without_their_wrapper_or_river_are_found(write):
    layer = layer_of(write(DUMP))
    assert [hit.text for hit in layer.shortened("zarechnoye")] == ["Zarechnoye on Psel"]
    assert [hit.text for hit, _ in layer.unwrapped("kursk")] == ["Kursk Oblast"]


def test_names_have_their_years(write):
    layer = layer_of(write(DUMP), names=[write(NAMES, "alternateNamesV2.txt")])
    (hit,) = layer.hits("сталинград на судже")
    assert hit.name == Name("Сталинград-на-Судже", "", 1930, 1961)
    assert hit.name in layer.place(hit.row).names
    assert found(layer, "суджа") == found(layer, "소드자") == {"geonames:486968"}
    assert found(layer, "аэропорт суджа") == {"geonames:900004"}
    # Of a name that is no longer in use nobody says until when; links and codes are no names.
    assert not layer.hits("забытая")
    assert not layer.hits("xsu")
    assert not layer.hits("нигде")
    assert not layer.hits("sudja")  # the dump's own column is left aside


def test_a_gazetteer_asks_a_dump_and_packs_it_once(write, cache):
    dump, names = write(DUMP), write(NAMES, "alternateNamesV2.txt")
    book = Gazetteer(files=[dump, names])
    assert book.lookup("Сталинград-на-Судже", date=1950)[0].place.id == "geonames:486968"
    assert book.resolve(["Sudzha Airport"])[0].place.kind == "airport"
    packed = sorted(cache.glob("*.places"))
    made = packed[0].stat().st_mtime_ns
    assert Gazetteer(files=[dump, names]).lookup("Zarechnoye on Psel")
    assert sorted(cache.glob("*.places")) == packed
    assert packed[0].stat().st_mtime_ns == made


def test_what_the_curated_gazetteer_holds_is_not_there_twice(write):
    both = [line(709717, "Donets'k", 48.0, 37.8, country="UA", admin1="05", population="901645")]
    (answer,) = Gazetteer(files=[write(both)]).lookup("Донецьк", countries=["UA"], kinds=["city"])
    assert answer.place.id == "geonames:709717"
    assert "CC BY 4.0), in" not in answer.place.source


def test_another_dump_is_packed_anew(write, cache):
    book = Gazetteer(files=[write(DUMP)])
    assert book.lookup("Zarechnoye on Psel")
    moved = [*DUMP[:-1], line(900009, "Novoye Mesto", 10, 20)]
    (answer,) = Gazetteer(files=[write(moved)], world=False).lookup("Novoye Mesto")
    assert answer.place.lonlat == (20, 10)
    assert len(list(cache.glob("*.places"))) == 2


def test_other_codes_of_areas_are_another_packed_file(write, cache):
    files = DumpFiles([write(DUMP)])
    for made_with in ("one", "two", "one"):
        packed_dumps(files, iso_ids=dict, made_with=made_with)
    assert len(list(cache.glob("*.places"))) == 2


def test_what_a_killed_process_left_is_removed_after_a_day(write, cache):
    for name, age_s in ((".abc.places.x1", 2 * 86_400), (".abc.places.x2", 60)):
        left = cache / name
        left.mkdir(parents=True)
        (left / "texts").write_bytes(b"x")
        os.utime(left, (time.time() - age_s,) * 2)
    layer_of(write(DUMP))
    assert sorted(path.name for path in cache.glob(".*")) == [".abc.places.x2"]


PACKING = """
import sys
from geomoves.places.userdata.dumps import DumpFiles, packed_dumps
layer = packed_dumps(DumpFiles(sys.argv[1:]), iso_ids=dict, anew=True)
layer.verify()
assert layer.hits("sudzha")
"""


def test_what_nobody_asked_for_three_months_goes_when_another_is_packed(write, cache):
    long_ago = time.time() - 91 * 86_400
    old, used, new = write(DUMP, "old.txt"), write(DUMP[:5], "used.txt"), write(DUMP[:6], "new.txt")
    packed = [layer_of(dump).path for dump in (old, used)]
    for path in packed:
        os.utime(path, (long_ago, long_ago))
    layer_of(used)
    assert time.time() - packed[1].stat().st_mtime < 3600
    layer_of(new)
    assert [path.exists() for path in packed] == [False, True]
    assert found(layer_of(old), "sudzha")


def test_processes_that_pack_at_once_do_not_meet(write, cache):
    dump = write(DUMP)
    running = [subprocess.Popen([sys.executable, "-c", PACKING, str(dump)]) for _ in range(3)]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    assert len(list(cache.glob("*.places"))) == 1
    assert not list(cache.glob(".*"))


def test_the_order_of_lines_does_not_matter(write, cache):
    (row,) = layer_of(write(DUMP)).hits("sudzha")
    (other,) = layer_of(write(DUMP[::-1])).hits("sudzha")
    assert row == other


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_end_as_they_like(write, end):
    assert found(layer_of(write([*DUMP, "", ""], end=end)), "sudzha") == {"geonames:486968"}


def test_the_mark_that_editors_put_first_is_no_part_of_a_line(write):
    names = write(["\ufeff" + NAMES[0], *NAMES[1:]], "alternateNamesV2.txt")
    layer = layer_of(write(["\ufeff" + DUMP[3], *DUMP[:3]]), names=[names])
    assert found(layer, "sudzha") == found(layer, "суджа") == {"geonames:486968"}


def test_one_place_of_two_dumps_is_there_once(write):
    layer = layer_of(write(DUMP), write(DUMP, "allCountries.txt"))
    assert len(layer) == 7


# What is wrong.

BROKEN = {
    "a cell too few": (line(1, "X").rpartition("\t")[0], "18 cells", ""),
    "a cell too many": (line(1, "X") + "\t", "20 cells", ""),
    "no tabulators": ("1,X,X,,51,35", "1 cells", ""),
    "a header": ("geonameid" + line(1, "X")[1:], "no number of a place", "geonameid"),
    "a latitude of 91": (line(1, "X", 91), "no number from -90 to 90", "latitude"),
    "a longitude in words": (line(1, "X", 51, "east"), "no number from -180 to 180", "longitude"),
    "a latitude of NaN": (line(1, "X", "NaN"), "no number", "latitude"),
    "no longitude": (line(1, "X", 51, ""), "no number", "longitude"),
    "no name": (line(1, ""), "empty", "name"),
    "a name of 600 letters": (line(1, "x" * 600), "at most 500", "name"),
    "a name with a NUL": (line(1, "a\0b"), "no letter", "name"),
    "many inhabitants": (line(1, "X", population="9" * 30), "inhabitants", "population"),
    "inhabitants in words": (line(1, "X", population="many"), "inhabitants", "population"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_line_is_named_with_its_field_and_nothing_is_packed(write, cache, case):
    text, words, field = BROKEN[case]
    path = write([DUMP[0], text, DUMP[1], line(5, "Y", 99)])
    with pytest.raises(GazetteerError, match=words) as caught:
        layer_of(path)
    first, second = caught.value.problems
    assert (first.file, first.line, first.field) == (str(path), 2, field)
    assert (second.line, second.field) == (4, "latitude")
    assert not list(cache.glob("*.places"))
    assert not [left for left in cache.iterdir() if left.name.startswith(".")]


def test_every_problem_of_a_line_is_named():
    problems = dump_row(line("x", "", 91, 181, population="?"), "RU.txt", 3)
    assert [problem.field for problem in problems] == [
        "geonameid", "name", "latitude", "longitude", "population",
    ]  # fmt: skip


CELLS = st.lists(
    st.text(max_size=6) | st.sampled_from(["51", "-181", "nan", "1e3", "P", "RU", "\0"]), max_size=22
)


@given(CELLS, st.sampled_from(range(19)), st.text(max_size=8))
def test_whatever_a_line_holds_it_is_a_place_on_the_earth_or_a_problem(cells, number, text):
    right = line(5, "Sudzha").split("\t")
    for each in ("\t".join(cells), "\t".join([*right[:number], text, *right[number + 1 :]])):
        told = dump_row(each, "RU.txt", 1)
        if isinstance(told, DumpRow):
            assert -90 <= told.lat <= 90
            assert -180 <= told.lon <= 180
            assert told.name.strip()
        else:
            assert told
        alternate_name(each, "names.txt", 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("\n".join(DUMP).encode("utf-16"), "not UTF-8"),
        ("\n".join(DUMP).encode("cp1251"), "not UTF-8"),
        (("\n".join(DUMP[:3]) + "\n").encode() + b"\xff\xfe\n", "not UTF-8"),
        (b"1\t" + b"x" * 300_000, "no end"),
    ],
    ids=["UTF-16", "Windows-1251", "one line", "no line ends"],
)
def test_wrong_encodings_are_told_line_by_line(write, content, words):
    with pytest.raises(GazetteerError, match=words):
        Gazetteer(files=[write(content, "allCountries.txt")]).lookup("Sudzha")


@pytest.mark.parametrize(
    "text",
    [
        name_line(1, "x", "Имя"),
        name_line(1, 5, ""),
        name_line(1, 5, "x" * 600),
        "1\t486968\tru",
        name_line(1, 5, "Имя") + "\t",
    ],
)
def test_a_broken_line_of_names_is_named(write, text):
    names = write([NAMES[0], text], "alternateNamesV2.txt")
    with pytest.raises(GazetteerError) as caught:
        layer_of(write(DUMP), names=[names])
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(names), 2)


def test_an_empty_dump_and_names_without_places_say_so(write):
    with pytest.raises(GazetteerError, match="empty"):
        Gazetteer(files=[write(b"", "allCountries.txt")]).lookup("Sudzha")
    with pytest.raises(FileAccessError, match="without the places"):
        Gazetteer(files=[write(NAMES, "alternateNamesV2.txt")]).lookup("Sudzha")
    with pytest.raises(FileAccessError, match="no such file"):
        Gazetteer(files=["nowhere.txt"]).lookup("Sudzha")
    with pytest.raises(FileAccessError, match="ZIP"):
        Gazetteer(files=[write(b"PK\x03\x04", "UA.zip")]).lookup("Sudzha")


def test_only_so_many_problems_are_gathered(write):
    with pytest.raises(GazetteerError) as caught:
        layer_of(write([line(1, "X", 99)] * 5000))
    assert len(caught.value.problems) == 1000
    assert str(caught.value).endswith("… and 950 more")


# The packed file.


def damaged(path, how):
    content = path.read_bytes()
    if how == "empty":
        content = b""
    elif how == "cut off":
        content = content[: len(content) // 2]
    elif how == "longer":
        content += b"\0" * 8
    elif how == "another version":
        content = content[:8] + (99).to_bytes(4, "little") + content[12:]
    elif how == "another file":
        content = b"SQLite format 3\0" * 1000
    elif how == "its header":
        content = content[:100] + b"\xff" + content[101:]
    path.write_bytes(content)


@pytest.mark.parametrize(
    "how", ["empty", "cut off", "longer", "another version", "another file", "its header"]
)
def test_a_packed_file_that_is_no_good_is_packed_anew(write, cache, how):
    dump = write(DUMP)
    assert Gazetteer(files=[dump]).lookup("Zarechnoye on Psel")
    (path,) = cache.glob("*.places")
    whole = path.read_bytes()
    damaged(path, how)
    assert Gazetteer(files=[dump]).lookup("Zarechnoye on Psel")[0].place.lonlat == (35.5, 51.1)
    assert path.read_bytes()[:12] == whole[:12]
    PackedLayer(path).verify()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"x": 5}', b"\xff"])
def test_a_damaged_list_of_known_files_is_made_anew(write, cache, content):
    dump = write(DUMP)
    layer_of(dump)
    (cache / "files.json").write_bytes(content)
    assert found(layer_of(dump), "sudzha") == {"geonames:486968"}
    assert json.loads((cache / "files.json").read_bytes())


def test_a_cache_that_cannot_be_written_says_so(write, tmp_path, monkeypatch):
    (tmp_path / "a file").write_text("", encoding="utf-8")
    monkeypatch.setenv("GEOMOVES_CACHE", str(tmp_path / "a file" / "x"))
    with pytest.raises(FileAccessError, match="GEOMOVES_CACHE"):
        Gazetteer(files=[write(DUMP)]).lookup("Sudzha")


def test_a_large_layer_hides_what_lies_below_when_it_is_found(write, monkeypatch):
    monkeypatch.setattr("geomoves.places.index._MOST_LOOKED_FOR", 3)
    below = PlaceLayer(
        [
            Place("geonames:486968", "Sudja", 0, 0, "town", "RU", names=(Name("Old Name"),)),
            Place("own:1", "Elsewhere", 1, 1, "town", "RU"),
        ]
    )
    index = NameIndex([], [below, layer_of(write(DUMP))])
    assert {index.place(row).lonlat for row in index.rows("old name")} == {(35.27, 51.19)}
    assert {index.place(row).lonlat for row in index.rows("sudja")} == {(35.27, 51.19)}
    assert index.get("geonames:486968").name == "Sudzha"
    assert [place.id for place in index.places].count("geonames:486968") == 1
    assert len(index) == 8
    assert {index.place(row).id for row in index.rows_near(0, 0, 50)} == {"own:1"}


def test_a_question_to_a_packed_dump_loads_no_numpy(write):
    dump = write(DUMP)
    assert Gazetteer(files=[dump]).lookup("Zarechnoye on Psel")
    code = (
        "import sys\nfrom geomoves.places import Gazetteer\n"
        f"assert Gazetteer(files=[{str(dump)!r}]).lookup('Sudzha')\n"
        "print(sorted({'numpy', 'pandas', 'rich', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "[]"
