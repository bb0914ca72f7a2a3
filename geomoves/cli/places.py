"""The subcommands on names and places: lookup, gazetteer build, gazetteer info."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomoves.cli.names import look_up, shown
from geomoves.cli.options import AsJson, GazetteerFiles
from geomoves.cli.output import print_json

__all__ = ["build", "gazetteer", "info", "lookup"]

gazetteer = typer.Typer(
    name="gazetteer",
    help="Make gazetteer files ready, and tell what geomoves knows and from whom.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def lookup(  # noqa: PLR0917  # each is an option of the command
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="One or more place names.")],
    country: Annotated[list[str] | None, typer.Option(help="Country code; may be repeated.")] = None,
    date: Annotated[str | None, typer.Option(help="The day that the name was used on.")] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="Kind of place, such as city or port; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most candidates for each name.")] = 10,
    online: Annotated[
        bool, typer.Option("--online", help="Ask Nominatim (OpenStreetMap) for names that no file holds.")
    ] = False,
    user_agent: Annotated[
        str | None,
        typer.Option(help="With --online: who asks, with a way to reach you.", envvar="GEOMOVES_USER_AGENT"),
    ] = None,
    gazetteer: GazetteerFiles = None,
    as_json: AsJson = False,
) -> None:
    """Look place names up: offline, unless --online is given."""
    code = look_up(
        names,
        files=gazetteer or None,
        online="nominatim" if online else None,
        user_agent=user_agent,
        countries=country or None,
        date=date,
        kinds=kind or None,
        limit=limit,
        as_json=as_json,
    )
    if code:
        raise typer.Exit(code)


@gazetteer.command()
def build(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Gazetteer files, dumps of GeoNames among them.")
    ],
    anew: Annotated[bool, typer.Option("--anew", help="Pack even what is packed already.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check gazetteer files, and pack dumps of GeoNames so that they are ready when they are asked."""
    from geomoves.places.readying import ready

    made = ready(files, anew=anew)
    if as_json:
        print_json(made)
        return
    if made["rows"]:
        typer.echo(f"{made['rows']:,} places in files that are read when they are asked")
    if made["packed"]:
        packed = made["packed"]
        typer.echo(
            f"{packed['places']:,} places are packed in {packed['path']} ({packed['bytes'] / 1e6:.0f} MB)"
        )
    typer.echo("Next: geomoves lookup NAME " + " ".join(f"--gazetteer {shown(file)}" for file in files))


@gazetteer.command()
def info(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Packed or other gazetteer files of yours."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what the gazetteer holds, whom to credit for it, and whether its files are whole."""
    from geomoves.places.readying import facts

    told = facts(files or [])
    if as_json:
        print_json(told)
        return
    for part in told["parts"]:
        typer.echo(f"{part['title']}: {part['places']:,} places")
        for key in ("file", "bytes", "names", "version", "sha256", "checked"):
            if part.get(key) not in (None, ""):
                value = f"{part[key]:,}" if isinstance(part[key], int) else part[key]
                typer.echo(f"  {key}: {shown(value)}")
        kinds = sorted(part.get("kinds", {}).items(), key=lambda each: (-each[1], each[0]))
        if kinds:
            typer.echo("  kinds: " + ", ".join(f"{shown(kind)} {count:,}" for kind, count in kinds))
        for credit in part["credits"]:
            typer.echo(f"  credit: {shown(credit)}")
    typer.echo(f"cache: {told['cache']}")
