"""Write ``requirements/*.txt`` from ``pyproject.toml``, and bring ``package-lock.json`` to ``package.json``.

One version of each distribution for every Python and platform that geomoves supports, each file of it with
its hash and none with an address: pip fetches them from whichever index it is set to. With ``--keep`` only
what ``pyproject.toml`` forces to change does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from npm import run_npm

CHECKOUT = Path(__file__).resolve().parent.parent
REQUIREMENTS = Path("requirements")  # as it is written into the files, so no machine's path
_RUNTIME = REQUIREMENTS / "runtime.txt"
_HEADER = "# Written by `make locks` from pyproject.toml. Do not edit.\n"


def _compile(output: Path, *sources: str, upgrade: bool) -> None:
    command = [
        str(Path(sys.executable).with_name("uv")),
        "pip",
        "compile",
        *sources,
        "--quiet",
        "--universal",
        "--python-version=3.11",
        # The same input gives the same bytes for one set of versions: so one set, not one for each Python.
        "--fork-strategy=fewest",
        "--generate-hashes",
        "--no-header",
        "--no-emit-index-url",
        "--no-emit-find-links",
        f"--output-file={output}",
        *(["--upgrade"] if upgrade else []),
    ]
    subprocess.run(command, cwd=CHECKOUT, env={**os.environ, "UV_NO_PROGRESS": "1"}, check=True)
    written = CHECKOUT / output
    written.write_text(_HEADER + written.read_text(encoding="utf-8"), encoding="utf-8")


def main() -> int:
    """Write all lock files; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep locked versions where pyproject.toml allows them"
    )
    upgrade = not parser.parse_args().keep

    _compile(_RUNTIME, "pyproject.toml", "--group=install", upgrade=upgrade)
    for group in ("test", "check", "bench", "docs", "locks"):
        # What the runtime has fixed stays as it is, so that every set can be installed over it.
        _compile(
            REQUIREMENTS / f"{group}.txt", f"--group={group}", f"--constraints={_RUNTIME}", upgrade=upgrade
        )
    return run_npm("install", "--package-lock-only").returncode


if __name__ == "__main__":
    raise SystemExit(main())
