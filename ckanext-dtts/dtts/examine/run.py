"""Examines one file: read, check and, when it is valid, write its canonical forms."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema, table_schema
from dtts.checks import CheckedBatches, Keys, check_batches, packaged_keys
from dtts.errors import UnreadableFile
from dtts.exports import write_csv_batches, write_parquet
from dtts.report import FAULTS_KEPT, Fault, Report, Source, make_report, one
from dtts.tables import NOTHING_SAID, Answers, open_table

Progress = Callable[[str, float, int | None], None]
"""Called with a stage (`read`, `check`, `write`), the part of it that is done, 0.0 to 1.0, and the rows that
were checked so far, None before any were."""

REPORT, CSV, PARQUET = "report.json", "table.csv", "table.parquet"
_ROWS = "rows"


def examine(
    path: Path,
    filename: str,
    schema_name: str,
    out: Path,
    progress: Progress | None = None,
    *,
    answers: Answers = NOTHING_SAID,
    keys: Keys = packaged_keys,
    previous: Path | None = None,
    beside: Path | None = None,
    today: date | None = None,
    kept: int = FAULTS_KEPT,
) -> Report:
    """The report on the file at `path`, also written to `out/report.json`; a valid table is written beside
    it as `table.csv` and `table.parquet`. A file that cannot be read gives a report that says so. `previous`
    is the Parquet of the published version, `beside` the folder of the dataset's other published tables and
    `today` the day of the submission: see `check_table`.

    `answers` say what the file does not; the report holds at most `kept` faults. UsageError when there is
    no such schema.
    """
    schema = table_schema(schema_name)
    tell = progress or (lambda stage, done, rows: None)
    out.mkdir(parents=True, exist_ok=True)
    with _rows_folder(out) as scratch:
        checked = check_file(
            path,
            filename,
            schema,
            scratch,
            tell,
            answers=answers,
            keys=keys,
            previous=previous,
            beside=beside,
            today=today,
            kept=kept,
        )
        _write_table(checked, schema, out, tell)
    save_report(checked.report, out)
    return checked.report


def check_file(
    path: Path,
    filename: str,
    schema: TableSchema,
    scratch: Path,
    progress: Progress | None = None,
    *,
    answers: Answers = NOTHING_SAID,
    keys: Keys = packaged_keys,
    previous: Path | None = None,
    beside: Path | None = None,
    today: date | None = None,
    kept: int = FAULTS_KEPT,
) -> CheckedBatches:
    """The verdict on the file at `path` and nothing written but what `scratch` holds on the way: see
    `examine` for the rest. A file that cannot be read gives a report that says so."""
    tell = progress or (lambda stage, done, rows: None)
    tell("read", 0.0, None)
    try:
        with open_table(path, filename=filename, schema=schema, answers=answers) as batches:
            tell("read", 1.0, None)
            return check_batches(
                batches,
                schema,
                scratch=scratch,
                keys=keys,
                answers=answers,
                previous=previous,
                beside=beside,
                today=today,
                progress=lambda done, rows: tell("check", done, rows),
                kept=kept,
            )
    except UnreadableFile as unreadable:
        return CheckedBatches(refusal(schema, unreadable.fault), None)


def refusal(schema: TableSchema, fault: Fault) -> Report:
    """The report on a file that is not read at all."""
    return make_report(schema.name, schema.version, Source(sheet=fault.sheet), [one(fault)])


def save_report(report: Report, out: Path) -> None:
    """Writes `out/report.json`, whole or not at all."""
    _whole(out / REPORT, lambda path: _write_json(report, path))


def remove_rows(out: Path) -> None:
    """Removes what an examination that was ended on its way has left in `out`."""
    shutil.rmtree(out / _ROWS, ignore_errors=True)


@contextmanager
def _rows_folder(out: Path) -> Iterator[Path]:
    """A folder for the rows of a table while it is checked, gone afterwards."""
    remove_rows(out)
    (out / _ROWS).mkdir()
    try:
        yield out / _ROWS
    finally:
        remove_rows(out)


def _write_table(checked: CheckedBatches, schema: TableSchema, out: Path, tell: Progress) -> None:
    """The canonical forms of a valid table."""
    values, rows = checked.values, checked.report.source.rows
    if values is not None:
        _whole(out / CSV, partial(write_csv_batches, (part.collect() for part in values), schema))
        tell("write", 0.5, rows)
        _whole(out / PARQUET, partial(write_parquet, pl.concat(values), schema))
        tell("write", 1.0, rows)


def _write_json(report: Report, path: Path) -> None:
    path.write_text(json.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _whole(path: Path, write: Callable[[Path], None]) -> None:
    """A reader sees the file complete or not at all."""
    part = path.with_name(path.name + ".part")
    write(part)
    part.replace(path)
