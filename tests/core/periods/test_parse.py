"""Periods as reports write them become SDMX periods, or are refused with what is missing."""

from __future__ import annotations

import unicodedata

import pytest

from dtts.periods import Period, Unread, parse

READ = [
    ("năm 2023", "2023"),
    ("2023", "2023"),
    ("Cả năm 2023", "2023"),
    ("năm ngân sách 2024", "2024"),
    ("12 tháng năm 2023", "2023"),
    ("ước thực hiện năm 2023", "2023"),
    ("6 tháng đầu năm 2023", "2023-S1"),
    ("Sáu tháng cuối năm 2023", "2023-S2"),
    ("Báo cáo 6 tháng đầu năm 2023", "2023-S1"),
    ("nửa đầu năm 2024", "2024-S1"),
    ("2023-S1", "2023-S1"),
    ("2023S2", "2023-S2"),
    ("Quý III/2023", "2023-Q3"),
    ("QUÝ  IV NĂM 2023", "2023-Q4"),
    ("quý 3 năm 2023", "2023-Q3"),
    ("quý tư năm 2022", "2022-Q4"),
    ("Q3/2023", "2023-Q3"),
    ("2023-Q3", "2023-Q3"),
    ("9 tháng đầu năm 2024", "2024-01-01/P9M"),
    ("chín tháng năm 2024", "2024-01-01/P9M"),
    ("9T/2024", "2024-01-01/P9M"),
    ("10 tháng 2023", "2023-01-01/P10M"),
    ("3 tháng cuối năm 2023", "2023-10-01/P3M"),
    ("tháng 7-9/2023", "2023-07-01/P3M"),
    ("từ tháng 1 đến tháng 9/2023", "2023-01-01/P9M"),
    ("01/2023 - 06/2023", "2023-S1"),
    ("2023-01-01/P9M", "2023-01-01/P9M"),
    ("tháng 5/2023", "2023-05"),
    ("T5/2023", "2023-05"),
    ("05/2023", "2023-05"),
    ("2023-05", "2023-05"),
    ("2023-M05", "2023-05"),
    ("tháng năm năm 2023", "2023-05"),
    ("tháng mười hai năm 2023", "2023-12"),
    ("giai đoạn 2021-2025", "2021-01-01/P5Y"),
    ("Giai đoạn I (2021 – 2025)", "2021-01-01/P5Y"),
    ("giai đoạn I: từ năm 2021 đến năm 2025", "2021-01-01/P5Y"),
    ("thời kỳ 2021-2030", "2021-01-01/P10Y"),
    ("5 năm 2021-2025", "2021-01-01/P5Y"),
    ("2026-2030", "2026-01-01/P5Y"),
    ("30/6/2023", "2023-06-30"),
    ("tính đến ngày 30 tháng 6 năm 2023", "2023-06-30"),
    ("29/02/2024", "2024-02-29"),
]

REFUSED = [
    ("Quý III", "năm (4 chữ số)"),
    ("6 tháng đầu năm", "năm (4 chữ số)"),
    ("quý 3/23", "năm (4 chữ số)"),
    ("giai đoạn I", "năm (4 chữ số)"),
    ("", "năm (4 chữ số)"),
    ("6 tháng năm 2023", "đầu năm hay cuối năm"),
    ("6T/2023", "đầu năm hay cuối năm"),
    ("tháng năm 2023", "tháng 5"),
    ("năm học 2023-2024", "Năm học"),
    ("2023-2024", "năm học hoặc giai đoạn"),
    ("lũy kế đến hết quý III/2023", "lũy kế"),
    ("cùng kỳ năm trước", "năm cụ thể"),
    ("Quý 5/2023", "không có thật"),
    ("tháng 13/2023", "không có thật"),
    ("30/2/2023", "không có thật"),
    ("29/02/2023", "không có thật"),
    ("2025-2021", "không có thật"),
    ("2021-25", "không có thật"),
    ("khoảng năm 2023", "Không nhận ra"),
    ("năm 2021, 2022", "Không nhận ra"),
    ("2023 2024 2025", "Không nhận ra"),
    ("9" * 5_000, "Không nhận ra"),
]


@pytest.mark.parametrize(("text", "sdmx"), READ, ids=[text for text, _ in READ])
def test_a_period_is_read(text: str, sdmx: str):
    read = parse(text)
    assert isinstance(read, Period)
    assert read.sdmx == sdmx


@pytest.mark.parametrize(("text", "missing"), REFUSED, ids=[text[:30] for text, _ in REFUSED])
def test_what_names_no_period_for_certain_is_refused_with_the_reason(text: str, missing: str):
    read = parse(text)
    assert isinstance(read, Unread)
    assert missing in read.reason["vi"]
    assert read.reason["en"]


@pytest.mark.parametrize(("text", "sdmx"), READ, ids=[text for text, _ in READ])
def test_decomposed_and_upper_case_text_is_read_the_same(text: str, sdmx: str):
    read = parse(unicodedata.normalize("NFD", text).upper())
    assert isinstance(read, Period)
    assert read.sdmx == sdmx


@pytest.mark.parametrize(("text", "sdmx"), READ, ids=[text for text, _ in READ])
def test_its_label_and_its_sdmx_form_are_read_back_as_the_same_period(text: str, sdmx: str):
    read = parse(text)
    assert isinstance(read, Period)
    assert parse(read.sdmx) == read
    assert parse(read.label("vi")) == read


@pytest.mark.parametrize(
    ("text", "sdmx"),
    [
        ("Quý III", "2023-Q3"),
        ("6 tháng đầu năm", "2023-S1"),
        ("tháng 5", "2023-05"),
        ("9 tháng", "2023-01-01/P9M"),
    ],
)
def test_a_year_that_the_context_states_completes_a_period(text: str, sdmx: str):
    read = parse(text, year=2023)
    assert isinstance(read, Period)
    assert read.sdmx == sdmx


def test_the_context_does_not_overrule_a_year_that_is_written():
    assert parse("Quý III/2022", year=2023) == parse("Quý III/2022")


@pytest.mark.parametrize(
    ("text", "frequency"),
    [("2023", "A"), ("2023-S1", "S"), ("2023-Q1", "Q"), ("2023-05", "M"), ("2021-2025", None)],
)
def test_a_period_knows_its_frequency(text: str, frequency: str | None):
    read = parse(text)
    assert isinstance(read, Period)
    assert read.frequency == frequency
