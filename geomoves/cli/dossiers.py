"""The subcommands on dossiers: map, check, diff, new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geomoves.cli.options import AsJson, GazetteerFiles
from geomoves.cli.output import NOT_SETTLED, print_json, progress
from geomoves.errors import FileAccessError

if TYPE_CHECKING:
    from geomoves.movement import MovementModel

__all__ = ["check", "diff", "draw", "new"]

DossierPath = Annotated[
    Path, typer.Argument(metavar="DOSSIER", help="A dossier: .yaml, .json, .csv or .xlsx.")
]


def draw(  # noqa: PLR0917  # each is an option of the command
    dossier: DossierPath,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the map goes.")] = Path("map.html"),
    title: Annotated[str | None, typer.Option(help="The map's title; the dossier's by default.")] = None,
    point_of_view: Annotated[str | None, typer.Option(help="Whose view of the borders is drawn.")] = None,
    basemap: Annotated[
        str, typer.Option(help="offline, none, or tiles such as OpenStreetMap.Mapnik.")
    ] = "offline",
    language: Annotated[str, typer.Option(help="Of the map's words: de, en, ko, ru or uk.")] = "en",
    since: Annotated[
        Path | None, typer.Option(help="An earlier edition of the dossier: the map lists what changed since.")
    ] = None,
    symbols: Annotated[
        bool, typer.Option("--symbols", help="Show the symbols (MIL-STD-2525, APP-6) that forces have.")
    ] = False,
    friend: Annotated[
        list[str] | None, typer.Option(help="A country whose symbols have a friend's frame; may be repeated.")
    ] = None,
    hostile: Annotated[
        list[str] | None, typer.Option(help="A country whose symbols have a hostile frame; may be repeated.")
    ] = None,
    gazetteer: GazetteerFiles = None,
    strict: Annotated[bool, typer.Option(help="Write nothing when a name is not settled.")] = False,
    as_json: AsJson = False,
) -> None:
    """Draw a dossier as one HTML file that opens offline."""
    with progress("Drawing the map") as step:
        model = _model_of(dossier, gazetteer, step)
        unsettled = _unsettled(model)
        if strict and unsettled:
            _tell_unsettled(unsettled, as_json=as_json)
            raise typer.Exit(NOT_SETTLED)
        step("Drawing the map")
        options: dict[str, Any] = {"title": title, "basemap": basemap, "language": language}
        if point_of_view is not None:
            options["point_of_view"] = point_of_view
        if since is not None:
            options["since"] = since
        if symbols:
            options["symbols"] = True
        if friend or hostile:
            options["symbols_viewpoint"] = {"friend": friend or [], "hostile": hostile or []}
        model.map(**options).save(output)
    report = {
        "map": str(output),
        "bytes": output.stat().st_size,
        **_counts(model),
        "unsettled": unsettled,
    }
    if as_json:
        print_json(report)
        return
    typer.echo(f"The map is in {output.resolve()}")
    typer.echo(
        f"{_counted(report, 'claims')}: {_counted(report, 'legs', 'presences', 'losses')}, "
        f"{report['off_map']} not on the map (listed there, with why)"
    )
    _tell_unsettled(unsettled, as_json=False)


def check(
    dossier: DossierPath,
    gazetteer: GazetteerFiles = None,
    strict: Annotated[bool, typer.Option(help="Exit with 1 when a name is not settled.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check a dossier: its form, its references, and whether its names can be placed."""
    with progress("Checking") as step:
        model = _model_of(dossier, gazetteer, step)
    unsettled = _unsettled(model)
    if as_json:
        off_map = model.records.off_map
        print_json(
            {
                "dossier": str(dossier),
                **_counts(model),
                "unsettled": unsettled,
                "not_on_the_map": off_map,
                "to_look_at": _doubts(model),
            }
        )
    else:
        counts = {
            **_counts(model),
            "documents": len(model.dossier.documents),
            "speakers": len(model.dossier.speakers),
        }
        listed = _counted(counts, "claims", "documents", "speakers", "legs", "presences")
        typer.echo(f"{dossier}: the form is right. {listed}.")
        for key, why in model.records.off_map.items():
            typer.echo(f"  not on the map: {key}: {why}")
        _tell_doubts(model)
        _tell_unsettled(unsettled, as_json=False)
    if strict and unsettled:
        raise typer.Exit(NOT_SETTLED)


