"""The judgement of one batch: its values, and all that its rows show by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from dtts.catalogue import TableSchema
from dtts.checks.beside import Beside
from dtts.checks.problem import Context, Keys, Problem, TableCheck
from dtts.checks.registry import ROW_CHECKS, TABLE_CHECKS
from dtts.checks.types import Typed
from dtts.checks.types.evidence import Evidence
from dtts.checks.values import read_values
from dtts.report import rule as find_rule
from dtts.tables import Answers, Table

_OF_ONE_CELL = ("type-error", "constraint-error")


@dataclass(frozen=True)
class Asked:
    """What a table is checked against: see `dtts.checks.check.check_table`. `looks` are the checks of the
    whole table."""

    schema: TableSchema
    keys: Keys
    answers: Answers
    previous: pl.LazyFrame | None
    today: date | None
    kept: int
    beside: Beside
    looks: tuple[TableCheck, ...]


@dataclass(frozen=True)
class Judged:
    """A batch with its values, what was found in it, its columns as they were read, and for each look at
    the whole table the hashes of its rows, None where the look wants none."""

    context: Context
    problems: tuple[Problem, ...]
    columns: Mapping[str, Typed]
    hashes: tuple[pl.Series | None, ...]


def looks_of(schema: TableSchema) -> tuple[TableCheck, ...]:
    """All that the schema wants to be looked at over the whole table."""
    return tuple(look for looks in TABLE_CHECKS for look in looks(schema))


def judge(table: Table, asked: Asked, above: Mapping[str, Evidence]) -> Judged:
    """The judgement of a batch; `above` has by field what the rows above it show of how it is written.

    UsageError when the schema itself asks for what does not exist.
    """
    values = read_values(table, asked.schema, asked.answers, above)
    context = Context(
        table=table,
        schema=asked.schema,
        typed=values.typed,
        raw=values.raw,
        keys=asked.keys,
        previous=asked.previous,
        today=asked.today,
        beside=asked.beside,
    )
    problems = [*present(values.problems, context)]
    for check in ROW_CHECKS:
        problems += present(check(context), context)
    hashes = tuple(look.alike(context) if look.alike else None for look in asked.looks)
    return Judged(context, tuple(problems), values.columns, hashes)


def present(problems: Iterable[Problem], context: Context) -> Iterator[Problem]:
    """The problems that there are. Cells that are wrong by themselves are remembered, for checks that
    compare cells."""
    for problem in problems:
        if problem.mask.any():
            if problem.field and find_rule(problem.rule).standard in _OF_ONE_CELL:
                _mark(context.faulty, problem.field.name, problem.mask)
            yield problem


def _mark(faulty: dict[str, pl.Series], name: str, mask: pl.Series) -> None:
    faulty[name] = faulty[name] | mask if name in faulty else mask
