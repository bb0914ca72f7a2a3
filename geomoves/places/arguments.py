"""Checks of the arguments that users hand to the gazetteer."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from geomoves.errors import ArgumentError, shorten
from geomoves.places.place import Mention

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime

    DateLike = datetime.date | str | int

__all__ = [
    "LONGEST_NAME",
    "LONGEST_TEXT",
    "country_codes",
    "kind_set",
    "mention_list",
    "name_text",
    "position",
    "positive_count",
    "score_threshold",
    "text_of_document",
    "year_of",
]

#: Longest name that is looked up, in characters. The longest place name in use has 168.
LONGEST_NAME = 500

#: Longest text that `resolve` reads, in characters.
LONGEST_TEXT = 2_000_000

_YEAR = r"([0-9]{4})(-(0[1-9]|1[0-2]))?"


def name_text(value: object, argument: str = "name") -> str:
    """Return `value` when it is text that can be a name, without the spaces around it.

    Raises
    ------
    ArgumentError
        It is no text, is empty, is longer than `LONGEST_NAME`, or is broken Unicode.
    """
    # Most names need no other look: this is asked for each of a million.
    # Half a character cannot be shown.
    if value.__class__ is str and len(value) <= LONGEST_NAME and (value.isascii() or value.isprintable()):
        bare = value.strip()
        if bare:
            return bare
    text = _unicode_text(value, argument)
    if not text.strip():
        raise ArgumentError(argument, "the name is empty", "give a name")
    if len(text) > LONGEST_NAME:
        raise ArgumentError(
            argument,
            f"{shorten(text, 40)} has {len(text):,} characters, a name has at most {LONGEST_NAME}",
            "give the name alone; pass what surrounds it as text=",
        )
    return text.strip()


def text_of_document(value: object) -> str:
    """Return the text of a document, empty for None.

    Raises
    ------
    ArgumentError
        It is no text, is broken Unicode, or is longer than `LONGEST_TEXT`.
    """
    if value is None:
        return ""
    text = _unicode_text(value, "text")
    if len(text) > LONGEST_TEXT:
        raise ArgumentError(
            "text",
            f"it has {len(text):,} characters, at most {LONGEST_TEXT:,} are read",
            "resolve document by document",
        )
    return text


def mention_list(values: object, text: str) -> list[Mention]:
    """Return the mentions as `Mention` objects, in their order.

    Raises
    ------
    ArgumentError
        `values` is one text instead of a list, or an entry is neither text nor a `Mention`, or its
        offsets lie outside `text`.
    """
    if isinstance(values, str | bytes | Mention) or not isinstance(values, Iterable):
        raise ArgumentError("mentions", f"{shorten(values)} is not a list", "give a list, such as [name]")
    return [
        value if _is_plain(value, text) else _mention(value, f"mentions[{number}]", text)
        for number, value in enumerate(values)
    ]


def _is_plain(value: object, text: str) -> bool:
    """Whether a mention is one as most are, in which nothing can be wrong."""
    return (
        value.__class__ is Mention
        and value.name.__class__ is str
        and 0 < len(value.name) <= LONGEST_NAME
        and value.name.isascii()
        and not value.name.isspace()
        and value.start.__class__ is int
        and value.end.__class__ is int
        and 0 <= value.start < value.end <= len(text)
    )


def _mention(value: object, argument: str, text: str) -> Mention:
    if not isinstance(value, Mention):
        return Mention(name_text(value, argument))
    name_text(value.name, f"{argument}.name")
    if value.start is None and value.end is None:
        return value
    for offset in (value.start, value.end):
        if isinstance(offset, bool) or not isinstance(offset, int):
            raise ArgumentError(
                argument, "start and end go together, as whole numbers", "give both or neither"
            )
    assert value.start is not None  # both are int after the loop
    assert value.end is not None
    if not 0 <= value.start < value.end or (text and value.end > len(text)):
        raise ArgumentError(
            argument,
            f"{value.start}–{value.end} is no part of a text of {len(text):,} characters",
            "start counts from 0, end is exclusive, and both belong to text=",
        )
    return value


def country_codes(values: object) -> frozenset[str] | None:
    """Return the ISO 3166-1 alpha-2 codes of a theatre; None or nothing at all means everywhere.

    Raises
    ------
    ArgumentError
        An entry is no ISO 3166-1 alpha-2 code.
    """
    if values is None:
        return None
    if isinstance(values, str):
        values = [values]
    if not isinstance(values, Iterable):
        raise ArgumentError(
            "countries", f"{shorten(values)} is no list of country codes", 'write ["RU", "UA"]'
        )
    from geomoves.places.countries import codes_named, countries

    codes: set[str] = set()
    for value in values:
        code = value.strip().upper() if isinstance(value, str) and len(value) <= LONGEST_NAME else ""
        if code not in countries():
            meant = codes_named(value) if isinstance(value, str) and value.isprintable() else ()
            remedy = (
                f"write {meant[0]}" if meant else "write two letters, such as UA; the United Kingdom is GB"
            )
            raise ArgumentError("countries", f"{shorten(value)} is no ISO 3166-1 alpha-2 code", remedy)
        codes.add(code)
    return frozenset(codes) or None


def kind_set(values: object, present: Collection[str]) -> frozenset[str] | None:
    """Return the kinds asked for; None or nothing at all means every kind.

    Raises
    ------
    ArgumentError
        A kind is neither one of `KINDS` nor `present` in the gazetteer.
    """
    if values is None:
        return None
    if isinstance(values, str):
        values = [values]
    if not isinstance(values, Iterable):
        raise ArgumentError("kinds", f"{shorten(values)} is no list of kinds", 'write ["city", "port"]')
    from geomoves.places.kinds import KINDS

    kinds: set[str] = set()
    for value in values:
        if not isinstance(value, str) or (value not in KINDS and value not in present):
            raise ArgumentError(
                "kinds",
                f"there is no kind {shorten(value)}",
                "one of: " + ", ".join(sorted(KINDS | set(present))),
            )
        kinds.add(value)
    return frozenset(kinds) or None


def year_of(value: object) -> int | None:
    """Return the year of a date, None for None.

    Raises
    ------
    ArgumentError
        It is neither a date nor ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    """
    if value is None:
        return None
    import datetime
    import re

    if isinstance(value, datetime.date):
        return value.year
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999:
        return value
    if isinstance(value, str):
        text = value.strip()
        if re.fullmatch(_YEAR, text):
            return int(text[:4])
        if len(text) == len("2024-10-18"):
            try:
                return datetime.date.fromisoformat(text).year
            except ValueError:
                pass
    raise ArgumentError("date", f"{shorten(value)} is no date", "write 2024-10-18, 2024-10 or 2024")


def positive_count(value: object, argument: str) -> int:
    """Return `value` when it is a whole number of at least 1, else raise `ArgumentError`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ArgumentError(argument, f"{shorten(value)} is no whole number from 1 on", "give 1 or more")
    return value


