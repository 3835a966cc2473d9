"""When a request is made again, and after how long."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from dtts_harvesters.session.clock import Clock

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which a reading request may be made again."""
_FIRST, _MOST = 1.0, 60.0


def pause(attempt: int, clock: Clock) -> float:
    """Seconds before try `attempt` + 1: full jitter, so that many who failed together do not come back
    together (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015)."""
    return float(min(_MOST, _FIRST * 2**attempt) * clock.chance())


def asked_to_wait(value: str | None, now: datetime, most: float) -> float | None:
    """Seconds that a Retry-After (RFC 9110, 10.2.3: seconds or a date) asks for, at most `most`; None where
    there is none that can be read."""
    text = (value or "").strip()
    if text.isdecimal():
        return min(float(text[:9]), most)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return min(max(0.0, (moment - now) / timedelta(seconds=1)), most)
