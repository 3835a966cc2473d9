"""How a source is, at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Health = Literal["never", "well", "faults", "waiting", "late", "failing", "paused"]
HEALTH: tuple[Health, ...] = ("failing", "late", "waiting", "faults", "paused", "never", "well")
"""The order of urgency in which a keeper looks."""
GRACE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Past:
    """`state` is the source's own. `failures` are failed runs in a row, `faults` what the last run could not
    take, `waiting` records that wait for a person; `due` is when it should have run."""

    state: Literal["new", "active", "paused"]
    has_run: bool
    failures: int = 0
    faults: int = 0
    waiting: int = 0
    due: datetime | None = None


def health(past: Past, now: datetime) -> Health:
    """The first of what a keeper should do something about."""
    if past.failures and past.state != "new":
        return "failing"
    if past.state == "paused":
        return "paused"
    if past.waiting:
        return "waiting"
    if not past.has_run:
        return "never"
    if past.due is not None and past.due + GRACE < now:
        return "late"
    return "faults" if past.faults else "well"
