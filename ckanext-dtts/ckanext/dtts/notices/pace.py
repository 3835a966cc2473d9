"""When a notice goes out by e-mail."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

AT = time(7, 30)
"""Before the offices open; by the portal's clock."""
MONDAY = 0
DEFAULTS = {"to_act": "at-once", "to_know": "daily"}
"""Somebody waits for the one; the other can wait until the morning."""


def due(pace: str, now: datetime, zone: str, gather_s: int) -> datetime | None:
    """The moment from which it may be sent; None for never.

    `gather_s`: seconds in which what is mailed at once is gathered, so that forty files are one mail.
    """
    if pace == "none":
        return None
    if pace == "at-once":
        return now + timedelta(seconds=gather_s)
    return _next(now, zone, weekday=MONDAY if pace == "weekly" else None)


def next_morning(now: datetime, zone: str) -> datetime:
    """The next time that daily mails go out."""
    return _next(now, zone, weekday=None)


def _next(now: datetime, zone: str, weekday: int | None) -> datetime:
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() < AT else local.date() + timedelta(days=1)
    while weekday is not None and day.weekday() != weekday:
        day += timedelta(days=1)
    return datetime.combine(day, AT, ZoneInfo(zone)).astimezone(now.tzinfo)
