"""The data block: everything that the page shows of a model, as columns of plain data.

References between tables are row numbers, -1 for none. Days are numbered from 1970-01-01. What the
page shows in words is written here or in the wording file, never in the page's script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, count
from typing import TYPE_CHECKING, Any

import numpy as np

from geomoves.coded import Coded, Lists, Numbers, taken
from geomoves.maps.cast_tables import cast_tables
from geomoves.maps.claim_table import NOTHING, claim_table, leads_of, sparse
from geomoves.maps.columns import Table
from geomoves.maps.days import day_cell
from geomoves.maps.drawn_tables import event_table, leg_table, presence_table
from geomoves.maps.extent import view_of
from geomoves.maps.former import with_former
from geomoves.maps.place_tables import area_table, place_table, roles_of
from geomoves.maps.story_table import story_table
from geomoves.maps.viewpoints import DEFAULT_POINT_OF_VIEW
from geomoves.memory import uncollected
from geomoves.movement.assembly import Records
from geomoves.movement.model import MovementModel
from geomoves.movement.questions import Question
from geomoves.movement.sentences import response_sentence, said_label, sentence_of
from geomoves.movement.support import corroborating_pairs
from geomoves.nested import Beside, Nested
from geomoves.reports import Dossier, day_label
from geomoves.wording import page_words, say, sentence_words, speaking

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FORMAT", "movement_block"]

#: Name and version of the block's form.
FORMAT = "geomoves-block/2"

_CREDITS = (
    ("Leaflet, BSD-2-Clause", "https://leafletjs.com/"),
    ("GeoNames, CC BY 4.0", "https://www.geonames.org/"),
)
#: What the page puts the sentences of claims together from.
_SENTENCE_PARTS = (
    "voice movement presence activity loss total condition end and or mode with_mode carried_by cause quoted "
    "strength in_brackets quote near_start part_of_none origin_not_stated hedge"
).split()
#: In the strip, what weighs most comes first.
_STANCES = ("denies", "retracts", "cannot confirm", "not confirmed", "declines", "confirms")


def movement_block(
    model: MovementModel,
    *,
    title: str | None = None,
    language: str = "en",
    point_of_view: str = DEFAULT_POINT_OF_VIEW,
) -> dict[str, Any]:
    """Return a model as the page's data.

    Parameters
    ----------
    model : MovementModel
        What to show.
    title : str or None
        The map's title; the dossier's by default.
    language : str
        Of the page's words and of every label here; what the dossier says itself stays as it is.
    point_of_view : str
        Whose view of the borders the outlines of countries follow.

    Returns
    -------
    dict
        JSON-able: tables are objects of equally long columns (see `geomoves.maps.columns.COLUMNS`).
    """
    with speaking(language):
        return _block(model.in_language(language), title, language, point_of_view)


def _block(model: MovementModel, title: str | None, language: str, point_of_view: str) -> dict[str, Any]:
    from geomoves import __version__

    with uncollected():
        tables = _tables(model, point_of_view)
    dossier, phrases = model.dossier, sentence_words(language)
    as_of = dossier.as_of.latest if dossier.as_of else None
    return {
        "format": FORMAT,
        "generator": f"geomoves {__version__}",
        "title": dossier.title if title is None else title,
        "as_of": day_label(as_of) if as_of else "",
        "as_of_day": day_cell(as_of),
        "language": language,
        "credits": [list(each) for each in _CREDITS],
        "words": page_words(language),
        "sentences": {part: phrases[part] for part in _SENTENCE_PARTS},
        **tables,
    }


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    return dict(zip(keys, count(), strict=False))


#: The widest line: of single movements, which cross, and of a march in bands, which is one.
_WIDEST_LINE_PX = 7
_WIDEST_BAND_PX = 26


def _tables(model: MovementModel, point_of_view: str) -> dict[str, Any]:
    """Return every table of the block, and what spans them."""
    dossier = model.dossier
    records, until = with_former(dossier, model.records)
    ends, known = records.columns.ends.copy(), records.columns.places
    by_place = ends.by_place
    has_point = known["drawn"].array(np.bool_)
    points = np.flatnonzero(has_point)
    countries = {key: by_place[key] for key in taken(known["id"], np.flatnonzero(~has_point))}
    rows = {
        "claims": records.rows,
        "speakers": _numbered(dossier.speakers),
        "documents": _numbered(dossier.documents),
        "evidence": _numbered(dossier.evidence),
        "forces": _numbered(dossier.forces),
        "places": _numbered(taken(known["id"], points)),
        "areas": _numbered(countries),
    }
    claims = claim_table(dossier, records, ends, rows)
    legs = leg_table(records, ends, rows)
    presences = presence_table(dossier, records, ends, rows)
    events = event_table(dossier, records, ends, rows)
    dated = (legs, presences, events)
    if until:
        for table in dated:
            table["known_until"] = Numbers.of([until.get(key) for key in table["id"]])
    roles = records.columns.roles
    places = place_table(
        dossier, ends, known, points, roles=roles_of(roles, rows["places"]), records=model.records
    )
    view = view_of(np.column_stack([places["lon"], places["lat"]]))
    claims["lead"] = Numbers(leads_of(len(records.claims), *(table["claims"] for table in dated)))
    claims["replies"], replies = _replies(records, claims, rows["claims"])
    return {
        "view": view,
        "days": _span(dated),
        "largest": _largest(legs),
        "widest_px": _WIDEST_BAND_PX if any(places["bend"]) else _WIDEST_LINE_PX,
        **cast_tables(dossier),
        "claims": claims,
        "ends": ends.table(rows["places"], rows["areas"]),
        "places": places,
        "areas": area_table(
            countries, roles=roles_of(roles, rows["areas"]), view=view, point_of_view=point_of_view
        ),
        "legs": legs,
        "presences": presences,
        "events": events,
        "questions": _questions(dossier, records, rows["claims"]),
        "replies": replies,
        "strip": _strip(dossier, records, rows["claims"]),
        "corrections": _corrections(dossier, records),
        "independence": _independence(records, rows["claims"]),
        "off_map": [[rows["claims"][key], why] for key, why in records.off_map.items()],
        "story": story_table(
            dossier,
            by_place,
            claims=rows["claims"],
            forces=rows["forces"],
            places=rows["places"],
            areas=rows["areas"],
        ),
        "tray": _tray(records, legs=legs, presences=presences, events=events),
    }


def _stands(table: Table) -> NDArray[np.bool_]:
    """Return for each row of a table whether it stands today."""
    return (
        table["known_until"].unstated if "known_until" in table else np.ones(len(table["id"]), dtype=np.bool_)
    )


def _span(tables: Iterable[Table]) -> list[int] | None:
    """Return the first and the last of the days of what stands today."""
    days = np.concatenate(
        [
            table[name].values[_stands(table) & ~table[name].unstated]
            for table in tables
            for name in ("day_from", "day_to")
        ]
    )
    return [int(days.min()), int(days.max())] if len(days) else None


def _largest(legs: Table) -> float | None:
    """Return the largest count of what happened: the one scale of all widths."""
    happened = legs["phase"].mapped("happened".__eq__).array(np.bool_)
    parts = legs["part_of"].array(np.bool_)
    counted = legs["best"].take(np.flatnonzero(happened & ~parts)).told_once()
    return max((best for best in counted.cells if best is not None), default=None)


def _questions(dossier: Dossier, records: Records, rows: Mapping[str, int]) -> Table:
    """Return the table of questions.

    A question that one claim alone answers, and that the dossier does not name, says nothing beside it.
    """
    named = dossier.questions
    columns = records.columns.questions
    is_named = np.fromiter(map(named.__contains__, columns["id"]), dtype=np.bool_)
    which = np.flatnonzero((columns["claims"].lengths > 1) | is_named)
    found = taken(columns["id"], which)
    members: Lists = columns["claims"].take(which)
    by_author = {row: named[found[row]] for row in np.flatnonzero(is_named[which]).tolist()}
    support: Coded = columns["support"].take(which)
    corroborated = np.flatnonzero(support.mapped("corroborated".__eq__).array(np.bool_))
    return {
        "id": found,
        # The page tells the others itself, from their first claim.
        "named": sparse(len(found), {row: question.text for row, question in by_author.items()}, ""),
        "note": sparse(len(found), {row: question.note or "" for row, question in by_author.items()}, ""),
        "reason": columns["reason"].mapped(str).take(which),
        "support": support,
        "claims": members,
        "lead": Numbers(members.firsts),
        "contested": columns["contested"].take(which),
        "corroborated_by": sparse(
            len(found),
            {
                row: _corroborated_by(dossier, records, records.questions[which[row]], rows)
                for row in corroborated.tolist()
            },
            NOTHING,
        ),
    }


def _corroborated_by(
    dossier: Dossier, records: Records, question: Question, rows: Mapping[str, int]
) -> list[list[int]]:
    claims = [dossier.claims[key] for key in question.claims]
    return [[rows[one], rows[other]] for one, other in corroborating_pairs(claims, records.standing)]


def _replies(records: Records, claims: Table, rows: Mapping[str, int]) -> tuple[Numbers, Nested]:
    """Return for each claim the row of its replies, and all that are different: many claims share theirs."""
    replies = records.replies
    said = records.columns.claims["said"].mapped(lambda time: time and time.earliest)
    to_all = list(map(replies.to_all, said.cells))
    # Days between which nobody answered share one group.
    same = Coded.of(list(map(id, to_all)))
    groups = list(dict(zip(map(id, to_all), to_all, strict=True)).values())
    codes = same.codes[said.codes]
    # What answers everything that was said answers no answer.
    codes[claims["kind"].mapped("response".__eq__).array(np.bool_)] = len(groups)
    groups.append(())
    for key in replies.own & rows.keys():
        codes[rows[key]] = len(groups)
        groups.append(replies[key])
    once = Coded(codes, list(range(len(groups)))).told_once()
    kept = [group for group in once.cells if groups[group]]
    numbers = dict(zip(kept, count(), strict=False))
    tables = [[reply for reply in groups[group] if reply.response in rows] for group in kept]
    told = list(chain.from_iterable(tables))
    responses = Numbers.of([rows[reply.response] for reply in told])
    headings = Coded.of([reply.heading for reply in told])
    return (
        Numbers(once.mapped(lambda group: numbers.get(group, -1)).array(np.int64)),
        Nested(
            np.fromiter(map(len, tables), dtype=np.int64, count=len(tables)),
            Beside([responses, headings]),
        ),
    )


def _corrections(dossier: Dossier, records: Records) -> list[list[str]]:
    """List what the dossier's author took back: the claim in words, the day, and why."""
    return [
        [claim.id, sentence_of(dossier, claim, ()), claim.withdrawn.on.label, claim.withdrawn.because]
        for claim in records.columns.withdrawn
        if claim.withdrawn is not None
    ]


