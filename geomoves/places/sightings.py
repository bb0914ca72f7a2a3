"""Names that stand in a text: what the places around a mention are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geomoves.places.folding import fold
from geomoves.places.index import NameIndex
from geomoves.places.inflections import base_forms
from geomoves.places.matching import Match
from geomoves.places.romanising import romanise
from geomoves.places.wrappers import ends_with_wrapper, starts_with_wrapper

__all__ = ["Sighting", "sightings"]

# An apostrophe inside a word belongs to it, the one of a genitive does not: Russia's.
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´](?![sS]\b)[^\W_]+)*")
_JOINT = re.compile(r"[ \t\u00a0]?[-‐‑–.]?[ \t\u00a0]?\n?")
_MOST_WORDS = 6
_SHORTEST_CASELESS = 2
_LONGEST_CASELESS = 8

Lookup = Callable[[str], list[Match]]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in a text: its offsets (`end` exclusive), how it is written, and what it may mean."""

    start: int
    end: int
    name: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str
    starts_name: bool


def sightings(index: NameIndex, text: str, lookup: Lookup) -> list[Sighting]:
    """Return the known names in `text`, in order and without overlap; the longest wins.

    A name starts with a capital where the script has capitals, so that "progress" is no town.

    Parameters
    ----------
    index : NameIndex
        The names to look for.
    text : str
        The text.
    lookup : callable
        Gives what a name may mean; called once for each different name.
    """
    words = list(_words(text))
    known: dict[str, tuple[Match, ...]] = {}

    def matches(key: str, start: int, end: int) -> tuple[Match, ...]:
        if key not in known:
            known[key] = tuple(match for match in lookup(text[start:end]) if not match.suggestion)
        return known[key]

    found: list[Sighting] = []
    position = 0
    while position < len(words):
        first = words[position]
        taken = 0
        if first.starts_name:
            for count in _lengths(index, text, words, position):
                end = words[position + count - 1].end
                key = " ".join(word.key for word in words[position : position + count])
                meant = matches(key, first.start, end)
                if meant:
                    found.append(Sighting(first.start, end, text[first.start : end], meant))
                    taken = count
                    break
        if not taken and _caseless(first.key):
            found += _inside(index, text, first, matches)
        position += taken or 1
    return found


def _words(text: str) -> Iterator[_Word]:
    for found in _WORD.finditer(text):
        key = fold(found.group())
        if key and " " not in key:
            letter = found.group()[0]
            yield _Word(found.start(), found.end(), key, not letter.islower())


def _lengths(index: NameIndex, text: str, words: list[_Word], position: int) -> Iterator[int]:
    """Yield how many words from `position` on may be a name, the most first."""
    first = words[position].key
    longest = _MOST_WORDS if not first.isascii() else index.most_words(first)
    wrapped = starts_with_wrapper(first)
    last = min(position + _MOST_WORDS, len(words))
    for count in range(_joined(text, words[position:last]), 0, -1):
        if count <= longest or (
            count > 1 and (wrapped or ends_with_wrapper(words[position + count - 1].key))
        ):
            part = words[position : position + count]
            if _may_be_name(index, " ".join(word.key for word in part), wrapped=wrapped):
                yield count


def _joined(text: str, words: list[_Word]) -> int:
    """Return how many of `words` stand so close together that they can be one name."""
    for count in range(1, len(words)):
        if not _JOINT.fullmatch(text, words[count - 1].end, words[count].start):
            return count
    return len(words)


def _may_be_name(index: NameIndex, key: str, *, wrapped: bool) -> bool:
    if index.whole(key) or (" " in key and (wrapped or ends_with_wrapper(key.rpartition(" ")[2]))):
        return True
    if key.isascii():
        return False
    forms = (*romanise(key), *base_forms(key, begins=index.most_words))
    return any(index.hits(form) for form in forms)


def _caseless(key: str) -> bool:
    return not key.isascii() and key.upper() == key


def _inside(
    index: NameIndex, text: str, word: _Word, matches: Callable[[str, int, int], tuple[Match, ...]]
) -> Iterator[Sighting]:
    # Korean glues particles to a name (우수리스크에서), Chinese and Japanese write no spaces at all.
    written = text[word.start : word.end]
    only_at_start = "가" <= written[0] <= "힣"
    begin = 0
    while begin < len(written):
        step = 1
        for length in range(min(_LONGEST_CASELESS, len(written) - begin), _SHORTEST_CASELESS - 1, -1):
            part = written[begin : begin + length]
            key = fold(part)
            if index.whole(key):
                start = word.start + begin
                meant = matches(key, start, start + length)
                if meant:
                    yield Sighting(start, start + length, part, meant)
                    step = length
                    break
        if only_at_start:
            return
        begin += step
