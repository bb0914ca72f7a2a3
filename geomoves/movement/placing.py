"""Ends of claims → places: what the gazetteer can settle, and what is left as a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count

from geomoves.errors import UnknownNameError
from geomoves.movement.spots import Spot
from geomoves.places import Candidate, Gazetteer, Mention, Place, country_name, local_name
from geomoves.places.areas import overshadowed
from geomoves.places.names.folding import fold
from geomoves.places.relative.derived import PREFIX
from geomoves.reports import Claim, Dossier, End
from geomoves.wording import say, tell

__all__ = ["NEAR_RADIUS_KM", "place_claims"]

#: How far "near X" reaches when the text gives no distance, kilometres: the limit that the Uppsala
#: Conflict Data Program sets for its precision code 2 ("within a 25 km radius around a known point").
NEAR_RADIUS_KM = 25.0

#: The fields that hold ends, numbered.
_FIELDS = {name: number for number, name in enumerate(("from", "via", "to", "at", "at_one_of"))}


def place_claims(dossier: Dossier, gazetteer: Gazetteer) -> list[Spot]:
    """Find the place of every end of every claim.

    Parameters
    ----------
    dossier : Dossier
        Its theatre, pins and admin areas narrow what a name may mean.
    gazetteer : Gazetteer
        Asked for names; the names of one document are decided together.

    Returns
    -------
    list of Spot
        One an end, in the order of the claims and of travel.
    """
    spots: list[Spot] = []
    by_document: dict[str, list[Claim]] = {}
    for claim in dossier.claims.values():
        by_document.setdefault(claim.in_, []).append(claim)
    settled: dict[str, list[Spot]] = {}
    known = _Known()
    for claims in by_document.values():
        for spot in _place_document(claims, dossier, gazetteer, known):
            settled.setdefault(spot.claim, []).append(spot)
    for claim_id in dossier.claims:
        spots += settled.get(claim_id, ())
    return spots


@dataclass(slots=True)
class _Known:
    """What one document after another needs again: an end with its pins, and an end that asks no one."""

    pinned: dict[int, End] = field(default_factory=dict)
    settled: dict[int, Spot] = field(default_factory=dict)
    #: Each leaves room for one number a field.
    numbers: Iterator[int] = field(default_factory=lambda: count(step=len(_FIELDS)))

    def unsettled(self, end: End) -> Spot:
        """Return an end of no claim yet, with the next number."""
        return Spot("", "", 0, end, "words", settled=next(self.numbers))


#: What a name may mean, the choice if one could be made, and why.
_Answer = tuple[list[Candidate], Place | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """An end that names something, with the pins of the dossier worked in."""

    end: End
    name: str
    date: str


def _place_document(
    claims: Sequence[Claim], dossier: Dossier, gazetteer: Gazetteer, known: _Known
) -> Iterator[Spot]:
    pinned = known.pinned
    ends: list[tuple[Claim, str, int, End]] = []
    for claim in claims:
        for index, (name, end) in enumerate(claim.places):
            # The dossier holds every end for as long as this runs, and shares those that are written alike.
            if id(end) not in pinned:
                pinned[id(end)] = _pinned(end, dossier)
            ends.append((claim, name, index, pinned[id(end)]))
    asked = {
        _question_of(claim, end): _Asked(end, end.near or end.name or "", _date_of(claim))
        for claim, _, _, end in ends
        if _asks(end)
    }
    answers = _ask(asked, dossier, gazetteer)
    settled: dict[tuple[object, ...], Spot] = {}
    for claim, name, index, end in ends:
        if _asks(end):
            question = _question_of(claim, end)
            key = (id(end), question)
            if key not in settled:
                settled[key] = _settle(known.unsettled(end), answers.get(question), gazetteer)
            found = settled[key]
        else:
            if id(end) not in known.settled:
                known.settled[id(end)] = _settle(known.unsettled(end), None, gazetteer)
            found = known.settled[id(end)]
        # Written out: dataclasses.replace takes ten times as long, and there are as many ends as claims.
        yield Spot(
            claim.id,
            name,
            index,
            found.end,
            found.status,
            found.place,
            found.reasons,
            found.others,
            found.settle,
            found.settled + _FIELDS[name],
        )


def _asks(end: End) -> bool:
    """Whether an end is a name that the gazetteer has to be asked about."""
    return bool(end.near or end.name) and end.id is None and end.lon is None


def _pinned(end: End, dossier: Dossier) -> End:
    """Work in what the dossier says under `places` about the name."""
    pin = dossier.places.get(end.name or end.near or "")
    if pin is None:
        return end
    given = {name for name in type(end).model_fields if getattr(end, name) not in (None, {})}
    stated = {
        name: getattr(pin, name)
        for name in type(pin).model_fields
        if name not in given | {"name", "words"} and getattr(pin, name) not in (None, {})
    }
    label = {"near": pin.name} if end.near and pin.name else {"name": pin.name} if pin.name else {}
    return end.model_copy(update={**stated, **label})


def _date_of(claim: Claim) -> str:
    day = (claim.when and (claim.when.earliest or claim.when.latest)) or (claim.said and claim.said.latest)
    return day.isoformat() if day else ""


def _question_of(claim: Claim, end: End) -> tuple[object, ...]:
    name = end.near or end.name
    return (name, end.country, end.admin1, end.kind, _date_of(claim)[:4])


def _ask(
    asked: dict[tuple[object, ...], _Asked], dossier: Dossier, gazetteer: Gazetteer
) -> dict[tuple[object, ...], _Answer]:
    """Ask for all names of a document together; returns candidates, the choice, and why."""
    theatre = dossier.theatre.countries or None
    names = sorted({_mention_of(item) for item in asked.values()})
    together = {}
    if names:
        found = gazetteer.resolve([Mention(name) for name in names], countries=theatre)
        together = dict(zip(names, found, strict=True))
    answers = {}
    for key, item in asked.items():
        countries = [item.end.country] if item.end.country else theatre
        candidates = gazetteer.lookup(item.name, countries=countries, date=item.date or None, limit=50)
        candidates = [candidate for candidate in candidates if _fits(candidate, item.end, dossier)]
        exact = [candidate for candidate in candidates if not candidate.suggestion]
        choice: Place | None = None
        reasons: tuple[str, ...] = ()
        resolution = together[_mention_of(item)]
        if _is_pinned(item.end, dossier) and len(exact) == 1:
            choice, reasons = exact[0].place, _reasons_of_pin(item, exact[0])
        elif resolution.place is not None and any(resolution.place.id == each.place.id for each in exact):
            choice, reasons = resolution.place, resolution.reasons
        elif item.end.country and exact:
            (there,) = gazetteer.resolve([_mention_of(item)], countries=countries, date=item.date or None)
            chosen = [each for each in exact if there.place is not None and each.place.id == there.place.id]
            if chosen:
                choice, reasons = chosen[0].place, _reasons_of_pin(item, chosen[0])
        answers[key] = (exact or candidates, choice, reasons)
    return answers


def _mention_of(item: _Asked) -> str:
    return f"{item.name}, {item.end.admin1}" if item.end.admin1 else item.name


def _fits(candidate: Candidate, end: End, dossier: Dossier) -> bool:
    place = candidate.place
    if end.admin1 is not None:
        wanted = fold(end.admin1)
        if wanted not in (fold(place.admin1), fold(place.admin1_code)) and not fold(place.admin1).startswith(
            wanted
        ):
            return False
    if end.kind is not None and place.kind != end.kind:
        return False
    box = dossier.theatre.bbox
    if box is not None and end.country is None:
        west, south, east, north = box
        across = west <= place.lon <= east if west <= east else (place.lon >= west or place.lon <= east)
        return across and south <= place.lat <= north
    return True


def _is_pinned(end: End, dossier: Dossier) -> bool:
    """Whether the dossier itself narrows what the name may mean, beyond its countries."""
    return any((end.country, end.admin1, end.kind, dossier.theatre.bbox))


def _reasons_of_pin(item: _Asked, candidate: Candidate) -> tuple[str, ...]:
    reasons = []
    if item.end.admin1:
        reasons.append(tell("place_reason.admin1", admin1=item.end.admin1))
    if item.end.country:
        reasons.append(tell("place_reason.country", country=partial(country_name, item.end.country)))
    if item.end.kind:
        reasons.append(tell("place_reason.kind", kind=item.end.kind))
    return (*(reasons or [tell("place_reason.bbox")]), *candidate.reasons)


def _settle(spot: Spot, answer: _Answer | None, gazetteer: Gazetteer) -> Spot:
    end = spot.end
    if end.lon is not None and end.lat is not None:
        place = _given_place(end)
        return _softened(replace(spot, status="placed", place=place, reasons=(tell("place_reason.given"),)))
    if end.id is not None:
        try:
            place = gazetteer.get(end.id)
        except UnknownNameError as error:
            return replace(spot, status="unknown", settle=_did_you_mean(error.suggestions))
        others = _namesakes(end.near or end.name or place.name, place, gazetteer)
        return _softened(
            replace(spot, status="placed", place=place, reasons=(tell("place_reason.id"),), others=others)
        )
    if answer is not None:
        candidates, choice, reasons = answer
        if choice is not None:
            others = _namesakes(end.near or end.name or "", choice, gazetteer)
            return _softened(replace(spot, status="placed", place=choice, reasons=reasons, others=others))
        places = tuple(candidate.place for candidate in candidates)
        ambiguous = any(not candidate.suggestion for candidate in candidates)
        field_name = "near" if end.near else "name"
        settle = "".join(
            f"\n{{{field_name}: {end.near or end.name}, id: {place.id}}}   # {place.label}"
            for place in places
        ).strip()
        return replace(
            spot,
            status="ambiguous" if ambiguous else "unknown",
            others=places,
            settle=settle or "give its `id`, or `lon` and `lat`, or add it to a gazetteer file of your own",
        )
    if end.is_country and end.country is not None:
        return replace(
            spot,
            status="country",
            place=_country(end.country, gazetteer),
            reasons=(tell("place_reason.country_outline"),),
        )
    return replace(spot, status="within") if end.within else spot


def _did_you_mean(suggestions: Iterable[str]) -> str:
    listed = " or ".join(suggestions)
    return f"did you mean {listed}?" if listed else "check the id with `geomoves lookup`"


def _country(code: str, gazetteer: Gazetteer) -> Place:
    try:
        return gazetteer.get(f"iso:{code}")
    except UnknownNameError:
        # A country that the gazetteer does not describe still has its name; its outline is the map's.
        return Place(
            id=f"iso:{code}",
            name=country_name(code),
            lon=0.0,
            lat=0.0,
            kind="country",
            country=code,
            precision=6,
        )


def _given_place(end: End) -> Place:
    assert end.lon is not None
    assert end.lat is not None
    return Place(
        id=end.id or f"point:{end.lon:.5f},{end.lat:.5f}",
        name=end.label,
        lon=end.lon,
        lat=end.lat,
        kind=end.kind or "other",
        country=end.country or "",
        admin1=end.admin1 or "",
        precision=end.precision or 1,
        radius_km=end.radius_km or 0.0,
        source=say("place_reason.given"),
    )


def _softened(spot: Spot) -> Spot:
    """Turn "near X" into a soft area of its own about X; apply a precision or radius that was stated."""
    place, end = spot.place, spot.end
    assert place is not None
    if end.near is not None:
        radius_km = end.radius_km or max(NEAR_RADIUS_KM, place.radius_km)
        reason = tell("place_reason.near", name=partial(local_name, place), radius=f"{radius_km:g}")
        about = replace(
            place,
            id=f"near:{place.id}",
            name=say("near", place=place.name),
            precision=end.precision or 2,
            radius_km=radius_km,
        )
        return replace(spot, status="near", place=about, reasons=(reason, *spot.reasons))
    if end.lon is None and (end.precision is not None or end.radius_km is not None):
        place = replace(
            place,
            precision=end.precision or place.precision,
            radius_km=place.radius_km if end.radius_km is None else end.radius_km,
        )
    if place.kind == "country":
        return replace(spot, status="country", place=place)
    # What is told by others ("25 km NW of Pokrovsk") is an area about its point, however small.
    soft = place.precision in (3, 4, 5) or place.id.startswith(PREFIX)
    return replace(spot, place=place, status="near" if soft else "placed")


def _namesakes(name: str, chosen: Place, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the runners-up: always shown, also when a pin or the theatre leaves one only."""
    found = gazetteer.lookup(name, limit=6)
    known = [candidate.place for candidate in found if not candidate.suggestion]
    # The oblast around a town, also called by the bare name, is no other place that could have been meant.
    behind = overshadowed(known)
    return tuple(place for place in known if place.id != chosen.id and place.id not in behind)[:4]
