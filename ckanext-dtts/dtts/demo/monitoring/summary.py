"""What a visit's own row says of its findings and their follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]
_NOTHING = "Không có tồn tại cần kiến nghị."
_NOTHING_EN = "Nothing had to be recommended."


def summed_up(
    visit: Row,
    sites: Sequence[Row],
    findings: Sequence[Row],
    recommendations: Sequence[Row],
    steps: Sequence[Row],
) -> Row:
    """The visit with what it saw, found and asked for, counted over the other tables."""
    seen = [site for site in sites if site["visit_id"] == visit["visit_id"]]
    issues = [one for one in findings if one["visit_id"] == visit["visit_id"] and one["severity"] != "none"]
    found = {one["finding_id"] for one in issues}
    asked = [one for one in recommendations if one["finding_id"] in found and "withdrawn_on" not in one]
    done = [one for one in asked if _last_step(one, steps) == "confirmation"]
    return visit | {
        "works_checked": len(seen),
        "issues_found": len(issues),
        "issues_resolved": len(done),
        "findings": issues[0]["finding"] if issues else _NOTHING,
        "findings_en": issues[0]["finding_en"] if issues else _NOTHING_EN,
        "recommendation": asked[0]["recommendation"] if asked else "",
        "due_date": max((one["due_on"] for one in asked), default=""),
        "follow_up": _state(asked, done, steps),
    }


def _state(asked: Sequence[Row], done: Sequence[Row], steps: Sequence[Row]) -> str:
    if not asked:
        return "not_needed"
    if len(done) == len(asked):
        return "done"
    return "in_progress" if any(_last_step(one, steps) for one in asked) else "open"


def _last_step(one: Row, steps: Sequence[Row]) -> str:
    own = [step["step"] for step in steps if step["recommendation_id"] == one["recommendation_id"]]
    return own[-1] if own else ""
