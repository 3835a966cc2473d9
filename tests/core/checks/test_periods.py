"""Periods against the day of the submission and against the reporting regime."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.builders import check_text, field, flat, make_schema
from dtts.checks import packaged_keys
from dtts.report import Report

TODAY = date(2026, 11, 27)
YEAR = {"field": "year", "on": {"year": "year", "part": "part"}}


def report_on(declared: dict[str, Any], *rows: str, today: date | None = TODAY) -> Report:
    schema = make_schema(
        field("year", "year"),
        field("part"),
        field("status"),
        field("day", "date"),
        **{"dtts:checks": [{"id": "t", **declared}]},
    )
    text = "year,part,status,day\n" + "".join(f"{row}\n" for row in rows)
    return check_text(text, schema, keys=packaged_keys, today=today).report


@pytest.mark.parametrize(
    ("row", "late"),
    [
        ("2026,year,,", False),
        ("2026,S2,,", False),
        ("2027,year,,", True),
        ("2027,S1,,", True),
        ("2025,,,", False),
        (",S1,,", False),
    ],
)
def test_a_period_that_has_not_begun_is_named(row, late):
    report = report_on({"kind": "not-future", **YEAR}, row)
    assert flat(report) == ([("not-future:t", "year", "A2")] if late else [])


def test_a_final_figure_of_a_period_that_has_not_ended_is_named():
    declared = {"kind": "not-future", **YEAR, "by": "ended", "where": {"status": ["official"]}}
    report = report_on(declared, "2026,year,official,", "2026,S1,official,", "2026,year,estimate,")
    (fault,) = report.faults
    assert (fault.cell, fault.message["vi"]) == (
        "A2",
        "Ô A2: year “2026”: năm 2026 chưa kết thúc vào ngày gửi 27/11/2026",
    )


def test_a_day_to_come_is_named():
    declared = {"kind": "not-future", "field": "day", "on": {"date": "day"}}
    assert flat(report_on(declared, ",,,2026-11-27", ",,,28/11/2026")) == [("not-future:t", "day", "D3")]


def test_without_the_day_of_the_submission_nothing_is_to_come():
    assert flat(report_on({"kind": "not-future", **YEAR}, "2099,year,,", today=None)) == []


REGIMES = [
    (["RC02"], {"2023,year": True, "2023,S1": False, "2023,Q2": False}),
    (["RC01", "RC02"], {"2023,year": True, "2023,S1": False, "2023,Q2": True}),
    (["RC06"], {"2023,year": True, "2023,S2": True, "2023,Q2": False}),
    (["RC11"], {"2023,05": True, "2023,year": False}),
]


@pytest.mark.parametrize(("regimes", "rows"), REGIMES)
def test_a_period_that_the_regime_does_not_know_is_a_warning(regimes, rows):
    declared = {"kind": "regime", "field": "part", "on": YEAR["on"], "regimes": regimes}
    report = report_on(declared, *(f"{row},," for row in rows))
    wrong = [f"B{number}" for number, known in enumerate(rows.values(), start=2) if not known]
    assert [cell for _, _, cell in flat(report)] == wrong
    assert report.valid


def test_the_regime_is_named_with_its_legal_basis_and_its_periods():
    declared = {"kind": "regime", "field": "part", "on": YEAR["on"], "regimes": ["RC02"]}
    (fault,) = report_on(declared, "2023,S1,,").faults
    assert fault.message["vi"] == (
        "Ô B2: part “S1” là 6 tháng đầu năm 2023, chế độ báo cáo (TT 01/2022/TT-UBDT; QĐ 552/QĐ-BDTTG 18/8/2025) "
        "chỉ có kỳ: năm"
    )
