"""The rules of ``data/gazetteer.csv``, each told by the line that breaks it.

Every rule is a function from the rows to a list of problems, so that a failing test shows all
offending lines at once. Only the standard library reads the file here: what the package makes of
it is tested elsewhere.
"""

from __future__ import annotations

import csv
import io
import itertools
import math
import re
import unicodedata
from pathlib import Path

import pytest

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"
GAZETTEER = DATA_FOLDER / "gazetteer.csv"

COLUMNS = (
    "id",
    "name",
    "lon",
    "lat",
    "kind",
    "country",
    "admin1",
    "admin2",
    "population",
    "precision",
    "radius_km",
    "names",
    "former_names",
    "claimants",
    "ids",
    "source",
    "note",
)

# The precisions that each kind may have; the same list stands in data/README.md.
PRECISIONS = {
    "city": {1},
    "town": {1},
    "village": {1, 2},
    "port": {1, 2},
    "airfield": {1, 2},
    "garrison": {1, 2},
    "range": {1, 2},
    "crossing": {1, 2},
    "station": {1, 2},
    "cosmodrome": {1, 2},
    "bridge": {1, 2},
    "other": {1, 2},
    "admin2": {3},
    "admin1": {4},
    "region": {5},
    "country": {6},
    "sea": {7},
}

# West, south, east, north in WGS 84 degrees, rounded outwards. Crimea counts as Ukraine, as under ISO 3166.
BOXES: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "AZ": ((44, 38, 51, 42),),
    "BY": ((23, 51, 33, 57),),
    "CN": ((73, 15, 135, 54),),
    "EE": ((21, 57, 29, 60),),
    "FI": ((20, 59, 32, 71),),
    "GE": ((39, 41, 47, 44),),
    "HU": ((16, 45, 23, 49),),
    "JP": ((122, 24, 154, 46),),
    "KP": ((124, 37, 131, 44),),
    "KR": ((124, 33, 132, 39),),
    "KZ": ((46, 40, 88, 56),),
    "LT": ((20, 53, 27, 57),),
    "LV": ((20, 55, 29, 59),),
    "MD": ((26, 45, 31, 49),),
    "MN": ((87, 41, 120, 53),),
    "NO": ((4, 57, 34, 81),),
    "PL": ((14, 48, 25, 55),),
    "RO": ((20, 43, 30, 49),),
    "RU": ((19, 41, 180, 82), (-180, 60, -169, 72)),
    "SK": ((16, 47, 23, 50),),
    "UA": ((22, 44, 41, 53),),
    "US": ((-180, 18, -66, 72), (172, 51, 180, 54)),
}

ID = re.compile(
    r"geonames:[1-9]\d*|iso:[A-Z]{2}(-[A-Z0-9]{1,3})?|wikidata:Q[1-9]\d*|geomoves:[a-z0-9]+(-[a-z0-9]+)*"
)
FURTHER_ID = re.compile(
    r"geonames:[1-9]\d*|wikidata:Q[1-9]\d*|icao:[A-Z]{4}|iata:[A-Z]{3}|unlocode:[A-Z]{2}[A-Z0-9]{3}"
)
DEGREES = re.compile(r"-?\d{1,3}\.\d{4,5}")
NAME = re.compile(r"(?P<language>[a-z]{2,3}):(?P<text>[^|:@]+)")
FORMER_NAME = re.compile(r"(?P<language>[a-z]{2,3}):(?P<text>[^|:@]+)@(?P<first>\d{4})?/(?P<last>\d{4})?")
AIRPORT_CODE = re.compile(r"[A-Z]{3}")

# A name in one of these languages is written, at least in part, in its script.
SCRIPTS = {
    "be": re.compile(r"[Ѐ-ӿ]"),
    "en": re.compile(r"[A-Za-z]"),
    "ja": re.compile(r"[぀-ヿ一-鿿]"),
    "kk": re.compile(r"[Ѐ-ӿ]"),
    "ko": re.compile(r"[가-힣]"),
    "ru": re.compile(r"[Ѐ-ӿ]"),
    "uk": re.compile(r"[Ѐ-ӿ]"),
    "zh": re.compile(r"[一-鿿]"),
}

