"""Every word that geomoves says to readers, one JSON file a language.

Sentences are templates with named slots. A value is put into its slot as text and is never read
as a template itself.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Any

from geomoves.errors import ArgumentError

__all__ = ["languages", "page_words", "plain_words", "say"]

_SLOT = re.compile(r"\{(\w+)\}")


@cache
def _table(language: str) -> dict[str, Any]:
    if language not in languages():
        raise ArgumentError(
            "language", f"there is no language {language!r}", "use one of " + ", ".join(languages())
        )
    text = resources.files(__package__).joinpath(f"{language}.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are words for."""
    names = (item.name for item in resources.files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def page_words(language: str = "en") -> dict[str, Any]:
    """Return every word that the page shows.

    Raises
    ------
    ArgumentError
        There are no words in that language.
    """
    words: dict[str, Any] = _table(language)["page"]
    return words


def plain_words(language: str = "en") -> dict[str, Any]:
    """Return the words of a map's text for readers without scripts, and the names of its layers.

    Raises
    ------
    ArgumentError
        There are no words in that language.
    """
    words: dict[str, Any] = _table(language)["plain"]
    return words


def say(key: str, language: str = "en", /, **values: str) -> str:
    """Fill the sentence `key` with values.

    Parameters
    ----------
    key : str
        Dotted path in the section ``sentence`` of the language's file.
    language : str
        Its code.
    **values : str
        What goes into the slots.

    Returns
    -------
    str
        Plain text.

    Examples
    --------
    >>> say("phase.happened")
    'happened'
    """
    template = _template(language, key)
    return _SLOT.sub(lambda slot: values[slot[1]], template) if "{" in template else template


@cache
def _template(language: str, key: str) -> str:
    found: Any = _table(language)["sentence"]
    for part in key.split("."):
        found = found[part]
    return str(found)
