"""Names that must agree with the codes beside them."""

from __future__ import annotations

import pytest

from core.builders import check_text, field, make_schema
from dtts.checks import packaged_keys
from dtts.report import Report

CHECK = {"id": "t", "kind": "name-of", "code": "area_id", "name": "area_name", "register": "places"}
SCHEMA = make_schema(field("area_id"), field("area_name"), **{"dtts:checks": [CHECK]})


def report_on(*rows: tuple[str, str]) -> Report:
    text = "area_id;area_name\n" + "".join(f"{code};{name}\n" for code, name in rows)
    return check_text(text, SCHEMA, keys=packaged_keys).report


AGREE = [
    ("24@since-2025-07", "Tỉnh Bắc Ninh"),
    ("24@since-2025-07", "BẮC NINH"),
    ("24@since-2025-07", "tinh bac ninh"),
    ("24@since-2025-07", "Bac Ninh Province"),
    ("24@pre-2025-07", "T. Bắc Giang"),
    ("38@since-2025-07", "Thanh Hoá"),
    ("07210@since-2025-07", "P. Bắc Giang, Bắc Ninh"),
    ("VN", "Cả nước"),
    ("VN", ""),
    ("", "Bắc Giang"),
    ("99@since-2025-07", "Bắc Giang"),  # no such code: the foreign key says so
]
OTHER = [
    (("24@since-2025-07", "Bắc Giang"), "là Tỉnh Bắc Ninh", "Phường Bắc Giang (07210@since-2025-07)"),
    (("24@pre-2025-07", "Tp. Bắc Ninh"), "là Tỉnh Bắc Giang", "Tỉnh Bắc Ninh (27@pre-2025-07)"),
    (("51@pre-2025-07", "Kon Tum"), "là Tỉnh Quảng Ngãi", "Tỉnh Kon Tum (62@pre-2025-07)"),
    (("07210@since-2025-07", "Xã Không Có"), "là Phường Bắc Giang", "không có trong danh mục"),
]
SLIPS = [
    (("24@pre-2025-07", "Bắc Giagn"), "Tỉnh Bắc Giang"),
    (("24@pre-2025-07", "Tỉnh Bắc Gian"), "Tỉnh Bắc Giang"),
    (("51@since-2025-07", "Quảng Ngái"), "Tỉnh Quảng Ngãi"),
]


def test_a_name_agrees_however_it_is_spelled():
    assert report_on(*AGREE).faults == ()


@pytest.mark.parametrize(("row", "unit", "candidate"), OTHER)
def test_another_name_is_shown_with_the_unit_of_the_code_and_those_that_bear_it(row, unit, candidate):
    (fault,) = report_on(row, *AGREE).faults
    assert (fault.rule, fault.cell, fault.proposed) == ("name-of:t", "B2", None)
    assert unit in fault.message["vi"] and candidate in fault.message["vi"]
    assert row[0] in fault.message["en"]


@pytest.mark.parametrize(("row", "proposed"), SLIPS)
def test_a_slip_in_the_name_of_the_code_itself_is_mended_for_certain(row, proposed):
    (fault,) = report_on(row, *AGREE).faults
    assert (fault.cell, fault.proposed) == ("B2", proposed)


def test_a_number_in_a_name_is_never_taken_for_a_slip():
    ward = "26875@pre-2025-07"
    (fault,) = report_on((ward, "Phường 19"), (ward, "Phường 17")).faults
    assert (fault.cell, fault.proposed) == ("B2", None)


def test_names_of_any_register_are_compared():
    check = {
        "id": "t",
        "kind": "name-of",
        "code": "group",
        "key": "group_code",
        "name": "named",
        "register": "ethnic_groups",
    }
    schema = make_schema(field("group"), field("named"), **{"dtts:checks": [check]})
    text = "group;named\n02;Tày\n02;tay\n04;Mường\n"
    report = check_text(text, schema, keys=packaged_keys).report
    assert [(fault.cell, fault.message["vi"]) for fault in report.faults] == [
        ("B4", "Ô B4: named “Mường” không khớp với mã: mã 04 là Hoa, còn “Mường” là tên của Mường (06)")
    ]
