"""One statement, and how two statements relate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from geomoves.reports.ends import End, Ends, Roles
from geomoves.reports.findings import Breach
from geomoves.reports.record import Fixed, Key, Keys, Record, Text, as_number
from geomoves.reports.strength import Strength
from geomoves.reports.vocabulary import (
    PLACE_ROLES_OF_ARRIVAL,
    Attribution,
    Kind,
    LinkKind,
    Mode,
    Phase,
    Stance,
)
from geomoves.reports.when import When

__all__ = ["Claim", "Link", "Withdrawn"]

_ENDS = ("from_", "via", "to", "at", "at_one_of")
_ENDS_OF: dict[str, tuple[str, ...]] = {
    "movement": ("from_", "via", "to"),
    "presence": ("at", "at_one_of"),
    "activity": ("at", "at_one_of"),
    "loss": ("at", "at_one_of"),
    "condition": _ENDS,
    "total": _ENDS,
    "response": (),
}


def _as_independence(value: object) -> object:
    return {"*": value} if isinstance(value, str) else value


#: Claim id → why this voice is independent of that one; ``*`` for all that answer the same question.
Independence = Annotated[
    dict[str, Text],
    BeforeValidator(_as_independence),
    AfterValidator(Fixed),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}
    ),
]


#: A whole number that orders what days do not.
Sequence = Annotated[
    int,
    BeforeValidator(as_number),
    Field(ge=0, le=1_000_000_000),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": r"^\s*\d+\s*$"}),
]


class Withdrawn(Record):
    """Why the dossier's author took a claim back: an error of the dossier, not of its speaker.

    A withdrawn claim stays in the file and is listed as a correction; nothing is drawn or counted from it.
    What a speaker takes back is a response with the stance ``retracts``.
    """

    on: When = Field(description="The day on which it was taken back.")
    because: Text = Field(description="What was wrong, as a reader should see it.")

    def breaches(self) -> list[Breach]:
        """List a withdrawal without a day."""
        if not self.on.dated:
            return [Breach("this is no day", "write the day of the correction, such as 2024-10-18", ("on",))]
        return []


class Claim(Record):
    """One statement: who said what, in which document.

    In Python the fields `in` and `from` are written `in_` and `from_`.

    Examples
    --------
    >>> claim = Claim(
    ...     id="crossing",
    ...     kind="movement",
    ...     said_by="nis",
    ...     in_="page",
    ...     force="first-1500",
    ...     strength=1500,
    ...     to="Vladivostok",
    ...     when="2024-10-08/2024-10-13",
    ... )
    >>> claim.to[0].name, claim.from_, claim.strength.best
    ('Vladivostok', (), 1500.0)
    """

    hints: ClassVar[dict[str, str]] = {
        "said_by": "write one claim for each voice; voices in between stand under `through`",
        "in": "write one claim for each document",
        "force": "write one claim for each force",
        "carried_by": "write one claim for each carrier, or name a force that is all of them",
        "strength": "write 1500, up to 12,000, or {best: …, words: …}",
        "when": "write 2024-10-18, 2024-10-08/2024-10-13, or {from: …, to: …}",
        "said": "write 2024-10-18, 2024-10-08/2024-10-13, or {from: …, to: …}",
        "withdrawn": "write {on: 2024-10-18, because: what was wrong}",
    }
    stand_ins: ClassVar[dict[str, str]] = {"id": "x", "in": "x", "said_by": "x"}

    id: Key = Field(description="Its permanent id; in a file it is the key.")
    kind: Kind = Field(
        description="movement; presence; activity (did something that moves no troops); condition (equipped, "
        "in training); loss; total (how many in all); response (about other claims)."
    )
    said_by: Key = Field(description="The voice nearest to the event, a key under `speakers`.")
    in_: Key = Field(alias="in", description="The document that holds it, a key under `documents`.")
    through: Keys = Field(default=(), description="Voices between it and the document, in order.")
    said: When | None = Field(default=None, description="When it was said.")
    attribution: Attribution | None = Field(
        default=None,
        description="stated; carried over (the sentence names nobody but follows one that does); disowned "
        "(named as origin and said not to stand by it); none.",
    )
    force: Key | None = Field(
        default=None, description="The body of troops it speaks of, a key under `forces`."
    )
    strength: Strength | None = Field(default=None, description="How many, as stated.")
    from_: Ends = Field(default=(), alias="from", description="Where it set out, if the text says so.")
    via: Ends = Field(default=(), description="Where it passed, in order.")
    to: Ends = Field(default=(), description="Where it ended, or is to end.")
    at: Ends = Field(default=(), description="Where; a list means all of them, shares unknown.")
    at_one_of: Ends = Field(default=(), description="Where; one of these.")
    mode: Mode | None = Field(default=None, description="How it moved.")
    carried_by: Key | None = Field(
        default=None, description="The force that carried it, a key under `forces`."
    )
    when: When | None = Field(default=None, description="When it happened, or is to happen.")
    phase: Phase | None = Field(
        default=None, description="happened; under way; expected (a forecast); intended (somebody's plan)."
    )
    condition: Text | None = Field(
        default=None, description="Of a condition: equipped, disguised, in training …."
    )
    cause: Text | None = Field(default=None, description="Of a loss: what caused it.")
    role: Roles = Field(
        default=Fixed(),
        description="Roles of its places, with the basis of each: said: the words, or by the author: why.",
    )
    hedge: Text | None = Field(
        default=None, description="The speaker's own softener: indications of, suggesting."
    )
    words: Text | None = Field(default=None, description="The words of the source, few.")
    evidence: Keys = Field(default=(), description="What it rests on, keys under `evidence`.")
    answers: Key | None = Field(default=None, description="The named question that its figure answers.")
    bears_on: Keys = Field(default=(), description="Named questions that it has to do with.")
    independent_because: Independence = Field(
        default=Fixed(),
        description="Why its voice is independent of the others: one reason, or one for each claim.",
    )
    about: Keys = Field(default=(), description="Of a response: the claims or questions it is about.")
    stance: Stance | None = Field(default=None, description="Of a response; only `denies` is a denial.")
    grade: Text | None = Field(default=None, description="Admiralty grade, such as B2; kept private.")
    note: Text | None = Field(default=None, description="What else a reader has to know.")
    sequence: Sequence | None = Field(
        default=None,
        description="Its place among the claims of its force, where days do not tell or are not stated: "
        "1 before 2.",
    )
    withdrawn: Withdrawn | None = Field(
        default=None, description="Taken back by the dossier's author: {on: a day, because: what was wrong}."
    )

    def settle(self) -> None:
        """Count "the past week" from when it was said."""
        if self.when is not None and self.when.relative and self.said is not None and self.said.dated:
            # Nobody has seen this claim yet; from here on it is frozen.
            self.__dict__["when"] = self.when.counted_from(self.said)

    def breaches(self) -> list[Breach]:
        """List what this kind of claim may not hold, or lacks."""
        found = list(self._breaches_of_times())
        found += self._breaches_of_response() if self.kind == "response" else self._breaches_of_statement()
        allowed = _ENDS_OF[self.kind]
        names = [name.rstrip("_") for name in allowed]
        takes = f"it takes {', '.join(f'`{name}`' for name in names)}" if names else "leave it out"
        for name in _ENDS:
            if name not in allowed and getattr(self, name):
                field = name.rstrip("_")
                found.append(Breach(f"a {self.kind} has no `{field}`", takes, (field, "kind")))
        if self.kind == "movement" and not (self.from_ or self.via or self.to):
            remedy = "give the ends that the text states, in words if need be: to: {words: …, where: unknown}"
            found.append(
                Breach("a movement needs `from`, `via` or `to`", remedy, ("to", "from", "via", "kind"))
            )
        if self.at and self.at_one_of:
            remedy = "use `at` for all of them, `at_one_of` for one of them"
            found.append(Breach("`at` stands beside `at_one_of`", remedy, ("at_one_of", "at")))
        if len(self.from_) > 1 and len(self.to) > 1:
            message = "several `from` and several `to` leave open who went where"
            found.append(Breach(message, "write one claim each", ("from", "to")))
        if "origin" in self.role and not (self.from_ or self.at or self.at_one_of):
            remedy = "put the role on the end it belongs to"
            found.append(Breach("`role: origin` needs a `from`", remedy, ("role", "from", "at", "at_one_of")))
        if self.kind == "movement" and not self.to and PLACE_ROLES_OF_ARRIVAL & set(self.role):
            role = min(PLACE_ROLES_OF_ARRIVAL & set(self.role))
            remedy = "put the role on the end it belongs to"
            found.append(Breach(f"`role: {role}` needs a `to`", remedy, ("role", "to")))
        return found

    def _breaches_of_times(self) -> Iterator[Breach]:
        if self.said is not None and self.said.relative:
            remedy = "give the day on which it was said, and the words as `words`"
            yield Breach("`said` counts from itself", remedy, ("said",), self.said.label)
        elif self.when is not None and self.when.relative and not (self.said and self.said.dated):
            remedy = "add `said` with the day, or write the days out"
            yield Breach(
                "`when` counts from when it was said, and `said` gives no day",
                remedy,
                ("when", "said"),
                self.when.label,
            )

    def _breaches_of_response(self) -> list[Breach]:
        found = []
        if not self.about:
            remedy = "name the claims or questions that it answers: about: [id]"
            found.append(Breach("a response needs `about`", remedy, ("about", "kind")))
        if self.stance is None:
            remedy = "write one of confirms, denies, cannot confirm, not confirmed, declines, retracts"
            found.append(Breach("a response needs `stance`", remedy, ("stance", "kind")))
        if self.strength is not None:
            remedy = "write the figure as a claim of its own"
            found.append(Breach("a response has no number of its own", remedy, ("strength", "kind")))
        if self.when is not None:
            remedy = "write when it was said as `said`"
            found.append(Breach("a response has no event time of its own", remedy, ("when", "kind")))
        if self.id in self.about:
            remedy = "name what it answers"
            found.append(Breach("a response cannot be about itself", remedy, ("about", "id"), self.id))
        return found

    def _breaches_of_statement(self) -> list[Breach]:
        found = []
        if self.force is None:
            remedy = "name the body of troops it speaks of, a key under `forces`"
            found.append(Breach(f"a {self.kind} needs `force`", remedy, ("force", "kind")))
        found += [
            Breach(
                f"`{name}` belongs to a response",
                f"set `kind: response`, or leave out `{name}`",
                (name, "kind"),
            )
            for name in ("about", "stance")
            if getattr(self, name)
        ]
        if self.kind == "total" and self.strength is None:
            found.append(Breach("a total needs `strength`", "write how many in all", ("strength", "kind")))
        return found

    @property
    def places(self) -> tuple[tuple[str, End], ...]:
        """Every end with its field, in the order of travel."""
        return tuple((name.rstrip("_"), end) for name in _ENDS for end in getattr(self, name))

    @property
    def supports(self) -> bool:
        """Whether it counts as support by its speaker: carried over and disowned never do."""
        return self.attribution in (None, "stated")

    def to_plain(self) -> dict[str, Any]:
        """Return the claim in the words of the file, without its id, which is its key there."""
        plain: dict[str, Any] = super().to_plain()
        plain.pop("id", None)
        for name in ("from", "via", "to", "at", "at_one_of", "through", "about", "evidence", "bears_on"):
            if isinstance(plain.get(name), list) and len(plain[name]) == 1:
                plain[name] = plain[name][0]
        if self.role:
            plain["role"] = {role: note.text for role, note in self.role.items()}
        if set(self.independent_because) == {"*"}:
            plain["independent_because"] = self.independent_because["*"]
        return plain

    @classmethod
    def complete_schema(cls, schema: dict[str, Any]) -> None:
        """Say in the JSON Schema which fields each kind needs and refuses."""
        # In a mapping of claims the key is the id.
        schema["required"].remove("id")
        rules: list[dict[str, Any]] = []
        for kind, allowed in _ENDS_OF.items():
            refused = [name for name in _ENDS if name not in allowed]
            refused += ["strength", "when"] if kind == "response" else ["about", "stance"]
            then: dict[str, Any] = {
                "required": ["about", "stance"] if kind == "response" else ["force"],
                "properties": {name.rstrip("_"): {"type": "null"} for name in refused},
            }
            if kind == "total":
                then["required"].append("strength")
            if kind == "movement":
                then["anyOf"] = [{"required": [name.rstrip("_")]} for name in allowed]
            rules.append(
                {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": then}
            )
        schema["allOf"] = rules
        schema["not"] = {"required": ["at", "at_one_of"]}


class Link(Record):
    """How two claims relate: ``tension`` means that they sit badly together and both can be true."""

    a: Key = Field(description="A claim.")
    b: Key = Field(description="Another claim.")
    kind: LinkKind = Field(
        description="How `a` stands to `b`: repeats, refines, supersedes, contradicts, or tension (they sit "
        "badly together and both can be true)."
    )
    because: Text | None = Field(default=None, description="Why, as a reader should see it.")

    def breaches(self) -> list[Breach]:
        """List a link of a claim with itself."""
        if self.a == self.b:
            return [Breach("a claim is linked to itself", "name two claims", ("b", "a"), self.b)]
        return []
