"""Each observation as the parts that it hands on to the areas (or groups) that follow."""

from __future__ import annotations

import polars as pl

from dtts.indicators.combine.status import CONFIDENTIAL, WITHOUT_VALUE

KEY = (
    "FREQ",
    "INDICATOR",
    "REF_AREA",
    "GEO_VERSION",
    "SEX",
    "ETHNIC_GROUP",
    "COMMUNE_REGION",
    "VALUE_TYPE",
    "TIME_PERIOD",
)
_ATTRIBUTES = {
    "OBS_VALUE": pl.Float64,
    "UNIT_MEASURE": pl.String,
    "UNIT_MULT": pl.Int64,
    "DECIMALS": pl.Int64,
    "OBS_STATUS": pl.String,
    "CONF_STATUS": pl.String,
    "NUMERATOR": pl.Float64,
    "DENOMINATOR": pl.Float64,
}


def parts_of(
    observations: pl.DataFrame, transfers: pl.DataFrame, rules: pl.DataFrame, dimension: str
) -> pl.DataFrame:
    """One row for each observation and each of its successors: the key with the successor in `dimension`,
    `usable`, `hidden`, `share` and the part of the value, numerator and denominator that it hands on."""
    absent = [
        pl.lit(None, dtype).alias(name)
        for name, dtype in _ATTRIBUTES.items()
        if name not in observations.columns
    ]
    given = observations.with_columns(absent).select(*KEY, *_ATTRIBUTES)
    joined = given.join(transfers, left_on=dimension, right_on="old").join(rules, on="INDICATOR", how="left")
    share = pl.col("share_num") / pl.col("share_den")
    described = joined.with_columns(
        hidden=(pl.col("OBS_STATUS") == "Q") | pl.col("CONF_STATUS").is_in(CONFIDENTIAL).fill_null(False),
        share=share,
        aggregation=pl.col("aggregation").fill_null("none"),
    )
    described = described.with_columns(usable=_is_usable())
    return _with_parts(described, dimension).drop(dimension).rename({"new": dimension})


def _is_usable() -> pl.Expr:
    without = pl.col("OBS_STATUS").is_in(WITHOUT_VALUE)
    return pl.col("OBS_VALUE").is_not_null() & ~without & ~pl.col("hidden")


def _with_parts(joined: pl.DataFrame, dimension: str) -> pl.DataFrame:
    value = pl.when("usable").then(pl.col("OBS_VALUE"))
    shared = joined.with_columns(
        part=value * pl.col("share"),
        numerator=pl.col("NUMERATOR") * pl.col("share"),
        denominator=pl.col("DENOMINATOR") * pl.col("share"),
    )
    divided = _is_divided_count()
    if not shared.select(divided.any()).item():
        return shared
    whole = _apportioned(shared.filter(divided), dimension)
    return pl.concat([shared.filter(~divided), whole], how="vertical")


def _is_divided_count() -> pl.Expr:
    """Whole numbers that are counted and divided by known shares."""
    is_count = (pl.col("aggregation") == "sum") & (pl.col("OBS_VALUE") == pl.col("OBS_VALUE").floor())
    is_divided = pl.col("share_num") < pl.col("share_den")
    return (is_count & is_divided & pl.col("usable")).fill_null(False)


def _apportioned(parts: pl.DataFrame, dimension: str) -> pl.DataFrame:
    """Whole parts that add up to the whole, by the largest remainder; of equal ones the first area's."""
    cell = [name for name in (*KEY, "old") if name in parts.columns and name != "new"]
    cell = list(dict.fromkeys([*cell, dimension]))
    product = pl.col("OBS_VALUE").cast(pl.Int64) * pl.col("share_num")
    counted = parts.sort(*cell, "new").with_columns(
        quotient=product // pl.col("share_den"), remainder=product % pl.col("share_den")
    )
    lacking = pl.col("remainder").sum().over(cell) // pl.col("share_den")
    place = pl.col("remainder").rank("ordinal", descending=True).over(cell)
    return counted.with_columns(
        part=(pl.col("quotient") + (place <= lacking).cast(pl.Int64)).cast(pl.Float64)
    ).drop("quotient", "remainder")
