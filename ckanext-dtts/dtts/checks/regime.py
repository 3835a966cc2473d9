"""Periods that the reporting regime of a table does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from dtts.checks.declared import Declared, chosen, columns_of, declared, rule_of
from dtts.checks.problem import Context, Problem
from dtts.checks.span import days_of, span_label

_MONTHS = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}
"""Regular periods of the register `reporting_calendar`, by their months; others (thematic, on completion)
have no length of their own."""
_NAMES = {
    "monthly": {"vi": "tháng", "en": "months"},
    "quarterly": {"vi": "quý", "en": "quarters"},
    "semiannual": {"vi": "6 tháng", "en": "half-years"},
    "annual": {"vi": "năm", "en": "years"},
}


def check_regime(context: Context) -> Iterator[Problem]:
    """A period as none of the declared `regimes` asks for, such as a half-year in a yearly table."""
    for one in declared(context.schema, "regime"):
        if context.has(*columns_of(one)):
            yield _problem(context, one)


def _problem(context: Context, one: Declared) -> Problem:
    calendar = context.keys("reporting_calendar", ("regime_id", "frequency"), ("regime_vi", "legal_basis"))
    own = calendar.filter(pl.col("regime_id").is_in(one["regimes"]))
    named = {name for text in own["frequency"] for name in text.split(";") if name in _MONTHS}
    first, last = days_of(one["on"])
    length = (last.dt.year() - first.dt.year()) * 12 + last.dt.month() - first.dt.month() + 1
    rows = context.typed.select(
        first.alias("first"), last.alias("last"), length.alias("months"), chosen(one).alias("chosen")
    )
    other = ~rows["months"].is_in([_MONTHS[name] for name in named])
    return Problem(
        rule_of(one),
        (other & rows["chosen"]).fill_null(False) & context.unnamed(*columns_of(one)),
        context.schema.field(one["field"]),
        {"regimes": ", ".join(dict.fromkeys(own["legal_basis"].drop_nulls())), "allowed": _listed(named)},
        row_words=lambda row: _words(rows.row(row, named=True)),
        severity=one.get("severity"),
    )


def _words(row: Mapping[str, Any]) -> Mapping[str, object]:
    return {"period": span_label(row["first"], row["last"])}


def _listed(named: set[str]) -> Mapping[str, str]:
    ordered = [name for name in _MONTHS if name in named]
    return {language: ", ".join(_NAMES[name][language] for name in ordered) for language in ("vi", "en")}
