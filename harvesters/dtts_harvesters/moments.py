"""Moments as sources write them, and a mark that no wrong clock can carry away."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

from dtts_harvesters.source.schedule import HANOI

OVERLAP = timedelta(hours=48)
"""Read again at each run: clocks of sources are up to a day wrong, in both directions."""
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)


def read_moment(value: Any, zone: timezone = timezone.utc) -> datetime | None:
    """The moment of an ISO 8601 text (a date alone is its first moment in `zone`); None for anything else."""
    found = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        return None
    day, clock, fraction, offset = found.groups()
    micro = f".{(fraction or '0')[:6].ljust(6, '0')}"
    try:
        moment = datetime.fromisoformat(f"{day}T{_seconds(clock)}{micro}{_offset(offset)}")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def mark_after(newest: datetime | None, before: str | None, now: datetime) -> str | None:
    """Up to which moment everything was read: the newest that was seen, but never one in the future, so that
    one record of the year 2999 does not hide all that come after it; and never one before the last mark."""
    known = read_moment(before) if before else None
    candidates = [one for one in (min(newest, now) if newest else None, known) if one]
    return max(candidates).isoformat() if candidates else None


def since(mark: str | None, overlap: timedelta = OVERLAP) -> datetime | None:
    """From which moment to ask: the mark less the overlap; None: everything."""
    known = read_moment(mark) if mark else None
    return known - overlap if known else None


def _seconds(clock: str | None) -> str:
    if clock is None:
        return "00:00:00"
    return clock if clock.count(":") == 2 else f"{clock}:00"


def _offset(offset: str | None) -> str:
    if offset is None:
        return ""
    if offset == "Z":
        return "+00:00"
    return offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"


__all__ = ["HANOI", "OVERLAP", "mark_after", "read_moment", "since"]
