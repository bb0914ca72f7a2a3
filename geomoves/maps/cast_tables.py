"""Who speaks, in what, about whom, and what they show, as tables of the data block."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from geomoves.maps.columns import Table, as_columns
from geomoves.reports import Dossier
from geomoves.wording import say

__all__ = ["cast_tables"]


def cast_tables(dossier: Dossier) -> dict[str, Table]:
    """Return the tables of speakers, documents, evidence and forces, in the order of the dossier."""
    return {
        "speakers": _speakers(dossier),
        "documents": _documents(dossier),
        "evidence": as_columns("evidence", _evidence(dossier)),
        "forces": _forces(dossier),
    }


def _speakers(dossier: Dossier) -> Table:
    speakers = list(dossier.speakers.values())
    return {
        "id": list(dossier.speakers),
        "name": [speaker.name for speaker in speakers],
        "country": [speaker.country or "" for speaker in speakers],
        "named": [speaker.named is not False for speaker in speakers],
        "party": [bool(speaker.party) for speaker in speakers],
        "note": [speaker.note or "" for speaker in speakers],
    }


def _documents(dossier: Dossier) -> Table:
    documents = list(dossier.documents.values())
    names = "title citation url archived author publisher language not_taken assumes note published".split()
    # All fields of each document at once: that is quicker by half.
    columns = dict(zip(names, zip(*map(itemgetter(*names), map(vars, documents)), strict=True), strict=False))
    published = columns.pop("published", ())
    return {
        "id": list(dossier.documents),
        **{name: [text or "" for text in columns.get(name, ())] for name in names[:-1]},
        "published": [when.label if when else "" for when in published],
    }


def _evidence(dossier: Dossier) -> Iterable[dict[str, Any]]:
    speakers = {key: row for row, key in enumerate(dossier.speakers)}
    documents = {key: row for row, key in enumerate(dossier.documents)}
    for key, evidence in dossier.evidence.items():
        yield {
            "id": key,
            "kind": say(f"evidence_kind.{evidence.kind}"),
            "label": evidence.what or say(f"evidence_kind.{evidence.kind}"),
            "made_by": speakers.get(evidence.made_by or "", -1),
            "captured": evidence.captured.label if evidence.captured else "",
            "read_by": speakers.get(evidence.read_by or "", -1),
            "document": documents.get(evidence.in_ or "", -1),
            "seen": bool(evidence.seen),
            "sha256": evidence.sha256 or "",
            "url": evidence.url or "",
            "note": evidence.note or "",
        }


def _forces(dossier: Dossier) -> Table:
    rows = {key: row for row, key in enumerate(dossier.forces)}
    forces = list(dossier.forces.values())
    return {
        "id": list(dossier.forces),
        "name": [force.name for force in forces],
        "country": [force.country or "" for force in forces],
        "echelon": [force.echelon or "" for force in forces],
        "part_of": [rows.get(force.part_of or "", -1) for force in forces],
        "note": [force.note or "" for force in forces],
    }
