"""Whatever is proposed holds: when it is put in its place, nothing is wrong any more."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.builders import check_text, field, make_schema
from dtts.catalogue import TableSchema
from dtts.report import Fault

LISTED = field("a", enum=["year", "S1", "hộ", "Hộ nghèo"])
LISTED["dtts:enumLabels"] = {
    value: {"vi": label, "en": label}
    for value, label in {"year": "Cả năm", "S1": "Nửa đầu năm", "hộ": "Hộ", "Hộ nghèo": "Hộ nghèo"}.items()
}
POOLS: list[tuple[dict[str, Any], list[str]]] = [
    (field("a", pattern=r"\d{5}"), ["07210", "7210", "10", "0", "x", "72\u200b10", "07\u200b211", "123456"]),
    (field("a", pattern=r"(\d{2}|\d{3}|\d{5})@now"), ["24@now", "4@now", "7210@now", "721@now", "@now"]),
    (LISTED, ["year", "ca nam", "NỬA ĐẦU NĂM", "s1", "ho ngheo", "hồ", "HỘ", "", "hộ\u200b"]),
    (
        field("a", "number", unit="%"),
        ["1.5", "1,5", "12.345", "1.234,5", "1 234", "1 234,5", "12 %", "12,5%", "1e3", "0.25", "x", "1.5e3"],
    ),
    (field("a", "integer"), ["1", "12.0", "12,00", "12.000", "1 234", "12.5", "-7", "1.234.567", "x"]),
    (
        field("a", "date"),
        ["2025-12-31", "31-12-2025", "05-06-2025", "9/13/2023", "2025/1/5", "31.12.25", "x"],
    ),
    (field("a", "boolean", trueValues=["Có"], falseValues=["Không"]), ["Có", "khong", "yes", "CÓ", "x", ""]),
]


@st.composite
def columns(draw: st.DrawFn) -> tuple[TableSchema, list[str]]:
    column, pool = draw(st.sampled_from(POOLS))
    return make_schema(column, field("k")), draw(st.lists(st.sampled_from(pool), min_size=1, max_size=12))


def faults_of(schema: TableSchema, cells: list[str]) -> list[Fault]:
    text = "a|k\n" + "".join(f"{cell}|{row}\n" for row, cell in enumerate(cells))
    return [fault for fault in check_text(text, schema).report.faults if fault.field == "a" and fault.row]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(columns())
def test_when_all_that_is_wrong_has_a_correction_nothing_is_wrong_once_it_is_put_in(column):
    schema, cells = column
    # Without the cells that only a person can correct: the others are read anew, in another style perhaps.
    while unsure := {fault.row - 2 for fault in faults_of(schema, cells) if fault.proposed is None}:
        cells = [cell for number, cell in enumerate(cells) if number not in unsure]
    mended = list(cells)
    for fault in faults_of(schema, cells):
        mended[fault.row - 2] = fault.proposed
    # Where the sign of `12,00` alone told how `12.000` is read, that is asked once it is written `12`.
    assert {fault.rule for fault in faults_of(schema, mended)} <= {"ambiguous-number"}
