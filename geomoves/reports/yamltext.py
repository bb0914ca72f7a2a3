"""YAML without surprises: every scalar is text, and what could hurt is refused.

YAML's own types make ``NO`` false, ``8:13`` 493 and ``0123`` 83; here they stay as written and the
schema converts them. Duplicate keys, tags, and aliases that swell are errors.

The text is read as a flat run of parser events: composing nodes would recurse as deep as the text
nests, in C and without a guard, and costs ten times as much.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from geomoves.errors import DossierError, Problem
from geomoves.reports.findings import Finding, Path

__all__ = ["DEEPEST", "YamlText", "parse_yaml"]

#: How many levels a file may nest.
DEEPEST = 40

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LARGEST_SWELLING = 10
_SMALL_COUNT = 10_000
_KNOWN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq")} | {"!", None}
_ABSENT = {"", "~", "null", "Null", "NULL"}
_LINE_END = re.compile(r"\n")
#: What the parser says, and what to do about it.
_REMEDIES = {
    "found character '\\t'": "indent with spaces, not with tabs",
    "found character that cannot start any token": "put text that begins with @, %, ` or a tab in quotes",
    "mapping values are not allowed": "put text with a colon and a space in quotes; check the indentation",
    "could not find expected ':'": "put text in quotes, and begin each field with its name and a colon",
    "found undefined alias": "put text that begins with * in quotes",
    "found unexpected end of stream": "close the quotes or brackets that begin here",
    "found unknown escape character": 'double the backslash (\\\\), or use single quotes instead of "…"',
    "did not find expected key": "indent every field of a mapping alike, and close quotes and brackets",
    "did not find expected ',' or": "close the bracket, and put text with a comma or a bracket in quotes",
    "did not find expected '-' indicator": "indent every item of a list alike",
    "did not find expected alphabetic": "put text that begins with & or * in quotes",
    "control characters are not allowed": "remove the control character",
    "found incompatible YAML document": "remove the line that begins with %YAML",
    "Unicode character escape": r"mend the \u escape, or write the character itself",
    "while scanning a tag": "put text that begins with ! in quotes",
}
_REMEDY = "check indentation, quotes and brackets on this line"


@dataclass(slots=True)
class YamlText:
    """Parsed YAML: `plain` data of dicts, lists and text; `lines_of` finds where a field stands."""

    plain: Any
    text: str = field(repr=False, default="")

    def lines_of(self, paths: Iterable[Path]) -> dict[Path, int]:
        """Return the line (from 1) of each path, or of its nearest parent that is there."""
        wanted = {path[:size] for path in paths for size in range(len(path) + 1)}
        found: dict[Path, int] = {}
        lines = _Lines(self.text)
        for path, index in _walk(self.text, wanted):
            found.setdefault(path, lines.at(index))
        return found


class _Lines:
    """Lines as an editor counts them: the parser also counts three rarer line breaks."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in _LINE_END.finditer(text)]

    def at(self, index: int) -> int:
        return bisect_left(self._ends, index) + 1


@dataclass(slots=True)
class _Level:
    """A mapping or a list that is being read."""

    value: Any
    anchor: str | None
    #: How many nodes came before it, aliases written out.
    count_before: int
    #: In a mapping: the last key, and whether its value comes next.
    key: str = ""
    awaits_value: bool = False
    #: In a mapping: whether that value is dropped, its key having been refused.
    dropped: bool = False


def parse_yaml(text: str, *, file: str = "") -> YamlText:
    r"""Parse one YAML document.

    Parameters
    ----------
    text : str
        The document; its lines end with line feeds.
    file : str
        Its name, for the errors.

    Returns
    -------
    YamlText
        All scalars as text; an empty plain scalar is None.

    Raises
    ------
    DossierError
        The YAML is broken, a key stands twice, a tag or a swelling alias is used, or it nests too deep.

    Examples
    --------
    >>> parse_yaml("a: NO\nb: 8:13").plain
    {'a': 'NO', 'b': '8:13'}
    """
    reader = _Reader(text, file)
    try:
        for event in _events(text):
            reader.take(event)
    except yaml.YAMLError as error:
        raise DossierError([*reader.problems, _of_parser(error, text, file)]) from None
    if reader.twice:
        reader.report_duplicates()
    if reader.problems:
        raise DossierError(sorted(reader.problems, key=lambda problem: problem.line or 0))
    return YamlText(reader.plain, text)


