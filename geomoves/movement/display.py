"""A model as it shows itself in a notebook: counts and sentences, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomoves.markup import node, serialise

if TYPE_CHECKING:
    from geomoves.movement.model import MovementModel

__all__ = ["model_html"]

_MOST_ROWS = 50


def model_html(model: MovementModel) -> str:
    """Return a summary of the model as HTML whose texts are escaped by construction."""
    records = model.records
    shown = records.claims[:_MOST_ROWS]
    rows = [
        node(
            "tr",
            node("td", claim.id),
            node("td", claim.kind),
            node("td", records.sentences[claim.id]),
            node("td", records.off_map.get(claim.id, "")),
        )
        for claim in shown
    ]
    head = node(
        "tr", *(node("th", name) for name in ("claim", "kind", "what was said", "not on the map: why"))
    )
    hidden = len(records.claims) - len(shown)
    more = [node("p", f"… and {hidden} more claims")] if hidden else []
    return serialise(
        node(
            "div",
            node("p", node("strong", model.dossier.title or "A movement model"), " ", repr(model)),
            node("table", node("thead", head), node("tbody", *rows)),
            *more,
        )
    )
