"""Gives a file back in a child process that may use so much memory and time and no more."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from dtts.catalogue import table_schema
from dtts.corrections.accepted import Accepted, write_accepted
from dtts.corrections.remarks import Remark, write_remarks
from dtts.corrections.run import Corrected
from dtts.errors import UnreadableFile
from dtts.examine.process import Limits, cause, run_limited
from dtts.report import Fault, describe
from dtts.tables.answers import NOTHING_SAID, Answers, write_answers

RESULT = "result.json"


def correct_in_child(
    path: Path,
    *,
    filename: str,
    schema_name: str,
    accepted: Accepted,
    out: Path,
    progress: Callable[[str, float, int | None], None] | None = None,
    memory_mb: int = 1024,
    wall_s: float = 240,
    cpu_s: int = 120,
    answers: Answers = NOTHING_SAID,
    registers: Path | None = None,
    previous: Path | None = None,
    today: date | None = None,
    remarks: Sequence[Remark] = (),
) -> Corrected:
    """As `correct`, in a child: a crash or a limit raises UnreadableFile, whose fault says the cause.

    UsageError when there is no such schema or when `accepted` was made for another file. The child and all
    that it starts are ended and collected before this returns or raises.
    """
    table_schema(schema_name)
    accepted.need(path)
    limits = Limits(memory_mb, wall_s, cpu_s)
    with tempfile.TemporaryDirectory(prefix="dtts-") as scratch:
        folder = Path(scratch)
        write_accepted(accepted, folder / "accepted.json")
        write_answers(answers, folder / "answers.json")
        write_remarks(remarks, folder / "remarks.json")
        options = {
            "--accepted": folder / "accepted.json",
            "--answers": folder / "answers.json",
            "--remarks": folder / "remarks.json",
            "--result": folder / RESULT,
            "--registers": registers,
            "--previous": previous,
            "--today": today,
        }
        arguments = [
            "correct",
            str(path),
            f"--filename={filename}",
            f"--schema={schema_name}",
            f"--out={out}",
        ]
        ended = run_limited(arguments, options, limits, progress)
        if (folder / RESULT).exists():
            return _result(folder / RESULT)
    raise UnreadableFile(describe("unreadable-file", words={"cause": cause(ended, limits)}))


def _result(path: Path) -> Corrected:
    found = json.loads(path.read_text(encoding="utf-8"))
    if "refused" in found:
        raise UnreadableFile(Fault.from_dict(found["refused"]))
    return Corrected(**{**found, "unused": tuple(found["unused"])})
