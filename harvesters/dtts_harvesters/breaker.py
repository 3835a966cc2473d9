"""Leaving a source alone that has failed again and again: a value, so that it outlives the process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

OPENS_AFTER = 5
"""Runs that failed one after the other."""
HALF_OPEN_EVERY = timedelta(days=1)


@dataclass(frozen=True)
class Breaker:
    """`failures` in a row, and when the breaker last opened (or None while it is closed)."""

    failures: int = 0
    opened: datetime | None = None

    @property
    def state(self) -> str:
        """`closed` or `open`."""
        return "closed" if self.opened is None else "open"


def may_run(breaker: Breaker, now: datetime) -> bool:
    """Closed: yes. Open: one try a day, by which it closes again or stays open for another day."""
    return breaker.opened is None or now - breaker.opened >= HALF_OPEN_EVERY


def after_success(breaker: Breaker) -> Breaker:
    """Closed, whatever was before."""
    return Breaker()


def after_failure(breaker: Breaker, now: datetime) -> Breaker:
    """One more failure; from the fifth on the breaker is open as of now."""
    failures = breaker.failures + 1
    return Breaker(failures, now if failures >= OPENS_AFTER else None)
