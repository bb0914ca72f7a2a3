"""Names that are rather words: "East", "the village", "front"."""

from __future__ import annotations

__all__ = ["DIRECTIONS", "is_common_word"]

#: Somewhere on earth is a region or a village called so, and texts mean none of them.
DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest север юг восток запад північ південь схід"
    " захід".split()
)
_PARTS = frozenset("border centre center coast front frontier home interior line mainland rear shore".split())
_THE = "the "


def is_common_word(name: str, folded: str) -> bool:
    """Whether a name is rather a word: a direction, or in small letters a kind of place or with an article.

    Examples
    --------
    >>> is_common_word("the village", "the village"), is_common_word("The Village", "the village")
    (True, False)
    >>> is_common_word("East", "east"), is_common_word("coast", "coast"), is_common_word("kursk", "kursk")
    (True, True, False)
    """
    bare = folded.removeprefix(_THE)
    if bare in DIRECTIONS:
        return True
    if not name == name.lower() != name.upper():
        return False
    from geomoves.places.names.wrappers import is_kind_word

    return is_kind_word(bare) or bare in _PARTS or name.startswith(_THE)
