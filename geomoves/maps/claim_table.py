"""Every claim, as a table of the data block.

A claim's sentence is not in it: the page puts it together from what is (``static/src/sentences.js``), in the
words that `geomoves.movement.sentences` uses. Only what is rare there is told here in full.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np

from geomoves.maps.coded import Coded, Column, Composed, Ints, Lists, Numbers
from geomoves.maps.days import day_cell
from geomoves.maps.spot_rows import SpotRows
from geomoves.movement.assembly import Records
from geomoves.movement.sentences import time_label, when_label
from geomoves.reports import Dossier, Link, Strength, When
from geomoves.wording import said_later

__all__ = ["NOTHING", "claim_table", "leads_of", "links_of", "rows_of", "told_apart"]

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
    shared = told_apart(list(map(itemgetter(*_SHARED), map(vars, claims))), _SHARED)
    forces: dict[str | None, int] = {None: -1}
    forces.update(rows["forces"])
    # What counts from the day of saying depends on more than it holds.
    said, when = (_told_apart(of[name], _TIME, attrgetter("relative")) for name in ("said", "when"))
    strength = _told_apart(of["strength"], _STRENGTH)
    attribution = _stated(shared["attribution"], "stated")
    rare = _rare(shared["kind"], strength, of["id"], ends)
    return {
        "id": list(of["id"]),
        "kind": shared["kind"],
        "phase": _stated(shared["phase"], ""),
        "stance": _stated(shared["stance"], ""),
        "force": rows_of(of["force"], forces),
        "said_by": rows_of(of["said_by"], speakers),
        "through": _lists_of(shared["through"], speakers),
        "attribution": attribution,
        "document": rows_of(of["in_"], rows["documents"]),
        **ends.ends,
        "mode": _stated(shared["mode"], ""),
        "carried_by": Numbers(shared["carried_by"].mapped(forces.__getitem__).array(np.int64)),
        **{name: _stated(shared[name], "") for name in ("cause", "condition")},
        **{name: _stated(_texts(of[name]), "") for name in ("words", "hedge", "note")},
        **_columns(said, ("said", "said_from", "said_to"), _said),
        **_columns(when, ("when", "when_from", "when_to", "when_how"), _when_of(dossier)),
        **_columns(strength, ("figure", "figure_words", "low", "best", "high"), _figure),
        # What is carried over and what is disowned never counts as support by its speaker.
        "counts": attribution.mapped("stated".__eq__),
        "told": _sparse(count, {row: records.sentences[claims[row].id] for row in rare}, ""),
        "evidence": _lists_of(shared["evidence"], rows["evidence"]),
        "links": _sparse(
            count,
            {
                rows["claims"][key]: _links(key, those, rows["claims"])
                for key, those in links.items()
                if key in rows["claims"]
            },
            NOTHING,
        ),
        "about": shared["about"].mapped(lambda keys: _about(dossier, keys, rows["claims"])),
        "off_map": _sparse(count, {rows["claims"][key]: why for key, why in records.off_map.items()}, ""),
        "sentence": Composed(count, said_later(lambda row: records.sentences[claims[row].id])),
    }


#: What many claims have in common: of each different combination one is looked at.
_SHARED = "kind phase stance through attribution mode carried_by cause condition evidence about".split()
_FIELDS = "id force said_by in_ words hedge note said when strength".split()


def fields_of(records: Sequence[Any], names: Sequence[str]) -> dict[str, Sequence[Any]]:
    """Return some fields of pydantic records, each as a column."""
    # Each record is looked at once: there are more of them than a processor keeps at hand.
    columns = zip(*map(itemgetter(*names), map(vars, records)), strict=True)
    return dict(zip(names, columns, strict=True)) if records else dict.fromkeys(names, ())


def told_apart(rows: Sequence[tuple[Hashable, ...]], names: Sequence[str]) -> dict[str, Coded]:
    """Return rows as columns, for which of each different row one is looked at."""
    coded = Coded.of(rows)
    return {name: coded.mapped(itemgetter(at)) for at, name in enumerate(names)}


def rows_of(keys: Sequence[Any], rows: Mapping[Any, int]) -> Numbers:
    """Return the rows of some ids."""
    return Numbers(np.fromiter(map(rows.__getitem__, keys), dtype=np.int64, count=len(keys)))


def _texts(column: Sequence[str | None]) -> Coded:
    """Return a column of texts, of which most are not stated or all are different."""
    if column.count(None) == len(column):
        return Coded(np.zeros(len(column), dtype=np.int64), [None])
    return Coded.of(column)


def _stated(column: Coded, otherwise: str) -> Coded:
    """Return a column with a text in place of what is not stated."""
    return column.mapped(lambda value: otherwise if value is None else value)


def _sparse(count: int, found: Mapping[int, Any], otherwise: Any) -> Coded:
    codes = np.zeros(count, dtype=np.int64)
    codes[list(found)] = range(1, len(found) + 1)
    return Coded(codes, [otherwise, *found.values()])


def _told_apart(
    things: Sequence[Any],
    key_of: Callable[[Any], Any],
    alone: Callable[[Any], bool] | None = None,
) -> Coded:
    """Return a column of records, of which those with one key are told once, if none stands `alone`."""
    identities = list(map(id, things))
    stated = [thing for thing in dict(zip(identities, things, strict=True)).values() if thing is not None]
    alike = Coded.of(list(map(key_of, map(vars, stated))))
    # Backwards: of those with one key the first comes last, and stays.
    firsts = dict(zip(reversed(alike.codes.tolist()), reversed(stated), strict=True))
    if alone is not None and any(map(alone, firsts.values())):
        alike, firsts = Coded.of(range(len(stated))), dict(enumerate(stated))
    numbers = dict(zip(map(id, stated), alike.codes.tolist(), strict=True))
    numbers[id(None)] = len(firsts)
    codes = np.fromiter(map(numbers.__getitem__, identities), dtype=np.int64, count=len(things))
    return Coded(codes, [*(firsts[code] for code in range(len(firsts))), None])


_DAYS = frozenset("said_from said_to when_from when_to".split())
_TIME = itemgetter(*"at from_ to how after words calendar doubt".split())
_STRENGTH = itemgetter(*"low best high unit qualifier words includes on_top_of".split())


def _columns(
    things: Coded, names: Sequence[str], cells_of: Callable[[Any], tuple[Any, ...]]
) -> dict[str, Column]:
    """Return the columns that each of some records has its cells of: texts, figures, and days as numbers."""
    cells = list(zip(*map(cells_of, things.cells), strict=True)) if things.cells else [()] * len(names)
    return {
        name: Numbers.of(told).take(things.codes) if name in _DAYS else Coded(things.codes, list(told))
        for name, told in zip(names, cells, strict=True)
    }


def _lists_of(keys: Coded, rows: Mapping[str, int]) -> Lists:
    """Return the rows of some ids for each claim."""
    return Lists.of([[rows[key] for key in some] for some in keys.cells]).take(keys.codes)


def _figure(strength: Strength | None) -> tuple[str, str, float | None, float | None, float | None]:
    if strength is None:
        return "", "", None, None, None
    label = strength.label if strength.stated else ""
    words = strength.words or ""
    return label, "" if words == label else words, strength.low, strength.best, strength.high


def _said(said: When | None) -> tuple[str, int | None, int | None]:
    if said is None:
        return "", None, None
    return time_label(said), day_cell(said.earliest), day_cell(said.latest)


def _when_of(dossier: Dossier) -> Callable[[When | None], tuple[str, int | None, int | None, str]]:
    """Return what gives the cells of a time."""

    def cells(when: When | None) -> tuple[str, int | None, int | None, str]:
        if when is None:
            return "", None, None, ""
        return when_label(dossier, when), day_cell(when.earliest), day_cell(when.latest), when.how or ""

    return cells


def _rare(kinds: Coded, strengths: Coded, ids: Sequence[str], ends: SpotRows) -> list[int]:
    """Return the rows of claims that the page has no way to put into a sentence."""
    rare = kinds.mapped("response".__eq__).array(np.bool_)
    rare |= strengths.mapped(
        lambda strength: strength is not None and bool(strength.includes or strength.on_top_of)
    ).array(np.bool_)
    held = {claim for _, claim in ends.held}
    if held:
        rare |= np.fromiter(map(held.__contains__, ids), dtype=np.bool_, count=len(ids))
    rows: list[int] = np.flatnonzero(rare).tolist()
    return rows


def _about(dossier: Dossier, keys: Sequence[str], rows: Mapping[str, int]) -> list[int | str]:
    return [dossier.questions[key].text if key in dossier.questions else rows.get(key, key) for key in keys]


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


def leads_of(count: int, *groups: Lists) -> Ints:
    """Return for each claim the first of those that speak of the same thing: it tells most of the others."""
    leads = np.arange(count)
    for group in groups:
        heads = np.repeat(group.firsts, group.lengths)
        led = heads < group.flat
        leads[group.flat[led]] = heads[led]
    return leads
