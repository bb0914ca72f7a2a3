"""Pictures of symbols: frames, dashes for what is planned, and nothing in them but shapes."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest

import geomoves as gm
from geomoves.errors import ArgumentError, AssetError
from geomoves.maps import symbols
from geomoves.maps.symbols import draw_symbol, symbol_tables, viewpoint_of
from geomoves.reports.symbolcodes import symbol_code, symbol_words

INFANTRY = symbol_code("infantry battalion")


def frame_of(svg: str) -> str:
    """Return the first element, which is the frame."""
    return re.sub(r"^<svg [^>]*>", "", svg).split(">")[0]


@pytest.mark.parametrize("words", sorted(symbol_words()["entity"]))
def test_every_word_has_a_picture_in_every_frame(words: str) -> None:
    code = symbol_code(words)
    for identity in ("friend", "hostile", "neutral", "unknown"):
        present = draw_symbol(code, identity=identity)
        planned = draw_symbol(code, identity=identity, planned=True)
        # Planned and anticipated units have a dashed frame, and nothing else about them differs.
        assert "stroke-dasharray" not in frame_of(present.svg)
        assert frame_of(planned.svg).count('stroke-dasharray="8,12"') == 1
        assert planned.svg.replace(' stroke-dasharray="8,12"', "", 1) == present.svg
        assert (planned.width, planned.height, planned.x, planned.y) == (
            present.width,
            present.height,
            present.x,
            present.y,
        )


def test_a_code_may_say_itself_that_it_is_planned() -> None:
    planned = INFANTRY[:6] + "1" + INFANTRY[7:]
    assert draw_symbol(planned) == draw_symbol(INFANTRY, planned=True)
    assert draw_symbol("SFGAUCI----F---") == draw_symbol("SFGPUCI----F---", planned=True)


def test_a_codes_own_identity_is_left_out() -> None:
    friend, hostile = (INFANTRY[:3] + digit + INFANTRY[4:] for digit in "36")
    assert draw_symbol(friend) == draw_symbol(hostile)
    assert draw_symbol("SFGPUCI----F---") == draw_symbol("SHGPUCI----F---")


def test_both_kinds_of_code_give_the_same_frame_and_size() -> None:
    number = draw_symbol(symbol_code("infantry brigade"))
    letter = draw_symbol("SFGPUCI----H---")
    assert frame_of(number.svg) == frame_of(letter.svg)
    assert (number.width, number.height) == (letter.width, letter.height)
    # The mark of its size is the last thing drawn.
    assert number.svg.rsplit("<g ", 1)[1] == letter.svg.rsplit("<g ", 1)[1]


def test_a_tint_takes_the_place_of_the_neutral_colour_alone() -> None:
    assert 'fill="#dce9f7"' in frame_of(draw_symbol(INFANTRY, tint="#dce9f7").svg)
    hostile = draw_symbol(INFANTRY, identity="hostile")
    assert "#dce9f7" not in hostile.svg
    assert frame_of(hostile.svg) != frame_of(draw_symbol(INFANTRY).svg)


def test_the_same_code_gives_the_same_picture() -> None:
    first = draw_symbol(INFANTRY)
    draw_symbol.cache_clear()
    assert draw_symbol(INFANTRY) == first


@pytest.mark.parametrize("code", ["10019900009999990000", "SFGPZZZZZZ-----", "10012500001211000000"])
def test_a_code_without_a_picture_is_refused(code: str) -> None:
    with pytest.raises(ArgumentError, match=r"no picture|no frame"):
        draw_symbol(code)


def dossier(**forces: dict[str, str]) -> gm.Dossier:
    return gm.Dossier(title="A test", forces={key: {"name": key, **force} for key, force in forces.items()})


def test_forces_have_rows_of_pictures_and_the_same_one_is_kept_once() -> None:
    tables = symbol_tables(
        dossier(
            a={"symbol": "infantry", "country": "KP"},
            b={},
            c={"symbol": "infantry", "country": "KP"},
            d={"symbol": "infantry", "country": "RU"},
        ),
        None,
    )
    a, b, c, d = tables["force_symbols"]
    assert a == c
    assert b == [-1, -1]
    assert len({*a, *d}) == 4
    assert len(tables["symbols"]) == 4
    # No frame says friend or foe: but for the tint they are one.
    svg_a, svg_d = tables["symbols"][a[0]][0], tables["symbols"][d[0]][0]
    assert re.sub("#[0-9a-f]{6}", "", svg_a) == re.sub("#[0-9a-f]{6}", "", svg_d)
    assert svg_a != svg_d


def test_a_viewpoint_gives_frames_by_the_authors_statement() -> None:
    forces = dossier(
        ours={"symbol": "infantry", "country": "UA"},
        theirs={"symbol": "infantry", "country": "RU"},
        others={"symbol": "infantry", "country": "FR"},
    )
    seen = viewpoint_of({"friend": ["UA"], "hostile": "RU"})
    tables = symbol_tables(forces, seen)
    drawn = [tables["symbols"][row[0]][0] for row in tables["force_symbols"]]
    code = symbol_code("infantry")
    assert drawn == [draw_symbol(code, identity=name).svg for name in ("friend", "hostile", "unknown")]
    assert tables["symbols_seen"] == [["friend", ["UA"]], ["hostile", ["RU"]]]
    assert viewpoint_of("UA").identities == {"UA": "friend"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "wrong", [3, ["UA"], "ua", "Ukraine", {"foe": ["RU"]}, {"friend": ["UA"], "hostile": ["UA"]}]
)
def test_another_viewpoint_is_refused(wrong: Any, example: Any) -> None:
    with pytest.raises(ArgumentError) as caught:
        viewpoint_of(wrong)
    assert caught.value.argument == "symbols_viewpoint"
    with pytest.raises(ArgumentError, match="add symbols=True"):
        gm.build(gm.read_dossier(example)).map(symbols_viewpoint="UA")


def test_a_force_whose_symbol_has_no_picture_is_named() -> None:
    with pytest.raises(ArgumentError) as caught:
        symbol_tables(dossier(body={"symbol": "10019900009999990000"}), None)
    assert caught.value.argument == "forces.body.symbol"


def test_without_the_package_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_symbol.cache_clear()
    monkeypatch.setitem(sys.modules, "milsymbol", None)
    with pytest.raises(AssetError, match=r"geomoves\[symbols\]"):
        draw_symbol(INFANTRY)


def test_a_picture_that_is_more_than_shapes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    good = draw_symbol(INFANTRY).svg
    for part in (
        "<script>x</script>",
        '<image href="x"/>',
        '<path onload="x">',
        "<a>x</a>",
        '<use href="#a"/>',
    ):

        class Symbol:
            svg = good.replace("</svg>", f"{part}</svg>")

            def __init__(self, *_: Any, **__: Any) -> None:
                pass

            def is_valid(self) -> bool:
                return True

            def as_svg(self) -> str:
                return self.svg

        monkeypatch.setattr(symbols, "_milsymbol", lambda made=Symbol: type("m", (), {"Symbol": made}))
        draw_symbol.cache_clear()
        with pytest.raises(ArgumentError):
            draw_symbol(INFANTRY)
    draw_symbol.cache_clear()
