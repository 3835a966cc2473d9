"""What the checks find becomes faults of the report: addresses, sentences, exact counts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from dtts.checks.problem import Context, Problem
from dtts.report import Address, Fault, FaultGroup, Gathering, describe, label_words


@dataclass
class Faults:
    """All that is found in a table, batch by batch."""

    gathering: Gathering

    @property
    def wrong(self) -> bool:
        """Whether there is an error already."""
        return any(group.severity == "error" for group in self.gathering.groups())

    def say(self, groups: Iterable[FaultGroup]) -> None:
        """Takes what the reader found."""
        for group in groups:
            self.gathering.add(group)

    def take(self, context: Context, problems: Iterable[Problem]) -> None:
        """Takes problems in rows below all rows of which the same was said before."""
        for problem in problems:
            key = _key(problem)
            self.gathering.add(_group(context, problem, self.gathering.room(key)), key)

    def take_scattered(self, context: Context, problems: Iterable[Problem]) -> None:
        """Takes problems in any rows."""
        for problem in problems:
            self.gathering.add(_group(context, problem, self.gathering.kept), _key(problem))


def _key(problem: Problem) -> Hashable:
    name = problem.field.name if problem.field else None
    return "found", problem.rule, name, problem.severity, repr(problem.words)


def _group(context: Context, problem: Problem, kept: int) -> FaultGroup:
    rows = [int(row) for row in problem.mask.arg_true().head(kept)]
    faults = tuple(_fault(context, problem, row) for row in rows)
    name = problem.field.name if problem.field else None
    words = _group_words(problem, faults[0], rows[0]) if faults else {}
    return FaultGroup(problem.rule, name, int(problem.mask.sum()), faults, words, _certain(problem))


def _fault(context: Context, problem: Problem, row: int) -> Fault:
    words = {**problem.words, **_row_words(problem, row)}
    name = problem.field.name if problem.field else None
    if problem.whole:
        return _about_the_whole(context, problem)
    return describe(
        problem.rule,
        context.table.address(row, name),
        field=name,
        title=problem.field.title if problem.field else None,
        value=words.pop("value", _cell(context.raw, name, row)),
        proposed=None if problem.proposed is None else problem.proposed[row],
        severity=problem.severity,
        words=words,
    )


def _about_the_whole(context: Context, problem: Problem) -> Fault:
    field, table = problem.field, context.table
    return describe(
        problem.rule,
        table.column_address(field.name) if field else Address(table.sheet),
        field=field.name if field else None,
        title=field.title if field else None,
        severity=problem.severity,
        words=problem.words,
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
