"""The job that follows the publication of a table of observations."""

from ckanext.dtts.jobs.kinds import Kind, Step
from ckanext.dtts.observations import feed

__all__ = ["KINDS"]

KINDS: dict[str, Kind] = {
    "observe": Kind(
        steps=(Step("load", feed.load), Step("derive", feed.derive), Step("spread", feed.spread)),
        timeout_s=1800,
        tries=6,
        gave_up=feed.note,
    )
}
