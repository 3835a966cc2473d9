"""Rows of the store of money as the API and pages give them, each with what part of the plan it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

import polars as pl

from ckanext.dtts.finance.query import Row
from ckanext.dtts.finance.store import NAMES
from ckanext.dtts.model.columns import iso
from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.observations.visible import Origin
from dtts.finance import COLUMNS, shares, sum_over, wholes_of
from dtts.finance.facts import SCOPE
from dtts.units import Gazetteer

FIELDS = (
    *COLUMNS, "UNIT_MEASURE", "AREA_NAME", "AREA_NAME_EN", "DATASET", "TABLE", "RELEASED", "DEMO",
)  # fmt: skip
"""The facts of `dtts.finance`, then who and what a reader needs to name the figure; AMOUNT is in dong."""
SUMMED = (
    *SCOPE, "STAGE", "AS_OF", "AMOUNT", "UNIT_MEASURE", "APPROXIMATE", "COVERAGE_N", "COVERAGE_D", "STATED",
    "DIFFERENCE", "AREA_NAME", "AREA_NAME_EN", "DATASET", "TABLE", "DEMO",
)  # fmt: skip
SHARED = (
    *SCOPE, "STAGE", "AS_OF", "AMOUNT", "OF", "OF_AMOUNT", "UNIT_MEASURE", "SHARE", "APPROXIMATE",
    "AREA_NAME", "AREA_NAME_EN", "DATASET", "TABLE", "DEMO",
)  # fmt: skip
_DONG = {"UNIT_MEASURE": "VND"}
Answered = dict[str, Any]


def as_fact(row: Row, origins: Mapping[UUID, Origin], places: Gazetteer) -> Answered:
    """One amount, its area named in both languages and its table by its address."""
    fact = {name.upper(): getattr(row, name) for name in NAMES}
    told = _told(row.ref_area, origins[row.table_id], places)
    return {**fact, "AS_OF": row.as_of or None, **_DONG, **told, "RELEASED": iso(row.released)}


def shared(rows: Iterable[Row], origins: Mapping[UUID, Origin], places: Gazetteer) -> Iterator[Answered]:
    """What part of plan or allocation was spent, of rows of one table each."""
    for table_id, facts in _by_table(rows):
        for row in shares(facts).iter_rows(named=True):
            yield {**row, **_DONG, **_told(row["REF_AREA"], origins[table_id], places)}


def summed(
    rows: Iterable[Row], axis: str, origins: Mapping[UUID, Origin], places: Gazetteer
) -> Iterator[Answered]:
    """Sums over an axis, of rows of one table each: two tables may speak of the same money."""
    for table_id, facts in _by_table(rows):
        for own in _with_one_list(facts, axis, places):
            for row in own.iter_rows(named=True):
                yield {**row, **_DONG, **_told(row["REF_AREA"], origins[table_id], places)}


def _with_one_list(facts: pl.DataFrame, axis: str, places: Gazetteer) -> Iterator[pl.DataFrame]:
    """Items are those of a programme, places those of the last day of the years."""
    if axis == "ITEM":
        for (programme,), own in facts.group_by("PROGRAMME", maintain_order=True):
            yield sum_over(own, axis, wholes_of(axis, programme=str(programme)))
    elif axis == "REF_AREA":
        for (year,), own in facts.group_by("YEAR_TO", maintain_order=True):
            yield sum_over(own, axis, wholes_of(axis, on=date(int(str(year)), 12, 31), places=places))
    else:
        yield sum_over(facts, axis, wholes_of(axis))


def _by_table(rows: Iterable[Row]) -> Iterator[tuple[UUID, pl.DataFrame]]:
    for table_id, own in groupby(sorted(rows, key=lambda row: str(row.table_id)), lambda row: row.table_id):
        facts = [{name.upper(): getattr(row, name) for name in NAMES} for row in own]
        yield table_id, pl.DataFrame(facts, infer_schema_length=None, schema_overrides={"AMOUNT": pl.Int64})


def _told(area: str, origin: Origin, places: Gazetteer) -> Answered:
    names = area_names(area, places)
    return {
        "AREA_NAME": names["vi"],
        "AREA_NAME_EN": names["en"],
        "DATASET": origin.dataset,
        "TABLE": origin.table,
        "DEMO": origin.demo,
    }
