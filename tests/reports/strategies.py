"""Dossiers, claims and their parts for property tests: right in every way, and as odd as users write them."""

from __future__ import annotations

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
ids = st.one_of(st.sampled_from(_IDS), st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,12}", fullmatch=True))
countries = st.sampled_from(sorted(COUNTRY_CODES))
days = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))
addresses = st.sampled_from(
    ["https://example.org/a?b=c&d=%20#e", "http://xn--e1afmkfd.example/[x]", "https://[::1]/"]
)
checksums = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
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


def _optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def _records(record: type, required: dict[str, Any], /, **optional: Any) -> st.SearchStrategy[Any]:
    """Make records of a kind, each optional field stated or not."""
    fields = st.fixed_dictionaries(required, optional=optional)
    return st.tuples(fields, st.one_of(st.just({}), extensions)).map(
        lambda parts: record(**parts[0], **parts[1])
    )


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Times as they are stated: days, months, ranges, open ends, words."""
    first, last = sorted((draw(days), draw(days)))
    english = f"{first.day} {first.strftime('%B')} {first.year:04d}"
    fields: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"at": first.isoformat()},
                {"at": first.isoformat()[:7]},
                {"at": first.isoformat()[:4]},
                {"at": english},
                {"at": f"{first}/{last}"},
                {"from_": first.isoformat(), "to": last.isoformat()},
                {"from_": "open", "to": last.isoformat()},
                {"from_": first.isoformat(), "to": "open"},
                {"to": last.isoformat()},
                {"words": "in the near future"},
            ]
        )
    )
    how = draw(_optional(st.sampled_from(["within", "throughout", "unclear"])))
    # The last years of the Julian calendar lie beyond the year 9999.
    calendar = draw(
        _optional(st.sampled_from(["gregorian", "julian"] if last.year < 9999 else ["gregorian"]))
    )
    words = {} if "words" in fields else {"words": draw(_optional(texts))}
    return When(how=how, calendar=calendar, **fields, **words, **draw(st.one_of(st.just({}), extensions)))


@st.composite
def strengths(draw: st.DrawFn) -> Strength:
    """Figures with any of their bounds, or with words alone."""
    names = draw(st.lists(st.sampled_from(["low", "best", "high"]), unique=True))
    values = sorted(draw(st.lists(figures, min_size=len(names), max_size=len(names))))
    bounds = dict(zip([name for name in ("low", "best", "high") if name in names], values, strict=True))
    words = draw(texts if not bounds else _optional(texts))
    return Strength(**bounds, words=words, unit=draw(_optional(texts)), qualifier=draw(_optional(texts)))


def roles() -> st.SearchStrategy[dict[str, str]]:
    """Roles, each with its basis."""
    return st.dictionaries(
        st.sampled_from(["origin", "transit", "stationed", "training", "assembly", "staging", "destination"]),
        st.one_of(texts.map(lambda text: f"said: {text}"), texts.map(lambda text: f"by the author: {text}")),
        max_size=2,
    )


def ends(speakers: list[str]) -> st.SearchStrategy[End]:
    """Places, names, and words for places."""
    held_by = st.fixed_dictionaries(
        {"by": texts, "said_by": st.sampled_from(speakers)}, optional={"words": texts}
    )
    shared = {"kind": texts, "words": texts, "held_by": held_by, "role": roles()}
    site = {"lon": degrees_east, "lat": degrees_north}
    return st.one_of(
        texts.map(lambda text: End(name=text)),
        _records(End, {"name": texts}, id=texts, country=countries, admin1=texts, **shared),
        _records(End, {"near": texts}, country=countries, **shared),
        _records(End, {"country": countries}, **shared),
        _records(
            End, site, name=texts, precision=st.integers(1, 7), radius_km=st.floats(0, 20_000), **shared
        ),
        _records(End, {"words": texts}, within=countries, where=st.just("unknown"), kind=texts),
    )


@st.composite
def claims(draw: st.DrawFn, claim_id: str, pools: dict[str, list[str]], earlier: list[str]) -> Claim:
    """Claims of every kind, which refer to what `pools` and `earlier` name."""
    end = ends(pools["speakers"])
    several = st.lists(end, max_size=3)
    kind = draw(
        st.sampled_from(["movement", "presence", "activity", "condition", "loss", "total", "response"])
    )
    fields: dict[str, Any] = {
        "id": claim_id,
        "kind": kind,
        "said_by": draw(st.sampled_from(pools["speakers"])),
        "in_": draw(st.sampled_from(pools["documents"])),
        "through": draw(st.lists(st.sampled_from(pools["speakers"]), max_size=2)),
        "said": draw(_optional(whens())),
        "attribution": draw(_optional(st.sampled_from(["stated", "carried over", "disowned", "none"]))),
        "words": draw(_optional(texts)),
        "hedge": draw(_optional(texts)),
        "note": draw(_optional(texts)),
        "sequence": draw(_optional(st.integers(0, 1_000_000))),
        "withdrawn": draw(_optional(st.builds(Withdrawn, on=st.just("2024-10-20"), because=texts))),
    }
    fields |= draw(st.one_of(st.just({}), extensions))
    if kind == "response":
        fields["stance"] = draw(st.sampled_from(["confirms", "denies", "cannot confirm", "declines"]))
        fields["about"] = draw(
            st.lists(st.sampled_from([*earlier, *pools["questions"]]), min_size=1, max_size=2)
        )
        return Claim(**fields)
    fields["force"] = draw(st.sampled_from(pools["forces"]))
    fields["phase"] = draw(_optional(st.sampled_from(["happened", "under way", "expected", "intended"])))
    fields["when"] = draw(_optional(whens()))
    fields["strength"] = draw(strengths() if kind == "total" else _optional(strengths()))
    fields["evidence"] = draw(st.lists(st.sampled_from(pools["evidence"]), max_size=2))
    fields["bears_on"] = draw(st.lists(st.sampled_from(pools["questions"]), max_size=2))
    fields["independent_because"] = draw(
        st.one_of(texts, st.dictionaries(st.sampled_from(["*", *earlier]), texts))
    )
    if kind == "movement":
        fields["to"] = draw(st.lists(end, min_size=1, max_size=3))
        fields["from_"] = draw(st.lists(end, max_size=1))
        fields["via"] = draw(several)
        fields["mode"] = draw(_optional(st.sampled_from(["sea", "rail", "several"])))
        fields["carried_by"] = draw(_optional(st.sampled_from(pools["forces"])))
    else:
        fields[draw(st.sampled_from(["at", "at_one_of"]))] = draw(several)
    return Claim(**fields)


@st.composite
def boxes(draw: st.DrawFn) -> list[float]:
    """West, south, east, north, also across the antimeridian."""
    west, east = draw(st.lists(degrees_east, min_size=2, max_size=2, unique=True))
    south, north = sorted(draw(st.lists(degrees_north, min_size=2, max_size=2, unique=True)))
    return [west, south, east, north]


def _is_number(name: str) -> bool:
    try:
        float(name)
    except ValueError:
        return False
    return True


def stories(places: list[str], selected: list[str]) -> st.SearchStrategy[list[Step]]:
    """Stories whose steps name some of these places, and select some of these."""
    # A number is an edge of a box and never a name.
    named = [name for name in places if not _is_number(name)]
    views: list[st.SearchStrategy[Any]] = [boxes()]
    if named:
        views.append(st.lists(st.sampled_from(named), min_size=1, max_size=3))
    dated = whens().filter(lambda when: when.dated)
    step = _records(
        Step,
        {"text": texts},
        view=st.one_of(views),
        time=dated,
        said_by_day=dated.filter(lambda when: when.latest is not None),
        select=st.sampled_from(selected),
        layers=st.lists(st.sampled_from(get_args(Layer)), max_size=3),
    )
    return st.lists(step, max_size=3)


@st.composite
def dossiers(draw: st.DrawFn, most_claims: int = 4) -> Dossier:
    """Whole dossiers whose references all lead somewhere."""
    pools = {
        name: draw(st.lists(ids, min_size=1, max_size=3, unique=True))
        for name in ("documents", "speakers", "evidence", "forces", "questions")
    }
    speakers = pools["speakers"]
    document = _records(
        Document,
        {"citation": texts},
        title=texts,
        published=whens(),
        url=addresses,
        sha256=checksums,
        note=texts,
    )
    speaker = _records(Speaker, {"name": texts}, country=countries, named=st.booleans(), party=st.booleans())
    evidence = _records(
        Evidence,
        {"kind": st.sampled_from(["image", "video", "track"])},
        read_by=st.sampled_from(speakers),
        in_=st.sampled_from(pools["documents"]),
        captured=whens(),
        seen=st.booleans(),
    )
    force = _records(
        Force, {"name": texts}, country=countries, echelon=texts, named_unit=st.booleans(), note=texts
    )
    # `about` names claims and questions: no id may be both.
    free = ids.filter(lambda key: key not in pools["questions"])
    names = draw(st.lists(free, min_size=1, max_size=most_claims, unique=True))
    found: list[Claim] = []
    for name in names:
        found.append(draw(claims(name, pools, [claim.id for claim in found])))
    links = []
    if len(names) > 1 and draw(st.booleans()):
        links.append(Link(a=names[0], b=names[1], kind="tension", because=draw(_optional(texts))))
    own_places = draw(st.dictionaries(texts, ends(speakers), max_size=2))
    spoken = {claim.id: claim for claim in found}
    named_places = sorted(names_of_places(own_places, spoken))
    return Dossier(
        title=draw(st.one_of(st.just(""), texts)),
        description=draw(st.one_of(st.just(""), texts)),
        as_of=draw(_optional(days.map(date.isoformat))),
        theatre=draw(
            st.one_of(st.none(), st.lists(countries, max_size=3), st.just({"bbox": [170, -10.5, -170, 80]}))
        ),
        documents={key: draw(document) for key in pools["documents"]},
        speakers={key: draw(speaker) for key in speakers},
        evidence={key: draw(evidence) for key in pools["evidence"]},
        forces={key: draw(force) for key in pools["forces"]},
        places=own_places,
        questions={key: Question(text=draw(texts)) for key in pools["questions"]},
        claims=found,
        links=links,
        story=draw(stories(named_places, [*names, *pools["forces"]])),
        extensions=draw(extensions),
    )
