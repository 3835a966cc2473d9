"""Moments and periods in a question."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from functools import lru_cache

from dtts.periods import Period, parse
from dtts.sdmx.query.problem import SYNTAX, refused

_PERIOD = re.compile(r"\d{4}(-(S[12]|H[12]|Q[1-4]|M?\d{2}|A1|\d{2}-\d{2}(/P\d+[MY])?))?")


def period(text: str) -> Period:
    """An SDMX time period; refused when it is none."""
    day = text.partition("T")[0]
    found = of_row(day) if _PERIOD.fullmatch(day) else None
    if found is None:
        raise refused(
            SYNTAX,
            f"“{text}” không phải kỳ SDMX, ví dụ 2025, 2025-S1, 2025-Q3, 2025-06 hay 2025-06-30.",
            f"“{text}” is no SDMX time period, such as 2025, 2025-S1, 2025-Q3, 2025-06 or 2025-06-30.",
        )
    return found


@lru_cache(maxsize=4096)
def of_row(text: str) -> Period | None:
    """The period of an observation."""
    found = parse(text)
    return found if isinstance(found, Period) else None


def moment(name: str, text: str) -> datetime:
    """A day or moment of ISO 8601, in UTC where no zone is given; refused when it is none."""
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as wrong:
        raise refused(
            SYNTAX,
            f"“{name}” phải là thời điểm ISO 8601, ví dụ 2026-06-30T12:00:00Z.",
            f"“{name}” must be a moment in ISO 8601, such as 2026-06-30T12:00:00Z.",
        ) from wrong
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)
