"""Money as a cube: real facts recompute, sums need all their parts, and nothing is taken for zero."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.catalogue import table_schema, table_schema_names
from dtts.errors import UsageError
from dtts.finance import COLUMNS, STAGES, facts_of, feeds_finance, shares, stage_words, sum_over, wholes_of
from dtts.registers import register

QUANG_NGAI, DIEN_BIEN = "51@pre-2025-07", "11@pre-2025-07"
NATURES = wholes_of("NATURE")


@pytest.fixture(scope="module")
def real() -> pl.DataFrame:
    """The facts of the shipped register of capital figures."""
    read = register("capital_facts").with_columns(pl.col("approximate") == "true")
    return facts_of(read, table_schema("capital_facts"))


def fact(**given: Any) -> dict[str, Any]:
    """One fact: a province's allocation of a year, unless told otherwise."""
    row = dict.fromkeys(COLUMNS) | {
        "PROGRAMME": "mtqg-1719-2021-2025", "ITEM": "_T", "REF_AREA": QUANG_NGAI, "YEAR_FROM": 2024,
        "YEAR_TO": 2024, "SOURCE": "central", "NATURE": "all", "PLAN_KIND": "both", "STAGE": "allocated",
        "AS_OF": "2024-12-31", "AMOUNT": 100, "APPROXIMATE": False, "OBS_STATUS": "A",
    }  # fmt: skip
    return row | given


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema_overrides={"AMOUNT": pl.Int64}, infer_schema_length=None)


def test_what_quang_ngai_disbursed_is_49_2_per_cent_of_what_was_allocated(real: pl.DataFrame):
    (found,) = shares(real.filter(REF_AREA=QUANG_NGAI)).to_dicts()
    assert (found["AMOUNT"], found["OF_AMOUNT"]) == (892_120_000_000, 1_812_170_000_000)
    assert round(found["SHARE"], 1) == 49.2
    assert found["APPROXIMATE"] is True


def test_what_dien_bien_was_given_for_education_is_the_sum_of_investment_and_recurrent(real: pl.DataFrame):
    (found,) = sum_over(real.filter(REF_AREA=DIEN_BIEN), "NATURE", NATURES).to_dicts()
    assert (found["AMOUNT"], found["DIFFERENCE"]) == (775_269_000_000, 0)
    assert (found["COVERAGE_N"], found["COVERAGE_D"]) == (2, 2)


def test_more_than_609_billion_of_it_is_78_6_per_cent(real: pl.DataFrame):
    (found,) = shares(real.filter(REF_AREA=DIEN_BIEN)).to_dicts()
    assert round(found["SHARE"], 1) == 78.6


def test_a_stated_total_that_its_parts_do_not_make_shows_the_difference(real: pl.DataFrame):
    found = sum_over(real.filter(PROGRAMME="mtqg-1719-2021-2025", REF_AREA="VN"), "NATURE", NATURES)
    (row,) = found.to_dicts()
    assert (row["STATED"], row["AMOUNT"], row["DIFFERENCE"]) == (
        104_954_000_000_000,
        104_953_000_000_000,
        1_000_000_000,
    )


def test_of_one_part_of_two_there_is_no_sum():
    (found,) = sum_over(frame(fact(NATURE="investment")), "NATURE", NATURES).to_dicts()
    assert (found["AMOUNT"], found["COVERAGE_N"], found["COVERAGE_D"], found["STATED"]) == (None, 1, 2, None)


def test_a_part_without_an_amount_is_missing_and_no_zero():
    rows = frame(fact(NATURE="investment"), fact(NATURE="recurrent", AMOUNT=None, OBS_STATUS="O"))
    (found,) = sum_over(rows, "NATURE", NATURES).to_dicts()
    assert (found["AMOUNT"], found["COVERAGE_N"]) == (None, 1)


def test_a_part_of_zero_is_a_part():
    rows = frame(fact(NATURE="investment"), fact(NATURE="recurrent", AMOUNT=0))
    (found,) = sum_over(rows, "NATURE", NATURES).to_dicts()
    assert (found["AMOUNT"], found["COVERAGE_N"]) == (100, 2)


@pytest.mark.parametrize(
    ("axis", "other"),
    [("AS_OF", "2024-11-30"), ("STAGE", "disbursed"), ("YEAR_TO", 2025), ("PLAN_KIND", "carried_over")],
)
def test_parts_of_another_date_stage_or_year_are_not_added(axis: str, other: object):
    rows = frame(fact(NATURE="investment"), fact(NATURE="recurrent") | {axis: other})
    assert sum_over(rows, "NATURE", NATURES)["AMOUNT"].to_list() == [None, None]


