"""What a dossier looks like in a notebook: a calm summary and a table of its claims.

Every text goes into the tree as text and is escaped when the tree is written: markup in a claim
shows as it is written. There are no colours, so that light and dark notebooks both stay readable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from geomoves.reports.claims import Claim
    from geomoves.reports.dossier import Dossier
    from geomoves.reports.editions import Changes

__all__ = ["changes_html", "dossier_html"]

_MOST_ROWS = 50
_LONGEST_CELL = 120
_COLUMNS = ("id", "said by", "kind", "phase", "force", "strength", "where", "when")
_LEFT = "text-align: left; vertical-align: top"
_ARROWS = {"from": "from", "via": "via", "to": "to", "at": "at", "at_one_of": "at one of"}


def dossier_html(dossier: Dossier, *, most_rows: int = _MOST_ROWS) -> str:
    """Return a dossier as HTML for a notebook.

    Parameters
    ----------
    dossier : Dossier
        What to show.
    most_rows : int
        Claims to list; how many more there are is said below them.

    Returns
    -------
    str
        One ``div``, every text in it escaped.

    Examples
    --------
    >>> from geomoves.reports import Dossier
    >>> dossier_html(Dossier(title="<b>"))
    '<div><p><strong>&lt;b&gt;</strong><br>no claims</p></div>'
    """
    root = ET.Element("div")
    heading = ET.SubElement(root, "p")
    ET.SubElement(heading, "strong").text = _clean(dossier.title or "Untitled dossier")
    ET.SubElement(heading, "br").tail = _clean(_counts(dossier))
    if dossier.claims:
        _table(root, _COLUMNS, (_cells(dossier, each) for each in islice(dossier.claims.values(), most_rows)))
        if (hidden := len(dossier.claims) - most_rows) > 0:
            ET.SubElement(root, "p").text = f"… and {hidden:,} more"
    return ET.tostring(root, encoding="unicode", method="html")


def changes_html(changes: Changes, *, most_rows: int = _MOST_ROWS) -> str:
    """Return what differs between two editions as HTML for a notebook, every text in it escaped."""
    root = ET.Element("div")
    for title, found in (("Changes", changes.changes), ("Corrections", changes.corrections)):
        heading = ET.SubElement(root, "p")
        ET.SubElement(heading, "strong").text = title
        ET.SubElement(heading, "br").tail = _count(len(found), title[:-1].lower())
        if found:
            cells = (
                (each.what, each.section, each.id, each.field, each.sentence) for each in found[:most_rows]
            )
            _table(root, ("what", "section", "id", "field", "in words"), cells)
        if (hidden := len(found) - most_rows) > 0:
            ET.SubElement(root, "p").text = f"… and {hidden:,} more"
    return ET.tostring(root, encoding="unicode", method="html")


def _table(root: ET.Element, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    table = ET.SubElement(root, "table")
    head = ET.SubElement(ET.SubElement(table, "thead"), "tr")
    for column in columns:
        ET.SubElement(head, "th", scope="col", style=_LEFT).text = column
    body = ET.SubElement(table, "tbody")
    for cells in rows:
        row = ET.SubElement(body, "tr")
        for cell in cells:
            ET.SubElement(row, "td", style=_LEFT).text = _clean(cell)


def _counts(dossier: Dossier) -> str:
    counted = [
        _count(len(dossier.claims), "claim"),
        _count(len(dossier.documents), "document"),
        _count(len(dossier.speakers), "speaker"),
        _count(len(dossier.forces), "force"),
    ]
    parts = [counted[0], *(part for part in counted[1:] if not part.startswith("no "))]
    if dossier.as_of is not None:
        parts.insert(0, f"as of {dossier.as_of.label}")
    if dossier.source:
        parts.append(f"read from {PurePath(dossier.source).name}")
    return " · ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else f"no {noun}s"


def _cells(dossier: Dossier, claim: Claim) -> tuple[str, ...]:
    voices = (claim.said_by, *claim.through)
    said_by = " through ".join(_name(dossier.speakers, voice) for voice in voices)
    if claim.attribution not in (None, "stated"):
        said_by += f" ({claim.attribution})"
    kind = claim.kind if claim.stance is None else f"{claim.kind}: {claim.stance}"
    where = "; ".join(_where(claim)) or ("about " + ", ".join(claim.about) if claim.about else "")
    said = f"said {claim.said.label}" if claim.said is not None and claim.kind == "response" else ""
    return (
        claim.id,
        said_by,
        kind,
        claim.phase or "",
        _name(dossier.forces, claim.force) if claim.force else "",
        claim.strength.label if claim.strength is not None else "",
        where,
        claim.when.label if claim.when is not None else said,
    )


def _where(claim: Claim) -> Iterable[str]:
    by_field: dict[str, list[str]] = {}
    for field, end in claim.places:
        by_field.setdefault(field, []).append(end.label)
    for field, labels in by_field.items():
        yield f"{_ARROWS[field]} {', '.join(labels)}"


def _name(records: Mapping[str, object], key: str) -> str:
    return str(getattr(records.get(key), "name", key))


def _clean(text: str) -> str:
    """Shorten a text, and leave out characters that XML cannot hold."""
    if len(text) > _LONGEST_CELL:
        text = text[: _LONGEST_CELL - 1] + "…"
    return "".join(character for character in text if character.isprintable() or character in "\n\t")
