"""A table against its published version: figures that moved, rows that are gone, decimals that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import polars as pl

from dtts import formats
from dtts.catalogue import TableSchema
from dtts.checks.declared import Declared, declared, figures_of
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.published import Published
from dtts.checks.times import near_thousands, times_words
from dtts.errors import UsageError
from dtts.report import LANGUAGES

# Before a column is said to have lost its decimals, so much of it must have had some.
_SHARE_WITH_DECIMALS = 0.2
_LEAST = 10


def previous(schema: TableSchema) -> Iterator[TableCheck]:
    """Looks at every row beside the published one of its key, at rows that are gone, and at decimals."""
    for one in declared(schema, "previous"):
        figures, key = figures_of(one), tuple(one.get("key", schema.primary_key))
        old = Published(key, tuple(dict.fromkeys((*figures, *key))))
        looks = {
            # Without figures the key alone tells which rows are gone.
            "moved": TableCheck(
                figures or key, partial(_moved, one, old), old.hashes, alone=True, wanted=old.there
            ),
            "gone": TableCheck((), partial(_gone, one, old), wanted=old.there),
            "decimals": TableCheck(figures, partial(_decimals, one, old), wanted=old.there),
        }
        wanted = one.get("looks", tuple(looks))
        if "gone" in wanted and "moved" not in wanted:
            raise UsageError(
                f'check "{one["id"]}" looks for rows that are gone: it has to look at "moved" too'
            )
        yield from (looks[name] for name in wanted)


def _moved(one: Declared, old: Published, context: Context) -> Iterator[Problem]:
    """Figures that became more than `factor` times larger or smaller; a row of the same key is an update."""
    assert context.alike is not None and old.frame is not None
    for name in filter(context.has, figures_of(one)):
        if name not in old.frame.columns:
            continue
        before = old.frame.select("hash", pl.col(name).cast(pl.Float64).alias("before")).unique("hash")
        rows = context.typed.select(pl.col(name).cast(pl.Float64).alias("now")).with_columns(
            context.alike.alias("hash")
        )
        rows = rows.join(before, on="hash", how="left", maintain_order="left")
        times = rows.select((pl.col("now") / pl.col("before")).abs().alias("times")).to_series()
        far = (times > one["factor"]) | ((times < 1 / one["factor"]) & (times > 0))
        yield Problem(
            f"previous-moved:{one['id']}",
            (far & times.is_finite()).fill_null(False) & context.unnamed(name),
            context.schema.field(name),
            row_words=partial(_moved_words, rows, times),
            severity=one.get("severity"),
        )


def _moved_words(rows: pl.DataFrame, times: pl.Series, row: int) -> Mapping[str, object]:
    before = rows["before"][row]
    return {
        "before": {lang: formats.number(_plain(before), lang) for lang in LANGUAGES},
        "times": times_words(times[row]),
        "hint": _HINT if near_thousands(times[row]) else _NO_HINT,
    }


_HINT = {"vi": "; kiểm tra đơn vị tính", "en": "; check the unit"}
_NO_HINT = {"vi": "", "en": ""}


def _gone(one: Declared, old: Published, context: Context) -> Iterator[Problem]:
    """One fault about the table, with an example, for all rows that are published and not sent."""
    gone = old.gone()
    if gone.is_empty():
        return
    example = ", ".join(str(value) for value in gone.select(old.key).row(0) if value is not None)
    yield Problem(
        f"previous-gone:{one['id']}",
        pl.Series([True]),
        words={
            "rows": gone.height,
            "published": old.frame.height if old.frame is not None else 0,
            "example": example,
        },
        severity=one.get("severity"),
        whole=True,
    )


def _decimals(one: Declared, old: Published, context: Context) -> Iterator[Problem]:
    """A column that was published with decimals and comes as whole numbers now, or the other way round."""
    assert old.frame is not None
    for name in filter(context.has, figures_of(one)):
        if name not in old.frame.columns:
            continue
        before, now = _fractions(old.frame[name]), _fractions(context.typed[name])
        if min(before[1], now[1]) < _LEAST or min(before[0], now[0]) > 0:
            continue
        if max(before[0], now[0]) >= _SHARE_WITH_DECIMALS:
            yield Problem(
                f"previous-decimals:{one['id']}",
                pl.Series([True]),
                context.schema.field(name),
                {
                    "change": _LOST if before[0] else _GAINED,
                    "before": _percent(before[0]),
                    "now": _percent(now[0]),
                },
                severity=one.get("severity"),
                whole=True,
            )


_LOST = {"vi": "không còn số lẻ", "en": "has no decimals any more"}
_GAINED = {"vi": "nay có số lẻ", "en": "has decimals now"}


def _fractions(values: pl.Series) -> tuple[float, int]:
    """The share of figures with a fraction, and how many figures there are."""
    figures = values.cast(pl.Float64).drop_nulls()
    fractions = int((figures != figures.round(0)).sum())
    return fractions / max(1, len(figures)), len(figures)


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
