"""What an agency of a place answers for, as the units are on a day."""

from __future__ import annotations

from datetime import date

import pytest

from dtts.units import Gazetteer, Remit, remit

TODAY = date(2026, 11, 27)
GAZETTEER = Gazetteer.load()


def of(area_id: str, on: date = TODAY) -> Remit:
    found = remit(GAZETTEER, area_id, on)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("upper", "lower", "holds", "why"),
    [
        ("51@since-2025-07", "21040@since-2025-07", True, "a commune of the province"),
        ("51@since-2025-07", "21040@pre-2025-07", True, "a commune as it was before the merger"),
        ("51@since-2025-07", "62@pre-2025-07", False, "a province that went into it is the province itself"),
        ("62@pre-2025-07", "21040@since-2025-07", True, "followed to the province it went into"),
        ("51@since-2025-07", "536@pre-2025-07", True, "a former district of the province"),
        ("536@pre-2025-07", "21548@since-2025-07", True, "the special zone that the district became"),
        ("21548@since-2025-07", "536@pre-2025-07", False, "a commune holds no district"),
        ("51@since-2025-07", "51@since-2025-07", False, "two agencies of one place"),
        ("51@since-2025-07", "51@pre-2025-07", False, "one place before and after"),
        ("536@pre-2025-07", "536@pre-2025-07", False, "two agencies of one district"),
        ("21040@since-2025-07", "51@since-2025-07", False, "a commune holds no province"),
        ("24@since-2025-07", "21040@since-2025-07", False, "a commune of another province"),
        ("536@pre-2025-07", "21040@since-2025-07", False, "a commune beside the district"),
    ],
)
def test_a_place_holds_what_lies_below_it_today(upper: str, lower: str, holds: bool, why: str) -> None:
    assert of(upper).holds(of(lower)) is holds, why


def test_a_former_district_holds_only_communes_made_of_nothing_but_its_ground() -> None:
    districts = [unit for unit in GAZETTEER.units if unit.level == "district" and not unit.retired]
    held = 0
    for district in districts:
        communes = GAZETTEER.communes(district.code, date(2025, 6, 30), "district")
        ground = {district.area_id, *(unit.area_id for unit in communes)}
        for new in of(district.area_id).below:
            held += 1
            assert {change.old_id for change in GAZETTEER.changes_into(new)} <= ground
    assert held > len(districts)


def test_every_commune_in_force_lies_below_one_province_and_no_other() -> None:
    provinces = [of(unit.area_id) for unit in GAZETTEER.in_force(TODAY, "province")]
    for unit in GAZETTEER.in_force(TODAY, "commune"):
        assert sum(province.holds(of(unit.area_id)) for province in provinces) == 1


def test_a_divided_commune_lies_below_an_agency_only_with_all_its_parts() -> None:
    communes = {unit.area_id for unit in GAZETTEER.units if unit.level == "commune"}
    parted = {change.old_id for change in GAZETTEER.changes if not change.whole}
    divided = [area_id for area_id in sorted(communes & parted) if len(of(area_id).ground) > 1]
    assert divided
    for area_id in divided:
        assert of(area_id).below == frozenset()
        for part in of(area_id).ground:
            assert not Remit("district", frozenset(), frozenset({part})).holds(of(area_id))


def test_before_the_merger_a_province_holds_its_districts_and_their_communes() -> None:
    then = date(2025, 1, 1)
    assert of("51@pre-2025-07", then).holds(of("536@pre-2025-07", then))
    assert not of("51@pre-2025-07", then).holds(of("24@pre-2025-07", then))


@pytest.mark.parametrize("area_id", ["VN", "99@since-2025-07", "24", ""])
def test_what_is_no_unit_stands_for_nothing(area_id: str) -> None:
    assert remit(GAZETTEER, area_id, TODAY) is None


def test_a_commune_that_ended_without_a_recorded_successor_is_below_nobody() -> None:
    retired = [unit for unit in GAZETTEER.units if unit.retired and unit.level == "commune"]
    lost = [of(unit.area_id) for unit in retired if not of(unit.area_id).ground]
    assert lost
    provinces = [of(unit.area_id) for unit in GAZETTEER.in_force(TODAY, "province")]
    assert not any(province.holds(each) for province in provinces for each in lost)
