"""Whether a harvested file may be published without a person: its source says so, and little vanishes."""

from __future__ import annotations

import uuid

from ckan import model

from ckanext.dtts.harvest import sources
from ckanext.dtts.model import Run, Source, Submission
from dtts.harvest import allowed

KEY = "harvest:"


def is_published(submission: Submission) -> bool:
    """True for a valid file of a source whose policy is `valid`, in which no more rows are missing than the
    guard of removals lets go: one, or 10 % of those that are public."""
    source = source_of(submission)
    definition = sources.usable_definition(source) if source else None
    if definition is None or definition.policy != "valid":
        return False
    told = submission.difference
    if told is None:
        return False  # the two could not be compared
    rows = told["rows"]
    return bool(told["first"] or rows["removed"] <= allowed(rows["before"]))


def source_of(submission: Submission) -> Source | None:
    """The source that sent it; its key begins with the run's id."""
    run_id = (submission.idempotency_key or "").removeprefix(KEY).partition(":")[0]
    try:
        run = model.Session.get(Run, uuid.UUID(run_id))
    except ValueError:
        return None
    return model.Session.get(Source, run.source_id) if run else None
