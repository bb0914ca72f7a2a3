"""A model as tables: one property a kind of row, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geomoves.movement import tables, track_tables
from geomoves.movement.assembly import Records
from geomoves.movement.balance import weigh_tracks
from geomoves.movement.chains import Movement
from geomoves.movement.merges import JOIN_DISTANCE_KM, propose_merges
from geomoves.movement.plausibility import Judgement, Limit, judge
from geomoves.movement.spots import Spot
from geomoves.movement.tracks import Track, trace_tracks
from geomoves.reports import Dossier
from geomoves.wording import spoken_language

if TYPE_CHECKING:
    import geopandas
    import networkx
    import pandas

__all__ = ["ModelTables"]


class ModelTables:
    """The tables of a `geomoves.movement.model.MovementModel`."""

    def __init__(
        self, dossier: Dossier, spots: Sequence[Spot], records: Records, *, infer: bool = False
    ) -> None:
        self.dossier = dossier
        self.records = records
        self._spots = spots
        self._infer = infer
        # The records tell times and reasons in words already.
        self._language = spoken_language()
        # The same model in other languages, and in which it was built.
        self._told: dict[str, Any] = {}
        self._told_from: Any = None
        self._is_copy = False

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