def _independence(records: Records, rows: Mapping[str, int]) -> list[list[Any]]:
    """List why voices are independent, as the dossier says: the claim, the one it is of or -1, the reason."""
    return [
        [row, rows.get(other, -1), because]
        for row in np.flatnonzero(records.columns.claims["independent"].values).tolist()
        for other, because in records.claims[row].independent_because.items()
    ]


def _strip(dossier: Dossier, records: Records, rows: Mapping[str, int]) -> list[list[Any]]:
    """List who denies, could not confirm, or calls it not confirmed: always in view."""
    answers = records.columns.claims["kind"].mapped("response".__eq__).array(np.bool_)
    responses = [records.claims[row] for row in np.flatnonzero(answers).tolist()]
    responses.sort(key=lambda claim: _STANCES.index(claim.stance or "confirms"))
    return [
        [rows[claim.id], claim.stance, response_sentence(dossier, claim), said_label(claim)]
        for claim in responses
    ]


def _tray(records: Records, **tables: Table) -> list[list[Any]]:
    """List what is drawn or listed without a day: not on the slider, counted."""
    told: dict[str, Callable[[int], str]] = {
        "legs": lambda row: _leg_time(records, row),
        "presences": lambda row: records.presences[row].when.label,
        "events": lambda row: _when_of(records, tables["events"], row),
    }
    return [
        [name, row, str(told[name](row)) or say("undated")]
        for name, table in tables.items()
        for row in np.flatnonzero(
            table["day_from"].unstated & table["day_to"].unstated & _stands(table)
        ).tolist()
    ]


def _leg_time(records: Records, row: int) -> str:
    legs = records.legs
    return legs[row].when.label if row < len(legs) else records.joins[row - len(legs)].words


def _when_of(records: Records, table: Table, row: int) -> str:
    key = table["id"][row]
    return next(event.when.label for event in (*records.losses, *records.activities) if event.id == key)
