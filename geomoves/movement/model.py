"""The movement model: what the claims of a dossier amount to."""

from __future__ import annotations

import contextlib
import importlib
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geomoves.errors import ArgumentError, UnknownNameError
from geomoves.memory import uncollected
from geomoves.movement import tables, track_tables
from geomoves.movement.answers import Answers, answer_questions, forces_within
from geomoves.movement.assembly import Records, assemble
from geomoves.movement.balance import weigh_tracks
from geomoves.movement.chains import Movement
from geomoves.movement.merges import JOIN_DISTANCE_KM, propose_merges
from geomoves.movement.placing import Spot
from geomoves.movement.plausibility import Judgement, Limit, judge
from geomoves.movement.positions import positions_at
from geomoves.movement.questions import Question, ask_questions, overlap
from geomoves.movement.rules import known_rule
from geomoves.movement.spoken import spots_in
from geomoves.movement.standing import Standing, stand
from geomoves.movement.tracks import Track, trace_tracks
from geomoves.reports import (
    Changes,
    Claim,
    Dossier,
    Stretch,
    When,
    compare_editions,
    read_dossier,
    relations,
)
from geomoves.wording import ENGLISH, speaking

if TYPE_CHECKING:
    import geopandas
    import networkx
    import pandas

__all__ = ["MovementModel"]

#: The relations in which a stretch lies wholly inside another.
_INSIDE = frozenset({"during", "starts", "finishes", "equals"})

Selector = str | Iterable[str] | None


