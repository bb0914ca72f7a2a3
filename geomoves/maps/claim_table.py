"""Every claim, as a table of the data block.

A claim's sentence is not in it: the page puts it together from what is (``static/src/sentences.js``), in the
words that `geomoves.movement.sentences` uses. Only what is rare there is told here in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from geomoves.coded import Coded, Composed, Ints, Lists, Numbers
from geomoves.movement.assembly import Records
from geomoves.movement.spot_rows import SpotRows
from geomoves.reports import Dossier, Link
from geomoves.wording import said_later

__all__ = ["NOTHING", "claim_table", "leads_of", "links_of", "sparse"]

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
    links = links_of(dossier, records)
    of: Any = records.columns.claims
    forces: dict[str | None, int] = {None: -1}
    forces.update(rows["forces"])
    attribution = _stated(of["attribution"], "stated")
    rare = _rare(of["kind"], of["counted_in"], records, ends)
    return {
        "id": list(rows["claims"]),
        "kind": of["kind"],
        "phase": _stated(of["phase"], ""),
        "stance": _stated(of["stance"], ""),
        "force": of["force"],
        "said_by": of["said_by"],
        "through": _lists_of(of["through"], rows["speakers"]),
        "attribution": attribution,
        "document": of["document"],
        **ends.ends,
        "mode": _stated(of["mode"], ""),
        "carried_by": Numbers(of["carried_by"].mapped(forces.__getitem__).array(np.int64)),
        **{name: _stated(of[name], "") for name in ("cause", "condition", "words", "hedge", "note")},
        "said": of["said_label"],
        "when": of["when_label"],
        "when_how": _stated(of["when_how"], ""),
        **{name: of[name] for name in ("said_from", "said_to", "when_from", "when_to")},
        **{name: of[name] for name in ("figure", "figure_words", "low", "best", "high")},
        # What is carried over and what is disowned never counts as support by its speaker.
        "counts": attribution.mapped("stated".__eq__),
        "told": sparse(count, {row: records.sentences[claims[row].id] for row in rare}, ""),
        "evidence": _lists_of(of["evidence"], rows["evidence"]),
        "links": sparse(
            count,
            {
                rows["claims"][key]: _links(key, those, rows["claims"])
                for key, those in links.items()
                if key in rows["claims"]
            },
            NOTHING,
        ),
        "about": of["about"].mapped(lambda keys: _about(dossier, keys, rows["claims"])),
        "off_map": sparse(count, {rows["claims"][key]: why for key, why in records.off_map.items()}, ""),
        "sentence": Composed(count, said_later(lambda row: records.sentences[claims[row].id])),
    }


def _stated(column: Coded, otherwise: str) -> Coded:
    """Return a column with a text in place of what is not stated."""
    return column.mapped(lambda value: otherwise if value is None else value)


def sparse(count: int, found: Mapping[int, Any], otherwise: Any) -> Coded:
    """Return a column that holds something in some rows, and the same in all others."""
    codes = np.zeros(count, dtype=np.int64)
    codes[list(found)] = range(1, len(found) + 1)
    return Coded(codes, [otherwise, *found.values()])


def _lists_of(keys: Coded, rows: Mapping[str, int]) -> Lists:
    """Return the rows of some ids for each claim."""
    return Lists.of([[rows[key] for key in some] for some in keys.cells]).take(keys.codes)


def _rare(kinds: Coded, counted_in: Coded, records: Records, ends: SpotRows) -> list[int]:
    """Return the rows of claims that the page has no way to put into a sentence."""
    rare = kinds.mapped("response".__eq__).array(np.bool_)
    rare |= counted_in.array(np.bool_)
    rare[[records.rows[claim] for _, claim in ends.held if claim in records.rows]] = True
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
            link = Link(a=tension.first, b=tension.second, kind="tension", because=str(tension.because))
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
