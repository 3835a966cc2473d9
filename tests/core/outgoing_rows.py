"""Rows of the store as exports get them: a shipped series by area of then and of today, and drawn ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from dtts.catalogue import schemas_path, table_schema
from dtts.checks import check_table
from dtts.indicators.definition import definitions
from dtts.indicators.outgoing import Licence, Outgoing, Release, Source
from dtts.indicators.today import on_todays_areas
from dtts.packages.schemas import columns
from dtts.tables import read_table
from dtts.tidy import load_recipe, tidy
from dtts.units import Gazetteer

OFFICE = schemas_path() / "samples" / "general-statistics-office"
PUPILS = "GSO_EM_PUPILS"
RELEASE = Release(
    datetime(2026, 11, 27, 8, 0, tzinfo=timezone.utc),
    {"vi": "Cổng thử", "en": "Test portal"},
    "http://portal.test",
)
SOURCE = Source(
    "hoc-sinh-dtts",
    {"vi": "Học sinh dân tộc thiểu số", "en": "Ethnic-minority pupils"},
    "http://portal.test/dataset/hoc-sinh-dtts",
    {"vi": "Tổng cục Thống kê", "en": "General Statistics Office"},
    Licence("official-facts", {"vi": "Số liệu chính thức", "en": "Official facts"}),
    demo=False,
)
_BESIDE = {"DATASET": "hoc-sinh-dtts", "TABLE": "bang", "RELEASED": "2026-11-27T08:00:00Z", "DEMO": False}


def outgoing(*codes: str, source: Source = SOURCE) -> Outgoing:
    return Outgoing([definitions()[code] for code in codes or (PUPILS,)], [source], RELEASE)


@cache
def places() -> Gazetteer:
    return Gazetteer.load()


@cache
def series() -> list[dict[str, Any]]:
    """The pupils of a shipped export as reported, then those derived for the areas of today."""
    name = "ethnic-minority-pupils-by-province"
    schema = table_schema("observation")
    with TemporaryDirectory() as folder:
        made = Path(folder) / f"{name}.csv"
        tidy(OFFICE / f"{name}.csv", load_recipe(OFFICE / f"{name}.recipe.yaml"), made)
        frame = check_table(read_table(made, filename=made.name, schema=schema), schema).frame
    assert frame is not None
    weights = pl.DataFrame(schema={"INDICATOR": pl.String, "REF_AREA": pl.String, "GEO_VERSION": pl.String,
        "TIME_PERIOD": pl.String, "VALUE_TYPE": pl.String, "OBS_VALUE": pl.Float64, "UNIT_MULT": pl.Int64})  # fmt: skip
    derived = on_todays_areas(frame, weights, places())
    parts = (part.filter(pl.col("INDICATOR") == PUPILS) for part in (frame, derived))
    return [_stored(row) for part in parts for row in part.iter_rows(named=True)]


def row(**changes: Any) -> dict[str, Any]:
    """One value: pupils of Hà Giang in 2016, with `changes`."""
    first = next(
        each for each in series() if each["REF_AREA"] == "02@pre-2025-07" and each["TIME_PERIOD"] == "2016"
    )
    return {**first, **changes}


def _stored(one: Mapping[str, Any]) -> dict[str, Any]:
    area = one["REF_AREA"]
    unit = places().place(area)
    names = {
        "AREA_NAME": unit.name if unit else "Cả nước",
        "AREA_NAME_EN": unit.name_en if unit else "Whole country",
    }
    blank = dict.fromkeys(columns("observations"))
    changes = "; ".join(one.get("CHANGES") or []) or None
    return {**blank, **one, "CHANGES": changes, **names, **_BESIDE}
