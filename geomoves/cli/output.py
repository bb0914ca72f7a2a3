"""What every subcommand shares: its exit codes, and how it speaks."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from geomoves.errors import GeomovesError, InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "BAD_INPUT",
    "NOT_SETTLED",
    "NO_ANSWER",
    "print_json",
    "progress",
    "tell_error",
]

NOT_SETTLED = 1
BAD_INPUT = 2
NO_ANSWER = 3
#: Progress is shown when work takes longer than this.
_QUIET_S = 1.0


def print_json(value: object) -> None:
    """Print a value as JSON for programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def tell_error(error: GeomovesError) -> None:
    """Say on standard error what is wrong."""
    problems = len(error.problems) if isinstance(error, InputError) else 1
    head = "" if problems == 1 else f"{problems} problems:\n"
    sys.stderr.write(f"geomoves: {head}{error}\n")


@contextmanager
def progress(title: str) -> Iterator[Callable[[str], None]]:
    """Show what is being done when it takes longer than a second and a person watches."""
    import threading

    current = [title]
    status: list[Any] = []
    guard = threading.Lock()
    over = threading.Event()

    def show() -> None:
        if over.wait(_QUIET_S):
            return
        from rich.console import Console

        with guard:
            if over.is_set():
                return
            shown = Console(stderr=True).status(current[0])
            shown.start()
            status.append(shown)

    def step(text: str) -> None:
        with guard:
            current[0] = text
            if status:
                status[0].update(text)

    watcher = threading.Thread(target=show, daemon=True)
    if sys.stderr.isatty():
        watcher.start()
    try:
        yield step
    finally:
        over.set()
        with guard:
            if status:
                status[0].stop()
