"""Every error that geomoves raises on purpose.

The tree::

    GeomovesError
    ├── InputError              something that was read is wrong; carries every problem at once
    │   ├── DossierError        … in a dossier
    │   └── GazetteerError      … in a gazetteer file
    ├── FileAccessError         a file cannot be read or written
    ├── UnknownNameError        an id that the dossier or the gazetteer does not hold
    ├── ArgumentError           an argument of a public function is out of its range
    ├── UnplacedError           ``strict`` was asked for and some claims have no place
    ├── ForeignLayerError       a map that is to be strict holds elements that are not ours
    ├── AssetError              a packaged or installed asset is missing or not the one pinned
    └── OnlineError             the online geocoder, which runs only when it is asked for
        ├── OnlineTimeoutError      … did not answer in time
        ├── OnlineRateLimitError    … asks to wait
        ├── OnlineRefusalError      … does not want to answer
        └── OnlineReplyError        … answered what cannot be believed

    GeomovesWarning             something was done as asked, and the user should know what it costs

Each class carries its facts as fields, so that a program can act on them; ``str(error)`` says
what happened, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomoves.values import value_class

__all__ = [
    "ArgumentError",
    "AssetError",
    "DossierError",
    "FileAccessError",
    "ForeignLayerError",
    "GazetteerError",
    "GeomovesError",
    "GeomovesWarning",
    "InputError",
    "OnlineError",
    "OnlineRateLimitError",
    "OnlineRefusalError",
    "OnlineReplyError",
    "OnlineTimeoutError",
    "Problem",
    "UnknownNameError",
    "UnplacedError",
]

_LONGEST_VALUE = 80
_MOST_PROBLEMS_SHOWN = 50


@value_class(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in something that was read.

    Parameters
    ----------
    message : str
        What is wrong, as a sentence without its full stop.
    field : str
        Where in the data, dotted from the top (``claims.crossing.when.to``).
    remedy : str
        What to do about it.
    file : str
        Path as the user gave it; empty for data built in Python.
    line : int or None
        Line in `file`, counted from 1.
    value : str
        The offending value as it was written, shortened.
    """

    message: str
    field: str = ""
    remedy: str = ""
    file: str = ""
    line: int | None = None
    value: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.line is not None:
            where = f"{where}:{self.line}" if where else f"line {self.line}"
        parts = [part for part in (where, self.field) if part]
        text = ": ".join([*parts, self.message])
        if self.value:
            text += f" (got {shorten(self.value)})"
        if self.remedy:
            text += f"\n    → {self.remedy}"
        return text


def shorten(value: object, longest: int = _LONGEST_VALUE) -> str:
    """Return `value` as quoted text of at most `longest` characters, control characters escaped.

    Examples
    --------
    >>> shorten("a" * 5, longest=3)
    "'aaa…'"
    """
    try:
        text = str(value)
    except (ValueError, RecursionError):  # a number of thousands of digits has no text
        text = type(value).__name__
    return repr(text if len(text) <= longest else text[:longest] + "…")


class GeomovesError(Exception):
    """The base of every error that geomoves raises on purpose."""


class GeomovesWarning(UserWarning):
    """Something was done as asked, and the user should know what it costs."""


class InputError(GeomovesError):
    """Something that was read is wrong.

    Parameters
    ----------
    problems : sequence of Problem
        All of them, in the order of the file.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        shown = [str(problem) for problem in self.problems[:_MOST_PROBLEMS_SHOWN]]
        hidden = len(self.problems) - len(shown)
        if hidden:
            shown.append(f"… and {hidden} more")
        super().__init__("\n".join(shown))


class DossierError(InputError):
    """A dossier breaks the rules of its format or contradicts itself."""


class GazetteerError(InputError):
    """A gazetteer file breaks the rules of its format."""


class FileAccessError(GeomovesError):
    """A file cannot be read or written; `path` and `remedy` say which and what to do."""

    def __init__(self, path: str, message: str, remedy: str = "") -> None:
        self.path = path
        self.remedy = remedy
        super().__init__(f"{path}: {message}" + (f"\n    → {remedy}" if remedy else ""))


class UnknownNameError(GeomovesError):
    """An id or name that is not there; `name`, `where` and close `suggestions` are fields."""

    def __init__(self, name: str, where: str, suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.where = where
        self.suggestions = tuple(suggestions)
        text = f"{shorten(name)} is not in {where}"
        if self.suggestions:
            text += "\n    → did you mean " + " or ".join(map(shorten, self.suggestions)) + "?"
        super().__init__(text)


class ArgumentError(GeomovesError, ValueError):
    """An argument of a public function is out of its range; `argument` names it."""

    def __init__(self, argument: str, message: str, remedy: str = "") -> None:
        self.argument = argument
        self.remedy = remedy
        super().__init__(f"{argument}: {message}" + (f"\n    → {remedy}" if remedy else ""))


class UnplacedError(GeomovesError):
    """``strict`` was asked for and some claims have no place; `claims` maps each id to its reason."""

    def __init__(self, claims: dict[str, str]) -> None:
        self.claims = dict(claims)
        lines = [f"{claim}: {reason}" for claim, reason in self.claims.items()]
        super().__init__(f"{len(lines)} claims have no place:\n" + "\n".join(lines))


class ForeignLayerError(GeomovesError):
    """A map that is to be strict holds elements that are not ours; `elements` names each one."""

    def __init__(self, elements: Sequence[str]) -> None:
        self.elements = tuple(elements)
        shown = [f"  {element}" for element in self.elements[:_MOST_PROBLEMS_SHOWN]]
        if hidden := len(self.elements) - len(shown):
            shown.append(f"  … and {hidden} more")
        super().__init__(
            "this map holds elements that geomoves did not make and cannot vouch for:\n"
            + "\n".join(shown)
            + '\n    → remove them, or save with foreign="allow" to drop the page\'s strict policy'
        )


class AssetError(GeomovesError):
    """A packaged or installed asset is missing or is not the pinned one; `asset` names it."""

    def __init__(self, asset: str, message: str, remedy: str = "") -> None:
        self.asset = asset
        self.remedy = remedy
        super().__init__(f"{asset}: {message}" + (f"\n    → {remedy}" if remedy else ""))


class OnlineError(GeomovesError):
    """The online geocoder failed.

    Parameters
    ----------
    service : str
        Which one.
    message : str
        What happened and what to do, as a sentence without its full stop.
    status : int or None
        The HTTP status that it answered with, where that is what failed.
    passing : bool
        Whether the same question may well be answered a moment later.

    Attributes
    ----------
    tries : int
        How often it was asked before this was given up.
    """

    def __init__(
        self, service: str, message: str, *, status: int | None = None, passing: bool = False
    ) -> None:
        self.service = service
        self.status = status
        self.passing = passing
        self.tries = 0
        super().__init__(f"{service}: {message}")


class OnlineTimeoutError(OnlineError):
    """The online geocoder did not answer in time; `timeout_s` is how long was waited at most."""

    def __init__(self, service: str, message: str, timeout_s: float | None = None) -> None:
        self.timeout_s = timeout_s
        super().__init__(service, message)


class OnlineRateLimitError(OnlineError):
    """The online geocoder asks us to wait; `retry_after_s` is how long, when it says so."""

    def __init__(
        self, service: str, message: str, retry_after_s: float | None = None, *, status: int | None = None
    ) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(service, message, status=status)


class OnlineRefusalError(OnlineError):
    """The online geocoder does not want to answer, or sends us elsewhere; `status` says which."""


class OnlineReplyError(OnlineError):
    """The online geocoder answered something that cannot be believed."""
