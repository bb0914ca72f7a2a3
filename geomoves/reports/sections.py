"""Reading the sections of a dossier from plain data: all that is wrong is found, not only the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from geomoves.reports.cast import Document, Evidence, Force, Question, Speaker
from geomoves.reports.claims import Claim, Link
from geomoves.reports.ends import End
from geomoves.reports.findings import Finding, Path, close_words, findings_of, shown
from geomoves.reports.record import Extensions, Key, Record, Text
from geomoves.reports.story import Step
from geomoves.reports.theatre import Theatre, read_theatre
from geomoves.reports.when import When

__all__ = [
    "FORMAT_VERSION",
    "SECTIONS",
    "Parts",
    "read_claims",
    "read_extensions",
    "read_links",
    "read_parts",
    "read_section",
    "read_story",
    "read_top",
]

#: The version of the dossier format that this release reads and writes.
FORMAT_VERSION = 1

#: The sections of a dossier that map ids to records, in the order of the file.
SECTIONS: dict[str, type[Record]] = {
    "documents": Document,
    "speakers": Speaker,
    "evidence": Evidence,
    "forces": Force,
    "places": End,
    "questions": Question,
    "claims": Claim,
}
_SCALARS = ("title", "description", "as_of", "theatre")
_TOP = ("geomoves", *_SCALARS, *SECTIONS, "links", "story")
_KEY = TypeAdapter[str](Key)
_TEXT = TypeAdapter[str](Text)
_EXTENSIONS = TypeAdapter[dict[str, Any]](Extensions)

RecordType = TypeVar("RecordType", bound=Record)


@dataclass(slots=True)
class Parts:
    """The parts of a dossier: what could be read, what was refused, and why."""

    title: str = ""
    description: str = ""
    as_of: When | None = None
    theatre: Theatre = field(default_factory=Theatre)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    story: list[Step] = field(default_factory=list)
    extensions: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    #: By section, what stands in the input and was refused: references to it lead somewhere.
    refused: dict[str, dict[str, object]] = field(default_factory=dict)


def read_top(plain: Mapping[Any, Any]) -> list[Finding]:
    """List what is wrong with the top of a file: its version, its fields, and whether it says anything."""
    found = []
    version = plain.get("geomoves")
    if version is None:
        found.append(
            Finding(
                (), "the format's version is missing", f"begin the file with `geomoves: {FORMAT_VERSION}`"
            )
        )
    elif shown(version) != str(FORMAT_VERSION):
        remedy = f"this release reads version {FORMAT_VERSION}; a newer file needs a newer geomoves"
        found.append(
            Finding(("geomoves",), "this version of the format is not known", remedy, shown(version))
        )
    for name in plain:
        if name in _TOP or str(name).startswith("x-"):
            continue
        remedy = (
            "merge keys are not read: write the fields out"
            if name == "<<"
            else close_words(str(name), _TOP) or f"begin the name with x-, or use one of {', '.join(_TOP)}"
        )
        found.append(Finding((str(name),), "this field is not known", remedy))
    if plain.get("claims") in (None, "", [], {}):
        remedy = "add what was said; `geomoves new` writes an example"
        found.append(Finding(("claims",), "the dossier holds no claims", remedy))
    return found


def read_parts(plain: Mapping[Any, Any]) -> Parts:
    """Read the parts of a dossier from plain data in the words of the file.

    Parameters
    ----------
    plain : mapping
        Fields of a dossier; what is None is not stated, and fields that are not known are left alone.

    Returns
    -------
    Parts
        With every finding; references between records are not looked at.
    """
    parts = Parts()
    parts.title = _read_text("title", plain.get("title"), parts.findings)
    parts.description = _read_text("description", plain.get("description"), parts.findings)
    parts.as_of = _read_day("as_of", plain.get("as_of"), parts.findings)
    parts.theatre = read_theatre(plain.get("theatre"), parts.findings)
    for name, kind in SECTIONS.items():
        refused = parts.refused.setdefault(name, {})
        if name == "claims":
            parts.records[name] = read_claims(plain.get(name), parts.findings, refused)
        else:
            parts.records[name] = read_section(name, kind, plain.get(name), parts.findings, refused)
    parts.links = read_links(plain.get("links"), parts.findings)
    parts.story = read_story(plain.get("story"), parts.findings, parts.refused.setdefault("story", {}))
    own = {name: item for name, item in plain.items() if str(name).startswith("x-")}
    parts.extensions = read_extensions(own, parts.findings)
    return parts


def read_section(
    name: str,
    kind: type[RecordType],
    records: object,
    findings: list[Finding],
    refused: dict[str, object],
) -> dict[str, RecordType]:
    """Read one section that maps ids to records."""
    if records is None or records == "":
        return {}
    if not isinstance(records, Mapping):
        findings.append(Finding((name,), "this should be a mapping of ids", "write `id: {…}` for each"))
        return {}
    found: dict[str, RecordType] = {}
    for key, value in records.items():
        path = (name, str(key))
        record = _read_record(path, kind, value, findings)
        # A place goes by its name, every other record by an id.
        if (wrong := _wrong_key(str(key), _TEXT if name == "places" else _KEY)) is not None:
            findings.append(Finding(path, *wrong, str(key)))
        elif record is not None:
            found[str(key)] = record
        if str(key) not in found:
            refused[str(key)] = value
    return found


def _wrong_key(key: str, kind: TypeAdapter[str]) -> tuple[str, str] | None:
    if key != key.strip():
        return "this id begins or ends with a space", "remove the space"
    try:
        kind.validate_python(key)
    except ValidationError as error:
        finding = findings_of(Record, error, key, ())[0]
        return finding.message, finding.remedy
    return None


def _read_record(
    path: Path, kind: type[RecordType], value: object, findings: list[Finding]
) -> RecordType | None:
    if isinstance(value, kind):
        return value
    if value is None or value == "":
        findings.append(Finding(path, "nothing stands here", "write {field: value, …}, or remove it"))
        return None
    try:
        # In a file a field goes by its own name only: `from`, not `from_` as in Python.
        return kind.model_validate(value, by_alias=True, by_name=False)
    except ValidationError as error:
        findings += findings_of(kind, error, value, path)
        return None


def read_claims(claims: object, findings: list[Finding], refused: dict[str, object]) -> dict[str, Claim]:
    """Read claims from a mapping of ids, or from a list of claims that carry their ids."""
    if claims is None or claims == "":
        return {}
    if isinstance(claims, Claim):
        return {claims.id: claims}
    found: dict[str, Claim] = {}
    if isinstance(claims, Mapping):
        for key, value in claims.items():
            _keep(_read_keyed(str(key), value, findings), str(key), value, found, refused)
        return found
    if isinstance(claims, (str, bytes)) or not isinstance(claims, Iterable):
        findings.append(Finding(("claims",), "this should be a mapping of ids", "write `id: {…}` for each"))
        return {}
    for row, value in enumerate(claims):
        key = (
            value.id
            if isinstance(value, Claim)
            else shown(value.get("id"))
            if isinstance(value, Mapping)
            else ""
        )
        path: Path = ("claims", key or row)
        if key and (key in found or key in refused):
            findings.append(
                Finding(("claims", row), "this id is taken", "give each claim an id of its own", key)
            )
            continue
        _keep(_read_record(path, Claim, value, findings), str(path[1]), value, found, refused)
    return found


def _keep(
    claim: Claim | None, key: str, value: object, found: dict[str, Claim], refused: dict[str, object]
) -> None:
    if claim is not None:
        found[claim.id] = claim
    else:
        refused[key] = value


def _read_keyed(key: str, value: object, findings: list[Finding]) -> Claim | None:
    path = ("claims", key)
    if isinstance(value, Claim):
        if value.id == key:
            return value
        findings.append(Finding((*path, "id"), "its `id` is not its key", "use one id for both", value.id))
        return None
    if isinstance(value, Mapping):
        given = value.get("id")
        if given is not None and shown(given) != key:
            remedy = "leave `id` out: the key is it"
            findings.append(Finding((*path, "id"), "its `id` is not its key", remedy, shown(given)))
        value = {**value, "id": key}
    return _read_record(path, Claim, value, findings)


def read_links(links: object, findings: list[Finding]) -> list[Link]:
    """Read the list of links."""
    if links is None or links == "":
        return []
    if isinstance(links, Link):
        return [links]
    if isinstance(links, (str, Mapping)) or not isinstance(links, Iterable):
        findings.append(
            Finding(("links",), "this should be a list", "write - {a: …, b: …, kind: …} for each")
        )
        return []
    found = (_read_record(("links", row), Link, item, findings) for row, item in enumerate(links))
    return [link for link in found if link is not None]


def read_story(steps: object, findings: list[Finding], refused: dict[str, object]) -> list[Step]:
    """Read the steps of the story; `refused` takes those that break the rules, by their rows."""
    if steps is None or steps == "":
        return []
    if isinstance(steps, Step):
        return [steps]
    if isinstance(steps, (str, bytes, Mapping)) or not isinstance(steps, Iterable):
        remedy = "write - {text: …, view: …, time: …} for each step"
        findings.append(Finding(("story",), "this should be a list", remedy))
        return []
    found: list[Step] = []
    for row, item in enumerate(steps):
        step = _read_record(("story", row), Step, item, findings)
        if step is None:
            refused[str(row)] = item
        else:
            found.append(step)
    return found


def _read_text(name: str, value: object, findings: list[Finding]) -> str:
    if value is None or value == "":
        return ""
    try:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return _TEXT.validate_python(str(value) if is_number else value).strip()
    except ValidationError as error:
        findings += findings_of(Record, error, value, (name,))
        return ""


def _read_day(name: str, value: object, findings: list[Finding]) -> When | None:
    if value is None or value == "":
        return None
    when = _read_record((name,), When, value, findings)
    if when is not None and not when.dated:
        findings.append(Finding((name,), "this is no day", "write a day, such as 2024-10-18"))
    return when


def read_extensions(own: object, findings: list[Finding]) -> dict[str, Any]:
    """Read the fields of a dossier that begin with x-."""
    if own is None:
        return {}
    try:
        return dict(_EXTENSIONS.validate_python(own))
    except ValidationError as error:
        findings += findings_of(Record, error, own, ())
        return {}
