"""When a source that failed is tried again.

Waits are drawn by full jitter over the upper half (Brooker, "Exponential Backoff and Jitter", 2015): sources
that failed together do not come back together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


def after_failure(failures: int, regular: datetime, now: datetime, draw: Callable[[], float]) -> datetime:
    """When to try again after so many failed runs in a row (1 or more); `draw` gives a number from 0 to 1.

    After a minute, doubled each time up to an hour, and never later than the source's `regular` moment.
    """
    doubled: timedelta = FIRST_WAIT * (1 << min(failures - 1, 10))
    longest = min(LONGEST_WAIT, doubled)
    return min(regular, now + longest / 2 + longest / 2 * draw())
