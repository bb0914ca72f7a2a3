"""The symbol of a force: a code of MIL-STD-2525 or APP-6, or plain words that stand for one.

The words and what each stands for are in ``symbol_words.csv``, every row with where the standard has it.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from importlib import resources
from typing import Final

from geomoves.errors import ArgumentError
from geomoves.reports.findings import close_words, remedied

__all__ = ["checked_symbol", "symbol_code", "symbol_words"]

#: Version, context, identity, symbol set, status, headquarters, echelon, entity and modifiers.
_DIGITS: Final = re.compile(r"\d{2}[0-9][0-9]\d{2}[0-5][0-7]\d{2}\d{10}")
#: Scheme, identity, dimension, status, function, modifiers, country, order of battle.
_LETTERS: Final = re.compile(r"[SGWIOE][PUAFNSHGWDLMJKO][A-Z][APCDXF][A-Z0-9-]{6}[A-Z-]{2}[A-Z-]{2}[A-Z-]")
_LAND_UNIT: Final = "10"
_SPELLINGS: Final = {
    "armored": "armoured",
    "armor": "armour",
    "defense": "defence",
    "theater": "theatre",
    "logistic": "logistics",
}
_REMEDY: Final = (
    "give a code of 20 digits (MIL-STD-2525D) or 15 letters (2525C), or words: infantry brigade, landing "
    "ship, airfield"
)


@cache
def symbol_words() -> dict[str, dict[str, str]]:
    """Return the words that stand for a part of a code, by part: ``entity``, ``echelon``, ``headquarters``.

    Examples
    --------
    >>> symbol_words()["entity"]["landing ship"], symbol_words()["echelon"]["brigade"]
    ('301203070000', '18')
    """
    text = resources.files(__package__).joinpath("symbol_words.csv").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = {"entity": {}, "echelon": {}, "headquarters": {}}
    for row in csv.DictReader(io.StringIO(text)):
        table[row["part"]][_plain(row["words"])] = row["code"]
    return table


def symbol_code(symbol: str, *, echelon: str | None = None) -> str:
    """Return the code that a symbol's words stand for; a code comes back as it is.

    Parameters
    ----------
    symbol : str
        A code of 20 digits or 15 letters, or words of the table: what it is, then its size, then
        ``headquarters``.
    echelon : str or None
        The size of a land unit in words, where `symbol` does not say it. Other words are passed over.

    Returns
    -------
    str
        20 digits or 15 letters. Words say nothing of whose it is: the identity is 1, unknown.

    Raises
    ------
    ArgumentError
        It is neither.

    Examples
    --------
    >>> symbol_code("special operations brigade")
    '10011000181218000000'
    >>> symbol_code("infantry", echelon="battalion")
    '10011000161211000000'
    """
    # Words first: "infantry brigade" has fifteen letters too.
    parts = _parts(symbol)
    if parts is not None:
        entity, size, headquarters = parts
        code = f"1001{entity[:2]}0{headquarters}{size}{entity[2:]}"
    else:
        code = _as_code(symbol) or ""
        if not code:
            raise ArgumentError("symbol", f"there is no symbol for {symbol[:80]!r}", _remedy(symbol))
    sizes = symbol_words()["echelon"]
    if code.isdigit() and code[4:6] == _LAND_UNIT and code[8:10] == "00" and echelon:
        code = code[:8] + sizes.get(_plain(echelon), "00") + code[10:]
    return code


def checked_symbol(value: str) -> str:
    """Return a symbol as it is written, once it is known to stand for one."""
    if _as_code(value) is None and _parts(value) is None:
        digits = re.sub(r"[\s-]", "", value)
        if digits.isdigit():
            message = (
                f"a code has 20 digits, not {len(digits)}" if len(digits) != 20 else "no symbol has this code"
            )
            raise remedied(message, _REMEDY, value=value)
        raise remedied("these words stand for no symbol", _remedy(value), value=value)
    return value


def _as_code(symbol: str) -> str | None:
    digits = re.sub(r"\s", "", symbol)
    if _DIGITS.fullmatch(digits):
        return digits
    letters = symbol.strip().upper().replace("*", "-")
    return letters if _LETTERS.fullmatch(letters) else None


def _parts(symbol: str) -> tuple[str, str, str] | None:
    """Return entity, echelon and headquarters of words, None when they are not all known."""
    table = symbol_words()
    words = _plain(symbol)
    headquarters = "0"
    for name, code in table["headquarters"].items():
        if words.endswith(f" {name}"):
            words, headquarters = words.removesuffix(f" {name}"), code
    if words in table["entity"]:
        return table["entity"][words], "00", headquarters
    # The longest first: "army group" is no group.
    for name in sorted(table["echelon"], key=len, reverse=True):
        if words == name:
            return table["entity"]["unit"], table["echelon"][name], headquarters
        entity = table["entity"].get(words.removesuffix(f" {name}")) if words.endswith(f" {name}") else None
        if entity is not None and entity.startswith(_LAND_UNIT):
            return entity, table["echelon"][name], headquarters
    return None


def _remedy(words: str) -> str:
    table = symbol_words()
    plain = _plain(words)
    for name in table["echelon"]:
        plain = plain.removesuffix(f" {name}")
    asked = close_words(plain, table["entity"])
    return f"{asked}; or {_REMEDY}" if asked else _REMEDY


def _plain(words: str) -> str:
    """Return words in small letters, in British spelling, with spaces for what joins them."""
    plain = re.sub(r"[-–_,/]", " ", words).casefold().split()
    return " ".join(_SPELLINGS.get(word, re.sub("ized$", "ised", word)) for word in plain)
