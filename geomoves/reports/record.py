"""The base of everything that a dossier holds: strict, frozen, and kind when it refuses."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from numbers import Integral, Real
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NoReturn, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from geomoves.errors import DossierError
from geomoves.reports.findings import Breach, findings_of, refusal, remedied

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic._internal._model_construction import ModelMetaclass
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema
else:
    # pydantic's metaclass has no public name.
    ModelMetaclass = type(BaseModel)

__all__ = [
    "ID_PATTERN",
    "NUMBER_PATTERN",
    "Extensions",
    "Fixed",
    "Flag",
    "Key",
    "Keys",
    "Number",
    "OneOrMore",
    "Record",
    "Text",
    "WebAddress",
    "as_number",
]

#: What an id looks like: letters and digits of any script, dot, hyphen, underscore.
ID_PATTERN = r"^[^\W_][\w.\-]*$"
#: The same where ``\w`` knows ASCII only, as it does in JSON Schema: there other scripts pass unchecked.
_ID_PATTERN_OF_SCHEMA = r"^[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-^`{-~]*$"
#: No control character except tab, line feed and carriage return: the others come from broken encodings.
TEXT_PATTERN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
#: A number as text, for JSON Schema: a file may quote it.
NUMBER_PATTERN = r"^\s*[+-]?\d+(\.\d*)?\s*$"
_MOST_SHORT_FORMS_KEPT = 20_000
_LONGEST_SHORT_FORM_KEPT = 200
_DEEPEST_EXTENSION = 20

KeyType = TypeVar("KeyType")
ValueType = TypeVar("ValueType")


class Fixed(dict[KeyType, ValueType]):
    """A dict that stays as it is, since records are shared between the claims that hold the same words."""

    def _refuse(self, *_arguments: object, **_keywords: object) -> NoReturn:
        raise TypeError("a record does not change: make a new one")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none because it changes
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[KeyType, ValueType]]]:
        return type(self), (dict(self),)


class OneOrMore:
    """Marks a list that a file may write as a single value."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        several = handler(core_schema)
        return {"anyOf": [several["items"], several]}


def _as_flag(value: object) -> object:
    if isinstance(value, str) and value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise remedied("this is neither true nor false", "write true or false, without quotes")


def _as_keys(value: object) -> object:
    return [value] if isinstance(value, (str, int)) and not isinstance(value, bool) else value


def as_number(value: object) -> object:
    """Refuse true and false, which Python takes for 1 and 0."""
    return None if isinstance(value, bool) else value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    fits = parts.scheme in ("http", "https") and parts.hostname and value.isprintable() and " " not in value
    if not fits:
        raise remedied("this is no web address", "give an http:// or https:// address, or use `citation`")
    return value


def _as_extensions(value: object) -> object:
    if not isinstance(value, Mapping):
        raise remedied("extensions are fields that begin with x-", 'give {"x-name": value}')
    found: dict[str, object] = {}
    breaches: list[Breach] = []
    for name, item in value.items():
        if not (isinstance(name, str) and name.startswith("x-")):
            breaches.append(Breach("an extension begins with x-", "begin the name with x-", (str(name),)))
            continue
        try:
            found[name] = _plain_extension(item, _DEEPEST_EXTENSION)
        except PydanticCustomError as error:
            told = error.context or {}
            breaches.append(Breach(told["message"], told["remedy"], (name,)))
    if breaches:
        raise refusal("extensions", breaches)
    return found


def _plain_extension(value: object, depth: int) -> object:
    """Return the value of an extension as a file would give it: mappings, lists and text."""
    if depth == 0:
        raise remedied("this nests too deep", "write it flatter, or as one text")
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)) and math.isfinite(value):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): _plain_extension(item, depth - 1) for name, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return [_plain_extension(item, depth - 1) for item in value]
    raise remedied("this cannot be written to a dossier", "use text, numbers, lists and mappings")


