"""Who speaks, in what, about whom, and what they show: documents, speakers, evidence, forces."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from geomoves.reports.ends import StateCode
from geomoves.reports.findings import Breach, remedied
from geomoves.reports.record import Flag, Key, Keys, Record, Text, WebAddress
from geomoves.reports.symbolcodes import checked_symbol
from geomoves.reports.when import When

__all__ = ["Document", "Evidence", "Force", "Question", "Speaker"]


def _checksum(value: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", value):
        raise remedied(
            "this is no SHA-256 checksum", "give the 64 hexadecimal digits that `sha256sum FILE` prints"
        )
    return value.lower()


#: SHA-256, 64 hexadecimal digits.
Checksum = Annotated[
    str, AfterValidator(_checksum), WithJsonSchema({"type": "string", "pattern": "^[0-9a-fA-F]{64}$"})
]
#: A code of 20 digits or 15 letters, or words of the table.
Symbol = Annotated[Text, AfterValidator(checked_symbol)]
_NAME: dict[str, Any] = {
    "type": ["string", "number"],
    "minLength": 1,
    "description": "Its name; nothing else is stated.",
}


def relative_day(name: str, when: When | None) -> list[Breach]:
    """List a time that is counted from when something was said, where nothing is said."""
    if when is None or not when.relative:
        return []
    return [Breach("this counts from a day that is not stated", "write the day itself", (name,), when.label)]


class Document(Record):
    """What the author of the dossier holds."""

    title: Text | None = Field(default=None, description="Its title, or what it is.")
    author: Text | None = Field(default=None, description="Who wrote it.")
    publisher: Text | None = Field(default=None, description="Who published it.")
    published: When | None = Field(default=None, description="When it was published.")
    url: WebAddress | None = Field(default=None, description="Its address: http:// or https://.")
    archived: WebAddress | None = Field(default=None, description="Address of an archived copy.")
    citation: Text | None = Field(default=None, description="Book, edition, page; or where a copy lies.")
    language: Text | None = Field(
        default=None, description="The language it is written in, such as en or ko."
    )
    sha256: Checksum | None = Field(
        default=None, description="SHA-256 of the copy that is held, 64 hexadecimal digits."
    )
    not_taken: Text | None = Field(default=None, description="What was left out of it, and why.")
    assumes: Text | None = Field(default=None, description="What its own author assumed.")
    note: Text | None = Field(default=None, description="What else a reader has to know.")

    def breaches(self) -> list[Breach]:
        """List a day of publication that counts from a day that nothing states."""
        return relative_day("published", self.published)


class Speaker(Record):
    """A voice, possibly unnamed or plural."""

    short_form_field: ClassVar[str] = "name"
    short_form_schema: ClassVar[dict[str, Any]] = _NAME

    name: Text = Field(description="Who speaks, as a reader should see it.")
    country: StateCode | None = Field(
        default=None, description="The country it speaks for or from (ISO 3166-1 alpha-2)."
    )
    named: Flag | None = Field(default=None, description="false: the document does not name the voice.")
    party: Flag | None = Field(default=None, description="true: it has a side in what it speaks of.")
    note: Text | None = Field(default=None, description="What else a reader has to know.")


class Evidence(Record):
    """An image, video or track. It is no second voice for whoever shows it."""

    kind: Literal["image", "video", "track"] = Field(description="What it is.")
    what: Text | None = Field(default=None, description="What it is said to show.")
    made_by: Key | None = Field(default=None, description="The speaker who made it.")
    read_by: Key | None = Field(default=None, description="The speaker who says what it shows.")
    in_: Key | None = Field(default=None, alias="in", description="The document that shows it.")
    captured: When | None = Field(default=None, description="When it was taken.")
    seen: Flag | None = Field(default=None, description="Whether the dossier's author has seen it.")
    url: WebAddress | None = Field(default=None, description="Its address: http:// or https://.")
    sha256: Checksum | None = Field(
        default=None, description="SHA-256 of the copy that is held, 64 hexadecimal digits."
    )
    note: Text | None = Field(default=None, description="What else a reader has to know.")

    def breaches(self) -> list[Breach]:
        """List a day of capture that counts from a day that nothing states."""
        return relative_day("captured", self.captured)


class Force(Record):
    """A body of troops. Whether two overlap is unknown unless `part_of` or `apart_from` says."""

    short_form_field: ClassVar[str] = "name"
    short_form_schema: ClassVar[dict[str, Any]] = _NAME

    name: Text = Field(description="What it is called, as a reader should see it.")
    country: StateCode | None = Field(
        default=None, description="The country it belongs to (ISO 3166-1 alpha-2)."
    )
    echelon: Text | None = Field(
        default=None, description="Its size by name: battalion, brigade, division …."
    )
    symbol: Symbol | None = Field(
        default=None,
        description="A symbol identification code (MIL-STD-2525, APP-6), or words: infantry brigade, landing "
        "ship, airfield.",
    )
    part_of: Key | None = Field(default=None, description="The force that it is a part of.")
    named_unit: Flag | None = Field(
        default=None,
        description="true: one unit with a name of its own, which can be in one place at a time only.",
    )
    apart_from: Keys = Field(default=(), description="Forces that share no one with this one.")
    note: Text | None = Field(default=None, description="What else a reader has to know.")


class Question(Record):
    """A question that claims answer or bear on."""

    short_form_field: ClassVar[str] = "text"
    short_form_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "minLength": 1,
        "description": "The question, as a reader should see it.",
    }

    text: Text = Field(description="The question, as a reader should see it.")
    note: Text | None = Field(default=None, description="What else a reader has to know.")

    def to_plain(self) -> Any:
        """Return the bare question where nothing else is stated."""
        plain = super().to_plain()
        return plain["text"] if set(plain) == {"text"} else plain
