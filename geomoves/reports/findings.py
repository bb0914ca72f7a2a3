"""What is wrong in a dossier while it is being read: with its path, before file and line are known."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from geomoves.errors import Problem

if TYPE_CHECKING:
    from geomoves.reports.record import Record

__all__ = ["Breach", "Finding", "Path", "close_words", "findings_of", "refusal", "remedied", "shown"]

#: Where something stands: keys and list indices from the top of the dossier.
Path = tuple[str | int, ...]

_OURS = "geomoves"
_LONGEST_PART = 60
_LONGEST_VALUE = 200
_LONGEST_LIST_OF_FIELDS = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the path of where it stands.

    An id may hold a dot, so a path stays a tuple until a reader is told.
    """

    path: Path
    message: str
    remedy: str
    value: str = ""

    def as_problem(self, *, file: str = "", line: int | None = None) -> Problem:
        """Return the problem that the user reads."""
        value = self.value if len(self.value) <= _LONGEST_VALUE else f"{self.value[:_LONGEST_VALUE]}…"
        return Problem(
            self.message, field=_dotted(self.path), remedy=self.remedy, file=file, line=line, value=value
        )


@dataclass(frozen=True, slots=True)
class Breach:
    """What the fields of one record, each right by itself, say wrong together.

    Parameters
    ----------
    message, remedy : str
        What is wrong, and what to do.
    fields : tuple of str
        The fields that it is about, as a file names them; it is shown at the first. Where one of
        them was refused already, this is no second problem.
    value : str
        The value to show.
    """

    message: str
    remedy: str
    fields: tuple[str, ...] = ()
    value: str = ""


def shown(value: object) -> str:
    """Return a single value as text, and nothing of what may be large or nest."""
    return str(value) if isinstance(value, (str, int, float, date)) else ""


def remedied(message: str, remedy: str, *, value: object = "") -> PydanticCustomError:
    """Return an error that carries its remedy through pydantic."""
    return PydanticCustomError(
        _OURS, "{message}", {"message": message, "remedy": remedy, "value": shown(value)}
    )


def refusal(kind: str, breaches: Sequence[Breach]) -> ValidationError:
    """Return one error for all `breaches`, each at its own field."""
    return ValidationError.from_exception_data(
        kind,
        [
            InitErrorDetails(
                type=PydanticCustomError(
                    _OURS,
                    "{message}",
                    {
                        "message": breach.message,
                        "remedy": breach.remedy,
                        "value": breach.value,
                        "fields": breach.fields,
                    },
                ),
                loc=breach.fields[:1],
                input=None,
            )
            for breach in breaches
        ],
    )


def close_words(word: str, known: Iterable[str]) -> str:
    """Return a question that offers known words close to `word`, empty when none is close."""
    # Comparing is quadratic in the length: a word that long is no slip of the pen.
    close = difflib.get_close_matches(word[:200], list(known), n=2)
    return f"did you mean {' or '.join(f'`{each}`' for each in close)}?" if close else ""


def findings_of(kind: type[Record], error: ValidationError, raw: object, path: Path) -> list[Finding]:
    """Turn pydantic's errors about one record into findings, and look for more behind them.

    Where fields were refused, what the others say together is checked all the same, so that
    everything that is wrong with the record is told at once.

    Parameters
    ----------
    kind : type of Record
        What was to be made.
    error : pydantic.ValidationError
        Why it was refused.
    raw : object
        What it was to be made of, in the words of the file.
    path : tuple of str or int
        Where it stands.

    Returns
    -------
    list of Finding
        At least one.
    """
    findings = [_finding(kind, item, raw, path) for item in error.errors(include_url=False)]
    if isinstance(raw, Mapping):
        refused = {finding.path[len(path)] for finding in findings if len(finding.path) > len(path)}
        rest = {name: item for name, item in raw.items() if name not in refused}
        stand_ins = {name: item for name, item in kind.stand_ins.items() if rest.get(name) is None}
        if refused:
            findings += _breaches_of_rest(kind, rest | stand_ins, path, refused)
    return list(dict.fromkeys(findings))


def _breaches_of_rest(
    kind: type[Record], rest: dict[Any, Any], path: Path, refused: set[str | int]
) -> Iterator[Finding]:
    try:
        kind.model_validate(rest)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            fields = set((item.get("ctx") or {}).get("fields", ()))
            if item["type"] == _OURS and fields and not fields & refused:
                yield _finding(kind, item, rest, path)


def _finding(kind: type[Record], item: Mapping[str, Any], raw: object, path: Path) -> Finding:
    context = item.get("ctx") or {}
    inner, holder = _place(item["loc"], raw)
    value = shown(item.get("input"))
    if item["type"] == _OURS:
        return Finding((*path, *inner), context["message"], context["remedy"], context["value"] or value)
    if item["type"] == "missing":
        return Finding((*path, *inner), "this field is required", f"add `{inner[-1]}`" if inner else "add it")
    if item["type"] == "extra_forbidden":
        remedy = _remedy_of_unknown(str(inner[-1]), _kind_at(kind, inner[:-1]))
        return Finding((*path, *inner), "this field is not known", remedy, value)
    if item["type"] == "literal_error":
        remedy = f"use one of {context['expected']}"
        words = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        question = close_words(value, words)
        return Finding(
            (*path, *inner),
            "this word is not in the list",
            f"{question} Or {remedy}" if question else remedy,
            value,
        )
    message, remedy = _explain(item, context, holder)
    field, owner = (inner[-1], _kind_at(kind, inner[:-1])) if inner else ("", None)
    if item["type"] in _WRONG_SHAPES and owner is not None:
        remedy = owner.hints.get(str(field), remedy)
    return Finding((*path, *inner), message, remedy, value)


