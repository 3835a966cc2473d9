"""Observations of computed indicators: their formulas over other observations of the same key.

A value is there only when every figure of the formula is; what is withheld, missing or not comparable in one
of them is so in the result.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dtts.indicators.combine.parts import KEY
from dtts.indicators.combine.status import CONFIDENTIAL, WITHOUT_VALUE, strongest
from dtts.indicators.definition import Definition, definitions
from dtts.indicators.formula import Formula, compute, read_formula

_BY = tuple(name for name in KEY if name != "INDICATOR")
_ACTUAL = "ACT"
_HIDDEN = "Q"
_NOT_COMPARABLE = "NOT_COMP"
# From the comparability that says least to the one that says most: a result has the least of its figures'.
_COMPARABILITY = ("NOT_COMP", "BREAK", "REBASED_EST", "REBASED_EXACT", "FULL")
_RANK = {code: rank for rank, code in enumerate(_COMPARABILITY)}


def formulas() -> dict[str, Definition]:
    """The definitions that have a formula, by code."""
    return {code: one for code, one in definitions().items() if one.formula}


def compute_rows(observations: pl.DataFrame, wanted: Mapping[str, Definition]) -> pl.DataFrame:
    """One row for each key of which any figure of a formula is known: the key, OBS_VALUE in the unit of the
    definition, OBS_STATUS, COMPARABILITY, COVERAGE_N figures of COVERAGE_D that have a value, and METHOD.

    `observations` have SDMX columns; values are taken times ten to their UNIT_MULT. Targets and baselines
    are not computed: a plan for a part is none for a ratio.
    """
    made = [_computed(observations, one) for one in wanted.values()]
    return pl.concat(made) if made else pl.DataFrame()


def _computed(observations: pl.DataFrame, one: Definition) -> pl.DataFrame:
    formula = read_formula(one.formula or "")
    figures = _figures(observations, formula)
    value = compute(formula, figures).alias("value")
    ready = figures.with_columns(value).with_columns(METHOD=_method(len(formula.codes)))
    done = pl.col("METHOD") == "computed"
    shown = ready.with_columns(
        INDICATOR=pl.lit(one.code),
        OBS_VALUE=pl.when(done).then(pl.col("value") / 10.0**one.unit_mult),
        UNIT_MEASURE=pl.lit(one.unit_measure),
        UNIT_MULT=pl.lit(one.unit_mult, pl.Int64),
        DECIMALS=pl.lit(one.decimals, pl.Int64),
        OBS_STATUS=_status(),
        CONF_STATUS=pl.lit("F"),
        COMPARABILITY=pl.when(pl.col("METHOD") == "not-computable")
        .then(pl.lit(_NOT_COMPARABLE))
        .when(done)
        .then(pl.col("comparability")),
        COVERAGE_D=pl.lit(len(formula.codes), pl.Int64),
    )
    return shown.select(
        *KEY, "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "OBS_STATUS", "CONF_STATUS",
        "COMPARABILITY", "COVERAGE_N", "COVERAGE_D", "METHOD",
    ).sort(KEY)  # fmt: skip


def _figures(observations: pl.DataFrame, formula: Formula) -> pl.DataFrame:
    """The figures of a formula side by side, one row a key, with what is to be said of all of them."""
    mine = observations.filter(pl.col("INDICATOR").is_in(formula.codes), pl.col("VALUE_TYPE") == _ACTUAL)
    usable = pl.col("OBS_VALUE").is_not_null() & ~pl.col("OBS_STATUS").is_in(WITHOUT_VALUE)
    hidden = (pl.col("OBS_STATUS") == _HIDDEN) | pl.col("CONF_STATUS").is_in(CONFIDENTIAL)
    amount = pl.when(usable & ~hidden.fill_null(value=False)).then(
        pl.col("OBS_VALUE") * 10.0 ** pl.col("UNIT_MULT").fill_null(0)
    )
    rank = pl.col("COMPARABILITY").replace_strict(_RANK, default=None, return_dtype=pl.UInt8)
    return (
        mine.with_columns(amount=amount, hidden=hidden.fill_null(value=False), rank=rank)
        .group_by(_BY, maintain_order=True)
        .agg(
            *(
                pl.col("amount").filter(pl.col("INDICATOR") == code).first().alias(code)
                for code in formula.codes
            ),
            pl.col("amount").is_not_null().sum().cast(pl.Int64).alias("COVERAGE_N"),
            pl.col("hidden").any(),
            (pl.col("COMPARABILITY") == _NOT_COMPARABLE).any().fill_null(value=False).alias("apart"),
            (pl.len() > pl.col("INDICATOR").n_unique()).alias("twice"),
            strongest("OBS_STATUS").alias("strongest"),
            pl.col("rank")
            .min()
            .replace_strict(dict(enumerate(_COMPARABILITY)), default=None, return_dtype=pl.String)
            .alias("comparability"),
        )
    )


def _amount_of(code: str) -> pl.Expr:
    return pl.col("amount").filter(pl.col("INDICATOR") == code).first().alias(code)


def _method(figures: int) -> pl.Expr:
    """suppressed, not-computable (a figure cannot be compared, two tables give it, or a divisor is zero),
    missing or computed."""
    return (
        pl.when("hidden")
        .then(pl.lit("suppressed"))
        .when(pl.col("apart") | pl.col("twice"))
        .then(pl.lit("not-computable"))
        .when(pl.col("COVERAGE_N") < figures)
        .then(pl.lit("missing"))
        .when(pl.col("value").is_null())
        .then(pl.lit("not-computable"))
        .otherwise(pl.lit("computed"))
    )


def _status() -> pl.Expr:
    return (
        pl.when(pl.col("METHOD") == "suppressed")
        .then(pl.lit(_HIDDEN))
        .when(pl.col("METHOD") == "computed")
        .then(pl.col("strongest"))
        .otherwise(pl.lit("O"))
    )
