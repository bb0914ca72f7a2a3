"""The options that several subcommands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["AsJson", "GazetteerFiles"]

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
GazetteerFiles = Annotated[
    list[Path] | None,
    typer.Option("--gazetteer", help="A gazetteer file of your own; may be repeated."),
]