FIRST_YEAR, LAST_YEAR = 1000, 2100
FEWEST_ROWS = 150
WIDEST_RADIUS_KM = 10_000
EARTH_RADIUS_KM = 6371.0088

Row = dict[str, str]
Numbered = list[tuple[int, Row]]


def read(content: str) -> Numbered:
    """Give the rows with the number of the line on which each stands."""
    reader = csv.DictReader(io.StringIO(content, newline=""), strict=True)
    return [(reader.line_num, row) for row in reader]


def parts(cell: str) -> list[str]:
    """Split a cell that holds several values."""
    return cell.split("|") if cell else []


def distance_km(first: Row, second: Row) -> float:
    """Great-circle distance between two rows on a sphere."""
    lon1, lat1, lon2, lat2 = (
        math.radians(float(degrees)) for degrees in (first["lon"], first["lat"], second["lon"], second["lat"])
    )
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def told(line: int, row: Row, what: str) -> str:
    """Word a problem so that it can be found in the file."""
    return f"line {line}, {row['id']} ({row['name']}): {what}"


def in_box(lon: float, lat: float, country: str) -> bool:
    """Whether a point lies in one of a country's boxes."""
    return any(west <= lon <= east and south <= lat <= north for west, south, east, north in BOXES[country])


def bad_ids(rows: Numbered) -> list[str]:
    """Ids that are malformed or used twice, further ids included."""
    problems = []
    seen: dict[str, int] = {}
    for line, row in rows:
        if not ID.fullmatch(row["id"]):
            problems.append(told(line, row, f"the id {row['id']!r} has no known form"))
        further = parts(row["ids"])
        problems += [
            told(line, row, f"the further id {value!r} has no known form")
            for value in further
            if not FURTHER_ID.fullmatch(value)
        ]
        for value in (row["id"], *further):
            if value in seen:
                problems.append(told(line, row, f"{value} stands already on line {seen[value]}"))
            seen.setdefault(value, line)
    return problems


def bad_positions(rows: Numbered) -> list[str]:
    """Coordinates that are malformed, out of range or out of their country."""
    problems = []
    for line, row in rows:
        if not (DEGREES.fullmatch(row["lon"]) and DEGREES.fullmatch(row["lat"])):
            problems.append(told(line, row, "lon and lat want four or five decimals"))
            continue
        lon, lat = float(row["lon"]), float(row["lat"])
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            problems.append(told(line, row, f"{lon}, {lat} is not on the globe"))
        elif row["country"] in BOXES and not in_box(lon, lat, row["country"]):
            problems.append(told(line, row, f"{lon}, {lat} is not in {row['country']}"))
    return problems


def bad_kinds(rows: Numbered) -> list[str]:
    """Kinds that are unknown, or whose precision does not fit."""
    problems = []
    for line, row in rows:
        allowed = PRECISIONS.get(row["kind"])
        if allowed is None:
            problems.append(told(line, row, f"the kind {row['kind']!r} is not in the list"))
        elif row["precision"] not in {str(precision) for precision in allowed}:
            problems.append(told(line, row, f"a {row['kind']} cannot have precision {row['precision']!r}"))
    return problems


def bad_figures(rows: Numbered) -> list[str]:
    """Radii and populations that are missing, malformed or out of range."""
    problems = []
    for line, row in rows:
        if (
            not re.fullmatch(r"\d+(\.\d+)?", row["radius_km"])
            or not 0 < float(row["radius_km"]) <= WIDEST_RADIUS_KM
        ):
            problems.append(
                told(line, row, f"the radius {row['radius_km']!r} is not in 0–{WIDEST_RADIUS_KM} km")
            )
        if not re.fullmatch(r"([1-9]\d*)?", row["population"]):
            problems.append(
                told(line, row, f"the population {row['population']!r} is no count; unknown is empty")
            )
    return problems


