"""Where geomoves keeps what can be made again: answers from online, gazetteers made ready."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from geomoves.errors import FileAccessError

__all__ = ["CACHE_VARIABLE", "cache_folder"]

#: Names another folder than the usual one.
CACHE_VARIABLE = "GEOMOVES_CACHE"

_REMEDY = f"set {CACHE_VARIABLE} to a folder that you can write to"


def cache_folder() -> Path:
    """Return the folder for what can be made again, and make it where it is missing.

    It is the folder named by the environment variable ``GEOMOVES_CACHE``, else ``geomoves`` in the
    user's cache folder: ``$XDG_CACHE_HOME`` or ``~/.cache``, ``~/Library/Caches`` on macOS,
    ``%LOCALAPPDATA%`` on Windows. Only its owner can look into a folder that is made here: it tells what
    was searched for.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    FileAccessError
        It cannot be made.
    """
    folder = _folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileAccessError(
            str(folder), f"no cache can be kept here ({error.strerror})", _REMEDY
        ) from error
    return folder


def _folder() -> Path:
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError as error:
        raise FileAccessError("~", "there is no home folder to keep a cache in", _REMEDY) from error
    if sys.platform == "win32":
        usual = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
    elif sys.platform == "darwin":
        usual = home / "Library" / "Caches"
    else:
        usual = os.environ.get("XDG_CACHE_HOME") or home / ".cache"
    return Path(usual) / "geomoves"
