"""Whether the references of a dossier lead somewhere, and whether its records go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomoves.reports.claims import Claim
from geomoves.reports.findings import Finding, Path, close_words
from geomoves.reports.sections import SECTIONS
from geomoves.reports.story import check_story

if TYPE_CHECKING:
    from geomoves.reports.dossier import Dossier

__all__ = ["check_dossier"]

#: For each section, the fields that hold ids and the sections that these may stand in. A path with
#: several steps leads into a nested record; a field with several ends is looked through.
_REFERENCES: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "evidence": (
        (("made_by",), ("speakers",)),
        (("read_by",), ("speakers",)),
        (("in",), ("documents",)),
        (("captured", "after"), ("claims",)),
    ),
    "documents": ((("published", "after"), ("claims",)),),
    "forces": ((("part_of",), ("forces",)), (("apart_from",), ("forces",))),
    "places": ((("held_by", "said_by"), ("speakers",)),),
    "claims": (
        (("in",), ("documents",)),
        (("said_by",), ("speakers",)),
        (("through",), ("speakers",)),
        (("said", "after"), ("claims",)),
        (("force",), ("forces",)),
        (("strength", "includes"), ("claims",)),
        (("strength", "on_top_of"), ("claims",)),
        *(((end, "held_by", "said_by"), ("speakers",)) for end in ("from", "via", "to", "at", "at_one_of")),
        (("carried_by",), ("forces",)),
        (("when", "after"), ("claims",)),
        (("evidence",), ("evidence",)),
        (("answers",), ("questions",)),
        (("bears_on",), ("questions",)),
        (("independent_because",), ("claims",)),
        (("about",), ("claims", "questions")),
    ),
}
_ATTRIBUTES = {"in": "in_", "from": "from_"}
_ANY_CLAIM = "*"
_NOTHING: dict[str, Any] = {}
_NOUNS = {"evidence": "piece of evidence"}
_CUT = "cut it at one of them"

#: How many ids are compared with misspelt ones, all in all: 1,000 slips in 100,000 claims may take no hour.
_MOST_COMPARISONS = 300_000


@dataclass(slots=True)
class _Known:
    """The ids that stand in each section, refused ones included."""

    ids: dict[str, AbstractSet[str]]
    comparisons_left: int = _MOST_COMPARISONS

    def question(self, reference: str, targets: tuple[str, ...]) -> str:
        """Return a question that offers ids close to `reference`, while that is affordable."""
        self.comparisons_left -= sum(len(self.ids[name]) for name in targets)
        if self.comparisons_left < 0:
            return ""
        return close_words(reference, (key for name in targets for key in self.ids[name]))


def check_dossier(
    dossier: Dossier, refused: Mapping[str, Mapping[str, object]] | None = None
) -> list[Finding]:
    """List every reference that leads nowhere or round in a circle, and records that are out of place.

    Parameters
    ----------
    dossier : Dossier
        What to check.
    refused : mapping of str to mapping, optional
        By section and id, what stands in the file but was refused: it is there, and its own
        references are checked as far as they can be read.

    Returns
    -------
    list of Finding
        Empty when all is well.
    """
    refused = refused or {}
    records: dict[str, dict[str, Any]] = {name: getattr(dossier, name) for name in SECTIONS}
    findings = list(_out_of_place(records))
    if findings:
        # What is no record cannot be asked for its references.
        return findings
    known = _Known({name: records[name].keys() | refused.get(name, {}).keys() for name in SECTIONS})
    for section in _REFERENCES:
        found = [
            *_dangling_references(section, records[section], known),
            *_dangling_references(section, refused.get(section, {}), known),
        ]
        if found:
            # In the order of the records, not of the kinds of reference.
            rank = {key: row for row, key in enumerate((*records[section], *refused.get(section, {})))}
            findings += sorted(found, key=lambda finding: rank[str(finding.path[1])])
    findings += [
        # `about` names either.
        Finding(("questions", key), "a claim and a question have one id", "give the question another id", key)
        for key in records["questions"]
        if key in known.ids["claims"]
    ]
    for row, link in enumerate(dossier.links):
        for name in ("a", "b"):
            if getattr(link, name) not in known.ids["claims"]:
                findings.append(_dangling(("links", row, name), getattr(link, name), ("claims",), known))
    findings += check_story(
        dossier.story,
        places=records["places"],
        claims=records["claims"],
        refused={name: set(ids) for name, ids in refused.items()},
        forces=known.ids["forces"],
    )
    findings += _circles_of_forces(records["forces"])
    findings += _circles_of_claims(records["claims"])
    findings += _circles_of_links(dossier)
    findings += _foreign_retractions(records["claims"])
    return findings


def _out_of_place(records: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """Yield what a caller put into the dossier past `add`."""
    for section, kind in SECTIONS.items():
        for key, record in records[section].items():
            if not isinstance(record, kind):
                yield Finding(
                    (section, str(key)), f"this is no {kind.__name__}", "put it there with `Dossier.add`"
                )
            elif isinstance(record, Claim) and record.id != key:
                yield Finding(
                    (section, str(key), "id"), "its `id` is not its key", "use one id for both", record.id
                )


def _dangling_references(section: str, records: Mapping[str, object], known: _Known) -> Iterator[Finding]:
    wanted = [
        (fields, targets, frozenset().union(*(known.ids[name] for name in targets)))
        for fields, targets in _REFERENCES[section]
    ]
    names = [fields[0] for fields, _, _ in wanted]
    attributes = [_ATTRIBUTES.get(name, name) for name in names]
    for key, record in records.items():
        # What was refused may be anything; a record's fields are in its own dict.
        found = (
            map(record.get, names)
            if type(record) is dict
            else map(getattr(record, "__dict__", _NOTHING).get, attributes)
        )
        # A dossier may hold 100,000 claims, and nearly every reference is one id that is there.
        for value, (fields, targets, allowed) in zip(found, wanted, strict=True):
            if not value:
                continue
            if len(fields) == 1:
                if type(value) is str and value in allowed:
                    continue
            elif not _may_hold(value, fields[1]):
                continue
            for path, reference in _ids(value, fields, (section, key, fields[0])):
                if reference not in allowed:
                    yield _dangling(path, reference, targets, known)


def _may_hold(value: object, name: str) -> bool:
    """Whether a record, the records of a tuple, or anything that was refused may state the field `name`."""
    if type(value) is tuple:
        return any(getattr(item, name, None) for item in value)
    return isinstance(value, (dict, list)) or bool(getattr(value, name, None))


def _field(value: object, name: str) -> Any:
    return value.get(name) if type(value) is dict else getattr(value, _ATTRIBUTES.get(name, name), None)


def _ids(value: object, fields: tuple[str, ...], path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each id in the field ``fields[0]``, which holds `value`, with its path.

    `value` comes from a record, or from raw data that was refused and may have any shape.
    """
    if isinstance(value, (list, tuple)):
        for row, item in enumerate(value):
            # Nothing nests lists but a mistake, which was told already.
            if not isinstance(item, (list, tuple)):
                yield from _ids(item, fields, (*path, row) if len(value) > 1 else path)
    elif len(fields) > 1:
        if inner := _field(value, fields[1]):
            yield from _ids(inner, fields[1:], (*path, fields[1]))
    elif fields[0] == "independent_because":
        # It maps claims to reasons; a reason alone is for all of them.
        ids = value if isinstance(value, Mapping) else ()
        yield from (((*path, key), key) for key in ids if isinstance(key, str) and key != _ANY_CLAIM)
    elif isinstance(value, str):
        yield path, value


