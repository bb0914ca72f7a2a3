"""Whose view of the borders a map draws.

No map of borders is neutral. Natural Earth draws who is in control on the ground and keeps, for each of its
border lines, how some thirty states and ISO 3166 class it, in columns named ``FCLASS_…``. Such a column is
sparse: it holds a value only where its view differs, and elsewhere the line's own ``FEATURECLA`` counts. A
point of view is one of these columns; "de facto" is ``FEATURECLA`` alone.

What the data say of three disputes:

Crimea
    *de facto*: disputed at Perekop and in the Kerch Strait. *iso*, *ua* and most others, *in*, *pk* and *cn*
    among them: an international border in the strait, an admin-1 line at Perekop. *us*, *de*, *fr* and
    others: the same border, and a claimed one at Perekop. *ma* and *se*: claimed at Perekop, disputed in the
    strait. *ru*: an international border at Perekop, an admin-1 line in the strait.
Kashmir
    *de facto*, *iso*, *ua*, *ma* and most others: a line of control, and a disputed line at Aksai Chin. *pk*:
    none in the south and an admin-1 line in the north, a border at Aksai Chin. *cn*: a line of control, a
    border at Aksai Chin. *in*: neither line, but for a few kilometres of admin-1 line at 1:10 million. *ru*:
    a border at Aksai Chin and no line of control.
Western Sahara
    *de facto*: the berm is a line of control, the parallel 27°40′ N indefinite. *iso*, *ua*, *ru*, *in*,
    *pk*, *cn* and most others: no berm, disputed at the parallel. *ma*, *ps* and *sa*: no line at all.

Three things were added to the columns, each with its reason in ``data/basemap/provenance.json``. Where an
edition of Natural Earth leaves a cell empty and a coarser one fills it for the same line, the latter counts
(so ISO's view of Crimea comes from there), save for one half of the line of control. The parallel 27°40′ N,
which Natural Earth keeps in another file. And from that file the lines that China, India, Japan, Pakistan and
Portugal claim beyond where they are in control, each drawn as a claim in the view of its claimant and in no
other: in India's view Kashmir lies within its claims, with no line of control in it.

A view that does not know a line shows none instead. How many lines a view leaves out is counted in
`geomoves.maps.basemap.basemap_block`.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from geomoves.errors import ArgumentError, shorten

__all__ = ["DEFAULT_POINT_OF_VIEW", "PointOfView", "point_of_view_named", "points_of_view"]

DEFAULT_POINT_OF_VIEW = "iso"
"""The view that is drawn when none is asked for.

ISO 3166 follows the United Nations' lists, is what the gazetteer's ``country`` follows, so that a place and
the border beside it tell the same story, and is no state's own view. It settles nothing and is not everyone's
(it knows no Kosovo), so its name stands on the map like any other's. Natural Earth's columns know less of it
than of some states: where they are silent, its lines are de facto ones.
"""


@dataclass(frozen=True, slots=True)
class PointOfView:
    """Whose view of the borders is drawn.

    Parameters
    ----------
    key : str
        What the user names it by: ``"iso"``, ``"de facto"``, or a state's ISO 3166-1 alpha-2 code in small
        letters.
    label : str
        What stands on the map, in English.
    column : str
        The column of Natural Earth's border lines that it reads.
    """

    key: str
    label: str
    column: str


_STATES = {
    "ar": "Argentina",
    "bd": "Bangladesh",
    "br": "Brazil",
    "cn": "China",
    "de": "Germany",
    "eg": "Egypt",
    "es": "Spain",
    "fr": "France",
    "gb": "United Kingdom",
    "gr": "Greece",
    "id": "Indonesia",
    "il": "Israel",
    "in": "India",
    "it": "Italy",
    "jp": "Japan",
    "kr": "South Korea",
    "ma": "Morocco",
    "nl": "Netherlands",
    "np": "Nepal",
    "pk": "Pakistan",
    "pl": "Poland",
    "ps": "Palestine",
    "pt": "Portugal",
    "ru": "Russia",
    "sa": "Saudi Arabia",
    "se": "Sweden",
    "tr": "Turkey",
    "tw": "Taiwan",
    "ua": "Ukraine",
    "us": "United States",
    "vn": "Vietnam",
}

# Natural Earth names South Korea's column after the language.
_COLUMN_ENDINGS = {"kr": "KO"}

_POINTS_OF_VIEW = {
    view.key: view
    for view in (
        PointOfView("iso", "ISO 3166", "FCLASS_ISO"),
        PointOfView("de facto", "de facto (who is in control)", "FEATURECLA"),
        PointOfView("tlc", "Natural Earth's top-level countries", "FCLASS_TLC"),
        *(
            PointOfView(key, label, f"FCLASS_{_COLUMN_ENDINGS.get(key, key.upper())}")
            for key, label in _STATES.items()
        ),
    )
}


def points_of_view() -> dict[str, PointOfView]:
    """Return every point of view that the data hold, by key, the default first.

    Returns
    -------
    dict of str to PointOfView
        "iso", "de facto", "tlc", then states in the order of their codes.

    Examples
    --------
    >>> points_of_view()["ua"]
    PointOfView(key='ua', label='Ukraine', column='FCLASS_UA')
    >>> next(iter(points_of_view()))
    'iso'
    """
    return dict(_POINTS_OF_VIEW)


def point_of_view_named(key: str) -> PointOfView:
    """Return the point of view with this key.

    Parameters
    ----------
    key : str
        A key of `points_of_view`; small and capital letters are the same.

    Raises
    ------
    ArgumentError
        There is none; the error lists all keys.

    Examples
    --------
    >>> point_of_view_named("UA").label
    'Ukraine'
    """
    wanted = str(key).strip().casefold()
    found = _POINTS_OF_VIEW.get(wanted)
    if found is not None:
        return found
    close = difflib.get_close_matches(wanted, _POINTS_OF_VIEW, n=1)
    meant = f'did you mean "{close[0]}"? ' if close else ""
    options = ", ".join(f'"{option}"' for option in _POINTS_OF_VIEW)
    remedy = f"{meant}choose one of {options}"
    raise ArgumentError("point_of_view", f"{shorten(key)} is no point of view", remedy)
