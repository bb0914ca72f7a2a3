"""The dossier: what was said, and by whom. The model is computed from it."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping
from typing import Any

from geomoves.errors import ArgumentError, DossierError, Problem, UnknownNameError, shorten
from geomoves.reports.cast import Document, Evidence, Force, Question, Speaker
from geomoves.reports.checking import check_dossier
from geomoves.reports.claims import Claim, Link
from geomoves.reports.ends import End
from geomoves.reports.findings import Finding
from geomoves.reports.sections import (
    FORMAT_VERSION,
    SECTIONS,
    Parts,
    read_claims,
    read_extensions,
    read_links,
    read_parts,
    read_section,
    read_story,
    read_top,
)
from geomoves.reports.story import Step
from geomoves.reports.theatre import Theatre
from geomoves.reports.when import When

__all__ = ["FORMAT_VERSION", "SECTIONS", "Dossier", "Theatre", "read_plain"]


class Dossier:
    """What was said, by whom, in which document.

    Parameters
    ----------
    title : str
        What it is about.
    as_of : str, When or None
        The day up to which it was kept.
    theatre : sequence of str, Theatre or None
        Countries that a bare name may lie in, or ``{"bbox": [west, south, east, north]}``.
    documents, speakers, evidence, forces, places, questions : mapping of str to record or dict
        By their ids.
    claims : iterable of Claim, or mapping of str to Claim or dict
        In the order in which they are listed.
    links : iterable of Link or dict
        How claims relate.
    story : iterable of Step or dict
        In which steps the map walks its reader, if any.

    Raises
    ------
    DossierError
        Some of it breaks the rules of the format; every problem is listed. References between
        records are checked when the dossier is built into a model or saved, so that it can be
        put together in any order (see `check`).

    Examples
    --------
    >>> dossier = Dossier(title="Two claims")
    >>> _ = dossier.add(
    ...     documents={"page": {"citation": "A newspaper, page 3"}},
    ...     speakers={"nis": "National Intelligence Service"},
    ...     forces={"dprk": "Soldiers"},
    ... )
    >>> _ = dossier.add(
    ...     Claim(
    ...         id="there",
    ...         kind="presence",
    ...         said_by="nis",
    ...         in_="page",
    ...         force="dprk",
    ...         at="Ussuriysk",
    ...         when="2024-10-18",
    ...     )
    ... )
    >>> dossier.check()
    >>> len(dossier.claims)
    1
    """

    def __init__(
        self,
        *,
        title: str = "",
        as_of: str | When | None = None,
        theatre: Iterable[str] | Mapping[str, Any] | Theatre | None = None,
        description: str = "",
        documents: Mapping[str, Any] | None = None,
        speakers: Mapping[str, Any] | None = None,
        evidence: Mapping[str, Any] | None = None,
        forces: Mapping[str, Any] | None = None,
        places: Mapping[str, Any] | None = None,
        questions: Mapping[str, Any] | None = None,
        claims: Iterable[Claim] | Mapping[str, Any] | None = None,
        links: Iterable[Any] | None = None,
        story: Iterable[Any] | None = None,
        extensions: Mapping[str, Any] | None = None,
    ) -> None:
        given: dict[str, Any] = {
            "title": title,
            "description": description,
            "as_of": as_of,
            "theatre": theatre,
            "documents": documents,
            "speakers": speakers,
            "evidence": evidence,
            "forces": forces,
            "places": places,
            "questions": questions,
            "claims": claims,
            "links": links,
            "story": story,
        }
        parts = read_parts(given)
        parts.extensions = read_extensions(extensions, parts.findings)
        _refuse(parts.findings)
        self._take(parts)

    def _take(self, parts: Parts) -> None:
        self.title: str = parts.title
        self.description: str = parts.description
        self.as_of: When | None = parts.as_of
        self.theatre: Theatre = parts.theatre
        self.documents: dict[str, Document] = parts.records["documents"]
        self.speakers: dict[str, Speaker] = parts.records["speakers"]
        self.evidence: dict[str, Evidence] = parts.records["evidence"]
        self.forces: dict[str, Force] = parts.records["forces"]
        self.places: dict[str, End] = parts.records["places"]
        self.questions: dict[str, Question] = parts.records["questions"]
        self.claims: dict[str, Claim] = parts.records["claims"]
        self.links: list[Link] = parts.links
        self.story: list[Step] = parts.story
        self.extensions: dict[str, Any] = parts.extensions
        #: The file that it was read from, empty when built in Python.
        self.source: str = ""

    @classmethod
    def from_plain(cls, plain: object) -> Dossier:
        """Build a dossier from plain data in the words of the file (see `to_plain`).

        Raises
        ------
        DossierError
            With every problem, references included.

        Examples
        --------
        >>> Dossier.from_plain({"geomoves": 1, "claims": {}})
        Traceback (most recent call last):
        geomoves.errors.DossierError: claims: the dossier holds no claims
            → add what was said; `geomoves new` writes an example
        """
        dossier, findings = read_plain(plain)
        _refuse(findings)
        return dossier

    @classmethod
    def from_frame(cls, claims: Any, **sections: Any) -> Dossier:
        """Build a dossier from a DataFrame in the table form: one statement a row.

        Parameters
        ----------
        claims : pandas.DataFrame
            With the columns of the table form, such as ``id, kind, said_by, in, force, how_many, to, when``.
            Missing values are not stated. The index is passed over.
        **sections : pandas.DataFrame
            ``documents``, ``speakers``, ``evidence``, ``forces``, ``places``, ``questions``, ``links``,
            ``story``, and ``dossier`` with the columns field and value. Speakers, documents and forces
            that the claims name are taken from there when their section is left out.

        Raises
        ------
        DossierError
            With every problem, each with its row and column.
        ArgumentError
            One of them is no DataFrame, or there is no such section.

        Examples
        --------
        >>> import pandas as pd
        >>> rows = [("landing", "movement", "NIS", "A page", "Soldiers", 1500, "Vladivostok", "2024-10-08")]
        >>> columns = ["id", "kind", "said_by", "in", "force", "how_many", "to", "when"]
        >>> dossier = Dossier.from_frame(pd.DataFrame(rows, columns=columns))
        >>> dossier.claims["landing"].strength.best, dossier.speakers["NIS"].name
        (1500.0, 'NIS')
        """
        from geomoves.reports.frames import sheets_of_frames
        from geomoves.reports.tablecolumns import SHEETS
        from geomoves.reports.tableform import read_sheets

        for name in sections:
            if name not in SHEETS:
                raise ArgumentError(name, "there is no such section", f"use one of {', '.join(SHEETS)}")
        problems: list[Problem] = []
        given = {name: frame for name, frame in sections.items() if frame is not None}
        form = read_sheets(sheets_of_frames({"claims": claims, **given}, problems))
        dossier, findings = read_plain(form.plain)
        problems += [*form.problems, *(form.problem_of(finding) for finding in findings)]
        if problems:
            raise DossierError(problems)
        return dossier

    def add(
        self,
        *claims: Claim,
        links: Iterable[Any] = (),
        story: Iterable[Any] = (),
        **sections: Mapping[str, Any] | Iterable[Claim],
    ) -> Dossier:
        """Add claims, links, and records by section; an id that is there already is an error.

        Parameters
        ----------
        *claims : Claim
            Claims, which carry their ids.
        links : iterable of Link or dict
            How claims relate.
        story : iterable of Step or dict
            Further steps of the story.
        **sections : mapping of str to record or dict
            ``documents``, ``speakers``, ``evidence``, ``forces``, ``places``, ``questions`` or
            ``claims``, each by its ids.

        Returns
        -------
        Dossier
            The same dossier, so that calls can be chained.

        Raises
        ------
        DossierError
            A record breaks the rules or its id is taken; nothing was added.
        """
        findings: list[Finding] = []
        found: dict[str, dict[str, Any]] = {"claims": {}}
        for name, records in sections.items():
            if name == "claims":
                found["claims"] = read_claims(records, findings, {})
            elif name in SECTIONS:
                found[name] = dict(read_section(name, SECTIONS[name], records, findings, {}))
            else:
                findings.append(
                    Finding((name,), "there is no such section", f"use one of {', '.join(SECTIONS)}")
                )
        for key, claim in read_claims(claims, findings, {}).items():
            if key in found["claims"]:
                findings.append(_taken("claims", key))
            found["claims"][key] = claim
        findings += [
            _taken(name, key)
            for name, records in found.items()
            for key in records
            if key in getattr(self, name)
        ]
        new_links = read_links(links, findings)
        new_steps = read_story(story, findings, {})
        _refuse(findings)
        for name, records in found.items():
            getattr(self, name).update(records)
        self.links += new_links
        self.story += new_steps
        return self

    def check(self) -> None:
        """Check that every reference leads somewhere and none runs in a circle.

        Raises
        ------
        DossierError
            With every problem.
        """
        _refuse(check_dossier(self))

    def claim(self, claim_id: str) -> Claim:
        """Return one claim.

        Raises
        ------
        UnknownNameError
            There is no claim of that id.
        """
        if claim_id not in self.claims:
            close = difflib.get_close_matches(claim_id, list(self.claims), n=3)
            raise UnknownNameError(claim_id, "the dossier's claims", close)
        return self.claims[claim_id]

    def to_plain(self) -> dict[str, Any]:
        """Return the dossier as plain data in the words of the file; what is not stated is left out."""
        plain: dict[str, Any] = {"geomoves": FORMAT_VERSION}
        if self.title:
            plain["title"] = self.title
        if self.description:
            plain["description"] = self.description
        if self.as_of:
            plain["as_of"] = self.as_of.to_plain()
        if self.theatre != Theatre():
            plain["theatre"] = self.theatre.to_plain()
        for name in SECTIONS:
            records = getattr(self, name)
            if records:
                plain[name] = {key: record.to_plain() for key, record in records.items()}
        if self.links:
            plain["links"] = [link.to_plain() for link in self.links]
        if self.story:
            plain["story"] = [step.to_plain() for step in self.story]
        return plain | self.extensions

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the dossier as YAML, JSON, CSV or Excel, by the ending of `path`.

        A file is written whole or not at all; beside a .csv file of claims go ``NAME.speakers.csv`` and the
        like. Comments of a file that was read are not kept.

        Raises
        ------
        DossierError
            A reference leads nowhere.
        FileAccessError
            The file cannot be written, or its ending is none of .yaml, .yml, .json, .csv, .xlsx.
        """
        from geomoves.reports.writing import write_dossier

        self.check()
        write_dossier(self, path)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dossier) and self.to_plain() == other.to_plain()

    __hash__ = None  # type: ignore[assignment]  # it can be added to

    def __repr__(self) -> str:
        claims, documents = (
            f"{len(some)} {word}" if len(some) == 1 else f"{len(some)} {word}s"
            for word, some in (("claim", self.claims), ("document", self.documents))
        )
        return f"<Dossier {shorten(self.title)}: {claims}, {documents}>"

    def _repr_html_(self) -> str:
        from geomoves.reports.display import dossier_html

        return dossier_html(self)


def read_plain(plain: object) -> tuple[Dossier, list[Finding]]:
    """Read a dossier from plain data in the words of the file, as far as it goes.

    Parameters
    ----------
    plain : object
        What stands in the file.

    Returns
    -------
    Dossier
        Without what was refused.
    list of Finding
        Everything that is wrong; empty when the dossier is whole.
    """
    dossier = Dossier()
    if not isinstance(plain, Mapping):
        return dossier, [
            Finding((), "a dossier is a mapping of fields", "begin with `geomoves: 1`, or run `geomoves new`")
        ]
    findings = read_top(plain)
    if any(finding.path == ("geomoves",) for finding in findings):
        # Another version's fields would only be misread.
        return dossier, findings[:1]
    parts = read_parts(plain)
    dossier._take(parts)  # noqa: SLF001  # the module's own class
    return dossier, [*findings, *parts.findings, *check_dossier(dossier, parts.refused)]


def _taken(section: str, key: str) -> Finding:
    return Finding((section, key), "this id is taken", "give it another id", key)


def _refuse(findings: Iterable[Finding]) -> None:
    problems = [finding.as_problem() for finding in findings]
    if problems:
        raise DossierError(problems)
