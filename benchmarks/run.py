"""Run the benchmarks and print what they measured.

``make bench`` runs all of them; ``make bench ARGS="startup --runs 21 --json bench.json"`` runs some, longer,
and keeps the figures. Exit code 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import platform
import subprocess
import sys
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

import benchmarks
from benchmarks.measure import CHECKOUT, Measurement

_NO_SUBJECTS = {"corpora", "generated", "measure", "run"}
_FEWEST_RUNS = 7


def _subjects() -> list[str]:
    return sorted(
        module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name not in _NO_SUBJECTS
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "subject", nargs="*", help=f"what to measure: {', '.join(_subjects())} (default: all)"
    )
    parser.add_argument(
        "--runs", type=int, default=_FEWEST_RUNS, help="rounds of each (default and least: 7)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    wanted = parser.parse_args()
    unknown = set(wanted.subject) - set(_subjects())
    if unknown:
        parser.error(f"no such subject: {', '.join(sorted(unknown))}; there are {', '.join(_subjects())}")
    wanted.runs = max(wanted.runs, _FEWEST_RUNS)
    return wanted


def _table(measured: list[Measurement]) -> Table:
    table = Table("what", title="Medians", box=box.SIMPLE_HEAD)
    for heading in ("median", "range", "runs", "target", ""):
        table.add_column(heading, justify="right", no_wrap=True)
    verdicts = {True: "met", False: "MISSED", None: ""}
    for one in measured:
        against = "" if one.ratio is None else f"\n  {one.ratio:.2f} of {one.peer} ({one.peer_value:.3f})"
        bound = "≥" if one.at_least else "≤"
        table.add_row(
            one.subject + against,
            f"{one.value:.3f} {one.unit}",
            f"{one.least:.3f}–{one.most:.3f}",
            str(one.runs),
            "" if one.target is None else f"{bound} {one.target:.4g}",
            verdicts[one.met],
        )
    return table


def _commit() -> str:
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()


def main() -> int:
    """Measure, print, and return the exit code."""
    wanted = _arguments()
    console = Console()
    measured: list[Measurement] = []
    for subject in wanted.subject or _subjects():
        with console.status(f"measuring {subject}"):
            measured += importlib.import_module(f"benchmarks.{subject}").measurements(wanted.runs)
    console.print(_table(measured))
    if wanted.json:
        report = {
            "commit": _commit(),
            "python": platform.python_version(),
            "machine": f"{platform.system()} {platform.machine()}",
            "measurements": [one.to_dict() for one in measured],
        }
        wanted.json.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    missed = [one.subject for one in measured if one.met is False]
    if missed:
        console.print("Missed: " + "; ".join(missed), style="bold red")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
