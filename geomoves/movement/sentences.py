"""Every claim in one sentence that names its speaker and keeps the hedge.

geomoves never speaks in its own voice: what a sentence says, its speaker said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from geomoves.places import country_name
from geomoves.reports import Claim, Dossier, End, When
from geomoves.wording import say

if TYPE_CHECKING:
    from geomoves.movement.spots import Spot

__all__ = [
    "Sentences",
    "body_of",
    "ends_of",
    "listed",
    "number_word",
    "place_words",
    "response_sentence",
    "said_label",
    "sentence_of",
    "speaker_name",
    "time_label",
    "when_label",
]


_LARGEST_IN_WORDS = 12


def speaker_name(dossier: Dossier, speaker: str) -> str:
    """Return the name of a speaker, marked when it is a party to what it speaks of."""
    found = dossier.speakers[speaker]
    return say("voice.party", speaker=found.name) if found.party else found.name


def force_name(dossier: Dossier, force: str | None) -> str:
    """Return the name of a force, empty when none is stated."""
    return dossier.forces[force].name if force is not None else ""


def said_label(claim: Claim) -> str:
    """Return when it was said, with the words of the source where they say more than the day."""
    return time_label(claim.said)


def time_label(when: When | None) -> str:
    """Return a time with the words of the source where they say more than its days."""
    if when is None:
        return ""
    label, words = when.label, when.words
    return label + say("in_brackets", words=words) if words and words != label else label


def when_label(dossier: Dossier, when: When | None) -> str:
    """Return when it happened, for readers; empty when the text gives no time at all."""
    if when is None:
        return ""
    parts = []
    if when.dated:
        ranged = when.earliest != when.latest
        key = when.how if when.how in ("within", "throughout") and ranged else "when"
        parts.append(say(key, when=when.label))
    if when.words and not when.dated and not when.after:
        parts.append(say("after_words", words=say("quote", text=when.words)))
    if when.after is not None:
        parts.append(say("after", claim=_short(dossier, dossier.claims[when.after])))
    return "".join(parts).removeprefix("; ")


def listed(names: Sequence[str], joiner: str = "and") -> str:
    """Join names for readers."""
    names = list(dict.fromkeys(names))
    if len(names) < 2:
        return "".join(names)
    return say(joiner, first=", ".join(names[:-1]), last=names[-1])


def number_word(number: int) -> str:
    """Return a small count in words, a larger one in digits.

    Examples
    --------
    >>> number_word(3), number_word(40)
    ('three', '40')
    """
    return say(f"count.{number}") if 1 <= number <= _LARGEST_IN_WORDS else str(number)


def ends_of(spots: Sequence[Spot]) -> str:
    """Return the ends of a claim in words, in the order of travel."""
    text = ""
    for field in ("from", "via", "to", "at", "at_one_of"):
        here = [spot for spot in spots if spot.field == field]
        if here:
            names = [place_words(spot) for spot in here]
            text += _end_phrase(field, names)
    return text


def _end_phrase(field: str, names: Sequence[str]) -> str:
    names = listed(names, "or" if field == "at_one_of" else "and")
    # "at near Donetsk" is no English: such an end brings its own preposition.
    near = say("near_start")
    if near and names.startswith((near, say("quote", text=near)[:-1])):
        return f" {names}"
    return say(f"end.{field}", places=names)


def place_words(spot: Spot) -> str:
    """Return an end as a sentence names it: a place by its name, what is only words in quotes."""
    return spot.label if spot.place is not None else _end_words(spot.end)


def _end_words(end: End) -> str:
    """Name an end as the dossier states it; what is only words stands in quotes."""
    if end.is_country and end.country is not None:
        return country_name(end.country)
    if end.placeable:
        return end.label
    if end.within is not None:
        return say("end.unnamed", words=end.label, country=country_name(end.within)).strip()
    return say("quote", text=end.label)


def body_of(
    dossier: Dossier,
    claim: Claim,
    spots: Sequence[Spot],
    *,
    with_figure: bool = True,
) -> str:
    """Return what a claim states, without who says so."""
    text = say(
        f"{claim.kind}.{claim.phase or ''}",
        force=force_name(dossier, claim.force),
        ends=ends_of(spots),
        condition=claim.condition or "",
    )
    if claim.mode is not None:
        text = say("with_mode", body=text, mode=say(f"mode.{claim.mode}"))
    if claim.carried_by is not None:
        text += say("carried_by", force=force_name(dossier, claim.carried_by))
    if claim.cause is not None:
        text += say("cause", cause=claim.cause)
    if claim.kind == "activity" and claim.words:
        text += say("quoted", words=claim.words)
    if label := when_label(dossier, claim.when):
        text += f"; {label}"
    if with_figure:
        text += _figure(dossier, claim)
    return text


def _figure(dossier: Dossier, claim: Claim) -> str:
    text = ""
    strength = claim.strength
    if strength is not None and strength.stated:
        text += say("strength", strength=strength.label)
        if strength.words and strength.words not in strength.label:
            text += say("in_brackets", words=strength.words)
    elif claim.kind in ("movement", "presence", "loss"):
        text += say("part_of_none")
    if strength is not None:
        for name, others in (("includes", strength.includes), ("on_top_of", strength.on_top_of)):
            if others:
                told = listed([say("quote", text=_short(dossier, dossier.claims[key])) for key in others])
                text += say(name, claims=told)
    if claim.kind == "movement" and not claim.from_:
        text += say("origin_not_stated")
    return text


def _short(dossier: Dossier, claim: Claim) -> str:
    """Name a claim in a few words, inside another's sentence."""
    force = force_name(dossier, claim.force)
    if claim.condition:
        return claim.condition
    ends = ends_in_words(claim)
    return f"{force}{ends}" if force else claim.id