def _dangling(path: Path, reference: str, targets: tuple[str, ...], known: _Known) -> Finding:
    noun = " or ".join(_NOUNS.get(name, name.removesuffix("s")) for name in targets)
    question = known.question(reference, targets)
    own = f"add it under {' or '.join(f'`{name}`' for name in targets)}"
    return Finding(path, f"there is no such {noun}", f"{question} Or {own}" if question else own, reference)


def _circles_of_forces(forces: Mapping[str, Any]) -> Iterator[Finding]:
    part_of = {key: (force.part_of,) if force.part_of else () for key, force in forces.items()}
    for circle in _circles(part_of):
        yield _circle(("forces", circle[0], "part_of"), "a force is part of itself", circle, _CUT)
    for key, force in forces.items():
        for other in force.apart_from:
            if other == key:
                remedy = "leave it out"
                yield Finding(("forces", key, "apart_from"), "a force is apart from itself", remedy, other)
            elif other in _wholes(part_of, key):
                remedy = "leave out `apart_from`, or mend `part_of`"
                message = "a force is apart from the one that it is part of"
                yield Finding(("forces", key, "apart_from"), message, remedy, other)


def _wholes(part_of: Mapping[str, tuple[str, ...]], key: str) -> set[str]:
    found: set[str] = set()
    above = list(part_of.get(key, ()))
    while above:
        whole = above.pop()
        if whole not in found:
            found.add(whole)
            above += part_of.get(whole, ())
    return found