def _events(text: str) -> Iterator[Any]:
    loader = _Loader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Reader:
    """Builds plain data from parser events, on a stack of its own."""

    def __init__(self, text: str, file: str) -> None:
        self.plain: Any = None
        self.problems: list[Problem] = []
        #: Keys that stand a second time: their paths and where they stand.
        self.twice: list[tuple[Path, int]] = []
        self._text = text
        self._file = file
        self._lines: _Lines | None = None
        self._levels: list[_Level] = []
        #: Anchored values, with how many nodes each holds.
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._documents = 0
        self._events = 0
        #: Nodes so far, aliases written out.
        self._count = 0

    def take(self, event: Any) -> None:
        """Take the next event."""
        kind = type(event)
        self._events += 1
        if kind is yaml.ScalarEvent:
            self._count += 1
            value = None if event.implicit[0] and event.value in _ABSENT else event.value
            if event.tag not in _KNOWN_TAGS:
                self._refuse("tags are not read", event, "write the plain value", _short_tag(event.tag))
            if event.anchor is not None:
                self._anchors[event.anchor] = (value, 1)
            self._place(value, event, scalar=event.value)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open({} if kind is yaml.MappingStartEvent else [], event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            level = self._levels.pop()
            if level.anchor is not None:
                self._anchors[level.anchor] = (level.value, self._count - level.count_before)
        elif kind is yaml.AliasEvent:
            self._insert_alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._stop(
                    "a second document begins here", event, "keep one dossier a file: remove the `---`"
                )

    def _open(self, value: Any, event: Any) -> None:
        self._count += 1
        if event.tag not in _KNOWN_TAGS:
            self._refuse("tags are not read", event, "write the plain value", _short_tag(event.tag))
        if len(self._levels) >= DEEPEST:
            self._stop("it nests too deep", event, f"a dossier needs a few levels only; {DEEPEST} are read")
        self._anchors.pop(event.anchor, None)
        self._place(value, event, scalar=None)
        self._levels.append(_Level(value, event.anchor, self._count - 1))

    def _insert_alias(self, event: Any) -> None:
        if any(level.anchor == event.anchor for level in self._levels) and event.anchor not in self._anchors:
            self._stop("an alias holds itself", event, "write the value out", f"*{event.anchor}")
        if event.anchor not in self._anchors:
            remedy = "put text that begins with * in quotes"
            self._stop("this alias stands for nothing", event, remedy, f"*{event.anchor}")
        value, count = self._anchors[event.anchor]
        self._count += count
        if self._count > max(_SMALL_COUNT, _LARGEST_SWELLING * self._events):
            self._stop("aliases make this file swell", event, "write the values out", f"*{event.anchor}")
        self._place(value, event, scalar=value if isinstance(value, str) else None)

    def _place(self, value: Any, event: Any, *, scalar: str | None) -> None:
        """Put a value where it belongs: below its key, into its list, or at the top."""
        if not self._levels:
            self.plain = value
            return
        level = self._levels[-1]
        if isinstance(level.value, list):
            level.value.append(value)
        elif not level.awaits_value:
            self._take_key(level, scalar, event)
        else:
            if not level.dropped:
                level.value[level.key] = value
            level.awaits_value = False

    def _take_key(self, level: _Level, key: str | None, event: Any) -> None:
        level.dropped = False
        if key is None:
            self._refuse("a key must be text", event, "write `name: value`")
            level.dropped = True
        elif key in level.value:
            self.twice.append(((*self._path(), key), event.start_mark.index))
            level.dropped = True
        level.key = key if key is not None else ""
        level.awaits_value = True

    def _path(self) -> Path:
        # The value of a list is appended when it opens: the last one is the one being read.
        above = self._levels[:-1]
        return tuple(len(level.value) - 1 if isinstance(level.value, list) else level.key for level in above)

    def report_duplicates(self) -> None:
        """Add a problem for each key that stands twice, with the line of the first."""
        first = YamlText(None, self._text).lines_of(path for path, _ in self.twice)
        for path, index in self.twice:
            finding = Finding(
                path,
                f"this key stands twice, first on line {first.get(path, 1)}",
                "remove or rename one of them",
            )
            self.problems.append(finding.as_problem(file=self._file, line=self._line(index)))

    def _line(self, index: int) -> int:
        if self._lines is None:
            self._lines = _Lines(self._text)
        return self._lines.at(index)

    def _refuse(self, message: str, event: Any, remedy: str, value: str | None = None) -> None:
        line = self._line(event.start_mark.index)
        self.problems.append(Problem(message, file=self._file, line=line, value=value or "", remedy=remedy))

    def _stop(self, message: str, event: Any, remedy: str, value: str = "") -> None:
        self._refuse(message, event, remedy, value)
        raise DossierError(self.problems)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!", 1)


def _walk(text: str, wanted: set[Path]) -> Iterator[tuple[Path, int]]:
    """Yield each wanted path that is there with the index where it begins: a field at its name."""
    trail: list[_Level] = []
    here: Path = ()
    for event in _events(text):
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            trail.pop()
            here = here[: len(trail)]
            continue
        opens = kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent
        if not opens and kind is not yaml.ScalarEvent and kind is not yaml.AliasEvent:
            continue
        if not trail:
            yield (), event.start_mark.index
        else:
            level = trail[-1]
            if isinstance(level.value, list):
                level.value.append(None)
                here = (*here[: len(trail) - 1], len(level.value) - 1)
                if here in wanted:
                    yield here, event.start_mark.index
            elif not level.awaits_value:
                level.key = event.value if kind is yaml.ScalarEvent else ""
                level.awaits_value = True
                here = (*here[: len(trail) - 1], level.key)
                if here in wanted:
                    yield here, event.start_mark.index
            else:
                level.awaits_value = False
        if opens:
            trail.append(_Level([] if kind is yaml.SequenceStartEvent else {}, None, 0))


def _of_parser(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Say what the parser found, on the line where a reader has to look."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    context = getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "end of stream" in problem and getattr(error, "context_mark", None):
        # What was never closed is noticed at the end; it has to be mended where it began.
        mark = error.context_mark  # type: ignore[attr-defined]  # a marked error has one
    index = mark.index if mark else _index_of_byte(text, getattr(error, "position", None))
    line = None if index is None else _Lines(text).at(min(index, len(text)))
    said = f"{problem} {context}"
    remedy = next((remedy for sign, remedy in _REMEDIES.items() if sign in said), _REMEDY)
    if index is not None and re.match(r" *\t", text[text.rfind("\n", 0, index) + 1 :]):
        problem, remedy = "a tab stands in the indentation", "indent with spaces, not with tabs"
    return Problem(f"this is no YAML: {problem.splitlines()[0]}", file=file, line=line, remedy=remedy)


def _index_of_byte(text: str, position: int | None) -> int | None:
    if position is None:
        return None
    return len(text.encode("utf-8")[:position].decode("utf-8", errors="ignore"))
