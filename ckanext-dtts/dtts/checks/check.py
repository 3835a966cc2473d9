"""Checks a table against its schema: types first, then every check of the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from dtts.catalogue import Field, TableSchema
from dtts.checks.complete import complete
from dtts.checks.problem import Context, Keys, Problem
from dtts.checks.register_keys import packaged_keys
from dtts.checks.registry import ROW_CHECKS, TABLE_CHECKS
from dtts.checks.types import Found, Raw, Typed, damaged, parser, readings, without
from dtts.report import FAULTS_KEPT, Fault, FaultGroup, Report, Source, describe, label_words, make_report
from dtts.report import rule as find_rule
from dtts.tables import NOTHING_SAID, Answers, Table

Progress = Callable[[float], None]
_OF_ONE_CELL = ("type-error", "constraint-error")


@dataclass(frozen=True)
class Checked:
    """The report, and the values with exactly the schema's columns when the table is valid."""

    report: Report
    frame: pl.DataFrame | None


def check_table(
    table: Table,
    schema: TableSchema,
    *,
    keys: Keys = packaged_keys,
    answers: Answers = NOTHING_SAID,
    previous: Path | None = None,
    today: date | None = None,
    progress: Progress = lambda done: None,
    kept: int = FAULTS_KEPT,
) -> Checked:
    """The verdict on `table`. `answers` say how numbers are written where the figures do not show it.

    `previous` is the Parquet of the table's published version, for checks that compare with it; `today`
    the day of the submission, for those that know a future. The report keeps at most `kept` faults; its
    counts are exact.

    UsageError when the schema itself asks for what does not exist.
    """
    raw = _present_text(table, schema)
    looks = [look for looks_of in TABLE_CHECKS for look in looks_of(schema)]
    steps = raw.width + len(ROW_CHECKS) + len(looks)
    groups, values = list(table.groups), []
    faulty: dict[str, pl.Series] = {}
    for done, name in enumerate(raw.columns, start=1):
        field = schema.field(name)
        typed = _parse(field, raw[name], table, answers)
        values.append(typed.values.alias(name))
        problems = (_as_problem(field, found, raw) for found in typed.found)
        groups += _groups(table, raw, faulty, problems, kept)
        progress(done / steps)
    published = None if previous is None else pl.scan_parquet(previous)
    context = Context(table, schema, pl.DataFrame(values), raw, keys, faulty, published, today)
    runs = [
        *(partial(check, context) for check in ROW_CHECKS),
        *(partial(look.run, context.narrow(look.columns)) for look in looks),
    ]
    for done, run in enumerate(runs, start=raw.width + 1):
        groups += _groups(table, raw, faulty, run(), kept)
        progress(done / steps)
    report = make_report(schema.name, schema.version, source_of(table), groups, kept)
    return Checked(report, complete(context.typed, schema) if report.valid else None)


def source_of(table: Table) -> Source:
    """The table's figures for its report."""
    return Source(table.format, table.encoding, table.sheet, table.frame.height, table.width)


def _present_text(table: Table, schema: TableSchema) -> pl.DataFrame:
    """The text with each column's words for a missing value as null."""
    absent = {name: _missing_words(schema.field(name)) for name in table.frame.columns}
    return table.frame.with_columns(
        pl.when(~pl.col(name).is_in(words)).then(pl.col(name)) for name, words in absent.items() if words
    )


def _missing_words(field: Field) -> list[str]:
    return [word for word in field.missing_values if word]


def _parse(field: Field, text: pl.Series, table: Table, answers: Answers) -> Typed:
    kinds = None if table.kinds is None else table.kinds[field.name]
    found = damaged(Raw(field, text, kinds))
    for fault in found:
        text = without(text, fault.mask)
    typed = parser(field)(Raw(field, text, kinds, answers.decimal_of(field.name)))
    return Typed(typed.values, (*found, *typed.found))


def _as_problem(field: Field, found: Found, text: pl.DataFrame) -> Problem:
    column = text[field.name]
    row_words = (lambda row: readings(column[row])) if found.by_value else None
    return Problem(found.rule, found.mask, field, found.words, row_words, proposed=found.proposed)


def _groups(
    table: Table, text: pl.DataFrame, faulty: dict[str, pl.Series], problems: Iterator[Problem], kept: int
) -> Iterator[FaultGroup]:
    for problem in problems:
        count = int(problem.mask.sum())
        if count:
            _mark(faulty, problem)
            rows = problem.mask.arg_true().head(kept)
            faults = tuple(_fault(table, text, problem, int(row)) for row in rows)
            words = _group_words(problem, faults[0], int(rows[0]))
            yield FaultGroup(problem.rule, faults[0].field, count, faults, words, _certain(problem))


def _mark(faulty: dict[str, pl.Series], problem: Problem) -> None:
    """Remembers the cells that are wrong by themselves, for checks that compare cells."""
    if problem.field and find_rule(problem.rule).standard in _OF_ONE_CELL:
        name = problem.field.name
        faulty[name] = faulty[name] | problem.mask if name in faulty else problem.mask


def _fault(table: Table, text: pl.DataFrame, problem: Problem, row: int) -> Fault:
    words = {**problem.words, **_row_words(problem, row)}
    name = problem.field.name if problem.field else None
    return describe(
        problem.rule,
        table.address(row, name),
        field=name,
        title=problem.field.title if problem.field else None,
        value=words.pop("value", _cell(text, name, row)),
        proposed=None if problem.proposed is None else problem.proposed[row],
        severity=problem.severity,
        words=words,
    )


def _group_words(problem: Problem, first: Fault, row: int) -> Mapping[str, object]:
    field = problem.field
    own = label_words(field.title, field.name) if field else {}
    own |= {**_row_words(problem, row), "value": first.value, "proposed": first.proposed}
    return {**own, **problem.words}


def _row_words(problem: Problem, row: int) -> Mapping[str, object]:
    return problem.row_words(row) if problem.row_words else {}


def _cell(text: pl.DataFrame, name: str | None, row: int) -> object:
    return text[name][row] if name in text.columns else None


def _certain(problem: Problem) -> int:
    """How many of the faults carry a correction."""
    return 0 if problem.proposed is None else int((problem.mask & problem.proposed.is_not_null()).sum())
