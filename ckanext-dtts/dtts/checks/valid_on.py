"""Codes of a register that must have been in force when the row says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from dtts.checks.declared import Declared, chosen, columns_of, declared, rule_of
from dtts.checks.problem import Context, Problem
from dtts.checks.span import bounds_of, days_of, span_label

_NAMES = ("name_vi", "name_en")
_STATES = {
    "not-yet": {
        "vi": "chưa có vào {period}: có từ ngày {day}",
        "en": "did not exist yet in {period}: it begins on {day}",
    },
    "ended": {
        "vi": "không còn vào {period}: đến hết ngày {day}",
        "en": "no longer existed in {period}: it ended on {day}",
    },
}
_THEN = {"vi": "; khi đó mã {code} là {units}", "en": "; the code {code} was then {units}"}
_NOTHING = {"vi": "", "en": ""}

Texts = Mapping[str, str]


def check_valid_on(context: Context) -> Iterator[Problem]:
    """A code that had not begun or had ended in the whole of the row's stretch of time.

    A code that the register does not hold is the foreign key's fault; an open start or end holds for ever.
    """
    for one in declared(context.schema, "valid-on"):
        if context.has(*columns_of(one)):
            yield _problem(context, one)


def _problem(context: Context, one: Declared) -> Problem:
    name = one["field"]
    first, last = days_of(one["on"])
    rows = context.typed.select(
        pl.col(name).alias("code"), first.alias("first"), last.alias("last"), chosen(one).alias("chosen")
    )
    spans = _spans(context, one)
    # Few codes in few periods: told once for each, then for every row that has them.
    asked = rows.filter("chosen").select("code", "first", "last").unique().drop_nulls()
    known = asked.join(spans, on="code", how="inner")
    held = (pl.col("start").fill_null(date.min) <= pl.col("last")) & (
        pl.col("end").fill_null(date.max) >= pl.col("first")
    )
    wrong = known.group_by("code", "first", "last").agg(held.any().alias("held")).filter(~pl.col("held"))
    marked = rows.join(wrong, on=["code", "first", "last"], how="left", maintain_order="left")
    mask = marked["held"].is_not_null() & rows["chosen"] & context.unnamed(*columns_of(one))
    return Problem(
        rule_of(one),
        mask,
        context.schema.field(name),
        row_words=lambda row: _words(spans, rows.row(row, named=True)),
        severity=one.get("severity"),
    )


def _spans(context: Context, one: Declared) -> pl.DataFrame:
    """Every stretch of every code of the register, with its name where there is one."""
    key, first, last = (
        one.get("key", one["field"]),
        one.get("from", "valid_from"),
        one.get("to", "valid_to"),
    )
    named = tuple(one.get("names", _NAMES))
    start, end = bounds_of(first, last)
    found = context.keys(one["register"], (key,), (*named, first, last))
    return found.select(
        pl.col(key).alias("code"),
        start.alias("start"),
        end.alias("end"),
        pl.col(named[0]).alias("vi"),
        pl.coalesce(named[::-1]).alias("en"),
    )


def _words(spans: pl.DataFrame, row: Mapping[str, Any]) -> Mapping[str, object]:
    own = spans.filter(code=row["code"]).sort("start", nulls_last=False).rows(named=True)
    later = [one for one in own if one["start"] and one["start"] > row["last"]]
    state, day = ("not-yet", later[0]["start"]) if later else ("ended", own[-1]["end"])
    period = span_label(row["first"], row["last"])
    shown = {"vi": f"{day:%d/%m/%Y}", "en": day.isoformat()}
    return {
        "named": {lang: f" ({own[-1][lang]})" if own[-1][lang] else "" for lang in ("vi", "en")},
        "state": {
            lang: text.format(period=period[lang], day=shown[lang]) for lang, text in _STATES[state].items()
        },
        "then": _then(spans, row),
    }


def _then(spans: pl.DataFrame, row: Mapping[str, Any]) -> Texts:
    """The places that bore the same number in the row's stretch of time."""
    number, at, _ = row["code"].partition("@")
    if not at:
        return _NOTHING
    others = spans.filter(
        pl.col("code").str.starts_with(f"{number}@")
        & (pl.col("start").fill_null(date.min) <= row["last"])
        & (pl.col("end").fill_null(date.max) >= row["first"])
    ).unique("code", maintain_order=True)
    if others.is_empty():
        return _NOTHING
    return {
        lang: text.format(
            code=number,
            units=", ".join(f"{name} ({code})" for code, name in others.select("code", lang).rows()),
        )
        for lang, text in _THEN.items()
    }
