"""The forms in which a name in another script than Latin may be known."""

from __future__ import annotations

import re

from geomoves.places.names.han import other_forms
from geomoves.places.names.inflections import base_forms, is_inflected, lands
from geomoves.places.names.romanising import romanise
from geomoves.places.names.wrappers import ends_glued, tells_glued, unwrap

__all__ = ["forms_of"]

# In these scripts names are declined, have their kind as a syllable or other forms of their characters.
_READ_OTHERWISE = re.compile("[\u0400-\u052f\u1100-\u11ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")


def forms_of(folded: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return a name's Latin forms, and those in its own script that it may be a form of.

    None when these are not all: several words are declined together, and a word for a kind, or one that tells
    of another place, can be glued on.

    Examples
    --------
    >>> forms_of("羅津"), forms_of("évora")
    (((), ('罗津',)), ((), ()))
    >>> latin, own = forms_of("судже")
    >>> "sudzhe" in latin, "суджа" in own, forms_of("в судже") is None
    (True, True, True)
    """
    if not _READ_OTHERWISE.search(folded):
        return (), ()
    if " " in folded or (ends_glued(folded) and unwrap(folded)) or tells_glued(folded):
        return None
    own = (*base_forms(folded), *lands(folded)) if is_inflected(folded) else other_forms(folded)
    return romanise(folded), own