def _explain(item: Mapping[str, Any], context: Mapping[str, Any], given: object) -> tuple[str, str]:
    """Say in our words what pydantic's kind of error means, and what to do."""
    kind = item["type"]
    if kind == "string_pattern_mismatch":
        if "\\w" in context.get("pattern", ""):
            return (
                "this is no id",
                "use letters, digits, dot, hyphen and underscore, beginning with a letter or digit",
            )
        return (
            "a control character stands in this text",
            "remove it; it often comes from text that was saved in another encoding",
        )
    if kind in ("greater_than_equal", "less_than_equal"):
        least, most = context.get("ge"), context.get("le")
        bound = f"at least {least:,}" if least is not None else f"at most {most:,}"
        return f"this number is out of range: it should be {bound}", "give a number in that range"
    return _EXPLAINED.get(kind) or (item["msg"][:1].lower() + item["msg"][1:], _remedy_of_shape(given))


def _remedy_of_shape(given: object) -> str:
    if isinstance(given, (list, tuple)):
        return "write one value, no list"
    if isinstance(given, Mapping):
        return "write a single value, no mapping"
    return "run `geomoves new` for an example of every field"


_WRONG_SHAPES = {"string_type", "float_parsing", "float_type", "model_type"}
_NO_NUMBER = ("this is no number", "write digits, such as 1500 or 43.1")
_EXPLAINED = {
    "float_parsing": _NO_NUMBER,
    "float_type": _NO_NUMBER,
    "finite_number": ("this is no finite number", "write digits, such as 1500 or 43.1"),
    "int_parsing": ("this is no whole number", "write digits"),
    "int_parsing_size": ("this is no whole number", "write digits"),
    "int_type": ("this is no whole number", "write digits"),
    "int_from_float": ("this is no whole number", "write digits without a decimal point"),
    "model_type": ("this has the wrong shape", "write {field: value, …}; `geomoves new` shows every field"),
    "dict_type": ("this should be a mapping", "write {id: value, …}"),
    "tuple_type": ("this should be a list", "write [first, second]"),
    "string_type": ("this should be one text", "write one value, in quotes if need be: no list, no mapping"),
    "string_unicode": (
        "this text cannot be written as UTF-8",
        "remove the half character (a lone surrogate) from it",
    ),
    "string_too_short": ("this is empty", "write it out, or leave the field out"),
    "string_too_long": ("this text is too long", "keep it short: the document holds the rest"),
    "recursion_loop": ("this holds itself", "write the value out"),
}


def _place(location: tuple[str | int, ...], raw: object) -> tuple[Path, object]:
    """Return the path of a pydantic location as the file has it, and what stands there.

    A single value may stand for a list, and a text for a mapping: then the file has no such step.
    """
    path: list[str | int] = []
    here: object = raw
    for part in location:
        if part in ("[key]", "x-"):
            continue
        if isinstance(part, int):
            if not isinstance(here, (list, tuple)):
                continue
            here = here[part] if part < len(here) else None
        elif isinstance(here, Mapping):
            here = here.get(part)
        elif here is not None:
            continue
        path.append(part)
    return tuple(path), here


def _kind_at(kind: type[Record], path: Path) -> type[Record] | None:
    """Return the kind of record that stands at a path below `kind`."""
    found: type[Record] | None = kind
    for part in path:
        if found is None or isinstance(part, int):
            continue
        fields = {info.alias or name: info.annotation for name, info in found.model_fields.items()}
        found = _record_in(fields.get(part))
    return found


def _record_in(annotation: object) -> type[Record] | None:
    if isinstance(annotation, type) and hasattr(annotation, "short_form_field"):
        return annotation
    for inner in typing.get_args(annotation):
        if found := _record_in(inner):
            return found
    return None


def _remedy_of_unknown(name: str, kind: type[Record] | None) -> str:
    if name == "<<":
        return "merge keys are not read: write the fields out"
    if name[:1].isdigit() or " " in name:
        return "inside {…} a comma begins a new field: put text that holds a comma in quotes"
    known = sorted(kind.known_fields) if kind else []
    if question := close_words(name, known):
        return question
    own = "begin the name with x- for a field of your own"
    if 0 < len(known) <= _LONGEST_LIST_OF_FIELDS:
        return f"known are {', '.join(f'`{each}`' for each in known)}; {own}"
    return f"check the spelling, or {own}"


def _dotted(path: Path) -> str:
    return ".".join(_part(part) for part in path)


def _part(part: str | int) -> str:
    text = str(part)
    if len(text) > _LONGEST_PART:
        text = text[:_LONGEST_PART] + "…"
    # An id that holds a dot is quoted, so that the steps stay apart.
    return text if text.isprintable() and "." not in text and " " not in text and text else repr(text)
