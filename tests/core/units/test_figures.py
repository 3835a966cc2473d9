"""The registers of units and changes hold together; the figures are printed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date

import pytest

from dtts.registers import rows
from dtts.units import CURRENT, CURRENT_STARTS, FORMER, FORMER_ENDS, Gazetteer, former_district

TODAY = date(2026, 10, 1)


def test_levels_and_epochs_have_their_counts(gazetteer: Gazetteer):
    ids = {(u.level, u.epoch, u.retired, u.area_id) for u in gazetteer.units}
    counts = Counter(key[:3] for key in ids)
    print(
        f"\nunits: {sorted(counts.items())}; changes: {len(gazetteer.changes)}; rejected: {len(gazetteer.rejected)}"
    )
    assert counts == {
        ("province", FORMER, False): 63,
        ("district", FORMER, False): 696,
        ("commune", FORMER, False): 10_035,
        ("province", CURRENT, False): 34,
        ("commune", CURRENT, False): 3_321,
        ("district", FORMER, True): 11,
        ("commune", FORMER, True): 580,
    }
    assert len(gazetteer.changes) == 11_338
    assert len(gazetteer.rejected) == 31


def test_reused_codes_are_counted(gazetteer: Gazetteer):
    before = {u.code for u in gazetteer.in_force(FORMER_ENDS, "commune")}
    now = {u.code for u in gazetteer.in_force(TODAY, "commune")}
    same = sum(
        [(c.old_id, c.whole) for c in gazetteer.changes_into(f"{code}@{CURRENT}")]
        == [(f"{code}@{FORMER}", True)]
        for code in before & now
    )
    print(f"\ncurrent commune codes that existed before: {len(before & now)}, with the same extent: {same}")
    assert (len(now), len(before & now), same) == (3_321, 3_316, 132)


@pytest.mark.parametrize("on", [FORMER_ENDS, CURRENT_STARTS, TODAY], ids=str)
def test_no_unit_is_an_orphan(gazetteer: Gazetteer, on: date):
    lone = [
        u.area_id for u in gazetteer.in_force(on) if u.parent_id and gazetteer.place(u.parent_id, on) is None
    ]
    assert lone == []


@pytest.mark.parametrize(
    "on", [date(2021, 1, 1), date(2024, 12, 31), FORMER_ENDS, CURRENT_STARTS, TODAY], ids=str
)
def test_no_code_stands_twice_on_a_day(gazetteer: Gazetteer, on: date):
    counts = Counter((u.level, u.code) for u in gazetteer.in_force(on, retired=True))
    assert [key for key, count in counts.items() if count > 1] == []


def test_all_names_are_nfc(gazetteer: Gazetteer):
    texts = (text for u in gazetteer.units for text in (u.name, u.short_name, u.name_en, u.other_name or ""))
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)


def test_every_change_resolves_on_both_sides(gazetteer: Gazetteer):
    for change in gazetteer.changes:
        assert gazetteer.place(change.old_id) is not None, change
        assert change.kind == "dissolved" or gazetteer.place(change.new_id or "") is not None, change


def test_every_unit_says_how_it_is_known(gazetteer: Gazetteer):
    print(f"\nprovenance: {Counter((u.epoch, u.retired, u.provenance) for u in gazetteer.units)}")
    assert {u.provenance for u in gazetteer.units} <= {"found", "derived"}
    assert all(u.provenance == "derived" for u in gazetteer.units if u.retired)
    assert all("memory" in u.provenance_note for u in gazetteer.units if u.epoch == FORMER and not u.retired)
    assert all(u.source for u in gazetteer.units)


def test_no_rejected_pair_is_used(gazetteer: Gazetteer):
    used = {(change.old_id, change.new_id) for change in gazetteer.changes}
    assert not used & {(pair.old_id, pair.new_id) for pair in gazetteer.rejected}
    assert {(pair.old_id, f"{pair.kept_target}@{CURRENT}") for pair in gazetteer.rejected} <= used
    assert all(pair.reason for pair in gazetteer.rejected)


def test_a_former_district_keeps_its_communes_and_todays_units(gazetteer: Gazetteer):
    grouping = former_district(gazetteer, "536")
    assert grouping is not None
    assert (grouping.district.name, grouping.communes) == ("Huyện Lý Sơn", ())
    assert [u.code for u in grouping.inside] == ["21548"]


def test_the_ground_of_all_former_districts_covers_every_commune_of_today(gazetteer: Gazetteer):
    groupings = [former_district(gazetteer, u.code) for u in gazetteer.in_force(FORMER_ENDS, "district")]
    inside = [u.code for one in groupings if one for u in one.inside]
    shared = {u.code for one in groupings if one for u in one.shared}
    print(f"\ncurrent communes inside one former district: {len(inside)}, across several: {len(shared)}")
    assert len(inside) == len(set(inside))
    assert not set(inside) & shared
    assert set(inside) | shared == {u.code for u in gazetteer.in_force(TODAY, "commune")}


def test_changes_reported_without_a_day_are_shown_and_not_applied(gazetteer: Gazetteer):
    assert {(c.old_id, c.new_name) for c in gazetteer.undated} == {
        ("22@since-2025-07", "Thành phố Quảng Ninh"),
        ("24@since-2025-07", "Thành phố Bắc Ninh"),
    }
    assert [u.name for u in gazetteer.in_force(TODAY, "province") if u.code in ("22", "24")] == [
        "Tỉnh Quảng Ninh",
        "Tỉnh Bắc Ninh",
    ]


def test_the_registers_agree_with_their_own_files(gazetteer: Gazetteer):
    assert {u.area_id for u in gazetteer.units if not u.retired} == {
        r["area_id"] for r in rows("admin_units")
    }
