"""How work is timed, and what a measurement holds."""

from __future__ import annotations

import os
import shlex
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = [
    "CHECKOUT",
    "Measurement",
    "command",
    "median",
    "median_of",
    "python",
    "time_command",
    "time_in_turn",
]

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Measurement:
    """One line of the table.

    Parameters
    ----------
    subject : str
        What was measured.
    value : float
        The median; of a difference, the median of the differences.
    least, most : float
        The ends of the range.
    runs : int
        How often it was run, after one run that warms the file cache.
    target : float or None
        What it may be at most, or at least with `at_least`; None where nothing is promised.
    peer : str
        Who else does this work, with its version.
    peer_value : float or None
        The peer's median on the same work.
    unit : str
        Of all these figures: s, ms, MB (a million bytes), "frames/s", or × for a ratio.
    at_least : bool
        Whether more is better.
    """

    subject: str
    value: float
    least: float
    most: float
    runs: int
    target: float | None = None
    peer: str = ""
    peer_value: float | None = None
    unit: str = "s"
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """Our figure over the peer's: below 1 we are quicker, or smaller."""
        return self.value / self.peer_value if self.peer_value else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    def to_dict(self) -> dict[str, object]:
        """Return the fields, the ratio and whether the target is met, for JSON."""
        return {**asdict(self), "ratio": self.ratio, "met": self.met}


def median(
    subject: str,
    times: Sequence[float],
    *,
    target_s: float | None = None,
    peer: str = "",
    peer_s: float | None = None,
) -> Measurement:
    """Return the measurement that `times`, in seconds, make."""
    return median_of(subject, times, "s", target=target_s, peer=peer, peer_value=peer_s)


def median_of(
    subject: str,
    values: Sequence[float],
    unit: str,
    *,
    target: float | None = None,
    peer: str = "",
    peer_value: float | None = None,
    at_least: bool = False,
) -> Measurement:
    """Return the measurement that `values` in any unit make; the fields are those of `Measurement`."""
    return Measurement(
        subject,
        value=statistics.median(values),
        least=min(values),
        most=max(values),
        runs=len(values),
        target=target,
        peer=peer,
        peer_value=peer_value,
        unit=unit,
        at_least=at_least,
    )


def python(code: str) -> list[str]:
    """Return the command that runs `code` in this environment's Python, bare otherwise."""
    return [sys.executable, "-c", code]


def command(*arguments: str) -> list[str]:
    """Return the command ``geomoves …`` as it is installed in this environment."""
    return [str(Path(sys.executable).with_name("geomoves")), *arguments]


def time_command(arguments: Sequence[str]) -> float:
    """Run a command to its end and return how long it took, seconds; one that fails ends the benchmark."""
    # Users have compiled modules: a setting that keeps them from being written must not slow every run.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    done = subprocess.run(
        arguments, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"`{shlex.join(arguments)}` failed with exit code {done.returncode}:\n{done.stderr}")
    return seconds


def time_in_turn(*tasks: Callable[[], float], runs: int) -> list[list[float]]:
    """Time several tasks in turn, so that all of them meet the same load of the machine.

    Parameters
    ----------
    *tasks : callable
        Each runs its work and returns the seconds that it took.
    runs : int
        How many rounds, after one that does not count.

    Returns
    -------
    list of list of float
        For each task its times, round by round.
    """
    rounds = [[task() for task in tasks] for _ in range(runs + 1)]
    return [list(times) for times in zip(*rounds[1:], strict=True)]
