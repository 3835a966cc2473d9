"""The job that follows a visit that was sent, and every decision on one of its tables."""

from ckanext.dtts.jobs.kinds import Kind, Step
from ckanext.dtts.model import Job
from ckanext.dtts.visits import advance

__all__ = ["KINDS"]


def note(_job: Job, _error: str) -> None:
    """Nothing more: the visit keeps its state, and the next decision or the next sending tries again."""


KINDS: dict[str, Kind] = {
    "visit": Kind(steps=(Step("hand over", advance.step),), timeout_s=300, tries=6, gave_up=note)
}
