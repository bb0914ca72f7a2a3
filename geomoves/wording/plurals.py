"""Which plural form a count takes.

The rules for whole numbers of the Unicode CLDR ("Language Plural Rules",
https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html). Browsers have the same
rules in `Intl.PluralRules`.
"""

from __future__ import annotations

__all__ = ["PLURAL_FORMS", "plural_form"]

#: The forms that a language tells apart in whole numbers, and the one for fractions, ``other``.
PLURAL_FORMS: dict[str, tuple[str, ...]] = {
    "en": ("one", "other"),
    "de": ("one", "other"),
    "ko": ("other",),
    "ru": ("one", "few", "many", "other"),
    "uk": ("one", "few", "many", "other"),
}


def plural_form(language: str, count: int) -> str:
    """Return the plural form that a whole number takes.

    Examples
    --------
    >>> [plural_form("uk", count) for count in (1, 2, 5, 11, 21)]
    ['one', 'few', 'many', 'many', 'one']
    """
    forms = PLURAL_FORMS.get(language, PLURAL_FORMS["en"])
    if "few" in forms:
        tens, ones = count % 100, count % 10
        if ones == 1 and tens != 11:
            return "one"
        return "few" if ones in (2, 3, 4) and tens not in (12, 13, 14) else "many"
    return "one" if count == 1 and "one" in forms else "other"
