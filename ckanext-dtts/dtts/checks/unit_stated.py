"""Figures whose unit stands in another column, and is not there."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.checks.declared import Declared, declared, figures_of, rule_of
from dtts.checks.problem import Context, Problem
from dtts.report import LANGUAGES


def check_unit_stated(context: Context) -> Iterator[Problem]:
    """A row with a figure and without its unit. Million or billion dong is never guessed from the size of a
    figure, and a unit is not taken over from the row above."""
    for one in declared(context.schema, "unit-stated"):
        figures = [name for name in figures_of(one) if context.has(name)]
        if figures:
            yield _problem(context, one, figures)


def _given(figures: list[str]) -> list[pl.Expr]:
    return [pl.col(name).is_not_null() for name in figures]


def _problem(context: Context, one: Declared, figures: list[str]) -> Problem:
    name = one["unit"]
    missing = pl.any_horizontal(_given(figures))
    if context.has(name):
        missing &= pl.col(name).is_null()
    titles = [context.schema.field(figure).title for figure in figures]
    return Problem(
        rule_of(one),
        context.where(missing) & context.unnamed(name),
        # Where the table lacks the column of units, the fault stands at the figure.
        context.schema.field(name if context.has(name) else figures[0]),
        {
            "figures": {language: ", ".join(title[language] for title in titles) for language in LANGUAGES},
            "unit": context.schema.field(name).title,
        },
        severity=one.get("severity"),
    )
