"""Scenarios of ORBAT-Mapper (JSON, versions 1 to 3): units with dated states → a dossier.

A scenario states where a unit is at a time. Between two such states it moved: within the time between
them, along the points that the scenario gives, and nobody says more. What a dossier cannot hold comes back
as a list.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import Any

from geomoves.errors import ArgumentError, DossierError, Problem
from geomoves.files import read_bytes
from geomoves.reports import Dossier, slug_of
from geomoves.reports.days import parse_clock
from geomoves.reports.jsontext import parse_json
from geomoves.reports.symbolcodes import symbol_code

__all__ = ["NotCarried", "read_orbat_mapper"]

_MOST_BYTES = 200_000_000
_MOST_PROBLEMS = 200
_VERSIONS = ("1", "2", "3")
#: Fields of a unit and of a state that go into the dossier; the others are listed.
_UNIT_FIELDS = frozenset({"id", "name", "shortName", "sidc", "description", "subUnits", "state", "location"})
_STATE_FIELDS = frozenset({"id", "t", "location", "via", "viaStartTime", "title"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_NOTE = 5_000


@dataclass(frozen=True, slots=True)
class NotCarried:
    """Something in a scenario that a dossier cannot hold: where, what, and why."""

    path: str
    what: str
    why: str


def read_orbat_mapper(
    path: str | os.PathLike[str],
    *,
    countries: Mapping[str, str] | None = None,
    citation: str = "",
) -> tuple[Dossier, list[NotCarried]]:
    """Read a scenario of ORBAT-Mapper.

    Parameters
    ----------
    path : str or path-like
        The scenario's .json file.
    countries : mapping of str to str, optional
        By name of a side, the code of its country (ISO 3166-1 alpha-2); it is never guessed from a name.
    citation : str
        Where the scenario comes from, and its licence; its name and file by default.

    Returns
    -------
    Dossier
        One claim for each place that a unit has at a time: a movement from the place before, or a presence.
    list of NotCarried
        Everything else that the scenario holds.

    Raises
    ------
    DossierError
        The file is no scenario, or holds impossible places or times: every problem with its path in it.
    FileAccessError
        The file cannot be read.
    """
    file = os.fsdecode(path)
    try:
        text = read_bytes(file, most_bytes=_MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(f"this is not UTF-8: byte {error.start}", file=file, remedy="save it as UTF-8")
        raise DossierError([problem]) from None
    scenario = parse_json(text, file=file).plain
    _check_top(scenario, file)
    reader = _Reader(file, countries or {})
    reader.read(scenario)
    if reader.problems:
        raise DossierError(reader.problems[:_MOST_PROBLEMS])
    name = str(scenario.get("name") or PurePath(file).stem)
    dossier = Dossier(
        title=name,
        description=str(scenario.get("description") or "").strip(),
        documents={
            "scenario": {
                "title": name,
                "citation": citation or f"ORBAT-Mapper scenario {PurePath(file).name}",
            }
        },
        speakers={"scenario": {"name": f"the authors of the scenario “{name}”"}},
        forces=reader.forces,
        claims=reader.claims,
    )
    dossier.check()
    return dossier, reader.not_carried


def _check_top(scenario: object, file: str) -> None:
    problems = []
    if not isinstance(scenario, dict) or str(scenario.get("type", "")).lower() != "orbat-mapper":
        remedy = "export the scenario from ORBAT-Mapper as JSON"
        problems.append(Problem("this is no scenario of ORBAT-Mapper", file=file, remedy=remedy))
    elif str(scenario.get("version", "")).split(".")[0] not in _VERSIONS:
        problems.append(
            Problem(
                "this version of the format is not known",
                field="version",
                remedy="versions 1 to 3 are read",
                file=file,
                value=str(scenario.get("version", "")),
            )
        )
    elif not isinstance(scenario.get("sides"), list):
        problems.append(Problem("the scenario has no sides", field="sides", remedy="add one", file=file))
    if problems:
        raise DossierError(problems)


class _Reader:
    """Walks through a scenario and collects forces, claims, problems and what is not carried."""

    def __init__(self, file: str, countries: Mapping[str, str]) -> None:
        self.file = file
        self.countries = countries
        self.forces: dict[str, dict[str, Any]] = {}
        self.claims: dict[str, dict[str, Any]] = {}
        self.not_carried: list[NotCarried] = []
        self.problems: list[Problem] = []

    def read(self, scenario: Mapping[str, Any]) -> None:
        for row, side in enumerate(_mappings(scenario.get("sides"))):
            path, name = f"sides.{row}", str(side.get("name") or f"side {row + 1}")
            key = self._add_force(side, path, {"name": name})
            country = self.countries.get(name)
            if country is not None:
                self.forces[key]["country"] = country
            for index, group in enumerate(_mappings(side.get("groups"))):
                place = f"{path}.groups.{index}"
                fields = {"name": str(group.get("name") or "group"), "part_of": key}
                self._read_units(group, place, self._add_force(group, place, fields), country)
            self._read_units(side, path, key, country)
        for name in ("events", "layers", "layerStack", "equipment", "personnel", "supplyCategories"):
            if count := len(scenario.get(name) or ()):
                why = (
                    "an event or a drawing moves no force of its own"
                    if name in _DRAWN
                    else "a dossier has no place for it"
                )
                self.not_carried.append(NotCarried(name, f"{count} in {name}", why))

    def _read_units(self, holder: Mapping[str, Any], path: str, whole: str, country: str | None) -> None:
        # An explicit stack: what a file nests is not ours to bound.
        waiting = [
            (unit, f"{path}.subUnits.{row}", whole)
            for row, unit in enumerate(_mappings(holder.get("subUnits")))
        ]
        waiting.reverse()
        while waiting:
            unit, place, above = waiting.pop()
            key = self._read_unit(unit, place, above, country)
            below = [
                (each, f"{place}.subUnits.{row}", key)
                for row, each in enumerate(_mappings(unit.get("subUnits")))
            ]
            waiting += reversed(below)

    def _add_force(self, record: Mapping[str, Any], path: str, fields: dict[str, Any]) -> str:
        given = str(record.get("id") or "")
        if not given:
            self._problem(path, "this has no id", "give it the id that ORBAT-Mapper made")
            given = path
        key = slug_of(given)
        if key in self.forces:
            self._problem(
                f"{path}.id", "this id stands twice", "give each side, group and unit its own", given
            )
        self.forces[key] = fields
        return key

    def _read_unit(self, unit: Mapping[str, Any], path: str, whole: str, country: str | None) -> str:
        fields: dict[str, Any] = {
            "name": str(unit.get("name") or unit.get("shortName") or "unit"),
            "part_of": whole,
            "named_unit": "true",
        }
        if country is not None:
            fields["country"] = country
        unknown_symbol = ""
        if unit.get("sidc"):
            try:
                fields["symbol"] = symbol_code(str(unit["sidc"]))
            except ArgumentError:
                unknown_symbol = f"of {fields['name']}: no code of a symbol"
        if unit.get("description"):
            fields["note"] = str(unit["description"])[:_LONGEST_NOTE]
        key = self._add_force(unit, path, fields)
        if unknown_symbol:
            self.not_carried.append(NotCarried(f"{path}.sidc", "sidc", unknown_symbol))
        for name in sorted(unit.keys() - _UNIT_FIELDS):
            self.not_carried.append(
                NotCarried(f"{path}.{name}", name, f"of {fields['name']}: no field of a force")
            )
        self._read_states(unit, path, key)
        return key

    def _read_states(self, unit: Mapping[str, Any], path: str, force: str) -> None:
        states: list[tuple[datetime, int, str, Mapping[str, Any]]] = []
        for row, state in enumerate(_mappings(unit.get("state"))):
            place = f"{path}.state.{row}"
            clock = self._clock(state.get("t"), f"{place}.t")
            if clock is not None:
                states.append((clock, row, place, state))
        states.sort(key=lambda each: each[:2])
        before: tuple[dict[str, float], datetime | None] | None = None
        number = 0
        if unit.get("location"):
            start = self._position(unit["location"], f"{path}.location")
            if start is not None:
                number += 1
                self._add_claim(f"{force}-start", {"kind": "presence", "at": start}, force, number)
                before = (start, None)
        for clock, row, place, state in states:
            for name in sorted(state.keys() - _STATE_FIELDS):
                why = "a change of the unit's own, not of its place"
                self.not_carried.append(NotCarried(f"{place}.{name}", name, why))
            if not state.get("location"):
                if state.get("title"):
                    self.not_carried.append(NotCarried(place, str(state["title"]), "it states no place"))
                continue
            here = self._position(state["location"], f"{place}.location")
            if here is None:
                continue
            number += 1
            fields = self._claim_of(state, place, here, clock, before)
            if state.get("title"):
                fields["note"] = str(state["title"])
            self._add_claim(f"{force}-{slug_of(str(state.get('id') or row))}", fields, force, number)
            before = (here, clock)

    def _claim_of(
        self,
        state: Mapping[str, Any],
        path: str,
        here: dict[str, float],
        clock: datetime,
        before: tuple[dict[str, float], datetime | None] | None,
    ) -> dict[str, Any]:
        if before is None or before[0] == here:
            return {"kind": "presence", "at": here, "when": _written(clock)}
        via = [
            position
            for row, point in enumerate(state.get("via") or ())
            if (position := self._position(point, f"{path}.via.{row}")) is not None
        ]
        started = before[1]
        if state.get("viaStartTime"):
            started = self._clock(state["viaStartTime"], f"{path}.viaStartTime") or started
        if started is None or started >= clock:
            when: Any = {"to": _written(clock)}
        else:
            when = {"from": _written(started), "to": _written(clock), "how": "within"}
        return {
            "kind": "movement",
            "from": before[0],
            **({"via": via} if via else {}),
            "to": here,
            "when": when,
        }

    def _add_claim(self, key: str, fields: dict[str, Any], force: str, number: int) -> None:
        if key in self.claims:
            key = f"{key}-{number}"
        usual = {
            "said_by": "scenario",
            "in": "scenario",
            "force": force,
            "phase": "happened",
            "sequence": number,
        }
        self.claims[key] = {**fields, **usual}

    def _position(self, value: object, path: str) -> dict[str, float] | None:
        remedy = "give [longitude, latitude] in degrees"
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) < 2:
            self._problem(path, "this is no position", remedy)
            return None
        try:
            lon, lat = float(value[0]), float(value[1])
        except (TypeError, ValueError):
            self._problem(path, "this is no position", remedy)
            return None
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            swapped = -90 <= lon <= 90 and -180 <= lat <= 180
            hint = "; are longitude and latitude swapped?" if swapped else ""
            self._problem(path, "this is not on Earth", remedy + hint, f"{lon}, {lat}")
            return None
        return {"lon": lon, "lat": lat}

    def _clock(self, value: object, path: str) -> datetime | None:
        """Return a time: ISO 8601 with its zone as written, or milliseconds since 1970 in UTC."""
        text = str(value or "")
        clock = parse_clock(text)
        if clock is None and text.lstrip("-").isdigit():
            try:
                clock = _EPOCH + timedelta(milliseconds=int(text))
            except OverflowError:
                clock = None
        if clock is None:
            remedy = "give it with its zone, such as 1982-04-05T12:28:00-04:00, or as milliseconds since 1970"
            self._problem(path, "this is no time that can be read", remedy, text)
        return clock

    def _problem(self, path: str, message: str, remedy: str, value: str = "") -> None:
        self.problems.append(Problem(message, field=path, remedy=remedy, file=self.file, value=value))


_DRAWN = frozenset({"events", "layers", "layerStack"})


def _mappings(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def _written(clock: datetime) -> str:
    return clock.isoformat(timespec="seconds")