def bad_countries(rows: Numbered) -> list[str]:
    """Countries without a row of their own, and rows that ought to have a country and have none."""
    known = {row["country"] for _, row in rows if row["kind"] == "country"}
    problems = []
    for line, row in rows:
        country = row["country"]
        if country and country not in known:
            problems.append(told(line, row, f"there is no country row for {country}"))
        if country and country not in BOXES:
            problems.append(told(line, row, f"this test has no box for {country}"))
        if row["kind"] == "country" and (row["id"] != f"iso:{country}" or row["admin1"]):
            problems.append(told(line, row, "a country has the id iso:<code> and no admin1"))
        if row["kind"] == "sea" and country:
            problems.append(told(line, row, "a sea has no country"))
        if not country and row["kind"] not in {"sea", "region"}:
            problems.append(told(line, row, "only a sea or a region across borders has no country"))
    return problems


def bad_first_level_areas(rows: Numbered) -> list[str]:
    """First-level areas without a row, of another country, or too far from the place."""
    areas = {row["admin1"]: row for _, row in rows if row["id"] == f"iso:{row['admin1']}"}
    problems = []
    for line, row in rows:
        code = row["admin1"]
        if row["kind"] == "admin1" and row["id"] != f"iso:{code}":
            problems.append(told(line, row, "a first-level area has the id iso:<its code>"))
        if not code:
            if row["kind"] not in {"country", "region", "sea"}:
                problems.append(told(line, row, "the first-level area is missing"))
            continue
        area = areas.get(code)
        if area is None:
            problems.append(told(line, row, f"there is no row iso:{code}"))
            continue
        if not code.startswith(f"{row['country']}-"):
            problems.append(told(line, row, f"{code} is not in {row['country']}"))
        away = distance_km(row, area)
        if away > float(area["radius_km"]) + float(row["radius_km"]):
            problems.append(
                told(line, row, f"{away:.0f} km from the middle of {area['name']}, beyond its radius")
            )
    return problems


def bad_names(rows: Numbered) -> list[str]:
    """Names that are malformed, doubled, in the wrong script, or airport codes."""
    problems = []
    for line, row in rows:
        cells = [(row["names"], NAME), (row["former_names"], FORMER_NAME)]
        for cell, pattern in cells:
            values = parts(cell)
            if len(values) != len(set(values)):
                problems.append(told(line, row, "a name stands twice"))
            for value in values:
                match = pattern.fullmatch(value)
                if match is None:
                    problems.append(
                        told(line, row, f"{value!r} is not of the form that data/README.md gives")
                    )
                    continue
                problems += [
                    told(line, row, what) for what in _name_faults(row["kind"], **match.groupdict(""))
                ]
    return problems


def _name_faults(
    kind: str, *, language: str, text: str, first: str | None = None, last: str | None = None
) -> list[str]:
    faults = []
    script = SCRIPTS.get(language)
    if script is not None and not script.search(text):
        faults.append(f"{text!r} is not written in the script of {language!r}")
    # Acronyms of states and areas are names; for a settlement three capitals are an airport's code.
    if AIRPORT_CODE.fullmatch(text) and kind not in {"country", "admin1", "other"}:
        faults.append(f"{text!r} looks like an airport code")
    if first is None or last is None:
        return faults
    if not (first or last):
        faults.append(f"{text!r} is former but has no year")
    years = [int(year) for year in (first, last) if year]
    if any(not FIRST_YEAR <= year <= LAST_YEAR for year in years) or years != sorted(years):
        faults.append(f"{text!r} has the years {first}/{last}")
    return faults


