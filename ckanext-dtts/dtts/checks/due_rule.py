"""Due rules of a catalogue of what must be published that say no day, or more than one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import polars as pl

from dtts.checks.declared import Declared, columns_of, declared, rule_of
from dtts.checks.problem import Context, Problem
from dtts.duties import Refused, read_schedule


def check_due_rule(context: Context) -> Iterator[Problem]:
    """Frequency, due rule and first period of a row that together are no schedule, at the cell that is to
    be written otherwise."""
    for one in declared(context.schema, "due-rule"):
        if context.has(*columns_of(one)):
            yield from _problems(context, one)


def _problems(context: Context, one: Declared) -> Iterator[Problem]:
    columns = [one["frequency"], one["due"], one["first_period"]]
    rows = context.typed.select(columns).fill_null("").rows()
    refused = [_refused(*row) for row in rows]
    for part in ("due", "first_period"):
        mask = pl.Series(
            "mask", [each is not None and each.part == part for each in refused], dtype=pl.Boolean
        )
        yield Problem(
            rule_of(one),
            mask & context.unnamed(*columns),
            context.schema.field(one[part]),
            row_words=lambda row: _words(refused[row]),
            severity=one.get("severity"),
        )


@cache
def _refused(frequency: str, due: str, first: str) -> Refused | None:
    read = read_schedule(frequency, due, first)
    return read if isinstance(read, Refused) else None


def _words(refused: Refused | None) -> Mapping[str, object]:
    assert refused is not None  # only rows of the mask are put into words
    return {"why": {lang: reason.rstrip(".") for lang, reason in refused.reason.items()}}
