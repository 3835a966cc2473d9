"""Computed indicators: a value only from all figures, and what is said of one figure is said of the result."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from dtts.indicators.combine.parts import KEY
from dtts.indicators.computed import compute_rows, formulas
from dtts.indicators.definition import definitions
from dtts.indicators.formula import read_formula
from dtts.indicators.words import explain

SHARE, DENSITY = "C_EM_UPPER_SEC_SHARE", "C_DENSITY"
PART, WHOLE = "GSO_EM_PUPILS_UPPER_SEC", "GSO_EM_PUPILS"
PEOPLE, AREA = "GSO_POPULATION", "GSO_AREA"


def row(indicator: str, value: float | None, **given: Any) -> dict[str, Any]:
    """One value of a place of today in 2016, unless told otherwise."""
    key = dict.fromkeys(KEY, "_T") | {
        "FREQ": "A", "REF_AREA": "51@since-2025-07", "GEO_VERSION": "G20250701", "VALUE_TYPE": "ACT",
        "TIME_PERIOD": "2016", "INDICATOR": indicator,
    }  # fmt: skip
    told = {
        "OBS_VALUE": value,
        "UNIT_MULT": 0,
        "OBS_STATUS": "A",
        "CONF_STATUS": "F",
        "COMPARABILITY": "FULL",
    }
    return key | told | given


def made(code: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    types = {"OBS_VALUE": pl.Float64, "UNIT_MULT": pl.Int64, "COMPARABILITY": pl.String}
    frame = pl.DataFrame(list(rows), schema_overrides=types, infer_schema_length=None)
    return compute_rows(frame, {code: definitions()[code]}).to_dicts()


def test_a_share_is_computed_from_two_figures_of_one_key():
    (found,) = made(SHARE, row(PART, 20), row(WHOLE, 80))
    assert (found["OBS_VALUE"], found["OBS_STATUS"], found["METHOD"]) == (25.0, "A", "computed")
    assert (found["INDICATOR"], found["UNIT_MEASURE"], found["COMPARABILITY"]) == (SHARE, "PT", "FULL")


def test_thousands_are_taken_as_what_they_stand_for():
    (found,) = made(DENSITY, row(PEOPLE, 1_241.4, UNIT_MULT=3), row(AREA, 5_152.5))
    assert found["OBS_VALUE"] == pytest.approx(1_241_400 / 5_152.5)


def test_a_figure_that_is_not_there_leaves_the_result_blank_and_counted():
    (found,) = made(SHARE, row(WHOLE, 80))
    assert (found["OBS_VALUE"], found["OBS_STATUS"], found["COVERAGE_N"], found["COVERAGE_D"]) == (
        None,
        "O",
        1,
        2,
    )


def test_a_missing_figure_is_no_zero_and_a_zero_is_a_figure():
    assert made(SHARE, row(PART, None, OBS_STATUS="O"), row(WHOLE, 80))[0]["OBS_VALUE"] is None
    assert made(SHARE, row(PART, 0), row(WHOLE, 80))[0]["OBS_VALUE"] == 0


@pytest.mark.parametrize(
    "hidden",
    [{"OBS_STATUS": "Q"}, {"CONF_STATUS": "C"}, {"CONF_STATUS": "N"}],
)
def test_what_is_withheld_stays_withheld_even_when_its_value_is_there(hidden: dict[str, str]):
    (found,) = made(SHARE, row(PART, 20, **hidden), row(WHOLE, 80))
    assert (found["OBS_VALUE"], found["OBS_STATUS"], found["METHOD"]) == (None, "Q", "suppressed")


@pytest.mark.parametrize(
    ("statuses", "expected"), [("AA", "A"), ("AE", "E"), ("PE", "E"), ("BA", "B"), ("BE", "B")]
)
def test_the_result_has_the_status_that_goes_before_the_others(statuses: str, expected: str):
    part, whole = statuses
    (found,) = made(SHARE, row(PART, 20, OBS_STATUS=part), row(WHOLE, 80, OBS_STATUS=whole))
    assert found["OBS_STATUS"] == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("REBASED_EXACT", "REBASED_EXACT", "REBASED_EXACT"),
        ("REBASED_EXACT", "REBASED_EST", "REBASED_EST"),
        ("FULL", "BREAK", "BREAK"),
        (None, None, None),
    ],
)
def test_the_result_is_no_more_comparable_than_its_figures(part: Any, whole: Any, expected: Any):
    (found,) = made(SHARE, row(PART, 20, COMPARABILITY=part), row(WHOLE, 80, COMPARABILITY=whole))
    assert found["COMPARABILITY"] == expected


def test_a_figure_that_cannot_be_compared_makes_nothing():
    (found,) = made(SHARE, row(PART, None, COMPARABILITY="NOT_COMP", OBS_STATUS="O"), row(WHOLE, 80))
    assert (found["OBS_VALUE"], found["COMPARABILITY"], found["METHOD"]) == (
        None,
        "NOT_COMP",
        "not-computable",
    )


def test_a_divisor_of_zero_makes_nothing():
    (found,) = made(SHARE, row(PART, 20), row(WHOLE, 0))
    assert (found["OBS_VALUE"], found["METHOD"]) == (None, "not-computable")


def test_of_a_figure_that_two_tables_give_none_is_chosen():
    (found,) = made(SHARE, row(PART, 20), row(PART, 30), row(WHOLE, 80))
    assert (found["OBS_VALUE"], found["METHOD"]) == (None, "not-computable")


@pytest.mark.parametrize("name", ["TIME_PERIOD", "REF_AREA", "SEX", "GEO_VERSION"])
def test_figures_of_different_keys_are_never_put_together(name: str):
    found = made(SHARE, row(PART, 20), row(WHOLE, 80) | {name: "other"})
    assert [one["OBS_VALUE"] for one in found] == [None, None]


def test_targets_are_not_computed():
    assert made(SHARE, row(PART, 20, VALUE_TYPE="TGT"), row(WHOLE, 80, VALUE_TYPE="TGT")) == []


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            (row(PART, 20), row(WHOLE, 80)),
            "Tính theo công thức: 100 × “Số học sinh dân tộc thiểu số cấp trung",
        ),
        ((row(WHOLE, 80),), "mới có 1 trên 2 số liệu"),
        ((row(PART, 20, OBS_STATUS="Q"), row(WHOLE, 80)), "được giữ kín để bảo vệ cá nhân"),
        ((row(PART, 20), row(WHOLE, 0)), "Không tính được theo công thức"),
    ],
)
def test_the_sentence_under_a_computed_value_names_its_formula(rows: Any, sentence: str):
    (found,) = made(SHARE, *rows)
    said = explain({**found, "BOUND": None}, ["Tỉnh Quảng Ngãi"])
    assert sentence in said["vi"]
    assert "formula" in said["en"]


def test_every_computed_indicator_is_of_defined_ones_and_adds_up_by_nothing():
    for one in formulas().values():
        assert set(read_formula(one.formula or "").codes) <= set(definitions())
        assert one.rule.aggregation == "none"
