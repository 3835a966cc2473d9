"""Rows of the tables of monitoring from their files, as they were checked and published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, TypeVar

import polars as pl

from dtts.followup.evaluation import Answer
from dtts.followup.finding import Finding
from dtts.followup.plan import Plan
from dtts.followup.rating import Rating
from dtts.followup.recommendation import Recommendation, Step
from dtts.followup.visit import Site, Visit

Row = TypeVar("Row")
Names = Mapping[str, str]
_RENAMED: Mapping[type, Names] = MappingProxyType(
    {
        Plan: {"id": "plan_id"},
        Visit: {"id": "visit_id"},
        Site: {"id": "site_id"},
        Finding: {"id": "finding_id", "kind": "finding_kind"},
        Recommendation: {"id": "recommendation_id"},
        Step: {"id": "response_id", "kind": "step", "on": "responded_on"},
        Answer: {"id": "answer_id"},
        Rating: {"id": "rating_id"},
    }
)
"""What an attribute is called in the table, where it is not the same."""


def rows_of(frame: pl.DataFrame, kind: type[Row], table: str = "") -> tuple[Row, ...]:
    """The rows of a table that is valid by its schema; `table` is its address within the dataset.

    A column that an earlier version of the schema did not have is None.
    """
    named = columns_of(kind)
    columns = [
        (pl.col(column) if column in frame.columns else pl.lit(None)).alias(name)
        for name, column in named.items()
    ]
    make: Any = kind
    return tuple(make(**row, table=table) for row in frame.select(columns).iter_rows(named=True))


def recommendations_of(frame: pl.DataFrame) -> tuple[Recommendation, ...]:
    """The rows of a table that is valid by the schema `recommendations`."""
    return rows_of(frame, Recommendation)


def steps_of(frame: pl.DataFrame) -> tuple[Step, ...]:
    """The rows of a table that is valid by the schema `recommendation_responses`."""
    return rows_of(frame, Step)


def columns_of(kind: Any) -> dict[str, str]:
    """What each attribute of a class of rows is called in its table, in the order of the attributes."""
    renamed = _RENAMED[kind]
    return {each.name: renamed.get(each.name, each.name) for each in fields(kind) if each.name != "table"}
