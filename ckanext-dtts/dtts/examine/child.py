"""Examines a file in a child process that may use so much memory and time and no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dtts.catalogue import TableSchema, table_schema
from dtts.examine.process import Ended, Limits, cause, run_limited
from dtts.examine.run import REPORT, refusal, remove_rows, save_report
from dtts.report import Report, describe
from dtts.tables.answers import NOTHING_SAID, Answers, write_answers

_ANSWERS = "answers.json"


def examine_in_child(
    path: Path,
    *,
    filename: str,
    schema_name: str,
    out: Path,
    progress: Callable[[str, float, int | None], None] | None = None,
    memory_mb: int = 1024,
    wall_s: float = 120,
    cpu_s: int = 60,
    answers: Answers = NOTHING_SAID,
    registers: Path | None = None,
    previous: Path | None = None,
    beside: Path | None = None,
    today: date | None = None,
) -> Report:
    """As `examine`, in a child: a crash or a limit becomes a report with the one fault `unreadable-file`.

    UsageError when there is no such schema. The child and all that it starts are ended and collected
    before this returns or raises, and the child ends when this process does.
    """
    schema = table_schema(schema_name)
    limits = Limits(memory_mb, wall_s, cpu_s)
    out.mkdir(parents=True, exist_ok=True)
    (out / REPORT).unlink(missing_ok=True)
    write_answers(answers, out / _ANSWERS)
    options = {
        "--answers": out / _ANSWERS,
        "--registers": registers,
        "--previous": previous,
        "--beside": beside,
        "--today": today,
    }
    arguments = ["examine", str(path), f"--filename={filename}", f"--schema={schema_name}", f"--out={out}"]
    try:
        ended = run_limited([*arguments, "--progress"], options, limits, progress)
    finally:
        remove_rows(out)
    if (out / REPORT).exists():
        return Report.from_dict(json.loads((out / REPORT).read_text(encoding="utf-8")))
    return _refused(schema, ended, limits, out)


def _refused(schema: TableSchema, ended: Ended, limits: Limits, out: Path) -> Report:
    report = refusal(schema, describe("unreadable-file", words={"cause": cause(ended, limits)}))
    save_report(report, out)
    return report
