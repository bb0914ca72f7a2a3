"""Bundle the page's JavaScript, ``geomoves/maps/static/src``, into the one file that a map carries.

The bundle is committed, so that drawing a map and installing the wheel need no Node. Without an option this
builds it anew and fails when the committed one differs; ``--write`` puts the new one in its place.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from npm import run_npm

BUNDLE = Path(__file__).resolve().parent.parent / "geomoves" / "maps" / "static" / "geomoves.js"


def main() -> int:
    """Build the bundle, then compare it or write it; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the bundle instead of comparing it")
    wanted = parser.parse_args()

    built = run_npm("run", "--silent", "bundle", capture=True)
    if built.returncode:
        return built.returncode
    if not built.stdout.isascii():
        print("the bundle is not ASCII: it must read the same in a page of any encoding", file=sys.stderr)
        return 1
    shown = BUNDLE.relative_to(Path.cwd()) if BUNDLE.is_relative_to(Path.cwd()) else BUNDLE
    committed = BUNDLE.read_bytes() if BUNDLE.exists() else b""
    if committed == built.stdout:
        print(f"{shown} is what its sources make ({len(built.stdout):,} bytes)")
        return 0
    if wanted.write:
        BUNDLE.write_bytes(built.stdout)
        print(f"{shown} written ({len(built.stdout):,} bytes)")
        return 0
    print(f"{shown} is not what its sources make: run `make bundle` and commit it", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
