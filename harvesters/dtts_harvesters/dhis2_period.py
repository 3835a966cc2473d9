"""Periods as DHIS2 writes them, as SDMX writes them."""

from __future__ import annotations

import re

from dtts_harvesters.entries import EntryRefusedError

# docs.dhis2.org, "Date and period format", and ISO 8601 intervals as ADX has them.
_FORMS = (
    (re.compile(r"(\d{4})"), "A", "{0}"),
    (re.compile(r"(\d{4})S([12])"), "S", "{0}-S{1}"),
    (re.compile(r"(\d{4})Q([1-4])"), "Q", "{0}-Q{1}"),
    (re.compile(r"(\d{4})(0[1-9]|1[0-2])"), "M", "{0}-{1}"),
    (re.compile(r"(\d{4})W([1-9]|[1-4][0-9]|5[0-3])"), "W", "{0}-W{1:0>2}"),
    (re.compile(r"(\d{4})(0[1-9]|1[0-2])([0-3][0-9])"), "D", "{0}-{1}-{2}"),
    (re.compile(r"(\d{4})-01-01/P1Y"), "A", "{0}"),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])-01/P1M"), "M", "{0}-{1}"),
    (re.compile(r"(\d{4})-(01|04|07|10)-01/P3M"), "Q", "{0}-Q{1}"),
    (re.compile(r"(\d{4})-(01|07)-01/P6M"), "S", "{0}-S{1}"),
    (re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])-[0-3][0-9])/P1D"), "D", "{0}"),
)
_QUARTERS = {"01": "1", "04": "2", "07": "3", "10": "4"}
_HALVES = {"01": "1", "07": "2"}


def read_period(text: str) -> tuple[str, str]:
    """Frequency and period. EntryRefusedError `no-period` for anything else (relative and financial ones)."""
    for pattern, frequency, form in _FORMS:
        found = pattern.fullmatch(text)
        if found:
            return frequency, form.format(*_numbered(found.groups(), text))
    raise EntryRefusedError("no-period", got=text[:40])


def _numbered(parts: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The month with which a quarter or a half begins, as its number."""
    if text.endswith("/P3M"):
        return parts[0], _QUARTERS[parts[1]]
    if text.endswith("/P6M"):
        return parts[0], _HALVES[parts[1]]
    return parts