def score_threshold(value: object, default: float) -> float:
    """Return a threshold within 0–1, `default` for None, else raise `ArgumentError`."""
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ArgumentError(
            "threshold", f"{shorten(value)} is no number from 0 to 1", f"the default is {default}"
        )
    return float(value)


def position(lon: object, lat: object) -> tuple[float, float]:
    """Return longitude and latitude as floats.

    Raises
    ------
    ArgumentError
        One is no finite number or lies outside −180…180 or −90…90 degrees.
    """
    from math import nan

    numbers: list[float] = []
    for argument, value, most in (("lon", lon, 180.0), ("lat", lat, 90.0)):
        try:
            number = nan if isinstance(value, bool | str | bytes) else float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            number = nan
        if not -most <= number <= most:
            raise ArgumentError(
                argument,
                f"{shorten(value)} is no number from -{most:g} to {most:g}",
                "longitude comes first, in degrees",
            )
        numbers.append(number)
    return numbers[0], numbers[1]


def _unicode_text(value: object, argument: str) -> str:
    if not isinstance(value, str):
        raise ArgumentError(argument, f"{shorten(value)} is {type(value).__name__}, not text", "give a str")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ArgumentError(
                argument, f"{shorten(value)} is broken Unicode", "decode the file with its own encoding"
            ) from None
    return value
