"""Names that stand in a text: what the places around a mention are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geomoves.places.areas import is_area
from geomoves.places.index import NameIndex
from geomoves.places.matching import Match
from geomoves.places.names.demonyms import countries_of
from geomoves.places.names.folding import fold
from geomoves.places.names.inflections import base_forms
from geomoves.places.names.romanising import romanise
from geomoves.places.names.wrappers import LAST_WORDS, ends_with_wrapper, starts_with_wrapper, unwrap
from geomoves.places.place import Place

__all__ = ["Meaning", "Sighter", "Sighting"]

# An apostrophe inside a word belongs to it, the one of a genitive does not: Russia's. What is taken is not
# given back, here and below: nothing that follows could take it.
_REST = r"[^\W_]*+(?:['’ʼ`´](?![sS]\b)[^\W_]++)*+"
# A word that may start a name. The signs of ASCII and the small letters of the scripts of most texts are
# left out at once: the search passes over most of a text without a look at its words.
_START_OF_NAME = (
    r"[^\x00-/:-@\[-\x7fа-яёіїєґ](?<!\W)(?<![^\W_].)(?:(?<![^\W_]['’ʼ`´].)|(?<=[sS])(?!\w))" + _REST
)
_START = re.compile(_START_OF_NAME, re.DOTALL)
_JOINT = r"(?>[ \t\u00a0]?[-‐‑–.]?[ \t\u00a0]?\n?)"
_NEXT = re.compile(f"{_JOINT}([^\\W_]{_REST})")
_MOST_WORDS = 6
_SHORTEST_CASELESS = 2
_LONGEST_CASELESS = 8

# Small words inside names: the Sea of Japan, Rostov-on-Don, Komsomolsk-na-Amure.
_INSIDE = frozenset("of the and on upon de la le les du des del di da do am an der den na nad over".split())

# Words as they follow one another in a name, and some more: those that begin with no small letter of ASCII,
# that have another letter or an apostrophe, or that stand inside and at the end of names.
_SMALL = "|".join(
    (
        "[a-z'’`´]*+[^\\W_\\x00-\\x7f]",
        "[a-z]++['’ʼ`´]",
        f"(?:{'|'.join(sorted(_INSIDE | LAST_WORDS))})(?!\\w)",
    )
)
_RUN = re.compile(f"{_START_OF_NAME}(?:{_JOINT}(?:[^\\W_a-z]|{_SMALL}){_REST})*+", re.DOTALL)
_LONGEST_REMEMBERED = 200

# "IN" may be Indiana and "In" is not: so short a Latin name counts only as it is written.
_LONGEST_AS_WRITTEN = 3

# Every word of a text may be a village somewhere. What is looked for beside the places that somebody put down
# by hand are countries, first-level areas and large cities.
_AREAS = frozenset({"country", "admin1"})
_LARGE = 100_000

_MOST_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name may mean: the candidates, and those places among them that are areas."""

    matches: tuple[Match, ...]
    areas: tuple[Place, ...]

    @classmethod
    def of(cls, matches: tuple[Match, ...]) -> Meaning:
        """Return the meaning that these candidates are."""
        return cls(matches, tuple(match.place for match in matches if is_area(match.place)))


Lookup = Callable[[str], Meaning]

# A word inside a name: its key, where it ends, whether it is a word for a kind, and whether it is one that
# stands inside names.
_Next = tuple[str, int, bool, bool]
# See `Sighter._names_in`.
_Names = tuple[tuple[int, int, Sequence[tuple[str, int]], bool], ...]


class Sighting(NamedTuple):
    """A name in a text: its offsets (`end` exclusive), how it is written, and what it may mean."""

    start: int
    end: int
    name: str
    matches: tuple[Match, ...]
    areas: tuple[Place, ...]


