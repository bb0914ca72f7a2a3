"""Names that a package hands on when they are first used, so that importing it costs next to nothing."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence

__all__ = ["on_first_use"]


def on_first_use(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Return a module's ``__getattr__`` (PEP 562) that fetches a name from its home.

    Parameters
    ----------
    package : str
        The package that hands on: its ``__name__``.
    homes : mapping of str to sequence of str
        Full names of modules, and what each holds.

    Returns
    -------
    callable
        Takes a name, imports its home, keeps what it finds in the package.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def get(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(importlib.import_module(home_of[name]), name)
        setattr(sys.modules[package], name, found)
        return found

    return get
