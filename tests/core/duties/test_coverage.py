"""Which days a table is about is read from its rows, by what its schema declares and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from core.duties.drawn import span
from dtts.catalogue import table_schema, table_schema_names
from dtts.duties.coverage import coverage
from dtts.duties.declared import KEY, columns_of

OBSERVED = [
    ("2023", "ACT", "A", (span("2023"),)),
    ("2023-Q1", "ACT", "P", (span("2023-Q1", True),)),
    ("2023", "TGT", "A", ()),
    ("2024-01-01/P9M", "ACT", "E", (span("2024-01-01/P9M", True),)),
]
RESULTS = [
    (2024, "year", "official", (span("2024"),)),
    (2024, "S1", "estimate", (span("2024-S1", True),)),
    (2024, "S2", "plan", ()),
]
MONEY = [
    (2024, date(2024, 6, 30), "official", (span("2024-S1"),)),
    (2024, date(2025, 1, 31), "official", (span("2024"),)),
    (2024, date(2023, 12, 31), "official", ()),
    (2024, date(2024, 9, 30), "provisional", (span("2024-01-01/P9M", True),)),
    (2024, date(2024, 6, 30), "plan", ()),
]


def rows(**columns: Any) -> pl.LazyFrame:
    return pl.LazyFrame({name: [value] for name, value in columns.items()})


@pytest.mark.parametrize(("period", "kind", "status", "spans"), OBSERVED)
def test_observations_cover_the_periods_of_actual_values(
    period: str, kind: str, status: str, spans: tuple[Any, ...]
) -> None:
    frame = rows(TIME_PERIOD=period, VALUE_TYPE=kind, OBS_STATUS=status)
    assert coverage(table_schema("observation"), frame) == spans


@pytest.mark.parametrize(("year", "part", "status", "spans"), RESULTS)
def test_results_cover_years_and_halves(year: int, part: str, status: str, spans: tuple[Any, ...]) -> None:
    frame = rows(year=year, period=part, value_status=status)
    assert coverage(table_schema("output_results"), frame) == spans


@pytest.mark.parametrize(("year", "until", "status", "spans"), MONEY)
def test_money_covers_its_year_up_to_the_day_of_the_figures(
    year: int, until: date, status: str, spans: tuple[Any, ...]
) -> None:
    frame = rows(budget_year=year, as_of=until, value_status=status)
    assert coverage(table_schema("capital_plan_disbursement"), frame) == spans


def test_a_table_without_a_column_for_it_covers_nothing_that_is_known() -> None:
    assert coverage(table_schema("it_support_points"), rows(point_id="1")) is None


@pytest.mark.parametrize(
    "name", [name for name in table_schema_names() if KEY in table_schema(name).descriptor]
)
def test_what_a_schema_declares_are_columns_and_values_of_its_own(name: str) -> None:
    schema = table_schema(name)
    declared = schema.descriptor[KEY]
    assert set(columns_of(declared)) <= set(schema.field_names)
    for part in ("where", "provisional"):
        for column, values in declared.get(part, {}).items():
            assert set(values) <= set(schema.field(column).constraints["enum"])
