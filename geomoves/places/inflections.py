"""Russian and Ukrainian names in their case forms: "в Судже", "під Бахмутом", "Донецької області".

A small rule engine proposes what a form may be a case of; what nobody is called falls away when it is looked
up. So the rules may propose too much (Иванове is Иваново, Иванов or Иванова: a question, where all three are
known), and they need no dictionary. They follow the declensions of the academy grammars (Русская грамматика,
1980; Український правопис, 2019): the nouns of all genders, adjectives and possessives, the Ukrainian change
of о and е to і in a closed syllable (Харкова: Харків), the second palatalisation (Авдіївці: Авдіївка) and
the vowels that come and go (Ельца: Елец).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product

__all__ = ["base_forms", "is_inflected", "lands", "seats", "without_preposition"]

# The endings of nouns, each with those that the name itself may have; "-" is none at all.
_RUSSIAN_NOUNS = """
а: - о е | у: - о а е | ом: - о | ем: - ь й е о | е: - а ь о й я | ы: а | и: а я ь | ой: а | ою: а
ей: а я и | ею: а я | я: ь й е | ю: ь й е я | ью: ь | ья: ей | ье: ей | ью: ей | ьем: ей | ям: и | ах: ы и
ам: ы и | ами: ы и | ях: и | ями: и | ов: ы и | ев: и ы | ок: ки | ек: ки ьки йки | иц: ицы цы
"""
_UKRAINIAN_NOUNS = """
а: - о | у: - о а | ом: - о | ем: - ь й е | єм: й є | ові: - о | еві: - ь й | єві: й | і: - о а ь я е и
ї: я й | и: а ь | ою: а | ею: а я | єю: я | я: ь й е | ю: ь й е я - | ям: я и і | ах: и і | ам: и і
ами: и і | ях: я і и | ями: и і | ів: и і | їв: ї | ок: ки | ек: ки ьки йки | ці: ка к ця | зі: га г
сі: ха х
"""
_RUSSIAN_ADJECTIVES = """
ого: ый ий ой ое | его: ий ее ое | ому: ый ий ой ое | ему: ий ее ое | ым: ый ой ое ые -
им: ий ие ой ое ее - | ом: ый ий ой ое | ем: ий ее ое | ой: ая | ою: ая | ей: ая яя | ую: ая | юю: яя
ых: ые - | их: ие - | ыми: ые | ими: ие | ьего: ий ье | ьему: ий ье | ьем: ий ье | ьим: ий ье | ьей: ья
ьи: ья
"""
_UKRAINIAN_ADJECTIVES = """
ого: ий е - | ому: ий е - | им: ий е і - | ім: ий е | ої: а | ій: а | у: а | ою: а | их: і | ими: і
ього: ій є | ьому: ій є | ьої: я | ьою: я
"""

# Prepositions that reports put before the name of a place. Folded: "из-под" is two words.
_PREPOSITIONS = frozenset(
    "в во на под подо из изо у к ко от до по около возле близ вблизи за над через с со о об обо при между"
    " у в на під з із зі до від над за через по о об при уві".split()
)
_DOUBLE_PREPOSITIONS = frozenset({"из под", "з під", "із під", "из за"})

# What stands after these is not declined: Ростове-на-Дону.
_PARTICLES = frozenset("на над под при во в під".split())

_CYRILLIC = re.compile("[а-яіїєґў ]+")
_ONLY_RUSSIAN = re.compile("[ыэъ]")
_ONLY_UKRAINIAN = re.compile("[ґєії]")
_CONSONANTS = "бвгґджзклмнпрстфхцчшщ"
_BARE_ENDS = _CONSONANTS + "ь"
_CLOSED = re.compile(f"([оеє])(?=[{_CONSONANTS}]+ь?$)")
_CLOSED_VOWEL = {"о": "і", "е": "і", "є": "ї"}
_TWO_CONSONANTS = re.compile(f"^(.*[{_CONSONANTS}])(ь?)([{_CONSONANTS}])(ь?)$")
_DOUBLED = re.compile(f"([{_CONSONANTS}])\\1ю$")
_SHORTEST_STEM = 2
_SHORTEST_WORD = 3
_MOST_WORDS = 4

# "Курщина", "Белгородчина": the land around a town, by its adjective without -ск- or -ськ-.
_LAND = re.compile("^(.{2,}?)(щин|чин)(а|ы|и|е|і|у|ой|ою)$")
# The adjective in the name of an area, and what its town ends in where the adjective has dropped it.
_RELATIONAL = re.compile("^(.{2,}?)(ск|цк|ськ|цьк)(ая|а)$")
_DROPPED = ("", "ы", "и", "а", "ь")


def _table(*texts: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        for entry in text.replace("\n", "|").split("|"):
            ending, _, bases = entry.strip().partition(": ")
            if ending:
                more = tuple("" if base == "-" else base for base in bases.split())
                found[ending] = tuple(dict.fromkeys((*found.get(ending, ()), *more)))
    return found


_RUSSIAN = _table(_RUSSIAN_NOUNS, _RUSSIAN_ADJECTIVES)
_UKRAINIAN = _table(_UKRAINIAN_NOUNS, _UKRAINIAN_ADJECTIVES)
_BOTH = _table(_RUSSIAN_NOUNS, _RUSSIAN_ADJECTIVES, _UKRAINIAN_NOUNS, _UKRAINIAN_ADJECTIVES)
_LONGEST_ENDING = max(map(len, _BOTH))


def without_preposition(folded: str) -> str:
    """Return a folded name without the preposition before it; the name itself when there is none.

    Examples
    --------
    >>> without_preposition("в судже"), without_preposition("из под курска"), without_preposition("суджа")
    ('судже', 'курска', 'суджа')
    """
    words = folded.split()
    if len(words) > 2 and f"{words[0]} {words[1]}" in _DOUBLE_PREPOSITIONS:
        return " ".join(words[2:])
    return " ".join(words[1:]) if len(words) > 1 and words[0] in _PREPOSITIONS else folded


def is_inflected(folded: str) -> bool:
    """Whether a folded name is in letters that `base_forms` reads.

    Examples
    --------
    >>> is_inflected("судже"), is_inflected("sudzha"), is_inflected("810 я бригада")
    (True, False, False)
    """
    return not folded.isascii() and _CYRILLIC.fullmatch(folded) is not None


def base_forms(folded: str, begins: Callable[[str], int] | None = None) -> tuple[str, ...]:
    """Return the names that `folded` may be a case form of, without repeats and without `folded` itself.

    Parameters
    ----------
    folded : str
        A key made by `geomoves.places.folding.fold`, without its preposition.
    begins : callable, optional
        Gives how many words the longest known name has that begins with a word; what begins no known name
        is left out then, which keeps names of several words cheap.

    Returns
    -------
    tuple of str
        Folded keys; most of them are nobody's name. Empty for other scripts and for more than four words.

    Examples
    --------
    >>> "суджа" in base_forms("судже"), "ростов на дону" in base_forms("ростове на дону")
    (True, True)
    >>> "харків" in base_forms("харкова"), "авдіївка" in base_forms("авдіївці")
    (True, True)
    >>> base_forms("sudzha")
    ()
    """
    if not is_inflected(folded):
        return ()
    words = folded.split()
    declined = next(
        (number for number, word in enumerate(words) if number and word in _PARTICLES), len(words)
    )
    if not words or declined > _MOST_WORDS:
        return ()
    table = (
        _UKRAINIAN if _ONLY_UKRAINIAN.search(folded) else _RUSSIAN if _ONLY_RUSSIAN.search(folded) else _BOTH
    )
    first: tuple[str, ...] = tuple(dict.fromkeys(_of_word(words[0], table)))
    if begins:
        first = tuple(form for form in first if begins(form) >= len(words))
        if not first:
            return ()
    others = (tuple(dict.fromkeys(_of_word(word, table))) for word in words[1:declined])
    found = dict.fromkeys(" ".join((*chosen, *words[declined:])) for chosen in product(first, *others))
    found.pop(folded, None)
    return tuple(found)


def _of_word(word: str, table: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield what one word may be a form of, itself first."""
    yield word
    if len(word) < _SHORTEST_WORD:
        return
    for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM), 0, -1):
        stem = word[:-length]
        for base in table.get(word[-length:], ()):
            yield stem + base
            if not base or base[-1] in _BARE_ENDS:
                yield from _with_other_vowel(stem + base)
    doubled = _DOUBLED.search(word)
    if doubled:
        # Обоянню, Тернопіллю: the instrumental of a soft stem doubles its consonant.
        yield word[: doubled.start()] + doubled.group(1) + "ь"
    if word[-1] in _CONSONANTS:
        # The genitive plural: Сум of Суми, Луховиц of Луховицы.
        yield from (word + base for base in "иы")


