"""Numbers in words, as reports write short distances: "two miles", "в двадцати пяти километрах"."""

from __future__ import annotations

import re

__all__ = ["NUMERALS", "numeral"]

# English; Russian after "в" and after "за"; Ukrainian after "за".
_WORDS = {
    0.5: "half-a half-an half",
    1.0: "a an one один одном одному",
    1.5: "полутора полтора півтора",
    2.0: "two двух два две двох дві",
    3.0: "three трёх трех три трьох",
    4.0: "four четырёх четырех четыре чотири чотирьох",
    5.0: "five пяти пять пʼять пʼяти",
    6.0: "six шести шесть шість",
    7.0: "seven семи семь сім",
    8.0: "eight восьми восемь вісім",
    9.0: "nine девяти девять девʼять девʼяти",
    10.0: "ten десяти десять",
    11.0: "eleven одиннадцати одиннадцать одинадцять",
    12.0: "twelve двенадцати двенадцать дванадцять",
    13.0: "thirteen тринадцати тринадцать тринадцять",
    14.0: "fourteen четырнадцати четырнадцать чотирнадцять",
    15.0: "fifteen пятнадцати пятнадцать пʼятнадцять",
    16.0: "sixteen шестнадцати шестнадцать шістнадцять",
    17.0: "seventeen семнадцати семнадцать сімнадцять",
    18.0: "eighteen восемнадцати восемнадцать вісімнадцять",
    19.0: "nineteen девятнадцати девятнадцать девʼятнадцять",
    20.0: "twenty двадцати двадцать двадцять",
    30.0: "thirty тридцати тридцать тридцять",
    40.0: "forty сорока сорок",
    50.0: "fifty пятидесяти пятьдесят пʼятдесят",
    60.0: "sixty шестидесяти шестьдесят шістдесят",
    70.0: "seventy семидесяти семьдесят сімдесят",
    80.0: "eighty восьмидесяти восемьдесят вісімдесят",
    90.0: "ninety девяноста девяносто девʼяносто",
    100.0: "hundred ста сто",
    200.0: "двухсот двести двісті",
    300.0: "трёхсот трехсот триста",
    400.0: "четырёхсот четырехсот четыреста чотириста",
    500.0: "пятисот пятьсот пʼятсот",
}
_VALUES = {word.replace("-", " "): value for value, words in _WORDS.items() for word in words.split()}
_APOSTROPHE = "['’ʼ`´]"
_WORD = "|".join(
    word.replace(" ", r"[\s-]+").replace("ʼ", _APOSTROPHE)
    for word in sorted(_VALUES, key=lambda word: (-len(word), word))
)

#: A number in words, without groups of its own.
NUMERALS = rf"(?:{_WORD})(?:(?:[\s-]+|(?<=hundred)\s+and\s+)(?:{_WORD}))*(?!\w)"

_PARTS = re.compile(rf"(?:{_WORD})(?!\w)", re.IGNORECASE)


def numeral(words: str) -> float:
    """Return the number that `words` are, which have to be of `NUMERALS`.

    Examples
    --------
    >>> numeral("twenty-five"), numeral("one hundred and five"), numeral("half a"), numeral("двадцати пяти")
    (25.0, 105.0, 0.5, 25.0)
    """
    total = 0.0
    for part in _PARTS.findall(words):
        value = _VALUES[re.sub(r"[\s-]+", " ", re.sub(_APOSTROPHE, "ʼ", part.lower()))]
        # "Two hundred" is a product, "двести пяти" a sum.
        total = (total or 1.0) * value if part.lower() == "hundred" else total + value
    return total
