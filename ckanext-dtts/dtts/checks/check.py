"""Checks a table against its schema, batch by batch: types, then every check of a row, then those of the
whole table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema
from dtts.checks.ahead import ahead
from dtts.checks.beside import beside_in
from dtts.checks.complete import complete
from dtts.checks.faults import Faults
from dtts.checks.judge import Asked, Judged, judge, looks_of, present
from dtts.checks.problem import Keys
from dtts.checks.register_keys import packaged_keys
from dtts.checks.scratch import Scratch
from dtts.checks.types.evidence import NOTHING_SHOWN, Evidence, Verdict
from dtts.report import FAULTS_KEPT, Gathering, Report, Source, make_report
from dtts.tables import NOTHING_SAID, Answers, Batches, Table

Progress = Callable[[float, int], None]
"""Called with the part that is done, 0.0 to 1.0, and how many rows were checked; neither goes back."""
_LOOKS = 0.1
"""The part of the work that looks at the whole table take, about."""


@dataclass(frozen=True)
class Checked:
    """The report, and the values with exactly the schema's columns when the table is valid."""

    report: Report
    frame: pl.DataFrame | None


@dataclass(frozen=True)
class CheckedBatches:
    """The report, and the values of each batch with exactly the schema's columns when the table is valid;
    they lie in the scratch folder until they are collected."""

    report: Report
    values: tuple[pl.LazyFrame, ...] | None


def check_table(
    table: Table,
    schema: TableSchema,
    *,
    keys: Keys = packaged_keys,
    answers: Answers = NOTHING_SAID,
    previous: Path | None = None,
    beside: Path | None = None,
    today: date | None = None,
    progress: Progress = lambda done, rows: None,
    kept: int = FAULTS_KEPT,
) -> Checked:
    """The verdict on `table`. `answers` say how numbers are written where the figures do not show it.

    `previous` is the Parquet of the table's published version, for checks that compare with it; `beside` the
    folder with those of the dataset's other tables, each named after its schema; `today`
    the day of the submission, for those that know a future. The report keeps at most `kept` faults; its
    counts are exact.

    UsageError when the schema itself asks for what does not exist.
    """
    checked = check_batches(
        lambda: iter([replace(table, done=1.0)]),
        schema,
        keys=keys,
        answers=answers,
        previous=previous,
        beside=beside,
        today=today,
        progress=progress,
        kept=kept,
    )
    return Checked(checked.report, pl.concat(checked.values).collect() if checked.values else None)


def check_batches(
    batches: Batches,
    schema: TableSchema,
    *,
    keys: Keys = packaged_keys,
    answers: Answers = NOTHING_SAID,
    previous: Path | None = None,
    beside: Path | None = None,
    today: date | None = None,
    progress: Progress = lambda done, rows: None,
    kept: int = FAULTS_KEPT,
    scratch: Path | None = None,
) -> CheckedBatches:
    """As `check_table`, for a table that is not held. In the folder `scratch` the rows are kept that a check
    of the whole table may ask for, and the values; without one they stay in memory."""
    published = None if previous is None else pl.scan_parquet(previous)
    asked = Asked(schema, keys, answers, published, today, kept, beside_in(beside), looks_of(schema))
    walk, tell = _Walk(asked, scratch), _forward(progress)
    walk.through(batches, tell)
    if walk.misread:
        # Rows further down have shown that some above were read in the wrong way: see `Evidence`.
        whole = {name: replace(shown, whole=True) for name, shown in walk.shown.items()}
        walk = _Walk(asked, scratch, whole)
        walk.through(batches, tell)
    walk.look(tell)
    return walk.checked()


@dataclass
class _Walk:
    """One walk through the batches."""

    asked: Asked
    folder: Path | None
    shown: dict[str, Evidence] = field(default_factory=dict)
    """By field, what its rows have shown of how it is written."""
    read_as: dict[str, set[Verdict]] = field(default_factory=dict)
    """By field, in which ways batches were read for which that makes a difference."""

    def __post_init__(self) -> None:
        """Starts with nothing found."""
        self.faults = Faults(Gathering(self.asked.kept))
        self.scratch = Scratch(self.asked.looks, self.folder)
        self.source = Source()

    @property
    def misread(self) -> bool:
        """Whether a batch was read in another way than all rows ask for."""
        return any(ways != {self.shown[name].verdict} for name, ways in self.read_as.items())

    def through(self, batches: Batches, progress: Progress) -> None:
        """Judges every batch."""
        for table in ahead(batches()) if self.folder else batches():
            self._count(table)
            self.faults.say(table.groups)
            if table.frame.height or not self.scratch.parts:
                self._take(judge(table, self.asked, self.shown))
            progress((table.done or 0.0) * (1 - _LOOKS), self.source.rows)

    def look(self, progress: Progress) -> None:
        """Looks at the whole table."""
        for number, look in enumerate(self.asked.looks):
            for context in self.scratch.contexts(number):
                self.faults.take_scattered(context, present(look.run(context), context))
            progress(1 - _LOOKS + _LOOKS * (number + 1) / len(self.asked.looks), self.source.rows)

    def checked(self) -> CheckedBatches:
        """The report and the values."""
        schema, groups = self.asked.schema, self.faults.gathering.groups()
        report = make_report(schema.name, schema.version, self.source, groups, self.asked.kept)
        values = tuple(complete(part, schema) for part in self.scratch.values()) if report.valid else None
        return CheckedBatches(report, values)

    def _count(self, table: Table) -> None:
        rows = self.source.rows + table.frame.height
        self.source = Source(table.format, table.encoding, table.sheet, rows, table.width)

    def _take(self, judged: Judged) -> None:
        self.faults.take(judged.context, judged.problems)
        self.scratch.add(judged, whole=not self.faults.wrong)
        for name, column in judged.columns.items():
            if column.shown is None or column.verdict is None:
                continue
            self.shown[name] = self.shown.get(name, NOTHING_SHOWN).with_rows(column.shown)
            if column.shown.depends:
                self.read_as.setdefault(name, set()).add(column.verdict)


def _forward(progress: Progress) -> Progress:
    """Tells what is further than all before: a second walk begins again from the first row."""
    furthest = [0.0, 0]

    def tell(done: float, rows: int) -> None:
        furthest[:] = max(done, furthest[0]), max(rows, furthest[1])
        progress(furthest[0], int(furthest[1]))

    return tell
