"""Periods of observations: years, halves, quarters, months and the first nine months, each by its frequency."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtts.catalogue import table_schema
from dtts.checks import check_table
from dtts.tables import read_table

HEADER = (
    "FREQ,INDICATOR,REF_AREA,GEO_VERSION,SEX,ETHNIC_GROUP,COMMUNE_REGION,VALUE_TYPE,TIME_PERIOD,OBS_VALUE,"
    "UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS,CONF_STATUS,CUMULATION"
)


def refused(folder: Path, freq: str, period: str) -> bool:
    """Whether a table with one value of that period is refused for its period."""
    row = f"{freq},GSO_EM_PUPILS,24@pre-2025-07,ASREP,_T,_T,_T,ACT,{period},5000,PS,0,0,A,F,C"
    path = folder / "observation.csv"
    path.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    schema = table_schema("observation")
    report = check_table(read_table(path, filename=path.name, schema=schema), schema).report
    assert [fault.field for fault in report.faults if fault.field not in ("TIME_PERIOD", None)] == []
    return any(fault.field == "TIME_PERIOD" and fault.severity == "error" for fault in report.faults)


@pytest.mark.parametrize(
    ("freq", "period"),
    [
        ("A", "2023"),
        ("A", "2023-01-01/P9M"),
        ("S", "2023-S1"),
        ("S", "2023-S2"),
        ("Q", "2023-Q1"),
        ("Q", "2023-Q4"),
        ("M", "2023-01"),
        ("M", "2023-12"),
    ],
)
def test_a_period_goes_with_its_frequency(tmp_path: Path, freq: str, period: str):
    assert not refused(tmp_path, freq, period)


@pytest.mark.parametrize(
    ("freq", "period"),
    [
        ("A", "2023-S1"),
        ("S", "2023"),
        ("Q", "2023-09"),
        ("Q", "2023-Q5"),
        ("M", "2023-13"),
        ("M", "2023-9"),
        ("M", "2023-01-01/P9M"),
        ("A", "2023-01-01/P6M"),
        ("A", "2023-04-01/P9M"),
        ("A", "9T/2023"),
    ],
)
def test_a_period_of_another_frequency_or_form_is_refused(tmp_path: Path, freq: str, period: str):
    assert refused(tmp_path, freq, period)
