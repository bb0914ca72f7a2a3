"""Every word that geomoves says to readers, one JSON file a language.

Sentences are templates with named slots. A value is put into its slot as text and is never read
as a template itself. What a language lacks is said in English.

The language is that of the innermost `speaking`, English outside all of them:

>>> with speaking("de"):
...     say("phase.expected")
'erwartet'
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from geomoves.errors import ArgumentError
from geomoves.wording.bidi import isolated
from geomoves.wording.plurals import plural_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final, TypeVar

    _Said = TypeVar("_Said")

__all__ = [
    "ENGLISH",
    "isolated",
    "languages",
    "local_digits",
    "page_words",
    "plain_words",
    "retold",
    "said_later",
    "say",
    "say_if_known",
    "say_list",
    "sentence_words",
    "speaking",
    "spoken_language",
    "tell",
    "told_by",
]

ENGLISH: Final = "en"

# Not by importlib.resources, which takes longer to load than all the words.
_FOLDER = os.path.dirname(__file__)

_SLOT = re.compile(r"\{(\w+)\}")
_language: ContextVar[str] = ContextVar("geomoves_language", default=ENGLISH)

if TYPE_CHECKING:
    # Or its plural forms, or a list of words.
    Phrase = str | dict[str, str] | list[str]


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are words for.

    Examples
    --------
    >>> languages()
    ('de', 'en', 'ko', 'ru', 'uk')
    """
    return tuple(sorted(name.removesuffix(".json") for name in os.listdir(_FOLDER) if name.endswith(".json")))


def spoken_language() -> str:
    """Return the code of the language that is spoken here and now."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in a language, labels of days and figures too, until the block ends.

    Parameters
    ----------
    language : str
        One of `languages`.

    Raises
    ------
    ArgumentError
        There are no words in that language.
    """
    _known(language)
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def said_later(tell: Callable[[Any], _Said]) -> Callable[[Any], _Said]:
    """Return a function that tells in the language that is spoken now, whenever it is called."""
    language = _language.get()

    def told(what: Any) -> _Said:
        with speaking(language):
            return tell(what)

    return told


def page_words(language: str = ENGLISH) -> dict[str, Any]:
    """Return every word that the page shows.

    Raises
    ------
    ArgumentError
        There are no words in that language.
    """
    words: dict[str, Any] = _table(_known(language))["page"]
    return words


def plain_words(language: str = ENGLISH) -> dict[str, Any]:
    """Return the words of a map's text for readers without scripts, and the names of its layers.

    Raises
    ------
    ArgumentError
        There are no words in that language.
    """
    words: dict[str, Any] = _table(_known(language))["plain"]
    return words


def sentence_words(language: str = ENGLISH) -> dict[str, Any]:
    """Return the templates that sentences and labels are made of, as they are nested in the language's file.

    Raises
    ------
    ArgumentError
        There are no words in that language.
    """
    words: dict[str, Any] = _table(_known(language))["sentence"]
    return words


def say(key: str, language: str | None = None, /, **values: str) -> str:
    """Fill the sentence `key` with values.

    Parameters
    ----------
    key : str
        Dotted path in the section ``sentence`` of the language's file.
    language : str or None
        Its code; by default the language that is spoken (see `speaking`).
    **values : str
        What goes into the slots. `n`, a whole number, chooses among plural forms. A value that runs from
        right to left is isolated from the words around it.

    Returns
    -------
    str
        Plain text.

    Examples
    --------
    >>> say("phase.happened")
    'happened'
    """
    language = language or _language.get()
    template = _phrases(language)[key]
    if isinstance(template, dict):
        form = plural_form(language, int(values["n"])) if values["n"].isdecimal() else "other"
        template = template.get(form, template["other"])
    assert isinstance(template, str), key
    if "{" not in template:
        return template
    parts = list(_parts(template))
    parts[1::2] = [isolated(values[slot]) for slot in parts[1::2]]
    return "".join(parts)


