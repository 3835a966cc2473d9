"""The promise of an update frequency: that the newest data are never older than one period."""

from __future__ import annotations

from datetime import date, timedelta

from dtts.quality.facts import Freshness
from dtts.quality.method import Method


def by_frequency(frequency: str, published: date, on: date, method: Method) -> Freshness | None:
    """How the promise stands on a day, by the day of the last publication; None for a frequency (its code, or
    its address in the EU's authority table) that promises no day."""
    days = method.frequencies.get(frequency.rpartition("/")[2])
    if days is None:
        return None
    due = published + timedelta(days=days)
    return Freshness(due, max(0, (on - due).days), days)
