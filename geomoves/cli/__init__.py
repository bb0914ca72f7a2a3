"""The command ``geomoves``: map, check, lookup, gazetteer, diff, new.

Exit codes: 0 all is well; 1 ``--strict`` was asked for and something is not settled, or a name is not
known; 2 the input is wrong and nothing was written; 3 the online service did not answer.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from geomoves.cli import dossiers, places
from geomoves.cli.output import BAD_INPUT, NO_ANSWER, tell_error
from geomoves.errors import GeomovesError, OnlineError

__all__ = ["app", "main"]

app = typer.Typer(
    name="geomoves",
    help="Maps of reported troop movements, where every arrow has a source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command; every error of ours becomes a message and an exit code."""
    try:
        app()
    except GeomovesError as error:
        tell_error(error)
        sys.exit(NO_ANSWER if isinstance(error, OnlineError) else BAD_INPUT)
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing was written\n")
        sys.exit(130)


@app.callback(invoke_without_command=True)
def _top(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from geomoves import __version__

        typer.echo(f"geomoves {__version__}")
        raise typer.Exit


app.command("map")(dossiers.draw)
app.command()(dossiers.check)
app.command()(places.lookup)
app.add_typer(places.gazetteer)
app.command()(dossiers.diff)
app.command()(dossiers.new)