def bad_claimants(rows: Numbered) -> list[str]:
    """Claimants that are fewer than two, unknown, doubled, or leave out the country itself."""
    known = {row["country"] for _, row in rows if row["kind"] == "country"}
    problems = []
    for line, row in rows:
        claimants = parts(row["claimants"])
        if not claimants:
            continue
        if len(claimants) != len(set(claimants)) or len(claimants) == 1:
            problems.append(told(line, row, "claimants are two or more different states"))
        if not known.issuperset(claimants):
            problems.append(told(line, row, f"a claimant in {row['claimants']} has no country row"))
        if row["country"] not in claimants:
            problems.append(told(line, row, "the country under ISO 3166 is one of the claimants"))
    return problems


def claimed_areas_with_a_gap(rows: Numbered) -> list[str]:
    """Places whose first-level area is claimed by several states and that do not say so."""
    claimed = {
        row["admin1"]: row["claimants"] for _, row in rows if row["kind"] == "admin1" and row["claimants"]
    }
    return [
        told(line, row, f"{row['admin1']} has the claimants {claimed[row['admin1']]}")
        for line, row in rows
        if row["admin1"] in claimed and row["claimants"] != claimed[row["admin1"]]
    ]


def bad_text(rows: Numbered) -> list[str]:
    """Cells that are untidy, not in NFC, or a formula to a spreadsheet."""
    problems = []
    for line, row in rows:
        for column, cell in row.items():
            if not unicodedata.is_normalized("NFC", cell):
                problems.append(told(line, row, f"{column} is not in Unicode form NFC"))
            if any(piece != " ".join(piece.split()) for piece in parts(cell)):
                problems.append(
                    told(line, row, f"{column} has blanks at an end, doubled, or of another kind")
                )
            if any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn"} for character in cell):
                problems.append(told(line, row, f"{column} has an invisible character"))
            if cell.startswith(("=", "+", "@")):
                problems.append(told(line, row, f"{column} starts like a formula"))
    return problems


def missing_essentials(rows: Numbered) -> list[str]:
    """Rows without a name or a source."""
    return [
        told(line, row, f"the {column} is missing")
        for line, row in rows
        for column in ("id", "name", "source")
        if not row[column]
    ]


def unsourced_ids(rows: Numbered) -> list[str]:
    """GeoNames and ISO rows whose source is something else: such a row leads nowhere."""
    problems = []
    for line, row in rows:
        scheme, _, code = row["id"].partition(":")
        expected = {"geonames": f"GeoNames {code} (CC BY 4.0)", "iso": f" {code}"}.get(scheme, "")
        if expected not in row["source"]:
            problems.append(told(line, row, f"the source does not name {row['id']}"))
    return problems


def out_of_order(rows: Numbered) -> list[str]:
    """Rows that stand before one that ought to come earlier."""
    keys = [(row["country"], row["admin1"], row["name"], row["id"]) for _, row in rows]
    return [
        told(*rows[index + 1], "belongs further up: the order is country, admin1, name, id")
        for index, (earlier, later) in enumerate(itertools.pairwise(keys))
        if earlier > later
    ]


RULES = (
    bad_ids,
    bad_positions,
    bad_kinds,
    bad_figures,
    bad_countries,
    bad_first_level_areas,
    bad_names,
    bad_claimants,
    claimed_areas_with_a_gap,
    bad_text,
    missing_essentials,
    unsourced_ids,
    out_of_order,
)


@pytest.fixture(scope="module")
def content() -> str:
    """Give the file's text."""
    return GAZETTEER.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def rows(content: str) -> Numbered:
    """Give the file's rows."""
    return read(content)


def test_bytes_are_plain_utf8_with_unix_lines(content: str) -> None:
    assert not content.startswith("\ufeff"), "the file starts with a byte order mark"
    assert "\r" not in content, "lines end with a line feed alone"
    assert content.endswith("\n")
    assert not content.endswith("\n\n")


def test_header(content: str) -> None:
    assert content.split("\n", 1)[0] == ",".join(COLUMNS)


