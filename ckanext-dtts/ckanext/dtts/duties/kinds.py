"""The jobs of the catalogue of what must be published."""

from ckanext.dtts.answering import remind
from ckanext.dtts.duties import coverage, daily
from ckanext.dtts.feedback.requests import remind as requests
from ckanext.dtts.jobs.kinds import Kind, Step

__all__ = ["KINDS"]

KINDS: dict[str, Kind] = {
    "cover": Kind(steps=(Step("keep", coverage.keep),), timeout_s=600, tries=5, gave_up=coverage.note),
    daily.KIND: Kind(
        steps=(
            Step("cover", daily.cover),
            Step("tell", daily.tell),
            Step("recommendations", remind.tell),
            Step("requests", requests.tell),
        ),
        timeout_s=1800,
        tries=5,
        gave_up=coverage.note,
    ),
}
