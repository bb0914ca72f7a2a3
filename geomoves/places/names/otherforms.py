"""Whether a name could stand in another form than it is known in: what can be told without looking it up."""

from __future__ import annotations

from geomoves.places.names.han import other_forms
from geomoves.places.names.inflections import base_forms, is_inflected, lands
from geomoves.places.names.romanising import romanise
from geomoves.places.names.wrappers import (
    ends_with_wrapper,
    named_after,
    other_spelling,
    starts_with_wrapper,
    unwrap,
)

__all__ = ["is_worded", "latin_forms", "other_readings"]

# In these scripts names are declined, have their kind as a syllable or other forms of their characters.
_READ_OTHERWISE = (
    ("\u0400", "\u052f"), ("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\u3400", "\u9fff"),
    ("\uac00", "\ud7af"),
)  # fmt: skip
# English words without which no place is told by others.
_TELLING = frozenset(
    "of from off away between on along in near around outside close vicinity waters direction axis sector"
    " radius to".split()
)


def is_worded(folded: str) -> bool:
    """Whether one of several words may be a wrapper, an abbreviation, or tell of another place.

    Examples
    --------
    >>> is_worded("port of odesa"), is_worded("st louis"), is_worded("novyi donbas")
    (True, True, False)
    """
    words = folded.split(" ")
    return (
        words[0] == "the"
        or starts_with_wrapper(words[0])
        or ends_with_wrapper(words[-1])
        or not _TELLING.isdisjoint(words)
        or bool(named_after(folded) or other_spelling(folded))
    )


def latin_forms(folded: str) -> tuple[str, ...]:
    """Return how a name reads in Latin letters, none for a script in which no form is told here."""
    return romanise(folded) if _is_read_otherwise(folded) else ()


def other_readings(folded: str) -> tuple[str, ...] | None:
    """Return the other forms in its own script that a name may be known in, None when they are not all told.

    Examples
    --------
    >>> other_readings("羅津"), "суджа" in other_readings("судже"), other_readings("в судже") is None
    (('罗津',), True, True)
    """
    if not _is_read_otherwise(folded):
        return ()
    # Several words are declined together, and may tell of a place by others.
    if " " in folded or unwrap(folded):
        return None
    return (*base_forms(folded), *lands(folded)) if is_inflected(folded) else other_forms(folded)


def _is_read_otherwise(folded: str) -> bool:
    return any(first <= letter <= last for first, last in _READ_OTHERWISE for letter in folded)
