"""Frequency, due rule and first period together: every period that is owed, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from dtts.duties.deadline import Deadline
from dtts.duties.frequency import NAMES, STEP_MONTHS, Frequency, is_natural, nth, read_frequency
from dtts.duties.rules import read_deadlines, written
from dtts.periods import Period, Unread, parse

Words = Mapping[str, str]
Part = Literal["frequency", "due", "first_period"]


@dataclass(frozen=True, slots=True)
class Obligation:
    """Figures for `period` are owed by the end of the day `due`; `provisional`: an estimate will do."""

    period: Period
    due: date
    provisional: bool = False

    @property
    def key(self) -> str:
        """What tells an obligation of an entry from its others, as stored: `2025`, `2025:provisional`."""
        return self.period.sdmx + (":provisional" if self.provisional else "")


@dataclass(frozen=True, slots=True)
class Schedule:
    """What an entry owes. `ad_hoc` owes nothing by a day and has no deadlines."""

    frequency: Frequency
    deadlines: tuple[Deadline, ...]
    first: Period
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Thousands of entries ask by a schedule what passed on a day: its parts are hashed once.
        object.__setattr__(self, "_hash", hash((self.frequency, self.deadlines, self.first)))

    def __hash__(self) -> int:
        return self._hash

    def passed(self, on: date) -> tuple[Obligation, ...]:
        """For each deadline of the rule the last obligation whose due day lies before `on`, oldest first.

        The due day itself is still in time, so that an obligation counts from the day after.
        """
        return _passed(self, on)

    def coming(self, on: date) -> Obligation | None:
        """The next obligation that is due on the day or after it; None when there is none."""
        return _coming(self, on)

    def until(self, on: date) -> Iterator[Obligation]:
        """Every obligation due before `on`, newest first: the past of an entry."""
        for number in range(self._last(on), -1, -1):
            period = self._period(number)
            owed = [Obligation(period, each.due(period), each.provisional) for each in self.deadlines]
            yield from sorted((each for each in owed if each.due < on), key=_by_due, reverse=True)

    @property
    def rule(self) -> str:
        """The due rule as files carry it."""
        return written(self.deadlines)

    def words(self) -> Words:
        """Frequency and due rule as people read them: `Hằng năm: ngày 31/01 năm sau`."""
        name = NAMES[self.frequency]
        rules = [each.words() for each in self.deadlines]
        return {
            lang: f"{name[lang]}: {'; '.join(rule[lang] for rule in rules)}" if rules else name[lang]
            for lang in ("vi", "en")
        }

    def _period(self, number: int) -> Period:
        return nth(self.first, self.frequency, number)

    def _last(self, on: date) -> int:
        """The number of the last period of which anything fell due before `on`; -1 for none."""
        return max((self._number(each, on) for each in self.deadlines), default=-1)

    def _number(self, deadline: Deadline, on: date) -> int:
        """The number of the last period whose due day by this deadline lies before `on`; -1 for none."""
        if self.frequency not in STEP_MONTHS:
            return 0 if deadline.due(self.first) < on else -1
        # Months from the first due day to `on` give the number to within one step.
        start = deadline.due(self.first)
        months = (on.year - start.year) * 12 + on.month - start.month
        number = max(months // STEP_MONTHS[self.frequency] - 1, -1)
        while deadline.due(self._period(number + 1)) < on:
            number += 1
        return number


@dataclass(frozen=True, slots=True)
class Refused:
    """Why cells say no schedule: which of them, what stands in it, and what to write instead."""

    part: Part
    text: str
    reason: Words


def read_schedule(frequency: str, due: str, first: str) -> Schedule | Refused:
    """The schedule that three cells of a catalogue say; Refused with why they do not say one."""
    known = read_frequency(frequency)
    if known is None:
        return Refused("frequency", frequency, _NO_FREQUENCY)
    if (known == "ad_hoc") == bool(due.strip()):
        return Refused("due", due, _NOTHING_DUE if due.strip() else _NO_RULE)
    deadlines = read_deadlines(due) if due.strip() else ()
    if isinstance(deadlines, Unread):
        return Refused("due", deadlines.text, deadlines.reason)
    period = parse(first)
    if isinstance(period, Unread):
        return Refused("first_period", first, period.reason)
    return _against(known, deadlines, period) or Schedule(known, deadlines, period)


def _against(frequency: Frequency, deadlines: tuple[Deadline, ...], first: Period) -> Refused | None:
    """What stands against the parts together, each of which was understood."""
    if not is_natural(first, frequency):
        return Refused("first_period", first.sdmx, _PERIOD_DOES_NOT_FIT)
    for each in deadlines:
        if each.rule == "fixed" and frequency != "once":
            return Refused("due", str(each), _FIXED_ONLY_ONCE)
        if each.rule == "year_day" and frequency in ("monthly", "quarterly", "half_yearly"):
            return Refused("due", str(each), _ONE_DAY_FOR_MANY)
    if len({each.provisional for each in deadlines}) < len(deadlines):
        return Refused("due", written(deadlines), _TWICE)
    return None


@lru_cache(maxsize=4096)
def _passed(schedule: Schedule, on: date) -> tuple[Obligation, ...]:
    """Kept: thousands of entries share a few dozen schedules."""
    found = []
    for each in schedule.deadlines:
        number = schedule._number(each, on)
        if number >= 0:
            period = schedule._period(number)
            found.append(Obligation(period, each.due(period), each.provisional))
    return tuple(sorted(found, key=_by_due))


@lru_cache(maxsize=4096)
def _coming(schedule: Schedule, on: date) -> Obligation | None:
    found = []
    for each in schedule.deadlines:
        number = schedule._number(each, on) + 1
        if number == 0 or schedule.frequency in STEP_MONTHS:
            period = schedule._period(number)
            found.append(Obligation(period, each.due(period), each.provisional))
    return min(found, key=_by_due, default=None)


def _by_due(one: Obligation) -> tuple[date, date, bool]:
    return one.due, one.period.start, not one.provisional


_NO_FREQUENCY: Words = {
    "vi": "Không nhận ra tần suất: hãy ghi một trong các từ: "
    + ", ".join(words["vi"] for words in NAMES.values())
    + ".",
    "en": "The frequency is not known: write one of: "
    + ", ".join(words["en"] for words in NAMES.values())
    + ".",
}
_NOTHING_DUE: Words = {
    "vi": "Dữ liệu công bố khi phát sinh không có hạn theo ngày: hãy để trống hạn công bố.",
    "en": "What is published ad hoc has no due day: leave the due rule empty.",
}
_NO_RULE: Words = {
    "vi": "Thiếu hạn công bố: hãy ghi như “10 ngày sau kỳ” hoặc “31/1 năm sau”.",
    "en": "The due rule is missing: write it like “+10d” or “31/1 +1y”.",
}
_PERIOD_DOES_NOT_FIT: Words = {
    "vi": "Kỳ đầu tiên không hợp với tần suất: hằng quý cần một quý (“Quý I/2025”), hằng năm cần "
    "một năm (“2025”), 9 tháng cần “9 tháng đầu năm 2025”, 5 năm cần một năm hoặc một giai đoạn đúng 5 năm.",
    "en": "The first period does not fit the frequency: quarterly needs a quarter (“2025-Q1”), yearly "
    "a year (“2025”), nine months “2025-01-01/P9M”, every five years a year or a phase of exactly five.",
}
_FIXED_ONLY_ONCE: Words = {
    "vi": "Ngày cố định chỉ dùng cho dữ liệu công bố một lần: với dữ liệu có kỳ, hãy ghi hạn tính theo kỳ.",
    "en": "A fixed day is only for what is published once: for anything periodic write a rule by the period.",
}
_ONE_DAY_FOR_MANY: Words = {
    "vi": "Một ngày trong năm không thể là hạn của nhiều kỳ trong năm đó: hãy ghi như “10 ngày sau kỳ”.",
    "en": "One day of the year cannot be the due day of several periods of it: write it like “+10d”.",
}
_TWICE: Words = {
    "vi": "Mỗi kỳ có nhiều nhất một hạn cho số sơ bộ và một hạn cho số chính thức.",
    "en": "A period has at most one deadline for provisional and one for final figures.",
}
