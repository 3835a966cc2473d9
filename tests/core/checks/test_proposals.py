"""Corrections that are proposed: only certain ones, and what is put in the cell's place is valid."""

from __future__ import annotations

import polars as pl
import pytest

from core.builders import check_text, field, make_schema
from dtts.report import Report

CODES = field("a", pattern=r"\d{5}")
PLACES = field("a", pattern=r"(\d{2}|\d{3}|\d{5})@now")
PERIOD = field("a", enum=["year", "S1", "hộ", "người"])
PERIOD["dtts:enumLabels"] = {
    "year": {"vi": "Cả năm", "en": "Year"},
    "S1": {"vi": "Sáu tháng đầu năm", "en": "First half"},
    "hộ": {"vi": "Hộ", "en": "Households"},
    "người": {"vi": "Người", "en": "Persons"},
}
NUMBER, INTEGER, DAY = field("a", "number"), field("a", "integer"), field("a", "date")
PERCENT = field("a", "number", unit="%")
YES_NO = field("a", "boolean", trueValues=["Có"], falseValues=["Không"])

CERTAIN = [
    # column, what else the column holds, what was typed, what is proposed
    (CODES, [], "7210", "07210"),
    (CODES, [], "10", "00010"),
    (CODES, [], "07\u200b210", "07210"),
    (PLACES, [], "7210@now", "07210@now"),
    (PERIOD, [], "Cả năm", "year"),
    (PERIOD, [], "ca nam", "year"),
    (PERIOD, [], "sáu tháng  ĐẦU NĂM", "S1"),
    (PERIOD, [], "s1", "S1"),
    (PERIOD, [], "HỘ", "hộ"),
    (PERIOD, [], "Nguời", "người"),
    (NUMBER, ["1.234,5", "2.345,5"], "7.5", "7,5"),
    (NUMBER, ["1234.5", "0.25"], "1.234,5", "1234.5"),
    (NUMBER, ["0.25"], "1 234 567", "1234567"),
    (NUMBER, ["0.25"], "1 234,5", "1234.5"),
    (NUMBER, ["0,25"], "1\u00a0234.5", "1234,5"),
    (PERCENT, [], "12 %", "12"),
    (PERCENT, ["0,25"], "12,5%", "12,5"),
    (INTEGER, [], "12.0", "12"),
    (INTEGER, [], "12,00", "12"),
    (DAY, [], "2025/12/31", "31/12/2025"),
    (DAY, [], "2025.1.5", "05/01/2025"),
    (DAY, [], "2025-12-31 00:00:00", "31/12/2025"),
    (DAY, [], "31-12-2025", "31/12/2025"),
    (DAY, [], "31.12.2025", "31/12/2025"),
    (YES_NO, [], "có", "Có"),
    (YES_NO, [], "khong", "Không"),
    (YES_NO, [], "yes", "Có"),
    (field("a"), [], "xã\u200b A", "xã A"),
]
UNCERTAIN = [
    # Put right by itself it would hide that the column's 9/12 may be 12 September.
    (DAY, "9/13/2023"),
    # One, two or four zeros would do.
    (PLACES, "7@now"),
    (CODES, "72100000"),
    (CODES, "7210x"),
    # The marks that are there are others.
    (PERIOD, "hồ"),
    (PERIOD, "Quý 4"),
    (PERIOD, ""),
    (NUMBER, "12.345"),
    (NUMBER, "1.234.5"),
    (NUMBER, "12 triệu"),
    (PERCENT, "12.345 %"),
    (INTEGER, "12.000"),
    (INTEGER, "12.5"),
    (INTEGER, "9223372036854775808"),
    # Day or month first, and which century.
    (DAY, "05-06-2025"),
    (DAY, "31/12/25"),
    (DAY, "31-13-2025"),
    (DAY, "2025-12-31 08:30:00"),
    (YES_NO, "cò"),
    (YES_NO, "x"),
]


def report_on(column, cells: list[str]) -> Report:
    text = "a|k\n" + "".join(f"{cell}|{row}\n" for row, cell in enumerate(cells))
    return check_text(text, make_schema(column, field("k"))).report


@pytest.mark.parametrize(("column", "beside", "typed", "proposed"), CERTAIN)
def test_a_certain_correction_is_proposed_and_is_valid(column, beside, typed, proposed):
    fault = next(fault for fault in report_on(column, [*beside, typed]).faults if fault.field == "a")
    assert fault.proposed == proposed
    assert report_on(column, [*beside, proposed]).faults == ()


@pytest.mark.parametrize(("column", "typed"), UNCERTAIN)
def test_what_could_be_another_is_not_proposed(column, typed):
    required = {**column, "constraints": {**column["constraints"], "required": True}}
    faults = [fault for fault in report_on(required, [typed]).faults if fault.field == "a"]
    assert faults
    assert [fault.proposed for fault in faults] == [None] * len(faults)


def test_a_zero_is_not_put_back_to_make_a_code_that_no_register_has():
    schema = make_schema(CODES, foreignKeys=[refer("a", "admin_units", "code")])
    checked = check_text(
        "a\n7210\n9999\n", schema, keys=lambda name, fields: pl.DataFrame({"code": ["07210"]})
    )
    assert [(fault.rule, fault.proposed) for fault in checked.report.faults] == [
        ("leading-zero", "07210"),
        ("pattern", None),
    ]


ITEMS = pl.DataFrame({"programme": ["p", "p", "q"], "code": ["DA01.ND02", "Đắk", "ND02"]})


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("da01.nd02", "DA01.ND02"), ("DA01 ND02", "DA01.ND02"), ("ND02", None), ("dak", "Đắk"), ("DA03", None)],
)
def test_a_code_is_looked_for_beside_the_other_parts_of_its_key(typed, proposed):
    keys = refer(["p", "a"], "programme_items", ["programme", "code"])
    schema = make_schema(field("p"), field("a"), foreignKeys=[keys])
    fault = check_text(f"p,a\np,{typed}\n", schema, keys=lambda name, fields: ITEMS).report.faults[0]
    assert (fault.field, fault.proposed) == ("a", proposed)


def test_a_group_counts_its_corrections_beyond_those_that_are_kept():
    pattern = report_on(CODES, [str(1000 + row) for row in range(1500)]).patterns[0]
    assert (pattern.key, pattern.count, pattern.corrections) == ("leading-zero:a", 1500, 1500)


def test_a_pattern_offers_to_correct_all():
    offer = report_on(CODES, ["7210", "7211", "7213"]).patterns[0].offer
    assert offer == {
        "vi": "Ô A2: a 7210 thiếu số 0 ở đầu (07210). 2 ô khác cùng lỗi: sửa tất cả?",
        "en": "Cell A2: a 7210 has lost its leading zero (07210). 2 more cells have the same fault: correct them all?",
    }


def test_a_single_cell_is_offered_by_itself():
    offer = report_on(CODES, ["7210"]).patterns[0].offer
    assert offer is not None and offer["vi"].endswith("(07210). Sửa ô này?")


def test_a_pattern_without_a_correction_offers_nothing():
    pattern = report_on(CODES, ["x"]).patterns[0]
    assert (pattern.corrections, pattern.proposed, pattern.offer) == (0, None, None)


def refer(fields, register: str, columns):
    return {"fields": fields, "reference": {"resource": f"register:{register}", "fields": columns}}
