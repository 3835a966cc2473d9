"""Rows of observations as what is judged."""

from __future__ import annotations

from typing import Any

import pytest

from dtts.indicators.progress import Status, assess_rows


def row(kind: str, period: str, value: float | None, status: str = "A") -> dict[str, Any]:
    return {"VALUE_TYPE": kind, "TIME_PERIOD": period, "OBS_VALUE": value, "OBS_STATUS": status}


def test_the_last_target_counts_from_its_baseline():
    rows = [row("BSL", "2021", 30), row("TGT", "2023", 25), row("TGT", "2025", 20), row("ACT", "2023", 26)]
    found = assess_rows(rows, "down")
    assert (found.status, float(found.way.pace), found.baseline.at) == (Status.NEEDS_ACCELERATION, 0.8, 2021)


def test_decimals_stay_exact():
    rows = [row("ACT", "2021", 0.1), row("ACT", "2023", 0.2), row("TGT", "2025", 0.3)]
    assert assess_rows(rows, "up").way.pace == 1


def test_a_half_year_ends_half_a_year_earlier():
    rows = [row("ACT", "2021-S2", 60), row("ACT", "2023-S2", 71), row("TGT", "2025-S2", 80)]
    assert float(assess_rows(rows, "up").way.pace) == 1.1


@pytest.mark.parametrize(
    ("rows", "direction", "percentage", "reason"),
    [
        ([row("ACT", "2021", 1)], "none", False, "NO_DIRECTION"),
        ([row("ACT", "2021", 1)], "up", False, "NO_TARGET"),
        ([row("TGT", "2025", 20)], "up", False, "NO_VALUE"),
        (
            [row("TGT", "2025", 20, "O") | {"OBS_VALUE": None}, row("ACT", "2021", 1)],
            "up",
            False,
            "NO_TARGET",
        ),
        (
            [row("TGT", "2025", 90), row("ACT", "2021", 1), row("ACT", "2023", 101)],
            "up",
            True,
            "IMPOSSIBLE_VALUE",
        ),
    ],
)
def test_what_cannot_be_judged_says_why(rows, direction, percentage, reason):
    assert assess_rows(rows, direction, is_percentage=percentage).reasons == (reason,)
