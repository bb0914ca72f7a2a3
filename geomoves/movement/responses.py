"""Which responses are shown beside which claims, and under which heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Literal

from geomoves.reports import Claim, Dossier

__all__ = ["Replies", "Reply", "attach_responses"]

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


class Replies(Mapping[str, tuple[Reply, ...]]):
    """The replies to each claim, in the order of the dossier.

    A response to a question that no claim names goes with every statement: for 100,000 statements it is
    held once for each day of saying, not once for each of them.
    """

    def __init__(
        self,
        direct: Mapping[str, Mapping[str, Reply]],
        general: Sequence[Claim],
        statements: Mapping[str, Claim],
        order: Mapping[str, int],
    ) -> None:
        self._direct = direct
        self._general = general
        self._statements = statements
        self._order = order
        self._lasts = [_last_day(response) for response in general]
        self._denied_by_all = any(response.stance == "denies" for response in general)
        self._by_day: dict[date | None, tuple[Reply, ...]] = {}
        self._by_order: dict[tuple[bool, ...], tuple[Reply, ...]] = {}

    def __getitem__(self, claim: str) -> tuple[Reply, ...]:
        own = self._direct.get(claim)
        if not self._general or claim not in self._statements:
            if own is None:
                raise KeyError(claim)
            return self._sorted(own.values())
        when = self._statements[claim].said
        wide = self.to_all(None if when is None else when.earliest)
        if own is None:
            return wide
        return self._sorted([*own.values(), *(reply for reply in wide if reply.response not in own)])

    def denied(self, claim: str) -> bool:
        """Whether any reply to the claim is a denial."""
        if self._denied_by_all and claim in self._statements:
            return True
        own = self._direct.get(claim)
        return own is not None and any(reply.denies for reply in own.values())

    def __iter__(self) -> Iterator[str]:
        yield from self._direct
        if self._general:
            yield from (key for key in self._statements if key not in self._direct)

    def __len__(self) -> int:
        return len(self._direct.keys() | self._statements.keys()) if self._general else len(self._direct)

    @property
    def own(self) -> AbstractSet[str]:
        """The claims with replies of their own: all others have what `to_all` says, statements alone."""
        return self._direct.keys()

    def to_all(self, said: date | None) -> tuple[Reply, ...]:
        """Return the replies to every statement of a day that has none of its own."""
        if said not in self._by_day:
            earlier = tuple(said is not None and last is not None and last < said for last in self._lasts)
            # Days between which nobody answered share theirs.
            if earlier not in self._by_order:
                self._by_order[earlier] = tuple(
                    Reply(response.id, "earlier" if before else "wider", response.stance == "denies")
                    for response, before in zip(self._general, earlier, strict=True)
                )
            self._by_day[said] = self._by_order[earlier]
        return self._by_day[said]

    def _sorted(self, replies: Iterable[Reply]) -> tuple[Reply, ...]:
        return tuple(sorted(replies, key=lambda reply: self._order[reply.response]))


def attach_responses(dossier: Dossier, claims: Sequence[Claim]) -> Replies:
    """Attach each response to every claim that it is about.

    A response about a named question goes with the claims that bear on it or answer it; when no
    claim of the dossier names that question, it goes with every statement.

    Returns
    -------
    Replies
        By claim id; claims without any are not in it.
    """
    kept = {claim.id for claim in claims}
    responses = [
        claim for claim in dossier.claims.values() if claim.kind == "response" and claim.withdrawn is None
    ]
    asked = {key for response in responses for key in response.about} & dossier.questions.keys()
    named: dict[str, list[Claim]] = {key: [] for key in asked}
    if asked:
        for claim in dossier.claims.values():
            for key in dict.fromkeys((claim.answers, *claim.bears_on)):
                if key in asked:
                    named[str(key)].append(claim)
    direct: dict[str, dict[str, Reply]] = {}
    general: dict[str, Claim] = {}
    for response in responses:
        for key in response.about:
            if key in kept:
                targets, is_direct = [dossier.claims[key]], True
            elif named.get(key):
                targets, is_direct = [claim for claim in named[key] if claim.id in kept], False
            else:
                if key in named:
                    general[response.id] = response
                continue
            for target in targets:
                earlier = _is_before(response, target.said.earliest if target.said else None)
                heading: Heading = "earlier" if earlier else "" if is_direct else "wider"
                reply = Reply(response.id, heading, response.stance == "denies")
                direct.setdefault(target.id, {}).setdefault(response.id, reply)
    statements = {claim.id: claim for claim in claims if claim.kind != "response"}
    return Replies(
        direct, list(general.values()), statements, {each.id: row for row, each in enumerate(responses)}
    )


def _is_before(response: Claim, said: date | None) -> bool:
    """Whether the response was surely spoken before something was said."""
    last = _last_day(response)
    return last is not None and said is not None and last < said


def _last_day(response: Claim) -> date | None:
    return response.said.latest if response.said is not None else None
