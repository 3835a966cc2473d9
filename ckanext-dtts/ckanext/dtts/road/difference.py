"""What a submission changes, kept with it: for who decides, and for readers once it is published.

It is told against the version that the public reads. Each move of the pointer puts a job that compares
anew whatever waits for the same table, and a publication compares at last, so that a version's difference
is the one to the version that it replaced.
"""

from __future__ import annotations

import logging
import uuid
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.jobs import queue, wake
from ckanext.dtts.model import Job, Submission, Table, Version
from ckanext.dtts.registers import published
from ckanext.dtts.road import blobs, lookup, replaced
from ckanext.dtts.work import scratch
from dtts.catalogue import table_schema
from dtts.examine.process import Limits
from dtts.revisions import CHANGES, Difference, NotComparedError, compare_in_child, compare_to
from dtts.revisions.sentences import sentence

log = logging.getLogger(__name__)

WAITING = ("awaiting_approval", "scheduled")
# Starting a child takes longer than comparing so few rows, which are our own files and no stranger's.
_FEW_ROWS = 20_000


def compare(job: Job) -> dict[str, Any]:
    """The step of an examination: compare what is valid with what the public reads."""
    if not job.steps["read"]["valid"]:
        return {}
    return _keep(lookup.submission_of(job))


def compare_at_last(job: Job) -> dict[str, Any]:
    """The step of a publication: compare again where the pointer moved since, or where nothing was."""
    done = [_keep(each) for each in lookup.submissions_of(job) if not is_fresh(each)]
    return {"compared": len(done)}


def compare_waiting(job: Job) -> dict[str, Any]:
    """The step of a `compare` job: all that waits for a table whose pointer moved."""
    query = sa.select(Submission).where(
        Submission.table_id == uuid.UUID(job.payload["table_id"]), Submission.state.in_(WAITING)
    )
    stale = [each for each in model.Session.scalars(query) if not is_fresh(each)]
    for submission in stale:
        _keep(submission)
    return {"compared": len(stale)}


def pointer_moved(table: Table) -> None:
    """Queue the comparison of what waits for the table, if anything does; in the caller's transaction."""
    model.Session.flush()
    waits = sa.select(Submission.id).where(Submission.table_id == table.id, Submission.state.in_(WAITING))
    if model.Session.scalar(waits.limit(1)) is not None:
        job = queue.put("compare", f"compare:{table.id}", {"table_id": str(table.id)})
        wake.ring(job.id)


def is_fresh(submission: Submission) -> bool:
    """Whether what is kept was compared with the version that the public reads now."""
    version = lookup.current_version(model.Session.get_one(Table, submission.table_id))
    told = submission.difference is not None or submission.changes is not None
    return told and submission.compared_with == (version.id if version else None)


def shown(submission: Submission) -> dict[str, Any]:
    """What is kept, as the actions answer it."""
    version = lookup.current_version(model.Session.get_one(Table, submission.table_id))
    return {
        "submission_id": str(submission.id),
        "difference": submission.difference,
        "compared_with": compared_with(submission),
        "current": version.number if version else None,
        "stale": submission.state in WAITING and not is_fresh(submission),
        "error": (submission.changes or {}).get("error"),
        "changes": changes_file(submission),
    }


def compared_with(submission: Submission) -> int | None:
    """The number of the version that it was compared with."""
    base = model.Session.get(Version, submission.compared_with) if submission.compared_with else None
    return base.number if base else None


def changes_file(submission: Submission) -> dict[str, Any] | None:
    """`{sha256, size}` of the whole difference as CSV."""
    kept = submission.changes or {}
    return {name: kept[name] for name in blobs.Blob._fields if name in kept} or None


def tells_of_withdrawn(submission: Submission) -> bool:
    """Whether it was compared with a version that was withdrawn since, whose rows nobody reads any more."""
    query = sa.select(Submission.state).join(Version, Version.submission_id == Submission.id)
    return model.Session.scalar(query.where(Version.id == submission.compared_with)) == "withdrawn"


def sentences(submission: Submission) -> dict[str, str] | None:
    """What it changes in one sentence, in both languages; None where it was not compared."""
    return (submission.changes or {}).get("sentence")


def gave_up(job: Job, error: str) -> None:
    """Nothing is lost: a publication compares once more, and until then the page says that it is old."""
    log.error("submissions of table %s were not compared: %s", job.payload["table_id"], error)


def compare_published() -> int:
    """Compare the versions that were published before differences were kept, each with the one before it
    by number; commits after each and returns how many."""
    query = (
        sa.select(Version, Submission)
        .join(Submission, Submission.id == Version.submission_id)
        .where(Submission.changes.is_(None))
        .order_by(Version.table_id, Version.number)
    )
    pairs = model.Session.execute(query).tuples().all()
    for version, submission in pairs:
        earlier = sa.select(Version).where(
            Version.table_id == version.table_id, Version.number < version.number
        )
        _keep_against(submission, model.Session.scalar(earlier.order_by(Version.number.desc()).limit(1)))
        model.Session.commit()
    return len(pairs)


def _keep(submission: Submission) -> dict[str, Any]:
    """Against what the public reads now."""
    version = lookup.current_version(model.Session.get_one(Table, submission.table_id))
    _keep_against(submission, version)
    return {"compared_with": version.number if version else None}


def _keep_against(submission: Submission, version: Version | None) -> None:
    submission.compared_with = version.id if version else None
    submission.difference = submission.changes = None
    with scratch() as folder:
        try:
            found = _compare(submission, version, folder)
        except NotComparedError as error:
            log.warning("submission %s was not compared: %s", submission.id, error)
            submission.changes = {"error": str(error)}
        else:
            submission.difference = found.to_dict()
            submission.changes = _told(found, folder / CHANGES)


def _told(found: Difference, path: Path) -> dict[str, Any]:
    """The sentence, and the blob of the CSV where there is one: what lists show without the rest."""
    schema = table_schema(found.schema)
    told: dict[str, Any] = {"sentence": {lang: sentence(found, schema, lang) for lang in ("vi", "en")}}
    return told | (blobs.put_path(path, media_type="text/csv")._asdict() if path.exists() else {})


def _compare(submission: Submission, version: Version | None, folder: Path) -> Difference:
    assert submission.files is not None  # only valid submissions are compared
    current = blobs.Blob(**submission.files["parquet"])
    rows = submission.files["rows"] + (version.row_count if version else 0)
    with replaced.parquet(version) as previous, blobs.local_path(current) as path:
        if rows <= _FEW_ROWS:
            schema = table_schema(submission.schema_name)
            return compare_to(previous, path, schema, folder, registers=published.folder())
        limits = Limits(config.examine_memory_mb(), config.examine_wall_s(), config.examine_cpu_s())
        return compare_in_child(
            previous, path, submission.schema_name, folder, limits, registers=published.folder()
        )
