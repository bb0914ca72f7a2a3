"""How names are written in a packed file: a table of letters for each group of scripts, or an encoding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from geomoves.places.packed.mapped import FIRST_CODE, RAW

__all__ = ["NO_TABLE", "SCRIPTS", "Coder", "raw_name", "table_of", "trained"]

_CODES = 256 - FIRST_CODE
_TRAINED_ON = 24_000
_RAREST = 3

# The scripts of the tables, as ranges of code points beside ASCII; what fits none is written as UTF-8.
SCRIPTS: tuple[tuple[tuple[int, int], ...], ...] = (
    (),
    ((0xA0, 0x24F), (0x1E00, 0x1EFF), (0x2010, 0x2019), (0x2B0, 0x2FF)),
    ((0x400, 0x52F), (0x2019, 0x2019)),
    ((0x600, 0x6FF), (0x200C, 0x200F)),
    ((0x30A0, 0x30FF), (0x900, 0x97F), (0x980, 0x9FF)),
    ((0x370, 0x3FF), (0x530, 0x5FF), (0x10A0, 0x10FF), (0xE00, 0xE7F)),
)

#: What `table_of` gives for a name that has letters of several groups, or of none.
NO_TABLE = len(SCRIPTS)
_PATTERNS = [
    re.compile("[\\x00-\\x7f" + "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges) + "]*")
    for ranges in SCRIPTS
]


def table_of(name: str) -> int:
    """Return the first table that has the script of every letter, `NO_TABLE` when none has.

    Examples
    --------
    >>> table_of("Kursk"), table_of("Курск"), table_of("Kursk Курск"), table_of("Курск 東") == NO_TABLE
    (0, 2, 2, True)
    """
    if name.isascii():
        return 0
    for number in range(1, NO_TABLE):
        if _PATTERNS[number].fullmatch(name):
            return number
    return NO_TABLE


def raw_name(name: str) -> bytes:
    """Return a name in the shortest encoding that it has, after the encoding's number."""
    coded = []
    for number, encoding in RAW.items():
        try:
            coded.append(bytes([number]) + name.encode(encoding))
        except UnicodeEncodeError:
            continue
    # No letter of these encodings has a byte below 8; UTF-8, the first, has every letter.
    return min(coded, key=len)


def trained(names: Sequence[str]) -> list[str]:
    """Return the letters of some names and the strings of letters most worth a byte of their own.

    Pairs that stand side by side most often are joined, one after the other (byte pair encoding).
    """
    letters = Counter(letter for name in names for letter in name)
    rarest = _RAREST if len(letters) > _CODES // 2 else 0
    table = sorted(letter for letter, count in letters.most_common(_CODES) if count > rarest)
    known = set(table)
    step = max(1, len(names) // _TRAINED_ON)
    parts = [list(name) for name in sorted(names)[::step] if known.issuperset(name)]
    pairs: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], set[int]] = {}
    for number, part in enumerate(parts):
        _count(part, number, 1, pairs, where)
    while len(table) < _CODES and pairs:
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        if pairs[best] < 2:
            break
        joined = best[0] + best[1]
        if joined not in known:
            known.add(joined)
            table.append(joined)
        for number in sorted(where.pop(best)):
            part = parts[number]
            _count(part, number, -1, pairs, where)
            at = 0
            while at < len(part) - 1:
                if part[at] == best[0] and part[at + 1] == best[1]:
                    part[at : at + 2] = [joined]
                at += 1
            _count(part, number, 1, pairs, where)
        del pairs[best]
    return table


def _count(
    part: Sequence[str],
    number: int,
    by: int,
    pairs: Counter[tuple[str, str]],
    where: dict[tuple[str, str], set[int]],
) -> None:
    """Count the pairs of one name in or out, and note where each is."""
    for pair in pairwise(part):
        pairs[pair] += by
        where.setdefault(pair, set()).add(number)


class Coder:
    """Writes names in a table: at every place the longest string that it has."""

    def __init__(self, table: Sequence[str]) -> None:
        self._code = {text: code for code, text in enumerate(table, FIRST_CODE)}
        longest_first = sorted(table, key=lambda text: (-len(text), text))
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if table else None

    def coded(self, name: str) -> bytes | None:
        """Return a name in the table, None when a letter is missing there."""
        if self._pattern is None:
            return None
        parts = self._pattern.findall(name)
        if sum(map(len, parts)) != len(name):
            return None
        return bytes(self._code[part] for part in parts)
