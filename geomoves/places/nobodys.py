"""Whether surely nothing is called by a name in any of the ways in which it can be read.

`geomoves.places.queries` and `geomoves.places.matching` read a name in many ways, one after the other, and
for a name that is nobody's all of that finds nothing. Here the keys that they would look for are gathered and
looked for alone. Where it would take more than that, or where anything is there, the answer is no.
"""

from __future__ import annotations

from geomoves.places.index import NameIndex
from geomoves.places.names.folding import fold
from geomoves.places.names.han import other_forms
from geomoves.places.names.inflections import base_forms, is_inflected, lands
from geomoves.places.names.romanising import romanise
from geomoves.places.names.wrappers import (
    named_after,
    other_spelling,
    split_containers,
    tells_glued,
    tells_of_others,
    unwrap,
)
from geomoves.places.quick import words_weighed

__all__ = ["finds_nothing"]

_ARTICLE = "the "


def finds_nothing(index: NameIndex, name: str) -> bool:
    """Whether a look-up of a bare name surely finds nothing, not even what is spelt almost so.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    name : str
        The name as written.
    """
    key = fold(name)
    bare = key.removeprefix(_ARTICLE)
    reading = unwrap(bare)
    core = reading.core if reading else ""
    if not _is_unknown(index, key, bare, core) or bare.startswith(_ARTICLE):
        return False
    for form in (key, core) if core else (key,):
        if any(map(index.close_to, (form, *romanise(form)))):
            return False
    head, outer = split_containers(name)
    for part in (head, outer[-1]) if outer else ():
        own = fold(part)
        if not _is_unknown(index, own, own.removeprefix(_ARTICLE)):
            return False
    if name.isascii():
        if not tells_of_others(key):
            return True
    elif len(name.split(maxsplit=1)) < 2 and not tells_glued(name):
        return True
    # Few names with such words tell of a place by others, and only they are asked for.
    from geomoves.places.relative.relations import relations_in

    return next(relations_in(name), None) is None


def _is_unknown(index: NameIndex, key: str, bare: str, core: str | None = None) -> bool:
    """Whether nothing can have a name, alone or before what it lies in.

    Parameters
    ----------
    index : NameIndex
        Where to look.
    key, bare : str
        The folded name, and it without its article.
    core : str, optional
        The name without its wrapper, empty for none; by default it is looked for.
    """
    if not key:
        return True
    if not bare or bare in words_weighed():
        return False
    if core is None:
        reading = unwrap(bare)
        core = reading.core if reading else ""
    for form in {key, bare, other_spelling(bare), named_after(bare), core}:
        if form and (_is_there(index, form) or any(_is_there(index, latin) for latin in romanise(form))):
            return False
    if bare.isascii():
        return True
    if not is_inflected(bare):
        return not any(map(index.hits, other_forms(bare)))
    # Several words are declined together.
    return " " not in bare and not any(map(index.hits, (*base_forms(bare), *lands(bare), *other_forms(bare))))


def _is_there(index: NameIndex, form: str) -> bool:
    # What is never wrong when it says no costs less, and mostly says so.
    return index.holds(form) and bool(index.hits(form) or index.rows_otherwise(form) or index.unwrapped(form))
