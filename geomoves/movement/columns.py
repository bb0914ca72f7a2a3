"""The public columns of the model's tables, in their order."""

from __future__ import annotations

__all__ = [
    "BALANCE_COLUMNS",
    "CLAIM_COLUMNS",
    "CORRECTION_COLUMNS",
    "EVENT_COLUMNS",
    "JOIN_COLUMNS",
    "LEG_COLUMNS",
    "MERGE_COLUMNS",
    "PLACE_COLUMNS",
    "POSITION_COLUMNS",
    "PRESENCE_COLUMNS",
    "QUESTION_COLUMNS",
    "TENSION_COLUMNS",
    "TRACK_COLUMNS",
    "UNPLACED_COLUMNS",
]


def _names(*lines: str) -> tuple[str, ...]:
    return tuple(name for line in lines for name in line.split())


_WHO = "id force force_name phase"
_STRENGTH = "strength strength_low strength_best strength_high strength_unit"
_WHEN = "when when_from when_to when_how"
_BASIS = "support disputed question claims speakers documents sentences"

PLACE_COLUMNS = _names(
    "id name kind country admin1 precision radius_km roles role_basis held_by claimants claims",
    "chosen_because not_chosen source geometry",
)
LEG_COLUMNS = _names(
    _WHO,
    "from_id from_name via_ids to_id to_name open_end mode carried_by",
    _STRENGTH,
    "part_of",
    _WHEN,
    "after",
    _BASIS,
    "route geometry",
)
PRESENCE_COLUMNS = _names(
    _WHO, "place_id place_name places one_of", _STRENGTH, "share", _WHEN, _BASIS, "geometry"
)
EVENT_COLUMNS = _names(_WHO, "kind place_id place_name", _STRENGTH, _WHEN, _BASIS, "geometry")
CLAIM_COLUMNS = _names(
    "id kind said_by speaker through attribution document said said_from said_to force force_name phase",
    _STRENGTH,
    "ends mode",
    _WHEN,
    "condition hedge words note about stance evidence responses",
    "standing superseded_by retracted_by refines sequence off_map sentence",
)
POSITION_COLUMNS = _names(
    "force force_name place_id place_name last_reported days_ago by one_of record claims sentences geometry"
)
QUESTION_COLUMNS = _names(
    "id text kind phase force unit figures total voices support contested claims former reason"
)
UNPLACED_COLUMNS = _names("claim field words status reason candidates settle")
TRACK_COLUMNS = _names(
    "force force_name named_unit order number by place_id place_name when when_from when_to sequence",
    _STRENGTH,
    "whole record claims geometry",
)
BALANCE_COLUMNS = _names("kind force place_id place_name lon lat before after claims sentence")
MERGE_COLUMNS = _names(
    "kind joining main place_id place_name lon lat distance_km joined before after adds_up claims sentence"
)
JOIN_COLUMNS = _names(
    "id force force_name start_id start_name end_id end_name order words presences claims geometry"
)
TENSION_COLUMNS = _names("first second basis because")
CORRECTION_COLUMNS = _names("id on because kind said_by speaker document sentence")
