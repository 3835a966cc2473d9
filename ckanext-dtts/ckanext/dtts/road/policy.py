"""Who says yes: for now a single named policy, which approves whatever is valid."""

from __future__ import annotations

from ckanext.dtts.model import Submission
from ckanext.dtts.road.states import Actor

AUTO = Actor("policy", "auto")


def approver_for(_submission: Submission) -> Actor | None:
    """The policy that approves this submission at once, or None when a person must."""
    return AUTO
