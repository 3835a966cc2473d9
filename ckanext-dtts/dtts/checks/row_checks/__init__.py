"""Agreements inside a row, declared in a schema's `dtts:rowChecks`: the list of kinds is the registry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from dtts.checks.complete import complete
from dtts.checks.problem import Context, Problem
from dtts.checks.row_checks.any_of import ANY_OF
from dtts.checks.row_checks.area_id import AREA_ID
from dtts.checks.row_checks.by import (
    EMPTY_BY,
    EMPTY_WITH,
    PATTERN_BY,
    RANGE_BY,
    REQUIRED_BY,
    REQUIRED_UNLESS,
    REQUIRED_WITH,
)
from dtts.checks.row_checks.compare import LESS_OR_EQUAL, PERCENT_OF, SUM_OF
from dtts.checks.row_checks.kind import Declared, Kind
from dtts.errors import UsageError
from dtts.report import Sentence, lower_first

KINDS: dict[str, Kind] = {
    "any-of": ANY_OF,
    "area-id": AREA_ID,
    "empty-by": EMPTY_BY,
    "empty-with": EMPTY_WITH,
    "less-or-equal": LESS_OR_EQUAL,
    "pattern-by": PATTERN_BY,
    "percent-of": PERCENT_OF,
    "range-by": RANGE_BY,
    "required-by": REQUIRED_BY,
    "required-unless": REQUIRED_UNLESS,
    "required-with": REQUIRED_WITH,
    "sum-of": SUM_OF,
}


def check_rows(context: Context) -> Iterator[Problem]:
    """Rows that break a declared agreement. An optional column that the file lacks counts as empty."""
    frame = complete(context.typed, context.schema)
    for declared in context.schema.row_checks:
        kind = _kind(declared)
        names = kind.names(declared)
        if context.has(*names[1:]):
            yield _problem(context, declared, names, frame, kind)


def _kind(declared: Declared) -> Kind:
    if declared["kind"] not in KINDS:
        known = ", ".join(KINDS)
        raise UsageError(f'row check "{declared["id"]}" is of kind "{declared["kind"]}"; kinds are: {known}')
    return KINDS[declared["kind"]]


def _problem(
    context: Context, declared: Declared, names: list[str], frame: pl.DataFrame, kind: Kind
) -> Problem:
    mask = frame.select(kind.broken(declared).fill_null(False).alias("mask")).to_series()
    mask = mask & context.unnamed(*names)
    sentence = _sentence(declared)
    return Problem(
        rule=f"row-check:{declared['id']}",
        mask=mask,
        field=context.schema.field(names[0]),
        words={
            "sentence": sentence,
            "inside": {language: lower_first(text) for language, text in sentence.items()},
        },
        row_words=lambda row: {"values": _values(context, names, row)},
        severity=declared.get("severity"),
    )


def _sentence(declared: Declared) -> Sentence:
    return {"vi": declared["message"].rstrip("."), "en": declared["message_en"].rstrip(".")}


def _values(context: Context, names: list[str], row: int) -> Mapping[str, Any]:
    present = [context.schema.field(name) for name in names if context.has(name)]
    return {
        language: "; ".join(
            f"{field.title[language]}: {context.text(row, field.name) or '-'}" for field in present
        )
        for language in ("vi", "en")
    }
