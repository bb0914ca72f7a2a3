"""From claims to records: the one way that data flows through the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from geomoves.movement.chains import Movement, chain_legs
from geomoves.movement.joining import Join, join_presences
from geomoves.movement.questions import Question, ask_questions
from geomoves.movement.records import Event, Leg, Presence, Times, link_events, link_legs, link_presences
from geomoves.movement.responses import Replies, attach_responses
from geomoves.movement.roles import PlaceRole, assign_roles
from geomoves.movement.sentences import Sentences, speaker_name
from geomoves.movement.spots import Spot
from geomoves.movement.standing import Standing, stand
from geomoves.movement.tensions import Tension, find_tensions
from geomoves.reports import Claim, Dossier
from geomoves.wording import say

if TYPE_CHECKING:
    from geomoves.movement.record_columns import RecordColumns

__all__ = ["Records", "Unplaced", "assemble", "off_map_of", "unplaced_of"]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An end, or a whole claim, that has no place: why, and what would settle it."""

    claim: str
    field: str
    words: str
    status: str
    reason: str
    candidates: tuple[str, ...] = ()
    settle: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that the claims amount to, as plain records.

    `spots`, `replies` and `sentences` are by claim id; `off_map` says for each statement that
    appears nowhere on the map why. `claims` holds all that the model was made of, superseded and
    retracted ones too; `standing` tells them apart, and `rows` has where in `claims` each stands.
    `columns` holds claims, ends, legs and presences once more, in another shape.
    """

    claims: tuple[Claim, ...]
    rows: Mapping[str, int]
    standing: Standing
    spots: Mapping[str, tuple[Spot, ...]]
    sentences: Sentences
    questions: Sequence[Question]
    replies: Replies
    legs: Sequence[Leg]
    presences: Sequence[Presence]
    losses: Sequence[Event]
    activities: Sequence[Event]
    roles: Sequence[PlaceRole]
    movements: tuple[Movement, ...]
    tensions: Sequence[Tension]
    joins: Sequence[Join]
    unplaced: Sequence[Unplaced]
    off_map: Mapping[str, str]
    columns: RecordColumns


def assemble(
    dossier: Dossier,
    claims: Sequence[Claim],
    spots: Sequence[Spot],
    *,
    standing: Standing | None = None,
    infer: bool = False,
) -> Records:
    """Link claims into legs, presences, losses and movements.

    Parameters
    ----------
    dossier : Dossier
        For speakers, forces, questions and links.
    claims : sequence of Claim
        All claims of the dossier that were not withdrawn, or some of them for a smaller model.
    spots : sequence of Spot
        Their places, those of one claim together; those of other claims are passed over.
    standing : Standing or None
        Of all claims of the dossier, for a smaller model; worked out from `claims` by default.
    infer : bool
        Whether presences are joined by lines that nobody reports.
    """
    # What stands in arrays waits until there is something to put into them.
    from geomoves.movement.record_columns import RecordColumns

    standing = stand(dossier, claims) if standing is None else standing
    rows = {claim.id: row for row, claim in enumerate(claims)}
    by_claim = {
        key: tuple(members) for key, members in groupby(spots, key=lambda spot: spot.claim) if key in rows
    }
    questions = tuple(ask_questions(dossier, claims, by_claim, standing))
    replies = attach_responses(dossier, claims)
    times = Times(dossier)
    legs = link_legs(dossier, questions, by_claim, replies, times)
    presences = link_presences(dossier, questions, by_claim, replies, times)
    losses = link_events(dossier, questions, by_claim, replies, times, kind="loss")
    standing_claims = [claim for claim in claims if standing.stands(claim.id)]
    roles = tuple(assign_roles(standing_claims, by_claim, legs))
    return Records(
        claims=tuple(claims),
        rows=rows,
        standing=standing,
        spots=by_claim,
        sentences=Sentences(dossier, {claim.id: claim for claim in claims}, by_claim),
        questions=questions,
        replies=replies,
        legs=tuple(legs),
        presences=tuple(presences),
        losses=tuple(losses),
        activities=tuple(link_events(dossier, questions, by_claim, replies, times, kind="activity")),
        roles=roles,
        movements=tuple(chain_legs(dossier, legs, presences)),
        tensions=tuple(find_tensions(dossier, legs, [*presences, *losses])),
        joins=tuple(join_presences(presences, legs)) if infer else (),
        unplaced=unplaced_of(standing_claims, by_claim),
        off_map=off_map_of(dossier, claims, by_claim, standing),
        columns=RecordColumns(
            dossier,
            claims,
            rows,
            by_claim,
            legs=legs,
            presences=presences,
            questions=questions,
            roles=roles,
        ),
    )


def unplaced_of(claims: Sequence[Claim], spots: Mapping[str, Sequence[Spot]]) -> tuple[Unplaced, ...]:
    """Return the ends of claims that have no place, and the claims that have no end."""
    return tuple(entry for claim in claims for entry in _unplaced(claim, spots.get(claim.id, ())))


def _unplaced(claim: Claim, spots: Sequence[Spot]) -> list[Unplaced]:
    if claim.kind == "response":
        return []
    found = [
        Unplaced(
            claim.id,
            spot.field,
            spot.end.label,
            spot.status,
            spot.why_not,
            tuple(place.id for place in spot.others),
            spot.settle,
        )
        for spot in spots
        if spot.place is None
    ]
    if not spots:
        found.append(Unplaced(claim.id, "", "", "not stated", say("unplaced.none")))
    return found


def off_map_of(
    dossier: Dossier, claims: Sequence[Claim], spots: Mapping[str, tuple[Spot, ...]], standing: Standing
) -> dict[str, str]:
    """Say why each statement that is drawn nowhere is not: neither point, area nor outline."""
    reasons: dict[str, str] = {}
    for claim in claims:
        if claim.kind == "response":
            continue
        here = spots.get(claim.id, ())
        if not standing.stands(claim.id):
            reasons[claim.id] = _why_not_standing(dossier, claim, standing)
        elif claim.kind == "total":
            reasons[claim.id] = say("unplaced.total")
        elif not here:
            reasons[claim.id] = say("unplaced.none")
        elif all(spot.place is None for spot in here):
            reasons[claim.id] = "; ".join(dict.fromkeys(spot.why_not for spot in here))
    return reasons


def _why_not_standing(dossier: Dossier, claim: Claim, standing: Standing) -> str:
    if claim.id in standing.retracted_by:
        return say("unplaced.retracted", speaker=speaker_name(dossier, claim.said_by))
    newer = dossier.claims[standing.superseded_by[claim.id][0]]
    return say("unplaced.superseded", speaker=speaker_name(dossier, newer.said_by), claim=newer.id)