@cache
def _parts(template: str) -> tuple[str, ...]:
    """Return the words of a template, and between them the names of its slots."""
    return tuple(_SLOT.split(template))


def say_if_known(key: str, otherwise: str, n: int | None = None) -> str:
    """Say a word of a list that is never whole, or `otherwise` where the list lacks it.

    Where the word has plural forms, `n` chooses among them; without it, that of a fraction is said.
    """
    language = _language.get()
    found = _phrases(language).get(key)
    if isinstance(found, dict):
        form = "other" if n is None else plural_form(language, n)
        return found.get(form, found["other"])
    return found if isinstance(found, str) else otherwise


def say_list(key: str) -> list[str]:
    """Return a list of words, such as the names of the months, in the language that is spoken."""
    found = _phrases(_language.get())[key]
    assert isinstance(found, list), key
    return found


def local_digits(number: str) -> str:
    """Return a number as English writes it ("1,500.5") as the language that is spoken writes it."""
    if _language.get() == ENGLISH:
        return number
    return number.translate({ord(","): say("number.group"), ord("."): say("number.decimal")})


class Told(str):
    """A text that knows how it was said, so that it can be said in another language (see `retold`).

    A copy or a pickle of it is plain text.
    """

    __slots__ = ("again",)

    again: Callable[[], str]

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


def tell(key: str, /, **values: str | Callable[[], str]) -> str:
    """Fill the sentence `key` with values, for keeping: a text that `retold` says in any language.

    Parameters
    ----------
    key : str
        As `say` takes it.
    **values : str or function
        As `say` takes them. A function is asked anew for each language, and so is a text that was told
        itself.

    Examples
    --------
    >>> reason = tell("place_reason.kind", kind="port")
    >>> with speaking("de"):
    ...     retold(reason)
    'im Dossier ist ein Ort der Art „port“ verlangt'
    """

    def again() -> str:
        filled = {
            name: retold(value) if isinstance(value, str) else value() for name, value in values.items()
        }
        return say(key, **filled)

    return told_by(again)


def told_by(again: Callable[[], str]) -> str:
    """Return what a function says, for keeping: `retold` asks it anew in any language."""
    told = Told(again())
    told.again = again
    return told


def retold(text: str) -> str:
    """Say what `tell` has told in the language that is spoken now; any other text stays as it is."""
    return text.again() if isinstance(text, Told) else text


def _known(language: str) -> str:
    if language not in languages():
        raise ArgumentError(
            "language", f"there is no language {language!r}", "use one of " + ", ".join(languages())
        )
    return language


@cache
def _table(language: str) -> dict[str, Any]:
    own = own_words(language)
    return own if language == ENGLISH else _over(own_words(ENGLISH), own)


def own_words(language: str) -> dict[str, Any]:
    """Return what a language's file holds, without the English words for what it lacks."""
    with open(os.path.join(_FOLDER, f"{language}.json"), encoding="utf-8") as stream:
        words: dict[str, Any] = json.load(stream)
    return words


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return two tables as one: a word of `above` hides that of `below`; plural forms are never mixed."""
    merged = dict(below)
    for key, value in above.items():
        beneath = below.get(key)
        nested = isinstance(value, dict) and isinstance(beneath, dict) and not is_plural(value)
        merged[key] = _over(beneath, value) if nested and beneath is not None else value
    return merged


def is_plural(value: object) -> bool:
    """Whether an entry holds plural forms rather than further entries."""
    forms = {"zero", "one", "two", "few", "many", "other"}
    return isinstance(value, dict) and "other" in value and value.keys() <= forms


@cache
def _phrases(language: str) -> dict[str, Phrase]:
    """Return the section ``sentence`` by dotted paths."""
    found: dict[str, Phrase] = {}

    def walk(prefix: str, entries: Mapping[str, Any]) -> None:
        for key, value in entries.items():
            path = f"{prefix}{key}"
            if isinstance(value, dict) and not is_plural(value):
                walk(f"{path}.", value)
            else:
                found[path] = value

    walk("", sentence_words(language))
    return found