def test_an_amount_given_twice_is_never_added_up():
    with pytest.raises(UsageError, match="there twice"):
        sum_over(frame(fact(NATURE="investment"), fact(NATURE="investment")), "NATURE", NATURES)


@pytest.mark.parametrize(
    ("spent", "whole", "share"),
    [(50, 200, 25.0), (250, 200, 125.0), (0, 200, 0.0), (50, 0, None), (None, 200, None), (50, None, None)],
)
def test_a_share_needs_both_amounts_and_may_pass_a_hundred(spent: Any, whole: Any, share: float | None):
    found = shares(frame(fact(STAGE="disbursed", AMOUNT=spent), fact(STAGE="planned", AMOUNT=whole)))
    assert found["SHARE"].to_list() == ([] if share is None else [share])


@pytest.mark.parametrize(
    ("axis", "other"),
    [("AS_OF", "2024-11-30"), ("SOURCE", "total"), ("ITEM", "DA05"), ("NATURE", "investment")],
)
def test_amounts_of_different_scopes_or_dates_make_no_share(axis: str, other: str):
    assert shares(frame(fact(STAGE="disbursed"), fact() | {axis: other})).is_empty()


@given(st.lists(st.integers(0, 10**12), min_size=10, max_size=10))
def test_projects_make_the_programme_to_the_dong(amounts: list[int]):
    items = wholes_of("ITEM", programme="mtqg-1719-2021-2025")["_T"]
    rows = [fact(ITEM=item, AMOUNT=amount) for item, amount in zip(items, amounts, strict=True)]
    (found,) = sum_over(frame(*rows), "ITEM", {"_T": items}).to_dicts()
    assert (found["AMOUNT"], found["COVERAGE_D"]) == (sum(amounts), 10)


def test_the_country_is_made_of_the_provinces_of_the_day():
    assert [len(wholes_of("REF_AREA", on=day)["VN"]) for day in (date(2025, 6, 30), date(2025, 7, 1))] == [
        63,
        34,
    ]


@pytest.mark.parametrize("axis", ["SOURCE", "STAGE", "ITEM", "REF_AREA"])
def test_an_axis_without_a_closed_list_is_never_summed(axis: str):
    with pytest.raises(UsageError, match="cannot be summed"):
        wholes_of(axis)


def test_a_row_of_a_plan_is_an_amount_for_each_stage_and_a_blank_one_stays_missing():
    plan = pl.DataFrame(
        [
            {
                "programme": "mtqg-1719-2021-2025", "item_code": "DA05", "area_id": DIEN_BIEN,
                "budget_year": 2024, "plan_kind": "current_year", "source_axis": "central",
                "nature_axis": "investment", "money_unit": "VND_MILLION", "plan_amount": 1234.567891,
                "allocated_amount": 1000.0, "disbursed_amount": None, "settled_amount": None,
                "as_of": date(2024, 9, 30), "value_status": "estimate", "note": None,
            }
        ],
        schema_overrides={"disbursed_amount": pl.Float64, "settled_amount": pl.Float64, "note": pl.String},
    )  # fmt: skip
    found = {
        row["STAGE"]: row for row in facts_of(plan, table_schema("capital_plan_disbursement")).to_dicts()
    }
    assert (found["planned"]["AMOUNT"], found["planned"]["OBS_STATUS"]) == (1_234_567_891, "E")
    assert (found["disbursed"]["AMOUNT"], found["disbursed"]["OBS_STATUS"]) == (None, "O")
    assert found["allocated"]["AS_OF"] == "2024-09-30"


def test_every_stage_and_unit_of_a_table_that_feeds_is_one_of_the_cube():
    feeding = [schema for schema in map(table_schema, table_schema_names()) if feeds_finance(schema)]
    assert {schema.name for schema in feeding} == {"capital_facts", "capital_plan_disbursement"}
    for schema in feeding:
        rules = schema.descriptor["dtts:finance"]
        assert set(schema.field(rules["unit"]).constraints["enum"]) == set(rules["units"])
        for amount in rules["amounts"]:
            field = amount.get("stage_field")
            assert set(schema.field(field).constraints["enum"] if field else [amount["stage"]]) <= set(STAGES)


def test_a_code_without_words_stands_for_itself():
    assert stage_words("disbursed")["vi"] == "Giải ngân"
    assert stage_words("returned") == {"vi": "returned", "en": "returned"}
