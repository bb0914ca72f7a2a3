"""How places, candidates and resolutions show themselves in a notebook.

Text is data: every cell goes through `escaped`, the one way in which text gets into the markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geomoves.places.place import Candidate, Place, Resolution

__all__ = ["candidates_html", "escaped", "place_html", "resolution_html"]

# Beyond what HTML needs: braces, dollar signs, backticks and backslashes as entities look the same to a
# reader and are nothing to a template engine or a script that this markup may be pasted into.
_ENTITIES = {ord(character): f"&#{ord(character)};" for character in "&<>\"'{}$`\\"}


def escaped(text: object) -> str:
    """Return `text` as HTML in which nothing is markup.

    Examples
    --------
    >>> escaped("<b>{{7*191}}</b>")
    '&#60;b&#62;&#123;&#123;7*191&#125;&#125;&#60;/b&#62;'
    """
    valid = str(text).encode("utf-8", "replace").decode("utf-8")
    return valid.translate(_ENTITIES)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f"<th>{escaped(cell)}</th>" for cell in header)
    # <bdi> keeps the direction of an Arabic name, or of a forged one, inside its own cell.
    body = "".join(
        "<tr>" + "".join(f"<td><bdi>{escaped(cell)}</bdi></td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def place_html(place: Place) -> str:
    """Return a place as a two-column table; what is not known is left out."""
    rows = [
        ("name", place.label),
        ("id", place.id),
        ("kind", place.kind),
        ("longitude, latitude", f"{place.lon}, {place.lat}"),
        ("precision", f"{place.precision}, within {place.radius_km:g} km"),
        ("population", "" if place.population is None else f"{place.population:,}"),
        ("claimed by", ", ".join(place.claimants)),
        ("other names", ", ".join(dict.fromkeys(name.text for name in place.names))),
        ("other ids", ", ".join(place.ids)),
        ("source", place.source),
        ("note", place.note),
    ]
    return _table(("place", ""), [row for row in rows if row[1]])


def candidates_html(candidates: Sequence[Candidate]) -> str:
    """Return candidates as a table, one a row."""
    rows = [
        (
            candidate.place.label,
            candidate.place.kind,
            candidate.place.id,
            f"{candidate.score:.2f}",
            "; ".join(candidate.reasons),
        )
        for candidate in candidates
    ]
    return _table(("place", "kind", "id", "score", "why"), rows)


def resolution_html(resolution: Resolution) -> str:
    """Return a resolution as its answer, its reasons and the table of its candidates."""
    answer = f": {resolution.place.label}" if resolution.place else ""
    name, status = escaped(resolution.mention.name), escaped(resolution.status)
    line = f"<bdi>{name}</bdi> is <b>{status}</b><bdi>{escaped(answer)}</bdi>"
    why = f"<br>{escaped('; '.join(resolution.reasons))}" if resolution.reasons else ""
    table = candidates_html(resolution.candidates) if resolution.candidates else ""
    return f"<div><p>{line}{why}</p>{table}</div>"
