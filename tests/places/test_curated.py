import pytest

from geomoves.errors import FileAccessError, GazetteerError
from geomoves.places import Gazetteer, Name
from geomoves.places.curated import COLUMNS, curated_file, read_gazetteers

HEADER = ",".join(COLUMNS)
MINIMAL = "id,name,lon,lat"


def problems_of(path):
    with pytest.raises(GazetteerError) as caught:
        read_gazetteers([path])
    assert all(problem.file == str(path) for problem in caught.value.problems)
    assert all(problem.remedy for problem in caught.value.problems)
    return [(problem.line, problem.field) for problem in caught.value.problems]


def test_every_column_is_read(write_csv):
    path = write_csv(
        HEADER,
        "iso:UA-14,Donetsk Oblast,37.7,48.0,admin1,UA,,,,,,,,,,,",
        "geonames:709717,Donetsk,37.80,48.02,city,UA,UA-14,Donetsk Raion,901645,2,18.5,"
        "uk:Донецьк|zh-Hans:顿涅茨克|:Donezk,ru:Сталино@1924/1961|uk:Юзівка@/1924|ru:Донецк@1961/,"
        'UA|RU,wikidata:Q2012050|x:1,"GeoNames, CC BY","a ""note"""',
    )
    area, place = read_gazetteers([path])
    assert area.admin1_code == "UA-14"
    assert (place.id, place.name, place.lonlat) == ("geonames:709717", "Donetsk", (37.80, 48.02))
    assert (place.kind, place.country, place.admin1, place.admin1_code) == (
        "city",
        "UA",
        "Donetsk Oblast",
        "UA-14",
    )
    assert (place.admin2, place.population, place.precision, place.radius_km) == (
        "Donetsk Raion",
        901645,
        2,
        18.5,
    )
    assert place.names == (
        Name("Донецьк", "uk"),
        Name("顿涅茨克", "zh-Hans"),
        Name("Donezk", ""),
        Name("Сталино", "ru", 1924, 1961),
        Name("Юзівка", "uk", None, 1924),
        Name("Донецк", "ru", 1961, None),
    )
    assert [name.former for name in place.names] == [False, False, False, True, True, False]
    assert (place.claimants, place.ids) == (("UA", "RU"), ("wikidata:Q2012050", "x:1"))
    assert (place.source, place.note) == ("GeoNames, CC BY", 'a "note"')