def test_a_csv_writer_would_write_the_same_file(content: str) -> None:
    # Holds the quoting to RFC 4180, a row to a line, and every row to seventeen cells.
    table = list(csv.reader(io.StringIO(content, newline=""), strict=True))
    assert {len(cells) for cells in table} == {len(COLUMNS)}
    assert len(table) == content.count("\n")
    again = io.StringIO()
    csv.writer(again, lineterminator="\n").writerows(table)
    assert again.getvalue() == content


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule: object, rows: Numbered) -> None:
    assert callable(rule)
    problems = rule(rows)
    assert not problems, "\n" + "\n".join(problems)


def test_readme_explains_every_kind_and_column() -> None:
    readme = (DATA_FOLDER / "README.md").read_text(encoding="utf-8")
    unexplained = [word for word in (*COLUMNS, *PRECISIONS) if f"`{word}`" not in readme]
    assert not unexplained, f"data/README.md does not explain {', '.join(unexplained)}"


def test_size(rows: Numbered) -> None:
    assert len(rows) >= FEWEST_ROWS


@pytest.mark.parametrize(("country", "count"), [("RU", 83), ("UA", 27), ("KP", 13), ("KR", 17)])
def test_first_level_areas_are_complete(rows: Numbered, country: str, count: int) -> None:
    areas = [row["admin1"] for _, row in rows if row["kind"] == "admin1" and row["country"] == country]
    assert len(areas) == count


# Names between commas; the empty key is for what lies across borders or at sea.
REQUIRED_NAMES = {
    "RU": """
        Vladivostok, Ussuriysk, Khabarovsk, Blagoveshchensk, Donetsk, Rostov, Rostov-on-Don, Khasan,
        Dunay, Sergeyevka, Knyaze-Volkonskoye, Knevichi, Knevichi airfield, Yekaterinoslavka,
        Nakhodka, Vostochny Port, Fokino, Slavyanka, Zarubino, Ulan-Ude, Chita, Komsomolsk-on-Amur,
        Sovetskaya Gavan, Vanino, Petropavlovsk-Kamchatsky, Yuzhno-Sakhalinsk, Birobidzhan,
        Vostochny Cosmodrome, Khurba, Vozdvizhenka, Khabarovsk Novy Airport, Kursk, Sudzha, Lgov,
        Rylsk, Korenevo, Glushkovo, Plekhovo, Makhnovka, Belgorod, Shebekino, Voronezh, Bryansk,
        Taganrog, Millerovo, Moscow, Saint Petersburg, Engels, Yeysk, Siberia, Russian Far East,
        Primorsky Krai, Kursk Oblast, Tumangang-Khasan crossing
    """,
    "KP": """
        Chongjin, Hamhung, Hungnam, Wonsan, Rason, Rajin, Sonbong, Tanchon, Kimchaek, Tumangang,
        Pyongyang, Nampo, Sinuiju, Kaesong, Pyongyang Sunan Airport, Wonsan Kalma Airport, Tonghae
        Satellite Launching Ground, Sohae Satellite Launching Station
    """,
    "KR": """
        Seoul, Busan, Incheon, Donghae
    """,
    "UA": """
        Donetsk, Luhansk, Kyiv, Bakhmut, Avdiivka, Mariupol, Pokrovsk, Kramatorsk, Sloviansk,
        Toretsk, Chasiv Yar, Vuhledar, Kupiansk, Lyman, Izium, Melitopol, Berdiansk, Tokmak,
        Enerhodar, Sevastopol, Simferopol, Kerch, Crimea, Odesa, Lviv, Vovchansk, Horlivka,
        Makiivka, Volnovakha, Siverskodonetsk, Lysychansk, Nova Kakhovka, Donetsk Oblast, Luhansk
        Oblast, Zaporizhzhia Oblast, Kherson Oblast, Kharkiv Oblast, Sumy Oblast, Dnipropetrovsk
        Oblast, Mykolaiv Oblast, Donbas
    """,
    "": """
        Korean Peninsula, Sea of Japan, Black Sea
    """,
}


