"""From the text of a batch to its values, by the types of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dtts.catalogue import Field, TableSchema
from dtts.checks.problem import Problem
from dtts.checks.types import Found, Raw, Typed, damaged, parser, readings, without
from dtts.checks.types.evidence import NOTHING_SHOWN, Evidence
from dtts.checks.types.markers import with_markers
from dtts.tables import Answers, Table


@dataclass(frozen=True)
class Values:
    """The values by field (null where missing or wrong), their text with missing values as null, the cells
    that are no values, and by field what was read in one way for the whole column."""

    typed: pl.DataFrame
    raw: pl.DataFrame
    problems: tuple[Problem, ...]
    columns: Mapping[str, Typed]


def read_values(table: Table, schema: TableSchema, answers: Answers, above: Mapping[str, Evidence]) -> Values:
    """The values of a batch; `above` has what the rows above it show, by field.

    UsageError for a type that does not exist.
    """
    raw = _present_text(table, schema)
    columns = {
        name: _parse(schema.field(name), raw[name], table, answers, above.get(name, NOTHING_SHOWN))
        for name in raw.columns
    }
    typed = pl.DataFrame([column.values.alias(name) for name, column in columns.items()])
    problems = (
        _as_problem(schema.field(name), found, raw[name])
        for name, column in columns.items()
        for found in column.found
    )
    return Values(typed, raw, tuple(problems), columns)


def _present_text(table: Table, schema: TableSchema) -> pl.DataFrame:
    """The text with each column's words for a missing value as null."""
    absent = {name: _missing_words(schema.field(name)) for name in table.frame.columns}
    return table.frame.with_columns(
        pl.when(~pl.col(name).is_in(words)).then(pl.col(name)) for name, words in absent.items() if words
    )


def _missing_words(field: Field) -> list[str]:
    return [word for word in field.missing_values if word]


def _parse(field: Field, text: pl.Series, table: Table, answers: Answers, above: Evidence) -> Typed:
    kinds = None if table.kinds is None else table.kinds[field.name]
    found = damaged(Raw(field, text, kinds))
    for fault in found:
        text = without(text, fault.mask)
    typed = parser(field)(Raw(field, text, kinds, answers.decimal_of(field.name), above))
    named = (*found, *with_markers(field, text, typed.found))
    return Typed(typed.values, named, typed.shown, typed.verdict)


def _as_problem(field: Field, found: Found, text: pl.Series) -> Problem:
    row_words = (lambda row: readings(text[row])) if found.by_value else None
    return Problem(found.rule, found.mask, field, found.words, row_words, proposed=found.proposed)
