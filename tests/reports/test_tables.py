"""The table form: what it says, what it refuses, and that it comes back unchanged."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import geomoves as gm
from geomoves.reports.cells import read_cell, write_cell
from geomoves.reports.csvtext import csv_text, parse_csv
from tests.reports.bad_tables import HEAD, TABLES, BadTable, row
from tests.reports.strategies import HOSTILE_TEXTS, dossiers

EXAMPLE = Path(__file__).parents[2] / "examples" / "dprk-2024.yaml"
_SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def read(tmp_path: Path, text: str | bytes, name: str = "table.csv", **beside: str) -> gm.Dossier:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    for section, content in beside.items():
        (tmp_path / f"table.{section}.csv").write_text(content, encoding="utf-8")
    return gm.read_dossier(path)


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case.name)
def test_bad_table(case: BadTable, tmp_path: Path) -> None:
    with pytest.raises(gm.InputError) as raised:
        read(tmp_path, case.content, **dict(case.beside))
    problems = raised.value.problems
    found = [(problem.line, problem.field, f"{problem.message} {problem.remedy}") for problem in problems]
    assert len(found) == len(case.expected), found
    for line, place, told in case.expected:
        assert any(line == at and place in field and told in said for at, field, said in found), (
            line,
            place,
            told,
            found,
        )
    assert all(problem.file and problem.remedy for problem in problems), found


def test_a_plain_table_reads_as_it_looks(tmp_path: Path) -> None:
    text = (
        "ID;Kind;Said by;In;Force;How many;From;To;At;When;Phase;Role\n"
        "carried;movement;{mod};Briefing;Marines;about 1,500;Donetsk [UA];Kursk + Sudzha;;"
        "8–13 October 2024;happened;\n"
        "there;presence;{mod};Briefing;Marines;;;;Ussuriysk / Khabarovsk;2024-10-18;happened;\n"
        "front;movement;{mod};Briefing;Marines;;[RU];? combat zones;;;expected;\n"
        'port;activity;{mod};Briefing;Marines;;;;"? a port [KP; kind: port]";;;\n'
        "camp;presence;{mod};Briefing;Marines;;;;near Donetsk [UA];;;\n"
        "dot;presence;{mod};Briefing;Marines;;;;Hill (51.5 S, 59.25 W);;;staging: said: so\n"
    )
    made = read(tmp_path, text.replace("{mod}", "Ministry of Defence, Kyiv"))
    assert made.speakers["Ministry-of-Defence-Kyiv"].name == "Ministry of Defence, Kyiv"
    assert made.documents["Briefing"].title == "Briefing"
    carried = made.claims["carried"]
    assert carried.strength is not None
    assert (carried.strength.best, carried.strength.qualifier) == (1500, "about")
    assert [end.name for end in carried.to] == ["Kursk", "Sudzha"]
    assert carried.from_[0].country == "UA"
    assert carried.when is not None
    assert carried.when.edtf == "2024-10-08/2024-10-13"
    assert [end.name for end in made.claims["there"].at_one_of] == ["Ussuriysk", "Khabarovsk"]
    front = made.claims["front"]
    assert front.from_[0].is_country
    assert (front.to[0].words, front.to[0].where) == ("combat zones", "unknown")
    assert (made.claims["port"].at[0].within, made.claims["port"].at[0].kind) == ("KP", "port")
    assert made.claims["camp"].at[0].near == "Donetsk"
    dot = made.claims["dot"]
    assert (dot.at[0].lon, dot.at[0].lat) == (-59.25, -51.5)
    assert dot.role["staging"].basis == "said"


def test_one_of_may_hold_json(tmp_path: Path) -> None:
    cell = 'Kursk / {"name": "Sudzha", "precision": 2}'
    made = read(tmp_path, f"{HEAD}\n{row(kind='presence', to='', at=cell)}\n")
    assert [(end.name, end.precision) for end in made.claims["x"].at_one_of] == [
        ("Kursk", None),
        ("Sudzha", 2),
    ]


def test_a_second_voice_is_a_second_row(tmp_path: Path) -> None:
    made = read(
        tmp_path, f"{HEAD}\n{row(id='a', how_many='5')}\n{row(id='b', how_many='5', said_by='ISW')}\n"
    )
    assert gm.build(made).questions["support"].tolist() == ["several"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_marks(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f"{HEAD}\n{row(note='here')}\n".replace(",", delimiter)
    assert read(tmp_path, text.encode(encoding)).claims["x"].note == "here"


def test_an_encoding_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(f"{HEAD}\n{row(note='солдаты')}\n".encode("windows-1251"))
    assert gm.read_dossier(path, encoding="windows-1251").claims["x"].note == "солдаты"
    with pytest.raises(gm.GeomovesError, match="there is no encoding"):
        gm.read_dossier(path, encoding="klingon")


def test_an_error_behind_a_cell_of_several_lines_names_its_own_line(tmp_path: Path) -> None:
    with pytest.raises(gm.InputError) as raised:
        read(tmp_path, "\n".join([HEAD, row(id="a", note="one\ntwo\nthree"), row(id="b", when="never"), ""]))
    assert [problem.line for problem in raised.value.problems] == [5]


@pytest.mark.parametrize("text", ["NA", "null", "1e3", "0123", "true", "NO", "-", "N/A"])
def test_words_that_others_take_for_something_else_stay_words(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, f"{HEAD}\n{row(note=text)}\n").claims["x"].note == text
    made = read(tmp_path, f"{HEAD}\n{row(to='Windhoek [NA]')}\n")
    assert made.claims["x"].to[0].country == "NA"


def test_rows_without_an_id_get_one_from_what_they_say(tmp_path: Path) -> None:
    text = f"{HEAD}\n{row(id='', how_many='5')}\n{row(id='', how_many='6')}\n"
    with pytest.warns(gm.GeomovesWarning, match="2 rows have no id"):
        made = read(tmp_path, text)
    lines = text.splitlines()
    with pytest.warns(gm.GeomovesWarning):
        again = read(tmp_path, "\n".join([lines[0], lines[2], lines[1]]) + "\n")
    assert set(made.claims) == set(again.claims), "the order of rows does not matter"


def test_names_that_would_make_one_id_are_kept_apart(tmp_path: Path) -> None:
    text = f"{HEAD}\n{row(id='a', said_by='A B')}\n{row(id='b', said_by='A-B')}\n"
    made = read(tmp_path, text)
    assert sorted(speaker.name for speaker in made.speakers.values()) == ["A B", "A-B"]
    assert made.claims["a"].said_by != made.claims["b"].said_by


def test_a_name_of_the_sheet_means_its_id(tmp_path: Path) -> None:
    speakers = "id,name\nnis,NIS\nisw,An institute\n"
    assert read(tmp_path, f"{HEAD}\n{row()}\n", speakers=speakers).claims["x"].said_by == "nis"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_example_comes_back_unchanged(tmp_path: Path, ending: str) -> None:
    dossier = gm.read_dossier(EXAMPLE)
    path = tmp_path / f"table.{ending}"
    dossier.save(path)
    first = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    again = gm.read_dossier(path)
    assert again == dossier
    again.save(path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == first, "the same bytes"


@_SETTINGS
@given(dossiers())
def test_every_dossier_comes_back_from_csv(
    tmp_path_factory: pytest.TempPathFactory, made: gm.Dossier
) -> None:
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    made.save(path)
    assert gm.read_dossier(path) == made


@_SETTINGS
@given(dossiers())
def test_every_dossier_comes_back_from_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, made: gm.Dossier
) -> None:
    path = tmp_path_factory.mktemp("xlsx") / "table.xlsx"
    made.save(path)
    assert gm.read_dossier(path) == made


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
@example([["=1+1", "'=1"], ["+5", "-5"], ["@a", "\t"], ["'", "''"], ["\r", "a\r\nb"]])
@example([[text, "x"] for text in HOSTILE_TEXTS])
def test_no_cell_runs_and_all_come_back(rows: list[list[str]]) -> None:
    rows = [[cell.replace("\x00", "") for cell in cells] for cells in rows]
    text = csv_text(["a", "b"], rows)
    sheet = parse_csv(text, "table.csv", "claims", {"a", "b"})
    assert [each.cells for each in sheet.rows] == [cells for cells in rows if any(cells)]
    for line in parse_csv(text.replace("'", "’"), "table.csv", "claims", {"a", "b"}).rows:
        assert not any(cell[:1] in set("=+-@\t\r") for cell in line.cells)


@given(st.text(min_size=1).filter(lambda text: text.strip() == text))
@example("A + B")
@example("A / B")
@example("? words")
@example("near Donetsk")
@example("[RU]")
@example("Donetsk [UA]")
@example("x (1 N, 2 E)")
def test_every_name_of_a_place_comes_back(name: str) -> None:
    assert read_cell("ends", write_cell("ends", [{"name": name, "country": "UA"}])) == [
        {"name": name, "country": "UA"}
    ]
    again = read_cell("ends", write_cell("ends", name))
    assert again in (name, [name])


def test_an_edition_that_says_less_leaves_nothing_beside(tmp_path: Path) -> None:
    dossier = gm.read_dossier(EXAMPLE)
    path = tmp_path / "table.csv"
    dossier.save(path)
    plain = dossier.to_plain()
    del plain["links"]
    smaller = gm.Dossier.from_plain(plain)
    smaller.save(path)
    assert gm.read_dossier(path) == smaller


def test_saving_stops_before_anything_is_torn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = gm.read_dossier(EXAMPLE)
    path = tmp_path / "table.xlsx"
    dossier.save(path)
    before = path.read_bytes()

    def full(*_arguments: object, **_keywords: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(gm.GeomovesError):
        dossier.save(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["table.xlsx"]


def test_no_warning_where_nothing_is_wrong(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read(tmp_path, f"{HEAD}\n{row()}\n")
