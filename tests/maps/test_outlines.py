"""Countries as outlines and labels."""

import pytest

from geomoves.errors import ArgumentError
from geomoves.maps.outlines import country_codes, country_outline
from geomoves.maps.rings import decode, double_area
from geomoves.maps.viewpoints import points_of_view

BLACK_SEA = (28, 42, 42, 49)
CRIMEA = (34.2, 45.2)


def holds(outline, lon, lat):
    """Whether a point is filled by the even-odd rule."""
    x, y = lon * outline.scale, lat * outline.scale
    inside = False
    for flat in outline.rings:
        ring = decode(flat)
        for (ax, ay), (bx, by) in zip([ring[-1], *ring], ring, strict=False):
            if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
                inside = not inside
    return inside


def area(outline):
    return sum(abs(double_area(decode(ring))) for ring in outline.rings)


@pytest.mark.parametrize("view", points_of_view())
def test_crimea_is_in_one_outline_and_the_view_says_whose(view):
    ukraine = country_outline("UA", point_of_view=view, bounds=BLACK_SEA)
    russia = country_outline("RU", point_of_view=view, bounds=BLACK_SEA)
    russias = view in {"ru", "de facto", "tlc"}
    assert holds(russia, *CRIMEA) == russias
    assert holds(ukraine, *CRIMEA) != russias
    assert ("Crimea" in russia.includes, "Crimea" in ukraine.leaves_out) == (russias, russias)
    assert ("Crimea" in ukraine.includes, "Crimea" in russia.leaves_out) == (not russias, not russias)


def test_areas_that_are_put_together_lose_the_line_between_them():
    # No line is left, and nothing is lost or counted twice.
    with_crimea, without = (
        country_outline("UA", point_of_view=view, bounds=BLACK_SEA) for view in ("ua", "ru")
    )
    russia_with, russia_without = (
        country_outline("RU", point_of_view=view, bounds=BLACK_SEA) for view in ("ru", "ua")
    )
    assert area(with_crimea) - area(without) == area(russia_with) - area(russia_without) > 0
    assert len(with_crimea.rings) == len(without.rings)
    serbia, kosovo = (country_outline(code, bounds=(18, 41, 24, 47)) for code in ("RS", "XK"))
    alone = country_outline("RS", point_of_view="de facto", bounds=(18, 41, 24, 47))
    assert area(serbia) == area(alone) + area(kosovo)
    assert len(serbia.rings) == 1


@pytest.mark.parametrize(
    ("view", "moroccos"), [("iso", False), ("ua", False), ("de facto", True), ("ma", True)]
)
def test_western_sahara(view, moroccos):
    laayoune = (-13.0, 26.5)
    assert holds(country_outline("EH", point_of_view=view), *laayoune)
    assert holds(country_outline("MA", point_of_view=view), *laayoune) == moroccos
    assert holds(country_outline("MA", point_of_view=view), -8, 31.6)


@pytest.mark.parametrize(
    ("code", "view", "place", "held"),
    [
        ("RS", "iso", (20.9, 42.6), True),
        ("RS", "us", (20.9, 42.6), False),
        ("RS", "gb", (20.9, 42.6), False),
        ("XK", "iso", (20.9, 42.6), True),
        ("CN", "cn", (121, 24), True),
        ("CN", "iso", (121, 24), False),
        ("TW", "cn", (121, 24), True),
        ("JP", "jp", (147.9, 45.0), True),
        ("JP", "iso", (147.9, 45.0), False),
        ("RU", "jp", (147.9, 45.0), False),
        ("CY", "iso", (33.4, 35.3), True),
        ("CY", "tr", (33.4, 35.3), False),
        ("AR", "ar", (-59, -51.8), True),
        ("FR", "iso", (-53, 4), False),
        ("GF", "iso", (-53, 4), True),
        ("NO", "iso", (18.4, 78.8), False),
        ("SJ", "iso", (18.4, 78.8), True),
        ("UY", "ar", (-59.55, 13.15), False),
        ("LS", "iso", (28.2, -29.5), True),
        ("ZA", "iso", (28.2, -29.5), False),
    ],
)
def test_who_holds_what(code, view, place, held):
    assert holds(country_outline(code, point_of_view=view), *place) == held


def test_every_label_stands_inside_its_country():
    codes = country_codes()
    assert len(codes) > 240
    outlines = [country_outline(code) for code in codes]
    assert [one.code for one in outlines if not holds(one, one.label_lon, one.label_lat)] == []
    assert all(one.name and one.rings for one in outlines)


def test_names_are_those_that_people_use():
    wanted = {
        "KP": "North Korea",
        "RU": "Russia",
        "CN": "China",
        "AU": "Australia",
        "US": "United States of America",
    }
    assert {code: country_outline(code).name for code in wanted} == wanted


@pytest.mark.parametrize("bounds", [(120, 35, 145, 55), (-200, 60, -165, 70), (170, 60, -175, 70)])
def test_the_label_stands_in_the_window(bounds):
    russia = country_outline("RU", bounds=bounds)
    west, south, east, north = bounds
    east += 360 * (west > east)
    assert west < russia.label_lon < east
    assert south < russia.label_lat < north
    assert holds(russia, russia.label_lon, russia.label_lat)


def test_a_country_out_of_the_window_keeps_its_label():
    france = country_outline("FR", bounds=BLACK_SEA)
    assert holds(france, france.label_lon, france.label_lat)


def test_a_country_across_the_antimeridian_is_in_one_place():
    for code in ("RU", "FJ", "US", "NZ"):
        rings = [decode(ring) for ring in country_outline(code).rings]
        xs = [x for ring in rings for x, _ in ring]
        assert max(xs) - min(xs) < 250_000
    fiji = country_outline("FJ", bounds=(-190, -20, -170, -10))
    assert all(-186 < x / fiji.scale < -177 for ring in fiji.rings for x, _ in decode(ring))


def test_antarctica_has_an_outline():
    antarctica = country_outline("AQ")
    assert holds(antarctica, antarctica.label_lon, antarctica.label_lat)
    assert min(y for ring in antarctica.rings for _, y in decode(ring)) == -85_060


def test_an_outline_of_its_own_is_light():
    assert sum(map(len, country_outline("RU").rings)) // 2 < 4000
    assert sum(map(len, country_outline("KP").rings)) // 2 < 400


@pytest.mark.parametrize("code", ["GI", "SU", "ZZ", "YU"])
def test_no_outline_is_none(code):
    assert country_outline(code) is None


@pytest.mark.parametrize("code", ["", "RUS", "R", "R1", "ру", None, 12])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(ArgumentError) as caught:
        country_outline(code)
    assert caught.value.argument == "code"


def test_capitals_do_not_matter():
    assert country_outline(" kp ") == country_outline("KP")
