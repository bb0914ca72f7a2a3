"""How many: figures as they were stated, with no bound that the text does not give."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from geomoves.reports.findings import Breach, remedied
from geomoves.reports.record import Keys, Number, Record, Text
from geomoves.wording import ENGLISH, local_digits, say, say_if_known, spoken_language

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError

__all__ = ["Strength", "number_label"]

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: float(number) for number, word in enumerate(_SMALL)}
_WORDS |= {ten: 10.0 * number for number, ten in enumerate(_TENS, start=2)}
_WORDS |= {
    f"{ten}{joint}{word}": 10.0 * number + one
    for number, ten in enumerate(_TENS, start=2)
    for one, word in enumerate(_SMALL[1:10], start=1)
    for joint in ("-", " ")
}
_WORDS |= {"a dozen": 12.0, "dozen": 12.0, "half a dozen": 6.0, "half a": 0.5, "a": 1.0, "an": 1.0}
#: What stands for a number only before a scale ("half a million") or before something that is counted one
#: by one ("a brigade").
_NEEDS_MORE = frozenset({"a", "an", "half a"})
_COUNTED = frozenset(
    "army battalion battery battlegroup brigade company convoy corps detachment division fleet flotilla man "
    "plane platoon regiment ship soldier squad squadron submarine tank train truck vessel woman".split()
)
_SCALES = {"hundred": 100.0, "thousand": 1_000.0, "million": 1_000_000.0}

# Thousands are parted by a comma, a space, a no-break space or a narrow one.
_GROUPED = r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+"
_DIGITS = rf"(?:{_GROUPED}|\d+(?:\.\d+)?)k?"
_NUMBER = rf"(?:{_DIGITS}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?:\s+(?:{'|'.join(_SCALES)}))?"
_BELOW = ("up to", "at most", "no more than", "as many as", "a maximum of")
_UNDER = ("fewer than", "less than", "under", "below", "<")
_ABOVE = ("at least", "no fewer than", "no less than", "a minimum of")
_OVER = ("more than", "over", "upwards of", ">")
_ABOUT = (
    "about",
    "around",
    "approximately",
    "some",
    "roughly",
    "nearly",
    "almost",
    "an estimated",
    "c.",
    "ca.",
    "~",
)
_QUALIFIER = "|".join(
    re.escape(word) for word in sorted((*_BELOW, *_UNDER, *_ABOVE, *_OVER, *_ABOUT), key=len, reverse=True)
)
_FIGURE = re.compile(
    rf"(?:(?P<qualifier>{_QUALIFIER})\s*)?(?:between\s+|from\s+)?(?P<first>{_NUMBER})"
    rf"(?:(?:\s*(?:-|–|—)\s*|\s+(?:to|or|and)\s+)(?P<last>{_NUMBER}))?"
    r"(?:\s+(?P<unit>[^\d,;]{1,60}))?",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?P<qualifier>(?:several|a few|many|some|dozens of|hundreds of|thousands of|tens of thousands of"
    r"|hundreds of thousands of)(?:\s+(?:hundred|thousand|dozen))?|hundreds of thousands|tens of thousands"
    r"|hundreds|thousands|dozens|a number of|an unknown number of)"
    r"(?:\s+(?P<unit>[^\d,;]{1,60}))?",
    re.IGNORECASE,
)


_AMBIGUOUS = re.compile(
    r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?!\d)(?!\s+(?:hundred|thousand|million))", re.IGNORECASE
)
_LONGEST = 200
#: More than anybody ever counted: a slip of the keyboard.
_LARGEST = 1_000_000_000_000


def _split(text: str) -> tuple[float, float | None]:
    """Return the number and its scale (hundred, thousand, million), None when it has none."""
    words = text.lower().split()
    scale = _SCALES[words.pop()] if words[-1] in _SCALES else None
    bare = " ".join(words)
    number = _WORDS.get(bare)
    if number is None:
        thousands = bare.endswith("k")
        number = float(re.sub(r"[,\s\u00a0\u202f]", "", bare.removesuffix("k"))) * (
            1_000.0 if thousands else 1.0
        )
    return number, scale


def _range(first: str, last: str) -> tuple[float, float]:
    low, low_scale = _split(first)
    high, high_scale = _split(last)
    if low_scale is None and high_scale is not None and low < high:
        # "2–3 thousand" is 2,000–3,000.
        low_scale = high_scale
    return low * (low_scale or 1), high * (high_scale or 1)


def _is_whole(figure: re.Match[str]) -> bool:
    """Whether a figure is more than the beginning of one: "between 5", "5 and 6", "a" are none."""
    text, first = figure[0].lower(), figure["first"].lower()
    between = re.search(r"\bbetween\s", text) is not None
    joined = (
        re.search(r"\d\s+and\s|\w\s+and\s", text[: figure.start("unit") if figure["unit"] else None])
        is not None
    )
    if (between and not (figure["last"] and joined)) or (joined and not between):
        return False
    if re.search(r"\bfrom\s", text[: figure.start("first")]) and not figure["last"]:
        return False
    if first not in _NEEDS_MORE:
        return True
    # "A lot" and "a handful of men" are no figures: an article counts only what is counted one by one.
    one_by_one = set((figure["unit"] or "").lower().split()) & _COUNTED
    return first != "half a" and bool(one_by_one)


def _ungrouped(value: object) -> object:
    if isinstance(value, str):
        if _AMBIGUOUS.fullmatch(value.strip()):
            raise _ambiguous(value)
        if re.fullmatch(_GROUPED, value.strip()):
            return re.sub(r"[,\s]", "", value)
    return value


def _ambiguous(text: str) -> PydanticCustomError:
    return remedied(
        "this figure can be read in two ways",
        "write thousands with a comma or without (1,500 or 1500), and a fraction with fewer digits (1.5)",
        value=text,
    )


Figure = Annotated[
    Number,
    BeforeValidator(_ungrouped),
    Field(ge=0, le=_LARGEST),
    WithJsonSchema(
        {"type": ["number", "string"], "minimum": 0, "maximum": _LARGEST, "pattern": r"^\s*\d[\d,. ]*$"}
    ),
]


def number_label(value: float) -> str:
    """Write a number for readers, thousands parted as the language that is spoken does it.

    Examples
    --------
    >>> number_label(12000.0)
    '12,000'
    """
    return local_digits(f"{value:,.0f}" if value == int(value) else f"{value:,}")


def _qualifier(stated: str) -> str:
    """Return a qualifier of the closed list in the language that is spoken, any other as it was stated."""
    return stated if spoken_language() == ENGLISH else say_if_known(f"qualifier.{stated.lower()}", stated)


def _unit(stated: str, of: float | None) -> str:
    """Return a usual unit in the language that is spoken, any other as it was stated."""
    if spoken_language() == ENGLISH:
        return stated
    return say_if_known(
        f"unit.{stated.lower()}", stated, int(of) if of is not None and of == int(of) else None
    )


class Strength(Record):
    """A figure as it was stated.

    Short forms: ``1500``, ``about 1,500``, ``up to 12,000``, ``at least six``, ``1,000–1,200``,
    ``four brigades``, ``several thousand``, ``<1``.

    Examples
    --------
    >>> Strength.model_validate("up to 12,000 soldiers").high
    12000.0
    >>> Strength.model_validate("several thousand").label
    'several thousand'
    """

    short_form_field: ClassVar[str] = "best"
    short_form_schema: ClassVar[dict[str, Any]] = {
        "type": ["number", "string"],
        "minimum": 0,
        "description": "1500, about 1,500, up to 12,000, at least six, 1,000–1,200, several thousand.",
    }

    low: Figure | None = Field(default=None, description="The least that the text allows.")
    best: Figure | None = Field(default=None, description="The figure that the text gives.")
    high: Figure | None = Field(default=None, description="The most that the text allows.")
    unit: Text | None = Field(default=None, description="What is counted: soldiers, brigades, killed.")
    qualifier: Text | None = Field(default=None, description="about, up to, at least, several thousand.")
    rounded_to: Figure | None = Field(
        default=None, description="What the figure is rounded to, where the source says so: 100, 1000."
    )
    words: Text | None = Field(default=None, description="The words of the source.")
    includes: Keys = Field(default=(), description="Claims whose figures this one includes.")
    on_top_of: Keys = Field(default=(), description="Claims whose figures this one does not include.")

    @classmethod
    def from_short_form(cls, value: str | float) -> dict[str, Any]:
        """Take a figure in words apart."""
        if not isinstance(value, str):
            return {"best": value}
        text = " ".join(value.split()) if len(value) <= _LONGEST else ""
        if _AMBIGUOUS.search(text):
            raise _ambiguous(text)
        if vague := _VAGUE.fullmatch(text):
            unit = vague["unit"]
            return {"qualifier": vague["qualifier"].lower()} | ({"unit": unit} if unit else {})
        match = _FIGURE.fullmatch(text)
        if match is None or not _is_whole(match):
            raise remedied(
                "this is no figure that can be read",
                "write 1500, about 1,500, up to 12,000, at least six, 1,000–1,200, several thousand, "
                "or {best: …, words: …}",
                value=value,
            )
        fields: dict[str, Any] = {}
        qualifier = (match["qualifier"] or "").lower()
        if match["last"]:
            fields["low"], fields["high"] = _range(match["first"], match["last"])
        else:
            number, scale = _split(match["first"])
            bound = (
                "high"
                if qualifier in (*_BELOW, *_UNDER)
                else "low"
                if qualifier in (*_ABOVE, *_OVER)
                else "best"
            )
            fields[bound] = number * (scale or 1)
        if qualifier:
            fields["qualifier"] = qualifier
        if match["unit"]:
            fields["unit"] = match["unit"]
        return fields

    def breaches(self) -> list[Breach]:
        """List bounds out of order, and a strength that says nothing."""
        stated = [value for value in (self.low, self.best, self.high) if value is not None]
        if stated != sorted(stated):
            names = [name for name in ("low", "best", "high") if getattr(self, name) is not None]
            shown = ", ".join(f"{name} {number_label(getattr(self, name))}" for name in names)
            return [
                Breach("its bounds are not in order", "give low ≤ best ≤ high", (names[0], *names[1:]), shown)
            ]
        if not stated and not (self.qualifier or self.words or self.includes or self.on_top_of):
            return [Breach("this says nothing", "leave `strength` out where no number is stated")]
        return []

    @classmethod
    def complete_schema(cls, schema: dict[str, Any]) -> None:
        """Say in the JSON Schema that a strength states something."""
        stating = ("low", "best", "high", "qualifier", "words", "includes", "on_top_of")
        schema["anyOf"] = [{"required": [name]} for name in stating]

    @property
    def rounding(self) -> float | None:
        """What the figure is rounded to: as stated, or by its zeros where it is said to be "about".

        None where nothing says that it is rounded. It makes no bound: it only tells which other figures
        say the same.

        Examples
        --------
        >>> Strength.model_validate("about 1,500").rounding, Strength(best=1500).rounding
        (100.0, None)
        """
        if self.rounded_to is not None:
            return self.rounded_to or None
        if self.best is None or not self.best or (self.qualifier or "").lower() not in _ABOUT:
            return None
        step = 1.0
        if self.best != int(self.best):
            return None
        while self.best % (step * 10) == 0:
            step *= 10
        return step

    @property
    def stated(self) -> bool:
        """Whether it holds a number or a vague one ("several thousand")."""
        if self.best is not None or self.low is not None or self.high is not None:
            return True
        return bool(self.qualifier or self.words)

    @property
    def label(self) -> str:
        """The figure for readers, with its qualifier and unit; empty when none is stated."""
        return self._english_label if spoken_language() == ENGLISH else self._label()

    @cached_property
    def _english_label(self) -> str:
        return self._label()

    def _label(self) -> str:
        figure = ""
        qualifier = _qualifier(self.qualifier) if self.qualifier else ""
        if self.low is not None and self.high is not None and self.best is None:
            figure = f"{number_label(self.low)}–{number_label(self.high)}"
            if qualifier:
                figure = f"{qualifier} {figure}"
        elif self.best is not None:
            figure = number_label(self.best)
            if qualifier:
                figure = f"{qualifier} {figure}"
            if self.low is not None and self.high is not None:
                figure += f" ({number_label(self.low)}–{number_label(self.high)})"
        elif self.high is not None:
            figure = f"{qualifier or say('qualifier.up to')} {number_label(self.high)}"
        elif self.low is not None:
            figure = f"{qualifier or say('qualifier.at least')} {number_label(self.low)}"
        else:
            figure = qualifier or self.words or ""
        if not figure or not self.unit:
            return figure
        last = self.high if self.best is None and self.high is not None else self.best
        return f"{figure} {_unit(self.unit, self.low if last is None else last)}"

    def to_plain(self) -> Any:
        """Return the bare number where nothing else is stated, and it is a whole one."""
        plain = super().to_plain()
        for name in ("low", "best", "high", "rounded_to"):
            value = plain.get(name)
            if isinstance(value, float) and value.is_integer():
                plain[name] = int(value)
        return plain["best"] if set(plain) == {"best"} and isinstance(plain["best"], int) else plain