def _with_other_vowel(stem: str) -> Iterator[str]:
    """Yield a stem as it is when no ending opens its last syllable."""
    closed = _CLOSED.search(stem)
    if closed:
        yield stem[: closed.start()] + _CLOSED_VOWEL[closed.group()] + stem[closed.end() :]
    found = _TWO_CONSONANTS.match(stem)
    if found:
        head, sign, last, soft = found.groups()
        for vowel in "ое":
            yield head + vowel + last + soft
        if last == "ц" and not soft:
            yield head + sign + "ець" if sign else head + "ець"


def lands(folded: str) -> tuple[str, ...]:
    """Return the full names of the area that a word in -щина or -чина means, in any case.

    Parameters
    ----------
    folded : str
        One folded word.

    Examples
    --------
    >>> lands("курщині")
    ('курська область', 'курская область')
    >>> "донецька область" in lands("донеччина"), "белгородская область" in lands("белгородчине")
    (True, True)
    >>> lands("женщина")
    ('женська область', 'женская область')
    >>> lands("курськ")
    ()
    """
    found = _LAND.match(folded)
    if not found:
        return ()
    stem, suffix = found.group(1), found.group(2)
    adjectives = [stem + "ська", stem + "ская"]
    if suffix == "чин" and stem[-1] in "чт":
        adjectives += [stem[:-1] + "цька", stem[:-1] + "цкая"]
    return tuple(f"{adjective} область" for adjective in adjectives)


def seats(adjective: str) -> tuple[str, ...]:
    """Return the towns that the adjective in an area's name may come from: "курская" from "курск".

    Parameters
    ----------
    adjective : str
        One folded word in the nominative.

    Examples
    --------
    >>> seats("курская")[:2], seats("харківська")[:2]
    (('курск', 'кур'), ('харківськ', 'харків'))
    >>> "сумы" in seats("сумская"), seats("курск")
    (True, ())
    """
    found = _RELATIONAL.match(adjective)
    if not found:
        return ()
    stem, suffix, _ = found.groups()
    return stem + suffix, *(stem + end for end in _DROPPED)
