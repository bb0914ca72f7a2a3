"""Which responses are shown beside which claims, and under which heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geomoves.reports import Claim, Dossier

__all__ = ["Reply", "attach_responses"]

Heading = Literal["", "earlier", "wider"]


@dataclass(frozen=True, slots=True)
class Reply:
    """A response beside a claim.

    `heading` is ``earlier`` when it was spoken before the claim, ``wider`` when it is about a wider
    question that the claim bears on.
    """

    response: str
    heading: Heading
    denies: bool


def attach_responses(dossier: Dossier, claims: Sequence[Claim]) -> dict[str, tuple[Reply, ...]]:
    """Attach each response to every claim that it is about.

    A response about a named question goes with the claims that bear on it or answer it; when no
    claim of the dossier names that question, it goes with every statement.

    Returns
    -------
    dict of str to tuple of Reply
        For each claim with replies, in the order of the dossier.
    """
    kept = {claim.id for claim in claims}
    statements = [claim for claim in claims if claim.kind != "response"]
    attached: dict[str, dict[str, Reply]] = {}
    for response in dossier.claims.values():
        if response.kind != "response":
            continue
        for key in response.about:
            if key in kept:
                targets, direct = [dossier.claims[key]], True
            else:
                named = [
                    claim
                    for claim in dossier.claims.values()
                    if key in claim.bears_on or claim.answers == key
                ]
                targets = [claim for claim in named if claim.id in kept]
                if key in dossier.questions and not named:
                    targets = statements
                direct = False
            for target in targets:
                earlier = _spoken_before(response, target)
                heading: Heading = "earlier" if earlier else "" if direct else "wider"
                attached.setdefault(target.id, {}).setdefault(
                    response.id, Reply(response.id, heading, response.stance == "denies")
                )
    return {key: tuple(replies.values()) for key, replies in attached.items()}


def _spoken_before(response: Claim, claim: Claim) -> bool:
    """Whether the response was surely spoken before the claim."""
    if response.said is None or claim.said is None:
        return False
    last, first = response.said.latest, claim.said.earliest
    return last is not None and first is not None and last < first
