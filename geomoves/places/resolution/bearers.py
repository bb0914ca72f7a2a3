"""What stands around a name that a person or a ship bears: "Gen. Jackson", "Houston said he", cruiser Moskva.

The names of persons and ships are those of places more often than not, and only the words beside them tell.
"""

from __future__ import annotations

import re

__all__ = ["is_borne"]

_SHORT_TITLES = "Mr Mrs Ms Dr Prof Gen Lt Capt Sgt Adm Sen Gov"
_TITLES = (
    "Professor Sir Lord Lady General Lieutenant Captain Sergeant Admiral President Senator Governor Secretary"
    " Minister Chancellor Judge Justice"
)
_RUSSIAN_TITLES = (
    "господин генерал полковник подполковник майор капитан лейтенант адмирал президент министр губернатор"
    " сенатор генерал-майор генерал-лейтенант генерал-полковник пан президент міністр"
)
_SHIPS = (
    "cruiser|destroyer|frigate|corvette|submarine|warship|battleship|aircraft carrier|minesweeper|patrol boat"
)
_RUSSIAN_SHIPS = "крейсер|эсмин|фрегат|корвет|подлодк|линкор|тральщик|атомоход|есмін"

# Directly before: "Mr. X", "the cruiser X", "USS X", "крейсер «X".
_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:{'|'.join(_SHORT_TITLES.split())})\.?\s+|(?<!\w)(?:{'|'.join(_TITLES.split())})\s+"
    rf"|(?<!\w)(?i:{'|'.join(_RUSSIAN_TITLES.split())})\s+"
    rf"|\b(?i:{_SHIPS})\s+|\b(?:USS|HMS|HMCS|RFS|ARA)\s+"
    rf"|\b(?i:{_RUSSIAN_SHIPS})\w*\s+[«\"“„]?)$"
)
_LONGEST_BEFORE = 40
# Most names have none of these before them, and are done with at once.
_LAST_BEFORE = frozenset(
    f"{_SHORT_TITLES} {_TITLES} {_RUSSIAN_TITLES} {_SHIPS} USS HMS HMCS RFS ARA".replace("|", " ")
    .lower()
    .split()
)
_STEMS_BEFORE = tuple(_RUSSIAN_SHIPS.split("|"))
_QUOTES = ' \t\n«"“„'
_AFTER = re.compile(rf"\s+(?:{_SHIPS})\b")

# Who begins a sentence and says of himself. A capital that said something is a government, and never "he".
_BEGINS = re.compile(r"(?:^|[.!?\n][\"”’)]*\s*|[“\"«]\s?)$")
_SAID = "said|says|added|testified|recalled|insisted|admitted|explained|believes|thinks"
_TOLD = "told"
_RUSSIAN_SAID = "сказал|рассказал|сообщил|заявил|добавил|признал"
_UKRAINIAN_SAID = "сказа|розпові|дода|заяви"
_SPOKE = re.compile(
    rf"\s+(?:{_SAID})\s+(?:that\s+)?(?:he|she|his|her)\b|\s+{_TOLD}\s+(?:his|her)\b"
    rf"|\s+(?:{_RUSSIAN_SAID})а?\s*,\s+что\s+(?:он|она|его|её|ее)\b"
    rf"|\s+(?:{_UKRAINIAN_SAID})(?:в|ла)\s*,\s+що\s+(?:він|вона|його|її)\b"
)
# Only what begins so after a space is looked at: few words do.
_BEGIN_AFTER = tuple(f"{_SHIPS}|{_SAID}|{_TOLD}|{_RUSSIAN_SAID}|{_UKRAINIAN_SAID}".split("|"))


def is_borne(text: str, start: int, end: int) -> bool:
    """Whether the words beside a name say that a person or a ship is called so.

    Parameters
    ----------
    text : str
        The text.
    start, end : int
        Where the name stands in it, `end` exclusive.

    Examples
    --------
    >>> is_borne("Gen. Jackson was wounded.", 5, 12), is_borne("Houston said he would appeal.", 0, 7)
    (True, True)
    >>> is_borne("Moscow said that it would appeal.", 0, 6), is_borne("The cruiser Moskva sank.", 12, 18)
    (False, True)
    """
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    last = before.rstrip(_QUOTES).rpartition(" ")[2].strip('.,("“«').lower()
    if (last in _LAST_BEFORE or last.startswith(_STEMS_BEFORE)) and _BEFORE.search(before):
        return True
    if not text.startswith(_BEGIN_AFTER, end + 1):
        return False
    return bool(_AFTER.match(text, end) or (_SPOKE.match(text, end) and _BEGINS.search(before)))
