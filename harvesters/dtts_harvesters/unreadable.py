"""A failed request as the value that a report carries."""

from __future__ import annotations

from dtts_harvesters.record import Failure
from dtts_harvesters.report import Report
from dtts_harvesters.session import FetchError


def failed(wrong: FetchError, address: str, report: Report, *, record_id: str | None = None) -> Failure:
    """The failure, fatal unless it is of one record; a moment before which nothing may be asked again goes
    into the report."""
    if wrong.retry_at:
        report.retry_at = wrong.retry_at
    shown = address.partition("?")[0]
    return Failure(wrong.rule, record_id, shown, fatal=record_id is None, values=wrong.values)
