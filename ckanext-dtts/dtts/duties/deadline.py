"""A due date as a rule: so many days after a period, a day of a month, a day of a year, or one fixed day.

Days are those of the calendar: Saturdays, Sundays and holidays count, and a due day that falls on one stays
where it is. The register of legal documents holds no rule of this field that would move it; a catalogue whose
decision says otherwise names the moved day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dtts.duties.frequency import last_day
from dtts.periods import Period

Words = Mapping[str, str]
Rule = Literal["after", "month_day", "year_day", "fixed"]
MOST_DAYS, MOST_MONTHS, MOST_YEARS = 1830, 60, 5
"""How far from its period a due day may lie: five years."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One due day a period.

    `after`: `days` after the period's last day, before it when negative. `month_day`: `day` of the month
    that lies `months` after the period's last month. `year_day`: `day`.`month` of the year that lies `years`
    after that of the period's last day. `fixed`: `on`. A day that its month lacks is the month's last one.
    `provisional`: an estimate will do; otherwise final figures are owed.
    """

    rule: Rule
    days: int = 0
    day: int = 0
    month: int = 0
    months: int = 0
    years: int = 0
    on: date | None = None
    provisional: bool = False

    def due(self, period: Period) -> date:
        """The last day on which a publication for the period is in time."""
        end = period.end
        if self.rule == "after":
            return end + timedelta(days=self.days)
        if self.rule == "month_day":
            total = end.year * 12 + end.month - 1 + self.months
            return _day(total // 12, total % 12 + 1, self.day)
        if self.rule == "year_day":
            return _day(end.year + self.years, self.month, self.day)
        assert self.on is not None  # the reader makes no fixed one without its day
        return self.on

    def __str__(self) -> str:
        """The rule as files carry it: `+10d`, `day 20`, `day 10 +1m`, `--01-31 +1y`, `2026-12-31`."""
        forms: Mapping[Rule, str] = {
            "after": f"{self.days:+d}d",
            "month_day": f"day {self.day}" + (f" +{self.months}m" if self.months else ""),
            "year_day": f"--{self.month:02d}-{self.day:02d}" + (f" +{self.years}y" if self.years else ""),
            "fixed": self.on.isoformat() if self.on else "",
        }
        return ("provisional " if self.provisional else "") + forms[self.rule]

    def words(self) -> Words:
        """The rule as a sentence says it, in both languages."""
        vi, en = _WORDS[self.rule](self)
        if self.provisional:
            return {"vi": f"số sơ bộ: {vi}", "en": f"provisional figures: {en}"}
        return {"vi": vi, "en": en}


def _day(year: int, month: int, day: int) -> date:
    return min(date(year, month, min(day, 28)) + timedelta(days=max(day - 28, 0)), last_day(year, month))


def _after(one: Deadline) -> tuple[str, str]:
    if one.days == 0:
        return "ngày cuối kỳ", "the last day of the period"
    count, plural = abs(one.days), "" if abs(one.days) == 1 else "s"
    if one.days < 0:
        return f"{count} ngày trước khi hết kỳ", f"{count} day{plural} before the period ends"
    return f"{count} ngày sau khi hết kỳ", f"{count} day{plural} after the period ends"


def _month_day(one: Deadline) -> tuple[str, str]:
    if one.months == 0:
        return f"ngày {one.day} của tháng cuối kỳ", f"day {one.day} of the period's last month"
    if one.months == 1:
        return f"ngày {one.day} của tháng sau kỳ", f"day {one.day} of the month after the period"
    return (
        f"ngày {one.day} của tháng thứ {one.months} sau kỳ",
        f"day {one.day} of month {one.months} after the period",
    )


def _year_day(one: Deadline) -> tuple[str, str]:
    day = f"{one.day:02d}/{one.month:02d}"
    english = f"{one.day} {_MONTHS[one.month - 1]}"
    if one.years == 0:
        return f"ngày {day} của năm báo cáo", f"{english} of the reporting year"
    if one.years == 1:
        return f"ngày {day} năm sau", f"{english} of the next year"
    return f"ngày {day}, {one.years} năm sau", f"{english}, {one.years} years later"


def _fixed(one: Deadline) -> tuple[str, str]:
    assert one.on is not None
    return f"ngày {one.on:%d/%m/%Y}", f"{one.on.day} {_MONTHS[one.on.month - 1]} {one.on.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WORDS = {"after": _after, "month_day": _month_day, "year_day": _year_day, "fixed": _fixed}
