"""The command ``geomoves``: map, check, lookup, gazetteer, diff, new.

Exit codes: 0 all is well; 1 ``--strict`` was asked for and something is not settled, or a name is not
known; 2 the input is wrong and nothing was written; 3 the online service did not answer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from geomoves.cli.output import BAD_INPUT, NO_ANSWER, tell_error
from geomoves.errors import GeomovesError, OnlineError
from geomoves.first_use import on_first_use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from geomoves.cli.app import app

__all__ = ["app", "main"]

__getattr__ = on_first_use(__name__, {"geomoves.cli.app": ("app",)})

_JSON = "--json"


def main() -> None:
    """Run the command; every error of ours becomes a message and an exit code."""
    try:
        names = _names_alone(sys.argv[1:])
        if names:
            # The library that reads options takes several times as long to load as the answer.
            from geomoves.cli.names import look_up

            code = look_up(names, as_json=_JSON in sys.argv)
            sys.stdout.flush()
            sys.exit(code)
        from geomoves.cli.app import app

        app()
    except GeomovesError as error:
        tell_error(error)
        sys.exit(NO_ANSWER if isinstance(error, OnlineError) else BAD_INPUT)
    except BrokenPipeError:
        # Whoever read the answer has gone; what is left in the buffer must not raise at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing was written\n")
        sys.exit(130)


def _names_alone(arguments: Sequence[str]) -> list[str]:
    """Return the names of a ``lookup`` without options but ``--json``; empty for any other command."""
    if arguments[:1] != ["lookup"]:
        return []
    names = [argument for argument in arguments[1:] if argument != _JSON]
    return [] if any(name.startswith("-") for name in names) else names
