"""What readers tell the portal without an account, by kind, and the states that each kind goes through.

Named as in the W3C's Dataset Usage Vocabulary (`duv:UserFeedback`). A new kind is a module with its `COURSE`
and one entry here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dtts.feedback import ratings, reports, requests, reuses
from dtts.feedback.course import Course

__all__ = ["COURSES", "Course"]

COURSES: Mapping[str, Course] = MappingProxyType(
    {
        "report": reports.COURSE,
        "request": requests.COURSE,
        "reuse": reuses.COURSE,
        "rating": ratings.COURSE,
    }
)
"""By the kind that is kept with each."""
