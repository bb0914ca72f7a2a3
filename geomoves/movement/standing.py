"""Which claims still stand: what was superseded, taken back by its speaker, or said again in more detail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from geomoves.reports import Claim, Dossier

__all__ = ["Pair", "Standing", "exclusive_forces", "stand"]

#: Two claims, whichever stands first.
Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the claims of a dossier stand to one another.

    Parameters
    ----------
    superseded_by : dict of str to tuple of str
        For each claim that a newer one takes the place of, the newer ones.
    retracted_by : dict of str to tuple of str
        For each claim that its own speaker took back, the responses that say so.
    refined_by : dict of str to tuple of str
        For each claim that others say in more detail, those others.
    refines : dict of str to tuple of str
        The same from the side of the finer claim.
    pairs : dict of str to frozenset of Pair
        By kind of link, every pair of claims that it joins.
    """

    superseded_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    retracted_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refined_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: Mapping[str, frozenset[Pair]] = field(default_factory=dict)

    def stands(self, claim: str) -> bool:
        """Whether the claim is neither superseded nor retracted."""
        return claim not in self.superseded_by and claim not in self.retracted_by

    def of(self, claim: str) -> str:
        """Return ``stands``, ``superseded`` or ``retracted``; what was taken back is told first."""
        if claim in self.retracted_by:
            return "retracted"
        return "superseded" if claim in self.superseded_by else "stands"

    def linked(self, kind: str, first: str, second: str) -> bool:
        """Whether a link of this kind joins two claims, in whichever direction."""
        return frozenset((first, second)) in self.pairs.get(kind, frozenset())


def stand(dossier: Dossier, claims: Iterable[Claim]) -> Standing:
    """Work out how claims stand to one another.

    Parameters
    ----------
    dossier : Dossier
        For its links.
    claims : iterable of Claim
        All that are known; a link to another claim says nothing yet.

    Returns
    -------
    Standing
        A claim superseded by one that was itself retracted stands again, unless another supersedes it.
    """
    known = {claim.id: claim for claim in claims}
    retracted_by = _retractions(known)
    joined: dict[str, set[Pair]] = {}
    superseded_by: dict[str, list[str]] = {}
    refined_by: dict[str, list[str]] = {}
    refines: dict[str, list[str]] = {}
    for link in dossier.links:
        if link.a not in known or link.b not in known:
            continue
        joined.setdefault(link.kind, set()).add(frozenset((link.a, link.b)))
        if link.a in retracted_by:
            continue
        if link.kind == "supersedes":
            superseded_by.setdefault(link.b, []).append(link.a)
        elif link.kind == "refines":
            refined_by.setdefault(link.b, []).append(link.a)
            refines.setdefault(link.a, []).append(link.b)
    return Standing(
        _fixed(superseded_by),
        _fixed(retracted_by),
        _fixed(refined_by),
        _fixed(refines),
        {kind: frozenset(pairs) for kind, pairs in joined.items()},
    )


def _fixed(found: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(dict.fromkeys(values)) for key, values in found.items()}


def _retractions(known: Mapping[str, Claim]) -> dict[str, list[str]]:
    """Return which responses take back which claims: a voice takes back its own words only."""
    found: dict[str, list[str]] = {}
    retractions = [claim for claim in known.values() if claim.stance == "retracts"]
    if not retractions:
        return found
    on_question: dict[tuple[str, str], list[str]] = {}
    for claim in known.values():
        for question in {claim.answers, *claim.bears_on} - {None}:
            on_question.setdefault((claim.said_by, str(question)), []).append(claim.id)
    for response in retractions:
        for key in response.about:
            own = [key] if key in known else on_question.get((response.said_by, key), [])
            for claim_id in own:
                if known[claim_id].said_by == response.said_by and claim_id != response.id:
                    found.setdefault(claim_id, []).append(response.id)
    return found


def exclusive_forces(dossier: Dossier, first: str, second: str) -> bool:
    """Whether the dossier says that two forces share no one, themselves or as parts of others.

    Examples
    --------
    >>> dossier = Dossier(
    ...     forces={
    ...         "a": {"name": "A", "apart_from": "b"},
    ...         "b": {"name": "B"},
    ...         "c": {"name": "C", "part_of": "b"},
    ...     }
    ... )
    >>> exclusive_forces(dossier, "a", "c"), exclusive_forces(dossier, "b", "c")
    (True, False)
    """
    ours, theirs = _with_wholes(dossier, first), _with_wholes(dossier, second)
    return any(
        other in dossier.forces[force].apart_from or force in dossier.forces[other].apart_from
        for force in ours
        for other in theirs
    )


def _with_wholes(dossier: Dossier, force: str) -> list[str]:
    found = [force]
    while (whole := dossier.forces[found[-1]].part_of) is not None and whole not in found:
        found.append(whole)
    return found
