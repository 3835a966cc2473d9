"""The nightly job of harvesting."""

from ckanext.dtts.harvest import sweeping
from ckanext.dtts.jobs.kinds import Kind, Step

__all__ = ["KINDS"]

KINDS: dict[str, Kind] = {
    sweeping.KIND: Kind(
        steps=(Step("sweep", sweeping.sweep),), timeout_s=3600, tries=4, gave_up=sweeping.note
    )
}
