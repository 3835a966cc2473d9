"""The job that follows the publication of a table of money."""

from ckanext.dtts.finance import feed
from ckanext.dtts.jobs.kinds import Kind, Step

__all__ = ["KINDS"]

KINDS: dict[str, Kind] = {
    "fund": Kind(steps=(Step("load", feed.load),), timeout_s=600, tries=6, gave_up=feed.note)
}
