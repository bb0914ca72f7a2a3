"""When something happened, and when something was said."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, PrivateAttr

from geomoves.reports.days import Stretch, clock_label, is_part, parse_clock, parse_stretch, stretch_label
from geomoves.reports.edtf import read_edtf
from geomoves.reports.findings import Breach, remedied
from geomoves.reports.record import Key, Record, Text
from geomoves.reports.relative import is_relative, relative_stretch
from geomoves.reports.vocabulary import How
from geomoves.wording import ENGLISH, say, spoken_language

__all__ = ["When"]

_OPEN = "open"
_REMEDY = "write a day (2024-10-18), a month (2024-10), a range (2024-10-08/2024-10-13) or 8–13 October 2024"


def _in_words(value: object) -> object:
    """Write Python's dates as text; a clock time keeps the day that its own zone gives it."""
    if isinstance(value, datetime) and value.tzinfo is None:
        raise remedied(
            "a clock time needs its zone",
            "give a date (value.date()), or a datetime with tzinfo",
            value=value,
        )
    return value.isoformat() if isinstance(value, date) else value


#: A day or a stretch as it is written; Python's dates will do as well.
_Days = Annotated[Text, BeforeValidator(_in_words)]


class When(Record):
    """A time as it was stated. Days are civil days, both ends inclusive, never converted between zones.

    Short forms: ``2024-10-18``, ``2024-10``, ``2024-10-08/2024-10-13``, ``8–13 October 2024``,
    ``early October 2024``, and what is counted from when it was said: ``the past week``, ``last month``.
    In Python a `datetime.date` will do as well, and the field `from` is written `from_`.

    Examples
    --------
    >>> when = When.model_validate("2024-10-08/2024-10-13")
    >>> when.earliest, when.latest, when.label
    (datetime.date(2024, 10, 8), datetime.date(2024, 10, 13), '8–13 October 2024')
    """

    short_form_field: ClassVar[str] = "at"
    short_form_schema: ClassVar[dict[str, Any]] = {
        "type": ["string", "integer"],
        "description": "2024-10-18, 2024-10, 2024-10-08/2024-10-13, 8–13 October 2024, by 18 October 2024.",
    }

    at: _Days | None = Field(
        default=None,
        description="A day, month, year or stretch: 2024-10-18, October 2024, early October 2024; or counted "
        "from when it was said: the past week, last Friday, two days ago.",
    )
    from_: _Days | None = Field(
        default=None,
        alias="from",
        description="First day, inclusive; `open` when it began before and nobody says when.",
    )
    to: _Days | None = Field(default=None, description="Last day, inclusive; `open` when it goes on.")
    how: How | None = Field(
        default=None,
        description="within: somewhen in it; throughout: all along it; unclear: the text leaves it open.",
    )
    after: Key | None = Field(default=None, description="The claim that this came after.")
    words: Text | None = Field(default=None, description="The words of the source for the time.")
    calendar: Literal["gregorian", "julian"] | None = Field(
        default=None, description="The calendar that the days are written in; Gregorian when not stated."
    )
    doubt: Literal["uncertain", "approximate", "uncertain and approximate"] | None = Field(
        default=None,
        description="How sure the source is of the days as they are given; no wider days are made of it.",
    )

    #: The days that relative words are counted from, once a claim has told them.
    _said: Stretch | None = PrivateAttr(default=None)

    @classmethod
    def as_short_form(cls, value: object) -> str | float | None:
        """Take Python's dates as well."""
        return super().as_short_form(_in_words(value))

    @classmethod
    def from_short_form(cls, value: str | float) -> dict[str, Any]:
        """Return the fields of a single value: a range is taken apart."""
        text = str(value).strip()
        if text.count("/") == 1:
            first, last = (part.strip() for part in text.split("/"))
            ends = {"from": _OPEN if first == ".." else first, "to": _OPEN if last == ".." else last}
            if any(ends.values()):
                return {key: end for key, end in ends.items() if end}
        return {"at": text}

    def breaches(self) -> list[Breach]:
        """List days that are none, and ends that do not fit."""
        found = []
        if self.at is not None and (self.from_ is not None or self.to is not None):
            other = "from" if self.from_ is not None else "to"
            found.append(
                Breach(
                    "`at` stands beside `from` or `to`", "use `at` alone, or `from` and `to`", ("at", other)
                )
            )
        for name, text in (("at", self.at), ("from", self.from_), ("to", self.to)):
            if text is None or (text == _OPEN and name != "at"):
                continue
            try:
                if not is_relative(text):
                    self._parse(text)
            except ValueError as error:
                found.append(Breach(str(error), _REMEDY, (name,), text))
        if found:
            return found
        if self.earliest and self.latest and self.latest < self.earliest:
            message = f"it ends on {self.latest} before it starts on {self.earliest}"
            return [Breach(message, "swap `from` and `to`, or mend the one that is wrong", ("to", "from"))]
        if self.from_ == self.to == _OPEN:
            return [Breach("both ends are open: this says no time", "leave them out", ("from", "to"))]
        if not any((self.at, self.from_, self.to, self.after, self.words)):
            return [Breach("this says no time", "leave it out, or give a day, `after` or `words`")]
        return []

    @classmethod
    def complete_schema(cls, schema: dict[str, Any]) -> None:
        """Say in the JSON Schema which fields go together."""
        schema["minProperties"] = 1
        schema["not"] = {"anyOf": [{"required": ["at", "from"]}, {"required": ["at", "to"]}]}

    def _parse(self, text: str) -> Stretch:
        if is_relative(text):
            return relative_stretch(text, self._said) if self._said is not None else Stretch(None, None)
        return parse_stretch(text, julian=self.calendar == "julian")

    @cached_property
    def relative(self) -> bool:
        """Whether it counts from when it was said: without that day it has none."""
        return any(text and is_relative(text) for text in (self.at, self.from_, self.to))

    def counted_from(self, said: When) -> When:
        """Return the same time with its words counted from when they were said.

        Examples
        --------
        >>> when = When(at="the past week").counted_from(When(at="2024-10-18"))
        >>> when.earliest, when.latest
        (datetime.date(2024, 10, 12), datetime.date(2024, 10, 18))
        """
        copy = self.model_copy()
        # What was worked out without the day does not hold with it.
        for name in ("earliest", "latest", "relative", "_english_label"):
            copy.__dict__.pop(name, None)
        copy._said = Stretch(said.earliest, said.latest)  # noqa: SLF001  # its own kind
        return copy

    @cached_property
    def earliest(self) -> date | None:
        """First civil day, inclusive; None when it is open or not stated."""
        text = self.at or self.from_
        return None if text is None or text == _OPEN else self._parse(text).earliest

    @cached_property
    def latest(self) -> date | None:
        """Last civil day, inclusive; None when it is open or not stated."""
        text = self.at or self.to
        return None if text is None or text == _OPEN else self._parse(text).latest

    @property
    def clock_from(self) -> datetime | None:
        """The clock time of the beginning with its zone as written, None when none is stated."""
        return parse_clock(self.at or self.from_ or "")

    @property
    def clock_to(self) -> datetime | None:
        """The clock time of the end with its zone as written, None when none is stated."""
        return parse_clock(self.at or self.to or "")

    @property
    def dated(self) -> bool:
        """Whether at least one day is stated."""
        return self.earliest is not None or self.latest is not None

    @property
    def label(self) -> str:
        """The time for readers, in the language that is spoken; without a day, the words of the source.

        Examples
        --------
        >>> When(at="1812-06-12", calendar="julian").label
        '24 June 1812 (1812-06-12 in the Julian calendar)'
        """
        return self._english_label if spoken_language() == ENGLISH else self._told()

    @cached_property
    def _english_label(self) -> str:
        return self._told()

    def _told(self) -> str:
        label = stretch_label(self.earliest, self.latest)
        if not label:
            return self.words or self.at or ""
        label = self._with_clocks(label)
        loose = [
            text for text in (self.at, self.from_, self.to) if text and (is_part(text) or is_relative(text))
        ]
        if loose:
            # The days are what the words are taken for: the words come first, or they look more exact.
            written = self.at or " – ".join(text for text in (self.from_, self.to) if text and text != _OPEN)
            label = f"{written} ({label})"
        if self.calendar == "julian":
            written = self.at or " – ".join(end for end in (self.from_, self.to) if end and end != _OPEN)
            label = say("day.julian", label=label, written=written)
        return f"{label} ({say(f'day.{self.doubt}')})" if self.doubt else label

    def _with_clocks(self, label: str) -> str:
        first, last = self.clock_from, self.clock_to
        if first is None and last is None:
            return label
        if first == last and first is not None:
            return f"{label}, {clock_label(first)}"
        told = [clock_label(clock) if clock is not None else "…" for clock in (first, last)]
        return f"{label}, {' – '.join(told)}"

    @property
    def edtf(self) -> str:
        """The time as an Extended Date/Time Format string, empty when no day is stated.

        Examples
        --------
        >>> When(at="18 October 2024").edtf, When(at="2024-10").edtf, When(to="2024-10-18").edtf
        ('2024-10-18', '2024-10', '/2024-10-18')
        """
        if self.earliest is None and self.latest is None:
            return ""
        if self.at is not None and self.earliest is not None and self.latest is not None:
            whole = self.earliest.isoformat()
            for size in (len("2024"), len("2024-10")):
                if self._parse_is(whole[:size]):
                    return whole[:size]
        first = self.earliest.isoformat() if self.earliest else ".." if self.from_ == _OPEN else ""
        last = self.latest.isoformat() if self.latest else ".." if self.to == _OPEN else ""
        return first if first == last else f"{first}/{last}"

    @classmethod
    def from_edtf(cls, text: str) -> When:
        """Read an Extended Date/Time Format string of the subset that `edtf` writes, and a little more.

        Parameters
        ----------
        text : str
            A day, month or year, unspecified digits at the end (``2024-10-XX``), an interval with open
            (``..``) or unknown (empty) ends, and one qualifier (``?``, ``~`` or ``%``) for the whole.

        Raises
        ------
        ArgumentError
            It is none of these.

        Examples
        --------
        >>> When.from_edtf("2024-10-08/..").label, When.from_edtf("1812-06~").doubt
        ('from 8 October 2024', 'approximate')
        """
        return cls.model_validate(read_edtf(text))

    def _parse_is(self, text: str) -> bool:
        return parse_stretch(text) == Stretch(self.earliest, self.latest)

    def to_plain(self) -> Any:
        """Return the short form where only a day is stated."""
        plain = super().to_plain()
        # With a slash the short form would be read as `from` and `to`.
        return plain["at"] if set(plain) == {"at"} and "/" not in plain["at"] else plain
