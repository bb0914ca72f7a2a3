"""Dossiers, claims and their parts for property tests: right in every way, and as odd as users write them.

Hypothesis examines each strategy that it meets for the first time, which takes longer than to draw from it.
So the strategies stand here made, and what a dossier names is drawn as a number (`_pick`).
"""

from __future__ import annotations

import string
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from geomoves.reports import (
    Claim,
    Document,
    Dossier,
    End,
    Evidence,
    Force,
    Link,
    Question,
    Speaker,
    Strength,
    When,
    Withdrawn,
)
from geomoves.reports.story import Step, names_of_places
from geomoves.reports.vocabulary import COUNTRY_CODES, Layer

#: Texts that other formats and tools take for something else.
HOSTILE_TEXTS = (
    "NO",
    "8:13",
    "0123",
    "null",
    "~",
    "true",
    "Yes",
    "1e3",
    "0x1F",
    "0o17",
    ".inf",
    "-",
    "- a",
    "? b",
    ": c",
    "# no comment",
    "a # b",
    "a: b",
    "[a, b]",
    "{a: b}",
    "{{7*191}}",
    "{% raw %}",
    "{# gone #}",
    "${alert(1)}",
    "`x`",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "&amp;",
    "&anchor",
    "*alias",
    "!tag",
    "!!int 5",
    "| pipe",
    "> fold",
    "@at",
    "%percent",
    "'single'",
    '"double"',
    'it\'s "both"',
    "back\\slash",
    "\\u0041",
    "tab\there",
    "two\nlines",
    "two\n\nparagraphs",
    "trailing space \nand a line",
    "  indented\n    twice".strip(),
    "a\rb",
    "a\r\nb",
    "emoji 😀🇺🇦",
    "한국어",
    "Київ",
    "עברית",
    "a\u202eb",
    "a\u2028b",
    "a\u2029b",
    "a\u00a0b",
    "a\ufeffb",
    "zero\u200bwidth",
    "2024-10-18",
    "2024-10-18T14:00:00Z",
    "1_000",
    "1,000",
    "=1+1",
    "+1",
    "-1",
    "=cmd|' /C calc'!A0",
    "<<",
    "---",
    "...",
    "%YAML 1.2",
    "None",
    "nan",
    "x" * 300,
    "o'clock, and more",
    "a" * 120 + " " + "b" * 120,
    "\\N",
    "\\",
    "\\n",
)
_IDS = (
    "NO",
    "null",
    "true",
    "0123",
    "1",
    "a.b",
    "x-1",
    "id",
    "claims",
    "Київ",
    "a_b",
    "a-b",
    "y",
    "é",
    "0",
    "e1",
)

#: Words as a record keeps them: not empty, no space around, no control character.
texts = (
    st.one_of(
        st.sampled_from(HOSTILE_TEXTS),
        st.text(
            st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), min_size=1, max_size=40
        ),
    )
    .map(str.strip)
    .filter(bool)
)
_LETTERS = string.ascii_letters + string.digits
ids = st.one_of(
    st.sampled_from(_IDS),
    st.tuples(st.sampled_from(_LETTERS), st.text(_LETTERS + "_.-", max_size=12)).map("".join),
)
countries = st.sampled_from(sorted(COUNTRY_CODES))
days = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))
addresses = st.sampled_from(
    ["https://example.org/a?b=c&d=%20#e", "http://xn--e1afmkfd.example/[x]", "https://[::1]/"]
)
checksums = st.text("0123456789abcdef", min_size=64, max_size=64)
figures = st.one_of(
    st.integers(0, 10**12),
    st.floats(0, 1e12, allow_subnormal=False),
    st.sampled_from([0.5, 1e-7, 1234.567, 1.125]),
)
degrees_east = st.floats(-180, 180, allow_subnormal=False)
degrees_north = st.floats(-90, 90, allow_subnormal=False)
extensions = st.dictionaries(
    st.sampled_from(["x-a", "x-", "x-note.1"]),
    st.recursive(
        st.one_of(texts, st.sampled_from(["", " x ", "null", "true"]), st.none()),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
        max_leaves=6,
    ).filter(lambda value: value is not None),
    max_size=2,
)


