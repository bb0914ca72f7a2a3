"""The subcommands on names and places: lookup, gazetteer build, gazetteer info."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from geomoves.cli.output import NOT_SETTLED, AsJson, GazetteerFiles, print_json

if TYPE_CHECKING:
    from geomoves.places import Candidate

__all__ = ["build", "gazetteer", "info", "lookup"]

gazetteer = typer.Typer(
    name="gazetteer",
    help="Make gazetteer files ready, and tell what geomoves knows and from whom.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

_HEADINGS = ("id", "place", "kind", "lat, lon", "score", "why")


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
    from geomoves.places import Gazetteer

    book = Gazetteer(files=gazetteer or None, online="nominatim" if online else None, user_agent=user_agent)
    # One more than is shown tells whether there are more.
    found = {
        name: book.lookup(name, countries=country or None, date=date, kinds=kind or None, limit=limit + 1)
        for name in names
    }
    if as_json:
        print_json(
            {
                name: [_plain_candidate(each) for each in candidates[:limit]]
                for name, candidates in found.items()
            }
        )
    else:
        for name, candidates in found.items():
            _tell_candidates(name, candidates[:limit], sys.stdout, more=len(candidates) > limit)
    for name, candidates in found.items():
        if len(candidates) > limit:
            typer.echo(f"{_shown(name)}: there are more than {limit}; --limit shows up to 100", err=True)
    if not all(found.values()):
        raise typer.Exit(NOT_SETTLED)


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
    typer.echo("Next: geomoves lookup NAME " + " ".join(f"--gazetteer {_shown(file)}" for file in files))


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
                typer.echo(f"  {key}: {_shown(value)}")
        kinds = sorted(part.get("kinds", {}).items(), key=lambda each: (-each[1], each[0]))
        if kinds:
            typer.echo("  kinds: " + ", ".join(f"{_shown(kind)} {count:,}" for kind, count in kinds))
        for credit in part["credits"]:
            typer.echo(f"  credit: {_shown(credit)}")
    typer.echo(f"cache: {told['cache']}")


def _plain_candidate(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        "id": place.id,
        "name": place.name,
        "matched_name": candidate.matched_name,
        "score": round(candidate.score, 3),
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "lon": place.lon,
        "lat": place.lat,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "claimants": list(place.claimants),
        "reasons": list(candidate.reasons),
        "source": place.source,
    }


def _tell_candidates(
    name: str, candidates: Sequence[Candidate], stream: TextIO, *, more: bool = False
) -> None:
    """Print candidates: as a table on a terminal, else in plain columns for other programs."""
    if not candidates:
        typer.echo(f"{_shown(name)}: no gazetteer knows this name", err=True)
        return
    known = [candidate for candidate in candidates if not candidate.suggestion]
    count = f"the first {len(known)}" if more else len(known)
    head = "" if len(known) == 1 and not more else f": {count} places, tell them apart by their id"
    if not known:
        head = ": nothing is called so; may have been meant"
    rows = [
        tuple(
            map(
                _shown,
                (
                    candidate.place.id,
                    candidate.place.label,
                    candidate.place.kind,
                    f"{candidate.place.lat:.4f}, {candidate.place.lon:.4f}",
                    f"{candidate.score:.2f}",
                    "; ".join(candidate.reasons),
                ),
            )
        )
        for candidate in candidates
    ]
    if stream.isatty():
        # Only a person at a terminal waits for a table library.
        _print_table(_shown(name) + head, rows, stream)
        return
    print(_shown(name) + head, file=stream)
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  " + "  ".join([*cells, row[5]]).rstrip(), file=stream)


def _print_table(title: str, rows: Sequence[tuple[str, ...]], stream: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD)
    for heading in _HEADINGS:
        table.add_column(heading, overflow="fold", ratio=2 if heading == "why" else None)
    for row in rows:
        # As text: a name is never read as markup.
        table.add_row(*map(Text, row))
    Console(file=stream).print(table)


def _shown(value: object) -> str:
    """Return a value as text that cannot steer a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value))
