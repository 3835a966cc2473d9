"""The percentage: fresh of due, cut and never rounded up, and no figure where nothing is due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.duties.drawn import DAYS, entry, publications, schedules
from dtts.duties import Published, Schedule, Share, by, province_on, share, standing
from dtts.units import Gazetteer

CUT = [(0, 0, None), (0, 3, 0), (1, 3, 333), (2, 3, 666), (3, 3, 1000), (9_999, 10_000, 999), (1, 10_000, 0)]
DRAWN = st.lists(st.tuples(schedules(), publications(), st.sampled_from("abc")), max_size=6)
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
PROVINCES = [
    ("62@pre-2025-07", BEFORE, "62@pre-2025-07"),
    ("62@pre-2025-07", AFTER, "51@since-2025-07"),
    ("24@pre-2025-07", AFTER, "24@since-2025-07"),
    ("23377@pre-2025-07", BEFORE, "62@pre-2025-07"),
    ("23377@pre-2025-07", AFTER, "51@since-2025-07"),
    ("51@since-2025-07", BEFORE, "51@since-2025-07"),
    ("VN", AFTER, "VN"),
    ("nowhere", AFTER, "nowhere"),
]


@pytest.mark.parametrize(("fresh", "due", "tenths"), CUT)
def test_a_share_is_cut_so_that_100_means_all(fresh: int, due: int, tenths: int | None) -> None:
    assert Share(fresh, due).tenths == tenths


@given(DRAWN, DAYS)
def test_groups_add_up_to_the_whole(drawn: list[tuple[Schedule, Published, str]], on: date) -> None:
    found = [standing(entry(schedule, agency=agency), published, on) for schedule, published, agency in drawn]
    groups = by(found, lambda one: one.entry.agency)
    total = Share(sum(each.fresh for each in groups.values()), sum(each.due for each in groups.values()))
    assert total == share(found)
    assert set(groups) == {agency for _, _, agency in drawn}


@pytest.mark.parametrize(("area_id", "on", "province"), PROVINCES)
def test_a_former_province_passes_its_entries_to_its_successor(area_id: str, on: date, province: str) -> None:
    assert province_on(Gazetteer.load(), area_id, on) == province


def test_every_former_province_has_one_successor() -> None:
    places = Gazetteer.load()
    former = places.in_force(BEFORE, "province")
    today = {unit.area_id for unit in places.in_force(AFTER, "province")}
    assert {province_on(places, unit.area_id, AFTER) for unit in former} == today
