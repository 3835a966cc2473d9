"""When a source runs next, and when it is left alone.

Waits after a failure are drawn by full jitter (Brooker, "Exponential Backoff and Jitter", 2015): sources that
failed together do not come back together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

BREAKS_AFTER = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
HALF_OPEN = timedelta(days=1)


def after_success(started: datetime, every: timedelta, now: datetime) -> datetime:
    """The next moment of the rhythm that `started` is on, and not one that has passed."""
    if every <= timedelta(0):
        raise ValueError("A rhythm is longer than nothing.")
    passed = max(1, -(-(now - started) // every))
    return started + passed * every


def after_failure(failures: int, every: timedelta, now: datetime, draw: Callable[[], float]) -> datetime:
    """When to try again after so many failed runs in a row; `draw` gives a number from 0 to 1.

    A source that failed `BREAKS_AFTER` times is tried once a day, others after a minute or more, doubled each
    time up to an hour, and never later than their own rhythm.
    """
    if failures >= BREAKS_AFTER:
        return now + HALF_OPEN
    doubled: timedelta = FIRST_WAIT * (1 << min(failures, 10))
    longest = min(LONGEST_WAIT, doubled, every)
    return now + longest / 2 + longest / 2 * draw()
