"""The JSON Schema of the dossier format, so that editors complete and check it.

It is worked out from the records and kept beside this module as ``dossier.schema.json``. Run
``python -m geomoves.reports.schema`` in a checkout to write that file again; a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema

from geomoves.errors import AssetError
from geomoves.files import write_whole
from geomoves.reports.claims import Link
from geomoves.reports.ends import CountryCode, Degrees, Roles, StateCode
from geomoves.reports.record import Flag, Key, Record, Text, WebAddress
from geomoves.reports.sections import FORMAT_VERSION, SECTIONS
from geomoves.reports.story import Step
from geomoves.reports.strength import Figure
from geomoves.reports.theatre import theatre_schema
from geomoves.reports.when import When

if TYPE_CHECKING:
    from pydantic_core import core_schema

__all__ = ["SCHEMA_FILE", "dossier_schema", "dossier_schema_text", "make_dossier_schema"]

#: The name of the packaged file, and of its copies.
SCHEMA_FILE = "dossier.schema.json"
_SECTION_DESCRIPTIONS = {
    "documents": "What you hold: pages, books, broadcasts. Claims name them as `in`.",
    "speakers": "Voices. Claims name them as `said_by` and `through`.",
    "evidence": "Images, videos and tracks, and who read them.",
    "forces": "Bodies of troops. Claims name them as `force` and `carried_by`.",
    "places": "Places of this dossier, by the names that its claims use.",
    "questions": "Questions that claims answer or bear on.",
    "claims": "What was said: one statement each, by its permanent id.",
}


class _Generator(GenerateJsonSchema):
    """Leaves out titles and defaults: an absent field means "not stated", not its default."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # pydantic calls it with one
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        # A field that need not be there may also stand empty.
        inner = self.generate_inner(schema["schema"])
        nothing = {"type": "null"}
        if nothing in inner.get("anyOf", ()):
            return inner
        return {"anyOf": [*inner["anyOf"], nothing] if "anyOf" in inner else [inner, nothing]}


def dossier_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a dossier file, short forms included.

    It says what an editor can check while you type. Whether references lead somewhere and dates
    are dates is checked by `read_dossier` and ``geomoves check``.

    Returns
    -------
    dict
        A copy that the caller may change.

    Raises
    ------
    AssetError
        The packaged file is missing or damaged.

    Examples
    --------
    >>> sorted(dossier_schema()["required"])
    ['claims', 'geomoves']
    """
    try:
        found: dict[str, Any] = json.loads(dossier_schema_text())
    except ValueError as error:
        raise AssetError(SCHEMA_FILE, "the packaged schema is damaged", "install geomoves again") from error
    return found


@cache
def dossier_schema_text() -> str:
    r"""Return the packaged schema file as text, to be written beside a dossier.

    Raises
    ------
    AssetError
        The packaged file is missing.

    Examples
    --------
    >>> dossier_schema_text().endswith("}\n")
    True
    """
    try:
        return resources.files("geomoves.reports").joinpath(SCHEMA_FILE).read_text(encoding="utf-8")
    except OSError as error:
        raise AssetError(SCHEMA_FILE, "the packaged schema is missing", "install geomoves again") from error


def make_dossier_schema() -> dict[str, Any]:
    """Work the schema out from the records."""
    kinds: list[type[Record]] = [*SECTIONS.values(), Link, Step, When]
    _, shared = models_json_schema(
        [(kind, "validation") for kind in kinds], by_alias=True, schema_generator=_Generator
    )
    names = _name_types(shared)
    text = {"anyOf": [_reference("text"), {"type": "null"}]}
    properties: dict[str, Any] = {
        "geomoves": {
            "description": f"The version of the format: {FORMAT_VERSION}.",
            "enum": [FORMAT_VERSION, str(FORMAT_VERSION)],
        },
        "title": {"description": "What the dossier is about."} | text,
        "description": {"description": "What else a reader has to know."} | text,
        "as_of": _or_nothing("When", "The day up to which it was kept."),
        "theatre": theatre_schema(),
    }
    for name, kind in SECTIONS.items():
        properties[name] = {
            "description": _SECTION_DESCRIPTIONS[name],
            "type": ["object", "null"],
            "additionalProperties": _reference(kind.__name__),
            # A place goes by its name, every other record by an id.
            "propertyNames": _reference("text" if name == "places" else "id"),
        }
    listed = {"allOf": [_reference("Claim"), {"type": "object", "required": ["id"]}]}
    properties["claims"] = {
        "description": _SECTION_DESCRIPTIONS["claims"],
        "anyOf": [
            {
                "type": "object",
                "additionalProperties": _reference("Claim"),
                "propertyNames": _reference("id"),
                "minProperties": 1,
            },
            {"type": "array", "items": listed, "minItems": 1},
        ],
    }
    properties["links"] = {
        "description": "How claims relate.",
        "type": ["array", "null"],
        "items": _reference("Link"),
    }
    properties["story"] = {
        "description": "Steps in which the map walks its reader, in the words of the dossier's author.",
        "type": ["array", "null"],
        "items": _reference("Step"),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:geomoves:dossier:{FORMAT_VERSION}",
        "title": "geomoves dossier",
        "description": "Who said what about troop movements, in which document.",
        "type": "object",
        "required": ["geomoves", "claims"],
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
        "$defs": dict(sorted((shared["$defs"] | names).items())),
    }


def _name_types(shared: dict[str, Any]) -> dict[str, Any]:
    """Name the types that the records share, and put references in their place."""
    types: dict[str, Any] = {
        "text": Text,
        "id": Key,
        "flag": Flag,
        "country": CountryCode,
        "state": StateCode,
        "figure": Figure,
        "degrees": Degrees,
        "address": WebAddress,
        "roles": Roles,
    }
    names = {name: TypeAdapter(kind).json_schema(schema_generator=_Generator) for name, kind in types.items()}
    _replace(shared, {json.dumps(schema, sort_keys=True): name for name, schema in names.items()})
    # Built from what was just replaced.
    names["ids"] = {"anyOf": [_reference("id"), {"type": "array", "items": _reference("id")}]}
    names["ends"] = {"anyOf": [_reference("End"), {"type": "array", "items": _reference("End")}]}
    for name in ("ids", "ends"):
        wanted = names[name]["anyOf"]
        _replace(shared, {json.dumps({"anyOf": [*wanted, {"type": "null"}]}, sort_keys=True): name})
        names[name]["anyOf"] = [*wanted, {"type": "null"}]
    return names


def _replace(schema: Any, names: Mapping[str, str]) -> None:
    """Put a reference in place of every part below `schema` that has a name."""
    for key, part in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if isinstance(part, dict):
            described = {name: item for name, item in part.items() if name == "description"}
            bare = {name: item for name, item in part.items() if name != "description"}
            if name := names.get(json.dumps(bare, sort_keys=True)):
                schema[key] = _reference(name) | described
                continue
        if isinstance(part, (dict, list)):
            _replace(part, names)


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _or_nothing(name: str, description: str) -> dict[str, Any]:
    return {"description": description, "anyOf": [_reference(name), {"type": "null"}]}


def _write() -> None:
    text = json.dumps(make_dossier_schema(), ensure_ascii=False, indent=2) + "\n"
    write_whole(Path(__file__).with_name(SCHEMA_FILE), text.encode("utf-8"))


if __name__ == "__main__":
    _write()
