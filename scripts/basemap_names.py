"""Names of towns in the page's languages, where a source says of a name which language it is in."""

from __future__ import annotations

import re

from babel import Locale

from basemap_inputs import Row

__all__ = ["Names"]

LANGUAGES = ("uk", "ru", "ko", "de")

_HANGUL = re.compile(r"[가-힣]{2,}")
# Administrative endings that GeoNames' Korean names carry and labels on a map do not: city, county, ward.
_KOREAN_ENDING = re.compile(r"(특별시|광역시|시)$")


class Names:
    """What towns are called in `LANGUAGES`.

    CLDR names the towns after which time zones are called, in every language. GeoNames' other names came
    without their languages; a name in Hangul is Korean, and nothing is taken from the others.
    """

    languages = LANGUAGES

    def __init__(self) -> None:
        zones = {language: Locale.parse(language).time_zones for language in ("en", *LANGUAGES)}
        self._by_english: dict[str, list[str]] = {}
        for key in zones["de"]:
            english = zones["en"].get(key, {}).get("city", key.rsplit("/", 1)[-1].replace("_", " "))
            self._by_english.setdefault(
                english.casefold(), [zones[language].get(key, {}).get("city", "") for language in LANGUAGES]
            )
        self._korean: dict[str, str] = {}

    def note(self, name: str, row: Row) -> None:
        """Take what GeoNames has of a town's names."""
        for other in row["alternatenames"]:
            if _HANGUL.fullmatch(other):
                self._korean.setdefault(name, _KOREAN_ENDING.sub("", other) or other)

    def of(self, name: str) -> list[str]:
        """Return the names in `LANGUAGES`, "" where none is known or it is the same."""
        known = list(self._by_english.get(name.casefold(), [""] * len(LANGUAGES)))
        korean = LANGUAGES.index("ko")
        known[korean] = known[korean] or self._korean.get(name, "")
        return ["" if each == name else each for each in known]
