"""Bundle the page's JavaScript, ``geomoves/maps/static/src``, into the two files that a map carries.

They are committed, so that drawing a map and installing the wheel need no Node. Without an option this
builds them anew and fails when a committed one differs; ``--write`` puts the new ones in their place.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from npm import run_npm

STATIC = Path(__file__).resolve().parent.parent / "geomoves" / "maps" / "static"
#: Which script of package.json makes which file.
BUNDLES = {"bundle": "geomoves.js", "bundle-start": "start.js"}


def main() -> int:
    """Build the bundles, then compare them or write them; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the bundles instead of comparing them")
    wanted = parser.parse_args()
    return max([_bundle(task, STATIC / name, write=wanted.write) for task, name in BUNDLES.items()])


def _bundle(task: str, bundle: Path, *, write: bool) -> int:
    built = run_npm("run", "--silent", task, capture=True)
    if built.returncode:
        return built.returncode
    if not built.stdout.isascii():
        print(f"{bundle.name} is not ASCII: it must read the same in a page of any encoding", file=sys.stderr)
        return 1
    shown = bundle.relative_to(Path.cwd()) if bundle.is_relative_to(Path.cwd()) else bundle
    committed = bundle.read_bytes() if bundle.exists() else b""
    if committed == built.stdout:
        print(f"{shown} is what its sources make ({len(built.stdout):,} bytes)")
        return 0
    if write:
        bundle.write_bytes(built.stdout)
        print(f"{shown} written ({len(built.stdout):,} bytes)")
        return 0
    print(f"{shown} is not what its sources make: run `make bundle` and commit it", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
