"""Dossier files that are wrong in what they say: references, times, numbers, places, claims.

See `tests.reports.bad_files` for how a case is written.
"""

from __future__ import annotations

from tests.reports.bad_files import GOOD, json_file, whole_file, with_claim, with_line, with_more

#: References that lead nowhere, times and places that are none, claims that contradict themselves.
CLAIMS = [
    # References
    with_line("an unknown speaker", "said_by:", "said_by: niss", ("~.said_by", "did you mean `nis`?")),
    with_line("an unknown document", "in:", "in: pages", ("~.in", "did you mean `page`?")),
    with_line("an unknown force", "force:", "force: dprc", ("~.force", "did you mean `dprk`?")),
    with_line(
        "an unknown voice between",
        "kind: movement",
        "kind: movement\n    through: [nis, medi]",
        ("~.through.1", "did you mean `media`?"),
        line=20,
    ),
    with_line(
        "an unknown piece of evidence",
        "kind: movement",
        "kind: movement\n    evidence: fotos",
        ("~.evidence", "no such piece of evidence"),
        line=20,
    ),
    with_line(
        "an unknown question",
        "kind: movement",
        "kind: movement\n    bears_on: wars",
        ("~.bears_on", "did you mean `war`?"),
        line=20,
    ),
    with_line(
        "an unknown question answered",
        "kind: movement",
        "kind: movement\n    answers: peace",
        ("~.answers", "add it under `questions`"),
        line=20,
    ),
    with_line(
        "an unknown claim", "when:", "when: {after: cross}", ("~.when.after", "did you mean `crossing`?")
    ),
    with_line(
        "an unknown figure",
        "strength:",
        "strength: {best: 2, includes: other}",
        ("~.strength.includes", "no such claim"),
    ),
    with_line(
        "an unknown whole",
        "first:",
        "first: {name: F, part_of: dprkk}",
        ("forces.first.part_of", "did you mean `dprk`"),
    ),
    with_line(
        "an unknown carrier",
        "kind: movement",
        "kind: movement\n    carried_by: navy",
        ("~.carried_by", "no such force"),
        line=20,
    ),
    with_line(
        "an unknown reader",
        "photo:",
        "photo: {kind: image, read_by: nobody, in: nowhere}",
        ("evidence.photo.read_by", "no such speaker"),
        ("evidence.photo.in", "no such document"),
    ),
    with_line(
        "about nothing",
        "kremlin:",
        "kremlin: {kind: response, in: page, said_by: media, about: wat, stance: denies}",
        ("claims.kremlin.about", "did you mean `war`"),
    ),
    with_line(
        "held by an unknown voice",
        "to:",
        "to: {name: Donetsk, held_by: {by: RU, said_by: who}}",
        ("~.to.held_by.said_by", "no such speaker"),
    ),
    with_line(
        "independent of nothing",
        "kind: movement",
        "kind: movement\n    independent_because: {others: they were there}",
        ("~.independent_because.others", "no such claim"),
        line=20,
    ),
    with_more(
        "a link to nothing",
        "links:\n  - {a: crossing, b: crosing, kind: tension}\n",
        (2, "links.0.b", "did you mean `crossing`"),
    ),
    with_more(
        "one id for two",
        "  war: {kind: loss, in: page, said_by: nis, force: dprk}\n",
        (-10, "questions.war", "another id"),
    ),
    # Corrections
    with_more(
        "another's words taken back",
        "  back: {kind: response, in: page, said_by: media, about: crossing, stance: retracts}\n",
        (1, "claims.back.about", "only its own speaker"),
    ),
    with_more(
        "a withdrawal without a reason",
        "  gone: {kind: loss, in: page, said_by: nis, force: dprk, withdrawn: {on: 2024-10-20}}\n",
        (1, "claims.gone.withdrawn.because", "required"),
    ),
    with_more(
        "a withdrawal without a day",
        "  gone:\n    {kind: loss, in: page, said_by: nis, force: dprk,"
        " withdrawn: {on: {words: later}, because: x}}\n",
        (2, "claims.gone.withdrawn.on", "no day"),
    ),
    with_line(
        "a sequence that is none",
        "kind: movement",
        "kind: movement\n    sequence: first",
        ("~.sequence", "no whole number"),
        line=20,
    ),
    with_line(
        "counted from a day that is not stated",
        "when:",
        "when: the past week",
        ("~.when", "add `said`"),
    ),
    with_line("a weekday alone", "when:", "when: on Friday", ("~.when", "last Friday")),
    with_line("a season", "when:", "when: winter 2024", ("~.when", "a season begins")),
    with_more(
        "superseded in a circle",
        "  second: {kind: loss, in: page, said_by: media, force: dprk}\nlinks:\n"
        "  - {a: second, b: crossing, kind: supersedes}\n  - {a: crossing, b: second, kind: supersedes}\n",
        (3, "links.0", "supersedes itself"),
    ),
    with_more(
        "both finer and newer",
        "  second: {kind: loss, in: page, said_by: media, force: dprk}\nlinks:\n"
        "  - {a: second, b: crossing, kind: supersedes}\n  - {a: second, b: crossing, kind: refines}\n",
        (4, "links.1.kind", "both refines and supersedes"),
    ),
    # Circles
    with_line(
        "a force in itself",
        "dprk:",
        "dprk: {name: Soldiers, part_of: first}",
        ("forces.dprk.part_of", "part of itself"),
    ),
    with_line(
        "a force apart from its whole",
        "first:",
        "first: {name: F, part_of: dprk, apart_from: dprk}",
        ("forces.first.apart_from", "apart from"),
    ),
    with_line("after itself", "when:", "when: {after: crossing}", ("~.when.after", "after itself")),
    with_line(
        "a figure in itself",
        "strength:",
        "strength: {best: 2, includes: crossing}",
        ("~.strength.includes", "includes itself"),
    ),
    with_line(
        "a response about itself",
        "kremlin:",
        "kremlin: {kind: response, in: page, said_by: nis, about: kremlin, stance: denies}",
        ("claims.kremlin.about", "about itself"),
    ),
    with_more(
        "responses in a circle",
        "  one: {kind: response, in: page, said_by: nis, about: two, stance: denies}\n"
        "  two: {kind: response, in: page, said_by: nis, about: [war, one], stance: confirms}\n",
        (1, "claims.one.about", "in a circle"),
    ),
    with_more(
        "a link of one claim",
        "links:\n  - {a: crossing, b: crossing, kind: tension}\n",
        (2, "links.0.b", "itself"),
    ),
    # Times
    with_line(
        "an end before the start", "when:", "when: 2024-10-13/2024-10-08", ("~.when", "before it starts")
    ),
    with_line("the same in words", "when:", "when: 13–8 October 2024", ("~.when", "before it starts")),
    with_line("no such day", "when:", "when: 2024-02-30", ("~.when", "has no day 30")),
    with_line("no such month", "when:", "when: 2024-13", ("~.when", "no month 13")),
    with_line("nothing but zeros", "when:", "when: 0000-00-00", ("~.when", "no year 0")),
    with_line("a day without its year", "when:", "when: 8 October", ("~.when", "no date")),
    with_line("words for a day", "when:", "when: in those days", ("~.when", "8–13 October 2024")),
    with_line("a clock without its zone", "when:", "when: 2024-10-18T14:00", ("~.when", "zone")),
    with_line(
        "both ends open", "when:", "when: {from: open, to: open}", ("~.when.from", "both ends are open")
    ),
    with_line(
        "a day and a range", "when:", "when: {at: 2024-10-18, to: 2024-10-19}", ("~.when.at", "stands beside")
    ),
    with_line(
        "a wrong how", "when:", "when: {at: 2024-10-18, how: witihn}", ("~.when.how", "did you mean `within`")
    ),
    with_line("no day to be as of", "as_of:", "as_of: {words: recently}", ("as_of", "no day")),
    with_line("a slash too many", "when:", "when: 2024-10-08/2024-10-10/2024-10-13", ("~.when", "no date")),
    # Numbers
    with_line("no figure", "strength:", "strength: a handful, at most", ("~.strength", "no figure")),
    with_line(
        "a figure below nothing", "strength:", "strength: {best: -5}", ("~.strength.best", "at least 0")
    ),
    with_line(
        "bounds upside down", "strength:", "strength: {low: 20, high: 10}", ("~.strength.low", "not in order")
    ),
    with_line("a point for thousands", "strength:", "strength: 1.500", ("~.strength", "two ways")),
    with_line("no finite figure", "strength:", "strength: {best: .inf}", ("~.strength.best", "no number")),
    with_line("an endless figure", "strength:", "strength: {best: 1e999}", ("~.strength.best", "finite")),
    with_line(
        "a figure without sense", "strength:", "strength: {best: 1e30}", ("~.strength.best", "at most")
    ),
    with_line("a strength of words", "strength:", "strength: [1, 2]", ("~.strength", "up to 12,000")),
    with_line("nothing stated", "strength:", "strength: {unit: soldiers}", ("~.strength", "says nothing")),
    # Places
    with_line("latitude 95", "to:", "to: {lon: 20, lat: 95}", ("~.to.lat", "not on Earth")),
    with_line("swapped", "to:", "to: {lon: 43.1, lat: 131.9}", ("~.to.lat", "are `lon` and `lat` swapped?")),
    with_line("longitude 200", "to:", "to: {lon: 200, lat: 5}", ("~.to.lon", "not on Earth")),
    with_line("half a coordinate", "to:", "to: {name: V, lon: 20}", ("~.to.lon", "stands without `lat`")),
    with_line(
        "degrees and minutes",
        "to:",
        "to: {lon: 131°54', lat: 43°8'}",
        ("~.to.lon", "decimal degrees"),
        ("~.to.lat", "decimal degrees"),
    ),
    with_line(
        "no such country",
        "theatre:",
        "theatre: [KP, kr, XX]",
        ("theatre.1", "write KR"),
        ("theatre.2", "country code"),
    ),
    with_line(
        "the United Kingdom",
        "dprk:",
        "dprk: {name: Soldiers, country: UK}",
        ("forces.dprk.country", "write GB"),
    ),
    with_line("a country in words", "to:", "to: {country: Russia}", ("~.to.country", "two capital letters")),
    with_line(
        "a box out of range", "theatre:", "theatre: {bbox: [0, 95, 10, 99]}", ("theatre.bbox", "out of range")
    ),
    with_line("half a box", "theatre:", "theatre: {bbox: [0, 10]}", ("theatre.bbox", "four numbers")),
    with_line("no theatre", "theatre:", "theatre: {box: [0, 1, 2, 3]}", ("theatre", "country codes")),
    with_line("no place at all", "to:", "to: {kind: port}", ("~.to.name", "says no place")),
    with_line(
        "known and unknown", "to:", "to: {name: Kursk, where: unknown}", ("~.to.where", "beside a place")
    ),
    with_line(
        "an area without its place",
        "to:",
        "to: {country: RU, admin1: Amur Oblast}",
        ("~.to.admin1", "name: Amur Oblast"),
    ),
    with_line("precision nine", "to:", "to: {name: Kursk, precision: 9}", ("~.to.precision", "at most 7")),
    with_line(
        "the third of three", "to:", "to: [Kursk, Belgorod, {nam: x}]", ("~.to.2.nam", "did you mean `name`")
    ),
    # Words of the lists
    with_line("no such kind", "kind: movement", "kind: move", ("~.kind", "did you mean `movement`")),
    with_line(
        "no such stance",
        "kremlin:",
        "kremlin: {kind: response, in: page, said_by: media, about: war, stance: denied}",
        ("claims.kremlin.stance", "use one of"),
    ),
    with_line(
        "no such mode",
        "kind: movement",
        "kind: movement\n    mode: train",
        ("~.mode", "did you mean"),
        line=20,
    ),
    with_line(
        "no such role",
        "to:",
        'to: {name: Kursk, role: {stageing: "said: x"}}',
        ("~.to.role", "did you mean `staging`"),
    ),
    with_line(
        "a role without its basis",
        "to:",
        "to: {name: Kursk, role: staging}",
        ("~.to.role", "needs its basis"),
    ),
    with_line(
        "a role with none",
        "to:",
        "to: {name: Kursk, role: {staging: it looks so}}",
        ("~.to.role", "by the author"),
    ),
    with_line(
        "a role without a reason",
        "to:",
        'to: {name: Kursk, role: {staging: "by the author: "}}',
        ("~.to.role", "no reason"),
    ),
    with_line(
        "neither true nor false",
        "nis:",
        "nis: {name: N, party: yes}",
        ("speakers.nis.party", "true or false"),
    ),
    with_line(
        "no web address",
        "page:",
        "page: {url: 'javascript:alert(1)'}",
        ("documents.page.url", "no web address"),
    ),
    with_line(
        "no checksum",
        "page:",
        "page: {citation: A page, sha256: abc}",
        ("documents.page.sha256", "64 hexadecimal digits"),
    ),
    # Claims that say too much or too little
    with_claim(
        "a movement without ends", "kind: movement, force: dprk", ("~.to", "needs `from`, `via` or `to`")
    ),
    with_claim(
        "a movement at a place", "kind: movement, force: dprk, to: Kursk, at: Kursk", ("~.at", "has no `at`")
    ),
    with_claim("a presence to a place", "kind: presence, force: dprk, to: Kursk", ("~.to", "has no `to`")),
    with_claim("no force", "kind: presence, at: Kursk", ("~.force", "needs `force`")),
    with_claim("a total of nothing", "kind: total, force: dprk", ("~.strength", "needs `strength`")),
    with_claim(
        "an answer that says nothing",
        "kind: response",
        ("~.about", "needs `about`"),
        ("~.stance", "needs `stance`"),
    ),
    with_claim(
        "a response with a number",
        "kind: response, about: war, stance: denies, strength: 5, when: 2024, to: Kursk",
        ("~.strength", "no number"),
        ("~.when", "no event time"),
        ("~.to", "has no `to`"),
    ),
    with_claim(
        "a stance without an answer",
        "kind: loss, force: dprk, at: Kursk, stance: denies",
        ("~.stance", "response"),
    ),
    with_claim(
        "both of all and one of",
        "kind: presence, force: dprk, at: Kursk, at_one_of: [Belgorod, Kursk]",
        ("~.at_one_of", "stands beside"),
    ),
    with_claim(
        "who went where",
        "kind: movement, force: dprk, from: [Kursk, Belgorod], to: [Kursk, Belgorod]",
        ("~.from", "who went where"),
    ),
    with_claim(
        "an origin without a from",
        'kind: movement, force: dprk, to: Kursk, role: {origin: "said: x"}',
        ("~.role", "needs a `from`"),
    ),
    with_line("two voices", "said_by:", "said_by: [nis, media]", ("~.said_by", "one claim for each voice")),
    with_line("a mapping for text", "title:", "title: {en: A dossier}", ("title", "text")),
    with_line("a text that is too long", "title:", "title: " + "a" * 30_000, ("title", "too long")),
    json_file("true for text", {"title": True}, (23, "title", "text")),
    json_file(
        "true for a number",
        {"places": {"camp": {"lon": True, "lat": 5}}},
        (25, "places.camp.lon", "no number"),
    ),
    # All of them at once
    whole_file(
        "many mistakes",
        GOOD.replace("said_by: nis", "said_by: [nis]")
        .replace("force: dprk", "force: dprc")
        .replace("when: 2024-10-08/2024-10-13", "at: Kursk")
        .replace("to: Vladivostok", "to: {lat: 95, lon: 5}")
        .replace("stance: denies", "stance: denial")
        .replace("about: war", "about: wat")
        .replace("A dossier", "[a]"),
        (2, "title", "text"),
        (21, "~.said_by", "one claim for each voice"),
        (22, "~.force", "did you mean `dprk`"),
        (24, "~.to.lat", "not on Earth"),
        (25, "~.at", "has no `at`"),
        (26, "claims.kremlin.stance", "use one of"),
        (26, "claims.kremlin.about", "did you mean `war`"),
    ),
    with_more(
        "an id with a dot",
        "  a.b:\n    kind: presence\n    in: page\n    said_by: nis\n    force: dprk\n"
        "    when: never\n    at: Kursk\n",
        (6, "claims.'a.b'.when", "no date"),
    ),
    whole_file(
        "Windows line ends",
        GOOD.replace("said_by: nis", "said_by: x").replace("\n", "\r\n"),
        (21, "~.said_by", ""),
    ),
    whole_file(
        "old Macintosh line ends",
        GOOD.replace("said_by: nis", "said_by: x").replace("\n", "\r"),
        (21, "~.said_by", ""),
    ),
    whole_file(
        "a mark at the start", "\ufeff" + GOOD.replace("said_by: nis", "said_by: x"), (21, "~.said_by", "")
    ),
    whole_file(
        "rare line breaks",
        GOOD.replace("A dossier", "'A\u2028dossier'").replace("said_by: nis", "said_by: x"),
        (21, "~.said_by", ""),
    ),
    whole_file(
        "a list of claims",
        GOOD[: GOOD.index("claims:")]
        + "claims:\n  - {id: one, kind: loss, in: page, said_by: who, force: dprk}\n"
        "  - {kind: loss, in: page, said_by: nis, force: dprk}\n  - {id: one, kind: total}\n",
        (18, "claims.one.said_by", "no such speaker"),
        (19, "claims.1.id", "required"),
        (20, "claims.2", "taken"),
    ),
    json_file(
        "lines of JSON",
        {"forces": {"dprk": {"name": "S", "country": "ZZ"}}},
        (14, "forces.dprk.country", "country code"),
    ),
]