def _circles_of_claims(claims: Mapping[str, Any]) -> Iterator[Finding]:
    after = {key: (claim.when.after,) for key, claim in claims.items() if claim.when and claim.when.after}
    for circle in _circles(after):
        yield _circle(("claims", circle[0], "when", "after"), "a claim comes after itself", circle, _CUT)
    for name, message in (
        ("includes", "a figure includes itself"),
        ("on_top_of", "a figure is on top of itself"),
    ):
        leads = {
            key: getattr(claim.strength, name)
            for key, claim in claims.items()
            if claim.strength and getattr(claim.strength, name)
        }
        for circle in _circles(leads):
            yield _circle(("claims", circle[0], "strength", name), message, circle, _CUT)
    responses = {key: claim.about for key, claim in claims.items() if claim.kind == "response"}
    for circle in _circles(responses):
        remedy = "a response is about what was said before it: cut the circle at one of them"
        yield _circle(
            ("claims", circle[0], "about"), "responses answer one another in a circle", circle, remedy
        )
    for key, claim in claims.items():
        if key in claim.independent_because:
            remedy = "name the claim of another voice"
            yield Finding(
                ("claims", key, "independent_because", key), "a voice is independent of itself", remedy, key
            )


def _circles_of_links(dossier: Dossier) -> Iterator[Finding]:
    """Yield claims that supersede or refine themselves, and pairs whose links say different things."""
    rows: dict[tuple[str, str, str], int] = {
        (link.kind, link.a, link.b): row for row, link in enumerate(dossier.links)
    }
    for kind, message in (
        ("supersedes", "a claim supersedes itself"),
        ("refines", "a claim refines itself"),
    ):
        leads: dict[str, tuple[str, ...]] = {}
        for link in dossier.links:
            if link.kind == kind:
                leads[link.a] = (*leads.get(link.a, ()), link.b)
        for circle in _circles(leads):
            row = rows[kind, circle[0], circle[1 % len(circle)]]
            yield _circle(("links", row), message, circle, _CUT)
    for (kind, a, b), row in rows.items():
        if kind == "refines" and {("supersedes", a, b), ("supersedes", b, a)} & rows.keys():
            remedy = (
                "a finer claim stands beside the coarser, a newer one in its place: keep one of the links"
            )
            yield Finding(("links", row, "kind"), "a claim both refines and supersedes another", remedy, kind)


def _foreign_retractions(claims: Mapping[str, Any]) -> Iterator[Finding]:
    for key, claim in claims.items():
        if claim.stance != "retracts":
            continue
        for row, about in enumerate(claim.about):
            other = claims.get(about)
            if other is not None and other.said_by != claim.said_by:
                path: Path = (
                    ("claims", key, "about", row) if len(claim.about) > 1 else ("claims", key, "about")
                )
                remedy = "use `denies` for another voice; an error of the dossier itself is `withdrawn`"
                yield Finding(path, "only its own speaker can take a claim back", remedy, about)


def _circle(path: Path, message: str, circle: list[str], remedy: str) -> Finding:
    return Finding(path, message, remedy, " → ".join([*circle, circle[0]]))


def _circles(leads_to: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Yield circles, each once, so that cutting all of them leaves none that a walk meets twice.

    A walk in depth with an explicit stack: chains may be longer than Python recurses, and what was
    walked is not walked again.
    """
    settled: set[str] = set()
    for start in leads_to:
        if start in settled:
            continue
        trail: dict[str, Iterator[str]] = {start: iter(leads_to[start])}
        while trail:
            key = next(reversed(trail))
            for other in trail[key]:
                if other in trail:
                    members = list(trail)
                    yield members[members.index(other) :]
                elif other in leads_to and other not in settled:
                    trail[other] = iter(leads_to[other])
                    break
            else:
                settled.add(key)
                del trail[key]
