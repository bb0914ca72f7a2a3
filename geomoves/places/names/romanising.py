"""Reading Cyrillic and Hangul names in Latin letters, the ways that reports do.

One name has several Latin forms (Amur's Екатеринославка is Yekaterinoslavka and Ekaterinoslavka,
동해 is Tonghae in the North and Donghae in the South), so each function gives all of them. A
gazetteer row that holds only one script is then found from the other.

The tables follow BGN/PCGN 1947 for Russian, the Ukrainian decree of 2010 and BGN/PCGN 1965 for
Ukrainian, McCune–Reischauer and the Revised Romanization of 2000 for Korean; accents, apostrophes
and hyphens are left out, as folding takes them away.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["romanise"]

_SHARED = dict(
    zip(
        "абвджзклмнопрстуфцчшґўіэы",
        "a b v d zh z k l m n o p r s t u f ts ch sh g u i e y".split(),
        strict=True,
    )
) | {"х": "kh", "щ": "shch", "ъ": "", "ь": ""}


def _table(letters: str, latin: str) -> dict[int, str]:
    return str.maketrans(_SHARED | dict(zip(letters, latin.split(), strict=True)))


_RUSSIAN = _table("геийюяєї", "g e i y yu ya ye yi")
_UKRAINIAN_2010 = _table("геийюяєї", "h e y i iu ia ie i")
_UKRAINIAN_1965 = _table("геийюяєї", "h e y y yu ya ye yi")

# Russian е is ye at the start of a word and after a vowel or a sign.
_GLIDING_E = re.compile("(^| |[аеиоуыэюяєіїъь])е")
_ADJECTIVE = re.compile(r"[iy]y\b")
# The decree of 2010 writes these fully at the start of a word, as the older table does everywhere.
_INITIAL_GLIDE = re.compile(r"\b[йюяєї]")

# One name is read several times on the way to its answer, and again where a text repeats it.
_KEPT = 1024

_HANGUL = re.compile("[가-힣]")
_CYRILLIC = re.compile("[а-яіїєґў]")
_ONLY_RUSSIAN = re.compile("[ыэъ]")
_ONLY_UKRAINIAN = re.compile("[ґєії]")

_FIRST_HANGUL, _LAST_HANGUL = 0xAC00, 0xD7A3
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_VOWELS_MCCUNE = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split()
_VOWELS_REVISED = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_INITIAL_MCCUNE = dict(
    zip(_INITIALS, "k kk n t tt r m p pp s ss - ch tch ch k t p h".split(), strict=True)
) | {"ㅇ": ""}
_INITIAL_REVISED = dict(
    zip(_INITIALS, "g kk n d tt r m b pp s ss - j jj ch k t p h".split(), strict=True)
) | {"ㅇ": ""}
# McCune–Reischauer writes the plain stops voiced between voiced sounds.
_VOICED_MCCUNE = {"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"}
# What a final consonant sounds like when it closes its syllable.
_FINAL_SOUND = {
    final: sound
    for finals, sound in (
        ("ㄱㄲㅋㄳㄺ", "k"),
        ("ㄴㄵㄶ", "n"),
        ("ㄷㅅㅆㅈㅊㅌㅎ", "t"),
        ("ㄹㄼㄽㄾㅀ", "l"),
        ("ㅁㄻ", "m"),
        ("ㅂㅄㅍㄿ", "p"),
        ("ㅇ", "ng"),
    )
    for final in finals
}
# What remains of a final, and what moves over, when the next syllable starts with a vowel.
_CARRIED_OVER = {final: ("", final) for final in "ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅈㅊㅋㅌㅍ"} | {
    "ㄳ": ("k", "ㅅ"),
    "ㄵ": ("n", "ㅈ"),
    "ㄶ": ("", "ㄴ"),
    "ㄺ": ("l", "ㄱ"),
    "ㄻ": ("l", "ㅁ"),
    "ㄼ": ("l", "ㅂ"),
    "ㄽ": ("l", "ㅅ"),
    "ㄾ": ("l", "ㅌ"),
    "ㄿ": ("l", "ㅍ"),
    "ㅀ": ("", "ㄹ"),
    "ㅄ": ("p", "ㅅ"),
    "ㅎ": ("", "ㅇ"),
}
_NASAL_OF = {"k": "ng", "t": "n", "p": "m"}


def romanise(folded: str) -> tuple[str, ...]:
    """Return the Latin forms of a folded name, each of them a folded key; none for other scripts.

    Parameters
    ----------
    folded : str
        A key made by `geomoves.places.names.folding.fold`.

    Returns
    -------
    tuple of str
        Without repeats, the likeliest first; empty when `folded` is Latin already or holds a letter of
        a script that is not read here.

    Examples
    --------
    >>> romanise("донецьк")
    ('donetsk',)
    >>> romanise("екатеринославка")[:2]
    ('yekaterinoslavka', 'ekaterinoslavka')
    >>> romanise("동해")
    ('tonghae', 'donghae')
    >>> romanise("海参崴")
    ()
    """
    return () if folded.isascii() else _romanised(folded)


@lru_cache(_KEPT)
def _romanised(folded: str) -> tuple[str, ...]:
    if _HANGUL.search(folded):
        forms = [_hangul(folded, mccune=True), _hangul(folded, mccune=False)]
    elif _CYRILLIC.search(folded):
        forms = _cyrillic(folded)
    else:
        return ()
    found = dict.fromkeys(form for form in forms if form.isascii())
    if " " not in folded:
        # A sign alone leaves nothing.
        found.pop("", None)
        return tuple(found)
    # A sign that stands alone leaves only its space.
    return tuple(dict.fromkeys(" ".join(form.split()) for form in found if form.strip()))


def _cyrillic(folded: str) -> list[str]:
    forms: list[str] = []
    if not _ONLY_UKRAINIAN.search(folded):
        gliding = _GLIDING_E.sub("\\1ye", folded) if "е" in folded else folded
        for text in (folded,) if gliding == folded else (gliding, folded):
            form = text.translate(_RUSSIAN)
            # -ский ends in -skiy by the book and in -sky in the papers.
            forms += [form, _ADJECTIVE.sub("y", form)] if "й" in folded else [form]
    if not _ONLY_RUSSIAN.search(folded):
        # зг is written zgh, so that it is not read as ж.
        text = folded.replace("зг", "зgh")
        initial = _INITIAL_GLIDE.sub(lambda found: found.group().translate(_UKRAINIAN_1965), text)
        forms += [initial.translate(_UKRAINIAN_2010), text.translate(_UKRAINIAN_1965)]
    return forms


def _hangul(folded: str, *, mccune: bool) -> str:
    return " ".join(_hangul_word(word, mccune=mccune) for word in folded.split())


def _hangul_word(word: str, *, mccune: bool) -> str:
    if any(not _FIRST_HANGUL <= ord(character) <= _LAST_HANGUL for character in word):
        return word
    syllables = [_jamo(character) for character in word]
    initial_table = _INITIAL_MCCUNE if mccune else _INITIAL_REVISED
    vowels = _VOWELS_MCCUNE if mccune else _VOWELS_REVISED
    parts: list[str] = []
    closing = ""  # the sound that closes the syllable before; a vowel's is empty
    carried = ""  # the consonant that it hands on
    for position, (initial, vowel, final) in enumerate(syllables):
        opening = carried or initial
        if opening == "ㄹ" and closing in {"n", "l"}:
            sound = "l"
        elif opening == "ㄹ" and closing in {"m", "ng"}:
            sound = "n"
        elif opening == "ㄴ" and closing == "l":
            sound = "l"
        elif mccune and position and opening in _VOICED_MCCUNE and closing in {"", "n", "l", "m", "ng"}:
            sound = _VOICED_MCCUNE[opening]
        else:
            sound = initial_table[opening]
        following = syllables[position + 1][0] if position + 1 < len(syllables) else None
        closing, carried = _close(final, following)
        parts += [sound, vowels[vowel], closing]
    return "".join(parts)


def _close(final: str, following: str | None) -> tuple[str, str]:
    """Return the sound that closes a syllable and the consonant that moves to the next one."""
    if not final:
        return "", ""
    if following == "ㅇ" and final in _CARRIED_OVER:
        return _CARRIED_OVER[final]
    sound = _FINAL_SOUND[final]
    if following in {"ㄴ", "ㅁ", "ㄹ"} and sound in _NASAL_OF:
        return _NASAL_OF[sound], ""
    if sound == "n" and following == "ㄹ":
        return "l", ""
    return sound, ""


def _jamo(syllable: str) -> tuple[str, int, str]:
    index = ord(syllable) - _FIRST_HANGUL
    return _INITIALS[index // 588], index % 588 // 28, _FINALS[index % 28]
