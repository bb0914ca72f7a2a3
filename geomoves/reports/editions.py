"""Two editions of a dossier: what is new, what was changed, what was taken back, and what is simply gone.

Ids are permanent: a claim that was wrong is withdrawn, with day and reason, and stays listed. One whose id
vanished is told apart, because nobody can see any more that it was ever said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from geomoves.reports.claims import Claim
from geomoves.reports.dossier import Dossier
from geomoves.reports.sections import SECTIONS
from geomoves.wording import say

if TYPE_CHECKING:
    import pandas

__all__ = ["CHANGE_COLUMNS", "Change", "Changes", "compare_editions"]

What = Literal["new", "changed", "withdrawn", "restored", "retracted", "superseded", "renamed", "gone"]
CHANGE_COLUMNS = ("what", "section", "id", "field", "old", "new", "day", "because", "sentence")
_LONGEST = 120
#: What is compared as a whole; the story is its author's voice, and no claim hangs on it.
_SCALARS = ("title", "description", "as_of", "theatre", "story")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two editions.

    Parameters
    ----------
    what : str
        ``new``, ``changed``, ``withdrawn``, ``restored``, ``retracted``, ``superseded``, ``renamed`` or
        ``gone`` (without a correction).
    section, id, field : str
        Where: a section of the dossier, the id in it, and the field for what was changed.
    old, new : str
        As written; for ``renamed`` the two ids, for ``retracted`` and ``superseded`` what did it.
    day, because : str
        Of a withdrawal.
    sentence : str
        For readers.
    """

    what: What
    section: str
    id: str
    field: str = ""
    old: str = ""
    new: str = ""
    day: str = ""
    because: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Changes(Sequence[Change]):
    """What differs between two editions, and every correction of the newer one."""

    changes: tuple[Change, ...]
    #: All claims that are withdrawn in the newer edition, whenever that was.
    corrections: tuple[Change, ...]

    def __getitem__(self, index: Any) -> Any:
        return self.changes[index]

    def __len__(self) -> int:
        return len(self.changes)

    def of(self, *what: What) -> list[Change]:
        """Return the changes of some kinds, in order."""
        return [change for change in self.changes if change.what in what]

    def to_frame(self) -> pandas.DataFrame:
        """Return one row a change, with the columns of `CHANGE_COLUMNS`."""
        import pandas

        rows = [[getattr(change, name) for name in CHANGE_COLUMNS] for change in self.changes]
        return pandas.DataFrame(rows, columns=list(CHANGE_COLUMNS))

    def __str__(self) -> str:
        lines = [change.sentence for change in self.changes] or [say("edition.same")]
        if self.corrections:
            lines += ["", say("edition.corrections"), *(each.sentence for each in self.corrections)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from geomoves.reports.display import changes_html

        return changes_html(self)


def compare_editions(old: Dossier, new: Dossier) -> Changes:
    """Compare two editions of a dossier by their ids; the order of a file and its layout do not matter.

    Parameters
    ----------
    old, new : Dossier
        The earlier and the later edition.

    Returns
    -------
    Changes
        Claims first, then what they rest on.

    Examples
    --------
    >>> old = Dossier(title="A dossier", speakers={"nis": "The service"})
    >>> new = Dossier(title="A dossier", speakers={"nis": "The service", "isw": "An institute"})
    >>> print(compare_editions(old, new))
    New under speakers: isw (An institute).
    """
    found = [
        *_claims(old, new),
        *_taken_back(old, new),
        *(
            change
            for section in SECTIONS
            if section != "claims"
            for change in _records(section, getattr(old, section), getattr(new, section))
        ),
        *_links(old, new),
        *_scalars(old, new),
    ]
    corrections = [_withdrawn(claim) for claim in new.claims.values() if claim.withdrawn is not None]
    return Changes(tuple(found), tuple(corrections))


def _claims(old: Dossier, new: Dossier) -> Iterator[Change]:
    before, after = old.claims, new.claims
    renamed = _renamed(before, after)
    for key, claim in after.items():
        if key in before:
            yield from _changed_claim(before[key], claim)
        elif key in renamed:
            sentence = say("edition.renamed", old=renamed[key], new=key)
            yield Change("renamed", "claims", key, old=renamed[key], new=key, sentence=sentence)
        elif claim.withdrawn is not None:
            yield _withdrawn(claim)
        else:
            yield _new("claims", key, _label(claim))
    for key in before:
        if key not in after and key not in renamed.values():
            sentence = say("edition.gone_claim", id=key, label=_label(before[key]))
            yield Change("gone", "claims", key, old=_label(before[key]), sentence=sentence)


def _renamed(before: Mapping[str, Claim], after: Mapping[str, Claim]) -> dict[str, str]:
    """Return new ids of claims that stand word for word under another id, with the old ids."""
    gone: dict[str, list[str]] = {}
    for key, claim in before.items():
        if key not in after:
            gone.setdefault(_text(claim.to_plain()), []).append(key)
    found: dict[str, str] = {}
    for key, claim in after.items():
        if gone and key not in before and (same := gone.get(_text(claim.to_plain()))):
            found[key] = same.pop(0)
    return found


def _changed_claim(before: Claim, after: Claim) -> Iterator[Change]:
    if before is after or before == after:
        return
    if before.withdrawn is None and after.withdrawn is not None:
        yield _withdrawn(after)
    elif before.withdrawn is not None and after.withdrawn is None:
        sentence = say("edition.restored", id=after.id, label=_label(after))
        yield Change("restored", "claims", after.id, old=before.withdrawn.because, sentence=sentence)
    skipped = "withdrawn" if (before.withdrawn is None) != (after.withdrawn is None) else ""
    for change in _fields("claims", after.id, before.to_plain(), after.to_plain()):
        if change.field != skipped:
            yield change


def _withdrawn(claim: Claim) -> Change:
    assert claim.withdrawn is not None
    day, because = claim.withdrawn.on.label, claim.withdrawn.because
    sentence = say("edition.withdrawn", id=claim.id, label=_label(claim), day=day, because=because)
    return Change("withdrawn", "claims", claim.id, day=day, because=because, sentence=sentence)


def _taken_back(old: Dossier, new: Dossier) -> Iterator[Change]:
    """Yield claims that newer reports supersede, and those that their speakers took back."""
    known = {(link.a, link.b) for link in old.links if link.kind == "supersedes"}
    for link in new.links:
        if link.kind == "supersedes" and (link.a, link.b) not in known:
            sentence = say("edition.superseded", old=link.b, new=link.a)
            yield Change("superseded", "claims", link.b, new=link.a, sentence=sentence)
    for key, response in new.claims.items():
        if response.stance != "retracts":
            continue
        earlier = old.claims[key].about if key in old.claims and old.claims[key].stance == "retracts" else ()
        for about in response.about:
            if about not in earlier:
                speaker = new.speakers[response.said_by].name if response.said_by in new.speakers else ""
                sentence = say("edition.retracted", about=about, speaker=speaker, response=key)
                yield Change("retracted", "claims", about, new=key, sentence=sentence)


def _records(section: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for key, record in after.items():
        if key not in before:
            yield _new(section, key, getattr(record, "name", "") or getattr(record, "text", "") or "")
        elif before[key] != record:
            yield from _fields(section, key, _as_fields(before[key]), _as_fields(record))
    for key in before:
        if key not in after:
            yield Change("gone", section, key, sentence=say("edition.gone", section=section, id=key))


def _as_fields(record: Any) -> dict[str, Any]:
    plain = record.to_plain()
    return plain if isinstance(plain, dict) else {type(record).short_form_field or "text": plain}


def _fields(section: str, key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old != new:
            told = {"old": _shown(old), "new": _shown(new)}
            sentence = say("edition.changed", section=section, id=key, field=name, **told)
            yield Change("changed", section, key, name, _text(old), _text(new), sentence=sentence)


def _links(old: Dossier, new: Dossier) -> Iterator[Change]:
    before = {(link.a, link.kind, link.b): link.because for link in old.links}
    after = {(link.a, link.kind, link.b): link.because for link in new.links}
    for link, because in after.items():
        name = " ".join(link)
        if link not in before:
            yield _new("links", name, because or "")
        elif before[link] != because:
            yield from _fields("links", name, {"because": before[link]}, {"because": because})
    for link in before:
        if link not in after:
            name = " ".join(link)
            yield Change("gone", "links", name, sentence=say("edition.gone", section="links", id=name))


def _scalars(old: Dossier, new: Dossier) -> Iterator[Change]:
    before, after = old.to_plain(), new.to_plain()
    names = [*_SCALARS, *sorted({name for name in (*before, *after) if str(name).startswith("x-")})]
    for name in names:
        if before.get(name) != after.get(name):
            told = {"old": _shown(before.get(name)), "new": _shown(after.get(name))}
            sentence = say("edition.changed_top", field=name, **told)
            old_text, new_text = _text(before.get(name)), _text(after.get(name))
            yield Change("changed", "dossier", "", name, old_text, new_text, sentence=sentence)


def _new(section: str, key: str, label: str) -> Change:
    sentence = say("edition.new", section=section, id=key, label=f" ({label})" if label else "")
    return Change("new", section, key, new=label, sentence=sentence)


def _label(claim: Claim) -> str:
    """Name a claim in a few words: what kind, how many, where."""
    parts: list[str] = [claim.stance or claim.kind]
    if claim.strength is not None:
        parts.append(claim.strength.label)
    parts += [f"{field} {end.label}" for field, end in claim.places]
    return " ".join(part for part in parts if part)


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _shown(value: object) -> str:
    text = _text(value)
    if not text:
        return say("edition.nothing")
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”"
