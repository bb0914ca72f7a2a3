"""The subcommands together, as typer reads them."""

from __future__ import annotations

from typing import Annotated

import typer

from geomoves.cli import dossiers, places

__all__ = ["app"]

app = typer.Typer(
    name="geomoves",
    help="Maps of reported troop movements, where every arrow has a source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


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
