"""The road from a submission to a published table, as kinds of jobs made of steps."""

from ckanext.dtts.jobs.kinds import Kind, Step
from ckanext.dtts.road import align, difference, examine, failure, publish

__all__ = ["KINDS"]

KINDS: dict[str, Kind] = {
    "examine": Kind(
        steps=(
            Step("begin", examine.begin),
            Step("read", examine.read),
            Step("compare", difference.compare),
            Step("decide", examine.decide),
        ),
        timeout_s=300,
        tries=3,
        gave_up=failure.note,
    ),
    "publish": Kind(
        steps=(
            Step("load", publish.load),
            Step("verify", publish.verify),
            Step("compare", difference.compare_at_last),
            Step("point", publish.point),
            Step("swap", publish.swap),
            Step("announce", publish.announce),
            Step("tidy", publish.tidy),
        ),
        timeout_s=1800,
        tries=6,
        gave_up=failure.note,
    ),
    "compare": Kind(
        steps=(Step("compare", difference.compare_waiting),),
        timeout_s=1800,
        tries=3,
        gave_up=difference.gave_up,
    ),
    "align": Kind(
        steps=(
            Step("copies", align.copies),
            Step("announce", align.announce),
            Step("tidy", align.tidy),
        ),
        timeout_s=1800,
        tries=6,
        gave_up=failure.note,
    ),
}
