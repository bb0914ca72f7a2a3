"""Who speaks, in what, about whom, and what they show, as tables of the data block."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geomoves.maps.columns import Table, as_columns
from geomoves.reports import Dossier
from geomoves.wording import say

__all__ = ["cast_tables"]

Rows = Iterable[dict[str, Any]]


def cast_tables(dossier: Dossier) -> dict[str, Table]:
    """Return the tables of speakers, documents, evidence and forces, in the order of the dossier."""
    return {
        "speakers": as_columns("speakers", _speakers(dossier)),
        "documents": as_columns("documents", _documents(dossier)),
        "evidence": as_columns("evidence", _evidence(dossier)),
        "forces": as_columns("forces", _forces(dossier)),
    }


def _speakers(dossier: Dossier) -> Rows:
    for key, speaker in dossier.speakers.items():
        yield {
            "id": key,
            "name": speaker.name,
            "country": speaker.country or "",
            "named": speaker.named is not False,
            "party": bool(speaker.party),
            "note": speaker.note or "",
        }


def _documents(dossier: Dossier) -> Rows:
    for key, document in dossier.documents.items():
        yield {
            "id": key,
            "title": document.title or "",
            "citation": document.citation or "",
            "url": document.url or "",
            "archived": document.archived or "",
            "published": document.published.label if document.published else "",
            "author": document.author or "",
            "publisher": document.publisher or "",
            "language": document.language or "",
            "not_taken": document.not_taken or "",
            "assumes": document.assumes or "",
            "note": document.note or "",
        }


def _evidence(dossier: Dossier) -> Rows:
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


def _forces(dossier: Dossier) -> Rows:
    rows = {key: row for row, key in enumerate(dossier.forces)}
    for key, force in dossier.forces.items():
        yield {
            "id": key,
            "name": force.name,
            "country": force.country or "",
            "echelon": force.echelon or "",
            "part_of": rows.get(force.part_of or "", -1),
            "note": force.note or "",
        }
