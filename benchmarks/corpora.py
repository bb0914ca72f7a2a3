"""Texts with their place names and where those are, to measure resolution against.

They are read from the folder that GEOMOVES_EVALUATION_DATA names, and are no part of the project.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from geomoves.places import Mention

__all__ = ["CORPORA", "Annotated", "Truth", "corpus", "evaluation_data"]

#: The corpora that the model was fitted on.
CORPORA = ("lgl", "wotr-train")

_VARIABLE = "GEOMOVES_EVALUATION_DATA"


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a mention is, WGS 84 degrees."""

    mention: Mention
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Annotated:
    """One text with its mentions."""

    text: str
    date: str | None
    truths: tuple[Truth, ...]

    @property
    def mentions(self) -> list[Mention]:
        """The mentions alone."""
        return [truth.mention for truth in self.truths]


def evaluation_data() -> Path | None:
    """Return the folder with the corpora, None when there is none."""
    named = os.environ.get(_VARIABLE)
    folder = Path(named) / "toponyms" if named else None
    return folder if folder and folder.is_dir() else None


def corpus(name: str) -> list[Annotated]:
    """Return the texts of a corpus.

    Raises
    ------
    SystemExit
        The variable is not set, or the corpus is not there.
    """
    folder = evaluation_data()
    if folder is None:
        raise SystemExit(f"set {_VARIABLE} to the folder that holds toponyms/{name}.jsonl")
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [_annotated(json.loads(line)) for line in lines if line.strip()]


def _annotated(record: dict[str, object]) -> Annotated:
    text, date, toponyms = record["text"], record["date"], record["toponyms"]
    assert isinstance(text, str)
    assert date is None or isinstance(date, str)
    assert isinstance(toponyms, list)
    return Annotated(
        text,
        date,
        tuple(
            Truth(Mention(one["name"], one["start"], one["end"]), one["lon"], one["lat"]) for one in toponyms
        ),
    )
