"""Names that are rather words: "East", "the village", "front", "none", "us"."""

from __future__ import annotations

from operator import gt

__all__ = ["DIRECTIONS", "LONGEST_AS_WRITTEN", "NO_ANSWER", "is_common_word", "is_miswritten"]

#: Somewhere on earth is a region or a village called so, and texts mean none of them.
DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest север юг восток запад північ південь схід"
    " захід".split()
)
#: What tables have where nothing is known; somewhere is a village called None, and a town called Nan.
NO_ANSWER = frozenset(
    "none nan null nil nul na unknown unspecified undisclosed unnamed unidentified tbd tba various multiple"
    " other нет неизвестно немає невідомо 없음 미상 불명 无 無 未知 不明".split()
)
_PARTS = frozenset("border centre center coast front frontier home interior line mainland rear shore".split())
_THE = "the "

#: "EU" is not the town of Eu and "in" is not Indiana: so short a Latin name counts as it is written.
LONGEST_AS_WRITTEN = 3


def is_common_word(name: str, folded: str) -> bool:
    """Whether a name is rather a word: a direction, no answer, or in small letters a kind or with an article.

    Examples
    --------
    >>> is_common_word("the village", "the village"), is_common_word("The Village", "the village")
    (True, False)
    >>> is_common_word("East", "east"), is_common_word("coast", "coast"), is_common_word("kursk", "kursk")
    (True, True, False)
    """
    bare = folded.removeprefix(_THE)
    if bare in DIRECTIONS or bare in NO_ANSWER:
        return True
    if not name == name.lower() != name.upper():
        return False
    from geomoves.places.names.wrappers import is_kind_word

    return is_kind_word(bare) or bare in _PARTS or name.startswith(_THE)


def is_miswritten(name: str, folded: str, text: str) -> bool:
    """Whether a name that is as short as a word has capitals that the place's has not, or none at all.

    Parameters
    ----------
    name, folded : str
        The name as it was asked for, and folded.
    text : str
        The place's name as the gazetteer writes it.

    Examples
    --------
    >>> is_miswritten("EU", "eu", "Eu"), is_miswritten("us", "us", "US"), is_miswritten("UK", "uk", "U.K.")
    (True, True, False)
    >>> is_miswritten("kyiv", "kyiv", "Kyiv"), is_miswritten("Ga.", "ga", "GA")
    (False, False)
    """
    if len(folded) > LONGEST_AS_WRITTEN or not folded.isascii():
        return False
    if text.endswith(".") and True in _capitals(name):
        # An abbreviation is one in a heading, too: "TEX.".
        return False
    own, written = _capitals(name), _capitals(text)
    return (True in written and True not in own) or any(map(gt, own, written))


def _capitals(name: str) -> list[bool]:
    return [letter.isupper() for letter in name if letter.isalpha()]
