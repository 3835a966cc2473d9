"""Keys: rows that repeat, codes that stand in no register."""

from __future__ import annotations

import polars as pl
import pytest

from core.builders import check_text, field, flat, make_schema
from dtts.checks.repeats import find_repeats

PAIR = make_schema(field("a"), field("b", "integer"), primaryKey=["a", "b"])


def test_a_repeated_key_names_the_row_where_it_stood_first():
    report = check_text("a,b\nx,1\ny,1\nx,1\nx,1\n", PAIR).report
    assert flat(report) == [("primary-key", None, "row 4"), ("primary-key", None, "row 5")]
    assert report.faults[1].message["vi"] == "Dòng 5: trùng khóa (x, 1) với dòng 2"


def test_keys_are_compared_as_values_and_not_as_text():
    assert flat(check_text("a,b\nx,1\nx,01\n", PAIR).report) == [("primary-key", None, "row 3")]


def test_an_empty_part_of_a_key_is_a_value_like_any_other():
    assert flat(check_text("a,b\nx,\nx,\nx,1\n", PAIR).report) == [("primary-key", None, "row 3")]


def test_a_row_without_any_key_is_named():
    schema = make_schema(field("a"), field("b"), field("c"), primaryKey=["a", "b"])
    assert flat(check_text("a,b,c\n,,z\n,,y\n", schema).report) == [
        ("blank-key", None, "row 2"),
        ("blank-key", None, "row 3"),
    ]


def test_identical_rows_are_named_where_no_key_would():
    assert flat(check_text("a,b\nx,1\nx,1\n", make_schema(field("a"), field("b"))).report) == [
        ("duplicate-row", None, "row 3")
    ]


def test_rows_that_share_a_hash_are_compared_by_value(monkeypatch):
    monkeypatch.setattr(pl.Expr, "hash", lambda self: self.is_null().cast(pl.UInt64))
    repeats = find_repeats(pl.DataFrame({"a": ["x", "y", "x"]}).with_columns(b=1))
    assert repeats.mask.to_list() == [False, False, True]


def test_all_faults_are_kept_for_whoever_asks_for_them():
    text = "a\n" + "x\n" * 1500
    schema = make_schema(field("a", unique=True), primaryKey=["a"])
    assert len(check_text(text, schema).report.faults) == 1000
    faults = check_text(text, schema, kept=5000).report.faults
    assert [fault.row for fault in faults if fault.rule == "unique"] == list(range(3, 1502))


def register(name: str, fields: tuple[str, ...]) -> pl.DataFrame:
    assert name == "places"
    return pl.DataFrame({"area_id": ["24", "07210"], "kind": ["p", "c"]}).select(fields)


PLACED = make_schema(
    field("a"),
    foreignKeys=[{"fields": "a", "reference": {"resource": "register:places", "fields": "area_id"}}],
)


def test_a_code_that_no_register_has_is_named():
    assert flat(check_text("a\n24\n25\n", PLACED, keys=register).report) == [("foreign-key", "a", "A3")]


def test_a_code_that_only_lacks_its_zero_is_proposed():
    assert check_text("a\n7210\n", PLACED, keys=register).report.faults[0].proposed == "07210"


@pytest.mark.parametrize(("kind", "faults"), [("c", []), ("p", [("foreign-key", "k", "B2")]), ("", [])])
def test_a_key_of_two_columns_is_looked_up_as_a_pair_and_not_when_a_part_is_empty(kind, faults):
    reference = {"resource": "register:places", "fields": ["area_id", "kind"]}
    schema = make_schema(field("a"), field("k"), foreignKeys=[{"fields": ["a", "k"], "reference": reference}])
    assert flat(check_text(f"a,k\n07210,{kind}\n", schema, keys=register).report) == faults


def test_a_row_may_refer_to_another_row_of_its_table():
    schema = make_schema(
        field("code"),
        field("parent"),
        foreignKeys=[{"fields": "parent", "reference": {"resource": "", "fields": "code"}}],
    )
    assert flat(check_text("code,parent\nA,\nB,A\nC,X\n", schema).report) == [("foreign-key", "parent", "B4")]


def places(name: str, fields: tuple[str, ...]) -> pl.DataFrame:
    table = {"area_id": ["07210"], "name_vi": ["Phường Bắc Giang"], "name_en": ["Bac Giang Ward"]}
    return pl.DataFrame(table).select(fields)


def test_a_place_is_proposed_with_its_name():
    schema = make_schema(
        field("a", pattern=r"\d{5}"),
        foreignKeys=[{"fields": "a", "reference": {"resource": "register:places", "fields": "area_id"}}],
    )
    message = check_text("a\n7210\n", schema, keys=places).report.faults[0].message
    assert message["vi"].endswith("a 7210 thiếu số 0 ở đầu (07210, Phường Bắc Giang)")
    assert message["en"].endswith("a 7210 has lost its leading zero (07210, Bac Giang Ward)")
