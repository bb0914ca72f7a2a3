"""A progress bar for work that takes long while a person watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["progress_bar"]

#: Work that is over by then shows nothing.
_QUIET_S = 1.0


@contextmanager
def progress_bar(
    title: str,
    total: int,
    *,
    shown: bool | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Callable[[int], None]]:
    """Tell on standard error how far work is.

    Parameters
    ----------
    title : str
        What is being done.
    total : int
        How many steps there are.
    shown : bool, optional
        Whether there is a bar; by default when standard error is a terminal and a second has passed.
    clock : callable
        The time in seconds.

    Yields
    ------
    callable
        Call it with the number of steps that are done in all. It costs next to nothing where no bar is
        shown.
    """
    if shown is False or (shown is None and not sys.stderr.isatty()):
        yield _nothing
        return
    bar = _Bar(title, total, clock() if shown else clock() + _QUIET_S, clock)
    try:
        yield bar.done
    finally:
        bar.close()


def _nothing(_done: int) -> None:
    return None


class _Bar:
    """Draws itself from `begins_at` on: rich is loaded only then."""

    def __init__(self, title: str, total: int, begins_at: float, clock: Callable[[], float]) -> None:
        self._title = title
        self._total = total
        self._begins_at = begins_at
        self._clock = clock
        self._close: Callable[[], None] | None = None
        self._update: Callable[[int], None] = _nothing

    def done(self, steps: int) -> None:
        if self._close is None:
            if self._clock() < self._begins_at:
                return
            self._start()
        self._update(steps)

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
            TimeRemainingColumn(),
        )  # fmt: skip
        progress = Progress(*columns, console=Console(stderr=True), transient=sys.stderr.isatty())
        task = progress.add_task(self._title, total=self._total)
        progress.start()
        self._close = progress.stop
        self._update = lambda steps: progress.update(task, completed=steps)

    def close(self) -> None:
        if self._close is not None:
            self._close()
