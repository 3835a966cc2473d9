"""The job that holds a lane while something in it is repaired."""

from __future__ import annotations

from ckanext.dtts.jobs.kinds import Kind, Step
from ckanext.dtts.model import Job
from ckanext.dtts.reconcile import compare, lanes

__all__ = ["KINDS"]


def _note(job: Job, error: str) -> None:
    """The failed job stays in the list of jobs, and the difference is found again."""


KINDS: dict[str, Kind] = {
    lanes.KIND: Kind(
        steps=(Step("repair", compare.by_job),), timeout_s=compare.TIMEOUT_S, tries=1, gave_up=_note
    )
}
