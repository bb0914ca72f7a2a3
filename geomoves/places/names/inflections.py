"""Names in their case forms: "в Судже", "під Бахмутом", "Донецької області", and 평양에서 with its particle.

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

__all__ = ["base_forms", "is_inflected", "lands", "seats", "split_preposition"]

# The declensions: the ending of the name, then those of its genitive, dative, accusative, instrumental and
# prepositional, "-" being none at all. The genitive plural of "-ки" has a vowel of its own.
_RUSSIAN = """
- | а | у | - | ом ем | е у
ь | я | ю | ь | ем | е
й | я | ю | й | ем | е и
ей | ья | ью | ей | ьем | ье
а | ы и | е | у | ой ою ей ею | е
я | и | е и | ю | ей ею | е и
ь | и | и | ь | ью | и
о | а | у | о | ом | е
о | а | у | о | ым | ом
е | я а | ю у | е | ем | е и
ы | - ов | ам | ы | ами | ах
и | - ов ев ей | ам ям | и | ами ями | ах ях
ки | ок ек | кам | ки | ками | ках
ьки | ек | ькам | ьки | ьками | ьках
йки | ек | йкам | йки | йками | йках
ицы | иц | ицам | ицы | ицами | ицах
ый | ого | ому | ый | ым | ом
ий | ого его | ому ему | ий | им | ом ем
ой | ого | ому | ой | ым им | ом
ая | ой ей | ой ей | ую | ой ою ей ею | ой ей
яя | ей | ей | юю | ей ею | ей
ое | ого | ому | ое | ым им | ом
ее | его | ему | ее | им | ем
ые | ых | ым | ые | ыми | ых
ие | их | им | ие | ими | их
- | а | у | - | ым | ом е
ий | ьего | ьему | ий | ьим | ьем
ье | ья ьего | ью ьему | ье | ьем ьим | ье ьем
ья | ьи ьей | ье ьей | ью | ьей | ье ьей
"""
_UKRAINIAN = """
- | а у | у ові еві | - | ом ем | і у ові еві
ь | я ю | ю еві | ь | ем | і ю еві
й | я ю | ю єві | й | єм | ї ю єві
а | и і | і | у | ою ею | і
ка | ки | ці | ку | кою | ці
га | ги | зі | гу | гою | зі
ха | хи | сі | ху | хою | сі
к | ка ку | ку кові | к | ком | ку кові ці
г | га гу | гу гові | г | гом | гу зі
х | ха ху | ху хові | х | хом | ху сі
я | і и ї | і ї | ю | ею єю | і ї
ь | і и | і | ь | ю | і
- | і | і | - | ю | і
о | а | у ові | о | ом | і у ові
ле | ля | лю | ле | лем | лі
ре | ря | рю | ре | рем | рі
я | я | ю | я | ям | і
и | - ів | ам | и | ами | ах
ки | ок | кам | ки | ками | ках
і | - ів ей | ям ам | і | ями ами | ях ах
ї | їв | ям | ї | ями | ях
ий | ого | ому | ий | им | ому ім
ій | ього | ьому | ій | ім | ьому
а | ої | ій | у | ою | ій
я | ьої | ій | ю | ьою | ій
е | ого | ому | е | им | ому ім
є | ього | ьому | є | ім | ьому
і | их | им | і | ими | их
- | ого | ому | - | им | ому ім
"""
_CASES = "gdail"
_BITS = {case: 1 << number for number, case in enumerate(_CASES)}
_ANY_CASE = (1 << len(_CASES)) - 1

# What reports put before the name of a place, with the cases that it takes: genitive, dative, accusative,
# instrumental, prepositional. The same word may be Russian and Ukrainian.
_PREPOSITIONS = {
    word: sum(_BITS[case] for case in cases)
    for cases, words in (
        ("al", "в во на"),
        ("gal", "у"),
        ("ai", "под подо під"),
        ("agi", "за"),
        ("i", "над между між перед"),
        ("g", "из изо от ото до от від"),
        ("gi", "с со з із зі"),
        ("d", "к ко"),
        ("dal", "по"),
        ("al", "о об при уві"),
        ("a", "через крізь"),
    )
    for word in words.split()
}
_DOUBLE_PREPOSITIONS = frozenset({"из под", "з під", "із під", "из за"})

# What stands after these is not declined: Ростове-на-Дону.
_PARTICLES = frozenset("на над под при во в під".split())

_CYRILLIC = re.compile("[а-яіїєґў ]+")
_ONLY_RUSSIAN = re.compile("[ыэъ]")
_ONLY_UKRAINIAN = re.compile("[ґєії]")
_CONSONANTS = "бвгґджзклмнпрстфхцчшщ"
_HANGUL = re.compile("[가-힣]+")
# Korean glues particles to a name: 평양에서, in Pyongyang. The longer come first.
_KOREAN_PARTICLES = (
    "에서는 에서의 에서도 까지 부터 에서 으로 에게 에는 에도 로 에 의 을 를 은 는 이 가 와 과".split()
)
_SHORTEST_HANGUL = 2
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
_DROPPED = ("", "ы", "и", "а", "ь", "ка", "о", "е")


#: For an ending, what the name may end in, with the cases in which it ends so, each a bit.
_Table = dict[str, tuple[tuple[str, int], ...]]


def _table(*texts: str) -> _Table:
    found: dict[str, dict[str, int]] = {}
    for line in filter(None, "".join(texts).splitlines()):
        base, *declined = (
            [ending.removeprefix("-") for ending in column.split()] for column in line.split("|")
        )
        for case, endings in zip(_CASES, declined, strict=True):
            for ending in endings:
                bases = found.setdefault(ending, {})
                bases[base[0]] = bases.get(base[0], 0) | _BITS[case]
    return {ending: tuple(bases.items()) for ending, bases in found.items()}


_TABLES = (_table(_RUSSIAN, _UKRAINIAN), _table(_RUSSIAN), _table(_UKRAINIAN))
_LONGEST_ENDING = max(map(len, _TABLES[0]))


def split_preposition(folded: str) -> tuple[str, int]:
    """Split the preposition before a name from it.

    Parameters
    ----------
    folded : str
        A folded name.

    Returns
    -------
    str
        The name without its preposition.
    int
        The cases that the preposition takes, as bits for `base_forms`; all of them without a preposition.

    Examples
    --------
    >>> [split_preposition(name)[0] for name in ("под курском", "из под курска", "суджа")]
    ['курском', 'курска', 'суджа']
    """
    words = folded.split()
    if len(words) > 2 and f"{words[0]} {words[1]}" in _DOUBLE_PREPOSITIONS:
        return " ".join(words[2:]), _BITS["g"]
    cases = _PREPOSITIONS.get(words[0]) if len(words) > 1 else None
    return (folded, _ANY_CASE) if cases is None else (" ".join(words[1:]), cases)


def is_inflected(folded: str) -> bool:
    """Whether a folded name is in letters that `base_forms` reads.

    Examples
    --------
    >>> is_inflected("судже"), is_inflected("평양에서"), is_inflected("sudzha"), is_inflected("810 я бригада")
    (True, True, False, False)
    """
    return not folded.isascii() and bool(_CYRILLIC.fullmatch(folded) or _HANGUL.fullmatch(folded))


def base_forms(
    folded: str, cases: int = _ANY_CASE, begins: Callable[[str], int] | None = None
) -> tuple[str, ...]:
    """Return the names that `folded` may be a case form of, without repeats and without `folded` itself.

    Parameters
    ----------
    folded : str
        A key made by `geomoves.places.names.folding.fold`, without its preposition.
    cases : int
        The cases that it may stand in, as `split_preposition` gives them.
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
    >>> [name in base_forms(*split_preposition("под курском")) for name in ("курск", "курское")]
    [True, False]
    >>> base_forms("평양에서"), base_forms("sudzha")
    (('평양',), ())
    """
    if not is_inflected(folded):
        return ()
    if _HANGUL.fullmatch(folded):
        bare = (folded.removesuffix(particle) for particle in _KOREAN_PARTICLES)
        return tuple(form for form in bare if form != folded and len(form) >= _SHORTEST_HANGUL)
    words = folded.split()
    declined = next(
        (number for number, word in enumerate(words) if number and word in _PARTICLES), len(words)
    )
    if not words or declined > _MOST_WORDS:
        return ()
    russian, ukrainian = _ONLY_RUSSIAN.search(folded), _ONLY_UKRAINIAN.search(folded)
    table = _TABLES[0 if russian and ukrainian else 1 if russian else 2 if ukrainian else 0]
    forms = _of_word(words[0], table)
    if begins and len(words) > 1:
        forms = {form: own for form, own in forms.items() if begins(form) >= len(words)}
    # All words of a name stand in the same case.
    found = {form: own & cases for form, own in forms.items() if own & cases}
    for word in words[1:declined] if found else ():
        forms = _of_word(word, table)
        together: dict[str, int] = {}
        for name, shared in found.items():
            for form, own in forms.items():
                if shared & own:
                    longer = f"{name} {form}"
                    together[longer] = together.get(longer, 0) | (shared & own)
        found = together
    rest = words[declined:]
    names = [" ".join((name, *rest)) for name in found] if rest else list(found)
    return tuple(name for name in names if name != folded)


def _of_word(word: str, table: _Table) -> dict[str, int]:
    """Return what one word may be a form of, itself first, each with the cases of which it is one."""
    found = {word: _ANY_CASE}
    if len(word) < _SHORTEST_WORD:
        return found
    for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM), -1, -1):
        bases = table.get(word[len(word) - length :])
        if not bases:
            continue
        stem = word[: len(word) - length]
        for base, cases in bases:
            form = stem + base
            found[form] = found.get(form, 0) | cases
            if form[-1] in _BARE_ENDS and form != word:
                for other in _with_other_vowel(form):
                    found[other] = found.get(other, 0) | cases
    doubled = _DOUBLED.search(word)
    if doubled:
        # Обоянню, Тернопіллю: the instrumental of a soft stem doubles its consonant.
        found[word[: doubled.start()] + doubled.group(1) + "ь"] = _BITS["i"]
    return found


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
    # Орловский comes from Орёл, and Харьковский from no "Харьк".
    longer = re.fullmatch("(.{3,})[ое]в", stem)
    short = (longer.group(1), *_with_other_vowel(longer.group(1))) if longer else ()
    return stem + suffix, *(stem + end for end in _DROPPED), *short
