"""The data block: everything that the page shows of a model, as columns of plain data.

References between tables are row numbers, -1 for none. Days are numbered from 1970-01-01. What the
page shows in words is written here or in the wording file, never in the page's script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from geomoves.maps.cast_tables import cast_tables
from geomoves.maps.columns import Table, as_columns
from geomoves.maps.extent import view_of, widened
from geomoves.maps.outlines import country_outline
from geomoves.maps.story_table import story_table
from geomoves.maps.viewpoints import DEFAULT_POINT_OF_VIEW
from geomoves.movement.arcs import unwrap
from geomoves.movement.assembly import Records
from geomoves.movement.joining import Join
from geomoves.movement.model import MovementModel
from geomoves.movement.placing import Spot
from geomoves.movement.records import Event, Leg, Presence, Span
from geomoves.movement.sentences import (
    force_name,
    response_sentence,
    said_label,
    sentence_of,
    speaker_name,
    when_label,
)
from geomoves.places import Place, country_name
from geomoves.reports import Claim, Link, day_label, day_number
from geomoves.wording import page_words, say, speaking

__all__ = ["FORMAT", "movement_block"]

#: Name and version of the block's form.
FORMAT = "geomoves-block/1"

_CREDITS = (
    ("Leaflet, BSD-2-Clause", "https://leafletjs.com/"),
    ("GeoNames, CC BY 4.0", "https://www.geonames.org/"),
)
_DECIMALS = 5
#: Links that have a direction, as the claim that they lead to sees them.
_SEEN_FROM_B = {"repeats": "repeated by", "refines": "refined by", "supersedes": "superseded by"}
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

    dossier = model.dossier
    as_of = dossier.as_of.latest if dossier.as_of else None
    return {
        "format": FORMAT,
        "generator": f"geomoves {__version__}",
        "title": dossier.title if title is None else title,
        "as_of": day_label(as_of) if as_of else "",
        "as_of_day": _number(as_of),
        "language": language,
        "credits": [list(each) for each in _CREDITS],
        "words": page_words(language),
        **_Tables(model, point_of_view).all(),
    }


def _number(day: date | None) -> int | None:
    return None if day is None else day_number(day)


def _row_of(spot: Spot | None, rows: dict[str, int]) -> int:
    return rows.get(spot.place.id, -1) if spot is not None and spot.place is not None else -1


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    return {key: row for row, key in enumerate(keys)}


#: The widest line: of single movements, which cross, and of a march in bands, which is one.
_WIDEST_LINE_PX = 7
_WIDEST_BAND_PX = 26


def _bends(records: Records) -> frozenset[str]:
    """Return positions without a name that a body only passed: its line turns there and nothing stands."""
    starts = {(leg.force, leg.start.key) for leg in records.legs if leg.start is not None}
    passed = {
        leg.end.place.id
        for leg in records.legs
        if leg.end is not None and leg.end.place is not None and (leg.force, leg.end.key) in starts
    }
    passed |= {spot.place.id for leg in records.legs for spot in leg.via if spot.place is not None}
    named = {
        spot.place.id
        for spots in records.spots.values()
        for spot in spots
        if spot.place is not None and not (spot.unnamed and spot.drawn)
    }
    standing = [spot for presence in records.presences for spot in presence.spots]
    standing += [spot for event in (*records.losses, *records.activities) for spot in event.spots]
    stood = {spot.place.id for spot in standing if spot.place is not None}
    roles = {role.place for role in records.roles}
    return frozenset(passed - named - stood - roles)


class _Tables:
    """The tables of a block. Rows are numbered first, so that tables can refer to one another."""

    def __init__(self, model: MovementModel, point_of_view: str) -> None:
        self.dossier = model.dossier
        self.records = model.records
        self.point_of_view = point_of_view
        self.speaker_rows = _numbered(self.dossier.speakers)
        self.document_rows = _numbered(self.dossier.documents)
        self.evidence_rows = _numbered(self.dossier.evidence)
        self.force_rows = _numbered(self.dossier.forces)
        self.claim_rows = _numbered(claim.id for claim in self.records.claims)
        self.questions_of: dict[str, list[int]] = {}
        for row, question in enumerate(self.records.questions):
            for key in question.claims:
                self.questions_of.setdefault(key, []).append(row)
        self.spots_of: dict[str, list[Spot]] = {}
        for spots in self.records.spots.values():
            for spot in spots:
                if spot.place is not None:
                    self.spots_of.setdefault(spot.place.id, []).append(spot)
        self.place_rows = _numbered(key for key, spots in self.spots_of.items() if spots[0].drawn)
        self.area_rows = _numbered(key for key, spots in self.spots_of.items() if not spots[0].drawn)
        self.links_of: dict[str, list[Link]] = {}
        for link in self.dossier.links:
            for key in (link.a, link.b):
                self.links_of.setdefault(key, []).append(link)
        for tension in self.records.tensions:
            if tension.basis == "days":
                found = Link(a=tension.first, b=tension.second, kind="tension", because=tension.because)
                for key in (tension.first, tension.second):
                    self.links_of.setdefault(key, []).append(found)
        self.bends = _bends(self.records)
        self.roles_of: dict[str, list[list[Any]]] = {}
        for role in self.records.roles:
            cells = [role.role, role.basis, role.words, self.claim_rows[role.claim]]
            self.roles_of.setdefault(role.place, []).append(cells)

    def all(self) -> dict[str, Any]:
        """Return every table of the block, and what spans them."""
        legs = as_columns("legs", (*map(self._leg, self.records.legs), *map(self._join, self.records.joins)))
        presences = as_columns("presences", map(self._presence, self.records.presences))
        events = as_columns("events", self._events())
        dated = (legs, presences, events)
        days = [day for table in dated for day in table["day_from"] + table["day_to"] if day is not None]
        happened = [
            best
            for best, phase, part in zip(legs["best"], legs["phase"], legs["part_of"], strict=True)
            if best is not None and phase == "happened" and not part
        ]
        view = view_of([self._place(key).lonlat for key in self.place_rows])
        return {
            "view": view,
            "days": [min(days), max(days)] if days else None,
            "largest": max(happened, default=None),
            "widest_px": _WIDEST_BAND_PX if self.bends else _WIDEST_LINE_PX,
            **cast_tables(self.dossier),
            "claims": as_columns("claims", map(self._claim, self.records.claims)),
            "places": as_columns("places", map(self._place_row, self.place_rows)),
            "areas": as_columns("areas", (self._area_row(key, view) for key in self.area_rows)),
            "legs": legs,
            "presences": presences,
            "events": events,
            "questions": as_columns("questions", self._questions()),
            "strip": self._strip(),
            "corrections": self._corrections(),
            "off_map": [[self.claim_rows[key], why] for key, why in self.records.off_map.items()],
            "story": story_table(
                self.dossier,
                self.spots_of,
                claims=self.claim_rows,
                forces=self.force_rows,
                places=self.place_rows,
                areas=self.area_rows,
            ),
            "tray": _tray(legs=legs, presences=presences, events=events),
        }

    def _place(self, key: str) -> Place:
        place = self.spots_of[key][0].place
        assert place is not None
        return place

    def _claims(self, keys: Iterable[str]) -> list[int]:
        return [self.claim_rows[key] for key in dict.fromkeys(keys) if key in self.claim_rows]

    def _claim(self, claim: Claim) -> dict[str, Any]:
        when, said, strength = claim.when, claim.said, claim.strength
        questions, records = self.dossier.questions, self.records
        return {
            "id": claim.id,
            "kind": claim.kind,
            "phase": claim.phase or "",
            "stance": claim.stance or "",
            "force": self.force_rows.get(claim.force or "", -1),
            "said_by": self.speaker_rows[claim.said_by],
            "through": [self.speaker_rows[key] for key in claim.through],
            "attribution": claim.attribution or "stated",
            "document": self.document_rows[claim.in_],
            "sentence": records.sentences[claim.id],
            "words": claim.words or "",
            "hedge": claim.hedge or "",
            "note": claim.note or "",
            "condition": claim.condition or "",
            "said": said_label(claim),
            "said_from": _number(said.earliest) if said else None,
            "said_to": _number(said.latest) if said else None,
            "when": when_label(self.dossier, when),
            "when_from": _number(when.earliest) if when else None,
            "when_to": _number(when.latest) if when else None,
            "when_how": (when.how or "") if when else "",
            "strength": (strength.words or strength.label) if strength else "",
            "questions": self.questions_of.get(claim.id, []),
            "evidence": [self.evidence_rows[key] for key in claim.evidence],
            "responses": [
                [self.claim_rows[reply.response], reply.heading]
                for reply in records.replies.get(claim.id, ())
                if reply.response in self.claim_rows
            ],
            "links": self._links(claim.id),
            "about": [
                questions[key].text if key in questions else records.sentences.get(key, key)
                for key in claim.about
            ],
            "off_map": records.off_map.get(claim.id, ""),
        }

    def _links(self, claim: str) -> list[list[Any]]:
        """List the links of a claim; a directed one is told the other way round on the claim it leads to."""
        found: list[list[Any]] = []
        for link in self.links_of.get(claim, ()):
            other = link.b if link.a == claim else link.a
            if other in self.claim_rows:
                kind = link.kind if link.a == claim else _SEEN_FROM_B.get(link.kind, link.kind)
                found.append([kind, self.claim_rows[other], link.because or ""])
        return found

    def _place_row(self, key: str) -> dict[str, Any]:
        spots, place = self.spots_of[key], self._place(key)
        return {
            "id": place.id,
            "name": place.name,
            "label": place.label,
            "lon": round(place.lon, _DECIMALS),
            "lat": round(place.lat, _DECIMALS),
            "kind": place.kind,
            "country": country_name(place.country),
            "admin1": place.admin1,
            "precision": place.precision,
            "radius_km": place.radius_km,
            "soft": spots[0].status == "near",
            "bend": key in self.bends,
            "unnamed": all(spot.unnamed for spot in spots),
            "roles": self.roles_of.get(key, []),
            "claims": self._claims(spot.claim for spot in spots),
            "chosen": list(dict.fromkeys(reason for spot in spots for reason in spot.reasons)),
            "not_chosen": list(dict.fromkeys(other.label for spot in spots for other in spot.others)),
            "held_by": self._held_by(spots),
            "claimants": ", ".join(country_name(code) for code in place.claimants),
            "source": place.source,
        }

    def _held_by(self, spots: Sequence[Spot]) -> list[list[Any]]:
        found: dict[str, int] = {}
        for spot in spots:
            held = spot.end.held_by
            if held is not None:
                words = say("in_brackets", words=held.words) if held.words else ""
                speaker = speaker_name(self.dossier, held.said_by)
                text = say("held", holder=country_name(held.by), speaker=speaker, words=words)
                found[text] = self.claim_rows[spot.claim]
        return [[text, row] for text, row in found.items()]

    def _area_row(self, key: str, view: Sequence[float]) -> dict[str, Any]:
        place = self._place(key)
        outline = country_outline(place.country, point_of_view=self.point_of_view, bounds=widened(view))
        return {
            "id": key,
            "name": place.name,
            "code": place.country,
            "rings": [list(ring) for ring in outline.rings] if outline else [],
            "label_lon": outline.label_lon if outline else None,
            "label_lat": outline.label_lat if outline else None,
            "roles": self.roles_of.get(key, []),
            "claims": self._claims(spot.claim for spot in self.spots_of[key]),
            "scale": outline.scale if outline else 1,
        }

    def _row(self, spot: Spot | None) -> int:
        return _row_of(spot, self.place_rows)

    def _area(self, spot: Spot | None) -> int:
        return _row_of(spot, self.area_rows)

    def _shared(self, record: Leg | Presence | Event) -> dict[str, Any]:
        """Return the columns that legs, presences and events have in common."""
        span: Span = record.when
        return {
            "id": record.id,
            "force": self.force_rows.get(record.force, -1),
            "phase": record.phase,
            "support": record.support,
            "disputed": record.disputed,
            "low": record.low,
            "best": record.best,
            "high": record.high,
            "strength": record.strength,
            "day_from": _number(span.earliest),
            "day_to": _number(span.latest),
            "how": span.how,
            "when": span.label,
            "claims": self._claims(record.claims),
        }

    def _leg(self, leg: Leg) -> dict[str, Any]:
        path = [[round(lon, _DECIMALS), round(lat, _DECIMALS)] for lon, lat in unwrap(leg.waypoints)]
        return {
            **self._shared(leg),
            "force_name": force_name(self.dossier, leg.force or None),
            "mode": say(f"mode.{leg.mode}") if leg.mode else "",
            "carried_by": force_name(self.dossier, leg.carried_by or None),
            "from": self._row(leg.start),
            "to": self._row(leg.end),
            "from_words": leg.start.label if leg.start is not None else say("stub.from"),
            "to_words": leg.end.label if leg.end is not None else say("stub.to"),
            "from_area": self._area(leg.start),
            "to_area": self._area(leg.end),
            "path": path,
            "stub": leg.open_end,
            "part_of": leg.part_of,
            "inferred": False,
        }

    def _join(self, join: Join) -> dict[str, Any]:
        """Return the row of a line that nobody reports: grey, without a head, and said to be joined here."""
        path = [spot.place.lonlat for spot in (join.start, join.end) if spot.place is not None]
        return {
            "id": join.id,
            "force": self.force_rows.get(join.force, -1),
            "phase": "",
            "support": "none",
            "disputed": False,
            "low": None,
            "best": None,
            "high": None,
            "strength": "",
            "day_from": None,
            "day_to": None,
            "how": "",
            "when": join.words,
            "claims": self._claims(join.claims),
            "force_name": force_name(self.dossier, join.force),
            "mode": "",
            "carried_by": "",
            "from": self._row(join.start),
            "to": self._row(join.end),
            "from_words": join.start.label,
            "to_words": join.end.label,
            "from_area": -1,
            "to_area": -1,
            "path": [[round(lon, _DECIMALS), round(lat, _DECIMALS)] for lon, lat in unwrap(path)],
            "stub": "",
            "part_of": False,
            "inferred": True,
        }

    def _presence(self, presence: Presence) -> dict[str, Any]:
        count = len(presence.spots)
        label = force_name(self.dossier, presence.force or None)
        if count > 1:
            label = say("one_of" if presence.one_of else "bracket", n=str(count))
        return {
            **self._shared(presence),
            "places": [row for row in map(self._row, presence.spots) if row >= 0],
            "areas": [row for row in map(self._area, presence.spots) if row >= 0],
            "one_of": presence.one_of,
            "label": label,
            "share": presence.share,
            "share_basis": self._claims(presence.share_basis),
        }

    def _events(self) -> Iterable[dict[str, Any]]:
        for event in (*self.records.losses, *self.records.activities):
            first = self.dossier.claims[event.claims[0]]
            label = event.strength or first.words or force_name(self.dossier, event.force or None)
            for spot in event.spots:
                place, area = self._row(spot), self._area(spot)
                if place >= 0 or area >= 0:
                    yield {
                        **self._shared(event),
                        "kind": event.kind,
                        "label": label,
                        "place": place,
                        "area": area,
                    }

    def _questions(self) -> Iterable[dict[str, Any]]:
        for question in self.records.questions:
            yield {
                "id": question.id,
                "text": question.text,
                "reason": question.reason,
                "support": question.support,
                "figures": [[figure.label, self._claims(figure.claims)] for figure in question.figures],
                "claims": self._claims(question.claims),
                "contested": question.contested,
            }

    def _corrections(self) -> list[list[str]]:
        """List what the dossier's author took back: the claim in words, the day, and why."""
        return [
            [
                claim.id,
                sentence_of(self.dossier, claim, ()),
                claim.withdrawn.on.label,
                claim.withdrawn.because,
            ]
            for claim in self.dossier.claims.values()
            if claim.withdrawn is not None
        ]

    def _strip(self) -> list[list[Any]]:
        """List who denies, could not confirm, or calls it not confirmed: always in view."""
        responses = [claim for claim in self.records.claims if claim.kind == "response"]
        responses.sort(key=lambda claim: _STANCES.index(claim.stance or "confirms"))
        return [
            [
                self.claim_rows[claim.id],
                claim.stance,
                response_sentence(self.dossier, claim),
                said_label(claim),
            ]
            for claim in responses
        ]


def _tray(**tables: Table) -> list[list[Any]]:
    """List what is drawn or listed without a day: not on the slider, counted."""
    return [
        [name, row, table["when"][row] or say("undated")]
        for name, table in tables.items()
        for row, days in enumerate(zip(table["day_from"], table["day_to"], strict=True))
        if days == (None, None)
    ]