_no_extensions = st.one_of(st.just({}), extensions)
# As many of each remainder, however many of up to six are chosen from.
_numbers = st.integers(0, 59)
_few_numbers = st.lists(_numbers, max_size=2)


def _pick(names: list[str], number: int) -> str:
    return names[number % len(names)]


def _optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def _records(record: type, required: dict[str, Any], /, **optional: Any) -> st.SearchStrategy[Any]:
    """Make records of a kind, each optional field stated or not."""
    fields = st.fixed_dictionaries(required, optional=optional)
    return st.tuples(fields, _no_extensions).map(lambda parts: record(**parts[0], **parts[1]))


_optional_texts = _optional(texts)
_forms_of_whens = st.integers(0, 9)
_hows = _optional(st.sampled_from(["within", "throughout", "unclear"]))
_calendars = _optional(st.sampled_from(["gregorian", "julian"]))
_calendars_of_the_last_year = _optional(st.just("gregorian"))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Times as they are stated: days, months, ranges, open ends, words."""
    first, last = sorted((draw(days), draw(days)))
    forms: list[dict[str, Any]] = [
        {"at": first.isoformat()},
        {"at": first.isoformat()[:7]},
        {"at": first.isoformat()[:4]},
        {"at": f"{first.day} {first.strftime('%B')} {first.year:04d}"},
        {"at": f"{first}/{last}"},
        {"from_": first.isoformat(), "to": last.isoformat()},
        {"from_": "open", "to": last.isoformat()},
        {"from_": first.isoformat(), "to": "open"},
        {"to": last.isoformat()},
        {"words": "in the near future"},
    ]
    fields = forms[draw(_forms_of_whens)]
    how = draw(_hows)
    # The last years of the Julian calendar lie beyond the year 9999.
    calendar = draw(_calendars if last.year < 9999 else _calendars_of_the_last_year)
    words = {} if "words" in fields else {"words": draw(_optional_texts)}
    return When(how=how, calendar=calendar, **fields, **words, **draw(_no_extensions))


_whens = whens()
_optional_whens = _optional(_whens)
_names_of_bounds = st.lists(st.sampled_from(["low", "best", "high"]), unique=True)
_figures_of = [st.lists(figures, min_size=count, max_size=count) for count in range(4)]


@st.composite
def strengths(draw: st.DrawFn) -> Strength:
    """Figures with any of their bounds, or with words alone."""
    names = draw(_names_of_bounds)
    values = sorted(draw(_figures_of[len(names)]))
    bounds = dict(zip([name for name in ("low", "best", "high") if name in names], values, strict=True))
    words = draw(_optional_texts if bounds else texts)
    return Strength(**bounds, words=words, unit=draw(_optional_texts), qualifier=draw(_optional_texts))


_strengths = strengths()
_optional_strengths = _optional(_strengths)
_roles = st.dictionaries(
    st.sampled_from(["origin", "transit", "stationed", "training", "assembly", "staging", "destination"]),
    st.one_of(texts.map(lambda text: f"said: {text}"), texts.map(lambda text: f"by the author: {text}")),
    max_size=2,
)
_shared_by_ends = {
    "kind": texts,
    "words": texts,
    "held_by": st.fixed_dictionaries({"by": texts, "said_by": _numbers}, optional={"words": texts}),
    "role": _roles,
}
_site = {"lon": degrees_east, "lat": degrees_north}
# Who says that a place is held stands as a number.
_fields_of_ends = st.one_of(
    texts.map(lambda text: {"name": text}),
    _records(dict, {"name": texts}, id=texts, country=countries, admin1=texts, **_shared_by_ends),
    _records(dict, {"near": texts}, country=countries, **_shared_by_ends),
    _records(dict, {"country": countries}, **_shared_by_ends),
    _records(
        dict,
        _site,
        name=texts,
        precision=st.integers(1, 7),
        radius_km=st.floats(0, 20_000),
        **_shared_by_ends,
    ),
    _records(dict, {"words": texts}, within=countries, where=st.just("unknown"), kind=texts),
)
_one_end = st.lists(_fields_of_ends, max_size=1)
_some_ends = st.lists(_fields_of_ends, max_size=3)
_ends_of_a_movement = st.lists(_fields_of_ends, min_size=1, max_size=3)
_own_places = st.dictionaries(texts, _fields_of_ends, max_size=2)


def _end(fields: dict[str, Any], speakers: list[str]) -> End:
    if "held_by" in fields:
        held_by = fields["held_by"]
        fields = fields | {"held_by": held_by | {"said_by": _pick(speakers, held_by["said_by"])}}
    return End(**fields)


def ends(speakers: list[str]) -> st.SearchStrategy[End]:
    """Places, names, and words for places."""
    return _fields_of_ends.map(lambda fields: _end(fields, speakers))


_kinds_of_claims = st.sampled_from(
    ["movement", "presence", "activity", "condition", "loss", "total", "response"]
)
_fields_of_claims = st.fixed_dictionaries(
    {
        "said": _optional_whens,
        "attribution": _optional(st.sampled_from(["stated", "carried over", "disowned", "none"])),
        "words": _optional_texts,
        "hedge": _optional_texts,
        "note": _optional_texts,
        "sequence": _optional(st.integers(0, 1_000_000)),
        "withdrawn": _optional(st.builds(Withdrawn, on=st.just("2024-10-20"), because=texts)),
    }
)
_stances = st.sampled_from(["confirms", "denies", "cannot confirm", "declines"])
_about = st.lists(_numbers, min_size=1, max_size=2)
_phases = _optional(st.sampled_from(["happened", "under way", "expected", "intended"]))
_independent_because = st.one_of(texts, st.dictionaries(_numbers, texts))
_modes = _optional(st.sampled_from(["sea", "rail", "several"]))
_optional_numbers = _optional(_numbers)
_places_of_presence = st.sampled_from(["at", "at_one_of"])


@st.composite
def claims(draw: st.DrawFn, claim_id: str, pools: dict[str, list[str]], earlier: list[str]) -> Claim:
    """Claims of every kind, which refer to what `pools` and `earlier` name."""

    def some(pool: str) -> list[str]:
        return [_pick(pools[pool], number) for number in draw(_few_numbers)]

    def placed(several: st.SearchStrategy[list[dict[str, Any]]]) -> list[End]:
        return [_end(each, pools["speakers"]) for each in draw(several)]

    kind = draw(_kinds_of_claims)
    fields: dict[str, Any] = {
        "id": claim_id,
        "kind": kind,
        "said_by": _pick(pools["speakers"], draw(_numbers)),
        "in_": _pick(pools["documents"], draw(_numbers)),
        "through": some("speakers"),
        **draw(_fields_of_claims),
    }
    fields |= draw(_no_extensions)
    if kind == "response":
        fields["stance"] = draw(_stances)
        fields["about"] = [_pick([*earlier, *pools["questions"]], number) for number in draw(_about)]
        return Claim(**fields)
    fields["force"] = _pick(pools["forces"], draw(_numbers))
    fields["phase"] = draw(_phases)
    fields["when"] = draw(_optional_whens)
    fields["strength"] = draw(_strengths if kind == "total" else _optional_strengths)
    fields["evidence"] = some("evidence")
    fields["bears_on"] = some("questions")
    because = draw(_independent_because)
    if isinstance(because, dict):
        because = {_pick(["*", *earlier], number): text for number, text in because.items()}
    fields["independent_because"] = because
    if kind == "movement":
        fields["to"] = placed(_ends_of_a_movement)
        fields["from_"] = placed(_one_end)
        fields["via"] = placed(_some_ends)
        fields["mode"] = draw(_modes)
        carried_by = draw(_optional_numbers)
        fields["carried_by"] = None if carried_by is None else _pick(pools["forces"], carried_by)
    else:
        fields[draw(_places_of_presence)] = placed(_some_ends)
    return Claim(**fields)


_two_degrees_east = st.lists(degrees_east, min_size=2, max_size=2, unique=True)
_two_degrees_north = st.lists(degrees_north, min_size=2, max_size=2, unique=True)


@st.composite
def boxes(draw: st.DrawFn) -> list[float]:
    """West, south, east, north, also across the antimeridian."""
    west, east = draw(_two_degrees_east)
    south, north = sorted(draw(_two_degrees_north))
    return [west, south, east, north]


def _is_number(name: str) -> bool:
    try:
        float(name)
    except ValueError:
        return False
    return True


_dated = _whens.filter(lambda when: when.dated)
_boxes = boxes()


def _steps(views: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(
        _records(
            dict,
            {"text": texts},
            view=views,
            time=_dated,
            said_by_day=_dated.filter(lambda when: when.latest is not None),
            select=_numbers,
            layers=st.lists(st.sampled_from(get_args(Layer)), max_size=3),
        ),
        max_size=3,
    )


_steps_of_boxes = _steps(_boxes)
# Names of places stand as their numbers, apart from the edges of a box.
_steps_of_boxes_and_names = _steps(
    st.one_of(_boxes, st.lists(_numbers, min_size=1, max_size=3).map(lambda numbers: {"names": numbers}))
)


def stories(places: list[str], selected: list[str]) -> st.SearchStrategy[list[Step]]:
    """Stories whose steps name some of these places, and select some of these."""
    # A number is an edge of a box and never a name.
    named = [name for name in places if not _is_number(name)]

    def step(fields: dict[str, Any]) -> Step:
        told = dict(fields)
        if isinstance(view := told.get("view"), dict):
            told["view"] = [_pick(named, number) for number in view["names"]]
        if "select" in told:
            told["select"] = _pick(selected, told["select"])
        return Step(**told)

    steps = _steps_of_boxes_and_names if named else _steps_of_boxes
    return steps.map(lambda every: [step(each) for each in every])


_pools = st.lists(ids, min_size=1, max_size=3, unique=True)
_documents = _records(
    Document,
    {"citation": texts},
    title=texts,
    published=_whens,
    url=addresses,
    sha256=checksums,
    note=texts,
)
_speakers = _records(Speaker, {"name": texts}, country=countries, named=st.booleans(), party=st.booleans())
_evidence = _records(
    dict,
    {"kind": st.sampled_from(["image", "video", "track"])},
    read_by=_numbers,
    in_=_numbers,
    captured=_whens,
    seen=st.booleans(),
)
_forces = _records(
    Force, {"name": texts}, country=countries, echelon=texts, named_unit=st.booleans(), note=texts
)
_flags = st.booleans()
_headings = st.one_of(st.just(""), texts)
_as_of = _optional(days.map(date.isoformat))
_theatres = st.one_of(st.none(), st.lists(countries, max_size=3), st.just({"bbox": [170, -10.5, -170, 80]}))


@st.composite
def dossiers(draw: st.DrawFn, most_claims: int = 4) -> Dossier:
    """Whole dossiers whose references all lead somewhere."""
    pools = {name: draw(_pools) for name in ("documents", "speakers", "evidence", "forces", "questions")}
    speakers = pools["speakers"]

    def evidence() -> Evidence:
        fields = dict(draw(_evidence))
        for name, pool in (("read_by", "speakers"), ("in_", "documents")):
            if name in fields:
                fields[name] = _pick(pools[pool], fields[name])
        return Evidence(**fields)

    # `about` names claims and questions: no id may be both.
    free = ids.filter(lambda key: key not in pools["questions"])
    names = draw(st.lists(free, min_size=1, max_size=most_claims, unique=True))
    found: list[Claim] = []
    for name in names:
        found.append(draw(claims(name, pools, [claim.id for claim in found])))
    links = []
    if len(names) > 1 and draw(_flags):
        links.append(Link(a=names[0], b=names[1], kind="tension", because=draw(_optional_texts)))
    own_places = {name: _end(fields, speakers) for name, fields in draw(_own_places).items()}
    spoken = {claim.id: claim for claim in found}
    named_places = sorted(names_of_places(own_places, spoken))
    return Dossier(
        title=draw(_headings),
        description=draw(_headings),
        as_of=draw(_as_of),
        theatre=draw(_theatres),
        documents={key: draw(_documents) for key in pools["documents"]},
        speakers={key: draw(_speakers) for key in speakers},
        evidence={key: evidence() for key in pools["evidence"]},
        forces={key: draw(_forces) for key in pools["forces"]},
        places=own_places,
        questions={key: Question(text=draw(texts)) for key in pools["questions"]},
        claims=found,
        links=links,
        story=draw(stories(named_places, [*names, *pools["forces"]])),
        extensions=draw(extensions),
    )
