"""What changed since an earlier edition of a dossier, as the page lists it."""

from __future__ import annotations

import contextlib
import json
import os
from typing import Any

from geomoves.errors import ArgumentError
from geomoves.movement.model import MovementModel
from geomoves.reports import Dossier, read_dossier

__all__ = ["edition_changes"]

# A field may hold pages of quotes; the whole of it stands in the two dossiers.
_LONGEST = 240


def edition_changes(
    model: MovementModel, since: MovementModel | Dossier | str | os.PathLike[str]
) -> dict[str, Any]:
    """Return the part of the data block that says what differs from an earlier edition.

    Parameters
    ----------
    model : MovementModel
        The model of the newer edition.
    since : MovementModel, Dossier, str or path-like
        The earlier edition, or where it is.

    Returns
    -------
    dict
        ``changes_since``, the day up to which the earlier edition reports (empty where it does not say), and
        ``changes``, one list a change: what, section, id, row of the claim, row of the claim that did it,
        field, old, new, day, because. A row is -1 for a claim that the model does not hold.

    Raises
    ------
    ArgumentError
        `since` is none of these.
    DossierError, FileAccessError
        The file cannot be read.
    """
    earlier = _dossier_of(since)
    rows = {claim.id: row for row, claim in enumerate(model.records.claims)}
    return {
        "changes_since": earlier.as_of.label if earlier.as_of else "",
        "changes": [
            [
                change.what,
                change.section,
                change.id,
                rows.get(change.id, -1) if change.section == "claims" else -1,
                rows.get(change.new, -1) if change.what in ("superseded", "retracted") else -1,
                change.field,
                _readable(change.old),
                _readable(change.new),
                change.day,
                change.because,
            ]
            for change in model.changes_since(earlier)
        ],
    }


def _dossier_of(since: MovementModel | Dossier | str | os.PathLike[str]) -> Dossier:
    if isinstance(since, MovementModel):
        return since.dossier
    if isinstance(since, (str, os.PathLike)):
        return read_dossier(since)
    if isinstance(since, Dossier):
        return since
    raise ArgumentError("since", f"this is a {type(since).__name__}", "give a model, a dossier or its path")


def _readable(text: str) -> str:
    """Return a field's value as a reader takes it in: a comparison writes what is no plain text as JSON."""
    if text.startswith(("{", "[")):
        with contextlib.suppress(ValueError):
            text = _told(json.loads(text))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_told(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