#: Words, as they are written.
Text = Annotated[
    str,
    Field(min_length=1, max_length=20_000, pattern=TEXT_PATTERN),
    WithJsonSchema({"type": ["string", "number"], "maxLength": 20_000, "pattern": TEXT_PATTERN}),
]
#: An id: letters, digits, dot, hyphen, underscore.
Key = Annotated[
    str,
    Field(min_length=1, max_length=120, pattern=ID_PATTERN),
    WithJsonSchema({"type": ["string", "integer"], "maxLength": 120, "pattern": _ID_PATTERN_OF_SCHEMA}),
]
#: One or more ids.
Keys = Annotated[tuple[Key, ...], BeforeValidator(_as_keys), OneOrMore()]
#: true or false.
Flag = Annotated[bool, BeforeValidator(_as_flag), WithJsonSchema({"enum": [True, False, "true", "false"]})]
#: A finite number.
Number = Annotated[float, BeforeValidator(as_number)]
#: An http or https address.
WebAddress = Annotated[
    str,
    Field(max_length=2_000),
    AfterValidator(_web_address),
    WithJsonSchema({"type": "string", "maxLength": 2_000, "pattern": r"^https?://[^\s/]\S*$"}),
]
#: Fields that begin with x-: mappings, lists and text.
Extensions = Annotated[dict[str, Any], BeforeValidator(_as_extensions), AfterValidator(Fixed)]


class _RecordType(ModelMetaclass):
    """Turns pydantic's refusal into ours where a user builds a record, not where records nest."""

    def __call__(cls, *args: Any, **fields: Any) -> Any:  # noqa: N805  # a metaclass's self is a class
        try:
            return super().__call__(*args, **fields)
        except ValidationError as error:
            kind: type[Record] = cls  # type: ignore[assignment]  # only records have this metaclass
            aliases = {name: info.alias or name for name, info in kind.model_fields.items()}
            raw = {aliases.get(name, name): item for name, item in fields.items()}
            findings = findings_of(kind, error, raw, (kind.__name__,))
            raise DossierError([finding.as_problem() for finding in findings]) from None


