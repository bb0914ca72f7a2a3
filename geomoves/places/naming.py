"""How well a name fits that is found as it stands, and the words that say so."""

from __future__ import annotations

from functools import cache, partial

from geomoves.places.place import Name
from geomoves.wording import say, spoken_language, tell

__all__ = ["EXACT", "FOLDED", "ROMANISED", "how_named", "named_in", "not_known", "plain_reason"]

# As it is written, folded, and as the Latin form of a name in another script.
EXACT, FOLDED, ROMANISED = 1.0, 0.99, 0.95

#: The languages that there is a word for.
_LANGUAGES = frozenset("ar ba be de en fr ja ko pl ru tt uk zh".split())


def how_named(name: Name | None) -> tuple[str, ...]:
    """Return the reason for a place that is called so, None for its usual name."""
    return _reasons_named(spoken_language(), None if name is None else name.language)


@cache
def _reasons_named(_spoken: str, language: str | None) -> tuple[str, ...]:
    if language is None:
        return (plain_reason("reason.its_name"),)
    return (named_in(language, had=False),) if language else (plain_reason("reason.another_name"),)


def named_in(language: str, *, had: bool) -> str:
    """Return the reason for a place that is called so in a language, or that `had` the name in it."""
    language = language.partition("-")[0]
    if language not in _LANGUAGES:
        return plain_reason("reason.name_it_had" if had else "reason.another_name")
    return plain_reason("reason.name_it_had_in" if had else "reason.name_in", language)


def plain_reason(key: str, language: str = "") -> str:
    """Return a reason that names at most a language, as `tell` gives it; made once a language spoken."""
    return _told(spoken_language(), key, language)


@cache
def _told(_spoken: str, key: str, language: str) -> str:
    return tell(key, language=partial(say, f"language.{language}")) if language else tell(key)


def not_known(*, in_theatre: bool) -> str:
    """Return the reason for a name that nothing is called, there or anywhere."""
    return f"no place of this name is known{' in the theatre' if in_theatre else ''}"
