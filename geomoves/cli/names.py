"""What ``geomoves lookup`` says about names."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from geomoves.cli.output import NOT_SETTLED, print_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, TextIO

    from geomoves.places import Candidate

__all__ = ["look_up", "shown", "tell_candidates"]

_HEADINGS = ("id", "place", "kind", "lat, lon", "score", "why")


def look_up(
    names: Sequence[str],
    *,
    files: Sequence[Path] | None = None,
    online: str | None = None,
    user_agent: str | None = None,
    countries: Sequence[str] | None = None,
    date: str | None = None,
    kinds: Sequence[str] | None = None,
    limit: int = 10,
    as_json: bool = False,
) -> int:
    """Print what the names may mean and return the exit code.

    Parameters
    ----------
    names : sequence of str
        The names.
    files, online, user_agent : optional
        As `geomoves.Gazetteer` takes them.
    countries, date, kinds, limit : optional
        As its `lookup` takes them.
    as_json : bool
        Whether it is said for programs.
    """
    from geomoves.places import Gazetteer

    book = Gazetteer(files=files, online=online, user_agent=user_agent)
    # One more than is shown tells whether there are more.
    found = {
        name: book.lookup(name, countries=countries, date=date, kinds=kinds, limit=limit + 1)
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
            tell_candidates(name, candidates[:limit], sys.stdout, more=len(candidates) > limit)
    for name, candidates in found.items():
        if len(candidates) > limit:
            sys.stderr.write(f"{shown(name)}: there are more than {limit}; --limit shows up to 100\n")
    return 0 if all(found.values()) else NOT_SETTLED


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


def tell_candidates(
    name: str, candidates: Sequence[Candidate], stream: TextIO, *, more: bool = False
) -> None:
    """Print candidates: as a table on a terminal, else in plain columns for other programs."""
    if not candidates:
        sys.stderr.write(f"{shown(name)}: no gazetteer knows this name\n")
        return
    known = [candidate for candidate in candidates if not candidate.suggestion]
    count = f"the first {len(known)}" if more else len(known)
    head = "" if len(known) == 1 and not more else f": {count} places, tell them apart by their id"
    if not known:
        head = ": nothing is called so; may have been meant"
    rows = [
        tuple(
            map(
                shown,
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
        _print_table(shown(name) + head, rows, stream)
        return
    print(shown(name) + head, file=stream)
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


def shown(value: object) -> str:
    """Return a value as text that cannot steer a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value))