def ends_in_words(claim: Claim) -> str:
    """Return the ends of a claim as the dossier states them, unplaced."""
    text = ""
    for field in ("from", "via", "to", "at", "at_one_of"):
        names = [_end_words(end) for name, end in claim.places if name == field]
        if names:
            text += _end_phrase(field, names)
    return text


def sentence_of(dossier: Dossier, claim: Claim, spots: Sequence[Spot]) -> str:
    """Return a claim as one sentence that names its speaker.

    Parameters
    ----------
    dossier : Dossier
        For the names behind the ids.
    claim : Claim
        Any claim; a response is put as what its speaker did.
    spots : sequence of Spot
        Its ends.

    Returns
    -------
    str
        Plain text with a full stop.
    """
    if claim.kind == "response":
        return response_sentence(dossier, claim) + "."
    body = body_of(dossier, claim, spots)
    for spot in spots:
        held = spot.end.held_by
        if held is not None:
            words = say("in_brackets", words=held.words) if held.words else ""
            body += say(
                "held_by",
                holder=country_name(held.by),
                speaker=speaker_name(dossier, held.said_by),
                words=words,
            )
    if claim.hedge:
        body += say("hedge", hedge=claim.hedge)
    said = said_label(claim)
    voices = listed([speaker_name(dossier, key) for key in claim.through])
    text = say(
        f"voice.{claim.attribution or 'stated'}",
        speaker=speaker_name(dossier, claim.said_by),
        through=say("voice.through", voices=voices) if voices else "",
        said=say("voice.said", said=said) if said else "",
        body=body,
    )
    return text + "."


class Sentences(Mapping[str, str]):
    """The sentence of each claim, put together when it is first read: most of 100,000 never are."""

    def __init__(
        self, dossier: Dossier, claims: Mapping[str, Claim], spots: Mapping[str, Sequence[Spot]]
    ) -> None:
        self._dossier = dossier
        self._claims = claims
        self._spots = spots
        self._kept: dict[str, str] = {}

    def with_spots(self, spots: Mapping[str, Sequence[Spot]]) -> Sentences:
        """Return the sentences of the same claims with other ends."""
        return Sentences(self._dossier, self._claims, spots)

    def __getitem__(self, key: str) -> str:
        if key not in self._kept:
            self._kept[key] = sentence_of(self._dossier, self._claims[key], self._spots.get(key, ()))
        return self._kept[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)


def response_sentence(dossier: Dossier, claim: Claim) -> str:
    """Return a response as what its speaker did, with when and about what; without a full stop."""
    about = listed([_about(dossier, key) for key in claim.about])
    said = said_label(claim)
    text = say(f"response.{claim.stance}", speaker=speaker_name(dossier, claim.said_by), about=about)
    if claim.words:
        text = say("response.words", sentence=text, words=claim.words)
    return say("response.said", sentence=text, said=said) if said else text


def _about(dossier: Dossier, key: str) -> str:
    if key in dossier.questions:
        return say("quote", text=dossier.questions[key].text)
    other = dossier.claims[key]
    what = _short(dossier, other)
    if other.strength is not None and other.strength.stated:
        what = f"{what}, {other.strength.words or other.strength.label}"
    return say("about_claim", what=what, speaker=dossier.speakers[other.said_by].name)
