"""A dossier is saved whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time

import pytest

from geomoves.errors import DossierError, FileAccessError
from geomoves.reports import Claim, Dossier, read_dossier
from geomoves.reports.writing import dossier_yaml
from tests.reports.bad_files import GOOD


@pytest.fixture
def dossier(tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    return read_dossier(tmp_path / "good.yaml")


def test_saved_file_reads_well(dossier):
    text = dossier_yaml(dossier)
    assert text == GOOD.replace("strength: 1500", "strength: 1500").replace(
        "    kind: movement\n    in: page\n    said_by: nis\n",
        "    kind: movement\n    said_by: nis\n    in: page\n",
    ).replace("when: 2024-10-08/2024-10-13", "when: {from: 2024-10-08, to: 2024-10-13}").replace(
        "{kind: response, in: page, said_by: media,", "{kind: response, said_by: media, in: page,"
    )


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".json"])
def test_a_new_file(dossier, tmp_path, ending):
    dossier.save(tmp_path / f"new{ending}")
    assert read_dossier(tmp_path / f"new{ending}") == dossier
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.yaml", f"new{ending}"]


@pytest.mark.parametrize("broken", ["fsync", "replace", "write"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_old_file_stays_when_writing_fails(dossier, tmp_path, monkeypatch, broken, number):
    path = tmp_path / "old.yaml"
    path.write_bytes(b"the old file")

    def fail(*_arguments, **_keywords):
        raise OSError(number, os.strerror(number))

    if broken == "write":
        monkeypatch.setattr(os, "fdopen", fail)
    else:
        monkeypatch.setattr(os, broken, fail)
    with pytest.raises(FileAccessError) as raised:
        dossier.save(path)
    monkeypatch.undo()
    assert os.strerror(number).lower() in str(raised.value)
    assert path.read_bytes() == b"the old file"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["good.yaml", "old.yaml"]


def test_dossier_with_a_dangling_reference_is_not_saved(dossier, tmp_path):
    path = tmp_path / "old.yaml"
    path.write_bytes(b"the old file")
    dossier.add(Claim(id="other", kind="loss", in_="page", said_by="nobody", force="dprk"))
    with pytest.raises(DossierError, match="no such speaker"):
        dossier.save(path)
    assert path.read_bytes() == b"the old file"


def test_text_that_no_file_can_hold(dossier, tmp_path):
    dossier.title = "half \ud800"
    for ending in (".yaml", ".json"):
        with pytest.raises(DossierError, match="UTF-8"):
            dossier.save(tmp_path / f"new{ending}")
    assert [path.name for path in tmp_path.iterdir()] == ["good.yaml"]


@pytest.mark.parametrize("name", ["new.txt", "new", "new.xls"])
def test_other_endings(dossier, tmp_path, name):
    with pytest.raises(FileAccessError, match="not written to"):
        dossier.save(tmp_path / name)


def test_missing_folder(dossier, tmp_path):
    with pytest.raises(FileAccessError, match="folder does not exist"):
        dossier.save(tmp_path / "none" / "new.yaml")
    assert not (tmp_path / "none").exists()


def test_folder_in_the_way(dossier, tmp_path):
    (tmp_path / "new.yaml").mkdir()
    with pytest.raises(FileAccessError, match="this is a folder"):
        dossier.save(tmp_path / "new.yaml")


_SAVE_FOR_EVER = """
import sys
from geomoves.reports import Dossier, read_dossier
one, other = read_dossier(sys.argv[1]), read_dossier(sys.argv[1])
other.title = "another " * 1000
print("ready", flush=True)
while True:
    for dossier in (one, other):
        dossier.save(sys.argv[2])
"""


def test_killed_while_saving_leaves_the_old_file_or_the_new_one(dossier, tmp_path):
    path = tmp_path / "saved.yaml"
    dossier.save(path)
    other = Dossier.from_plain(dossier.to_plain())
    other.title = "another " * 1000
    whole = {dossier_yaml(dossier).encode(), dossier_yaml(other).encode()}
    for wait_s in (0.01, 0.05, 0.02, 0.03):
        with subprocess.Popen(
            [sys.executable, "-c", _SAVE_FOR_EVER, str(tmp_path / "good.yaml"), str(path)],
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(wait_s)
            process.send_signal(signal.SIGKILL)
        assert path.read_bytes() in whole


def test_same_dossier_same_bytes(dossier, tmp_path):
    script = (
        "import sys; from geomoves.reports import read_dossier; read_dossier(sys.argv[1]).save(sys.argv[2])"
    )
    found = set()
    for number, environment in enumerate(
        [
            {"PYTHONHASHSEED": "1"},
            {"PYTHONHASHSEED": "2", "TZ": "Asia/Vladivostok", "LANG": "C"},
            {"LC_ALL": "C"},
        ]
    ):
        path = tmp_path / f"{number}.yaml"
        command = [sys.executable, "-c", script, str(tmp_path / "good.yaml"), str(path)]
        subprocess.run(command, check=True, env={**os.environ, **environment}, cwd=tmp_path)
        found.add(path.read_bytes())
    assert found == {dossier_yaml(dossier).encode()}
