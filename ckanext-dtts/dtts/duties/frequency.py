"""How often an entry of the catalogue has to be published, and the periods that follow from it."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

from dtts.periods import Kind, Period
from dtts.vietnamese import fold

Words = Mapping[str, str]
Frequency = Literal[
    "once", "ad_hoc", "monthly", "quarterly", "half_yearly", "nine_months", "yearly", "five_yearly"
]

NAMES: Mapping[Frequency, Words] = MappingProxyType(
    {
        "once": {"vi": "Một lần", "en": "Once"},
        "ad_hoc": {"vi": "Khi phát sinh", "en": "Ad hoc"},
        "monthly": {"vi": "Hằng tháng", "en": "Monthly"},
        "quarterly": {"vi": "Hằng quý", "en": "Quarterly"},
        "half_yearly": {"vi": "6 tháng", "en": "Half-yearly"},
        "nine_months": {"vi": "9 tháng đầu năm", "en": "First nine months"},
        "yearly": {"vi": "Hằng năm", "en": "Yearly"},
        "five_yearly": {"vi": "5 năm", "en": "Every five years"},
    }
)
"""Each frequency as people read it."""

STEP_MONTHS: Mapping[Frequency, int] = MappingProxyType(
    {"monthly": 1, "quarterly": 3, "half_yearly": 6, "nine_months": 12, "yearly": 12, "five_yearly": 60}
)
"""From the start of one period to that of the next; `once` and `ad_hoc` have no next one."""

KINDS: Mapping[Frequency, frozenset[Kind]] = MappingProxyType(
    {
        "monthly": frozenset({"month"}),
        "quarterly": frozenset({"quarter"}),
        "half_yearly": frozenset({"half"}),
        "nine_months": frozenset({"months"}),
        "yearly": frozenset({"year"}),
        "five_yearly": frozenset({"phase", "year"}),
    }
)
"""The kind that the first period must have. What comes every five years may be about five or about one."""

_SPELLINGS: Mapping[str, Frequency] = {
    "mot lan": "once", "ad hoc": "ad_hoc", "dot xuat": "ad_hoc", "khong dinh ky": "ad_hoc",
    "thang": "monthly", "quy": "quarterly", "sau thang": "half_yearly", "nua nam": "half_yearly",
    "9 thang": "nine_months", "chin thang": "nine_months", "nam": "yearly", "hang nam": "yearly",
    "annual": "yearly", "nam nam": "five_yearly",
}  # fmt: skip


def read_frequency(text: str) -> Frequency | None:
    """The frequency of that name, in either language and with or without marks; None for any other text."""
    key = fold(text).strip()
    for name, words in NAMES.items():
        if key in (name, name.replace("_", " "), fold(words["vi"]), fold(words["en"])):
            return name
    return _SPELLINGS.get(key)


def is_natural(period: Period, frequency: Frequency) -> bool:
    """Whether a first period fits the frequency: a quarter for quarterly, January to September for nine
    months, a single year or five of them for five-yearly."""
    if frequency in ("once", "ad_hoc"):
        return True
    if period.kind not in KINDS[frequency]:
        return False
    if frequency == "nine_months":
        return (period.start.month, period.end.month) == (1, 9)
    return period.kind != "phase" or period.months == STEP_MONTHS["five_yearly"]


def nth(first: Period, frequency: Frequency, number: int) -> Period:
    """The period `number` steps after the first; number 0 is the first itself."""
    if number == 0:
        return first
    months = STEP_MONTHS[frequency] * number
    return Period(first.kind, _shift(first.start, months), last_day(*_month(first.end, months)))


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _shift(first_of_month: date, months: int) -> date:
    return date(*_month(first_of_month, months), first_of_month.day)


def _month(day: date, months: int) -> tuple[int, int]:
    total = day.year * 12 + day.month - 1 + months
    return total // 12, total % 12 + 1