def test_four_columns_are_enough(write_csv):
    (place,) = read_gazetteers([write_csv(MINIMAL, "own:camp,Camp Seven,131.5,43.5")])
    assert place.kind == "place"
    assert place.country == ""
    assert place.population is None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_byte_order_mark_and_blank_lines_do_not_matter(tmp_path, ending):
    path = tmp_path / "own.csv"
    lines = (MINIMAL, "", ' own:a ," A, B ",1,2', ",,,", "own:b,B,3,4")
    path.write_bytes(b"\xef\xbb\xbf" + ending.join(lines).encode())
    assert [(place.id, place.name) for place in read_gazetteers([path])] == [
        ("own:a", "A, B"),
        ("own:b", "B"),
    ]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (",B,1,2,city,,,,,,,,,,,,", "id"),
        ("a b,B,1,2,city,,,,,,,,,,,,", "id"),
        ("own:b,,1,2,city,,,,,,,,,,,,", "name"),
        (f"own:b,{'x' * 501},1,2,city,,,,,,,,,,,,", "name"),
        ("own:b,B,181,2,city,,,,,,,,,,,,", "lon"),
        ("own:b,B,,2,city,,,,,,,,,,,,", "lon"),
        ("own:b,B,1,95,city,,,,,,,,,,,,", "lat"),
        ("own:b,B,1,nan,city,,,,,,,,,,,,", "lat"),
        ("own:b,B,1,inf,city,,,,,,,,,,,,", "lat"),
        ('own:b,B,1,"48,02",city,,,,,,,,,,,,', "lat"),
        ("own:b,B,1,4_8,city,,,,,,,,,,,,", "lat"),
        ("own:b,B,1,٤٨,city,,,,,,,,,,,,", "lat"),
        ("own:b,B,1,2,City!,,,,,,,,,,,,", "kind"),
        ("own:b,B,1,2,city,UK,,,,,,,,,,,", "country"),
        ("own:b,B,1,2,city,ua,,,,,,,,,,,", "country"),
        ("own:b,B,1,2,city,UA,Donetsk,,,,,,,,,,", "admin1"),
        ("own:b,B,1,2,city,UA,UA-99,,,,,,,,,,", "admin1"),
        ("own:b,B,1,2,city,RU,UA-14,,,,,,,,,,", "admin1"),
        ("own:b,B,1,2,city,,,,-5,,,,,,,,", "population"),
        ("own:b,B,1,2,city,,,,1e3,,,,,,,,", "population"),
        (f"own:b,B,1,2,city,,,,{'9' * 5000},,,,,,,,", "population"),
        ("own:b,B,1,2,city,,,,,0,,,,,,,", "precision"),
        ("own:b,B,1,2,city,,,,,8,,,,,,,", "precision"),
        ("own:b,B,1,2,city,,,,,,-1,,,,,,", "radius_km"),
        ("own:b,B,1,2,city,,,,,,99999,,,,,,", "radius_km"),
        ("own:b,B,1,2,city,,,,,,,Донецьк,,,,,", "names"),
        ("own:b,B,1,2,city,,,,,,,uk:,,,,,", "names"),
        ("own:b,B,1,2,city,,,,,,,,ru:Сталино,,,,", "former_names"),
        ("own:b,B,1,2,city,,,,,,,,ru:Сталино@1924,,,,", "former_names"),
        ("own:b,B,1,2,city,,,,,,,,ru:Сталино@1961/1924,,,,", "former_names"),
        ("own:b,B,1,2,city,,,,,,,,ru:Сталино@MCM/1924,,,,", "former_names"),
        ("own:b,B,1,2,city,,,,,,,,,XX,,,", "claimants"),
        ("own:b,B,1,2", ""),
        ("own:a,B,1,2,city,,,,,,,,,,,,", "id"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_field(write_csv, line, field):
    first = "own:a,A,1,2,city,,,,,,,,,,,,"
    assert problems_of(write_csv(HEADER, first, line)) == [(3, field)]


def test_all_problems_of_all_files_come_at_once(write_csv):
    one = write_csv(MINIMAL, "own:a,A,200,95", "own:b,,1,2", name="one.csv")
    two = write_csv("id,name,lon,lat,colour,colour", name="two.csv")
    with pytest.raises(GazetteerError) as caught:
        read_gazetteers([one, two])
    found = [(problem.file, problem.line, problem.field) for problem in caught.value.problems]
    assert found[:3] == [(str(one), 2, "lon"), (str(one), 2, "lat"), (str(one), 3, "name")]
    assert {entry[0] for entry in found[3:]} == {str(two)}
    assert {entry[2] for entry in found[3:]} == {"colour"}
    assert "one.csv:2: lat: this is no number from -90 to 90 (got '95')" in str(caught.value)


def test_lines_are_counted_through_cells_of_several_lines(write_csv):
    path = write_csv(MINIMAL + ",note", 'own:a,A,1,2,"one', "two", 'three"', "own:b,B,1,95,")
    assert problems_of(path) == [(5, "lat")]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"\n\n", 1),
        (b"lorem ipsum", 1),
        (b"id,name,lon,lat\nown:a,\xff\xfe,1,2\n", 2),
        (b"id,name,lon,lat\nown:a,A\x00,1,2\n", 2),
        (b'id,name,lon,lat\nown:a,"A,1,2\n', 2),
        (b'id,name,lon,lat\nown:a,"A"B,1,2\n', 2),
        (b"id,name,lon,lat\nown:a," + b"x" * 200_000 + b",1,2\n", 2),
        ("id,name,lon,lat\n".encode("utf-16"), 1),
    ],
)
def test_what_is_no_csv_is_said_to_be_none(tmp_path, content, line):
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(GazetteerError) as caught:
        read_gazetteers([path])
    assert {problem.line for problem in caught.value.problems} == {line}


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(FileAccessError, match="nowhere"):
        read_gazetteers([tmp_path / "nowhere.csv"])
    with pytest.raises(FileAccessError, match="not a file"):
        read_gazetteers([tmp_path])


def test_a_later_file_wins_and_its_rows_share_the_areas_of_the_earlier(write_csv):
    one = write_csv(
        MINIMAL + ",kind,country,admin1",
        "iso:RU-AMU,Amur Oblast,128,53,admin1,RU,",
        "own:x,Old,1,2,,,",
        "own:y,Y,1,2,,,",
        name="one.csv",
    )
    two = write_csv(MINIMAL + ",country,admin1", "own:x,New,3,4,RU,RU-AMU", name="two.csv")
    places = read_gazetteers([one, two])
    assert [place.name for place in places] == ["Amur Oblast", "New", "Y"]
    assert places[1].admin1 == "Amur Oblast"


def test_own_rows_lie_over_the_curated_ones(write_csv):
    curated = Gazetteer()
    vladivostok = curated.lookup("Vladivostok")[0].place
    own = write_csv(
        MINIMAL, "own:camp,Camp Seven,131.5,43.5", f"{vladivostok.id},Vladivostok by hand,131.9,43.1"
    )
    gazetteer = Gazetteer(files=[own])
    assert len(gazetteer) == len(curated) + 1
    assert gazetteer.get(vladivostok.id).name == "Vladivostok by hand"
    assert gazetteer.lookup("camp seven")[0].place.id == "own:camp"
    assert Gazetteer(files=own).lookup("camp seven")


def test_a_wrong_own_file_is_not_read_before_it_is_needed(write_csv):
    gazetteer = Gazetteer(files=[write_csv(MINIMAL, "own:a,A,1,95")])
    assert "own.csv" in repr(gazetteer)
    assert gazetteer
    with pytest.raises(GazetteerError):
        gazetteer.lookup("A")


def test_the_curated_file_is_the_one_of_the_checkout(checkout):
    assert curated_file().read_bytes() == (checkout / "data" / "gazetteer.csv").read_bytes()
