"""Names that stand in a text: what the places around a mention are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geomoves.places.index import NameIndex
from geomoves.places.matching import Match
from geomoves.places.names.demonyms import countries_of
from geomoves.places.names.folding import fold
from geomoves.places.names.inflections import base_forms
from geomoves.places.names.romanising import romanise
from geomoves.places.names.wrappers import ends_with_wrapper, starts_with_wrapper, unwrap

__all__ = ["Sighter", "Sighting"]

# An apostrophe inside a word belongs to it, the one of a genitive does not: Russia's.
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´](?![sS]\b)[^\W_]+)*")
_JOINT = re.compile(r"[ \t\u00a0]?[-‐‑–.]?[ \t\u00a0]?\n?")
_MOST_WORDS = 6
_SHORTEST_CASELESS = 2
_LONGEST_CASELESS = 8

# Small words inside names: the Sea of Japan, Rostov-on-Don, Komsomolsk-na-Amure.
_INSIDE = frozenset("of the and on upon de la le les du des del di da do am an der den na nad over".split())

# "IN" may be Indiana and "In" is not: so short a Latin name counts only as it is written.
_LONGEST_AS_WRITTEN = 3

# Every word of a text may be a village somewhere. What is looked for beside the places that somebody put down
# by hand are countries, first-level areas and large cities.
_AREAS = frozenset({"country", "admin1"})
_LARGE = 100_000

_MOST_REMEMBERED = 200_000

Lookup = Callable[[str], tuple[Match, ...]]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in a text: its offsets (`end` exclusive), how it is written, and what it may mean."""

    start: int
    end: int
    name: str
    matches: tuple[Match, ...]


class Sighter:
    """Finds the names of one index in texts, and remembers which words are none.

    Parameters
    ----------
    index : NameIndex
        The names to look for.
    by_hand : callable
        Whether the place of a row was put down by hand; any size of it counts.
    """

    def __init__(self, index: NameIndex, by_hand: Callable[[int], bool]) -> None:
        self._index = index
        self._by_hand = by_hand
        self._keys: dict[str, str] = {}
        self._noted: dict[str, bool] = {}

    def sightings(self, text: str, lookup: Lookup) -> list[Sighting]:
        """Return the known names in `text`, in order and without overlap; the longest wins.

        A name starts with a capital where the script has capitals, so that "progress" is no town.

        Parameters
        ----------
        text : str
            The text.
        lookup : callable
            Gives what a name may mean, without suggestions.
        """
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        known: dict[str, tuple[Match, ...]] = {}

        def matches(key: str, start: int, end: int) -> tuple[Match, ...]:
            name = text[start:end]
            if key not in known:
                known[key] = lookup(name)
            if len(key) <= _LONGEST_AS_WRITTEN and key.isascii():
                return tuple(match for match in known[key] if match.matched_name.startswith(name))
            return known[key]

        found: list[Sighting] = []
        position = 0
        while position < len(words):
            start, end = words[position]
            taken = 0
            if not text[start].islower():
                key = self._key(text[start:end])
                for key_of_run, count in self._runs(text, words, position, key) if key else ():
                    run_end = words[position + count - 1][1]
                    meant = matches(key_of_run, start, run_end)
                    if meant:
                        found.append(Sighting(start, run_end, text[start:run_end], meant))
                        taken = count
                        break
                if not taken and not key.isascii() and key.upper() == key:
                    found += self._inside(text, start, end, matches)
            position += taken or 1
        return found

    def _key(self, word: str) -> str:
        key = self._keys.get(word)
        if key is None:
            if len(self._keys) >= _MOST_REMEMBERED:
                self._keys.clear()
            key = self._keys[word] = fold(word)
        return key

    def _runs(
        self, text: str, words: list[tuple[int, int]], position: int, first: str
    ) -> list[tuple[str, int]]:
        """Return the keys from `position` on that may be names, with how many words they have, most first."""
        if " " in first:
            return []
        parts = [first]
        wrapped = starts_with_wrapper(first)
        found: list[tuple[str, int]] = []
        if self._is_noted(first, wrapped=False):
            found.append((first, 1))
        previous = words[position][1]
        key = first
        for start, end in words[position + 1 : position + _MOST_WORDS]:
            # Most words stand one space apart.
            if (start != previous + 1 or text[previous] != " ") and not _JOINT.fullmatch(
                text, previous, start
            ):
                break
            part = self._key(text[start:end])
            if not part or " " in part:
                break
            ending = ends_with_wrapper(part)
            if not ending and text[start].islower() and part.isascii() and part not in _INSIDE:
                break
            parts.append(part)
            key = f"{key} {part}"
            if part not in _INSIDE and self._is_noted(key, wrapped=wrapped or ending):
                found.append((key, len(parts)))
            previous = end
        found.reverse()
        return found

    def _is_noted(self, key: str, *, wrapped: bool) -> bool:
        """Whether some place that is worth to be looked for may be called so."""
        noted = self._noted.get(key)
        if noted is None:
            if len(self._noted) >= _MOST_REMEMBERED:
                self._noted.clear()
            noted = self._noted[key] = self._worth(key, wrapped=wrapped)
        return noted

    def _worth(self, key: str, *, wrapped: bool) -> bool:
        if self._named(key):
            return True
        if wrapped:
            reading = unwrap(key)
            if reading and (self._named(reading.core) or self._index.unwrapped(reading.core)):
                return True
        if key.isascii():
            return False
        if any(self._named(form) for form in romanise(key)):
            return True
        return any(self._index.hits(form) for form in base_forms(key, begins=self._index.most_words))

    def _named(self, key: str) -> bool:
        index = self._index
        for row in index.rows(key):
            if self._by_hand(row) or index.kind(row) in _AREAS or index.population(row) >= _LARGE:
                return True
        return bool(countries_of(key))

    def _inside(
        self, text: str, start: int, end: int, matches: Callable[[str, int, int], tuple[Match, ...]]
    ) -> Iterator[Sighting]:
        # Korean glues particles to a name (우수리스크에서), Chinese and Japanese write no spaces at all.
        written = text[start:end]
        only_at_start = "가" <= written[0] <= "힣"
        begin = 0
        while begin < len(written):
            step = 1
            for length in range(min(_LONGEST_CASELESS, len(written) - begin), _SHORTEST_CASELESS - 1, -1):
                part = written[begin : begin + length]
                key = self._key(part)
                if self._is_noted(key, wrapped=False):
                    at = start + begin
                    meant = matches(key, at, at + length)
                    if meant:
                        yield Sighting(at, at + length, part, meant)
                        step = length
                        break
            if only_at_start:
                return
            begin += step
