"""Signs for "no figure" that must agree with the column that says why there is none."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.catalogue import Field
from dtts.checks.declared import Declared, columns_of, declared, rule_of
from dtts.checks.problem import Context, Problem

MARKERS = "dtts:missingMarkers"
"""A field's key: by sign the status that it stands for (`{"..": "L", "c": "Q"}`)."""


def check_missing_status(context: Context) -> Iterator[Problem]:
    """A row whose figure is a declared sign and whose status says something else, or nothing."""
    for one in declared(context.schema, "missing-status"):
        if context.has(*columns_of(one)):
            yield _problem(context, one)


def _problem(context: Context, one: Declared) -> Problem:
    figures = context.schema.field(one["of"])
    signs = context.table.frame[figures.name]
    meant = signs.replace_strict(_markers(figures), default=None, return_dtype=pl.String)
    status = context.raw[one["status"]]
    wrong = meant.is_not_null() & (status.is_null() | (status != meant))
    return Problem(
        rule_of(one),
        wrong.fill_null(False),
        context.schema.field(one["status"]),
        row_words=lambda row: {"sign": signs[row], "figure": figures.title, "meant": meant[row]},
        severity=one.get("severity"),
        proposed=meant.set(~wrong.fill_null(False), None),
    )


def _markers(field: Field) -> dict[str, str]:
    return {str(sign): str(status) for sign, status in field.descriptor.get(MARKERS, {}).items()}
