"""Every map of the whole country shows Hoàng Sa and Trường Sa: checked on what goes out, form by form."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from glue.observations.islands import NAMES, Pixels, islets, placed

pytestmark = pytest.mark.usefixtures("series")

RATES = "/chi-tieu/GSO_POVERTY_RATE"
MAPS = (RATES, f"/en{RATES}", f"{RATES}/ban-do.svg", f"/nhung{RATES}/ban-do")
WHITE = (255, 255, 255)


@pytest.mark.parametrize("address", MAPS)
def test_both_archipelagos_are_drawn_and_named(site: CKANTestApp, address: str) -> None:
    found = islets(site.get(address).get_data())
    assert list(found) == list(NAMES)
    for name, least in NAMES.items():
        assert len(found[name].found) >= least, name


def test_the_islets_are_still_there_when_the_map_has_become_pixels(site: CKANTestApp) -> None:
    svg = site.get(f"{RATES}/ban-do.svg").get_data()
    pixels = Pixels(site.get(f"{RATES}/ban-do.png").get_data())
    left, top, scale = placed(svg)
    for one in islets(svg).values():
        # What lies under the letters of the name would be dark without any islet.
        clear = [(x, y) for x, y in one.found if abs(y - one.y) > 20]
        seen = sum(inked(pixels, left + x * scale, top + y * scale) for x, y in clear)
        assert seen == len(clear) > 3, one.name


def inked(pixels: Pixels, x: float, y: float) -> bool:
    """Whether anything is drawn within two pixels of a place."""
    around = range(-2, 3)
    return any(pixels.at(round(x) + dx, round(y) + dy) != WHITE for dx in around for dy in around)


def test_on_small_screens_each_archipelago_has_a_tile_of_its_own(site: CKANTestApp) -> None:
    soup = BeautifulSoup(site.get(RATES).get_data(as_text=True), "html.parser")
    tiles = [each.get_text(" ") for each in soup.select(".values svg.narrow g")]
    assert len(tiles) == 34 + 2
    for name in ("Hoàng Sa", "Trường Sa"):
        assert len([tile for tile in tiles if tile.startswith(name)]) == 1
