"""From a name to the places that it may mean, each with how well the name fits and why."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from weakref import WeakKeyDictionary

from geomoves.places.areas import anywhere
from geomoves.places.index import Entry, NameIndex
from geomoves.places.kinds import SETTLEMENTS, group_of, kind_word
from geomoves.places.names.commonwords import LONGEST_AS_WRITTEN, is_common_word, is_miswritten
from geomoves.places.names.demonyms import countries_of
from geomoves.places.names.folding import fold
from geomoves.places.names.han import other_forms
from geomoves.places.names.inflections import base_forms, is_inflected, lands, seats, split_preposition
from geomoves.places.names.romanising import romanise
from geomoves.places.names.units import is_unit
from geomoves.places.names.wrappers import Reading, named_after, other_spelling, unwrap
from geomoves.places.naming import EXACT, FOLDED, ROMANISED, named_in, plain_reason
from geomoves.places.place import Candidate, Name, Place
from geomoves.values import value_class
from geomoves.wording import say, spoken_language, tell

__all__ = [
    "Filter",
    "Match",
    "find",
    "match_of",
    "rank",
    "suggestions",
]

# How well a name fits, beside what `geomoves.places.naming` tells.
# What is below `UNSURE` is never enough on its own at the default threshold.
SHORTENED = 0.95
DEMONYM = 0.95
INFLECTED = 0.97  # times the fit of the name in the nominative
WRAPPED = 0.98  # times the fit of the bare name
OTHER_KIND = 0.95  # times: "the port of X" read as the city X
FORMER_UNDATED, FORMER_OUTSIDE = 0.95, 0.86  # times: no date to weigh it by; the date is not within its years
UNSURE = 0.7  # only the bare form of "X Oblast" or "X airfield"
NAMED_AFTER = 0.6  # the settlement whose name a fort or a landing bears
WRONG_KIND = 0.5
CLOSE = 0.45  # at most; less with every letter

# How much a candidate weighs against its namesakes. A place that bears the name at the time outweighs
# one that once did by more than the fit of the two names differs.
_WEIGHT_FORMER_UNDATED, _WEIGHT_FORMER_OUTSIDE, _WEIGHT_SHORTENED = 0.5, 0.15, 0.9

# Seas are called by what their name means: "Donghae" is a town, though 동해, the East Sea, is read so.
_TRANSLATED = frozenset({"sea", "ocean", "gulf", "bay", "strait", "lake"})
_WEIGHT_TRANSLATED = 0.1

# In letters that decline, what is only called so in others mostly is not meant where a case form is.
_WEIGHT_FOREIGN = 0.3
_FIRST_NOT_LATIN = "\u0370"

_ARTICLE = "the "

Filter = Callable[[Place], bool]


@value_class(frozen=True, slots=True)
class Match:
    """A place that a name may mean.

    Parameters
    ----------
    place : Place
        The place.
    fit : float
        0–1, how well the name fits.
    weight : float
        0–1, how much it counts against its namesakes.
    matched_name : str
        Its name that matched, as the gazetteer writes it.
    reasons : tuple of str
        How the name leads there.
    suggestion : bool
        Whether this is only what may have been meant.
    """

    place: Place
    fit: float
    weight: float
    matched_name: str
    reasons: tuple[str, ...]
    suggestion: bool = False

    def candidate(self) -> Candidate:
        """Return the match as the answer to a bare name."""
        return Candidate(self.place, round(self.fit, 4), self.matched_name, self.reasons, self.suggestion)


def match_of(candidate: Candidate) -> Match:
    """Return a candidate that came from elsewhere as a match."""
    return Match(
        candidate.place, candidate.score, 1.0, candidate.matched_name, candidate.reasons, candidate.suggestion
    )


def find(
    index: NameIndex, name: str, year: int | None, accepts: Filter, *, alone: bool = True
) -> list[Match]:
    """Return every place that is called `name`, best first; nothing that is only close.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    name : str
        The name as written.
    year : int or None
        When it was written of; former names are weighed by it.
    accepts : callable
        Which places may be meant at all.
    alone : bool
        Whether nothing else says that it is a place: "Akhmat" alone is mostly no village, and "Akhmat,
        Saratov Oblast" is one.
    """
    key = fold(name)
    if not key:
        return []
    best: dict[str, Match] = {}
    # "Russian" is what belongs to Russia and no settlement, whoever is called so.
    people = countries_of(key.removeprefix(_ARTICLE)) if not name.islower() or not key.isascii() else ()
    if people:
        _keep(best, _countries(index, name, people), anywhere)
        if best:
            return rank(match for match in best.values() if accepts(match.place))
    _keep(best, _called(index, name, key, year), accepts)
    if not best and key.startswith(_ARTICLE):
        key = key.removeprefix(_ARTICLE)
        _keep(best, _called(index, name, key, year), accepts)
    if not best and other_spelling(key):
        _keep(best, _called(index, name, other_spelling(key), year), accepts)
    if best and not key.isascii() and is_inflected(key) and not any(map(_in_own_letters, best.values())):
        # "До Курска" is no way to the "Kurska oblast" of a list in Latin letters: the case forms compete.
        declined: dict[str, Match] = {}
        _keep(declined, _declined(index, name, key, year), accepts)
        if declined:
            for match in list(best.values()):
                best[match.place.id] = replace(match, weight=match.weight * _WEIGHT_FOREIGN)
            _keep(best, declined.values(), accepts)
    if best and alone and (is_common_word(name, key) or is_unit(key)):
        return rank(_doubted(match, name) for match in best.values())
    if alone and len(key) <= LONGEST_AS_WRITTEN:
        for match in list(best.values()):
            if is_miswritten(name, key, match.matched_name):
                best[match.place.id] = _doubted(match, name)
    return rank(best.values()) if best else _taken_apart(index, name, key, year, accepts)


def _doubted(match: Match, name: str) -> Match:
    """Return a match of a name that mostly means something else."""
    said = tell("reason.other_meaning", name=name)
    return replace(match, fit=match.fit * UNSURE, reasons=(*match.reasons, said))


def _in_own_letters(match: Match) -> bool:
    """Whether the name that matched is in other letters than Latin ones."""
    return max(fold(match.matched_name), default="") >= _FIRST_NOT_LATIN


def _taken_apart(index: NameIndex, name: str, key: str, year: int | None, accepts: Filter) -> list[Match]:
    """Return the places that a name means that is not known as it stands."""
    best: dict[str, Match] = {}
    # A name that is known as it stands is not taken apart: Kansas City is no city called Kansas.
    latin = key.isascii()
    reading = None if latin and " " not in key else unwrap(key)
    if reading and countries_of(reading.core):
        # "The Ukrainian town" is some town in Ukraine, and none that is called so.
        reading = None
    if reading:
        _keep(best, _called_within(index, name, reading, year, accepts), accepts)
        if not best:
            _keep(best, _called_within(index, name, reading, year, accepts, otherwise=True), accepts)
    if not best:
        _keep(best, _bare(index, key, year, accepts), accepts)
        if not latin and is_inflected(key):
            # "Курска" may be short for the "Kurska oblast" of some list, and is sooner a form of Курск.
            _keep(best, _declined(index, name, key, year), accepts)
    if not best and not latin:
        _keep(best, _in_other_characters(index, key, year), accepts)
    if not best:
        _keep(best, _beside_site(index, name, key, year), accepts)
    if not best and reading:
        _keep(best, _of_wrong_kind(index, name, reading, year), accepts)
    return rank(best.values())


def rank(matches: Iterable[Match]) -> list[Match]:
    """Sort matches: the better fit, then countries and settlements, then the larger place; ties by id."""
    ranked = list(matches)
    if len(ranked) > 1:
        ranked.sort(key=_rank_key)
    return ranked


def _rank_key(match: Match) -> tuple[bool, float, int, int, str]:
    place = match.place
    return match.suggestion, -match.fit, group_of(place.kind), -(place.population or 0), place.id


def suggestions(
    index: NameIndex,
    name: str,
    year: int | None,
    accepts: Filter,
    countries: frozenset[str] | None = None,
) -> list[Match]:
    """Return the places whose names are spelt almost like `name`, the closest first.

    Without `countries`, the theatre, the names of the whole world are not looked through: somewhere on earth
    almost every word is almost a village.
    """
    key = fold(name)
    reading = unwrap(key)
    best: dict[str, Match] = {}
    for wanted, fit in ((key, 1.0), (reading.core, WRAPPED) if reading else ("", 0.0)):
        forms = (wanted, *romanise(wanted))
        for edits, spelling in (close for form in forms for close in index.close_to(form, countries)):
            closeness = CLOSE * fit * (1 - edits / len(spelling))
            _keep(best, _suggested(index, spelling, closeness, edits, year), accepts)
    return rank(best.values())


def _keep(best: dict[str, Match], matches: Iterable[Match], accepts: Filter) -> None:
    for match in matches:
        place = match.place
        if accepts(place):
            known = best.get(place.id)
            if known is None or (match.fit, match.weight) > (known.fit, known.weight):
                best[place.id] = match


def _countries(index: NameIndex, name: str, codes: Iterable[str]) -> Iterator[Match]:
    """Yield the countries of which `name` is the adjective or the people."""
    for code in codes:
        country = index.get(f"iso:{code}")
        if country:
            yield Match(country, DEMONYM, 1.0, country.name, (tell("reason.demonym", name=name),))


def _called(index: NameIndex, name: str, key: str, year: int | None) -> tuple[Match, ...]:
    """Return the places whose name is `key`, in any script."""
    # One name is asked for inside the theatre and everywhere, as a mention and as what stands in the text.
    asked = (spoken_language(), name, key, year)
    kept = _recent.get(index)
    if kept is None:
        kept = _recent[index] = {}
    found = kept.get(asked)
    if found is None:
        if len(kept) >= _MOST_RECENT:
            kept.clear()
        found = kept[asked] = tuple(_all_called(index, name, key, year))
    return found


_recent: WeakKeyDictionary[NameIndex, dict[tuple[str, str, str, int | None], tuple[Match, ...]]] = (
    WeakKeyDictionary()
)
_MOST_RECENT = 200


def _all_called(index: NameIndex, name: str, key: str, year: int | None) -> Iterator[Match]:
    written = unicodedata.normalize("NFC", name.strip())
    for entry in index.whole(key):
        text = entry.text if entry.text.isascii() else unicodedata.normalize("NFC", entry.text)
        yield _match(entry, EXACT if text == written else FOLDED, year, _how(entry))
    for form in romanise(key):
        for entry in index.whole(form):
            yield _transliterated(_match(entry, ROMANISED, year, tell("reason.latin", name=name)))
    if not index.knows_otherwise(key):
        return
    if key.isascii():
        for entry in index.romanised(key):
            yield _transliterated(_match(entry, ROMANISED, year, tell("reason.latin", name=entry.text)))
    for entry in index.shortened(key):
        match = _match(entry, SHORTENED, year, tell("reason.short", name=entry.text))
        yield replace(match, weight=match.weight * _WEIGHT_SHORTENED)


def _transliterated(match: Match) -> Match:
    translated = match.place.kind in _TRANSLATED
    return replace(match, weight=match.weight * _WEIGHT_TRANSLATED) if translated else match


def _called_within(
    index: NameIndex,
    name: str,
    reading: Reading,
    year: int | None,
    accepts: Filter,
    *,
    otherwise: bool = False,
) -> Iterator[Match]:
    """Yield the places of the kinds asked for that have the bare name, or have it in another such wrapper."""
    kinds, fit = (reading.otherwise, OTHER_KIND) if otherwise else (reading.kinds, 1.0)
    for match in _called(index, reading.core, reading.core, year):
        # Who is not accepted needs no words.
        if match.place.kind in kinds and accepts(match.place):
            said = tell("reason.kind_asked", word=reading.wrapper)
            if otherwise:
                said = tell(
                    "reason.no_place_of_its_own", name=name, kind=partial(kind_word, match.place.kind)
                )
            yield replace(match, fit=match.fit * WRAPPED * fit, reasons=(*match.reasons, said))
    for entry, other in index.unwrapped(reading.core):
        if entry.place.kind in kinds and accepts(entry.place) and other.agrees_with(reading):
            yield _match(entry, WRAPPED * fit, year, tell("reason.same_kind", name=entry.text))


def _bare(index: NameIndex, key: str, year: int | None, accepts: Filter) -> Iterator[Match]:
    """Yield the places whose name is `key` inside a wrapper that was not written."""
    for form in (key, *romanise(key)):
        for entry, reading in index.unwrapped(form):
            if accepts(entry.place):
                fit = WRAPPED if reading.bare else UNSURE
                yield _match(entry, fit, year, tell("reason.short", name=entry.text))


def _beside_site(index: NameIndex, name: str, key: str, year: int | None) -> Iterator[Match]:
    """Yield the settlements whose name a site bears that is not known by itself."""
    core = named_after(key)
    for match in _called(index, core, core, year) if core else ():
        if match.place.kind in SETTLEMENTS or match.place.kind == "place":
            said = tell("reason.no_place_of_its_own", name=name, kind=partial(kind_word, match.place.kind))
            yield replace(match, fit=match.fit * NAMED_AFTER, reasons=(*match.reasons, said))


def _declined(index: NameIndex, name: str, key: str, year: int | None) -> Iterator[Match]:
    """Yield the places of which `name` is a case form, in Russian or Ukrainian, with its preposition."""
    bare, cases = split_preposition(key)
    forms = (*((bare,) if bare != key else ()), *base_forms(bare, cases, index.most_words), *lands(bare))
    # "На границе" is no village called Граница: names are written with a capital.
    fit = UNSURE if _is_lower(name) else INFLECTED
    said = tell("reason.case_form", name=name)
    known = [form for form in forms if index.hits(form)]
    for form in known:
        for match in _called(index, form, form, year):
            yield replace(match, fit=match.fit * fit, reasons=(*match.reasons, said))
    # What is of one word has no word for its kind.
    if known or " " not in bare:
        return
    for form in base_forms(bare, cases):
        reading = unwrap(form)
        for match in _called_within(index, name, reading, year, anywhere) if reading else ():
            yield replace(match, fit=match.fit * fit, reasons=(*match.reasons, said))
    for form in (bare, *forms):
        reading = unwrap(form)
        for match in _around(index, reading, year) if reading else ():
            yield replace(match, fit=match.fit * fit, reasons=(*match.reasons, said))


def _is_lower(name: str) -> bool:
    """Whether a name is in a script with capitals and has none."""
    return name == name.lower() != name.upper()


def _in_other_characters(index: NameIndex, key: str, year: int | None) -> Iterator[Match]:
    for form in other_forms(key):
        for entry in index.whole(form):
            yield _match(entry, ROMANISED, year, tell("reason.other_characters", name=entry.text))


def _around(index: NameIndex, reading: Reading, year: int | None) -> Iterator[Match]:
    """Yield the areas that are called after a town by its adjective: "Курская область" is Kursk Oblast."""
    for seat in seats(reading.core):
        for form in (seat, *romanise(seat)):
            for entry, other in index.unwrapped(form):
                if entry.place.kind in reading.kinds and other.agrees_with(reading):
                    yield _match(entry, WRAPPED, year, tell("reason.same_kind", name=entry.text))


def _of_wrong_kind(index: NameIndex, name: str, reading: Reading, year: int | None) -> Iterator[Match]:
    for match in _called(index, reading.core, reading.core, year):
        said = tell("reason.bare_name", name=name, kind=partial(kind_word, match.place.kind))
        yield replace(match, fit=match.fit * WRONG_KIND, reasons=(said,), suggestion=True)


def _suggested(
    index: NameIndex, spelling: str, closeness: float, edits: int, year: int | None
) -> Iterator[Match]:
    differ = partial(say, "reason.letters", n=str(edits))
    for entry in index.whole(spelling):
        yield replace(
            _match(entry, closeness, year, tell("reason.close", name=entry.text, differ=differ)),
            suggestion=True,
        )


def _match(entry: Entry, fit: float, year: int | None, how: str) -> Match:
    by_years, weight, said = _by_years(entry.name, year)
    return Match(entry.place, fit * by_years, weight, entry.text, (how, said) if said else (how,))


def _how(entry: Entry) -> str:
    if entry.name is None:
        return plain_reason("reason.its_name")
    had = entry.name.from_year is not None or entry.name.to_year is not None
    return named_in(entry.name.language, had=had)


def _by_years(name: Name | None, year: int | None) -> tuple[float, float, str]:
    """Return what the years of a name do to its fit and its weight, and say so."""
    if name is None or (name.from_year is None and name.to_year is None):
        return 1.0, 1.0, ""
    stretch = "between" if None not in (name.from_year, name.to_year) else "until" if name.former else "since"
    years = tell(f"reason.in_use_{stretch}", first=str(name.from_year), last=str(name.to_year))
    kind = "former" if name.former else "name"
    if year is None:
        said = tell("reason.former", years=years)
        return (FORMER_UNDATED, _WEIGHT_FORMER_UNDATED, said) if name.former else (1.0, 1.0, years)
    if (name.from_year is None or name.from_year <= year) and (name.to_year is None or year <= name.to_year):
        return 1.0, 1.0, tell(f"reason.{kind}_in_year", years=years, year=str(year))
    return (
        FORMER_OUTSIDE,
        _WEIGHT_FORMER_OUTSIDE,
        tell(f"reason.{kind}_not_in_year", years=years, year=str(year)),
    )
