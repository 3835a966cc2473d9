"""Due rules in a catalogue that people send: refused at the cell that is to be written otherwise."""

from __future__ import annotations

import pytest

from core.builders import check_text, flat
from dtts.catalogue import table_schema
from dtts.checks import packaged_keys
from dtts.report import Report

HEAD = "code,name,agency,area_id,frequency,due,first_period\n"
GOOD = [
    "yearly,sơ bộ 15/9; 31/1 năm sau,2025",
    "quarterly,+10d,Quý I/2026",
    "ad_hoc,,2026",
    "once,31/12/2026,2026",
    "nine_months,ngày 20 tháng cuối kỳ,9 tháng đầu năm 2026",
]
BAD = [
    ("yearly,09-10,2025", "F2", "có thể là ngày-tháng hoặc tháng-ngày"),
    ("quarterly,15/9,2026-Q1", "F2", "không thể là hạn của nhiều kỳ"),
    ("ad_hoc,+10d,2026", "F2", "không có hạn theo ngày"),
    ("quarterly,+10d,2026", "G2", "Kỳ đầu tiên không hợp với tần suất"),
    ("yearly,+10d,năm nay", "G2", "hãy ghi năm cụ thể"),
    ("yearly,30/2 năm sau,2025", "F2", "Không có ngày như vậy"),
    ("yearly,,2025", "F2", "Thiếu hạn công bố"),
]


def report_on(*rows: str) -> Report:
    lines = [f"M{at},Tên mục {at},co-quan,VN,{row}\n" for at, row in enumerate(rows)]
    schema = table_schema("open_data_catalogue")
    return check_text(HEAD + "".join(lines), schema, keys=packaged_keys).report


def test_what_people_write_is_a_schedule() -> None:
    assert flat(report_on(*GOOD)) == []


@pytest.mark.parametrize(("row", "cell", "why"), BAD, ids=[row for row, _, _ in BAD])
def test_a_row_without_one_clear_due_day_is_refused_at_its_cell(row: str, cell: str, why: str) -> None:
    (fault,) = report_on(row).faults
    assert (fault.rule, fault.cell) == ("due-rule:schedule", cell)
    assert why in fault.message["vi"]
    assert fault.message["en"] != fault.message["vi"]


def test_a_frequency_that_is_no_choice_is_named_once_by_the_list_of_choices() -> None:
    (fault,) = report_on("weekly,+1d,2026").faults
    assert (fault.rule, fault.cell) == ("enum", "E2")
