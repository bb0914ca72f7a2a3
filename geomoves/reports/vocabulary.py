"""The closed word lists of a dossier."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "AUTHOR_BASIS",
    "COUNTRY_CODES",
    "FORMER_COUNTRY_CODES",
    "PLACE_ROLES_OF_ARRIVAL",
    "ROLES_THAT_MUST_BE_SAID",
    "Attribution",
    "Basis",
    "How",
    "Kind",
    "Layer",
    "LinkKind",
    "Mode",
    "Phase",
    "Role",
    "Stance",
]

Kind = Literal["movement", "presence", "activity", "condition", "loss", "total", "response"]
Phase = Literal["happened", "under way", "expected", "intended"]
Stance = Literal["confirms", "denies", "cannot confirm", "not confirmed", "declines", "retracts"]
Attribution = Literal["stated", "carried over", "disowned", "none"]
How = Literal["within", "throughout", "unclear"]
Mode = Literal["sea", "river", "air", "rail", "road", "foot", "several"]
LinkKind = Literal["repeats", "refines", "supersedes", "contradicts", "tension"]
Role = Literal["origin", "transit", "stationed", "training", "assembly", "staging", "destination"]
#: What a map can switch on and off.
Layer = Literal[
    "origins",
    "transits",
    "bases",
    "destinations",
    "happened",
    "under way",
    "expected",
    "intended",
    "phase not stated",
    "losses",
    "activity",
]
Basis = Literal["said", "position", "author"]

#: Roles that a place never has by its position in a chain alone.
ROLES_THAT_MUST_BE_SAID: frozenset[Role] = frozenset({"staging", "training", "stationed", "assembly"})

#: Roles that a movement claim gives to the place where it ends.
PLACE_ROLES_OF_ARRIVAL: frozenset[Role] = frozenset(
    {"transit", "stationed", "training", "assembly", "staging", "destination"}
)

#: How a role that the dossier's author signs begins.
AUTHOR_BASIS = "by the author:"

#: ISO 3166-1 alpha-2, and XK for Kosovo, which ISO leaves to its users.
COUNTRY_CODES: frozenset[str] = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()
)

#: Alpha-2 codes that ISO 3166-3 withdrew and no country bears now: for voices and forces of their time.
FORMER_COUNTRY_CODES: frozenset[str] = frozenset(
    "AN BU CS CT DD DY FQ FX HV JT MI NH NQ NT PC PU PZ RH SU TP VD WK YD YU ZR".split()
)
