"""Units of measure are recognised as people write them and converted without rounding."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dtts.errors import UsageError
from dtts.measures import convert, find, measure, measures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đồng", "dong"),
        ("VNĐ", "dong"),
        ("ĐVT: triệu đồng", "trieu_dong"),
        ("(Đơn vị tính: Tr.đồng)", "trieu_dong"),
        ("TỶ ĐỒNG", "ty_dong"),
        ("tỉ đồng", "ty_dong"),
        ("ngàn tỷ", "nghin_ty_dong"),
        ("nghìn đồng", "nghin_dong"),
        ("%", "percent"),
        ("(%)", "percent"),
        ("Tỷ lệ (%)", "percent"),
        ("điểm %", "percentage_point"),
        ("điểm phần trăm", "percentage_point"),
        ("Hộ", "household"),
        ("người", "person"),
        ("1.000 người", "thousand_persons"),
        ("km²", "square_kilometre"),
        ("km2", "square_kilometre"),
        ("ha", "hectare"),
    ],
)
def test_a_unit_is_found_as_people_write_it(text: str, expected: str):
    found = find(text)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("text", ["", "triệu", "USD", "đồng/người", "điểm số", "? %"])
def test_an_unknown_unit_is_none(text: str):
    assert find(text) is None


@pytest.mark.parametrize(
    ("amount", "source", "target", "result"),
    [
        ("775269", "trieu_dong", "ty_dong", "775.269"),
        ("104954", "ty_dong", "dong", "104954000000000"),
        ("1", "dong", "nghin_ty_dong", "0.000000000001"),
        ("0.1", "ty_dong", "trieu_dong", "100"),
        ("123456789012345678901234567890.123", "nghin_dong", "ty_dong", "123456789012345678901234.567890123"),
        ("49.2", "percent", "per_mille", "492"),
        ("3321", "hectare", "square_kilometre", "33.21"),
        ("-3.4", "percentage_point", "percentage_point", "-3.4"),
    ],
)
def test_conversion_is_exact(amount: str, source: str, target: str, result: str):
    assert convert(Decimal(amount), measure(source), measure(target)) == Decimal(result)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("percentage_point", "percent"),
        ("percent", "percentage_point"),
        ("household", "person"),
        ("dong", "percent"),
        ("times", "percent"),
    ],
)
def test_what_measures_something_else_is_not_converted(source: str, target: str):
    with pytest.raises(UsageError, match="cannot be converted"):
        convert(Decimal(1), measure(source), measure(target))


def test_a_result_that_would_be_rounded_is_refused():
    with pytest.raises(UsageError, match="no exact value"):
        convert(Decimal("1." + "1" * 70), measure("dong"), measure("ty_dong"))


def test_every_spelling_stands_for_one_unit():
    for one in measures():
        for spelling in (one.name, one.name_en, *one.aliases):
            found = find(spelling)
            assert found is not None and found.id == one.id, spelling


def test_an_unknown_id_is_refused_with_those_that_exist():
    with pytest.raises(UsageError, match="trieu_dong"):
        measure("usd")
