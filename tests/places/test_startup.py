"""What a look-up loads, and that it opens nothing."""

import json
import subprocess
import sys

import pytest

HEAVY = set(
    "branca folium geopandas geopy networkx numpy pandas pydantic pyproj rapidfuzz requests rich shapely "
    "socket ssl typer urllib.request yaml".split()
)


def run(code: str) -> object:
    """What `code` prints as JSON in a new process in which opening a socket is an error."""
    block = (
        "import sys\n"
        "def hook(event, arguments):\n"
        "    if event.startswith('socket.'):\n"
        "        raise AssertionError(event)\n"
        "sys.addaudithook(hook)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", block + code], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "question",
    [
        "lookup('Donetsk', countries=['UA', 'RU'], date='2024-10-18')",
        "lookup('Vladivostock')",
        "resolve(['Donetsk'], countries=['RU'])",
        "get('iso:RU')",
        "resolve(['Donetsk'])[0]._repr_html_()",
    ],
)
def test_a_question_loads_the_standard_library_only(question):
    loaded = run(
        "import json\n"
        "from geomoves.places import Gazetteer\n"
        f"answer = Gazetteer().{question}\n"
        "assert answer\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    assert HEAVY.isdisjoint(loaded)
    outside = {name.partition(".")[0] for name in loaded} - set(sys.stdlib_module_names)
    # What editable installs and coverage tools put into every process is not ours.
    assert not {
        name for name in outside - {"geomoves", "__main__"} if not name.startswith(("_", "sitecustomize"))
    }


def test_a_look_up_loads_nothing_of_what_reads_texts():
    loaded = run(
        "import json\n"
        "from geomoves.places import Gazetteer\n"
        "assert Gazetteer().lookup('Donetsk')\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    # Each of these alone takes a tenth of the time to a first answer, or belongs to a rarer question.
    slow = set(
        "csv dataclasses datetime difflib importlib.resources inspect pathlib tempfile typing urllib.parse"
        " zipfile geomoves.files geomoves.places.areas geomoves.places.countries geomoves.places.curated"
        " geomoves.places.matching geomoves.places.names.han geomoves.places.names.inflections"
        " geomoves.places.names.romanising geomoves.places.names.wrappers geomoves.places.queries"
        " geomoves.places.resolution.sightings".split()
    )
    assert slow.isdisjoint(loaded)


def test_making_a_gazetteer_reads_nothing():
    opened = run(
        "import json\n"
        "from geomoves.places import Gazetteer\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, arguments: event == 'open' and opened.append(str(arguments[0])))\n"
        "repr(Gazetteer(files=['nowhere.csv']))\n"
        "print(json.dumps(opened))\n"
    )
    assert opened == []


def test_answers_do_not_depend_on_the_hash_seed(monkeypatch):
    code = (
        "from geomoves.places import Gazetteer\nimport json\n"
        "g = Gazetteer()\n"
        "names = ['Blagoveshchensk', 'Khabarovsk', 'Donetsk', 'Vladivostock']\n"
        "found = g.resolve(names, text='Ufa, Kursk Oblast. Sudzha')\n"
        "print(json.dumps([repr(found), [answer.reasons for answer in found]]))\n"
    )
    answers = []
    for seed in ("0", "1", "4711"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        answers.append(run(code))
    assert answers[0] == answers[1] == answers[2]