@pytest.mark.parametrize("country", sorted(REQUIRED_NAMES))
def test_required_names_are_there(rows: Numbered, country: str) -> None:
    present = {row["name"] for _, row in rows if row["country"] == country}
    required = " ".join(REQUIRED_NAMES[country].split()).split(", ")
    missing = [name for name in required if name not in present]
    assert not missing


@pytest.mark.parametrize(
    "place_id",
    [
        "geonames:2013348",  # Vladivostok
        "geonames:709717",  # Donetsk, Ukraine
        "geonames:565348",  # Donetsk, Rostov Oblast
        "iso:RU-PRI",
        "iso:KP-09",
        "iso:KP",
        "iso:KR",
        "iso:RU",
        "iso:UA",
        "geomoves:tumangang-khasan",
    ],
)
def test_ids_that_others_lean_on_stay(rows: Numbered, place_id: str) -> None:
    assert place_id in {row["id"] for _, row in rows}


@pytest.mark.parametrize(
    ("name", "areas"),
    [
        ("Donetsk", {"UA-14", "RU-ROS"}),
        ("Blagoveshchensk", {"RU-AMU", "RU-BA"}),
        ("Rostov", {"RU-ROS", "RU-YAR"}),
        ("Sergeyevka", {"RU-PRI", "KZ-59", "UA-14"}),
        ("Tonghae", {"KP-09", "KR-42"}),
        ("Pokrovsk", {"UA-14", "RU-SA"}),
        ("Fokino", {"RU-PRI", "RU-BRY"}),
        ("Vostochny", {"RU-PRI", "RU-AMU"}),
        ("강원도", {"KP-07", "KR-42"}),
    ],
)
def test_namesakes_stand_side_by_side(rows: Numbered, name: str, areas: set[str]) -> None:
    found = {
        row["admin1"]
        for _, row in rows
        if name in {row["name"], *(value.partition(":")[2] for value in parts(row["names"]))}
    }
    assert found == areas


@pytest.mark.parametrize(
    ("place_id", "former"),
    [
        ("geonames:713174", "en:Artemivsk@1924/2016"),
        ("geonames:2014006", "en:Voroshilov@1935/1957"),
        ("geonames:2014006", "en:Nikolsk-Ussuriysky@1926/1935"),
        ("geonames:709717", "en:Stalino@1924/1961"),
        ("geonames:709717", "en:Yuzovka@/1924"),
        ("geonames:709930", "en:Dnipropetrovsk@1926/2016"),
        ("geonames:702658", "en:Voroshilovgrad@1970/1990"),
        ("geonames:701822", "en:Zhdanov@1948/1989"),
        ("geonames:705812", "en:Kirovohrad@1939/2016"),
        ("geonames:2022890", "en:Khabarovka@1858/1893"),
        ("geonames:554234", "en:Königsberg@/1946"),
        ("geonames:472757", "en:Stalingrad@1925/1961"),
    ],
)
def test_former_names_with_their_years(rows: Numbered, place_id: str, former: str) -> None:
    (row,) = [row for _, row in rows if row["id"] == place_id]
    assert former in parts(row["former_names"])


def test_a_spelling_is_no_former_name(rows: Numbered) -> None:
    (kyiv,) = [row for _, row in rows if row["id"] == "geonames:703448"]
    assert "en:Kiev" in parts(kyiv["names"])
    assert "Kiev" not in kyiv["former_names"]


def test_claimed_territory(rows: Numbered) -> None:
    by_id = {row["id"]: row for _, row in rows}
    for code in ("UA-43", "UA-40", "UA-14", "UA-09", "UA-23", "UA-65"):
        assert (by_id[f"iso:{code}"]["country"], by_id[f"iso:{code}"]["claimants"]) == ("UA", "UA|RU")
    assert by_id["geomoves:kuril-islands"]["claimants"] == "RU|JP"