class MovementModel:
    """What moved, what was where, what was lost, and who said so. Made by `geomoves.build`.

    Attributes
    ----------
    dossier : Dossier
        What it is computed from.
    records : Records
        Everything as plain records, for programs that need no tables.
    """

    def __init__(
        self, dossier: Dossier, spots: Sequence[Spot], records: Records, *, infer: bool = False
    ) -> None:
        self.dossier = dossier
        self.records = records
        self._spots = tuple(spots)
        self._infer = infer

    @cached_property
    def places(self) -> geopandas.GeoDataFrame:
        """One row a place, EPSG:4326; a country has no geometry (its outline is the map's)."""
        return tables.place_table(self.dossier, self.records)

    @cached_property
    def legs(self) -> geopandas.GeoDataFrame:
        """One row a leg, EPSG:4326; great-circle arcs, null where an end has no place."""
        return tables.leg_table(self.dossier, self.records)

    @cached_property
    def presences(self) -> geopandas.GeoDataFrame:
        """One row a place of a presence, EPSG:4326; rows that share an `id` are one body."""
        return tables.presence_table(self.dossier, self.records)

    @cached_property
    def losses(self) -> geopandas.GeoDataFrame:
        """One row a place of a loss, EPSG:4326."""
        return tables.event_table(self.dossier, self.records, self.records.losses)

    @cached_property
    def activities(self) -> geopandas.GeoDataFrame:
        """One row a place of an activity, EPSG:4326."""
        return tables.event_table(self.dossier, self.records, self.records.activities)

    @cached_property
    def claims(self) -> pandas.DataFrame:
        """One row a claim, responses included."""
        return tables.claim_table(self.dossier, self.records)

    @cached_property
    def responses(self) -> pandas.DataFrame:
        """One row a response: who confirms, denies, cannot confirm, and about what."""
        return tables.claim_table(self.dossier, self.records, kind="response")

    @cached_property
    def totals(self) -> pandas.DataFrame:
        """One row a claim of how many in all; totals are never drawn."""
        return tables.claim_table(self.dossier, self.records, kind="total")

    @cached_property
    def conditions(self) -> pandas.DataFrame:
        """One row a claim of a condition: equipped, disguised, in training."""
        return tables.claim_table(self.dossier, self.records, kind="condition")

    @property
    def movements(self) -> list[Movement]:
        """Chains of legs, one a force that moved."""
        return list(self.records.movements)

    @cached_property
    def questions(self) -> pandas.DataFrame:
        """One row a question, the claims that answer it, its figures and its support."""
        return tables.question_table(self.records)

    @cached_property
    def unplaced(self) -> pandas.DataFrame:
        """One row an end without a place: the reason, the candidates, and what settles it."""
        return tables.unplaced_table(self.records)

    @cached_property
    def tracks(self) -> geopandas.GeoDataFrame:
        """One row a stop of a force, in the order of travel, EPSG:4326, with what told the order."""
        return track_tables.track_table(self._tracks)

    @cached_property
    def balance(self) -> pandas.DataFrame:
        """One row a rise that nothing reported explains, or a fall larger than the stated loss."""
        return track_tables.balance_table(weigh_tracks(self._tracks, self.records.losses))

    def merges(self, *, distance_km: float = JOIN_DISTANCE_KM) -> pandas.DataFrame:
        """Propose where one body may have joined another: nothing is applied, and no figure is added.

        Parameters
        ----------
        distance_km : float
            How far apart the stops of two tracks may be.

        Returns
        -------
        pandas.DataFrame
            One row a proposal; `adds_up` is False where the figures speak against it, None where they
            do not tell.

        Raises
        ------
        ArgumentError
            The distance is no positive number.
        """
        return track_tables.merge_table(propose_merges(self.dossier, self._tracks, distance_km=distance_km))

    def plausibility(self, *, limits: Sequence[Limit] | None = None) -> Judgement:
        """Hold what is reported against published speeds and loads: for the author, never on the map.

        Parameters
        ----------
        limits : sequence of Limit or None
            Figures of your own (see `geomoves.movement.plausibility.read_limits`).

        Returns
        -------
        Judgement
            Flags, each with its figure and source, and how many legs were not judged and why.
        """
        return judge(self.dossier, self.records, self._tracks, limits=limits)

    @cached_property
    def joins(self) -> geopandas.GeoDataFrame:
        """One row a line between presences that nobody reports, EPSG:4326: only when built with `infer`."""
        return track_tables.join_table(self.dossier, self.records)

    @cached_property
    def tensions(self) -> pandas.DataFrame:
        """One row a pair of claims that sit badly together and can both be true."""
        return track_tables.tension_table(self.records)

    @cached_property
    def corrections(self) -> pandas.DataFrame:
        """One row a claim that the dossier's author took back, with day and reason."""
        return track_tables.correction_table(self.dossier, self._spots)

    @cached_property
    def _tracks(self) -> list[Track]:
        forces = self.dossier.forces
        return trace_tracks(
            {key: force.name for key, force in forces.items()},
            frozenset(key for key, force in forces.items() if force.named_unit),
            self.records.legs,
            self.records.presences,
        )

    @cached_property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """Places as nodes, legs as edges."""
        return tables.movement_graph(self.records)

    def strength(
        self,
        *,
        force: str | None = None,
        place: str | None = None,
        at: str | date | None = None,
        rule: str | None = None,
    ) -> Answers:
        """Answer how many, question by question.

        Figures are compared only as answers to one question. Rivals are never averaged or added; parts
        that share no one are added, and the answer says so.

        Parameters
        ----------
        force : str or None
            A force's id or name; what is part of it is answered too.
        place : str or None
            A place's id or name.
        at : str, date or None
            Answer from what was known by the end of this day: what happened, or was said, wholly after it
            is left out, and so is what it supersedes or takes back.
        rule : str or None
            For one figure a question: ``latest``, ``most independent`` or ``widest range``. The rule is
            told with the figure; none is applied unasked.

        Returns
        -------
        Answers
            A sequence of answers with a sentence each, and one about them all.

        Raises
        ------
        UnknownNameError
            The dossier has no such force or place.
        ArgumentError
            `at` is no day, or there is no such rule.
        """
        chosen = known_rule(rule) if rule is not None else None
        questions, standing = list(self.records.questions), self.records.standing
        if at is not None:
            questions, standing = self._known_by(_day("at", at))
        if force is not None:
            wanted = forces_within(self.dossier, self._force(force))
            questions = [question for question in questions if question.force in wanted]
        if place is not None:
            here = self._claims_at(place)
            questions = [question for question in questions if here & set(question.claims)]
        return answer_questions(self.dossier, questions, standing, rule=chosen)

    def _known_by(self, day: date) -> tuple[list[Question], Standing]:
        """Ask again over only those claims that were known by the end of a day."""
        known = [claim for claim in self.records.claims if not _after(claim, day)]
        standing = stand(self.dossier, known)
        return ask_questions(self.dossier, known, self.records.spots, standing), standing

    def at(self, day: str | date) -> geopandas.GeoDataFrame:
        """Tell where each force is last reported on a day, and how long ago that was.

        Parameters
        ----------
        day : str or date
            Civil day; what is dated later is passed over.

        Returns
        -------
        geopandas.GeoDataFrame
            One row a place, EPSG:4326; `days_ago` is 0 when the report is of that day. Claims without a
            day, and what is only expected or intended, say nothing here.

        Raises
        ------
        ArgumentError
            `day` is no day.
        """
        return tables.position_table(self.dossier, self.records, positions_at(self.records, _day("day", day)))

    def between(self, first: str | date, last: str | date, *, wholly: bool = False) -> MovementModel:
        """Return the smaller model of what is dated, at least in part, between two days, both inclusive.

        Claims without a day are left out; responses stay with the claims that they answer. Places
        stay as they were decided for the whole dossier.

        Parameters
        ----------
        first, last : str or date
            Civil days, both inclusive.
        wholly : bool
            Keep only what surely lies wholly between them: an end that is open or not stated does not.

        Raises
        ------
        ArgumentError
            One of them is no day, or the last is before the first.
        """
        days = (_day("first", first), _day("last", last))
        if days[1] < days[0]:
            raise ArgumentError("last", f"{days[1]} is before {days[0]}", "give the earlier day first")

        def inside(claim: Claim) -> bool:
            when = claim.when
            if when is None or not when.dated:
                return False
            if wholly:
                return relations(Stretch(when.earliest, when.latest), Stretch(*days)) <= _INSIDE
            return overlap((when.earliest, when.latest), days)

        return self._smaller(inside)

    def filter(
        self,
        *,
        phase: Selector = None,
        said_by: Selector = None,
        document: Selector = None,
        force: Selector = None,
        kind: Selector = None,
    ) -> MovementModel:
        """Return the smaller model of the claims that match every argument that is given.

        Each argument is one value or several. Responses stay with the claims that they answer.

        Raises
        ------
        UnknownNameError
            The dossier has no such speaker, document or force.
        """
        wanted = {
            "phase": _several(phase),
            "said_by": self._known("speakers", said_by),
            "in_": self._known("documents", document),
            "force": self._known("forces", force),
            "kind": _several(kind),
        }

        def matches(claim: Claim) -> bool:
            return all(values is None or getattr(claim, name) in values for name, values in wanted.items())

        return self._smaller(matches)

    def changes_since(self, old: MovementModel | Dossier | str | os.PathLike[str]) -> Changes:
        """Compare with an earlier edition of the dossier.

        Parameters
        ----------
        old : MovementModel, Dossier, str or path-like
            The earlier edition, or where it is.

        Returns
        -------
        Changes
            New, changed, superseded, retracted and withdrawn claims, those that are gone without a
            correction, and all corrections.

        Raises
        ------
        ArgumentError
            `old` is none of these.
        DossierError, FileAccessError
            The file cannot be read.
        """
        earlier = old.dossier if isinstance(old, MovementModel) else old
        if isinstance(earlier, (str, os.PathLike)):
            earlier = read_dossier(earlier)
        if not isinstance(earlier, Dossier):
            raise ArgumentError(
                "old", f"this is a {type(old).__name__}", "give a model, a dossier or its path"
            )
        return compare_editions(earlier, self.dossier)

    def map(self, **options: Any) -> Any:
        """Draw the model: a `MovementMap`, which is a folium map (see `geomoves.maps.draw_map`)."""
        return _maps().draw_map(self, **options)

    def layers(self, **options: Any) -> Any:
        """Return the model's layers, each of which adds to any folium map.

        See `geomoves.maps.draw_layers` for the options.
        """
        return _maps().draw_layers(self, **options)

    def in_language(self, language: str) -> MovementModel:
        """Return the same model with its words in another language, for use while that language is spoken.

        What the dossier says itself stays as it was said: titles, names of speakers and forces, quotes.
        Places are called as the gazetteer has them in that language.

        Parameters
        ----------
        language : str
            One of `geomoves.wording.languages`; English is the model itself.

        Raises
        ------
        ArgumentError
            There are no words in that language.
        """
        with speaking(language), uncollected():
            if language == ENGLISH:
                return self
            spots = spots_in(self._spots)
            records = assemble(
                self.dossier,
                self.records.claims,
                spots,
                standing=self.records.standing,
                infer=self._infer,
            )
        return MovementModel(self.dossier, spots, records, infer=self._infer)

    def _smaller(self, keep: Callable[[Claim], bool]) -> MovementModel:
        statements = {claim.id for claim in self.records.claims if claim.kind != "response" and keep(claim)}
        answering = {reply.response for key in statements for reply in self.records.replies.get(key, ())}
        claims = [claim for claim in self.records.claims if claim.id in statements | answering]
        records = assemble(
            self.dossier,
            claims,
            self._spots,
            # What a newer report took the place of does not come back because that one was left out here.
            standing=self.records.standing,
            infer=self._infer,
        )
        return MovementModel(self.dossier, self._spots, records, infer=self._infer)

    def _force(self, name: str) -> str:
        if name in self.dossier.forces:
            return name
        for key, force in self.dossier.forces.items():
            if force.name == name:
                return key
        raise UnknownNameError(name, "the dossier's forces", list(self.dossier.forces)[:5])

    def _claims_at(self, name: str) -> set[str]:
        found, names = set(), set()
        for claim, spots in self.records.spots.items():
            for spot in spots:
                if spot.place is not None:
                    names.add(spot.place.name)
                    if name in (spot.place.id, spot.place.name, spot.end.name):
                        found.add(claim)
        if not found:
            raise UnknownNameError(name, "the model's places", sorted(names)[:5])
        return found

    def _known(self, section: str, selector: Selector) -> frozenset[str] | None:
        values = _several(selector)
        records = getattr(self.dossier, section)
        for value in sorted(values or ()):
            if value not in records:
                raise UnknownNameError(value, f"the dossier's {section}", list(records)[:5])
        return values

    def __repr__(self) -> str:
        parts = {
            "claims": len(self.records.claims),
            "legs": len(self.records.legs),
            "presences": len(self.records.presences),
            "losses": len(self.records.losses),
            "not on the map": len(self.records.off_map),
        }
        return "<MovementModel: " + ", ".join(f"{count} {name}" for name, count in parts.items()) + ">"

    def _repr_html_(self) -> str:
        from geomoves.movement.display import model_html

        return model_html(self)


def _after(claim: Claim, day: date) -> bool:
    """Whether a claim happened, or was said, wholly after a day."""
    happened = claim.when.earliest if claim.when else None
    said = claim.said.earliest if claim.said else None
    return (happened is not None and happened > day) or (said is not None and said > day)


def _maps() -> Any:
    # The picture knows the model, not the other way round: this is the one seam.
    return importlib.import_module("geomoves.maps")


def _several(selector: Selector) -> frozenset[str] | None:
    if selector is None:
        return None
    return frozenset([selector] if isinstance(selector, str) else selector)


def _day(argument: str, value: str | date) -> date:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    day = None
    with contextlib.suppress(ValueError):
        day = When.model_validate(value).earliest
    if day is None:
        raise ArgumentError(argument, f"{value!r} is no day", "write it as 2024-10-18")
    return day
