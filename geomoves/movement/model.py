"""The movement model: what the claims of a dossier amount to."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from geomoves.errors import ArgumentError
from geomoves.memory import uncollected
from geomoves.movement import tables
from geomoves.movement.answers import Answers, answer_questions, forces_within
from geomoves.movement.assembly import assemble
from geomoves.movement.model_tables import ModelTables
from geomoves.movement.positions import positions_at
from geomoves.movement.questions import Question, ask_questions, overlap
from geomoves.movement.rules import known_rule
from geomoves.movement.selecting import Selector, after, civil_day, claims_at, force_key, known_keys, several
from geomoves.movement.spoken import records_in, spots_in
from geomoves.movement.standing import Standing, stand
from geomoves.reports import (
    Changes,
    Claim,
    Dossier,
    Stretch,
    compare_editions,
    read_dossier,
    relations,
)
from geomoves.wording import speaking

if TYPE_CHECKING:
    import geopandas

__all__ = ["MovementModel"]

#: The relations in which a stretch lies wholly inside another.
_INSIDE = frozenset({"during", "starts", "finishes", "equals"})


class MovementModel(ModelTables):
    """What moved, what was where, what was lost, and who said so. Made by `geomoves.build`.

    Attributes
    ----------
    dossier : Dossier
        What it is computed from.
    records : Records
        Everything as plain records, for programs that need no tables.
    """

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
            questions, standing = self._known_by(civil_day("at", at))
        if force is not None:
            wanted = forces_within(self.dossier, force_key(self.dossier, force))
            questions = [question for question in questions if question.force in wanted]
        if place is not None:
            here = claims_at(self.records, place)
            questions = [question for question in questions if here & set(question.claims)]
        return answer_questions(self.dossier, questions, standing, rule=chosen)

    def _known_by(self, day: date) -> tuple[list[Question], Standing]:
        """Ask again over only those claims that were known by the end of a day."""
        known = [claim for claim in self.records.claims if not after(claim, day)]
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
        return tables.position_table(
            self.dossier, self.records, positions_at(self.records, civil_day("day", day))
        )

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
        days = (civil_day("first", first), civil_day("last", last))
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
            "phase": several(phase),
            "said_by": known_keys(self.dossier, "speakers", said_by),
            "in_": known_keys(self.dossier, "documents", document),
            "force": known_keys(self.dossier, "forces", force),
            "kind": several(kind),
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
            One of `geomoves.wording.languages`; the one that it was built in is the model itself.

        Raises
        ------
        ArgumentError
            There are no words in that language.
        """
        with speaking(language), uncollected():
            if self._told_from is not None:
                built: MovementModel = self._told_from
                return built.in_language(language)
            if language == self._language:
                return self
            if language not in self._told:
                other = self._assembled() if self._is_copy else self._retold()
                other._told_from = self  # noqa: SLF001
                self._told[language] = other
            told: MovementModel = self._told[language]
            return told

    def _retold(self) -> MovementModel:
        """Return the model in the language that is spoken, told when it is looked at."""
        records = records_in(self.dossier, self.records)
        return MovementModel(self.dossier, spots_in(self._spots), records, infer=self._infer)

    def _assembled(self) -> MovementModel:
        """Return the model in the language that is spoken, assembled anew."""
        spots = tuple(spots_in(self._spots))
        records = assemble(
            self.dossier, self.records.claims, spots, standing=self.records.standing, infer=self._infer
        )
        return MovementModel(self.dossier, spots, records, infer=self._infer)

    def __getstate__(self) -> dict[str, Any]:
        whole = self
        if self._told_from is not None:
            # What is told when it is looked at is no plain data.
            with speaking(self._language):
                whole = self._told_from._assembled()  # noqa: SLF001
        # The texts of a copy do not know how they were told.
        return {**vars(whole), "_told": {}, "_told_from": None, "_is_copy": True}

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

    def __repr__(self) -> str:
        parts = [
            ("claim", "claims", self.records.claims),
            ("leg", "legs", self.records.legs),
            ("presence", "presences", self.records.presences),
            ("loss", "losses", self.records.losses),
            ("not on the map", "not on the map", self.records.off_map),
        ]
        told = (f"{len(some)} {one if len(some) == 1 else many}" for one, many, some in parts)
        return "<MovementModel: " + ", ".join(told) + ">"

    def _repr_html_(self) -> str:
        from geomoves.movement.display import model_html

        return model_html(self)


def _maps() -> Any:
    # The picture knows the model, not the other way round: this is the one seam.
    return importlib.import_module("geomoves.maps")
