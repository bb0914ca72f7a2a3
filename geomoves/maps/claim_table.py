"""Every claim, as a table of the data block.

A claim's sentence is not in it: the page puts it together from what is (``static/src/sentences.js``), in the
words that `geomoves.movement.sentences` uses. Only what is rare there is told here in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, compress
from operator import attrgetter, itemgetter
from typing import Any

from geomoves.maps.codec import Composed
from geomoves.maps.spot_rows import SpotRows
from geomoves.movement.assembly import Records
from geomoves.movement.sentences import time_label, when_label
from geomoves.reports import Claim, Dossier, Link, Strength, When, day_number
from geomoves.wording import said_later

__all__ = ["NOTHING", "claim_table", "columns_of", "leads_of", "links_of"]

#: What all rows share that hold nothing. A list that is never written to.
NOTHING: list[Any] = []
#: Links that have a direction, as the claim that they lead to sees them.
_SEEN_FROM_B = {"repeats": "repeated by", "refines": "refined by", "supersedes": "superseded by"}


def claim_table(
    dossier: Dossier,
    records: Records,
    ends: SpotRows,
    rows: Mapping[str, Mapping[str, int]],
) -> dict[str, Any]:
    """Return the table of claims.

    Parameters
    ----------
    dossier, records : Dossier, Records
        What the claims are, and what they amount to.
    ends : SpotRows
        Their ends.
    rows : mapping
        For ``claims``, ``speakers``, ``documents``, ``forces`` and ``evidence`` the row of each id.

    Returns
    -------
    dict
        Columns (see `geomoves.maps.columns.COLUMNS`).
    """
    claims = records.claims
    count = len(claims)
    speakers, links = rows["speakers"], links_of(dossier, records)
    of = fields_of(claims, _FIELDS)
    rare = _rare(claims, of, ends)
    forces: dict[str | None, int] = {None: -1}
    forces.update(rows["forces"])
    return {
        "id": of["id"],
        "kind": of["kind"],
        "phase": _stated(of["phase"], ""),
        "stance": _stated(of["stance"], ""),
        "force": list(map(forces.__getitem__, of["force"])),
        "said_by": list(map(speakers.__getitem__, of["said_by"])),
        "through": _lists_of(speakers, of["through"]),
        "attribution": _stated(of["attribution"], "stated"),
        "document": list(map(rows["documents"].__getitem__, of["in_"])),
        **ends.ends,
        "mode": _stated(of["mode"], ""),
        "carried_by": list(map(forces.__getitem__, of["carried_by"])),
        "cause": _stated(of["cause"], ""),
        "condition": _stated(of["condition"], ""),
        "words": _stated(of["words"], ""),
        "hedge": _stated(of["hedge"], ""),
        "note": _stated(of["note"], ""),
        **_told_apart(of["said"], ("said", "said_from", "said_to"), _said),
        **_told_apart(of["when"], ("when", "when_from", "when_to", "when_how"), _when_of(dossier)),
        **_told_apart(of["strength"], _FIGURE, _figure),
        # What is carried over and what is disowned never counts as support by its speaker.
        "counts": [attribution in (None, "stated") for attribution in of["attribution"]],
        "told": _sparse(count, {row: records.sentences[claims[row].id] for row in rare}, ""),
        "evidence": _lists_of(rows["evidence"], of["evidence"]),
        "links": _sparse(
            count,
            {
                rows["claims"][key]: _links(key, those, rows["claims"])
                for key, those in links.items()
                if key in rows["claims"]
            },
            NOTHING,
        ),
        "about": _sparse(
            count,
            {
                row: _about(dossier, claims[row], rows["claims"])
                for row in compress(range(count), of["about"])
            },
            NOTHING,
        ),
        "off_map": _sparse(count, {rows["claims"][key]: why for key, why in records.off_map.items()}, ""),
        "sentence": Composed(count, said_later(lambda row: records.sentences[claims[row].id])),
    }


_FIELDS = (
    "id kind phase stance force said_by through attribution in_ mode carried_by cause condition words hedge "
    "note said when strength evidence about"
).split()
_FIGURE = ("figure", "figure_words", "low", "best", "high")


def fields_of(records: Sequence[Any], names: Sequence[str]) -> dict[str, list[Any]]:
    """Return some fields of pydantic records, each as a column."""
    # Each record is looked at once: there are more of them than a processor keeps at hand.
    cells = list(chain.from_iterable(map(itemgetter(*names), map(vars, records))))
    return {name: cells[at :: len(names)] for at, name in enumerate(names)}


def columns_of(records: Sequence[Any], names: Sequence[str]) -> dict[str, list[Any]]:
    """Return some attributes of records, each as a column."""
    return {name: list(map(attrgetter(name), records)) for name in names}


def _stated(column: list[Any], otherwise: str) -> list[str]:
    """Return a column with a text in place of what is not stated."""
    unstated = column.count(None)
    if unstated == len(column):
        return [otherwise] * unstated
    return [otherwise if value is None else value for value in column] if unstated else column


def _sparse(count: int, found: Mapping[int, Any], otherwise: Any) -> list[Any]:
    column = [otherwise] * count
    for row, value in found.items():
        column[row] = value
    return column


def _told_apart(
    things: Sequence[Any], names: Sequence[str], cells_of: Callable[[Any], tuple[Any, ...]]
) -> dict[str, list[Any]]:
    """Return columns whose cells are worked out once for each object: claims share records."""
    keys = list(map(id, things))
    cells = {key: cells_of(thing) for key, thing in dict(zip(keys, things, strict=True)).items()}
    return {
        name: list(map({key: cell[at] for key, cell in cells.items()}.__getitem__, keys))
        for at, name in enumerate(names)
    }


def _lists_of(rows: Mapping[str, int], keys: Sequence[Sequence[str]]) -> list[list[int]]:
    if not any(keys):
        return [NOTHING] * len(keys)
    return [[rows[key] for key in some] if some else NOTHING for some in keys]


def _figure(strength: Strength | None) -> tuple[str, str, float | None, float | None, float | None]:
    if strength is None:
        return "", "", None, None, None
    label = strength.label if strength.stated else ""
    words = strength.words or ""
    return label, "" if words == label else words, strength.low, strength.best, strength.high


def _said(said: When | None) -> tuple[str, int | None, int | None]:
    if said is None:
        return "", None, None
    return time_label(said), _day(said.earliest), _day(said.latest)


def _when_of(dossier: Dossier) -> Callable[[When | None], tuple[str, int | None, int | None, str]]:
    """Return what gives the cells of a time; days that are named alike are told once."""
    known: dict[tuple[str, str | None, bool], str] = {}

    def cells(when: When | None) -> tuple[str, int | None, int | None, str]:
        if when is None:
            return "", None, None, ""
        first, last, how = when.earliest, when.latest, when.how
        if when.after is not None or (first is None and last is None):
            return when_label(dossier, when), _day(first), _day(last), how or ""
        key = (when.label, how, first == last)
        told = known.get(key)
        if told is None:
            told = known[key] = when_label(dossier, when)
        return told, _day(first), _day(last), how or ""

    return cells


def _day(day: date | None) -> int | None:
    return None if day is None else day_number(day)


def _rare(claims: Sequence[Claim], of: Mapping[str, list[Any]], ends: SpotRows) -> list[int]:
    """Return the rows of claims that the page has no way to put into a sentence."""
    strengths = {id(each): each for each in of["strength"] if each is not None}
    nested = {key for key, each in strengths.items() if each.includes or each.on_top_of}
    held = {claim for _, claim in ends.held}
    return [
        row
        for row, (kind, strength) in enumerate(zip(of["kind"], of["strength"], strict=True))
        if kind == "response" or (nested and id(strength) in nested) or (held and claims[row].id in held)
    ]


def _about(dossier: Dossier, claim: Claim, rows: Mapping[str, int]) -> list[int | str]:
    return [
        dossier.questions[key].text if key in dossier.questions else rows.get(key, key) for key in claim.about
    ]


def links_of(dossier: Dossier, records: Records) -> dict[str, list[Link]]:
    """Return the links of each claim: those of the dossier, and the tensions that days make."""
    found: dict[str, list[Link]] = {}
    for link in dossier.links:
        for key in (link.a, link.b):
            found.setdefault(key, []).append(link)
    for tension in records.tensions:
        if tension.basis == "days":
            link = Link(a=tension.first, b=tension.second, kind="tension", because=tension.because)
            for key in (tension.first, tension.second):
                found.setdefault(key, []).append(link)
    return found


def _links(claim: str, links: Iterable[Link], rows: Mapping[str, int]) -> list[list[Any]]:
    """List the links of a claim; a directed one is told the other way round on the claim it leads to."""
    found: list[list[Any]] = []
    for link in links:
        other = link.b if link.a == claim else link.a
        if other in rows:
            kind = link.kind if link.a == claim else _SEEN_FROM_B.get(link.kind, link.kind)
            found.append([kind, rows[other], link.because or ""])
    return found


def leads_of(count: int, *groups: Iterable[Sequence[int]]) -> list[int]:
    """Return for each claim the first of those that speak of the same thing: it tells most of the others."""
    leads = list(range(count))
    for group in groups:
        for rows in group:
            for row in rows[1:]:
                if rows[0] < row:
                    leads[row] = rows[0]
    return leads
