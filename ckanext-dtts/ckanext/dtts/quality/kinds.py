"""The nightly job."""

from ckanext.dtts.jobs.kinds import Kind, Step
from ckanext.dtts.quality import looking, nightly

__all__ = ["KINDS"]

KINDS: dict[str, Kind] = {
    nightly.KIND: Kind(steps=(Step("look", nightly.run),), timeout_s=180, tries=3, gave_up=nightly.note),
    looking.KIND: Kind(steps=(Step("look", looking.run),), timeout_s=60, tries=3, gave_up=nightly.note),
}
