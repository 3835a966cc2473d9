"""Periods of reports: read from Vietnamese, written as SDMX, never with a guessed year."""

from dtts.periods.parse import parse
from dtts.periods.period import Kind, Period, Unread, half, month, months, phase, quarter, year

__all__ = ["Kind", "Period", "Unread", "half", "month", "months", "parse", "phase", "quarter", "year"]
