"""Folding: one key for all the ways in which one name is typed.

``fold`` takes away what writers vary without meaning another place: case, accents, apostrophes,
hyphens, full stops, runs of spaces, full-width forms, invisible characters. It keeps the script;
reading one script in another is the business of `geomoves.places.names.romanising`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["fold", "is_latin"]

# Soft and hard quotes, primes and modifier letters that stand for one apostrophe.
_APOSTROPHES = "'’‘‛`´′ʹʼʻʽʾʿˈ＇՚׳"

# Latin letters that do not decompose into a plain letter and an accent.
_PLAIN_LETTERS = {
    "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "ng",
    "ə": "a", "ŀ": "l",
}  # fmt: skip

# Of ASCII: capitals become small letters, apostrophes go, whatever else is no letter and no digit is a space.
_ASCII_TABLE = bytes(
    code + 32 if 65 <= code <= 90 else code if chr(code).isalnum() and code < 128 else 32
    for code in range(256)
)
_ASCII_APOSTROPHES = b"'`"

_LETTER_TABLE = str.maketrans(_PLAIN_LETTERS)
_APOSTROPHE_TABLE = {ord(character): None for character in _APOSTROPHES}

# й, ї and ў are letters of their own, not и, і and у with an accent; ё is written е as often as not.
_LETTERS_WITH_MARKS = tuple((unicodedata.normalize("NFD", letter), letter) for letter in "йїў")

# Letters that have nothing to fold but their case: most of what is not ASCII, and far quicker so.
_PLAIN = "[A-Za-z0-9А-Яа-яІіЇїЄєҐґ -]+"

# Characters that fold alone as they do beside others: none of them joins with a neighbour. A pattern of so
# many takes longer to compile than a first look-up may take.
_ALONE = (
    (" ", "~"), ("\xa0", "\xac"), ("\xae", "\u024f"), ("ʹ", "ʹ"), ("ʻ", "ʼ"), ("\u0400", "\u0482"),
    ("\u048a", "\u052f"), ("\u1e00", "\u1eff"), ("‐", "’"), ("“", "„"), ("一", "鿿"), ("가", "힣"),
    ("\u0388", "\u03ff"), ("\u0531", "\u0556"), ("\u0561", "\u0587"), ("\u05d0", "\u05ea"),
    ("\u060c", "\u060c"), ("\u0620", "\u064a"), ("\u0671", "\u06d3"), ("ก", "ะ"), ("า", "า"), ("เ", "ๆ"),
    ("\u10d0", "\u10fa"), ("\u3041", "\u3096"), ("\u30a1", "\u30fa"), ("ー", "ー"),
)  # fmt: skip

# Folding can uncover something to fold: a compatibility form that holds an apostrophe, for one.
_MOST_ROUNDS = 8


def fold(text: str) -> str:
    """Return the key under which `text` is looked up.

    Parameters
    ----------
    text : str
        A name as written.

    Returns
    -------
    str
        Lower-case words with single spaces between them; empty when `text` holds no letter and no digit.
        Folding a key gives the same key.

    Examples
    --------
    >>> fold("Knyaze–Volkonskoye")
    'knyaze volkonskoye'
    >>> fold("SLOV’YANSK") == fold("Slov'yansk")
    True
    >>> fold("Тамбовка"), fold("Королёв")
    ('тамбовка', 'королев')
    """
    if text.isascii():
        if text.isalnum():
            return text.lower()
        words = " ".join(text.split())
        if words.replace(" ", "").isalnum():
            return words.lower()
        coded = text.encode().translate(_ASCII_TABLE, _ASCII_APOSTROPHES)
        return " ".join(coded.decode().split())
    if _plain().fullmatch(text):
        return " ".join(text.lower().replace("-", " ").split())
    try:
        return " ".join(text.translate(_ALONE_TABLE).split())
    except _JoinsError:
        pass
    for _ in range(_MOST_ROUNDS):
        folded = _fold_once(text)
        if folded == text:
            break
        text = folded
    return text


@cache
def _plain() -> re.Pattern[str]:
    # Compiled for the first name that is not ASCII: that takes longer than most look-ups.
    return re.compile(_PLAIN)


def _fold_once(text: str) -> str:
    return " ".join(_fold_letters(text).split())


def _fold_letters(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHE_TABLE))
    text = unicodedata.normalize("NFKD", text.casefold().translate(_APOSTROPHE_TABLE))
    for apart, letter in _LETTERS_WITH_MARKS:
        text = text.replace(apart, letter)
    return unicodedata.normalize("NFC", text.translate(_KEPT)).translate(_LETTER_TABLE)


class _JoinsError(Exception):
    """A character folds differently beside others."""


class _LettersAlone(dict[int, str]):
    """What becomes of each character of `_ALONE`, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        text = chr(code)
        if not any(first <= text <= last for first, last in _ALONE):
            raise _JoinsError
        for _ in range(_MOST_ROUNDS):
            folded = _fold_letters(text)
            if folded == text:
                break
            text = folded
        self[code] = text
        return text


_ALONE_TABLE = _LettersAlone()


class _KeptCharacters(dict[int, str | None]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        kept: str | None
        if category[0] == "M":
            # Only accents fall away: the vowel signs of Indic scripts and the sound marks of kana
            # are part of the word, the points of Hebrew and Arabic are not.
            kept = None if _is_accent(character) else character
        elif category[0] in "LN":
            kept = character
        else:
            kept = None if category == "Cf" else " "
        self[code] = kept
        return kept


_KEPT = _KeptCharacters()


def _is_accent(mark: str) -> bool:
    return (
        "\u0300" <= mark <= "\u036f"
        or "\u0591" <= mark <= "\u05c7"
        or "\u064b" <= mark <= "\u065f"
        or mark == "\u0670"
        or "\u1ab0" <= mark <= "\u1aff"
        or "\u1dc0" <= mark <= "\u1dff"
        or "\u20d0" <= mark <= "\u20ff"
        or "\ufe00" <= mark <= "\ufe0f"
        or "\ufe20" <= mark <= "\ufe2f"
    )


def is_latin(folded: str) -> bool:
    """Whether every letter of a folded name is one of a–z.

    Examples
    --------
    >>> is_latin("donetsk"), is_latin("донецк")
    (True, False)
    """
    return folded.isascii()
