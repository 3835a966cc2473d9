"""When a source is read: times of Viet Nam, and the next of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from typing import Any

from dtts_harvesters.source.fields import Section, one_of, refuse, text, whole

HANOI = timezone(timedelta(hours=7))
UNITS = ("manual", "hour", "day", "week", "month")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True)
class Schedule:
    """`every` is one of `UNITS`; `at` is the time of day in Viet Nam (of an hourly one only the minute
    counts), `day` the day of the week (1 is Monday) or of the month (1 to 28)."""

    every: str = "manual"
    at: time = time(2, 30)
    day: int = 1

    def next_after(self, moment: datetime) -> datetime | None:
        """The first time strictly after `moment` (with a zone), in UTC; None for `manual`."""
        if self.every == "manual":
            return None
        here = moment.astimezone(HANOI)
        step = timedelta(hours=1) if self.every == "hour" else timedelta(days=1)
        hour = here.hour if self.every == "hour" else self.at.hour
        found = here.replace(hour=hour, minute=self.at.minute, second=0, microsecond=0)
        while found <= here or not self._right_day(found):
            found += step
        return found.astimezone(timezone.utc)

    def _right_day(self, moment: datetime) -> bool:
        if self.every == "week":
            return moment.isoweekday() == self.day
        return self.every != "month" or moment.day == self.day


def _time(value: Any) -> time:
    found = _TIME.fullmatch(text(value))
    if not found:
        raise refuse("field-time", got=str(value)[:20])
    return time(int(found[1]), int(found[2]))


def _made(fields: Any) -> Schedule:
    made = Schedule(**fields)
    if made.every == "week" and made.day > 7:
        raise refuse("field-range", got=made.day, least=1, most=7)
    return made


SCHEDULE = Section(
    {"every": one_of(*UNITS), "at": _time, "day": whole(1, 28)}, required=frozenset({"every"}), make=_made
)
