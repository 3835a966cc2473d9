"""Maps of areas: neighbours meet, nothing lies outside the picture, and the archipelagos are always there."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.errors import UsageError
from dtts.maps import Area, area_map, communes, provinces
from dtts.maps.frame import fit
from dtts.maps.outline import corners, middle

WEST = Area("1", "Tây", (((100, 10), (101, 10), (101, 11), (100, 11), (100, 10)),))
EAST = Area("2", "Đông", (((101, 10), (102, 10), (102, 11), (101, 11), (101, 10)),))


def places(path: str) -> list[tuple[int, int]]:
    """The corners that path data draws."""
    found = []
    for ring in path.split("z")[:-1]:
        if "h" in ring:
            x, y = map(int, re.findall(r"-?\d+", ring)[:2])
            found += [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
            continue
        start, _, steps = ring[1:].partition("l")
        x, y = map(int, start.split())
        found.append((x, y))
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def test_neighbours_share_the_corners_of_their_edge():
    drawn = area_map([WEST, EAST], width=400, height=400, apart=False)
    west, east = (set(places(area.path)) for area in drawn.areas)
    assert len(west & east) == 2


def test_north_is_up_and_east_is_right():
    drawn = area_map(
        [WEST, EAST], [("a", (100.2, 10.9)), ("b", (101.8, 10.1))], width=400, height=400, apart=False
    )
    first, second = drawn.points
    assert (first.x < second.x, first.y < second.y) == (True, True)
    assert drawn.areas[0].x < drawn.areas[1].x


def test_a_degree_of_longitude_is_as_short_as_it_is_at_that_latitude():
    frame = fit([(100, 59.5), (101, 60.5)], 1000, 1000)
    assert frame.across / frame.down == pytest.approx(0.5)


@pytest.mark.parametrize("province", ["24", "48", "56", "79", "91"])
def test_every_commune_of_a_province_is_drawn_inside_the_picture(province):
    drawn = area_map(communes(province), width=560, height=640, apart=True)
    assert [area.code for area in drawn.areas] == [area.code for area in communes(province)]
    for area in drawn.areas:
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in places(area.path)), area.name


def test_the_country_shows_hoang_sa_and_truong_sa_by_name_where_they_lie():
    drawn = area_map(provinces(), width=560, height=760, apart=False)
    assert [place.name for place in drawn.names] == ["Hoàng Sa (Đà Nẵng)", "Trường Sa (Khánh Hòa)"]
    hanoi = next(area for area in drawn.areas if area.code == "01")
    assert all(place.x > hanoi.x and place.y > hanoi.y for place in drawn.names)
    islets = {area.code: area.path.count("M") for area in drawn.areas if area.code in ("48", "56")}
    assert min(islets.values()) > 5


@pytest.mark.parametrize(("province", "name"), [("48", "Đặc khu Hoàng Sa"), ("56", "Đặc khu Trường Sa")])
def test_a_province_with_an_archipelago_shows_it_in_a_box_and_its_mainland_large(province, name):
    drawn = area_map(communes(province), width=560, height=640, apart=True)
    assert drawn.inset is not None
    assert [place.name for place in drawn.names] == [name]
    mainland = [area for area in drawn.areas if area.name != name]
    assert max(x for area in mainland for x, _ in places(area.path)) <= drawn.inset.left
    assert max(y for area in mainland for _, y in places(area.path)) > 250


def test_a_province_without_one_has_no_box():
    assert area_map(communes("24"), width=560, height=640, apart=True).inset is None


def test_an_islet_smaller_than_a_unit_stays_on_the_map():
    islet = Area("3", "Đảo", (((101.5, 10.5), (101.5001, 10.5), (101.5, 10.5001), (101.5, 10.5)),))
    drawn = area_map([WEST, EAST, islet], width=200, height=200, apart=False)
    assert drawn.areas[2].path.endswith("h1v1h-1z")


@given(st.lists(st.tuples(st.floats(102, 110), st.floats(8, 23)), min_size=3, max_size=12))
def test_no_two_neighbouring_corners_of_an_outline_are_the_same(points):
    ring = (*points, points[0])
    kept = corners(ring, fit(ring, 300, 300))
    assert all(a != b for a, b in pairwise(kept))


def test_the_middle_of_an_area_is_that_of_its_largest_part():
    island = ((105, 10), (105.1, 10), (105.1, 10.1), (105, 10.1), (105, 10))
    frame = fit([(100, 10), (105.1, 11)], 510, 100)
    assert middle([island, WEST.rings[0]], frame) == middle(WEST.rings, frame)


def test_a_province_that_nobody_knows_is_refused_by_its_name():
    with pytest.raises(UsageError, match="'99'"):
        communes("99")
    with pytest.raises(UsageError):
        area_map([], width=10, height=10, apart=False)
