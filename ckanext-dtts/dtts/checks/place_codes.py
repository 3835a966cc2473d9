"""Places written without what makes their code certain: the number alone, or the name."""

from __future__ import annotations

import polars as pl

from dtts.catalogue import Field
from dtts.checks.declared import columns_of, declared
from dtts.checks.problem import Context
from dtts.checks.registered import refers_to_places
from dtts.checks.span import bounds_of, days_of

_NUMBER = r"^\d{1,5}$"
_UNKNOWN_DAY = pl.lit(None, dtype=pl.Date)
_ASKED = ("text", "first", "last", "given")


def meant_places(context: Context, field: Field, wrong: pl.Series) -> pl.Series:
    """The place that each wrong text means: the only one with this number or this name that was in force in
    the row's stretch of time and, where the row names it, bears the name. Null where none or several do."""
    nothing = pl.repeat(None, len(wrong), dtype=pl.String, eager=True)
    if not refers_to_places(context, field):
        return nothing
    rows = context.typed.select(
        pl.col(field.name).alias("text"), *_days(context, field), _given(context, field)
    )
    asked = rows.filter(wrong).unique().filter(pl.col("text").is_not_null())
    if asked.is_empty():
        return nothing
    sure = _sure(_in_force(_candidates(asked, _places(context)))).rename({"area_id": "meant"})
    joined = rows.join(sure, on=_ASKED, how="left", nulls_equal=True, maintain_order="left")
    return joined["meant"].set(~wrong, None)


def _days(context: Context, field: Field) -> list[pl.Expr]:
    """First and last day of the row, where the schema says how they are told."""
    for one in declared(context.schema, "valid-on"):
        if one["field"] == field.name and context.has(*columns_of(one)):
            first, last = days_of(one["on"])
            return [first.alias("first"), last.alias("last")]
    return [_UNKNOWN_DAY.alias("first"), _UNKNOWN_DAY.alias("last")]


def _given(context: Context, field: Field) -> pl.Expr:
    """The name beside the code, where the schema says which column has it."""
    for one in declared(context.schema, "name-of"):
        if one["code"] == field.name and context.has(one["name"]):
            return pl.col(one["name"]).str.to_lowercase().alias("given")
    return pl.lit(None, dtype=pl.String).alias("given")


def _places(context: Context) -> pl.DataFrame:
    start, end = bounds_of("valid_from", "valid_to")
    optional = ("name_vi", "name_en", "valid_from", "valid_to")
    code = pl.col("area_id").str.extract(r"^(\d+)@")
    return context.keys("places", ("area_id",), optional).select(
        "area_id",
        code.alias("code"),
        code.str.strip_chars_start("0").alias("bare"),
        pl.col("name_vi").str.to_lowercase().alias("vi"),
        pl.col("name_en").str.to_lowercase().alias("en"),
        start.alias("start"),
        end.alias("end"),
    )


def _candidates(asked: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Every place that a text may mean: by its number, else by it without zeros, or by either name."""
    numbers = asked.filter(pl.col("text").str.contains(_NUMBER))
    exact = numbers.join(places, left_on="text", right_on="code", how="inner", coalesce=False)
    bare = pl.col("text").str.strip_chars_start("0")
    lost = numbers.with_columns(bare.alias("bare")).join(places, on="bare", how="inner")
    lost = lost.filter(pl.col("code").str.len_chars() > pl.col("text").str.len_chars())
    words = asked.join(numbers, on=_ASKED, how="anti", nulls_equal=True)
    words = words.with_columns(pl.col("text").str.to_lowercase().alias("name"))
    named = [words.join(places, left_on="name", right_on=tongue, coalesce=False) for tongue in ("vi", "en")]
    columns = [*_ASKED, "area_id", "vi", "en", "start", "end"]
    inexact = lost.join(exact, on=_ASKED, how="anti", nulls_equal=True)
    return pl.concat([found.select(columns) for found in (exact, inexact, *named)])


def _in_force(found: pl.DataFrame) -> pl.DataFrame:
    """Those that were there at some time of the row; all, where the row does not say when."""
    begun = pl.col("start").is_null() | (pl.col("start") <= pl.col("last"))
    ended = pl.col("end").is_not_null() & (pl.col("end") < pl.col("first"))
    return found.filter(begun.fill_null(True) & ~ended.fill_null(False))


def _sure(found: pl.DataFrame) -> pl.DataFrame:
    """What is asked with its only candidate; a name beside the code tells several apart."""
    agrees = (pl.col("given") == pl.col("vi")) | (pl.col("given") == pl.col("en"))
    marked = found.with_columns(agrees.fill_null(False).alias("agrees"))
    best = marked.filter(pl.col("agrees") == pl.col("agrees").max().over(_ASKED))
    count, only = pl.col("area_id").n_unique().alias("count"), pl.col("area_id").first()
    counted = best.group_by(_ASKED).agg(count, only)
    return counted.filter(pl.col("count") == 1).drop("count")
