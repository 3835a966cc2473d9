"""Parts put together, each cell with the method by which it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dtts.errors import UsageError
from dtts.indicators.combine.method import Rule, rules_frame
from dtts.indicators.combine.parts import KEY, parts_of
from dtts.indicators.combine.status import WITHOUT_VALUE, at_least, strongest
from dtts.indicators.transfers import Transfer, as_frame

# Sums of decimals are rounded to as many places as their parts have, so that 0.1 + 0.2 is 0.3.
_MOST_DECIMALS = 6


def combine(
    observations: pl.DataFrame,
    transfers: Sequence[Transfer] | pl.DataFrame,
    rules: Mapping[str, Rule],
    *,
    dimension: str = "REF_AREA",
    with_max: bool = False,
) -> pl.DataFrame:
    """The observations of the areas that follow, one row for each key of which any part is known.

    `transfers`, or what `as_frame` makes of them, name values of `dimension`, a column of the key.
    Columns: the key, OBS_VALUE, UNIT_MEASURE, UNIT_MULT, DECIMALS, OBS_STATUS, NUMERATOR, DENOMINATOR,
    COVERAGE_N and COVERAGE_D (parts with a value, parts in all), BOUND (how far a value made of rounded rates
    can be off), CHANGES and METHOD.
    """
    if dimension not in KEY:
        raise UsageError(f"{dimension!r} is no dimension; use one of: {', '.join(KEY)}")
    handed_on = transfers if isinstance(transfers, pl.DataFrame) else as_frame(transfers)
    parts = parts_of(observations, handed_on, rules_frame(rules), dimension)
    expected = handed_on.group_by("new").agg(COVERAGE_D=pl.len().cast(pl.Int64)).rename({"new": dimension})
    groups = parts.group_by(KEY).agg(*_sums()).join(expected, on=dimension)
    decided = groups.with_columns(METHOD=_method(with_max))
    return _result(decided).sort(KEY)


def _sums() -> list[pl.Expr]:
    usable = pl.col("usable")
    has_denominator = (pl.col("denominator") > 0).fill_null(False).filter(usable).all()
    return [
        usable.sum().cast(pl.Int64).alias("COVERAGE_N"),
        pl.col("hidden").any().alias("hidden"),
        pl.col("aggregation").first(),
        pl.col("multiplier").first(),
        pl.col("share").is_not_null().all().alias("known"),
        (pl.col("share") == 1).fill_null(False).all().alias("whole"),
        pl.col("part").sum().alias("sum"),
        pl.col("OBS_VALUE").filter(usable).max().alias("largest"),
        pl.col("OBS_VALUE").first().alias("only"),
        _total("numerator"),
        _total("denominator"),
        has_denominator.alias("weighted"),
        (pl.col("OBS_VALUE") * pl.col("denominator")).sum().alias("weight"),
        strongest("OBS_STATUS").alias("OBS_STATUS"),
        pl.col("UNIT_MEASURE").drop_nulls().first(),
        pl.col("UNIT_MULT").drop_nulls().first(),
        _is_alike("UNIT_MEASURE", "UNIT_MULT").alias("alike"),
        pl.col("DECIMALS").max(),
        pl.col("DECIMALS").min().alias("coarsest"),
        pl.col("changes").explode(empty_as_null=False, keep_nulls=False).unique().sort().alias("CHANGES"),
    ]


def _total(name: str) -> pl.Expr:
    """The sum of a column that every part has; null when one lacks it."""
    return pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).sum()).alias(name)


def _is_alike(*names: str) -> pl.Expr:
    """Whether the parts that count have one value of each."""
    return pl.all_horizontal(pl.col(name).filter(pl.col("usable")).n_unique() <= 1 for name in names)


def _method(with_max: bool) -> pl.Expr:
    """What can be done with the parts; the first that holds."""
    complete = pl.col("COVERAGE_N") == pl.col("COVERAGE_D")
    alone = (pl.col("COVERAGE_D") == 1) & pl.col("whole")
    return (
        pl.when(pl.col("hidden"))
        .then(pl.lit("suppressed"))
        .when(alone & complete)
        .then(pl.lit("copied"))
        .when(alone)
        .then(pl.lit("missing"))
        .when(~_is_computable(with_max))
        .then(pl.lit("not-computable"))
        .when(~complete)
        .then(pl.lit("missing"))
        .when(_is_exact())
        .then(pl.lit("exact"))
        .otherwise(pl.lit("estimated"))
    )


def _is_computable(with_max: bool) -> pl.Expr:
    rule = pl.col("aggregation")
    ratio = (rule == "ratio") & pl.col("weighted")
    largest = (rule == "max") & pl.col("whole") & with_max
    return pl.col("known") & pl.col("alike") & ((rule == "sum") | ratio | largest)


def _is_exact() -> pl.Expr:
    is_ratio = pl.col("aggregation") == "ratio"
    return pl.col("whole") & (~is_ratio | pl.col("numerator").is_not_null())


def _result(decided: pl.DataFrame) -> pl.DataFrame:
    has_value = pl.col("METHOD").is_in(("copied", "exact", "estimated"))
    is_rate = (pl.col("aggregation") == "ratio") & (pl.col("METHOD") != "copied")
    from_rates = (pl.col("METHOD") == "estimated") & is_rate & pl.col("numerator").is_null()
    return decided.with_columns(
        OBS_VALUE=pl.when(has_value).then(_value()),
        OBS_STATUS=_status(),
        NUMERATOR=pl.when(has_value).then(pl.col("numerator")),
        DENOMINATOR=pl.when(has_value).then(pl.col("denominator")),
        BOUND=pl.when(from_rates).then(0.5 * 10.0 ** -pl.col("coarsest").cast(pl.Float64)),
    ).select(
        *KEY,
        "OBS_VALUE",
        "UNIT_MEASURE",
        "UNIT_MULT",
        "DECIMALS",
        "OBS_STATUS",
        "NUMERATOR",
        "DENOMINATOR",
        "COVERAGE_N",
        "COVERAGE_D",
        "BOUND",
        "CHANGES",
        "METHOD",
    )


def _value() -> pl.Expr:
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    return (
        pl.when(pl.col("METHOD") == "copied")
        .then(pl.col("only"))
        .when(pl.col("aggregation") == "max")
        .then(pl.col("largest"))
        .when(pl.col("aggregation") == "sum")
        .then(pl.col("sum").round(_MOST_DECIMALS))
        .when(numerator.is_not_null())
        .then(numerator / denominator * pl.col("multiplier"))
        .otherwise(pl.col("weight") / denominator)
    )


def _status() -> pl.Expr:
    """Of what has a value the strongest of its parts, an estimate when it is one; else why it has none: of
    a single part its own word for it."""
    status = pl.col("OBS_STATUS")
    alone = (pl.col("COVERAGE_D") == 1) & status.is_in(WITHOUT_VALUE)
    return (
        pl.when(pl.col("METHOD") == "suppressed")
        .then(pl.lit("Q"))
        .when((pl.col("METHOD") == "missing") & alone)
        .then(status)
        .when(pl.col("METHOD").is_in(("missing", "not-computable")))
        .then(pl.lit("O"))
        .when(pl.col("METHOD") == "estimated")
        .then(at_least(status, "E"))
        .otherwise(status)
    )
