"""Outputs of programme items, read from published tables and added up over places where they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

_PROVISIONAL = ("estimate", "provisional")
_PLAN = "planned"


@dataclass(frozen=True, slots=True)
class Output:
    """One output of an item in one period: `planned` and `actual` are None where nobody reported one.

    `programme` is None where the table does not say it. `period` is as the table has it, a year with
    `part` (`year`, `S1`, `S2`) or words. `low` and `high` of `actual` differ where the source gives a range.
    `area_id` is the place of a single figure; a sum over several has none, and says in `reported` how many
    of its `places` gave an actual figure.
    """

    programme: str | None
    item: str
    name: str
    name_en: str | None
    unit: str
    period: str
    part: str
    planned: float | None
    low: float | None
    high: float | None
    area_id: str | None
    places: int
    reported: int
    provisional: bool
    note: str | None = None


def outputs_of(schema: str, frame: pl.DataFrame) -> tuple[Output, ...]:
    """The outputs of a valid table of one of SCHEMAS, the latest period first."""
    return tuple(READERS[schema](frame))


def within(outputs: Iterable[Output], programme: str, code: str | None) -> list[Output]:
    """Those of an item and of what lies below it, or of the whole programme."""
    return [
        one
        for one in outputs
        if one.programme in (None, programme)
        and (code is None or one.item == code or one.item.startswith(f"{code}."))
    ]


def _summed(frame: pl.DataFrame) -> Iterator[Output]:
    """Rows by commune: amounts of one output, unit and period are added; a blank is none and no zero."""
    key = ["programme", "item_code", "output", "unit_vi", "year", "period"]
    found = frame.group_by(key, maintain_order=True).agg(
        pl.col("output_en").drop_nulls().first(),
        pl.col("planned", "actual").sum(),
        pl.col("planned").count().alias("with_plan"),
        pl.col("actual").count().alias("reported"),
        pl.col("area_id").n_unique().alias("places"),
        pl.col("area_id").first(),
        pl.col("value_status").is_in(_PROVISIONAL).any().alias("provisional"),
    )
    for row in found.sort("item_code", "output", "year", descending=[False, False, True]).iter_rows(
        named=True
    ):
        yield _sum_of(row)


def _sum_of(row: Mapping[str, Any]) -> Output:
    planned = float(row["planned"]) if row["with_plan"] else None
    actual = float(row["actual"]) if row["reported"] else None
    return Output(
        row["programme"],
        row["item_code"],
        row["output"],
        row["output_en"],
        row["unit_vi"],
        str(row["year"]),
        row["period"],
        planned,
        actual,
        actual,
        row["area_id"] if row["places"] == 1 else None,
        row["places"],
        row["reported"],
        row["provisional"],
    )


def _stated(frame: pl.DataFrame) -> Iterator[Output]:
    """Single figures as a source stated them, each of its own place: they cannot be added up."""
    for row in frame.iter_rows(named=True):
        low, high = (None if row[name] is None else float(row[name]) for name in ("value_low", "value_high"))
        is_plan = row["stage"] == _PLAN
        yield Output(
            None,
            row["item_code"],
            row["name_vi"],
            None,
            row["unit_vi"],
            row["period_vi"] or "",
            "",
            low if is_plan else None,
            None if is_plan else low,
            None if is_plan else high,
            row["area_id"],
            1,
            0 if is_plan else 1,
            False,
            row["provenance_note"],
        )


READERS: Mapping[str, Callable[[pl.DataFrame], Iterator[Output]]] = {
    "output_results": _summed,
    "output_examples": _stated,
}
SCHEMAS = tuple(READERS)