# As a named tuple makes itself, without a call of its own.
_new_sighting = tuple.__new__


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
        self._remembered: dict[str, _Names] = {}

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
        known: dict[str, Meaning] = {}

        def meaning(key: str, name: str) -> Meaning:
            meant = known.get(key)
            if meant is None:
                meant = known[key] = lookup(name)
            if len(key) <= _LONGEST_AS_WRITTEN and key.isascii():
                written = [match for match in meant.matches if match.matched_name.startswith(name)]
                return meant if len(written) == len(meant.matches) else Meaning.of(tuple(written))
            return meant

        found: list[Sighting] = []
        remembered = self._remembered
        for run in _RUN.finditer(text):
            words = run[0]
            names = remembered.get(words)
            if names is None:
                names = self._names_in(words)
            if not names:
                continue
            begin = run.start()
            behind = 0
            for start, end, listed, glued in names:
                if start < behind:
                    continue
                for key, name_end in listed:
                    name = words[start:name_end]
                    meant = known.get(key)
                    if meant is None or len(key) <= _LONGEST_AS_WRITTEN:
                        meant = meaning(key, name)
                    matches = meant.matches
                    if matches:
                        found.append(
                            _new_sighting(
                                Sighting, (begin + start, begin + name_end, name, matches, meant.areas)
                            )
                        )
                        behind = name_end
                        break
                else:
                    if glued:
                        found += self._inside(text, begin + start, begin + end, meaning)
        return found

    def _names_in(self, words: str) -> _Names:
        """Return what may be names among words that follow one another.

        Returns
        -------
        tuple
            For each word that may start one: where it starts and ends, the keys of the names that may begin
            with it, each with where it ends, the longest first; whether names may stand inside the word.
        """
        made = []
        following: dict[int, _Next | None] = {}
        for first in _START.finditer(words):
            start, end = first.span()
            key = self._key(first[0])
            if not key or words[start].islower():
                continue
            listed = self._runs(words, end, key, following)
            glued = not key.isascii() and key.upper() == key
            if listed or glued:
                made.append((start, end, listed, glued))
        names = tuple(made)
        if len(words) <= _LONGEST_REMEMBERED:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[words] = names
        return names

    def _key(self, word: str) -> str:
        key = self._keys.get(word)
        if key is None:
            if len(self._keys) >= _MOST_REMEMBERED:
                self._keys.clear()
            key = self._keys[word] = fold(word)
        return key

    def _runs(
        self, text: str, end: int, first: str, following: dict[int, _Next | None]
    ) -> Sequence[tuple[str, int]]:
        """Return the keys that may be names from a word on, each with where it ends, the longest first.

        Parameters
        ----------
        text : str
            The text.
        end : int
            Where the word ends.
        first : str
            Its key.
        following : dict
            Keeps what follows where a word ends: it does so after each of several words before.
        """
        if " " in first:
            return ()
        found = [(first, end)] if self._is_noted(first, wrapped=False) else []
        wrapped = starts_with_wrapper(first)
        key = first
        for _ in range(_MOST_WORDS - 1):
            if end in following:
                step = following[end]
            else:
                step = following[end] = self._next(text, end)
            if step is None:
                break
            part, end, ending, inside = step
            key = f"{key} {part}"
            if not inside and self._is_noted(key, wrapped=wrapped or ending):
                found.append((key, end))
        found.reverse()
        return found

    def _next(self, text: str, end: int) -> _Next | None:
        """Return the word that may go on with a name after one that ends there, None when none may."""
        word = _NEXT.match(text, end)
        if word is None:
            return None
        part = self._key(word[1])
        if not part or " " in part:
            return None
        ending, inside = ends_with_wrapper(part), part in _INSIDE
        if not ending and word[1][0].islower() and part.isascii() and not inside:
            return None
        return part, word.end(), ending, inside

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
            # "The Ukrainian town of X" tells of a town in Ukraine, and of none called Ukrainian.
            if (
                reading
                and not countries_of(reading.core)
                and (self._named(reading.core) or self._index.unwrapped(reading.core))
            ):
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
        self, text: str, start: int, end: int, meaning: Callable[[str, str], Meaning]
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
                    meant = meaning(key, part)
                    if meant.matches:
                        yield Sighting(at, at + length, part, meant.matches, meant.areas)
                        step = length
                        break
            if only_at_start:
                return
            begin += step
