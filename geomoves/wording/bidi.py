"""Text of either direction inside a sentence: a name in Arabic must not turn the words around it.

The isolates of the Unicode bidirectional algorithm (UAX #9, section 2.4) shut a text in: FIRST STRONG
ISOLATE before it, POP DIRECTIONAL ISOLATE after it. They are put only where a text could turn anything.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["isolated"]

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_OPEN_EMBEDDING, _POP_EMBEDDING = "\u202a\u202b\u202d\u202e", "\u202c"
_OPEN_ISOLATE = "\u2066\u2067\u2068"
#: Letters that run from right to left, and the characters that steer direction.
_TURNS = (
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def isolated(text: str) -> str:
    r"""Shut a text in, if it could turn what stands around it; else return it as it is.

    Isolates that the text opens itself are closed, and those that it closes without opening are left out.

    Examples
    --------
    >>> isolated("Kyiv")
    'Kyiv'
    >>> isolated("קייב") == "\u2068קייב\u2069"
    True
    """
    if text.isascii() or not _turns().search(text):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{_balanced(text)}{_POP_ISOLATE}"


@cache
def _turns() -> re.Pattern[str]:
    # Compiled when a text is not in Latin letters: most look-ups never come here.
    return re.compile(_TURNS)


def _balanced(text: str) -> str:
    kept: list[str] = []
    opened: list[str] = []
    for sign in text:
        if sign in _OPEN_ISOLATE:
            opened.append(_POP_ISOLATE)
        elif sign in _OPEN_EMBEDDING:
            opened.append(_POP_EMBEDDING)
        elif sign in (_POP_ISOLATE, _POP_EMBEDDING):
            if not opened or opened[-1] != sign:
                continue
            opened.pop()
        kept.append(sign)
    return "".join(kept) + "".join(reversed(opened))
