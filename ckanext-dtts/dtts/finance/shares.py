"""What part of the plan, or of what was allocated, has been spent: of one scope and one as-of date."""

from __future__ import annotations

import polars as pl

from dtts.finance.facts import SCOPE

_WHOLE_OF = ("planned", "allocated")
_SPENT = ("disbursed", "settled")
_PERCENT = 100


def shares(facts: pl.DataFrame) -> pl.DataFrame:
    """Of each amount spent (STAGE disbursed, settled) its SHARE in per cent of the amount `OF` (planned,
    allocated) of the same scope and date, exact as far as a float is, with the two amounts and APPROXIMATE
    when either is. One that has no such counterpart, or a counterpart of zero, has no share and no row.

    A share above 100 is possible: money carried over is spent beside the plan of the year.
    """
    by = [*SCOPE, "AS_OF"]
    whole = facts.filter(pl.col("STAGE").is_in(_WHOLE_OF), pl.col("AMOUNT") > 0).select(
        *by,
        pl.col("STAGE").alias("OF"),
        pl.col("AMOUNT").alias("OF_AMOUNT"),
        pl.col("APPROXIMATE").alias("_approximate"),
    )
    spent = facts.filter(pl.col("STAGE").is_in(_SPENT), pl.col("AMOUNT").is_not_null())
    return (
        spent.join(whole, on=by, nulls_equal=True)
        .with_columns((_PERCENT * pl.col("AMOUNT") / pl.col("OF_AMOUNT")).alias("SHARE"))
        .with_columns((pl.col("APPROXIMATE") | pl.col("_approximate")).alias("APPROXIMATE"))
        .select(*by, "STAGE", "AMOUNT", "OF", "OF_AMOUNT", "SHARE", "APPROXIMATE")
    )