def _doubts(model: MovementModel) -> list[str]:
    """List what the author may want to look at again: none of it is on the map."""
    doubts = [flag.sentence for flag in model.plausibility().flags]
    doubts += list(model.balance["sentence"])
    return doubts + list(model.merges()["sentence"])


def _tell_doubts(model: MovementModel) -> None:
    for sentence in _doubts(model):
        typer.echo(f"  look at: {sentence}")


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier edition of a dossier.")],
    new_edition: Annotated[Path, typer.Argument(metavar="NEW", help="The later edition.")],
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when they differ.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tell what differs between two editions of a dossier, and list every correction."""
    from geomoves.reports import compare_editions, read_dossier

    with progress("Comparing"):
        changes = compare_editions(read_dossier(old), read_dossier(new_edition))
    if as_json:
        print_json(
            {
                "changes": [asdict(change) for change in changes],
                "corrections": [asdict(change) for change in changes.corrections],
            }
        )
    else:
        typer.echo(str(changes))
    if exit_code and changes:
        raise typer.Exit(NOT_SETTLED)


def new(
    path: Annotated[
        Path | None, typer.Argument(metavar="[DOSSIER]", help="Where it goes: .yaml or .xlsx.")
    ] = None,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write a spreadsheet with pick lists.")] = False,
    force: Annotated[bool, typer.Option(help="Write over a file that is there.")] = False,
) -> None:
    """Write a commented dossier to start from, or a spreadsheet to fill in."""
    from geomoves.files import write_whole
    from geomoves.reports.schema import dossier_schema_text
    from geomoves.reports.skeleton import skeleton

    path = Path("dossier.xlsx" if xlsx else "dossier.yaml") if path is None else path
    endings = (".xlsx",) if xlsx else (".yaml", ".yml", ".xlsx")
    if path.suffix.lower() not in endings:
        message = "a skeleton is written as YAML or as an Excel workbook"
        raise FileAccessError(str(path), message, f"give a path that ends in {' or '.join(endings[::2])}")
    if path.exists() and not force:
        raise FileAccessError(str(path), "this file is there already", "choose another name, or add --force")
    if path.suffix.lower() == ".xlsx":
        from geomoves.reports.template import template_bytes

        write_whole(path, template_bytes())
        typer.echo(f"A workbook to fill in is in {path.resolve()}: one statement a row")
    else:
        schema = path.with_name("dossier.schema.json")
        write_whole(path, skeleton().encode("utf-8"))
        if force or not schema.exists():
            write_whole(schema, dossier_schema_text().encode("utf-8"))
        typer.echo(f"A dossier to fill in is in {path.resolve()}")
        typer.echo(f"Editors complete and check it with {schema.name} beside it")
    typer.echo(f"Next: geomoves check {path}, then geomoves map {path}")


def _model_of(path: Path, files: list[Path] | None, step: Callable[[str], None]) -> MovementModel:
    """Read a dossier and build its model, telling each step."""
    step("Reading the dossier")
    from geomoves.reports import read_dossier

    dossier = read_dossier(path)
    step("Finding the places")
    from geomoves.movement import build
    from geomoves.places import Gazetteer

    return build(dossier, gazetteer=Gazetteer(files=files or None))


def _counts(model: MovementModel) -> dict[str, int]:
    records = model.records
    return {
        "claims": len(records.claims),
        "legs": len(records.legs),
        "presences": len(records.presences),
        "losses": len(records.losses),
        "off_map": len(records.off_map),
    }


def _counted(counts: dict[str, Any], *names: str) -> str:
    singular = {"losses": "loss"}
    return ", ".join(
        f"{counts[name]} {singular.get(name, name.removesuffix('s')) if counts[name] == 1 else name}"
        for name in names
    )


def _unsettled(model: MovementModel) -> list[dict[str, Any]]:
    """Names that the gazetteer cannot settle, with what settles them."""
    return [
        {"claim": each.claim, "field": each.field, "reason": each.reason, "settle": each.settle}
        for each in model.records.unplaced
        if each.status in ("ambiguous", "unknown")
    ]


def _tell_unsettled(unsettled: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print_json({"unsettled": unsettled})
        return
    for each in unsettled:
        typer.echo(f"  question: {each['claim']}.{each['field']}: {each['reason']}", err=True)
        for line in each["settle"].splitlines():
            typer.echo(
                f"    → write {each['field']}: {line}" if line.startswith("{") else f"    → {line}", err=True
            )
