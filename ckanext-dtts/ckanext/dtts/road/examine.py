"""The steps of an `examine` job: read and check what was sent, keep the report, decide what follows."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from ckan import model

from ckanext.dtts import config
from ckanext.dtts.checking.layout import helps
from ckanext.dtts.checking.questions import questions
from ckanext.dtts.model import Job, Submission
from ckanext.dtts.registers import published
from ckanext.dtts.road import advance, beside, blobs, decisions, lookup, mappings, replaced, states
from dtts.examine import examine_in_child
from dtts.report import Report
from dtts.tables import Answers


def begin(job: Job) -> dict[str, Any]:
    """Say that the check has begun."""
    submission = lookup.submission_of(job)
    if submission.state == "received":
        states.move(submission, "checking", states.WORKER)
    return {}


def read(job: Job) -> dict[str, Any]:
    """Read and check the file in a limited child; keep the report and, when valid, both canonical files."""
    submission = lookup.submission_of(job)
    original = blobs.Blob(submission.sha256, submission.size)
    with _work_folder(job) as folder, blobs.local_path(original) as path, replaced.by(submission) as previous:
        with beside.tables(submission, folder) as others:
            found = _read_best(submission, path, folder, _Compared(previous, others))
        report = found.to_dict() | {"questions": questions(found, path, submission.filename, folder)}
        files = _keep_files(folder) if report["valid"] else {}
    submission.report = report
    submission.files = {"rows": report["rows"], **files} if report["valid"] else None
    advance.show(submission, "checked", 1.0, report["rows"])
    return {"valid": report["valid"], "rows": report["rows"]}


def decide(job: Job) -> dict[str, Any]:
    """Invalid: the submission ends here and nothing public changes. Valid: somebody approves."""
    submission = lookup.submission_of(job)
    valid = job.steps["read"]["valid"]
    states.move(submission, "awaiting_approval" if valid else "invalid", states.WORKER)
    return decisions.settle(submission)


class _Compared(NamedTuple):
    """What a file is compared with: the Parquet of the version before, the folder of the other tables."""

    previous: Path | None
    beside: Path | None


def _read_best(submission: Submission, path: Path, folder: Path, compared: _Compared) -> Report:
    """The report on the file as it was sent to be read; a sheet that is no plain table is read by what the
    agency confirmed for the same layout before, and a mapping that served is kept."""
    submission.remembered = None
    found = _examine(submission, path, folder, compared)
    if "mapping" in submission.answers:
        if not helps(found.to_dict()):
            mappings.keep(submission)
        return found
    for known in mappings.known(submission) if helps(found.to_dict()) else ():
        submission.remembered = mappings.remembered(known)
        again = _examine(submission, path, folder, compared, again=True)
        if not helps(again.to_dict()):
            return again
        submission.remembered = None
    return found


def examine(
    submission: Submission,
    path: Path,
    folder: Path,
    previous: Path | None,
    progress: Callable[[str, float, int | None], None] | None = None,
    others: Path | None = None,
) -> Report:
    """Read and check a file in a limited child, by what was said about it; `folder` takes what it makes,
    `others` has the dataset's other tables."""
    return examine_in_child(
        path,
        filename=submission.filename,
        schema_name=submission.schema_name,
        out=folder,
        progress=progress,
        memory_mb=config.examine_memory_mb(),
        wall_s=config.examine_wall_s(),
        cpu_s=config.examine_cpu_s(),
        answers=Answers.from_dict(mappings.said_of(submission)),
        registers=published.folder(),
        previous=previous,
        beside=others,
        today=replaced.day_of(submission),
    )


def _examine(
    submission: Submission, path: Path, folder: Path, compared: _Compared, *, again: bool = False
) -> Report:
    """`again`: in another way than before, so that its rows are counted anew and said to be."""
    shown = [0.0]

    def progress(stage: str, done: float, rows: int | None) -> None:
        if time.monotonic() - shown[0] >= advance.EVERY_S:
            shown[0] = time.monotonic()
            advance.show(submission, "again" if again else stage, done, rows)
            model.Session.commit()

    return examine(submission, path, folder, compared.previous, progress, compared.beside)


def _keep_files(folder: Path) -> dict[str, Any]:
    csv = blobs.put_path(folder / "table.csv", media_type="text/csv")
    parquet = blobs.put_path(folder / "table.parquet", media_type="application/vnd.apache.parquet")
    return {"csv": csv._asdict(), "parquet": parquet._asdict()}


@contextmanager
def _work_folder(job: Job) -> Iterator[Path]:
    """A folder named after the job, so that the attempt after a crash clears away what was left."""
    folder = Path(config.work_folder() or tempfile.gettempdir()) / f"dtts-{job.id.hex}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
