"""A stretch of time as reports name it, and its SDMX form."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Words = Mapping[str, str]
Kind = Literal["year", "half", "quarter", "month", "months", "phase", "day"]
"""months: several months of one year that are no half or quarter by name, such as the first nine; phase:
several whole years."""

_FREQUENCIES: Mapping[Kind, str] = {"year": "A", "half": "S", "quarter": "Q", "month": "M", "day": "D"}
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both days included."""

    kind: Kind
    start: date
    end: date

    @property
    def sdmx(self) -> str:
        """The SDMX time period: 2023, 2023-S1, 2023-Q3, 2023-05, 2023-06-30, or start/duration."""
        year = self.start.year
        forms: Mapping[Kind, str] = {
            "year": f"{year}",
            "half": f"{year}-S{self._part(6)}",
            "quarter": f"{year}-Q{self._part(3)}",
            "month": f"{year}-{self.start.month:02d}",
            "months": f"{self.start.isoformat()}/P{self.months}M",
            "phase": f"{self.start.isoformat()}/P{self.end.year - year + 1}Y",
            "day": self.start.isoformat(),
        }
        return forms[self.kind]

    @property
    def frequency(self) -> str | None:
        """The SDMX frequency A, S, Q, M or D; None for stretches that have none."""
        return _FREQUENCIES.get(self.kind)

    @property
    def months(self) -> int:
        """How many months the period touches."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def label(self, lang: str = "vi") -> str:
        """The period as people read it."""
        return (_vietnamese if lang == "vi" else _english)(self)

    def to_dict(self) -> dict[str, Any]:
        """The period as JSON carries it."""
        return {
            "kind": self.kind,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "sdmx": self.sdmx,
            "frequency": self.frequency,
            "label": {"vi": self.label("vi"), "en": self.label("en")},
        }

    def _part(self, months: int) -> int:
        return (self.start.month - 1) // months + 1


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that names no period for certain, and what is missing."""

    text: str
    reason: Words

    def to_dict(self) -> dict[str, Any]:
        """The refusal as JSON carries it."""
        return {"text": self.text, "reason": dict(self.reason)}


def year(number: int) -> Period:
    """A whole year."""
    return Period("year", date(number, 1, 1), date(number, 12, 31))


def half(number: int, part: int) -> Period:
    """The first or second half of a year."""
    return Period("half", date(number, 6 * part - 5, 1), _last_day(number, 6 * part))


def quarter(number: int, part: int) -> Period:
    """A quarter of a year, 1 to 4."""
    return Period("quarter", date(number, 3 * part - 2, 1), _last_day(number, 3 * part))


def month(number: int, part: int) -> Period:
    """A month of a year."""
    return Period("month", date(number, part, 1), _last_day(number, part))


def months(number: int, first: int, last: int) -> Period:
    """Several months of one year; six or twelve from a natural start have their own names."""
    if (first, last) == (1, 12):
        return year(number)
    if (first, last) in ((1, 6), (7, 12)):
        return half(number, 1 if first == 1 else 2)
    return Period("months", date(number, first, 1), _last_day(number, last))


def phase(first: int, last: int) -> Period:
    """Several whole years."""
    return Period("phase", date(first, 1, 1), date(last, 12, 31))


def _last_day(number: int, part: int) -> date:
    return date(number, part, calendar.monthrange(number, part)[1])


def _vietnamese(period: Period) -> str:
    number, first, last = period.start.year, period.start.month, period.end.month
    texts: Mapping[Kind, str] = {
        "year": f"Năm {number}",
        "half": f"6 tháng {'đầu' if first == 1 else 'cuối'} năm {number}",
        "quarter": f"Quý {_ROMAN[(first - 1) // 3]}/{number}",
        "month": f"Tháng {first}/{number}",
        "months": f"{last} tháng đầu năm {number}"
        if first == 1
        else f"Từ tháng {first} đến tháng {last}/{number}",
        "phase": f"Giai đoạn {number}-{period.end.year}",
        "day": f"Ngày {period.start:%d/%m/%Y}",
    }
    return texts[period.kind]


def _english(period: Period) -> str:
    number, first, last = period.start.year, period.start.month, period.end.month
    texts: Mapping[Kind, str] = {
        "year": f"{number}",
        "half": f"{'First' if first == 1 else 'Second'} half of {number}",
        "quarter": f"Quarter {(first - 1) // 3 + 1} of {number}",
        "month": f"{calendar.month_name[first]} {number}",
        "months": f"{calendar.month_name[first]} to {calendar.month_name[last]} {number}",
        "phase": f"{number}-{period.end.year}",
        "day": period.start.isoformat(),
    }
    return texts[period.kind]
