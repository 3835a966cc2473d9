"""What submissions show when a job of theirs has failed for good."""

from __future__ import annotations

from ckanext.dtts.model import Job
from ckanext.dtts.road import states
from ckanext.dtts.road.lookup import submissions_of


def note(job: Job, error: str) -> None:
    """Record the failure. The state stays, so that the job can be taken up again; nothing public changes."""
    for submission in submissions_of(job):
        submission.progress_stage = "failed"
        states.record(submission, f"{job.kind}-failed", states.WORKER, note=error.splitlines()[0][:300])
