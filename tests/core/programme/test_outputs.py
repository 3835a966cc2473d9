"""Outputs of programme items: added over communes where that is exact, as stated where it is not."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from dtts.catalogue import table_schema_names
from dtts.programme.outputs import SCHEMAS, Output, outputs_of, within

FIRST, MERGED = "mtqg-1719-2021-2025", "mtqg-2026-2035"


def results(*rows: tuple[str, str, int, str, float | None, float | None, str]) -> pl.DataFrame:
    """Rows of the table of results: item, place, year, period, plan, done, status."""
    return pl.DataFrame(
        [
            {
                "programme": FIRST,
                "item_code": item,
                "area_id": area,
                "year": year,
                "period": period,
                "output": "Số hộ được hỗ trợ nhà ở",
                "output_en": "Households supported with housing",
                "unit_vi": "hộ",
                "planned": planned,
                "actual": actual,
                "value_status": status,
                "reported_on": date(year, 12, 31),
            }
            for item, area, year, period, planned, actual, status in rows
        ],
        infer_schema_length=None,
        schema_overrides={"planned": pl.Float64, "actual": pl.Float64},
    )


def read(*rows: tuple[str, str, int, str, float | None, float | None, str]) -> tuple[Output, ...]:
    return outputs_of("output_results", results(*rows))


def test_what_communes_report_is_added_and_says_over_how_many():
    (one,) = read(
        ("DA01.ND02", "07534@since-2025-07", 2025, "year", 10, 9, "official"),
        ("DA01.ND02", "07537@since-2025-07", 2025, "year", 5, 5, "official"),
    )
    assert (one.planned, one.low, one.high) == (15, 14, 14)
    assert (one.places, one.reported, one.area_id) == (2, 2, None)


def test_a_blank_is_no_zero_and_is_counted_as_not_reported():
    (one,) = read(
        ("DA01.ND02", "07534@since-2025-07", 2025, "year", 10, 9, "official"),
        ("DA01.ND02", "07537@since-2025-07", 2025, "year", 5, None, "official"),
    )
    assert (one.low, one.places, one.reported) == (9, 2, 1)
    (none,) = read(("DA01.ND02", "07534@since-2025-07", 2025, "year", None, None, "official"))
    assert (none.planned, none.low, none.high) == (None, None, None)


def test_a_zero_stays_a_zero():
    (one,) = read(("DA01.ND02", "07534@since-2025-07", 2025, "year", 0, 0, "official"))
    assert (one.planned, one.low) == (0, 0)


def test_halves_of_a_year_and_the_year_are_never_added():
    found = read(
        ("DA01.ND02", "07534@since-2025-07", 2025, "S1", 4, 3, "official"),
        ("DA01.ND02", "07534@since-2025-07", 2025, "year", 10, 9, "official"),
    )
    assert {(one.part, one.low) for one in found} == {("S1", 3), ("year", 9)}


def test_the_latest_year_comes_first_and_one_provisional_figure_makes_the_sum_provisional():
    newer, older = read(
        ("DA01.ND02", "07534@pre-2025-07", 2024, "year", 1, 1, "official"),
        ("DA01.ND02", "07534@since-2025-07", 2025, "year", 10, 9, "provisional"),
        ("DA01.ND02", "07537@since-2025-07", 2025, "year", 5, 4, "official"),
    )
    assert (newer.period, newer.provisional) == ("2025", True)
    assert (older.period, older.provisional, older.area_id) == ("2024", False, "07534@pre-2025-07")


def stated(stage: str, low: float, high: float) -> Output:
    frame = pl.DataFrame(
        {
            "item_code": ["DA10.TDA2"],
            "name_vi": ["Số điểm hỗ trợ"],
            "unit_vi": ["điểm"],
            "value_low": [low],
            "value_high": [high],
            "area_id": ["24@pre-2025-07"],
            "period_vi": ["2023"],
            "stage": [stage],
            "provenance_note": ["kế hoạch của tỉnh"],
        }
    )
    (one,) = outputs_of("output_examples", frame)
    return one


def test_a_figure_of_a_source_keeps_its_range_its_place_and_its_note():
    one = stated("actual", 3, 4)
    assert (one.low, one.high, one.planned) == (3, 4, None)
    assert (one.area_id, one.period, one.note) == ("24@pre-2025-07", "2023", "kế hoạch của tỉnh")


def test_a_planned_figure_is_no_result():
    one = stated("planned", 18, 18)
    assert (one.planned, one.low, one.high, one.reported) == (18, None, None, 0)


@pytest.mark.parametrize(
    ("programme", "code", "found"),
    [
        (FIRST, None, ["DA01", "DA01.ND02", "DA10"]),
        (FIRST, "DA01", ["DA01", "DA01.ND02"]),
        (FIRST, "DA01.ND02", ["DA01.ND02"]),
        (FIRST, "DA1", []),
        (MERGED, None, []),
    ],
)
def test_an_item_has_the_outputs_of_what_lies_below_it(programme, code, found):
    listed = read(*((item, "07534@since-2025-07", 2025, "year", 1, 1, "official") for item in found_items()))
    assert [one.item for one in within(listed, programme, code)] == found


def found_items() -> tuple[str, ...]:
    return ("DA01", "DA01.ND02", "DA10")


def test_an_output_that_names_no_programme_belongs_to_whoever_has_its_item():
    assert within([stated("actual", 3, 4)], MERGED, "DA10") != []


def test_every_schema_that_is_read_is_one_of_the_portal():
    assert set(SCHEMAS) <= set(table_schema_names())
