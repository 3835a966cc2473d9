"""Periods and days that have not come when the table is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dtts.checks.declared import Declared, chosen, columns_of, declared, rule_of
from dtts.checks.problem import Context, Problem
from dtts.checks.span import days_of, span_label

_STATES = {
    "begun": {"vi": "chưa đến", "en": "has not come"},
    "ended": {"vi": "chưa kết thúc", "en": "has not ended"},
}


def check_not_future(context: Context) -> Iterator[Problem]:
    """A row whose period begins after the day of the submission or, with `by` "ended", ends after it.

    Nothing is said where nobody has stated that day.
    """
    for one in declared(context.schema, "not-future"):
        if context.today is not None and context.has(*columns_of(one)):
            yield _problem(context, one)


def _problem(context: Context, one: Declared) -> Problem:
    by = one.get("by", "begun")
    first, last = days_of(one["on"])
    rows = context.typed.select(first.alias("first"), last.alias("last"), chosen(one).alias("chosen"))
    late = rows["first" if by == "begun" else "last"] > context.today
    return Problem(
        rule_of(one),
        (late & rows["chosen"]).fill_null(False) & context.unnamed(*columns_of(one)),
        context.schema.field(one["field"]),
        {"state": _STATES[by], "today": _shown(context)},
        row_words=lambda row: _words(rows.row(row, named=True)),
        severity=one.get("severity"),
    )


def _words(row: Mapping[str, Any]) -> Mapping[str, object]:
    return {"period": span_label(row["first"], row["last"])}


def _shown(context: Context) -> Mapping[str, str]:
    assert context.today is not None
    return {"vi": f"{context.today:%d/%m/%Y}", "en": context.today.isoformat()}
