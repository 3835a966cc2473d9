"""Sums over one axis: from all the parts of a closed list or not at all, beside what was stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dtts.errors import UsageError
from dtts.finance.facts import SCOPE

_SUMMED = {"AMOUNT", "APPROXIMATE"}


def sum_over(facts: pl.DataFrame, axis: str, wholes: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Of each whole of `axis` of which a part is there: the scope with STAGE and AS_OF, AMOUNT (null unless
    every part has one), APPROXIMATE (whether a part is), COVERAGE_N parts of COVERAGE_D that have an amount,
    STATED (the whole as somebody gave it, null when nobody did) and DIFFERENCE (stated less summed).

    Nothing is taken for zero. UsageError for an axis that facts have not, and for one fact given twice.
    """
    if axis not in SCOPE:
        raise UsageError(f"money has no axis {axis}; it has {', '.join(SCOPE)}")
    by = [name for name in (*SCOPE, "STAGE", "AS_OF") if name != axis]
    _need_single(facts, [*by, axis])
    parts = pl.DataFrame(
        [(whole, part, len(listed)) for whole, listed in wholes.items() for part in listed],
        schema={"WHOLE": pl.String, axis: pl.String, "COVERAGE_D": pl.Int64},
        orient="row",
    )
    joined = facts.join(parts, on=axis).group_by(*by, pl.col("WHOLE").alias(axis), maintain_order=True)
    summed = joined.agg(
        pl.col("AMOUNT").sum(),
        pl.col("APPROXIMATE").any(),
        pl.col("AMOUNT").is_not_null().sum().cast(pl.Int64).alias("COVERAGE_N"),
        pl.col("COVERAGE_D").first(),
    )
    whole = pl.col("COVERAGE_N") == pl.col("COVERAGE_D")
    stated = facts.select(*by, axis, pl.col("AMOUNT").alias("STATED"))
    return (
        summed.with_columns(pl.when(whole).then("AMOUNT").alias("AMOUNT"))
        .join(stated, on=[*by, axis], how="left", nulls_equal=True)
        .with_columns((pl.col("STATED") - pl.col("AMOUNT")).alias("DIFFERENCE"))
    )


def _need_single(facts: pl.DataFrame, key: Sequence[str]) -> None:
    """Two tables that both give an amount would be added up twice."""
    if facts.select(key).is_duplicated().any():
        raise UsageError("an amount of one scope, stage and date is there twice: sum the facts of one table")
