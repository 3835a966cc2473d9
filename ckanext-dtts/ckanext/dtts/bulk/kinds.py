"""The nightly job."""

from ckanext.dtts.bulk import nightly
from ckanext.dtts.jobs.kinds import Kind, Step

__all__ = ["KINDS"]

KINDS: dict[str, Kind] = {
    nightly.KIND: Kind(steps=(Step("make", nightly.run),), timeout_s=7200, tries=4, gave_up=nightly.note)
}
