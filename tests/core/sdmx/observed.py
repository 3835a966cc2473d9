"""Observations to write: real series with what is derived from them, and a few rows of every oddity."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from dtts.catalogue import schemas_path, table_schema
from dtts.checks import check_table
from dtts.indicators.today import on_todays_areas
from dtts.sdmx.components import data_structure
from dtts.tables import read_table
from dtts.tidy import load_recipe, tidy
from dtts.units import Gazetteer

OFFICE = schemas_path() / "samples" / "general-statistics-office"
EXPORTS = ("ethnic-minority-pupils-by-province", "poverty-rate-by-province", "population-by-province")

Row = dict[str, Any]

_PLAIN: Row = {
    "FREQ": "A",
    "INDICATOR": "GSO_EM_PUPILS",
    "REF_AREA": "51@since-2025-07",
    "GEO_VERSION": "ASREP",
    "SEX": "_T",
    "ETHNIC_GROUP": "_T",
    "COMMUNE_REGION": "_T",
    "VALUE_TYPE": "ACT",
    "TIME_PERIOD": "2025",
    "OBS_VALUE": 12.5,
    "UNIT_MEASURE": "PS",
    "UNIT_MULT": 0,
    "DECIMALS": 1,
    "OBS_STATUS": "A",
    "CONF_STATUS": "F",
    "DATASET": "thu",
    "TABLE": "bang",
    "RELEASED": "2026-01-31T08:00:00Z",
    "DEMO": True,
}

ODD: tuple[tuple[str, Row], ...] = (
    ("a target", {"VALUE_TYPE": "TGT", "TIME_PERIOD": "2030", "OBS_VALUE": 1e21}),
    ("a half-year", {"FREQ": "S", "TIME_PERIOD": "2026-S1", "OBS_VALUE": 0.1 + 0.2}),
    ("no value, and why", {"TIME_PERIOD": "2026", "OBS_VALUE": None, "OBS_STATUS": "O"}),
    ("nothing but zero", {"TIME_PERIOD": "2027", "OBS_VALUE": 0.0}),
    ("a very small number", {"TIME_PERIOD": "2028", "OBS_VALUE": -1.5e-9}),
    ("signs of XML and CSV", {"TIME_PERIOD": "2029", "COMMENT_OBS": "Số \"liệu\" <b> & 'đ', gồm; a,b\n2"}),
    ("a sign that XML has not", {"SEX": "F", "SOURCE": "Báo cáo\x0b số 1\ud800"}),
    ("what looks like a formula", {"SEX": "M", "SOURCE": "=1+1"}),
    ("a code of one group", {"ETHNIC_GROUP": "E15", "COVERAGE_N": 1, "COVERAGE_D": 2}),
)
"""What each row is for, and in which it differs from a plain one."""


def complete(row: Row) -> Row:
    """A row with every component; what is not given is None."""
    return {one.id: row.get(one.id) for one in data_structure().components}


def odd() -> list[Row]:
    """One row for each oddity, in the order of keys."""
    rows = [complete(_PLAIN | given) for _, given in ODD]
    return in_order([complete(_PLAIN), *rows])


@cache
def real() -> tuple[Row, ...]:
    """Three series of the statistics office with their rows for the areas of today."""
    with TemporaryDirectory() as folder:
        frames = [_tidied(Path(folder), name) for name in EXPORTS]
    reported = pl.concat(frames, how="diagonal")
    derived = on_todays_areas(reported, reported, Gazetteer.load())
    rows = [*reported.iter_rows(named=True), *derived.iter_rows(named=True)]
    origin = {"DATASET": "gso", "TABLE": "bang", "RELEASED": "2026-01-31T08:00:00Z", "DEMO": False}
    return tuple(in_order([complete(_texts(row) | origin) for row in rows]))


def in_order(rows: list[Row]) -> list[Row]:
    """Sorted by key, series after series."""
    keys = [one.id for one in data_structure().keys]
    return sorted(rows, key=lambda row: [str(row[name]) for name in keys])


def _tidied(folder: Path, name: str) -> pl.DataFrame:
    made = folder / f"{name}.csv"
    tidy(OFFICE / f"{name}.csv", load_recipe(OFFICE / f"{name}.recipe.yaml"), made)
    schema = table_schema("observation")
    frame = check_table(read_table(made, filename=made.name, schema=schema), schema).frame
    assert frame is not None
    return frame


def _texts(row: Row) -> Row:
    """A list as the store holds it."""
    return {name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}
