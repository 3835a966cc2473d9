"""The country as tiles: each province once, none upon another, about where it lies, with both archipelagos."""

from __future__ import annotations

from collections import Counter

import pytest

from dtts.maps import Known, area_map, choropleth, provinces, tile_map

COUNTRY = area_map(provinces(), width=560, height=640, apart=False)
DRAWN = tile_map(choropleth(COUNTRY, {"12": Known(45.2), "48": Known(3.0), "56": Known(None, "Q")}))


def test_every_province_has_one_tile_and_the_two_with_archipelagos_two():
    counts = Counter(tile.tinted.area.code for tile in DRAWN.tiles)
    assert set(counts) == {area.code for area in provinces()}
    assert {code for code, count in counts.items() if count > 1} == {"48", "56"}


def test_no_two_tiles_share_a_place_and_all_are_in_the_picture():
    places = [(tile.x, tile.y) for tile in DRAWN.tiles]
    assert len(set(places)) == len(places)
    assert all(x + DRAWN.side <= DRAWN.width and y + DRAWN.tall <= DRAWN.height for x, y in places)


@pytest.mark.parametrize(("code", "name"), [("48", "Hoàng Sa"), ("56", "Trường Sa")])
def test_an_archipelago_lies_east_of_its_province_with_its_value(code, name):
    mainland, islands = sorted((t for t in DRAWN.tiles if t.tinted.area.code == code), key=lambda t: t.x)
    assert " ".join(line for _, line in islands.lines) == name
    assert islands.x > mainland.x
    assert islands.tinted == mainland.tinted


def test_the_names_are_those_of_the_provinces():
    official = {area.code: area.name for area in provinces()}
    for tile in DRAWN.tiles:
        name = " ".join(line for _, line in tile.lines)
        if name not in ("Hoàng Sa", "Trường Sa"):
            assert official[tile.tinted.area.code].endswith(name)


@pytest.mark.parametrize(
    ("north", "south"), [("04", "01"), ("01", "40"), ("46", "48"), ("52", "79"), ("82", "96")]
)
def test_what_lies_north_stands_above(north, south):
    at = {tile.tinted.area.code: tile.y for tile in DRAWN.tiles}
    assert at[north] < at[south]


def test_a_tile_carries_what_the_map_says():
    found = {tile.tinted.area.code: tile.tinted for tile in DRAWN.tiles}
    assert (found["12"].shade, found["56"].suppressed, found["01"].shade) == (5, True, 0)