class Record(BaseModel, metaclass=_RecordType):
    """One record of a dossier. An absent field means "not stated".

    A record does not change once it is made. Building one raises `DossierError`, with every
    problem; pydantic's own entry points (`model_validate`) keep raising pydantic's error.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_alias=True,
        validate_by_name=True,
        str_strip_whitespace=True,
        coerce_numbers_to_str=True,
        allow_inf_nan=False,
    )

    #: Where the single value goes when a record is written in its short form.
    short_form_field: ClassVar[str] = ""
    #: How the short form is described in the JSON Schema.
    short_form_schema: ClassVar[dict[str, Any]] = {"type": ["string", "number"]}
    #: What stands in for required fields that are refused, so that the rest can be judged all the same.
    stand_ins: ClassVar[Mapping[str, str]] = {}
    #: For a field, what to do about a value of the wrong shape, where that is more than to mend the value.
    hints: ClassVar[Mapping[str, str]] = {}
    #: Names of the fields as a file has them.
    known_fields: ClassVar[frozenset[str]] = frozenset()
    #: Each field with its name in a file, in the order in which they are written.
    written_names: ClassVar[tuple[tuple[str, str], ...]] = ()

    # Its alias is one that no file can hold as a field: what begins with x- is an extension itself.
    extensions: Extensions = Field(
        default=Fixed(), alias="x-", description="Fields that begin with x-, kept as they are."
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **_keywords: Any) -> None:
        """Note the names of the fields."""
        names = [
            (name, info.alias or name) for name, info in cls.model_fields.items() if name != "extensions"
        ]
        cls.written_names = tuple(names)
        cls.known_fields = frozenset(written for _, written in names)

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Expand short forms, set extensions apart, and check what the fields say together."""
        if type(value) is str and cls.short_form_field:
            # Most values are words: asking first whether they are a mapping takes longer than all the rest.
            return _from_text(cls, value)
        if type(value) is dict or isinstance(value, Mapping):
            if not (
                value.keys() <= cls.known_fields and None not in value.values() and "" not in value.values()
            ):
                value = cls._tidy(value)
            record = handler(value)
            record.settle()
            if breaches := record.breaches():
                raise refusal(cls.__name__, breaches)
            return record
        if cls.short_form_field:
            short = cls.as_short_form(value)
            if isinstance(short, str):
                return _from_text(cls, short)
            if short is not None:
                return cls.model_validate(cls.from_short_form(short))
        return handler(value)

    @classmethod
    def _tidy(cls, value: Mapping[Any, Any]) -> dict[Any, Any]:
        """Leave out what is not stated, and gather the extensions."""
        extensions = {
            name: item for name, item in value.items() if isinstance(name, str) and name[:2] == "x-"
        }
        # A field that is not known stays, even empty, and is refused: `{best: 12,000}` holds a field 000.
        tidy = {
            name: item
            for name, item in value.items()
            if name not in extensions
            and not (item is None and (name in cls.known_fields or name in cls.model_fields))
            and not (isinstance(item, str) and item == "" and name in cls.known_fields)
        }
        return tidy | {"x-": extensions} if extensions else tidy

    @classmethod
    def as_short_form(cls, value: object) -> str | float | None:
        """Return the value as the text or number of a short form, None when it is none."""
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return None
        # numpy's numbers are no int or float but count as real.
        if isinstance(value, Integral):
            return int(value)
        return float(value) if isinstance(value, Real) else None

    @classmethod
    def from_short_form(cls, value: str | float) -> dict[str, Any]:
        """Return the fields that a short form stands for."""
        return {cls.short_form_field: value}

    def settle(self) -> None:
        """Work into one field what another says of it, before anybody sees the record."""

    def breaches(self) -> list[Breach]:
        """List what the fields, each right by itself, say wrong together."""
        return []

    def to_plain(self) -> Any:
        """Return the record as plain data, in the words of the file, without what is not stated."""
        plain: dict[str, Any] = {}
        stated = self.__dict__
        for name, written in self.written_names:
            value = stated[name]
            if not _is_unstated(value):
                plain[written] = value if type(value) is str else _plain(value)
        if self.extensions:
            plain.update(_plain(self.extensions))
        return plain

    def __repr_args__(self) -> Iterator[tuple[str, Any]]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            if not _is_unstated(value):
                yield name, value

    def __hash__(self) -> int:
        fields = (getattr(self, name) for name in type(self).model_fields if name != "extensions")
        return hash((type(self), *fields))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the record as a file may hold it: with extensions, and in its short form."""
        schema = handler(core_schema)
        full = handler.resolve_ref_schema(schema)
        full["properties"].pop("x-", None)
        full["patternProperties"] = {"^x-": {}}
        cls.complete_schema(full)
        if cls.short_form_field:
            whole = dict(full)
            full.clear()
            full["description"] = whole.pop("description", "")
            full["anyOf"] = [cls.short_form_schema, whole]
        return schema

    @classmethod
    def complete_schema(cls, schema: dict[str, Any]) -> None:
        """Add to the JSON Schema what the fields by themselves do not say."""


@lru_cache(maxsize=_MOST_SHORT_FORMS_KEPT)
def _kept(kind: type[Record], text: str) -> Record:
    return kind.model_validate(kind.from_short_form(text))


def _from_text(kind: type[RecordType], text: str) -> RecordType:
    # A dossier says the same day and place thousands of times; records never change, so they are shared.
    if len(text) > _LONGEST_SHORT_FORM_KEPT:
        return kind.model_validate(kind.from_short_form(text))
    return _kept(kind, text)  # type: ignore[return-value]  # the cache does not know its kinds


RecordType = TypeVar("RecordType", bound=Record)


def _is_unstated(value: object) -> bool:
    return value is None or (not value and isinstance(value, (tuple, dict)))


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_plain()
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
