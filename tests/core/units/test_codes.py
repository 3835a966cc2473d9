"""A code is only ever read together with a day."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from dtts.errors import UsageError
from dtts.units import CURRENT_STARTS, FORMER_ENDS, Gazetteer, predecessors, resolve_codes, successors

BEFORE, NOW = date(2024, 1, 1), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("24", date(2024, 1, 1), "Tỉnh Bắc Giang"),
        ("24", date(2026, 1, 1), "Tỉnh Bắc Ninh"),
        ("51", date(2024, 1, 1), "Tỉnh Quảng Ngãi"),
        ("51", date(2026, 1, 1), "Tỉnh Quảng Ngãi"),
        ("62", date(2024, 1, 1), "Tỉnh Kon Tum"),
        ("27", FORMER_ENDS, "Tỉnh Bắc Ninh"),
        ("221", date(2024, 12, 31), "Huyện Yên Dũng"),
        ("536", FORMER_ENDS, "Huyện Lý Sơn"),
        ("07210", date(2024, 1, 1), "Phường Hoàng Văn Thụ"),
        ("07210", date(2026, 1, 1), "Phường Bắc Giang"),
        ("21548", NOW, "Đặc khu Lý Sơn"),
        ("08827", date(2022, 5, 1), "Xã Như Thụy"),
        ("75", date(2026, 4, 29), "Tỉnh Đồng Nai"),
        ("75", date(2026, 4, 30), "Thành phố Đồng Nai"),
        ("25270", date(2026, 4, 29), "Xã Lộc Ninh"),
        ("25270", date(2026, 4, 30), "Phường Lộc Ninh"),
    ],
)
def test_a_code_means_what_it_meant_on_the_day(gazetteer: Gazetteer, code: str, on: date, name: str):
    unit = gazetteer.unit(code, on)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize(
    ("code", "on"),
    [
        ("62", CURRENT_STARTS),
        ("536", NOW),
        ("21548", FORMER_ENDS),
        ("08827", date(2025, 1, 1)),
        ("7210", BEFORE),
        ("", BEFORE),
        ("99999", NOW),
    ],
)
def test_a_code_without_a_unit_on_the_day_is_nothing(gazetteer: Gazetteer, code: str, on: date):
    assert gazetteer.unit(code, on) is None


def test_a_day_is_required(gazetteer: Gazetteer):
    with pytest.raises(TypeError):
        gazetteer.unit("24")  # type: ignore[call-arg]


def test_an_unknown_level_is_refused_with_those_that_exist(gazetteer: Gazetteer):
    with pytest.raises(UsageError, match="province, district, commune"):
        gazetteer.unit("24", NOW, "region")


def test_a_path_leads_from_the_province_down(gazetteer: Gazetteer):
    assert [u.name for u in gazetteer.path("21142", BEFORE)] == [
        "Tỉnh Quảng Ngãi",
        "Huyện Trà Bồng",
        "Xã Trà Bùi",
    ]
    assert [u.name for u in gazetteer.path("21548", NOW)] == ["Tỉnh Quảng Ngãi", "Đặc khu Lý Sơn"]
    assert gazetteer.path("99999", NOW) == ()


def test_children_are_those_of_the_day(gazetteer: Gazetteer):
    # The town of Chũ began in 2025 with a start that the register does not know: an open start.
    assert len(gazetteer.children("24", BEFORE)) == 10
    assert len(gazetteer.children("24", BEFORE, retired=True)) == 11
    assert len(gazetteer.communes("24", FORMER_ENDS)) == 192
    assert len(gazetteer.children("24", NOW)) == 99
    assert len(gazetteer.children("51", NOW)) == 96
    parent = gazetteer.parent("07210", NOW)
    assert parent is not None and parent.name == "Tỉnh Bắc Ninh"


def test_a_divided_commune_names_all_its_targets_and_no_share(gazetteer: Gazetteer):
    fate = successors(gazetteer, "21142", BEFORE, NOW)
    assert fate.flag == "split"
    assert [(link.new.name, link.flag) for link in fate.links] == [
        ("Xã Cà Đam", "split"),
        ("Xã Tây Trà Bồng", "split"),
    ]
    assert sum(link.default for link in fate.links) == 1
    assert "không rõ tỷ lệ" in fate.reason["vi"] and "shares are unknown" in fate.reason["en"]


def test_an_island_district_without_communes_became_a_special_zone(gazetteer: Gazetteer):
    fate = successors(gazetteer, "536", BEFORE, NOW)
    assert (fate.flag, [link.new.code for link in fate.links]) == ("same-extent", ["21548"])
    back = predecessors(gazetteer, "21548", BEFORE, NOW)
    assert [link.old.name for link in back.links] == ["Huyện Lý Sơn"]


def test_a_district_ends_without_a_successor(gazetteer: Gazetteer):
    fate = successors(gazetteer, "213", BEFORE, NOW)
    assert (fate.flag, fate.links) == ("dissolved", ())


def test_a_retired_unit_says_that_its_successors_are_not_recorded(gazetteer: Gazetteer):
    fate = successors(gazetteer, "08827", date(2022, 1, 1), NOW)
    assert (fate.flag, fate.links) == ("unknown", ())
    assert "31/12/2024" in fate.reason["vi"] and "not recorded" in fate.reason["en"]


def test_a_change_of_type_alone_is_no_succession(gazetteer: Gazetteer):
    fate = successors(gazetteer, "75", date(2026, 1, 1), NOW)
    assert fate.flag == "unchanged"
    assert "Thành phố Đồng Nai" in fate.reason["vi"]


def test_what_a_unit_was_made_of_says_which_parts_came_in_part(gazetteer: Gazetteer):
    back = predecessors(gazetteer, "21157", BEFORE, NOW)
    assert {(link.old.code, link.flag) for link in back.links if link.flag == "split"} == {("21142", "split")}
    assert "một phần" in back.reason["vi"]


def test_days_in_the_wrong_order_are_refused(gazetteer: Gazetteer):
    with pytest.raises(UsageError, match="earlier day first"):
        successors(gazetteer, "24", NOW, BEFORE)


def test_a_column_of_codes_is_resolved_row_for_row(gazetteer: Gazetteer):
    rows = [
        ("24", BEFORE, "24@pre-2025-07", "in-force"),
        ("24", NOW, "24@since-2025-07", "in-force"),
        ("07210", None, None, "no-date"),
        ("7210", NOW, None, "unknown"),
        (None, NOW, None, "unknown"),
        ("08827", date(2022, 1, 1), "08827@pre-2025-07", "in-force"),
        ("08827", NOW, None, "ended"),
        ("62", NOW, None, "ended"),
        ("11948", BEFORE, None, "not-yet"),
        ("11948", NOW, "11948@since-2025-07", "in-force"),
        ("75", NOW, "75@since-2025-07", "in-force"),
    ]
    found = resolve_codes(
        gazetteer,
        pl.Series([row[0] for row in rows], dtype=pl.String),
        pl.Series([row[1] for row in rows], dtype=pl.Date),
    )
    assert found.rows() == [row[2:] for row in rows]


def test_the_column_agrees_with_one_code_at_a_time(gazetteer: Gazetteer):
    codes = sorted({u.code for u in gazetteer.units})
    for on in (date(2021, 6, 1), date(2024, 12, 31), FORMER_ENDS, CURRENT_STARTS, NOW):
        found = resolve_codes(gazetteer, pl.Series(codes), on)["area_id"]
        single = [unit.area_id if (unit := gazetteer.unit(code, on)) else None for code in codes]
        assert found.to_list() == single


def test_codes_that_became_numbers_are_refused(gazetteer: Gazetteer):
    with pytest.raises(UsageError, match="leading zeros"):
        resolve_codes(gazetteer, pl.Series([7210]), NOW)
