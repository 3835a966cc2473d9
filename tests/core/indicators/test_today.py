"""Figures of one map on the other: of 2024 on that of today, and of today on that of 2024 where it is exact."""

from __future__ import annotations

import pytest

from core.indicators.cubes import cube, values
from dtts.indicators.today import on_former_areas, on_todays_areas
from dtts.units import Gazetteer

PUPILS = {"INDICATOR": "GSO_EM_PUPILS"}


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer.load()


def test_a_merged_province_has_the_sum_of_its_parts_on_the_map_of_today(places):
    old = cube(
        {**PUPILS, "REF_AREA": "51@pre-2025-07", "OBS_VALUE": 10},
        {**PUPILS, "REF_AREA": "62@pre-2025-07", "OBS_VALUE": 5},
    )
    made = on_todays_areas(old, cube(), places)
    assert values(made, "REF_AREA", "GEO_VERSION") == {("51@since-2025-07", "G20250701"): 15}


def test_a_province_that_kept_its_extent_has_its_figure_of_today_on_the_map_of_before(places):
    made = on_former_areas(
        cube({**PUPILS, "REF_AREA": "01@since-2025-07", "OBS_VALUE": 7, "TIME_PERIOD": "2026"}), places
    )
    assert made.select("REF_AREA", "GEO_VERSION", "OBS_VALUE", "METHOD", "COMPARABILITY").rows() == [
        ("01@pre-2025-07", "G20250630", 7, "copied", "FULL")
    ]


def test_no_figure_of_a_merged_province_is_given_to_its_parts(places):
    new = cube({**PUPILS, "REF_AREA": "51@since-2025-07", "OBS_VALUE": 15, "TIME_PERIOD": "2026"})
    assert on_former_areas(new, places).is_empty()
