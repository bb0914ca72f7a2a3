"""Make a virtual environment with pip in it, also where Python came without the parts for it.

Usage: ``python3 scripts/make_venv.py .venv``. Runs under the bare Python that make found, before anything is
installed. Debian and its kin split the standard library: there ``python3`` has no ``ensurepip`` until
``python3-venv`` is installed.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

_OLDEST = (3, 11)
_VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


def _has(*modules: str) -> bool:
    return all(importlib.util.find_spec(module) for module in modules)


def _runs(*command: str) -> bool:
    return subprocess.call(command, stdin=subprocess.DEVNULL) == 0


def _python(folder: str) -> str:
    return str(Path(folder) / "bin" / "python")


def _works(folder: str) -> bool:
    if not Path(_python(folder)).exists():
        return False
    command = [_python(folder), "-m", "pip", "--version"]
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def _make_with_ensurepip(folder: str) -> bool:
    return _runs(sys.executable, "-m", "venv", "--clear", folder)


def _make_with_pip_of_the_system(folder: str) -> bool:
    pip = [sys.executable, "-m", "pip", "--python", _python(folder)]
    return _runs(sys.executable, "-m", "venv", "--clear", "--without-pip", folder) and _runs(
        *pip, "install", "--quiet", "--disable-pip-version-check", "pip"
    )


def _make_with_debian_package(folder: str) -> bool:
    package = f"python{_VERSION}-venv"
    print(f"This Python cannot make virtual environments; installing {package} …", flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    _runs("apt-get", "--quiet", "update")
    _runs("apt-get", "--quiet", "install", "--yes", "--no-install-recommends", package)
    return _make_with_ensurepip(folder)


def _ways() -> list:
    ways = []
    if _has("venv", "ensurepip"):
        ways.append(_make_with_ensurepip)
    if _has("venv", "pip"):
        ways.append(_make_with_pip_of_the_system)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get") and sys.executable.startswith("/usr/bin/"):
        ways.append(_make_with_debian_package)
    return ways


def main(folder: str) -> int:
    """Make the environment `folder`, unless a working one is there; return the exit code."""
    if sys.version_info < _OLDEST:
        print(
            f"geomoves needs Python 3.11 or newer; {sys.executable} is {_VERSION}.\n"
            "    → name another: make PYTHON=/path/to/python3 …",
            file=sys.stderr,
        )
        return 1
    if _works(folder) or any(make(folder) and _works(folder) for make in _ways()):
        return 0
    print(
        f"{sys.executable} cannot make a virtual environment.\n"
        f"    → on Debian or Ubuntu: apt-get install python{_VERSION}-venv\n"
        "    → elsewhere: name another Python: make PYTHON=/path/to/python3 …",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
